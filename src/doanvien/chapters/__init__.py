"""One folder for each notebook, of the same name: its frames, sentences and charts.

alone       what a cell shows that ends with a report, an overview or a kind of results
checks/     chapter sources_and_checks: what was recomputed, checked and cited
growth/     chapter membership_growth: what changed, the account, levels, subordinate units
headline/   chapter headline: the summary of a report
overview/   chapter national_overview: the provinces side by side
targets/    chapter target_attainment: targets, pace, forecast, units
time_axis   days along an axis: ticks on the days that matter, announced windows shaded
view_table  a table of one view: its name is stable, its caption says which map it is about
waves/      chapter campaign_waves: what the waves were and what can be concluded
"""
