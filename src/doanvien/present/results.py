"""Results that show their tables when a cell ends with them.

What is measured knows nothing of display; a report hands it out together with the way to show it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

Kind = Literal["growth", "targets", "waves", "wave_effects", "printed"]
EACH_PLACE = ("growth", "targets", "waves")
T = TypeVar("T")

ALONE: dict[str, Callable[[Any], None]] = {}
"""How each kind of result is shown alone; `present.alone` fills it in, from the chapters' tables,
which themselves are made from reports."""


class Results(tuple[T, ...]):
    """Results of one kind. A cell that ends with them shows their tables.

    Growth, targets and waves hold one result for each place, the report's own, then its namesake
    if any; each shows its tables alone as well.
    """

    def __repr__(self) -> str:
        return "\n".join(map(repr, self))


def results(kind: Kind, report: Any, measured: Iterable[T]) -> Results[T]:
    """What was measured for a `present.report.Report`, to be displayed alone or together.

    Shown alone is what the report says of `kind`, or of one of its places.
    """
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
    report: Any
    kind: Kind

    def __call__(self) -> None:
        show_alone(self.kind, self.report)


def show_alone(kind: Kind | Literal["report", "overview"], thing: object) -> None:
    """Show what a cell ends with: a report, an overview, or results of a kind of a report."""
    ALONE[kind](thing)


def _display_with(thing: object, display: Callable[[], None]) -> None:
    """Give one object the method that IPython calls to display it; results are frozen."""
    object.__setattr__(thing, "_ipython_display_", display)
