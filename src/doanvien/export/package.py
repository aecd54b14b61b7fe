"""The same workbook, the same bytes: an xlsx file without clock, machine or order of writing."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

FIXED_TIME = datetime(2000, 1, 1)
"""Stands where a file wants a date of creation; the time of build belongs in the manifest."""

_CONTENT_TYPES = "[Content_Types].xml"
_CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def normalise(xlsx: bytes) -> bytes:
    """`xlsx` with entries in a fixed order, fixed times, and openpyxl's time of saving removed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target,
    ):
        names = sorted(source.namelist(), key=lambda name: (name != _CONTENT_TYPES, name))
        for name in names:
            content = source.read(name)
            if name == _CORE:
                stamp = FIXED_TIME.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                content = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # else the zip says on which system it was made
            entry.external_attr = 0
            target.writestr(entry, content)
    return out.getvalue()
