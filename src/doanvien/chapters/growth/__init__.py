"""Chapter membership_growth: what changed, the account, levels, subordinate units.

accounts  the members' account in depth: quarter by quarter, growth against three days, parts an
charts    charts of growth: the flow since the beginning, levels, the account as a waterfall
since     what changed since the last report: movements, verdicts then and now, revised past fig
tables    growth as tables: flows, totals, rates, the members' account, comparisons, units
text      growth in words: changes of totals, the members' account, gaps and notes
units     subordinate units side by side over the same days: their accounts, and their other fig
"""
