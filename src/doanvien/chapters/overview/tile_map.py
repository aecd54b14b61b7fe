"""A map of equal squares: how every province stands to its target, by verdict, readable in grey.

A square prints the sign of its verdict and the share attained, so that nobody has to read a shade;
the more there is to be done, the darker it is. No borders are drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from doanvien.chapters.overview.overview import Overview
from doanvien.measures.country.overview import Standing, by_verdict
from doanvien.present.look import AXIS, INK, PAPER, WIDTH
from doanvien.present.words.letters import uncapital
from doanvien.present.words.tone import Tone
from doanvien.reference.sentences import listed
from doanvien.reference.tile_grid import GridTile, tile_grid

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import Rectangle

SHADES: dict[Tone, str] = {
    "neutral": PAPER,
    "good": "#dbe7f1",
    "near": "#8fb1d0",
    "behind": "#12456e",
}
"""Light to dark; letters on them have a contrast of 4,5:1 or more (WCAG 2.2, 1.4.3)."""
LIGHT_LETTERS: Tone = "behind"
FEWEST = Fraction(1, 3)
"""Of the squares that must have a share; a map that is mostly blank tells nothing."""

MARGIN = 0.06


@dataclass(frozen=True)
class _Layout:
    """How a map is set, in squares: width of the drawing; sizes in points.

    Six letters fill a square, so that a phone shows them as large as it can.
    """

    across: float
    west: float  # the drawing begins so far west of the first column
    name_size: float
    value_size: float


LAYOUTS = {
    34: _Layout(7, 0.5, 8.9, 9.3),
    63: _Layout(8, 0, 8.3, 8.3),
}


def draw_map(overview: Overview) -> Axes | None:
    """The map of verdicts; None where less than a third of the provinces has a share."""
    from matplotlib.pyplot import subplots

    grid, shown = _shown(overview)
    if not shown:
        return None
    rows = 1 + max(tile.row for tile in grid)
    layout = LAYOUTS[len(grid)]
    axes: Axes = subplots(figsize=(WIDTH, WIDTH * rows / layout.across))[1]
    axes.set_axis_off()
    axes.set(xlim=(-layout.west, layout.across - layout.west), ylim=(rows, 0), aspect="equal")
    for tile in grid:
        _draw_tile(axes, overview, tile, shown.get(tile.place.slug), layout)
    _add_legend(axes, overview)
    return axes


def map_finding(overview: Overview) -> str:
    """How many provinces have which verdict, for a caption."""
    classes = _classes(overview)
    if not classes:
        return overview.t("Share attained of the target for new members, by province")
    items = [f"{overview.words.count(count)} {uncapital(word)}" for _, word, _, count in classes]
    return overview.t(
        "Target for new members, provinces by verdict: {items}",
        items=listed(items, overview.language),
    )


def map_described(overview: Overview) -> str:
    """Which provinces have which verdict, for who cannot see the map."""
    items = [
        f"{overview.words.verdict(code).word}: "
        + overview.names(standing.place for standing in standings)
        for code, standings in by_verdict(overview.members).items()
    ]
    if not items:
        return overview.t("Map of equal squares, one a province; no province has a verdict yet.")
    return overview.t(
        "Map of equal squares, one a province, from north to south. {items}. The shares stand in "
        "the table of the ranking.",
        items="; ".join(items),
    )


def _classes(overview: Overview) -> list[tuple[str, str, Tone, int]]:
    """Sign, word and tone of each verdict, and how many provinces have it; what is to be dealt with
    first stands first."""
    told = [
        (overview.words.verdict(code), len(standings))
        for code, standings in by_verdict(overview.members).items()
    ]
    order = list(SHADES)
    told.sort(key=lambda one: -order.index(one[0].tone))
    return [(verdict.symbol, verdict.word, verdict.tone, count) for verdict, count in told]


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


def _draw_tile(
    axes: Axes, overview: Overview, tile: GridTile, standing: Standing | None, layout: _Layout
) -> None:
    tone, value = _tone_and_value(overview, standing)
    axes.add_patch(_square(tile.column, tile.row, 1.0, tone))
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
            color=PAPER if tone == LIGHT_LETTERS else INK,
        )


def _tone_and_value(overview: Overview, standing: Standing | None) -> tuple[Tone | None, str]:
    """The share with the sign of its verdict; a share that may not be judged has none."""
    if standing is None or standing.share is None or standing.attainment is None:
        return None, "–"
    value = overview.words.percent(standing.share, 0)
    if not standing.rankable:
        return "neutral", value
    verdict = overview.words.verdict(standing.attainment.verdict)
    return verdict.tone, f"{verdict.symbol}{value}"


def _add_legend(axes: Axes, overview: Overview) -> None:
    entries: list[tuple[Tone | None, str]] = [
        (tone, f"{symbol} {word}: {overview.words.count(count)}")
        for symbol, word, tone, count in _classes(overview)
    ]
    judged = sum(count for *_, count in _classes(overview))
    if left := len(overview.expected) - judged:
        entries.append((None, overview.t("no verdict: {count}", count=overview.words.count(left))))
    tones, labels = zip(*entries, strict=True)
    axes.legend([_square(0, 0, 1, tone) for tone in tones], labels)


def _square(column: float, row: float, side: float, tone: Tone | None) -> Rectangle:
    from matplotlib.patches import Rectangle

    return Rectangle(
        (column + MARGIN / 2, row + MARGIN / 2),
        side - MARGIN,
        side - MARGIN,
        facecolor=SHADES[tone or "neutral"],
        edgecolor=AXIS,
        linewidth=0.7,
        linestyle=(0, (2, 2)) if tone is None else "solid",
    )
