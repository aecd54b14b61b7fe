"""A frame as a table: columns by the table of columns, by their values where it does not know them.

A frame of a chapter brings its caption, notes and words along (see `origin`); an analyst's own
frame needs a caption and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from doanvien.present.shown import session
from doanvien.present.shown.misuse import NotShown, check_caption, check_columns, check_kinds
from doanvien.present.shown.names import name_from
from doanvien.present.shown.tables.grid import NO_FIGURE
from doanvien.present.shown.tables.origin import Origin, origin_of
from doanvien.present.shown.tables.table import Bars, Column, Kind, NativeChart, Table
from doanvien.present.words.phrases import Words
from doanvien.present.words.tone import Tone
from doanvien.reference.columns import WRITTEN, KnownColumn, known_column
from doanvien.reference.languages import Language, translator
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

    tidy = _with_text_names(
        _with_index(
            _without_idle_columns(frame, {at[1] for at in said}) if still and not as_file else frame
        )
    )
    kinds = {_text_name(column): kind for column, kind in (kinds or {}).items()}
    titles = {_text_name(column): title for column, title in (titles or {}).items()}
    check_columns(kinds, "kinds", tidy.columns, speaks)
    check_columns(titles, "titles", tidy.columns, speaks)
    check_kinds(kinds, speaks)
    check_columns([bars] if bars else [], "bars", tidy.columns, speaks)
    check_columns(book, "book", frame.columns, speaks)
    drawn = Bars(bars, _marks(frame, mark, speaks), _tones(frame, words)) if bars else None
    if not as_file:  # what a file is read for is the codes
        tidy = _with_words_for_truth(_with_words_for_codes(tidy, words), speaks)
    tidy = _with_plain_times(tidy)
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
        book=tuple(name for name in map(_text_name, book) if name in tidy.columns),
        ends=origin.ends if origin and still else 0,
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
        title=_unique(title.strip() or "?", seen),
        kind=kind,
        missing=missing_word(known, status, language),
        decimals=known.decimals if known and kind in ("percent", "decimal") else None,
    )


def _data_column(values: pd.Series, name: str) -> Column:
    """A column of a file of data: its name for a title, empty cells empty."""
    known = known_column(name)
    percent = known is not None and known.kind == "percent"
    kind: Kind = "percent" if percent else _kind(values)
    numeric = pd.api.types.is_numeric_dtype(values)
    return Column(name, name, "decimal" if kind == "count" and numeric else kind, "", 2)


def missing_word(known: KnownColumn | None, status: str, language: Language) -> str | None:
    """What stands in an empty cell: what is missing has three names, and what is not due has "–".

    Not published (published data), not reported yet (reported data), cannot be computed.
    """
    if known is None or known.missing == "none":
        return NO_FIGURE
    t = translator(language, status)
    return t("cannot be computed") if known.missing == "computed" else t("not published")


def kind_of(values: pd.Series, known: KnownColumn | None) -> Kind:
    """How a column is shown: as the table of columns has it, unless its values do not allow it."""
    if known is None or known.kind in WRITTEN:
        return _kind(values)
    numeric = pd.api.types.is_numeric_dtype(values) or values.dropna().empty
    if known.kind == "date":
        return "date" if _kind(values) in ("date", "text") else _kind(values)
    if not numeric:
        return "text"
    if known.kind in ("count", "signed", "year", "month") and not _whole(values):
        return "decimal"
    return "year" if known.kind == "month" else known.kind  # type: ignore[return-value]


def _without_idle_columns(frame: pd.DataFrame, said: Collection[str]) -> pd.DataFrame:
    """A chapter's frame without the columns that no row has anything to say in; ``said`` are those
    with words of their own."""
    idle = [
        name
        for name in frame.columns
        if (known := known_column(name)) is not None
        and known.missing == "none"
        and name not in said
        and (frame[name].isna() | frame[name].eq("")).all()
    ]
    return frame.drop(columns=idle) if len(frame) and len(idle) < len(frame.columns) else frame


def _with_index(frame: pd.DataFrame) -> pd.DataFrame:
    """Labels that say something become columns; mere numbers of rows are left out."""
    index = frame.index
    counted = index.name is None and pd.api.types.is_integer_dtype(index) and index.nlevels == 1
    return frame.reset_index(drop=counted)


def _with_text_names(frame: pd.DataFrame) -> pd.DataFrame:
    """Column names as unique texts; levels of a pivoted header joined by a dash."""
    seen: set[str] = set()
    frame.columns = [_unique(_text_name(column), seen) for column in frame.columns]
    return frame


def _text_name(column: object) -> str:
    levels = column if isinstance(column, tuple) else (column,)
    return " – ".join(str(part) for part in levels if str(part))


def _unique(text: str, seen: set[str]) -> str:
    """`text`, with a counter when an earlier one reads the same; Excel ignores case."""
    candidate, count = text, 1
    while candidate.casefold() in seen:
        count += 1
        candidate = f"{text} ({count})"
    seen.add(candidate.casefold())
    return candidate


def _with_words_for_codes(frame: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Codes of known columns in words; what is no code stays as it is."""
    worded = {}
    for column in frame.columns:
        known = known_column(column)
        if known is not None and known.kind in WRITTEN - {"text", "truth"}:
            worded[column] = frame[column].map(lambda code, k=known: _worded(words, k.kind, code))
    return frame.assign(**worded)


def _worded(words: Words, kind: str, code: Any) -> Any:
    try:
        return words.code(kind, code) if isinstance(code, str) and code else None
    except LookupError:
        return code


def _with_words_for_truth(frame: pd.DataFrame, language: Language) -> pd.DataFrame:
    t = translator(language)
    words = {True: t("yes"), False: t("no")}
    truths = [column for column in frame.columns if _holds(frame[column], bool)]
    return frame.assign(**{column: frame[column].map(words) for column in truths})


def _with_plain_times(frame: pd.DataFrame) -> pd.DataFrame:
    """A span of time as a number of days; a moment that is not midnight as a text with its time."""
    plain = {}
    for column in frame.columns:
        values = frame[column]
        if pd.api.types.is_timedelta64_dtype(values):
            plain[column] = values.dt.total_seconds() / 86_400
        elif pd.api.types.is_datetime64_any_dtype(values):
            known = values.dropna()
            if not (known == known.dt.normalize()).all():
                plain[column] = values.dt.strftime("%d/%m/%Y %H:%M")
    return frame.assign(**plain)


def _kind(values: pd.Series) -> Kind:
    if pd.api.types.is_datetime64_any_dtype(values) or _holds(values, date):
        return "date"
    if not pd.api.types.is_numeric_dtype(values):
        return "text"
    return "count" if len(values.dropna()) and _whole(values) else "decimal"


def _whole(values: pd.Series) -> bool:
    return bool((values.dropna() % 1 == 0).all())


def _holds(values: pd.Series, wanted: type) -> bool:
    """Whether every known value of a column is of one type (and there is one)."""
    known = values.dropna()
    if wanted is bool and pd.api.types.is_bool_dtype(values):
        return len(known) > 0
    return (
        values.dtype == object
        and len(known) > 0
        and all(isinstance(value, wanted) for value in known)
    )
