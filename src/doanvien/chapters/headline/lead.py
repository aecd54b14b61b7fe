"""What a reader takes along from the first two sentences: what was reached, and where it lags."""

from __future__ import annotations

from fractions import Fraction

from doanvien.chapters.headline.awaited import awaited_of
from doanvien.chapters.headline.clauses import done
from doanvien.chapters.headline.elsewhere import elsewhere
from doanvien.chapters.headline.results import Result, results_of
from doanvien.chapters.headline.totals import level_sentences, workload_sentences
from doanvien.measures.targets.codes import BEHIND, GOOD
from doanvien.measures.targets.outcome import (
    Answered,
    furthest,
    is_furthest,
)
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.words.letters import capital, uncapital
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
        told = [_furthest(words, late)] if late else []
        return [*told, *(_exceeded(words, one) for one in behind if one.target.is_limit)]
    good = [one for one in judged if one.verdict in GOOD]
    if len(good) < 2:
        return []
    if all(one.verdict != "on_pace" for one in good):
        every = capital(words.some(len(good), len(good)))
        return [t("{all} targets that are judged are met.", all=every)]
    return [_on_pace(words, good)]


def _on_pace(words: Words, good: list[Answered]) -> str:
    """With the time gone, where that is one share for all."""
    every = capital(words.some(len(good), len(good)))
    elapsed = {one.elapsed for one in good}
    if len(elapsed) > 1 or not good[0].running:
        return words.t("{all} targets that are judged are on pace or met.", all=every)
    return words.t(
        "{all} targets that are judged are on pace or met, with {elapsed} of the time gone.",
        all=every,
        elapsed=words.percent(elapsed.pop()),
    )


def _furthest(words: Words, late: list[Answered]) -> str:
    """The one to be named, called the furthest only where it is, else by its verdict."""
    one = furthest(late)
    last = is_furthest(one, late)
    values = {
        "verdict": words.verdict(one.verdict).word,
        "label": uncapital(one.result.indicator.short_label(words.language)),
        "share": words.share(one.result.value, one.base),
        "target": words.assigned_target(one.target.assigned_by),
        "period": words.target_period(one.target),
        "missing": words.count(one.remaining),
        "elapsed": words.percent(one.elapsed),
    }
    if one.result.value < 0:
        values |= {
            "lost": words.amount(-one.result.value, one.result.indicator),
            "amount": words.target_figures(one.target),
        }
        return (
            words.t(
                "Furthest from its target: it shrank by {lost} net, where {target} for {period} is "
                "{amount}.",
                **values,
            )
            if last
            else words.t(
                "{verdict}: it shrank by {lost} net, where {target} for {period} is {amount}.",
                **values,
            )
        )
    if not one.running:
        return words.t(
            "{verdict}: {label}, with {share} of {target} for {period}, {missing} short.", **values
        )
    return (
        words.t(
            "Furthest behind: {label}, with {share} of {target} for {period} after {elapsed} of "
            "the time, {missing} still lacking.",
            **values,
        )
        if last
        else words.t(
            "{verdict}: {label}, with {share} of {target} for {period} after {elapsed} of the "
            "time, {missing} still lacking.",
            **values,
        )
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
