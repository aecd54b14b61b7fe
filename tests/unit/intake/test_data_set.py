"""What forms do to a data set. If these fail, figures are lost, doubled, or changed in silence."""

import os
import shutil
from datetime import date

import pytest

from doanvien.data import DataError, check_dataset
from doanvien.intake.approve import approve_forms
from doanvien.intake.files import NoFiles, found_files
from doanvien.intake.record import commit as committing
from doanvien.intake.record.commit import commit, recover
from doanvien.intake.record.lock import Busy, locked
from doanvien.intake.record.sources import NotApproved
from doanvien.intake.record.store import NotForForms
from doanvien.intake.request import Request
from doanvien.intake.take import take
from doanvien.reference.places import all_places

DAY = date(2025, 4, 7)
NEW = "members_new"


def test_the_same_file_twice_changes_nothing(office, plain_form):
    path = plain_form()
    assert office.take(path)[0].result == "taken"
    before = office.files()
    (again,) = office.take(path, received=date(2025, 5, 1))
    assert again.result == "unchanged"
    assert office.files() == before
    assert office.problems() == []


def test_a_correction_adds_the_new_figure_and_keeps_the_old_one_as_revised(office, plain_form):
    first = plain_form()
    office.take(first)
    corrected = plain_form({"E5": 25, "G5": 815, "E7": 55, "G7": 1440}, name="corrected.xlsx")
    (outcome,) = office.take(corrected, received=date(2025, 4, 9))
    assert (outcome.result, outcome.revised) == ("taken", 4)
    rows = [
        row
        for row in office.rows("figures/ha-tinh.csv")
        if (row["unit"], row["indicator"]) == ("Huyện Hương Sơn", NEW)
    ]
    published = {row["source"]: row["published_on"] for row in office.rows("sources.csv")}
    assert [(row["value"], published[row["source"]]) for row in rows] == [
        ("20", "2025-04-07"),
        ("25", "2025-04-09"),
    ]
    before = office.files()
    office.take(first, corrected)
    assert office.files() == before  # the earlier file does not win by coming in again
    assert office.problems() == []


def test_a_figure_that_was_corrected_is_not_asked_about_any_more(office, plain_form):
    """`doanvien check` would name the same slip for ever, and its reader would stop reading."""
    right = {"C5": 9000, "D5": 8000, "G5": 8010, "C7": 9700, "D7": 8600, "G7": 8635}
    slip = right | {"C5": 90000, "G5": 80100, "C7": 90700, "G7": 80725}
    office.take(plain_form(slip, name="slip.xlsx"))
    office.take(plain_form(right), received=date(2025, 4, 9))
    assert [str(one) for one in check_dataset(office.into)] == []


def test_a_correction_on_the_same_day_counts_as_the_later_one(office, plain_form):
    """Reports use the source published last; of two on one day they could use the wrong one."""
    office.take(plain_form())
    office.take(plain_form({"E5": 25, "G5": 815, "E7": 55, "G7": 1440}, name="corrected.xlsx"))
    sources = office.rows("sources.csv")
    assert [row["published_on"] for row in sources] == ["2025-04-07", "2025-04-08"]
    assert {row["received_on"] for row in sources} == {"2025-04-07"}


def test_a_bad_file_adds_nothing_and_the_others_go_on(office, plain_form):
    bad = plain_form({"E5": "1,128"}, name="bad.xlsx")
    good = plain_form(name="good.xlsx")
    outcomes = office.take(bad, good)
    assert [one.result for one in outcomes] == ["refused", "taken"]
    assert {row["file"] for row in office.rows("sources.csv")} == {"good.xlsx"}
    assert [row["file"] for row in office.rows("refused.csv")] == ["bad.xlsx"]


def test_nothing_is_written_where_all_is_refused(office, plain_form):
    office.take(plain_form({"E5": "1,128"}))
    assert not office.into.exists()


def test_a_dry_run_writes_nothing(office, plain_form):
    take([plain_form()], office.into, Request(), DAY, dry_run=True)
    assert not office.into.exists()


def test_other_data_sets_are_not_written_into(office, plain_form):
    office.take(plain_form())
    info = office.into / "dataset.yaml"
    info.write_text(info.read_text("utf-8").replace("reported", "published"), encoding="utf-8")
    with pytest.raises(NotForForms):
        office.take(plain_form(name="other.xlsx"))


