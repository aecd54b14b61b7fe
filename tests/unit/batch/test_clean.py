"""What a kernel happens to cut into pieces must not show in an executed notebook, nor may a long
line hold up a batch."""

import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_notebook, new_output

from doanvien.batch.making.clean import hide_folders, join_streams


def printed(*pieces: tuple[str, str]) -> list[tuple[str, str]]:
    outputs = [new_output("stream", name=name, text=text) for name, text in pieces]
    notebook = new_notebook(cells=[new_code_cell(outputs=outputs)])
    join_streams(notebook)
    return [(output.name, output.text) for output in notebook.cells[0].outputs]


@given(st.lists(st.text("ab\r\n"), min_size=1))
def test_into_how_many_pieces_it_was_cut_does_not_matter(pieces):
    assert printed(*(("stdout", piece) for piece in pieces)) == printed(("stdout", "".join(pieces)))


def test_equal_pieces_all_count_and_each_stream_stands_where_it_began():
    pieces = [("stdout", "x\n"), ("stderr", "!"), ("stdout", "x\n"), ("stderr", "?")]
    assert printed(*pieces) == [("stdout", "x\nx\n"), ("stderr", "!?")]


def test_of_a_progress_bar_the_last_state_is_kept():
    assert printed(("stdout", "10%\r50%\r100%\ndone\r\n")) == [("stdout", "100%\ndone\r\n")]


def test_a_line_of_a_million_characters_is_done_at_once():
    """nbclient's own way takes time that grows with the square of the length: hours for this."""
    line = "x" * 1_000_000
    assert printed(("stdout", line)) == [("stdout", line)]


def test_what_went_wrong_with_a_temporary_file_is_told_in_the_same_words_every_time(monkeypatch):
    """The folder of temporary files has another name in each build, and is the machine's own."""
    job: Any = SimpleNamespace(project=SimpleNamespace(root=Path("project").resolve()))
    said = set()
    for name in ("dv-first", "dv-second"):
        monkeypatch.setattr(tempfile, "tempdir", str(Path(name).resolve()))
        error = FileNotFoundError(2, "No such file", str(Path(tempfile.gettempdir()) / "x.csv"))
        said.add(hide_folders(str(error), job))
    assert said == {"[Errno 2] No such file: 'x.csv'"}
