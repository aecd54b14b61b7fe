"""Wave effects province by province, and what they say together: frames, forest plot, words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from doanvien.chapters.overview.overview import Overview
from doanvien.chapters.overview.rounds import RoundCount, RoundRow, refusals_by_reason, round_counts
from doanvien.chapters.waves.effects import conclusion, given
from doanvien.chapters.waves.names import days_of, ground_of, interval, two_figures
from doanvien.chapters.waves.ratio_axis import draw_ratio, scale_ratios
from doanvien.measures.waves.effects.of_place import counts as counts_of_waves
from doanvien.present.shown.origin import Said, made_frame, source_of
from doanvien.present.words.phrases import Words, capital
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
    ratio's 95 % limits (NaN where withheld), the effective number of provinces (``kish``)."""
    t, rows = overview.t, []
    for found in round_counts(overview):
        pooled = found.pooled
        if pooled is None:
            continue
        limits = pooled.interval
        rows.append(
            {
                "wave": capital(overview.words.span(found.round.start, found.round.end)),
                "label": capital(indicator(found.indicator).label(overview.language)),
                "indicator": found.indicator,
                "provinces": found.compared,
                "kish": pooled.kish[0],
                "ratio_low": limits[0] if limits else Said(None, t("withheld")),
                "ratio_high": limits[1] if limits else Said(None, t("withheld")),
                "se": pooled.se if limits else None,
                "df": pooled.df if limits else None,
            }
        )
    columns = ("wave", "label", "indicator", "provinces", "kish", "ratio_low", "ratio_high")
    note = t(
        "Common net ratio: Mantel–Haenszel over the provinces in which some units did not take "
        "part; error by leaving out one province at a time, Student's t with one degree of "
        "freedom fewer than the effective number of provinces."
    )
    return made_frame(
        overview,
        rows,
        (*columns, "se", "df"),
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
        "Of {count} provinces with an interval, {more} show a net gain of new members, {fewer} a "
        "net loss; for the others there is not enough evidence",
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
    return [_common(overview, found) for found in round_counts(overview)]


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
    words = Words(overview.language, row.place)
    place = next(r.place for r in overview.provinces if r.place.view.place == row.place)
    net = given(row.count)
    limits = net.estimate.interval if net else None
    extra = net.extra_interval if net else None
    return {
        "province": row.place.slug,
        "wave": days_of(words, row.effect),
        "label": capital(indicator(found.indicator).label(overview.language)),
        "indicator": found.indicator,
        "conclusion": conclusion(place, row.count),
        "ratio_low": limits[0] if limits else None,
        "ratio_high": limits[1] if limits else None,
        "extra_low": two_figures(extra[0]) if extra else None,
        "extra_high": two_figures(extra[1]) if extra else None,
        "compared_with": capital(ground_of(words, row.count)),
        "se": net.estimate.se if net else None,
        "df": net.estimate.df if net else None,
    }


def _drawn(effects: pd.DataFrame) -> pd.DataFrame:
    """The rows on new members of the last round that have an interval."""
    members = effects[effects["indicator"].eq("members_new")]
    return members.dropna(subset=["ratio_low", "ratio_high"]).drop_duplicates(
        "province", keep="last"
    )


def _common(overview: Overview, found: RoundCount) -> str:
    t, words, pooled = overview.t, overview.words, found.pooled
    told = {
        "span": words.span(found.round.start, found.round.end),
        "label": indicator(found.indicator).label(overview.language),
        "count": words.count(found.compared),
    }
    if pooled is None:
        return t(
            "Waves {span}, {label}: fewer than two provinces compare units that took part with "
            "others, so nothing can be concluded for the provinces together.",
            span=told["span"],
            label=told["label"],
        )
    if pooled.interval is None:
        return t(
            "Waves {span}, {label}: too few provinces compare units for a confidence interval; "
            "nothing can be concluded for the country.",
            span=told["span"],
            label=told["label"],
        )
    told["limits"] = interval(words, pooled.interval)
    if pooled.holds_one:
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
