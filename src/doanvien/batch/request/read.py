"""Read a batch file, check it, and resolve the reports it asks for.

Everything wrong is found in one reading and told with its line, its key and what to write instead.
"""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from doanvien.batch.project import Project
from doanvien.batch.request.findings import Findings
from doanvien.batch.request.form import BatchFile
from doanvien.batch.request.problems import BatchError, ParameterProblem
from doanvien.batch.request.scopes import check_listed, overview_scope, report_scopes
from doanvien.data.layout import is_data_set
from doanvien.data.reading.located_yaml import LocatedYaml, YamlSyntaxError, read_located_yaml
from doanvien.reference.languages import Language, translator
from doanvien.reference.scope import ReportScope
from doanvien.reference.sentences import sentence


@dataclass(frozen=True)
class Batch:
    """A batch file that was found right. Paths are absolute.

    `reports` are in the order of the file (with `provinces: all`, in the order of the codes), each
    in every language that is asked for. `overview` is what the notebook `overview_notebook` is
    about, in every language; empty without one. `language` is that of the index page. `public`
    reports are for wide circulation: small counts of persons are not told.
    """

    name: str
    title: str
    language: Language
    data: Path
    notebooks: tuple[Path, ...]
    reports: tuple[ReportScope, ...]
    overview_notebook: Path | None
    overview: tuple[ReportScope, ...]
    public: bool = False

    @property
    def heading(self) -> str:
        """The title, and that the reports are for wide circulation."""
        t = translator(self.language)
        return t("{title} (for wide circulation)", title=self.title) if self.public else self.title

    def for_circulation(self) -> "Batch":
        """The same reports for wide circulation, in a folder of their own."""
        return self if self.public else replace(self, name=f"{self.name}-public", public=True)


def read_batch(file: Path, project: Project) -> Batch:
    """Read and check a batch file.

    Raises BatchError with every problem of the file, and DataError where `provinces: all` cannot
    be resolved because the data set cannot be read.
    """
    try:
        document = read_located_yaml(file)
    except YamlSyntaxError as error:
        raise BatchError((ParameterProblem(project.show(file), error.told, error.line),)) from error
    findings = Findings(project, file, document)
    parsed = _parse(document, project, findings)
    data = _inside(project, parsed.data)
    reports = report_scopes(parsed, data, findings)
    overview = overview_scope(parsed, reports, findings)
    findings.stop_if_any()
    return Batch(
        name=file.stem,
        title=parsed.title,
        language=parsed.language[0],
        data=data,
        notebooks=tuple(project.notebooks / f"{name}.ipynb" for name in parsed.notebooks),
        reports=tuple(scope for _, scope in reports),
        overview_notebook=project.notebooks / f"{parsed.overview}.ipynb" if overview else None,
        overview=overview,
        public=parsed.public,
    )


def data_folder(file: Path, project: Project) -> Path | None:
    """The data set that a batch file names, right or wrong elsewhere; None where there is none."""
    try:
        document = read_located_yaml(file)
    except YamlSyntaxError:
        return None
    named = document.value.get("data") if isinstance(document.value, dict) else None
    folder = _inside(project, named) if isinstance(named, str) else None
    return folder if folder and is_data_set(folder) else None


def _parse(document: LocatedYaml, project: Project, findings: Findings) -> BatchFile:
    """The file in its form. Raises BatchError where it does not have it."""
    for location in document.repeated:
        findings.add(
            location, sentence("The key {key!r} stands twice. Keep one.", key=location[-1])
        )
    value = document.value
    if not isinstance(value, dict):
        findings.add((), sentence("A batch file is made of keys: title, data, notebooks, reports."))
        value = {}
    try:
        return BatchFile.model_validate(value, context={"project": project})
    except ValidationError as error:
        for detail in error.errors():
            findings.add_invalid(detail)
        check_listed(value, findings)
        findings.stop_if_any()
        raise


def _inside(project: Project, path: str) -> Path:
    """`path` from the project's folder, without ".." but with its links as they are."""
    return Path(os.path.normpath(project.root / path))
