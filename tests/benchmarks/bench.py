"""Measure `doanvien build` against the usual ways and its goals, on the same notebooks and figures.

    python tests/benchmarks/bench.py [--rounds 3] [--reports 34] [--few 2] [--many 1000]
                                     [--base FOLDER] [--out FILE]

Every round measures each way once, so that whatever else the machine does falls on all of them:
`doanvien build`, papermill's API in a pool of processes, and the cells alone in a process that has
run them before; the last two on every so-many-th of the reports. `--base FOLDER` measures the
`doanvien build` of another checkout too, which has its own `.venv`. Small reports, so many and 30
of them, are made once, as is the whole simulated country (`params/demo.yaml`) and its overview
alone. The table has medians over the rounds, and what each was to be. Of a machine that does other
things besides, only ratios and processor seconds say something.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from methods import BIN, api_pool, hot_cells
from projects import ROOT, demo_project, real_project, small_project
from province_speed import medians
from tree import Run, run_and_watch

from doanvien.batch.record.inputs import versions

LARGEST = "ho-chi-minh"
OVERVIEW = "toan-quoc/2026Q3"


@dataclass(frozen=True)
class Row:
    """One line of the table; `found` is to be at least, or at most, `goal` (None: no goal)."""

    what: str
    found: float
    unit: str
    goal: float | None = None
    at_least: bool = False

    @property
    def verdict(self) -> str:
        if self.goal is None:
            return ""
        reached = self.found >= self.goal if self.at_least else self.found <= self.goal
        return "ok" if reached else "MISSED"

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        goal = "" if self.goal is None else f"{sign} {self.goal:g}"
        return f"{self.what:<56}{self.found:>9.2f} {self.unit:<3}{goal:>8}  {self.verdict}"


def main() -> None:
    asked = _arguments()
    cores = os.cpu_count() or 1
    # The country first: it simulates the data set where there is none.
    country = _demo(cores)
    rows = [*_real(asked, cores), *_small(asked.many, cores), _largest(), *country]
    print(f"{'':<56}{'measured':>9}    {'goal':>8}", *rows, sep="\n")
    result = {"cores": cores, "rows": [asdict(row) for row in rows], "versions": versions()}
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(asked.out)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--reports", type=int, default=34)
    parser.add_argument("--few", type=int, default=2)
    parser.add_argument("--many", type=int, default=1000)
    parser.add_argument("--base", type=lambda text: Path(text).resolve(), default=None)
    parser.add_argument("--out", type=Path, default=ROOT / "output" / "benchmark.json")
    return parser.parse_args()


def _real(asked: argparse.Namespace, cores: int) -> list[Row]:
    """Reports of five chapters on published figures, each way in turn."""
    builds: list[Run] = []
    bases: list[Run] = []
    api: list[float] = []
    hot: list[float] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder, base = Path(scratch) / "build", Path(scratch) / "base"
        folder.mkdir()
        reports = real_project(folder, asked.reports, other=asked.base)
        if asked.base:
            base.mkdir()
            real_project(base, asked.reports, asked.base, other=ROOT)
        sample = reports[:: max(1, len(reports) // asked.few)][: asked.few]
        for number in range(asked.rounds):
            builds.append(_build(folder, cores, "--force"))
            if asked.base:
                own = asked.base / ".venv" / "bin"
                bases.append(_build(base, cores, "--force", bin_folder=own))
            api.append(api_pool(sample * cores, cores))
            hot.append(hot_cells(sample) / cores)
            print(f"round {number + 1} of {asked.rounds}", file=sys.stderr)
        unchanged = median(_build(folder, cores).seconds for _ in range(asked.rounds))
    count = len(reports)
    one, cpu = (median(found) / count for found in zip(*map(_times, builds), strict=True))
    slower = f"papermill's API in a pool, {median(api):.2f} s a report, ÷ build"
    rows = [
        Row(f"seconds a report, {count} reports, {cores} at a time", one, "s"),
        Row("processor seconds a report", cpu, "s"),
        Row(slower, median(api) / one, "×", 10, at_least=True),
        Row(f"build ÷ the cells alone, {median(hot):.2f} s a report", one / median(hot), "×", 1.25),
        Row(f"{count} reports again, nothing changed", unchanged, "s", 1),
        Row("memory of the whole tree", max(run.peak for run in builds), "MB"),
    ]
    if bases:
        of_base = median(run.cpu for run in bases) / count
        told = f"the other checkout, {of_base:.2f} processor seconds a report, ÷ build"
        rows.append(Row(told, of_base / cpu, "×", 2, at_least=True))
    return rows


def _times(run: Run) -> tuple[float, float]:
    return run.seconds, run.cpu


def _small(many: int, cores: int) -> list[Row]:
    """Small reports: what each takes, and whether many take more each than few."""
    runs = {count: _small_run(count, cores) for count in (30, many) if count}
    goals = {many: 0.1}  # of 30 the start of the build is most
    return [
        row
        for count, run in runs.items()
        for row in (
            Row(f"one of {count} small reports", run.seconds / count, "s", goals.get(count)),
            Row("  memory of the whole tree", run.peak, "MB"),
        )
    ]


def _small_run(count: int, cores: int) -> Run:
    with tempfile.TemporaryDirectory() as scratch:
        small_project(Path(scratch), count)
        return _build(Path(scratch), cores)


def _largest() -> Row:
    rows, _, _, processor = medians(ROOT / "data" / "simulated", LARGEST)
    told = f"reading and measuring the largest province, {rows:.0f} rows"
    return Row(told, processor, "s", 0.3)


def _demo(cores: int) -> list[Row]:
    """The whole simulated country, and its overview alone."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        provinces = demo_project(folder)
        whole = _build(folder, cores, "--force")
        _build(folder, cores, "--force", "--only", OVERVIEW)
        record = folder / "output" / "bench" / "manifest" / f"{OVERVIEW.replace('/', '_')}.json"
        overview = json.loads(record.read_text(encoding="utf-8"))["seconds"]
    return [
        Row(f"overview of {provinces} simulated provinces", overview, "s", 6),
        Row(f"`make demo` after simulation, {cores} at a time", whole.seconds, "s", 45),
        Row("  processor seconds of it", whole.cpu, "s"),
    ]


def _build(folder: Path, cores: int, *options: str, bin_folder: Path = BIN) -> Run:
    command = [str(bin_folder / "doanvien"), "build", "bench", "--jobs", str(cores), *options]
    return run_and_watch(command, folder)


if __name__ == "__main__":
    main()
