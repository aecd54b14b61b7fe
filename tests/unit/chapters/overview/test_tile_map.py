"""The map of equal squares. If it fails, a province is lost or a shade says something else."""

from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doanvien.chapters.overview.tile_map import DARK_FROM, SHADES, class_bounds, shade_of
from doanvien.present.look import INK, PAPER
from doanvien.reference.provinces import provinces_on
from doanvien.reference.tile_grid import tile_grid

DAYS = {63: date(2025, 6, 30), 34: date(2025, 7, 1)}


@pytest.mark.parametrize("territory", [63, 34])
def test_every_province_has_a_square_of_its_own(territory):
    grid = tile_grid(territory)
    expected = {(p.slug, p.territory) for p in provinces_on(DAYS[territory])}
    assert {(tile.place.slug, tile.place.territory) for tile in grid} == expected
    assert len({(tile.row, tile.column) for tile in grid}) == len(grid) == territory


@pytest.mark.parametrize("territory", [63, 34])
def test_names_fit_into_their_squares(territory):
    labels = [tile.label for tile in tile_grid(territory)]
    assert all(1 <= len(label) <= 2 and max(map(len, label)) <= 6 for label in labels)
    assert len(set(labels)) == territory


@pytest.mark.parametrize(
    ("north", "south"),
    [("ha-noi", "hue"), ("hue", "da-nang"), ("da-nang", "khanh-hoa"), ("ho-chi-minh", "ca-mau")],
)
@pytest.mark.parametrize("territory", [63, 34])
def test_north_stands_above_south(territory, north, south):
    rows = {tile.place.slug: tile.row for tile in tile_grid(territory)}
    assert rows[north] < rows[south]


def test_the_shades_stay_in_order_in_grey_and_their_letters_legible():
    """On a black-and-white printer the darker must still be the more; WCAG asks for 4,5:1."""
    lightness = [luminance(shade) for shade in SHADES]
    assert all(light > 1.3 * dark for light, dark in pairwise(lightness))
    for position, light in enumerate(lightness):
        letters = luminance(PAPER if position >= DARK_FROM else INK)
        high, low = max(light, letters), min(light, letters)
        assert (high + 0.05) / (low + 0.05) >= 4.5


def test_the_scale_turns_dark_where_time_has_gone_by():
    """In September 75% of a year's target is on time; at its end the whole target is."""
    assert [float(b) for b in class_bounds(Fraction(1))] == [0.5, 0.75, 1, 1.25]
    bounds = class_bounds(Fraction(3, 4))
    assert [shade_of(Fraction(s, 100), bounds) for s in (37, 74, 75, 120)] == [0, 2, 3, 4]


@given(st.fractions(0, 4), st.fractions(0, 4), st.fractions(Fraction(1, 12), 1))
def test_a_larger_share_is_never_lighter(one, other, elapsed):
    bounds = class_bounds(elapsed)
    assert (one <= other) <= (shade_of(one, bounds) <= shade_of(other, bounds))


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of "#rrggbb"."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
