"""The targets of a period that nobody has published a result for, in sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from doanvien.chapters.headline.results import of_term
from doanvien.measures.targets.outcome import Attainment
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.words.letters import capital
from doanvien.present.words.phrases import Words

MOST_AWAITED = 3


def awaited(report: Report) -> list[str]:
    """The targets of the period, where the report has no result that answers one."""
    return awaited_of(report.place)


def awaited_of(place: Place) -> list[str]:
    """The targets of the period, where no result of it has been published; a sentence a group, of
    which the first few are named. Of another map than the period's nothing is awaited."""
    words, targets = place.words, place.targets.of_province
    if not place.home or any(a.share is not None for a in targets):
        return []
    groups: dict[tuple[str, str], list[Attainment]] = defaultdict(list)
    for attainment in targets:
        target = attainment.target
        if target.closed and target.closed < place.view.period.start:
            continue  # nobody is left to report on it
        if attainment.reason in ("not_published", "earlier") and not of_term(attainment):
            named = words.assigned_target(target.assigned_by)
            groups[named, words.target_period(target)].append(attainment)
    return [
        words.t(
            "{target} for {period} ({items}): results not published for this period.",
            target=capital(named),
            period=period,
            items="; ".join(_awaited_items(words, found)),
        )
        for (named, period), found in groups.items()
    ]


def _awaited_items(words: Words, found: list[Attainment]) -> Iterator[str]:
    for attainment in found[:MOST_AWAITED]:
        yield _awaited_item(words, attainment)
    if (left := len(found) - MOST_AWAITED) > 0:
        yield words.t("{count} other targets", count=words.count(left))


def _awaited_item(words: Words, attainment: Attainment) -> str:
    item = words.t(
        "{label}: {amount}",
        label=attainment.target.indicator.label(words.language),
        amount=words.target_figures(attainment.target),
    )
    result = attainment.result
    if result is None:
        return item
    return words.t(
        "{item}, last published {result} to {day}",
        item=item,
        result=words.rough(result.value, result.indicator, result.qualifier),
        day=words.day(result.end),
    )
