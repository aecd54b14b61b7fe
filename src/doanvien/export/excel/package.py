"""The same workbook, the same bytes: an xlsx file without clock, machine or order of writing.

openpyxl stamps the time of saving into the file, and writes XML in another way where lxml happens
to be used. Canonical XML (W3C, exclusive C14N) is the same from both.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from lxml import etree
from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

FIXED_TIME = datetime(2000, 1, 1)
"""Stands where a file wants a date of creation; the time of build belongs in the manifest."""

_CONTENT_TYPES = "[Content_Types].xml"
_CORE = "docProps/core.xml"
_STYLES = "xl/styles.xml"
_DRAWING = re.compile(r"xl/drawings/drawing(\d+)\.xml")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DRAW = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_FONT_PARTS = (
    *("b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz"),
    *("color", "name", "family", "charset", "scheme"),
)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def saved(book: Workbook) -> bytes:
    """The workbook as openpyxl writes it, not compressed (see `normalise`), without the temporary
    files that a kill would leave."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        _InMemory(book, archive).save()
    return raw.getvalue()


class _InMemory(ExcelWriter):
    def write_worksheet(self: Any, ws: Any) -> None:
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        written = io.BytesIO()
        writer: Any = WorksheetWriter(ws, written)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], written.getvalue())
        self.manifest.append(ws)


def normalise(xlsx: bytes, chart_texts: Sequence[tuple[str, str]] = ()) -> bytes:
    """`xlsx` as openpyxl saved it, with canonical parts in a fixed order and at fixed times.

    `chart_texts` are name and alt text of each chart or picture in the order of the sheets:
    openpyxl cannot write them.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target,
    ):
        names = sorted(source.namelist(), key=lambda name: (name != _CONTENT_TYPES, name))
        for name in names:
            if not name.endswith((".xml", ".rels")):
                _put(target, name, source.read(name))
                continue
            root = etree.fromstring(source.read(name), _PARSER)
            if name == _CORE:
                for element in root.iter("{http://purl.org/dc/terms/}modified"):
                    element.text = FIXED_TIME.strftime("%Y-%m-%dT%H:%M:%SZ")
            elif name == _STYLES:
                _order_fonts(root)
            elif (drawing := _DRAWING.fullmatch(name)) and chart_texts:
                _describe(root, *chart_texts[int(drawing[1]) - 1])
            _put(target, name, _DECLARATION + etree.tostring(root, method="c14n", exclusive=True))
    return out.getvalue()


def _put(target: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0  # else the zip says on which system it was made
    entry.external_attr = 0
    target.writestr(entry, content)


def _order_fonts(root: etree._Element) -> None:
    """The parts of a font in the order of the schema (ECMA-376, 18.8.22), which openpyxl mixes."""
    for font in root.iter(f"{_MAIN}font"):
        font[:] = sorted(font, key=lambda part: _FONT_PARTS.index(etree.QName(part).localname))


def _describe(root: etree._Element, name: str, text: str) -> None:
    for properties in root.iter(f"{_DRAW}cNvPr"):
        properties.set("name", name)
        properties.set("descr", text)
