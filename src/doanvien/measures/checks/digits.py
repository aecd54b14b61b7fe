"""What copying does to a number: a digit lost, or typed twice."""

from __future__ import annotations


def one_digit_apart(one: float, other: float) -> bool:
    """Whether one of two whole numbers is the other without one of its digits: 3.024 and 30.024.

    Of numbers below a thousand too many are, by chance.
    """
    if not (float(one).is_integer() and float(other).is_integer()):
        return False
    short, long = sorted((f"{one:.0f}", f"{other:.0f}"), key=len)
    if len(long) != len(short) + 1 or len(short) < 4:
        return False
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
