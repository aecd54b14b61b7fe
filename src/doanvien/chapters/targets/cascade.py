"""The cascade of targets as a frame and a picture: TLĐ, the federation, its units together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from doanvien.chapters.targets.attainment import target_row
from doanvien.measures.series.qualifiers import of_sum
from doanvien.measures.targets.cascade import OF_UNITS, Step, cascades
from doanvien.present.look import BLUE, GREY, LABEL_SIZE
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import Said, made_frame, said_in, source_of
from doanvien.present.words.letters import capital, uncapital
from doanvien.reference.indicators import both_bases, indicator
from doanvien.reference.text.numbers import exact

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROOM = 1.75
"""The width of a chart, 1 being its longest bar: the first bars have their names behind them."""

COLUMNS = (
    *("label", "indicator", "target_period", "level", "low", "of_above", "result", "counted_to"),
    "share",
)


def cascade(report: Report) -> pd.DataFrame:
    """A row for each level that has a target for one thing over one span: TLĐ, the federation or
    its congress, its units added up; net before gross.

    ``low`` is what the level was assigned, ``of_above`` it ÷ the amount of the level above that
    counts alike; ``result`` what answers it, ``share`` the one ÷ the other. Units together have a
    result where each has one, over the same days. Empty where only one level has targets.
    """
    steps = [
        (place, step)
        for place in report.places
        for steps in cascades(place.targets)
        for step in steps
    ]
    notes = [report.t("Only amounts that count alike are held against each other.")]
    if any(step.level == OF_UNITS for _, step in steps):
        notes.append(report.t("Of the units, those whose target is known are added up."))
    return made_frame(
        report,
        [_row(place, step) for place, step in steps],
        COLUMNS,
        name="cascade",
        caption=_finding(steps) or report.t("Targets level by level, and their results"),
        notes=notes,
    )


def _finding(steps: list[tuple[Place, Step]]) -> str:
    """What the first level that has one above it was assigned of that one's amount."""
    for place, step in steps:
        if step.of_above is not None:
            return place.t(
                "{label}: the target of {level} is {share} of that of the level just above",
                label=place.label(step.target.indicator),
                level=uncapital(_level(place, step)),
                share=place.words.percent(step.of_above),
            )
    return ""


def draw_cascade(cascade: pd.DataFrame) -> Axes | None:
    """The first thing of the frame: for each level a bar of what was assigned and one of the
    result; None where no result is known."""
    import seaborn as sns
    from matplotlib.container import BarContainer
    from matplotlib.pyplot import subplots

    first = _first(cascade)
    if first["result"].isna().all():
        return None
    words = source_of(cascade).words
    t = words.t
    brief = first["indicator"].map(lambda code: indicator(code).short_label(words.language))
    bars = first.assign(level=brief + ", " + first["level"].map(uncapital)).melt(
        "level", ["low", "result"], "what", "value"
    )
    names = {"low": t("Assigned"), "result": t("Result")}
    axes: Axes = subplots()[1]
    sns.barplot(
        bars.assign(what=bars["what"].map(names)),
        x="value",
        y="level",
        hue="what",
        palette={names["low"]: GREY, names["result"]: BLUE},
        saturation=1,
        legend=False,
        ax=axes,
    )
    ends = min(0.0, bars["value"].min()), bars["value"].max()
    axes.set(xlabel="", ylabel="", xlim=tuple(ROOM * end for end in ends))
    drawn = [one for one in axes.containers if isinstance(one, BarContainer)]
    for what, container in zip(names, drawn, strict=True):
        told = [_beside_bar(cascade, at, what) for at in first[what].dropna().index]
        told[0] = words.t("{label} {number}", label=names[what], number=told[0])
        axes.bar_label(container, told, padding=3, fontsize=LABEL_SIZE)
    return axes


def _beside_bar(cascade: pd.DataFrame, at: Any, column: str) -> str:
    """The number of a bar; that an amount is the least, or of each year, stands in the table."""
    said = said_in(cascade, at, column)
    return said.partition(" ")[0] if column == "low" else said


def cascade_finding(cascade: pd.DataFrame) -> str:
    """What each level was assigned of the one above, for a caption: of net and gross, what has more
    levels; the amounts where no two levels count alike."""
    first, words = _first(cascade), source_of(cascade).words
    if first.empty:
        return ""
    label = first["label"].value_counts(sort=False).idxmax()
    rows = first[first["label"] == label]
    of_above = {at: said_in(cascade, at, "of_above") for at in rows.index}
    told = [
        words.t("{level} {amount}", level=uncapital(str(rows.at[at, "level"])), amount=share)
        for at, share in of_above.items()
        if share
    ]
    if told:
        return words.t(
            "{label}, each of the level just above: {items}", label=label, items=", ".join(told)
        )
    amounts = [
        words.t(
            "{level} {amount}",
            level=uncapital(str(rows.at[at, "level"])),
            amount=said_in(cascade, at, "low"),
        )
        for at in rows.index
    ]
    return words.t("{subject}: {text}", subject=label, text=", ".join(amounts))


def cascade_described(cascade: pd.DataFrame) -> str:
    """The same with the results, for who cannot see the bars."""
    first = _first(cascade)
    if first.empty:
        return ""
    words = source_of(cascade).words
    items = [
        words.t(
            "{label}, {level}: {amount} assigned, {result} reached",
            label=row["label"],
            level=row["level"],
            amount=said_in(cascade, at, "low"),
            result=said_in(cascade, at, "result") or words.t("no result"),
        )
        for at, row in first.iterrows()
    ]
    return words.t(
        "Bars of what each level was assigned and reached: {items}.", items="; ".join(items)
    )


def _first(cascade: pd.DataFrame) -> pd.DataFrame:
    """The levels of the first thing over its span, gross and net."""
    if cascade.empty:
        return cascade
    codes = [one.code for one in both_bases(cascade["indicator"].iloc[0])]
    span = cascade["target_period"].iloc[0]
    return cascade[cascade["indicator"].isin(codes) & (cascade["target_period"] == span)]


def _row(place: Place, step: Step) -> dict[str, Any]:
    of_above = None if step.of_above is None else float(step.of_above)
    known = (
        _of_units(place, step) if step.level == OF_UNITS else target_row(place, step.attainments[0])
    )
    return {
        **known,
        "label": place.label(step.target.indicator),
        "level": _level(place, step),
        "of_above": of_above,
    }


def _level(place: Place, step: Step) -> str:
    if step.level != OF_UNITS:
        return capital(place.words.assigner(step.target.assigned_by))
    return place.t("{units} units together", units=place.words.count(len(step.attainments)))


def _of_units(place: Place, step: Step) -> dict[str, Any]:
    words, measured, answered = place.words, step.target.indicator, step.together
    known = {**target_row(place, step.attainments[0]), "low": step.low}
    if not answered:
        missing = place.t("not known of all units over the same days")
        return {**known, "result": Said(None, missing), "counted_to": None, "share": None}
    result = float(sum(exact(one.result.value) for one in answered))
    qualifier = of_sum(one.result.qualifier for one in answered)
    return {
        **known,
        "result": words.said(result, measured, qualifier),
        "counted_to": answered[0].result.end,
        "share": Said(result / step.low, words.share(result, step.low)) if step.low else None,
    }
