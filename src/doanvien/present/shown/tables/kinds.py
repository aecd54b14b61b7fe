"""How a column is shown whose values are known, and what stands in its empty cells."""

from __future__ import annotations

from datetime import date

import pandas as pd

from doanvien.present.shown.tables.grid import NO_FIGURE
from doanvien.present.shown.tables.table import Kind
from doanvien.reference.columns import WRITTEN, KnownColumn
from doanvien.reference.languages import Language, translator


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
        return kind_by_values(values)
    numeric = pd.api.types.is_numeric_dtype(values) or values.dropna().empty
    if known.kind == "date":
        return "date" if kind_by_values(values) in ("date", "text") else kind_by_values(values)
    if not numeric:
        return "text"
    if known.kind in ("count", "signed", "year", "month") and not _whole(values):
        return "decimal"
    return "year" if known.kind == "month" else known.kind  # type: ignore[return-value]


def kind_by_values(values: pd.Series) -> Kind:
    if pd.api.types.is_datetime64_any_dtype(values) or holds(values, date):
        return "date"
    if not pd.api.types.is_numeric_dtype(values):
        return "text"
    return "count" if len(values.dropna()) and _whole(values) else "decimal"


def _whole(values: pd.Series) -> bool:
    return bool((values.dropna() % 1 == 0).all())


def holds(values: pd.Series, wanted: type) -> bool:
    """Whether every known value of a column is of one type (and there is one)."""
    known = values.dropna()
    if wanted is bool and pd.api.types.is_bool_dtype(values):
        return len(known) > 0
    return (
        values.dtype == object
        and len(known) > 0
        and all(isinstance(value, wanted) for value in known)
    )
