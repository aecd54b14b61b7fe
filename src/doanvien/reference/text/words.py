"""The words of a heading or a name, comparable however they were typed.

Composed or decomposed, capitals or not, the tone on either vowel (hoà, hòa), Ð for Đ: one word. The
tones and marks themselves stay, because without them "nam" is a year, a man and the south.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STROKES = str.maketrans("ÐðɖƉ", "ĐđđĐ")
_WORD = re.compile(r"%|[^\W_]+")


def words(text: str) -> tuple[str, ...]:
    """The words of a text, each with its tone at its end; a per cent sign is a word too."""
    plain = unicodedata.normalize("NFC", text).translate(_STROKES).casefold()
    kept = "".join(letter for letter in plain if unicodedata.category(letter) != "Cf")
    return tuple(_keyed(word) for word in _WORD.findall(kept))


def without_marks(key: tuple[str, ...]) -> tuple[str, ...]:
    """The same words as somebody writes them who has no Vietnamese keyboard."""
    return tuple(_bare(word) for word in key)


def bare(text: str) -> str:
    """A text in lower case without marks, with its digits and punctuation: "den ngay 31/3/2025"."""
    return " ".join(_bare(unicodedata.normalize("NFC", text).translate(_STROKES)).lower().split())


@cache
def _keyed(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    tone = "".join(mark for mark in decomposed if mark in _TONES)
    base = "".join(mark for mark in decomposed if mark not in _TONES)
    return unicodedata.normalize("NFC", base) + tone


@cache
def _bare(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    letters = "".join(mark for mark in decomposed if unicodedata.category(mark) != "Mn")
    return letters.replace("đ", "d").replace("Đ", "D")
