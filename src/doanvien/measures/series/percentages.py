"""Percentages: recomputed exactly, and held against the printed ones.

A printed percentage agrees when rounding half up **or** truncating the exact ratio to its own
number of decimals gives it; Vietnamese reports use both. A percentage printed without its base
leaves an interval of possible bases, never a point.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

import pandas as pd

from doanvien.measures.series.qualifiers import ROUNDED
from doanvien.measures.series.rows import rows_of
from doanvien.reference.text.numbers import exact

Agreement = Literal["rounded", "truncated", "disagrees"]
PercentageOf = Literal["target", "share", "stock", "result"]

AGREES_ROUNDED: Agreement = "rounded"
AGREES_TRUNCATED: Agreement = "truncated"
DISAGREES: Agreement = "disagrees"


def parse_printed(text: str) -> tuple[Fraction, int]:
    """``"34,05"`` → (681/2000 × 100, 2): the percentage in per cent and its number of decimals.

    Raises ValueError if the text is not a plain number with a decimal comma or point.
    """
    number = Decimal(text.strip().removesuffix("%").strip().replace(",", "."))
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int):
        raise ValueError(f"{text!r} is not a percentage")
    return Fraction(number), max(0, -exponent)


def agreement(ratio: Fraction, printed: str) -> Agreement:
    """``rounded``, ``truncated`` or ``disagrees``: how a printed percentage stands to a ratio."""
    percent, decimals = parse_printed(printed)
    scaled = ratio * 100 * 10**decimals
    shown = percent * 10**decimals
    if math.floor(scaled + Fraction(1, 2)) == shown:
        return AGREES_ROUNDED
    if math.floor(scaled) == shown:
        return AGREES_TRUNCATED
    return DISAGREES


def possible_bases(value: float, printed: str) -> tuple[int, int] | None:
    """The whole bases of which ``value`` is printed so, rounded or truncated: (least, greatest).

    The rule of ``agreement`` turned round. None where no whole number fits (the percentage or the
    value is not what it seems), or where nothing bounds it (0%). 8.818 at «104,4%» leaves
    8.439 … 8.450; 3 at «42,85%» leaves 7.
    """
    percent, decimals = parse_printed(printed)
    if percent <= 0:
        return None
    step = Fraction(1, 10**decimals)
    above = percent + step  # not reached: neither rule would print this any more
    least = math.floor(exact(value) * 100 / above) + 1
    greatest = math.floor(exact(value) * 100 / (percent - step / 2))
    return (least, greatest) if least <= greatest else None


@dataclass(frozen=True)
class PrintedCheck:
    """A printed percentage beside its recomputation.

    ``of`` says what it is a percentage of: ``target``, ``share``, ``stock`` or ``result``; only the
    first is attainment. ``ratio`` and ``verdict`` are None where the base was not printed; then
    ``bases`` holds the whole numbers that fit. ``rounded`` tells that the numerator itself was
    rounded by its source, so that ``bases`` are only near the truth.
    """

    unit: str
    indicator: str
    territory: int
    end: pd.Timestamp
    value: float
    printed: str
    of: PercentageOf
    base: float | None
    base_indicator: str
    assigned_by: str
    ratio: Fraction | None
    verdict: Agreement | None
    bases: tuple[int, int] | None
    rounded: bool
    source: str
    note: str
    note_en: str


def check_printed(percentages: pd.DataFrame, figures: pd.DataFrame) -> tuple[PrintedCheck, ...]:
    """Recompute every row of a frame of printed percentages (see the data dictionary).

    ``figures`` tell which numerators their sources rounded. A percentage that several sources
    print alike is one check.
    """
    about = figures[figures["qualifier"].isin(ROUNDED)]
    rounded = {(row.unit, row.indicator, row.value) for row in rows_of(about)}
    checks: dict[tuple[Any, ...], PrintedCheck] = {}
    for row in rows_of(percentages):
        check = _check(row, rounded=(row.unit, row.indicator, row.value) in rounded)
        key = (*key_of(check), check.end, check.printed, check.of, check.base, check.assigned_by)
        checks.setdefault(key, check)
    return tuple(checks.values())


def key_of(check: PrintedCheck) -> tuple[str, str, float]:
    """What a printed percentage is about: unit, indicator and numerator."""
    return check.unit, check.indicator, check.value


def _check(row: Any, *, rounded: bool) -> PrintedCheck:
    base = None if math.isnan(row.base) or row.base == 0 else row.base
    ratio = None if base is None else exact(row.value) / exact(base)
    return PrintedCheck(
        unit=row.unit,
        indicator=row.indicator,
        territory=row.territory,
        end=row.period_end,
        value=row.value,
        printed=row.printed,
        of=row.of,
        base=base,
        base_indicator=row.base_indicator,
        assigned_by=row.assigned_by,
        ratio=ratio,
        verdict=None if ratio is None else agreement(ratio, row.printed),
        bases=possible_bases(row.value, row.printed) if base is None else None,
        rounded=rounded,
        source=row.source,
        note=row.note,
        note_en=row.note_en,
    )
