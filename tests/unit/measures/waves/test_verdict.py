"""Refusals and flags. When one of these fails, a report claims what its figures cannot show."""

import re
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from doanvien.measures.waves.effects.counted.windows import WaveWindow, in_year
from doanvien.measures.waves.effects.effects import wave_effects
from doanvien.measures.waves.effects.estimators.estimate import Estimate
from doanvien.measures.waves.effects.estimators.identification import smallest_detectable
from doanvien.measures.waves.effects.one_count import CountEffect
from doanvien.measures.waves.effects.trusted.effect import (
    Given,
    Refused,
    Uncertain,
    Withheld,
    conclude,
    extra_limits_of,
)
from doanvien.measures.waves.effects.trusted.messages import CONDITIONS, REASONS, REMEDIES
from doanvien.measures.waves.effects.trusted.verdict import Reason, disagree, doubts_of_effect
from doanvien.reference.languages import translator

YEAR_END = date(2022, 12, 31)
MAY = WaveWindow("May", date(2022, 5, 1), date(2022, 5, 31))


def units(names: str) -> frozenset[str]:
    return frozenset(names)


def noisy(rows: int, years: int = 1, seed: int = 0, level: float = 300) -> np.ndarray:
    """Units of one size, whose months scatter by a tenth."""
    return level * np.random.default_rng(seed).gamma(100, 0.01, (rows, 12 * years))


def effect_of(panel, *waves: WaveWindow, cutoff: date = YEAR_END, **more) -> CountEffect:
    """The result on one count of the last wave."""
    return wave_effects({"members_new": panel}, waves, cutoff, **more)[-1].counts[0]


def codes(found: CountEffect) -> set[str]:
    return {reason.code for reason in found.reasons}


def assert_refused(found: CountEffect, code: str) -> None:
    """Nothing that could be printed as an effect is left."""
    assert found.reasons == (Reason(code),)
    assert found.reasons[0].kind == "refused"
    assert (found.method, found.effect, found.second) == (None, Refused(code), None)
    assert (found.without_largest, found.by_post_days, found.by_kind) == (None, (), ())
    assert (found.gross, found.tables, found.cost_of_one) == ((), None, None)


# Refusals


def test_the_same_wave_every_year_for_everyone_is_refused(monthly):
    waves = [in_year(MAY, year) for year in (2020, 2021, 2022)]
    for panel in (monthly(noisy(8, years=3), 2020), monthly(noisy(1, years=3), 2020)):
        found = effect_of(panel, *waves)
        assert found.index == 0
        assert_refused(found, "every_year_alike")


def test_one_year_of_a_province_total_is_refused(monthly):
    assert_refused(effect_of(monthly(noisy(1)), MAY), "no_comparison")


@pytest.mark.parametrize("taking", [None, units("abcdefgh")])
def test_one_year_in_which_all_or_none_take_part_is_refused(monthly, taking):
    assert_refused(effect_of(monthly(noisy(8)), replace(MAY, units=taking)), "one_side_empty")


def test_a_misspelt_unit_is_told_of_and_not_silently_taken_for_one_that_stayed_away(monthly):
    """Nobody is called "z": beside others it is a flag, alone it leaves no unit that took part."""
    panel = monthly(noisy(16))
    assert "units_unknown" in codes(effect_of(panel, replace(MAY, units=units("abcdefgz"))))
    assert "units_unknown" not in codes(effect_of(panel, replace(MAY, units=units("abcdefgh"))))
    left_out = replace(panel, left_out=("z",))
    assert "units_unknown" not in codes(effect_of(left_out, replace(MAY, units=units("abcz"))))
    nobody = effect_of(panel, replace(MAY, units=units("xyz")))
    assert nobody.effect == Refused("one_side_empty")
    assert [reason.code for reason in nobody.reasons] == ["one_side_empty", "units_unknown"]


@pytest.mark.parametrize("taking", [units("abcdefgh"), None], ids=["takes_part", "placebo"])
def test_a_wave_none_of_whose_days_is_known_is_refused(monthly, taking):
    """Figures to the end of May hold the days before a wave of June, which are not the wave."""
    june = WaveWindow("June", date(2022, 6, 5), date(2022, 7, 31), taking)
    panel = monthly(noisy(16, years=3)[:, :29], 2020)
    found = effect_of(panel, june, cutoff=date(2022, 7, 20))
    assert_refused(found, "wave_without_figures")


