"""The first line of a file: which columns it has, lacks, misspells or must not have."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from doanvien.data.problems import Problem
from doanvien.data.rules.schema import FileSchema
from doanvien.reference.names import nearest, plain_words

MOST_COLUMNS = 100
"""More than any file of a data set has, even with own notes; beyond it, one problem tells."""
LAW = "Law 91/2025/QH15 on personal data protection"

# Whole words of a column name, as plain_words leaves them: "Số thẻ" and "so_the" are "so the".
_PERSONAL = re.compile(
    r"\b(?:ho (?:va )?ten|hoten|ten (?:doan vien|nguoi lao dong|can bo)"
    r"|(?:full|first|last|middle|given|family|sur) ?name"
    r"|cccd|cmnd|cmt|can cuoc|chung minh|ho chieu|passport|(?:so|ma) dinh danh"
    r"|(?:citizen|national|personal|member) id|id card|card (?:no|number|id)"
    r"|(?:so|ma) the|sothe|(?:so|ma) bhxh|ma so thue"
    r"|(?:ngay|nam) (?:thang nam )?sinh|ngaysinh|namsinh|birth ?(?:date|day|year)?|dob"
    r"|(?:so )?dien thoai|sodienthoai|so ?dt|sdt|(?:tele)?phone ?(?:no|number)?|mobile"
    r"|e ?mail|dia chi|address|que quan)\b"
)


@dataclass
class Header:
    """``positions`` maps each column of the schema to its place in the line.

    A column whose name is nearly right counts as the one that is meant, so that its cells are
    checked at once. ``missing``: required columns that are not there; rules on whole rows make no
    sense without them.
    """

    width: int
    positions: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_header(file: str, cells: list[str], schema: FileSchema) -> Header:
    """Check the header of ``file``; it is line 1 in every problem."""
    names = [cell.strip() for cell in cells]
    header = Header(len(names))

    def add(column: str, message: str, remedy: str) -> None:
        header.problems.append(Problem(file, 1, column, "", message, remedy))

    if separator := _other_separator(names):
        header.missing = list(schema.by_name)
        add(
            "",
            f"the columns are separated by {separator}, not by commas",
            f"Save the file as a CSV with commas; its columns are {schema.header}.",
        )
        return header
    if len(names) > MOST_COLUMNS:
        header.missing = list(schema.by_name)
        add(
            "",
            f"the file has {len(names)} columns, {MOST_COLUMNS} at most",
            f"Keep these: {schema.header}.",
        )
        return header
    others = []
    for position, name in enumerate(names):
        if name in header.positions:
            add(name, "the column stands twice", "Delete one of the two.")
        elif name in schema.by_name:
            header.positions[name] = position
        else:
            others.append((position, name))
    free = {name: name for name in schema.by_name if name not in header.positions}
    for position, name in others:
        meant = nearest(name.lower(), free, limit=1)
        if looks_personal(name):
            message = "the column looks like personal data; only counts per unit may enter"
            add(name, f"{message} ({LAW})", "Delete the column with its contents.")
        elif meant:
            header.positions[free.pop(meant[0])] = position
            add(name, "is not a column of this file", f"Rename it to {meant[0]}.")
        elif name:
            add(name, "is not a column of this file", f"Delete it; allowed are {schema.header}.")
        else:
            add("", f"column {position + 1} has no name", "Delete the column or name it.")
    header.missing = [name for name in free if not schema.by_name[name].optional]
    for name in header.missing:
        add(name, "the column is missing", f"Add it; the columns are {schema.header}.")
    return header


def looks_personal(column: str) -> bool:
    """Whether a column name, with or without diacritics, promises data on a person."""
    letters = pairwise(f" {column}")
    words = "".join(f" {b}" if a.islower() and b.isupper() else b for a, b in letters)  # FullName
    return _PERSONAL.search(plain_words(words)) is not None


def _other_separator(names: list[str]) -> str | None:
    """A spreadsheet in a Vietnamese locale saves "CSV" with semicolons."""
    if len(names) > 1:
        return None
    known = {";": "semicolons", "\t": "tabs"}
    return next((known[mark] for mark in known if mark in "".join(names)), None)
