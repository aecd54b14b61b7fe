"""What circulates widely: too much told is a person told of, too little is a report of nothing."""

from datetime import date

import pytest

import builders
from builders import flow, level, months, printed, wave_result
from doanvien.data.province import read_province
from doanvien.measures.disclosure.lines import told_until
from doanvien.measures.disclosure.withheld import Withheld
from doanvien.measures.series.view import View, views
from doanvien.measures.targets.targets import TargetReport
from doanvien.reference.calendar.periods import parse_period
from doanvien.reference.scope import report_scope

NEW, TOTAL, OFFICERS = "members_new", "members_total", "full_time_officers_in_one_upper_unit"
A, B, C = "xã An", "xã Bình", "xã Cát"


def public(tmp_path, period: str, *lines, as_of: str | None = None) -> View:
    data = builders.write_data_set(tmp_path, "ha-noi", *lines)
    return views(read_province(data, report_scope("ha-noi", period, as_of)), public=True)[0]


def quarters(unit: str, *counts: int, code: str = NEW) -> list:
    return [flow(code, f"2026Q{n}", count, unit=unit) for n, count in enumerate(counts, start=1)]


def told(view: View, unit: str, span: str, code: str = NEW) -> float | None:
    first, last = map(date.fromisoformat, builders.days(span))
    window = view.flow(code, unit).over(first, last)
    return None if window is None else window.value


def test_a_small_count_is_withheld_and_so_is_the_one_that_would_tell_it(tmp_path):
    lines = [*quarters(A, 30, 3), *quarters(B, 20, 9), *quarters(C, 40, 50), *quarters("", 90, 62)]
    view = public(tmp_path, "2026Q2", *lines)
    assert [told(view, unit, "2026Q2") for unit in (A, B, C, "")] == [None, None, 50, 62]
    assert [told(view, unit, "2026Q1") for unit in (A, B, C)] == [30, 20, 40]
    assert told(view, A, "2026H1") is None, "what is told since January would tell the quarter"
    assert view.withheld.on(A, NEW, date(2026, 6, 30))
    assert not view.withheld.on(C, NEW, date(2026, 6, 30))


@pytest.mark.parametrize(("count", "is_told"), [(4, False), (5, True)])
def test_five_persons_are_told_and_four_are_not(tmp_path, count, is_told):
    """The fifth person is the first whom a number may count."""
    lines = [*quarters(A, 30, count), *quarters(B, 20, 9), *quarters("", 50, count + 9)]
    assert told(public(tmp_path, "2026Q2", *lines), A, "2026Q2") == (count if is_told else None)


def test_a_unit_is_told_again_when_five_more_were_counted(tmp_path):
    """And so that the reports of two quarters, side by side, do not tell the one between."""
    lines = [*quarters(A, 30, 3, 4), *quarters(B, 20, 9, 9), *quarters("", 50, 12, 13)]
    second = public(tmp_path / "2", "2026Q2", *lines, as_of="2026-06-30")
    third = public(tmp_path / "3", "2026Q3", *lines)
    assert told(second, A, "2026H1") is None
    assert told(third, A, "2026M01-09") == 37
    assert told(third, A, "2026Q3") is None
    assert told(third, A, "2026Q1") == told(second, A, "2026Q1") == 30


def test_where_one_unit_alone_counts_anybody_its_half_year_would_tell_the_quarter(tmp_path):
    """The place tells 2 and 8; whoever knows that one unit had all ten knows who had the two."""
    lines = [*quarters(A, 30, 2, 8), *quarters(B, 20, 0, 0), *quarters(C, 40, 0, 0)]
    view = public(tmp_path, "2026Q3", *lines, *quarters("", 90, 2, 8))
    assert told(view, A, "2026M01-09") is None
    assert [told(view, unit, "2026Q1") for unit in (A, B, C)] == [30, 20, 40]


def test_zero_and_counts_of_unions_are_told(tmp_path):
    lines = [*quarters(A, 30, 0), *quarters(B, 20, 9), *quarters("", 50, 9)]
    unions = quarters(A, 1, 2, code="grassroots_unions_new")
    view = public(tmp_path, "2026Q2", *lines, *unions)
    assert told(view, A, "2026Q2") == 0
    assert told(view, A, "2026Q2", "grassroots_unions_new") == 2
    assert not view.withheld.days


