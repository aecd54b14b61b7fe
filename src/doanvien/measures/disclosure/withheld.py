"""What a report for wide circulation withholds: the fourth name of what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from doanvien.measures.series.stocks import SeriesKey

Wave = tuple[str, str, str, date, date]
"""Unit, name of the wave, indicator, first and last day of the result."""


@dataclass(frozen=True)
class Withheld:
    """``days``: by unit and indicator, those up to which a count, or on which a level, is known and
    not told. ``waves``: results of waves of units that are not told."""

    days: Mapping[SeriesKey, frozenset[date]] = field(default_factory=dict)
    waves: frozenset[Wave] = frozenset()

    def on(self, unit: str, indicator: str, *days: date) -> bool:
        """Whether a figure of a unit that needs all of these days is known and not told."""
        return not self.days.get((unit, indicator), frozenset()).isdisjoint(days)

    def of_wave(self, name: str, start: date | None, end: date | None) -> bool:
        """Whether a result of a wave, of days within it or about it, is known and not told."""
        return any(
            name == wave and (start is None or last >= start) and (end is None or first <= end)
            for _, wave, _, first, last in self.waves
        )

    def after(self, unit: str, indicator: str, last: date, until: date) -> bool:
        """Whether a figure of after one day, and by another, is known and not told."""
        days = self.days.get((unit, indicator), frozenset())
        return any(last < day <= until for day in days)

    def units(self, start: date, end: date) -> set[str]:
        """The units of which something is known and not told in a span of days."""
        return {
            unit for (unit, _), days in self.days.items() if any(start <= d <= end for d in days)
        }


NOTHING_WITHHELD = Withheld()
