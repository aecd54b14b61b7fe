"""Chapter headline: the first page of a report.

results    the results a report opens with: over its own days, since 1 January, against targets
lead       what was reached and where it lags, in two sentences
tiles      the key figures: value, days, against what, verdict in symbol and word
elsewhere  what is known of units and waves, where the place has no figure
awaited    the targets that nobody has published a result for
quoted     the sentences to paste into an official report
clauses    what was done, in a clause with its share of each target
totals     totals and rates of a day, and how many unions an officer has
caveats    what to know before quoting, and what the period lacks

A notebook says ``from doanvien.chapters import headline`` and uses the names below.
"""

from doanvien.chapters.headline.awaited import awaited
from doanvien.chapters.headline.caveats import caveats, not_published
from doanvien.chapters.headline.lead import lead
from doanvien.chapters.headline.quoted import quoted
from doanvien.chapters.headline.tiles import tiles

__all__ = ["awaited", "caveats", "lead", "not_published", "quoted", "tiles"]
