"""The effect of campaign waves: estimated where units or years can be compared, refused elsewhere.

A wave moves admissions in time: some are held back before it, some brought forward into it. So two
things are told apart. The **gross** rate ratio compares days inside the wave with other days; the
**net** effect counts hold-back (14 days before) and bring-forward (45 days after) with the wave and
says how many admissions there would not have been otherwise. Both come with the condition under
which they hold, and are refused where the figures cannot separate the wave from the season.

Who joins a wave is no accident, so the main estimate is a triple difference: what happened to the
proportion of the two groups, over what happened to it on the same days of earlier years without a
wave. Before it is trusted it goes through tests, and a test that fires costs the number:

- placebo: the groups drifted apart at such times in years without a wave
- trend: they were drifting apart before the wave
- selection: in the three months before, those who joined stood lower or higher than else
- late: in the months after, they did
- lumps: they report more of their results at the end of a quarter

All tests together raise a false alarm in about one of twenty cases. ``selection`` and ``late``
widen the limits before they fire. By earlier years alone, ``placebo``, ``selection`` and ``late``
ask the same of the joiners' own figures. Where no earlier year is clean, units of unlike kinds are
not compared, and where nobody knows the kinds the limits are widened by what the proportion of the
two groups did in the rest of the year; less than half a year of it gives no number. What no figures
of a province can tell from an effect: a season that shows in the weeks of the wave alone, and what
the other units lost to the wave. What may be said is a type: ``Given``, ``Uncertain``, ``Withheld``
or ``Refused``, each holding no more than that.

The way through the package::

    counted/      published flows -> counts of several units on common intervals around a wave
    estimators/   counts -> a log ratio with its uncertainty
    trusted/      the tests before trust, and what may be said: given, uncertain, withheld, refused
    one_count     the effect on one indicator, with its checks
    effects       the front door; of_place the waves of one place in a data set
    country/      several provinces: pooled, and with the season that they share
    description   shares and daily rates, never an effect
    picture       month by month of all years: why an effect is believed, or why not
"""
