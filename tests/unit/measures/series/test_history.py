"""A place with its past. When one of these fails, a merged province gets a past it never had."""

from datetime import date

import pytest

from builders import Line, flow, level, view_of


def lao_cai(*lines: Line):
    return view_of("lao-cai", "2025Q3", *lines).history


def yen_bai(line: Line) -> Line:
    return line.of("yen-bai")


def test_the_past_of_a_merged_province_is_the_sum_of_its_predecessors():
    """Lào Cai in 2025Q3 opens with what Lào Cai and Yên Bái had, and says that it is a sum."""
    history = lao_cai(
        level("2025-06-30", 40_000),
        level("2025-09-30", 72_000),
        yen_bai(level("2025-06-30", 30_000, source="s2")),
    )
    opening, now = history.stock("members_total")
    assert (opening.value, opening.source, now.value) == (70_000, "s1 + s2", 72_000)
    assert history.summed == {"members_total"}
    assert history.is_sum(date(2025, 6, 30))
    assert not history.is_sum(date(2025, 7, 1))
    assert [place.slug for place in history.predecessors] == ["lao-cai", "yen-bai"]


def test_one_silent_predecessor_leaves_no_sum():
    """40.000 of one of two provinces is not the merged province's past."""
    history = lao_cai(
        level("2025-06-30", 40_000),
        level("2025-09-30", 72_000),
        yen_bai(level("2025-05-31", 30_000)),
    )
    assert [stock.value for stock in history.stock("members_total")] == [72_000]
    assert not history.is_sum(date(2025, 6, 30))


def test_flows_of_the_same_days_are_added_and_rates_never():
    history = lao_cai(
        flow("members_new", "2025Q1", 300),
        flow("members_new", "2025Q2", 200),
        level("2025-06-30", 80, "membership_density_rate"),
        yen_bai(flow("members_new", "2025Q1", 100)),
        yen_bai(level("2025-06-30", 90, "membership_density_rate")),
    )
    assert [(one.value, one.end) for one in history.flow("members_new").used] == [
        (400, date(2025, 3, 31))
    ]
    assert history.stock("membership_density_rate") == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("exact", "exact", "exact"),
        ("exact", "at_least", "at_least"),
        ("at_least", "at_least", "at_least"),
        ("about", "exact", "about"),
        ("about", "at_least", "about"),
    ],
)
def test_a_sum_is_as_exact_as_its_least_exact_part(one, other, expected):
    """A floor in a sum leaves a floor: "about" would let the true sum be lower."""
    history = lao_cai(
        level("2025-06-30", 40_000, qualifier=one),
        flow("members_new", "2025Q1", 10, qualifier=one),
        yen_bai(level("2025-06-30", 30_000, qualifier=other)),
        yen_bai(flow("members_new", "2025Q1", 10, qualifier=other)),
    )
    assert [stock.qualifier for stock in history.stock("members_total")] == [expected]
    assert [found.qualifier for found in history.flow("members_new").used] == [expected]


@pytest.mark.parametrize(
    ("printed", "qualifier", "found"),
    [(5306, "exact", 0), (5066, "exact", 1), (5066, "about", 0)],
)
def test_a_printed_total_is_held_against_its_parts(printed, qualifier, found):
    """Gia Lai, first half of 2025: 5.066 was printed, but 4.227 + 1.079 is 5.306."""
    history = view_of(
        "gia-lai",
        "2025",
        flow("members_new", "2025H1", printed, territory="34", qualifier=qualifier),
        level("2025-06-30", 90, territory="34"),
        flow("members_new", "2025H1", 1079, territory="63"),
        level("2025-06-30", 50, territory="63"),
        flow("members_new", "2025H1", 4227).of("binh-dinh"),
        level("2025-06-30", 40).of("binh-dinh"),
    ).history
    assert len(history.mismatches) == found
    for one in history.mismatches:
        assert (one.indicator, one.printed, one.total) == ("members_new", 5066, 5306)
        parts = {place.slug: value for place, value in one.parts}
        assert parts == {"binh-dinh": 4227, "gia-lai": 1079}
    assert history.flow("members_new").used[0].value == printed, "never replaced by the sum"


def test_a_printed_level_is_held_against_its_parts_too():
    (wrong,) = view_of(
        "lao-cai",
        "2025",
        level("2025-06-30", 71, territory="34"),
        level("2025-06-30", 40, territory="63"),
        level("2025-06-30", 30).of("yen-bai"),
    ).history.mismatches
    assert (wrong.start, wrong.printed, wrong.total) == (None, 71, 70)
