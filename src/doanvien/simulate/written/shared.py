"""The files that all provinces share: targets, campaign waves, the only source."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from doanvien.reference.maps import OLD_MAP
from doanvien.reference.places import TERRITORY_CHANGE
from doanvien.simulate.invented.months import Month
from doanvien.simulate.invented.place import SimulatedPlace
from doanvien.simulate.invented.targets import Target
from doanvien.simulate.invented.waves import Wave

TARGETS_HEADER = (
    "province,territory,unit,indicator,period_start,period_end,low,high,rule,assigned_by,source,"
    "note"
)
CAMPAIGNS_HEADER = (
    "province,territory,unit,name,start,end,indicator,result_start,result_end,value,units,source,"
    "note"
)
PERCENTAGES_HEADER = (
    "province,territory,unit,indicator,period_start,period_end,value,printed,of,base_indicator,"
    "base,assigned_by,source,note"
)
SOURCES_HEADER = "source,publisher,title,url,published_on,kind"
SOURCE = "sim,doanvien,Số liệu mô phỏng,,,original"
COUNTED = ("grassroots_unions_new", "members_new")


def target_lines(slug: str, territory: str, targets: list[Target]) -> Iterator[str]:
    """A line for each target; ``territory`` is written where its last day would mislead."""
    for target in targets:
        span = f"{target.start},{target.end},{target.low},,at_least"
        head = f"{slug},{territory},{target.unit},{target.indicator}"
        yield f"{head},{span},{target.assigned_by},sim,"


def target_territory(simulated: SimulatedPlace, target: Target) -> str:
    """63 for the year 2025 of a province that did not see its end."""
    merged = simulated.place.territory != 0
    return "63" if merged and simulated.territory == OLD_MAP and _late(target) else ""


def _late(target: Target) -> bool:
    return target.end >= TERRITORY_CHANGE


def campaign_lines(simulated: SimulatedPlace, first: Month, last: Month) -> Iterator[str]:
    """Two lines for each wave that lies in the months written: unions founded and members won.

    A result covers the whole months of the window, as monthly returns give no others. It counts the
    whole province, as federations print it, whether or not a unit took part.
    """
    account = simulated.account
    for wave in simulated.waves:
        months = [n for n, month in enumerate(account.months) if wave.inside(month) == 1]
        if not months or account.months[months[0]] < first or last < account.months[months[-1]]:
            continue
        days = f"{account.months[months[0]].start},{account.months[months[-1]].end}"
        for code in COUNTED:
            value = account.flows[code][:, months].sum()
            head = f"{simulated.place.slug},,,{wave.name},{wave.start},{wave.end}"
            yield f"{head},{code},{days},{value},{_listed(simulated, wave)},sim,"


def _listed(simulated: SimulatedPlace, wave: Wave) -> str:
    """The units that took part; empty if all did."""
    if wave.taking_part.all():
        return ""
    names = np.array(simulated.account.units.names)[wave.taking_part]
    return ";".join(sorted(names))
