"""Forecasts in words. When this fails, a reader is told a number without ground, or no reason."""

import re
import shutil
from pathlib import Path

import pytest

from doanvien.chapters import targets
from doanvien.data.province import read_province
from doanvien.present.report import Report
from doanvien.reference.scope import report_scope

EXAMPLE = Path(__file__).parents[4] / "data" / "example"


def report_of(slug: str, period: str, folder: Path = EXAMPLE) -> Report:
    return Report(read_province(folder, report_scope(slug, period, None, "en")))


@pytest.fixture(scope="module")
def lao_cai() -> Report:
    return report_of("lao-cai", "2026Q3")


def test_what_is_foretold_has_its_limits_and_what_is_not_its_reason(lao_cai):
    told = targets.outlook(lao_cai)
    foretold = [text for text in told if "80% interval" in text and "no forecast" not in text]
    assert foretold
    assert len(foretold) == len(targets.forecasts(lao_cai))
    with_reason = [text for text in told if "no forecast" in text]
    assert len(foretold) + len(with_reason) == len(told)
    assert len(with_reason) == len({text.split(":")[0] for text in with_reason})


def test_how_often_forecasts_held_is_one_sentence_an_indicator(lao_cai):
    method, *held = targets.forecast_method(lao_cai)
    assert re.search(r"for all \d+ provinces", method)
    counted = [text for text in held if "forecasts for earlier years" in text]
    assert len(counted) == targets.forecasts(lao_cai)["indicator"].nunique()


def test_a_province_without_the_others_says_so(tmp_path):
    folder = tmp_path / "alone"
    shutil.copytree(EXAMPLE, folder)
    for file in (folder / "figures").glob("*.csv"):
        if file.stem not in ("lao-cai", "yen-bai"):
            file.unlink()
    report = report_of("lao-cai", "2026Q3", folder)
    assert targets.forecasts(report).empty
    assert targets.forecast_method(report) == []
    assert targets.outlook(report) == []
    told = targets.not_foretold(report)
    assert told
    assert all("too few other provinces" in text for text in told)


def test_a_short_past_says_how_much_it_takes():
    told = targets.not_foretold(report_of("lao-cai", "2023Q3"))
    assert told
    assert all("at least 3 complete years" in text for text in told)


def test_a_year_that_is_over_is_not_foretold_and_needs_no_reason():
    report = report_of("lao-cai", "2024")
    assert targets.outlook(report) == targets.not_foretold(report) == []
