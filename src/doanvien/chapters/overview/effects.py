"""Wave effects province by province, and what they say together: frames, forest plot, words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from doanvien.chapters.overview.overview import Overview
from doanvien.chapters.overview.rounds import RoundCount, RoundRow, refusals_by_reason, round_counts
from doanvien.chapters.waves.effects import conclusion, stated
from doanvien.chapters.waves.names import days_of, ground_of, interval, two_figures
from doanvien.chapters.waves.ratio_axis import draw_ratio, scale_ratios
from doanvien.measures.waves.effects.of_place import counts as counts_of_waves
from doanvien.measures.waves.effects.trusted.effect import Given, Withheld
from doanvien.measures.waves.effects.trusted.verdict import Reason
from doanvien.present.shown.tables.origin import Said, made_frame, source_of
from doanvien.present.words.letters import capital
from doanvien.reference.indicators import indicator
from doanvien.reference.provinces import Province

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FEWEST = 2
"""Provinces from which a chart shows more than the table's line."""
ROW_HEIGHT, FRAME, LABEL_SIZE = 0.25, 0.75, 9.5


def effects(overview: Overview) -> pd.DataFrame:
    """A row for each province, round of waves and count, as the province's own report gives it.

    ``ratio_low`` and ``ratio_high`` are the 95 % limits of counted ÷ expected without the wave,
    NaN where they are withheld; ``se`` and ``df`` those of the log ratio, so that others can pool.
    """
    t = overview.t
    rows = [_row(overview, found, row) for found in round_counts(overview) for row in found.rows]
    columns = (
        *("province", "wave", "label", "indicator", "conclusion", "ratio_low", "ratio_high"),
        *("extra_low", "extra_high", "compared_with", "se", "df"),
    )
    return made_frame(
        overview,
        rows,
        columns,
        name="effects",
        caption=t("Net effect of the waves by province"),
    )


def common_effects(overview: Overview) -> pd.DataFrame:
    """A row for each round and count in which two provinces or more compare units: the common net
    ratio's 95 % limits (NaN where withheld), the number of provinces behind it and their effective
    number (``kish``), and ``shared``, the standard error that a season shared by all provinces adds
    in log ratio, as earlier years without a wave show it."""
    t, rows = overview.t, []
    for found in round_counts(overview):
        if found.compared < FEWEST:
            continue
        common = stated(found.common.effect)
        limits = common.interval if common else None
        rows.append(
            {
                "wave": capital(overview.words.span(found.round.start, found.round.end)),
                "label": capital(indicator(found.indicator).label(overview.language)),
                "indicator": found.indicator,
                "provinces": len(found.common.pooled),
                "kish": limits.kish[0] if limits else None,
                "ratio_low": limits.low if limits else Said(None, t("withheld")),
                "ratio_high": limits.high if limits else Said(None, t("withheld")),
                "se": limits.se if limits else None,
                "df": limits.df if limits else None,
                "shared": found.common.shared if limits else None,
            }
        )
    columns = ("wave", "label", "indicator", "provinces", "kish", "ratio_low", "ratio_high")
    note = t(
        "Common net ratio: Mantel–Haenszel over the provinces in which some units did not take "
        "part, over the same ratio of earlier years without a wave; error by leaving out one "
        "province at a time, with what earlier years show of a season shared by all provinces; "
        "Student's t with one degree of freedom fewer than the effective number of provinces."
    )
    return made_frame(
        overview,
        rows,
        (*columns, "se", "df", "shared"),
        name="effects-common",
        caption=t("The waves' net effect over the provinces together"),
        notes=[note],
    )


def draw_effects(effects: pd.DataFrame) -> Axes | None:
    """The intervals of the frame of `effects` on new members as a forest plot, one line a province.

    None where fewer than two provinces have an interval.
    """
    from matplotlib.pyplot import subplots

    shown = _drawn(effects)
    if len(shown) < FEWEST:
        return None
    words = source_of(effects).words
    height = FRAME + ROW_HEIGHT * len(shown)
    axes: Axes = subplots(figsize=(5.2, height))[1]
    beside = axes.get_yaxis_transform()
    for position, (_, row) in enumerate(shown.iterrows()):
        low, high = row["ratio_low"], row["ratio_high"]
        draw_ratio(axes, -position, (low, high))
        style: dict[str, Any] = {"transform": beside, "va": "center", "fontsize": LABEL_SIZE}
        axes.text(-0.02, -position, words.province_name(row["province"]), ha="right", **style)
        axes.text(1.02, -position, interval(words, (low, high)), ha="left", **style)
    scale_ratios(axes, [*shown["ratio_low"], *shown["ratio_high"]], words.language)
    axes.set_ylim(-len(shown) + 0.4, 0.7)
    return axes


def effects_finding(effects: pd.DataFrame) -> str:
    """How many of the intervals exclude no effect, for a caption."""
    shown = _drawn(effects)
    if len(shown) < FEWEST:
        return ""
    words = source_of(effects).words
    more, fewer = (shown["ratio_low"] > 1).sum(), (shown["ratio_high"] < 1).sum()
    return words.t(
        "Of {count} {count:province|provinces} with an interval, {more} "
        "{more:shows|show} a net gain of new members, {fewer} a net loss; for the "
        "others there is not enough evidence",
        count=words.count(len(shown)),
        more=words.count(int(more)),
        fewer=words.count(int(fewer)),
    )


