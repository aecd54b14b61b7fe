"""Flow arithmetic. When one of these fails, a report adds or subtracts figures it must not."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doanvien.measures.days import ONE_DAY
from doanvien.measures.series.flow import Flow
from doanvien.measures.series.flows import FlowSeries

YEAR = date(2022, 1, 1)


def flow(start: str, end: str, value: float, **more) -> Flow:
    return Flow(date.fromisoformat(start), date.fromisoformat(end), value, **more)


def test_nested_cumulative_figures_are_differenced():
    """Hậu Giang 2024: 9.216 in seven months, 1.514 of them in July (Lao Động, 23/8/2024)."""
    series = FlowSeries(
        (flow("2024-01-01", "2024-07-31", 9216), flow("2024-07-01", "2024-07-31", 1514))
    )
    window = series.over(date(2024, 1, 1), date(2024, 6, 30))
    assert window is not None
    assert (window.value, window.how) == (7702, "differenced")


def test_adjoining_figures_are_added():
    """Công đoàn Cao su: 5.617 + 5.923 + 9.451 = 20.991, as the union itself prints the sum."""
    series = FlowSeries(
        (
            flow("2023-01-01", "2023-12-31", 5617),
            flow("2024-01-01", "2024-12-31", 5923),
            flow("2025-01-01", "2025-12-31", 9451),
        )
    )
    window = series.over(date(2023, 1, 1), date(2025, 12, 31))
    assert window is not None
    assert (window.value, window.how) == (20991, "added")


def test_nothing_is_interpolated():
    """Half of a half-year is not a quarter: without a figure there is no value."""
    series = FlowSeries((flow("2022-01-01", "2022-06-30", 1000),))
    assert series.over(date(2022, 1, 1), date(2022, 3, 31)) is None
    assert series.longest(date(2022, 1, 1), date(2022, 3, 31)) is None


def test_rounded_figures_are_added_but_never_differenced():
    """“Gần 3 triệu” less 2,9 million is rounding, not a result."""
    series = FlowSeries(
        (
            flow("2023-01-01", "2024-12-31", 3_000_000, qualifier="about"),
            flow("2023-01-01", "2023-12-31", 858_886),
            flow("2025-01-01", "2025-12-31", 856_540),
        )
    )
    assert series.over(date(2024, 1, 1), date(2024, 12, 31)) is None
    added = series.over(date(2023, 1, 1), date(2025, 12, 31))
    assert added is not None
    assert (added.value, added.qualifier) == (3_856_540, "about")


def test_sources_that_differ_are_kept_side_by_side():
    """The country's 2025 stands as 856.540 and as 622.000: one is used, both are named."""
    first = flow("2025-01-01", "2025-12-31", 856_540, precedence=(0,), source="original")
    second = flow("2025-01-01", "2025-12-31", 622_000, precedence=(1,), source="translated")
    series = FlowSeries((second, first))
    window = series.over(date(2025, 1, 1), date(2025, 12, 31))
    assert window is not None
    assert window.value == 856_540
    assert [(c.used, c.other) for c in series.conflicts] == [(first, second)]


def test_the_same_value_from_two_sources_is_no_conflict():
    series = FlowSeries(
        (flow("2025-01-01", "2025-07-31", 7, source="a"),
         flow("2025-01-01", "2025-07-31", 7, source="b"))
    )  # fmt: skip
    assert series.conflicts == ()


def test_a_running_total_that_falls_is_named():
    """Hải Phòng 2025: 86.830 by 22 September, 69.829 by 31 December."""
    series = FlowSeries(
        (flow("2025-01-01", "2025-09-22", 86830), flow("2025-01-01", "2025-12-31", 69829))
    )
    assert [(f.earlier.value, f.later.value) for f in series.falls] == [(86830, 69829)]


def test_a_running_total_that_falls_is_not_differenced():
    """One of 86.830 and 69.829 is wrong: their difference would be an invented loss of members."""
    series = FlowSeries(
        (flow("2025-01-01", "2025-09-22", 86830), flow("2025-01-01", "2025-12-31", 69829))
    )
    assert series.over(date(2025, 9, 23), date(2025, 12, 31)) is None
    whole = series.over(date(2025, 1, 1), date(2025, 12, 31))
    assert whole is not None
    assert whole.value == 69829


def test_an_exact_figure_goes_before_the_one_that_rounds_it():
    """“Hơn 1,23 triệu” and 1.230.594 are one figure, and the exact one is quoted."""
    rounded = flow("2024-01-01", "2024-12-31", 1_230_000, qualifier="about", precedence=(0,))
    exact = flow("2024-01-01", "2024-12-31", 1_230_594, precedence=(1,))
    series = FlowSeries((rounded, exact))
    assert series.used == (exact,)
    assert series.conflicts == ()


def test_days_that_can_be_computed_are_no_gap():
    """September less August is known from the cumulative figures: nothing is missing in it."""
    series = FlowSeries(
        (flow("2024-01-01", "2024-08-31", 80), flow("2024-01-01", "2024-09-30", 100))
    )
    assert series.gaps(date(2024, 9, 1), date(2024, 9, 30)) == ()


def test_flows_that_cross_are_named_as_overlapping():
    series = FlowSeries(
        (flow("2022-01-01", "2022-06-30", 10), flow("2022-03-01", "2022-09-30", 12))
    )
    assert len(series.overlaps) == 1
    assert series.over(date(2022, 1, 1), date(2022, 9, 30)) is None


