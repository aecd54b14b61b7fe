"""Sources and checks: what was recomputed, what does not fit, and where every figure comes from."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from doanvien.measures.growth import Doubts
from doanvien.measures.percentages import (
    AGREES_ROUNDED,
    AGREES_TRUNCATED,
    DISAGREES,
    PrintedCheck,
)
from doanvien.present.report import Report
from doanvien.present.table import Column, Table
from doanvien.present.words import Words, capital
from doanvien.reference.indicators import Indicator, indicator


def printed_tables(report: Report) -> list[Table]:
    """Every printed percentage beside its recomputation."""
    if not report.printed:
        return []
    t, words = report.t, report.words
    checks = report.printed
    frame = pd.DataFrame(
        {
            "subject": [_subject(report, check) for check in checks],
            "value": [check.value for check in checks],
            "of": [_of(report, check) for check in checks],
            "base": [_base(words, check) for check in checks],
            "ratio": [float(check.ratio) if check.ratio is not None else None for check in checks],
            "printed": [words.printed(check.printed) for check in checks],
            "verdict": [_agreement(report, check) for check in checks],
        }
    )
    columns = (
        Column("subject", t("Figure"), "text"),
        Column("value", t("Result"), "count"),
        Column("of", t("Share of what"), "text"),
        Column("base", t("Base"), "text"),
        Column("ratio", t("Recomputed"), "percent", missing=t("base not published")),
        Column("printed", t("Printed"), "text"),
        Column("verdict", t("Conclusion"), "text"),
    )
    return [
        Table(
            name="printed",
            caption=t("Printed percentages, recomputed"),
            columns=columns,
            rows=frame,
            language=report.language,
            notes=(
                t(
                    "A printed percentage agrees when rounding or truncating the recomputed one to "
                    "its own number of decimals gives it."
                ),
            ),
        )
    ]


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


def source_tables(report: Report) -> list[Table]:
    """The sources of every figure, target, wave and percentage of the report."""
    sources = report.figures.sources
    used = _sources_used(report)
    rows = sources.loc[[source for source in sources.index if source in used]]
    if rows.empty:
        return []
    t = report.t
    kinds = {"original": t("original page"), "translated": t("translated page")}
    frame = pd.DataFrame(
        {
            "source": list(rows.index),
            "publisher": list(rows["publisher"]),
            "title": [title or None for title in rows["title"]],
            "published": [_published_on(report, text) for text in rows["published_on"]],
            "kind": [kinds[kind] for kind in rows["kind"]],
            "url": [url or None for url in rows["url"]],
        }
    )
    columns = (
        Column("source", t("Code"), "text"),
        Column("publisher", t("Publisher"), "text"),
        Column("title", t("Title"), "text", missing=t("not recorded")),
        Column("published", t("Published on"), "text", missing=t("not recorded")),
        Column("kind", t("Kind"), "text"),
        Column("url", t("Address"), "text", missing=t("not recorded")),
    )
    return [
        Table(
            name="sources",
            caption=t("Sources"),
            columns=columns,
            rows=frame,
            language=report.language,
        )
    ]


def method_sentences(report: Report) -> list[str]:
    """How the report was made, in four sentences."""
    t = report.t
    return [
        t(
            "All figures come from the data set “{title}”; none was estimated.",
            title=report.figures.info.title,
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


def definition_tables(report: Report) -> list[Table]:
    """What each indicator of the report means, and whose definition it is."""
    codes: dict[str, Indicator] = {}
    for growth, targets, waves in zip(
        report.growth, report.targets, report.waves, strict=True
    ):
        for item in (*growth.flows, *growth.levels):
            codes.setdefault(item.indicator.code, item.indicator)
        for attainment in targets.current:
            measured = attainment.target.indicator
            codes.setdefault(measured.code, measured)
        for wave in waves.waves:
            for result in wave.results:
                codes.setdefault(result.indicator.code, result.indicator)
    if not codes:
        return []
    t = report.t
    frame = pd.DataFrame(
        {
            "indicator": [capital(item.label(report.language)) for item in codes.values()],
            "definition": [item.definition(report.language) for item in codes.values()],
            "source": [item.source_name(report.language) for item in codes.values()],
        }
    )
    columns = (
        Column("indicator", t("Indicator"), "text"),
        Column("definition", t("Definition"), "text"),
        Column("source", t("After"), "text"),
    )
    return [
        Table(
            name="definitions",
            caption=t("Definitions"),
            columns=columns,
            rows=frame,
            language=report.language,
        )
    ]


def _subject(report: Report, check: PrintedCheck) -> str:
    label = indicator(check.indicator).label(report.language)
    day = report.words.day(check.end.date())
    name = f"{check.unit}: {label}" if check.unit else capital(label)
    return report.t("{figure}, to {day}", figure=name, day=day)


def _of(report: Report, check: PrintedCheck) -> str:
    t = report.t
    return {
        "target": t("of the target"),
        "share": t("a share, not attainment"),
        "stock": t("a rate, not attainment"),
        "result": t("of another result, not attainment"),
    }[check.of]


def _base(words: Words, check: PrintedCheck) -> str:
    return words.possible_bases(check) if check.base is None else words.count(check.base)


def _agreement(report: Report, check: PrintedCheck) -> str:
    t = report.t
    if check.verdict == AGREES_ROUNDED:
        return t("✓ agrees")
    if check.verdict == AGREES_TRUNCATED:
        return t("✓ agrees (truncated)")
    if check.verdict == DISAGREES:
        return t("✗ does not agree")
    return t("– cannot be checked")


def _doubt_sentences(report: Report, words: Words, doubts: Doubts) -> Iterable[str]:
    t = report.t
    label = capital(doubts.indicator.label(report.language))
    if doubts.unit:
        label = f"{capital(doubts.unit)}, {doubts.indicator.label(report.language)}"
    for conflict in doubts.conflicts:
        yield t(
            "{label} {span}: {used} ({source}) is used; {other} ({other_source}) is also published.",
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


def _sources_used(report: Report) -> set[str]:
    start = pd.Timestamp(report.figures.scope.period.start)
    used: set[str] = set()
    for growth, targets in zip(report.growth, report.targets, strict=True):
        view = growth.view
        recent = view.figures[view.figures["period_end"] >= start]
        used |= set(recent["source"])
        used |= {level.earlier.source for level in growth.levels if level.earlier}
        used |= {
            source
            for comparison in growth.comparisons
            for source in (*comparison.now.sources, *comparison.earlier.sources)
        }
        answered = [attainment.target for attainment in targets.current]
        used |= {source for target in (*answered, *targets.plan) for source in target.sources}
    for waves in report.waves:
        names = {wave.name for wave in waves.waves}
        frame = waves.view.campaigns
        used |= set(frame[frame["name"].isin(names)]["source"])
    return used | {check.source for check in report.printed}


def _published_on(report: Report, text: str) -> str | None:
    """``2024-07-22`` as a date; ``2024-07`` and ``2024`` as what they are."""
    parts = text.split("-") if text else []
    if len(parts) == 3:
        return report.words.day(pd.Timestamp(text).date())
    if len(parts) == 2:
        if report.language == "vi":
            return f"{int(parts[1])}/{parts[0]}"
        return pd.Timestamp(f"{text}-01").strftime("%B %Y")
    return text or None
