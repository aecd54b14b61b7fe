"""Text cells as HTML, with nbconvert's own reading of Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from doanvien.export.reading.sanitise import sanitise


def markdown_to_html(source: str, attachments: Mapping[str, Any] | None = None) -> str:
    """HTML of a text cell, harmless; pictures pasted into the cell are carried along.

    Raises `nbconvert.filters.markdown_mistune.InvalidNotebook` for a picture that is not there.
    """
    renderer = IPythonRenderer(
        escape=False, exclude_anchor_links=True, attachments=dict(attachments or {})
    )
    return sanitise(MarkdownWithMath(renderer=renderer).render(source))
