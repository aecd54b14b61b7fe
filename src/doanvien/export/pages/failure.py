"""One page about a report that could not be built: what happened, what to do, then all that was
said, for whoever runs the batch."""

from __future__ import annotations

import re
from collections.abc import Sequence

from doanvien.export.pages.templating import render
from doanvien.reference.languages import Language, Translator, translator


def render_failure(
    report: str,
    batch: str,
    notebook: str,
    cell: int,
    source: str,
    error: str,
    lines: Sequence[str],
    language: Language,
) -> str:
    """The page of a failure; the same failure gives the same text.

    `report` is its id, `batch` the name of its batch, `notebook` the chapter ("" = none), `cell`
    its number (0 = none) and `source` all of its code, `error` the last line of the error, `lines`
    what was said last. Messages of Python are English in every language and stand as they are.
    """
    t = translator(language)
    told = "\n".join(lines)
    title = t("The report {id} could not be built", id=report)
    return render(
        "failure.html",
        style="lists.css",
        language=language,
        t=t,
        title=title,
        head_title=title,
        running_head=report,
        status="",
        status_label="",
        what=_what(t, notebook, cell, error),
        to_do=_to_do(t, batch, report, notebook, cell, error),
        source=source,
        error=_message(error),
        # Of a message that was told already the end says nothing more.
        last_lines="" if _message(error) in " ".join(lines[-1:]) and len(lines) < 2 else told,
    )


def _what(t: Translator, notebook: str, cell: int, error: str) -> str:
    """What happened, in one sentence."""
    if _in_data(error):
        return t("A figure of the data set cannot be used; the message below names its place.")
    if notebook and cell:
        return t("Cell {cell} of notebook {notebook} stopped.", cell=cell, notebook=notebook)
    if notebook:
        return t("Notebook {notebook} could not be run.", notebook=notebook)
    return t("The program stopped before it came to a notebook.")


def _to_do(
    t: Translator, batch: str, report: str, notebook: str, cell: int, error: str
) -> list[tuple[str, str]]:
    """What to do, step by step: a sentence, and the command that belongs to it ("" = none)."""
    steps = []
    if _in_data(error):
        steps += [
            (t("Correct the row that the message names, in the file it names."), ""),
            (t("Check the data set:"), f"doanvien check {batch}"),
        ]
    elif notebook:
        told = {"notebook": f"notebooks/{notebook}.ipynb", "cell": cell}
        steps.append(
            (t("Open {notebook} in JupyterLab, run it to cell {cell}, correct it.", **told), "")
            if cell
            else (t("Open {notebook} in JupyterLab, run it, correct it.", **told), "")
        )
    return [*steps, (t("Build the report again:"), f"doanvien build {batch} --only {report}")]


def _message(error: str) -> str:
    """The error; one of a data set is a whole sentence and needs no name of a class before it."""
    return re.sub(r"^\w+: ", "", error) if _in_data(error) else error


def _in_data(error: str) -> bool:
    """Whether an error is about a row of a data set, which names its file."""
    return bool(re.search(r"\.(csv|yaml)\b", error))
