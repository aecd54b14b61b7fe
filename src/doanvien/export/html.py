"""The nbconvert exporter `doanvien-html`."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode

from doanvien.export.chapters import read_document
from doanvien.export.page import render_page


class PageExporter(Exporter):
    """One executed notebook as a self-contained page: `jupyter nbconvert --to doanvien-html`."""

    export_from_notebook = "Báo cáo HTML (doanvien)"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(  # type: ignore[override]  # the base hands on the notebook
        self, nb: NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """The page of a notebook; `ExportError` where it cannot be shown to a reader."""
        notebook, resources = super().from_notebook_node(nb, resources, **kw)
        name = resources["metadata"]["name"] or "notebook"
        return render_page(read_document([notebook], [name])), resources
