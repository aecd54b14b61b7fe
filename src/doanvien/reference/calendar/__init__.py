"""Periods and days.

periods       a year, a half-year, a quarter, a month, or the first months of a year
period_hints  what period a person may have meant
days          a calendar day as people write it
tet           the days of Tết
cutoffs       several provinces with their cut-off dates in one line of text
"""
