"""The form that is sent out. If these fail, an office types one thing and another comes back."""

from datetime import date

import pytest
from openpyxl import load_workbook

from doanvien.intake.blank.columns import asked
from doanvien.intake.blank.fill import plan_form
from doanvien.intake.blank.key import FORM_SHEET, NAME
from doanvien.intake.blank.layout import FIRST, slots
from doanvien.intake.blank.write import write_form
from doanvien.reference.calendar.periods import parse_period
from doanvien.reference.provinces import find_province

CUT_OFF = date(2025, 3, 31)
HA_TINH = find_province("ha-tinh", CUT_OFF)


@pytest.fixture
def blank(office, plain_form):
    """A form for the first quarter, from a data set with two units of Hà Tĩnh."""
    office.take(plain_form())
    place = office.folder / "blank.xlsx"
    write_form(plan_form(office.into, HA_TINH, parse_period("2025Q1"), None), place)
    return place


def fill(place, values, name="filled.xlsx"):
    """Type numbers by (row of a unit from 0, position of the column from 0)."""
    book = load_workbook(place)
    columns = [slot.column for slot in slots() if slot.asked]
    for (unit, column), value in values.items():
        book[FORM_SHEET].cell(FIRST + unit, columns[column]).value = value
    filled = place.with_name(name)
    book.save(filled)
    return filled


def test_units_and_opening_levels_come_from_the_data_set(blank):
    sheet = load_workbook(blank)[FORM_SHEET]
    assert [sheet.cell(FIRST + at, 2).value for at in range(3)] == [
        *("Huyện Hương Sơn", "Huyện Đức Thọ", None),
    ]
    opening = [slot.column for slot in slots() if slot.asked and slot.asked.code == "members_total"]
    assert [sheet.cell(FIRST + at, opening[0]).value for at in range(2)] == [800, 600]


def test_only_the_cells_are_open_in_which_one_types(blank):
    sheet = load_workbook(blank)[FORM_SHEET]
    assert sheet.protection.sheet
    opened = {
        cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked
    }
    formulas = {
        cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"
    }
    assert opened
    assert not opened & formulas
    assert "B10" not in opened  # the name of a known unit
    assert sheet.freeze_panes == "C10"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert load_workbook(blank)[NAME].sheet_state == "hidden"


def test_every_column_says_what_it_counts(blank):
    sheet = load_workbook(blank)[FORM_SHEET]
    notes = [sheet.cell(8, slot.column).comment for slot in slots() if slot.asked]
    assert all(note and len(note.text) > 40 for note in notes)


def test_what_is_typed_comes_back_exactly(office, blank):
    """Every column of every unit, a new unit too, and a total only where everybody reported."""
    values = {
        (unit, column): 1000 * unit + 10 * column + 1
        for unit in range(3)
        for column in range(len(asked()))
    }
    # Levels that the form filled in stay as they are; the female members are less than all.
    for unit, opening in enumerate((800, 600)):
        values[unit, 6] = opening
    female = next(at for at, one in enumerate(asked()) if one.code == "members_total_female")
    for unit in range(3):
        values[unit, female] = 5
    del values[2, 1]
    filled = fill(blank, values)
    book = load_workbook(filled)
    book[FORM_SHEET].cell(FIRST + 2, 2).value = "Huyện Lộc Hà"
    book.save(filled)
    (outcome,) = office.take(filled, received=date(2025, 4, 10))
    assert outcome.result == "taken", [one.said("en") for one in outcome.problems]
    units = ["Huyện Hương Sơn", "Huyện Đức Thọ", "Huyện Lộc Hà"]
    source = outcome.book.sha256
    wanted = set()
    for at, one in enumerate(asked()):
        start, end = one.days(date(2025, 1, 1), CUT_OFF)
        days = (start.isoformat() if start else "", end.isoformat())
        reported = [values.get((unit, at)) for unit in range(3)]
        rows = [(units[unit], value) for unit, value in enumerate(reported) if value is not None]
        if None not in reported:
            rows.append(("", sum(reported)))
        wanted |= {(unit, one.code, *days, float(value)) for unit, value in rows}
    assert wanted <= office.facts()
    written = {
        (row["unit"], row["indicator"], row["period_start"], row["period_end"], float(row["value"]))
        for row in office.rows("figures/ha-tinh.csv")
        if row["source"] == f"form-{source[:12]}"
    }
    assert written <= wanted
    assert office.problems() == []


def test_a_bad_cell_of_a_form_of_ours_is_named_too(office, blank):
    (outcome,) = office.take(fill(blank, {(0, 1): "2 CĐCS"}))
    assert [one.place for one in outcome.problems] == [f"{FORM_SHEET}!D10"]


def test_a_part_that_is_larger_than_its_whole_is_refused(office, blank):
    """The columns of our own form owe each other what those of any form do."""
    codes = [(slot.asked.code, slot.asked.day) for slot in slots() if slot.asked]
    total, women = (
        codes.index(("members_total", "closing")),
        codes.index(("members_total_female", "closing")),
    )
    (outcome,) = office.take(fill(blank, {(0, total): 800, (0, women): 801}))
    assert [one.value for one in outcome.problems] == ["801"]


def test_a_form_whose_units_somebody_moved_is_read_like_any_other(office, blank):
    """Then the hidden sheet no longer says what is where, and must not be believed."""
    filled = fill(blank, {(0, 1): 3, (1, 1): 4})
    book = load_workbook(filled)
    sheet = book[FORM_SHEET]
    sheet["B10"], sheet["B11"] = sheet["B11"].value, sheet["B10"].value
    for row in range(10, 18):
        for column in range(1, 20):
            cell = sheet.cell(row, column)
            if cell.data_type == "f":
                cell.value = None
    sheet.delete_rows(17)
    book.save(filled)
    office.take(filled, received=date(2025, 4, 10))
    new = {fact for fact in office.facts() if fact[1] == "grassroots_unions_new"}
    assert ("Huyện Đức Thọ", "grassroots_unions_new", "2025-01-01", "2025-03-31", 3.0) in new


def test_the_register_goes_before_the_last_figures(office, plain_form):
    office.take(plain_form())
    (office.into / "units.csv").write_text(
        "province,territory,unit,kind,founded,ended,merged_into,communes,also_called\n"
        "ha-tinh,,Huyện Can Lộc,,,,,,\n"
        "ha-tinh,,Huyện Kỳ Anh,,,2024-12-31,,,\n",
        encoding="utf-8",
    )
    assert plan_form(office.into, HA_TINH, parse_period("2025Q1"), None).units == ("Huyện Can Lộc",)


def test_without_a_data_set_there_is_an_empty_form(tmp_path):
    plan = plan_form(tmp_path / "none", HA_TINH, parse_period("2025Q2"), date(2025, 5, 31))
    assert (plan.units, plan.opening, plan.cut_off) == ((), {}, date(2025, 5, 31))
    write_form(plan, tmp_path / "empty.xlsx")
    assert (tmp_path / "empty.xlsx").is_file()