def test_an_intake_that_is_killed_leaves_the_old_data_set_or_makes_the_new_one(
    office, plain_form, monkeypatch
):
    """Killed at any step of writing: the next intake finds all of it or nothing of it."""
    office.take(plain_form())
    before, kept = office.files(), office.folder / "kept"
    corrected = plain_form({"E5": 25, "G5": 815, "E7": 55, "G7": 1440}, name="corrected.xlsx")
    shutil.copytree(office.into, kept)
    for steps in range(1, 99):
        shutil.rmtree(office.into)
        shutil.copytree(kept, office.into)
        with monkeypatch.context() as patch:
            kill_at_step(patch, steps)
            try:
                office.take(corrected)
                finished = True
            except KeyboardInterrupt:
                finished = False
        recover(office.into)
        assert office.problems() == [], steps
        revised = [row for row in office.rows("figures/ha-tinh.csv") if row["value"] == "25"]
        cited = [row for row in office.rows("sources.csv") if row["file"] == "corrected.xlsx"]
        assert (office.files() == before) != bool(revised), steps
        assert len(revised) == len(cited), steps
        if finished:
            assert revised
            assert steps > 6, "it was killed at no step of writing"
            return
    pytest.fail("it never ended")


def kill_at_step(patch, steps):
    """The step of writing at which Ctrl-C comes, counted from 1."""
    left = steps

    def killed(real):
        def step(*arguments):
            nonlocal left
            left -= 1
            if left == 0:
                raise KeyboardInterrupt
            return real(*arguments)

        return step

    patch.setattr(committing, "_write", killed(committing._write))
    patch.setattr(os, "replace", killed(os.replace))


def test_a_commit_writes_all_of_its_files(tmp_path):
    commit(tmp_path / "mine", {"dataset.yaml": b"a", "figures/x.csv": b"b"})
    assert (tmp_path / "mine" / "figures" / "x.csv").read_bytes() == b"b"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine"]


def test_who_waits_too_long_for_another_intake_is_told(tmp_path):
    with locked(tmp_path / "mine"), pytest.raises(Busy), locked(tmp_path / "mine", patience=0.0):
        raise AssertionError("two intakes hold one lock")


def test_a_unit_that_is_spelt_otherwise_keeps_its_name(office, plain_form):
    office.take(plain_form())
    office.take(plain_form({"B5": "H. Hương Sơn", "E5": 21, "E7": 51}, name="other.xlsx"))
    units = {row["unit"] for row in office.rows("figures/ha-tinh.csv")}
    assert units == {"", "Huyện Hương Sơn", "Huyện Đức Thọ"}


def test_a_name_that_is_nearly_a_known_one_is_said(office, plain_form):
    office.take(plain_form())
    (outcome,) = office.take(plain_form({"B5": "Huyện Hương Sơng"}, name="typo.xlsx"))
    assert any("is nearly 'Huyện Hương Sơn'" in one.said("en") for one in outcome.findings)
    assert outcome.open_units == (("Huyện Hương Sơng", "Huyện Hương Sơn"),)


def test_an_opening_that_differs_from_the_last_closing_is_a_revision_and_is_told(
    office, plain_form
):
    office.take(plain_form())
    changed = plain_form({"D5": 790, "G5": 800, "D7": 1390, "G7": 1425}, name="next.xlsx")
    (outcome,) = office.take(changed, received=date(2025, 7, 5))
    told = " ".join(one.said("en") for one in outcome.findings)
    assert "Biểu!D5: '790' revises 800" in told


def test_a_quarter_taken_for_a_half_year_is_asked_about(office, plain_form):
    """A form of the second quarter that opens with the level of 31 March counts from 1 April."""
    office.take(plain_form())
    second = {
        "A2": "BÁO CÁO TÌNH HÌNH ĐOÀN VIÊN QUÝ II NĂM 2025",
        "A3": "(Số liệu tính đến ngày 30/6/2025)",
        "D5": 810,
        "G5": 820,
        "D6": 625,
        "G6": 650,
        "D7": 1435,
        "G7": 1470,
    }
    path = plain_form(second, name="second.xlsx")
    (outcome,) = office.take(path, received=date(2025, 7, 7))
    assert outcome.result == "refused"
    assert "--since 2025-04-01" in outcome.problems[0].said("en")
    (outcome,) = office.take(path, received=date(2025, 7, 7), since=date(2025, 4, 1))
    assert outcome.result == "taken"
    assert ("Huyện Hương Sơn", NEW, "2025-04-01", "2025-06-30", 20.0) in office.facts()


def test_figures_of_days_that_have_not_come_are_asked_about(office, plain_form):
    """A year typed wrongly would put figures where no report of today looks for them."""
    path = plain_form({"A2": "BÁO CÁO QUÝ I NĂM 2026", "A3": "(tính đến ngày 31/3/2026)"})
    (outcome,) = office.take(path)
    assert outcome.result == "refused"
    assert "up to 31 March 2026, which is after the day of receipt" in outcome.problems[0].said(
        "en"
    )
    (outcome,) = office.take(path, received=date(2026, 4, 7))
    assert outcome.result == "taken"


