"""Showing things in a notebook. Each call puts into the cell's output what the reader sees and what
the exporters need, so that whatever is shown is in the page and, a table, in the workbook too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd
from IPython.display import display

from doanvien.present.cover import Cover
from doanvien.present.figure import Figure
from doanvien.present.frames import table_from_frame
from doanvien.present.names import name_from
from doanvien.present.table import Kind, NativeChart, Table
from doanvien.present.text import Role, Sentences
from doanvien.present.tiles import Tile, Tiles
from doanvien.reference.languages import Language

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing


class Shown(Protocol):
    """Anything that can put itself into a cell's output."""

    def bundle(self) -> dict[str, Any]: ...


def show_table(
    table: Table | pd.DataFrame,
    caption: str = "",
    language: Language = "vi",
    name: str | None = None,
    *,
    kinds: Mapping[str, Kind] | None = None,
    titles: Mapping[str, str] | None = None,
    notes: Iterable[str] = (),
    chart: NativeChart | None = None,
    sheet: str | None = None,
) -> None:
    """Show a table, or any tidy frame under a caption.

    The other arguments are for a frame: see `present.frames.table_from_frame`.
    """
    if isinstance(table, pd.DataFrame):
        if not caption.strip():
            raise ValueError("Give the table a caption: show_table(frame, caption='…').")
        table = table_from_frame(
            table,
            caption,
            language,
            name,
            kinds=kinds,
            titles=titles,
            notes=notes,
            chart=chart,
            sheet=sheet,
        )
    _show(table)


def show_figure(
    figure: Figure | Drawing,
    caption: str = "",
    alt: str = "",
    language: Language = "vi",
    name: str | None = None,
) -> None:
    """Show a figure, or any matplotlib drawing under a caption; the drawing is closed.

    The other arguments are for a drawing. `alt` tells somebody who cannot see it what it shows, in
    more than 20 characters and other than the caption. Without `name`, ids come from the caption.
    """
    if not isinstance(figure, Figure):
        if not caption.strip():
            raise ValueError("Give the figure a caption: show_figure(drawing, caption='…').")
        figure = Figure(name or name_from(caption, "figure"), caption, alt, figure, language)
    _show(figure)


def show_tiles(tiles: Sequence[Tile]) -> None:
    """Show headline values side by side; nothing when there are none."""
    if tiles:
        _show(Tiles(tuple(tiles)))


def show_text(
    text: str | Sequence[str] | Sentences, role: Role = "paragraph", language: Language = "vi"
) -> None:
    """Show sentences; nothing when there are none."""
    if isinstance(text, str):
        text = (text,)
    if not isinstance(text, Sentences):
        text = Sentences(role, tuple(text), language)
    if text.sentences:
        _show(text)


def show_cover(cover: Cover) -> None:
    """Show what the report is about."""
    _show(cover)


def _show(thing: Shown) -> None:
    display(thing.bundle(), raw=True)
