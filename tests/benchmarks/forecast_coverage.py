"""Do forecasts of a year hold what they say, and beat the usual ways? On simulated countries.

    nice .venv/bin/python tests/benchmarks/forecast_coverage.py
        [--worlds usual steady half double] [--seeds 1 2 3] [--months 1 … 11] [--rivals FOLDER]

Each province (a merged one with the sums of its predecessors) is forecast at the end of January to
November of 2022 to 2026, as a report of that day would, from what was counted by then. Beside the
forecast of the reports stand the one that they had before (`before`: own level and season,
Student's interval), last year's remaining months (`naive`), what is counted ÷ the usual share
(`ladder`), and, for new members and unions, AutoETS and Theta of statsforecast on the monthly
series, the months foretold added up; with + their widths are added, without it their variances.

For each: mean absolute percentage error, share of 80 % intervals that held the result in all, by
calendar year and by quarter of origin, and the interval score (Gneiting and Raftery 2007) ÷ result.
A result of 0 is left out of what is divided; net growth, which may be about 0, is divided by what
came and went. `given` is how many forecasts a report would show: not those whose upper limit is
over twice the lower one; error, coverage and score are those of all.

The country's movement from year to year is the simulator's own: `steady` has none, `half` and
`double` so much of it.

statsforecast is no development tool of the project, because it comes with pandas below version 3.
It runs beside ours without what it asks for:

    .venv/bin/pip install --no-deps --target FOLDER statsforecast coreforecast utilsforecast \\
        fugue triad adagio fsspec patsy statsmodels threadpoolctl cloudpickle tqdm pyarrow

`±` is the standard error of the mean of the seeds. The country's movement is the same in all of
them, so a calendar year remains one draw of it.

Exit status 1 where a goal is missed (usual world): coverage from 78 to 82 % in each calendar year
and each quarter of origin, where it is farther off than two of these errors; interval score at most
half of `before` for unions and 85 % for members, error below that of every rival for both.
"""

from __future__ import annotations

import argparse
import sys
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from forecast_rivals import Interval, Rival, library_rivals, own_rivals

from doanvien.measures.series.flow import Flow
from doanvien.measures.series.flows import FlowSeries
from doanvien.measures.series.stocks import Stock
from doanvien.measures.series.years import years_of
from doanvien.measures.targets.forecast import foretell
from doanvien.measures.targets.together import pooled, reorganised
from doanvien.reference.indicators import indicator
from doanvien.reference.places import TERRITORY_CHANGE
from doanvien.reference.provinces import provinces_on
from doanvien.simulate.invented.months import all_months
from doanvien.simulate.invented.place import simulate_family
from doanvien.simulate.invented.world import WORLDS, World

CODES = (
    *("members_new", "grassroots_unions_new", "elite_members_introduced", "members_net_growth"),
)
LEVELS = ("members_total",)
OURS = "report"
BEFORE = "before"
FIRST_JUDGED = 2022  # three years are the least that a forecast needs
COVERAGE = (0.78, 0.82)
STANDARD_ERRORS = 2.0
SCORE = {"members_new": 0.85, "grassroots_unions_new": 0.50}  # at most so much of the former one


@dataclass(frozen=True)
class Simulated:
    """The whole of a province, month by month: a `Ledger`."""

    flows: Mapping[str, FlowSeries]
    stocks: Mapping[str, tuple[Stock, ...]]

    def flow(self, code: str, unit: str = "") -> FlowSeries:
        return self.flows[code]

    def stock(self, code: str, unit: str = "") -> tuple[Stock, ...]:
        return self.stocks[code]


def country(seed: int, world: World) -> list[Simulated]:
    """The 34 provinces, each with the sums of those merged in it."""
    months = all_months()
    found = []
    for place in provinces_on(TERRITORY_CHANGE):
        former, present = simulate_family(place, seed, world)

        def whole(of: str, code: str, former=former, present=present) -> list[int]:
            before = sum(getattr(old.account, of)[code].sum(axis=0) for old in former)
            after = getattr(present.account, of)[code].sum(axis=0)
            return [*before.tolist(), *after.tolist()]

        flows = {
            code: FlowSeries(
                tuple(
                    Flow(month.start, month.end, value)
                    for month, value in zip(months, whole("flows", code), strict=True)
                )
            )
            for code in CODES
        }
        stocks = {
            code: tuple(
                Stock(month.end, value, "exact", "sim")
                for month, value in zip(months, whole("stocks", code), strict=True)
            )
            for code in LEVELS
        }
        found.append(Simulated(flows, stocks))
    return found


def monthly(ledger: Simulated, code: str) -> np.ndarray:
    """Counts by year and month."""
    values = [flow.value for flow in ledger.flow(code).flows]
    return np.array(values, dtype=float).reshape(-1, 12)


