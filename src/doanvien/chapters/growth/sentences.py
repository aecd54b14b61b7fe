"""Growth in words: changes of totals, the members' account, gaps and notes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeVar

from doanvien.chapters.growth.flows import windows_of
from doanvien.chapters.growth.lines import account_sentences
from doanvien.measures.days import crosses_break
from doanvien.measures.growth.growth import Comparison, Growth, Level
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.words.phrases import Words, capital
from doanvien.reference.indicators import indicator, main_flows

TOLD = 2
"""Movements of levels, and of results against the year before, that are told in words."""
Movement = TypeVar("Movement", Level, Comparison)


def sentences(report: Report) -> list[str]:
    """Growth in words: changes of totals, against the year before, the account."""
    return report.marked((place, _told(place)) for place in report.places)


def caveats(report: Report) -> list[str]:
    """Breaks, gaps, and what the sources themselves leave in doubt."""
    found: list[str] = []
    for place in report.places:
        own = _mismatch_sentences(place.words, place.growth)
        own += _gap_sentences(place.words, place.growth) + _note_sentences(place)
        found += break_sentences(place) + place.marked(own)
    return list(dict.fromkeys(found))


def _told(place: Place) -> list[str]:
    growth, words = place.growth, place.words
    levels = [
        level
        for level in growth.own_levels
        if level.change is not None and level.indicator.kind == "stock"
    ]
    told = _most_telling(levels)
    own = [_level_sentence(words, level) for level in told]
    compared = _most_telling(growth.comparisons)
    own += [_comparison_sentence(words, item) for item in compared]
    return own + account_sentences(place)


def break_sentences(place: Place) -> list[str]:
    """What the reorganisation of June–July 2025 does to the figures shown, if it touches them."""
    t, growth = place.t, place.growth
    windows = [flow.window for flow in growth.own_flows if flow.window]
    windows += [window for _, window in growth.longer]
    levels = any(level.reason == "break" for level in growth.levels)
    if levels:
        return [
            t(
                "Totals before and after June–July 2025 are not compared: unions of state bodies "
                "were dissolved by 15 June and provinces merged on 1 July 2025."
            )
        ]
    if any(crosses_break(window.start, window.end) for window in windows):
        return [
            t(
                "The period holds the reorganisation of June–July 2025: unions of state bodies "
                "were dissolved and provinces merged. Members removed by it are not ordinary "
                "losses, and no rate is given against a time before it."
            )
        ]
    return []


def note_sentences(place: Place, noted: list[tuple[str, str, str, str]]) -> list[str]:
    """Notes of (unit, label, note, English note) as sentences, each note once."""
    subjects: dict[tuple[str, str], list[str]] = {}
    for unit, label, note, note_en in noted:
        if note:
            names = subjects.setdefault((unit, place.note(note, note_en)), [])
            if label not in names:
                names.append(label)
    words = place.words
    return [
        words.t(
            "{unit}, {labels}: {note}", unit=capital(unit), labels=words.listed(names), note=note
        )
        if unit
        else capital(words.told_of(names, note))
        for (unit, note), names in subjects.items()
    ]


def _level_sentence(words: Words, level: Level) -> str:
    assert level.earlier is not None
    assert level.change is not None
    t = words.t
    grew = level.change > 0
    values = {
        "label": capital(level.indicator.label(words.language)),
        "earlier": words.rough(level.earlier.value, level.indicator, level.earlier.qualifier),
        "earlier_day": words.day(level.earlier.day),
        "now": words.rough(level.now.value, level.indicator, level.now.qualifier),
        "day": words.day(level.now.day),
        "change": words.rough(abs(level.change), level.indicator, level.qualifier),
        "rate": words.percent(abs(level.rate)) if level.rate is not None else "",
    }
    if level.change == 0:
        return t("{label} stood at {now} on {day}, the same as on {earlier_day}.", **values)
    if level.rate is None or level.rate > 2:
        return (
            t(
                "{label} rose from {earlier} ({earlier_day}) to {now} ({day}), by {change}.",
                **values,
            )
            if grew
            else t(
                "{label} fell from {earlier} ({earlier_day}) to {now} ({day}), by {change}.",
                **values,
            )
        )
    if grew:
        return t(
            "{label} rose from {earlier} ({earlier_day}) to {now} ({day}), by {change} or {rate}.",
            **values,
        )
    return t(
        "{label} fell from {earlier} ({earlier_day}) to {now} ({day}), by {change} or {rate}.",
        **values,
    )


def _most_telling(items: Sequence[Movement]) -> list[Movement]:
    """The two largest movements, in the order of the table, and not of a part beside its whole."""
    if len(items) <= TOLD:
        return list(items)
    codes = {item.indicator.code for item in items}
    wholes = [item for item in items if item.indicator.part_of not in codes]
    largest = sorted(wholes, key=_weight, reverse=True)[:TOLD]
    return [item for item in items if item in largest]


def _weight(item: Level | Comparison) -> float:
    """How large a movement is beside what counts of this size vary by: the change over the square
    root of the earlier value (Poisson). Per cent alone would tell of 1 union that became 2.
    """
    if item.change is None or item.earlier is None:
        return 0.0
    return abs(item.change) / math.sqrt(max(abs(item.earlier.value), 1.0))


def _comparison_sentence(words: Words, item: Comparison) -> str:
    t = words.t
    earlier = words.rough(item.earlier.value, item.indicator, item.earlier.qualifier)
    if item.summed:
        earlier = t("{value} (the merged provinces added up)", value=earlier)
    values = {
        "label": capital(item.indicator.label(words.language)),
        "now": words.rough(item.now.value, item.indicator, item.now.qualifier),
        "earlier": earlier,
        "rate": words.percent(abs(item.rate)) if item.rate is not None else "",
        "change": words.rough(abs(item.change or 0), item.indicator, item.qualifier),
    }
    if not item.change or item.rate is None:
        return t("{label}: {now}, against {earlier} in the same days of the year before.", **values)
    few = abs(item.earlier.value) < words.smallest_base or item.indicator.signed
    if few and item.change > 0:
        return t(
            "{label}: {now}, {change} more than in the same days of the year before ({earlier}).",
            **values,
        )
    if few:
        return t(
            "{label}: {now}, {change} fewer than in the same days of the year before ({earlier}).",
            **values,
        )
    if item.rate > 2:
        return t(
            "{label}: {now}, {times} the same days of the year before ({earlier}).",
            times=words.change(item.rate),
            **values,
        )
    if item.change > 0:
        return t(
            "{label}: {now}, up {rate} on the same days of the year before ({earlier}).", **values
        )
    return t(
        "{label}: {now}, down {rate} on the same days of the year before ({earlier}).", **values
    )


def _mismatch_sentences(words: Words, growth: Growth) -> list[str]:
    """Figures of the merged province that its predecessors' figures contradict."""
    sentences = []
    for found in growth.view.history.mismatches:
        if found.end < growth.view.period.start:
            continue
        label = capital(indicator(found.indicator).label(words.language))
        on = words.t("on {day}", day=words.day(found.end))
        sentences.append(
            words.t(
                "{label}, {when}: the source has {printed}, but the parts are {parts}, together "
                "{total}.",
                label=label,
                when=words.span(found.start, found.end) if found.start else on,
                printed=words.count(found.printed),
                parts=" + ".join(
                    f"{words.count(value)} ({place.short_name(words.language)})"
                    for place, value in found.parts
                ),
                total=words.count(found.total),
            )
        )
    return sentences


def _gap_sentences(words: Words, growth: Growth) -> list[str]:
    """The days of the period that no figure covers, indicators with the same gaps together."""
    by_gaps: dict[tuple, list[str]] = {}
    for flow in growth.own_flows:
        if flow.gaps and flow.indicator in main_flows():
            label = flow.indicator.label(words.language)
            by_gaps.setdefault(flow.gaps, []).append(label)
    return [
        words.t(
            "{labels}: no figure covers the days {spans}.",
            labels=capital(words.listed(labels)),
            spans=words.listed([words.span(first, last) for first, last in gaps]),
        )
        for gaps, labels in by_gaps.items()
    ]


def _note_sentences(place: Place) -> list[str]:
    """The notes of the figures shown; one that stands at several figures is given once."""
    noted: list[tuple[str, str, str, str]] = []
    for flow in place.growth.flows:
        label = flow.indicator.label(place.language)
        for window in windows_of(flow):
            noted += [(flow.unit, label, part.note, part.note_en) for _, part in window.parts]
    for level in place.growth.levels:
        label = level.indicator.label(place.language)
        noted.append((level.unit, label, level.now.note, level.now.note_en))
    return note_sentences(place, noted)