def test_small_months_add_up_to_a_quarter_that_is_told(tmp_path):
    monthly = [
        row for unit in (A, B) for row in months(NEW, "2026M01", [3, 4, 5, 2, 6, 9], unit=unit)
    ]
    view = public(tmp_path, "2026Q2", *monthly)
    assert [told(view, A, span) for span in ("2026Q1", "2026Q2", "2026H1")] == [12, 17, 29]
    assert told(view, A, "2026M01") is None


@pytest.mark.parametrize("period", ["2026M08", "2026M01-08"])
def test_a_report_of_months_tells_whole_quarters_of_units(tmp_path, period):
    """6 and 0 told by the reports of July and August would tell the 2 of September in 8 of the
    third quarter."""
    monthly = [
        row for unit in (A, B) for row in months(NEW, "2026M01", [*[7] * 6, 6, 0], unit=unit)
    ]
    view = public(tmp_path, period, *monthly)
    assert told(view, A, "2026Q2") == 21
    assert all(told(view, A, month) is None for month in ("2026M07", "2026M08", "2026M04"))


def test_the_total_of_a_unit_goes_with_its_flows(tmp_path):
    """Opening total, losses and closing total would tell the admissions."""
    levels = [
        level(day, value + ahead, unit=unit)
        for unit, value in ((A, 200), (B, 300), (C, 400))
        for ahead, day in enumerate(("2026-03-31", "2026-06-30"))
    ]
    lines = [*quarters(A, 30, 3), *quarters(B, 20, 9), *quarters(C, 40, 50)]
    view = public(tmp_path, "2026Q2", *lines, *levels)
    days = {unit: [stock.day.month for stock in view.stock(TOTAL, unit)] for unit in (A, B, C)}
    assert days == {A: [3], B: [3], C: [3, 6]}


def test_a_part_goes_with_the_other_parts_and_with_a_small_rest(tmp_path):
    old, young = "members_new_in_existing_unions", "members_new_in_new_unions"
    lines = [*quarters("", 90), *quarters("", 87, code=old), *quarters("", 3, code=young)]
    view = public(tmp_path, "2026Q1", *lines)
    assert [told(view, "", "2026Q1", code) for code in (NEW, old, young)] == [90, None, None]


def test_a_part_that_leaves_a_small_rest_of_a_later_quarter_is_withheld_there(tmp_path):
    """87 of the 90 of the second quarter would tell three, whatever the first one tells."""
    old = "members_new_in_existing_unions"
    lines = [*quarters("", 90, 90), *quarters("", 80, 87, code=old)]
    view = public(tmp_path, "2026Q2", *lines)
    assert [told(view, "", f"2026Q{n}", old) for n in (1, 2)] == [80, None]


def test_losses_are_told_beside_withheld_admissions_where_nobody_was_transferred(tmp_path):
    lines = [*quarters(A, 30, 3), *quarters(B, 20, 9), *quarters(C, 40, 50)]
    losses = [row for unit in (A, B, C) for row in quarters(unit, 12, 12, code="members_lost")]
    view = public(tmp_path, "2026Q2", *lines, *losses)
    assert told(view, A, "2026Q2") is None
    assert told(view, A, "2026Q2", "members_lost") == 12


def test_the_second_unit_does_not_tell_its_part_by_the_other_parts(tmp_path):
    old, young = "members_new_in_existing_unions", "members_new_in_new_unions"
    lines = [
        line
        for unit, (one, other) in {A: (20, 3), B: (15, 9), C: (6, 40)}.items()
        for line in (
            *quarters(unit, one + other),
            *quarters(unit, one, code=old),
            *quarters(unit, other, code=young),
        )
    ]
    view = public(tmp_path, "2026Q1", *lines)
    parts = {
        unit: [told(view, unit, "2026Q1", code) for code in (old, young)] for unit in (A, B, C)
    }
    assert parts == {A: [None, None], B: [None, None], C: [None, None]}
    assert told(view, B, "2026Q1") == 24


def test_full_time_officers_of_a_unit_are_persons_too(tmp_path):
    view = public(tmp_path, "2026Q1", level("2026-03-31", 3, OFFICERS, unit=A))
    assert view.stock(OFFICERS, A) == ()
    assert view.withheld.on(A, OFFICERS, date(2026, 3, 31))


