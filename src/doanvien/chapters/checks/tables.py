"""Sources and checks as tables: recomputed percentages, definitions, sources."""

from __future__ import annotations

import pandas as pd

from doanvien.measures.series.percentages import (
    AGREES_ROUNDED,
    AGREES_TRUNCATED,
    DISAGREES,
    PrintedCheck,
)
from doanvien.present.report import Report
from doanvien.present.shown.table import Column, Table
from doanvien.present.words.phrases import Words, capital
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
            caption=report.caption(t("Printed percentages, recomputed")),
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
            caption=report.caption(t("Sources")),
            columns=columns,
            rows=frame,
            language=report.language,
        )
    ]


def definition_tables(report: Report) -> list[Table]:
    """What each indicator of the report means, and whose definition it is."""
    codes: dict[str, Indicator] = {}
    for growth, targets, waves in zip(report.growth, report.targets, report.waves, strict=True):
        for flow in growth.flows:
            codes.setdefault(flow.indicator.code, flow.indicator)
        for level in growth.levels:
            codes.setdefault(level.indicator.code, level.indicator)
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
        }
    )
    columns = (
        Column("indicator", t("Indicator"), "text"),
        Column("definition", t("Definition"), "text"),
    )
    return [
        Table(
            name="definitions",
            caption=report.caption(t("Definitions")),
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
            for cited in (*comparison.now.sources, *comparison.earlier.sources)
            for source in cited.split(" + ")  # a sum of predecessors cites all of theirs
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
