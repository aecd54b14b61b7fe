"""Where the project's folders are, and which file a batch's name means."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from doanvien.batch.request.file_names import unfit
from doanvien.batch.request.problems import BatchError, ParameterProblem, suggestion
from doanvien.reference.files import reference_folder
from doanvien.reference.sentences import sentence


@dataclass(frozen=True)
class Project:
    """A checkout. Relative paths in batch files start from `root`, an absolute path."""

    root: Path

    @property
    def notebooks(self) -> Path:
        return self.root / "notebooks"

    @property
    def params(self) -> Path:
        return self.root / "params"

    @property
    def output(self) -> Path:
        return self.root / "output"

    def notebook_names(self) -> list[str]:
        """What a batch file may name: "headline", "examples/daily_rate"."""
        found = (*self.notebooks.glob("*.ipynb"), *self.notebooks.glob("examples/*.ipynb"))
        paths = (path.relative_to(self.notebooks).with_suffix("") for path in found)
        return sorted(path.as_posix() for path in paths)

    def show(self, path: Path) -> str:
        """The path as a person at the root would write it; never the machine's folders above it."""
        inside = path.is_relative_to(self.root)
        return path.relative_to(self.root).as_posix() if inside else path.name


def find_project(start: Path) -> Project:
    """The nearest folder at or above `start` with notebooks/, else the checkout of this package."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "notebooks").is_dir() and (folder / "params").is_dir():
            return Project(folder)
    return Project(reference_folder().resolve().parent.parent)


def find_batch(text: str, start: Path) -> tuple[Project, Path]:
    """The batch file that `text` means: a path from `start`, or the name of a file of params/.

    Raises BatchError when there is none, naming the nearest batch there is, and when its name can
    be that of no folder.
    """
    project, file = _find(text, start)
    why = unfit(file.stem)
    if why:
        folder = sentence("A folder of output/ gets the name of the batch.")
        raise BatchError((ParameterProblem(project.show(file), (folder, why)),))
    return project, file


def _find(text: str, start: Path) -> tuple[Project, Path]:
    written = start / text
    if written.suffix in {".yaml", ".yml"} and written.is_file():
        file = written.resolve()
        here = find_project(file.parent)
        # A batch file kept elsewhere belongs to the project that the command is run in.
        return (here if file.is_relative_to(here.root) else find_project(start)), file
    project = find_project(start)
    file = project.params / f"{text}.yaml"
    if Path(text).name == text and file.is_file():
        return project, file
    files = (path for path in project.params.glob("*.yaml") if path.is_file())
    names = sorted(path.stem for path in files if not path.stem.startswith("recipients"))
    hint = suggestion(text, names) or (sentence("Give a file of params/, by name or by path."),)
    nothing = sentence("There is no batch {text!r}.", text=text)
    raise BatchError((ParameterProblem("", (nothing, *hint)),))
