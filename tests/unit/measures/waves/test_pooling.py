"""Several provinces together. When one of these fails, the national report misleads."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doanvien.measures.waves.effects.country.national import mantel_haenszel

TABLES = [(3000, 9000, 1200, 5200), (800, 2600, 500, 1900), (150, 400, 90, 300)]

table = st.tuples(*[st.integers(1, 5000)] * 4)


def test_reference_mantel_haenszel():
    found = mantel_haenszel(TABLES)
    assert found is not None
    assert round(found.ratio, 6) == 1.363054
    assert round(found.se, 6) == 0.123926
    assert [round(number, 4) for number in found.kish] == [1.8209]
    assert found.df == pytest.approx(found.kish[0] - 1)
    assert found.withheld  # fewer than three provinces in effect


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
