"""Take the marks of a run off an executed notebook: the same inputs must give the same bytes."""

import json
import os
import re
import sys
import tempfile
from pathlib import Path

from nbformat import NotebookNode

from doanvien.batch.plan import ReportJob

# "C:\...\frame.py:12: FutureWarning: words" -> "FutureWarning: words"
_PLACE_OF_WARNING = re.compile(r"^.*:\d+: (?=\w*Warning: )")


def clean_notebook(executed: NotebookNode, source: str, job: ReportJob) -> None:
    """Remove times, random ids, folders of this machine and what papermill noted of itself.

    `source` is the text of the notebook that was executed.
    """
    executed.metadata.pop("papermill", None)
    written_ids = _ids(source)
    for index, cell in enumerate(executed.cells):
        cell.metadata.pop("papermill", None)
        tags = cell.metadata.get("tags")
        if not tags:
            cell.metadata.pop("tags", None)
        elif "injected-parameters" in tags:
            cell.source = _hide_outer_data_set(cell.source, job)
        if cell.get("id") not in written_ids:
            cell["id"] = f"cell-{index + 1}"


def join_streams(executed: NotebookNode) -> None:
    """What a cell printed becomes one output, where its first piece was; into how many pieces a
    kernel cut it is chance. Of a line that was written over ("50%\\r100%") the last words stay.

    nbclient can do this too, but needs time that grows with the square of a line's length.
    """
    for cell in executed.cells:
        if "outputs" not in cell:
            continue
        streams: dict[str, list[NotebookNode]] = {}
        for output in cell.outputs:
            if output.output_type == "stream":
                streams.setdefault(output.name, []).append(output)
        for pieces in streams.values():
            lines = "".join(piece.text for piece in pieces).split("\n")
            pieces[0].text = "\n".join(_as_seen(line) for line in lines)
        further = {id(piece) for pieces in streams.values() for piece in pieces[1:]}
        cell.outputs = [output for output in cell.outputs if id(output) not in further]


def take_warnings(executed: NotebookNode, job: ReportJob) -> tuple[str, ...]:
    """Remove what the cells wrote to stderr and return it, each line once, without folders.

    Each cell has its stderr in one piece (see `join_streams`).
    """
    lines: dict[str, None] = {}
    for cell in executed.cells:
        streams = [output for output in cell.get("outputs", ()) if output.get("name") == "stderr"]
        for stream in streams:
            cell.outputs.remove(stream)
            for line in stream.text.splitlines():
                # The indented line after a Python warning only repeats the code.
                if line.strip() and not line.startswith(" "):
                    lines[hide_folders(_PLACE_OF_WARNING.sub("", line), job)] = None
    return tuple(lines)


def hide_folders(text: str, job: ReportJob) -> str:
    """`text` without the folders above the project, of the user, of the Python installation and of
    temporary files."""
    python, temporary = (Path(sys.prefix), Path(sys.base_prefix)), Path(tempfile.gettempdir())
    for folder in (job.project.root, *python, Path.home(), temporary):
        if folder != folder.parent:
            text = text.replace(f"{folder}{os.sep}", "")
    return text


def _as_seen(line: str) -> str:
    """What a terminal shows of a line in the end."""
    ending = "\r" if line.endswith("\r") else ""
    return line.removesuffix("\r").rpartition("\r")[2] + ending


def _hide_outer_data_set(code: str, job: ReportJob) -> str:
    """Of the way to a data set outside the project, keep the last folder only."""
    if job.data.is_relative_to(job.project.root):
        return code
    return code.replace(f'"{job.parameters()["data"]}"', f'"{job.data.name}"')


def _ids(source: str) -> set[str]:
    """Cell ids that stand in the file; nbformat invents one for a cell that has none."""
    cells = json.loads(source).get("cells", [])
    return {cell["id"] for cell in cells if "id" in cell}