def test_a_month_of_the_wave_that_nobody_reported_is_flagged(monthly):
    """Without May the estimate for April to June is one for April and June."""
    panel = monthly(noisy(16))
    wave = WaveWindow("w", date(2022, 4, 15), date(2022, 6, 15), units("abcdefgh"))
    without_may = np.arange(12) != 4
    gap = replace(
        panel,
        starts=panel.starts[without_may],
        ends=panel.ends[without_may],
        counts=panel.counts[:, without_may],
        merged=panel.merged[without_may],
        rounded=panel.rounded[without_may],
    )
    assert "days_missing" in codes(effect_of(gap, wave))
    assert "days_missing" not in codes(effect_of(panel, wave))


def test_waves_on_other_dates_every_year_leave_no_year_to_compare_with(monthly):
    """The index sees them apart, but no year shows what May is like without a wave."""
    october = WaveWindow("October", date(2020, 10, 1), date(2020, 10, 31))
    found = effect_of(monthly(noisy(1, years=3), 2020), october, in_year(MAY, 2021), MAY)
    assert found.index > 0.02
    assert_refused(found, "no_comparison")


def test_coarse_figures_are_not_called_a_wave_on_the_same_dates(monthly):
    """Three figures a year cannot tell the waves apart, but October is not May."""
    panel = monthly(noisy(1, years=3), 2020)
    cells = [0, 4, 9, 12, 15, 20, 24, 30, 33]
    last = np.append(np.array(cells[1:]) - 1, 35)
    coarse = replace(
        panel,
        starts=panel.starts[cells],
        ends=panel.ends[last],
        counts=np.add.reduceat(panel.counts, cells, axis=1),
        merged=panel.merged[cells],
        rounded=panel.rounded[cells],
    )
    october = [WaveWindow("w", date(y, 10, 1), date(y, 10, 31)) for y in (2020, 2021)]
    assert_refused(effect_of(coarse, *october, MAY), "no_comparison")


@pytest.mark.parametrize(("first_year", "given"), [(2021, False), (2020, True)])
def test_two_earlier_years_without_a_wave_are_needed(monthly, first_year, given):
    panel = monthly(noisy(1, years=2023 - first_year), first_year)
    found = effect_of(panel, MAY)
    if given:
        assert found.method == "placebo"
        assert len(found.years) == 2022 - first_year
        assert isinstance(found.effect, Given | Uncertain)
    else:
        assert_refused(found, "no_comparison")


@pytest.mark.parametrize(("share", "given"), [(0.019, False), (0.021, True)])
def test_two_per_cent_of_the_information_are_needed(monthly, share, given):
    """Units that do not take part and have 1,9% of the results cannot show the season."""
    counts = noisy(8)
    counts[4:] *= share / (1 - share) * counts[:4].sum() / counts[4:].sum()
    found = effect_of(monthly(counts), replace(MAY, units=units("abcd")))
    assert found.index == pytest.approx(share)
    if given:
        assert found.method == "takes_part"
    else:
        assert_refused(found, "one_side_empty")


def test_a_wave_that_nobody_counted_in_is_refused(monthly):
    assert_refused(effect_of(monthly(np.zeros((6, 12))), MAY), "no_comparison")


# Withheld intervals, and flags on few units


@pytest.mark.parametrize(
    ("taking", "others", "code"),
    [
        (2, 9, "few_units"),
        (9, 2, "few_units"),
        (3, 9, "rather_few_units"),
        (6, 9, "rather_few_units"),
        (7, 9, None),
    ],
)
def test_three_units_are_needed_and_six_are_still_few(monthly, taking, others, code):
    """Units of exactly one size, so that their effective number is their number."""
    season = np.arange(20.0, 32.0)
    counts = np.array([np.roll(season, 5 * unit) for unit in range(taking + others)])
    counts[:, [3, 5, 6]] = 25  # units stay equal without them
    counts[:, 0] += 300 - counts.sum(axis=1)
    names = units("abcdefghijklmnopqrst"[:taking])
    found = effect_of(monthly(counts), replace(MAY, units=names))
    assert codes(found) & {"few_units", "rather_few_units"} == ({code} if code else set())
    if code == "few_units":
        assert isinstance(found.effect, Withheld)
    else:
        assert found.effect.interval.kish == pytest.approx((taking, others))


# What is withheld or holds no effect has no number that could be printed

NUMBERS = {"ratio", "counterfactual", "extra", "breakdown", "expected"}


@pytest.mark.parametrize("kish", [(2.999, 50.0), (50.0, 2.999), (1.0,)])
def test_an_interval_just_under_three_units_is_withheld(kish):
    assert Estimate(0.5, 0.01, 30.0, kish).withheld


def test_a_withheld_effect_has_nothing_but_its_reasons():
    """No sign, no point, no head count: the type has no place for one."""
    for effect in (Withheld(("few_units",)), Refused("no_comparison")):
        assert not any(hasattr(effect, name) for name in (*NUMBERS, "interval", "observed"))


