"""The provinces' wave effects side by side, and what they say together, as tables."""

from __future__ import annotations

import math

import pandas as pd

from doanvien.chapters.overview.overview import Overview
from doanvien.chapters.overview.round_rows import RoundCount, RoundRow, round_counts
from doanvien.chapters.waves.effect_tables import ground_of
from doanvien.chapters.waves.effect_words import days_of, interval, ratio
from doanvien.measures.waves.effects.verdict import Reason
from doanvien.present.shown.table import Column, Table
from doanvien.present.words.phrases import Words, capital
from doanvien.reference.indicators import indicator


def common_tables(overview: Overview) -> list[Table]:
    """What the provinces of each round say together; nothing where fewer than two compare units."""
    found = [one for one in round_counts(overview) if one.pooled is not None]
    return [_common_table(overview, found)] if found else []


def province_tables(overview: Overview) -> list[Table]:
    """Each province's own effect, as its report gives it; one table for each round and count."""
    return [_province_table(overview, found) for found in round_counts(overview)]


def name_of(found: RoundCount) -> str:
    """A stable name for what is shown of one round and count."""
    return f"{indicator(found.indicator).unit}-{found.number}"


def caption_of(overview: Overview, found: RoundCount, text: str) -> str:
    """A caption that says which waves and which count it is about."""
    words = overview.words
    told = words.t(
        "{text}: {label}, waves {span}",
        text=text,
        label=indicator(found.indicator).label(overview.language),
        span=words.span(found.round.start, found.round.end),
    )
    return overview.country.caption(told)


def _common_table(overview: Overview, found: list[RoundCount]) -> Table:
    t, words = overview.t, overview.words
    pooled = [one.pooled for one in found]
    drawn = [one.common.drawn if len(one.common.provinces) > 1 else None for one in found]
    frame = pd.DataFrame(
        {
            "waves": [capital(words.span(one.round.start, one.round.end)) for one in found],
            "count": [capital(indicator(one.indicator).label(overview.language)) for one in found],
            "provinces": [one.compared for one in found],
            "kish": [estimate.kish[0] for estimate in pooled if estimate],
            "ratio": [estimate.ratio for estimate in pooled if estimate],
            "interval": [interval(words, estimate.interval) for estimate in pooled if estimate],
            "spread": [one.between if one else None for one in drawn],
        },
        dtype=object,
    )
    columns = (
        Column("waves", t("Waves"), "text"),
        Column("count", t("Indicator"), "text"),
        Column("provinces", t("Provinces that compare units"), "count"),
        Column("kish", t("Effective number of provinces"), "decimal", decimals=1),
        Column("ratio", t("Common net ratio"), "decimal"),
        Column("interval", t("95% confidence interval"), "text", missing=t("withheld")),
        Column("spread", t("Spread between provinces (τ)"), "decimal", missing="–"),
    )
    notes = (
        t(
            "Common net ratio: Mantel–Haenszel over the provinces in which some units did not take "
            "part; error by leaving out one province at a time, Student's t with one degree of "
            "freedom fewer than the effective number of provinces."
        ),
        t(
            "τ: standard deviation of the provinces' own effects in log ratio (normal model, "
            "half-normal prior of 0.5), from provinces whose interval is given; 0 means alike."
        ),
    )
    return Table(
        name="effects-common",
        caption=overview.country.caption(t("The waves' net effect over the provinces together")),
        columns=columns,
        rows=frame,
        language=overview.language,
        notes=notes,
    )


def _province_table(overview: Overview, found: RoundCount) -> Table:
    t, rows = overview.t, found.rows
    letters = _letters(rows)
    words = [Words(overview.language, row.place) for row in rows]
    nets = [row.count.effects.net for row in rows if row.count.effects]
    frame = pd.DataFrame(
        {
            "province": [row.place.short_name(overview.language) for row in rows],
            "days": [days_of(w, row.effect) for w, row in zip(words, rows, strict=True)],
            "ground": [ground_of(w, row.count) for w, row in zip(words, rows, strict=True)],
            "extra": [round(net.extra) for net in nets],
            "ratio": [row.estimate.ratio for row in rows],
            "interval": [interval(overview.words, row.estimate.interval) for row in rows],
            "drawn": [_drawn(overview.words, row) for row in rows],
            "flags": [", ".join(sorted(letters[reason] for reason in row.doubts)) for row in rows],
        },
        dtype=object,
    )
    columns = (
        Column("province", t("Province"), "text"),
        Column("ratio", t("Net ratio"), "decimal"),
        Column("interval", t("95% of the net ratio"), "text", missing=t("withheld")),
        Column("extra", t("Net gain"), "signed"),
        Column("drawn", t("Seen with the other provinces"), "text", missing="–"),
        Column("days", t("Days of the waves"), "text"),
        Column("ground", t("Compared with"), "text"),
        Column("flags", t("Flags"), "text", missing="–"),
    )
    idle = set() if any(frame["drawn"]) else {"drawn"}
    notes = [f"{letter}: {t(reason.message)}" for reason, letter in letters.items()]
    return Table(
        name=f"effects-{name_of(found)}",
        caption=caption_of(overview, found, t("Net effect by province")),
        columns=tuple(column for column in columns if column.name not in idle),
        rows=frame,
        language=overview.language,
        notes=tuple(notes),
    )


def _letters(rows: tuple[RoundRow, ...]) -> dict[Reason, str]:
    """A letter for each reason, in the order in which the rows bring them up."""
    reasons = dict.fromkeys(reason for row in rows for reason in row.doubts)
    return {reason: chr(ord("a") + number) for number, reason in enumerate(reasons)}


def _drawn(words: Words, row: RoundRow) -> str | None:
    if row.drawn is None:
        return None
    middle, low, high = (math.exp(value) for value in row.drawn)
    limits = interval(words, (low, high))
    return words.t("{ratio} ({limits})", ratio=ratio(words, middle), limits=limits)
