"""Several provinces at once.

pooling   C: several provinces
national  C over triple differences, with the season that provinces share
rounds    waves of several provinces at about the same time
"""
