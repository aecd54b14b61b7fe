"""The covers of executed notebooks, which must tell of one report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nbformat import NotebookNode

from doanvien.export.reading.content import DAMAGED
from doanvien.export.reading.errors import ExportError
from doanvien.present.shown.cover import COVER_MIME, Cover, cover_from_payload
from doanvien.present.shown.tables.table import clean_text
from doanvien.reference.sentences import sentence

SHARED = ("federation", "period", "cutoff", "language", "status")
"""What the covers of all chapters of one document must agree on."""


def covers_in(notebook: NotebookNode, name: str) -> Iterator[Cover]:
    for number, cell in enumerate(notebook.cells, 1):
        for output in cell.get("outputs", ()):
            payload = output.get("data", {}).get(COVER_MIME)
            if payload is not None:
                try:
                    yield _legible(cover_from_payload(payload))
                except DAMAGED as error:
                    told = sentence("the output is damaged: {reason}", reason=str(error))
                    raise ExportError(name, told, number) from error


def _legible(cover: Cover) -> Cover:
    """Without letters that no page and no workbook can hold, in what people wrote."""
    return replace(
        cover,
        title=clean_text(cover.title),
        federation=clean_text(cover.federation),
        place=clean_text(cover.place),
        period_label=clean_text(cover.period_label),
        dataset_title=clean_text(cover.dataset_title),
        subtitle=clean_text(cover.subtitle),
    )


def check_same_report(first: Cover, other: Cover, name: str) -> None:
    for key in SHARED:
        ours, theirs = getattr(first, key), getattr(other, key)
        if ours != theirs:
            raise ExportError(
                name,
                sentence(
                    "its cover says {key} {theirs}, the chapters before it say {ours}. Run all "
                    "chapters of a document with the same parameters.",
                    key=key,
                    theirs=str(theirs),
                    ours=str(ours),
                ),
            )
