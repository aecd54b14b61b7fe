"""Sentences that the library wrote from results: the lead, verdicts, caveats, paragraphs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Literal, get_args

from doanvien.reference.languages import NOTEBOOKS_IN, Language, translator

TEXT_MIME = "application/vnd.doanvien.text+json"

Role = Literal["lead", "verdict", "action", "quote", "caveat", "paragraph"]


@dataclass(frozen=True)
class Sentences:
    """Whole sentences with one role.

    lead       the message of a chapter, one paragraph in larger type
    verdict    a judgement, marked with the word "Đánh giá"; several become a list
    action     what is to be done, marked "Cần chỉ đạo"; several become a list
    quote      fit to be copied into a report, marked "Trích dẫn"
    caveat     what to mind, marked with the word "Lưu ý"; several become a list
    paragraph  plain text
    """

    role: Role
    sentences: tuple[str, ...]
    language: Language = NOTEBOOKS_IN

    def __post_init__(self) -> None:
        object.__setattr__(self, "sentences", tuple(self.sentences))
        if self.role not in get_args(Role):
            raise ValueError(f"Role {self.role!r} is not one of {get_args(Role)}.")

    def to_html(self) -> str:
        """The sentences ready to show; "" when there are none."""
        if not self.sentences:
            return ""
        if self.role in ("lead", "paragraph"):
            return f'<p class="{self.role}">{escape(" ".join(self.sentences))}</p>'
        return f'<div class="{self.role}" role="note">{_marked(self)}</div>'

    def bundle(self) -> dict[str, Any]:
        """What a notebook puts into the cell's output."""
        payload = {
            "role": self.role,
            "sentences": list(self.sentences),
            "language": self.language,
        }
        return {
            "text/plain": " ".join(self.sentences),
            "text/html": self.to_html(),
            TEXT_MIME: payload,
        }

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return self.bundle()


def sentences_from_payload(payload: Mapping[str, Any]) -> Sentences:
    """The sentences that made `payload`; `ValueError` when it was not made by sentences."""
    try:
        language = payload.get("language", NOTEBOOKS_IN)
        return Sentences(payload["role"], tuple(payload["sentences"]), language)
    except (KeyError, TypeError) as error:
        raise ValueError(f"Not the data of sentences: {error!r} is missing or wrong.") from error


def _marked(text: Sentences) -> str:
    t = translator(text.language)
    words = {
        "verdict": t("Findings"),
        "action": t("To be decided"),
        "quote": t("For quotation"),
        "caveat": t("Caveat"),
    }
    mark = f"<strong>{escape(words[text.role])}:</strong>"
    if text.role == "quote":
        return f"<p>{mark}</p><p>{escape(' '.join(text.sentences))}</p>"
    if len(text.sentences) > 1:
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in text.sentences)
        return f"<p>{mark}</p><ul>{items}</ul>"
    return f"<p>{mark} {escape(' '.join(text.sentences))}</p>"
