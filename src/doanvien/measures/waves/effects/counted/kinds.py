"""What kind of unit a name speaks of: a guess, for display. Only the register's kinds compare."""

from __future__ import annotations

import re
import unicodedata

# The first that a name holds decides, so that "thị xã" is no "xã".
_SIGNS = (
    ("industrial_park", r"kcn|kkt|kcx|khu công nghiệp|khu kinh tế|khu chế xuất"),
    ("enterprise", r"công ty|cty|tập đoàn|doanh nghiệp|nhà máy"),
    ("district", r"huyện|quận|thị xã|thành phố|tp"),
    ("commune", r"xã|phường|đặc khu|thị trấn"),
    ("sector", r"ngành|viên chức|giáo dục|y tế"),
)
KINDS = tuple(kind for kind, _ in _SIGNS)


def guessed_kind(name: str) -> str:
    """One of ``KINDS``, or "" where the name does not say."""
    words = unicodedata.normalize("NFC", name).casefold()
    for kind, signs in _SIGNS:
        if re.search(rf"\b(?:{signs})\b", words):
            return kind
    return ""
