"""Charts of growth: the flow since the beginning, levels, the account as a waterfall."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from doanvien.chapters.time_axis import date_axis, number, numbers, shade_waves
from doanvien.measures.days import crosses_break
from doanvien.measures.growth.balance import Balance
from doanvien.measures.growth.growth import Growth
from doanvien.measures.series.flows import Window
from doanvien.measures.series.stocks import Stock
from doanvien.measures.series.view import View
from doanvien.measures.waves.description import WaveReport
from doanvien.present.look import (
    BLUE,
    GREEN,
    GREY,
    INK,
    LABEL_SIZE,
    ORANGE,
    format_axis,
    new_figure,
)
from doanvien.present.report import Report
from doanvien.present.shown.figure import Figure
from doanvien.present.words.phrases import Words
from doanvien.reference.places import TERRITORY_CHANGE

FEWEST_STEPS = 2
FEWEST_POINTS = 3


MOST_MARKS = 24  # more points than these run into one thick line; so do they when read aloud


def cumulative_charts(report: Report) -> list[Figure]:
    """New members added up from the first day of the period, as a dated step line."""
    figures = []
    for growth, waves in zip(report.growth, report.waves, strict=True):
        flow = growth.flow("members_new")
        if flow is None or flow.window is None:
            continue
        totals = flow.series.running_totals(growth.view.period.start, growth.view.cutoff)
        if len(totals) >= FEWEST_POINTS:
            figures.append(_cumulative_chart(report, growth, waves, totals))
    return figures


def level_charts(report: Report) -> list[Figure]:
    """Total members on their days; the line stops at the break of June–July 2025."""
    figures = []
    for growth in report.growth:
        known = growth.view.history.stock("members_total")
        stocks = tuple(stock for stock in known if stock.day <= growth.view.cutoff)
        in_period = any(stock.day >= growth.view.period.start for stock in stocks)
        if len(stocks) >= FEWEST_POINTS and in_period:
            figures.append(_level_chart(report, growth, stocks))
    return figures


def _cumulative_chart(
    report: Report, growth: Growth, waves: WaveReport, totals: tuple[Window, ...]
) -> Figure:
    t, words, view = report.t, Words(report.language, growth.view.place), growth.view
    drawing, axes = new_figure(height=3.3)
    start, cutoff = view.period.start, view.cutoff
    days = [start - timedelta(days=1), *(window.end for window in totals)]
    values = [0.0, *(window.value for window in totals)]
    shade_waves(axes, words, waves, start, cutoff)
    axes.step(numbers(days), values, where="post", color=BLUE)
    axes.plot(numbers(days[1:]), values[1:], "o", color=BLUE)
    for window in totals:
        axes.annotate(
            words.count(window.value),
            (number(window.end), window.value),
            textcoords="offset points",
            xytext=(-4, 6),
            ha="right",
            fontsize=LABEL_SIZE,
        )
    axes.set_ylim(0, max(values) * 1.18)
    axes.set_xlim(number(start), number(cutoff) + 4)
    format_axis(axes.yaxis, "count", report.language)
    date_axis(axes, words, [start, *(window.end for window in totals)])
    points = "; ".join(
        t("{count} by {day}", count=words.count(window.value), day=words.day(window.end))
        for window in totals
    )
    return Figure(
        name=report.name("cumulative", view),
        caption=report.caption(
            t("New members since the beginning of the period, as published"), view
        ),
        alt=t(
            "Step line of new members since {day}: {points}.", day=words.day(start), points=points
        ),
        drawing=drawing,
        language=report.language,
    )


def _level_chart(report: Report, growth: Growth, stocks: tuple[Stock, ...]) -> Figure:
    t, words, view = report.t, Words(report.language, growth.view.place), growth.view
    drawing, axes = new_figure(height=3.2)
    for piece in _pieces(stocks):
        summed = view.history.is_sum(piece[-1].day)
        axes.plot(
            numbers([stock.day for stock in piece]),
            [stock.value for stock in piece],
            marker="o" if len(stocks) <= MOST_MARKS or len(piece) == 1 else None,
            color=BLUE,
            linestyle="--" if summed else "-",
        )
    low, high = (extreme(stock.value for stock in stocks) for extreme in (min, max))
    room = (high - low) or high
    axes.set_ylim(max(0.0, low - room * 0.35), high + room * 0.35)
    for stock, neighbour, side in (
        (stocks[0], stocks[1], "left"),
        (stocks[-1], stocks[-2], "right"),
    ):
        above = stock.value >= neighbour.value  # on the side that the line leaves free
        axes.annotate(
            words.count(stock.value),
            (number(stock.day), stock.value),
            textcoords="offset points",
            xytext=(0, 8 if above else -8),
            ha=side,
            va="bottom" if above else "top",
            fontsize=LABEL_SIZE,
        )
    format_axis(axes.yaxis, "count", report.language)
    broken = len(_pieces(stocks)) > 1
    middle = [TERRITORY_CHANGE] if broken else []
    date_axis(axes, words, [stocks[0].day, *middle, stocks[-1].day])
    if broken:
        axes.axvline(number(TERRITORY_CHANGE), color=INK, linewidth=1.2, linestyle=":")
    caption = t("Total members on the days published")
    if broken:
        caption = t("Total members on the days published; not compared across June–July 2025")
    if view.history.is_sum(stocks[0].day):
        caption = t(
            "Total members on the days published; dashed, the sum of the provinces merged on "
            "1 July 2025"
        )
    points = "; ".join(
        t("{count} on {day}", count=words.count(stock.value), day=words.day(stock.day))
        for stock in _told(stocks)
    )
    alt = t("Total members on the days published: {points}.", points=points)
    if len(_told(stocks)) < len(stocks):
        alt = t(
            "Total members on {count} days published, among them: {points}.",
            count=words.count(len(stocks)),
            points=points,
        )
    return Figure(
        name=report.name("totals", view),
        caption=report.caption(caption, view),
        alt=alt,
        drawing=drawing,
        language=report.language,
    )


def _told(stocks: tuple[Stock, ...]) -> list[Stock]:
    """The levels that words name: all of a few, else the ends and extremes of every piece."""
    if len(stocks) <= MOST_MARKS:
        return list(stocks)
    told = {
        stock.day: stock
        for piece in _pieces(stocks)
        for stock in (
            *(piece[0], piece[-1]),
            *(min(piece, key=lambda s: s.value), max(piece, key=lambda s: s.value)),
        )
    }
    return [told[day] for day in sorted(told)]


def _pieces(stocks: tuple[Stock, ...]) -> list[list[Stock]]:
    """Runs of levels between which no break lies."""
    pieces = [[stocks[0]]]
    for stock in stocks[1:]:
        if crosses_break(pieces[-1][-1].day, stock.day):
            pieces.append([])
        pieces[-1].append(stock)
    return pieces


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
