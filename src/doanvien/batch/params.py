"""Read a batch file, check it, and resolve the reports it asks for.

Everything wrong is found in one reading and told with its line, its key and what to write instead.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from doanvien.batch.batch_file import BatchFile, Override, Report, known_keys
from doanvien.batch.located_yaml import LocatedYaml, Location, YamlSyntaxError, read_located_yaml
from doanvien.batch.problems import BatchError, ParameterProblem, suggestion
from doanvien.batch.project import Project
from doanvien.data.dataset import provinces_with_figures
from doanvien.data.layout import INFO_FILE
from doanvien.reference.languages import Language
from doanvien.reference.scope import ParameterError, ReportScope, report_scope

COUNTRY = "toan-quoc"


@dataclass(frozen=True)
class Batch:
    """A batch file that was found right. Paths are absolute.

    `reports` are in the order of the file (with `provinces: all`, in the order of the codes).
    `overview` is what the notebook `overview_notebook` is about; both are None without one.
    """

    name: str
    title: str
    language: Language
    data: Path
    notebooks: tuple[Path, ...]
    reports: tuple[ReportScope, ...]
    overview_notebook: Path | None
    overview: ReportScope | None


def read_batch(file: Path, project: Project) -> Batch:
    """Read and check a batch file.

    Raises BatchError with every problem of the file, and DataError where `provinces: all` cannot
    be resolved because the data set cannot be read.
    """
    try:
        document = read_located_yaml(file)
    except YamlSyntaxError as error:
        raise BatchError((ParameterProblem(project.show(file), str(error), error.line),)) from error
    return _Reader(project, file, document).batch()


def data_folder(file: Path, project: Project) -> Path | None:
    """The data set that a batch file names, right or wrong elsewhere; None where there is none."""
    try:
        document = read_located_yaml(file)
    except YamlSyntaxError:
        return None
    named = document.value.get("data") if isinstance(document.value, dict) else None
    folder = _inside(project, named) if isinstance(named, str) else None
    return folder if folder and (folder / INFO_FILE).is_file() else None


def _inside(project: Project, path: str) -> Path:
    """`path` from the project's folder, without ".." but with its links as they are."""
    return Path(os.path.normpath(project.root / path))


