"""The published data set and the batches of the project. If these fail, no report is made of it."""

from pathlib import Path

import pandas as pd
import pytest
from tests.reports.published import PUBLISHED

from doanvien.batch.project import find_batch
from doanvien.batch.request.checks import check_batch
from doanvien.chapters import targets
from doanvien.data import check_dataset
from doanvien.data.province import read_province
from doanvien.present.report import Report
from doanvien.reference.scope import report_scope

CHECKOUT = Path(__file__).parents[2]
# The demonstration has no figures before `make demo` has simulated them; recipients are no batch.
NOT_READY = {"demo", "recipients.example", "recipients"}
BATCHES = sorted({file.stem for file in (CHECKOUT / "params").glob("*.yaml")} - NOT_READY)


def test_the_published_data_set_is_in_order():
    """If this fails, no report on published figures can be built."""
    assert [str(problem) for problem in check_dataset(PUBLISHED)] == []


def test_the_seed_report_reads_what_its_source_prints():
    """Hà Nội, 8 July 2022 (laodongthudo.vn, 21/7/2022): 24.396 members against 47.855."""
    scope = report_scope("ha-noi", "2022H1", "2022-07-08")
    found = read_province(PUBLISHED, scope)
    whole = found.figures[(found.figures["unit"] == "") & (found.figures["source"] == "s002")]
    values = whole.set_index("indicator")["value"]
    assert (values["members_new"], values["grassroots_unions_new"]) == (24396, 306)
    wave = found.campaigns[found.campaigns["value"] == 8307]
    assert wave["start"].tolist() == [pd.Timestamp("2022-04-15")]


@pytest.mark.parametrize("name", BATCHES)
def test_the_batches_of_the_project_can_be_built(name):
    project, file = find_batch(name, CHECKOUT)
    checked = check_batch(file, project)
    assert [str(problem) for problem in checked.problems] == []
    assert checked.reports


def test_two_targets_of_one_indicator_have_two_names():
    """A bar chart draws the mean of what has one name: 75,2% and 41,8% became one bar of 58,5%."""
    frame = targets.attainment(Report(read_province(PUBLISHED, report_scope("lao-cai", "2017H1"))))
    assert frame["target"].is_unique
    assert frame["target"].str.contains("Tổng LĐLĐ Việt Nam").any()
