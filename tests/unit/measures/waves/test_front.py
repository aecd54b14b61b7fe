"""The front door. When one of these fails, a report's chapter on waves loses or mixes results."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from doanvien.measures.waves.effects.counted.panel import build_panel, panel_from_frame
from doanvien.measures.waves.effects.counted.windows import WaveWindow, in_year
from doanvien.measures.waves.effects.effects import wave_effects
from doanvien.measures.waves.effects.trusted.effect import Withheld

YEAR_END = date(2022, 12, 31)
MAY = WaveWindow("May", date(2022, 5, 1), date(2022, 5, 31), frozenset("abcdefgh"))


def counts(years: int = 1, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).gamma(100, 3, (16, 12 * years))


def test_every_wave_of_every_year_has_a_result_for_every_count(monthly):
    panels = {code: monthly(counts(2), 2021) for code in ("members_new", "grassroots_unions_new")}
    october = WaveWindow("October", date(2022, 10, 1), date(2022, 10, 31), MAY.units)
    effects = wave_effects(panels, [october, MAY, in_year(MAY, 2021)], YEAR_END)
    assert [effect.waves[0].start.isoformat() for effect in effects] == [
        "2021-05-01",
        "2022-05-01",
        "2022-10-01",
    ]
    for effect in effects:
        assert [found.indicator for found in effect.counts] == list(panels)


def test_a_wave_after_the_cut_off_date_is_not_a_result_yet(monthly):
    panels = {"members_new": monthly(counts()[:, :4])}
    assert wave_effects(panels, [MAY], date(2022, 4, 30)) == ()


def test_the_result_can_be_had_without_the_largest_unit(monthly):
    """One enterprise with most of the wave: with it a strong effect, without it none."""
    table = counts()
    table[2, 4] *= 6
    found = wave_effects({"members_new": monthly(table)}, [MAY], YEAR_END)[0].counts[0]
    largest = found.without_largest
    assert largest.unit == "c"
    assert largest.share > 0.2
    assert largest.effect.interval.high < found.effect.interval.high
    without = wave_effects(
        {"members_new": monthly(np.delete(table, 2, axis=0))},
        [replace(MAY, units=frozenset("abcdefg"))],
        YEAR_END,
    )[0].counts[0]
    assert largest.effect.observed == without.effect.observed
    assert largest.effect.interval.se == pytest.approx(without.effect.interval.se)


def test_waves_of_units_that_are_not_compared_do_not_cost_a_year(monthly):
    """Other units had a wave in 2020, so 2020 cannot show the season; units that nobody compares do
    not cost the year."""
    elsewhere = replace(in_year(MAY, 2020), units=frozenset("xyz"))
    panels = {"members_new": monthly(counts(3), 2020)}
    (_, found) = wave_effects(panels, [elsewhere, MAY], YEAR_END)
    assert found.counts[0].years == (2021,)
    everyone = replace(MAY, units=None)
    (_, found) = wave_effects(panels, [elsewhere, everyone], YEAR_END)
    assert found.counts[0].method == "placebo"
    assert found.counts[0].years == (2020, 2021)


def test_a_place_without_figures_is_refused_and_not_an_error(monthly):
    effect = wave_effects({"members_new": build_panel({}, YEAR_END)}, [MAY], YEAR_END)[0]
    assert [reason.code for reason in effect.counts[0].reasons] == ["no_comparison"]
    assert effect.counts[0].description is None


def test_the_simplest_call_needs_a_frame_and_a_wave():
    """As the docstring has it: the reference panel, without a data set, a report or a province."""
    path = Path(__file__).parents[3] / "golden" / "wave_reference_panel.json"
    known = json.loads(path.read_text(encoding="utf-8"))
    months = pd.period_range("2022-01", periods=12, freq="M")
    figures = pd.DataFrame(
        [
            (unit, month.start_time.normalize(), month.end_time.normalize(), count)
            for unit, counts_of_unit in zip("ABCDEF", known["members"], strict=True)
            for month, count in zip(months, counts_of_unit, strict=True)
        ],
        columns=["unit", "period_start", "period_end", "value"],
    )
    taking = frozenset("ABC")
    panel = panel_from_frame(figures, until=YEAR_END)
    wave = WaveWindow("May", date(2022, 4, 15), date(2022, 5, 31), taking)
    (effect,) = wave_effects({"members_new": panel}, [wave], cutoff=YEAR_END)
    # Fewer than three units in effect: no number, and the reasons.
    assert isinstance(effect.counts[0].effect, Withheld)
    assert "few_units" in effect.counts[0].effect.codes


def test_importing_it_loads_numpy_pandas_and_scipy_special_only():
    """A report without waves must not wait for a statistics package that it does not use."""
    code = (
        "import sys, numpy, pandas, scipy.special\n"
        "before = set(sys.modules)\n"
        "import doanvien.measures.waves.effects.country.rounds\n"
        "new = {name.split('.')[0] for name in set(sys.modules) - before}\n"
        "print(sorted(new - set(sys.stdlib_module_names) - {'doanvien'}))\n"
        "print('scipy.stats' in sys.modules or 'scipy.optimize' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    assert run.stdout.splitlines() == ["[]", "False"]
