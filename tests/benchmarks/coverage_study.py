"""Do the 95% intervals of wave effects hold the truth 95 times out of 100? Anyone can try.

    PYTHONPATH=src nice python tests/benchmarks/coverage_study.py [--replications 300] [--seed 1]
        [--only SCENARIO ...] [--group NAME ...] [--untested] [--json FILE]

Each scenario is drawn again and again and put through the front door of the package, as a report
does. In those of ``FAIR`` joining a wave is random; in ``WORLDS`` it is not (see ``worlds``), with
one year of figures and with three, in a province of the usual size and in one six times as large,
where chance hides less. The table has a line for each scenario, count and estimator:

    stated    share of the replications with an interval; the others were refused or withheld
    bias      mean of the middle of the intervals less the true log ratio
    coverage  share of the intervals that hold the truth
    gain      share of all replications in which a gain is concluded: false where there is no effect
    power     share of all replications in which an effect of the true sign is concluded

With ``--untested`` a line each for what the tests and wider limits cost: "A untested" is the same
estimate without them, "A one year" the ratio to all other weeks of all years, without dividing by
the same ratio of earlier years: the estimator of the first release.

The goal of every line: a coverage of at least 0,93, or nine of ten results refused or withheld; and
a false gain in at most 0,04. Coverage has a Monte Carlo error of about √(0,95·0,05/300) = 0,013, so
a line misses only where it lies two standard errors beyond. Exit status 1 where any line misses.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
from simulator import MEMBERS, UNIONS, YEAR, Scenario, Simulated, draw
from worlds import World

from doanvien.measures.waves.effects.country.national import national_effect
from doanvien.measures.waves.effects.effects import wave_effects
from doanvien.measures.waves.effects.estimators.compared import Compared, compare
from doanvien.measures.waves.effects.estimators.comparison import Comparison
from doanvien.measures.waves.effects.one_count import CountEffect
from doanvien.measures.waves.effects.trusted.effect import Effect, Given, Uncertain, conclude

LEAST_COVERAGE, MOST_STATED, MOST_FALSE_GAINS = 0.93, 0.10, 0.04
STANDARD_ERRORS = 2.0
FEWEST_STATED = 20  # a coverage from fewer intervals says nothing
LARGE = 6.0
NAMES = {MEMBERS: "members", UNIONS: "unions"}
UNTESTED, ONE_YEAR = "A untested", "A one year"
BESIDE = "B beside"  # estimator B where units are compared too, beside an effect that is stated

FAIR = (
    Scenario("baseline", "30 units, half take part, rate ratio 1,6, three years without"),
    Scenario("no_effect", "the wave does nothing", rate_ratio=1.0),
    Scenario("strong", "rate ratio 2,5", rate_ratio=2.5),
    Scenario("heavy_tails", "Pareto enterprises of up to 6.000 workers", heavy_tail=True),
    Scenario("few_units", "14 units, 7 take part", units=14, taking=7),
    Scenario("unequal_units", "units of very unequal size", size_sd=1.2),
    Scenario("minority", "8 of 30 units take part", taking=8),
    Scenario("large_take_part", "the larger half takes part", large_take_part=True),
    Scenario("brought_forward", "0,6 brought forward, 0,2 held back", forward=0.6, held=0.2),
    Scenario("uneven_effect", "units differ in effect (cv 0,7)", effect_cv=0.7),
    Scenario("snapshots", "ten cumulative reports a year, not monthly", snapshots=True),
    Scenario("every_year", "the same units take part every year", waves="every_year"),
    Scenario("adjoining", "a second wave follows in June and July", waves="adjoining"),
    Scenario("all_take_part", "everyone takes part, three years without", taking=30),
    Scenario("all_two_years", "everyone takes part, two years without", taking=30, first_year=2020),
    Scenario("all_no_effect", "everyone takes part, no effect", taking=30, rate_ratio=1.0),
    Scenario("all_heavy_tails", "everyone takes part, Pareto", taking=30, heavy_tail=True),
    Scenario("all_seasonal", "everyone takes part, strong season", taking=30, season_sd=2.5),
    Scenario("same_every_year", "everyone, every year, same dates", taking=30, waves="every_year"),
    Scenario("too_few_units", "6 units, 3 take part", units=6, taking=3),
)  # fmt: skip

NATIONS = (
    Scenario("nation", "16 provinces", provinces=16),
    Scenario("nation_uneven", "16 provinces that differ in effect (cv 0,5)", provinces=16,
             province_cv=0.5),
    Scenario("nation_small", "8 provinces, Pareto", provinces=8, heavy_tail=True),
    Scenario("nation_one_year", "16 provinces, no earlier year", provinces=16, first_year=YEAR),
    Scenario("nation_season_5", "16 provinces share a season of 5%", provinces=16,
             rate_ratio=1.0, world=World(season=0.05)),
    Scenario("nation_season_10", "16 provinces share a season of 10%", provinces=16,
             rate_ratio=1.0, world=World(season=0.10)),
)  # fmt: skip

NOTHING = {  # worlds in which the wave does nothing
    "season": World(season=0.22),
    "season_of_kinds": World(season=0.22, mixed=0.2),
    "growth_15": World(growth=0.15),
    "growth_30": World(growth=0.30),
    "behind": World(behind=True),
    "dip": World(dip=0.45),
    "late": World(late=0.35),
    "quarterly": World(quarterly=0.6),
    "begun": World(begun=1 / 3),
    "dominant": World(dominant=0.5),
    "zeros": World(zeros=0.5),
    "unlike": World(unlike=True),
    "spillover": World(spillover=0.15),
}
WORLDS = tuple(
    replace(scenario, name=f"{scenario.name}_{years}y{'_large' if scale > 1 else ''}",
            first_year=YEAR - years + 1, scale=scale)
    for years in (1, 3)
    for scale in (1.0, LARGE)
    for scenario in (
        Scenario("even", "no effect, nothing unlike", rate_ratio=1.0),
        *(Scenario(name, f"no effect: {name}", rate_ratio=1.0, world=world)
          for name, world in NOTHING.items()),
        Scenario("season_kinds_known", "no effect: season, kinds in the register",
                 rate_ratio=1.0, kinds=True, world=World(season=0.22)),
        Scenario("mixed_kinds_known", "no effect: season, kinds on both sides, in the register",
                 rate_ratio=1.0, kinds=True, world=World(season=0.22, mixed=0.2)),
        Scenario("after_tet", "no effect: a wave right after Tết", rate_ratio=1.0,
                 starts=(2, 10), ends=(3, 31)),
        Scenario("true", "rate ratio 1,6"),
        Scenario("true_strong", "rate ratio 2,5", rate_ratio=2.5),
        Scenario("true_late", "rate ratio 1,6, late booking", world=World(late=0.35)),
        Scenario("true_pay_back", "rate ratio 1,6, paid back over 120 days", forward_days=120),
        Scenario("true_hold_back", "rate ratio 1,6, held back over 60 days", held_days=60),
        Scenario("true_strong_kinds_known", "rate ratio 2,5, kinds on both sides, in the register",
                 rate_ratio=2.5, kinds=True, world=World(mixed=0.5)),
    )
) + tuple(
    Scenario(f"all_{name}{'_large' if scale > 1 else ''}", f"no effect, everyone: {name}",
             taking=30, rate_ratio=1.0, scale=scale, world=NOTHING[name])
    for scale in (1.0, LARGE)
    for name in ("dip", "late")
)  # fmt: skip
GROUPS = {"fair": FAIR, "nations": NATIONS, "worlds": WORLDS}
SCENARIOS = (*FAIR, *NATIONS, *WORLDS)


@dataclass(frozen=True)
class Shot:
    """One result of one replication against the truth; ``error`` None where nothing is stated."""

    error: float | None
    covered: bool
    gain: bool
    loss: bool

    @classmethod
    def of(cls, effect: Effect | None, truth: float) -> Shot:
        if not isinstance(effect, Given | Uncertain):
            return cls(None, covered=False, gain=False, loss=False)
        low, high = math.log(effect.interval.low), math.log(effect.interval.high)
        return cls((low + high) / 2 - truth, low <= truth <= high, low > 0, high < 0)


@dataclass(frozen=True)
class Line:
    """One line of the table; numbers are None where there is nothing to compute them from."""

    scenario: str
    count: str
    estimator: str
    replications: int
    effect: bool
    stated: float
    bias: float | None
    coverage: float | None
    gain: float
    power: float

    @property
    def missed(self) -> bool:
        """Whether the line lies beyond the goal by more than chance."""
        return self.estimator not in (UNTESTED, ONE_YEAR) and self._misses

    @property
    def _misses(self) -> bool:
        return self._covers_too_little or (
            not self.effect and self._beyond(self.gain, MOST_FALSE_GAINS, self.replications)
        )

    @property
    def _covers_too_little(self) -> bool:
        stated = self.stated * self.replications
        if self.coverage is None or self.stated <= MOST_STATED or stated < FEWEST_STATED:
            return False
        return self._beyond(1 - self.coverage, 1 - LEAST_COVERAGE, stated)

    @staticmethod
    def _beyond(share: float, goal: float, number: float) -> bool:
        return share > goal + STANDARD_ERRORS * math.sqrt(goal * (1 - goal) / number)


def run(scenario: Scenario, replications: int, seed: int, *, untested: bool = False) -> list[Line]:
    """The lines of one scenario. Replication i of a seed is always the same, alone or not."""
    shots: dict[tuple[str, str], list[Shot]] = defaultdict(list)
    number = [known.name for known in SCENARIOS].index(scenario.name)
    for replication in range(replications):
        rng = np.random.default_rng([seed, number, replication])
        if scenario.provinces > 1:
            found = _nation(scenario, rng)
        else:
            found = _province(scenario, draw(scenario, rng), untested=untested)
        for count, estimator, shot in found:
            shots[count, estimator].append(shot)
    return [_line(scenario, *key, found) for key, found in sorted(shots.items())]


def _province(
    scenario: Scenario, province: Simulated, *, untested: bool
) -> Iterator[tuple[str, str, Shot]]:
    effects = wave_effects(
        province.panels, province.waves, date(YEAR, 12, 31), kinds=province.kinds
    )
    (wave,) = [found for found in effects if found.waves[0].start.year == YEAR]
    for count in wave.counts:
        name = NAMES[count.indicator]
        estimator = "B net" if count.method == "placebo" else "A net"
        yield name, estimator, Shot.of(count.effect, province.net)
        if count.second is not None:
            yield name, BESIDE, Shot.of(count.second, province.net)
    if untested and scenario.taking < scenario.units:
        others = tuple(known for known in province.waves if known not in wave.waves)
        for code, panel in province.panels.items():
            comparison = Comparison(panel, wave.waves, others, kinds=province.kinds)
            yield NAMES[code], UNTESTED, _untested(comparison.by_units(), province.net)
            split, everyone = comparison.split, np.ones(len(panel.units), dtype=bool)
            former = compare(panel, wave.waves, split.inside, split.outside, None, everyone, {})
            yield NAMES[code], ONE_YEAR, _untested(former, province.net)


def _untested(compared: Compared | None, truth: float) -> Shot:
    estimate = compared.effect.estimate if compared else None
    if estimate is None or estimate.withheld:
        return Shot.of(None, truth)
    return Shot.of(conclude(estimate, estimate.limits, 0.0, np.zeros(0)), truth)


def _nation(scenario: Scenario, rng: np.random.Generator) -> Iterator[tuple[str, str, Shot]]:
    counts: dict[str, dict[str, CountEffect]] = defaultdict(dict)
    for number in range(scenario.provinces):
        units = int(rng.integers(12, 45))
        local = replace(
            scenario, units=units, taking=int(units * 0.4), scale=float(rng.lognormal(0, 0.6))
        )
        province = draw(local, rng)
        (wave,) = wave_effects(province.panels, province.waves, date(YEAR, 12, 31))
        for count in wave.counts:
            counts[count.indicator][str(number)] = count
    centre = draw(replace(scenario, province_cv=0.0), np.random.default_rng(0)).net
    for indicator, by_province in counts.items():
        yield NAMES[indicator], "C pool", Shot.of(national_effect(by_province).effect, centre)


def _line(scenario: Scenario, count: str, estimator: str, shots: list[Shot]) -> Line:
    stated = [shot for shot in shots if shot.error is not None]
    return Line(
        scenario=scenario.name,
        count=count,
        estimator=estimator,
        replications=len(shots),
        effect=scenario.rate_ratio != 1,
        stated=len(stated) / len(shots),
        bias=float(np.mean([shot.error for shot in stated])) if stated else None,
        coverage=float(np.mean([shot.covered for shot in stated])) if stated else None,
        gain=float(np.mean([shot.gain for shot in shots])),
        power=float(
            np.mean([shot.loss if scenario.rate_ratio < 1 else shot.gain for shot in shots])
        ),
    )


def text(line: Line) -> str:
    def number(value: float | None, sign: str = "") -> str:
        return f"{value:{sign}.3f}" if value is not None else "-"

    mark = "  <- misses the goal" if line.missed else ""
    return (
        f"{line.scenario:28} {line.count:8} {line.estimator:10} {line.stated:6.3f} "
        f"{number(line.bias, '+'):>7} {number(line.coverage):>8} {line.gain:6.3f} "
        f"{number(line.power) if line.effect else '-':>6}{mark}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description="Coverage study of the wave effects.")
    parser.add_argument("--replications", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", help="names of scenarios")
    parser.add_argument("--group", nargs="*", choices=list(GROUPS), help="groups of scenarios")
    parser.add_argument("--untested", action="store_true", help="also without tests")
    parser.add_argument("--json", type=Path, help="write the lines to this file as well")
    chosen = parser.parse_args()
    print(f"{'scenario':28} {'count':8} {'method':10} {'stated':>6} {'bias':>7} {'coverage':>8} "
          f"{'gain':>6} {'power':>6}")  # fmt: skip
    lines: list[Line] = []
    for scenario in [one for group in chosen.group or GROUPS for one in GROUPS[group]]:
        if chosen.only and scenario.name not in chosen.only:
            continue
        found = run(scenario, chosen.replications, chosen.seed, untested=chosen.untested)
        lines += found
        for line in found:
            print(text(line), flush=True)
        if chosen.json:
            rows = [asdict(line) for line in lines]
            chosen.json.write_text(json.dumps(rows, indent=1) + "\n")
    missed = sum(line.missed for line in lines)
    print(f"{len(lines)} lines, {missed} miss the goal")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
