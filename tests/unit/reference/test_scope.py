"""The parameters of a report. If these fail, a typing error in one ends in a report about another
place or period, or an analyst repairs them one at a time."""

import pickle
from datetime import date, datetime

import pandas as pd
import pytest

from doanvien.reference.calendar.periods import parse_period
from doanvien.reference.provinces import UnknownProvince, find_province
from doanvien.reference.scope import ParameterError, ReportScope, report_scope


def test_the_defaults_of_the_notebooks():
    assert report_scope("ha-noi", "2022H1", "2022-07-08", "vi") == ReportScope(
        "ha-noi", parse_period("2022H1"), date(2022, 7, 8), "vi"
    )


@pytest.mark.parametrize("nothing", [None, ""])
def test_without_as_of_the_period_ends_the_figures(nothing):
    assert report_scope("ha-noi", "2022Q2", nothing).cutoff == date(2022, 6, 30)


@pytest.mark.parametrize(
    "as_of", ["2025-05-31", " 2025-05-31 ", date(2025, 5, 31), datetime(2025, 5, 31, 17, 30)]
)
def test_a_cut_off_is_text_or_a_date(as_of):
    cutoff = report_scope("ha-noi", "2025H1", as_of).cutoff
    assert type(cutoff) is date
    assert cutoff == date(2025, 5, 31)


def test_a_year_handed_over_as_a_number_is_a_period():
    assert report_scope("ha-noi", 2022).period.code == "2022"


def test_a_period_object_is_a_period():
    assert report_scope("ha-noi", parse_period("2022M05")).period.code == "2022M05"


def test_names_and_codes_become_slugs_at_the_end_of_the_period():
    assert report_scope("TP.HCM", "2022").slug == "ho-chi-minh"
    assert report_scope("15", "2025H1").slug == "yen-bai"
    assert report_scope("15", "2025H2").slug == "lao-cai"
    assert report_scope("Toàn quốc", "2024", language="en").slug == "toan-quoc"


def test_a_former_province_may_be_asked_for_after_the_merger():
    assert report_scope("Hải Dương", "2025H2").slug == "hai-duong"


def test_a_code_without_a_province_on_that_date_is_refused():
    with pytest.raises(ParameterError, match="No province has the code 10"):
        report_scope("10", "2025H2")


def test_a_cut_off_before_the_period_is_refused():
    with pytest.raises(ParameterError, match="31 December 2021 lies before the period 2022H1"):
        report_scope("ha-noi", "2022H1", "2021-12-31")
    assert report_scope("ha-noi", "2022H1", "2022-01-01").cutoff == date(2022, 1, 1)


@pytest.mark.parametrize(
    "written", ["8/7/2022", "08-07-2022", "2022-7-8", "ngày 8 tháng 7 năm 2022"]
)
def test_a_date_as_vietnamese_write_it_is_answered_with_the_date_to_write(written):
    with pytest.raises(ParameterError, match="Did you mean '2022-07-08'"):
        report_scope("ha-noi", "2022H1", written)


@pytest.mark.parametrize("wrong", [True, 1.5, ["x"], pd.NaT, "2022-02-30", "hôm nay"])
def test_a_cut_off_of_any_other_kind_is_refused_in_words(wrong):
    with pytest.raises(ParameterError, match="is not a date"):
        report_scope("ha-noi", "2022H1", wrong)


def test_numbers_without_quotes_are_read_as_their_digits():
    """A year, a date or a code, as papermill and spreadsheets hand them over."""
    scope = report_scope(1, 2022.0, 20221231)
    assert (scope.slug, scope.period.code, scope.cutoff) == ("ha-noi", "2022", date(2022, 12, 31))


def test_all_wrong_parameters_are_named_at_once_each_with_its_remedy():
    with pytest.raises(ParameterError) as caught:
        report_scope("lao cay", "2022H3", "8/7/2022", "fr")
    problems = caught.value.problems
    assert list(problems) == ["province", "period", "as_of", "language"]
    assert "Did you mean 'lao-cai'?" in problems["province"]
    assert "Did you mean '2022H2'?" in problems["period"]
    assert "2022-07-08" in problems["as_of"]
    assert "'vi' or 'en'" in problems["language"]
    assert str(caught.value).count("\n") == 3


def test_errors_survive_the_way_back_from_a_worker_process():
    for province, period in (("lao cay", "2022H3"), ("x", "2022")):
        with pytest.raises(ParameterError) as caught:
            report_scope(province, period)
        copy = pickle.loads(pickle.dumps(caught.value))
        assert (str(copy), copy.problems) == (str(caught.value), caught.value.problems)
    with pytest.raises(UnknownProvince) as merged:
        find_province("binh-duong", date(2026, 1, 1))
    copy = pickle.loads(pickle.dumps(merged.value))
    assert (str(copy), copy.elsewhere) == (str(merged.value), merged.value.elsewhere)
