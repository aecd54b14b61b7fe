"""Files that are not what they should be. If these fail, a whole file is misread or left out."""

import pickle
from pathlib import Path

import pandas as pd
import pytest

from doanvien.data import DataError, check_dataset, read_dataset_info, read_province
from doanvien.data.reading.header import looks_personal
from doanvien.data.rules.schema import FIGURES, SHARED_FILES
from doanvien.reference.scope import report_scope

HA_NOI = "figures/ha-noi.csv"
SHOWN = f"published/{HA_NOI}"
HEADER = FIGURES.header
ROW = "ha-noi,,,members_new,2022-01-01,2022-07-08,24396,exact,s1,"
HALF = report_scope("ha-noi", "2022H1", "2022-07-08")
LAW = "only counts per unit may enter (Law 91/2025/QH15 on personal data protection)"


def test_a_misspelt_column_is_suggested_and_its_cells_are_checked_at_once(data_set):
    text = f"{HEADER}\n{ROW}\n".replace(",value,", ",valeu,").replace("24396", '"24,396"')
    data_set.write(HA_NOI, text)
    assert data_set.problems() == [
        f"{SHOWN}, row 1, column valeu: is not a column of this file. Rename it to value.",
        f"{SHOWN}, row 2, column value: '24,396' is not a whole number. Write 24396 or 24.396.",
    ]


def test_a_missing_column_is_reported_once_and_not_for_every_row(data_set):
    rows = [ROW.replace("exact,", ""), ROW.replace("exact,", "").replace("24396", "24397")]
    data_set.write(HA_NOI, "\n".join([HEADER.replace("qualifier,", ""), *rows]))
    assert data_set.problems() == [
        f"{SHOWN}, row 1, column qualifier: the column is missing. "
        f"Add it; the columns are {HEADER}."
    ]


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        (
            "bogus",
            f"column bogus: is not a column of this file. Delete it; allowed are {HEADER}.",
        ),
        ("value", "column value: the column stands twice. Delete one of the two."),
        ("", "column 11 has no name. Delete the column or name it."),
    ],
)
def test_a_column_too_many_is_named(data_set, extra, message):
    data_set.write(HA_NOI, f"{HEADER},{extra}\n{ROW},7\n")
    joint = ":" if message.startswith("column 11") else ","
    assert data_set.problems() == [f"{SHOWN}, row 1{joint} {message}"]


@pytest.mark.parametrize(
    "column",
    [
        *("Họ tên", "họ và tên", "ho_ten", "HoTen", "HỌ TÊN", "full_name", "FullName", "last name"),
        *("CCCD", "so_cccd", "CMND", "Số thẻ", "so_the_doan_vien", "card_number"),
        *("Ngày sinh", "ngay_sinh", "Năm sinh", "date_of_birth", "birth date", "DOB"),
        *("Số điện thoại", "so_dien_thoai", "SĐT", "phone", "Phone number", "mobile"),
        *("email", "E-mail", "Email cá nhân", "Địa chỉ"),
        "Ho\u0323 te\u0302n",  # decomposed
    ],
)
def test_personal_data_is_refused_with_the_law(data_set, column):
    data_set.write(HA_NOI, f"{HEADER},{column}\n{ROW},012345678901\n")
    found = [problem for problem in data_set.problems() if "Unicode" not in problem]
    assert found == [
        f"{SHOWN}, row 1, column {column}: the column looks like personal data; {LAW}. "
        "Delete the column with its contents."
    ]


def test_the_columns_of_a_data_set_do_not_look_personal():
    for schema in (FIGURES, *SHARED_FILES.values()):
        assert not [column.name for column in schema.columns if looks_personal(column.name)]
    assert not looks_personal("số theo dõi")


@pytest.mark.parametrize("name", SHARED_FILES)
def test_only_the_description_and_one_file_of_figures_are_required(data_set, name):
    (data_set.folder / name).unlink()
    assert data_set.problems() == []
    assert not read_province(data_set.folder, HALF).figures.empty


def test_text_in_an_old_encoding_is_refused_with_its_line(data_set):
    text = f"{HEADER}\n{ROW}\n{ROW}quận Hoàn\n"
    (data_set.folder / HA_NOI).write_bytes(text.encode("cp1258", errors="replace"))
    assert data_set.problems() == [
        f"{SHOWN}, row 3: the text is not UTF-8. "
        "Save the file in UTF-8 ('CSV UTF-8' in a spreadsheet)."
    ]


def test_the_byte_order_mark_of_a_spreadsheet_is_no_problem(data_set):
    (data_set.folder / HA_NOI).write_bytes(f"{HEADER}\r\n{ROW}\r\n".encode("utf-8-sig"))
    assert data_set.problems() == []


def test_decomposed_accents_are_refused_because_they_never_compare_equal(data_set):
    data_set.write(HA_NOI, f"{HEADER}\n{ROW}\n{ROW}\n".replace(",,members", ",Hue\u0302,members"))
    assert data_set.problems()[0] == (
        f"{SHOWN}, rows 2–3: the text is not in Unicode form NFC: its accents are separate "
        "characters. Convert the file to NFC."
    )


def test_a_ragged_row_is_named_and_the_other_rows_are_checked(data_set):
    data_set.write(HA_NOI, f"{HEADER}\n{ROW},quá\n{ROW.replace('exact', 'sure')}\n")
    assert data_set.problems() == [
        f"{SHOWN}, row 2: the row has 11 cells, the header has 10. "
        "Put a cell that holds a comma between double quotes; leave no column out.",
        f"{SHOWN}, row 3, column qualifier: 'sure' is not one of the possible values. "
        "Write exact, about, over, nearly or at_least.",
    ]


