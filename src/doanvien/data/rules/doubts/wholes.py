"""Wholes that nobody wrote, parts above their whole, members that do not fit their unions."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from doanvien.data.problems import wrong
from doanvien.data.rules.doubts.rows import SPAN, Doubt, rows_of
from doanvien.reference.indicators import all_indicators
from doanvien.reference.maps import NEW_MAP
from doanvien.reference.provinces import TERRITORY_CHANGE

FEWEST_UNITS = 3
FEWEST_A_UNION = 5
"""Members; no grassroots union is founded with fewer."""
FEWEST_OF_PROVINCE, MOST_OF_PROVINCE = 10, 2000
"""Members for each union of a whole province; published ones have 15 to 200."""


def no_whole(counts: pd.DataFrame) -> Iterator[Doubt]:
    """All units have a row, and the province has none, though it existed by then."""
    founded = pd.Timestamp(TERRITORY_CHANGE)
    early = (counts["territory"] == NEW_MAP) & (counts["period_end"] < founded)
    counts = counts[~early]
    named = counts.assign(whole=counts["unit"] == "", of=counts["unit"].mask(counts["unit"] == ""))
    spans = named.groupby(SPAN[:1] + SPAN[2:], dropna=False)
    found = spans.agg(
        whole=("whole", "any"), units=("of", "nunique"), sum=("value", "sum"), row=("row", "min")
    )
    most = found.groupby("territory")["units"].transform("max")
    lacking = found[~found["whole"] & (found["units"] == most) & (most >= FEWEST_UNITS)]
    rows = counts.set_index("row")
    for one in rows_of(lacking):
        told = wrong(
            "the {count} {count:unit adds|units add} up to {sum}, and no row says what the "
            "whole province has.",
            "Add that row, with an empty unit.",
            count=one.units,
            sum=f"{one.sum:.0f}",
        )
        yield next(rows_of(rows.loc[[one.row]].reset_index())), "unit", told


def members_a_union(counts: pd.DataFrame) -> Iterator[Doubt]:
    """Fewer members than a few for each grassroots union, or thousands: a zero is lost or typed
    twice, in the one figure or the other."""
    key = ["territory", "unit", "period_end"]
    unions = counts[counts["indicator"] == "grassroots_unions_total"]
    found = counts[counts["indicator"] == "members_total"].merge(
        unions[[*key, "value"]], on=key, suffixes=("", "_unions")
    )
    least = np.where(found["unit"] == "", FEWEST_OF_PROVINCE, FEWEST_A_UNION)
    few = found["value"] < least * found["value_unions"]
    many = (found["unit"] == "") & (found["value"] > MOST_OF_PROVINCE * found["value_unions"])
    for row in rows_of(found.assign(few=few)[few | many]):
        number = f"{row.value_unions:.0f}"
        remedy = "Compare both figures with the source."
        told = (
            wrong(
                "{value} members in {unions} grassroots unions are very few.", remedy, unions=number
            )
            if row.few
            else wrong(
                "{value} members in {unions} grassroots unions are very many.",
                remedy,
                unions=number,
            )
        )
        yield row, "value", told


def parts(counts: pd.DataFrame) -> Iterator[Doubt]:
    """Parts that are more than their whole of the same days."""
    key = ["territory", "unit", "period_start", "period_end"]
    pairs = [(one.code, one.part_of) for one in all_indicators() if one.part_of]
    pairs += [(one.numerator, one.denominator) for one in all_indicators() if one.denominator]
    wholes = pd.DataFrame(pairs, columns=["indicator", "whole"])
    found = counts.merge(wholes, on="indicator").merge(
        counts[[*key, "indicator", "value"]],
        left_on=[*key, "whole"],
        right_on=[*key, "indicator"],
        suffixes=("", "_whole"),
    )
    for row in rows_of(found[found["value"] > found["value_whole"]]):
        told = wrong(
            "{value} of a part is more than the {whole} of the whole.",
            "Compare both figures with the source.",
            whole=f"{row.value_whole:.0f}",
        )
        yield row, "value", told
