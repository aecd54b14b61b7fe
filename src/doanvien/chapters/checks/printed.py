"""Printed percentages beside their recomputation, as a frame."""

from __future__ import annotations

from typing import Any

import pandas as pd

from doanvien.measures.series.percentages import (
    AGREES_ROUNDED,
    AGREES_TRUNCATED,
    DISAGREES,
    PrintedCheck,
)
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import Said, made_frame


def printed(report: Report) -> pd.DataFrame:
    """A row for each percentage printed for the period.

    ``printed`` is what the source wrote, ``value`` of ``base`` gives ``recomputed`` (a fraction,
    shown with two decimals because rounding is being checked; NaN where the base is not published,
    ``fits`` then says which whole numbers it can be); ``agreement`` is the conclusion in words.
    """
    t = report.t
    rows = [_row(place, check) for place in report.places for check in place.printed]
    columns = (
        *("label", "indicator", "unit", "counted_to", "share_of", "value", "base", "fits"),
        *("recomputed", "printed", "agreement", "source"),
    )
    note = t(
        "A printed percentage agrees when rounding or truncating the recomputed one to "
        "its own number of decimals gives it."
    )
    caption = t("Printed percentages, recomputed")
    return made_frame(report, rows, columns, name="printed", caption=caption, notes=[note])


def _row(place: Place, check: PrintedCheck) -> dict[str, Any]:
    t, words = place.t, place.words
    unknown = Said(None, t("cannot be computed: base missing"))
    ratio = check.ratio
    return {
        "label": place.label(check.indicator, check.unit),
        "indicator": check.indicator,
        "unit": check.unit,
        "counted_to": check.end,
        "share_of": {
            "target": t("of the target"),
            "share": t("a share, not attainment"),
            "stock": t("a rate, not attainment"),
            "result": t("of another result, not attainment"),
        }[check.of],
        "value": check.value,
        "base": unknown if check.base is None else check.base,
        "fits": words.possible_bases(check) if check.base is None else None,
        "recomputed": unknown if ratio is None else Said(float(ratio), words.percent(ratio, 2)),
        "printed": words.printed(check.printed),
        "agreement": _agreement(place, check),
        "source": check.source,
    }


def _agreement(place: Place, check: PrintedCheck) -> str:
    t = place.t
    if check.verdict == AGREES_ROUNDED:
        return t("✓ agrees")
    if check.verdict == AGREES_TRUNCATED:
        return t("✓ agrees (truncated)")
    if check.verdict == DISAGREES:
        return t("✗ does not agree")
    return t("– cannot be checked")
