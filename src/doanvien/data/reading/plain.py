"""Read a CSV file that needs no CSV reader: no quotation marks, no blank and no ragged rows.

Such files are split by the parser of pandas, ten times as fast as row by row. Whatever is unusual
is left to the slow reader, which knows how to explain it; both give the same columns.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from doanvien.data.reading.header import MOST_COLUMNS
from doanvien.data.reading.table import Texts
from doanvien.data.reading.text import is_nfc
from doanvien.data.reading.wanted import Wanted

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
LEADING = ["province", "territory", "unit"]


@dataclass(frozen=True, eq=False)
class PlainColumns:
    """Cells of the header, and of each of its columns; ``lines`` (n) in the file, from 2."""

    header: list[str]
    cells: list[Texts]
    lines: NDArray[np.int64]


def plain_columns(data: bytes, wanted: Wanted, separator: str) -> PlainColumns | None:
    """The columns of a plain file, its wanted rows only; None where it may need a CSV reader."""
    if any(mark in data for mark in (b'"', b"\r", b"\0")):
        return None
    first, _, body = data.removesuffix(b"\n").partition(b"\n")
    try:
        header = first.decode("utf-8").split(separator)
    except UnicodeDecodeError:
        return None
    if len(header) > MOST_COLUMNS:
        return None
    lines = None
    if not wanted.all:
        if header[: len(LEADING)] != LEADING:
            return None
        every = body.split(b"\n") if body else []
        kept = wanted.positions(body, separator.encode()) if body else []
        lines = np.array(kept, dtype=np.int64) + 2
        body = b"\n".join([every[at] for at in kept])
    # The parser of pandas would take a byte order mark off the first cell, too.
    if not body or body.startswith(BYTE_ORDER_MARK):
        return None
    columns = _split(body, separator, len(header))
    if columns is None or not _is_sound(header, columns):
        return None
    cells = [column.stripped() for column in columns]
    return PlainColumns(header, cells, np.arange(len(cells[0])) + 2 if lines is None else lines)


def _split(body: bytes, separator: str, width: int) -> list[Texts] | None:
    """The cells of each column; None unless every row has as many as the header."""
    first, count, mark = body.partition(b"\n")[0], body.count(b"\n") + 1, separator.encode()
    # The parser refuses rows with more cells than the first; so none has fewer either.
    if {first.count(mark) * count, body.count(mark)} != {count * (width - 1)}:
        return None
    try:
        frame = pd.read_csv(
            io.BytesIO(body),
            sep=separator,
            header=None,
            names=range(width),
            index_col=False,
            dtype=object,
            na_filter=False,
            quoting=csv.QUOTE_NONE,
            skip_blank_lines=False,
            encoding="utf-8",
        )
    except (pd.errors.ParserError, UnicodeDecodeError):
        return None
    return [Texts.of(frame[at].to_numpy()) for at in range(width)]


def _is_sound(header: list[str], columns: list[Texts]) -> bool:
    """Whether all is in Unicode form NFC, and no row is blank."""
    if not all(is_nfc(texts) for texts in (header, *(column.distinct for column in columns))):
        return False
    if not all(any(not text.strip() for text in column.distinct) for column in columns):
        return True
    blank = [column.where(lambda text: not text.strip()) for column in columns]
    return not np.logical_and.reduce(blank).any()
