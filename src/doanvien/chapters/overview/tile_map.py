"""A map of equal squares: the share every province attained, on one scale, readable in grey.

Each square prints its value, so that nobody has to read a shade; the shades go from light to dark
in one colour and stay in order without it. No borders are drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from doanvien.chapters.overview.overview import Overview
from doanvien.measures.country.overview import Standing
from doanvien.present.look import AXIS, INK, PAPER, WIDTH
from doanvien.reference.tile_grid import GridTile, tile_grid

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHADES = ("#eef3f8", "#c3d5e6", "#8fb1d0", "#3f739f", "#12456e")
"""Light to dark; letters on them have a contrast of 4,5:1 or more (WCAG 2.2, 1.4.3)."""
DARK_FROM = 3  # the first shade that asks for white letters
STEPS = (Fraction(1, 2), Fraction(3, 4), Fraction(1), Fraction(5, 4))
FEWEST = Fraction(1, 3)
"""Of the squares that must have a share; a map that is mostly blank tells nothing."""

MARGIN = 0.06


@dataclass(frozen=True)
class _Layout:
    """How a map is set, in squares: width of the drawing, the legend's place; sizes in points.

    Six letters fill a square, so that a phone shows them as large as it can.
    """

    across: float
    west: float  # the drawing begins so far west of the first column
    legend: tuple[float, float]  # column and row, where the map has no province
    legend_step: float
    name_size: float
    value_size: float


LAYOUTS = {
    34: _Layout(7, 0.5, (-0.4, 6.15), 0.5, 8.9, 9.8),
    63: _Layout(8, 0, (0, 7.15), 0.6, 7.8, 8.6),
}
LEGEND_SIZE = 9.5


def draw_map(overview: Overview) -> Axes | None:
    """The map of shares attained; None where less than a third of the provinces has one."""
    from matplotlib.pyplot import subplots

    grid, shown = _shown(overview)
    if not shown:
        return None
    bounds = class_bounds(overview.elapsed)
    rows = 1 + max(tile.row for tile in grid)
    layout = LAYOUTS[len(grid)]
    axes: Axes = subplots(figsize=(WIDTH, WIDTH * rows / layout.across))[1]
    axes.set_axis_off()
    axes.set(xlim=(-layout.west, layout.across - layout.west), ylim=(rows, 0), aspect="equal")
    for tile in grid:
        _draw_tile(axes, overview, tile, shown.get(tile.place.slug), bounds, layout)
    _draw_legend(axes, overview, bounds, layout, len(shown) < len(grid))
    return axes


def map_finding(overview: Overview) -> str:
    """What the squares show, for a caption."""
    t = overview.t
    if overview.elapsed == 1:
        return t("Share attained of the target for new members, by province")
    return t(
        "Share attained of the year's target for new members, by province; {elapsed} of the "
        "year has gone by",
        elapsed=overview.words.percent(overview.elapsed, 0),
    )


def map_described(overview: Overview) -> str:
    """How many provinces are in each class, for who cannot see the map."""
    t, words, bounds = overview.t, overview.words, class_bounds(overview.elapsed)
    _, shown = _shown(overview)
    shades = [shade_of(standing.share or Fraction(0), bounds) for standing in shown.values()]
    counted = [
        t(
            "{count} {count:province|provinces} {class_words}",
            count=words.count(count),
            class_words=label,
        )
        for shade, label in enumerate(_class_words(overview, bounds))
        if (count := shades.count(shade))
    ]
    return t(
        "Map of equal squares, one a province, from north to south: {items}. The values stand "
        "in the table of the ranking.",
        items="; ".join(counted),
    )


def _shown(overview: Overview) -> tuple[tuple[GridTile, ...], dict[str, Standing]]:
    """The squares, and the standings that they show; none where the map would be mostly blank."""
    grid = tile_grid(len(overview.expected))
    here = {(tile.place.slug, tile.place.territory) for tile in grid}
    shown = {
        standing.place.slug: standing
        for standing in overview.members
        if standing.share is not None and (standing.place.slug, standing.place.territory) in here
    }
    return grid, shown if len(shown) >= FEWEST * len(grid) else {}


def class_bounds(elapsed: Fraction) -> tuple[Fraction, ...]:
    """The four bounds between the five shades, in whole per cents of the target.

    The third is the share of the year gone by: darker is ahead of time. The others stand at a half,
    three quarters and five quarters of it, so that the scale is as wide in March as in December.
    """
    return tuple(Fraction(round(step * elapsed * 100), 100) for step in STEPS)


def shade_of(share: Fraction, bounds: tuple[Fraction, ...]) -> int:
    """The place of a share among the shades: how many bounds it reaches."""
    return sum(share >= bound for bound in bounds)


def _draw_tile(
    axes: Axes,
    overview: Overview,
    tile: GridTile,
    standing: Standing | None,
    bounds: tuple[Fraction, ...],
    layout: _Layout,
) -> None:
    share = standing.share if standing else None
    shade = None if share is None else shade_of(share, bounds)
    _square(axes, tile.column, tile.row, 1.0, shade)
    value = "–" if share is None else overview.words.percent(share, 0)
    names = [(line, layout.name_size, "normal") for line in tile.label]
    lines = [*names, (value, layout.value_size, "bold")]
    for position, (text, size, weight) in enumerate(lines):
        axes.text(
            tile.column + 0.5,
            tile.row + 0.5 + 0.27 * (position - (len(lines) - 1) / 2),
            text,
            ha="center",
            va="center",
            fontsize=size,
            fontweight=weight,
            color=_ink(shade),
        )


def _draw_legend(
    axes: Axes, overview: Overview, bounds: tuple[Fraction, ...], layout: _Layout, gaps: bool
) -> None:
    column, row = layout.legend
    side = 0.9 * layout.legend_step
    entries: list[tuple[int | None, str]] = [
        (shade, label) for shade, label in enumerate(_class_words(overview, bounds))
    ]
    entries.reverse()  # the highest on top, as on a scale
    if gaps:
        entries.append((None, overview.t("no share")))
    for position, (shade, label) in enumerate(entries):
        y = row + layout.legend_step * position
        _square(axes, column, y, side, shade)
        axes.text(
            column + side + 0.1, y + side / 2, label, va="center", ha="left", fontsize=LEGEND_SIZE
        )


def _square(axes: Axes, column: float, row: float, side: float, shade: int | None) -> None:
    from matplotlib.patches import Rectangle

    axes.add_patch(
        Rectangle(
            (column + MARGIN / 2, row + MARGIN / 2),
            side - MARGIN,
            side - MARGIN,
            facecolor=PAPER if shade is None else SHADES[shade],
            edgecolor=AXIS,
            linewidth=0.7,
            linestyle=(0, (2, 2)) if shade is None else "solid",
        )
    )


def _ink(shade: int | None) -> str:
    return PAPER if shade is not None and shade >= DARK_FROM else INK


def _class_words(overview: Overview, bounds: tuple[Fraction, ...]) -> list[str]:
    """The five classes in words, from the lowest."""
    t = overview.t
    marks = [overview.words.percent(bound, 0) for bound in bounds]
    between = [t("{low} to under {high}", low=low, high=high) for low, high in pairwise(marks)]
    return [t("under {high}", high=marks[0]), *between, t("{low} and more", low=marks[-1])]
