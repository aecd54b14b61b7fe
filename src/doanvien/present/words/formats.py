"""Numbers and dates as a reader of each language writes them.

Vietnamese: 24.396 · 50,98% · 08/7/2022 · +4.261 · −312. English: 24,396 · 50.98% · 8 July 2022.
Ties are rounded away from zero on the exact value, as people do by hand, before Babel lays the
number out (Babel itself rounds half to even). A missing value has no format: NaN and infinity are
refused, so that "nan" never reaches a reader; the word for "not published" is the table's business.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from doanvien.reference.languages import Language, language_line
from doanvien.reference.text.numbers import Number, exact

if TYPE_CHECKING:
    from babel import Locale
    from babel.numbers import NumberPattern

MINUS = "\N{MINUS SIGN}"


def format_count(value: Number, language: Language) -> str:
    """A whole number of people or unions: 24396 → "24.396" (vi), "24,396" (en)."""
    return _lay_out(round_half_up(value, 0), language)


def format_signed(value: Number, language: Language) -> str:
    """A change in whole numbers with its sign: 4261 → "+4.261", −312 → "−312", 0 → "0"."""
    rounded = round_half_up(value, 0)
    return _plus(rounded) + _lay_out(rounded, language)


def format_decimal(value: Number, language: Language, decimals: int = 2) -> str:
    """A number with at most `decimals` places, zeros at the end left out: 79.70 → "79,7"."""
    return _lay_out(round_half_up(value, decimals), language)


def format_percent(
    share: Number, language: Language, decimals: int = 2, *, signed: bool = False
) -> str:
    """A share (1 = the whole) as a percentage with at most `decimals` places.

    0.5098 → "50,98%"; 0.752 → "75,2%"; 1 → "100%"; with `signed`, 0.025 → "+2,5%".
    Nothing is capped: 2.803 → "280,3%".
    """
    rounded = round_half_up(exact(share) * 100, decimals)
    return (_plus(rounded) if signed else "") + _lay_out(rounded, language) + "%"


def decimal_mark(language: Language) -> str:
    """What stands before the decimals: "," (vi), "." (en)."""
    from babel.numbers import get_decimal_symbol

    mark: str = get_decimal_symbol(_locale(language))
    return mark


def round_half_up(value: Number, decimals: int) -> Decimal:
    """`value` with at most `decimals` places, ties away from zero, exact for any size."""
    number = exact(value)
    top, below = number.numerator * 10**decimals, number.denominator
    whole = (2 * abs(top) + below) // (2 * below)
    return Decimal(f"{'-' if top < 0 < whole else ''}{whole}E{-decimals}")


def _plus(rounded: Decimal) -> str:
    return "+" if rounded > 0 else ""


@lru_cache(maxsize=10_000)  # a table, its widths and its sheet write the same numbers
def _lay_out(rounded: Decimal, language: Language) -> str:
    places = -int(rounded.as_tuple().exponent)
    text: str = _pattern(max(places, 0)).apply(rounded, _locale(language))
    return text.replace("-", MINUS)


@cache
def _pattern(decimals: int) -> NumberPattern:
    from babel.numbers import parse_pattern

    return parse_pattern("#,##0." + "#" * decimals if decimals else "#,##0")


@cache
def _locale(language: Language) -> Locale:
    from babel import Locale

    return Locale.parse(language_line(language).locale)
