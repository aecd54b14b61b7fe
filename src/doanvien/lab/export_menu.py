"""The entries of JupyterLab's menu File → Save and Export Notebook As.

JupyterLab lists exporters under the names they are registered by, and Jupyter Server finds only
names of letters, digits and underscores: "Doanvien-html" would be listed, and lead nowhere. Here
the exporters of this project are listed, and found, under their names for people, which nbconvert
calls `export_from_notebook`. An export that fails tells why in words, in every language.
"""

from __future__ import annotations

import json
from functools import cache
from html import escape
from typing import Any

from jupyter_server.base.handlers import path_regex
from jupyter_server.nbconvert.handlers import NbconvertFileHandler
from jupyter_server.services.nbconvert.handlers import NbconvertRootHandler
from jupyter_server.utils import url_path_join
from nbconvert.exporters import get_exporter
from tornado import web

from doanvien.export.reading.errors import ExportError
from doanvien.reference.languages import NOTEBOOKS_IN, languages

EXPORTERS = ("doanvien-html", "doanvien-xlsx")
OK, CONFLICT = 200, 409


class ExportList(NbconvertRootHandler):
    """The formats that the menu offers."""

    def finish(self, chunk: Any = None, *args: Any, **kwargs: Any) -> Any:
        if self.get_status() == OK and isinstance(chunk, str):
            labels = {name: label for label, name in _names_by_label().items()}
            formats = json.loads(chunk)
            chunk = json.dumps({labels.get(name, name): told for name, told in formats.items()})
        return super().finish(chunk, *args, **kwargs)


class Export(NbconvertFileHandler):
    """One notebook in one format, under the exporter's name or its label in the menu."""

    async def get(self, format: str, path: str) -> None:
        try:
            serving = super().get(_names_by_label().get(format, format), path)
            assert serving is not None  # None is for handlers that do not wait
            await serving
        except web.HTTPError as error:
            if not isinstance(error.__cause__, ExportError):
                raise
            self._explain(error.__cause__)

    def _explain(self, error: ExportError) -> None:
        """A page with nothing but the reason: the menu opens it in a tab of its own."""
        self.set_status(CONFLICT)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        told = "".join(
            f'<p lang="{language}">{escape(error.said(language))}</p>' for language in languages()
        )
        self.finish(f'<!doctype html><html lang="{NOTEBOOKS_IN}"><title>doanvien</title>{told}')


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    base = server.web_app.settings["base_url"]
    handlers = [
        (url_path_join(base, "/api/nbconvert"), ExportList),
        (url_path_join(base, r"/nbconvert/(?P<format>[^/]+)") + path_regex, Export),
    ]
    server.web_app.add_handlers(".*$", handlers)


@cache
def _names_by_label() -> dict[str, str]:
    return {get_exporter(name).export_from_notebook: name for name in EXPORTERS}
