"""Do the 95% intervals of wave effects hold the truth 95 times out of 100? Anyone can try.

    PYTHONPATH=src nice python tests/benchmarks/coverage_study.py [--replications 1000] [--seed 1]
        [--only SCENARIO ...] [--json FILE]

Each scenario of ``SCENARIOS`` is drawn again and again and put through the front door of the
package, as a report does. The table has a line for each scenario, count and estimator:

    shown     share of the replications with an interval; the others were refused or withheld
    bias      mean of the estimated less the true log ratio, over all replications with a number
    rmse      root mean square of the same
    coverage  share of the shown intervals that hold the truth; the goal is 0,93 to 0,99
    power     share of the shown intervals that leave out "no effect" (with no effect: false alarms)

Its last lines name what missed the goal. Coverage has a Monte Carlo error of about
√(0,95·0,05/1000) = 0,007; a true 0,94 falls under 0,93 in one line out of eleven.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import numpy as np
from simulator import MEMBERS, UNIONS, YEAR, Scenario, draw

from doanvien.measures.waves.effects.effects import national_effect, wave_effects
from doanvien.measures.waves.effects.estimate import Estimate
from doanvien.measures.waves.effects.one_count import CountEffect

GOAL = (0.93, 0.99)
FEWEST_SHOWN = 100  # a coverage from fewer intervals says nothing
# The provinces drawn together ("C drawn") are printed, but the goal is not theirs: each is drawn
# towards the others, so the coverage that it has on average is not that of any one province.
JUDGED = {"A net", "A gross", "A gross 1", "A gross 2", "B net", "C pool"}

SCENARIOS = (
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
    Scenario("nation", "16 provinces", first_year=YEAR, provinces=16),
    Scenario("nation_uneven", "16 provinces that differ in effect (cv 0,5)", first_year=YEAR,
             provinces=16, province_cv=0.5),
    Scenario("nation_small", "8 provinces, Pareto", first_year=YEAR, provinces=8, heavy_tail=True),
    Scenario("same_every_year", "everyone, every year, same dates", taking=30, waves="every_year"),
    Scenario("too_few_units", "6 units, 3 take part", units=6, taking=3),
)  # fmt: skip


@dataclass(frozen=True)
class Shot:
    """One estimate of one replication against the truth; ``interval`` is None where withheld."""

    error: float
    covered: bool | None
    found: bool | None

    @classmethod
    def of(cls, estimate: Estimate, truth: float) -> Shot:
        if estimate.interval is None:
            return cls(estimate.log_ratio - truth, None, None)
        low, high = estimate.interval
        return cls(estimate.log_ratio - truth, low <= math.exp(truth) <= high, not low <= 1 <= high)


@dataclass(frozen=True)
class Line:
    """One line of the table; numbers are None where there is nothing to compute them from."""

    scenario: str
    count: str
    estimator: str
    replications: int
    shown: float
    bias: float | None
    rmse: float | None
    coverage: float | None
    power: float | None

    @property
    def missed(self) -> bool:
        if self.coverage is None or self.estimator not in JUDGED:
            return False
        if self.shown * self.replications < FEWEST_SHOWN:
            return False
        return not GOAL[0] <= self.coverage <= GOAL[1]


def run(scenario: Scenario, replications: int, seed: int) -> list[Line]:
    """The lines of one scenario. Replication i of a seed is always the same, alone or not."""
    shots: dict[tuple[str, str], list[Shot]] = defaultdict(list)
    number = [known.name for known in SCENARIOS].index(scenario.name)
    for replication in range(replications):
        rng = np.random.default_rng([seed, number, replication])
        one = _province if scenario.provinces == 1 else _nation
        for count, estimator, shot in one(scenario, rng):
            shots[count, estimator].append(shot)
    if not shots:
        return [Line(scenario.name, "both", "none", replications, 0.0, None, None, None, None)]
    return [_line(scenario, *key, replications, found) for key, found in shots.items()]


def _province(scenario: Scenario, rng: np.random.Generator) -> Iterator[tuple[str, str, Shot]]:
    province = draw(scenario, rng)
    effects = wave_effects(province.panels, province.waves, date(YEAR, 12, 31))
    (wave,) = [found for found in effects if found.waves[0].start.year == YEAR]
    for count in wave.counts:
        yield from _shots(count, province.gross, province.net)


def _shots(count: CountEffect, gross: float, net: float) -> Iterator[tuple[str, str, Shot]]:
    name = {MEMBERS: "members", UNIONS: "unions"}[count.indicator]
    for found in (count.effects, count.second):
        if found is None:
            continue
        yield name, "A net" if found.placebo is None else "B net", Shot.of(found.net.estimate, net)
        for number, estimate in enumerate(found.gross):
            if estimate is not None:
                label = "A gross" if len(found.gross) == 1 else f"A gross {number + 1}"
                yield name, label, Shot.of(estimate, math.log(gross))


def _nation(scenario: Scenario, rng: np.random.Generator) -> Iterator[tuple[str, str, Shot]]:
    counts: dict[str, dict[str, CountEffect]] = defaultdict(dict)
    truths: dict[str, float] = {}
    for number in range(scenario.provinces):
        units = int(rng.integers(12, 45))
        local = Scenario(**{**asdict(scenario), "units": units, "taking": int(units * 0.4)})
        province = draw(local, rng, scale=float(rng.lognormal(0, 0.6)))
        truths[str(number)] = province.net
        (wave,) = wave_effects(province.panels, province.waves, date(YEAR, 12, 31))
        for count in wave.counts:
            counts[count.indicator][str(number)] = count
    centre = _net_truth(scenario)
    for indicator, by_province in counts.items():
        name = {MEMBERS: "members", UNIONS: "unions"}[indicator]
        nation = national_effect(by_province)
        if nation.pooled is not None:
            yield name, "C pool", Shot.of(nation.pooled, centre)
        for slug, low, mean, high in _drawn(nation):
            truth = truths[slug]
            yield name, "C drawn", Shot(mean - truth, low <= truth <= high, not low <= 0 <= high)


def _drawn(nation) -> Iterator[tuple[str, float, float, float]]:
    if nation.drawn is not None:
        drawn = nation.drawn
        yield from zip(nation.provinces, drawn.lows, drawn.means, drawn.highs, strict=True)


def _net_truth(scenario: Scenario) -> float:
    """The log net ratio at the mean of the provinces' effects."""
    typical = Scenario(**{**asdict(scenario), "province_cv": 0.0})
    return draw(typical, np.random.default_rng(0)).net


