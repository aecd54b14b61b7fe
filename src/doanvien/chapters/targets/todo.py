"""What is to be decided: who is behind, by how many, how fast it would have to go from here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from doanvien.chapters.targets.grounds import condition
from doanvien.measures.targets.codes import LATE
from doanvien.measures.targets.outcome import Answered
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.reference.indicators import Indicator

MOST_LINES, MOST_UNITS = 3, 2
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
                label=_label(place, one.target.indicator),
                condition=condition(place, one),
            )
    for league in place.leagues:
        units = _most_lacking(place, league.indicator)
        if league.indicator not in told and units:
            told.add(league.indicator)
            yield place.t(
                "{label}: most is lacking in {units}.",
                label=_label(place, league.indicator),
                units=units,
            )


def _behind(place: Place, one: Answered) -> str:
    words, t = place.words, place.t
    line = t(
        "{label}: {missing} still lacking, {pace} ({so_far})",
        label=_label(place, one.target.indicator),
        missing=words.count(one.remaining),
        pace=_needed(place, one),
        so_far=_so_far(place, one),
    )
    if units := _most_lacking(place, one.target.indicator):
        line = t("{line}; most is lacking in {units}", line=line, units=units)
    return f"{line}."


def _label(place: Place, item: Indicator) -> str:
    return place.named(item.short_label(place.language))


def _needed(place: Place, one: Answered) -> str:
    """How many a month, to which day where that is not the end of the year that the title names."""
    a_month = place.words.count(one.needed_per_month or 0)
    if one.target.end == date(place.view.period.end.year, 12, 31):
        return place.t("{a_month} needed a month", a_month=a_month)
    day = place.words.day(one.target.end)
    return place.t("{a_month} needed a month until {day}", a_month=a_month, day=day)


def _so_far(place: Place, one: Answered) -> str:
    """The pace so far; of less than one a month, how many there are; of a loss, how many fewer."""
    if one.result.value <= 0:
        return _none_so_far(place, one.result.value)
    a_month = round(one.result.value / (one.elapsed_days / DAYS_A_MONTH))
    if a_month:
        return place.t("{so_far} a month so far", so_far=place.words.count(a_month))
    return place.t("{count} in all so far", count=place.words.count(one.result.value))


def _none_so_far(place: Place, value: float) -> str:
    if not value:
        return place.t("none so far")
    return place.t("{count} fewer so far", count=place.words.count(-value))


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
