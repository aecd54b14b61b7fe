"""The problems of one batch file while they are collected, each with its line and key."""

from pathlib import Path

from pydantic_core import ErrorDetails

from doanvien.batch.project import Project
from doanvien.batch.request.form import known_keys
from doanvien.batch.request.problems import (
    BatchError,
    ParameterProblem,
    few_of_a_kind,
    suggestion,
)
from doanvien.batch.request.problems import told as told_by
from doanvien.data.reading.located_yaml import LocatedYaml, Location
from doanvien.reference.sentences import Sentence, sentence


class Findings:
    """Collects what is wrong; `stop_if_any` raises all of it, in the order of the lines."""

    def __init__(self, project: Project, file: Path, document: LocatedYaml) -> None:
        self._file = project.show(file)
        self._document = document
        self._problems: list[ParameterProblem] = []

    def add(self, location: Location, *told: Sentence) -> None:
        """A problem at a place of the file, e.g. ("reports", 0, "province")."""
        key = " ".join(f"#{part + 1}" if isinstance(part, int) else part for part in location)
        self._problems.append(ParameterProblem(self._file, told, self.line_of(location), key))

    def add_invalid(self, detail: ErrorDetails) -> None:
        """What pydantic found, in words that say what to write."""
        location, error = detail["loc"], detail.get("ctx", {}).get("error")
        if detail["type"] == "extra_forbidden":
            key = str(location[-1])
            hint = suggestion(key, known_keys(location[:-1]))
            self.add(location, sentence("There is no key {key!r}.", key=key), *hint)
        elif detail["type"] == "missing":
            self.add(location, sentence("The key {key!r} is missing.", key=location[-1]))
        elif detail["type"] in {"model_type", "dict_type"}:
            keys = ", ".join(known_keys(location))
            told = sentence(
                "{value} stands where keys are expected: {keys}.",
                value=repr(detail["input"]),
                keys=keys,
            )
            self.add(location, told)
        elif error is not None:
            self.add(location, *told_by(error))
        else:
            self.add(
                location,
                sentence(
                    "{message}, not {value}.", message=detail["msg"], value=repr(detail["input"])
                ),
            )

    def line_of(self, location: Location) -> int | None:
        return self._document.line_of(location)

    def stop_if_any(self) -> None:
        """Raise BatchError if something was found."""
        if self._problems:
            found = dict.fromkeys(self._problems)
            raise BatchError(few_of_a_kind(found))
