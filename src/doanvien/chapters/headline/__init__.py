"""Chapter headline: the summary of a report.

answers    the results a report opens with, each with every target that it answers
sentences  the paragraph to paste into an official report, and what to know before quoting it
tiles      the key figures that open a report: value, against what, verdict in symbol and word

A notebook says ``from doanvien.chapters import headline`` and uses the names below.
"""

from doanvien.chapters.headline.sentences import caveats, not_published, outlook, paragraph
from doanvien.chapters.headline.tiles import tiles

__all__ = ["caveats", "not_published", "outlook", "paragraph", "tiles"]
