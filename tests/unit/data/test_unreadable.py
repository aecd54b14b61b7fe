"""Files that cannot be read. When these fail, an officer sees a traceback instead of a sentence."""

import errno
from pathlib import Path
from unittest import mock

import pytest

from doanvien.data import DataError, read_province
from doanvien.reference.languages import translator
from doanvien.reference.scope import report_scope

SCOPE = report_scope("ha-noi", "2022H1", "2022-07-08")
CLOSE = "Close it in other programs, and see that it is a file which you may read."


@pytest.mark.parametrize(
    "name", ["targets.csv", "sources.csv", "figures/ha-noi.csv", "dataset.yaml"]
)
def test_a_folder_in_place_of_a_file_is_one_sentence(data_set, name):
    (data_set.folder / name).unlink()
    (data_set.folder / name).mkdir()
    told = [one for one in data_set.problems() if name in one.partition(":")[0]]
    assert told[0].endswith(CLOSE)
    with pytest.raises(DataError, match="cannot be read"):
        read_province(data_set.folder, SCOPE)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.EIO])
def test_a_file_that_is_locked_or_forbidden_is_one_sentence(data_set, number):
    """As a workbook open in Excel locks it on Windows."""
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "targets.csv":
            raise OSError(number, "Permission denied")
        return read(path)

    with mock.patch.object(Path, "read_bytes", refuse):
        assert data_set.problems() == [
            f"published/targets.csv: the file cannot be read (Permission denied). {CLOSE}"
        ]


@pytest.mark.parametrize(
    "text",
    [
        *('title: "\\UFFFFFFFF"', 'title: "\\ud800"', f"%YAML {'1' * 5000}.1\n---\na: b"),
        *("title: !!python/object:os.system x", "title: &a x", "title: *a", "[" * 3000, "\x00"),
        *("- title", "title", ""),
    ],
)
def test_a_description_that_nobody_can_mean_is_told_in_words(data_set, text):
    data_set.write("dataset.yaml", text)
    told = data_set.problems()
    assert told
    "\n".join(told).encode()


def test_problems_speak_vietnamese_where_asked(data_set):
    data_set.put("figures/ha-noi.csv", {"value": "24,396", "qualifier": "exakt"})
    with pytest.raises(DataError) as caught:
        read_province(data_set.folder, SCOPE)
    assert str(DataError(caught.value.problems, "vi")).split("\n") == [
        "published/figures/ha-noi.csv, dòng 2, cột qualifier: 'exakt' không phải là giá trị được "
        "dùng. Hãy viết exact, about, over, nearly hoặc at_least. Ý bạn là 'exact'?",
        "published/figures/ha-noi.csv, dòng 2, cột value: '24,396' không phải là số nguyên. "
        "Hãy viết 24396 hoặc 24.396.",
    ]
    assert translator("vi")("rows {rows}", rows="2–9") == "các dòng 2–9"
