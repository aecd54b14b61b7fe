"""What is possible and yet most often a mistake: `doanvien check` asks, no report is stopped.

A note on a row answers the question: whoever wrote one has looked at the figure. Only exact figures
are doubted, and only where there is something to hold them against.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from doanvien.data.frames import typed_frame
from doanvien.data.problems import Problem, wrong
from doanvien.data.reading.table import Row, Table
from doanvien.data.rules.schema import SOURCES
from doanvien.data.rules.units import UnitName, unit_name
from doanvien.data.rules.values import find_indicator
from doanvien.reference.sentences import Sentences
from doanvien.reference.text.names import plain_words
from doanvien.reference.text.words import words

FEWEST_UNITS = 3
FEWEST_A_UNION = 5
"""Members; no grassroots union is founded with fewer."""
FEWEST_OF_PROVINCE = 10
"""Members for each union of a whole province; published ones have 15 to 200."""
MANY_TIMES = 8
"""A digit lost or typed twice makes a figure about ten times as small or as large."""
LARGE = 1000, 3000
"""A stock, a flow; smaller ones do jump."""
BEYOND_ROUNDING = 0.6  # points of a percentage
JUMP = 30  # points of a percentage in a year
DISSOLVED = pd.Timestamp(2025, 6, 1)
"""From that month, stocks lack the unions that were dissolved by 15 June 2025."""
QUARTER = pd.Timedelta(days=85)
YEAR_AND_A_HALF = pd.Timedelta(days=550)
_EITHER_WAY = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")
SERIES = ["territory", "unit", "indicator"]
SPAN = [*SERIES, "period_start", "period_end"]
PRINTED = [*SPAN, "of", "assigned_by"]

Doubt = tuple[Any, str, Sentences]
"""A row of a typed frame, the column in doubt, what is asked."""


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
    yield from _alike_names(figures)
    yield from _asked(figures.file, _no_whole(counts))
    yield from _asked(figures.file, _rates(rates, counts))
    yield from _asked(figures.file, _members_a_union(counts))
    signed = {code for code, one in known.items() if one and one.signed}
    yield from _asked(figures.file, _unusual(counts[~counts["indicator"].isin(signed)]))
    yield from _asked(figures.file, _parts(counts))
    amounts = goals[goals["indicator"].map(_is_flow).astype(bool)]
    unusual = _unusual(amounts.assign(value=amounts["low"], kind="flow"))
    yield from _asked(targets.file, ((row, "low", told) for row, _, told in unusual))
    yield from _asked(percentages.file, _printed(printed, frame, goals))


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


def _rows_of(frame: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame, a cell by the name of its column; pandas knows no types of them."""
    yield from frame.itertuples()


def _alike_names(figures: Table) -> Iterator[Problem]:
    """Units whose names differ by what people leave out, the level or accents, or write either
    way, y or i."""
    alike: dict[str, dict[UnitName, str]] = {}
    for text in filter(None, figures.column("unit").distinct):
        name = unit_name(text)
        others = alike.setdefault(plain_words(name.name).replace("y", "i"), {})
        for other, written in others.items():
            if _written_less(text, written) or (
                name.name == other.name and not (name.level and other.level)
            ):
                at = int(np.argmax(figures.column("unit").holds({text})))
                told = wrong(
                    "{value} may be the unit '{other}'.",
                    "Write both alike if they are one; else say in the note that they are two.",
                    other=written,
                )
                row: Row = figures.row(at)
                if not row["note"]:
                    yield row.problem("unit", told, "doubt")
        others.setdefault(name, text)


def _written_less(text: str, other: str) -> bool:
    """Whether each word is the other's, or one of the two without accents, or y for i: Sơn and Son,
    Quý and Quí; Hòa and Họa are two names."""
    pairs = zip(words(text.casefold()), words(other.casefold()), strict=False)
    return text.isascii() or other.isascii() or all(map(_same_word, pairs))


def _same_word(pair: tuple[str, str]) -> bool:
    one, other = (word.translate(_EITHER_WAY) for word in pair)
    return one == other or one.isascii() or other.isascii()


