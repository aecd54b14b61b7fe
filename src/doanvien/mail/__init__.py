"""Reports by e-mail: drafts to look at, and sending them so that nobody gets one twice.

drafts     the drafts of a batch: one mail for each report that is built and fresh
reminders  drafts of mails to those who have not reported
writing/   one mail: subject, story, attachments
people/    who gets which report
sending/   sending drafts, and the log of what was sent
server     the server that takes the mails, and the two ways to it
errors     why mails cannot be made or sent at all
templates/ the mail's HTML
"""
