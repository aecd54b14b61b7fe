"""What a form asks for, from ``data/reference/form_columns.csv``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from doanvien.reference.files import read_table
from doanvien.reference.indicators import Indicator, indicator


@dataclass(frozen=True)
class Asked:
    """One column of figures. ``day`` is "opening" or "closing" for a level, "" for a flow."""

    group: str
    title: str
    code: str
    day: str

    @property
    def found(self) -> Indicator:
        return indicator(self.code)

    def days(self, since: date, cut_off: date) -> tuple[date | None, date]:
        """First and last day of its figures; the first is None for a level."""
        if self.found.kind == "flow":
            return since, cut_off
        return None, since - timedelta(days=1) if self.day == "opening" else cut_off

    @property
    def sign(self) -> int:
        """How it enters the balance of its group: 1, −1, or 0 where it does not."""
        if self.day == "opening":
            return 1
        if self.found.kind != "flow":
            return 0
        return 1 if self.code.endswith("_new") or self.found.signed else -1


@cache
def asked() -> tuple[Asked, ...]:
    """The columns of a form, from the left."""
    return tuple(
        Asked(row["group"], row["title"], row["indicator"], row["day"])
        for row in read_table("form_columns.csv")
    )


def groups() -> dict[str, tuple[Asked, ...]]:
    """The columns of each group."""
    found: dict[str, list[Asked]] = {}
    for one in asked():
        found.setdefault(one.group, []).append(one)
    return {group: tuple(columns) for group, columns in found.items()}


def is_balanced(columns: tuple[Asked, ...]) -> bool:
    """Whether a group has levels at both ends, so that its movements can be checked."""
    return {"opening", "closing"} <= {one.day for one in columns}
