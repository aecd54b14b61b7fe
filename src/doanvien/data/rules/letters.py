"""Text that nobody can read, and text that nobody may: lost letters, old encodings, persons.

Neither is quoted in a problem: what is not Vietnamese and what is personal is printed nowhere.
"""

from __future__ import annotations

import re
import unicodedata
from html.entities import html5

from doanvien.data.problems import wrong
from doanvien.data.reading.text import IMPOSSIBLE
from doanvien.data.rules.numbers import SPREADSHEET_ERRORS
from doanvien.reference.sentences import Sentences

# UTF-8 that was read as the Western code page: "Huyá»‡n" for "Huyện".
_WESTERN = re.compile(
    "á[º»][^\x00-\x7f\\s]|[ÃÂ][¡-¿\x80-\x9f€ƒ†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ]|Ä(?:[‘\x90\x91ƒ‚]|(?=o[aà]n))|Æ[°¡¯\xa0]|â€"
)
_LETTER_LOST = re.compile(r"(?:^|[\s(]|[^\W\d_])\?[^\W\d_]|[^\W\d_]\?[^\W\d_]")
# A letter of Vietnamese that the old encodings do not have; where there is one, none was used.
_MODERN = re.compile("[ăđĩũơưĂĐĨŨƠƯ\u1e00-\u1eff]")
# TCVN3: "HuyÖn Ho»ng Hãa", "®oµn viªn"; signs within words, and capitals after small letters.
_TCVN3 = re.compile(
    "[A-Za-z][µ¸¶·¹¨»¾¼½ª«¬\xad](?=[A-Za-zµ¸¶·¹])|[®©¬](?=[a-zµ¸¶·¹])"
    "|[a-z][\xad×ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖØÛÜÝÞ](?=[a-z]|\\b)|[A-Z][×ÆÇËÎÏÑÖØÛÜÞß][a-z]"
)
# VNI: "Huyeän Vónh Loäc", "ñoaøn vieân"; a letter and its accent side by side.
_VNI = re.compile("[aeouy][äåøûü]|[aeo]â|[AEOUY][ÄÅØÛÜ]|[AEO]Â|[ñÑ][aeiouyôöAEIOUYÔÖ]|[ôö][ùøûõ]")

# A letter as a web page or a program writes it: "H&#7897;i", "&eacute;", "Th\\u1ecd".
_NUMBERED = re.compile(r"&#x?[0-9a-f]+;|\\u[0-9a-f]{4}", re.IGNORECASE)
_BY_NAME = re.compile(r"&[A-Za-z]+;")
# Letters and signs by their class that no font shows: the fillers of Hangul, the blank of Braille.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")

_TELEPHONE = (
    r"(?<![\w.,/+-])(?:(?:\+84[ .-]?|0)(?:[35789](?:[ .-]?\d){8}|2\d(?:[ .)-]{0,2}\d){8})"
    r"|84[35789]\d{8})(?![\w/-])"
)
_IDENTITY = r"(?<![\w.,/+-])(?:0\d{11}|0\d\d(?:[ .]\d{3}){3}|\d{9})(?![\w/,-]|\.\d|\s*đ)"
_NAMED = (
    r"(?:cccd|cmnd|căn cước|chứng minh|hộ chiếu|passport|s[ốô] thẻ|thẻ (?:số|đoàn viên)|mã thẻ"
    r"|bhxh|card no|điện thoại|sđt|stk|tài khoản)[^\w\n]{0,3}(?:số\W{0,2})?[a-z]{0,3}[ .-]?"
    r"\d(?:[ .-]?\d){5}"
)
_CARD = r"\bthẻ[^\w\n]{0,3}\d(?:[ .-]?\d){8}"
_BORN = r"(?:ngày sinh|\bsinh(?: (?:ngày|năm))?)\W{1,3}(?:\d\d?[/.-]|19\d\d\b|20\d\d\b)"
_E_MAIL = r"[\w.+-]+@[\w-]+\.\w"
_PERSONAL = re.compile(
    "|".join((_TELEPHONE, _IDENTITY, _NAMED, _CARD, _BORN, _E_MAIL)), re.IGNORECASE
)

LETTERS_LOST = wrong(
    "letters of the text are lost: a '?' or a '�' stands for each.",
    "Take the text from its source again, and save the file as 'CSV UTF-8'.",
)


def text_complaint(text: str) -> Sentences | None:
    """What is wrong with a text that a report may print; None if nothing."""
    if text in SPREADSHEET_ERRORS:
        return wrong("{value} is an error of the spreadsheet.", "Write the text out.")
    if _NUMBERED.search(text) or any(map(_is_letter, _BY_NAME.findall(text))):
        return wrong(
            "the text holds codes in place of letters, as '&#7897;'.", "Write the letters."
        )
    if text.isascii() and "?" not in text and text.isprintable() and not text.isspace():
        return None
    if IMPOSSIBLE.search(text):
        return wrong(
            "the cell holds a control character, which no page can show.", "Type the text anew."
        )
    if text and not any(map(_seen, text)):
        return wrong("the text holds nothing that can be seen.", "Type the text anew.")
    if "\ufffd" in text or _letter_lost(text):
        return LETTERS_LOST
    if _WESTERN.search(text):
        return wrong(
            "the text looks like UTF-8 that was opened in a Western encoding.",
            "Take the text from its source again; choose UTF-8 when a program asks.",
        )
    if _MODERN.search(text):
        return None
    if _TCVN3.search(text):
        return wrong("the text looks like TCVN3 (ABC).", "Convert it to Unicode.")
    if _VNI.search(text):
        return wrong("the text looks like VNI.", "Convert it to Unicode.")
    return None


def words_complaint(text: str) -> Sentences | None:
    """The same for a text that people write freely: nothing about a person may stand in it."""
    if _PERSONAL.search(text):
        return wrong(
            "the cell seems to hold a telephone, card or identity number, or an address for mail; "
            "only counts per unit may enter (Law 91/2025/QH15 on personal data protection).",
            "Delete what is about a person.",
        )
    return text_complaint(text)


def _is_letter(code: str) -> bool:
    """Of "&eacute;", but not of "&G;" in "Công ty P&G; Công ty H&M"."""
    return html5.get(code[1:], "").isalpha()


def _seen(letter: str) -> bool:
    """Whether it is a letter, a number or a sign; marks and formats alone show nothing."""
    return unicodedata.category(letter)[0] in "LNPS" and letter not in _BLANK


def _letter_lost(text: str) -> bool:
    if "?" not in text:
        return False
    words = (word for word in text.split() if not {"/", "=", "@"}.intersection(word))
    return _LETTER_LOST.search(" ".join(words)) is not None
