"""Measure what a report costs more on a cluster than by `doanvien build` alone, interleaved.

    python tests/benchmarks/cluster_overhead.py [--rounds 3] [--reports 34] [--many 0]

The cluster is one of this machine: a scheduler, and two workers that make one report at a time,
against `--jobs 2`. It stands before the clock starts, and has made a report. `--many 10000` also
makes so many small reports, once each way. From what one report alone takes longer by the cluster
follows the number of reports above which a second machine, as fast as this one, pays. Of a machine
that does other things besides, compare the processor seconds: those of the build, of scheduler and
workers, and of all that they started.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil
from distributed import Client
from methods import BIN
from projects import real_project, small_project

ADDRESS = "tcp://127.0.0.1:8798"


@dataclass(frozen=True)
class Cost:
    """Seconds a report, and those of processors."""

    seconds: float
    cpu: float


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--reports", type=int, default=34)
    parser.add_argument("--many", type=int, default=0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, _cluster(Path(scratch)) as processes:
        real = Path(scratch) / "real"
        real.mkdir()
        count = len(real_project(real, asked.reports))
        _compare("reports", real, count, asked.rounds, processes)
        if asked.many:
            small = Path(scratch) / "small"
            small.mkdir()
            small_project(small, asked.many)
            _compare("small reports", small, asked.many, 1, processes)


def _compare(
    what: str, folder: Path, count: int, rounds: int, processes: list[psutil.Process]
) -> None:
    ways = {"local": ["--jobs", "2"], "cluster": ["--scheduler", ADDRESS]}
    _build(folder, *ways["cluster"], "--limit", "2")
    costs: dict[str, list[Cost]] = {way: [] for way in ways}
    first: dict[str, list[float]] = {way: [] for way in ways}
    for number in range(rounds):
        for way, options in ways.items():
            clock = time.perf_counter()
            _build(folder, *options, "--force", "--limit", "1")
            first[way].append(time.perf_counter() - clock)
            clock, before = time.perf_counter(), _cpu(processes)
            _build(folder, *options, "--force")
            seconds, cpu = time.perf_counter() - clock, _cpu(processes) - before
            costs[way].append(Cost(seconds / count, cpu / count))
        print(f"round {number + 1} of {rounds}", file=sys.stderr)
    for way, found in costs.items():
        seconds = median(cost.seconds for cost in found)
        cpu = median(cost.cpu for cost in found)
        print(f"{count} {what}, {way}: {seconds:.3f} s and {cpu:.3f} s of processors each")
    for name in ("seconds", "cpu"):
        pairs = zip(costs["cluster"], costs["local"], strict=True)
        ratio = median(getattr(there, name) / getattr(here, name) for there, here in pairs)
        print(f"  cluster / local, {name}: {ratio:.2f}")
    later = median(first["cluster"]) - median(first["local"])
    spared = median(c.seconds for c in costs["local"]) - median(
        c.seconds / 2 for c in costs["cluster"]
    )
    print(
        f"  one report takes {later:.1f} s more; a second machine spares {spared:.3f} s a report,"
    )
    print(f"  so it pays above {max(0, later) / spared:.0f} {what}")


def _build(folder: Path, *options: str) -> None:
    command = [BIN / "doanvien", "build", "bench", *options]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def _cluster(folder: Path) -> Iterator[list[psutil.Process]]:
    """The scheduler and the workers while they run."""
    port = ADDRESS.rpartition(":")[2]
    commands = (
        ["scheduler", "--host", "127.0.0.1", "--port", port],
        *(["worker", ADDRESS, "--nthreads", "1"] for _ in range(2)),
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "dask", *command, "--no-dashboard"],
            env={**os.environ, "TMPDIR": str(folder)},
            stderr=subprocess.DEVNULL,
        )
        for command in commands
    ]
    try:
        with Client(ADDRESS, timeout=120, set_as_default=False) as client:
            client.wait_for_workers(2, 120)
        yield [psutil.Process(process.pid) for process in started]
    finally:
        # The scheduler last: a worker that loses it ends in its own time.
        for process in reversed(started):
            process.terminate()
            process.wait()


def _cpu(processes: list[psutil.Process]) -> float:
    """Of the builds that have ended, of these processes and of all that they started."""
    took = psutil.Process().cpu_times()
    total = float(took.children_user + took.children_system)
    for process in processes:
        for one in (process, *process.children(recursive=True)):
            times = one.cpu_times()
            total += times.user + times.system + times.children_user + times.children_system
    return total


if __name__ == "__main__":
    main()
