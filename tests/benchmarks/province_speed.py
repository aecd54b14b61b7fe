"""How long the full detail of one province takes: reading it, and everything its report measures.

    doanvien simulate --out data/simulated --seed 1
    .venv/bin/python tests/benchmarks/province_speed.py [data/simulated]

Goal: 0,3 s in a process that has everything imported, however many other provinces the data set
holds. Measured are the largest province, a merged and an unchanged one of usual size, each from the
whole data set and from one cut down to these three. Exit status 1 where one misses the goal in the
time of the processor too, which other work on the machine does not lengthen.
"""

from __future__ import annotations

import csv
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from doanvien.chapters.targets.outlook import forecasts_of
from doanvien.data.layout import figures_name, slugs_read
from doanvien.data.province import read_province
from doanvien.data.rules.schema import SHARED_FILES
from doanvien.measures.checks.checks import checks
from doanvien.measures.growth.balance import quarterly_accounts
from doanvien.measures.growth.change import level_changes
from doanvien.measures.growth.parts import parts
from doanvien.measures.growth.since import movements, revisions, target_movements
from doanvien.measures.growth.units import units_of
from doanvien.measures.targets.forecast import coverage
from doanvien.measures.targets.league import leagues
from doanvien.measures.targets.scenarios import scenarios
from doanvien.present.report import Report
from doanvien.reference.scope import report_scope

PERIOD = "2026Q3"
PROVINCES = ("ho-chi-minh", "khanh-hoa", "ha-tinh")
GOAL = 0.3
REPEATS = 5


def read(folder: Path, slug: str) -> Report:
    return Report(read_province(folder, report_scope(slug, PERIOD)))


def measure(report: Report) -> None:
    """Every measure that a chapter of the report asks for, once."""
    for place in report.places:
        _ = place.growth, place.waves, place.wave_effects, place.workloads, place.printed
        view, targets = place.view, place.targets
        quarterly_accounts(view.history, view.cutoff)
        level_changes(view.history, view.period, view.cutoff, None)
        parts(view.history, view.period, view.cutoff)
        units_of(view)
        checks(view)
        movements(view)
        revisions(view)
        leagues(view, targets)
        target_movements(view, targets.of_province)
        for attainment in targets.of_province:
            scenarios(view, attainment)
    for place, measured, forecast in forecasts_of(report):
        coverage(place.view, measured.code, forecast.day.year)


def excerpt(whole: Path, folder: Path) -> None:
    """The data set with the measured provinces and their predecessors only."""
    slugs = {slug for province in PROVINCES for slug in slugs_read(province)}
    (folder / "figures").mkdir(parents=True)
    shutil.copy(whole / "dataset.yaml", folder)
    for slug in slugs:
        shutil.copy(whole / figures_name(slug), folder / "figures")
    for name in SHARED_FILES:
        with (whole / name).open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header)
            writer.writerows(row for row in rows if name == "sources.csv" or row[0] in slugs)


def run(folder: Path, slug: str) -> tuple[int, float, float, float]:
    """Rows of figures; seconds of reading and of measuring; seconds of the processor for both."""
    begin, begin_processor = time.perf_counter(), time.process_time()
    report = read(folder, slug)
    between = time.perf_counter()
    measure(report)
    end, end_processor = time.perf_counter(), time.process_time()
    frames = (report.read.figures, report.read.other_territory, report.read.predecessors)
    return sum(map(len, frames)), between - begin, end - between, end_processor - begin_processor


def medians(folder: Path, slug: str) -> tuple[float, float, float, float]:
    """The same of several runs, in a process that has everything imported."""
    run(folder, slug)  # the first run pays for caches that stay
    rows, *seconds = zip(*(run(folder, slug) for _ in range(REPEATS)), strict=True)
    reading, measuring, processor = map(statistics.median, seconds)
    return rows[0], reading, measuring, processor


def main() -> int:
    whole = Path(sys.argv[1] if len(sys.argv) > 1 else "data/simulated")
    missed = 0
    print("province      data set          rows  reading  measures    whole  of the processor")
    with tempfile.TemporaryDirectory() as scratch:
        small = Path(scratch) / "data"
        excerpt(whole, small)
        for slug in PROVINCES:
            for folder, label in ((small, "3 provinces"), (whole, "all provinces")):
                rows, reading, measuring, processor = medians(folder, slug)
                total = reading + measuring
                missed += min(total, processor) > GOAL
                verdict = "ok" if min(total, processor) <= GOAL else "MISSED"
                print(
                    f"{slug:<14}{label:<14}{rows:>8.0f}{reading:>8.3f}s{measuring:>9.3f}s"
                    f"{total:>8.3f}s{processor:>17.3f}s  {verdict}"
                )
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