def _line(
    scenario: Scenario, count: str, estimator: str, replications: int, shots: list[Shot]
) -> Line:
    errors = np.array([shot.error for shot in shots])
    shown = [shot for shot in shots if shot.covered is not None]
    return Line(
        scenario=scenario.name,
        count=count,
        estimator=estimator,
        replications=len(shots) if scenario.provinces > 1 else replications,
        shown=len(shown) / (len(shots) if scenario.provinces > 1 else replications),
        bias=float(errors.mean()),
        rmse=float(np.sqrt((errors**2).mean())),
        coverage=float(np.mean([shot.covered for shot in shown])) if shown else None,
        power=float(np.mean([shot.found for shot in shown])) if shown else None,
    )


def text(line: Line) -> str:
    def number(value: float | None, sign: str = "") -> str:
        return f"{value:{sign}.3f}" if value is not None else "-"

    return (
        f"{line.scenario:16} {line.count:8} {line.estimator:10} {line.shown:6.3f} "
        f"{number(line.bias, '+'):>7} {number(line.rmse):>6} {number(line.coverage):>8} "
        f"{number(line.power):>6}{'  <- outside the goal' if line.missed else ''}"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description="Coverage study of the wave effects.")
    parser.add_argument("--replications", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", help="names of scenarios")
    parser.add_argument("--json", type=Path, help="write the lines to this file as well")
    chosen = parser.parse_args()
    print(f"{'scenario':16} {'count':8} {'estimator':10} {'shown':>6} {'bias':>7} {'rmse':>6} "
          f"{'coverage':>8} {'power':>6}")  # fmt: skip
    lines: list[Line] = []
    for scenario in SCENARIOS:
        if chosen.only and scenario.name not in chosen.only:
            continue
        found = run(scenario, chosen.replications, chosen.seed)
        lines += found
        for line in found:
            print(text(line), flush=True)
    missed = [line for line in lines if line.missed]
    print(f"{len(lines)} lines, {len(missed)} outside {GOAL[0]} to {GOAL[1]}")
    if chosen.json:
        chosen.json.write_text(json.dumps([asdict(line) for line in lines], indent=1) + "\n")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
