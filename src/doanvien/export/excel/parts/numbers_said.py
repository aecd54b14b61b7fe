"""A number that was written for a reader, read back as a number with Excel's format for it."""

from __future__ import annotations

import re

from doanvien.present.words.formats import decimal_mark
from doanvien.reference.languages import Language


def number_said(text: str, language: Language) -> tuple[float, str] | None:
    """The number and its format where `text` is nothing but a count or a percentage, else None:
    24396 and "#,##0" for "24.396"; 0.569 and "0.0%" for "56,9%"."""
    mark = decimal_mark(language)
    group = "." if mark == "," else ","
    count = rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})+|\d+"
    found = re.fullmatch(rf"([+−-]?)({count})(?:{re.escape(mark)}(\d+))?( ?%)?", text.strip())
    if found is None:
        return None
    sign, whole, decimals, percent = found.groups(default="")
    number = float(whole.replace(group, "") + (f".{decimals}" if decimals else ""))
    if sign in ("−", "-") and sign:
        number = -number
    places = "." + "0" * len(decimals) if decimals else ""
    if percent:
        return round(number / 100, 2 + len(decimals)), f"0{places}%"
    return (number if decimals else int(number)), f"#,##0{places}"
