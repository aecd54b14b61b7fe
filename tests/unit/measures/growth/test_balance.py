"""The members' account. When one of these fails, an account that adds up is called wrong."""

from datetime import date
from fractions import Fraction

import pytest

from builders import Line, flow, level, view_of
from doanvien.measures.growth.balance import Balance, account, quarterly_accounts

Q1 = (date(2024, 1, 1), date(2024, 3, 31))
TOTALS = [level("2023-12-31", 1000), level("2024-03-31", 1050)]


def account_of(*lines: Line, span=Q1, period: str = "2024Q1") -> Balance | None:
    return account(view_of("ha-noi", period, *lines), *span)


def members(**counts: float) -> list[Line]:
    return [flow(f"members_{name}", "2024Q1", value) for name, value in counts.items()]


@pytest.mark.parametrize(
    ("known", "derived"),
    [
        ({"new": 100, "lost": 50}, "net"),
        ({"new": 100, "net_growth": 50}, "lost"),
        ({"lost": 50, "net_growth": 50}, "new"),
    ],
)
def test_the_one_unknown_term_is_derived_and_marked(known, derived):
    found = account_of(*members(**known))
    assert (found.new, found.lost, found.net) == (100, 50, 50)
    assert found.derived == (derived,)


def test_one_flow_is_no_account():
    assert account_of(*TOTALS, *members(new=100)) is None


@pytest.mark.parametrize(("transferred", "residual"), [(20, 0), (-20, -40), (0, -20)])
def test_who_comes_adds_to_the_account_and_who_leaves_takes_from_it(transferred, residual):
    """1.000 + 100 − 70 + 20 who came is 1.050; with the sign turned, forty would be missing."""
    moved = members(new=100, lost=70, transferred=transferred)
    found = account_of(*TOTALS, *moved)
    assert found.residual == residual
    assert found.transferred == transferred


def test_the_removed_leave_the_total_without_being_lost():
    found = account_of(*TOTALS, *members(new=100, lost=20, removed_structural=30))
    assert (found.net, found.removed, found.residual) == (80, 30, 0)
    assert found.rate == Fraction(80, 970), "of those who were not removed"


@pytest.mark.parametrize(
    ("net", "net_residual", "shown"),
    [(30, 0, 50), (50, 0, 50), (25, 5, 25)],
    ids=["printed without the transfers", "printed with the transfers in it", "neither"],
)
def test_a_printed_net_figure_is_held_against_new_less_lost(net, net_residual, shown):
    found = account_of(*TOTALS, *members(new=100, lost=70, net_growth=net, transferred=20))
    assert (found.net, found.net_residual) == (shown, net_residual)
    assert ("net" in found.derived) == (shown != net), "who reads a sum is not told it was printed"


@pytest.mark.parametrize(("closing", "rate"), [(1030, Fraction(30, 1000)), (1029, None)])
def test_a_rate_over_the_break_needs_flows_that_explain_the_whole_change(closing, rate):
    """One member of the change unexplained may be one of 2,6 million who were taken out."""
    span = (date(2025, 4, 1), date(2025, 6, 30))
    found = account_of(
        level("2025-03-31", 1000),
        level("2025-06-30", closing),
        flow("members_new", "2025Q2", 50),
        flow("members_lost", "2025Q2", 20),
        span=span,
        period="2025Q2",
    )
    assert found.rate == rate


def test_before_the_break_a_residual_costs_no_rate():
    found = account_of(
        level("2023-12-31", 1000), level("2024-03-31", 1060), *members(new=1, lost=0)
    )
    assert (found.residual, found.rate) == (-59, Fraction(6, 100))


def test_removals_inside_the_span_are_added_unless_they_share_days():
    removed = "members_removed_structural"
    flows = members(new=1, lost=0)
    apart = account_of(*flows, flow(removed, "2024M01", 5), flow(removed, "2024M03", 7))
    assert (apart.removed, dict(apart.how)["removed"]) == (12, "added")
    shared = account_of(
        *flows, flow(removed, "2024M01", 5), flow(removed, "2024-01-31/2024-02-29", 7)
    )
    assert shared.removed is None


