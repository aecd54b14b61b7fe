"""What can go wrong between executed notebooks and a document."""

from __future__ import annotations

from doanvien.reference.languages import MESSAGES_IN, Language
from doanvien.reference.sentences import ExplainedError, Sentence, sentence


class ExportError(ExplainedError):
    """A notebook cannot become part of a document.

    Names the chapter (notebook), the cell where there is one (its position in the notebook,
    counted from 1, text cells included) and says what to do. `message` is in English; what an
    analyst meets most is a sentence that can be said in Vietnamese too.
    """

    def __init__(self, chapter: str, message: str | Sentence, cell: int | None = None) -> None:
        self.chapter = chapter
        self.cell = cell
        self._told = message
        super().__init__(self.said(MESSAGES_IN))

    @property
    def message(self) -> str:
        return self._message(MESSAGES_IN)

    def said(self, language: Language) -> str:
        """Place and message."""
        where = [self.chapter]
        if self.cell:
            where.append(sentence("cell {number}", number=self.cell).said(language))
        return f"{', '.join(where)}: {self._message(language)}"

    def _message(self, language: Language) -> str:
        return self._told if isinstance(self._told, str) else self._told.said(language)
