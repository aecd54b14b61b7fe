"""Axes as a reader reads them, whoever drew them: seaborn writes the name of a column on an axis,
and from that name the table of columns knows the title and how its numbers are written.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING, Any

from doanvien.present.shown.figures.legend import legend_of, put_above
from doanvien.present.words.formats import (
    format_count,
    format_decimal,
    format_percent,
    format_signed,
)
from doanvien.present.words.phrases import Words
from doanvien.reference.calendar.days import write_month_of_year
from doanvien.reference.columns import WRITTEN, ColumnKind, KnownColumn, known_column

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.figure import Figure as Drawing

LONGEST_LABEL = 30  # letters of a category beside a horizontal bar, before it goes on below
LONGEST_ROW = 52  # letters of a legend, samples of colour counted, that fit over a drawing
ROW = 0.44  # inches for one category
LEGEND_ROW = 0.22  # inches for one line of the legend
FRAME = 0.75  # inches for the axis below
LEFT_ALONE = ("FixedFormatter", "FuncFormatter", "PercentFormatter", "StrMethodFormatter")


def has_data(drawing: Drawing) -> bool:
    """Whether anything is drawn in any of the axes; a line across all of them alone is nothing."""
    return any(
        axes.has_data() and all(map(isfinite, axes.dataLim.get_points().flat))
        for axes in drawing.axes
    )


def dress(drawing: Drawing, words: Words) -> None:
    """Titles for the names of columns, numbers in the report's language, codes in words, room for
    every category. What an analyst has set differently is left as it is."""
    for axes in drawing.axes:
        x, y = known_column(axes.get_xlabel()), known_column(axes.get_ylabel())
        _dress_axis(axes.xaxis, x, words)
        _dress_axis(axes.yaxis, y, words)
        _name_categories(axes.xaxis, x, words)
        if _name_categories(axes.yaxis, y, words):
            _make_room(drawing, axes)
    _dress_legend(drawing, words)


def _dress_axis(axis: Axis, known: KnownColumn | None, words: Words) -> None:
    if known is not None:
        title = "" if known.kind in ("date", *WRITTEN) else known.title(words.language)
        axis.set_label_text(title)
    if _is_categorical(axis) or type(axis.get_major_formatter()).__name__ in LEFT_ALONE:
        return
    if (known is not None and known.kind == "date") or _is_dated(axis):
        _dress_days(axis, words)
    else:
        _dress_numbers(axis, known.kind if known else None, words)


def _dress_numbers(axis: Axis, kind: ColumnKind | None, words: Words) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    if kind in ("count", "signed", "year", "month"):
        axis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    write = number_writer(kind, words)
    axis.set_major_formatter(FuncFormatter(lambda value, _: write(value)))


def number_writer(kind: ColumnKind | None, words: Words) -> Callable[[float], str]:
    """How a number of a kind is written on an axis; of an unknown kind, as a plain number."""
    language = words.language
    writers: dict[Any, Callable[[float], str]] = {
        "count": lambda value: format_count(value, language),
        "signed": lambda value: format_signed(value, language),
        "percent": lambda value: format_percent(value, language, 0),
        "year": lambda value: str(round(value)),
        "month": lambda value: words.month(round(value)) if 1 <= round(value) <= 12 else "",
    }
    return writers.get(kind, lambda value: format_decimal(value, language))


def _dress_days(axis: Axis, words: Words) -> None:
    from matplotlib.dates import AutoDateLocator, num2date
    from matplotlib.ticker import FuncFormatter

    axis.set_major_locator(AutoDateLocator(minticks=2, maxticks=4))
    axis.set_major_formatter(
        FuncFormatter(lambda value, _: _day_written(num2date(value).date(), words))
    )


def _day_written(day: date, words: Words) -> str:
    """A day on an axis; the first of a month, which such an axis mostly shows, in short."""
    return write_month_of_year(day, words.language) if day.day == 1 else words.day(day)


def _is_categorical(axis: Axis) -> bool:
    return type(axis.get_major_formatter()).__name__ == "StrCategoryFormatter"


def _is_dated(axis: Axis) -> bool:
    return "Date" in type(axis.get_major_formatter()).__name__


def _name_categories(axis: Axis, known: KnownColumn | None, words: Words) -> bool:
    """Codes in words, long names in lines; whether the axis has categories at all."""
    if not _is_categorical(axis):
        return False
    found = [label.get_text() for label in axis.get_ticklabels()]
    named = [_worded(text, known, words) for text in found]
    axis.set_ticks(axis.get_ticklocs(), [textwrap.fill(text, LONGEST_LABEL) for text in named])
    return True


def _worded(text: str, known: KnownColumn | None, words: Words) -> str:
    try:
        return words.code(known.kind, text) if known else text
    except LookupError:
        return text


def _make_room(drawing: Drawing, axes: Axes) -> None:
    """The height that the categories of horizontal bars need, where they are alone."""
    import matplotlib

    usual = tuple(matplotlib.rcParams["figure.figsize"])
    if len(drawing.axes) > 1 or tuple(drawing.get_size_inches()) != usual:
        return
    lines = sum(label.get_text().count("\n") * 0.5 + 1 for label in axes.get_yticklabels())
    drawing.set_figheight(FRAME + ROW * max(1.0, lines))


def _dress_legend(drawing: Drawing, words: Words) -> None:
    """Codes of the legend in words, and its place above the drawing."""
    legend = legend_of(drawing)
    if legend is None:
        return
    title = legend.get_title().get_text()
    known = known_column(title)
    if known is not None:
        for text in legend.get_texts():
            text.set_text(_in_legend(text.get_text(), known, words))
    rows = put_above(drawing, legend, LONGEST_ROW, "" if known else title)
    drawing.set_figheight(drawing.get_figheight() + LEGEND_ROW * rows)


def _in_legend(text: str, known: KnownColumn, words: Words) -> str:
    """A code in words, a year as a year where the column holds numbers."""
    if known.kind == "year":
        try:
            return number_writer("year", words)(float(text))
        except ValueError:
            return text
    return _worded(text, known, words)
