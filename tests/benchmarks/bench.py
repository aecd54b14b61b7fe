"""Measure `doanvien build` against the usual ways, interleaved, on the same notebooks and figures.

    python tests/benchmarks/bench.py [--rounds 3] [--reports 34] [--few 2] [--many 0] [--out FILE]
                                     [--base FOLDER]

Every round measures each way once, so that whatever else the machine does falls on all of them. The
table has medians over the rounds and ratios to `doanvien build`. (a), (b) and (c) are measured on
every so-many-th of the reports that `doanvien build` makes. `--many 1000` also makes 30 and then
so many small reports, and compares the seconds and the memory of one. `--base FOLDER` measures the
`doanvien build` of another checkout too, which has its own `.venv`; of a machine that does other
things besides, compare the processor seconds, which all the processes of a build took together.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path
from statistics import median

from methods import BIN, api_pool, cli_loop, hot_cells
from projects import ROOT, real_project, small_project
from tree import Run, run_and_watch

from doanvien.batch.record.inputs import versions


def main() -> None:
    asked = _arguments()
    cores = os.cpu_count() or 1
    seconds: dict[str, list[float]] = {"build": [], "cli": [], "api": [], "hot": []}
    cpu: dict[str, list[float]] = {"build": [], "base": []}
    runs: list[Run] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder, base = Path(scratch) / "build", Path(scratch) / "base"
        folder.mkdir()
        reports = real_project(folder, asked.reports)
        if asked.base:
            base.mkdir()
            real_project(base, asked.reports, asked.base)
            seconds["base"] = []
        sample = reports[:: max(1, len(reports) // asked.few)][: asked.few]
        for number in range(asked.rounds):
            runs.append(_build(folder, cores, "--force"))
            seconds["build"].append(runs[-1].seconds / len(reports))
            cpu["build"].append(runs[-1].cpu / len(reports))
            if asked.base:
                other = _build(base, cores, "--force", bin_folder=asked.base / ".venv" / "bin")
                seconds["base"].append(other.seconds / len(reports))
                cpu["base"].append(other.cpu / len(reports))
            seconds["api"].append(api_pool(sample * cores, cores))
            seconds["hot"].append(hot_cells(sample))
            seconds["cli"].append(cli_loop(sample[:1] if asked.few < 3 else sample[:2]))
            print(f"round {number + 1} of {asked.rounds}", file=sys.stderr)
        unchanged = [_build(folder, cores) for _ in range(asked.rounds)]
    result = _result(seconds, runs, unchanged, len(reports), cores)
    result["cpu_seconds_a_report"] = {
        way: [round(value, 3) for value in values] for way, values in cpu.items() if values
    }
    if asked.many:
        result["small"] = [_small(count, cores) for count in (30, asked.many)]
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    _print(result)
    print(asked.out)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--reports", type=int, default=34)
    parser.add_argument("--few", type=int, default=2)
    parser.add_argument("--many", type=int, default=0)
    parser.add_argument("--base", type=lambda text: Path(text).resolve(), default=None)
    parser.add_argument("--out", type=Path, default=ROOT / "output" / "benchmark.json")
    return parser.parse_args()


def _build(folder: Path, cores: int, *options: str, bin_folder: Path = BIN) -> Run:
    command = [str(bin_folder / "doanvien"), "build", "bench", "--jobs", str(cores), *options]
    return run_and_watch(command, folder)


def _small(count: int, cores: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as scratch:
        small_project(Path(scratch), count)
        run = _build(Path(scratch), cores)
    return {"reports": count, "seconds_a_report": run.seconds / count, "peak_mb": run.peak}


def _result(
    seconds: dict[str, list[float]], runs: list[Run], unchanged: list[Run], count: int, cores: int
) -> dict[str, object]:
    middle = {way: median(values) for way, values in seconds.items()}
    limit = middle["hot"] / cores
    return {
        "cores": cores,
        "reports": count,
        "seconds_a_report": {way: [round(v, 3) for v in values] for way, values in seconds.items()},
        "median_seconds_a_report": {way: round(value, 3) for way, value in middle.items()},
        "times_faster_than_cli": round(middle["cli"] / middle["build"], 2),
        "times_faster_than_api": round(middle["api"] / middle["build"], 2),
        "times_the_limit": round(middle["build"] / limit, 2),
        "peak_mb": round(max(run.peak for run in runs)),
        "unchanged_seconds": round(median(run.seconds for run in unchanged), 2),
        "versions": versions(),
    }


def _print(result: dict[str, object]) -> None:
    middle = result["median_seconds_a_report"]
    assert isinstance(middle, dict)
    rows = [
        ("(a) papermill and nbconvert, CLI", middle["cli"], f"{result['times_faster_than_cli']}"),
        ("(b) papermill API, cold pool", middle["api"], f"{result['times_faster_than_api']}"),
        ("    doanvien build", middle["build"], "1"),
        (
            f"(c) cells, hot, over {result['cores']} cores",
            round(middle["hot"] / int(str(result["cores"])), 3),
            f"1/{result['times_the_limit']}",
        ),
    ]
    print(f"{'seconds a report, medians':<36}{'seconds':>9}{'ratio':>9}")
    for name, value, ratio in rows:
        print(f"{name:<36}{value:>9}{ratio:>9}")
    cpu = result["cpu_seconds_a_report"]
    assert isinstance(cpu, dict)
    for way, values in cpu.items():
        print(f"processor seconds a report, {way}: {median(values):.3f}")
    if "base" in cpu:
        print(f"base / build: {median(cpu['base']) / median(cpu['build']):.2f}")
    print(f"{result['reports']} reports again, nothing changed: {result['unchanged_seconds']} s")
    print(f"peak memory of the whole tree: {result['peak_mb']} MB")
    small = result.get("small", [])
    assert isinstance(small, list)
    for run in small:
        print(
            f"{run['reports']} small reports: {run['seconds_a_report']:.2f} s each, "
            f"{run['peak_mb']:.0f} MB"
        )


if __name__ == "__main__":
    main()
