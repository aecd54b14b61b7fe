"""The effect of campaign waves: estimated where units or years can be compared, refused elsewhere.

A wave moves admissions in time: some are held back before it, some brought forward into it. So two
things are told apart. The **gross** rate ratio compares days inside the wave with other days; the
**net** effect counts hold-back (14 days before) and bring-forward (45 days after) with the wave and
says how many admissions there would not have been otherwise. Both come with the condition under
which they hold, and are refused where the figures cannot separate the wave from the season.

The way through the package, each module using only those before it::

    intervals       published flows -> counts over (a, b], end of day
    panel           several units on common intervals
    windows         which intervals a wave touches, and by how much
    identification  what the figures can tell: Kish numbers, index, smallest detectable effect
    estimate        a log ratio with its uncertainty; gross and net effects
    takes_part      A: some units take part, others do not
    placebo         B: everyone takes part, earlier years had no wave
    pooling         C: several provinces
    messages        the sentences behind the reason codes
    verdict         when to refuse, when to withhold the interval, when to flag
    description     shares and daily rates, never an effect
    comparison      what a wave is compared with: other units, earlier years, or nothing
    one_count       the effect on one indicator, with its checks
    effects         the front door
    of_place        the waves of one place in a data set
    rounds          waves of several provinces at about the same time
"""
