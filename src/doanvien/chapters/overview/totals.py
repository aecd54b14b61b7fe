"""The country's figures beside the provinces added up, as frames."""

from __future__ import annotations

from typing import Any

import pandas as pd

from doanvien.chapters.overview.overview import Overview
from doanvien.measures.country.overview import Total, target_total, total
from doanvien.present.shown.tables.origin import Said, made_frame
from doanvien.present.words.letters import capital, uncapital
from doanvien.reference.indicators import aims, all_indicators


def totals(overview: Overview) -> pd.DataFrame:
    """A row for each indicator that provinces give.

    ``country`` is what was published for the whole country (NaN where nothing was), ``value`` the
    sum of ``provinces`` provinces, counted from ``counted_first`` to ``counted_to`` at the latest,
    in the indicator's unit; ``of_country`` the sum ÷ the country's figure, of the same days;
    ``names`` whose.
    """
    found = [
        one
        for item in all_indicators()
        if item.adds_up and (one := total(overview.measured, item.code))
    ]
    rows = [_row(overview, one) for one in found]
    columns = (
        *("label", "indicator", "country", "value", "of_country", "provinces"),
        *("counted_first", "counted_to", "names"),
    )
    caption = overview.t("The country and the provinces added up")
    for row in rows[:1]:
        caption = _found(overview, row)
    notes = _who_is_added(overview, rows)
    return made_frame(
        overview,
        rows,
        columns,
        name="totals",
        caption=caption,
        notes=notes,
        titles={"value": overview.t("Provinces added up")},
    )


def _found(overview: Overview, row: dict[str, Any]) -> str:
    """The country's figure, then the sum of how many provinces of how many."""
    told = {
        "label": row["label"],
        "amount": row["value"].text,
        "count": overview.words.count(row["provinces"]),
        "all": overview.words.count(len(overview.expected)),
    }
    if row["country"] is None:
        return overview.t("{label}: {amount} in {count} of {all} provinces", **told)
    return overview.t(
        "{label}: {national} in the whole country, {amount} in {count} of {all} provinces",
        national=row["country"].text,
        **told,
    )


def _who_is_added(overview: Overview, rows: list[dict[str, Any]]) -> list[str]:
    """The provinces behind the sums; which sums where not all are of the same."""
    of: dict[str, list[str]] = {}
    for row in rows:
        of.setdefault(row["names"], []).append(row["label"])
    if len(of) == 1:
        return [overview.t("Added up: {names}.", names=next(iter(of)))]
    return [
        overview.t(
            "{subject}: {names}.",
            subject=capital(overview.words.listed(list(map(uncapital, labels)))),
            names=names,
        )
        for names, labels in of.items()
    ]


def target_sums(overview: Overview) -> pd.DataFrame:
    """A row for each indicator for which TLĐ set provinces targets: both added up over the same
    provinces; ``country`` is the target of the whole country, in the indicator's unit."""
    t = overview.t
    rows: list[dict[str, Any]] = []
    notes = []
    for code in (item.code for item in aims()):
        found = target_total(overview.measured, code, "tld")
        if found is None:
            continue
        whole = target_total([overview.national], code, "tld")
        label = capital(found.indicator.label(overview.language))
        rows.append(
            {
                "target": label,
                "indicator": code,
                "low": found.target,
                "result": found.result,
                "share": Said(float(found.share), overview.words.share(found.result, found.target)),
                "provinces": len(found.attainments),
                "country_target": whole.target if whole else None,
            }
        )
        if "gross_for_net" in found.flags:
            notes.append(t("{target}: results count new members, before losses.", target=label))
    columns = ("target", "indicator", "low", "result", "share", "provinces", "country_target")
    caption = t("The General Confederation's targets for the provinces, added up")
    for row in rows[:1]:
        if row["low"] < overview.words.smallest_base or row["result"] < 0:
            break
        caption = t(
            "{target}: {share} of the targets of {count} {count:province|provinces} attained",
            target=row["target"],
            share=row["share"].text,
            count=overview.words.count(row["provinces"]),
        )
    return made_frame(overview, rows, columns, name="target-sums", caption=caption, notes=notes)


def _row(overview: Overview, found: Total) -> dict[str, Any]:
    words = overview.words
    national = total([overview.national], found.indicator.code)
    comparable = (
        national is not None
        and national.value > 0
        and not found.indicator.signed
        and (found.first, found.last) == (national.first, national.last)
    )
    return {
        "label": capital(found.indicator.label(overview.language)),
        "indicator": found.indicator.code,
        "country": words.said(national.value, national.indicator, national.qualifier)
        if national
        else None,
        "value": words.said(found.value, found.indicator, found.qualifier),
        "of_country": Said(found.value / national.value, words.share(found.value, national.value))
        if national is not None and comparable
        else None,
        "provinces": len(found.places),
        "counted_first": found.first if found.first != found.last else None,
        "counted_to": found.last,
        "names": overview.names(found.places),
    }
