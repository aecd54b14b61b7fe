"""Do the wave effects of a simulated data set agree with the truth that it was drawn around?

    make demo  # or: doanvien simulate --out data/simulated --seed 1
    PYTHONPATH=src nice python tests/benchmarks/simulated_truth.py [--data FOLDER] [--period 2024]

Every wave of every year of every province goes through the same way as in a report, from the files
on. ``truth/waves.csv`` says what each wave added and what it only brought forward; the difference
is the net gain, which the interval of estimator A or B should hold 95 times out of 100. Not
compared are waves whose weeks after are cut off, and provinces with units left out: the truth is
of all units. Printed are, for each method, how many results are stated and withheld; of those
stated, bias and root mean square error of the log ratio, coverage, the share that concludes a gain
or a loss, and how many conclude the wrong one; and the reasons of refusals.
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
from doanvien.measures.waves.effects.trusted.effect import (
    Given,
    Refused,
    Uncertain,
    extra_limits_of,
)
from doanvien.reference.calendar.periods import parse_period
from doanvien.reference.scope import report_scope

ROOT = Path(__file__).parents[2]
Truth = dict[tuple[str, str, str], float]


@dataclass(frozen=True)
class Case:
    """One wave, or adjoining ones, of one province: new members estimated against the truth.

    ``stated``: whether an interval is given; if so ``error`` is its middle less the true log ratio,
    ``covered`` whether it holds the truth, and ``concluded`` 1 for a gain, −1 for a loss, 0 where
    it holds no effect. ``gain`` is the true one in persons.
    """

    province: str
    method: str
    stated: bool
    gain: float
    error: float = 0.0
    covered: bool = False
    concluded: int = 0

    @property
    def wrong(self) -> bool:
        """Whether the sign that is concluded is not the true one."""
        return self.concluded * self.gain < 0


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
    if isinstance(count.effect, Refused) or count.method is None:
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
    found = count.effect
    if not isinstance(found, Given | Uncertain):
        yield Case(view.place.slug, count.method, stated=False, gain=gain)
        return
    low, high = math.log(found.interval.low), math.log(found.interval.high)
    limits = extra_limits_of(found)
    yield Case(
        province=view.place.slug,
        method=count.method,
        stated=True,
        gain=gain,
        error=(low + high) / 2 - math.log(found.observed / (found.observed - gain)),
        covered=limits[0] <= gain <= limits[1],
        concluded=(low > 0) - (high < 0),
    )


def _territory(view: View, days: str, truth: Truth) -> str:
    """The map on which the truth has a wave: an unchanged province stands on both."""
    return next(t for t in ("63", "34", "") if (view.place.slug, t, days) in truth)


def lines(cases: list[Case], skipped: Counter[str]) -> Iterator[str]:
    yield f"{'method':12} stated withheld    bias   rmse coverage concluded wrong"
    for method in ("triple", "takes_part", "placebo"):
        group = [case for case in cases if case.method == method]
        stated = [case for case in group if case.stated]
        if stated:
            errors = np.array([case.error for case in stated])
            yield (
                f"{method:12} {len(stated):6d} {len(group) - len(stated):8d} {errors.mean():+7.3f} "
                f"{np.sqrt((errors**2).mean()):6.3f} "
                f"{np.mean([case.covered for case in stated]):8.3f} "
                f"{np.mean([case.concluded != 0 for case in stated]):9.3f} "
                f"{sum(case.wrong for case in stated):5d}"
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
