"""Campaign waves: their description, and their effect.

description  campaign waves, described: windows, results, share of the period, daily rates, conc
effects/
"""
