"""The number format of each style of a workbook."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

# Formats of dates that Excel numbers differently from language to language (ECMA-376, 18.8.30).
_DATES_BY_LANGUAGE = {*range(27, 37), *range(50, 59)}
_DECIMALS = re.compile(r"[0#?]\.(0+)")


def formats_of(styles: Any) -> list[str]:
    """The format's code of each cell style, by its position; ``styles`` is the root element."""
    own = {
        element.get("numFmtId", ""): element.get("formatCode", "")
        for element in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    return [_code(element.get("numFmtId", "0"), own) for element in styles.iterfind(_STYLES)]


@cache
def is_date(code: str) -> bool:
    """Whether a number in this format is shown as a day."""
    return bool(is_date_format(code))


def is_percent(code: str) -> bool:
    return "%" in code


def decimals(code: str) -> int | None:
    """How many decimals a format shows; None where it shows those that there are."""
    if code in ("", "General", "@"):
        return None
    found = _DECIMALS.search(code)
    return len(found[1]) if found else 0


_STYLES = "{*}cellXfs/{*}xf"


def _code(number: str, own: dict[str, str]) -> str:
    if number in own:
        return own[number]
    if not number.isdecimal() or len(number) > 4:
        return "General"
    if int(number) in _DATES_BY_LANGUAGE:
        return "yyyy-mm-dd"
    return str(BUILTIN_FORMATS.get(int(number), "General"))
