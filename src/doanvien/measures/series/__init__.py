"""Figures of one place as series: flows between days, levels on days, past years.

flows        flow arithmetic: the one place where published flows are differenced and added
history      a place with its past: a merged province's own figures, and before them the sums of
ledger       what an account or a forecast is made from: the flows and levels of a place or of i
percentages  percentages: recomputed exactly, and held against the printed ones
rows         the rows of a typed frame, one object a row, and its days
seasonal     a flow's years and their seasons: how much of a year's result is usual by a day of
stocks       one indicator of one place or unit as a series: which figure counts, and which stan
years        the calendar years of one indicator side by side, for one place or for many
view         the figures of one place on one map, ready for measuring
"""
