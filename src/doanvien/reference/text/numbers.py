"""The number that a reader sees in a value, for arithmetic without rounding."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from operator import index
from typing import SupportsIndex

Number = int | float | Decimal | Fraction
"""What can be reckoned with and shown; numpy's integers and floats are accepted too."""

SMALLEST_BASE = 20
"""The smallest base of which a percentage is formed, and by which anything is ranked."""


def exact(value: Number) -> Fraction:
    """The number itself, a float being what it prints as: 0.285 is 285/1000, not its binary
    neighbour.

    Raises `TypeError` for a truth value and `ValueError` for NaN and infinity.
    """
    if isinstance(value, bool):
        raise TypeError(f"{value} is a truth value, not a number.")
    if isinstance(value, Fraction):
        return value
    if isinstance(value, float) and value.is_integer():  # most figures are, and this is fast
        return Fraction(int(value))
    # The first is asked because the second takes its time to say no.
    if type(value) not in (float, Decimal) and isinstance(value, int | SupportsIndex):
        return Fraction(index(value))  # numpy's integers too
    number = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    if not number.is_finite():
        raise ValueError(f"{value} cannot be shown as a number; say in words what is missing.")
    return Fraction(number)
