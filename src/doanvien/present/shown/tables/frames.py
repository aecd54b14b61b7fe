"""A frame as a table: columns by the table of columns, by their values where it does not know them.

A frame of a chapter brings its caption, notes and words along (see `origin`); an analyst's own
frame needs a caption and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import pandas as pd

from doanvien.present.shown import session
from doanvien.present.shown.misuse import NotShown, check_caption, check_columns, check_kinds
from doanvien.present.shown.names import name_from
from doanvien.present.shown.tables.kinds import kind_by_values, kind_of, missing_word
from doanvien.present.shown.tables.origin import Origin, origin_of
from doanvien.present.shown.tables.table import Bars, Column, Kind, NativeChart, Table
from doanvien.present.shown.tables.tidied import (
    text_name,
    unique,
    with_index,
    with_plain_times,
    with_text_names,
    with_words_for_codes,
    with_words_for_truth,
    without_idle_columns,
)
from doanvien.present.words.phrases import Words
from doanvien.present.words.tone import Tone
from doanvien.reference.columns import known_column
from doanvien.reference.languages import Language
from doanvien.reference.places import the_country
from doanvien.reference.sentences import sentence


def table_from_frame(
    frame: pd.DataFrame,
    caption: str = "",
    language: Language | None = None,
    name: str | None = None,
    *,
    kinds: Mapping[str, Kind] | None = None,
    titles: Mapping[str, str] | None = None,
    notes: Iterable[str] | None = None,
    chart: NativeChart | None = None,
    sheet: str | None = None,
    bars: str | None = None,
    mark: str | None = None,
    book: Collection[str] = (),
) -> Table:
    """A table of every column of `frame`, in order; an index with a name or of texts comes first.

    Columns of ``columns.csv`` have their title and kind; of others, whole numbers become counts,
    other numbers decimals, dates dates, truth values "có"/"không", all else text, under the name of
    the column. Spans of time become days. ``kinds`` and ``titles`` go before both. Without `name`,
    that of the chapter's frame is taken, else one is made from the caption.

    Raises NotShown where a caption is missing, `kinds` or `titles` name no column, a kind does not
    exist, or the report that the frame came from has been closed.
    """
    origin = origin_of(frame)
    if origin is not None and origin.source.closed:
        raise session.closed_error(origin.source.words.language)
    still = origin is not None and origin.is_still(frame)
    as_file = bool(origin and origin.as_file and still)
    speaks = language or (origin.source.words.language if origin else session.language_in_use())
    caption = caption or _own_caption(frame, speaks, still=still or origin is None)
    check_caption(caption, 'show_table(df, "…")', speaks)
    words = origin.source.words if origin else Words(speaks, the_country())
    said = origin.words_of(frame) if origin is not None and still else {}
    own = frame.attrs.get("notes", ()) if still else ()
    heads = dict(origin.titles) if origin is not None else {}

    tidy = with_text_names(
        with_index(
            without_idle_columns(frame, {at[1] for at in said}) if still and not as_file else frame
        )
    )
    kinds = {text_name(column): kind for column, kind in (kinds or {}).items()}
    titles = {text_name(column): title for column, title in (titles or {}).items()}
    check_columns(kinds, "kinds", tidy.columns, speaks)
    check_columns(titles, "titles", tidy.columns, speaks)
    check_kinds(kinds, speaks)
    check_columns([bars] if bars else [], "bars", tidy.columns, speaks)
    check_columns(book, "book", frame.columns, speaks)
    drawn = Bars(bars, _marks(frame, mark, speaks), _tones(frame, words)) if bars else None
    if not as_file:  # what a file is read for is the codes
        tidy = with_words_for_truth(with_words_for_codes(tidy, words), speaks)
    tidy = with_plain_times(tidy)
    told = own if notes is None else (notes,) if isinstance(notes, str) else notes
    status = origin.source.status if origin else ""
    seen: set[str] = set()
    return Table(
        name=name or _name(origin, caption, still=still),
        caption=caption,
        columns=tuple(
            _data_column(tidy[column], str(column))
            if as_file
            else _column(
                tidy[column], str(column), kinds, {**heads, **titles}, speaks, status, seen
            )
            for column in tidy.columns
        ),
        rows=tidy,
        language=speaks,
        notes=tuple(told),
        chart=chart or _chart(origin, tidy, still=still),
        sheet=sheet or (origin.sheet if origin and still else None),
        as_file=as_file,
        bars=drawn,
        book=tuple(name for name in map(text_name, book) if name in tidy.columns),
        ends=origin.ends if origin and still else 0,
        head=origin.head if origin and still else 0,
        status=status,
        said={(row, column): text for (row, column), text in said.items()},
    )


def _marks(frame: pd.DataFrame, mark: str | None, language: Language) -> tuple[float | None, ...]:
    """Where the line through each bar stands: a column of the frame, or of what it was cut from."""
    if mark is None:
        return ()
    origin = origin_of(frame)
    known = frame if mark in frame.columns or origin is None else origin.made
    check_columns([mark], "mark", known.columns, language)
    return tuple(None if pd.isna(value) else float(value) for value in known.loc[frame.index, mark])


def _tones(frame: pd.DataFrame, words: Words) -> tuple[Tone, ...]:
    """The tone of the verdict in each row; none where there is no such column of codes."""
    verdicts = [name for name in frame.columns if (k := known_column(name)) and k.kind == "verdict"]
    if not verdicts:
        return ()
    return tuple(words.verdict(code).tone for code in frame[verdicts[0]])


def _own_caption(frame: pd.DataFrame, language: Language, *, still: bool) -> str:
    """The caption that came along; NotShown where the frame is no longer what it names."""
    caption = str(frame.attrs.get("caption", ""))
    if still or not caption:
        return caption
    raise NotShown(
        language,
        sentence(
            "This table has become another one than {caption!r}, so it needs a caption of its own. "
            'Write show_table(df, "…").',
            caption=caption,
        ),
    )


def _name(origin: Origin | None, caption: str, *, still: bool) -> str:
    return origin.name if origin is not None and still else name_from(caption, "table")


def _chart(origin: Origin | None, tidy: pd.DataFrame, *, still: bool) -> NativeChart | None:
    """The chapter's chart for Excel, where its columns are still there."""
    chart: NativeChart | None = origin.chart if origin is not None and still else None
    if chart is None or not {chart.category, *chart.values} <= set(tidy.columns):
        return None
    return chart


def _column(
    values: pd.Series,
    name: str,
    kinds: Mapping[str, Kind],
    titles: Mapping[str, str],
    language: Language,
    status: str,
    seen: set[str],
) -> Column:
    known = known_column(name)
    title = titles.get(name) or (known.title(language) if known else name)
    kind = kinds.get(name) or kind_of(values, known)
    return Column(
        name=name,
        title=unique(title.strip() or "?", seen),
        kind=kind,
        missing=missing_word(known, status, language),
        decimals=known.decimals if known and kind in ("percent", "decimal") else None,
    )


def _data_column(values: pd.Series, name: str) -> Column:
    """A column of a file of data: its name for a title, empty cells empty."""
    known = known_column(name)
    percent = known is not None and known.kind == "percent"
    kind: Kind = "percent" if percent else kind_by_values(values)
    numeric = pd.api.types.is_numeric_dtype(values)
    return Column(name, name, "decimal" if kind == "count" and numeric else kind, "", 2)
