"""Showing things in a notebook. Each call puts into the cell's output what the reader sees and what
the exporters need, so that whatever is shown is in the page and, a table, in the workbook too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, cast, get_args

import pandas as pd
from IPython.display import display

from doanvien.present.shown.cover import Cover
from doanvien.present.shown.figure import SHORTEST_ALT, Figure
from doanvien.present.shown.frames import table_from_frame
from doanvien.present.shown.grid import UnfitCell
from doanvien.present.shown.misuse import NotShown, check_caption, check_language
from doanvien.present.shown.names import name_from
from doanvien.present.shown.sentences import Role, Sentences
from doanvien.present.shown.table import Kind, NativeChart, Table
from doanvien.present.shown.tiles import Tile, Tiles
from doanvien.reference.languages import Language
from doanvien.reference.sentences import sentence

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing


class Shown(Protocol):
    """Anything that can put itself into a cell's output."""

    def bundle(self) -> dict[str, Any]: ...


def show_table(
    table: Table | pd.DataFrame | pd.Series,
    caption: str = "",
    language: Language = "vi",
    name: str | None = None,
    *,
    kinds: Mapping[str, Kind] | None = None,
    titles: Mapping[str, str] | None = None,
    notes: str | Iterable[str] = (),
    chart: NativeChart | None = None,
    sheet: str | None = None,
) -> None:
    """Show a table, or any tidy frame (a row for each line, a column for each thing) or series.

    All other arguments are for a frame or series. ``caption`` is required. A column shows whole
    numbers as counts, other numbers with up to two decimals, dates as dates. For a share (0.5 is
    50%) say ``kinds={"column": "percent"}``; kinds are text, count, signed, percent, decimal, date.
    ``titles={"column": "Title"}`` gives column titles, ``notes`` sentences under the table,
    ``name`` a stable name in page and workbook, ``sheet`` the name of its Excel sheet.
    Raises NotShown, in ``language``, saying what to write instead.
    """
    if not isinstance(table, Table):
        check_language(language)
        frame = _frame(table, language)
        check_caption(caption, 'show_table(df, "…")', language)
        told = (notes,) if isinstance(notes, str) else tuple(notes)
        try:
            table = table_from_frame(
                frame,
                caption,
                language,
                name,
                kinds=kinds,
                titles=titles,
                notes=told,
                chart=chart,
                sheet=sheet,
            )
        except UnfitCell as unfit:
            raise NotShown(language, unfit.sentence) from None
    _show(table)


def show_figure(
    figure: Figure | Drawing | Axes,
    caption: str = "",
    alt: str = "",
    language: Language = "vi",
    name: str | None = None,
) -> None:
    """Show a figure, or any matplotlib drawing under a caption; the drawing is closed.

    A drawing may also be handed over by its axes, as ``df.plot`` and seaborn return them. The other
    arguments are for a drawing. ``alt`` tells somebody who cannot see it what it shows, in more
    than 20 characters and other than the caption. Without ``name``, ids come from the caption.
    Raises NotShown, in ``language``, saying what to write instead.
    """
    if not isinstance(figure, Figure):
        check_language(language)
        drawing = _drawing(figure, language)
        check_caption(caption, 'show_figure(drawing, "…", "…")', language)
        if len(alt.strip()) <= SHORTEST_ALT or alt.strip().casefold() == caption.strip().casefold():
            wanted = sentence(
                "Write after the caption what the figure shows, for those who cannot see it, in "
                "more than {count} characters and other than the caption.",
                count=SHORTEST_ALT,
            )
            raise NotShown(language, wanted)
        figure = Figure(name or name_from(caption, "figure"), caption, alt, drawing, language)
    _show(figure)


def show_tiles(tiles: Sequence[Tile]) -> None:
    """Show headline values side by side; nothing when there are none."""
    if tiles:
        _show(Tiles(tuple(tiles)))


def show_text(
    text: str | Sequence[str] | Sentences, role: Role = "paragraph", language: Language = "vi"
) -> None:
    """Show sentences; nothing when there are none.

    ``role`` is paragraph, lead (larger), verdict (marked "Đánh giá") or caveat (marked "Lưu ý").
    Raises NotShown, in ``language``, saying what to write instead.
    """
    if isinstance(text, str):
        text = (text,)
    if not isinstance(text, Sentences):
        check_language(language)
        _check_text(text, role, language)
        text = Sentences(role, tuple(text), language)
    if text.sentences:
        _show(text)


def show_cover(cover: Cover) -> None:
    """Show what the report is about."""
    _show(cover)


def _show(thing: Shown) -> None:
    display(thing.bundle(), raw=True)


def _frame(table: object, language: str) -> pd.DataFrame:
    if isinstance(table, pd.Series):
        return table.to_frame(table.name if table.name is not None else "")
    if not isinstance(table, pd.DataFrame):
        given = sentence(
            "{given} is not a table. Hand over a pandas frame, such as pd.DataFrame(…).",
            given=type(table).__name__,
        )
        raise NotShown(language, given)
    if not len(table.columns):
        raise NotShown(language, sentence("The table has no column."))
    return table


def _drawing(figure: object, language: str) -> Drawing:
    """The drawing itself, which axes and seaborn's grids know as their `figure`."""
    drawing = getattr(figure, "figure", None)
    if not hasattr(drawing, "savefig"):
        given = sentence(
            "{given} is not a figure. Hand over what new_figure() or df.plot() returns.",
            given=type(figure).__name__,
        )
        raise NotShown(language, given)
    return cast("Drawing", drawing)


def _check_text(text: object, role: str, language: str) -> None:
    if not isinstance(text, Sequence) or not all(isinstance(one, str) for one in text):
        given = sentence(
            "{given} is not a text. Write a sentence, or a list of sentences, in quotes.",
            given=repr(text),
        )
        raise NotShown(language, given)
    if role not in get_args(Role):
        known = ", ".join(get_args(Role))
        wrong = sentence("There is no role {role!r}. Write one of {known}.", role=role, known=known)
        raise NotShown(language, wrong)
