"""What happened in the invented country, as the files of a data set.

figures  the figures of a place as lines of a CSV file
printed  what a real data set holds besides: percentages, rates, revisions, contradictions
shared   the files that all provinces share: targets, campaign waves, sources
truth    what is true of the simulated figures, and no real data set would tell
files    the files of a simulated data set: complete or not at all
"""
