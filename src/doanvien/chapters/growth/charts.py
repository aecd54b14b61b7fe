"""Charts of growth from its frames: the account as steps, totals over time."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

import pandas as pd

from doanvien.present.look import AXIS, BLUE, GREY, LABEL_SIZE, ON_LINES
from doanvien.present.shown.tables.origin import said_in, source_of
from doanvien.present.words.letters import capital

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FEWEST_STEPS = 2
FEWEST_POINTS = 3
MOST_TOLD = 12
STEPS = ("new", "lost", "transferred", "removed")
LABEL_WIDTH = 10  # letters in a line under a bar


def draw_account(account: pd.DataFrame) -> Axes | None:
    """The frame of `account` as steps from the opening to the closing total.

    None where the account is not whole or has fewer than two steps.
    """
    import seaborn as sns
    from matplotlib.patches import Rectangle
    from matplotlib.pyplot import subplots
    from matplotlib.ticker import MaxNLocator

    steps = _steps(account)
    if steps.empty:
        return None
    words = source_of(account).words
    axes: Axes = subplots()[1]
    sns.barplot(
        steps.assign(height=steps["top"] - steps["bottom"]),
        x="item",
        y="height",
        hue="kind",
        palette={"level": GREY, "up": BLUE, "down": BLUE},  # the sign says which way
        saturation=1,
        legend=False,
        ax=axes,
    )
    bottoms = list(steps["bottom"])
    for bar in axes.patches:
        if isinstance(bar, Rectangle):
            bar.set_y(bottoms[round(bar.get_x() + bar.get_width() / 2)])
    for position, (_, row) in enumerate(steps.iterrows()):
        level = row["kind"] == "level"
        text = words.count(row["persons"]) if level else words.signed(row["persons"])
        axes.annotate(
            text,
            (position, row["top"]),
            xytext=(0, 3),
            textcoords="offset points",
            ha="center",
            fontsize=LABEL_SIZE,
        )
    low, high = steps["bottom"].min(), steps["top"].max()
    room = max(high - low, 1.0)
    axes.set_ylim(low - room * 0.1, high + room * 0.18)
    axes.set(xlabel="", ylabel=words.t("Number (axis cut off)"))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    names = [
        fill(tick.get_text(), LABEL_WIDTH, break_long_words=False)
        for tick in axes.get_xticklabels()
    ]
    axes.set_xticks(axes.get_xticks(), names)
    return axes


def account_finding(account: pd.DataFrame) -> str:
    """What the account comes to, for a caption."""
    steps, words = _steps(account), source_of(account).words
    if steps.empty:
        return ""
    persons = account.set_index("term")["persons"]
    change = persons["closing"] - persons["opening"]
    values = {
        "label": account["label"].iloc[0],
        "opening": words.count(persons["opening"]),
        "closing": words.count(persons["closing"]),
    }
    if change == 0:
        return words.t("{label} unchanged at {closing}", **values)
    if change > 0:
        return words.t(
            "{label} up by {change}, from {opening} to {closing}",
            change=words.count(change),
            **values,
        )
    return words.t(
        "{label} down by {change}, from {opening} to {closing}",
        change=words.count(-change),
        **values,
    )


def account_described(account: pd.DataFrame) -> str:
    """The steps in one sentence, for who cannot see them."""
    steps, words = _steps(account), source_of(account).words
    if steps.empty:
        return ""
    items = [
        words.t(
            "{label} {number}",
            label=row["item"],
            number=(words.count if row["kind"] == "level" else words.signed)(row["persons"]),
        )
        for _, row in steps.iterrows()
    ]
    return words.t("Steps from the opening to the closing total: {items}.", items="; ".join(items))


def draw_totals(totals: pd.DataFrame) -> Axes | None:
    """The frame of `totals` as a line that stops where the series breaks; sums dashed."""
    import seaborn as sns
    from matplotlib.pyplot import subplots

    if len(totals) < FEWEST_POINTS:
        return None
    axes: Axes = subplots()[1]
    sns.lineplot(
        totals,
        x="period_end",
        y="value",
        units="stretch",
        style="summed",
        dashes={False: "", True: (4, 2)},
        markers={False: "o", True: "o"} if len(totals) <= MOST_TOLD * 2 else False,
        estimator=None,
        color=BLUE,
        legend=False,
        ax=axes,
    )
    for at, side, near in ((0, "left", slice(1, 9)), (-1, "right", slice(-9, -1))):
        row = totals.iloc[at]
        under = totals["value"].iloc[near].mean() > row["value"]  # where the line does not run
        axes.annotate(
            said_in(totals, totals.index[at], "value"),
            (row["period_end"], row["value"]),
            xytext=(0, -7 if under else 7),
            textcoords="offset points",
            ha=side,
            va="top" if under else "bottom",
            fontsize=LABEL_SIZE,
            bbox=ON_LINES,
        )
    low, high = totals["value"].min(), totals["value"].max()
    room = (high - low) or high
    bottom = max(0.0, low - room * 0.35)
    axes.set_ylim(bottom, high + room * 0.35)
    if bottom:
        axes.set_ylabel(source_of(totals).words.t("Number (axis cut off)"))
    if totals["stretch"].nunique() > 1:
        first = totals.loc[totals["stretch"] == totals["stretch"].iloc[-1], "period_end"].min()
        axes.axvline(first, color=AXIS, linewidth=1.2, linestyle=":")
    return axes


def totals_finding(totals: pd.DataFrame) -> str:
    """The last total, and how it compares where it can be compared, for a caption."""
    if len(totals) < FEWEST_POINTS:
        return ""
    words, last = source_of(totals).words, totals.iloc[-1]
    values = {
        "count": said_in(totals, totals.index[-1], "value"),
        "day": words.day(last["period_end"].date()),
    }
    if totals["stretch"].nunique() > 1:
        return capital(
            words.t(
                "{count} {count:member|members} on {day}; not compared across June–July 2025",
                **values,
            )
        )
    first = totals.iloc[0]
    return capital(
        words.t(
            "{count} {count:member|members} on {day}, {earlier} on {earlier_day}",
            **values,
            earlier=said_in(totals, totals.index[0], "value"),
            earlier_day=words.day(first["period_end"].date()),
        )
    )


def totals_described(totals: pd.DataFrame) -> str:
    """The points of the line, of many the ends and extremes, for who cannot see it."""
    if len(totals) < FEWEST_POINTS:
        return ""
    words = source_of(totals).words
    told = totals if len(totals) <= MOST_TOLD else _ends(totals)
    return words.t(
        "Line of total members on {count} {count:day|days}, among them: {points}.",
        count=words.count(len(totals)),
        points="; ".join(
            words.t(
                "{count} on {day}",
                count=said_in(totals, at, "value"),
                day=words.day(row["period_end"].date()),
            )
            for at, row in told.iterrows()
        ),
    )


def _ends(totals: pd.DataFrame) -> pd.DataFrame:
    """First, last, lowest and highest of every stretch."""
    kept: set[int] = set()
    for _, piece in totals.groupby("stretch"):
        values = piece["value"]
        kept |= {int(str(label)) for label in (values.idxmin(), values.idxmax())}
        kept |= {int(str(label)) for label in (piece.index[0], piece.index[-1])}
    return totals.loc[sorted(kept)]


def _steps(account: pd.DataFrame) -> pd.DataFrame:
    """Bottom and top of each step; empty where the account does not add up or is too short."""
    persons: dict[str, float] = dict(zip(account["term"], account["persons"], strict=True))
    items: dict[str, str] = dict(zip(account["term"], account["item"], strict=True))
    moves = [term for term in STEPS if persons.get(term)]
    whole = {"opening", "closing"} <= set(persons)
    columns = ["item", "persons", "bottom", "top", "kind"]
    if len(moves) < FEWEST_STEPS or not whole:
        return pd.DataFrame(columns=columns)
    level = persons["opening"]
    rows: list[tuple[str, float, float, float, str]] = []
    for term in moves:
        change = persons[term]
        low, high = min(level, level + change), max(level, level + change)
        rows.append((items[term], change, low, high, "up" if change > 0 else "down"))
        level += change
    if level != persons["closing"]:
        return pd.DataFrame(columns=columns)
    lowest, highest = min(row[2] for row in rows), max(row[3] for row in rows)
    floor = max(0.0, lowest - (highest - lowest) * 0.1)
    first, last = persons["opening"], persons["closing"]
    steps = [
        (items["opening"], first, floor, first, "level"),
        *rows,
        (items["closing"], last, floor, last, "level"),
    ]
    return pd.DataFrame(steps, columns=columns)
