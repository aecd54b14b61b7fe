"""What is kept of a build: states, manifest, index, publishing.

commit      which commit of the project a report was built from
index_page  the index pages of a batch, from its plan, its records and the states of its reports
inputs      what a report is made from, as checksums: the same inputs give the same report
lock        one process at a time: a lock on a folder, which ends with the process that holds it
manifest    what was built, from what, and what went wrong, a file for each report
publish     put a finished report into place, or the page that says why there is none
record      the record of a batch while it is read, and while reports are added to it
reporting   who has reported, beside the index page, where the data set has a calendar
state       whether a report has to be built: missing, fresh, stale or failed, and why
workspace   the private work folder of a build, inside the batch's folder, and the lock on the b
"""
