"""The simulated data set.

When this fails, a demonstration contradicts itself, an estimator is tested against figures that are
not what they claim to be, or somebody's own data are overwritten.
"""

import csv
import math
import shutil
from itertools import pairwise
from pathlib import Path
from statistics import stdev

import pandas as pd
import pytest
import yaml
from typer.testing import CliRunner

from doanvien.cli import app
from doanvien.data import check_dataset, files_read, read_dataset_info
from doanvien.data.rules.schema import FIGURES, SHARED_FILES
from doanvien.reference.provinces import TERRITORY_CHANGE, find_province
from doanvien.simulate import NotSimulated, simulate
from doanvien.simulate.invented.months import Month
from doanvien.simulate.invented.scale import YEARS, year_totals
from doanvien.simulate.invented.world import WORLDS

PUBLISHED = Path(__file__).parents[3] / "data" / "published"
SUMMED = (
    "members_new",
    "members_lost",
    "members_total",
    "workers_total",
    "grassroots_unions_total",
)


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def figures_of(folder: Path, slug: str) -> pd.DataFrame:
    frame = pd.read_csv(folder / "figures" / f"{slug}.csv", keep_default_na=False)
    return frame.assign(value=frame["value"].astype(int))


def by_month(figures: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """Values by last day (rows) and unit (columns)."""
    rows = figures[figures["indicator"] == indicator]
    return rows.pivot(index="period_end", columns="unit", values="value")


@pytest.fixture(scope="module")
def whole_country(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("country") / "data"
    simulate(folder, seed=1)
    return folder


@pytest.fixture
def small(tmp_path) -> Path:
    folder = tmp_path / "small"
    simulate(folder, 1, [find_province("ha-tinh", TERRITORY_CHANGE)])
    return folder


def test_same_seed_same_bytes(small, tmp_path):
    again = tmp_path / "again"
    simulate(again, 1, [find_province("ha-tinh", TERRITORY_CHANGE)])
    assert files_of(again) == files_of(small)
    simulate(again, 2, [find_province("ha-tinh", TERRITORY_CHANGE)])
    assert files_of(again).keys() == files_of(small).keys()
    assert files_of(again)["figures/ha-tinh.csv"] != files_of(small)["figures/ha-tinh.csv"]


def test_figures_of_a_province_do_not_depend_on_the_others(whole_country, simulated_data):
    some, everything = files_of(simulated_data), files_of(whole_country)
    figures = [name for name in some if name.startswith("figures/")]
    assert len(figures) == 6  # Hà Tĩnh; Khánh Hòa, Ninh Thuận; TP Hồ Chí Minh and two others
    assert [name for name in figures if some[name] != everything[name]] == []


def test_figures_of_a_month_do_not_depend_on_the_months_written(small, tmp_path):
    part = tmp_path / "part"
    span = (Month(2024, 1), Month(2024, 12))
    simulate(part, 1, [find_province("ha-tinh", TERRITORY_CHANGE)], *span)
    lines = (small / "figures" / "ha-tinh.csv").read_text("utf-8").splitlines()
    part_lines = (part / "figures" / "ha-tinh.csv").read_text("utf-8").splitlines()
    days = {line.split(",")[5] for line in part_lines[1:]}
    assert (min(days), max(days)) == ("2023-12-31", "2024-12-31")
    assert set(part_lines) <= set(lines)


def test_nothing_is_wrong_with_it(simulated_data):
    assert [str(problem) for problem in check_dataset(simulated_data)] == []
    assert read_dataset_info(simulated_data).status == "simulated"


def test_its_files_have_the_columns_of_the_dictionary(simulated_data):
    """Columns that a report reads and the simulation leaves out would look like blanks."""
    for name, schema in {**SHARED_FILES, "figures/ha-tinh.csv": FIGURES}.items():
        with (simulated_data / name).open(encoding="utf-8") as file:
            header = next(csv.reader(file))
        required = {column.name for column in schema.columns if not column.optional}
        assert required <= set(header) <= set(schema.by_name), name


def test_reports_do_not_know_the_truth(simulated_data):
    read = {
        path.relative_to(simulated_data).parts[0] for path in files_read(simulated_data, "ha-tinh")
    }
    assert "truth" in {path.name for path in simulated_data.iterdir()}
    assert "truth" not in read


@pytest.mark.parametrize("slug", ["ha-tinh", "khanh-hoa", "ninh-thuan", "ho-chi-minh"])
def test_accounts_balance_for_the_province_and_every_unit(simulated_data, slug):
    figures = figures_of(simulated_data, slug)
    total = by_month(figures, "members_total").sort_index()
    opening = {"2025-07-31": "2025-07-01"}  # the new map opens with a level of its own
    flows = {
        code: by_month(figures, code).reindex(index=total.index, columns=total.columns)
        for code in (
            *("members_new", "members_lost", "members_transferred", "members_net_growth"),
            "members_removed_structural",
        )
    }
    days = list(total.index)
    checked = 0
    for before, day in pairwise(days):
        if day == "2025-07-01":
            continue
        before = opening.get(day, before)
        flow = {code: values.loc[day] for code, values in flows.items()}
        removed = flow["members_removed_structural"].fillna(0)
        net = flow["members_new"] - flow["members_lost"]
        expected = total.loc[before] + net + flow["members_transferred"] - removed
        known = total.loc[day].notna()
        assert (expected[known] == total.loc[day][known]).all(), day
        assert (net[known] == flow["members_net_growth"][known]).all(), day
        checked += int(known.sum())
    assert checked > 500
    assert (by_month(figures, "members_transferred")[""] == 0).all()


def test_a_province_is_the_sum_of_its_units(simulated_data):
    figures = figures_of(simulated_data, "khanh-hoa")
    for code in SUMMED:
        values = by_month(figures, code)
        assert (values.drop(columns="").sum(axis=1) == values[""]).all(), code


def test_a_merged_province_opens_with_what_its_predecessors_closed_with(simulated_data):
    former = [
        by_month(figures_of(simulated_data, slug), "members_total").loc["2025-06-30", ""]
        for slug in ("khanh-hoa", "ninh-thuan")
    ]
    merged = by_month(figures_of(simulated_data, "khanh-hoa"), "members_total")
    assert merged.loc["2025-07-01", ""] == sum(former)


def test_parts_are_not_larger_than_the_whole(simulated_data):
    figures = figures_of(simulated_data, "ho-chi-minh")
    for part, whole in (
        ("members_new_nonstate", "members_new"),
        ("grassroots_unions_new_25plus", "grassroots_unions_new"),
        ("grassroots_unions_new_nonstate", "grassroots_unions_new"),
        ("members_total_nonstate", "members_total"),
        ("members_total", "workers_total"),
    ):
        smaller, larger = by_month(figures, part), by_month(figures, whole)
        days = smaller.index.intersection(larger.index)
        assert (smaller.loc[days].fillna(0) <= larger.loc[days].fillna(0)).all(axis=None), part


@pytest.mark.parametrize(
    ("indicator", "days", "band"),
    [
        ("members_total", "2023-12-31", 0.02),
        ("members_total", "2024-12-31", 0.02),
        ("grassroots_unions_total", "2023-12-31", 0.03),
        ("members_new", "2023-01-01/2023-12-31", 0.05),
        ("members_new", "2024-01-01/2024-12-31", 0.05),
        ("grassroots_unions_new", "2024-01-01/2024-12-31", 0.05),
    ],
)
def test_the_country_is_about_as_large_as_published(whole_country, indicator, days, band):
    start, _, end = days.rpartition("/")
    real = figures_of_country(PUBLISHED, indicator)
    real = real[(real["period_start"] == start) & (real["period_end"] == end)]
    published = float(real.loc[real["qualifier"] == "exact", "value"].iloc[0])
    own = figures_of_country(whole_country, indicator)
    inside = (own["period_start"] >= start) if start else own["period_start"] == ""
    inside &= own["period_end"] <= end if start else own["period_end"] == end
    assert own.loc[inside, "value"].astype(float).sum() == pytest.approx(published, rel=band)


def figures_of_country(folder: Path, indicator: str) -> pd.DataFrame:
    frame = pd.read_csv(folder / "figures" / "toan-quoc.csv", keep_default_na=False)
    return frame[frame["indicator"] == indicator]


def test_the_reorganisation_removed_about_2_6_million(whole_country):
    removed = figures_of_country(whole_country, "members_removed_structural")
    assert set(removed["period_end"]) == {"2025-06-30", "2025-07-31"}
    assert removed["value"].sum() == pytest.approx(2_600_000, rel=0.03)


def test_the_country_has_63_provinces_and_34_after(whole_country):
    totals = [
        by_month(figures_of(whole_country, path.stem), "members_total")[""]
        for path in (whole_country / "figures").glob("*.csv")
        if path.stem != "toan-quoc"
    ]
    assert sum("2025-06-30" in total.index for total in totals) == 63
    assert sum("2026-09-30" in total.index for total in totals) == 34


def test_tet_months_are_thin_and_wave_months_thick(whole_country):
    new = figures_of_country(whole_country, "members_new").set_index("period_end")["value"]
    for year, tet in ((2023, "2023-01-31"), (2024, "2024-02-29")):
        usual = new[new.index.str.startswith(f"{year}")].median()
        assert new[tet] < 0.7 * usual
        assert new[f"{year}-05-31"] > 1.2 * usual
        assert new[f"{year}-07-31"] > 1.2 * new[f"{year}-08-31"]


def test_counts_of_units_vary_more_than_poisson(simulated_data):
    """Standard errors that trust Poisson are to be caught by this data set, not confirmed."""
    new = by_month(figures_of(simulated_data, "ho-chi-minh"), "members_new").drop(columns="")
    months = new.index.str[5:7].isin(["09", "10", "11"]) & (new.index < "2025")
    autumn = new[months].dropna(axis="columns")
    assert (autumn.var() > 5 * autumn.mean()).mean() > 0.9


def test_results_of_waves_are_what_the_months_add_up_to(simulated_data):
    campaigns = pd.read_csv(simulated_data / "campaigns.csv", keep_default_na=False)
    rows = campaigns[(campaigns["province"] == "ha-tinh") & (campaigns["units"] != "")]
    figures = figures_of(simulated_data, "ha-tinh")
    assert len(rows) > 10
    for row in rows.itertuples():
        values = by_month(figures, row.indicator)
        assert set(row.units.split(";")) < set(values.columns)
        inside = (values.index >= row.result_start) & (values.index <= row.result_end)
        assert values.loc[inside, ""].sum() == int(row.value)
        assert row.start <= row.result_start <= row.result_end <= row.end


def test_the_truth_names_every_wave_and_its_effect(simulated_data):
    truth = pd.read_csv(simulated_data / "truth" / "waves.csv")
    campaigns = pd.read_csv(simulated_data / "campaigns.csv")
    known = set(zip(truth["province"], truth["name"], truth["start"], strict=True))
    told = set(zip(campaigns["province"], campaigns["name"], campaigns["start"], strict=True))
    assert told <= known
    net = truth["added"] - truth["taken_from_next_month"]
    assert (net > 0).all()
    assert (truth["start"].str[5:].nunique(), truth["effect"].nunique()) > (5, 20)
    parameters = yaml.safe_load((simulated_data / "truth" / "parameters.yaml").read_text("utf-8"))
    assert parameters["seed"] == 1


def test_targets_of_units_add_up_to_the_province(simulated_data):
    targets = pd.read_csv(simulated_data / "targets.csv", keep_default_na=False)
    own = targets[(targets["province"] == "ha-tinh") & (targets["assigned_by"] == "province")]
    for code in ("members_new", "members_net_growth"):
        rows = own[(own["indicator"] == code) & (own["period_end"] == "2024-12-31")]
        whole = rows.loc[rows["unit"] == "", "low"].item()
        assert rows.loc[rows["unit"] != "", "low"].sum() == whole
    by = set(targets.loc[targets["period_end"] == "2026-12-31", "assigned_by"])
    assert by == {"tld", "province"}


def test_the_country_moves_from_year_to_year_as_its_world_says():
    """A forecast that leans on the country's movement must be tried on countries that move less."""

    def movement(name: str) -> float:
        unions = [year_totals(year, WORLDS[name].movement).unions_new for year in YEARS]
        return stdev(map(math.log, unions))

    usual = movement("usual")
    assert [year_totals(year, 1.0) for year in YEARS] == list(YEARS.values())
    assert movement("steady") == pytest.approx(0, abs=1e-9)
    assert movement("half") == pytest.approx(usual / 2)
    assert movement("double") == pytest.approx(usual * 2)


def test_another_world_has_other_figures_and_says_which(small, tmp_path):
    other = tmp_path / "other"
    simulate(other, 1, [find_province("ha-tinh", TERRITORY_CHANGE)], world=WORLDS["steady"])
    told = yaml.safe_load((other / "truth" / "parameters.yaml").read_text("utf-8"))
    assert len({year["unions_new"] for year in told["years"].values()}) == 1
    assert files_of(other)["figures/ha-tinh.csv"] != files_of(small)["figures/ha-tinh.csv"]


def test_it_replaces_a_simulated_data_set_only(small, tmp_path):
    hatinh = [find_province("ha-tinh", TERRITORY_CHANGE)]
    simulate(small, 3, hatinh)
    info = read_dataset_info(small)
    assert info.title == "Số liệu mô phỏng"
    assert "seed 3" in info.terms
    own = tmp_path / "own"
    shutil.copytree(PUBLISHED, own)
    before = files_of(own)
    with pytest.raises(NotSimulated, match="not a simulated data set"):
        simulate(own, 1, hatinh)
    assert files_of(own) == before
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "plan.txt").write_text("x")
    with pytest.raises(NotSimulated):
        simulate(notes, 1, hatinh)
    assert {path.name for path in tmp_path.iterdir()} == {"small", "own", "notes"}


def test_the_command_says_what_it_wrote_and_what_it_refuses(tmp_path):
    out = tmp_path / "data"
    words = ["simulate", "--out", str(out), "--provinces", "thai-binh", "--from", "2025-01"]
    written = CliRunner().invoke(app, words)
    assert written.exit_code == 0, written.output
    assert {path.stem for path in (out / "figures").iterdir()} == {"hung-yen", "thai-binh"}
    for wrong, said in (
        (["--from", "1999-01"], "cannot be simulated"),
        (["--provinces", "ha-nooi"], "ha-noi"),
        (["--world", "calm"], "usual, steady, half, double"),
    ):
        refused = CliRunner().invoke(app, [*words[:3], *wrong])
        assert refused.exit_code == 2
        assert said in refused.output
