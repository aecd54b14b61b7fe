"""What reports give against what the CSV files give by hand. A failure is a number that a head of
department quotes and that its sources do not give."""

from collections import defaultdict
from functools import cache
from pathlib import Path

from doanvien.data.province import read_province
from doanvien.measures.growth.parts import parts
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.reference.scope import report_scope
from golden import by_hand

DATA = Path(__file__).parents[2] / "data"
PUBLISHED, EXAMPLE = DATA / "published", DATA / "example"
IN_EXAMPLE, YEARS = ("lao-cai", "lai-chau"), (2025, 2026)
BOTH = 0  # the map of a place that the merger left as it was
QUARTER_ENDS = (3, 6, 9, 12)


def chosen(numbers):
    """All of the published ones; of the example two provinces, at the ends of quarters."""
    return [
        number
        for number in numbers
        if number.key.slug in IN_EXAMPLE
        and number.key.end.year in YEARS
        and number.key.end.month in QUARTER_ENDS
        and "M" not in number.period
    ]


VALUES = [(PUBLISHED, one) for one in by_hand.values(PUBLISHED)] + [
    (EXAMPLE, one) for one in chosen(by_hand.values(EXAMPLE))
]
SHARES = [(PUBLISHED, one) for one in by_hand.shares(PUBLISHED)] + [
    (EXAMPLE, one) for one in chosen(by_hand.shares(EXAMPLE))
]


@cache
def report_of(folder: Path, slug: str, period: str, as_of: str) -> Report:
    return Report(read_province(folder, report_scope(slug, period, as_of, "en")))


def place_of(folder: Path, number: by_hand.Value | by_hand.Share) -> Place | None:
    """The place of the number on its map, where the report speaks of it."""
    key = number.key
    report = report_of(folder, key.slug, number.period, key.end.isoformat())
    maps = (key.territory, BOTH)
    return next((one for one in report.places if one.view.place.territory in maps), None)


def test_there_are_enough_of_them():
    assert len(VALUES) >= 300
    assert len(SHARES) >= 100


def test_values_are_those_of_the_files():
    wrong, told = [], 0
    for folder, number in VALUES:
        place, key = place_of(folder, number), number.key
        if place is None:
            continue
        if key.start is None:
            level = place.growth.level(key.indicator)
            found = level and level.now.day == key.end and level.now.value
        else:
            flow = place.growth.flow(key.indicator)
            window = flow.window if flow else None
            found = window and (window.start, window.end) == key[4:] and window.value
        told += 1
        if found != number.value:
            wrong.append((number, found))
    assert wrong == []
    assert told >= 300


def test_shares_are_those_of_the_files():
    wrong: dict[str, list[object]] = defaultdict(list)
    told = 0
    for folder, number in SHARES:
        place, key = place_of(folder, number), number.key
        if place is None:
            continue
        found = set(RATIOS[number.kind](place, number))
        told += 1
        if number.ratio not in found:
            wrong[number.kind].append((key, float(number.ratio), sorted(map(float, found))))
    assert wrong == {}
    assert told >= 100


def _of_targets(place, number):
    for one in place.targets.current:
        result = one.result
        if one.share is not None and one.target.low == number.base and result.value == number.value:
            yield one.share


def _of_wholes(place, number):
    view = place.view
    for part in parts(view.history, view.period, view.cutoff):
        if part.part.code == number.key.indicator:
            yield part.share


def _changes(place, number):
    for one in place.growth.comparisons:
        if one.indicator.code == number.key.indicator and one.rate is not None:
            yield one.rate


RATIOS = {"target": _of_targets, "part": _of_wholes, "change": _changes}
