"""Do the wave effects of a simulated data set agree with the truth that it was drawn around?

    make demo  # or: doanvien simulate --out data/simulated --seed 1
    PYTHONPATH=src nice python tests/benchmarks/simulated_truth.py [--data FOLDER] [--period 2024]

Every wave of every year of every province goes through the same way as in a report, from the files
on. ``truth/waves.csv`` says what each wave added and what it only brought forward; the difference
is the net gain, which the interval of estimator A or B should hold 95 times out of 100. Not
compared are waves whose weeks after are cut off, and provinces with units left out: the truth is
of all units. Printed are, for estimates with and without an interval, their number, bias and root
mean square error of the log ratio, coverage and power, and the reasons of refusals.
"""

from __future__ import annotations

import argparse
import csv
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from doanvien.data.dataset import provinces_with_figures
from doanvien.data.province import read_province
from doanvien.measures.series.view import View, views
from doanvien.measures.waves.effects.effects import WaveEffect
from doanvien.measures.waves.effects.of_place import effects_of_every_year
from doanvien.reference.periods import parse_period
from doanvien.reference.scope import report_scope

ROOT = Path(__file__).parents[2]
Truth = dict[tuple[str, str, str], float]


@dataclass(frozen=True)
class Case:
    """One wave, or adjoining ones, of one province: new members estimated against the truth.

    ``error`` is the estimated less the true log ratio; ``covered`` is None where no interval is
    given, ``found`` whether the interval leaves out "no effect".
    """

    province: str
    method: str
    error: float
    covered: bool | None
    found: bool


def read_truth(data: Path) -> Truth:
    """The true net gain of each wave, by province, first and last day."""
    with (data / "truth" / "waves.csv").open(encoding="utf-8", newline="") as lines:
        return {
            (row["province"], row["territory"], f"{row['start']} {row['end']}"): (
                float(row["added"]) - float(row["taken_from_next_month"])
            )
            for row in csv.DictReader(lines)
        }


def compare(data: Path, period: str, skipped: Counter[str]) -> Iterator[Case]:
    """Every wave up to a period's end; what is not compared is counted by its reason."""
    truth = read_truth(data)
    for slug in provinces_with_figures(data, parse_period(period)):
        if slug == "toan-quoc":
            continue
        view = views(read_province(data, report_scope(slug, period)))[0]
        for effect in effects_of_every_year(view):
            yield from _case(view, effect, truth, skipped)


def _case(view: View, effect: WaveEffect, truth: Truth, skipped: Counter[str]) -> Iterator[Case]:
    count = effect.counts[0]
    if count.effects is None or count.method is None:
        skipped[f"refused: {count.reasons[0].code}"] += 1
        return
    if count.has("post_window_cut") or count.panel.left_out:
        skipped["cut off, or units left out"] += 1
        return
    gain = sum(
        truth[view.place.slug, territory, f"{wave.start} {wave.end}"]
        for wave in effect.waves
        for territory in [_territory(view, f"{wave.start} {wave.end}", truth)]
    )
    net = count.effects.net
    limits = net.extra_interval
    yield Case(
        province=view.place.slug,
        method=count.method,
        error=net.estimate.log_ratio - math.log(net.observed / (net.observed - gain)),
        covered=None if limits is None else limits[0] <= gain <= limits[1],
        found=net.estimate.holds_one is False,
    )


def _territory(view: View, days: str, truth: Truth) -> str:
    """The map on which the truth has a wave: an unchanged province stands on both."""
    return next(t for t in ("63", "34", "") if (view.place.slug, t, days) in truth)


def lines(cases: list[Case], skipped: Counter[str]) -> Iterator[str]:
    yield f"{'method':12} interval  waves    bias   rmse coverage  power"
    for method in ("takes_part", "placebo"):
        for shown in (True, False):
            group = [c for c in cases if c.method == method and (c.covered is not None) is shown]
            if group:
                errors = np.array([case.error for case in group])
                rates = (
                    f"{np.mean([c.covered for c in group]):8.3f} "
                    f"{np.mean([c.found for c in group]):6.3f}"
                    if shown
                    else f"{'-':>8} {'-':>6}"
                )
                yield (
                    f"{method:12} {'given' if shown else 'withheld':9} {len(group):5d} "
                    f"{errors.mean():+7.3f} {np.sqrt((errors**2).mean()):6.3f} {rates}"
                )
    for reason, number in skipped.most_common():
        yield f"not compared, {reason}: {number}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Wave effects of simulated data against truth.")
    parser.add_argument("--data", type=Path, default=ROOT / "data" / "simulated")
    parser.add_argument("--period", default="2024")
    chosen = parser.parse_args()
    skipped: Counter[str] = Counter()
    cases = list(compare(chosen.data, chosen.period, skipped))
    print("\n".join(lines(cases, skipped)))


if __name__ == "__main__":
    main()