class _Reader:
    """Collects the problems of one file while it is resolved."""

    def __init__(self, project: Project, file: Path, document: LocatedYaml) -> None:
        self.project = project
        self.file = file
        self.document = document
        self.problems: list[ParameterProblem] = []

    def batch(self) -> Batch:
        for location in self.document.repeated:
            self._add(location, f"The key {location[-1]!r} stands twice. Keep one.")
        parsed = self._parse()
        if parsed is None:
            self._check_listed()
            raise BatchError(self._in_order())
        reports = self._reports(parsed)
        overview = self._overview(parsed, [scope for _, scope in reports])
        self._refuse_twins(reports, overview)
        if self.problems:
            raise BatchError(self._in_order())
        notebooks = self.project.notebooks
        return Batch(
            name=self.file.stem,
            title=parsed.title,
            language=parsed.language,
            data=_inside(self.project, parsed.data),
            notebooks=tuple(notebooks / f"{name}.ipynb" for name in parsed.notebooks),
            reports=tuple(scope for _, scope in reports),
            overview_notebook=notebooks / f"{parsed.overview}.ipynb" if overview else None,
            overview=overview,
        )

    def _parse(self) -> BatchFile | None:
        if not isinstance(self.document.value, dict):
            self._add((), "A batch file is made of keys: title, data, notebooks, reports.")
            return None
        try:
            return BatchFile.model_validate(self.document.value, context={"project": self.project})
        except ValidationError as error:
            for detail in error.errors():
                self._add_invalid(detail)
            return None

    def _check_listed(self) -> None:
        """In a file that is wrong elsewhere, find what is wrong with its provinces and periods."""
        value = self.document.value
        listed = value.get("reports") if isinstance(value, dict) else None
        for index, entry in enumerate(listed if isinstance(listed, list) else ()):
            known = {"province", "period", "as_of"}
            with suppress(ValidationError, AttributeError):
                report = Report.model_validate({k: v for k, v in entry.items() if k in known})
                self._listed_scope(index, report, "vi")

    def _listed_scope(self, index: int, report: Report, language: Language) -> ReportScope | None:
        try:
            return report_scope(
                report.province, report.period, report.as_of, report.language or language
            )
        except ParameterError as error:
            for parameter, message in error.problems.items():
                self._add(("reports", index, parameter), message)
            return None

    def _reports(self, parsed: BatchFile) -> list[tuple[Location, ReportScope]]:
        """Each report with the place in the file that asks for it."""
        if parsed.reports is not None:
            return [
                (("reports", index), scope)
                for index, report in enumerate(parsed.reports)
                if (scope := self._listed_scope(index, report, parsed.language))
            ]
        assert parsed.period is not None  # BatchFile accepts no other way to list reports
        overrides = self._overrides(parsed)
        wanted: list[tuple[Location, str]]
        if isinstance(parsed.provinces, list):
            wanted = [(("provinces", at), name) for at, name in enumerate(parsed.provinces)]
        else:
            wanted = [(("provinces",), slug) for slug in self._provinces_with_figures(parsed)]
        reports: list[tuple[Location, ReportScope]] = []
        for location, name in wanted:
            scope = self._scope(location, name, parsed)
            if scope and scope.slug in overrides:
                written, override = overrides.pop(scope.slug)
                scope = self._scope(("overrides", written), name, parsed, override)
            if scope:
                reports.append((location, scope))
        for written, _ in overrides.values():
            hint = suggestion(written, [scope.slug for _, scope in reports])
            self._add(("overrides", written), f"The batch has no report of {written!r}.{hint}")
        return reports

    def _overrides(self, parsed: BatchFile) -> dict[str, tuple[str, Override]]:
        """The overrides by slug, each with the name it is written under."""
        by_slug = {}
        for written, override in parsed.overrides.items():
            scope = self._scope(("overrides", written), written, parsed)
            if scope:
                by_slug[scope.slug] = (written, override)
        return by_slug

    def _scope(
        self, location: Location, name: str, parsed: BatchFile, override: Override | None = None
    ) -> ReportScope | None:
        """The scope of one of `provinces`; `location` is where its name or its override stands."""
        own = override or Override()
        as_of_location = (*location, "as_of") if own.as_of else ("as_of",)
        try:
            return report_scope(
                name,
                parsed.period or "",
                own.as_of or parsed.as_of,
                own.language or parsed.language,
            )
        except ParameterError as error:
            for parameter, message in error.problems.items():
                self._add(as_of_location if parameter == "as_of" else location, message)
            return None

    def _provinces_with_figures(self, parsed: BatchFile) -> tuple[str, ...]:
        scope = self._scope(("provinces",), COUNTRY, parsed)
        if scope is None:
            return ()
        data = _inside(self.project, parsed.data)
        slugs = provinces_with_figures(data, scope.period, scope.cutoff)
        if not slugs:
            self._add(
                ("provinces",),
                f"No province has figures for {scope.period.code} in {parsed.data}. Choose another "
                "period, or add the figures.",
            )
        return slugs

    def _overview(self, parsed: BatchFile, reports: list[ReportScope]) -> ReportScope | None:
        if parsed.overview is None or not reports:
            return None
        if len({report.period for report in reports}) > 1:
            self._add(("overview",), "An overview needs reports that are all of one period.")
            return None
        return report_scope(
            COUNTRY, reports[0].period, max(report.cutoff for report in reports), parsed.language
        )

    def _refuse_twins(
        self, reports: list[tuple[Location, ReportScope]], overview: ReportScope | None
    ) -> None:
        seen: dict[tuple[str, str], Location] = {}
        if overview is not None:
            seen[overview.slug, overview.period.code] = ("overview",)
        for location, scope in reports:
            first = seen.setdefault((scope.slug, scope.period.code), location)
            if first != location:
                self._add(
                    location,
                    f"The report {scope.slug}/{scope.period.code} already stands on line "
                    f"{self.document.line_of(first)}. Keep one.",
                )

    def _add_invalid(self, detail: ErrorDetails) -> None:
        location, error = detail["loc"], detail.get("ctx", {}).get("error")
        if detail["type"] == "extra_forbidden":
            hint = suggestion(str(location[-1]), known_keys(location[:-1]))
            self._add(location, f"There is no key {location[-1]!r}.{hint}")
        elif detail["type"] == "missing":
            self._add(location, f"The key {location[-1]!r} is missing.")
        elif detail["type"] in {"model_type", "dict_type"}:
            keys = ", ".join(known_keys(location))
            self._add(location, f"{detail['input']!r} stands where keys are expected: {keys}.")
        elif error is not None:
            self._add(location, str(error))
        else:
            self._add(location, f"{detail['msg']}, not {detail['input']!r}.")

    def _add(self, location: Location, message: str) -> None:
        key = " ".join(f"#{part + 1}" if isinstance(part, int) else part for part in location)
        line = self.document.line_of(location)
        self.problems.append(ParameterProblem(self.project.show(self.file), message, line, key))

    def _in_order(self) -> list[ParameterProblem]:
        return sorted(dict.fromkeys(self.problems), key=lambda problem: problem.line or 0)
