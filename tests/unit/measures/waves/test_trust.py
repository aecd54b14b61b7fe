"""Tests before trust. When one of these fails, a report believes a number that it must not give."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest

from doanvien.measures.waves.effects.counted.windows import WaveWindow
from doanvien.measures.waves.effects.effects import wave_effects
from doanvien.measures.waves.effects.estimators.comparison import Comparison
from doanvien.measures.waves.effects.estimators.contrast import Contrast
from doanvien.measures.waves.effects.estimators.estimate import Estimate, NetEffect
from doanvien.measures.waves.effects.one_count import CountEffect
from doanvien.measures.waves.effects.picture import picture
from doanvien.measures.waves.effects.trusted.effect import Uncertain, Withheld
from doanvien.measures.waves.effects.trusted.joint import fired
from doanvien.measures.waves.effects.trusted.limits import plain, strayed, widened
from doanvien.measures.waves.effects.trusted.stated import again
from doanvien.measures.waves.effects.trusted.trust import (
    Tried,
    around,
    try_out,
    try_out_by_years,
)

YEAR_END = date(2022, 12, 31)
MAY = WaveWindow("May", date(2022, 4, 15), date(2022, 5, 31), frozenset("abcdefgh"))


def even(years: int, seed: int = 0) -> np.ndarray:
    return 300 * np.random.default_rng(seed).gamma(100, 0.01, (16, 12 * years))


def effect_of(panel) -> CountEffect:
    return wave_effects({"members_new": panel}, [MAY], YEAR_END)[-1].counts[0]


def chosen_for_being_behind(counts: np.ndarray) -> None:
    counts[:8, -12:-9] *= 0.6


def booked_late(counts: np.ndarray) -> None:
    moved = counts[:8, -5:-3] * 0.5
    counts[:8, -5:-3] -= moved
    counts[:8, -8] += moved.sum(axis=1)


def by_quarter(counts: np.ndarray) -> None:
    for last in range(counts.shape[1] - 10, counts.shape[1], 3):
        counts[:6, last] = counts[:6, last - 2 : last + 1].sum(axis=1)
        counts[:6, last - 2 : last] = 0


def drifting(counts: np.ndarray) -> None:
    counts[:8, -12:-9] *= [0.7, 0.8, 1.4]


@pytest.mark.parametrize("years", [1, 3])
@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (chosen_for_being_behind, "selection_fires"),
        (booked_late, "late_fires"),
        (by_quarter, "lumps_fires"),
        (drifting, "trend_fires"),
    ],
    ids=["selection", "late", "lumps", "trend"],
)
def test_what_would_pass_for_an_effect_costs_the_number(monthly, spoil, code, years):
    counts = even(years)
    spoil(counts)
    found = effect_of(monthly(counts, 2023 - years))
    assert isinstance(found.effect, Withheld)
    assert code in found.effect.codes
    assert {test.code for test in found.tests if test.fired} == {
        one.removesuffix("_fires") for one in found.effect.codes
    }


@pytest.mark.parametrize("years", [1, 3])
def test_units_that_move_alike_pass(monthly, years):
    found = effect_of(monthly(even(years), 2023 - years))
    assert not any(test.fired for test in found.tests)


def test_a_habit_of_every_year_is_no_alarm(monthly):
    """The joiners report by quarter in all years: that falls out of the triple difference."""
    counts = even(3)
    for last in range(2, 36, 3):
        counts[:6, last] = counts[:6, last - 2 : last + 1].sum(axis=1)
        counts[:6, last - 2 : last] = 0
    found = effect_of(monthly(counts, 2020))
    assert "lumps_fires" not in {reason.code for reason in found.reasons}


def test_what_the_figures_cannot_test_is_said_to_be_untested(monthly):
    """With one year there is no placebo, and a wave in January has no months before it."""
    found = effect_of(monthly(even(1)))
    assert {test.code: test.fired for test in found.tests}["placebo"] is None
    january = WaveWindow("January", date(2022, 1, 20), date(2022, 2, 20), MAY.units)
    (effect,) = wave_effects({"members_new": monthly(even(1))}, [january], YEAR_END)
    untested = {test.code for test in effect.counts[0].tests if test.fired is None}
    assert untested >= {"placebo", "selection", "trend"}


def test_a_low_spring_that_is_not_yet_an_alarm_widens_the_limits(monthly):
    """Without the months before, the joiners' level is higher and the effect smaller: the limits
    hold both."""
    counts = even(1, seed=1)
    counts[:8, :3] *= 0.95
    panel = monthly(counts)
    comparison = Comparison(panel, (MAY,), ())
    compared = comparison.by_units()
    near = around(panel, comparison.waves, compared)
    limits, tried = plain(panel, compared), try_out(compared, near)
    (low, high), codes = widened(limits, compared.effect, compared, near, tried)
    assert "selection" in codes
    other = compared.without(near.before).estimate
    assert low <= min(compared.effect.estimate.limits[0], other.limits[0])
    assert high >= max(compared.effect.estimate.limits[1], other.limits[1])


@pytest.mark.parametrize(
    ("share", "said"), [(0.5, "late_fires"), (0.08, "late_widened")], ids=["fires", "widens"]
)
def test_by_earlier_years_alone_late_booking_is_no_gain(monthly, share, said):
    """Where everyone takes part no other units show it, but the months after the wave do."""
    counts = even(4, seed=1)
    moved = counts[:, -5:-3] * share
    counts[:, -5:-3] -= moved
    counts[:, -8] += moved.sum(axis=1)
    (effect,) = wave_effects(
        {"members_new": monthly(counts, 2019)}, [replace(MAY, units=None)], YEAR_END
    )
    (count,) = effect.counts
    assert count.method == "placebo"
    assert count.has(said)
    assert isinstance(count.effect, Uncertain | Withheld)


def test_limits_too_wide_to_read_are_limits_all_the_same():
    """Student's t with half a degree of freedom reaches beyond what an exponential can hold."""
    main = NetEffect(Estimate(0.1, 0.2, 8.0), 100.0, np.zeros(0))
    longer = NetEffect(Estimate(0.1, 20.0, 0.5), 150.0, np.zeros(0))
    years = SimpleNamespace(reaching=lambda added: longer)
    near = SimpleNamespace(after=None)
    (low, high), codes = widened(main.estimate.limits, main, years, near, Tried((), {"late": -3.0}))
    assert codes == ("late",)
    assert low < -300
    gained = 150 * (1 - np.exp(-0.1))
    moved = np.log(100 / (100 - gained)) - 0.1
    assert high == pytest.approx(main.estimate.limits[1] + moved)


