"""Totals and rates of a day, and how many unions an officer has, as sentences."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from doanvien.measures.growth.levels import Level
from doanvien.measures.growth.workload import Workload
from doanvien.measures.series.percentages import DISAGREES
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.reference.indicators import headline_levels, indicator

MOST_LEVELS = 3


def levels_of(place: Place) -> list[Level]:
    """The totals and rates that the report opens with; where it has none of them, the first few of
    those that it has."""
    found = [level for item in headline_levels() if (level := place.growth.level(item.code))]
    return found or list(place.growth.own_levels[:MOST_LEVELS])


def level_sentences(place: Place) -> list[str]:
    """Totals and rates, those of one day in one sentence."""
    by_day: dict[date, list[Level]] = defaultdict(list)
    for level in levels_of(place):
        by_day[level.now.day].append(level)
    return [_levels_on(place, day, levels) for day, levels in sorted(by_day.items())]


def _levels_on(place: Place, day: date, levels: list[Level]) -> str:
    words = place.words
    amounts = [
        words.amount(level.now.value, level.indicator, level.now.qualifier)
        for level in levels
        if level.indicator.kind == "stock"
    ]
    rates = [
        words.t(
            "the {label} was {amount}",
            label=level.indicator.label(words.language),
            amount=_rate(place, level),
        )
        for level in levels
        if level.indicator.kind == "rate"
    ]
    values = {
        "day": words.day(day),
        "place": words.whole_place,
        "amounts": words.listed(amounts),
        "rates": words.listed(rates),
    }
    if not rates:
        return words.t("By {day}, {place} had {amounts}.", **values)
    if not amounts:
        return words.t("By {day}, {rates}.", **values)
    return words.t("By {day}, {place} had {amounts}; {rates}.", **values)


def _rate(place: Place, level: Level) -> str:
    """A rate as printed; where the two numbers printed with it give another, with that one."""
    words, now = place.words, level.now
    amount = words.amount(now.value, level.indicator, now.qualifier)
    for check in place.printed:
        same = (check.indicator, check.unit, check.end.date()) == (
            level.indicator.code,
            "",
            now.day,
        )
        if same and check.of == "stock" and check.verdict == DISAGREES and check.base:
            return words.t(
                "{amount} as published, though {value} of {base} is {share}",
                amount=amount,
                value=words.count(check.value),
                base=words.count(check.base),
                share=words.share(check.value, check.base),
            )
    return amount


def workload_sentences(report: Report) -> list[str]:
    """How many unions the full-time officers of a federation, or of one upper-level union, have."""
    return [_workload_sentence(report, workload) for workload in report.place.workloads]


def _workload_sentence(report: Report, workload: Workload) -> str:
    words, t, unions = report.words, report.t, indicator("grassroots_unions_total")
    values = {
        "officers": words.count(workload.officers),
        "unions": words.amount(workload.unions, unions, workload.unions_qualifier),
        "each": words.amount(float(round(workload.per_officer)), unions),
    }
    if workload.unit:
        return t(
            "One upper-level union had {officers} full-time {officers:officer|officers} "
            "for {unions}, about {each} for each officer.",
            **values,
        )
    return t(
        "{federation} had {officers} full-time {officers:officer|officers} for "
        "{unions}, about {each} for each officer.",
        federation=report.place.view.place.federation(report.language),
        **values,
    )
