"""Targets ahead in words: how the year stands against its season, how sure the forecast is."""

from __future__ import annotations

from fractions import Fraction

from doanvien.chapters.targets.outlook import forecasts_of
from doanvien.measures.series.view import View
from doanvien.measures.targets.forecast import Forecast, coverage
from doanvien.measures.targets.league import League, leagues
from doanvien.measures.targets.targets import Attainment
from doanvien.present.report import Report
from doanvien.present.words.phrases import Words, capital
from doanvien.reference.indicators import Indicator

LEAST_COVERAGE = Fraction(7, 10)  # an interval of 80% that held less often is too narrow


def outlook_sentences(report: Report) -> list[str]:
    """The year against its season and the forecast against each target."""
    sentences: list[str] = []
    for targets in report.targets:
        words = Words(report.language, targets.view.place)
        own = [
            _forecast_sentence(words, attainment, attainment.forecast)
            for attainment in targets.answered
            if attainment.running and attainment.forecast and attainment.verdict != "exceeded"
        ]
        sentences += report.marked(own, targets.view)
    return sentences


def method_sentences(report: Report) -> list[str]:
    """How the forecast is made and how often its interval held in earlier years."""
    found = forecasts_of(report)
    if not found:
        return []
    t = report.t
    sentences = [
        t(
            "Forecast: what is counted, plus the share of the year that usually remains, at a "
            "level between last year's and this one's (Benktander's method). The interval is as "
            "wide as the errors of the same forecast in earlier years. Season and level may "
            "change; the reorganisation of June–July 2025 is one such change."
        )
    ]
    for view, measured, _ in found:
        own = _coverage_sentence(report, view, measured)
        sentences += report.marked([own] if own else [], view)
    return sentences


def league_sentences(report: Report) -> list[str]:
    """How many units stand where against their own targets."""
    sentences: list[str] = []
    for targets in report.targets:
        words = Words(report.language, targets.view.place)
        own = [_league_sentence(words, league) for league in leagues(targets.view, targets)]
        sentences += report.marked(own, targets.view)
    return sentences


def _forecast_sentence(words: Words, attainment: Attainment, forecast: Forecast) -> str:
    t, target = words.t, attainment.target
    values = {
        "label": capital(target.indicator.label(words.language)),
        "central": words.count(round(forecast.central)),
        "low": words.count(round(forecast.low)),
        "high": words.count(round(forecast.high)),
        "share": words.percent(Fraction(forecast.central / target.low), 1),
        "target": words.assigned_target(target.assigned_by),
    }
    text = t(
        "{label}: the forecast for the whole year is {central} (80% interval {low}–{high}), "
        "{share} of {target}.",
        **values,
    )
    if forecast.usual_share is None:
        return text
    season = t(
        "By this day of the year {usual} of a year's result is usual; {attained} of the target "
        "is attained.",
        usual=words.percent(Fraction(forecast.usual_share), 1),
        attained=words.percent(attainment.share or Fraction(0), 1),
    )
    return f"{text} {season}"


def _coverage_sentence(report: Report, view: View, measured: Indicator) -> str:
    year = view.period.end.year
    paths = view.years_before(measured.code, "", year)
    held, judged = coverage(paths, signed=measured.signed)
    if not judged:
        return ""
    words = report.words
    told = report.t(
        "{label}: of {judged} forecasts of earlier years, one at each month end, {held} ({share}) "
        "had the year's result inside their 80% interval.",
        label=capital(measured.label(report.language)),
        judged=words.count(judged),
        held=words.count(held),
        share=words.percent(Fraction(held, judged), 1),
    )
    if Fraction(held, judged) >= LEAST_COVERAGE:
        return told
    caution = report.t("That is less often than 80%: take this forecast with caution.")
    return f"{told} {caution}"


def _league_sentence(words: Words, league: League) -> str:
    return words.t(
        "{label}, {units} units: {met} have met or exceeded their target, {on_pace} are on pace, "
        "{slow} are slow, {at_risk} are at risk or did not meet it.",
        label=capital(league.indicator.label(words.language)),
        units=words.count(len(league.standings)),
        met=words.count(league.count("exceeded", "met")),
        on_pace=words.count(league.count("on_pace")),
        slow=words.count(league.count("slow")),
        at_risk=words.count(league.count("at_risk", "missed")),
    )
