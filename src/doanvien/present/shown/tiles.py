"""Headline values: each with what it is measured against and a verdict in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from html import escape
from typing import Any, get_args

from doanvien.present.words.tone import Tone

TILES_MIME = "application/vnd.doanvien.tiles+json"

IN_JUPYTER = (
    "dl.tiles{display:flex;flex-wrap:wrap;gap:1.2em 2em}.tiles .tile{flex:1 1 14em}"
    ".tiles dt,.tiles dd{float:none;width:auto;margin:0}.tiles .value{font-size:1.4em}"
)
"""Tiles side by side in a notebook, which knows nothing of the report's stylesheet."""


@dataclass(frozen=True)
class Tile:
    """One headline value, every part already formatted for the reader.

    days     which days the value covers, or the day of a level
    against  the total since 1 January, and what it is compared with ("50,98% của 47.855, chỉ tiêu
             thực tăng")
    verdict  the judgement in words; symbol only repeats it; tone only colours it; note its ground
    share    what the result is of the target, for a list of many reports; it stands in against
    year_before  against the same days a year before; it stands below the days that it is of
    """

    label: str
    value: str
    against: str = ""
    verdict: str = ""
    symbol: str = ""
    tone: Tone = "neutral"
    note: str = ""
    days: str = ""
    year_before: str = ""
    share: str = ""

    def __post_init__(self) -> None:
        if self.tone not in get_args(Tone):
            raise ValueError(f"Tile {self.label!r}: tone {self.tone!r} is not {get_args(Tone)}.")
        if self.tone != "neutral" and not self.verdict:
            raise ValueError(f"Tile {self.label!r}: a colour alone tells nothing; give a verdict.")


@dataclass(frozen=True)
class Tiles:
    """A row of tiles."""

    tiles: tuple[Tile, ...]

    def to_html(self) -> str:
        return f'<dl class="tiles">\n{"".join(map(_tile, self.tiles))}</dl>'

    def bundle(self) -> dict[str, Any]:
        """What a notebook puts into the cell's output."""
        return {
            "text/plain": "\n".join(_plain(tile) for tile in self.tiles),
            "text/html": f"<style>{IN_JUPYTER}</style>\n{self.to_html()}",
            TILES_MIME: {"tiles": [asdict(tile) for tile in self.tiles]},
        }

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return self.bundle()


def tiles_from_payload(payload: Mapping[str, Sequence[Mapping[str, Any]]]) -> Tiles:
    """The tiles that made `payload`; `ValueError` when it was not made by tiles."""
    try:
        return Tiles(tuple(Tile(**tile) for tile in payload["tiles"]))
    except (KeyError, TypeError) as error:
        raise ValueError(f"Not the data of tiles: {error!r} is missing or wrong.") from error


def _tile(tile: Tile) -> str:
    mark = f'<span class="symbol" aria-hidden="true">{escape(tile.symbol)}</span> '
    verdict = (mark if tile.symbol else "") + escape(tile.verdict)
    lines = [
        f"<dt>{escape(tile.label)}</dt>",
        f'<dd class="value"><strong>{escape(tile.value)}</strong></dd>',
        f'<dd class="days">{escape(tile.days)}</dd>' if tile.days else "",
        f'<dd class="note">{escape(tile.year_before)}</dd>' if tile.year_before else "",
        f'<dd class="against">{escape(tile.against)}</dd>' if tile.against else "",
        f'<dd class="verdict">{verdict}</dd>' if tile.verdict else "",
        f'<dd class="note">{escape(tile.note)}</dd>' if tile.note else "",
    ]
    return f'<div class="tile {tile.tone}">{"".join(lines)}</div>\n'


def _more(tile: Tile) -> tuple[str, ...]:
    return tile.days, tile.year_before, tile.against, tile.verdict, tile.note


def _plain(tile: Tile) -> str:
    more = [part for part in _more(tile) if part]
    return f"{tile.label}: {tile.value}" + (f" ({'; '.join(more)})" if more else "")
