"""Everything a notebook imports to open a report and to show something.

``open_report`` (one province), ``open_overview`` (the country and its provinces) and ``open_data``
(the figures of a whole data set as one frame) open; ``show_table``, ``show_figure``, ``show_text``
and ``show_tiles`` show, in the notebook, in the page and in the workbook. What a chapter computes
is in ``doanvien.chapters``, a name for each notebook: ``from doanvien.chapters import targets``.
"""

from __future__ import annotations

from doanvien.chapters import headline
from doanvien.chapters import overview as country
from doanvien.chapters.overview.overview import Overview, open_overview
from doanvien.present.first_line import cover_of
from doanvien.present.opening import open_data, open_report
from doanvien.present.report import Report
from doanvien.present.shown.bare import show_alone
from doanvien.present.shown.display import (
    show_cover,
    show_figure,
    show_table,
    show_text,
    show_tiles,
)

__all__ = [
    "Overview",
    "Report",
    "open_data",
    "open_overview",
    "open_report",
    "show_figure",
    "show_table",
    "show_text",
    "show_tiles",
]


def _show_report(report: Report) -> None:
    show_cover(cover_of(report))
    show_tiles(headline.tiles(report))


def _show_overview(overview: Overview) -> None:
    show_cover(cover_of(overview.country))
    show_tiles(country.tiles(overview))


show_alone(Report, _show_report)
show_alone(Overview, _show_overview)
