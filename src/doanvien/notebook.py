"""Results as what a reader sees: tables, figures, tiles, sentences, the cover.

A notebook opens with `open_report` and shows whatever it has to show with the functions `show_…`.
For a figure of your own, `new_figure` gives an empty drawing in the common look.
"""

from doanvien.chapters import alone  # noqa: F401  so that whatever a cell ends with can be shown
from doanvien.chapters.overview.overview import Overview, open_overview
from doanvien.present.look import format_axis, new_figure
from doanvien.present.report import Report, open_report
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
    "format_axis",
    "new_figure",
    "open_overview",
    "open_report",
    "show_cover",
    "show_figure",
    "show_table",
    "show_text",
    "show_tiles",
]
