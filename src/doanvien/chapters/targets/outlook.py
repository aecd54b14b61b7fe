"""The year ahead as frames: forecast, how such forecasts did, scenarios, since the last report."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

import pandas as pd

from doanvien.chapters.targets.attainment import names_of_targets
from doanvien.measures.growth.since import target_movements
from doanvien.measures.series.seasonal import seasonal_share
from doanvien.measures.targets.forecast import BackTest, Forecast
from doanvien.measures.targets.outcome import Answered, Attainment
from doanvien.measures.targets.scenarios import Scenario
from doanvien.measures.targets.scenarios import scenarios as measured_scenarios
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import Said, made_frame
from doanvien.present.words.phrases import Words
from doanvien.reference.indicators import Indicator
from doanvien.reference.text.numbers import exact


def forecasts(report: Report) -> pd.DataFrame:
    """A row for each running target of the year that the place's past allows a forecast for.

    ``usual`` is the share of a year that is usually counted by the same day, as the forecast takes
    it; ``central``, ``forecast_low`` and ``forecast_high`` the year's result foretold with its 80 %
    interval, in the indicator's unit; ``of_target`` in words what that interval is of the target.
    """
    names = names_of_targets(report)
    rows: list[dict[str, Any]] = [
        {
            **_named(place, names, one),
            "counted_to": forecast.day,
            "usual": forecast.usual_share,
            "share": Said(float(one.share), place.words.share(one.result.value, one.base)),
            "central": round(forecast.central),
            "forecast_low": round(forecast.low),
            "forecast_high": round(forecast.high),
            "of_target": Said(None, foretold_share(place.words, forecast, one.target.low)),
        }
        for place, one, forecast in _running(report)
    ]
    columns = (
        *("target", "indicator", "assigned_by", "low", "counted_to", "usual", "share"),
        *("central", "forecast_low", "forecast_high", "of_target"),
    )
    t = report.t
    notes = [
        t(
            "Usual share: what had been counted by the same day in {years}, out of the results of "
            "those whole years; the mean of the province's own and that of {places} provinces "
            "together, the own alone for what follows the number of members.",
            years=_years(forecast.years),
            places=report.words.count(forecast.places),
        )
        for _, _, forecast in list(_running(report))[:1]
    ]
    caption = "".join(
        _foretold(place.words, row["target"], forecast, one.target.low)
        for row, (place, one, forecast) in zip(rows[:1], _running(report), strict=False)
    )
    return made_frame(report, rows, columns, name="forecast", caption=caption, notes=notes)


def _foretold(words: Words, target: str, forecast: Forecast, low: float) -> str:
    """A forecast for a caption; of a loss nothing is said to be reached."""
    span = span_foretold(words, forecast)
    if forecast.high < 0:
        return words.t("{target}: {span} foretold (80% interval)", target=target, span=span)
    return words.t(
        "{target}: {span} foretold (80% interval), {share} of the target",
        target=target,
        span=span,
        share=foretold_share(words, forecast, low),
    )


def back_tests(report: Report) -> pd.DataFrame:
    """A row for each earlier year of each indicator: what the same forecast would have said then.

    ``counted`` had been counted by the same day, ``central`` was the forecast with its 80 %
    interval, ``actual`` the year's result, ``error`` central ÷ actual − 1 of these
    whole numbers, of fewer than twenty their difference, ``held`` whether the interval held the
    result.
    """
    t = report.t
    rows: list[dict[str, Any]] = [
        {
            "label": place.label(measured),
            "indicator": measured.code,
            "year": test.year,
            "counted": test.counted,
            "central": round(test.central),
            "forecast_low": test.low if test.low is None else round(test.low),
            "forecast_high": test.high if test.high is None else round(test.high),
            "actual": test.actual,
            "error": _error(place.words, measured, test),
            "held": test.covered,
        }
        for place, measured, forecast in forecasts_of(report)
        for test in forecast.tests
    ]
    columns = (
        *("label", "indicator", "year", "counted", "central", "forecast_low", "forecast_high"),
        *("actual", "error", "held"),
    )
    return made_frame(
        report,
        rows,
        columns,
        name="back-tests",
        caption=t("The forecast in earlier years"),
        notes=[
            t(
                "Each year is forecast as it would have been then: from the years before it, and "
                "from what all provinces had counted by the same day."
            )
        ],
    )


def scenarios(report: Report) -> pd.DataFrame:
    """A row for each running target and supposition: where the year would end.

    ``total`` is the year's result in the indicator's unit, ``of_target`` its share of the target,
    ``missing`` what would lack, ``reached`` whether the target would be met.
    """
    names = names_of_targets(report)
    rows: list[dict[str, Any]] = [
        {
            **_named(place, names, one),
            "scenario": _supposition(place.words, scenario),
            "total": scenario.total,
            "of_target": Said(
                float(scenario.share), place.words.share(scenario.total, one.target.low)
            ),
            "missing": scenario.short,
            "reached": scenario.reached,
        }
        for place in report.places
        for one in place.targets.of_province
        if one.verdict != "exceeded"
        for scenario in measured_scenarios(place.view, one)
    ]
    columns = ("target", "indicator", "assigned_by", "low", "scenario", "total", "of_target")
    t = report.t
    return made_frame(
        report,
        rows,
        (*columns, "missing", "reached"),
        name="scenarios",
        caption=_how_many_reach(report, rows),
        notes=[t("Suppositions are arithmetic on past figures, to compare with; not promises.")],
    )


def _how_many_reach(report: Report, rows: list[dict[str, Any]]) -> str:
    """How many suppositions reach the first target."""
    if not rows:
        return ""
    target = rows[0]["target"]
    found = [bool(row["reached"]) for row in rows if row["target"] == target]
    if not any(found):
        return report.t("{target}: no supposition reaches it", target=target)
    return report.t(
        "{target}: {some} {some:supposition reaches|suppositions reach} it",
        target=target,
        some=report.words.some(sum(found), len(found)),
    )


def since_last_report(report: Report) -> pd.DataFrame:
    """A row for each running target: share and verdict at the end of the period before, and now."""
    names = names_of_targets(report)
    moved = [
        (place, item)
        for place in report.places
        for item in target_movements(place.view, place.targets.of_province)
    ]
    rows: list[dict[str, Any]] = [
        {
            "target": names[id(item.target)],
            "indicator": item.target.indicator.code,
            "assigned_by": item.target.assigned_by,
            "share_then": _share(place, item.earlier),
            "verdict_then": item.earlier.verdict,
            "share": _share(place, item.now),
            "verdict": item.now.verdict,
        }
        for place, item in moved
    ]
    columns = ("target", "indicator", "assigned_by", "share_then", "verdict_then", "share")
    day = report.words.day(report.scope.period.previous().end)
    # A loss is no share of a target, and two of them are no movement of one.
    first = [
        row
        for row, (_, item) in zip(rows, moved, strict=True)
        if all(one.result and one.result.value >= 0 for one in (item.earlier, item.now))
    ]
    caption = "".join(
        report.t(
            "{target}: {then} on {day}, now {share}",
            target=row["target"],
            then=row["share_then"].text.partition(" (")[0],
            day=day,
            share=row["share"].text.partition(" (")[0],
        )
        for row in first[:1]
    )
    return made_frame(report, rows, (*columns, "verdict"), name="target-movements", caption=caption)


def forecasts_of(report: Report) -> list[tuple[Place, Indicator, Forecast]]:
    """Each forecast once, however many targets it is held against."""
    found: dict[tuple[bool, str], tuple[Place, Indicator, Forecast]] = {}
    for place in report.places:
        for one in place.targets.answered:
            if one.forecast is not None:
                measured = one.result.indicator
                found.setdefault((place.home, measured.code), (place, measured, one.forecast))
    return list(found.values())


def usual_by(place: Place, one: Answered, day: date) -> Fraction | None:
    """The share of a year's result that the place's own earlier years had by a day."""
    paths = place.view.years_before(one.result.indicator.code, "", one.target.end.year)
    return seasonal_share(paths, day)


def span_foretold(words: Words, forecast: Forecast) -> str:
    """Both ends of a forecast's interval, or what they are where they do not differ."""
    low, high = (words.count(round(end)) for end in (forecast.low, forecast.high))
    return low if low == high else words.t("from {low} to {high}", low=low, high=high)


