"""Growth of a place: flows, levels, account, parts, units.

balance   the members' account of a span of days, its terms and whether they agree
change    growth of a total against three days: the evening before the period, a year before, th
growth    membership growth: levels, gross and net flows, their identity, and change where compa
parts     parts and rates that two figures of the same days give: non-state part, density, cover
since     what changed since the last report: movements of the main figures, and revised past fi
units     subordinate units: who grew, who shrank, and on how few units the new members rest
workload  workload: how many grassroots unions one full-time officer looks after
"""
