"""What `doanvien periods` prints: a line for each place, or for each year of one place."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd


def lines_of_places(frame: pd.DataFrame) -> Iterator[str]:
    """Slug, first and last year, last day with a figure; ``frame`` as `data.available` gives it."""
    width = frame["province"].str.len().max()
    for slug, rows in frame.groupby("province"):
        years = f"{rows['start'].min():%Y}-{rows['start'].max():%Y}"
        yield f"{slug:<{width}}  {years}  {rows['last_day'].max():%Y-%m-%d}"


def lines_of_years(frame: pd.DataFrame) -> Iterator[str]:
    """Year, codes of its periods, last day with a figure; ``frame`` is of one place."""
    for year, rows in frame.groupby(frame["start"].dt.year):
        parts = [
            " ".join(
                code.removeprefix(str(year)) for code in rows.loc[rows["kind"] == kind, "period"]
            )
            for kind in ("half", "quarter", "month")
        ]
        yield f"{year}  {'  '.join(parts)}  {rows['last_day'].max():%Y-%m-%d}"
