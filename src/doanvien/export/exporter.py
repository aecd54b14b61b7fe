"""What both nbconvert exporters do: read an executed notebook, and say what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import IO, Any

import nbformat
from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from doanvien.export.reading.chapters import read_document
from doanvien.export.reading.content import DAMAGED
from doanvien.export.reading.document import Document
from doanvien.export.reading.errors import ExportError
from doanvien.reference.sentences import sentence


class ReportExporter(Exporter):
    """One executed notebook as a document; `written` makes the file of it."""

    def written(self, document: Document) -> str | bytes:
        """The contents of the file."""
        raise NotImplementedError

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """As `jupyter nbconvert` calls it, which would show a traceback: what cannot be exported
        ends the command with one sentence (SystemExit)."""
        try:
            return super().from_filename(filename, resources, **kw)
        except ExportError as error:
            raise SystemExit(str(error)) from error

    def from_file(
        self, file_stream: Any, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Raises `ExportError` for what is no notebook, too."""
        return self.from_notebook_node(
            read_executed(file_stream, _name(resources)), resources, **kw
        )

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Raises `ExportError` where the notebook cannot be shown to a reader."""
        notebook, made = super().from_notebook_node(nb, resources, **kw)
        name = _name(made)
        try:
            return self.written(read_document([notebook], [name])), made
        except ExportError:
            raise
        except DAMAGED as error:
            told = sentence("the output is damaged: {reason}", reason=str(error))
            raise ExportError(name, told) from error


def read_executed(file: Path | IO[str], name: str) -> NotebookNode:
    """An executed notebook (nbformat 4) from its file; `ExportError` for anything else in it."""
    try:
        notebook = nbformat.read(file, as_version=4)
        nbformat.validate(notebook)
    except Exception as error:  # nbformat raises whatever the broken file made it stumble over
        told = sentence(
            "this cannot be read as a notebook. Run and save it again in JupyterLab, or build the "
            "report again."
        )
        raise ExportError(name, told) from error
    return notebook


def _name(resources: dict[str, Any] | None) -> str:
    return (resources or {}).get("metadata", {}).get("name") or "notebook"
