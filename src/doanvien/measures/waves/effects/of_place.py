"""The waves of one place in a data set, ready for the estimators."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from doanvien.data.rules.numbers import NumberForm
from doanvien.data.rules.values import units_named
from doanvien.measures.series.rows import rows_of
from doanvien.measures.series.view import View
from doanvien.measures.waves.effects.counted.panel import Panel, build_panel
from doanvien.measures.waves.effects.counted.windows import WaveWindow
from doanvien.measures.waves.effects.effects import WaveEffect, wave_effects
from doanvien.reference.indicators import campaign_aims


def counts() -> tuple[str, ...]:
    """The indicators on which effects are estimated."""
    return tuple(item.code for item in campaign_aims())


def effects_of_place(view: View) -> tuple[WaveEffect, ...]:
    """The effect of every wave that touches the report's period, on members and on unions.

    All years up to the cut-off are used, other waves as well. Units are the place's subordinate
    units; where none reports, the place itself is the only unit, which leaves the comparison with
    earlier years. Waves of a single unit and waves without announced dates are not estimated.
    Units are compared within their kind where the register of units says which it is.
    """
    if not any(_touches(view, wave) for wave in _windows(view)):
        return ()
    return tuple(
        effect
        for effect in effects_of_every_year(view)
        if any(_touches(view, wave) for wave in effect.waves)
    )


def effects_of_every_year(view: View) -> tuple[WaveEffect, ...]:
    """The same for every wave up to the cut-off date, in order of their dates."""
    panels = {code: _panel(view, code) for code in counts()}
    return wave_effects(panels, _windows(view), view.cutoff, kinds=view.kinds)


def _panel(view: View, code: str) -> Panel:
    flows = {unit: series for (unit, found), series in view.flows.items() if found == code}
    units = {unit: series for unit, series in flows.items() if unit}
    return build_panel(units if len(units) > 1 else {"": view.flow(code)}, view.cutoff)


def _windows(view: View) -> list[WaveWindow]:
    """One window for each wave of the whole place; results of one wave share its row's dates."""
    dated = view.campaigns[
        view.campaigns["start"].notna()
        & view.campaigns["end"].notna()
        & (view.campaigns["unit"] == "")
    ]
    windows: dict[tuple[str, pd.Timestamp, pd.Timestamp], WaveWindow] = {}
    for row in rows_of(dated):
        named = frozenset(units_named(row.units))
        cost = NumberForm().read(row.cost) if row.cost else None
        window = WaveWindow(row.name, row.start.date(), row.end.date(), named or None, cost)
        known = windows.setdefault((row.name, row.start, row.end), window)
        if known.cost is None and cost is not None:
            windows[row.name, row.start, row.end] = replace(known, cost=cost)
    return list(windows.values())


def _touches(view: View, wave: WaveWindow) -> bool:
    return wave.start <= view.cutoff and wave.end >= view.period.start
