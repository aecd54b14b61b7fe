"""Old and new map. If these fail, members of a former province are counted in the merged one."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from doanvien.data.rules.row_rules.maps import territory_complaint
from doanvien.reference.maps import places_of, resolve_territory
from doanvien.reference.places import all_places, provinces_on
from doanvien.reference.provinces import find_province

SLUGS = st.sampled_from(sorted({place.slug for place in all_places()}))
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2030, 12, 31))
WRITTEN = st.sampled_from(["", "63", "34"])
MERGER = date(2025, 7, 1)


@given(SLUGS, WRITTEN, DAYS)
def test_a_row_without_complaint_belongs_to_a_place_that_exists(slug, written, day):
    if territory_complaint(slug, written, day) is None:
        territory = resolve_territory(slug, written, day)
        assert places_of(slug)[territory].slug == slug


@given(SLUGS, WRITTEN.filter(bool), DAYS)
def test_what_is_written_goes_before_the_date(slug, written, day):
    assert resolve_territory(slug, written, day) in (0, int(written))


@given(st.data(), DAYS)
def test_an_empty_territory_is_the_map_of_the_day(data, day):
    """Every province in force on a day may report for it without saying on which map it lies."""
    place = data.draw(st.sampled_from(provinces_on(day)))
    assert territory_complaint(place.slug, "", day) is None
    assert resolve_territory(place.slug, "", day) == place.territory


@given(st.data(), DAYS)
def test_a_province_that_is_gone_is_on_the_old_map_only(data, day):
    kept = {place.slug for place in provinces_on(MERGER)}
    gone = [place for place in provinces_on(date(2025, 6, 30)) if place.slug not in kept]
    slug = data.draw(st.sampled_from(gone)).slug
    assert len(gone) == 29  # 63 − 34
    assert territory_complaint(slug, "63", day) is None
    assert territory_complaint(slug, "34", day) is not None
    assert (territory_complaint(slug, "", day) is None) == (day < MERGER)


def test_unchanged_places_are_one_series_whatever_is_written():
    one_series = [place for place in all_places() if place.territory == 0]
    provinces = [place for place in one_series if place.kind in ("province", "municipality")]
    assert len(provinces) == 11
    for place in one_series:
        assert resolve_territory(place.slug, "", date(2025, 6, 30)) == 0
        assert resolve_territory(place.slug, "34", date(2026, 1, 1)) == 0
        assert find_province(place.slug, date(2022, 6, 30)).slug == place.slug


def test_the_last_day_of_the_63_and_the_first_of_the_34():
    assert resolve_territory("lao-cai", "", date(2025, 6, 30)) == 63
    assert resolve_territory("lao-cai", "", date(2025, 7, 1)) == 34
