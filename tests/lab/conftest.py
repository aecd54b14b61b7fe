"""JupyterLab as `make lab` starts it, on a copy of the notebooks that a test may change."""

import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from playwright.sync_api import APIResponse, Browser, Locator, Page, Route, expect

ROOT = Path(__file__).parents[2]
LAB_FOLDERS = ("SETTINGS", "WORKSPACES")
PATIENCE = 30_000  # milliseconds; a loaded machine is slow to start a kernel


OPEN = """async name => {
  const app = window.jupyterapp;
  await app.restored;
  // A changed notebook would ask whether to save it; a test does not answer.
  [...app.shell.widgets('main')].forEach(widget => widget.dispose());
  await app.serviceManager.sessions.shutdownAll();
  const opened = await app.commands.execute('docmanager:open', {path: name});
  await opened.context.ready;
  if (!name.endsWith('.ipynb')) return;
  await opened.sessionContext.ready;
  await opened.sessionContext.session.kernel.info;
}"""
WATCH_THE_END = """() => {
  window.ended = false;
  window.jupyterapp.commands.commandExecuted.connect((_, done) => {
    if (done.id === 'notebook:run-all-cells') done.result.finally(() => { window.ended = true; });
  });
}"""


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab and the project it works in."""

    address: str
    token: str
    root: Path

    def git(self, *words: str) -> str:
        done = subprocess.run(
            ["git", *words], cwd=self.root, capture_output=True, text=True, check=True
        )
        return done.stdout

    def saved(self, name: str) -> NotebookNode:
        return nbformat.read(self.root / "notebooks" / name, as_version=4)


class Desk:
    """One browser window on the lab, with what a person does in it."""

    def __init__(self, lab: Lab, page: Page) -> None:
        self.lab, self.page = lab, page
        self.exported: list[APIResponse] = []
        # An export opens a tab that is gone as soon as its download begins.
        page.context.route("**/nbconvert/*/**", self._pass_on)

    def open(self, name: str) -> None:
        """Open a file as a double click does, everything else being closed and stopped."""
        if "/lab" not in self.page.url:
            self.page.goto(f"{self.lab.address}/lab?reset&token={self.lab.token}")
            self.page.wait_for_function("window.jupyterapp?.started", timeout=PATIENCE)
        self.page.evaluate(OPEN, name)

    def menu(self, *entries: str) -> None:
        """Choose an entry of the menus by its path of names."""
        self.page.bring_to_front()  # nothing moves in a tab behind another
        bar, *inner, last = entries
        self.page.locator("#jp-MainMenu").get_by_text(bar, exact=True).click()
        for entry in inner:
            self.entry(entry).hover()
        self.entry(last).click()

    def entry(self, name: str) -> Locator:
        return self.page.locator(".lm-Menu-itemLabel").get_by_text(name, exact=True)

    def run_all(self) -> None:
        """Run all cells; returns when the kernel is through with them or one showed an error."""
        self.page.evaluate(WATCH_THE_END)
        self.menu("Run", "Run All Cells")
        self.page.wait_for_function("window.ended", timeout=PATIENCE)

    @property
    def notebook(self) -> Locator:
        return self.page.locator(".jp-NotebookPanel:visible .jp-Notebook")

    @property
    def errors(self) -> Locator:
        return self.notebook.locator(".jp-OutputArea-output[data-mime-type*=stderr]")

    def export(self, label: str, folder: Path, bar: str = "File") -> Path:
        """Export by the menu; the file as it was downloaded, under the name that it came with."""
        self.exported.clear()
        self.menu(bar, "Save and Export Notebook As", label)
        deadline = time.monotonic() + PATIENCE / 1000
        while not self.exported and time.monotonic() < deadline:
            self.page.wait_for_timeout(20)  # lets the browser tell what happened
        (response,) = self.exported
        named = re.search(r"filename\*=utf-8''(\S+)", response.headers["content-disposition"], re.I)
        path = folder / named[1]
        path.write_bytes(response.body())
        return path

    def _pass_on(self, route: Route) -> None:
        response = route.fetch()
        self.exported.append(response)
        route.fulfill(response=response)


@pytest.fixture(scope="module")
def lab(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    root = _project(tmp_path_factory.mktemp("lab"))
    token = secrets.token_hex(16)
    options = "--no-browser --ip=127.0.0.1 --port=0 --allow-root --expose-app-in-browser "
    options += f"--IdentityProvider.token={token}"
    own = {f"JUPYTER_{what}_DIR": str(root / ".jupyter" / what) for what in ("CONFIG", "RUNTIME")}
    own |= {f"JUPYTERLAB_{what}_DIR": str(root / ".jupyter" / what) for what in LAB_FOLDERS}
    server = subprocess.Popen(
        ["make", "lab", f"BIN={Path(sys.executable).parent}", "READY=", f"OPTIONS={options}"],
        cwd=root,
        env={**os.environ, **own},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield Lab(_address(server), token, root)
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


@pytest.fixture(scope="module")
def desk(lab: Lab, browser: Browser) -> Iterator[Desk]:
    expect.set_options(timeout=PATIENCE)
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, accept_downloads=True)
    yield Desk(lab, context.new_page())
    context.close()


def _project(root: Path) -> Path:
    """A git checkout with its own notebooks; data, library and environment are the real ones."""
    shutil.copytree(
        ROOT / "notebooks",
        root / "notebooks",
        ignore=shutil.ignore_patterns(".ipynb_checkpoints"),
    )
    for name in ("Makefile", ".gitattributes"):
        shutil.copy(ROOT / name, root)
    for name in ("data", "src"):
        (root / name).symlink_to(ROOT / name)
    (root / ".venv").mkdir()
    (root / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    (root / "params").mkdir()
    (root / "output").mkdir()
    project = Lab("", "", root)
    project.git("init", "--quiet")
    project.git("add", "notebooks", ".gitattributes")
    project.git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-qm", "all")
    return root


def _address(server: subprocess.Popen[str]) -> str:
    """Where the server listens; its log is read on, so that it never waits for a reader."""
    assert server.stderr is not None
    log = []
    for line in server.stderr:
        log.append(line)
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            threading.Thread(target=lambda: [None for _ in server.stderr], daemon=True).start()
            return found[0]
    raise AssertionError("JupyterLab did not start:\n" + "".join(log))
