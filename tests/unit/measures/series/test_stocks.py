"""Which of several figures counts. When one fails, a report quotes one that was put right."""

import pytest

from builders import flow, level, source, view_of

ORIGINAL, TRANSLATED = {"kind": "original"}, {"kind": "translated"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (source("a", "2022-04-05"), source("b", "2022-07-05")),
        (source("a", "2022-07-05", **TRANSLATED), source("b", "2022-04-05", **ORIGINAL)),
        (source("a", ""), source("b", "2022")),
        (source("a", "2022-06"), source("b", "2022-07")),
    ],
    ids=["the later one", "the original", "the dated one", "the later month"],
)
def test_the_source_that_goes_first(first, second):
    """Of two figures for the same days b's counts, and a's stands beside it."""
    view = view_of(
        "ha-noi",
        "2022H1",
        first,
        second,
        level("2022-06-30", 100, source="a"),
        level("2022-06-30", 102, source="b"),
        flow("members_new", "2022H1", 10, source="a"),
        flow("members_new", "2022H1", 12, source="b"),
    )
    (total,) = view.stock("members_total")
    assert (total.value, total.source) == (102, "b")
    assert [other.value for other in total.conflicts] == [100]
    (used,) = view.flow("members_new").used
    assert (used.value, used.source) == (12, "b")
    assert [found.other.value for found in view.flow("members_new").conflicts] == [10]


def test_of_two_sources_that_nothing_tells_apart_the_name_decides():
    """Whatever the order of the rows: the same report twice."""
    lines = [level("2022-06-30", value, source=name) for name, value in (("a", 1), ("b", 2))]
    for rows in (lines, lines[::-1]):
        (total,) = view_of("ha-noi", "2022H1", *rows).stock("members_total")
        assert total.source == "a"


@pytest.mark.parametrize(("rounded", "conflicts"), [(1010, 0), (1011, 1), (990, 0), (989, 1)])
def test_a_rounded_level_and_the_exact_one_say_the_same_within_a_hundredth(rounded, conflicts):
    (total,) = view_of(
        "ha-noi",
        "2022H1",
        source("a", "2022-07-05"),
        source("b", "2022-04-05"),
        level("2022-06-30", rounded, qualifier="about", source="a"),
        level("2022-06-30", 1000, source="b"),
    ).stock("members_total")
    assert len(total.conflicts) == conflicts
    assert total.value == (rounded if conflicts else 1000)