@pytest.mark.parametrize("rounded", ["level", "flow", "none"])
def test_an_account_of_rounded_figures_says_so(rounded):
    qualifier = {"qualifier": "about"}
    found = account_of(
        level("2023-12-31", 1000, **(qualifier if rounded == "level" else {})),
        level("2024-03-31", 1050),
        flow("members_new", "2024Q1", 100, **(qualifier if rounded == "flow" else {})),
        flow("members_lost", "2024Q1", 50),
    )
    assert found.rounded == (rounded != "none")


def test_what_is_derived_from_a_rounded_figure_is_known_in_its_units():
    """Trà Vinh 2016: 11.597 new, gần 6.900 net; so about 4.700 were lost, not 4.697."""
    found = account_of(
        flow("members_new", "2024Q1", 11_597),
        flow("members_net_growth", "2024Q1", 6_900, qualifier="nearly"),
    )
    assert (found.derived, found.lost, found.rounding) == (("lost",), 4_697, 100)
    assert dict(found.qualifiers)["net"] == "nearly"


def test_quarters_are_checked_against_their_totals():
    """An account that does not add up is shown with its difference, not smoothed."""
    lines = [
        level("2023-12-31", 1000),
        level("2024-03-31", 1060),
        level("2024-06-30", 1100),
        flow("members_new", "2024Q1", 100),
        flow("members_new", "2024Q2", 90),
        flow("members_lost", "2024Q1", 40),
        flow("members_lost", "2024Q2", 45),
    ]
    view = view_of("ha-noi", "2024H1", *lines)
    quarters = quarterly_accounts(view.history, date(2024, 6, 30))
    assert [(period.code, one.residual, one.rate) for period, one in quarters] == [
        ("2024Q1", 0, Fraction(60, 1000)),
        ("2024Q2", 5, Fraction(40, 1060)),
    ]
    assert len(quarterly_accounts(view.history, date(2024, 6, 29))) == 1, "Q2 is not over"


def test_eight_quarters_are_shown():
    quarters = [f"{year}Q{quarter}" for year in (2022, 2023, 2024) for quarter in range(1, 5)]
    ends = [day for year in range(2021, 2025) for day in (f"{year}-03-31", f"{year}-06-30")]
    ends += [day for year in range(2021, 2025) for day in (f"{year}-09-30", f"{year}-12-31")]
    lines = [flow(f"members_{of}", span, 1) for span in quarters for of in ("new", "lost")]
    view = view_of("ha-noi", "2024", *lines, *(level(day, 100) for day in ends))
    found = quarterly_accounts(view, date(2024, 12, 31))
    assert [period.code for period, _ in found] == quarters[-8:]


def test_a_unit_has_an_account_of_its_own():
    """A commune's account may not be filled up with the province's members."""
    unit = {"unit": "Xã A"}
    lines = [
        *(level(day, value, **unit) for day, value in (("2023-12-31", 100), ("2024-03-31", 93))),
        flow("members_new", "2024Q1", 10, **unit),
        flow("members_lost", "2024Q1", 5, **unit),
        flow("members_transferred", "2024Q1", -12, **unit),
    ]
    view = view_of("ha-noi", "2024Q1", *TOTALS, *members(new=100, lost=50), *lines)
    found = account(view, *Q1, "Xã A")
    assert (found.opening, found.closing, found.transferred, found.residual) == (100, 93, -12, 0)
    assert found.sources == ("s1",)


def test_removals_alone_are_no_account():
    assert account_of(*TOTALS, *members(new=100, removed_structural=5)) is None


def test_one_total_alone_can_be_checked_against_nothing():
    for total in TOTALS:
        found = account_of(total, *members(new=100, lost=50))
        assert (found.residual, found.rate) == (None, None)


def test_a_rate_from_the_day_of_the_reorganisation_on_needs_flows_that_explain_it():
    """Who was taken out on 1 July 2025 is missing in the total of September, and did not leave."""
    span = (date(2025, 7, 1), date(2025, 9, 30))
    lines = [
        level("2025-06-30", 1000),
        level("2025-09-30", 800),
        flow("members_new", "2025Q3", 50),
        flow("members_lost", "2025Q3", 20),
    ]
    assert account_of(*lines, span=span, period="2025Q3").rate is None


def test_removals_of_the_whole_span_go_before_those_of_a_part_of_it():
    """30 of the quarter, ten of which in January: without the 30 the account would not add up."""
    lines = [*members(new=100, lost=20, removed_structural=30)]
    lines.append(flow("members_removed_structural", "2024M01", 10))
    assert account_of(*TOTALS, *lines).residual == 0
