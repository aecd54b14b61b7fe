"""What the reports of a batch are about: the scopes that a batch file asks for."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from doanvien.batch.request.findings import Findings
from doanvien.batch.request.form import BatchFile, Override, Report
from doanvien.batch.request.problems import suggestion
from doanvien.data.dataset import provinces_with_figures
from doanvien.data.reading.located_yaml import Location
from doanvien.reference.languages import NOTEBOOKS_IN, Language
from doanvien.reference.scope import ParameterError, ReportScope, report_scope
from doanvien.reference.sentences import sentence

COUNTRY = "toan-quoc"

Placed = tuple[Location, ReportScope]
"""A scope, with the place in the file that asks for it."""


def report_scopes(parsed: BatchFile, data: Path, findings: Findings) -> list[Placed]:
    """The reports in order; what cannot be resolved is left out and added to the findings.

    Raises DataError where `provinces: all` meets a data set that cannot be read.
    """
    if parsed.reports is None:
        placed = _of_many_provinces(parsed, data, findings)
    else:
        placed = [
            (("reports", index), scope)
            for index, report in enumerate(parsed.reports)
            for scope in _of_one_report(index, report, parsed.language, findings)
        ]
    _refuse_twins(placed, findings)
    return placed


def overview_scope(
    parsed: BatchFile, reports: Sequence[Placed], findings: Findings
) -> tuple[ReportScope, ...]:
    """The country in the period of the reports, up to the last of their cut-off dates, in every
    language of the batch; nothing where no overview is asked for."""
    scopes = [scope for _, scope in reports]
    if parsed.overview is None or not scopes:
        return ()
    period, cutoff = scopes[0].period, max(scope.cutoff for scope in scopes)
    if any(scope.period != period for scope in scopes):
        findings.add(
            ("overview",), sentence("An overview needs reports that are all of one period.")
        )
    if any(scope.slug == COUNTRY for scope in scopes):
        told = sentence("The reports hold {country} already. Keep one of the two.", country=COUNTRY)
        findings.add(("overview",), told)
    return _in_each(report_scope(COUNTRY, period, cutoff), parsed.language)


def check_listed(value: dict[str, Any], findings: Findings) -> None:
    """In a file that is wrong elsewhere, find what is wrong with its provinces and periods."""
    listed = value.get("reports")
    for index, entry in enumerate(listed if isinstance(listed, list) else ()):
        if not isinstance(entry, dict):
            continue
        told = {key: entry[key] for key in ("province", "period", "as_of") if key in entry}
        try:
            report = Report.model_validate(told)
        except ValidationError:
            continue  # pydantic has said so already
        _of_one_report(index, report, (NOTEBOOKS_IN,), findings)


def _of_one_report(
    index: int, report: Report, languages: tuple[Language, ...], findings: Findings
) -> tuple[ReportScope, ...]:
    try:
        scope = report_scope(report.province, report.period, report.as_of)
        return _in_each(scope, report.language or languages)
    except ParameterError as error:
        for parameter, message in error.sentences.items():
            findings.add(("reports", index, parameter), *message)
        return ()


def _in_each(scope: ReportScope, languages: tuple[Language, ...]) -> tuple[ReportScope, ...]:
    return tuple(replace(scope, language=language) for language in languages)


def _of_many_provinces(parsed: BatchFile, data: Path, findings: Findings) -> list[Placed]:
    overrides = _overrides(parsed, findings)
    placed: list[Placed] = []
    for location, name in _wanted(parsed, data, findings):
        scope = _of_one_province(location, name, parsed, findings)
        languages = parsed.language
        if scope and scope.slug in overrides:
            written, override = overrides.pop(scope.slug)
            scope = _of_one_province(("overrides", written), name, parsed, findings, override)
            languages = override.language or languages
        if scope:
            placed += [(location, one) for one in _in_each(scope, languages)]
    for written, _ in overrides.values():
        hint = suggestion(written, [scope.slug for _, scope in placed])
        told = sentence("The batch has no report of {written!r}.", written=written)
        findings.add(("overrides", written), told, *hint)
    return placed


def _wanted(parsed: BatchFile, data: Path, findings: Findings) -> list[tuple[Location, str]]:
    """The names of the provinces, each with its place in the file."""
    if isinstance(parsed.provinces, list):
        return [(("provinces", index), name) for index, name in enumerate(parsed.provinces)]
    location = ("provinces",)
    country = _of_one_province(location, COUNTRY, parsed, findings)
    if country is None:
        return []
    slugs = provinces_with_figures(data, country.period, country.cutoff)
    if not slugs:
        findings.add(
            location,
            sentence(
                "No province has figures for {period} in {data}. Choose another period, or add "
                "the figures.",
                period=parsed.period,
                data=parsed.data,
            ),
        )
    return [(location, slug) for slug in slugs]


def _overrides(parsed: BatchFile, findings: Findings) -> dict[str, tuple[str, Override]]:
    """The overrides by slug, each with the name it is written under."""
    by_slug = {}
    for written, override in parsed.overrides.items():
        scope = _of_one_province(("overrides", written), written, parsed, findings)
        if scope:
            by_slug[scope.slug] = (written, override)
    return by_slug


def _of_one_province(
    location: Location,
    name: str,
    parsed: BatchFile,
    findings: Findings,
    override: Override | None = None,
) -> ReportScope | None:
    """The scope of one of `provinces`; `location` is where its name or its override stands."""
    own = override or Override()
    as_of_location = (*location, "as_of") if own.as_of else ("as_of",)
    try:
        return report_scope(name, parsed.period or "", own.as_of or parsed.as_of)
    except ParameterError as error:
        for parameter, message in error.sentences.items():
            findings.add(as_of_location if parameter == "as_of" else location, *message)
        return None


def _refuse_twins(placed: Sequence[Placed], findings: Findings) -> None:
    """One report stands once in a file, whose languages are one list."""
    seen: dict[tuple[str, str], Location] = {}
    for location, scope in placed:
        first = seen.setdefault((scope.slug, scope.period.code), location)
        if first != location:
            findings.add(
                location,
                sentence(
                    "The report {report} already stands on line {line}. Keep one.",
                    report=f"{scope.slug}/{scope.period.code}",
                    line=findings.line_of(first),
                ),
            )
