"""The dictionary of titles: what the words of forms say, from ``data/reference/form_terms.csv``.

``where`` is "heading" (titles of columns and lines), "row" (whole names of rows that are no units),
"row_start" (their first words), "unit_start" and "office_start" (first words of units and of
offices) or "measured" (units of measure). ``says`` are pairs such as ``measure=new
subject?=members``; headings.py says what each means.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from doanvien.reference.files import read_table
from doanvien.reference.text.words import without_marks, words

Said = tuple[tuple[str, str], ...]
Key = tuple[str, ...]


class Taken(NamedTuple):
    """What a text says: each term's pairs in their order, and the words that no term has."""

    said: Said
    unknown: tuple[str, ...]

    def all(self, what: str) -> tuple[str, ...]:
        return tuple(value for name, value in self.said if name == what)

    def first(self, what: str) -> str:
        return next(iter(self.all(what)), "")


@lru_cache(maxsize=4096)
def taken_apart(text: str) -> Taken:
    """The terms of a heading, the longest at each place first."""
    key = words(text)
    known = _terms("heading")
    if key == without_marks(key):
        known = _bare_terms("heading")
    longest = _longest()
    said: list[tuple[str, str]] = []
    unknown: list[str] = []
    at = 0
    while at < len(key):
        length = next((size for size in range(longest, 0, -1) if key[at : at + size] in known), 0)
        if length:
            said += known[key[at : at + length]]
        elif not key[at].isdecimal() or at == 0:
            unknown.append(key[at])
        at += length or 1
    return Taken(tuple(said), tuple(unknown))


def row_said(name: str) -> str:
    """What the name of a row says it is: "total", "section", …; "" for the name of a unit."""
    key = words(name)
    for known in (_terms("row"), _bare_terms("row")):
        if key in known:
            return dict(known[key])["row"]
    starts = _terms("row_start")
    for size in range(min(len(key), 4), 0, -1):
        if key[:size] in starts and key[: len(_COMPANY)] != _COMPANY:
            return dict(starts[key[:size]])["row"]
    return ""


def starts_like_unit(name: str) -> bool:
    """Whether a name begins as those of units do ("Huyện", "Công đoàn", "Công ty")."""
    key, starts = words(name), _terms("unit_start")
    return any(key[:size] in starts and len(key) > size for size in range(1, 5))


def names_office(name: str) -> bool:
    """Whether a text names an office ("Ban Thường vụ …"), not a person."""
    key, starts = words(name), _terms("office_start")
    return any(key[:size] in starts for size in range(1, 5))


def measured_in(text: str) -> str:
    """What a cell under "Đơn vị tính" says: "count", "percent", or "" for any other measure."""
    key = words(text)
    return dict(_terms("measured").get(key, (("measured", ""),)))["measured"]


_COMPANY = words("Tổng công ty")


@cache
def _terms(where: str) -> Mapping[Key, Said]:
    rows = [row for row in read_table("form_terms.csv") if row["where"] == where]
    return {words(row["term"]): _pairs(row["says"]) for row in rows}


@cache
def _longest() -> int:
    return max(map(len, _terms("heading")))


@cache
def _bare_terms(where: str) -> Mapping[Key, Said]:
    return {without_marks(term): said for term, said in _terms(where).items()}


def _pairs(says: str) -> Said:
    pairs = (pair.partition("=") for pair in says.split())
    return tuple((name, value) for name, _, value in pairs)
