"""A report for wide circulation must not tell a count of 1 to 4 persons in any form: nothing that
it shows may change when such counts change."""

import re
import shutil
from pathlib import Path

import pandas as pd
import pytest

from doanvien.data.province import read_province
from doanvien.export.reading.document import Document
from doanvien.mail.writing.body import plain_body
from doanvien.mail.writing.story import story_of
from doanvien.measures.series.view import View, views
from doanvien.present.circulation import circulation
from doanvien.present.first_line import cover_of
from doanvien.present.opening import read_report
from doanvien.present.shown.tables.table import Table
from doanvien.reference.scope import report_scope
from reports.walk import OF_A_PLACE, Shown, read_once, run

EXAMPLE = Path(__file__).parents[2] / "data" / "example"
# Sixteen small units, in a quarter without a wave: effects are estimated from all figures.
PLACE = {"province": "lai-chau", "period": "2026Q1"}
NEW, NET, TOTAL = "members_new", "members_net_growth", "members_total"
COUNTED = {"opening", "new", "lost", "removed", "closing", "members", "workers", "officers"}


@pytest.fixture(scope="module")
def exchanged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, with a member more admitted later in one unit and earlier in another one, around
    a day that both withhold; the place has the same figures."""
    folder = tmp_path_factory.mktemp("exchanged") / "example"
    shutil.copytree(EXAMPLE, folder)
    path = folder / "figures" / "lai-chau.csv"
    figures = pd.read_csv(path, dtype=str, keep_default_na=False)
    day, later, earlier = _two_units()
    for unit, step in ((later, -1), (earlier, 1)):
        _add(figures, unit, (NEW, NET), day, step)
        _add(figures, unit, (NEW, NET), day + pd.offsets.MonthEnd(), -step)
        _add(figures, unit, (TOTAL,), day, step)
    figures.to_csv(path, index=False, lineterminator="\n")
    return folder


@pytest.fixture(scope="module")
def public() -> dict[str, Shown]:
    return shown(EXAMPLE)


def shown(data: Path) -> dict[str, Shown]:
    with circulation(public=True), read_once():
        return {name: run(name, **PLACE, data=data) for name in OF_A_PLACE}


def view(data: Path, *, public: bool) -> View:
    scope = report_scope(PLACE["province"], PLACE["period"], None, "vi")
    return views(read_province(data, scope), public=public)[0]


def test_nothing_that_is_shown_depends_on_a_withheld_count(exchanged, public):
    """Tables, data behind them, sentences, pictures, descriptions: page, workbook, file of data and
    mail are made of these alone."""
    before, after = view(EXAMPLE, public=False), view(exchanged, public=False)
    assert not before.figures["value"].equals(after.figures["value"]), "nothing was exchanged"
    other = shown(exchanged)
    for name in OF_A_PLACE:
        assert public[name].bundles == other[name].bundles, name


def test_withheld_counts_are_told_as_such_and_no_small_one_is_left(public):
    tables = [table for chapter in public.values() for table in chapter.tables]
    cells = [(table, column, row) for table in tables for column, row in _of_units(table)]
    told = [table.cell_text(row, column) for table, column, row in cells]
    assert told.count("[c]") > 20
    small = {
        (table.name, table.columns[column].name, row)
        for table, column, row in cells
        if table.columns[column].name in COUNTED and table.values[row][column] in (1, 2, 3, 4)
    }
    assert small == set()


def test_the_cover_says_that_small_counts_are_replaced_and_so_does_the_mail():
    scope = report_scope(PLACE["province"], PLACE["period"], None, "vi")
    cover = cover_of(read_report(EXAMPLE, scope, public=True))
    words = (
        "Bản phổ biến rộng: số người từ 1 đến 4, hoặc số giúp suy ra các số đó, được thay bằng [c]"
    )
    assert cover.public
    assert words in cover.status_label
    mail = plain_body(story_of(Document((), cover, "vi")), [])
    assert words in " ".join(mail.split())
    assert words not in cover_of(read_report(EXAMPLE, scope)).status_label


def test_method_and_sentences_say_what_is_left_out(public):
    sentences = " ".join(public["sources_and_checks"].sentences)
    assert "Trong bản phổ biến rộng" in sentences
    growth = " ".join(public["membership_growth"].sentences)
    assert re.search(r"Số liệu của \d+ đơn vị không được nêu đầy đủ", growth)


def _two_units() -> tuple[pd.Timestamp, str, str]:
    """A day before the period that two units withhold, with somebody admitted around it in both."""
    told, raw = view(EXAMPLE, public=True), view(EXAMPLE, public=False)
    for day in pd.to_datetime(["2025-06-30", "2025-09-30"]):
        found = [
            unit
            for (unit, code), days in told.withheld.days.items()
            if code == NEW and day.date() in days
        ]
        months = [day.replace(day=1), day + pd.Timedelta(days=1)]
        for unit in found:
            for other in found:
                counts = [raw.flow(NEW, one) for one in (unit, other)]
                ends = [months[0] + pd.offsets.MonthEnd(), months[1] + pd.offsets.MonthEnd()]
                of = [
                    [
                        series.over(a.date(), b.date()).value
                        for a, b in zip(months, ends, strict=True)
                    ]
                    for series in counts
                ]
                if unit != other and of[0][0] >= 2 and of[1][1] >= 2:
                    return day, unit, other
    raise AssertionError("no two units withhold a day")


def _add(figures: pd.DataFrame, unit: str, codes: tuple, end: pd.Timestamp, step: int) -> None:
    rows = (
        (figures["unit"] == unit)
        & figures["indicator"].isin(codes)
        & (figures["period_end"] == str(end.date()))
    )
    assert rows.sum() == len(codes), "the example has another figure for these days"
    figures.loc[rows, "value"] = [str(int(value) + step) for value in figures.loc[rows, "value"]]


def _of_units(table: Table) -> list[tuple[int, int]]:
    """The cells of the rows of units."""
    names = [column.name for column in table.columns]
    if "unit" not in names:
        return []
    at = names.index("unit")
    rows = [row for row, values in enumerate(table.values) if values[at]]
    return [(column, row) for row in rows for column in range(len(names))]
