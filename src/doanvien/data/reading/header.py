"""The first line of a file: which columns it has, lacks, misspells or must not have."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from doanvien.data.problems import Problem, wrong
from doanvien.data.rules.schema import FileSchema
from doanvien.reference.sentences import Sentences
from doanvien.reference.text.names import nearest, plain_words

MOST_COLUMNS = 100
"""More than any file of a data set has, even with own notes; beyond it, one problem tells."""
SEPARATORS = (",", ";", "\t")

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


def separator_of(data: bytes, schema: FileSchema) -> str:
    """What stands between the columns: of comma, semicolon, tab the one that yields most of them.

    A spreadsheet in a Vietnamese locale saves "CSV" with semicolons, "Unicode Text" with tabs.
    """
    first = data.partition(b"\n")[0].decode("utf-8", errors="replace")
    return max(
        SEPARATORS,
        key=lambda mark: sum(cell.strip(' "\r') in schema.by_name for cell in first.split(mark)),
    )


def read_header(file: str, cells: list[str], schema: FileSchema) -> Header:
    """Check the header of ``file``; it is line 1 in every problem."""
    names = [cell.strip() for cell in cells]
    header = Header(len(names))

    def add(column: str, told: Sentences) -> None:
        header.problems.append(Problem.of_file(file, told, 1, column))

    columns = schema.header
    if len(names) > MOST_COLUMNS or names[0].startswith("sep="):
        header.missing = list(schema.by_name)
        add(
            "",
            wrong("the line is a hint for Excel only.", "Delete it.")
            if names[0].startswith("sep=")
            else wrong(
                "the file has {count} columns, {most} at most.",
                "Keep these: {columns}.",
                count=len(names),
                most=MOST_COLUMNS,
                columns=columns,
            ),
        )
        return header
    others = []
    for position, name in enumerate(names):
        if name in header.positions:
            add(name, wrong("the column stands twice.", "Delete one of the two."))
        elif name in schema.by_name:
            header.positions[name] = position
        else:
            others.append((position, name))
    free = {name: name for name in schema.by_name if name not in header.positions}
    for position, name in others:
        meant = nearest(name.lower(), free, limit=1)
        if looks_personal(name):
            told = wrong(
                "the column looks like personal data; only counts per unit may enter "
                "(Law 91/2025/QH15 on personal data protection).",
                "Delete the column with its contents.",
            )
        elif meant:
            header.positions[free.pop(meant[0])] = position
            told = wrong("is not a column of this file.", "Rename it to {name}.", name=meant[0])
        elif name:
            told = wrong(
                "is not a column of this file.",
                "Delete it; allowed are {columns}.",
                columns=columns,
            )
        else:
            told = wrong(
                "column {number} has no name.", "Delete the column or name it.", number=position + 1
            )
        add(name, told)
    header.missing = [name for name in free if not schema.by_name[name].optional]
    for name in header.missing:
        add(
            name,
            wrong("the column is missing.", "Add it; the columns are {columns}.", columns=columns),
        )
    return header


def looks_personal(column: str) -> bool:
    """Whether a column name, with or without diacritics, promises data on a person."""
    letters = pairwise(f" {column}")
    words = "".join(f" {b}" if a.islower() and b.isupper() else b for a, b in letters)  # FullName
    return _PERSONAL.search(plain_words(words)) is not None