def test_a_heading_with_a_day_after_the_form_s_own_is_asked_about(office, plain_form):
    (outcome,) = office.take(plain_form({"G4": "Đoàn viên đến 30/4/2025"}))
    assert [one.ref for one in outcome.problems] == ["G5"]
    assert "is of 30 April 2025, but the form goes up to 31 March 2025." in outcome.problems[
        0
    ].said("en")


@pytest.mark.parametrize(
    ("cells", "level", "said"),
    [
        ({"G7": 1436}, "problem", "Biểu!G7: '1436' is not the sum of its rows, which is 1435."),
        ({"G5": 811, "G7": 1436}, "warning", "Biểu!G5: '811' is not the opening figure"),
        ({"C5": 805, "C7": 1505}, "warning", "is more than the workers of the unit (805)"),
        ({"B6": "Huyện Hương Sơn"}, "problem", "stands twice: in row 5 and in row 6"),
    ],
)
def test_what_the_numbers_of_a_form_owe_each_other(office, plain_form, cells, level, said):
    (outcome,) = office.take(plain_form(cells))
    found = [one for one in outcome.findings if said in one.said("en")]
    assert [one.level for one in found] == [level]


def test_a_blank_is_not_reported_and_a_zero_is_zero(office, plain_form):
    office.take(plain_form({"E5": None, "F5": 0, "E7": 30, "F7": 5}))
    facts = {fact for fact in office.facts() if fact[0] == "Huyện Hương Sơn"}
    assert not [fact for fact in facts if fact[1] == NEW]
    assert ("Huyện Hương Sơn", "members_lost", "2025-01-01", "2025-03-31", 0.0) in facts


def test_a_form_is_a_draft_until_an_office_approves_it(office, plain_form):
    office.take(plain_form())
    with pytest.raises(NotApproved):
        approve_forms(office.into, [], "Nguyễn Văn A", DAY)
    with pytest.raises(NotApproved):
        approve_forms(office.into, ["missing.xlsx"], "Ban Thường vụ LĐLĐ tỉnh Hà Tĩnh", DAY)
    assert approve_forms(office.into, ["form.xlsx"], "Ban Thường vụ LĐLĐ tỉnh Hà Tĩnh", DAY) == 1
    (row,) = office.rows("sources.csv")
    assert (row["approved_on"], row["approved_by"]) == (
        *("2025-04-07", "Ban Thường vụ LĐLĐ tỉnh Hà Tĩnh"),
    )
    assert approve_forms(office.into, [], "Ban Thường vụ LĐLĐ tỉnh Hà Tĩnh", DAY) == 0
    assert office.problems() == []


def test_the_form_of_one_province_for_another_is_what_the_option_says(office, plain_form):
    place = next(one for one in all_places() if one.slug == "nghe-an")
    office.take(plain_form(), province=place)
    assert [path.name for path in (office.into / "figures").iterdir()] == ["nghe-an.csv"]


def test_folders_are_searched_and_what_excel_keeps_open_is_left_alone(tmp_path, plain_form):
    form = plain_form(name="a.xlsx")
    (tmp_path / "~$a.xlsx").write_bytes(b"lock")
    (tmp_path / "readme.md").write_text("x")
    assert found_files([tmp_path, form]) == [form]
    with pytest.raises(NoFiles):
        found_files([tmp_path / "none.xlsx"])


def test_the_first_form_writes_the_register_and_a_later_one_adds_to_it(office, plain_form):
    """Without a register no report says how many of the units its figures cover."""
    office.take(plain_form())
    lines = office.rows("units.csv")
    assert [(row["unit"], row["kind"], row["ended"]) for row in lines] == [
        ("Huyện Hương Sơn", "cấp huyện", "2025-06-30"),
        ("Huyện Đức Thọ", "cấp huyện", "2025-06-30"),
    ]
    register = office.into / "units.csv"
    register.write_text(register.read_text("utf-8").replace("2025-06-30", ""), encoding="utf-8")
    kept = office.rows("units.csv")
    (outcome,) = office.take(
        plain_form({"B5": "H. Hương Sơn", "B6": "Xã Đức Quang"}, name="b.xlsx")
    )
    assert [one.value for one in outcome.findings if "units.csv" in one.said("en")] == [
        "Xã Đức Quang"
    ]
    added = office.rows("units.csv")
    assert added[:2] == kept  # what the owner wrote stays
    assert [(row["unit"], row["kind"], row["ended"]) for row in added[2:]] == [
        ("Xã Đức Quang", "cấp xã", "")
    ]
    assert office.problems() == []


