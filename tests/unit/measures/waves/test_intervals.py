"""Intervals and windows. When one of these fails, results fall on days on which they did not."""

from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doanvien.measures.series.flow import Flow
from doanvien.measures.series.flows import FlowSeries
from doanvien.measures.waves.effects.counted.intervals import (
    Interval,
    build_intervals,
    merge_negative,
)
from doanvien.measures.waves.effects.counted.panel import build_panel, panel_from_frame
from doanvien.measures.waves.effects.counted.windows import (
    WaveWindow,
    adjoining,
    gross_split,
    in_year,
    net_split,
    same_season,
    share_inside,
    touched,
)

YEAR_END = date(2022, 12, 31)
MAY = WaveWindow("May", date(2022, 4, 15), date(2022, 5, 31))


def flow(start: str, end: str, value: float, qualifier: str = "exact") -> Flow:
    return Flow(date.fromisoformat(start), date.fromisoformat(end), value, qualifier)


def cumulative(*totals: tuple[str, float]) -> FlowSeries:
    return FlowSeries(tuple(flow(f"{day[:4]}-01-01", day, value) for day, value in totals))


def cells(intervals: tuple[Interval, ...]) -> list[tuple[str, str, float]]:
    return [(f"{cell.start:%m-%d}", f"{cell.end:%m-%d}", cell.value) for cell in intervals]


def test_a_total_that_falls_is_merged_with_what_was_reported_before_it():
    """9.800, 13.100, 21.500, 21.407 and 24.396 give 9.800, 3.300, 8.307 (merged) and 2.989."""
    series = cumulative(
        ("2022-03-31", 9800),
        ("2022-04-30", 13100),
        ("2022-05-20", 21500),
        ("2022-05-31", 21407),
        ("2022-07-08", 24396),
    )
    intervals = build_intervals(series, date(2022, 7, 8))
    assert cells(intervals) == [
        ("01-01", "03-31", 9800),
        ("04-01", "04-30", 3300),
        ("05-01", "05-31", 8307),
        ("06-01", "07-08", 2989),
    ]
    assert [interval.merged for interval in intervals] == [False, False, True, False]
    assert [interval.days for interval in intervals] == [90, 30, 31, 38]


def test_monthly_and_cumulative_figures_are_read_together():
    """A quarter's total, April by itself and the total to 31 May leave May to be computed."""
    series = FlowSeries(
        (
            flow("2022-01-01", "2022-03-31", 300),
            flow("2022-04-01", "2022-04-30", 80),
            flow("2022-01-01", "2022-05-31", 480),
        )
    )
    assert cells(build_intervals(series, YEAR_END)) == [
        ("01-01", "03-31", 300),
        ("04-01", "04-30", 80),
        ("05-01", "05-31", 100),
    ]


def test_totals_restart_on_the_first_of_january():
    series = cumulative(("2021-11-30", 900), ("2021-12-31", 1000), ("2022-01-31", 70))
    found = build_intervals(series, YEAR_END)
    assert [interval.value for interval in found] == [900, 100, 70]


def test_a_correction_in_january_is_not_taken_from_december():
    series = cumulative(("2021-12-31", 1000), ("2022-01-31", -5), ("2022-02-28", 40))
    found = build_intervals(series, YEAR_END)
    assert [(interval.value, interval.merged) for interval in found] == [(1000, False), (40, True)]


def test_a_month_that_no_total_ties_to_january_is_still_used():
    series = FlowSeries((flow("2022-05-01", "2022-05-31", 50), flow("2022-06-01", "2022-06-30", 9)))
    found = build_intervals(series, YEAR_END)
    assert cells(found) == [("05-01", "05-31", 50), ("06-01", "06-30", 9)]


def test_a_month_inside_a_single_total_is_not_counted_twice():
    """Hà Nội 2022: May and the total to 8 July are known, the total to 30 April is not."""
    series = FlowSeries(
        (flow("2022-01-01", "2022-07-08", 24396), flow("2022-05-01", "2022-05-31", 8307))
    )
    assert cells(build_intervals(series, date(2022, 7, 8))) == [("01-01", "07-08", 24396)]


def test_rounded_figures_are_marked_and_never_differenced():
    series = FlowSeries(
        (flow("2022-01-01", "2022-03-31", 5500, "about"), flow("2022-01-01", "2022-05-31", 9000))
    )
    found = build_intervals(series, YEAR_END)
    assert cells(found) == [("01-01", "03-31", 5500)]
    assert found[0].rounded


