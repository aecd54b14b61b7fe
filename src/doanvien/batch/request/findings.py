"""The problems of one batch file while they are collected, each with its line and key."""

from pathlib import Path

from pydantic_core import ErrorDetails

from doanvien.batch.project import Project
from doanvien.batch.request.form import known_keys
from doanvien.batch.request.problems import BatchError, ParameterProblem, suggestion
from doanvien.data.reading.located_yaml import LocatedYaml, Location


class Findings:
    """Collects what is wrong; `stop_if_any` raises all of it, in the order of the lines."""

    def __init__(self, project: Project, file: Path, document: LocatedYaml) -> None:
        self._file = project.show(file)
        self._document = document
        self._problems: list[ParameterProblem] = []

    def add(self, location: Location, message: str) -> None:
        """A problem at a place of the file, e.g. ("reports", 0, "province")."""
        key = " ".join(f"#{part + 1}" if isinstance(part, int) else part for part in location)
        self._problems.append(ParameterProblem(self._file, message, self.line_of(location), key))

    def add_invalid(self, detail: ErrorDetails) -> None:
        """What pydantic found, in words that say what to write."""
        location, error = detail["loc"], detail.get("ctx", {}).get("error")
        if detail["type"] == "extra_forbidden":
            hint = suggestion(str(location[-1]), known_keys(location[:-1]))
            self.add(location, f"There is no key {location[-1]!r}.{hint}")
        elif detail["type"] == "missing":
            self.add(location, f"The key {location[-1]!r} is missing.")
        elif detail["type"] in {"model_type", "dict_type"}:
            keys = ", ".join(known_keys(location))
            self.add(location, f"{detail['input']!r} stands where keys are expected: {keys}.")
        elif error is not None:
            self.add(location, str(error))
        else:
            self.add(location, f"{detail['msg']}, not {detail['input']!r}.")

    def line_of(self, location: Location) -> int | None:
        return self._document.line_of(location)

    def stop_if_any(self) -> None:
        """Raise BatchError if something was found."""
        if self._problems:
            found = dict.fromkeys(self._problems)
            raise BatchError(sorted(found, key=lambda problem: problem.line or 0))