def test_what_a_wave_brought_in_a_unit_is_told_where_its_quarter_is_and_nothing_else(tmp_path):
    """The rest of the quarter may be a small count, if not in this report then in the next."""

    def brought(unit: str, value: float, days: str = "2026M05"):
        return wave_result("Tháng 5", "2026M05", NEW, days, value, unit=unit)

    lines = [*quarters(A, 30, 20), *quarters(B, 20, 19), *quarters(C, 40, 50)]
    waves = [brought("", 49), brought(A, 2), brought(B, 7), brought(C, 40)]
    waves.append(brought(C, 50, "2026Q2"))
    view = public(tmp_path, "2026Q2", *lines, *waves)
    results = view.campaigns.set_index("unit")["value"].dropna()
    assert dict(results) == {"": 49, C: 50}
    assert {(unit, last.month) for unit, *_, last in view.withheld.waves} == {
        (A, 5),
        (B, 5),
        (C, 5),
    }


def test_a_printed_percentage_does_not_bring_a_withheld_figure_back(tmp_path):
    lines = [*quarters(A, 30, 3), *quarters(B, 20, 9), *quarters(C, 40, 50), *quarters("", 90, 62)]
    percents = [
        printed(NEW, "2026H1", value, "50", unit=unit, base=base, assigned_by="province")
        for unit, value, base in ((A, 33, "66"), (C, 90, "180"))
    ]
    view = public(tmp_path, "2026Q2", *lines, *percents)
    assert list(view.percentages["unit"]) == [C]


def test_a_printed_share_does_not_bring_a_withheld_part_of_the_place_back(tmp_path):
    young = "members_new_in_new_unions"
    lines = [*quarters("", 90, 80), *quarters("", 3, 40, code=young)]
    shares = [
        printed(young, span, value, "50", of="share", base_indicator=NEW, base=base)
        for span, value, base in (("2026Q1", 3, "90"), ("2026H1", 43, "170"))
    ]
    view = public(tmp_path, "2026H1", *lines, *shares)
    assert list(view.percentages["value"]) == [43]


def test_a_target_of_a_unit_has_no_verdict_on_a_withheld_result(tmp_path):
    lines = [*quarters(A, 30, 3), *quarters(B, 20, 9), *quarters(C, 40, 50), *quarters("", 90, 62)]
    aims = [builders.target(NEW, "2026", 100, "province", unit=unit) for unit in (A, C)]
    found = TargetReport(public(tmp_path, "2026Q2", *lines, *aims)).of_units
    assert {one.target.unit: (one.reason, one.share) for one in found} == {
        A: ("withheld", None),
        C: (None, pytest.approx(0.9)),
    }


def test_estimates_alone_are_made_of_all_figures(tmp_path):
    lines = [*quarters(A, 30, 3), *quarters(B, 20, 9)]
    view = public(tmp_path, "2026Q2", *lines)
    assert view.uncut is not None
    assert told(view.uncut, A, "2026Q2") == 3


@pytest.mark.parametrize(
    ("counts", "reason"),
    [((30, 3), "withheld"), ((3, 30), None)],
    ids=["the quarter after the last one told", "a quarter that the half-year holds"],
)
def test_a_target_is_answered_by_what_is_told_up_to_the_last_figure(tmp_path, counts, reason):
    """30 of the first quarter are no answer in July; 33 of the half-year are one."""
    lines = [*quarters(A, *counts), *quarters(B, 20, 9), *quarters(C, 40, 50)]
    aim = builders.target(NEW, "2026", 100, "province", unit=A)
    (found,) = TargetReport(public(tmp_path, "2026H1", *lines, aim)).of_units
    assert found.reason == reason if reason else found.share == pytest.approx(0.33)


def test_what_was_never_reported_is_not_said_to_be_withheld(tmp_path):
    """Else every silent unit would seem to hide a few persons."""
    lines = [*quarters(B, 20, 9), *quarters(C, 40, 50)]
    aim = builders.target(NEW, "2026", 100, "province", unit=A)
    (found,) = TargetReport(public(tmp_path, "2026H1", *lines, aim)).of_units
    assert (found.reason, found.verdict) == ("not_published", "not_published")


