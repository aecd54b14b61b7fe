"""What is known where the place as a whole has no figure: of its units, and of its waves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from doanvien.chapters.growth.flows import windows_of
from doanvien.chapters.headline.clauses import done
from doanvien.chapters.headline.results import Counted, counted
from doanvien.measures.growth.levels import Level
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.reference.indicators import Indicator, headline_flows

MOST_SENTENCES, MOST_CLAUSES = 2, 3

Said = tuple[Indicator, Counted]


def elsewhere(report: Report) -> list[str]:
    """At most two sentences on results and totals of units, which do not add up to the place, then
    how many other units have figures, and that the place has none itself; or else at most two on
    what the waves brought."""
    # Slow to import, and most reports never need it.
    from doanvien.chapters.waves.sentences import described

    of_units = [(place, *one) for place in report.places for one in _of_units(place)]
    if not of_units:
        return described(report)[:MOST_SENTENCES]
    told = of_units[:MOST_SENTENCES]
    whole = report.t(
        "No figures of {place} as a whole are published.", place=report.words.whole_place
    )
    return [
        *report.marked((place, [sentence]) for place, _, sentence in told),
        *_of_others(report, {unit for _, unit, _ in told}),
        whole,
    ]


def _of_others(report: Report, told: set[str]) -> list[str]:
    units = {item.unit for place in report.places for item in place.growth.of_units}
    others = report.words.count(len(units - told))
    sentence = report.t("{others} other {others:unit has|units have} figures.", others=others)
    return [sentence] if units - told else []


def _of_units(place: Place) -> Iterator[tuple[str, str]]:
    """Units and a sentence on each of their spans and days."""
    flows: dict[tuple[str, date, date], list[Said]] = defaultdict(list)
    levels: dict[tuple[str, date], list[Level]] = defaultdict(list)
    for item in place.growth.of_units:
        if isinstance(item, Level):
            if item.indicator.kind == "stock":
                levels[item.unit, item.now.day].append(item)
            continue
        for window in windows_of(item) if item.indicator in headline_flows() else ():
            flows[item.unit, window.start, window.end].append((item.indicator, counted(window)))
    words = place.words
    for (unit, start, end), results in flows.items():
        clauses = [done(words, *one) for one in results[:MOST_CLAUSES]]
        sentence = place.t(
            "{when}, {unions} {clauses}.",
            when=words.when(start, end),
            unions=unit,
            clauses=words.listed(clauses),
        )
        yield unit, sentence
    for (unit, day), totals in levels.items():
        amounts = [
            words.amount(level.now.value, level.indicator, level.now.qualifier)
            for level in totals[:MOST_CLAUSES]
        ]
        sentence = place.t(
            "By {day}, {place} had {amounts}.",
            day=words.day(day),
            place=unit,
            amounts=words.listed(amounts),
        )
        yield unit, sentence
