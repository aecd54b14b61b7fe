"""Charts, each chosen for its data: bullet bars, a dated step line, levels, daily pace.

A chart is drawn only where its data fill it: a report with three figures has no empty axes.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from doanvien.measures.days import crosses_break
from doanvien.measures.flows import Window
from doanvien.measures.growth import Growth
from doanvien.measures.series import Stock
from doanvien.measures.targets import Attainment, TargetReport
from doanvien.measures.waves import Wave, WaveReport, WaveResult
from doanvien.present.figure import Figure
from doanvien.present.look import BLUE, GREY, INK, ORANGE, PAPER, format_axis, new_figure
from doanvien.present.report import Report
from doanvien.present.words import Words
from doanvien.reference.places import TERRITORY_CHANGE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FEWEST_POINTS = 3
MOST_MARKS = 24  # more points than these run into one thick line; so do they when read aloud
TRACK = "#e4e8eb"
WAVE_SHADE = "#f6dcc4"
ROW_HEIGHT = 0.62
LABEL_SIZE = 9.5


def bullet_charts(report: Report) -> list[Figure]:
    """Share of each target attained, with a mark at the share of time elapsed."""
    return [
        _bullet_chart(report, targets, rows)
        for targets in report.targets
        if (rows := [a for a in targets.of_province if a.elapsed is not None])
    ]


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


def wave_charts(report: Report) -> list[Figure]:
    """New members a day inside and outside the days counted, on the time line of the waves."""
    figures = []
    for waves in report.waves:
        found = [
            (wave, result)
            for wave in waves.waves
            for result in wave.results
            if result.indicator.code == "members_new"
            and not result.unit
            and result.daily_outside is not None
        ]
        if found:
            figures.append(_wave_chart(report, waves, *found[0]))
    return figures


def _bullet_chart(report: Report, targets: TargetReport, rows: list[Attainment]) -> Figure:
    t, words = report.t, Words(report.language, targets.view.place)
    drawing, axes = new_figure(height=0.7 + ROW_HEIGHT * len(rows))
    shares = [float(a.share or 0) for a in rows]
    right = max(1.0, *shares) * 1.04
    for position, (attainment, share) in enumerate(zip(rows, shares, strict=True)):
        y = -position
        axes.barh(y, 1.0, height=0.34, color=TRACK, align="center")
        axes.barh(y, share, height=0.34, color=BLUE, align="center")
        if attainment.elapsed is not None and attainment.elapsed < 1:
            elapsed = float(attainment.elapsed)
            axes.plot([elapsed, elapsed], [y - 0.25, y + 0.25], color=INK, linewidth=2.4)
        axes.plot([1.0, 1.0], [y - 0.22, y + 0.22], color=GREY, linewidth=1.4)
        label = _bullet_label(words, attainment)
        axes.text(0, y + 0.33, label, va="bottom", ha="left", fontsize=LABEL_SIZE)
    axes.set_xlim(0, right)
    axes.set_ylim(-len(rows) + 0.55, 0.85)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.grid(axis="y", visible=False)
    format_axis(axes.xaxis, "percent", report.language)
    running = any(a.elapsed is not None and a.elapsed < 1 for a in rows)
    caption = (
        t("Share of each target attained; the dark mark is the share of time elapsed")
        if running
        else t("Share of each target attained")
    )
    return Figure(
        name=report.name("bullets", targets.view),
        caption=report.caption(caption, targets.view),
        alt=t(
            "Bars of the share attained of each target: {items}.",
            items="; ".join(_bullet_alt(words, a) for a in rows),
        ),
        drawing=drawing,
        language=report.language,
    )


def _bullet_label(words: Words, attainment: Attainment) -> str:
    assert attainment.result is not None
    assert attainment.share is not None
    return words.t(
        "{label}: {share} of {amount}",
        label=attainment.result.indicator.short_label(words.language),
        share=words.percent(attainment.share),
        amount=words.target_amount(attainment.target),
    )


def _bullet_alt(words: Words, attainment: Attainment) -> str:
    text = _bullet_label(words, attainment)
    if attainment.elapsed is not None and attainment.elapsed < 1:
        elapsed = words.percent(attainment.elapsed)
        text = words.t("{item} with {elapsed} of the time elapsed", item=text, elapsed=elapsed)
    return text


def _cumulative_chart(
    report: Report, growth: Growth, waves: WaveReport, totals: tuple[Window, ...]
) -> Figure:
    t, words, view = report.t, Words(report.language, growth.view.place), growth.view
    drawing, axes = new_figure(height=3.3)
    start, cutoff = view.period.start, view.cutoff
    days = [start - timedelta(days=1), *(window.end for window in totals)]
    values = [0.0, *(window.value for window in totals)]
    _shade_waves(axes, words, waves, start, cutoff)
    axes.step(_numbers(days), values, where="post", color=BLUE)
    axes.plot(_numbers(days[1:]), values[1:], "o", color=BLUE)
    for window in totals:
        axes.annotate(
            words.count(window.value),
            (_number(window.end), window.value),
            textcoords="offset points",
            xytext=(-4, 6),
            ha="right",
            fontsize=LABEL_SIZE,
        )
    axes.set_ylim(0, max(values) * 1.18)
    axes.set_xlim(_number(start), _number(cutoff) + 4)
    format_axis(axes.yaxis, "count", report.language)
    _date_axis(axes, words, [start, *(window.end for window in totals)])
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
            _numbers([stock.day for stock in piece]),
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
            (_number(stock.day), stock.value),
            textcoords="offset points",
            xytext=(0, 8 if above else -8),
            ha=side,
            va="bottom" if above else "top",
            fontsize=LABEL_SIZE,
        )
    format_axis(axes.yaxis, "count", report.language)
    broken = len(_pieces(stocks)) > 1
    middle = [TERRITORY_CHANGE] if broken else []
    _date_axis(axes, words, [stocks[0].day, *middle, stocks[-1].day])
    if broken:
        axes.axvline(_number(TERRITORY_CHANGE), color=INK, linewidth=1.2, linestyle=":")
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


def _wave_chart(report: Report, waves: WaveReport, wave: Wave, result: WaveResult) -> Figure:
    t, words, view = report.t, Words(report.language, waves.view.place), waves.view
    total = result.total
    assert total is not None
    assert result.daily_outside is not None
    drawing, axes = new_figure(height=3.3)
    last = max([total.end, *(w.end for w in waves.waves if w.end)])
    _shade_waves(axes, words, waves, total.start, last)
    blocks = [
        (total.start, result.start - timedelta(days=1), result.daily_outside, GREY),
        (result.start, result.end, result.daily_inside, ORANGE),
        (result.end + timedelta(days=1), total.end, result.daily_outside, GREY),
    ]
    for first, end, rate, colour in blocks:
        if first <= end:
            axes.bar(
                _number(first),
                float(rate),
                width=(end - first).days + 1,
                align="edge",
                color=colour,
            )
    top = max(float(result.daily_inside), float(result.daily_outside))
    inside, outside = (words.decimal(r) for r in (result.daily_inside, result.daily_outside))
    middle = _number(result.start) + result.days / 2
    first, end, *_ = max((blocks[0], blocks[2]), key=lambda block: (block[1] - block[0]).days)
    beside = _number(first) + ((end - first).days + 1) / 2
    for x, rate, text in (
        (middle, result.daily_inside, inside),
        (beside, result.daily_outside, t("{rate} on the other days", rate=outside)),
    ):
        axes.annotate(
            text,
            (x, float(rate)),
            xytext=(0, 3),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=LABEL_SIZE,
        )
    axes.axvline(_number(total.end) + 1, color=INK, linewidth=1.4, linestyle="--")
    axes.set_ylim(0, top * 1.45)
    axes.set_xlim(_number(total.start), _number(last) + 2)
    format_axis(axes.yaxis, "count", report.language)
    axes.set_ylabel(t("New members a day"))
    _date_axis(axes, words, [total.start, result.start, total.end])
    return Figure(
        name=report.name("wave-pace", view),
        caption=report.caption(
            t(
                "New members a day, on average; wave windows shaded, the dashed line is the day "
                "counted to"
            ),
            view,
        ),
        alt=t(
            "Bars of new members a day: {inside} from {start} to {end}, {outside} on the other "
            "days to {day}; the windows of the waves are shaded.",
            inside=inside,
            outside=outside,
            start=words.day(result.start),
            end=words.day(result.end),
            day=words.day(total.end),
        ),
        drawing=drawing,
        language=report.language,
    )


def _shade_waves(axes: Axes, words: Words, waves: WaveReport, start: date, end: date) -> None:
    """Shade the announced windows and number them at the top."""
    windows = [(w.start, w.end) for w in waves.waves if w.start and w.end]
    for number, (first, last) in enumerate(dict.fromkeys(windows), start=1):
        if last < start or first > end:
            continue
        left, right = _number(max(first, start)), _number(min(last, end)) + 1
        axes.axvspan(left, right, color=WAVE_SHADE, zorder=0, linewidth=0)
        axes.annotate(
            words.t("Wave {number}", number=number),
            (left, 0.98),
            xycoords=axes.get_xaxis_transform(),
            xytext=(4, 0),
            textcoords="offset points",
            ha="left",
            va="top",
            fontsize=LABEL_SIZE,
        )
        axes.axvline(left, color=PAPER, linewidth=2, zorder=0.5)


def _date_axis(axes: Axes, words: Words, days: list[date]) -> None:
    """Ticks on the days that matter, thinned so that no two labels touch."""
    first, last = axes.get_xlim()
    least = (last - first) / 4.2
    kept: list[date] = []
    for day in sorted(set(days)):
        if not kept or _number(day) - _number(kept[-1]) >= least:
            kept.append(day)
    axes.set_xticks(_numbers(kept), [words.day(day) for day in kept])


def _numbers(days: list[date]) -> list[float]:
    return [_number(day) for day in days]


def _number(day: date) -> float:
    return float(day.toordinal())
