"""The data set that the notebooks open with.

When this fails, the shipped figures are no longer those that the program makes, or a notebook that
somebody opens for the first time has headings with nothing under them.
"""

from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from doanvien.cli import app
from doanvien.data import mistakes_in, read_dataset_info, read_province
from doanvien.reference.scope import report_scope

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "data" / "example"
MOST_BYTES = 1_500_000
COMMAND = ["simulate", "--example", "--out"]


@pytest.fixture(scope="module")
def lao_cai():
    return read_province(EXAMPLE, report_scope("lao-cai", "2026Q3"))


def shipped() -> dict[str, Path]:
    files = [path for path in EXAMPLE.rglob("*") if path.is_file()]
    return {path.relative_to(EXAMPLE).as_posix(): path for path in files}


def of(frame: pd.DataFrame, **cells: object) -> pd.DataFrame:
    for name, cell in cells.items():
        frame = frame[frame[name] == cell]
    return frame


def test_the_command_of_the_dictionary_makes_it_again(tmp_path):
    command = " ".join(["doanvien", *COMMAND, "data/example"])
    assert f"`{command}`" in (ROOT / "data" / "README.md").read_text("utf-8")
    again = tmp_path / "again"
    made = CliRunner().invoke(app, [*COMMAND, str(again)])
    assert made.exit_code == 0, made.output
    files = {path.relative_to(again).as_posix() for path in again.rglob("*") if path.is_file()}
    assert files == shipped().keys()
    assert [
        name for name, path in shipped().items() if path.read_bytes() != (again / name).read_bytes()
    ] == []


def test_it_is_small_marked_and_in_order():
    assert sum(path.stat().st_size for path in shipped().values()) < MOST_BYTES
    assert read_dataset_info(EXAMPLE).status == "simulated"
    assert [str(one) for one in mistakes_in(EXAMPLE)] == []


def test_months_of_units_and_of_the_provinces_before_the_merger_are_there(lao_cai):
    months = of(lao_cai.figures, indicator="members_new")
    months = months[months["period_end"] == "2026-09-30"]
    months = months[months["period_start"] == "2026-09-01"]
    units = months[months["unit"] != ""]
    assert len(units) >= 12
    assert units["value"].sum() == months.loc[months["unit"] == "", "value"].item()
    for slug in ("lao-cai", "yen-bai"):
        before = of(lao_cai.predecessors, province=slug, indicator="members_new")
        assert before["period_start"].min() == pd.Timestamp("2021-01-01")
        removed = of(lao_cai.predecessors, province=slug, indicator="members_removed_structural")
        assert removed["value"].sum() > 1_000


def test_units_add_up_to_the_provinces_that_they_were_worked_out_from(lao_cai):
    of_units = lao_cai.figures[lao_cai.figures["unit"] != ""]
    for code in ("members_new", "grassroots_unions_new"):
        for start in ("2023-01-01", "2025-06-01"):
            parts = of(of_units, indicator=code, period_start=pd.Timestamp(start))
            whole = of(lao_cai.predecessors, indicator=code, period_start=pd.Timestamp(start))
            assert parts["value"].sum() == whole["value"].sum() > 0


def test_targets_of_every_kind_are_there(lao_cai):
    now = lao_cai.targets[lao_cai.targets["period_end"] == "2026-12-31"]
    own = now[now["unit"] == ""]
    assigned = set(zip(own["indicator"], own["assigned_by"], strict=True))
    assert {("members_net_growth", "tld"), ("members_new", "province")} <= assigned
    assert (now["unit"] != "").sum() >= 12
    assert (lao_cai.targets["period_start"] >= "2027-01-01").any()


def test_the_wave_of_the_period_has_units_on_both_sides_and_clean_years_before(lao_cai):
    waves = lao_cai.campaigns[lao_cai.campaigns["units"] != ""]
    assert set(waves["start"]) == {pd.Timestamp("2026-07-01")}
    taking_part = set(waves["units"].iloc[0].split(";"))
    others = set(lao_cai.figures["unit"]) - taking_part - {""}
    assert min(len(taking_part), len(others)) >= 6
    assert not lao_cai.campaigns["start"].dt.year.between(2023, 2025).any()


def test_there_is_something_for_the_checks_to_find(lao_cai):
    assert set(lao_cai.percentages["of"]) == {"target", "share", "stock"}
    dates = ["unit", "indicator", "period_start", "period_end"]
    twice = lao_cai.figures[lao_cai.figures.duplicated(dates, keep=False)]
    publishers = lao_cai.sources.loc[twice["source"], "publisher"].to_numpy()
    by = twice.assign(publisher=publishers).groupby("indicator")["publisher"].nunique()
    assert by.to_dict() == {"members_new": 1, "grassroots_unions_new": 2}


def test_the_country_is_there_and_enough_provinces_to_look_over():
    country = read_province(EXAMPLE, report_scope("toan-quoc", "2026Q3"))
    assert not of(country.figures, indicator="members_new").empty
    assert set(country.targets["assigned_by"]) == {"tld"}
    with_target = pd.read_csv(EXAMPLE / "targets.csv", keep_default_na=False)
    now = with_target[with_target["period_end"] == "2026-12-31"]
    assert now["province"].nunique() == 13  # twelve provinces and the country
