"""Charts of targets: bullet bars, and the way to the end of the year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from doanvien.chapters.time_axis import number
from doanvien.measures.series.seasonal import seasonal_share
from doanvien.measures.series.view import View
from doanvien.measures.targets.outcome import Answered
from doanvien.measures.targets.targets import TargetReport
from doanvien.present.look import BLUE, GREY, INK, LABEL_SIZE, format_axis, new_figure
from doanvien.present.report import Report
from doanvien.present.shown.figure import Figure
from doanvien.present.words.phrases import Words, capital

FEWEST_POINTS = 3
TRACK = "#e4e8eb"


ROW_HEIGHT = 0.62


def bullet_charts(report: Report) -> list[Figure]:
    """Share of each target attained, with a mark at the share of time elapsed."""
    return [
        _bullet_chart(report, targets, rows)
        for targets in report.targets
        if (rows := targets.answered)
    ]


def _bullet_chart(report: Report, targets: TargetReport, rows: Sequence[Answered]) -> Figure:
    t, words = report.t, Words(report.language, targets.view.place)
    drawing, axes = new_figure(height=0.7 + ROW_HEIGHT * len(rows))
    shares = [float(a.share) for a in rows]
    right = max(1.0, *shares) * 1.04
    for position, (attainment, share) in enumerate(zip(rows, shares, strict=True)):
        y = -position
        axes.barh(y, 1.0, height=0.34, color=TRACK, align="center")
        axes.barh(y, share, height=0.34, color=BLUE, align="center")
        if attainment.running:
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
    running = any(a.running for a in rows)
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


def _bullet_label(words: Words, attainment: Answered) -> str:
    return words.t(
        "{label}: {share} of {amount}",
        label=attainment.result.indicator.short_label(words.language),
        share=words.percent(attainment.share),
        amount=words.target_amount(attainment.target),
    )


def _bullet_alt(words: Words, attainment: Answered) -> str:
    text = _bullet_label(words, attainment)
    if attainment.running:
        elapsed = words.percent(attainment.elapsed)
        text = words.t("{item} with {elapsed} of the time elapsed", item=text, elapsed=elapsed)
    return text


def path_charts(report: Report) -> list[Figure]:
    """The year so far against the season's usual path to the target, and where it is heading."""
    figures = []
    for targets in report.targets:
        chosen = next(
            (
                a
                for a in targets.answered
                if a.running and a.forecast and a.forecast.usual_share is not None
            ),
            None,
        )
        if chosen is not None and len(_so_far(targets.view, chosen)) >= FEWEST_POINTS:
            figures.append(_path_chart(report, targets.view, chosen))
    return figures


def _so_far(view: View, attainment: Answered) -> list[tuple[date, float]]:
    result = attainment.result
    assert result.start is not None
    series = view.history.flow(result.indicator.code)
    totals = series.running_totals(result.start, result.end)
    return [(window.end, window.value) for window in totals]


def _path_chart(report: Report, view: View, attainment: Answered) -> Figure:
    t, words = report.t, Words(report.language, view.place)
    forecast, result, target = attainment.forecast, attainment.result, attainment.target
    assert forecast is not None
    assert result is not None
    year = target.end.year
    so_far = _so_far(view, attainment)
    usual = _usual_path(view, attainment, year)
    drawing, axes = new_figure(height=3.4)
    start = number(date(year, 1, 1))
    axes.plot(
        [start, *(number(day) for day, _ in usual)],
        [0.0, *(value for _, value in usual)],
        color=GREY,
        linestyle="--",
    )
    axes.plot(
        [start, *(number(day) for day, _ in so_far)],
        [0.0, *(value for _, value in so_far)],
        color=BLUE,
        marker="o",
        markersize=4,
    )
    end = number(target.end)
    axes.plot(
        [number(result.end), end],
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
        (number(result.end), result.value),
        textcoords="offset points",
        xytext=(6, -12),
        fontsize=LABEL_SIZE,
    )
    axes.set_ylim(0, top * 1.12)
    axes.set_xlim(start, end + 8)
    quarters = [date(year, month, 1) for month in (1, 4, 7, 10)]
    axes.set_xticks([number(day) for day in quarters], [words.day(day) for day in quarters])
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


def _usual_path(view: View, attainment: Answered, year: int) -> list[tuple[date, float]]:
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
