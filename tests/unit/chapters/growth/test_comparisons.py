"""Comparisons as shown. When one fails, a sum of two provinces is passed off as one's own past."""

import pandas as pd

from doanvien.chapters.growth.flows import flows
from doanvien.data.province import read_province
from doanvien.present.report import Report
from doanvien.reference.scope import report_scope


def test_the_year_before_a_merger_is_that_of_the_merged_provinces_and_marked(simulated_data):
    """Khánh Hòa, first quarter of 2026, against Khánh Hòa and Ninh Thuận in that of 2025."""
    report = Report(read_province(simulated_data, report_scope("khanh-hoa", "2026Q1")))
    (found,) = (
        one for one in report.place.growth.comparisons if one.indicator.code == "members_new"
    )
    expected = 0
    for slug in ("khanh-hoa", "ninh-thuan"):
        figures = read_province(simulated_data, report_scope(slug, "2025Q1")).figures
        rows = figures[(figures["indicator"] == "members_new") & (figures["unit"] == "")]
        expected += rows[rows["period_end"].between("2025-01-31", "2025-03-31")]["value"].sum()
    assert (found.earlier.value, found.summed) == (expected, True)
    assert found.rate is None, "the reorganisation lies between"
    shown = flows(report).set_index("indicator").loc["members_new"]
    assert shown["year_before"] == expected
    assert pd.isna(shown["rate"])
    assert "Ninh Thuận" in " ".join(flows(report).attrs["notes"])
