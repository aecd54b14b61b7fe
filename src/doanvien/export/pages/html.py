"""The nbconvert exporter `doanvien-html`."""

from __future__ import annotations

from doanvien.export.exporter import ReportExporter
from doanvien.export.pages.page import render_page
from doanvien.export.reading.document import Document


class PageExporter(ReportExporter):
    """One executed notebook as a self-contained page: `jupyter nbconvert --to doanvien-html`."""

    export_from_notebook = "Báo cáo HTML (doanvien)"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    def written(self, document: Document) -> str:
        """The page."""
        return render_page(document)
