"""What a form leaves open. If these fail, the same question comes up every quarter."""

from datetime import date

import pytest

from doanvien.intake.answers import UnusableAnswers, kind_of, read_answers
from doanvien.intake.questions import write_questions

TITLE = "BÁO CÁO PHÁT TRIỂN ĐOÀN VIÊN, CĐCS QUÝ I NĂM 2025"


def form(office, name="form.xlsx", title=TITLE, day="31/3/2025"):
    return office.workbook(
        {
            "Biểu": [
                ["LĐLĐ tỉnh Hà Tĩnh"],
                [title],
                [f"(tính đến ngày {day})"],
                ["STT", "Đơn vị", "CĐCS", "", "Tăng"],
                ["", "", "Cuối kỳ", "Giảm", ""],
                [1, "Huyện Hương Sơn", 80, 2, 7],
            ]
        },
        {"Biểu": ["A4:A5", "B4:B5", "C4:D4", "E4:E5"]},
        name=name,
    )


def test_a_question_is_written_once_and_its_answer_holds_for_the_next_quarter(office, tmp_path):
    (outcome,) = office.take(form(office))
    assert {one.title: one.why for one in outcome.left_out} == {
        "Giảm": "no_indicator",
        "Tăng": "undecided",
    }
    folder = tmp_path / "forms"
    file = write_questions(outcome, folder)
    assert file is not None
    assert write_questions(outcome, folder) is None
    assert read_answers(folder)[0].columns == {}  # a "?" is no answer
    file.write_text(file.read_text("utf-8").replace('"?"', "members_new"), encoding="utf-8")
    later = form(office, "q3.xlsx", TITLE.replace("QUÝ I", "QUÝ III"), "30/9/2025")
    (outcome,) = office.take(later, received=date(2025, 10, 7), answers=read_answers(folder))
    assert ("Huyện Hương Sơn", "members_new", "2025-01-01", "2025-09-30", 7.0) in office.facts()
    assert {one.title for one in outcome.left_out} == {"Giảm"}


def test_a_name_that_is_like_another_is_asked_about_and_never_answered_by_itself(
    office, plain_form, tmp_path
):
    """Two units with names alike would become one, and nobody would have said so."""
    office.take(plain_form())
    (outcome,) = office.take(plain_form({"B5": "Huyện Hương Sơng"}, name="typo.xlsx"))
    file = write_questions(outcome, tmp_path / "forms")
    assert file is not None
    assert '"Huyện Hương Sơng": "?"  # "Huyện Hương Sơn"' in file.read_text("utf-8")
    assert read_answers(tmp_path / "forms")[0].units == {}


def test_an_answer_may_name_any_heading_and_any_unit(office, tmp_path):
    folder = tmp_path / "forms"
    folder.mkdir()
    (folder / "mine.yaml").write_text(
        f'title: "{TITLE}"\ncolumns:\n  "CĐCS > Giảm": grassroots_unions_dissolved\n'
        '  "Tăng": leave out\nunits:\n  "Huyện Hương Sơn": "Huyện Hương Sơn mới"\n',
        encoding="utf-8",
    )
    office.take(form(office), answers=read_answers(folder))
    assert office.facts() == {
        ("Huyện Hương Sơn mới", "grassroots_unions_total", "", "2025-03-31", 80.0),
        ("Huyện Hương Sơn mới", "grassroots_unions_dissolved", "2025-01-01", "2025-03-31", 2.0),
    }


@pytest.mark.parametrize(
    "text",
    [
        "[1, 2]",
        "title: x\nunknown: 1\n",
        "title: x\nsince: month\n",
        "title: x\ncolumns: {a: no_such_code}\n",
        "title: x\ncolumns: [a]\n",
        "title: &a [*a]\n",
        "title: 'x\n",
    ],
)
def test_a_file_of_answers_that_cannot_be_used_says_so(tmp_path, text):
    (tmp_path / "x.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(UnusableAnswers):
        read_answers(tmp_path)


def test_a_mistake_in_a_file_of_answers_is_told_with_its_line(tmp_path):
    (tmp_path / "a.yaml").write_text('title: "x"\nunits:\n  A: "B"\n  A: "C"\n', encoding="utf-8")
    with pytest.raises(UnusableAnswers, match="lines 3 and 4"):
        read_answers(tmp_path)
    (tmp_path / "a.yaml").write_text('title: "x"\nunits: [\n', encoding="utf-8")
    with pytest.raises(UnusableAnswers, match="line "):
        read_answers(tmp_path)


def test_the_kind_of_a_form_does_not_depend_on_its_period():
    assert kind_of("BÁO CÁO ĐOÀN VIÊN QUÝ I NĂM 2025") == kind_of("Báo cáo đoàn viên quý IV/2026")
    assert kind_of("BÁO CÁO ĐOÀN VIÊN 6 THÁNG ĐẦU NĂM 2025") == kind_of(
        "BÁO CÁO ĐOÀN VIÊN NĂM 2025"
    )
    assert kind_of("BÁO CÁO ĐOÀN VIÊN QUÝ I") != kind_of("BÁO CÁO TÀI CHÍNH QUÝ I")
