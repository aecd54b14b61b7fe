"""What a chapter or a table is called where there is room for few letters: on a sheet's tab."""

from __future__ import annotations

from functools import cache

from doanvien.reference.files import read_table
from doanvien.reference.languages import Language, text_of


def sheet_title(name: str, language: Language) -> str:
    """The short title of a chapter or table of ours, "Chỉ tiêu"; "" for one of somebody else.

    A table on one of the two maps ("checks-63") is called as the table is.
    """
    titles = _titles()
    row = titles.get(name) or titles.get(name.removesuffix("-63").removesuffix("-34"))
    return text_of(row, "title", language) if row else ""


@cache
def _titles() -> dict[str, dict[str, str]]:
    return {row["name"]: row for row in read_table("sheets.csv")}
