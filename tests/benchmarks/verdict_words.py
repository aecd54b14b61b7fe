"""How often the words of the pace rule come true, over every province and unit of the simulated
country: what share of the targets called on pace, behind pace, at risk at the end of each quarter
were reached by 31 December.

    doanvien simulate --out data/simulated --seed 1
    .venv/bin/python tests/benchmarks/verdict_words.py [data/simulated]

Goal from the second quarter on: of those on pace at least 85 % reach their target, of those behind
pace 40 to 60 %, of those at risk at most 15 %; a star marks what misses it. In the first quarter no
verdict is given: the table shows what the rule would have said. The last lines are the same words
of provinces under other limits.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

from doanvien.data.province import read_province
from doanvien.measures.series.view import views
from doanvien.measures.targets.assigned import assigned_targets
from doanvien.measures.targets.verdicts import ON_PACE_LIMIT, SLOW_LIMIT
from doanvien.reference.provinces import provinces_on
from doanvien.reference.scope import report_scope
from doanvien.reference.text.numbers import SMALLEST_BASE, exact

LAST_YEAR = 2024  # of six complete years on the map of the 63
QUARTERS = ((3, 31), (6, 30), (9, 30))
GOALS = {"on_pace": (0.85, 1.0), "slow": (0.40, 0.60), "at_risk": (0.0, 0.15)}
OTHER_LIMITS = ((1.0, 1.15), (1.0, 1.2), (1.05, 1.2), (1.1, 1.2), (1.1, 1.3), (1.2, 1.5))


@dataclass(frozen=True)
class Case:
    """A target by the end of a quarter that is not met yet: the required pace, and whether the year
    reached it."""

    quarter: int
    of_unit: bool
    year: int
    required: Fraction
    reached: bool


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "data/simulated")
    places = provinces_on(date(LAST_YEAR, 12, 31))
    cases = [case for place in places for case in _cases(folder, place.slug)]
    for of_unit in (False, True):
        print("units" if of_unit else "provinces")
        for quarter in range(1, len(QUARTERS) + 1):
            chosen = [case for case in cases if (case.of_unit, case.quarter) == (of_unit, quarter)]
            _print_words(f"  Q{quarter}", chosen, ON_PACE_LIMIT, SLOW_LIMIT)
    print("other limits: provinces, second and third quarter together")
    later = [case for case in cases if case.quarter > 1 and not case.of_unit]
    for on_pace, slow in OTHER_LIMITS:
        _print_words(f"  {on_pace:.2f} {slow:.2f}", later, Fraction(on_pace), Fraction(slow))


def _cases(folder: Path, slug: str) -> Iterator[Case]:
    view = views(read_province(folder, report_scope(slug, str(LAST_YEAR))))[0]
    for target in assigned_targets(view, units=True):
        year = target.end.year
        if not target.of_calendar_year or year > LAST_YEAR or target.low < SMALLEST_BASE:
            continue
        series = view.flow(target.indicator.code, target.unit)
        whole = series.over(target.first_day, target.end)
        if whole is None:
            continue
        for quarter, (month, day) in enumerate(QUARTERS, start=1):
            by = date(year, month, day)
            so_far = series.over(target.first_day, by)
            if so_far is None or so_far.value >= target.low:
                continue
            lacking = 1 - exact(so_far.value) / exact(target.low)
            days = (target.end - target.first_day).days + 1
            left = Fraction((target.end - by).days, days)
            reached = whole.value >= target.low
            yield Case(quarter, bool(target.unit), year, lacking / left, reached)


def _print_words(
    label: str, cases: Sequence[Case], on_pace_limit: Fraction, slow_limit: Fraction
) -> None:
    """One line: of the cases under each word, what share was reached, and how many there are."""
    words: dict[str, list[bool]] = {word: [] for word in GOALS}
    for case in cases:
        word = "at_risk" if case.required > slow_limit else "slow"
        words["on_pace" if case.required <= on_pace_limit else word].append(case.reached)
    cells = []
    for word, (least, most) in GOALS.items():
        share = sum(words[word]) / len(words[word]) if words[word] else 0.0
        star = " " if not words[word] or least <= share <= most else "*"
        cells.append(f"{word} {share:6.1%}{star} of {len(words[word]):>5}")
    print(f"{label:<12}", "   ".join(cells))


if __name__ == "__main__":
    main()
