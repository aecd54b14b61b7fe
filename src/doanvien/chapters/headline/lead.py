"""What a reader takes along from the first two sentences: what was reached, and where it lags."""

from __future__ import annotations

from fractions import Fraction

from doanvien.chapters.headline.awaited import awaited_of
from doanvien.chapters.headline.clauses import done
from doanvien.chapters.headline.elsewhere import elsewhere
from doanvien.chapters.headline.results import Result, results_of
from doanvien.chapters.headline.totals import level_sentences, workload_sentences
from doanvien.measures.targets.codes import BEHIND, GOOD
from doanvien.measures.targets.outcome import Answered
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.words.letters import uncapital
from doanvien.present.words.phrases import Words

MOST_TOLD = 3


def lead(report: Report) -> list[str]:
    """Two sentences for each place: the main results of the period, and the target furthest behind.

    Where the period has no result, its targets, the totals, or what is known of units and waves.
    """
    told = report.marked((place, _told(place)) for place in report.places)
    return told or workload_sentences(report) or elsewhere(report)


def _told(place: Place) -> list[str]:
    words = place.words
    results = results_of(place)
    first = [one for one in results if one.main] or results
    sentences = [_reached(words, first[:MOST_TOLD])] if first else []
    if not sentences:
        sentences = awaited_of(place) or level_sentences(place)
    return [*sentences, *_behind(place)]


def _reached(words: Words, results: list[Result]) -> str:
    """What was reached in the days of the first result; others of the same days join it. Whose
    unions they are stands in the title above; the first change says against what it is."""
    days = results[0].shown.start, results[0].shown.end
    same = [one for one in results if (one.shown.start, one.shown.end) == days]
    clauses: list[str] = []
    compared = False
    for one in same:
        rate = _rate(words, one)
        clauses.append(_clause(words, one, rate, in_short=compared))
        compared = compared or rate is not None
    return words.t(
        "{when}, unions {clauses}.", when=words.when(*days), clauses=words.listed(clauses)
    )


def _clause(words: Words, result: Result, rate: Fraction | None, *, in_short: bool) -> str:
    action = done(words, result.indicator, result.shown)
    if rate is None:
        return action
    change = words.change(rate)
    if in_short:
        return words.t("{action} ({change})", action=action, change=change)
    if rate > 2:
        return words.t("{action} ({times} the year before)", action=action, times=change)
    return words.t("{action} ({change} on the year before)", action=action, change=change)


def _rate(words: Words, result: Result) -> Fraction | None:
    """The change on the year before; None where a rate would mislead."""
    item = result.year_before
    if item is None or result.indicator.signed or item.earlier.value < words.smallest_base:
        return None
    return item.rate


def _behind(place: Place) -> list[str]:
    """The target furthest behind and every limit exceeded, or that all judged targets are on pace
    or met."""
    words, t = place.words, place.t
    judged = [one for one in place.targets.answered if one.same_basis and not one.target.unit]
    behind = [one for one in judged if one.verdict in BEHIND]
    late = [one for one in behind if not one.target.is_limit]
    if behind:
        furthest = [_furthest(words, min(late, key=_order))] if late else []
        return [*furthest, *(_exceeded(words, one) for one in behind if one.target.is_limit)]
    good = [one for one in judged if one.verdict in GOOD]
    if len(good) < 2:
        return []
    if all(one.verdict != "on_pace" for one in good):
        return [t("All {count} targets that are judged are met.", count=words.count(len(good)))]
    return [
        t(
            "All {count} targets that are judged are on pace or met, with {elapsed} of the time "
            "gone.",
            count=words.count(len(good)),
            elapsed=_time_gone(words, [one for one in good if one.running]),
        )
    ]


def _time_gone(words: Words, running: list[Answered]) -> str:
    least, most = (words.percent(end(one.elapsed for one in running)) for end in (min, max))
    return least if least == most else f"{least}–{most}"


def _order(one: Answered) -> tuple[bool, Fraction]:
    """The furthest behind first; a target of a handful is listed, and leads no ranking."""
    return not one.rankable, one.share


def _furthest(words: Words, one: Answered) -> str:
    values = {
        "label": uncapital(one.result.indicator.short_label(words.language)),
        "share": words.share(one.result.value, one.base),
        "target": words.assigned_target(one.target.assigned_by),
        "period": words.target_period(one.target),
        "missing": words.count(one.remaining),
        "elapsed": words.percent(one.elapsed),
    }
    if one.result.value < 0:
        return words.t(
            "Furthest from its target: {label}, {lost} fewer where {target} for {period} is "
            "{amount}.",
            **values,
            lost=words.count(-one.result.value),
            amount=words.target_figures(one.target),
        )
    if one.running:
        return words.t(
            "Furthest behind: {label}, with {share} of {target} for {period} after {elapsed} of "
            "the time, {missing} still lacking.",
            **values,
        )
    return words.t(
        "Furthest behind at the end: {label}, with {share} of {target} for {period}, {missing} "
        "short.",
        **values,
    )


def _exceeded(words: Words, one: Answered) -> str:
    most = one.target.low if one.target.high is None else one.target.high
    return words.t(
        "Over the limit: {label}, {lost} where {target} for {period} allows {limit}.",
        label=one.result.indicator.label(words.language),
        lost=words.rough(one.result.value, one.result.indicator, one.result.qualifier),
        target=words.assigned_target(one.target.assigned_by),
        period=words.target_period(one.target),
        limit=words.number(most, one.target.indicator),
    )
