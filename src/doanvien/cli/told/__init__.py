"""What is said of what was done.

intake    what is seen of an intake
mailing   what is asked before mails go out, and what is said of drafts and of what was sent
periods   what `doanvien periods` prints: a line for each place, or for each year of one place
progress  what is seen of a build: a live bar on a terminal, a line for each report everywhere
"""
