"""Showing things in a notebook. Each call puts into the cell's output what the reader sees and what
the exporters need, so that whatever is shown is in the page and, a table, in the workbook too."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, cast, get_args

import pandas as pd
from IPython.display import display

from doanvien.present.shown import nothing, session
from doanvien.present.shown.cover import Cover
from doanvien.present.shown.figures import axes as drawn_axes
from doanvien.present.shown.figures.figure import SHORTEST_ALT, Figure, close
from doanvien.present.shown.misuse import NotShown, check_caption, check_language
from doanvien.present.shown.names import name_from
from doanvien.present.shown.sentences import Role, Sentences
from doanvien.present.shown.tables.frames import table_from_frame
from doanvien.present.shown.tables.grid import UnfitCell
from doanvien.present.shown.tables.table import Kind, NativeChart
from doanvien.present.shown.tiles import Tile, Tiles
from doanvien.present.words.phrases import Words
from doanvien.reference.languages import Language
from doanvien.reference.places import the_country
from doanvien.reference.sentences import sentence

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing


class Shown(Protocol):
    """Anything that can put itself into a cell's output."""

    def bundle(self) -> dict[str, Any]: ...


def show_table(
    table: pd.DataFrame | pd.Series,
    caption: str = "",
    language: Language | None = None,
    name: str | None = None,
    *,
    kinds: Mapping[str, Kind] | None = None,
    titles: Mapping[str, str] | None = None,
    notes: str | Iterable[str] | None = None,
    chart: NativeChart | None = None,
    sheet: str | None = None,
    bars: str | None = None,
    mark: str | None = None,
    book: Collection[str] = (),
) -> None:
    """Show a frame or a series as a table, in the page, in the workbook and here.

    A frame of a chapter needs nothing more, also after ``query``, ``sort_values``, ``assign`` or a
    selection of columns. Any other frame (a row for each line, a column for each thing) needs a
    ``caption``. Columns of ``data/reference/columns.csv`` have their title and kind; others show
    whole numbers as counts, other numbers with up to two decimals, dates as dates, under their own
    name. For a share (0.5 is 50%) say ``kinds={"column": "percent"}``; kinds are text, count,
    signed, percent, decimal, date, year. ``titles={"column": "Title"}`` gives titles, ``notes``
    sentences under the table, ``name`` a stable name in page and workbook, ``sheet`` the name of
    its Excel sheet. ``bars`` names a column of shares to draw as bars, coloured by the frame's
    verdict where it has one, ``mark`` another with where a line crosses each bar, as "elapsed".
    Columns in ``book`` are in the workbook only. ``language`` is another than the report's.
    Raises NotShown, in that language, saying what to write instead.
    """
    check_language(language or session.language_in_use())
    session.check_not_refused(language or session.language_in_use())
    frame = _frame(table, language or session.language_in_use())
    if not len(frame):
        _show_nothing(language or session.language_in_use())
        return
    try:
        shown = table_from_frame(
            frame,
            caption,
            language,
            name,
            kinds=kinds,
            titles=titles,
            notes=notes,
            chart=chart,
            sheet=sheet,
            bars=bars,
            mark=mark,
            book=book,
        )
    except UnfitCell as unfit:
        raise NotShown(language or session.language_in_use(), unfit.sentence) from None
    _show(shown)


def show_figure(
    figure: Axes | Drawing | None,
    caption: str = "",
    alt: str = "",
    language: Language | None = None,
    name: str | None = None,
) -> None:
    """Show a drawing of seaborn, pandas or matplotlib under a caption; the drawing is closed.

    ``figure`` is what ``sns.…`` and ``df.plot`` return. Names of known columns on its axes become
    their titles, and numbers are written in the report's language. ``alt`` tells somebody who
    cannot see it what it shows, in more than 20 characters and other than the caption. Without
    ``name``, ids come from the caption. A drawing of nothing, or None, says that there is nothing.
    Raises NotShown, in ``language``, saying what to write instead.
    """
    speaks = language or session.language_in_use()
    check_language(speaks)
    session.check_not_refused(speaks)
    if figure is None:
        _show_nothing(speaks)
        return
    drawing = _drawing(figure, speaks)
    if not drawn_axes.has_data(drawing):
        close(drawing)
        _show_nothing(speaks)
        return
    check_caption(caption, 'show_figure(axes, "…", alt="…")', speaks)
    if len(alt.strip()) <= SHORTEST_ALT or alt.strip().casefold() == caption.strip().casefold():
        wanted = sentence(
            "Write after the caption what the figure shows, for those who cannot see it, in "
            "more than {count} characters and other than the caption.",
            count=SHORTEST_ALT,
        )
        raise NotShown(speaks, wanted)
    drawn_axes.dress(drawing, Words(speaks, the_country()))
    _show(Figure(name or name_from(caption, "figure"), caption, alt, drawing, speaks))


def show_tiles(tiles: Sequence[Tile]) -> None:
    """Show headline values side by side."""
    session.check_not_refused(session.language_in_use())
    if tiles:
        _show(Tiles(tuple(tiles)))
    else:
        _show_nothing(session.language_in_use())


def show_text(
    text: str | Sequence[str], role: Role = "paragraph", language: Language | None = None
) -> None:
    """Show sentences.

    ``role`` is paragraph, lead (larger), verdict (marked "Đánh giá"), action (marked "Cần chỉ
    đạo"), quote (to be copied) or caveat (marked "Lưu ý").
    Raises NotShown, in ``language``, saying what to write instead.
    """
    speaks = language or session.language_in_use()
    check_language(speaks)
    session.check_not_refused(speaks)
    sentences = (text,) if isinstance(text, str) else text
    _check_text(sentences, role, speaks)
    told = tuple(one for one in sentences if one)
    if told:
        _show(Sentences(role, told, speaks))
    else:
        _show_nothing(speaks)


def show_cover(cover: Cover) -> None:
    """Show what the report is about."""
    _show(cover)


def _show(thing: Shown) -> None:
    display(thing.bundle(), raw=True)


def _show_nothing(language: Language) -> None:
    display(nothing.bundle(language), raw=True, metadata=nothing.EMPTY)


def _frame(table: object, language: Language) -> pd.DataFrame:
    if isinstance(table, pd.Series):
        return table.to_frame(table.name if table.name is not None else "")
    if not isinstance(table, pd.DataFrame):
        given = sentence(
            "{given} is not a table. Hand over a pandas frame, such as pd.DataFrame(…).",
            given=type(table).__name__,
        )
        raise NotShown(language, given)
    if len(table) and not len(table.columns):
        raise NotShown(language, sentence("The table has no column."))
    return table


def _drawing(figure: object, language: Language) -> Drawing:
    """The drawing itself, which axes and seaborn's grids know as their `figure`."""
    drawing = getattr(figure, "figure", None)
    if not hasattr(drawing, "savefig"):
        given = sentence(
            "{given} is not a figure. Hand over what sns.barplot(…) or df.plot() returns.",
            given=type(figure).__name__,
        )
        raise NotShown(language, given)
    return cast("Drawing", drawing)


def _check_text(text: object, role: str, language: Language) -> None:
    if not isinstance(text, Sequence) or not all(isinstance(one, str) for one in text):
        given = sentence(
            "{given} is not a text. Write a sentence, or a list of sentences, in quotes.",
            given=repr(text),
        )
        raise NotShown(language, given)
    if role not in get_args(Role):
        raise NotShown(
            language,
            sentence(
                "There is no role {role!r}. Write one of {known}.", role=role, known=get_args(Role)
            ),
        )
