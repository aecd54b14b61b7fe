"""Names of units: as they are kept, and told from text in another encoding."""

from __future__ import annotations

import re
import unicodedata

from doanvien.intake.book.cells import one_line
from doanvien.reference.text.words import words

_MOJIBAKE = re.compile(r"[¡-©«-´¶-¿×÷‚-‰‹›€™‡†ˆ˜\ufffd]|\w\?\w|\w[¬µ·¸]")
_VIETNAMESE = set("àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ")
_ENTERPRISE = frozenset(
    word for text in ("công ty tnhh cty cp doanh nghiệp",) for word in words(text)
)


def tidy_name(text: str) -> str:
    """A name in NFC with single blanks, Đ for its look-alikes and no final point."""
    plain = unicodedata.normalize("NFC", one_line(text)).translate(str.maketrans("Ðð", "Đđ"))
    return plain.rstrip(" .,;:")


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
