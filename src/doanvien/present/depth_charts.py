"""Charts of accounts and of the year ahead, each only where its data fill it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from doanvien.measures.balance import Balance
from doanvien.measures.seasonal import seasonal_share
from doanvien.measures.targets import Attainment
from doanvien.measures.view import View
from doanvien.present.figure import Figure
from doanvien.present.look import BLUE, GREEN, GREY, INK, ORANGE, format_axis, new_figure
from doanvien.present.report import Report
from doanvien.present.words import Words, capital

LABEL_SIZE = 9.5
FEWEST_STEPS = 2
FEWEST_POINTS = 3


def waterfall_charts(report: Report) -> list[Figure]:
    """From the opening to the closing total, a step for each flow, where the account is whole."""
    figures = []
    for growth in report.growth:
        balance = growth.balance
        if (
            balance is not None
            and balance.complete
            and len(_steps(report, balance)) >= FEWEST_STEPS
        ):
            figures.append(_waterfall(report, growth.view, balance))
    return figures


def path_charts(report: Report) -> list[Figure]:
    """The year so far against the season's usual path to the target, and where it is heading."""
    figures = []
    for targets in report.targets:
        chosen = next(
            (
                a
                for a in targets.of_province
                if a.running and a.forecast and a.forecast.usual_share is not None
            ),
            None,
        )
        if chosen is not None and len(_so_far(targets.view, chosen)) >= FEWEST_POINTS:
            figures.append(_path_chart(report, targets.view, chosen))
    return figures


def _steps(report: Report, balance: Balance) -> list[tuple[str, float]]:
    t = report.t
    steps = [
        (t("New"), balance.new),
        (t("Lost"), None if balance.lost is None else -balance.lost),
        (t("Transferred"), balance.transferred),
        (t("Reorganisation"), None if balance.removed is None else -balance.removed),
    ]
    return [(label, value) for label, value in steps if value]


def _waterfall(report: Report, view: View, balance: Balance) -> Figure:
    t, words = report.t, Words(report.language, view.place)
    steps = _steps(report, balance)
    level = balance.opening or 0.0
    drawing, axes = new_figure(height=3.3)
    axes.hlines(level, -0.4, 0.4, color=INK, linewidth=3)
    levels, labels = [level], [t("Opening")]
    for position, (label, value) in enumerate(steps, start=1):
        colour = GREEN if value > 0 else ORANGE
        axes.bar(position, value, bottom=level, width=0.62, color=colour)
        axes.hlines(level, position - 0.69, position - 0.31, color=GREY, linewidth=1)
        level += value
        levels.append(level)
        labels.append(label)
    last = len(steps) + 1
    closing = balance.closing or 0.0
    axes.hlines(level, last - 0.69, last - 0.4, color=GREY, linewidth=1)
    axes.hlines(closing, last - 0.4, last + 0.4, color=INK, linewidth=3)
    levels.append(closing)
    labels.append(t("Closing"))
    room = max(levels) - min(levels) or max(levels)
    axes.set_ylim(max(0.0, min(levels) - 0.25 * room), max(levels) + 0.25 * room)
    tops = [
        levels[0],
        *(max(a, b) for a, b in pairwise(levels[:-1])),
        closing,
    ]
    texts = [words.count(levels[0]), *(words.signed(v) for _, v in steps), words.count(closing)]
    for position, (top, text) in enumerate(zip(tops, texts, strict=True)):
        axes.annotate(
            text,
            (position, top),
            textcoords="offset points",
            xytext=(0, 5),
            ha="center",
            fontsize=LABEL_SIZE,
        )
    axes.set_xticks(range(len(labels)), labels)
    axes.tick_params(axis="x", labelsize=LABEL_SIZE)
    format_axis(axes.yaxis, "count", report.language)
    span = words.span(balance.start, balance.end)
    items = "; ".join(f"{label} {text}" for label, text in zip(labels, texts, strict=True))
    return Figure(
        name=report.name("waterfall", view),
        caption=report.caption(
            t("From opening to closing total {span}; the scale does not begin at zero", span=span),
            view,
        ),
        alt=t("Steps of the members' account {span}: {items}.", span=span, items=items),
        drawing=drawing,
        language=report.language,
    )