@pytest.mark.parametrize(("log_ratio", "vague"), [(0.1, True), (0.9, False), (-0.9, False)])
def test_an_interval_that_holds_no_effect_has_limits_and_no_middle(log_ratio, vague):
    estimate = Estimate(log_ratio, 0.3, 50.0, (20.0, 20.0))
    effect = conclude(estimate, estimate.limits, 500.0, np.zeros(3))
    assert isinstance(effect, Uncertain if vague else Given)
    assert [hasattr(effect, name) for name in NUMBERS] == [not vague] * len(NUMBERS)
    low, high = extra_limits_of(effect)
    assert (low < 0 < high) is vague
    found = {reason.code for reason in doubts_of_effect(effect)}
    assert ("not_enough_evidence" in found) is vague


@pytest.mark.parametrize("sign", [1, -1])
def test_the_breakdown_value_is_the_shift_that_takes_the_conclusion_away(sign):
    """A proportion that had shifted by so much anyway would leave an interval that reaches 1."""
    estimate = Estimate(sign * 0.9, 0.3, 50.0, (20.0, 20.0))
    effect = conclude(estimate, estimate.limits, 500.0, np.zeros(3))
    nearest = (0.9 - max(estimate.limits[1] - sign * 0.9, sign * 0.9 - estimate.limits[0])) * sign
    assert effect.breakdown == pytest.approx(np.exp(abs(nearest)) - 1)


def test_the_smallest_effect_that_could_be_seen():
    """With many units, 1,96 + 0,84 standard errors: the usual rule of power analysis."""
    assert smallest_detectable(0.1, 1e6) == pytest.approx(np.exp(0.28016), rel=1e-4)
    assert smallest_detectable(0.1, 3) > smallest_detectable(0.1, 30)


def test_an_error_beyond_all_bounds_is_an_interval_and_no_crash():
    """A forecast that fails in its only window may have any error at all."""
    hopeless = Estimate(0.2, 500.0, 1.0)
    effect = conclude(hopeless, hopeless.limits, 10.0, np.zeros(0))
    assert isinstance(effect, Uncertain)
    assert 0 < effect.interval.low < 1 < effect.interval.high < np.inf
    assert effect.interval.detectable == np.inf


# Flags of windows, figures and checks


def test_an_interval_with_days_before_and_in_the_wave_is_flagged(monthly):
    panel = monthly(noisy(16))
    middle = WaveWindow("middle", date(2022, 4, 15), date(2022, 5, 31), units("abcdefgh"))
    assert "straddling_interval" in codes(effect_of(panel, middle))
    assert "straddling_interval" not in codes(effect_of(panel, replace(middle, start=MAY.start)))


@pytest.mark.parametrize(
    ("last_month", "cutoff", "expected"),
    [
        (12, YEAR_END, set()),
        (7, date(2022, 7, 15), {"post_window_cut"}),
        (6, date(2022, 7, 14), {"post_window_cut"}),
        (5, date(2022, 5, 31), {"post_window_cut"}),
        (5, date(2022, 5, 30), {"post_window_cut", "wave_open"}),
    ],
)
def test_a_wave_cut_by_the_cut_off_date_is_flagged(monthly, last_month, cutoff, expected):
    """31/5 and 45 days are 15/7; figures that end before are not net of all bring-forward."""
    counts = noisy(16, years=2)[:, : 12 + last_month]
    if cutoff == date(2022, 7, 15):
        expected = set()
    wave = replace(MAY, units=units("abcdefgh"))
    found = effect_of(monthly(counts, 2021), wave, cutoff=cutoff)
    assert codes(found) & {"post_window_cut", "wave_open"} == expected
    assert [days for days, _ in found.by_post_days] == ([30, 45, 60] if expected else [])


def test_adjoining_waves_have_one_net_effect_and_a_gross_one_each(monthly):
    first = WaveWindow("first", date(2022, 4, 15), date(2022, 5, 31), units("abcdefgh"))
    second = WaveWindow("second", date(2022, 6, 1), date(2022, 7, 31), units("abcdefgh"))
    effects = wave_effects({"members_new": monthly(noisy(16))}, [second, first], YEAR_END)
    (joint,) = effects
    assert joint.waves == (first, second)
    found = joint.counts[0]
    assert found.has("post_window_overlaps")
    assert len(found.gross) == 2
    inside = found.panel.starts[found.split.inside].astype("datetime64[M]").astype(str).tolist()
    assert inside == [f"2022-{month:02d}" for month in range(4, 10)]
    assert [days for days, _ in found.by_post_days] == [30, 45, 60]


