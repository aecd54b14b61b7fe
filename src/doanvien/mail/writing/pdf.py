"""The page as PDFs, where WeasyPrint (the optional extra `pdf`) and the system's pango are there.

Many gateways distrust HTML attachments; nobody distrusts a PDF, and a phone opens it at once.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from doanvien.reference.sentences import sentence

MISSING = sentence(
    "No PDF is attached: WeasyPrint is not installed or finds no pango. "
    "Install the extra with `pip install doanvien[pdf]` and the system's package of pango."
)
_DRAWING = re.compile(r'<svg(?:[^>"]|"[^"]*")*\saria-label="([^"]*)"(?:[^>"]|"[^"]*")*>')


@dataclass(frozen=True)
class Printed:
    """A page on A4: all of it, and its first page alone (None where it is all there is)."""

    whole: bytes
    first: bytes | None


def page_pdfs(html: str) -> Printed | None:
    """A page printed, tagged for screen readers; None where there is nothing to print it with.

    The same page gives the same bytes on machines with the same fonts. Nothing is fetched: a page
    holds all it shows.
    """
    weasyprint = _weasyprint()
    if weasyprint is None:
        return None
    nothing_else = weasyprint.urls.URLFetcher(allowed_protocols=("data",))
    source = weasyprint.HTML(string=_with_titles(html), url_fetcher=nothing_else)
    document = source.render(pdf_variant="pdf/ua-1")
    # Writing a document uses it up, so each of the two is a copy of it.
    pages = list(document.pages)
    first = _written(document, pages[:1]) if len(pages) > 1 else None
    return Printed(_written(document, pages), first)


def _written(document: Any, pages: list[Any]) -> bytes:
    pdf: bytes = document.copy(pages).write_pdf(pdf_variant="pdf/ua-1")
    return pdf


def _with_titles(html: str) -> str:
    """Drawings with their text as a title: there WeasyPrint looks for what is read aloud."""
    return _DRAWING.sub(r"\g<0><title>\1</title>", html)


@cache
def _weasyprint() -> Any:
    # It tells of every rule of the style sheet that is for screens only.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    try:
        import weasyprint
        import weasyprint.urls
    except (ImportError, OSError):  # OSError: installed, but the system has no pango
        return None
    return weasyprint
