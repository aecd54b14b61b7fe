"""A CSV file is read in two ways, and in part or in whole: the tables are the same.

When this fails, a report lacks a row, or blames one that is right, because of a quotation mark in
somebody else's row.
"""

from collections.abc import Sequence
from unittest import mock

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from doanvien.data.reading import csv_file
from doanvien.data.reading.csv_file import read_table
from doanvien.data.reading.table import Table
from doanvien.data.reading.wanted import EVERYTHING, Wanted
from doanvien.data.rules.schema import FIGURES

HEADER = FIGURES.header.split(",")
PROVINCES = (
    "lao-cai",
    " lao-cai",
    "\ufefflao-cai",
    "yen-bai",
    "ha-noi",
    "Lào Cai",
    "lao-cia",
    "xyz",
    "?",
    "",
)
UNITS = ("", " ", "\u00a0", "Huyện A", "\ufeff")
TEXTS = ("", " ", "1128", " 1.128 ", "-5", "đ", "\x0b", "\x85", "\ufeffx", "nan", "a b")
ODD_TEXTS = (*TEXTS, "e\u0302")
QUOTED_TEXTS = (*TEXTS, '"một, ""hai"""', '"x"')
HEADERS = (HEADER, HEADER[::-1], [" province", *HEADER[1:]], ["provinze", *HEADER[1:]], HEADER[1:])
WANTED = (EVERYTHING, Wanted("lao-cai"), Wanted("lao-cai", units=False), Wanted("yen-bai"))
AGREEMENT = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def files(draw: st.DrawFn, *, quoted: bool) -> bytes:
    """A file of figures: any header, any line ends, some rows blank or ragged."""
    odd = draw(st.booleans())  # most odd things send a file to the slow reader
    cell = st.sampled_from(QUOTED_TEXTS if quoted else ODD_TEXTS if odd else TEXTS)
    row = st.tuples(
        st.sampled_from(PROVINCES),
        st.sampled_from(("", "63", "x")),
        st.sampled_from(UNITS),
        *[cell] * (len(HEADER) - 3),
    )
    rows: list[Sequence[str]] = draw(st.lists(row, max_size=6))
    if odd:
        blank = st.just([""] * len(HEADER))
        rows = draw(st.permutations([*rows, *draw(st.lists(blank | st.lists(cell), max_size=2))]))
    names = draw(st.sampled_from(HEADERS)) if odd else HEADER
    end = draw(st.sampled_from(("\n", "\r\n") if quoted else ("\n",)))
    text = end.join(",".join(cells) for cells in (names, *rows)) + draw(st.sampled_from(("", end)))
    return draw(st.sampled_from((b"", b"\xef\xbb\xbf"))) + text.encode()


def told(table: Table) -> tuple:
    cells = {name: list(texts) for name, texts in table.cells.items()}
    return table.lines.tolist(), cells, table.problems, table.complete


@given(data=files(quoted=False), wanted=st.sampled_from(WANTED))
@AGREEMENT
def test_the_fast_and_the_slow_reader_agree(tmp_path, data, wanted):
    path = tmp_path / "lao-cai.csv"
    path.write_bytes(data)
    fast = read_table(path, "f", "f", FIGURES, wanted)
    with mock.patch.object(csv_file, "plain_columns", return_value=None):
        assert told(fast) == told(read_table(path, "f", "f", FIGURES, wanted))


@given(data=files(quoted=True), wanted=st.sampled_from(WANTED[1:]))
@AGREEMENT
def test_the_wanted_rows_are_those_of_the_whole_file(tmp_path, data, wanted):
    path = tmp_path / "lao-cai.csv"
    path.write_bytes(data)
    part, whole = (read_table(path, "f", "f", FIGURES, w) for w in (wanted, EVERYTHING))
    names = [whole.column(name) for name in ("province", "unit")]
    kept = [
        position
        for position, (province, unit) in enumerate(zip(*names, strict=True))
        if "province" not in whole.columns or wanted.row(province, unit)
    ]
    expected = [(int(whole.lines[at]), whole.row(at).cells) for at in kept]
    assert [(row.line, row.cells) for row in part.rows] == expected
    assert part.complete == whole.complete
    ragged = [found for found in part.problems if "cells" in found.told[0].text]
    assert set(ragged) <= set(whole.problems)
