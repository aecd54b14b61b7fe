"""What a unit is called: what is no unit, and which names are one."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from doanvien.data.problems import wrong
from doanvien.data.rules.letters import words_complaint
from doanvien.data.rules.values import units_named
from doanvien.reference.names import plain_words
from doanvien.reference.sentences import Sentences

_UNSEEN = {"Cc", "Cf", "Co", "Cn"}  # control, zero width, of no script
_NUMBERED = re.compile(r"\W*(?:[ivx]+|\d+|[a-h])(?:\W*\d+)*\W*", re.IGNORECASE)
_NO_UNIT = re.compile(
    r"(?:[ivx]+ |\d+ )?(?:tong(?: cong| so)?|cong|toan (?:tinh|thanh pho|huyen|nganh)|trong do"
    r"|(?:grand |sub ?)?total)(?: (?:[ivxabcd]+|\d+))*"
)
_ORGANISATION = re.compile(r"(?:liên đoàn lao động|lđlđ|công đoàn|cđ)\s+(?=\S)")
_LEVELS = {
    "h": "huyện",
    "q": "quận",
    "p": "phường",
    "x": "xã",
    "tx": "thị xã",
    "tp": "thành phố",
    **{level: level for level in ("huyện", "quận", "phường", "xã", "thị xã", "thành phố")},
    "tt": "thị trấn",
    "thị trấn": "thị trấn",
    "đặc khu": "đặc khu",
}
# Only a name typed without any accents has a level without accents: Quan Sơn is no quận.
_LEVELS |= {plain_words(level): level for level in _LEVELS.values()}
_LEVEL, _BARE_LEVEL = (
    re.compile(rf"({'|'.join(sorted(words, key=len, reverse=True))})(?:\s*\.\s*|\s+)(?=\S)")
    for words in ([word for word in _LEVELS if word in _LEVELS.values() or len(word) < 3], _LEVELS)
)
_TONES = dict.fromkeys("\u0300\u0301\u0303\u0309\u0323")


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
    if _NUMBERED.fullmatch(text) or not any(map(str.isalpha, text)):
        return wrong("{value} is the number of a line, no unit.", "Write the name of the unit.")
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

    Two units of one level and ``name`` are one unit, however they are written.
    """

    level: str
    name: str


@cache
def unit_name(text: str) -> UnitName:
    """What a name says, whatever its capitals, blanks, points, and places of accents."""
    composed = unicodedata.normalize("NFC", text.replace("Ð", "Đ").replace("ð", "đ"))
    words = " ".join(composed.casefold().split()).strip(" .,;:")
    words = _ORGANISATION.sub("", words, count=1) if _ORGANISATION.match(words) else words
    level = ""
    if match := (_BARE_LEVEL if text.isascii() else _LEVEL).match(words):
        level, words = _LEVELS[match[1]], words[match.end() :]
    return UnitName(level, " ".join(map(_tone_last, re.findall(r"[^\W_]+", words))))


def _tone_last(word: str) -> str:
    """ "hòa" and "hoà" are one word."""
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(letter for letter in letters if letter in _TONES)
    return unicodedata.normalize("NFC", "".join(a for a in letters if a not in _TONES)) + tones
