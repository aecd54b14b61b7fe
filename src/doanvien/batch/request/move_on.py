"""A batch file for another period: the same text with periods, cut-offs and titles moved on.

The text is edited, not written anew, so that comments and the order of keys stay.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from pathlib import Path

from doanvien.batch.request.problems import BatchError, ParameterProblem
from doanvien.reference.calendar.periods import ImpossiblePeriod, Period, parse_period
from doanvien.reference.languages import languages
from doanvien.reference.sentences import sentence

_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_PERIOD = re.compile(r"(\bperiod:\s*['\"]?)([0-9A-Za-z-]+)")


def moved_on(text: str, old: Period, new: Period) -> str:
    """The text of a batch file on ``old``, as one on ``new``.

    Each period moves by as many of its kind as lie between the two; a cut-off with the period of
    its line, and one at a month's end stays at a month's end. Comments stay as they are.
    """
    return "".join(_moved_line(line, old, new) for line in text.splitlines(keepends=True))


def same_kind(old: Period, new: Period) -> Period:
    """The period of the kind of ``old`` that begins with ``new`` or holds its first day."""
    return _shifted(old, _months(old, new))


def _moved_line(line: str, old: Period, new: Period) -> str:
    if line.lstrip().startswith("#"):
        return line
    own = _PERIOD.search(line)
    months = _months(old, new)
    if own and (period := _parsed(own[2])):
        later = _shifted(period, months)
        months = (later.end.year - period.end.year) * 12 + later.end.month - period.end.month
        line = _PERIOD.sub(lambda found: found[1] + later.code, line)
    line = _DAY.sub(lambda found: _moved_day(found, months), line)
    return _moved_words(line, old, new)


def period_of(text: str, file: str) -> Period:
    """The period that a batch file is about; of one that lists reports, the latest of them.

    Raises BatchError where it names none.
    """
    found = []
    for match in _PERIOD.finditer(text):
        try:
            found.append(parse_period(match[2]))
        except ImpossiblePeriod:
            continue
    if not found:
        raise BatchError(
            (ParameterProblem(file, (sentence("The batch names no period to move on from."),)),)
        )
    return max(found, key=lambda period: (period.end, -len(period.code)))


def place_for(source: Path, old: Period, new: Period, name: str) -> Path:
    """Where the new batch goes: ``name``, or the old name with its period moved on."""
    stem = source.stem.replace(old.code, new.code)
    chosen = name or (stem if stem != source.stem else new.code)
    return source.with_name(f"{chosen}.yaml")


def _parsed(code: str) -> Period | None:
    try:
        return parse_period(code)
    except ImpossiblePeriod:
        return None


def _shifted(period: Period, months: int) -> Period:
    """A period moved by whole months, to the one of its kind that then begins or holds the day."""
    day = _moved(period.start, months)
    year, month = day.year, day.month
    if period.kind == "year":
        return parse_period(str(year))
    if period.kind == "half":
        return parse_period(f"{year}H{(month - 1) // 6 + 1}")
    if period.kind == "quarter":
        return parse_period(f"{year}Q{(month - 1) // 3 + 1}")
    if period.start.month != period.end.month:  # the months from January on
        end = _moved(period.end, months)
        return parse_period(f"{end.year}M01-{end.month:02}")
    return parse_period(f"{year}M{month:02}")


def _months(old: Period, new: Period) -> int:
    return (new.start.year - old.start.year) * 12 + new.start.month - old.start.month


def _moved_day(found: re.Match[str], months: int) -> str:
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return found[0]
    return _moved(day, months).isoformat()


def _moved(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    last = calendar.monthrange(year, month)[1]
    at_end = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month, last if at_end else min(day.day, last))


def _moved_words(line: str, old: Period, new: Period) -> str:
    """The words of a title: "quý II/2026", "quý II năm 2026", in either case and language."""
    for language in languages():
        before, after = old.label(language), new.label(language)
        for shape in (str, str.upper, _capitalised):
            for joint in ("/", " năm "):
                line = line.replace(
                    shape(before.replace("/", joint)), shape(after.replace("/", joint))
                )
    return line


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