def test_figures_after_the_cut_off_date_do_not_count():
    series = cumulative(("2022-03-31", 10), ("2022-06-30", 30))
    assert cells(build_intervals(series, date(2022, 6, 29))) == [("01-01", "03-31", 10)]


@given(st.lists(st.integers(-50, 100), min_size=1, max_size=14))
def test_merging_leaves_no_negative_count_and_loses_nothing(values):
    day = date(2022, 1, 1)
    monthly = [
        Interval(day + timedelta(days=20 * at), day + timedelta(days=20 * at + 19), float(value))
        for at, value in enumerate(values)
    ]
    merged = merge_negative(monthly)
    assert all(interval.value >= 0 for interval in merged)
    if sum(values) >= 0:
        assert sum(interval.value for interval in merged) == sum(values)
        assert sum(interval.days for interval in merged) == 20 * len(values)


def test_units_that_report_differently_meet_on_the_days_they_share():
    panel = build_panel(
        {
            "a": cumulative(("2022-01-31", 5), ("2022-02-28", 9), ("2022-03-31", 15)),
            "b": cumulative(("2022-02-28", 20), ("2022-03-31", 21)),
        },
        YEAR_END,
    )
    assert panel.counts.tolist() == [[9, 6], [20, 1]]
    assert panel.days.tolist() == [59, 31]
    assert panel.left_out == ()


def test_a_unit_that_misses_a_month_is_left_out_and_named():
    """A blank is not zero: without May, the unit cannot be compared over a wave in May."""
    full = cumulative(*((f"2022-{month:02d}-28", 10.0 * month) for month in range(1, 7)))
    gap = FlowSeries((flow("2022-01-01", "2022-02-28", 7),))
    panel = build_panel({"a": full, "b": full, "c": gap, "d": FlowSeries()}, YEAR_END)
    assert panel.units == ("a", "b")
    assert panel.left_out == ("c", "d")
    assert panel.counts.sum() == 120


def test_no_figures_at_all_are_an_empty_panel():
    panel = build_panel({}, YEAR_END)
    assert (panel.units, panel.counts.shape, panel.season.shape) == ((), (0, 0), (0, 12))


def frame(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["unit", "period_start", "period_end", "value"])
    return table.assign(
        period_start=pd.to_datetime(table["period_start"]),
        period_end=pd.to_datetime(table["period_end"]),
    )


def test_a_frame_of_rows_becomes_a_panel():
    figures = frame(
        ("a", "2022-01-01", "2022-01-31", 3),
        ("a", "2022-01-01", "2022-02-28", 10),
        ("b", "2022-01-01", "2022-01-31", 1),
        ("b", "2022-02-01", "2022-02-28", 2),
    )
    panel = panel_from_frame(figures, YEAR_END)
    assert panel.units == ("a", "b")
    assert panel.counts.tolist() == [[3, 7], [1, 2]]


def test_two_figures_for_the_same_days_must_be_settled_first():
    figures = frame(("a", "2022-01-01", "2022-01-31", 3), ("a", "2022-01-01", "2022-01-31", 4))
    with pytest.raises(ValueError, match="Unit 'a' has two figures from 2022-01-01"):
        panel_from_frame(figures, YEAR_END)


def test_shares_and_intervals_of_the_reference_wave(monthly):
    """15/4–31/5: 16 of 30 days of April, all of May; June and July only bring forward."""
    panel = monthly(np.ones(12))
    assert share_inside(panel, [MAY]).tolist() == [0, 0, 0, 16 / 30, 1, *[0] * 7]
    gross = gross_split(panel, MAY, [])
    assert (np.flatnonzero(gross.used) + 1).tolist() == [1, 2, 3, 4, 5, 8, 9, 10, 11, 12]
    net = net_split(panel, (MAY,), [])
    assert (np.flatnonzero(net.inside) + 1).tolist() == [4, 5, 6, 7]
    assert net.used.all()


@pytest.mark.parametrize(
    ("wave_starts", "first_touched"), [(date(2022, 4, 14), 3), (date(2022, 4, 15), 4)]
)
def test_hold_back_reaches_back_fourteen_days(monthly, wave_starts, first_touched):
    wave = WaveWindow("w", wave_starts, date(2022, 4, 30))
    assert int(np.flatnonzero(touched(monthly(np.ones(12)), [wave]))[0]) + 1 == first_touched


