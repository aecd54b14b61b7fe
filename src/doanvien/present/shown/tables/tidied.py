"""A frame made ready to be shown: its index a column, its names texts, its codes words."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pandas as pd

from doanvien.present.shown.tables.kinds import holds
from doanvien.present.words.phrases import Words
from doanvien.reference.columns import WRITTEN, known_column
from doanvien.reference.languages import Language, translator


def without_idle_columns(frame: pd.DataFrame, said: Collection[str]) -> pd.DataFrame:
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


def with_index(frame: pd.DataFrame) -> pd.DataFrame:
    """Labels that say something become columns; mere numbers of rows are left out."""
    index = frame.index
    counted = index.name is None and pd.api.types.is_integer_dtype(index) and index.nlevels == 1
    return frame.reset_index(drop=counted)


def with_text_names(frame: pd.DataFrame) -> pd.DataFrame:
    """Column names as unique texts; levels of a pivoted header joined by a dash."""
    seen: set[str] = set()
    frame.columns = [unique(text_name(column), seen) for column in frame.columns]
    return frame


def text_name(column: object) -> str:
    levels = column if isinstance(column, tuple) else (column,)
    return " – ".join(str(part) for part in levels if str(part))


def unique(text: str, seen: set[str]) -> str:
    """`text`, with a counter when an earlier one reads the same; Excel ignores case."""
    candidate, count = text, 1
    while candidate.casefold() in seen:
        count += 1
        candidate = f"{text} ({count})"
    seen.add(candidate.casefold())
    return candidate


def with_words_for_codes(frame: pd.DataFrame, words: Words) -> pd.DataFrame:
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


def with_words_for_truth(frame: pd.DataFrame, language: Language) -> pd.DataFrame:
    t = translator(language)
    words = {True: t("yes"), False: t("no")}
    truths = [column for column in frame.columns if holds(frame[column], bool)]
    return frame.assign(**{column: frame[column].map(words) for column in truths})


def with_plain_times(frame: pd.DataFrame) -> pd.DataFrame:
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
