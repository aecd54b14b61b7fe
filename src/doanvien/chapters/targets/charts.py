"""The way of the year to its target: what is counted, what was usual, what is foretold."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from doanvien.chapters.targets.outlook import is_foretold, usual_by
from doanvien.measures.targets.outcome import Answered
from doanvien.present.look import BLUE, GREY, INK, LABEL_SIZE, ON_LINES
from doanvien.present.place import Place
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import made_frame, source_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FEWEST_POINTS = 3
EARLY = 4
"""The month end at which the usual way has its name, where the lines are apart."""
COLUMNS = ("label", "indicator", "assigned_by", "line", "period_end", "value", "low")


def path(report: Report) -> pd.DataFrame:
    """The way of the year to the first target that has a forecast, a row for each point.

    ``line`` is what the point belongs to (counted, the usual way of earlier years, the forecast and
    the two ends of its interval), ``period_end`` its day, ``value`` the total since 1 January and
    ``low`` the target, in the indicator's unit. Empty where there is no forecast or too few points.
    """
    place = report.place
    chosen = next((one for one in place.targets.answered if _has_season(one)), None)
    rows = list(_points(place, chosen)) if chosen else []
    label = place.label(chosen.target.indicator) if chosen else ""
    caption = report.t("{label}: the way to the year's target", label=label)
    return made_frame(report, rows, COLUMNS, name="path", caption=caption)


def draw_path(points: pd.DataFrame) -> Axes | None:
    """The frame of `path` as lines: counted in full, the usual way dashed, the forecast dotted."""
    import seaborn as sns
    from matplotlib.pyplot import subplots

    if points.empty:
        return None
    t = source_of(points).words.t
    counted, usual, ahead = t("counted so far"), t("usual in earlier years"), t("forecast")
    axes: Axes = subplots()[1]
    sns.lineplot(
        points[points["line"].isin([counted, usual, ahead])],
        x="period_end",
        y="value",
        hue="line",
        style="line",
        palette={counted: BLUE, usual: GREY, ahead: BLUE},
        dashes={counted: "", usual: (4, 2), ahead: (1, 1.5)},
        legend=False,
        ax=axes,
    )
    span = points[points["line"].isin([t("forecast, lower end"), t("forecast, upper end")])]
    axes.vlines(span["period_end"].iloc[-1], *span["value"], color=BLUE, linewidth=4)
    axes.axhline(points["low"].iloc[0], color=INK, linewidth=1.2)
    axes.annotate(
        t("Target"),
        (0.01, points["low"].iloc[0]),
        xycoords=("axes fraction", "data"),
        xytext=(0, 3),
        textcoords="offset points",
    )
    axes.set_ylim(0, 1.1 * max(points["low"].iloc[0], points["value"].max()))
    last = _last(points)
    over = last["counted"] >= last["usual"]
    _name(axes, counted, (last["day"], last["counted"]), BLUE, over=over, before=True)
    of_usual = points[points["line"] == usual]
    early = of_usual.iloc[min(EARLY, len(of_usual) - 1)]
    _name(axes, usual, (early["period_end"], early["value"]), INK, over=not over, before=not over)
    end = points[points["line"] == ahead].iloc[-1]
    _name(axes, ahead, (end["period_end"], end["value"]), BLUE, over=True, before=True)
    return axes


def _name(
    axes: Axes, text: str, at: tuple[Any, float], colour: str, *, over: bool, before: bool
) -> None:
    """What a line is, beside one of its points: over or under it, before or behind it."""
    axes.annotate(
        text,
        at,
        xytext=(-8 if before else 8, 5 if over else -5),
        textcoords="offset points",
        ha="right" if before else "left",
        va="bottom" if over else "top",
        color=colour,
        fontsize=LABEL_SIZE,
        bbox=ON_LINES,
    )


def path_finding(points: pd.DataFrame) -> str:
    """What the lines say, for the caption."""
    if points.empty:
        return ""
    words, last = source_of(points).words, _last(points)
    return words.t(
        "{label}: {counted} by {day}, where {usual} would be usual on the way to {target} "
        "({amount})",
        label=points["label"].iloc[0],
        counted=words.count(last["counted"]),
        day=words.day(last["day"]),
        usual=words.count(last["usual"]),
        target=words.assigned_target(points["assigned_by"].iloc[0]),
        amount=words.count(points["low"].iloc[0]),
    )


def path_described(points: pd.DataFrame) -> str:
    """What is drawn, for who cannot see it."""
    if points.empty:
        return ""
    words, last = source_of(points).words, _last(points)
    return words.t(
        "Line of {label} since 1 January: {counted} by {day}, where {usual} was usual on the "
        "way to {target}; forecast {central}, between {low} and {high}.",
        label=points["label"].iloc[0],
        counted=words.count(last["counted"]),
        day=words.day(last["day"]),
        usual=words.count(last["usual"]),
        target=words.count(points["low"].iloc[0]),
        central=words.count(last["forecast"]),
        low=words.count(last["lower"]),
        high=words.count(last["upper"]),
    )


def _has_season(one: Answered) -> bool:
    return is_foretold(one) and one.forecast is not None and one.forecast.usual_share is not None


def _points(place: Place, one: Answered) -> Iterator[dict[str, Any]]:
    result, forecast, target, t = one.result, one.forecast, one.target, place.t
    assert result.start is not None
    assert forecast is not None
    series = place.view.history.flow(result.indicator.code)
    totals = series.running_totals(result.start, result.end)
    if len(totals) < FEWEST_POINTS:
        return
    lines: list[tuple[str, date, float]] = [(t("counted so far"), w.end, w.value) for w in totals]
    lines += [(t("usual in earlier years"), *point) for point in _usual_way(place, one)]
    lines += [
        (t("forecast"), result.end, result.value),
        (t("forecast"), target.end, forecast.central),
        (t("forecast, lower end"), target.end, forecast.low),
        (t("forecast, upper end"), target.end, forecast.high),
    ]
    label = place.label(result.indicator)
    for line, day, value in lines:
        yield {
            "label": label,
            "indicator": result.indicator.code,
            "assigned_by": target.assigned_by,
            "line": line,
            "period_end": day,
            "value": value,
            "low": target.low,
        }


def _usual_way(place: Place, one: Answered) -> Iterator[tuple[date, float]]:
    """The target spread over the month ends as earlier years spread theirs, and over the day that
    is counted to, so that what is set against each other has the same days."""
    year = one.target.end.year
    ends = {date(year, month, monthrange(year, month)[1]) for month in range(1, 13)}
    for day in sorted({*ends, one.result.end}):
        share = usual_by(place, one, day)
        if share is not None:
            yield day, float(share) * one.target.low


def _last(points: pd.DataFrame) -> dict[str, Any]:
    """The last point counted, what was usual by that day, and the forecast."""
    t = source_of(points).words.t
    of = {str(line): rows for line, rows in points.groupby("line")}
    counted = of[t("counted so far")].iloc[-1]
    usual = of[t("usual in earlier years")]
    before = usual[usual["period_end"] <= counted["period_end"]]
    return {
        "counted": counted["value"],
        "day": counted["period_end"].date(),
        "usual": before["value"].iloc[-1] if len(before) else 0.0,
        "forecast": of[t("forecast")]["value"].iloc[-1],
        "lower": of[t("forecast, lower end")]["value"].iloc[-1],
        "upper": of[t("forecast, upper end")]["value"].iloc[-1],
    }
