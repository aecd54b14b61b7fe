"""The form of a batch file: which keys it has and what each may say.

Validators that look at folders are given the project as validation context.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    model_validator,
)

from doanvien.batch.project import Project
from doanvien.batch.request.file_names import unfit
from doanvien.batch.request.problems import suggestion
from doanvien.data.layout import INFO_FILE, is_data_set
from doanvien.data.rules.letters import text_complaint
from doanvien.reference.calendar.periods import parse_period
from doanvien.reference.languages import NOTEBOOKS_IN, Language, parse_language
from doanvien.reference.sentences import SpokenError, sentence

Names = TypeVar("Names", bound=Sequence[str])

# Every value of the file arrives as text; these are the ways to write "none" in YAML.
_NOTHING = frozenset({"", "~", "null", "None"})


def _nothing_to_none(value: Any) -> Any:
    return None if isinstance(value, str) and value in _NOTHING else value


def _project(info: ValidationInfo) -> Project:
    project = (info.context or {}).get("project")
    assert isinstance(project, Project)
    return project


def _notebook(name: str, info: ValidationInfo) -> str:
    project = _project(info)
    name = name.removesuffix(".ipynb")
    known = project.notebook_names()
    if name not in known:
        told = sentence("There is no notebook {name!r} in notebooks/.", name=name)
        raise SpokenError(told, *suggestion(name, known))
    why = unfit(name.rpartition("/")[2])
    if why:
        copy = sentence("The executed copy of a chapter has the name {name!r}.", name=name)
        raise SpokenError(copy, why)
    return name


def _readable(title: str) -> str:
    """A title that a page may print: letters that can be seen, none of an old encoding or lost."""
    if complaint := text_complaint(title):
        quoted = ("value", repr(title))
        raise SpokenError(*(replace(one, values=(quoted, *one.values)) for one in complaint))
    return title


def _data_set(text: str, info: ValidationInfo) -> str:
    project = _project(info)
    folder = project.root / text
    if not is_data_set(folder):
        known = (path.parent for path in (project.root / "data").glob(f"*/{INFO_FILE}"))
        hint = suggestion(text, sorted(project.show(path) for path in known))
        told = sentence(
            "The folder {folder!r} holds no data set (no file {info} in it).",
            folder=text,
            info=INFO_FILE,
        )
        raise SpokenError(told, *hint)
    return text


def _period(text: str) -> str:
    return parse_period(text).code


def _once_each(values: Names) -> Names:
    twice = sorted({value for value in values if values.count(value) > 1})
    if twice:
        words = ", ".join(map(repr, twice))
        raise SpokenError(sentence("{words} stands more than once. Keep one.", words=words))
    return values


def _chapters(names: list[str]) -> list[str]:
    """Chapters are told apart by the last part of their names."""
    _once_each(names)
    _once_each([name.rpartition("/")[2] for name in names])
    return names


def _all_or_names(value: Any) -> Any:
    is_list = isinstance(value, list) and value and all(isinstance(name, str) for name in value)
    if value is None or value == "all" or is_list:
        return value
    raise SpokenError(sentence("Write 'all', or a list of provinces."))


Optional = BeforeValidator(_nothing_to_none)
Notebook = Annotated[str, AfterValidator(_notebook)]


Languages = Annotated[
    tuple[Language, ...],
    Field(min_length=1),
    BeforeValidator(lambda value: value if isinstance(value, list | tuple) else [value]),
    AfterValidator(lambda codes: tuple(map(parse_language, codes))),
    AfterValidator(_once_each),
]
"""One language, or a list of them: a report in each, the first under the plain name."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Override(_Strict):
    """What one report says for itself where the others follow the batch."""

    as_of: Annotated[str | None, Optional] = None
    language: Annotated[Languages | None, Optional] = None


class Report(Override):
    """One report of a batch that lists its reports one by one."""

    province: str
    period: str


class BatchFile(_Strict):
    """A whole batch file: either `reports`, or `provinces` with a `period`."""

    title: Annotated[str, Field(min_length=1), AfterValidator(_readable)]
    data: Annotated[str, AfterValidator(_data_set)]
    notebooks: Annotated[list[Notebook], Field(min_length=1), AfterValidator(_chapters)]
    language: Languages = (NOTEBOOKS_IN,)
    public: bool = False
    overview: Annotated[Notebook | None, Optional] = None
    reports: Annotated[list[Report], Field(min_length=1)] | None = None
    period: Annotated[str, AfterValidator(_period)] | None = None
    as_of: Annotated[str | None, Optional] = None
    provinces: Annotated[list[str] | Literal["all"] | None, BeforeValidator(_all_or_names)] = None
    overrides: dict[str, Override] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_way_to_list_reports(self) -> BatchFile:
        if self.reports is None and (self.provinces is None or self.period is None):
            raise SpokenError(
                sentence(
                    "The batch names no reports. Write `reports`, or `provinces` together with "
                    "`period`."
                )
            )
        extra = [key for key in ("provinces", "period", "as_of", "overrides") if getattr(self, key)]
        if self.reports is not None and extra:
            raise SpokenError(
                sentence(
                    "`reports` does not go together with {keys}. Write period and as_of in each "
                    "of the reports, or use `provinces` instead.",
                    keys=", ".join(f"`{key}`" for key in extra),
                )
            )
        return self


def known_keys(location: Iterable[str | int]) -> list[str]:
    """The keys that a batch file may have at a place, e.g. ("reports", 0)."""
    models: dict[str, type[_Strict]] = {"reports": Report, "overrides": Override}
    first = next(iter(location), None)
    return list(models.get(str(first), BatchFile).model_fields)
