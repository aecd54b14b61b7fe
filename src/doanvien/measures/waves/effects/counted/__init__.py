"""Published flows as counts of several units on common intervals around a wave.

intervals  published flows -> counts over (a, b], end of day
panel      several units on common intervals
windows    which intervals a wave touches, and by how much
frame      the wave's year beside the same days of earlier years
begun      units that did not exist before
"""