def test_a_township_is_of_the_level_of_communes_and_ended_with_the_districts(office, plain_form):
    office.take(plain_form({"B5": "Thị trấn Phố Châu", "B6": "Xã Đức Quang"}))
    assert [(row["unit"], row["kind"], row["ended"]) for row in office.rows("units.csv")] == [
        ("Thị trấn Phố Châu", "cấp xã", "2025-06-30"),
        ("Xã Đức Quang", "cấp xã", ""),
    ]


def test_a_register_that_comes_late_names_who_reported_before(office, plain_form):
    office.take(plain_form())
    (office.into / "units.csv").unlink()
    office.take(plain_form({"B5": "Huyện Can Lộc", "B6": "Huyện Vũ Quang"}, name="b.xlsx"))
    assert {row["unit"] for row in office.rows("units.csv")} == {
        *("Huyện Hương Sơn", "Huyện Đức Thọ", "Huyện Can Lộc", "Huyện Vũ Quang"),
    }


def test_a_unit_of_the_other_map_is_a_line_of_its_own(office, plain_form):
    """Lào Cai is two provinces of one name; a union of the old one does not report to the new."""
    rows = {"A1": "LĐLĐ TỈNH LÀO CAI", "B5": "Công đoàn KCN", "B6": "Công đoàn ngành Y tế"}
    office.take(plain_form(rows))
    later = {"A2": "BÁO CÁO QUÝ III NĂM 2025", "A3": "(tính đến ngày 30/9/2025)"}
    office.take(plain_form(rows | later, name="b.xlsx"), received=date(2025, 10, 7))
    lines = [(row["unit"], row["territory"]) for row in office.rows("units.csv")]
    assert lines == [
        ("Công đoàn KCN", "63"),
        ("Công đoàn ngành Y tế", "63"),
        ("Công đoàn KCN", "34"),
        ("Công đoàn ngành Y tế", "34"),
    ]
    assert office.problems() == []


def test_a_data_set_that_excel_saved_with_semicolons_takes_forms_too(office, plain_form):
    """Excel in the Vietnamese locale writes them, and `doanvien check` has nothing against it."""
    office.take(plain_form())
    for name in ("units.csv", "figures/ha-tinh.csv"):
        file = office.into / name
        file.write_text(file.read_text("utf-8").replace(",", ";"), encoding="utf-8-sig")
    (again,) = office.take(plain_form())
    assert again.result == "unchanged"
    (outcome,) = office.take(plain_form({"B6": "Xã Đức Quang"}, name="b.xlsx"))
    assert outcome.result == "taken"
    units = [row["unit"] for row in office.rows("units.csv")]
    assert units == ["Huyện Hương Sơn", "Huyện Đức Thọ", "Xã Đức Quang"]
    assert office.problems() == []


def test_a_list_of_refused_forms_that_cannot_be_read_is_said(office, plain_form):
    office.take(plain_form())
    (office.into / "refused.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(DataError, match=r"refused\.csv"):
        office.take(plain_form({"E5": "1,128"}, name="bad.xlsx"))


def test_a_garbled_title_does_not_get_into_the_data_set(office, plain_form):
    """No form could be taken in after it: the data set would have a mistake."""
    office.take(plain_form({"A2": "B¸o c¸o quý I n¨m 2025 HuyÖn TriÖu S¬n"}))
    assert [row["title"] for row in office.rows("sources.csv")] == [""]
    assert office.problems() == []


def test_a_form_that_would_spoil_the_data_set_is_refused_and_the_next_one_is_not(
    office, plain_form
):
    """What no single row tells: under its name, a unit is the sum of all the others."""
    names = ("Can Lộc", "Lộc Hà", "Đức Thọ", "Hương Sơn", "Vũ Quang", "Thạch Hà")
    units = [[f"Huyện {name}", 900 + at, 40 + at] for at, name in enumerate(names)]
    sums = ["Huyện Gộp", *(sum(unit[at] for unit in units) for at in (1, 2))]
    title = "BÁO CÁO QUÝ I NĂM 2025 (tính đến ngày 31/3/2025)"
    heads = ["Đơn vị", "Tổng số đoàn viên", "Kết nạp mới"]
    rows = [["LĐLĐ TỈNH HÀ TĨNH"], [title], heads, *units, sums]
    heard = []
    spoilt = office.workbook({"Biểu": rows}, name="spoilt.xlsx")
    sound = plain_form({"A1": "LĐLĐ TỈNH NGHỆ AN"})
    outcomes = take([spoilt, sound], office.into, Request(), DAY, heard=heard.append)
    assert [one.result for one in outcomes] == ["refused", "taken"]
    assert {one.ref for one in outcomes[0].problems} == {"B10", "C10"}
    assert heard[-1] is outcomes[0]  # whoever was told that it is taken is told again
    assert {row["file"] for row in office.rows("sources.csv")} == {"form.xlsx"}
    assert office.problems() == []
