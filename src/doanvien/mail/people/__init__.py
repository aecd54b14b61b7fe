"""Who gets which report.

recipients       who gets which report, from params/recipients.yaml
recipients_file  the form of that file: which keys it has and what each may say
addresses        addresses of people: one name and one mailbox
"""
