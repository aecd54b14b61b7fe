"""How often the 80 % interval of the forecast held, over every province of the simulated country.

    doanvien simulate --out data/simulated --seed 1
    .venv/bin/python tests/benchmarks/forecast_coverage.py [data/simulated]

Each earlier year of a province (a merged one with the sums of its predecessors) is forecast at
every month end from the years before it, as the notebook does. Goal: from 70 to 90 % for members;
exit status 1 where they lie outside. New unions and elite members are shown beside them: the
country tripled the new unions in 2024 and took 2,6 million members out in 2025. No earlier year
foretells that, and a notebook whose intervals held too rarely says so.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from doanvien.data.province import read_province
from doanvien.measures.series.view import views
from doanvien.measures.targets.forecast import coverage
from doanvien.reference.indicators import indicator
from doanvien.reference.provinces import provinces_on
from doanvien.reference.scope import report_scope

PERIOD = "2026Q3"
INDICATORS = (
    *("members_new", "members_net_growth", "grassroots_unions_new", "elite_members_introduced"),
)
JUDGED = ("members_new", "members_net_growth")
LEAST, MOST = 0.70, 0.90


def main() -> int:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "data/simulated")
    held = dict.fromkeys(INDICATORS, 0)
    judged = dict.fromkeys(INDICATORS, 0)
    shares: dict[str, list[float]] = {code: [] for code in INDICATORS}
    for place in provinces_on(date(2026, 9, 30)):
        view = views(read_province(folder, report_scope(place.slug, PERIOD)))[0]
        for code in INDICATORS:
            paths = view.years_before(code, "", view.period.start.year)
            holding, of = coverage(paths, signed=indicator(code).signed)
            held[code] += holding
            judged[code] += of
            shares[code] += [holding / of] if of else []
    missed = 0
    for code in INDICATORS:
        share = held[code] / judged[code] if judged[code] else 0.0
        inside = LEAST <= share <= MOST
        missed += code in JUDGED and not inside
        spread = f"provinces from {min(shares[code]):.0%} to {max(shares[code]):.0%}"
        verdict = "ok" if inside else "MISSED" if code in JUDGED else "outside"
        print(f"{code:<28}{held[code]:>6} of {judged[code]:>6}  {share:.1%}  {spread}  {verdict}")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
