"""The places of a report. When one of these fails, a body that ended speaks, or one is silent."""

import pytest

from builders import Line, flow, level, target, views_of, wave_result

OLD = {"territory": "63"}


def old_map_speaks(*lines: Line) -> bool:
    """Whether the former Lào Cai stands in the report of 2025."""
    now = flow("members_new", "2025Q4", 1, territory="34")
    views = views_of("lao-cai", "2025", now, *lines)
    return 63 in [view.place.territory for view in views]


@pytest.mark.parametrize(
    ("lines", "speaks"),
    [
        ([level("2024-12-31", 70_000, **OLD)], False),
        ([level("2024-12-31", 70_000, **OLD), level("2025-06-13", 71_000, **OLD)], True),
        ([level("2024-12-31", 70_000, **OLD), target("members_new", "2025", 9, **OLD)], True),
        ([level("2024-12-31", 70_000, **OLD), target("members_new", "2026", 9, **OLD)], False),
        (
            [
                level("2024-12-31", 70_000, **OLD),
                wave_result("Đợt", "2025M05", "members_new", "2025M05", 9, **OLD),
            ],
            True,
        ),
        (
            [
                level("2024-12-31", 70_000, **OLD),
                wave_result("Đợt", "2024M05", "members_new", "2024M05", 9, **OLD),
            ],
            False,
        ),
    ],
    ids=["figures of before", "one of it", "a target", "a later one", "a wave", "an old wave"],
)
def test_a_former_federation_stands_in_the_reports_that_it_says_something_of(lines, speaks):
    """An empty half for a body of which nothing is known would be asked about in every report."""
    assert old_map_speaks(*lines) == speaks