def _so_far(view: View, attainment: Attainment) -> list[tuple[date, float]]:
    result = attainment.result
    assert result is not None
    assert result.start is not None
    series = view.history.flow(result.indicator.code)
    totals = series.running_totals(result.start, result.end)
    return [(window.end, window.value) for window in totals]


def _path_chart(report: Report, view: View, attainment: Attainment) -> Figure:
    t, words = report.t, Words(report.language, view.place)
    forecast, result, target = attainment.forecast, attainment.result, attainment.target
    assert forecast is not None
    assert result is not None
    year = target.end.year
    so_far = _so_far(view, attainment)
    usual = _usual_path(view, attainment, year)
    drawing, axes = new_figure(height=3.4)
    start = _number(date(year, 1, 1))
    axes.plot(
        [start, *(_number(day) for day, _ in usual)],
        [0.0, *(value for _, value in usual)],
        color=GREY,
        linestyle="--",
    )
    axes.plot(
        [start, *(_number(day) for day, _ in so_far)],
        [0.0, *(value for _, value in so_far)],
        color=BLUE,
        marker="o",
        markersize=4,
    )
    end = _number(target.end)
    axes.plot(
        [_number(result.end), end],
        [result.value, forecast.central],
        color=BLUE,
        linestyle=":",
    )
    axes.vlines(end, forecast.low, forecast.high, color=BLUE, linewidth=4)
    axes.axhline(target.low, color=INK, linewidth=1.2)
    top = max(forecast.high, target.low)
    axes.annotate(
        t("Target"),
        (start, target.low),
        xytext=(4, 3),
        textcoords="offset points",
        va="bottom",
        ha="left",
        fontsize=LABEL_SIZE,
    )
    axes.annotate(
        words.count(result.value),
        (_number(result.end), result.value),
        textcoords="offset points",
        xytext=(6, -12),
        fontsize=LABEL_SIZE,
    )
    axes.set_ylim(0, top * 1.12)
    axes.set_xlim(start, end + 8)
    quarters = [date(year, month, 1) for month in (1, 4, 7, 10)]
    axes.set_xticks([_number(day) for day in quarters], [words.day(day) for day in quarters])
    axes.tick_params(axis="x", labelsize=LABEL_SIZE)
    format_axis(axes.yaxis, "count", report.language)
    label = capital(result.indicator.label(report.language))
    return Figure(
        name=report.name("path", view),
        caption=report.caption(
            t(
                "{label} since 1 January; dashed, the usual path of earlier years to the target; "
                "at the right the forecast with its 80% interval",
                label=label,
            ),
            view,
        ),
        alt=t(
            "Line of {label} since 1 January: {counted} by {day}, where {usual} was usual on the "
            "way to {target}; forecast {central}, between {low} and {high}.",
            label=result.indicator.label(report.language),
            counted=words.count(result.value),
            day=words.day(result.end),
            usual=words.count(round((forecast.usual_share or 0) * target.low)),
            target=words.count(target.low),
            central=words.count(round(forecast.central)),
            low=words.count(round(forecast.low)),
            high=words.count(round(forecast.high)),
        ),
        drawing=drawing,
        language=report.language,
    )


def _usual_path(view: View, attainment: Attainment, year: int) -> list[tuple[date, float]]:
    """The target spread over the month ends as earlier years spread theirs."""
    assert attainment.result is not None
    paths = view.years_before(attainment.result.indicator.code, "", year)
    ends = [_month_end(year, month) for month in range(1, 13)]
    shares = [(day, seasonal_share(paths, day)) for day in ends]
    low = attainment.target.low
    return [(day, float(share) * low) for day, share in shares if share is not None]


def _month_end(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _number(day: date) -> float:
    return float(day.toordinal())
