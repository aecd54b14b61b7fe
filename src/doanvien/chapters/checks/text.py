"""Checks in words: how many percentages agree, what sources contradict, how it was done."""

from __future__ import annotations

from collections.abc import Iterable

from doanvien.measures.growth.growth import Doubts
from doanvien.measures.series.percentages import DISAGREES
from doanvien.present.report import Report
from doanvien.present.words.phrases import Words, capital


def check_sentences(report: Report) -> list[str]:
    """One sentence that sums the checks up."""
    t = report.t
    checked = [check for check in report.printed if check.verdict is not None]
    wrong = [check for check in checked if check.verdict == DISAGREES]
    if not checked:
        return []
    if not wrong:
        return [
            t(
                "{count} printed percentages were recomputed; all agree.",
                count=report.words.count(len(checked)),
            )
        ]
    return [
        t(
            "{count} printed percentages were recomputed; {wrong} do not agree.",
            count=report.words.count(len(checked)),
            wrong=report.words.count(len(wrong)),
        )
    ]


def doubt_sentences(report: Report) -> list[str]:
    """Conflicts between sources, falls of running totals, overlaps and sums that do not fit."""
    sentences: list[str] = []
    for growth in report.growth:
        words = Words(report.language, growth.view.place)
        for doubts in growth.doubts:
            sentences += _doubt_sentences(report, words, doubts)
        for measured, stock in growth.level_conflicts:
            for other in stock.conflicts:
                sentences.append(
                    report.t(
                        "{label} on {day}: {used} ({source}) is used; {other} ({other_source}) "
                        "is also published.",
                        label=capital(measured.label(report.language)),
                        day=words.day(stock.day),
                        used=words.number(stock.value, measured),
                        other=words.number(other.value, measured),
                        source=_publisher(report, stock.source),
                        other_source=_publisher(report, other.source),
                    )
                )
    return list(dict.fromkeys(sentences))


def method_sentences(report: Report) -> list[str]:
    """How the report was made, in four sentences."""
    t = report.t
    return [
        t(
            "All figures come from the data set “{title}”; none was estimated.",
            title=report.data_set_title,
        ),
        t(
            "Cumulative figures of one year are subtracted from each other and adjoining ones "
            "added; where the published figures do not give a window, it stays empty."
        ),
        t(
            "Where sources differ, an original page goes before a translated one, then the later "
            "publication; the other figure is listed."
        ),
        t("Percentages are rounded half up to at most two decimals."),
    ]


def _doubt_sentences(report: Report, words: Words, doubts: Doubts) -> Iterable[str]:
    t = report.t
    label = capital(doubts.indicator.label(report.language))
    if doubts.unit:
        label = f"{capital(doubts.unit)}, {doubts.indicator.label(report.language)}"
    for conflict in doubts.conflicts:
        yield t(
            "{label} {span}: {used} ({source}) is used; {other} ({other_source}) is also "
            "published.",
            label=label,
            span=words.span(conflict.used.start, conflict.used.end),
            used=words.count(conflict.used.value),
            other=words.count(conflict.other.value),
            source=_publisher(report, conflict.used.source),
            other_source=_publisher(report, conflict.other.source),
        )
    for fall in doubts.falls:
        yield t(
            "{label}: the running total fell from {earlier} ({earlier_day}) to {later} ({day}); "
            "one of the two figures was corrected or is wrong.",
            label=label,
            earlier=words.count(fall.earlier.value),
            earlier_day=words.day(fall.earlier.end),
            later=words.count(fall.later.value),
            day=words.day(fall.later.end),
        )
    for overlap in doubts.overlaps:
        yield t(
            "{label}: the figures {first} and {second} overlap and cannot be combined.",
            label=label,
            first=words.span(overlap.first.start, overlap.first.end),
            second=words.span(overlap.second.start, overlap.second.end),
        )
    for mismatch in doubts.mismatches:
        yield t(
            "{label} {span}: {printed} is published, but the other figures give {computed}.",
            label=label,
            span=words.span(mismatch.printed.start, mismatch.printed.end),
            printed=words.count(mismatch.printed.value),
            computed=words.count(mismatch.computed.value),
        )


def _publisher(report: Report, source: str) -> str:
    sources = report.figures.sources
    return str(sources.at[source, "publisher"]) if source in sources.index else source
