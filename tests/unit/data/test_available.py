"""Which periods have figures. If this fails, somebody asks for a report that has nothing in it."""

import pandas as pd
import pytest
from typer.testing import CliRunner

from doanvien.cli import app
from doanvien.data import DataError, available
from doanvien.data.last_days import _as_of as forget
from doanvien.data.last_days import last_days
from doanvien.data.rules.schema import FIGURES

LEVEL = "ha-noi,,,members_total,,2024-10-25,700000,exact,s1,"
FLOW = "ha-noi,,{unit},members_new,2022-01-01,{end},10,exact,s1,"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "figures").mkdir()
    rows = [
        FLOW.format(unit="", end="2022-07-08"),
        FLOW.format(unit="Quận A", end="2022-07-08"),
        FLOW.format(unit="", end="2022-09-15"),
        LEVEL,
    ]
    text = "\n".join([FIGURES.header, *rows, ""])
    (tmp_path / "figures" / "ha-noi.csv").write_text(text, encoding="utf-8")
    (tmp_path / "figures" / "hue.csv").write_text(FIGURES.header + "\n", encoding="utf-8")
    return tmp_path


def test_a_figure_counts_where_its_last_day_lies(folder):
    found = available(folder)
    assert found["province"].unique().tolist() == ["ha-noi"]
    assert found["period"].tolist() == [
        *("2022", "2022H2", "2022Q3", "2022M07", "2022M09"),
        *("2024", "2024H2", "2024Q4", "2024M10"),
    ]
    quarter = found[found["period"] == "2022Q3"].iloc[0]
    assert (quarter["kind"], quarter["figures"]) == ("quarter", 3)
    days = quarter[["start", "end", "last_day"]].tolist()
    assert days == [pd.Timestamp(day) for day in ("2022-07-01", "2022-09-30", "2022-09-15")]


def test_only_the_places_asked_for_are_read(folder):
    (folder / "figures" / "hue.csv").write_bytes(b"\xff\xfe")
    assert len(available(folder, ["ha-noi"])) == 9


def test_no_figures_is_an_empty_frame_with_its_columns(folder):
    found = available(folder, ["hue", "lao-cai"])
    assert found.empty
    assert found.dtypes.equals(available(folder).dtypes)
    with pytest.raises(DataError, match="no such data folder"):
        available(folder / "nothing")


def test_a_day_that_cannot_be_read_counts_nowhere(folder):
    file = folder / "figures" / "ha-noi.csv"
    file.write_text(file.read_text("utf-8").replace("2024-10-25", "25/10/2024"), "utf-8")
    assert available(folder)["period"].str.startswith("2022").all()


def test_the_command_tells_places_or_the_years_of_one(folder):
    def said(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["periods", *words, "--data", str(folder)])
        return result.exit_code, result.output

    assert said() == (0, "ha-noi  2022-2024  2024-10-25\n")
    assert said("Hà Nội") == (
        0,
        "2022  H2  Q3  M07 M09  2022-09-15\n2024  H2  Q4  M10  2024-10-25\n",
    )
    assert said("hue")[0] == 2
    assert said("ha-nooi")[0] == 2


def test_what_is_kept_of_many_figures_is_what_their_files_say(folder, tmp_path, monkeypatch):
    """Else a batch of a large data set leaves a province out, or asks for one that said nothing."""
    read = last_days(folder, ["ha-noi", "hue", "son-la"])
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    monkeypatch.setattr("doanvien.data.last_days.WORTH_KEEPING", 0)
    for _ in range(2):
        forget.cache_clear()
        assert last_days(folder, ["ha-noi", "hue", "son-la"]) == read
    assert list((tmp_path / "cache" / "doanvien").glob("*.json"))
    assert read["ha-noi"].figures == {"2022-07-08": 2, "2022-09-15": 1, "2024-10-25": 1}
    assert [read[slug].sound for slug in ("ha-noi", "hue", "son-la")] == [True, True, False]
    with (folder / "figures" / "hue.csv").open("a", encoding="utf-8") as file:
        file.write(FLOW.format(unit="", end="2023-06-30").replace("ha-noi", "hue") + "\n")
    assert last_days(folder, ["hue"])["hue"].figures == {"2023-06-30": 1}
