"""One page about a report that could not be built, for whoever runs the batch."""

from __future__ import annotations

from collections.abc import Sequence

from doanvien.export.templating import render
from doanvien.reference.languages import Language, translator


def render_failure(
    report: str,
    notebook: str,
    cell: int,
    source: str,
    error: str,
    lines: Sequence[str],
    language: Language,
) -> str:
    """The page of a failure; the same failure gives the same text.

    `report` is its id, `notebook` the chapter ("" = none), `cell` its number (0 = none) and
    `source` all of its code, `error` the last line of the error, `lines` what was said last.
    """
    t = translator(language)
    title = t("The report {id} could not be built", id=report)
    return render(
        "failure.html",
        language=language,
        t=t,
        title=title,
        head_title=title,
        running_head=report,
        status="",
        status_label="",
        notebook=notebook,
        cell=cell,
        source=source,
        error=error,
        last_lines="\n".join(lines),
    )
