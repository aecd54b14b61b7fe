"""Every report and overview that a data set allows, read for numbers that cannot be quoted.

    python tests/benchmarks/quotable_sweep.py [DATA] [PERIOD …]

DATA is a folder (data/published unless said otherwise), PERIOD one of 2026Q3, 2025, …; without one,
every period that has a figure is read. Prints what is wrong with each report, then how many were
read. The suite reads the years and half-years of the published data set; this reads all of them,
and simulated ones. A published period takes about a second, a simulated one half a minute.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.reports.quotable import faults  # noqa: E402
from tests.reports.walk import OF_A_PLACE, read_once, run  # noqa: E402

from doanvien.data.available import available  # noqa: E402

COUNTRY = "toan-quoc"


def main(data: Path, periods: list[str]) -> int:
    """How many reports have a number that cannot be quoted."""
    known = available(data)
    asked = known[known["period"].isin(periods)] if periods else known
    wrong = 0
    for slug, period in sorted(set(zip(asked["province"], asked["period"], strict=True))):
        found = read(data, slug, period)
        wrong += bool(found)
        print(*(f"{slug} {period}: {fault}" for fault in found), sep="\n", end="\n" * bool(found))
    print(f"{len(asked)} reports read, {wrong} with a number that cannot be quoted")
    return wrong


def read(data: Path, slug: str, period: str) -> list[str]:
    """What is wrong with a report; of the country with its overview, too."""
    chapters = [*OF_A_PLACE, "national_overview"] if slug == COUNTRY else OF_A_PLACE
    about = {"province": slug, "period": period, "as_of": None, "language": "vi"}
    with read_once():
        pages = [run(name, **about, data=str(data)) for name in chapters]
    own, rest = pages[: len(OF_A_PLACE)], pages[len(OF_A_PLACE) :]
    return [*faults(own, data, slug), *faults(rest, data, slug)]


if __name__ == "__main__":
    folder, *rest = sys.argv[1:] or [ROOT / "data" / "published"]
    sys.exit(main(Path(folder).resolve(), [str(one) for one in rest]) > 0)
