"""What a cell shows that ends with a report, an overview or a kind of results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from doanvien.chapters.checks import tables as check_tables
from doanvien.chapters.growth import tables as growth_tables
from doanvien.chapters.headline.tiles import headline_tiles
from doanvien.chapters.overview.overview import Overview
from doanvien.chapters.overview.text import overview_tiles
from doanvien.chapters.targets import tables as target_tables
from doanvien.chapters.waves import effect_tables, effect_text
from doanvien.chapters.waves import tables as wave_tables
from doanvien.present.report import Report, cover_of
from doanvien.present.results import ALONE, Kind
from doanvien.present.shown.display import show_cover, show_table, show_text, show_tiles
from doanvien.present.shown.table import Table

TABLES: dict[Kind, tuple[Callable[[Report], Iterable[Table]], ...]] = {
    "growth": (
        growth_tables.flow_tables,
        growth_tables.level_tables,
        growth_tables.rate_tables,
        growth_tables.balance_tables,
        growth_tables.comparison_tables,
        growth_tables.longer_flow_tables,
        growth_tables.unit_tables,
    ),
    "targets": (
        target_tables.attainment_tables,
        target_tables.level_tables,
        target_tables.pace_tables,
        target_tables.open_tables,
        target_tables.implied_tables,
        target_tables.plan_tables,
    ),
    "waves": (wave_tables.wave_tables, wave_tables.rate_tables, wave_tables.unit_tables),
    "printed": (check_tables.printed_tables,),
}
"""The tables of a kind of results, in the order of its chapter."""


def _show_report(report: Report) -> None:
    show_cover(cover_of(report))
    show_tiles(headline_tiles(report))


def _show_overview(overview: Overview) -> None:
    show_cover(cover_of(overview.country))
    show_tiles(overview_tiles(overview))


def _show_tables(kind: Kind) -> Callable[[Report], None]:
    def show(report: Report) -> None:
        _show(report, [table for tables in TABLES[kind] for table in tables(report)])

    return show


def _show_wave_effects(report: Report) -> None:
    """With what an effect is, or why none can be given: mostly there is no table to say it."""
    tables = (effect_tables.net_tables, effect_tables.gross_tables, effect_tables.check_tables)
    _show(
        report,
        [table for made in tables for table in made(report)],
        effect_text.effect_sentences(report),
        effect_text.effect_caveats(report),
    )


def _show(
    report: Report,
    tables: Sequence[Table],
    verdicts: Sequence[str] = (),
    caveats: Sequence[str] = (),
) -> None:
    show_text(verdicts, role="verdict", language=report.language)
    for table in tables:
        show_table(table)
    show_text(caveats, role="caveat", language=report.language)
    if not (tables or verdicts or caveats):
        nothing = report.t("Nothing to show: the data set has no such figures.")
        show_text(nothing, language=report.language)


ALONE.update({kind: _show_tables(kind) for kind in TABLES})
ALONE.update(report=_show_report, overview=_show_overview, wave_effects=_show_wave_effects)
