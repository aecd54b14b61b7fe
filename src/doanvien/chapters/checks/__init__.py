"""Chapter sources_and_checks: what was recomputed, checked and cited.

rules   checks of the figures: each rule with how often it was applied, and each figure that bre
tables  sources and checks as tables: recomputed percentages, definitions, sources
text    checks in words: how many percentages agree, what sources contradict, how it was done
"""
