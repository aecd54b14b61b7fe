"""Totals and rates on their days as frames, parts of a whole, totals over time."""

from __future__ import annotations

from typing import Any

import pandas as pd

from doanvien.chapters.growth.communes import told_with_communes
from doanvien.measures.days import crosses_break
from doanvien.measures.growth.levels import Level
from doanvien.measures.growth.parts import Part
from doanvien.measures.growth.parts import parts as measured_parts
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import Said, made_frame
from doanvien.present.words.letters import capital
from doanvien.reference.indicators import indicator

MEMBERS = indicator("members_total")


def levels(report: Report) -> pd.DataFrame:
    """A row for each total in the period, with the one before it; what has no union yet stands in
    `room`, commune unions and officers that cannot be compared in `communes` and `workloads`.

    ``value`` stood on ``day``, ``earlier`` on ``earlier_day``; ``change`` is the difference and
    ``rate`` it as a fraction of the earlier one, both NaN across the break of June–July 2025. All
    in the indicator's unit.
    """
    rows = [
        _level_row(place, level)
        for place in report.places
        for level in place.growth.own_levels
        if level.indicator.kind == "stock" and not level.indicator.band
        if level.change is not None or level.indicator.code not in told_with_communes(place)
    ]
    columns = ("label", "indicator", "value", "day", "earlier", "earlier_day", "change", "rate")
    return made_frame(
        report, rows, columns, name="levels", caption=_finding(report) or report.t("Totals")
    )


def _finding(report: Report) -> str:
    """How the first total moved since the one before; where that cannot be said, the total."""
    told = [
        level
        for level in report.place.growth.own_levels
        if level.indicator.kind == "stock" and not level.indicator.band
    ]
    for level in told:
        if level.change is not None and level.earlier:
            return report.t(
                "{label}: {amount}, {change} since {day}",
                label=report.place.label(level.indicator),
                amount=report.words.rough(level.now.value, level.indicator, level.now.qualifier),
                change=report.words.grown(level.change, level.qualifier).text,
                day=report.words.day(level.earlier.day),
            )
    for level in told:
        return report.t(
            "{label}: {amount} on {day}",
            label=report.place.label(level.indicator),
            amount=report.words.rough(level.now.value, level.indicator, level.now.qualifier),
            day=report.words.day(level.now.day),
        )
    return ""


def rates(report: Report) -> pd.DataFrame:
    """A row for each rate in the period: ``printed`` as its source has it, on ``day``, out of
    ``denominator`` in words; ``value`` is the number (per cent, or per union)."""
    rows = [
        {
            "label": place.label(level.indicator),
            "indicator": level.indicator.code,
            "printed": place.words.amount(level.now.value, level.indicator, level.now.qualifier),
            "value": level.now.value,
            "day": level.now.day,
            "denominator": capital(level.indicator.denominator_words(place.language)),
        }
        for place in report.places
        for level in place.growth.own_levels
        if level.indicator.kind == "rate"
    ]
    columns = ("label", "indicator", "printed", "value", "day", "denominator")
    caption = "; ".join(f"{row['label']}: {row['printed']}" for row in rows[:1])
    return made_frame(report, rows, columns, name="rate-levels", caption=caption)


def parts(report: Report) -> pd.DataFrame:
    """A row for each figure that is a part of another one of the same days.

    ``value`` of ``whole`` is ``part_share`` (1 = all of it); ``period_start`` is NaT for levels,
    ``denominator`` names the whole.
    """
    rows = [
        {
            "label": place.label(part.rate or part.part),
            "indicator": (part.rate or part.part).code,
            "value": place.words.said(part.value, part.part, part.qualifier),
            "whole": place.words.said(part.of, part.whole, part.of_qualifier),
            "part_share": _share(place, part),
            "denominator": capital(part.whole.label(place.language)),
            "period_start": part.start,
            "period_end": part.end,
        }
        for place in report.places
        for part in measured_parts(place.view.history, place.view.period, place.view.cutoff)
    ]
    columns = ("label", "indicator", "value", "whole", "part_share", "denominator")
    return made_frame(
        report,
        rows,
        (*columns, "period_start", "period_end"),
        name="parts",
        caption=_of_the_whole(report, rows),
        notes=[report.t("Computed from two figures of the same days; nothing is estimated.")],
    )


def _of_the_whole(report: Report, rows: list[dict[str, Any]]) -> str:
    """What the first part is of its whole; of so few that a share is but the two, those alone."""
    for row in rows:
        values = {"label": row["label"], "value": row["value"].text, "whole": row["whole"].text}
        if row["part_share"].value is None or row["whole"].value < report.words.smallest_base:
            return report.t("{label}: {value} of {whole}", **values)
        share = row["part_share"].text
        return report.t("{label}: {share}, {value} of {whole}", share=share, **values)
    return ""


def totals(report: Report) -> pd.DataFrame:
    """A row for each day on which the total of members is known, up to the cut-off.

    ``summed`` tells that the day's total is the sum of the provinces merged in the place;
    ``stretch`` counts the stretches of days between which the series breaks (June–July 2025).
    Empty where no total falls into the period.
    """
    place = report.place
    stocks = [s for s in place.view.history.stock(MEMBERS.code) if s.day <= place.view.cutoff]
    if not any(stock.day >= place.view.period.start for stock in stocks):
        stocks = []
    rows, stretch = [], 0
    for number, stock in enumerate(stocks):
        if number and crosses_break(stocks[number - 1].day, stock.day):
            stretch += 1
        rows.append(
            {
                "label": place.label(MEMBERS),
                "indicator": MEMBERS.code,
                "value": place.words.said(stock.value, MEMBERS, stock.qualifier),
                "period_end": stock.day,
                "summed": place.view.history.is_sum(stock.day),
                "stretch": str(stretch),
            }
        )
    columns = ("label", "indicator", "value", "period_end", "summed", "stretch")
    caption = report.t("Total members on the days with figures")
    return made_frame(report, rows, columns, name="totals", caption=caption)


def _share(place: Place, part: Part) -> Said:
    told = place.words.share(part.value, part.of)
    return Said(float(part.share), place.t("about {number}", number=told) if part.rounded else told)


def _level_row(place: Place, level: Level) -> dict[str, Any]:
    words, now, earlier = place.words, level.now, level.earlier
    apart = {
        "break": Said(None, place.t("not comparable")),
        "rounded": Said(None, place.t("within the rounding")),
    }.get(level.reason or "")
    few = earlier is None or abs(earlier.value) < words.smallest_base
    return {
        "label": place.label(level.indicator),
        "indicator": level.indicator.code,
        "value": words.said(now.value, level.indicator, now.qualifier),
        "day": now.day,
        "earlier": words.said(earlier.value, level.indicator, earlier.qualifier)
        if earlier
        else None,
        "earlier_day": earlier.day if earlier else None,
        "change": apart if level.change is None else words.grown(level.change, level.qualifier),
        "rate": apart if level.rate is None or few else float(level.rate),
    }
