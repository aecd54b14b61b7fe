"""Several provinces together. When one of these fails, the national report misleads."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doanvien.measures.waves.effects.country.pooling import mantel_haenszel, shrink

TABLES = [(3000, 9000, 1200, 5200), (800, 2600, 500, 1900), (150, 400, 90, 300)]
Y = [0.9, 0.2, 0.5, -0.1, 1.4]
V = [0.04, 0.09, 0.25, 0.16, 0.36]

table = st.tuples(*[st.integers(1, 5000)] * 4)


def test_reference_mantel_haenszel():
    found = mantel_haenszel(TABLES)
    assert found is not None
    assert round(found.ratio, 6) == 1.363054
    assert round(found.se, 6) == 0.123926
    assert [round(number, 4) for number in found.kish] == [1.8209]
    assert found.df == pytest.approx(found.kish[0] - 1)
    assert found.withheld  # fewer than three provinces in effect


def test_reference_pooling():
    found = shrink(Y, V)
    assert [round(float(mean), 4) for mean in found.means] == [
        0.7877,
        0.3739,
        0.5398,
        0.2849,
        0.7921,
    ]
    assert round(found.centre, 4) == 0.5557
    assert round(found.between, 4) == 0.3763


@given(tables=st.lists(table, min_size=2, max_size=8), data=st.data())
def test_the_order_of_the_provinces_does_not_matter(tables, data):
    other = mantel_haenszel(data.draw(st.permutations(tables)))
    one = mantel_haenszel(tables)
    assert (other.log_ratio, other.se) == pytest.approx((one.log_ratio, one.se), abs=1e-9)


@given(one=table, factors=st.lists(st.integers(1, 20), min_size=2, max_size=6))
def test_provinces_with_the_same_ratio_give_that_ratio_without_an_error(one, factors):
    t1, t0, c1, c0 = one
    found = mantel_haenszel([[cell * factor for cell in one] for factor in factors])
    assert found.log_ratio == pytest.approx(math.log(t1 * c0 / (t0 * c1)))
    assert found.se == pytest.approx(0, abs=1e-9)


def test_one_province_has_no_error_and_an_empty_nation_no_effect():
    alone = mantel_haenszel(TABLES[:1])
    assert alone is not None
    assert math.isnan(alone.se)
    assert alone.withheld
    assert mantel_haenszel([]) is None
    assert mantel_haenszel([(0, 10, 5, 5)]) is None


@given(
    provinces=st.lists(
        st.tuples(st.floats(-1.5, 1.5), st.floats(0.02, 1)), min_size=2, max_size=10
    ),
    shift=st.floats(-1, 1),
)
def test_provinces_are_drawn_to_their_centre_and_no_further(provinces, shift):
    y, v = (np.array(column) for column in zip(*provinces, strict=True))
    found = shrink(y, v)
    assert np.all(found.lows < found.means)
    assert np.all(found.means < found.highs)
    low, high = min(*y, found.centre) - 1e-9, max(*y, found.centre) + 1e-9
    assert np.all((low <= found.means) & (found.means <= high))
    moved = shrink(y + shift, v)
    np.testing.assert_allclose(moved.means, found.means + shift, atol=1e-6)
    np.testing.assert_allclose(moved.lows, found.lows + shift, atol=1e-6)


def test_the_less_certain_province_is_drawn_further():
    found = shrink([0.0, 0.0, 1.0, 1.0], [0.1, 0.1, 0.05, 0.5])
    assert 1 - found.means[3] > 1 - found.means[2] > 0


def test_a_single_province_stays_where_it_is():
    found = shrink([0.4], [0.01])
    assert found.means[0] == pytest.approx(0.4)


@pytest.mark.parametrize(("y", "v"), [([], []), ([0.1], [0.0]), ([0.1, 0.2], [0.1])])
def test_provinces_without_a_variance_are_refused(y, v):
    with pytest.raises(ValueError, match="a variance above zero"):
        shrink(y, v)
