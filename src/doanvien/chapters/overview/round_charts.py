"""The provinces' net ratios as a forest plot, with what they say together below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from doanvien.chapters.overview.overview import Overview
from doanvien.chapters.overview.round_rows import RoundCount, round_counts
from doanvien.chapters.overview.round_tables import caption_of, name_of
from doanvien.chapters.waves.effect_words import ratio
from doanvien.chapters.waves.ratio_axis import draw_ratio, scale_ratios
from doanvien.measures.waves.effects.estimate import Estimate
from doanvien.present.look import INK, new_figure
from doanvien.present.shown.figure import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FEWEST = 2
"""Provinces from which a chart shows more than the table's line."""
ROW_HEIGHT = 0.23
LABEL_SIZE = 9.5


def round_charts(overview: Overview) -> list[Figure]:
    """One forest plot for each round and count in which at least two provinces give an effect."""
    return [
        _forest(overview, found) for found in round_counts(overview) if len(found.rows) >= FEWEST
    ]


def _forest(overview: Overview, found: RoundCount) -> Figure:
    t = overview.t
    lines = [(row.place.short_name(overview.language), row.estimate) for row in found.rows]
    pooled = found.pooled
    drawing, axes = new_figure(height=0.75 + ROW_HEIGHT * (len(lines) + 1.5 * (pooled is not None)))
    for position, (name, estimate) in enumerate(lines):
        draw_ratio(axes, -position, estimate.ratio, estimate.interval)
        _write(overview, axes, -position, name, estimate)
    if pooled is not None:
        y = -len(lines) - 0.5
        axes.axhline(y + 0.75, color=INK, linewidth=0.8)
        draw_ratio(axes, y, pooled.ratio, pooled.interval, marker="D")
        _write(overview, axes, y, t("Together"), pooled, weight="bold")
        lines.append((t("Together"), pooled))
    estimates = [estimate for _, estimate in lines]
    scale_ratios(
        axes,
        [v for e in estimates for v in (e.ratio, *(e.interval or ()))],
        overview.language,
    )
    axes.set_ylim(-len(lines) - (0.1 if pooled is not None else -0.4), 0.7)
    caption = t("Net ratio by province with its 95% interval (hollow: interval withheld)")
    return Figure(
        name=f"effects-{name_of(found)}",
        caption=caption_of(overview, found, caption),
        alt=t(
            "Net ratios of the provinces, 1 being as many as without the wave: {items}.",
            items="; ".join(f"{name} {_numbers(overview, one)}" for name, one in lines),
        ),
        drawing=drawing,
        language=overview.language,
    )


def _write(
    overview: Overview, axes: Axes, y: float, name: str, estimate: Estimate, **font: Any
) -> None:
    """The name left of the axis, the numbers right of it."""
    style: dict[str, Any] = {
        "transform": axes.get_yaxis_transform(),
        "va": "center",
        "fontsize": LABEL_SIZE,
    }
    axes.text(-0.02, y, name, ha="right", **style, **font)
    axes.text(1.02, y, _numbers(overview, estimate), ha="left", **style, **font)


def _numbers(overview: Overview, estimate: Estimate) -> str:
    words, limits = overview.words, estimate.interval
    middle = ratio(words, estimate.ratio)
    if limits is None:
        return words.t("{ratio} (withheld)", ratio=middle)
    return f"{middle} ({ratio(words, limits[0])}–{ratio(words, limits[1])})"
