"""The files of a data set: their columns and what may stand in each cell.

This is the data dictionary as code. What a single cell must be stands here; what several cells of a
row owe each other stands in ``rows``, what rows owe each other in ``tables`` and ``places``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from doanvien.data.rules.dates import due_complaint, published_complaint, report_complaint
from doanvien.data.rules.letters import text_complaint, words_complaint
from doanvien.data.rules.numbers import count_complaint
from doanvien.data.rules.units import name_complaint, unit_complaint, units_complaint
from doanvien.data.rules.values import (
    Rule,
    address_complaint,
    indicator_complaint,
    one_of,
    printed_complaint,
    province_complaint,
)


@dataclass(frozen=True)
class Column:
    """``filled``: an empty cell is a problem. ``optional``: the file may leave the column out.

    ``type`` is that of the typed frame: "text", "date", "number" or "territory".
    """

    name: str
    rule: Rule | None = None
    filled: bool = False
    optional: bool = False
    type: str = "text"


@dataclass(frozen=True, eq=False)
class FileSchema:
    """One kind of file; each kind exists once and is compared by identity.

    ``key`` names the columns that make two rows the same fact, ``facts`` those in which such rows
    may then contradict each other. ``dated_by`` names the columns, first filled one first, whose
    date says on which map a row lies when its territory is empty.
    """

    columns: tuple[Column, ...]
    key: tuple[str, ...]
    facts: tuple[str, ...]
    dated_by: tuple[str, ...] = ()

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @property
    def header(self) -> str:
        """The first line of such a file, without optional columns."""
        return ",".join(column.name for column in self.columns if not column.optional)


def _date(name: str, *, filled: bool = False, optional: bool = False) -> Column:
    # How a wrong date is to be read depends on the others of its file: see ``tables``.
    return Column(name, None, filled, optional, type="date")


def _number(name: str, *, filled: bool = False) -> Column:
    # Whether a number is a count or a rate depends on the indicator of its row: see ``rows``.
    return Column(name, None, filled, type="number")


PROVINCE = Column("province", province_complaint, filled=True)
PLACE = (PROVINCE, Column("territory", type="territory"), Column("unit", unit_complaint))
INDICATOR = Column("indicator", indicator_complaint, filled=True)
PERIOD = (_date("period_start"), _date("period_end", filled=True))
SOURCE = Column("source", text_complaint, filled=True)
CITATION = (
    SOURCE,
    Column("note", words_complaint),
    Column("note_en", words_complaint, optional=True),
)
RANGE_RULES = ("range", "range_per_year")
TARGET_RULES = ("point", "at_least", "point_per_year", "at_least_per_year", *RANGE_RULES)
ASSIGNERS = one_of("tld", "province", "congress", "district", "unknown")

FIGURES = FileSchema(
    columns=(
        *PLACE,
        INDICATOR,
        *PERIOD,
        _number("value", filled=True),
        Column("qualifier", one_of("exact", "about", "over", "nearly", "at_least"), filled=True),
        *CITATION,
        _date("earliest_end", optional=True),
    ),
    key=("province", "territory", "unit", "indicator", "period_start", "period_end", "source"),
    facts=("value",),
    dated_by=("period_end",),
)

TARGETS = FileSchema(
    columns=(
        *PLACE,
        INDICATOR,
        *PERIOD,
        _number("low", filled=True),
        _number("high"),
        Column("rule", one_of(*TARGET_RULES), filled=True),
        Column("assigned_by", ASSIGNERS, filled=True),
        *CITATION,
    ),
    key=(
        *("province", "territory", "unit", "indicator", "period_start", "period_end"),
        *("rule", "assigned_by", "source"),
    ),
    facts=("low", "high"),
    dated_by=("period_end",),
)

CAMPAIGNS = FileSchema(
    columns=(
        *PLACE,
        Column("name", name_complaint, filled=True),
        _date("start"),
        _date("end"),
        Column("indicator", indicator_complaint),
        _date("result_start"),
        _date("result_end"),
        _number("value"),
        *CITATION,
        Column("name_en", words_complaint, optional=True),
        Column("units", units_complaint, optional=True),
        Column("cost", count_complaint, optional=True),
    ),
    key=(
        *("province", "territory", "unit", "name", "start", "end"),
        *("indicator", "result_start", "result_end", "source"),
    ),
    facts=("value",),
    dated_by=("result_end", "end", "start"),
)

PERCENTAGES = FileSchema(
    columns=(
        *PLACE,
        INDICATOR,
        *PERIOD,
        _number("value", filled=True),
        Column("printed", printed_complaint, filled=True),
        Column("of", one_of("target", "share", "stock", "result"), filled=True),
        Column("base_indicator", indicator_complaint),
        _number("base"),
        Column("assigned_by", ASSIGNERS),
        *CITATION,
    ),
    key=(
        *("province", "territory", "unit", "indicator", "period_start", "period_end"),
        *("of", "base_indicator", "base", "assigned_by", "source"),
    ),
    facts=("value", "printed"),
    dated_by=("period_end",),
)

SOURCES = FileSchema(
    columns=(
        SOURCE,
        Column("publisher", text_complaint, filled=True),
        Column("title", words_complaint),
        Column("url", address_complaint),
        Column("published_on", published_complaint),
        Column("kind", one_of("original", "translated"), filled=True),
        # Of a form that came in: the file, when it came, and which office approved its figures.
        Column("file", optional=True),
        Column("sheet", optional=True),
        Column("sha256", optional=True),
        _date("received_on", optional=True),
        _date("approved_on", optional=True),
        Column("approved_by", optional=True),
    ),
    key=("source",),
    facts=("publisher", "title", "url", "published_on", "kind"),
)

UNITS = FileSchema(
    columns=(
        *PLACE[:2],
        Column("unit", unit_complaint, filled=True),
        Column("kind", words_complaint, optional=True),
        _date("founded", optional=True),
        _date("ended", optional=True),
        Column("merged_into", optional=True),
        Column("communes", count_complaint, optional=True),
        Column("also_called", words_complaint, optional=True),
    ),
    key=("province", "territory", "unit"),
    facts=("ended", "merged_into"),
    dated_by=("ended", "founded"),
)

CALENDAR = FileSchema(
    columns=(
        PROVINCE,
        Column("unit"),
        Column("report", report_complaint, filled=True),
        Column("due", due_complaint, filled=True),
    ),
    key=("province", "unit", "report"),
    facts=("due",),
)

REFUSED = FileSchema(
    columns=(
        _date("received_on", filled=True),
        Column("file", filled=True),
        Column("sha256", filled=True),
        PROVINCE,
        Column("unit"),
        _date("cut_off"),
        Column("why"),
    ),
    key=("sha256",),
    facts=("why",),
)

SHARED_FILES = {
    "targets.csv": TARGETS,
    "campaigns.csv": CAMPAIGNS,
    "percentages.csv": PERCENTAGES,
    "sources.csv": SOURCES,
}
