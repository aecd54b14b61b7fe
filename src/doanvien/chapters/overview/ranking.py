"""Provinces side by side by one target each, as frames; who is short of how much."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import pandas as pd

from doanvien.chapters.overview.overview import Overview
from doanvien.measures.country.overview import Standing
from doanvien.measures.country.overview import by_verdict as standings_by_verdict
from doanvien.present.shown.tables.grid import NativeChart
from doanvien.present.shown.tables.origin import Said, made_frame, source_of
from doanvien.present.words.letters import uncapital

FEWEST_RANKED = 5
MOST_MOVERS = 5
MOST_SHOWN = 10
Subject = Literal["members", "unions"]


def ranking(overview: Overview, subject: Subject = "members") -> pd.DataFrame:
    """A row for each province with a result of new members (or of new grassroots unions), by the
    share attained of one target of the year, those without a target last.

    ``result``, ``low`` and ``missing`` are in persons or unions, ``counted_to`` the last day,
    ``label`` what is counted, ``elapsed`` the time gone on which a verdict stands; ``rank`` is NaN
    without a target.
    """
    t = overview.t
    standings = overview.members if subject == "members" else overview.unions
    captions = {"members": t("New members by province"), "unions": t("New unions by province")}
    rows = [_row(overview, standing) for standing in standings]
    ranges = [s for s in standings if s.attainment and s.attainment.target.high is not None]
    notes = []
    if ranges:
        names = overview.names(standing.place for standing in ranges)
        notes.append(t("Of a range, the lower end is given: {names}.", names=names))
    net = [s for s in standings if s.indicator.basis == "net"]
    for text, found in (
        ("Net growth, after losses, against a target of net growth: {names}.", True),
        ("Net growth, after losses, as new members are not published: {names}.", False),
    ):
        if mine := [s.place for s in net if (s.attainment is not None) == found]:
            notes.append(t(text, names=overview.names(mine)))
    ranked = any(row["rank"] for row in rows)
    columns = (
        *("province", "rank", "share", "result", "label", "indicator", "low", "missing"),
        *("a_month", "assigned_by", "counted_to", "verdict", "elapsed"),
    )
    return made_frame(
        overview,
        rows,
        columns,
        name=f"ranking-{subject}",
        head=MOST_SHOWN,
        caption=_lacking(overview, rows, captions[subject]),
        notes=notes,
        chart=NativeChart("bar", "province", ("share" if ranked else "result",), captions[subject]),
    )


def _lacking(overview: Overview, rows: list[dict[str, Any]], subject: str) -> str:
    """Who is short of most, as the rows begin where they stand by what is missing; how many have
    figures where none has a target. Else what the rows are: a target that has ended, of a handful
    or on another basis leads no caption."""
    words = overview.words
    if rows and all(row["missing"] is None for row in rows):
        return overview.t(
            "{subject}: {count} with figures, none with a target",
            subject=subject,
            count=words.count(len(rows)),
        )
    short = [row for row in rows if row["missing"]]
    most = max(short, key=lambda row: float(row["missing"]), default=None)
    if most is None or not most["rank"] or most["verdict"] == "ended":
        return subject
    return overview.t(
        "{count} {count:province is|provinces are} short of the target; {province} lacks most: "
        "{missing} ({label})",
        label=uncapital(most["label"]),
        count=words.count(len(short)),
        province=words.province_name(most["province"]),
        missing=words.count(most["missing"]),
    )


def by_verdict(overview: Overview) -> pd.DataFrame:
    """A row for each verdict on new members: how many provinces have it, and which.

    Empty where fewer than five provinces are ranked.
    """
    groups = standings_by_verdict(overview.members)
    enough = sum(map(len, groups.values())) >= FEWEST_RANKED
    rows = [
        {
            "verdict": verdict,
            "provinces": len(standings),
            "names": overview.names(standing.place for standing in standings),
        }
        for verdict, standings in (groups.items() if enough else ())
    ]
    caption = overview.t("Provinces by verdict, new members")
    columns = ("verdict", "provinces", "names")
    notes = _time_gone(overview)
    return made_frame(overview, rows, columns, name="verdicts", caption=caption, notes=notes)


def _time_gone(overview: Overview) -> list[str]:
    """How much of the targets' time is gone, on which the verdicts stand."""
    running = {
        s.attainment.elapsed for s in overview.members if s.attainment and s.attainment.running
    }
    if not running:
        return []
    told = "–".join(dict.fromkeys(map(overview.words.percent, (min(running), max(running)))))
    return [overview.t("{text}.", text=overview.t("With {elapsed} of the time gone", elapsed=told))]