@pytest.mark.parametrize(
    ("wave_ends", "last_touched"), [(date(2022, 5, 16), 6), (date(2022, 5, 17), 7)]
)
def test_bring_forward_reaches_forty_five_days(monthly, wave_ends, last_touched):
    wave = WaveWindow("w", date(2022, 5, 1), wave_ends)
    assert int(np.flatnonzero(touched(monthly(np.ones(12)), [wave]))[-1]) + 1 == last_touched


def test_waves_of_other_years_lose_their_windows(monthly):
    panel = monthly(np.ones(24), year=2021)
    split = net_split(panel, (MAY,), [in_year(MAY, 2021)])
    dropped = panel.starts[~split.used].astype("datetime64[M]").astype(str).tolist()
    assert dropped == ["2021-04", "2021-05", "2021-06", "2021-07"]


def test_adjoining_waves_are_taken_together_and_told_apart_only_gross(monthly):
    """Hà Nội 2022: the second wave begins the day after the first, so they have one net effect."""
    panel = monthly(np.ones(12))
    july = WaveWindow("July", date(2022, 6, 1), date(2022, 7, 31))
    november = WaveWindow("November", date(2022, 11, 1), date(2022, 11, 30))
    assert adjoining([november, july, MAY], [panel]) == ((MAY, july), (november,))
    first = gross_split(panel, MAY, [july])
    second = gross_split(panel, july, [MAY])
    assert (np.flatnonzero(first.inside) + 1).tolist() == [4, 5]
    assert (np.flatnonzero(second.inside) + 1).tolist() == [6, 7]
    assert (first.outside == second.outside).all()
    assert (np.flatnonzero(net_split(panel, (MAY, july), []).inside) + 1).tolist() == [
        *range(4, 10)
    ]


def test_days_of_two_waves_at_once_are_counted_once(monthly):
    """Else more days lie inside the waves of May than May has."""
    weeks = WaveWindow("weeks", date(2022, 5, 10), date(2022, 6, 15))
    found = share_inside(monthly(np.ones(12)), [weeks, MAY])
    assert found[3:6] == pytest.approx([16 / 30, 1, 15 / 30])


@pytest.mark.parametrize(
    ("first", "last", "same"),
    [
        ("2021-05-31", "2021-06-30", True),
        ("2021-06-01", "2021-06-30", False),
        ("2021-04-01", "2021-04-15", True),
        ("2021-04-01", "2021-04-14", False),
    ],
)
def test_waves_of_two_years_that_share_a_day_are_of_one_season(first, last, same):
    other = WaveWindow("other", date.fromisoformat(first), date.fromisoformat(last))
    assert same_season(MAY, other) == same_season(other, MAY) == same


def test_waves_apart_by_days_are_joined_by_a_shared_interval():
    """With one figure for the half-year nobody can say which wave it belongs to."""
    panel = build_panel({"": cumulative(("2022-06-30", 5), ("2022-12-31", 9))}, YEAR_END)
    march = WaveWindow("March", date(2022, 2, 1), date(2022, 2, 10))
    june = WaveWindow("June", date(2022, 5, 1), date(2022, 5, 10))
    assert adjoining([march, june], [panel]) == ((march, june),)
    assert adjoining([march, june], []) == ((march,), (june,))


def test_a_wave_on_leap_day_has_a_placebo():
    leap = WaveWindow("w", date(2024, 2, 29), date(2024, 3, 10))
    assert in_year(leap, 2022).start == date(2022, 2, 28)


@given(st.data())
def test_every_day_lies_in_one_month_and_one_year(data):
    ends = sorted(data.draw(st.sets(st.integers(1, 364), max_size=8)) | {365})
    series = cumulative(*((f"{date(2022, 1, 1) + timedelta(days=e - 1)}", float(e)) for e in ends))
    panel = build_panel({"": series}, YEAR_END)
    months, years = panel.season[:, :12], panel.season[:, 12:]
    np.testing.assert_allclose(months.sum(axis=1), 1)
    np.testing.assert_allclose(years.sum(axis=1), 1)
    np.testing.assert_allclose(
        panel.days @ months, [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    )
