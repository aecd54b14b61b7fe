"""Days and periods in the words of a form: up to which day it reports, from which it counts."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from doanvien.reference.calendar.periods import Period, parse_period
from doanvien.reference.text.words import bare

_NUMBERED = r"(\d{1,2})\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?(\d{4}))?(?![/.\d])"
_SPELT = r"ngay (\d{1,2}) thang (\d{1,2})(?: nam (\d{4}))?"
_DAY = rf"(?:{_SPELT}|(?:ngay\s?:?\s?)?{_NUMBERED})"
_UNTIL = re.compile(
    rf"(?:(?:tinh|chot|luy ke|so lieu|co)\s)?(?:den|toi)(?: het| thoi diem| cuoi)?\s?:?\s?{_DAY}"
)
_AT = re.compile(rf"(?:chot|tai thoi diem|thoi diem)(?: so lieu)?\s?:?\s?{_DAY}")
_MONTH_END = re.compile(r"(?:den|toi) (?:het|cuoi) thang (\d{1,2})(?:\s?/\s?| nam )(\d{4})")
_SINCE = re.compile(rf"(?:tinh tu|ke tu|tu)\s?:?\s?{_DAY}")
_BOXES = re.compile(r"(?:den|toi)(?: het)?(?: ngay)?\s?:")
_BOX = re.compile(
    r"(?P<box>[☐□☑☒✓✔■▣❑❏]|\[[ x]?\]|\([ x]?\))\s*(?P<day>\d{1,2})\s?/\s?(?P<month>\d{1,2})"
)
_TICKED = set("☑☒✓✔■▣") | {"[x]", "(x)"}
_YEAR = re.compile(r"(?:nam\s?|/\s?|-\s?)?((?:19|20)\d\d)\b")
_PERIODS = (
    (re.compile(r"\bquy\s?(iv|iii|ii|i|[1-4])\b"), "Q"),
    (re.compile(r"\b(6 thang dau|sau thang dau|6 thang cuoi)\b"), "H"),
    (re.compile(r"\b(3 thang dau|9 thang)\b"), "N"),
    (re.compile(r"\bthang\s?(1[0-2]|0?[1-9])\b(?!\s?dau)"), "M"),
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True)
class Dates:
    """``cut_offs`` and ``since`` are the days found, each once; ``period`` is that of the title.

    A form that prints one cut-off has one; none or several are a question. ``nine_months``: a title
    of nine months, which begin on 1 January.
    """

    cut_offs: tuple[date, ...]
    since: tuple[date, ...]
    period: Period | None
    year: int | None


def dates_of(head: Iterable[str], anywhere: Iterable[str] = ()) -> Dates:
    """What the texts above a table say, and those elsewhere that speak of the figures' day.

    A day beside a signature is not one of them: nothing before it says "up to".
    """
    lines = [bare(text) for text in head]
    period, year = _period(lines)
    lines += [text for text in map(bare, anywhere) if "so lieu" in text or "luy ke" in text]
    cut_offs = dict.fromkeys(day for line in lines for day in _cut_offs(line, year))
    since = dict.fromkeys(day for line in lines for day in _found(_SINCE, line, year))
    return Dates(tuple(cut_offs), tuple(since), period, year)


@lru_cache(maxsize=4096)
def without_days(text: str) -> tuple[str, tuple[date, ...], date | None]:
    """A heading without days and years, the days it prints, and the first day it counts from."""
    plain = bare(text)
    if not any(letter.isdigit() for letter in plain):
        return text, (), None
    since = next(_found(_SINCE, plain, None), None)
    untils = tuple(_found(_UNTIL, plain, None)) or tuple(
        day for day in _found(re.compile(_DAY), plain, None) if day != since
    )
    return _STRIPPED.sub(" ", text), untils, since


_STRIPPED = re.compile(
    r"(?i)\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|ngày \d{1,2} tháng \d{1,2} năm \d{4}"
    r"|năm (?:19|20)\d\d|\b(?:19|20)\d\d\b"
)


@lru_cache(maxsize=4096)
def without_months(text: str) -> tuple[str, tuple[int, int] | None]:
    """A heading without the quarter or months that it names, and the first and last of these.

    "Quý II" is (4, 6), "Tháng 5" (5, 5), "6 tháng" and "đến tháng 6" (1, 6).
    """
    found = _MONTHS.search(text)
    if found is None:
        return text, None
    until, quarter, month, count = (found[name] for name in ("until", "quarter", "month", "count"))
    last = 3 * _quarter(quarter) if quarter else int(month or count)
    first = 1 if until or count else last - 2 if quarter else last
    if not 1 <= last <= 12:
        return text, None
    return _MONTHS.sub(" ", text, count=1), (first, last)


_MONTHS = re.compile(
    r"(?i)\b(?P<until>(?:đến|den|tới|hết|het)\s+(?:hết\s+|cuối\s+)?)?"
    r"(?:qu[ýy]\s?(?P<quarter>IV|III|II|I|[1-4])"
    r"|th[áa]ng\s?(?P<month>\d{1,2})"
    r"|(?P<count>\d{1,2})\s?th[áa]ng(?:\s+đầu(?:\s+năm)?)?)\b"
)


def _quarter(text: str) -> int:
    return _ROMAN.get(text.lower()) or int(text)


def year_of(text: str) -> int | None:
    """The year that a heading names."""
    found = _YEAR.search(bare(text))
    return int(found[1]) if found else None


def _cut_offs(line: str, year: int | None) -> Iterator[date]:
    boxes = list(_BOX.finditer(line)) if _BOXES.search(line) or "tinh den" in line else []
    if boxes:
        own = year_of(line) or year
        for box in boxes:
            ticked = box["box"] in _TICKED
            if ticked and own and (day := _day(box["day"], box["month"], str(own))):
                yield day
        return
    for pattern in (_UNTIL, _AT):
        yield from _found(pattern, line, year)
    for month in _MONTH_END.finditer(line):
        if 1 <= int(month[1]) <= 12:
            last = calendar.monthrange(int(month[2]), int(month[1]))[1]
            yield date(int(month[2]), int(month[1]), last)


def _found(pattern: re.Pattern[str], line: str, year: int | None) -> Iterator[date]:
    for match in pattern.finditer(line):
        day, month, written = (group for group in _three(match.groups()))
        own = written or str(year or year_of(line) or "")
        if own and (found := _day(day, month, own)):
            yield found


def _three(groups: tuple[str | None, ...]) -> tuple[str, str, str]:
    """Of the two ways to write a day, the one that was found."""
    part = groups[:3] if groups[0] else groups[3:6]
    return part[0] or "", part[1] or "", part[2] or ""


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _period(lines: list[str]) -> tuple[Period | None, int | None]:
    """The period that the first title names, and the year of the report."""
    for line in lines:
        for pattern, letter in _PERIODS:
            found = pattern.search(line)
            year = _YEAR.search(line, found.end()) if found else None
            if found and year and not re.search(r"\bngay\b", line[: found.start()]):
                return _coded(letter, found[1], int(year[1])), int(year[1])
    for line in lines:
        if (found := re.search(r"\bnam\s?((?:19|20)\d\d)\b", line)) and "thang" not in line:
            year_found = int(found[1])
            return parse_period(str(year_found)), year_found
    return None, None


def _coded(letter: str, text: str, year: int) -> Period | None:
    if letter == "N":  # nine months are no period of their own: the year, with its own cut-off
        return parse_period(f"{year}Q1" if text.startswith("3") else str(year))
    if letter == "H":
        return parse_period(f"{year}H{2 if 'cuoi' in text else 1}")
    if letter == "Q":
        return parse_period(f"{year}Q{_quarter(text)}")
    return parse_period(f"{year}M{int(text):02}")
