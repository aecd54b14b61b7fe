"""One mail: subject, story, attachments.

message      story and attachments as a MIME message
headers      header lines written by our own hand
subject      its one line: where, when, how many, against what
story        what a mail tells of a report: taken from the report itself
figures      the cells of a report's tables, for subject and story
body         the text of a mail, once plain and once as HTML
attachments  the files that go with it, in order and by name
pdf          the page and its first page as PDFs, where there is what makes one
"""
