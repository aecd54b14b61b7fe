"""Results as what a reader sees: tables, figures, tiles, sentences, the cover."""

from doanvien.present.display import show_cover, show_figure, show_table, show_text, show_tiles
from doanvien.present.overview import Overview, open_overview
from doanvien.present.report import Report, open_report

__all__ = [
    "Overview",
    "Report",
    "open_overview",
    "open_report",
    "show_cover",
    "show_figure",
    "show_table",
    "show_text",
    "show_tiles",
]
