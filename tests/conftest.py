"""What holds for every test: a browser, and a project small enough to be built in a test."""

import json
import os
import shutil
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from doanvien.present.shown import session
from doanvien.reference.languages import NOTEBOOKS_IN
from doanvien.reference.provinces import TERRITORY_CHANGE, find_province
from doanvien.simulate import simulate

# No test is about time: a busy machine must not make one fail.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a test that did not run for want of a browser, of LibreOffice or of pango is a failure:
    nobody would see that it was skipped."""
    report = yield
    needs = [name for name in ("browser", "office", "pdf") if item.get_closest_marker(name)]
    if report.skipped and os.environ.get("CI") == "true" and needs:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: skipped, but CI must run every {needs[0]} test."
    return report


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What tests work out is not kept in the folder of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
            patch.setenv(name, str(tmp_path_factory.getbasetemp() / "cache"))
        yield


@pytest.fixture(autouse=True)
def in_vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report that another test opened, or was refused, is not the last one of this test."""
    monkeypatch.setattr(session, "_language", NOTEBOOKS_IN)
    monkeypatch.setattr(session, "_cutoff", None)
    monkeypatch.setattr(session, "_refused", False)


@pytest.fixture(scope="session")
def simulated_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A simulated data set of an unchanged, a merged and a large province; tests only read it."""
    folder = tmp_path_factory.mktemp("simulated") / "data"
    slugs = ("ha-tinh", "khanh-hoa", "ho-chi-minh")
    places = [find_province(slug, TERRITORY_CHANGE) for slug in slugs]
    simulate(folder, seed=1, provinces=places)
    return folder


BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """An installed Chromium or Chrome, without window. It ends with the tests of a file: as long as
    Playwright runs, an event loop does, and no test of another file could start its own."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip(f"no browser: none of {', '.join(BROWSERS)} is on the PATH")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


PARAMETERS = """\
province = "ha-noi"  # slug
period = "2022H1"
as_of = None
language = "vi"
data = "../data/tiny"
"""

SHARED_TABLES = {
    "targets.csv": "province,territory,unit,indicator,period_start,period_end,low,high,rule,"
    "assigned_by,source,note",
    "campaigns.csv": "province,territory,unit,name,start,end,indicator,result_start,result_end,"
    "value,source,note",
    "percentages.csv": "province,territory,unit,indicator,period_start,period_end,value,printed,of,"
    "base_indicator,base,assigned_by,source,note",
    "sources.csv": "source,publisher,title,url,published_on,kind\n"
    "s1,LĐLĐ,Báo cáo,,2022-07-21,original",
}
HEAD = "title: Hai\ndata: data/tiny\nnotebooks: [chapter]\n"
FIGURES = "province,territory,unit,indicator,period_start,period_end,value,qualifier,source,note"


@dataclass(frozen=True)
class TinyProject:
    """A project with the data set data/tiny and whatever notebooks and batches a test adds."""

    root: Path

    def write(self, path: str, text: str) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def notebook(self, name: str, *code: str, parameters: str = PARAMETERS) -> Path:
        """A notebook of a heading, the parameters (none if empty), and one code cell for each."""
        import nbformat
        from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

        cells = [new_markdown_cell(f"# {name}", id="heading")]
        if parameters:
            tags = {"tags": ["parameters"]}
            cells.append(new_code_cell(parameters, id="parameters", metadata=tags))
        cells += [new_code_cell(text, id=f"code-{at}") for at, text in enumerate(code)]
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        file = self.root / "notebooks" / f"{name}.ipynb"
        nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), file)
        return file

    def batch(self, reports: str, head: str = HEAD) -> Path:
        """params/two.yaml: a head that is right, then the lines given."""
        return self.write("params/two.yaml", head + reports)

    def figures(self, slug: str, *rows: str) -> Path:
        """Figures of a province; a row starts at the column `territory`."""
        lines = [FIGURES, *(f"{slug},{row}" for row in rows)]
        return self.write(f"data/tiny/figures/{slug}.csv", "\n".join(lines) + "\n")


@pytest.fixture(scope="session")
def records() -> Callable[[Path], dict[str, Any]]:
    """Reads the manifest of a batch's folder: report id → record as JSON."""

    def read(folder: Path) -> dict[str, Any]:
        files = sorted((folder / "manifest").glob("*.json"))
        return {
            file.stem.replace("_", "/"): json.loads(file.read_text(encoding="utf-8"))
            for file in files
        }

    return read


@pytest.fixture(scope="session")
def make_tiny() -> Callable[[Path], TinyProject]:
    """Makes the project of `tiny` in an empty folder, for tests that share one."""
    return _make_tiny


@pytest.fixture
def tiny(tmp_path: Path) -> TinyProject:
    """Two provinces with figures for the first half of 2022, one trivial notebook, no batch."""
    return _make_tiny(tmp_path)


def _make_tiny(root: Path) -> TinyProject:
    project = TinyProject(root)
    for folder in ("notebooks", "params", "output"):
        (root / folder).mkdir()
    project.write(
        "data/tiny/dataset.yaml",
        "title: Số liệu thử\nstatus: simulated\nterms: không\nowner: thử\nupdated: 2026-11-21\n",
    )
    for name, text in SHARED_TABLES.items():
        project.write(f"data/tiny/{name}", text + "\n")
    for slug in ("ha-noi", "lao-cai"):
        project.figures(slug, ",,members_new,2022-01-01,2022-05-31,1128,exact,s1,")
    project.notebook("chapter", "print(province)")
    return project