def _no_whole(counts: pd.DataFrame) -> Iterator[Doubt]:
    """All units have a row, and the province has none."""
    spans = counts.assign(whole=counts["unit"] == "").groupby(SPAN[:1] + SPAN[2:], dropna=False)
    found = spans.agg(
        whole=("whole", "any"), units=("unit", "nunique"), sum=("value", "sum"), row=("row", "min")
    )
    most = found.groupby("territory")["units"].transform("max")
    lacking = found[~found["whole"] & (found["units"] == most) & (most >= FEWEST_UNITS)]
    rows = counts.set_index("row")
    for one in _rows_of(lacking):
        told = wrong(
            "the {count} {count:unit adds|units add} up to {sum}, and no row says what the "
            "whole province has.",
            "Add that row, with an empty unit.",
            count=one.units,
            sum=f"{one.sum:.0f}",
        )
        yield next(_rows_of(rows.loc[[one.row]].reset_index())), "unit", told


def _rates(rates: pd.DataFrame, counts: pd.DataFrame) -> Iterator[Doubt]:
    """Rates under 1 %, rates unlike their own parts, and rates unlike the year before."""
    levels = counts[counts["kind"] == "stock"].groupby([*SERIES, "period_end"])["value"].max()
    at_once = rates.sort_values("period_end", kind="stable").groupby(SERIES)
    before, day_before = at_once["value"].shift(), at_once["period_end"].shift()
    recent = rates["period_end"] - day_before < YEAR_AND_A_HALF
    jumped = ((rates["value"] - before).abs() > JUMP) & recent
    for row in _rows_of(rates.assign(before=before, jumped=jumped)):
        indicator = find_indicator(row.indicator)
        if indicator is None or indicator.unit != "percent":
            continue
        part, whole = (
            float(levels.get((row.territory, row.unit, code, row.period_end), 0))
            for code in (indicator.numerator, indicator.denominator)
        )
        if 0 < row.value <= 1:
            told = wrong(
                "{value} is less than one per cent.",
                "If a spreadsheet holds it as a share of 1, write {number}.",
                number=f"{100 * row.value:.10g}",
            )
            yield row, "value", told
        elif part and whole and abs(100 * part / whole - row.value) > BEYOND_ROUNDING:
            told = wrong(
                "{value} is not the {part} of {whole} that the same day has: {rate}.",
                "Compare the three figures with the source.",
                part=f"{part:.0f}",
                whole=f"{whole:.0f}",
                rate=f"{100 * part / whole:.1f}",
            )
            yield row, "value", told
        elif row.jumped:
            told = wrong(
                "{value} was {before} a year before.",
                "Compare it with the source.",
                before=f"{row.before:.10g}",
            )
            yield row, "value", told


def _members_a_union(counts: pd.DataFrame) -> Iterator[Doubt]:
    """Fewer members than a few for each grassroots union: a zero is lost, or a union too many."""
    key = ["territory", "unit", "period_end"]
    unions = counts[counts["indicator"] == "grassroots_unions_total"]
    found = counts[counts["indicator"] == "members_total"].merge(
        unions[[*key, "value"]], on=key, suffixes=("", "_unions")
    )
    least = np.where(found["unit"] == "", FEWEST_OF_PROVINCE, FEWEST_A_UNION)
    for row in _rows_of(found[found["value"] < least * found["value_unions"]]):
        told = wrong(
            "{value} members in {unions} grassroots unions are very few.",
            "Compare both figures with the source.",
            unions=f"{row.value_unions:.0f}",
        )
        yield row, "value", told


def _parts(counts: pd.DataFrame) -> Iterator[Doubt]:
    """Parts that are more than their whole of the same days."""
    key = ["territory", "unit", "period_start", "period_end"]
    wholes = {
        code: part.part_of
        for code in counts["indicator"].unique()
        if (part := find_indicator(code)) is not None and part.part_of
    }
    parts = counts.assign(whole=counts["indicator"].map(wholes)).dropna(subset="whole")
    found = parts.merge(
        counts[[*key, "indicator", "value"]],
        left_on=[*key, "whole"],
        right_on=[*key, "indicator"],
        suffixes=("", "_whole"),
    )
    for row in _rows_of(found[found["value"] > found["value_whole"]]):
        told = wrong(
            "{value} of a part is more than the {whole} of the whole.",
            "Compare both figures with the source.",
            whole=f"{row.value_whole:.0f}",
        )
        yield row, "value", told


