"""Forecasts in words. When this fails, a reader is told a number without ground, or no reason."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from doanvien.chapters import targets
from doanvien.chapters.targets.outlook import _foretold, span_foretold
from doanvien.data.province import read_province
from doanvien.measures.targets.forecast import Forecast
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import said_in
from doanvien.present.words.phrases import Words
from doanvien.reference.places import the_country
from doanvien.reference.scope import report_scope

WORDS = Words("en", the_country())
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


def test_a_forecast_is_held_against_its_target_as_a_range(lao_cai):
    """ "Dự báo bằng 106,4% chỉ tiêu" was quoted, of an interval from 81 to 145 per cent."""
    frame = targets.forecasts(lao_cai)
    shares = [said_in(frame, at, "of_target") for at in frame.index]
    assert shares[0] == "105%–119%"
    assert all("–" in share for share in shares)
    assert (
        "4,652 to 5,271 foretold (80% interval), 105%–119% of the target"
        in (frame.attrs["caption"])
    )
    assert (
        "4,652 to 5,271 (80% interval, its middle 4,952), 105%–119% of"
        in (targets.outlook(lao_cai)[0])
    )


def test_the_way_of_the_year_says_to_which_target(lao_cai):
    told = targets.path_finding(targets.path(lao_cai))
    assert "the target assigned by the Vietnam General Confederation of Labour (4,430)" in told


def test_a_way_of_quarters_is_drawn_too(lao_cai):
    """Four points of the usual way are all that quarters give."""
    way = targets.path(lao_cai)
    usual = way["line"] == "usual in earlier years"
    quarters = way["period_end"].isin(way.loc[usual, "period_end"].iloc[::3].iloc[:4])
    axes = targets.draw_path(way[~usual | quarters])
    assert "usual in earlier years" in {text.get_text() for text in axes.texts}


def forecast(low: float, high: float) -> Forecast:
    middle = (low + high) / 2
    return Forecast(date(2026, 6, 30), 20, middle, low, high, None, (2024, 2025), 8)


@pytest.mark.parametrize(
    ("ends", "told"),
    [((30, 40), "from 30 to 40"), ((40, 40.2), "40"), ((-720, -700), "from −720 to −700")],
)
def test_the_ends_of_an_interval_are_told_once_where_they_are_one(ends, told):
    assert span_foretold(WORDS, forecast(*ends)) == told


def test_a_loss_foretold_is_no_share_of_a_target():
    told = _foretold(WORDS, "Net growth", forecast(-720, -700), 1100)
    assert told == "Net growth: from −720 to −700 foretold (80% interval)"


def test_the_lines_and_the_first_bars_are_named_where_they_are(lao_cai):
    axes = targets.draw_path(targets.path(lao_cai))
    assert axes.get_legend() is None
    named = {text.get_text() for text in axes.texts}
    assert named == {"Target", "counted so far", "usual in earlier years", "forecast"}
    bars = targets.draw_cascade(targets.cascade(lao_cai))
    assert bars.get_legend() is None
    told = [text.get_text() for text in bars.texts]
    assert told[0] == "Assigned 1,330"
    assert "Result 1,098" in told
