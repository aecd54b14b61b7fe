"""Results that show their tables when a cell ends with them.

What is measured knows nothing of display; a report hands it out together with the way to show it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeVar

from doanvien.present.display import show_table, show_text

if TYPE_CHECKING:
    from doanvien.present.report import Report
    from doanvien.present.table import Table

Kind = Literal["growth", "targets", "waves", "wave_effects", "printed"]
EACH_PLACE = ("growth", "targets", "waves")
T = TypeVar("T")


class Results(tuple[T, ...]):
    """Results of one kind. A cell that ends with them shows their tables.

    Growth, targets and waves hold one result for each place, the report's own, then its namesake
    if any; each shows its tables alone as well.
    """

    def __repr__(self) -> str:
        return "\n".join(map(repr, self))


def results(kind: Kind, report: Report, measured: Iterable[T]) -> Results[T]:
    """What was measured for a report, to be displayed alone or together."""
    found = Results(measured)
    found.__doc__ = getattr(type(report), kind).__doc__  # what `report.growth?` shows
    _display_with(found, _Display(report, kind))
    for item in found if kind in EACH_PLACE else ():
        alone = replace(report)
        alone.__dict__[kind] = (item,)  # the report of this one place
        _display_with(item, _Display(alone, kind))
    return found


@dataclass(frozen=True)
class _Display:
    report: Report
    kind: Kind

    def __call__(self) -> None:
        language = self.report.language
        tables, (verdicts, caveats) = _tables(self.report, self.kind), _said(self.report, self.kind)
        show_text(verdicts, role="verdict", language=language)
        for table in tables:
            show_table(table)
        show_text(caveats, role="caveat", language=language)
        if not (tables or verdicts or caveats):
            nothing = self.report.t("Nothing to show: the data set has no such figures.")
            show_text(nothing, language=language)


def _display_with(thing: object, display: Callable[[], None]) -> None:
    """Give one object the method that IPython calls to display it; results are frozen."""
    object.__setattr__(thing, "_ipython_display_", display)


def _tables(report: Report, kind: Kind) -> list[Table]:
    """The tables of a kind of results, in the order of its chapter."""
    from doanvien.present import (
        check_tables,
        effect_tables,
        growth_tables,
        target_tables,
        wave_tables,
    )

    chapters = {
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
        "wave_effects": (
            effect_tables.net_tables,
            effect_tables.gross_tables,
            effect_tables.check_tables,
        ),
        "printed": (check_tables.printed_tables,),
    }
    return [table for tables in chapters[kind] for table in tables(report)]


def _said(report: Report, kind: Kind) -> tuple[list[str], list[str]]:
    """What an effect is, and why none can be given: mostly there is no table to say it."""
    if kind != "wave_effects":
        return [], []
    from doanvien.present.effect_text import effect_caveats, effect_sentences

    return effect_sentences(report), effect_caveats(report)
