"""What is to be decided: who is behind, by how many, how fast it would have to go from here."""

from __future__ import annotations

from collections.abc import Iterator

from doanvien.chapters.targets.grounds import condition
from doanvien.measures.targets.codes import LATE
from doanvien.measures.targets.outcome import Answered
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.words.letters import capital
from doanvien.reference.indicators import Indicator

MOST_LINES, MOST_UNITS = 3, 3
DAYS_A_MONTH = 365.25 / 12


def what_to_do(report: Report) -> list[str]:
    """At most three lines for whoever decides, in persons or unions and months.

    Targets behind pace, what is most lacking first, each with its pace so far and the units that
    lack most; then what a net target would need where only admissions are known; where nothing is
    behind, the units that are.
    """
    told = report.marked((place, _lines(place)) for place in report.places)
    return told[:MOST_LINES]


def _lines(place: Place) -> Iterator[str]:
    own = [one for one in place.targets.answered if not one.target.unit]
    behind = [one for one in own if one.verdict in LATE and one.needed_per_month]
    told: set[Indicator] = set()
    for one in sorted(behind, key=lambda one: -one.remaining):
        if one.result.indicator not in told:
            told.add(one.result.indicator)
            yield _behind(place, one)
    for one in own:
        if one.must_remain is not None and one.running:
            yield place.t(
                "{label}: losses are not known; {condition}.",
                label=place.label(one.target.indicator),
                condition=condition(place, one),
            )
    for league in place.leagues:
        units = _most_lacking(place, league.indicator)
        if league.indicator not in told and units:
            told.add(league.indicator)
            yield place.t(
                "{label}: most is lacking in {units}.",
                label=capital(league.indicator.label(place.language)),
                units=units,
            )


def _behind(place: Place, one: Answered) -> str:
    words, t = place.words, place.t
    so_far = one.result.value / (one.elapsed_days / DAYS_A_MONTH)
    values = {
        "label": place.label(one.target.indicator),
        "missing": words.count(one.remaining),
        "a_month": words.count(one.needed_per_month or 0),
        "day": words.day(one.target.end),
        "so_far": words.count(round(so_far)),
        "units": _most_lacking(place, one.target.indicator),
    }
    if values["units"]:
        return t(
            "{label}: {missing} still lacking, {a_month} needed a month until {day}, {so_far} a "
            "month so far; most is lacking in {units}.",
            **values,
        )
    return t(
        "{label}: {missing} still lacking, {a_month} needed a month until {day}, {so_far} a month "
        "so far.",
        **values,
    )


def _most_lacking(place: Place, item: Indicator) -> str:
    """The units behind their own targets that lack most, each with how many; where it is known."""
    behind = [
        standing.attainment
        for league in place.leagues
        if league.indicator == item and not league.withheld
        for standing in league.standings
        if standing.attainment.verdict in LATE
    ]
    lacking = sorted(behind, key=lambda one: -one.remaining)[:MOST_UNITS]
    return place.words.listed(
        [
            place.t(
                "{unit} ({missing})",
                unit=one.target.unit,
                missing=place.words.count(one.remaining),
            )
            for one in lacking
        ]
    )
