"""Subordinate units by size: their unions and members, what they cover and took over, and how many
stand where in the grid of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

from doanvien.data.register import Unit
from doanvien.measures.growth.levels import Level
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import Said, made_frame
from doanvien.present.words.letters import capital, uncapital
from doanvien.present.words.phrases import Words
from doanvien.reference.indicators import Unit as Measure
from doanvien.reference.indicators import regular_levels

UNIONS_BANDS = (10, 20, 50)
MEMBERS_BANDS = (500, 1500, 3000)
"""First numbers of the bands; those of members stand in the titles of their columns as well. A
commune union takes about 10 grassroots unions and 1,500 members; with fewer, several communes have
one together."""
FEWEST_IN_GRID = 6
FEWEST_RANKED = 5
"""Of fewer units, of the hundred that a province has, none is said to be the first."""
MEASURED: tuple[Measure, ...] = ("unions", "members", "workers")


def unit_sizes(report: Report) -> pd.DataFrame:
    """A row for each unit of which two of its unions, members and workers are known on its last
    day, of each map the one with most members first: ``unions``, ``members``, ``workers`` on
    ``day``, ``members_each`` members ÷ unions, ``density`` members ÷ workers. From the register of
    units, where there is one: ``communes`` that it covers, ``took_over`` the units that ended in
    it."""
    by_place = [
        (place, sorted(_sizes(place, report.read.register), key=_most_first))
        for place in report.places
    ]
    rows = [row for _, of_place in by_place for row in of_place]
    own = [row for place, of_place in by_place if place.home for row in of_place]
    return made_frame(
        report,
        rows,
        (
            *("unit", "communes", "unions", "members", "members_each", "workers", "density"),
            *("day", "took_over"),
        ),
        name="unit-sizes",
        caption=_largest(report, own) or _counted(report, rows),
        notes=[report.t("Figures of units are not added up into the total of the place.")],
        ends=5,
    )


def _most_first(row: dict[str, Any]) -> float:
    return -((row["members"] and row["members"].value) or 0)


def _largest(report: Report, own: list[dict[str, Any]]) -> str:
    """The unit with most members of those of the report's own map that are known on the last day;
    "" of fewer than five, and where one of them is not known or must not be told."""
    last = max((row["day"] for row in own), default=None)
    same_day = [row for row in own if row["day"] == last]
    known = [row for row in same_day if row["members"] and row["members"].value is not None]
    if len(known) < FEWEST_RANKED or len(known) < len(same_day):
        return ""
    return report.t(
        "Of {count} units with figures of {day}, {unit} has most members: {members}",
        count=report.words.count(len(known)),
        day=report.words.day(known[0]["day"]),
        unit=known[0]["unit"],
        members=known[0]["members"].text,
    )


def _counted(report: Report, rows: list[dict[str, Any]]) -> str:
    units = report.words.count(len(rows))
    return report.t("{count} {count:unit|units} by size", count=units) if rows else ""


def levels_of_units(place: Place) -> dict[str, dict[str, Level]]:
    """By unit, its unions, members and workers on the last day on which two of them are known."""
    regular = regular_levels()
    by_unit: dict[str, dict[str, Level]] = {}
    for item in place.growth.of_units:
        if isinstance(item, Level) and item.indicator in regular:
            by_unit.setdefault(item.unit, {})[item.indicator.unit] = item
    found = {}
    for unit, levels in by_unit.items():
        last = max(level.now.day for level in levels.values())
        known = {what: level for what, level in levels.items() if level.now.day == last}
        if len(known) > 1:
            found[unit] = known
    return found


def unit_grid(report: Report) -> pd.DataFrame:
    """How many units stand where: a row for each band of their grassroots unions, a column for each
    band of their members, counted on the day of `unit_sizes`. Empty for fewer than six units."""
    places = [levels for place in report.places for levels in levels_of_units(place).values()]
    known = [(one["unions"], one["members"]) for one in places if {"unions", "members"} <= set(one)]
    counts = Counter(
        (_band(unions.now.value, UNIONS_BANDS), _band(members.now.value, MEMBERS_BANDS))
        for unions, members in known
    )
    words = report.words
    names = [f"members_band_{number}" for number in range(len(MEMBERS_BANDS) + 1)]
    rows = [
        {
            "unions_band": _band_words(words, band),
            **{name: counts[band, number] for number, name in enumerate(names)},
        }
        for band in range(len(UNIONS_BANDS) + 1)
        if len(known) >= FEWEST_IN_GRID
    ]
    return made_frame(
        report,
        rows,
        ("unions_band", *names),
        name="unit-grid",
        caption=_fullest_band(words, [_band(one.now.value, UNIONS_BANDS) for one, _ in known]),
    )


def _fullest_band(words: Words, bands: list[int]) -> str:
    """How many unions most units have."""
    for band, count in Counter(bands).most_common(1):
        told = words.t(
            "{some} {some:unit|units} have {band} grassroots unions",
            some=words.some(count, len(bands)),
            band=uncapital(_band_words(words, band)),
        )
        return capital(told)
    return ""


def _band(value: float, first: tuple[int, ...]) -> int:
    """The number of the band that a value lies in, 0 below the first."""
    return sum(value >= least for least in first)


def _band_words(words: Words, band: int) -> str:
    """How many unions: "dưới 10", "10–19", "từ 50"."""
    if band == 0:
        return words.t("under {number}", number=words.count(UNIONS_BANDS[0]))
    low = words.count(UNIONS_BANDS[band - 1])
    if band == len(UNIONS_BANDS):
        return words.t("{number} and more", number=low)
    return f"{low}–{words.count(UNIONS_BANDS[band] - 1)}"


def _sizes(place: Place, register: tuple[Unit, ...]) -> Iterator[dict[str, Any]]:
    words = place.words
    communes = {one.name: one.communes for one in register}
    took_over: dict[str, list[str]] = {}
    for one in register:
        if one.merged_into and one.ended and one.ended <= place.view.cutoff:
            took_over.setdefault(one.merged_into, []).append(one.name)
    codes = {item.unit: item.code for item in regular_levels()}
    for unit, levels in levels_of_units(place).items():
        day = next(iter(levels.values())).now.day
        unions, members, workers = (levels.get(what) for what in MEASURED)
        each = _quotient(
            place, members, unions, lambda one, two: words.decimal(one / two, decimals=0)
        )
        density = _quotient(place, members, workers, words.share)
        of_members = unit, codes["members"], day
        of_workers = unit, codes["workers"], day
        yield {
            "unit": place.named(capital(unit)),
            "communes": communes.get(unit),
            "took_over": words.listed(took_over.get(unit, [])),
            "unions": _said_level(place, unions),
            "members": place.told(_said_level(place, members), *of_members),
            "members_each": place.told(each, *of_members),
            "workers": place.told(_said_level(place, workers), *of_workers),
            "density": place.told(place.told(density, *of_members), *of_workers),
            "day": day,
        }


def _said_level(place: Place, level: Level | None) -> Said | None:
    if level is None:
        return None
    return place.words.said(level.now.value, level.indicator, level.now.qualifier)


def _quotient(
    place: Place, part: Level | None, whole: Level | None, write: Callable[[float, float], str]
) -> Said | None:
    """One level of a unit ÷ another, in words; "about" where either is."""
    if part is None or whole is None or not whole.now.value:
        return None
    text = write(part.now.value, whole.now.value)
    if {part.now.qualifier, whole.now.qualifier} != {"exact"}:
        text = place.t("about {number}", number=text)
    return Said(part.now.value / whole.now.value, text)
