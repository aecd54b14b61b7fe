"""The same workbook, the same bytes: an xlsx file without clock, machine or order of writing.

openpyxl stamps the time of saving into the file, and writes XML in another way where lxml happens
to be installed. Canonical XML (W3C, C14N 2.0) is the same from both.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from xml.etree.ElementTree import canonicalize

FIXED_TIME = datetime(2000, 1, 1)
"""Stands where a file wants a date of creation; the time of build belongs in the manifest."""

_CONTENT_TYPES = "[Content_Types].xml"
_CORE = "docProps/core.xml"
_MODIFIED = re.compile(r"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def normalise(xlsx: bytes) -> bytes:
    """`xlsx` as openpyxl saved it, with canonical parts in a fixed order and at fixed times."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target,
    ):
        names = sorted(source.namelist(), key=lambda name: (name != _CONTENT_TYPES, name))
        for name in names:
            content = canonicalize(source.read(name).decode())
            if name == _CORE:
                stamp = FIXED_TIME.strftime("%Y-%m-%dT%H:%M:%SZ")
                content = _MODIFIED.sub(rf"\g<1>{stamp}\g<2>", content)
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else the zip says on which system it was made
            entry.external_attr = 0
            target.writestr(entry, _DECLARATION + content)
    return out.getvalue()
