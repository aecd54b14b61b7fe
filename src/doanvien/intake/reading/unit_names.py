"""Names of units: as they are kept, compared, and told from text in another encoding."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from doanvien.intake.book.cells import one_line
from doanvien.intake.reading.words import words

_LONG_FORMS = {
    "tp": ("thành phố",),
    "tx": ("thị xã",),
    "tt": ("thị trấn",),
    "h": ("huyện",),
    "q": ("quận",),
    "p": ("phường",),
    "x": ("xã",),
    "cđ": ("công đoàn",),
    "cđcs": ("công đoàn cơ sở",),
    "lđlđ": ("liên đoàn lao động",),
    "cty": ("công ty",),
    "kcn": ("khu công nghiệp",),
    "kcnc": ("khu công nghệ cao",),
}
# What stands before the name of the place or enterprise and does not make another unit of it.
_ORGANISATIONS = tuple(
    words(text) for text in ("liên đoàn lao động", "công đoàn cơ sở", "công đoàn")
)
_MOJIBAKE = re.compile(r"[¡-©«-´¶-¿×÷‚-‰‹›€™‡†ˆ˜\ufffd]|\w\?\w|\w[¬µ·¸]")
_VIETNAMESE = set("àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ")
_ENTERPRISE = frozenset(
    word for text in ("công ty tnhh cty cp doanh nghiệp",) for word in words(text)
)


def tidy_name(text: str) -> str:
    """A name in NFC with single blanks, Đ for its look-alikes and no final point."""
    plain = unicodedata.normalize("NFC", one_line(text)).translate(str.maketrans("Ðð", "Đđ"))
    return plain.rstrip(" .,;:")


@cache
def unit_key(name: str) -> tuple[str, ...]:
    """What two spellings of one unit have in common."""
    key = [
        word
        for written in words(name)
        for word in (words(_LONG_FORMS[written][0]) if written in _LONG_FORMS else (written,))
    ]
    for organisation in _ORGANISATIONS:
        size = len(organisation)
        if tuple(key[:size]) == organisation and len(key) > size:
            return tuple(key[size:])
    return tuple(key)


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
