"""What is kept of a build: states, manifest, index, publishing.

commit      which commit of the project a report was built from
index_page  the index page of a batch, from its plan, its record and the states of its reports
inputs      what a report is made from, as checksums: the same inputs give the same report
journal     what a build has finished so far, a line for each report
manifest    the record of a batch: what was built, from what, and what went wrong
publish     put a finished report into place, or the page that says why there is none
record      the record of a batch while it is read, and while reports are added to it
state       whether a report has to be built: missing, fresh, stale or failed, and why
workspace   the private work folder of a build, inside the batch's folder, and the lock on the b
"""
