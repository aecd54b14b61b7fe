"""How long it takes to read and check a large file of figures, and a whole data set.

    doanvien simulate --out data/simulated --seed 1
    .venv/bin/python tests/benchmarks/reading_speed.py [data/simulated]

Goal: 0,15 s of the processor for the 43.000 rows of Hà Nội, read and checked for its report. Exit
status 1 where that is missed. The check of the whole data set, doubts included, is shown beside it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from doanvien.data import check_dataset, read_province
from doanvien.reference.scope import report_scope

SCOPE = report_scope("ha-noi", "2026Q3")
GOAL = 0.15
REPEATS = 9


def seconds(work: Callable[[], object], repeats: int) -> float:
    """The least seconds of the processor of some runs, after one that fills the caches."""
    found = []
    for _ in range(repeats + 1):
        begin = time.process_time()
        work()
        found.append(time.process_time() - begin)
    return min(found[1:])


def main() -> int:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "data/simulated")
    rows = len(read_province(folder, SCOPE).figures)
    one = seconds(lambda: read_province(folder, SCOPE), REPEATS)
    everything = seconds(lambda: check_dataset(folder), 1)
    print(f"ha-noi: {rows} rows read and checked in {one:.3f} s (goal {GOAL} s)")
    print(f"the whole data set checked in {everything:.1f} s")
    return int(one > GOAL)


if __name__ == "__main__":
    sys.exit(main())
