"""What a unit is called: what is no unit, and which names are one."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from doanvien.data.problems import wrong
from doanvien.data.rules.letters import LETTERS_LOST, words_complaint
from doanvien.data.rules.values import units_named
from doanvien.reference.sentences import Sentences
from doanvien.reference.text.names import plain_words
from doanvien.reference.text.words import without_marks, words

_UNSEEN = {"Cc", "Cf", "Co", "Cn"}  # control, zero width, of no script
_NUMBERED = re.compile(r"\W*(?:(?:[ivx]+|[a-h])\d*|\d+)(?:\W+\d+)*\W*", re.IGNORECASE)
_NO_UNIT = re.compile(
    r"(?:[ivx]+ |\d+ )?(?:(?:tong(?: cong| so| hop)?|cong(?: don)?)"
    r"(?: (?:toan (?:tinh|thanh pho|tp|huyen|nganh)|chung|khoi .+|cac .+|\d+ don vi))?"
    r"|(?:toan|ca) (?:tinh|thanh pho|tp|huyen|nganh|nuoc)|(?:so lieu )?chung|trong do(?: .+)?"
    r"|(?:cong )?luy ke|tc|n a|(?:grand |sub ?)?total)(?: (?:[ivxabcd]+|\d+))*"
)
# What stands above, beside or under a table.
_OF_TABLE = re.compile(
    r"(?:so )?s?tt|(?:ten )?(?:don vi|cong doan)|ghi chu|(?:muc|phan) (?:[ivx]+|\d+)"
    r"|nguoi (?:lap|bao cao|tong hop)(?: .+)?|tm ban .+|kt chu tich(?: .+)?|noi nhan(?: .+)?"
)
# "Ông Ích Khiêm" and "Bà Chúa Xứ" are places and schools.
_PERSON = re.compile(
    r"(?:(?:ông|bà|chị)\s*[.:]|(?:đ/c|đồng chí|(?:phó )?chủ tịch)[\s.:])[\s.:]*"
    r"(?:[^\W\d_]+\s+){1,3}[^\W\d_]+",
    re.IGNORECASE,
)
_ABBREVIATIONS = {
    "h": "huyện",
    "q": "quận",
    "p": "phường",
    "x": "xã",
    "tx": "thị xã",
    "tp": "thành phố",
    "tt": "thị trấn",
    "cđ": "công đoàn",
    "cđx": "công đoàn xã",
    "cđp": "công đoàn phường",
    "cđn": "công đoàn ngành",
    "cđcs": "công đoàn cơ sở",
    "lđlđ": "liên đoàn lao động",
    "cty": "công ty",
    "kcn": "khu công nghiệp",
    "kcnc": "khu công nghệ cao",
}
(_AND,) = words("và")
_SHORT = {words(short)[0]: words(long) for short, long in _ABBREVIATIONS.items()}
# What stands before the name of the place or enterprise and does not make another unit of it.
_ORGANISATIONS = tuple(map(words, ("liên đoàn lao động", "công đoàn cơ sở", "công đoàn")))
_LEVELS = {
    words(level): level
    for level in ("huyện", "quận", "phường", "xã", "thị xã", "thành phố", "thị trấn", "đặc khu")
}
# Only a name typed without any accents has a level without accents: Quan Sơn is no quận.
_BARE_LEVELS = {without_marks(level): name for level, name in _LEVELS.items()}


def name_complaint(text: str) -> Sentences | None:
    """What is wrong with a text as a name; None if nothing."""
    if not text.isprintable() and any(
        unicodedata.category(a) in _UNSEEN for a in text if a != "\n"
    ):
        return wrong("the name holds a character that cannot be seen.", "Type the name anew.")
    return words_complaint(text)


def unit_complaint(text: str) -> Sentences | None:
    """What is wrong with a text as the name of a unit; None if nothing."""
    if complaint := name_complaint(text):
        return complaint
    if "?" in text:
        return LETTERS_LOST
    if _PERSON.fullmatch(text):
        return wrong(
            "the cell seems to name a person; only counts per unit may enter (Law 91/2025/QH15 on "
            "personal data protection).",
            "Write the name of the unit.",
        )
    if _NUMBERED.fullmatch(text) or not any(map(str.isalpha, text)):
        return wrong("{value} is the number of a line, no unit.", "Write the name of the unit.")
    if _OF_TABLE.fullmatch(plain_words(text)):
        return wrong("{value} is a heading or a signature of a table, no unit.", "Delete the row.")
    if _NO_UNIT.fullmatch(plain_words(text)):
        return wrong(
            "{value} is a sum in a table, no unit.",
            "Leave unit empty in the row of the whole province; delete other sums.",
        )
    return None


def units_complaint(text: str) -> Sentences | None:
    """The same for a list of units."""
    return next(filter(None, map(unit_complaint, units_named(text))), None)


class UnitName(NamedTuple):
    """A name taken apart: "LĐLĐ H. Hoằng Hoá" is ("huyện", "hoang hoa" and its marks).

    Two units of one level and ``name`` are one unit, however they are written: the one comparison
    of units, in a data set and between a form and its data set.
    """

    level: str
    name: str


@cache
def unit_name(text: str) -> UnitName:
    """What a name says, whatever its capitals, blanks, points, places of accents, "và" or "&", and
    the zero before a number."""
    written = [word.lstrip("0") or word for word in words(text) if word != _AND]
    key = tuple(word for one in written for word in _SHORT.get(one, (one,)))
    for organisation in _ORGANISATIONS:
        if rest := _after(key, organisation):
            key = rest
            break
    for start, level in (_BARE_LEVELS | _LEVELS if text.isascii() else _LEVELS).items():
        if rest := _after(key, start):
            return UnitName(level, " ".join(rest))
    return UnitName("", " ".join(key))


def _after(key: tuple[str, ...], start: tuple[str, ...]) -> tuple[str, ...]:
    """The words after others; none where a name does not begin so, or has no more."""
    return key[len(start) :] if key[: len(start)] == start else ()
