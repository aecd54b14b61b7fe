"""Figures of one place as series: flows between days, levels on days, past years.

coverage     how many of the units of a place its figures cover
contradictions what the figures of one series contradict each other in
flow         a flow as published, and a flow over a window that is made of such
flows        flow arithmetic: the one place where published flows are differenced and added
history      a place with its past: before a merger, the sums of the provinces merged in it
ledger       what an account or a forecast is made from: flows and levels of a place or a unit
paths        ways between two evenings along published flows
percentages  percentages: recomputed exactly, and held against the printed ones
qualifiers   how exact a figure is, and how exact a sum of figures
rows         the rows of a typed frame, one object a row, and its days
seasonal     a flow's years and their seasons: how much of a year is usual by a day
stocks       which of several figures counts, and which stand beside it
years        the calendar years of one indicator side by side, for one place or for many
view         the figures of one place on one map, ready for measuring
"""
