"""Chapter national_overview: the provinces side by side.

overview      the national overview: the reports of all provinces, measured as their own pages m
round_charts  the provinces' net ratios as a forest plot, with what they say together below them
round_rows    the effects of one round of waves, province by province, as table and chart both s
round_tables  the provinces' wave effects side by side, and what they say together, as tables
round_text    what the provinces' wave effects say together, and why some have none, in words
rows          all results of an overview as tidy rows: one line a result and the target it answe
spread_chart  how the shares attained are spread over the provinces, as a histogram
tables        the national overview as tables: totals, targets, ranking, verdicts, movers, missi
text          the national overview in words: the lead, the spread, who is missing, what to mind
tile_map      a map of equal squares: the share every province attained, on one scale, readable
"""