def test_merged_rounded_and_missing_figures_are_flagged(monthly):
    wave = replace(MAY, units=units("abcdefgh"))
    panel = monthly(noisy(16))
    here = np.arange(12) == 4
    assert not codes(effect_of(panel, wave)) & {"merged_interval", "rounded_figures"}
    assert "merged_interval" in codes(effect_of(replace(panel, merged=here), wave))
    assert "rounded_figures" in codes(effect_of(replace(panel, rounded=here), wave))
    assert "units_left_out" in codes(effect_of(replace(panel, left_out=("z",)), wave))


def test_a_correction_in_a_year_that_is_not_used_is_no_flag(monthly):
    panel = replace(monthly(noisy(16, years=2), 2021), merged=np.arange(24) == 4)
    waves = [replace(in_year(MAY, year), units=units("abcdefgh")) for year in (2021, 2022)]
    assert "merged_interval" not in codes(effect_of(panel, *waves))


def test_changed_borders_are_flagged(monthly):
    wave = replace(MAY, units=units("abcdefgh"))
    panel = monthly(noisy(16))
    assert "borders_changed" in codes(effect_of(panel, wave, changed_units=units("c")))
    assert "borders_changed" not in codes(effect_of(panel, wave, changed_units=units("z")))
    in_2025 = WaveWindow("May", date(2025, 5, 1), date(2025, 5, 31), units("abcdefgh"))
    found = effect_of(monthly(noisy(16), 2025), in_2025, cutoff=date(2025, 12, 31))
    assert "borders_changed" in codes(found)


@pytest.mark.parametrize("taking", [units("abcdefgh"), None], ids=["triple", "placebo"])
@pytest.mark.parametrize("jump", [1.0, 2.0])
def test_a_jump_in_a_year_without_a_wave_costs_the_number(monthly, taking, jump):
    """If May 2020 jumps as well, the estimate for May 2022 may be something else than the wave."""
    counts = noisy(16, years=4, seed=4)
    counts[:8, 12 + 3 : 12 + 7] *= jump
    found = effect_of(monthly(counts, 2019), replace(MAY, units=taking))
    assert found.method == ("placebo" if taking is None else "triple")
    assert ("placebo_fires" in codes(found)) is (jump > 1)
    assert isinstance(found.effect, Withheld) is (jump > 1)


def test_two_methods_that_contradict_each_other_are_flagged(monthly):
    """All units jump in 2022: against earlier years that is an effect, against the others none."""
    counts = noisy(16, years=4)
    assert "methods_disagree" not in codes(
        effect_of(monthly(counts, 2019), replace(MAY, units=units("abcdefgh")))
    )
    counts[:, 36 + 3 : 36 + 7] *= 2
    found = effect_of(monthly(counts, 2019), replace(MAY, units=units("abcdefgh")))
    assert found.second is not None
    assert "methods_disagree" in codes(found)


@pytest.mark.parametrize(("factor", "flagged"), [(1.0, False), (2.0, True)])
def test_members_and_unions_that_contradict_each_other_are_flagged(monthly, factor, flagged):
    members, unions = noisy(16), noisy(16, seed=1)
    members[:8, 3:7] *= factor
    panels = {"members_new": monthly(members), "grassroots_unions_new": monthly(unions)}
    (found,) = wave_effects(panels, [replace(MAY, units=units("abcdefgh"))], YEAR_END)
    assert found.reasons == ((Reason("counts_disagree"),) if flagged else ())


def test_an_estimate_without_an_interval_contradicts_nothing():
    sure, other = (
        conclude(one, one.limits, 10.0, np.zeros(0))
        for one in (Estimate(0.0, 0.01, 30.0, (9.0, 9.0)), Estimate(2.0, 0.01, 30.0, (9.0, 9.0)))
    )
    assert disagree(sure, other)
    assert not disagree(sure, Withheld(("few_units",)))
    assert not disagree(sure, None)


# Codes and their sentences


def test_every_code_has_its_sentences_in_both_languages():
    vietnamese, english = translator("vi"), translator("en")
    for message in (*REASONS.values(), *REMEDIES.values(), *CONDITIONS.values()):
        assert english(message) == message
        assert vietnamese(message) != message


def test_what_is_refused_or_withheld_says_which_data_would_help():
    for code in REASONS:
        reason = Reason(code)
        assert bool(reason.remedy) is (reason.kind != "flag")


def test_no_sentence_says_that_a_wave_had_no_effect():
    """Lack of evidence is never evidence of nothing."""
    text = translator("vi")(Reason("not_enough_evidence").message)
    assert "chưa đủ bằng chứng" in text
    assert re.search("không có nghĩa là đợt không có tác dụng", text)


def test_an_unknown_code_is_an_error():
    with pytest.raises(ValueError, match="No reason has the code 'bad_luck'"):
        Reason("bad_luck")
