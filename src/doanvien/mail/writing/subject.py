"""The subject of a mail: where, when, how many and against what, as a phone shows it in one line.

Everything in it is taken from the tables of the report, so that subject and page cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from doanvien.export.reading.document import Document
from doanvien.mail.writing.figures import Row, rows_of
from doanvien.present.shown.cover import Cover
from doanvien.present.shown.tables.table import clean_text
from doanvien.present.words.formats import MINUS, format_percent
from doanvien.present.words.letters import capital
from doanvien.present.words.phrases import Words
from doanvien.reference.calendar.periods import parse_period, period_of_days
from doanvien.reference.indicators import Indicator, account_code, headline_flows
from doanvien.reference.languages import Language, translator
from doanvien.reference.maps import map_in_force, places_of
from doanvien.reference.places import Province, the_country

LONGEST = 70
"""Letters of a subject that mail programs show on one line."""
JUDGED = (
    *("exceeded", "met", "missed", "on_pace", "slow", "at_risk"),
    *("over_limit", "within_limit", "reached", "not_yet"),
)
"""Verdicts of a result that was counted as its target is; only such a share is told."""


def subject_of(document: Document) -> str:
    """One line of at most `LONGEST` letters: the fullest that fits, whatever is in the names.

    A result of other days than those of the title has its days. A share of the target is told with
    a verdict only; simulated figures say so at the end.
    """
    cover = document.cover
    assert cover is not None  # a report without one has no story
    t = translator(cover.language)
    head = t("{place}, {period}", place=place_of(cover), period=cover.period_label)
    marks = {"simulated": t("simulated"), "draft": t("not approved")}
    mark = f" ({marks[cover.status]})" if cover.status in marks else ""
    for told in _told(document, cover):
        line = _one_line(f"{head}: {told}{mark}")
        if len(line) <= LONGEST:
            return line
    room = LONGEST - len(mark)
    return _one_line(head)[:room].rstrip() + mark


def place_of(cover: Cover) -> str:
    """The place in as few words as it is known by: "Hà Nội", "TP Hồ Chí Minh", "Toàn quốc"."""
    found = _place(cover)
    return found.short_name(cover.language) if found else cover.place


def _place(cover: Cover) -> Province | None:
    versions = places_of(cover.province)
    on_map = versions.get(map_in_force(cover.cutoff))
    return on_map or next(iter(versions.values()), None)


def _told(document: Document, cover: Cover) -> Iterator[str]:
    """What there is to tell, the most telling first."""
    t = translator(cover.language)
    result = _result(document, cover)
    if result is not None:
        shares = list(_shares(document, cover, result))
        yield from (f"{told}, {share}" for told in reversed(result.told) for share in shares)
        yield from result.told
    yield t("figures to {date}", date=cover.cutoff_label)


@dataclass(frozen=True)
class _Result:
    """A result: its indicator; in words, then in fewer, with its days where they are not those of
    the title; whether it is that since 1 January, and the total since then, "" where unknown."""

    indicator: Indicator
    told: tuple[str, ...]
    of_year: bool
    since_january: str


def _result(document: Document, cover: Cover) -> _Result | None:
    """The first of the headline results that the report has."""
    language = document.language
    rows = [*rows_of(document, "flows"), *rows_of(document, "totals")]
    for item in headline_flows():
        label = capital(item.label(language))
        for row in rows:
            number = row.text("country") or row.text("value")
            if row.text("label") != label or not number:
                continue
            begun = row.value("counted_from")
            of_year = isinstance(begun, date) and (begun.month, begun.day) == (1, 1)
            told = tuple(
                " ".join(filter(None, (words, _days(row, cover), _added_up(row, language))))
                for words in _done(item, number, language)
            )
            return _Result(item, told, of_year, number if of_year else row.text("since_january"))
    return None


def _done(item: Indicator, number: str, language: Language) -> Iterator[str]:
    """What was done, "kết nạp mới 1.128 đoàn viên"; of less than nothing "thực giảm 388"."""
    t = translator(language)
    if item.basis == "net" and MINUS in number:
        lost = number.replace(MINUS, "")
        amount = f"{lost} {item.unit_name(language, lost)}"
        yield t("shrank by {amount} net", amount=amount)
        return
    yield item.told(number, language)
    if item.code == account_code("new"):
        yield t("{number} admitted", number=number)


def _days(row: Row, cover: Cover) -> str:
    """The days of a result; "" where they are those of the period in the title."""
    begun, ended, period = (
        row.value("counted_from"),
        row.value("counted_to"),
        parse_period(cover.period),
    )
    if not isinstance(begun, date) or not isinstance(ended, date):
        return ""
    if (begun, ended) == (period.start, period.end):
        return ""
    words = Words(cover.language, _place(cover) or the_country())
    if begun == period.start and period_of_days(begun, ended) is None:
        return words.t("to {day}", day=words.day(ended))
    return words.span(begun, ended)


def _added_up(row: Row, language: Language) -> str:
    """Of how many provinces a sum is that stands for the country."""
    if row.text("country") or not row.text("provinces"):
        return ""
    return translator(language)("in {count} provinces", count=row.text("provinces"))


def _shares(document: Document, cover: Cover, result: _Result) -> Iterator[str]:
    """Its share of the targets, in fewer and fewer words; of a result that is not itself that since
    1 January the share says that it is."""
    t = translator(cover.language)
    for told in _shares_since_january(document, cover, result):
        yield told if result.of_year else t("{told} to date", told=told)


def _shares_since_january(document: Document, cover: Cover, result: _Result) -> Iterator[str]:
    t, words = translator(cover.language), Words(cover.language, _place(cover) or the_country())
    label = capital(result.indicator.label(cover.language))
    judged = {str(words.verdict(code)) for code in JUDGED}
    of_it = [
        row
        for row in rows_of(document, "targets")
        if row.text("target").partition(",")[0] == label and row.text("share")
        if result.since_january in ("", row.text("result"))
    ]
    if not of_it or any(row.text("verdict") not in judged for row in of_it):
        return
    if any(MINUS in row.text("result") for row in of_it):
        return  # a loss reaches no target
    of_year = all(_is_of_the_year(row, cover) for row in of_it)
    first, *more = of_it
    if not more:
        if of_year:
            yield t("{share} of the year's target", share=first.text("share"))
        yield t("{share} of the target", share=first.text("share"))
        yield t("{share} of target", share=first.text("share"))
        return
    if len(more) == 1:
        both = {"first": first.text("share"), "second": more[0].text("share")}
        if of_year:
            yield t("{first} and {second} of the year's targets", **both)
        yield t("{first} and {second} of the targets", **both)
    tld = capital(words.assigner("tld"))
    by_tld = [row for row in of_it if row.text("assigned_by") == tld]
    if len(by_tld) == 1:
        yield t("{share} of the Confederation's target", share=by_tld[0].text("share"))
        yield t("{share} of its target by the VGCL", share=by_tld[0].text("share"))


def _is_of_the_year(row: Row, cover: Cover) -> bool:
    """Whether a target's time is the calendar year: what has passed of it says so."""
    day = row.value("counted_to")
    last = day if isinstance(day, date) else cover.cutoff
    begin, end = date(last.year, 1, 1), date(last.year, 12, 31)
    passed = ((last - begin).days + 1) / ((end - begin).days + 1)
    return format_percent(passed, cover.language, 1) in row.text("ground")


def _one_line(text: str) -> str:
    return " ".join(clean_text(" ".join(text.split())).split())
