"""The map of equal squares. If it fails, a province is lost or its shade says something else."""

from datetime import date
from itertools import pairwise
from typing import get_args

import pytest

from doanvien.chapters.overview.tile_map import LIGHT_LETTERS, SHADES
from doanvien.present.look import INK, PAPER
from doanvien.present.words.tone import Tone
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
    """On a black-and-white printer the darker must still be the more urgent; WCAG asks for 4,5:1 of
    letters."""
    lightness = {tone: luminance(shade) for tone, shade in SHADES.items()}
    assert all(light > 1.2 * dark for light, dark in pairwise(lightness.values()))
    for tone, light in lightness.items():
        letters = luminance(PAPER if tone == LIGHT_LETTERS else INK)
        high, low = max(light, letters), min(light, letters)
        assert (high + 0.05) / (low + 0.05) >= 4.5


def test_every_tone_of_a_verdict_has_a_shade():
    assert set(SHADES) == set(get_args(Tone))


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of "#rrggbb"."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
