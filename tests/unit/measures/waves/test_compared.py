"""Who is compared with whom. When one of these fails, the others of a wave are not its others."""

from datetime import date

import numpy as np
import pytest

from doanvien.measures.waves.effects.counted.windows import WaveWindow
from doanvien.measures.waves.effects.estimators.compared import Compared, compare
from doanvien.measures.waves.effects.estimators.comparison import Comparison
from doanvien.measures.waves.effects.estimators.contrast import Part, contrast
from doanvien.measures.waves.effects.trusted.stated import expected_of, gross
from doanvien.measures.waves.effects.trusted.trust import around

MAY = WaveWindow("May", date(2022, 5, 1), date(2022, 5, 31), frozenset("abcd"))


def compared(panel, wave: WaveWindow = MAY) -> tuple[Comparison, Compared]:
    comparison = Comparison(panel, (wave,), ())
    found = comparison.by_units()
    assert found is not None
    return comparison, found


def test_what_is_observed_is_that_of_all_units():
    """Also with the last unit, which is the last to be left out for the error."""
    counts = np.array([[10.0, 30.0], [20.0, 50.0], [10.0, 20.0], [10.0, 20.0]])
    taking = np.array([True, True, False, False])
    part = Part(np.ones(4, dtype=bool), taking, np.array([False, True]))
    found = contrast(counts, [part], np.array([True, False]))
    assert (found.observed, found.expected) == (80, 30 * 40 / 20)
    other = Part(part.units, ~taking, part.inside)
    assert contrast(counts, [other], np.array([True, False])).observed == 40


@pytest.mark.parametrize("kept", ["abcd", "efgh", ""])
def test_where_one_side_is_left_out_nobody_is_compared(monthly, kept):
    panel = monthly(np.full((8, 12), 100.0))
    inside = np.arange(12) == 4
    used = panel.members_of(frozenset(kept)) if kept else np.zeros(8, dtype=bool)
    assert compare(panel, (MAY,), inside, ~inside, None, used, {}) is None


def test_an_earlier_year_is_held_against_the_other_ones(monthly):
    """May doubled in 2020 alone: twice of what 2021 had, not of both years together."""
    counts = np.full((8, 36), 100.0)
    counts[:4, 4] *= 2
    _, found = compared(monthly(counts, 2020))
    placebo = found.placebo(found.inside, found.outside, 2020)
    inside = int(found.inside.sum())
    assert placebo.logs[0] == pytest.approx(np.log((inside + 1) / inside))


def test_without_earlier_years_there_is_no_table_of_them(monthly):
    _, found = compared(monthly(np.full((8, 12), 100.0)))
    table, earlier = found.tables()
    assert earlier is None
    assert table[0] == 400 * found.inside.sum()


def test_what_was_expected_follows_the_size_of_those_who_took_part(monthly):
    """They have twice as many members outside the wave: so they would inside it."""
    counts = np.full((8, 12), 100.0)
    counts[:4] *= 2
    _, found = compared(monthly(counts))
    expected = expected_of(found)
    used = found.inside | found.outside
    assert expected[used] == pytest.approx(800)
    assert np.isnan(expected[~used]).all()


def test_a_gross_ratio_of_two_units_is_not_told(monthly):
    """One strike in one of the two would be the whole of it."""
    counts = 100 * np.random.default_rng(3).gamma(50, 0.02, (8, 12))
    panel = monthly(counts)
    (told,) = gross(*compared(panel))
    assert told is not None
    two = WaveWindow("May", MAY.start, MAY.end, frozenset("ab"))
    assert gross(*compared(panel, two)) == (None,)


def test_reports_by_quarter_are_looked_for_at_the_ends_of_quarters(monthly):
    panel = monthly(np.full((8, 12), 100.0))
    _, found = compared(panel)
    near = around(panel, (MAY,), found)
    months = (panel.ends.astype("datetime64[M]").astype(int) % 12 + 1)[near.quarters]
    assert months.tolist() == [3, 9, 12]
    assert not (near.quarters & ~found.outside).any()


def test_one_month_before_a_wave_is_no_trend(monthly):
    wave = WaveWindow("March", date(2022, 3, 1), date(2022, 3, 31), frozenset("abcd"))
    panel = monthly(np.full((8, 12), 100.0))
    _, found = compared(panel, wave)
    near = around(panel, (wave,), found)
    ahead = found.outside & (panel.ends < panel.starts[found.inside].min())
    assert ahead.sum() == 1
    assert not (near.earlier | near.later).any()
