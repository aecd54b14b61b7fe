"""Several provinces at once.

national  C: Mantel-Haenszel over triple differences, with the season that provinces share
rounds    waves of several provinces at about the same time
"""
