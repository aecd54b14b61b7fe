"""Growth of a place: flows, levels, account, parts, units.

balance   the members' account of a span of days, its terms and whether they agree
change    growth of a total against three days: before the period, a year before, the term's start
doubts    what the figures of a period contradict each other in
flow_results  flows of a period, and the same days of the year before
growth    all that is known of a place in a period: flows, levels, account
levels    levels of a period, and their change where they can be compared
parts     parts and rates that two figures of the same days give: density, non-state part
room      enterprises without a union by size, and what new unions took of them
since     what changed since the last report: movements, and revised past figures
units     subordinate units: who grew, who shrank, on how few units the new members rest
workload  how many grassroots unions one full-time officer looks after
"""