def compared_in(panel, **more):
    comparison = Comparison(panel, (MAY,), (), **more)
    return comparison, comparison.by_units()


def test_a_season_seen_outside_the_wave_moves_the_limits_out_by_its_size(monthly):
    """The joiners have half as many from October to December, and nobody knows why."""
    counts = np.full((16, 12), 300.0)
    counts[:8, 9:] *= 0.5
    panel = monthly(counts)
    _, compared = compared_in(panel)
    assert strayed(panel, compared) == pytest.approx(np.log(2))
    low, high = compared.effect.estimate.limits
    assert plain(panel, compared) == pytest.approx((low - np.log(2), high + np.log(2)))


def test_the_same_on_other_units_is_as_uncertain(monthly):
    """A narrow interval beside a wide one would be read as the better of the two."""
    counts = np.full((16, 12), 300.0)
    counts[:8, 9:] *= 0.5
    comparison, _ = compared_in(monthly(counts))
    effect = again(comparison, comparison.by_units(np.arange(16) != 0))
    assert effect.interval.high / effect.interval.low == pytest.approx(4)


def test_earlier_years_and_kinds_need_no_such_bound(monthly):
    """Their season falls out: the limits stay as they are."""
    kinds = dict.fromkeys("abcdefghijklmnop", "commune")
    for panel, known in ((monthly(even(2), 2021), {}), (monthly(even(1)), kinds)):
        _, compared = compared_in(panel, kinds=known)
        assert plain(panel, compared) == compared.effect.estimate.limits


