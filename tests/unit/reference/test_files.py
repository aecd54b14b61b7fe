"""Reading the reference tables. If these fail, a broken line is read as something else."""

import pytest

from doanvien.reference import files


def test_a_line_with_a_cell_too_many_is_named(tmp_path, monkeypatch):
    (tmp_path / "aliases.csv").write_text("alias,slug\nHN,ha-noi\nBà Rịa, Vũng Tàu,x\n", "utf-8")
    monkeypatch.setattr(files, "reference_folder", lambda: tmp_path)
    with pytest.raises(ValueError, match=r"aliases\.csv, line 3: 3 cells where the header has 2"):
        files.read_table("aliases.csv")


def test_cells_arrive_trimmed_and_composed(tmp_path, monkeypatch):
    (tmp_path / "t.csv").write_text("name\n Hue\u0302\u0301 \n", encoding="utf-8")
    monkeypatch.setattr(files, "reference_folder", lambda: tmp_path)
    assert files.read_table("t.csv") == [{"name": "Huế"}]


def test_the_folder_holds_the_tables():
    names = {path.name for path in files.reference_folder().iterdir()}
    assert {"provinces.csv", "aliases.csv", "indicators.csv", "labels"} <= names
