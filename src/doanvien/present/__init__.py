"""Results as what a reader sees: tables, figures, tiles, sentences, the cover."""

from doanvien.present.display import show_cover, show_figure, show_table, show_text, show_tiles
from doanvien.present.report import Report, open_report

__all__ = [
    "Report",
    "open_report",
    "show_cover",
    "show_figure",
    "show_table",
    "show_text",
    "show_tiles",
]
