"""What stands above the tables of a sheet: title, who reports, up to which day, since when."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from doanvien.data.rules.units import unit_complaint
from doanvien.intake.answers import Answers, first_day
from doanvien.intake.book.cells import Cell, Sheet
from doanvien.intake.findings import Finding
from doanvien.intake.reading.days import Dates, dates_of
from doanvien.intake.reading.place import Reporter, reporter_of, same_place
from doanvien.intake.reading.tables import Table
from doanvien.intake.reading.titles.headings import Meaning
from doanvien.intake.reading.titles.terms import taken_apart
from doanvien.intake.reading.unit_names import is_garbled
from doanvien.intake.request import Request
from doanvien.reference.calendar.periods import Period
from doanvien.reference.places import Province
from doanvien.reference.sentences import Sentence, sentence
from doanvien.reference.text.words import bare

_NO_TITLES = (
    *("cong hoa xa hoi", "doc lap", "tong lien doan", "lien doan lao dong", "ldld", "cong doan"),
    *(
        "(",
        "so lieu tinh",
        "so lieu den",
        "don vi",
        "mau so",
        "bieu so",
        "so:",
        "so /",
        "phu luc",
        "kem theo",
    ),
)
_IN_THOUSANDS = re.compile(
    r"\b(?:don vi tinh|don vi|dvt)\s?:?\s?(?:tram|nghin|ngan|trieu|1\.?000)\b"
)
_FORM_NUMBER = re.compile(
    r"^\s*(?:biểu|mẫu|phụ lục)(?: số)?\s?[\w./-]*\d[\w./-]*\s*[:.–-]\s*", re.I
)
LATE = timedelta(days=45)
"""A cut-off that lies further behind the period of the title is a mistake in one of the two."""


@dataclass(frozen=True)
class Head:
    """``cut_off`` is the last day of the figures, ``since`` the first of flows; ``since_said``
    tells that the sheet names it, and not the custom that flows run from 1 January.
    """

    title: str
    reporter: Reporter
    province: Province
    period: Period | None
    cut_off: date
    since: date
    since_said: bool
    subject: str
    answers: tuple[Answers, ...] = ()

    @property
    def opening(self) -> date:
        """The day of levels at the beginning: the day before the first of the flows."""
        return self.since - timedelta(days=1)

    def days_of(self, meaning: Meaning, *, beside_total: bool = False) -> tuple[date | None, date]:
        """First and last day of a figure; the first is None for a level.

        ``beside_total``: a column of the same thing since the beginning of the year stands beside,
        so that "trong kỳ" is the period of the title.
        """
        if meaning.months and not meaning.printed:
            start, end = self._named(*meaning.months, meaning.year or self.cut_off.year)
            return (start if meaning.found.kind == "flow" else None), end
        if meaning.found.kind != "flow":
            if meaning.printed:
                return None, meaning.printed
            if meaning.day == "opening_period" and self.period:
                return None, self.period.start - timedelta(days=1)
            return None, self.opening if meaning.day.startswith("opening") else self.cut_off
        end = meaning.printed or self.cut_off
        if meaning.since:
            return meaning.since, end
        if meaning.span == "year":
            return date(end.year, 1, 1), end
        if self.period and (meaning.span == "period" or (meaning.span == "form" and beside_total)):
            return self.period.start, end
        return self.since, end

    def _named(self, first: int, last: int, year: int) -> tuple[date, date]:
        """The days of some months; those of the form's own period end with its last day."""
        start, end = date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
        own = self.period is not None and (self.period.start, self.period.end) == (start, end)
        return start, self.cut_off if own or start <= self.cut_off <= end else end


def head_lines(sheet: Sheet, tables: Sequence[Table]) -> list[str]:
    """The lines above the first table; a cell with line breaks is several."""
    first = min((table.header[0] for table in tables), default=21)
    return [line for row in sheet.rows if row < first for line in _lines(sheet.by_row[row])]


def _lines(cells: Sequence[Cell]) -> list[str]:
    """The lines of a row; a day in a cell of its own goes with the words before it."""
    lines: list[str] = []
    for cell in cells:
        if cell.text and isinstance(cell.value, str):
            lines += [line.strip() for line in cell.value.splitlines() if line.strip()]
        elif isinstance(cell.value, date) and lines:
            lines[-1] += f" {cell.value.day}/{cell.value.month}/{cell.value.year}"
    return lines