def movers(overview: Overview) -> pd.DataFrame:
    """A row for each of the provinces that won or lost most ranks since the period before: five at
    either end; ``climbed`` is ranks won, signed."""
    t, found = overview.t, overview.moves
    if len(found) > 2 * MOST_MOVERS:
        found = (*found[:MOST_MOVERS], *found[-MOST_MOVERS:])
    rows = [
        {
            "province": move.now.place.slug,
            "climbed": move.climbed,
            "rank_then": move.before.rank,
            "rank": move.now.rank,
            "share_then": _share(overview, move.before),
            "share": _share(overview, move.now),
        }
        for move in (found if len(found) > 1 else ())
    ]
    period = overview.country.scope.period.previous().phrase(overview.language)
    note = t(
        "Ranks are among the {count} {count:province|provinces} that can be compared "
        "in both periods.",
        count=overview.words.count(len(overview.moves)),
    )
    return made_frame(
        overview,
        rows,
        ("province", "climbed", "rank_then", "rank", "share_then", "share"),
        name="movers",
        caption=t("Movers in the ranking by new members since {period}", period=period),
        notes=[note],
    )


def ranked_finding(ranking: pd.DataFrame) -> str:
    """Who is short of most persons, for a caption."""
    if ranking.empty:
        return ""
    words = source_of(ranking).words
    short = ranking[ranking["missing"] > 0].sort_values("missing", ascending=False)
    if short.empty:
        return words.t("New members by province")
    first = short.index[0]
    return words.t(
        "{count} {count:province is|provinces are} still short of their target; "
        "{province} lacks most: {missing}",
        count=words.count(len(short)),
        province=words.province_name(str(short.at[first, "province"])),
        missing=words.count(float(short["missing"].iloc[0])),
    )


def ranking_described(ranking: pd.DataFrame) -> str:
    """The bars in one sentence, for who cannot see them: those who lack most."""
    short = ranking[ranking["missing"] > 0].nlargest(MOST_SHOWN, "missing")
    if short.empty:
        return ""
    words = source_of(ranking).words
    items = [
        words.t(
            "{label} {number}",
            label=words.province_name(row["province"]),
            number=words.count(row["missing"]),
        )
        for _, row in short.iterrows()
    ]
    return words.t(
        "Bars of what is still lacking of the target for new members, the provinces that lack "
        "most: {items}.",
        items="; ".join(items),
    )


def _row(overview: Overview, standing: Standing) -> dict[str, Any]:
    one, words = standing.attainment, replace(overview.words, place=standing.place)
    return {
        "province": standing.place.slug,
        "rank": standing.rank,
        "share": _share(overview, standing),
        "result": words.said(standing.value, standing.indicator, standing.qualifier),
        "label": standing.indicator.short_label(overview.language),
        "indicator": standing.indicator.code,
        "low": one.target.low if one else None,
        "missing": one.remaining if one else None,
        "a_month": one.needed_per_month if one else None,
        "assigned_by": one.target.assigned_by if one else "",
        "counted_to": standing.end,
        "verdict": one.verdict if one else "",
        "elapsed": one.elapsed if one and one.running else None,
    }


def _share(overview: Overview, standing: Standing) -> Said:
    one = standing.attainment
    if one is None:
        return Said(None, overview.t("no target"))
    return Said(float(one.share), overview.words.share(standing.value, one.base))