def test_a_withheld_result_makes_its_target_one_that_cannot_be_judged(tmp_path):
    """ "Not published" would ask a unit for figures that it has sent."""
    lines = [*quarters(A, 3), *quarters(B, 9), *quarters(C, 50)]
    aim = builders.target(NEW, "2026", 100, "province", unit=A)
    (found,) = TargetReport(public(tmp_path, "2026Q1", *lines, aim)).of_units
    assert (found.reason, found.verdict) == ("withheld", "not_computable")


def test_few_officers_do_not_withhold_the_new_members_of_their_unit(tmp_path):
    """Three officers of a unit are in no account of its members."""
    officers = level("2026-03-31", 3, OFFICERS, unit=A)
    lines = [*quarters(A, 30, 20), *quarters(B, 20, 9)]
    view = public(tmp_path, "2026Q2", *lines, officers)
    assert view.stock(OFFICERS, A) == ()
    assert [told(view, A, f"2026Q{n}") for n in (1, 2)] == [30, 20]


def test_a_rate_of_a_unit_goes_with_what_it_divides_and_only_with_it(tmp_path):
    rate, workers = "membership_density_rate", "workers_total"
    lines = [
        line
        for unit, members in ((A, 3), (B, 60), (C, 300))
        for line in (
            level("2026-03-31", members, unit=unit),
            level("2026-03-31", 2 * members, workers, unit=unit),
            level("2026-03-31", 50, rate, unit=unit),
        )
    ]
    view = public(tmp_path, "2026Q1", *lines)
    assert [bool(view.stock(TOTAL, unit)) for unit in (A, B, C)] == [False, False, True]
    assert [bool(view.stock(rate, unit)) for unit in (A, B, C)] == [False, False, True]


@pytest.mark.parametrize(("qualifier", "kept"), [("exact", "exact"), ("about", "about")])
def test_what_is_told_anew_is_as_exact_as_what_it_is_made_of(tmp_path, qualifier, kept):
    monthly = [
        row
        for unit in (A, B)
        for row in months(NEW, "2026M01", [30] * 6, unit=unit, qualifier=qualifier)
    ]
    view = public(tmp_path, "2026Q2", *monthly)
    window = view.flow(NEW, A).over(date(2026, 4, 1), date(2026, 6, 30))
    assert (window.value, window.qualifier) == (90, kept)


def test_a_result_of_two_years_is_told_and_not_called_withheld(tmp_path):
    view = public(tmp_path, "2026", flow(NEW, "2025-01-01/2026-12-31", 50, unit=A))
    assert told(view, A, "2025-01-01/2026-12-31") == 50
    assert not view.withheld.days


@pytest.mark.parametrize(
    ("period", "last"),
    [
        ("2026M05", date(2026, 3, 31)),
        ("2026M01-09", date(2026, 9, 30)),
        ("2026M12", date(2026, 12, 31)),
        ("2026Q2", date.max),
    ],
)
def test_a_report_of_months_tells_up_to_the_end_of_its_last_whole_quarter(period, last):
    """One day later is another quarter; a report of quarters tells whatever is known."""
    assert told_until(parse_period(period)) == last


@pytest.mark.parametrize(
    ("start", "end", "is_of_it"),
    [(None, None, True), ("2026-05-01", None, True), (None, "2026-04-30", False),
     ("2026-06-01", None, False)],
)  # fmt: skip
def test_a_wave_without_days_is_known_by_its_name(start, end, is_of_it):
    """Else "no result was published" is said of a wave whose few persons are withheld."""
    may = date(2026, 5, 1), date(2026, 5, 31)
    withheld = Withheld(waves=frozenset({(A, "Tháng 5", NEW, *may)}))
    days = (day and date.fromisoformat(day) for day in (start, end))
    assert withheld.of_wave("Tháng 5", *days) == is_of_it


def test_parts_of_a_place_whose_units_tell_theirs_are_told_by_the_quarter(tmp_path):
    """Its months, less what its units tell of the quarter, would be counts of the rest by month."""
    old = "members_new_in_existing_unions"
    lines = [
        line
        for unit, count in ((A, 20), (B, 30), ("", 50))
        for line in (
            *months(NEW, "2026M01", [2 * count] * 3, unit=unit),
            *months(old, "2026M01", [count] * 3, unit=unit),
        )
    ]
    view = public(tmp_path, "2026Q1", *lines)
    assert told(view, "", "2026M01", NEW) == 100
    assert [told(view, "", span, old) for span in ("2026M01", "2026Q1")] == [None, 150]
