"""Reports by e-mail: drafts to look at, and sending them so that nobody gets one twice.

addresses        addresses of people: one name and one mailbox
attachments      the files that go with it, in order and by name
body             the text of a mail, once plain and once as HTML
drafts           the drafts of a batch: one mail for each report that is built and fresh
errors           why mails cannot be made or sent at all
figures          the cells of a report's tables, for subject and story
headers          header lines written by our own hand
line             the connection to the server while mails go out, and what its answers mean
message          one mail: story and attachments as a MIME message
pdf              the page and its first page as PDFs, where there is what makes one
recipients       who gets which report, from params/recipients.yaml
recipients_file  the form of that file: which keys it has and what each may say
reminders        drafts of mails to those who have not reported
send             send drafts, each mailbox by itself
sent_lines       the lines of the log of what was sent, read with tolerance
sent_log         who was sent what, kept by the one process that sends
server           the server that takes the mails, and the two ways to it
story            what a mail tells of a report: taken from the report itself
subject          its one line: where, when, how many, against what
"""