def foretold_share(words: Words, forecast: Forecast, low: float) -> str:
    """What both ends of a forecast's interval are of a target: "98,4%–111,4%"."""
    ends = [round(forecast.low), round(forecast.high)]
    if low < words.smallest_base:
        told = words.span_of([words.count(end) for end in ends])
        return words.t("{value} of {base}", value=told, base=words.count(low))
    if ends[-1] < 0:
        return words.t("a loss")
    shares = [Fraction(end) / exact(low) for end in ends]
    if shares[0] > 2:
        return words.t("{ratio} times", ratio=words.span_of([words.decimal(one) for one in shares]))
    return words.span_of([words.percent(one) for one in shares])


def is_foretold(one: Answered) -> bool:
    """Whether a target has a forecast that can be held against it: of one basis with it."""
    return one.running and one.same_basis and one.forecast is not None


def _named(place: Place, names: dict[int, str], one: Attainment) -> dict[str, Any]:
    return {
        "target": names[id(one.target)],
        "indicator": one.target.indicator.code,
        "assigned_by": one.target.assigned_by,
        "low": Said(one.target.low, place.words.target_figures(one.target)),
    }


def _running(report: Report) -> Iterator[tuple[Place, Answered, Forecast]]:
    for place in report.places:
        for one in place.targets.answered:
            if is_foretold(one) and one.forecast:
                yield place, one, one.forecast


def _share(place: Place, one: Attainment) -> Said | None:
    """The share with the time gone, on which its verdict stands."""
    if one.share is None:
        return None
    told = place.words.share(one.result.value, one.base)
    if isinstance(one, Answered) and one.running:
        told = place.t(
            "{share} (with {elapsed} of the time gone, to {day})",
            share=told,
            elapsed=place.words.percent(one.elapsed),
            day=place.words.day(one.result.end),
        )
    return Said(float(one.share), told)


def _error(words: Words, measured: Indicator, test: BackTest) -> Said:
    """How far off a forecast was; of a result of so few by how many, as a rate says too much."""
    off = round(test.central) - test.actual
    if test.actual < words.smallest_base:
        told = words.signed(off)
        unit = measured.unit_name(words.language, told.lstrip("+−"))
        return Said(None if math.isnan(test.error) else test.error, f"{told} {unit}")
    return Said(test.error, words.change(test.error))


def _years(years: tuple[int, ...]) -> str:
    return f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])


def _supposition(words: Words, scenario: Scenario) -> str:
    if scenario.kind == "recent":
        return words.t("If the last three months continue")
    first, last = scenario.since, scenario.until
    if (first.month, first.day) == (7, 1):
        return words.t("If the second half of {year} repeats", year=last.year)
    return words.t("If the days {span} repeat", span=words.span(first, last))
