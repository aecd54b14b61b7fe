"""Names of units: as they are kept, and told from what is none or was garbled on its way."""

from __future__ import annotations

import re
import unicodedata

from doanvien.data.rules.units import unit_complaint
from doanvien.intake.book.cells import Cell, one_line
from doanvien.intake.findings import Finding, problem_at
from doanvien.reference.sentences import sentence
from doanvien.reference.text.words import words

_ENDED = re.compile(r"\s*\((?:đã )?(?:giải thể|sáp nhập|chấm dứt|kết thúc)\b[^()]*\)\W*$", re.I)
_MOJIBAKE = re.compile(r"[¡-©«-´¶-¿×÷‚-‰‹›€™‡†ˆ˜\ufffd]|\w\?\w|\w[¬µ·¸]")
_VIETNAMESE = set("àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ")
_ENTERPRISE = frozenset(
    word for text in ("công ty tnhh cty cp doanh nghiệp",) for word in words(text)
)


def tidy_name(text: str) -> str:
    """A name in NFC with single blanks, Đ for its look-alikes, no final point and no remark that
    the unit has ended."""
    plain = unicodedata.normalize("NFC", one_line(text)).translate(str.maketrans("Ðð", "Đđ"))
    return _ENDED.sub("", plain).rstrip(" .,;:")


def name_problems(sheet: str, cell: Cell | None, name: str) -> list[Finding]:
    """What is wrong with the name of a unit, which stands in a cell."""
    if cell is None:
        return []
    if is_garbled(name):
        message = sentence("is written in an older font (TCVN3, VNI) or lost letters on its way.")
        remedy = sentence("Type the name again in Unicode.")
        return [problem_at(sheet, cell, message, remedy, name=True)]
    if unit_complaint(tidy_name(name)):
        message = sentence("is not the name of a unit.")
        remedy = sentence("Write the unit's name, or delete the row.")
        return [problem_at(sheet, cell, message, remedy, name=True)]
    return []


def is_garbled(name: str) -> bool:
    """Whether a name was written in an older encoding (TCVN3, VNI) or lost letters on its way.

    Letters of other languages are taken for their own in the name of an enterprise only.
    """
    text = unicodedata.normalize("NFC", name)
    if _MOJIBAKE.search(text):
        return True
    foreign = {
        letter
        for letter in text.lower()
        if letter.isalpha() and not letter.isascii() and letter not in _VIETNAMESE and letter != "ð"
    }
    return bool(foreign) and not _ENTERPRISE & set(words(name))
