"""The members' account as frames: of the period, quarter by quarter, against three days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pandas as pd

from doanvien.chapters.growth.flows import sum_note
from doanvien.measures.growth.balance import Balance, quarterly_accounts
from doanvien.measures.growth.change import LevelChange, level_changes
from doanvien.measures.series.qualifiers import rounded_to
from doanvien.measures.targets.targets import TargetReport
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tables.grid import NativeChart
from doanvien.present.shown.tables.origin import Said, made_frame
from doanvien.present.words.letters import capital
from doanvien.present.words.phrases import Words
from doanvien.reference.indicators import Accounted, account_code, indicator

FEWEST_QUARTERS = 2
FEWEST_CHANGES = 2


def account(report: Report, of: Accounted = "members") -> pd.DataFrame:
    """A row for each item of the account of members, or of ``"unions"``: opening, new, lost,
    transferred, net, removed, closing.

    ``item`` is its name and ``term`` its code; ``persons`` (or unions) is signed, as it goes into
    the account; ``label`` names the total; ``how`` says how it was found, ``period_start`` and
    ``period_end`` the days of the account. Empty where fewer than two of its flows are known.
    """
    place, members = report.place, of == "members"
    balance = place.growth.balance if members else place.growth.balance_of_unions
    rows = list(_items(place, balance, of)) if balance else []
    caption, notes = report.t("Members' account") if members else report.t("Unions' account"), []
    if balance is not None:
        span = place.words.span(balance.start, balance.end)
        caption = report.t("{account} {span}", account=caption, span=span)
        for row in (row for row in rows if row["term"] == "net"):
            caption = report.t(
                "{account}: net growth {net}", account=caption, net=row["persons"].text
            )
        if place.view.history.is_sum(balance.start - timedelta(days=1)):
            notes = [sum_note(place)]
    return made_frame(
        report,
        rows,
        ("item", "term", "label", "persons", "how", "period_start", "period_end"),
        name="balance" if members else "balance-of-unions",
        caption=caption,
        notes=notes,
        titles={} if members else {"persons": report.t("Grassroots unions")},
    )


def quarters(report: Report) -> pd.DataFrame:
    """A row for each of the last quarters whose account can be checked.

    Persons, ``net`` and ``residual`` signed: ``residual`` is what the flows give at the end of the
    quarter less its total. ``rate`` is growth net of removals ÷ the opening total.
    """
    t, place = report.t, report.place
    found = quarterly_accounts(place.view.history, place.view.cutoff)
    if len(found) < FEWEST_QUARTERS or found[-1][0].end < place.view.period.start:
        found = ()
    history = place.view.history
    rows, summed = [], False
    for period, balance in found:
        is_sum = history.is_sum(balance.start - timedelta(days=1))
        summed |= is_sum
        rows.append(
            {
                "quarter": capital(period.label(place.language)) + (" *" if is_sum else ""),
                "told": period.phrase(place.language) + (" *" if is_sum else ""),
                "period_end": balance.end,
                "opening": balance.opening,
                "new": balance.new,
                "lost": balance.lost,
                "transferred": balance.transferred,
                "removed": balance.removed,
                "closing": balance.closing,
                "net": balance.net,
                "rate": balance.rate,
                "residual": balance.residual,
            }
        )
    notes = [
        t("Difference: what the flows give at the end of the quarter, less its total."),
        t(
            "Rate: growth of the total net of members removed by reorganisation, out of the "
            "opening total."
        ),
    ]
    return made_frame(
        report,
        rows,
        (
            *("quarter", "period_end", "opening", "new", "lost", "transferred", "removed"),
            *("closing", "net", "rate", "residual"),
        ),
        name="quarters",
        caption=_best_quarter(report, rows),
        notes=[*notes, *([sum_note(place)] if summed else [])],
        chart=NativeChart("bar", "quarter", ("net",), t("Net growth by quarter")),
    )


def _best_quarter(report: Report, rows: list[dict[str, Any]]) -> str:
    known = [row for row in rows if row["net"] is not None]
    if not known:
        return report.t("Members' account by quarter")
    best = max(known, key=lambda row: row["net"])
    values = {
        "count": report.words.count(len(known)),
        "quarter": best["told"],
        "net": report.words.signed(best["net"]),
    }
    if best["net"] < 0:
        return report.t(
            "Of {count} quarters, the net loss was smallest in {quarter}: {net}", **values
        )
    return report.t("Of {count} quarters, net growth was highest in {quarter}: {net}", **values)


def changes(report: Report) -> pd.DataFrame:
    """A row for each day that the total is held against: the beginning of the period, the same day
    of the year before, the beginning of the term.

    ``earlier`` stood on ``earlier_day``, ``value`` stands on ``day``; ``growth`` is the change plus
    ``removed`` (members taken out by the reorganisation), ``rate`` it ÷ the earlier total.
    """
    t = report.t
    by_place = [
        (place, [_change_row(place, change) for change in found])
        for place in report.places
        if len(found := changes_of(place.targets)) >= FEWEST_CHANGES
    ]
    rows = [row for _, of_place in by_place for row in of_place]
    own = [row for place, of_place in by_place if place.home for row in of_place]
    notes = [
        t(
            "Across June–July 2025 growth is given net of the members removed by the "
            "reorganisation; where neither their number nor flows that explain the whole change "
            "are known there is no growth."
        )
    ]
    columns = ("against", "earlier_day", "earlier", "day", "value", "removed", "growth", "rate")
    return made_frame(
        report,
        rows,
        columns,
        name="growth-against",
        caption=_grown_against(report, own),
        notes=notes if any(row["removed"] is not None for row in rows) else (),
    )


def _grown_against(report: Report, own: list[dict[str, Any]]) -> str:
    """The growth of the report's own place against the earliest day that its total can be held
    against; net of the removed it is not the change of the total, and is not called so."""
    if not own:
        return report.t("Total members against earlier days")
    known = [row for row in own if row["growth"].value is not None]
    if not known:
        return report.t("Total members cannot be compared with any earlier day")
    first = min(known, key=lambda row: row["earlier_day"])
    change, day = first["growth"].text, report.words.day(first["earlier_day"])
    if first["removed"]:
        return report.t(
            "Growth since {day}, net of members removed by reorganisation: {change}",
            day=day,
            change=change,
        )
    return report.t("Total members: {change} since {day}", change=change, day=day)


def changes_of(targets: TargetReport) -> tuple[LevelChange, ...]:
    """Growth of the total of a view; its term is the one that a target in force names."""
    view = targets.view
    return level_changes(view.history, view.period, view.cutoff, _term_start(targets))


def _term_start(targets: TargetReport) -> date | None:
    """The first day of the term: of the latest target of several years in force; None without."""
    starts = [
        one.target.start
        for one in targets.of_province
        if one.target.start is not None and one.target.end.year > one.target.start.year
    ]
    return max(starts, default=None)


def _items(place: Place, balance: Balance, of: Accounted) -> Iterator[dict[str, Any]]:
    t, how, names = place.t, dict(balance.how), _names(place, of)
    found = {
        "published": t("as published"),
        "added": t("adjoining figures added"),
        "differenced": t("difference of cumulative figures"),
    }
    terms = (
        ("opening", balance.opening, 0),
        ("new", balance.new, 1),
        ("lost", balance.lost, -1),
        ("transferred", balance.transferred, 1),
        ("net", balance.net, 1),
        ("removed", balance.removed, -1),
        ("closing", balance.closing, 0),
    )
    for term, value, sign in terms:
        if value is not None:
            yield {
                "item": names[term],
                "term": term,
                "label": place.label(account_code("total", of)),
                "persons": _persons(place.words, balance, term, value, sign),
                "how": t("derived")
                if term in balance.derived
                else found[how.get(term, "published")],
                "period_start": balance.start,
                "period_end": balance.end,
            }


def _names(place: Place, of: Accounted) -> dict[str, str]:
    """The items of an account by their terms, short enough for a chart."""
    t = place.t
    shared = {
        "opening": t("At the beginning"),
        "transferred": t("Transferred, net"),
        "removed": t("Removed by reorganisation"),
        "closing": t("At the end"),
    }
    if of == "members":
        return {
            **shared,
            "new": t("New members"),
            "lost": t("Members lost"),
            "net": t("Net growth (new less lost, with transfers)"),
        }
    return {
        **shared,
        "new": t("Founded"),
        "lost": t("Dissolved"),
        "net": t("Net growth (founded less dissolved, with transfers)"),
    }


def _persons(words: Words, balance: Balance, term: str, value: float, sign: int) -> Said:
    """A term with its sign, none for a total, as exact as its source; a derived one as the rest."""
    if term in balance.derived and balance.rounding:
        return words.grown(sign * rounded_to(value, balance.rounding), "about")
    qualifier = dict(balance.qualifiers).get(term, "exact")
    if sign == 0:
        return words.said(value, indicator(account_code("total")), qualifier)
    return words.grown(sign * value, qualifier)


def _change_row(place: Place, change: LevelChange) -> dict[str, Any]:
    t, words, total = place.t, place.words, indicator(account_code("total"))
    apart = Said(None, t("not comparable") if change.over_break else t("within the rounding"))
    against = {
        "period": t("Beginning of the period"),
        "year": t("Same day of the year before"),
        "term": t("Beginning of the term"),
    }[change.against]
    star = " *" if place.view.history.is_sum(change.earlier.day) else ""
    return {
        "against": place.named(against) + star,
        "earlier_day": change.earlier.day,
        "earlier": words.said(change.earlier.value, total, change.earlier.qualifier),
        "day": change.now.day,
        "value": words.said(change.now.value, total, change.now.qualifier),
        "removed": change.removed,
        "growth": apart if change.growth is None else words.grown(change.growth, change.qualifier),
        "rate": apart if change.rate is None else float(change.rate),
    }