def test_gaps_of_a_window_are_named_by_their_days():
    series = FlowSeries(
        (flow("2022-02-01", "2022-02-28", 10), flow("2022-05-01", "2022-05-31", 12))
    )
    assert series.gaps(date(2022, 1, 1), date(2022, 6, 30)) == (
        (date(2022, 1, 1), date(2022, 1, 31)),
        (date(2022, 3, 1), date(2022, 4, 30)),
        (date(2022, 6, 1), date(2022, 6, 30)),
    )


def test_parts_that_contradict_their_total_are_named():
    """A total that its own months do not give is shown with both values."""
    series = FlowSeries(
        (
            flow("2022-01-01", "2022-01-31", 10),
            flow("2022-02-01", "2022-02-28", 20),
            flow("2022-01-01", "2022-02-28", 31),
        )
    )
    contradicted = {(m.printed.value, m.computed.value) for m in series.mismatches}
    assert (31, 30) in contradicted


@st.composite
def consistent_flows(draw) -> tuple[list[int], list[Flow]]:
    """Daily counts, and flows that add them up over any windows."""
    daily = draw(st.lists(st.integers(0, 500), min_size=2, max_size=40))
    last = len(daily) - 1
    spans = draw(
        st.lists(
            st.tuples(st.integers(0, last), st.integers(0, last)).map(lambda s: tuple(sorted(s))),
            min_size=1,
            max_size=12,
        )
    )
    flows = [
        Flow(YEAR + timedelta(a), YEAR + timedelta(b), float(sum(daily[a : b + 1])))
        for a, b in spans
    ]
    return daily, flows


@settings(deadline=None)
@given(consistent_flows(), st.data())
def test_whatever_is_computed_is_the_truth(case, data):
    """From flows that agree, every window that is given at all is given right."""
    daily, flows = case
    series = FlowSeries(tuple(flows))
    a = data.draw(st.integers(0, len(daily) - 1))
    b = data.draw(st.integers(a, len(daily) - 1))
    window = series.over(YEAR + timedelta(a), YEAR + timedelta(b))
    if window is not None:
        assert window.value == sum(daily[a : b + 1])
        assert window.start == YEAR + timedelta(a)
        assert window.end == YEAR + timedelta(b)
    assert series.mismatches == ()
    assert series.conflicts == ()


@settings(deadline=None)
@given(consistent_flows())
def test_every_published_flow_is_given_back(case):
    """A printed figure is never lost or replaced by a computed one."""
    _, flows = case
    series = FlowSeries(tuple(flows))
    for published in flows:
        window = series.over(published.start, published.end)
        assert window is not None
        assert window.value == published.value
        assert window.how == "published"


@settings(deadline=None)
@given(consistent_flows(), st.randoms())
def test_the_order_of_rows_does_not_matter(case, random):
    """Sorting a file differently changes no report."""
    daily, flows = case
    shuffled = list(flows)
    random.shuffle(shuffled)
    one, other = FlowSeries(tuple(flows)), FlowSeries(tuple(shuffled))
    end = YEAR + timedelta(len(daily) - 1)
    assert one.running_totals(YEAR, end) == other.running_totals(YEAR, end)
    assert one.gaps(YEAR, end) == other.gaps(YEAR, end)


@settings(deadline=None)
@given(consistent_flows())
def test_gaps_and_covered_days_make_up_the_window(case):
    """Every day of the window is either covered by a flow inside it or in a gap."""
    daily, flows = case
    series, end = FlowSeries(tuple(flows)), YEAR + timedelta(len(daily) - 1)
    in_gaps = {
        first + timedelta(n)
        for first, last in series.gaps(YEAR, end)
        for n in range((last - first).days + 1)
    }
    covered = {f.start + timedelta(n) for f in flows for n in range(f.days)}
    every = {YEAR + timedelta(n) for n in range(len(daily))}
    assert in_gaps | covered == every
    assert not in_gaps & covered
    assert timedelta(days=1) == ONE_DAY


@pytest.mark.parametrize(
    ("months", "qualifier", "contradicted"),
    [(95, "about", False), (94, "about", True), (99, "exact", True), (100, "exact", False)],
)
def test_rounded_figures_contradict_a_sum_only_beyond_their_rounding(
    months, qualifier, contradicted
):
    """ "Khoảng 100" and months that add up to 95 may both be right; an exact 100 may not."""
    series = FlowSeries(
        (
            flow("2022-01-01", "2022-01-31", 50),
            flow("2022-02-01", "2022-02-28", months - 50),
            flow("2022-01-01", "2022-02-28", 100, qualifier=qualifier),
        )
    )
    printed = [found for found in series.mismatches if found.printed.value == 100]
    assert [found.computed.value for found in printed] == [months] * contradicted


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("exact", "exact", "exact"),
        ("exact", "at_least", "at_least"),
        ("over", "at_least", "at_least"),
        ("about", "exact", "about"),
        ("about", "at_least", "about"),
    ],
)
def test_a_window_is_as_exact_as_its_least_exact_part(first, second, expected):
    """A floor among the added parts leaves a floor: "about" would let the sum be lower."""
    series = FlowSeries(
        (
            flow("2022-01-01", "2022-03-31", 10, qualifier=first),
            flow("2022-04-01", "2022-06-30", 20, qualifier=second),
        )
    )
    window = series.over(YEAR, date(2022, 6, 30))
    assert window is not None
    assert (window.qualifier, window.how) == (expected, "added")
