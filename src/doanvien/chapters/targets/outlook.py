"""Targets ahead: the forecast of the year, how it did in earlier years, scenarios, the league."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from doanvien.chapters.view_table import view_table
from doanvien.measures.series.view import View
from doanvien.measures.targets.forecast import BackTest, Forecast
from doanvien.measures.targets.league import League, leagues
from doanvien.measures.targets.outcome import Answered, Attainment
from doanvien.measures.targets.scenarios import Scenario, scenarios
from doanvien.present.report import Report
from doanvien.present.shown.table import Column, NativeChart, Table
from doanvien.present.words.phrases import Words, capital
from doanvien.reference.indicators import Indicator


def forecast_tables(report: Report) -> list[Table]:
    """The year foretold beside each target, where earlier years allow it."""
    tables = []
    for targets in report.targets:
        rows = [(a, a.forecast) for a in targets.answered if a.running and a.forecast]
        if rows:
            tables.append(_forecast_table(report, targets.view, rows))
    return tables


def back_test_tables(report: Report) -> list[Table]:
    """How the same forecast would have done in each earlier year; one table an indicator."""
    return [
        _back_test_table(report, view, measured, forecast)
        for view, measured, forecast in forecasts_of(report)
        if forecast.tests
    ]


def scenario_tables(report: Report) -> list[Table]:
    """Where the year would end if something known went on."""
    tables = []
    for targets in report.targets:
        rows = [
            (attainment, scenario)
            for attainment in targets.of_province
            if attainment.verdict != "exceeded"
            for scenario in scenarios(targets.view, attainment)
        ]
        if any(scenario.kind != "forecast" for _, scenario in rows):
            tables.append(_scenario_table(report, targets.view, rows))
    return tables


def league_tables(report: Report) -> list[Table]:
    """Units against their own targets, best first, one table an indicator."""
    return [
        _league_table(report, targets.view, league)
        for targets in report.targets
        for league in leagues(targets.view, targets)
    ]


def forecasts_of(report: Report) -> list[tuple[View, Indicator, Forecast]]:
    """Each forecast once, however many targets it is held against."""
    found: dict[tuple[bool, str], tuple[View, Indicator, Forecast]] = {}
    for targets in report.targets:
        for a in targets.answered:
            if a.forecast is not None:
                code = a.result.indicator.code
                key = (targets.view.home, code)
                found.setdefault(key, (targets.view, a.result.indicator, a.forecast))
    return list(found.values())


def _target_labels(words: Words, rows: Sequence[Attainment]) -> list[str]:
    return [
        words.t(
            "{target} ({amount})",
            target=capital(a.target.indicator.label(words.language)),
            amount=words.target_amount(a.target),
        )
        for a in rows
    ]


def _forecast_table(report: Report, view: View, rows: list[tuple[Answered, Forecast]]) -> Table:
    t, words = report.t, Words(report.language, view.place)
    frame = pd.DataFrame(
        {
            "target": _target_labels(words, [a for a, _ in rows]),
            "usual": [forecast.usual_share for _, forecast in rows],
            "share": [float(a.share or 0) for a, _ in rows],
            "central": [round(forecast.central) for _, forecast in rows],
            "low": [round(forecast.low) for _, forecast in rows],
            "high": [round(forecast.high) for _, forecast in rows],
            "of_target": [forecast.central / a.target.low for a, forecast in rows],
            "verdict": [str(words.verdict(a)) for a, _ in rows],
        }
    )
    columns = [Column("target", t("Target"), "text")]
    if any(forecast.usual_share is not None for _, forecast in rows):
        columns.append(Column("usual", t("Usual share by this day"), "percent", decimals=1))
    columns += [
        Column("share", t("Share attained"), "percent", decimals=1),
        Column("central", t("Year's end, forecast"), "count"),
        Column("low", t("80% interval from"), "count"),
        Column("high", t("80% interval to"), "count"),
        Column("of_target", t("Forecast of the target"), "percent", decimals=1),
        Column("verdict", t("Verdict"), "text"),
    ]
    first = rows[0][1]
    notes = [
        t(
            "Usual share: what had been counted by the same day in {years}, out of the results of "
            "those whole years.",
            years=_years(first.years),
        )
    ]
    caption = t("Forecast to the end of the year, counted to {day}", day=words.day(first.day))
    return view_table(report, view, "forecast", caption, columns, frame, notes)


def _years(years: tuple[int, ...]) -> str:
    return f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])


def _back_test_table(report: Report, view: View, measured: Indicator, forecast: Forecast) -> Table:
    t, words = report.t, Words(report.language, view.place)
    tests = forecast.tests
    frame = pd.DataFrame(
        {
            "year": [str(test.year) for test in tests],
            "counted": [test.counted for test in tests],
            "central": [round(test.central) for test in tests],
            "interval": [_interval(words, test) for test in tests],
            "actual": [test.actual for test in tests],
            "error": [test.error for test in tests],
            "inside": [_inside(words, test) for test in tests],
        }
    )
    columns = [
        Column("year", t("Year"), "text"),
        Column("counted", t("Counted by the same day"), "count"),
        Column("central", t("Forecast then"), "count"),
        Column("interval", t("80% interval"), "text"),
        Column("actual", t("Year's result"), "count"),
        Column("error", t("Error of the forecast"), "percent", decimals=1),
        Column("inside", t("Inside the interval"), "text"),
    ]
    caption = t("{label}: the forecast in earlier years", label=_label(measured, report))
    notes = [t("Each year is forecast from the years before it only.")]
    stem = "back-test-" + measured.code.replace("_", "-")
    return view_table(report, view, stem, caption, columns, frame, notes)


def _label(measured: Indicator, report: Report) -> str:
    return capital(measured.label(report.language))


def _interval(words: Words, test: BackTest) -> str:
    if test.low is None or test.high is None:
        return words.t("too few years")
    return f"{words.count(round(test.low))}–{words.count(round(test.high))}"


def _inside(words: Words, test: BackTest) -> str:
    if test.covered is None:
        return "–"
    return words.t("yes") if test.covered else words.t("no")


def _scenario_table(report: Report, view: View, rows: list[tuple[Attainment, Scenario]]) -> Table:
    t, words = report.t, Words(report.language, view.place)
    frame = pd.DataFrame(
        {
            "target": _target_labels(words, [a for a, _ in rows]),
            "scenario": [_scenario(words, scenario) for _, scenario in rows],
            "total": [scenario.total for _, scenario in rows],
            "share": [float(scenario.share) for _, scenario in rows],
            "short": [scenario.short for _, scenario in rows],
            "reached": [
                t("reaches the target") if scenario.reached else t("does not reach it")
                for _, scenario in rows
            ],
        }
    )
    columns = [
        Column("target", t("Target"), "text"),
        Column("scenario", t("Supposition"), "text"),
        Column("total", t("Year's end"), "count"),
        Column("share", t("Of the target"), "percent", decimals=1),
        Column("short", t("Would lack"), "count"),
        Column("reached", t("Outcome"), "text"),
    ]
    notes = [t("Suppositions are arithmetic on past figures, to compare with; not promises.")]
    caption = t("Scenarios to the end of the year")
    return view_table(report, view, "scenarios", caption, columns, frame, notes)


def _scenario(words: Words, scenario: Scenario) -> str:
    if scenario.since is None or scenario.until is None:
        return words.t("As the forecast says")
    if scenario.kind == "recent":
        return words.t("If the last three months continue")
    first, last = scenario.since, scenario.until
    if (first.month, first.day) == (7, 1):
        return words.t("If the second half of {year} repeats", year=last.year)
    return words.t(
        "If the days {span} repeat",
        span=words.span(first, last),
    )


def _league_table(report: Report, view: View, league: League) -> Table:
    t, words = report.t, Words(report.language, view.place)
    rows = league.standings
    frame = pd.DataFrame(
        {
            "unit": [capital(row.attainment.target.unit) for row in rows],
            "amount": [row.attainment.target.low for row in rows],
            "result": [row.attainment.result.value for row in rows if row.attainment.result],
            "share": [float(row.attainment.share or 0) for row in rows],
            "of_total": [None if row.of_total is None else float(row.of_total) for row in rows],
            "trend": [None if row.trend is None else float(row.trend) for row in rows],
            "monthly": [row.attainment.needed_per_month or 0 for row in rows],
            "verdict": [str(words.verdict(row.attainment)) for row in rows],
        }
    )
    columns = [
        Column("unit", t("Unit"), "text"),
        Column("amount", t("Amount assigned"), "count"),
        Column("result", t("Result"), "count"),
        Column("share", t("Attained"), "percent", decimals=1),
        Column("of_total", t("Share of all units"), "percent", decimals=1),
    ]
    notes = [t("Sorted by attainment; a small unit moves faster than a large one.")]
    if any(row.trend is not None for row in rows):
        columns.append(Column("trend", t("Trend"), "percent", decimals=1))
        notes.append(t("Trend: the last three months against the same months of the year before."))
    columns += [
        Column("monthly", t("Needed a month"), "count"),
        Column("verdict", t("Verdict"), "text"),
    ]
    caption = t(
        "Units against their own targets: {label}", label=league.indicator.label(report.language)
    )
    chart = NativeChart(
        kind="bar", category="unit", values=("share",), title=t("Share of the target attained")
    )
    assigner = rows[0].attainment.target.assigned_by
    stem = f"league-{league.indicator.code}-{assigner}-{league.end.year}".replace("_", "-")
    return view_table(report, view, stem, caption, columns, frame, notes, chart)
