"""What period a person may have meant who did not write a period code."""

import re

from doanvien.reference.text.names import plain_words

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d{3})")
_SHORT_YEAR = re.compile(r"\d\d ?[hqm]\d{1,2}")
# So many months from January on, not the month of that number: "9 tháng", "first 9 months", "M1-9".
_MONTHS = re.compile(
    r"^(?:(?P<thang>\d{1,2}) thang\b(?! cuoi)|(?:first )?(?P<months>\d{1,2}) months\b|"
    r"m ?0?1 (?P<until>\d{1,2})$)"
)
_ALSO_CALLED = {1: "M01", 3: "Q1", 6: "H1", 12: ""}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "dau": 1, "cuoi": 2}
# What names each kind of period, in the order in which the words decide, and its highest number.
_KINDS = (
    ("Q", 4, re.compile(r"\bq(?:uy|uarter)?(?:\b|(?=\d))")),
    ("H", 2, re.compile(r"\bh(?:alf)?(?:\b|(?=\d))|\b6 thang\b|\bnua\b")),
    ("M", 12, re.compile(r"\b(?:m|t|thang(?! dau| cuoi)|month)(?:\b|(?=\d))|^[\d ]+$")),
)


def nearest_period_code(text: str) -> str:
    """A period code for "quý II/2022", "9 tháng đầu năm 2022", "2022-5" or "2022Q5"; else ""."""
    words = plain_words(text)
    year = _YEAR.search(words)
    if year is None:
        return nearest_period_code(f"20{words}") if _SHORT_YEAR.fullmatch(words) else ""
    rest = f"{words[: year.start()]} {words[year.end() :]}".strip()
    if months := _MONTHS.match(rest):
        last = min(max(int(next(filter(None, months.groups()))), 1), 12)
        return year.group() + _ALSO_CALLED.get(last, f"M01-{last:02}")
    for letter, highest, pattern in _KINDS:
        if pattern.search(rest):
            number = _number(pattern.sub(" ", rest) if letter == "H" else rest)
            if number is None:
                return year.group()
            width = len(str(highest))
            return f"{year.group()}{letter}{min(max(number, 1), highest):0{width}}"
    return year.group()


def _number(words: str) -> int | None:
    for found in re.findall(r"\d{1,2}|[a-z]+", words):
        if found.isdigit():
            return int(found)
        number = _ROMAN.get(found) or _WORDS.get(found)
        if number is not None:
            return number
    return None
