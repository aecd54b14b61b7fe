"""Any tidy frame of an analyst as a table: the kind of a column follows from its values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from doanvien.present.shown.misuse import check_columns, check_kinds
from doanvien.present.shown.names import name_from
from doanvien.present.shown.table import Column, Kind, NativeChart, Table
from doanvien.reference.languages import Language, translator


def table_from_frame(
    frame: pd.DataFrame,
    caption: str,
    language: Language = "vi",
    name: str | None = None,
    *,
    kinds: Mapping[str, Kind] | None = None,
    titles: Mapping[str, str] | None = None,
    notes: Iterable[str] = (),
    chart: NativeChart | None = None,
    sheet: str | None = None,
) -> Table:
    """A table of every column of `frame`, in order; a named or non-default index comes first.

    Whole numbers become counts, other numbers decimals, dates dates, truth values "có"/"không"
    ("yes"/"no"), all else text. Shares cannot be told from decimals: say so with
    `kinds={"rate": "percent"}`. `titles` gives column titles; otherwise a column shows its name.
    Spans of time become days. Without `name`, ids come from the caption. Raises NotShown where
    `kinds` or `titles` name no column, or a kind does not exist.
    """
    tidy = _with_text_names(_with_index(frame))
    kinds = {_text_name(column): kind for column, kind in (kinds or {}).items()}
    titles = {_text_name(column): title for column, title in (titles or {}).items()}
    check_columns(kinds, "kinds", tidy.columns, language)
    check_columns(titles, "titles", tidy.columns, language)
    check_kinds(kinds, language)
    tidy = _with_plain_times(_with_words_for_truth(tidy, language))
    columns = []
    seen: set[str] = set()
    for column in tidy.columns:
        title = _unique(titles.get(column, column).strip() or "?", seen)
        columns.append(Column(column, title, kinds.get(column) or _kind(tidy[column])))
    return Table(
        name=name or name_from(caption, "table"),
        caption=caption,
        columns=tuple(columns),
        rows=tidy,
        language=language,
        notes=tuple(notes),
        chart=chart,
        sheet=sheet,
    )


def _with_index(frame: pd.DataFrame) -> pd.DataFrame:
    default = isinstance(frame.index, pd.RangeIndex) and frame.index.name is None
    return frame.copy() if default else frame.reset_index()


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
    known = values.dropna()
    whole = len(known) > 0 and bool((known % 1 == 0).all())
    return "count" if whole else "decimal"


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
