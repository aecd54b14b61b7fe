"""Several provinces with their cut-off dates in one line of text, as a notebook's parameter.

Parameters of notebooks are scalars; "ha-noi=2022-07-08 lao-cai=2022-06-30" is one.
"""

from collections.abc import Iterable

from doanvien.reference.calendar.periods import Period
from doanvien.reference.scope import ParameterError, ReportScope, report_scope
from doanvien.reference.sentences import Sentence, sentence


def write_cutoffs(scopes: Iterable[ReportScope]) -> str:
    """The provinces of some reports, each with the last day whose figures count."""
    return " ".join(f"{scope.slug}={scope.cutoff.isoformat()}" for scope in scopes)


def read_cutoffs(text: str, period: Period, language: str) -> tuple[ReportScope, ...]:
    """The reports that `text` names, in its order; a name without "=" counts to the period's end.

    Raises ParameterError naming every entry that cannot be used.
    """
    scopes: dict[str, ReportScope] = {}
    problems: list[Sentence] = []
    for entry in text.split():
        name, _, day = entry.partition("=")
        try:
            scope = report_scope(name, period, day or None, language)
        except ParameterError as error:
            problems += [told for found in error.sentences.values() for told in found]
            continue
        if scope.slug in scopes:
            problems.append(sentence("The province {entry!r} stands twice. Keep one.", entry=entry))
        scopes[scope.slug] = scope
    if not scopes and not problems:
        problems.append(sentence("Name at least one province, or write 'all'."))
    if problems:
        raise ParameterError({"provinces": tuple(problems)})
    return tuple(scopes.values())
