"""The ways to make the same reports. Each returns seconds for one report."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from projects import CHAPTERS, ROOT

Report = tuple[str, str]
NOTEBOOKS = ROOT / "notebooks"
BIN = Path(sys.executable).parent


def parameters(report: Report) -> dict[str, str | None]:
    province, period = report
    return {
        "province": province,
        "period": period,
        "as_of": None,
        "language": "vi",
        "data": "../data/published",
    }


def api_pool(reports: list[Report], cores: int) -> float:
    """Papermill's API with cold kernels in a pool; imports and exporters are there already."""
    with ProcessPoolExecutor(cores, get_context("spawn")) as pool:
        list(pool.map(_import, range(cores)))
        clock = time.perf_counter()
        list(pool.map(_one_by_api, reports))
        return (time.perf_counter() - clock) / len(reports)


def hot_cells(reports: list[Report]) -> float:
    """The cells alone in a process that has run them before; divide by the cores."""
    code = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
    code += f"from methods import _hot; _hot({reports!r})"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=NOTEBOOKS, capture_output=True, text=True, check=True
    )
    return float(ran.stdout.splitlines()[-1])


def _import(_: int) -> None:
    from doanvien.export.pages.page import render_page
    from doanvien.export.reading.document import Document

    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    __import__("papermill")
    render_page(Document((), None, "vi"))
    time.sleep(0.5)  # so that every process of the pool gets one


def _one_by_api(report: Report) -> None:
    import papermill

    from doanvien.export.excel.workbook import render_workbook
    from doanvien.export.pages.page import render_page
    from doanvien.export.reading.chapters import read_document

    with tempfile.TemporaryDirectory() as folder:
        executed = [
            papermill.execute_notebook(
                NOTEBOOKS / f"{chapter}.ipynb",
                Path(folder) / f"{chapter}.ipynb",
                parameters=parameters(report),
                cwd=NOTEBOOKS,
                progress_bar=False,
            )
            for chapter in CHAPTERS
        ]
        document = read_document(executed, list(CHAPTERS))
        (Path(folder) / "page.html").write_text(render_page(document), encoding="utf-8")
        (Path(folder) / "book.xlsx").write_bytes(render_workbook(document))


def _hot(reports: list[Report]) -> None:
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    shell = InteractiveShell.instance()
    chapters = [
        json.loads((NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
        for name in CHAPTERS
    ]
    for _ in range(2):  # the second time it is hot
        clock = time.perf_counter()
        for report in reports:
            for cells in chapters:
                shell.reset(new_session=False)
                with capture_output():
                    for cell in cells:
                        if cell["cell_type"] == "code":
                            shell.run_cell("".join(cell["source"])).raise_error()
                            if "parameters" in cell["metadata"].get("tags", ()):
                                shell.user_ns.update(parameters(report))
        seconds = (time.perf_counter() - clock) / len(reports)
    print(seconds)
