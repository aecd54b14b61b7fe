"""A table of one view: its name is stable, its caption says which map it is about."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from doanvien.measures.series.view import View
from doanvien.present.report import Report
from doanvien.present.shown.table import Column, NativeChart, Table


def view_table(
    report: Report,
    view: View,
    stem: str,
    caption: str,
    columns: Sequence[Column],
    rows: pd.DataFrame,
    notes: Sequence[str] = (),
    chart: NativeChart | None = None,
) -> Table:
    """A table of ``rows`` under ``caption``; ``stem`` is its name on the report's own map."""
    return Table(
        name=report.name(stem, view),
        caption=report.caption(caption, view),
        columns=tuple(columns),
        rows=rows,
        language=report.language,
        notes=tuple(notes),
        chart=chart,
    )
