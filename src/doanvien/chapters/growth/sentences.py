"""Growth in words: the accounts, what breaks and is missing, notes. Movements stand in tables."""

from __future__ import annotations

from doanvien.chapters.growth.flows import windows_of
from doanvien.chapters.growth.lines import account_sentences
from doanvien.measures.days import crosses_break
from doanvien.measures.growth.growth import Growth
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.words.letters import capital
from doanvien.present.words.phrases import Words
from doanvien.reference.indicators import indicator, main_flows


def sentences(report: Report) -> list[str]:
    """The accounts of members and of unions in a line each, and whether they agree."""
    return report.marked((place, account_sentences(place)) for place in report.places)


def caveats(report: Report) -> list[str]:
    """Breaks, gaps, and what the sources themselves leave in doubt."""
    found: list[str] = []
    for place in report.places:
        own = _mismatch_sentences(place.words, place.growth)
        own += _gap_sentences(place.words, place.growth) + _note_sentences(place)
        found += break_sentences(place) + place.marked(own)
    return list(dict.fromkeys(found))


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
