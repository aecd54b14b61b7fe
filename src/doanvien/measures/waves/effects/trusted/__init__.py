"""The tests before trust, and what may be said.

joint     several contrasts tested at once
trust     the tests
limits    limits widened before a test fires, and for a season that no earlier year shows
stated    from what an estimator finds to what may be said
effect    what may be said: given, uncertain, withheld, refused
messages  the sentences behind the reason codes
verdict   when to refuse, when to withhold, when to flag
"""
