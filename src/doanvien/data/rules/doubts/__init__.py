"""What is possible and yet most often a mistake: `doanvien check` asks, no report is stopped.

A note on a row answers the question: whoever wrote one has looked at the figure. Only exact figures
are doubted, and only where there is something to hold them against.

names    units whose names may be one
printed  printed percentages whose numbers are not those of the figures and targets
rates    rates that are a share of 1, unlike their own parts, unlike the year before
rows     what is asked about a row, and how rows are told apart
sizes    figures many times as large or as small as their neighbours in time
wholes   wholes that nobody wrote, parts above their whole, members that do not fit their unions
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from doanvien.data.frames import typed_frame
from doanvien.data.problems import Problem
from doanvien.data.reading.table import Table
from doanvien.data.rules.doubts.names import alike_names
from doanvien.data.rules.doubts.printed import printed_shares
from doanvien.data.rules.doubts.rates import unlikely_rates
from doanvien.data.rules.doubts.rows import SPAN, Doubt
from doanvien.data.rules.doubts.sizes import unusual
from doanvien.data.rules.doubts.wholes import members_a_union, no_whole, parts
from doanvien.data.rules.schema import SOURCES
from doanvien.data.rules.values import find_indicator

PRINTED = [*SPAN, "of", "assigned_by"]


def doubts_of(figures: Table, shared: Mapping[str, Table], slug: str) -> Iterator[Problem]:
    """Every doubt about a place, from its rows of the tables that have all of their columns."""
    targets, percentages = (
        shared[name].where("province", {slug}) for name in ("targets.csv", "percentages.csv")
    )
    frame, goals, printed = (
        typed_frame([table] if table.complete else [], table.schema)
        for table in (figures.where("province", {slug}), targets, percentages)
    )
    published = typed_frame([shared["sources.csv"]], SOURCES).set_index("source")
    frame, printed = _in_force(frame, published, SPAN), _in_force(printed, published, PRINTED)
    known = {code: find_indicator(code) for code in frame["indicator"].unique()}
    kinds = frame["indicator"].map({code: one.kind if one else "" for code, one in known.items()})
    frame = frame.assign(kind=kinds)[(frame["qualifier"] == "exact") & frame["value"].notna()]
    rates, counts = frame[frame["kind"] == "rate"], frame[frame["kind"] != "rate"]
    yield from alike_names(figures)
    yield from _asked(figures.file, no_whole(counts))
    yield from _asked(figures.file, unlikely_rates(rates, counts))
    yield from _asked(figures.file, members_a_union(counts))
    signed = {code for code, one in known.items() if one and one.signed}
    yield from _asked(figures.file, unusual(counts[~counts["indicator"].isin(signed)]))
    yield from _asked(figures.file, parts(counts))
    amounts = goals[goals["indicator"].map(_is_flow).astype(bool)]
    odd = unusual(amounts.assign(value=amounts["low"], kind="flow"))
    yield from _asked(targets.file, ((row, "low", told) for row, _, told in odd))
    yield from _asked(percentages.file, printed_shares(printed, frame, goals))


def _is_flow(code: str) -> bool:
    indicator = find_indicator(code)
    return indicator is not None and indicator.kind == "flow"


def _in_force(rows: pd.DataFrame, sources: pd.DataFrame, same: list[str]) -> pd.DataFrame:
    """The rows without those that their own publisher has revised since; no report uses these."""
    told = rows.join(sources[["publisher", "published_on"]], on="source")
    days = told.groupby([*same, "publisher"], dropna=False)["published_on"]
    return rows[told["published_on"] == days.transform("max")]


def _asked(file: str, doubts: Iterable[Doubt]) -> Iterator[Problem]:
    for row, column, told in doubts:
        if not row.note:
            value = getattr(row, column)
            text = f"{value:.10g}" if isinstance(value, float) else str(value)
            yield Problem(file, (int(row.row),), column, text, told, "doubt")