def head_of(
    sheet: Sheet, tables: Sequence[Table], request: Request, fallback: Dates | None
) -> Head | list[Finding]:
    """The head of a sheet, or what has to be answered before it can be read.

    ``fallback`` are the dates that all other sheets of the file agree on.
    """
    lines = head_lines(sheet, tables)
    dates = _own_dates(sheet, lines, tables)
    title = title_of(lines)
    answers = tuple(one for one in request.answers if one.belongs_to(title))
    period = dates.period or request.period or (fallback.period if fallback else None)
    cut_off = _cut_off(dates, request, fallback)
    open_questions = [] if isinstance(cut_off, date) else [cut_off]
    day = cut_off if isinstance(cut_off, date) else period.end if period else date.today()
    reporter = reporter_of(sheet, lines, day)
    province = request.province or _answered(answers, day) or reporter.province
    if province is None:
        open_questions.append(
            (
                sentence("The sheet names no province."),
                sentence("Say which with --province, such as --province lao-cai."),
            )
        )
    if period and isinstance(cut_off, date) and not _fits(period, cut_off):
        open_questions.append(
            (
                sentence(
                    "The title is about {period}, but the figures stop on {day}.",
                    period=period.code,
                    day=cut_off,
                ),
                sentence("Correct the title or the day in the file."),
            )
        )
    if reporter.unit and (is_garbled(reporter.unit) or unit_complaint(reporter.unit)):
        open_questions.append(
            (
                sentence("The name of the union that reports cannot be read."),
                sentence("Type the name again in Unicode."),
            )
        )
    if open_questions or province is None or not isinstance(cut_off, date):
        return [Finding("problem", sheet.name, "", "", *question) for question in open_questions]
    if any(_IN_THOUSANDS.search(bare(line)) for line in lines):
        message = sentence("The sheet counts in thousands or more, not in ones.")
        remedy = sentence("Write whole numbers of persons, unions or enterprises, and their unit.")
        return [Finding("problem", sheet.name, "", "", message, remedy)]
    since = _since(dates, request, fallback, answers, cut_off, period)
    return Head(
        title=title,
        reporter=Reporter(province, reporter.unit),
        province=province,
        period=period,
        cut_off=cut_off,
        since=since or date(cut_off.year, 1, 1),
        since_said=since is not None,
        subject=_subject(title),
        answers=answers,
    )


def title_of(lines: Sequence[str]) -> str:
    """The first line that is no letterhead, with those after it that go on in capitals."""
    titles = [
        line
        for line in (_FORM_NUMBER.sub("", line) for line in lines)
        if len(line.split()) >= 3 and not bare(line).startswith(_NO_TITLES) and ":" not in line
    ]
    kept = titles[:1]
    for line in titles[1:]:
        if not line.isupper():
            break
        kept.append(line)
    return " ".join(" ".join(kept).split())


def _own_dates(sheet: Sheet, lines: list[str], tables: Sequence[Table]) -> Dates:
    elsewhere = [cell.text for cell in sheet.texts()] if tables else []
    found = dates_of([*lines, sheet.name], elsewhere)
    if found.cut_offs:
        return found
    headings = [text for table in tables for path in table.paths.values() for text in path]
    printed = sorted(dates_of(headings).cut_offs)
    return Dates(tuple(printed[-1:]), found.since, found.period, found.year)


def _cut_off(
    dates: Dates, request: Request, fallback: Dates | None
) -> date | tuple[Sentence, Sentence]:
    say = sentence("Say which with --as-of, such as --as-of 2025-03-31.")
    if len(dates.cut_offs) > 1:
        shown = ", ".join(day.strftime("%d/%m/%Y") for day in dates.cut_offs)
        if request.as_of in dates.cut_offs:
            assert request.as_of is not None
            return request.as_of
        return sentence("The sheet names several days for its figures: {days}.", days=shown), say
    if dates.cut_offs:
        printed = dates.cut_offs[0]
        if request.as_of and request.as_of != printed and fallback is None:
            remedy = sentence("Leave --as-of out, or correct the day in the file.")
            return sentence(
                "The sheet says that its figures stop on {printed}, --as-of says {asked}.",
                printed=printed,
                asked=request.as_of,
            ), remedy
        return printed
    if request.as_of:
        return request.as_of
    if fallback and len(fallback.cut_offs) == 1:
        return fallback.cut_offs[0]
    return sentence("The sheet does not say up to which day its figures go."), say


def _since(
    dates: Dates,
    request: Request,
    fallback: Dates | None,
    answers: tuple[Answers, ...],
    cut_off: date,
    period: Period | None,
) -> date | None:
    for found in (dates.since, fallback.since if fallback else ()):
        if len(found) == 1 and found[0] <= cut_off:
            return found[0]
    return request.since or first_day(answers, cut_off, period.start if period else None)


def _answered(answers: tuple[Answers, ...], day: date) -> Province | None:
    return next((same_place(one.province, day) for one in answers if one.province), None)


def _fits(period: Period, cut_off: date) -> bool:
    return period.start <= cut_off <= period.end + LATE


def _subject(title: str) -> str:
    """What a whole form is about, where its title names one thing only."""
    parts = title.replace(" và ", ",").split(",")
    subjects = {subject for part in parts for subject in taken_apart(part).all("subject")}
    return next(iter(subjects)) if len(subjects) == 1 else ""