def _unusual(counts: pd.DataFrame) -> Iterator[Doubt]:
    """Figures many times as large or as small as their neighbours in time, which agree.

    A flow is held against flows over the same days of other years; those of single months jump, and
    so do differences such as net growth.
    """
    start, end = counts["period_start"], counts["period_end"]
    short = end - start < QUARTER
    years = end.dt.year - start.dt.year
    days = {"a": start.dt.day_of_year, "b": end.dt.month, "c": end.dt.day, "d": years}
    # The units of state bodies lost most of their members when their unions were dissolved.
    apart = (end >= DISSOLVED) & counts["unit"].ne("")
    days = {name: column.where(start.notna(), apart) for name, column in days.items()}
    ordered = counts.assign(**days)[~short].sort_values("period_end", kind="stable")
    series = ordered.groupby([*SERIES, *days], dropna=False)["value"]
    before, after = series.shift(1), series.shift(-1)
    first, last, is_stock = before.isna(), after.isna(), ordered["kind"] == "stock"
    against = before.where(~first, after)
    witness = after.where(~last, series.shift(2)).where(~first, series.shift(-2))
    off = (
        _far(ordered["value"], against)
        & (np.maximum(ordered["value"], against) >= np.where(is_stock, *LARGE))
        & ~_far(witness, against)
        & (witness.notna() | (~first & is_stock))
    )
    for row in _rows_of(ordered.assign(against=against)[off]):
        told = wrong(
            "{value} is many times as much or as little as before or after: {other}.",
            "Look for a digit lost or typed twice.",
            other=f"{row.against:.0f}",
        )
        yield row, "value", told


def _far(values: pd.Series, others: pd.Series) -> pd.Series:
    """Whether values are many times others, or the reverse; not where either is zero or missing."""
    ratio = (values / others.where(others > 0)).where(values > 0)
    return (ratio >= MANY_TIMES) | (ratio <= 1 / MANY_TIMES)


def _printed(
    percentages: pd.DataFrame, figures: pd.DataFrame, targets: pd.DataFrame
) -> Iterator[Doubt]:
    """Printed percentages whose numbers are not those of the figures and targets."""
    for row in _rows_of(percentages):
        same = figures[(figures["territory"] == row.territory) & (figures["unit"] == row.unit)]
        same = same[same["period_end"] == row.period_end]
        started = same["period_start"].eq(row.period_start) | same["period_start"].isna()
        values = same[started & (same["indicator"] == row.indicator)]["value"]
        if len(values) and row.value not in set(values):
            told = wrong(
                "{value} is not the figure of these days: {other}.",
                "Compare both with the source.",
                other=f"{values.iloc[0]:.10g}",
            )
            yield row, "value", told
        if pd.isna(row.base):
            continue
        bases = (
            _targets_of(row, targets)
            if row.of == "target"
            else same[started & (same["indicator"] == row.base_indicator)]["value"]
        )
        if len(bases) and row.base not in set(bases):
            told = wrong(
                "{value} is not the number it stands for elsewhere: {other}.",
                "Compare both with the source.",
                other=f"{bases.iloc[0]:.10g}",
            )
            yield row, "base", told
        elif row.of == "target" and bases.empty:
            told = wrong(
                "{value} is a target that targets.csv does not have.",
                "Add its row; else reports say that the target is not published.",
            )
            yield row, "base", told


def _targets_of(row: Any, targets: pd.DataFrame) -> pd.Series:
    """The numbers of the targets that a printed percentage may be of."""
    indicator = find_indicator(row.indicator)
    codes = {row.indicator, row.base_indicator, indicator.counterpart if indicator else ""}
    starts = targets["period_start"].fillna(targets["period_end"])
    found = targets[
        (targets["unit"] == row.unit)
        & targets["indicator"].isin(codes)
        & (targets["period_end"] >= row.period_end)
        & (starts <= row.period_end)
    ]
    if row.assigned_by:
        found = found[found["assigned_by"].isin({row.assigned_by, "unknown"})]
    return pd.concat([found["low"], found["high"].dropna()])
