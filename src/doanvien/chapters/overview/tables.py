"""The national overview as tables: totals, targets, ranking, verdicts, movers, missing."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from doanvien.chapters.overview.overview import Overview
from doanvien.chapters.targets import tables as target_tables
from doanvien.measures.country.overview import (
    Standing,
    TargetTotal,
    by_verdict,
    target_total,
    total,
)
from doanvien.present.shown.table import Column, NativeChart, Table
from doanvien.present.words.phrases import Words, capital
from doanvien.reference.indicators import aims, all_indicators

MOST_MOVERS = 5
"""Named at either end of the movers; the others moved less."""


def total_tables(overview: Overview) -> list[Table]:
    """What the provinces add up to, beside the figure published for the country."""
    t, language = overview.t, overview.language
    added = [item.code for item in all_indicators() if item.adds_up]
    summed = [found for code in added if (found := total(overview.measured, code))]
    if not summed:
        return []
    national = [total([overview.national], found.indicator.code) for found in summed]
    days = {day for found in summed for day in (found.first, found.last)}
    frame = pd.DataFrame(
        {
            "indicator": [capital(found.indicator.label(language)) for found in summed],
            "sum": [found.value for found in summed],
            "provinces": [len(found.places) for found in summed],
            "first": [pd.Timestamp(found.first) for found in summed],
            "last": [pd.Timestamp(found.last) for found in summed],
            "country": [found.value if found else None for found in national],
        },
        dtype=object,
    )
    columns = [
        Column("indicator", t("Indicator"), "text"),
        Column("sum", t("Provinces added up"), "count"),
        Column("provinces", t("Number of provinces"), "count"),
    ]
    if len(days) > 1:
        columns.append(Column("first", t("Counted at the earliest to"), "date"))
        columns.append(Column("last", t("Counted at the latest to"), "date"))
    else:
        columns.append(Column("last", t("Counted to"), "date"))
    if any(national):
        columns.append(Column("country", t("Whole country, as published"), "count"))
    rounded = [
        capital(found.indicator.label(language)) for found in summed if found.qualifier != "exact"
    ]
    notes = []
    if rounded:
        notes.append(t("Holds rounded figures: {items}.", items="; ".join(rounded)))
    caption = t("Provinces added up")
    return [_table(overview, "totals", caption, tuple(columns), frame, notes=tuple(notes))]


def target_sum_tables(overview: Overview) -> list[Table]:
    """The country's own targets, then TLĐ's targets for the provinces added up."""
    tables = [*target_tables.attainment_tables(overview.country)]
    codes = [item.code for item in aims()]
    sums = [found for code in codes if (found := target_total(overview.measured, code, "tld"))]
    if sums:
        tables.append(_target_sum_table(overview, sums))
    return tables


def ranking_tables(overview: Overview) -> list[Table]:
    """Provinces by share attained, the level beside it; those without a target come last."""
    t = overview.t
    subjects = (
        ("ranking-members", overview.members, t("New members by province")),
        ("ranking-unions", overview.unions, t("New grassroots unions by province")),
    )
    return [
        _ranking_table(overview, name, standings, caption)
        for name, standings, caption in subjects
        if standings
    ]


def verdict_tables(overview: Overview) -> list[Table]:
    """How many provinces stand where, and which; from four ranked provinces on."""
    groups = by_verdict(overview.members)
    if sum(map(len, groups.values())) < MOST_MOVERS:
        return []
    t = overview.t
    frame = pd.DataFrame(
        {
            "verdict": [
                str(overview.words.verdict(standings[0].attainment))
                for standings in groups.values()
                if standings[0].attainment
            ],
            "count": [len(standings) for standings in groups.values()],
            "names": [
                overview.names(standing.place for standing in standings)
                for standings in groups.values()
            ],
        }
    )
    columns = (
        Column("verdict", t("Verdict"), "text"),
        Column("count", t("Number of provinces"), "count"),
        Column("names", t("Provinces"), "text"),
    )
    return [_table(overview, "verdicts", t("Provinces by verdict, new members"), columns, frame)]


def mover_tables(overview: Overview) -> list[Table]:
    """The provinces that won and lost most ranks since the period before."""
    t, language = overview.t, overview.language
    moves = overview.moves
    if len(moves) > 2 * MOST_MOVERS:
        moves = (*moves[:MOST_MOVERS], *moves[-MOST_MOVERS:])
    if len(moves) < 2:
        return []
    frame = pd.DataFrame(
        {
            "province": [move.now.place.short_name(language) for move in moves],
            "climbed": [move.climbed for move in moves],
            "before": [move.before.rank for move in moves],
            "now": [move.now.rank for move in moves],
            "share_before": [_share(move.before) for move in moves],
            "share": [_share(move.now) for move in moves],
        }
    )
    columns = (
        Column("province", t("Province"), "text"),
        Column("climbed", t("Ranks won or lost"), "signed"),
        Column("before", t("Rank before"), "count"),
        Column("now", t("Rank now"), "count"),
        Column("share_before", t("Attained before"), "percent"),
        Column("share", t("Attained now"), "percent"),
    )
    previous = overview.country.figures.scope.period.previous()
    caption = t(
        "Movers in the ranking by new members since {period}",
        period=overview.words.period_phrase(previous),
    )
    note = t(
        "Ranks are among the {count} provinces that can be compared in both periods.",
        count=overview.words.count(len(overview.moves)),
    )
    return [_table(overview, "movers", caption, columns, frame, notes=(note,))]


def _target_sum_table(overview: Overview, sums: Sequence[TargetTotal]) -> Table:
    t, language = overview.t, overview.language
    national = [target_total([overview.national], found.indicator.code, "tld") for found in sums]
    frame = pd.DataFrame(
        {
            "target": [capital(found.indicator.label(language)) for found in sums],
            "result": [found.result for found in sums],
            "amount": [found.target for found in sums],
            "share": [float(found.share) for found in sums],
            "provinces": [len(found.attainments) for found in sums],
            "country": [whole and whole.target for whole in national],
            "difference": [
                whole and found.target - whole.target
                for found, whole in zip(sums, national, strict=True)
            ],
        }
    )
    columns = [
        Column("target", t("Target"), "text"),
        Column("result", t("Result"), "count"),
        Column("amount", t("Amount assigned"), "count"),
        Column("share", t("Attained"), "percent"),
        Column("provinces", t("Number of provinces"), "count"),
    ]
    if any(national):
        columns.append(Column("country", t("Target of the whole country"), "count"))
        columns.append(Column("difference", t("Sum less the country's"), "signed"))
    notes = [
        t("{target}: results count new members, before losses.", target=capital(name))
        for found in sums
        if "gross_for_net" in found.flags and (name := found.indicator.label(language))
    ]
    caption = t("The General Confederation's targets for the provinces, added up")
    return _table(overview, "target-sums", caption, tuple(columns), frame, notes=tuple(notes))


def _ranking_table(
    overview: Overview, name: str, standings: Sequence[Standing], caption: str
) -> Table:
    t, language = overview.t, overview.language
    data: dict[str, list] = {
        "province": [standing.place.short_name(language) for standing in standings],
        "rank": [standing.rank for standing in standings],
        "share": [_share(standing) for standing in standings],
        "result": [standing.value for standing in standings],
        "basis": [standing.indicator.short_label(language) for standing in standings],
        "amount": [s.attainment.target.low if s.attainment else None for s in standings],
        "assigner": [_assigner(overview, standing) for standing in standings],
        "day": [pd.Timestamp(standing.end) for standing in standings],
        "verdict": [_verdict(overview, standing) for standing in standings],
    }
    columns = [
        Column("province", t("Province"), "text"),
        Column("rank", t("Rank"), "count", missing="–"),
        Column("share", t("Attained"), "percent", missing=t("no target")),
        Column("result", t("Result"), "count"),
        Column("basis", t("What is counted"), "text"),
        Column("amount", t("Target of the year"), "count", missing="–"),
        Column("assigner", t("Assigned by"), "text", missing="–"),
        Column("day", t("Counted to"), "date"),
        Column("verdict", t("Verdict"), "text", missing="–"),
    ]
    ranks = sum(standing.share is not None for standing in standings)
    # A column in which every province says the same, or nothing, tells nothing.
    idle = set() if ranks else {"share", "amount", "verdict"}
    if ranks < 2:
        idle.add("rank")
    idle |= {name for name in ("basis", "assigner", "day") if len(set(data[name])) == 1}
    kept = tuple(column for column in columns if column.name not in idle)
    chart = NativeChart("bar", "province", ("share" if ranks else "result",), caption)
    rounded = [s.place.short_name(language) for s in standings if s.qualifier != "exact"]
    notes = [t("Rounded at the source: {items}.", items=", ".join(rounded))] if rounded else []
    if "assigner" in idle and ranks:
        notes.append(t("All targets assigned by: {assigner}.", assigner=data["assigner"][0]))
    if "day" in idle:
        notes.append(t("All results counted to {day}.", day=overview.words.day(standings[0].end)))
    ranges = [s for s in standings if s.attainment and s.attainment.target.high is not None]
    if ranges:
        names = overview.names(standing.place for standing in ranges)
        notes.append(t("Of a range, the lower end is given: {names}.", names=names))
    frame = pd.DataFrame(data, dtype=object)
    return _table(overview, name, caption, kept, frame, notes=tuple(notes), chart=chart)


def _share(standing: Standing) -> float | None:
    return None if standing.share is None else float(standing.share)


def _assigner(overview: Overview, standing: Standing) -> str | None:
    if standing.attainment is None:
        return None
    words = Words(overview.language, standing.place)
    return capital(words.assigner(standing.attainment.target.assigned_by))


def _verdict(overview: Overview, standing: Standing) -> str | None:
    if standing.attainment is None:
        return None
    mark = " *" if {"gross_for_net", "net_for_gross"} & set(standing.attainment.flags) else ""
    return str(overview.words.verdict(standing.attainment)) + mark


def _table(
    overview: Overview,
    name: str,
    caption: str,
    columns: tuple[Column, ...],
    rows: pd.DataFrame,
    notes: tuple[str, ...] = (),
    chart: NativeChart | None = None,
) -> Table:
    return Table(
        name=name,
        caption=overview.country.caption(caption),
        columns=columns,
        rows=rows,
        language=overview.language,
        notes=notes,
        chart=chart,
    )