def test_less_than_half_a_year_outside_bounds_nothing(monthly):
    """Figures end in September: what the groups do in the last quarter nobody has seen."""
    found = effect_of(monthly(even(1)[:, :9]))
    assert isinstance(found.effect, Withheld)
    assert found.effect.codes == ("season_hidden",)


# Several contrasts at once


def contrasts(rng: np.random.Generator, number: int, shared: float, units: int = 24):
    """Contrasts of units without any effect, correlated through what they share."""
    common = rng.standard_normal((units, 1))
    values = shared * common + np.sqrt(1 - shared**2) * rng.standard_normal((units, number))
    taking = np.arange(units) < units // 2
    for column in values.T / units:
        logs = np.append(column.sum(), column.sum() - column)
        yield Contrast(logs, 1.0, 1.0, taking, np.ones(units))


@pytest.mark.parametrize("shared", [0.0, 0.9])
@pytest.mark.parametrize("number", [1, 6])
def test_a_family_of_tests_raises_a_false_alarm_in_one_of_twenty_cases(number, shared):
    """Each by itself at 5%, six would raise one in a quarter of the cases."""
    rng = np.random.default_rng(number)
    alarms = [any(fired(list(contrasts(rng, number, shared)))) for _ in range(400)]
    assert np.mean(alarms) < 0.05 + 3 * np.sqrt(0.05 * 0.95 / 400)


def test_the_same_figures_always_get_the_same_verdict():
    found = [fired(list(contrasts(np.random.default_rng(8), 6, 0.5))) for _ in range(2)]
    assert found[0] == found[1]


# The picture


def test_the_picture_shows_the_wave_and_the_same_days_of_earlier_years(monthly):
    counts = even(3)
    counts[:8, 24:][:, 3:7] *= 2
    shown = picture(effect_of(monthly(counts, 2020)))
    by_part = shown.groupby("part")["log_ratio"].mean()
    assert set(shown["part"]) == {"outside", "placebo", "around", "wave"}
    assert by_part["wave"] == pytest.approx(np.log(2), abs=0.15)
    assert by_part["placebo"] == pytest.approx(0, abs=0.1)
    assert by_part["outside"] == pytest.approx(0, abs=0.1)
    assert shown.loc[shown["part"] == "wave", "start"].dt.month.tolist() == [4, 5]


def test_where_units_are_not_compared_there_is_no_picture(monthly):
    (effect,) = wave_effects(
        {"members_new": monthly(even(1))}, [WaveWindow("May", MAY.start, MAY.end)], YEAR_END
    )
    assert picture(effect.counts[0]).empty


@pytest.mark.parametrize(
    ("placebo", "late", "alarms"),
    [
        (1.95, None, []),
        (1.97, None, ["placebo"]),
        (-1.97, None, ["placebo"]),
        (None, -1.63, []),
        (None, -1.66, ["late"]),
        (None, 9.0, []),
        (-2.23, 0.0, []),
        (-2.25, 0.0, ["placebo"]),
    ],
)
def test_a_test_by_years_fires_at_one_in_twenty_of_its_family(placebo, late, alarms):
    """Two-sided 1,96 and one-sided 1,645; of two tests each has half: 2,24 (the normal table)."""

    def asked(score: float | None) -> SimpleNamespace | None:
        return None if score is None else SimpleNamespace(score=score)

    years = SimpleNamespace(
        effect=SimpleNamespace(error_of=lambda inside: asked(placebo)),
        asked_of=lambda months: asked(late) if months == "after" else None,
    )
    near = SimpleNamespace(before="before", after="after")
    tried = try_out_by_years(years, ["a placebo"], near)
    assert [test.code for test in tried.tests if test.fired] == alarms
