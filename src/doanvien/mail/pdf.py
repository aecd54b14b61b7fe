"""The page as a PDF, where WeasyPrint (the optional extra `pdf`) and the system's pango are there.

Many gateways distrust HTML attachments; nobody distrusts a PDF.
"""

from __future__ import annotations

import logging
from functools import cache
from typing import Any

MISSING = (
    "No PDF is attached: WeasyPrint is not installed or finds no pango. "
    "Install the extra with `pip install doanvien[pdf]` and the system's package of pango."
)


def page_pdf(html: str) -> bytes | None:
    """A page on A4, tagged for screen readers; None where there is nothing to make it with.

    The same page gives the same bytes on machines with the same fonts. Nothing is fetched: a page
    holds all it shows.
    """
    weasyprint = _weasyprint()
    if weasyprint is None:
        return None
    nothing_else = weasyprint.urls.URLFetcher(allowed_protocols=("data",))
    document = weasyprint.HTML(string=html, url_fetcher=nothing_else)
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return pdf


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
