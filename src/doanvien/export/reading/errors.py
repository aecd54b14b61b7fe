"""What can go wrong between executed notebooks and a document."""

from __future__ import annotations

from doanvien.reference.languages import MESSAGES_IN, Language
from doanvien.reference.sentences import ExplainedError, Sentence, sentence


class ExportError(ExplainedError):
    """A notebook cannot become part of a document.

    Names the chapter (notebook), the cell where there is one (its position in the notebook,
    counted from 1, text cells included) and says what to do; `told` is the message.
    """

    def __init__(self, chapter: str, told: Sentence, cell: int | None = None) -> None:
        self.chapter = chapter
        self.cell = cell
        self.told = told
        super().__init__(self.said(MESSAGES_IN))

    def said(self, language: Language) -> str:
        """Place and message."""
        where = [self.chapter]
        if self.cell:
            where.append(sentence("cell {number}", number=self.cell).said(language))
        return f"{', '.join(where)}: {self.told.said(language)}"
