"""Room to grow as a frame and in words: enterprises without a union by size, and what new unions
took of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from doanvien.measures.growth.room import Founded, Room
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import Said, made_frame
from doanvien.present.words.letters import capital, uncapital
from doanvien.reference.indicators import Band, Indicator, all_indicators

COLUMNS = (
    *("size", "enterprises", "workers_without", "day", "founded", "founded_what"),
    *("counted_from", "counted_to", "taken", "denominator"),
)


def room(report: Report) -> pd.DataFrame:
    """A row for each size of enterprises without a union: ``enterprises`` and their workers
    ``workers_without`` on ``day``; ``founded`` new unions of that size from ``counted_from`` to
    ``counted_to``, ``founded_what`` in words; ``taken`` what these are of the enterprises that had
    none before, which ``denominator`` counts in words (there: why there is no share). Empty where
    nothing was counted since a year before the period.
    """
    rows = [row for place in report.places for row in room_rows(place)]
    return made_frame(
        report,
        rows,
        COLUMNS,
        name="room",
        caption=_finding(report, rows),
        notes=room_notes(report, rows),
    )


def _finding(report: Report, rows: list[dict[str, Any]]) -> str:
    """How many enterprises of the first size have no union, or else how many work in them."""
    told = {
        "enterprises": "Enterprises without a grassroots union, {size}: {count}",
        "workers_without": "Workers in enterprises without a grassroots union, {size}: {count}",
    }
    for row in rows:
        for column, text in told.items():
            if row[column] is not None:
                return report.t(text, size=uncapital(row["size"]), count=row[column].text)
    return ""


def room_rows(place: Place) -> Iterator[dict[str, Any]]:
    """The rows of one place."""
    for one in place.room:
        yield {
            "size": place.named(_size(place, one.band)),
            "enterprises": _said(place, one, "enterprises"),
            "workers_without": _said(place, one, "workers"),
            "day": one.day,
            **_founded_cells(place, one),
        }


def room_notes(report: Report, rows: list[dict[str, Any]]) -> list[str]:
    """What a share rests on, where there is one."""
    if not any(row["taken"] is not None for row in rows):
        return []
    return [
        report.t(
            "A new union is taken for one enterprise; enterprises that opened or closed in between "
            "are not known."
        )
    ]


def room_sentences(report: Report) -> list[str]:
    """How many enterprises are without a union, and what new unions took of them."""
    return report.marked((place, list(_told(place))) for place in report.places)


def _told(place: Place) -> Iterator[str]:
    words, t = place.words, place.t
    for day in dict.fromkeys(one.day for one in place.room):
        amounts = [_amount(place, one) for one in place.room if one.day == day]
        yield t("On {day} there were {amounts}.", day=words.day(day), amounts=words.listed(amounts))
    for one in place.room:
        if one.founded and one.founded.share is not None:
            yield _taken_sentence(place, one, one.founded)


def _taken_sentence(place: Place, one: Room, founded: Founded) -> str:
    words = place.words
    return place.t(
        "{amount}: {share} of {denominator}.",
        amount=words.labelled(founded.window.value, founded.indicator, founded.window.qualifier),
        share=_share(place, founded),
        denominator=_denominator(place, one, founded),
    )


def _founded_cells(place: Place, one: Room) -> dict[str, Any]:
    founded = one.founded
    if founded is None:
        known = dict.fromkeys(("founded", "counted_from", "counted_to", "taken"))
        return {**known, "founded_what": None, "denominator": None}
    window, measured = founded.window, founded.indicator
    return {
        "founded": Said(window.value, place.words.rough(window.value, measured, window.qualifier)),
        "founded_what": capital(measured.label(place.language)),
        "counted_from": window.start,
        "counted_to": window.end,
        "taken": None
        if founded.share is None
        else Said(float(founded.share), _share(place, founded)),
        "denominator": capital(_denominator(place, one, founded)),
    }


def _share(place: Place, founded: Founded) -> str:
    share = place.words.share(founded.window.value, founded.of or 0)
    return place.t("about {number}", number=share) if founded.rounded else share


def _denominator(place: Place, one: Room, founded: Founded) -> str:
    """The enterprises that the share is of, in words; else why there is none."""
    t, words, day = place.t, place.words, place.words.day(one.day)
    span = words.span(founded.window.start, founded.window.end)
    if founded.meeting == "mixed":
        return t(
            "new unions of every kind, {span}; those of enterprises are not published apart",
            span=span,
        )
    if founded.share is None or one.enterprises is None:
        return t("new unions {span}, which are not the days of the enterprises", span=span)
    left = words.rough(one.enterprises.value, founded.indicator, one.enterprises.qualifier)
    if founded.meeting == "after":
        return t(
            "{number} {label} on {day}, new unions counted {span}",
            number=left,
            label=_indicator_of(one.band, "enterprises").label(place.language, left),
            day=day,
            span=span,
        )
    return t(
        "{all} enterprises ({left} without a union, {founded} with a new one {span})",
        all=words.count(founded.of or 0),
        left=left,
        founded=words.count(founded.window.value),
        span=span,
    )


def _amount(place: Place, one: Room) -> str:
    """The enterprises with their workers in brackets, or the workers alone."""
    words = place.words
    enterprises, workers = (_indicator_of(one.band, unit) for unit in ("enterprises", "workers"))
    people = one.workers and words.rough(one.workers.value, workers, one.workers.qualifier)
    if one.enterprises is None:
        return words.counted(people or "", workers.label(place.language, people or ""))
    known = words.labelled(one.enterprises.value, enterprises, one.enterprises.qualifier)
    return (
        place.t("{known} ({people} {people:worker|workers})", known=known, people=people)
        if people
        else known
    )


def _said(place: Place, one: Room, unit: str) -> Said | None:
    stock = one.enterprises if unit == "enterprises" else one.workers
    if stock is None:
        return None
    measured = _indicator_of(one.band, unit)
    return Said(stock.value, place.words.rough(stock.value, measured, stock.qualifier))


def _indicator_of(band: Band, unit: str) -> Indicator:
    return next(item for item in all_indicators() if (item.band, item.unit) == (band, unit))


def _size(place: Place, band: Band) -> str:
    t = place.t
    return {
        "all": t("All sizes"),
        "20plus": t("20 or more workers"),
        "25plus": t("25 or more workers"),
        "10to19": t("10 to 19 workers"),
        "under10": t("Fewer than 10 workers"),
        "": "",
    }[band]
