"""Figures for wide circulation: which are withheld, so that no count of 1 to 4 persons is left.

lines     the running totals or levels of one unit, on the days on which they may be told
audit     whether a small count is certain from what is told, as no number can be negative
rules     on which of its days a figure is withheld: the small ones, and those that would tell them
release   the figures of a place without the withheld ones; everything else is made of these
beside    results of waves and printed percentages, held against the released figures
withheld  what was withheld, so that a reader is told "[c]" and not that nothing was reported

A fine cell is a count of persons of a subordinate union, or a part of a whole (a sector) of the
place itself. The place's own totals are never withheld, nor what counts no persons. Net growth is
the difference of two counts: a small one is told, and a unit's is withheld only beside a flow that
it would tell. Which days are told is decided day by day from what came before, so that the reports
of all periods and years, laid side by side, tell no more; that holds for figures that are not
revised after a report, and for reports with the cut-off dates of their periods. Nobody is to be
certain of a small count: how few there may be, a reader can tell, and so can somebody who knows a
unit's own figures tell more.
"""
