"""Titles: where they stand, and what their words mean.

headings     what a title means: an indicator, a target, or no figure
table_heads  where headers stand in a sheet, and which heading each column has
terms        the dictionary of titles
"""
