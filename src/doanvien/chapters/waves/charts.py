"""The pace of new members in and outside the announced windows."""

from __future__ import annotations

from datetime import timedelta

from doanvien.chapters.time_axis import date_axis, number, shade_waves
from doanvien.measures.waves.description import Wave, WaveReport, WaveResult
from doanvien.present.look import GREY, INK, LABEL_SIZE, ORANGE, format_axis, new_figure
from doanvien.present.report import Report
from doanvien.present.shown.figure import Figure
from doanvien.present.words.phrases import Words


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


def _wave_chart(report: Report, waves: WaveReport, wave: Wave, result: WaveResult) -> Figure:
    t, words, view = report.t, Words(report.language, waves.view.place), waves.view
    total = result.total
    assert total is not None
    assert result.daily_outside is not None
    drawing, axes = new_figure(height=3.3)
    last = max([total.end, *(w.end for w in waves.waves if w.end)])
    shade_waves(axes, words, waves, total.start, last)
    blocks = [
        (total.start, result.start - timedelta(days=1), result.daily_outside, GREY),
        (result.start, result.end, result.daily_inside, ORANGE),
        (result.end + timedelta(days=1), total.end, result.daily_outside, GREY),
    ]
    for first, end, rate, colour in blocks:
        if first <= end:
            axes.bar(
                number(first),
                float(rate),
                width=(end - first).days + 1,
                align="edge",
                color=colour,
            )
    top = max(float(result.daily_inside), float(result.daily_outside))
    inside, outside = (words.decimal(r) for r in (result.daily_inside, result.daily_outside))
    middle = number(result.start) + result.days / 2
    first, end, *_ = max((blocks[0], blocks[2]), key=lambda block: (block[1] - block[0]).days)
    beside = number(first) + ((end - first).days + 1) / 2
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
    axes.axvline(number(total.end) + 1, color=INK, linewidth=1.4, linestyle="--")
    axes.set_ylim(0, top * 1.45)
    axes.set_xlim(number(total.start), number(last) + 2)
    format_axis(axes.yaxis, "count", report.language)
    axes.set_ylabel(t("New members a day"))
    date_axis(axes, words, [total.start, result.start, total.end])
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
