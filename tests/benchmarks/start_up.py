"""How long an analyst waits: the first cell (imports), a whole notebook, and where imports go.

    .venv/bin/python tests/benchmarks/start_up.py [RUNS]

Each run is a kernel of its own (cold for Python, warm for the disk). Medians, because a machine
that others use too is noisy; `cpu` is what the kernel itself computed, start to end: where it is
far below `whole`, the machine was busy with something else. Aims on two cores: imports 2 s, a whole
notebook 5 s.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

import nbformat
from jupyter_client.manager import start_new_kernel

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
AIMS = {"imports": 2.0, "whole": 5.0}
LONGEST_TABLE = 15


def main(runs: int) -> None:
    print(f"median of {runs} runs, seconds{'kernel':>19}{'imports':>9}{'whole':>9}{'cpu':>9}")
    for path in sorted(NOTEBOOKS.rglob("*.ipynb")):
        if ".ipynb_checkpoints" in path.parts:
            continue
        seconds = [timed(path) for _ in range(runs)]
        kernel, imports, whole, cpu = map(statistics.median, zip(*seconds, strict=True))
        late = imports > AIMS["imports"] or whole > AIMS["whole"]
        mark = "  over the aim" if late else ""
        print(f"{path.stem:35}{kernel:9.2f}{imports:9.2f}{whole:9.2f}{cpu:9.2f}{mark}")
    print("\nimports of the library, milliseconds with all they import")
    for name, spent in import_times():
        print(f"{name:45}{spent:8.0f}")


def timed(path: Path) -> tuple[float, float, float, float]:
    """Seconds until the kernel answers, in the imports, from nothing to the last cell; its own."""
    cells = [c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]
    imports = "\n".join(re.findall(r"^from .*$", cells[1], re.M))
    begun = time.perf_counter()
    manager, kernel = start_new_kernel(cwd=str(path.parent))
    try:
        started = time.perf_counter()
        kernel.execute_interactive(imports, output_hook=lambda message: None)
        imported = time.perf_counter()
        for cell in cells:
            reply = kernel.execute_interactive(cell, output_hook=lambda message: None)
            assert reply["content"]["status"] == "ok", reply["content"]
        whole = time.perf_counter() - begun
        asked = {"cpu": "__import__('time').process_time()"}
        reply = kernel.execute_interactive("", user_expressions=asked)
        cpu = float(reply["content"]["user_expressions"]["cpu"]["data"]["text/plain"])
        return started - begun, imported - started, whole, cpu
    finally:
        kernel.stop_channels()
        manager.shutdown_kernel(now=True)


def import_times() -> list[tuple[str, float]]:
    """The slowest imports that opening a report needs beyond what every kernel has loaded."""
    code = "import ipykernel.kernelapp, sys; sys.stderr.write('BEGUN\\n'); import doanvien.present"
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", code], capture_output=True, text=True, check=True
    )
    lines = done.stderr.partition("BEGUN\n")[2].splitlines()
    found = [re.fullmatch(r"import time:\s+\d+ \|\s+(\d+) \| ( *)(\S+)", line) for line in lines]
    spent = [(m[3], int(m[1]) / 1000) for m in found if m and "._" not in m[3]]
    return sorted(spent, key=lambda entry: -entry[1])[:LONGEST_TABLE]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
