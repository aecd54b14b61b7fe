"""The project installs the same everywhere, and git holds what people write, nothing generated."""

import ast
import re
import subprocess
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
NAMED_BY_THE_USER = {
    *("jupyterlab", "papermill", "pandas", "seaborn", "nbconvert", "openpyxl", "pytest"),
}


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def pins() -> dict[str, str]:
    """Name → version of constraints.txt."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    entries = [line for line in lines if line and not line.startswith("#")]
    for entry in entries:
        assert re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", entry), (
            f"constraints.txt says {entry!r}; write name==version and nothing else."
        )
    pinned = dict(entry.split("==") for entry in entries)
    assert len(pinned) == len(entries)
    return {canonicalize_name(name): version for name, version in pinned.items()}


@pytest.fixture(scope="module")
def conda() -> tuple[dict[str, str], list[str]]:
    """Name → version of the conda packages of environment.yml, and its lines for pip."""
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    packages = [entry for entry in listed if isinstance(entry, str)]
    pip = next(entry["pip"] for entry in listed if isinstance(entry, dict))
    versions = {name: version for name, _, version in (entry.partition("=") for entry in packages)}
    return versions, pip


def wanted(project: dict[str, Any]) -> list[Requirement]:
    dev = project["optional-dependencies"]["dev"]
    return [Requirement(text) for text in (*project["dependencies"], *dev)]


def test_versions_stand_in_one_place_only(project):
    assert [str(entry) for entry in wanted(project) if entry.specifier] == []


def test_everything_that_gets_installed_is_pinned(project, pins):
    """An unpinned package, direct or not, changes reports on the day somebody releases it."""
    queue, seen = [(entry, "") for entry in wanted(project)], set()
    while queue:
        entry, extra = queue.pop()
        name = canonicalize_name(entry.name)
        if entry.marker and not entry.marker.evaluate({"extra": extra}):
            continue
        assert name in pins, f"{name} is installed but has no line in constraints.txt."
        for inner_extra in ("", *entry.extras):
            if (name, inner_extra) not in seen:
                seen.add((name, inner_extra))
                needs = metadata.requires(name) or []
                queue += [(Requirement(text), inner_extra) for text in needs]


def test_the_tests_run_on_the_versions_that_users_get(pins):
    installed = {name: metadata.version(name) for name in NAMED_BY_THE_USER}
    assert installed == {name: pins[name] for name in NAMED_BY_THE_USER}


def test_conda_users_get_the_versions_of_pip_users(project, pins, conda):
    versions, pip = conda
    assert pip == ["-c constraints.txt", "-e .[dev]"]
    assert set(versions) - {"python", "pip"} == NAMED_BY_THE_USER
    for name in NAMED_BY_THE_USER:
        assert versions[name] == pins[name], (
            f"environment.yml and constraints.txt differ on {name}."
        )
    assert Version(versions["python"]) in SpecifierSet(project["requires-python"])


def test_the_entry_points_that_jupyter_and_the_shell_use_exist():
    points = metadata.entry_points()
    exporters = points.select(group="nbconvert.exporters")
    for name in ("doanvien-html", "doanvien-xlsx"):
        assert exporters[name].load().export_from_notebook
    assert callable(points.select(group="console_scripts")["doanvien"].load())


def test_the_top_level_is_what_the_readme_shows():
    shown = {
        *("README.md", "environment.yml", "pyproject.toml", "constraints.txt", "Makefile"),
        *("notebooks", "data", "params", "output", "tests", "src"),
    }
    assert {path.split("/")[0] for path in tracked() if not path.startswith(".")} <= shown


MOST_FILES = 15
ROOMS = ("reference", "data", "measures", "present", "chapters", "export", "batch", "cli")
ASIDE = {
    "simulate": "reference",
    "intake": "data",
    "lab": "export",
    "mail": "batch",
}  # as high as those


def imports(file: Path) -> set[str]:
    """The modules of the project that a module imports, wherever in its text."""
    named: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            named |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
    return {name for name in named if name.startswith("doanvien.")}


def test_no_room_imports_from_a_higher_one():
    """Otherwise a change of how a report looks could change what it says."""
    package = ROOT / "src" / "doanvien"
    height = {room: ROOMS.index(ASIDE.get(room, room)) for room in (*ROOMS, *ASIDE)}
    rooms = {path.name for path in package.iterdir() if (path / "__init__.py").is_file()}
    assert rooms == set(height)
    upwards = [
        f"{file.relative_to(package)} imports {name}"
        for room in rooms
        for file in (package / room).rglob("*.py")
        for name in imports(file)
        if (other := name.split(".")[1]) in height and height[other] > height[room]
    ]
    assert upwards == []


def test_the_map_of_a_folder_names_everything_in_it():
    """Otherwise somebody new has to open the files to find out what they are."""
    unnamed = [
        str(path)
        for folder in (ROOT / "src" / "doanvien").rglob("__init__.py")
        for path in folder.parent.iterdir()
        if (path.suffix == ".py" and path != folder) or (path / "__init__.py").is_file()
        if not re.search(rf"\b{path.stem}\b", folder.read_text(encoding="utf-8").split('"""')[1])
    ]
    assert unnamed == []


def test_no_folder_holds_more_than_one_takes_in_at_a_glance():
    package = ROOT / "src" / "doanvien"
    crowded = {
        str(folder.parent.relative_to(package)): count
        for folder in package.rglob("__init__.py")
        if (count := len(list(folder.parent.glob("*.py"))) - 1) > MOST_FILES
    }
    assert crowded == {}


def test_nothing_generated_is_kept_in_git():
    assert [path for path in tracked() if path.startswith("output/")] in ([], ["output/.gitkeep"])


def tracked() -> list[str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("not a git checkout")
    return listed.stdout.splitlines()
