"""Calendar months left, and what is needed in each."""

from __future__ import annotations

import math
from calendar import monthrange
from datetime import date
from fractions import Fraction

from doanvien.measures.days import ONE_DAY
from doanvien.reference.text.numbers import exact


def months_left(after: date, end: date) -> Fraction:
    """Calendar months from the day after ``after`` to ``end``, a part of a month as its share.

    30 June to 31 December is 6; 8 July to 31 December is 23/31 + 5.
    """
    left = Fraction(0)
    day = after + ONE_DAY
    while day <= end:
        length = monthrange(day.year, day.month)[1]
        last = min(end, date(day.year, day.month, length))
        left += Fraction((last - day).days + 1, length)
        day = last + ONE_DAY
    return left


def needed_a_month(remaining: float, left: Fraction) -> int | None:
    """What is needed a month, rounded up; in the last month all that remains."""
    if not remaining or not left:
        return None
    return math.ceil(exact(remaining) / max(left, Fraction(1)))
