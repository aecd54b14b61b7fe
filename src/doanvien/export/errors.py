"""What can go wrong between executed notebooks and a document."""

from __future__ import annotations


class ExportError(ValueError):
    """A notebook cannot become part of a document.

    Names the chapter (notebook), the cell where there is one (its position in the notebook,
    counted from 1, text cells included) and says what to do.
    """

    def __init__(self, chapter: str, message: str, cell: int | None = None) -> None:
        place = f"{chapter}, cell {cell}" if cell else chapter
        super().__init__(f"{place}: {message}")
        self.chapter = chapter
        self.cell = cell
        self.message = message
