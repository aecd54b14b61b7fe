"""The two maps. When one of these fails, a figure is laid on a province that did not exist then."""

from datetime import date

import pytest

from doanvien.reference.maps import NEW_MAP, OLD_MAP, map_in_force, resolve_territory


@pytest.mark.parametrize(
    ("slug", "written", "day", "territory"),
    [
        ("lao-cai", "", date(2025, 6, 30), OLD_MAP),
        ("lao-cai", "", date(2025, 7, 1), NEW_MAP),
        ("lao-cai", "34", date(2025, 6, 30), NEW_MAP),
        ("lao-cai", "63", date(2025, 7, 1), OLD_MAP),
        ("ha-noi", "", date(2025, 7, 1), 0),
        ("ha-noi", "", None, 0),
        ("lao-cai", "", None, OLD_MAP),
    ],
)
def test_a_row_lies_where_it_is_written_or_else_by_its_date(slug, written, day, territory):
    """A row without any date speaks of the province that was there all along: the old one."""
    assert resolve_territory(slug, written, day) == territory


def test_the_last_day_of_the_old_map():
    assert map_in_force(date(2025, 6, 30)) == OLD_MAP
    assert map_in_force(date(2025, 7, 1)) == NEW_MAP
