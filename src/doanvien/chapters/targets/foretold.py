"""Forecasts in words: the year ahead, why there is none, how one is made, how often it held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from doanvien.chapters.targets.outlook import (
    forecasts_of,
    foretold_share,
    is_foretold,
    span_foretold,
    usual_by,
)
from doanvien.measures.targets.forecast import (
    LEAST_YEARS,
    Forecast,
    Reason,
    coverage,
    reason_for_none,
)
from doanvien.measures.targets.outcome import Answered
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.words.letters import capital
from doanvien.reference.indicators import Indicator

MOST_NAMED = 2
LEAST_COVERAGE = Fraction(7, 10)  # an interval of 80% that held less often is too narrow


def outlook(report: Report) -> list[str]:
    """The year against its season and each target, where it can be foretold."""
    return report.marked((place, _foretold(place)) for place in report.places)


def not_foretold(report: Report) -> list[str]:
    """Why a result with a target for the running year has no forecast, a sentence a reason."""
    return report.marked((place, _not_foretold(place)) for place in report.places)


def forecast_method(report: Report) -> list[str]:
    """How the forecast is made, and how often its interval held in earlier years."""
    found = forecasts_of(report)
    if not found:
        return []
    method = report.t(
        "Forecast: what is counted, plus the share of the year that usually remains, at a level "
        "between this year's and the place's usual share of the country as it stands this year "
        "(Benktander's method). Of ten such forecasts of earlier years, for all {places} "
        "provinces, eight were no further off than the interval reaches; of a single year's, more "
        "or fewer, because provinces rise and fall together. A year unlike the earlier ones is "
        "not foretold; the reorganisation of June–July 2025 was such a year.",
        places=report.words.count(max(forecast.places for _, _, forecast in found)),
    )
    held = ((place, list(_held(place, measured))) for place, measured, _ in found)
    return [method, *report.marked(held)]


def _foretold(place: Place) -> Iterator[str]:
    for one in place.targets.answered:
        if is_foretold(one) and one.forecast and one.verdict != "exceeded":
            yield _forecast(place, one, one.forecast)


def _not_foretold(place: Place) -> Iterator[str]:
    """One sentence for each reason why a result with a target for the year has no forecast."""
    found: dict[Reason, list[Indicator]] = defaultdict(list)
    for one in place.targets.answered:
        if not _is_of_running_year(one) or one.forecast:
            continue
        measured = one.result.indicator
        reason = reason_for_none(place.view, measured.code, one.target.unit, one.result.end)
        if reason and measured not in found[reason]:
            found[reason].append(measured)
    for reason, without in found.items():
        if without:
            yield _why(place, _named(place, without), reason)


def _named(place: Place, without: list[Indicator]) -> str:
    """Two by name, more by how many."""
    if len(without) > MOST_NAMED:
        return place.t("{count} {count:target|targets}", count=place.words.count(len(without)))
    return capital(place.words.listed([one.label(place.language) for one in without]))


def _is_of_running_year(one: Answered) -> bool:
    target = one.target
    of_year = target.of_calendar_year and one.result.start == target.first_day
    wanted = one.same_basis and not target.is_limit and one.verdict not in ("exceeded", "ended")
    return of_year and one.running and wanted


def _why(place: Place, label: str, reason: Reason) -> str:
    t = place.t
    match reason:
        case "short":
            return t(
                "{label}: no forecast; it takes the figures of at least {years} complete years "
                "before.",
                label=label,
                years=place.words.count(LEAST_YEARS),
            )
        case "alone":
            return t(
                "{label}: no forecast; the data set has too few other provinces with the same "
                "years, and the past of one province does not tell how the country moves.",
                label=label,
            )
        case "country":
            return t(
                "{label}: no forecast; how far off it would be is known for provinces only.",
                label=label,
            )
        case "reorganised":
            return t(
                "{label}: no forecast; the reorganisation of June–July 2025 changed the number of "
                "members in the middle of the year.",
                label=label,
            )
        case "wide":
            return t(
                "{label}: no forecast is given, because its 80% interval is too wide: from one "
                "number to more than twice it, or from a loss to a gain.",
                label=label,
            )


def _forecast(place: Place, one: Answered, forecast: Forecast) -> str:
    t, words, target = place.t, place.words, one.target
    values = {
        "label": capital(target.indicator.label(place.language)),
        "central": words.count(round(forecast.central)),
        "span": span_foretold(words, forecast),
        "target": words.assigned_target(target.assigned_by),
    }
    if target.low < words.smallest_base or forecast.high < 0:
        text = t(
            "{label}: the forecast for the whole year is {span} (80% interval, its middle "
            "{central}); {target} is {amount}.",
            amount=words.target_figures(target),
            **values,
        )
    else:
        text = t(
            "{label}: the forecast for the whole year is {span} (80% interval, its middle "
            "{central}), {share} of {target}.",
            share=foretold_share(words, forecast, target.low),
            **values,
        )
    usual = usual_by(place, one, one.result.end)
    few = one.base < words.smallest_base or one.result.value < 0
    if forecast.usual_share is None or usual is None or few:
        return text
    season = t(
        "By this day of the year {usual} of a year's result is usual; {attained} of the target "
        "is attained.",
        usual=words.percent(usual),
        attained=words.share(one.result.value, one.base),
    )
    return f"{text} {season}"


def _held(place: Place, measured: Indicator) -> Iterator[str]:
    held, judged = coverage(place.view, measured.code, place.view.period.end.year)
    if not judged:
        return
    words, t = place.words, place.t
    yield t(
        "{label}: of {judged} {judged:forecast|forecasts} for earlier years, at the "
        "ends of their months, {held} had the year's result inside their 80% interval.",
        label=capital(measured.label(place.language)),
        judged=words.count(judged),
        held=words.count(held),
    )
    if Fraction(held, judged) < LEAST_COVERAGE:
        yield t("That is less often than 80%: take this forecast with caution.")