def cases(
    provinces: list[Simulated], code: str, rivals: Mapping[str, Rival], months: Sequence[int]
) -> Iterator[dict]:
    """A row for each forecast of each way."""
    places = years_of(provinces, code, date(2026, 12, 31))
    assert places is not None
    counts = [monthly(ledger, code) for ledger in provinces]
    # Net growth may be nought: it is held against all that came and went.
    gross = [monthly(ledger, indicator(code).counterpart or code) for ledger in provinces]
    for year in (year for year in places.years if year >= FIRST_JUDGED):
        at = places.years.index(year)
        for month in months:
            day = (month, 31)
            common = None if reorganised(code, year, day) else pooled(places, code, year, day)
            for number, own in enumerate(counts):
                actual = float(own[at].sum())
                base = actual
                if indicator(code).signed:
                    base = float(2 * gross[number][at].sum() - actual)
                head = {"code": code, "year": year, "month": month, "actual": actual, "base": base}
                if common is not None:
                    one = np.arange(len(counts)) == number
                    found = foretell(places.of(one), common, year, day)
                    assert found is not None
                    yield _case(head, OURS, found.central, (found.low, found.high), found.wide)
                for name, rival in rivals.items():
                    yield _case(head, name, *rival(own, at, month))


def _case(
    head: dict, way: str, central: float, interval: Interval, wide: bool = False
) -> dict[str, object]:
    actual, base = head["actual"], head["base"]
    row = {**head, "way": way, "given": float(not wide), "held": np.nan, "score": np.nan}
    row["error"] = abs(central - actual) / base if base else np.nan
    if interval is not None:
        low, high = interval
        missed = max(low - actual, 0.0, actual - high)
        row["held"] = float(low <= actual <= high)
        row["score"] = (high - low + 10 * missed) / base if base else np.nan
    return row


def summary(rows: pd.DataFrame) -> pd.DataFrame:
    """A line for each indicator and way."""
    groups = rows.groupby(["code", "way"], sort=False)
    table = groups.agg(
        n=("error", "size"),
        error=("error", "mean"),
        held=("held", "mean"),
        score=("score", "mean"),
        given=("given", "mean"),
    )
    by_year = rows.pivot_table("held", ["code", "way"], "year")
    by_quarter = rows.pivot_table("held", ["code", "way"], "quarter")
    return table.join(by_year).join(by_quarter)


def by_chance(rows: pd.DataFrame) -> pd.DataFrame:
    """Standard errors of the coverage of our forecasts, by indicator and year or quarter: of the
    mean over the seeds. NaN with a single seed.
    """
    ours = rows[rows["way"] == OURS]
    errors = [
        ours.pivot_table("held", ["code", column], "seed").sem(axis=1).unstack()
        for column in ("year", "quarter")
    ]
    return pd.concat(errors, axis=1).loc[list(CODES)]


def missed(table: pd.DataFrame, chance: pd.DataFrame) -> Iterator[str]:
    """The goals that are missed, a line each."""
    for code in CODES:
        ours = table.loc[(code, OURS)]
        for column, held in ours[chance.columns].dropna().items():
            off = STANDARD_ERRORS * np.nan_to_num(chance.loc[code, column])
            if not COVERAGE[0] - off <= round(held, 3) <= COVERAGE[1] + off:
                yield f"{code}: coverage {held:.1%} in {column}, goal 78–82 %"
        if code in SCORE:
            part = ours["score"] / table.loc[(code, BEFORE), "score"]
            if part > SCORE[code]:
                yield f"{code}: interval score {part:.0%} of the former, goal {SCORE[code]:.0%}"
            for way, line in table.loc[code].iterrows():
                if way != OURS and line["error"] <= ours["error"]:
                    yield f"{code}: {way} has an error of {line['error']:.1%}, not above ours"


def run(world: str, seeds: Iterable[int], months: Sequence[int], *, library: bool) -> pd.DataFrame:
    rows: list[dict] = []
    for seed in seeds:
        provinces = country(seed, WORLDS[world])
        for code in CODES:
            rivals = own_rivals(signed=indicator(code).signed)
            rivals |= library_rivals() if library and code in SCORE else {}
            rows += ({"seed": seed, **row} for row in cases(provinces, code, rivals, months))
    found = pd.DataFrame(rows)
    return found.assign(quarter="Q" + ((found["month"] + 2) // 3).astype(str))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--worlds", nargs="+", default=["usual", "steady", "half", "double"])
    parser.add_argument("--seeds", nargs="+", type=int, default=[1, 2, 3])
    parser.add_argument("--months", nargs="+", type=int, default=list(range(1, 12)))
    parser.add_argument("--rivals", type=Path, help="folder with statsforecast")
    options = parser.parse_args()
    if options.rivals:
        sys.path.append(str(options.rivals))
    if not library_rivals():
        print("AutoETS and Theta are left out: statsforecast is not installed (see above).")
    warnings.filterwarnings("ignore", module="statsforecast")
    wrong: list[str] = []
    for world in options.worlds:
        rows = run(world, options.seeds, options.months, library=world == "usual")
        table, chance = summary(rows), by_chance(rows)
        shares = {name: "{:.1%}".format for name in table if name not in ("n", "score")}
        print(f"\n{world}, seeds {', '.join(map(str, options.seeds))}")
        print(table.to_string(formatters={**shares, "score": "{:.3f}".format}))
        print("±", chance.to_string(float_format="{:.1%}".format), sep="\n")
        found = list(missed(table, chance))
        print(*(f"missed: {line}" for line in found), sep="\n")
        wrong += found if world == "usual" else []
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