def test_an_open_quotation_mark_does_not_swallow_the_rest_in_silence(data_set):
    data_set.write(HA_NOI, f'{HEADER}\n{ROW}\n"{ROW}\n{ROW}\n')
    (problem,) = data_set.problems()
    assert problem.startswith(f"{SHOWN}, row 3: the row cannot be read, and none after it")


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_a_vietnamese_excel_saves_is_read(data_set, separator, encoding, end):
    """ "CSV" has semicolons there, "Unicode Text" tabs in UTF-16; both can be read in one way."""
    plain = read_province(data_set.folder, HALF).figures
    text = end.join((HEADER, ROW, "")).replace(",", separator)
    (data_set.folder / HA_NOI).write_bytes(text.encode(encoding))
    assert data_set.problems() == []
    read = read_province(data_set.folder, HALF).figures
    pd.testing.assert_frame_equal(read[["value", "period_end"]], plain[["value", "period_end"]])


def test_utf_16_without_its_mark_is_named(data_set):
    (data_set.folder / HA_NOI).write_bytes(f"{HEADER}\n{ROW}\n".encode("utf-16-le"))
    assert data_set.problems() == [
        f"{SHOWN}: the text is UTF-16 without the mark that says so. "
        "Save the file in UTF-8 ('CSV UTF-8' in a spreadsheet)."
    ]


def test_the_hint_line_of_excel_is_named_once(data_set):
    data_set.write(HA_NOI, f"sep=,\n{HEADER}\n{ROW}\n")
    assert data_set.problems()[0] == (
        f"{SHOWN}, row 1: the line is a hint for Excel only. Delete it."
    )


@pytest.mark.parametrize("rest", ["", "\n", "\n\n", "\n,,,,,,,,,\n"])
def test_a_header_alone_means_nothing_reported(data_set, rest):
    data_set.write(HA_NOI, HEADER + rest)
    assert data_set.problems() == []


def test_a_file_without_even_a_header_is_refused(data_set):
    data_set.write(HA_NOI, "")
    assert data_set.problems() == [
        f"{SHOWN}, row 1: the file has no header. Its first line is {HEADER}."
    ]


def test_files_that_nobody_would_read_are_named(data_set):
    data_set.put("figures/ha-nio.csv")
    data_set.write("figures/lao-cai.xlsx", "")
    assert data_set.problems() == [
        "published/figures/ha-nio.csv: the file bears the name of no place: 'ha-nio'. "
        "Rename the file. 'doanvien provinces' lists the slugs. Did you mean 'ha-noi'?",
        "published/figures/lao-cai.xlsx: is not a CSV file. "
        "Save it as <slug>.csv, or move it out of the folder.",
    ]


def test_a_folder_is_named_as_it_was_given_and_never_with_a_machine_path(
    data_set, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    data_set.put(HA_NOI, {"qualifier": ""})
    (as_given,) = check_dataset(Path("../" + tmp_path.name + "/published"))
    (absolute,) = check_dataset(data_set.folder)
    assert as_given.file == f"../{tmp_path.name}/published/{HA_NOI}"
    assert absolute.file == f"published/{HA_NOI}"


def test_a_data_folder_that_does_not_exist_is_one_clear_error(tmp_path):
    with pytest.raises(DataError) as error:
        read_dataset_info(tmp_path / "publishd")
    expected = (
        "publishd: there is no such data folder. "
        "Check the path; it starts from the folder in which the command or notebook runs."
    )
    assert str(error.value) == expected
    assert [str(problem) for problem in check_dataset(tmp_path / "publishd")] == [expected]


def test_a_data_set_without_its_folder_of_figures_is_not_taken_for_an_empty_one(data_set):
    (data_set.folder / "figures").rename(data_set.folder / "figure")
    assert data_set.problems() == [
        "published/figures: the folder is missing. "
        "Create it for one file of figures a province, or choose another data folder."
    ]


def test_the_description_of_a_data_set_is_checked_with_lines_and_suggestions(data_set):
    data_set.write(
        "dataset.yaml",
        "tittle: Thử\nstatus: simulatd\nterms: \nowner: thử\nowner: ai\nupdated: 31/7/2022\n",
    )
    shown = "published/dataset.yaml"
    assert data_set.problems() == [
        f"{shown}, column title: the key is missing. Add a line 'title: …'.",
        f"{shown}, row 1, column tittle: there is no such key. "
        "Allowed are title, status, terms, owner, updated, title_en. Did you mean 'title'?",
        f"{shown}, row 2, column status: 'simulatd' is not one of the possible values. "
        "Write published, reported or simulated. Did you mean 'simulated'?",
        f"{shown}, row 3, column terms: the key has no text. Write it on the same line.",
        f"{shown}, rows 4–5, column owner: the key stands more than once. Keep one of the lines.",
        f"{shown}, row 6, column updated: '31/7/2022' is not an ISO date. Write 2022-07-31.",
    ]


@pytest.mark.parametrize(("text", "row"), [("title: [", 2), ("title: a: b", 1)])
def test_a_description_that_is_not_yaml_is_refused(data_set, text, row):
    """An open bracket is missed only where the text ends."""
    data_set.write("dataset.yaml", f"{text}\n")
    (problem,) = data_set.problems()
    assert problem.startswith(f"published/dataset.yaml, row {row}: the text is not YAML.")


def test_the_description_tells_simulated_from_published(data_set):
    info = read_dataset_info(data_set.folder)
    assert (info.status, info.updated, info.title_en) == ("simulated", "2026-11-21", "")


def test_an_error_survives_the_way_back_from_a_worker_process(data_set):
    data_set.put(HA_NOI, {"value": "1,128"})
    error = DataError(check_dataset(data_set.folder))
    assert str(pickle.loads(pickle.dumps(error))) == str(error)
