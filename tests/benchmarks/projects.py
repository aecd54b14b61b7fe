"""Projects to measure in: the real notebooks on published figures, and many small reports."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from doanvien.data.dataset import provinces_with_figures
from doanvien.reference.calendar.periods import parse_period
from doanvien.reference.provinces import provinces_on

ROOT = Path(__file__).parents[2]
CHAPTERS = (
    *("headline", "membership_growth", "target_attainment", "campaign_waves"),
    "sources_and_checks",
)
PERIODS = ("2025H1", "2024", "2024H1", "2023", "2022H1", "2022", "2021", "2020")


def real_project(
    folder: Path, reports: int, root: Path = ROOT, other: Path | None = None
) -> list[tuple[str, str]]:
    """The batch `bench` of real chapters and figures; gives (province, period) of its reports.

    `root` is the checkout whose notebooks and figures they are; if there is an `other`, the reports
    are some that it has figures of, too.
    """
    for name in ("notebooks", "data", "constraints.txt"):
        (folder / name).symlink_to(root / name)
    found: list[tuple[str, str]] = []
    for code in PERIODS:
        period = parse_period(code)
        here, there = (
            provinces_with_figures(one / "data" / "published", period, period.end)
            for one in (root, other or root)
        )
        found += [(slug, code) for slug in here if slug in there]
    found = found[:reports]
    _write_batch(folder, "data/published", CHAPTERS, found)
    return found


def demo_project(folder: Path) -> int:
    """The batch `bench` as `params/demo.yaml` has it; gives how many provinces there are.

    The data set is simulated where it is not there yet, as `make demo` does.
    """
    data = ROOT / "data" / "simulated"
    if not (data / "dataset.yaml").is_file():
        simulate = [Path(sys.executable).parent / "doanvien", "simulate", "--seed", "1"]
        subprocess.run([*simulate, "--out", data], check=True, stdout=subprocess.DEVNULL)
    for name in ("notebooks", "data", "constraints.txt"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "params").mkdir()
    (folder / "params" / "bench.yaml").symlink_to(ROOT / "params" / "demo.yaml")
    period = parse_period("2026Q3")
    return len(provinces_with_figures(data, period, period.end))


def small_project(folder: Path, reports: int) -> None:
    """A batch `bench` of so many reports of one small chapter each."""
    data = folder / "data" / "small"
    (data / "figures").mkdir(parents=True)
    (data / "dataset.yaml").write_text(
        "title: Small\nstatus: simulated\nterms: none\nowner: bench\nupdated: 2026-11-21\n"
    )
    (folder / "constraints.txt").symlink_to(ROOT / "constraints.txt")
    parameters = 'province = "ha-noi"\nperiod = "2022H1"\nas_of = None\nlanguage = "vi"\ndata = ""'
    code = (
        "import pandas as pd\nfrom doanvien.notebook import show_table, show_text\n"
        "show_text(f'{province}, {period}')\n"
        "show_table(pd.DataFrame({'a': [1, 2]}), caption='Bảng nhỏ', name='small')"
    )
    cells = [
        new_markdown_cell("# Small", id="heading"),
        new_code_cell(parameters, id="parameters", metadata={"tags": ["parameters"]}),
        new_code_cell(code, id="code"),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    (folder / "notebooks").mkdir()
    notebook = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, folder / "notebooks" / "small.ipynb")
    places = [place.slug for place in provinces_on(parse_period("2022").end)]
    months = [f"{year}M{month:02}" for year in range(2024, 2009, -1) for month in range(1, 13)]
    wanted = [(slug, month) for month in months for slug in places][:reports]
    if len(wanted) < reports:
        raise ValueError(f"{len(wanted)} small reports are all there are, not {reports}")
    _write_batch(folder, "data/small", ("small",), wanted)


def _write_batch(
    folder: Path, data: str, chapters: tuple[str, ...], reports: list[tuple[str, str]]
) -> None:
    lines = [
        "title: Benchmark",
        f"data: {data}",
        f"notebooks: [{', '.join(chapters)}]",
        "reports:",
        *(f"  - {{province: {slug}, period: {period}}}" for slug, period in reports),
    ]
    (folder / "params").mkdir()
    (folder / "params" / "bench.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