def effects_described(effects: pd.DataFrame) -> str:
    """Every interval in one sentence, for who cannot see them."""
    shown = _drawn(effects)
    if len(shown) < FEWEST:
        return ""
    words = source_of(effects).words
    items = [
        f"{words.province_name(row['province'])} "
        f"{interval(words, (row['ratio_low'], row['ratio_high']))}"
        for _, row in shown.iterrows()
    ]
    return words.t(
        "95% intervals of the net ratios, 1 being as many as without the wave: {items}.",
        items="; ".join(items),
    )


def common_conclusions(overview: Overview) -> list[str]:
    """For each round and count: what may be concluded for the provinces together, and what not."""
    return [
        " ".join([_common(overview, found), *_left_out(overview, found)])
        for found in round_counts(overview)
    ]


def refusals(overview: Overview) -> list[str]:
    """Which provinces have no effect, why, and what would make one possible."""
    t = overview.t
    return [
        t(
            "No effect is given for {names}. {reason} {remedy}",
            names=_names(overview, places),
            reason=t(reason.message),
            remedy=t(reason.remedy),
        )
        for reason, places in refusals_by_reason(overview).items()
    ]


def _row(overview: Overview, found: RoundCount, row: RoundRow) -> dict[str, Any]:
    words = replace(overview.words, place=row.place)
    place = next(r.place for r in overview.provinces if r.place.view.place == row.place)
    net = stated(row.count.effect)
    limits = net.interval if net else None
    extra = net.extra_limits if isinstance(net, Given) else None
    return {
        "province": row.place.slug,
        "wave": days_of(words, row.effect),
        "label": capital(indicator(found.indicator).label(overview.language)),
        "indicator": found.indicator,
        "conclusion": conclusion(place, row.count),
        "ratio_low": limits.low if limits else None,
        "ratio_high": limits.high if limits else None,
        "extra_low": two_figures(extra[0]) if extra else None,
        "extra_high": two_figures(extra[1]) if extra else None,
        "compared_with": capital(ground_of(words, row.count)),
        "se": limits.se if limits else None,
        "df": limits.df if limits else None,
    }


def _drawn(effects: pd.DataFrame) -> pd.DataFrame:
    """The rows on new members of the last round that have an interval."""
    members = effects[effects["indicator"].eq("members_new")]
    return members.dropna(subset=["ratio_low", "ratio_high"]).drop_duplicates(
        "province", keep="last"
    )


def _common(overview: Overview, found: RoundCount) -> str:
    t, words, effect = overview.t, overview.words, found.common.effect
    told = {
        "span": words.span(found.round.start, found.round.end),
        "label": indicator(found.indicator).label(overview.language),
    }
    if found.compared < FEWEST:
        return t(
            "Waves {span}, {label}: fewer than two provinces compare units that took part with "
            "others, so nothing can be concluded for the provinces together.",
            **told,
        )
    pooled = stated(effect)
    if pooled is None:
        codes = effect.codes if isinstance(effect, Withheld) else ()
        return t(
            "Waves {span}, {label}: not enough ground for a number on the provinces together. "
            "{reasons}",
            reasons=" ".join(t(Reason(code).message) for code in codes),
            **told,
        )
    told |= {
        "count": words.count(len(found.common.pooled)),
        "limits": interval(words, (pooled.interval.low, pooled.interval.high)),
    }
    if not isinstance(pooled, Given):
        return t(
            "Waves {span}, {label}: in the {count} provinces that compare units, {limits} times as "
            "many as expected without the wave (95% confidence interval). There is not enough "
            "evidence yet that the waves brought more or fewer; it must not be concluded that they "
            "had no effect.",
            **told,
        )
    return t(
        "Waves {span}, {label}: in the {count} provinces that compare units, {limits} times as "
        "many as expected without the wave (95% confidence interval). This may be concluded for "
        "these provinces together, not for each of them, and not for those without a comparison.",
        **told,
    )


def _left_out(overview: Overview, found: RoundCount) -> list[str]:
    """Provinces that compare units and were not added up, and why."""
    if found.compared < FEWEST:
        return []
    t = overview.t
    return [
        t("Not added up: {names}. {reason}", names=overview.names(places), reason=t(reason.message))
        for reason, places in found.left_out.items()
    ]


def _names(overview: Overview, places: dict[Province, tuple[str, ...]]) -> str:
    """The provinces with no effect on any count, then those with none on one of them."""
    by_counts: dict[tuple[str, ...], list[Province]] = {}
    for place, codes in places.items():
        by_counts.setdefault(codes if len(codes) < len(counts_of_waves()) else (), []).append(place)
    return "; ".join(
        overview.t(
            "{names} (only {label})",
            names=overview.names(by_counts[codes]),
            label=indicator(codes[0]).label(overview.language),
        )
        if codes
        else overview.names(by_counts[codes])
        for codes in sorted(by_counts)
    )
