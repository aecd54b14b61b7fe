"""Wave effects as charts: counted against expected over time, and the waves side by side."""

from __future__ import annotations

from textwrap import fill

import numpy as np

from doanvien.chapters.waves.effect_tables import Row, estimated
from doanvien.chapters.waves.effect_words import interval, names_of, ratio
from doanvien.chapters.waves.ratio_axis import draw_ratio, scale_ratios
from doanvien.measures.series.view import View
from doanvien.measures.waves.effects.comparison import Effects
from doanvien.measures.waves.effects.effects import WaveEffect
from doanvien.measures.waves.effects.one_count import CountEffect
from doanvien.present.look import BLUE, GREY, INK, PAPER, format_axis, new_figure
from doanvien.present.report import Report
from doanvien.present.shown.figure import Figure
from doanvien.present.words.phrases import Words, capital
from doanvien.reference.indicators import indicator

SHADE = "#f6dcc4"
BAND = "#cfd6db"
LABEL_SIZE = 9.5
ROW_HEIGHT, LINE_HEIGHT = 0.5, 0.17
LABEL_LETTERS = 62
HIGHEST_BAND = 2.0  # times the highest line; what the band holds above stands in the table


def counterfactual_charts(report: Report) -> list[Figure]:
    """New members of the units that took part, counted and expected, in the year of the wave."""
    figures = []
    for view, effects in zip(report.views, report.wave_effects, strict=True):
        rows = [row for row in estimated(effects) if row[1].indicator == "members_new"]
        for number, (effect, count, found) in enumerate(rows, start=1):
            figures.append(_counterfactual_chart(report, view, effect, count, found, number))
    return figures


def forest_charts(report: Report) -> list[Figure]:
    """Net ratios of all waves and counts with their intervals, on one scale."""
    return [
        _forest_chart(report, view, rows)
        for view, effects in zip(report.views, report.wave_effects, strict=True)
        if len(rows := list(estimated(effects))) > 1
    ]


def _counterfactual_chart(
    report: Report,
    view: View,
    effect: WaveEffect,
    count: CountEffect,
    found: Effects,
    number: int,
) -> Figure:
    t, words = report.t, Words(report.language, view.place)
    panel, net = count.panel, found.net
    takes_part = (
        count.takes_part if count.method == "takes_part" else np.ones_like(count.takes_part)
    )
    shown = panel.years == effect.waves[0].start.year
    shown &= np.isfinite(net.expected)
    counted = panel.counts[takes_part].sum(axis=0)[shown] / panel.days[shown]
    expected = net.expected[shown] / panel.days[shown]
    starts = panel.starts[shown].astype("datetime64[D]").astype(object)
    ends = panel.ends[shown].astype("datetime64[D]").astype(object)
    inside = count.split.inside[shown]
    drawing, axes = new_figure(height=3.4)
    for wave in effect.waves:
        axes.axvspan(
            wave.start.toordinal(), wave.end.toordinal() + 1, color=SHADE, zorder=0, linewidth=0
        )
    limits = net.estimate.interval
    highest = max([*counted, *expected])
    top = highest
    for first, last, here, there, touched in zip(
        starts, ends, counted, expected, inside, strict=True
    ):
        span = [first.toordinal(), last.toordinal() + 1]
        if touched and limits is not None:
            low, high = (there * net.estimate.ratio / limit for limit in reversed(limits))
            top = max(top, min(high, HIGHEST_BAND * highest))
            axes.fill_between(span, low, high, color=BAND, zorder=1, linewidth=0)
        axes.plot(span, [there, there], color=GREY, linewidth=2, linestyle=(0, (3, 1.5)))
        axes.plot(span, [here, here], color=BLUE, linewidth=2.6)
    axes.set_ylim(0, top * 1.2)
    left, right = starts[0].toordinal(), ends[-1].toordinal() + 1
    axes.set_xlim(left, right)
    axes.text(0.01, 0.97, f"━ {t('counted')}", color=BLUE, transform=axes.transAxes, va="top")
    axes.text(
        0.27,
        0.97,
        f"╍ {t('expected without the wave')}",
        color=INK,
        transform=axes.transAxes,
        va="top",
    )
    format_axis(axes.yaxis, "count", report.language)
    axes.set_ylabel(t("New members a day"))
    ticks = [starts[0], effect.waves[0].start, ends[-1]]
    axes.set_xticks([day.toordinal() for day in ticks], [words.day(day) for day in ticks])
    caption = t(
        "{wave}: new members a day, counted and expected without the wave; the wave is shaded",
        wave=names_of(words, effect),
    )
    return Figure(
        name=report.name(f"wave-expected-{number}", view),
        caption=report.caption(caption, view),
        alt=t(
            "Lines of new members a day of {wave}: from hold-back to bring-forward {observed} were "
            "counted and about {expected} expected without the wave.",
            wave=names_of(words, effect),
            observed=words.count(round(net.observed)),
            expected=words.count(round(net.counterfactual)),
        ),
        drawing=drawing,
        language=report.language,
    )


def _forest_chart(report: Report, view: View, rows: list[Row]) -> Figure:
    t, words = report.t, Words(report.language, view.place)
    only = len({effect.waves for effect, _, _ in rows}) == 1
    labels = [_row_label(words, *row, only=only) for row in rows]
    wrapped = [fill(label, LABEL_LETTERS) for label in labels]
    heights = [ROW_HEIGHT + LINE_HEIGHT * text.count("\n") for text in wrapped]
    drawing, axes = new_figure(height=0.5 + sum(heights))
    reached: list[float] = []
    y = 0.0
    for (_, _, found), text, height in zip(rows, wrapped, heights, strict=True):
        y -= height
        estimate = found.net.estimate
        reached += [estimate.ratio, *(estimate.interval or ())]
        draw_ratio(axes, y, estimate.ratio, estimate.interval)
        beside = axes.get_yaxis_transform()
        axes.text(
            *(0.0, y + 0.12, text),
            transform=beside,
            va="bottom",
            fontsize=LABEL_SIZE,
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.8},  # over the line at 1
        )
    scale_ratios(axes, reached, report.language)
    axes.set_ylim(y - 0.15, 0.05)
    return Figure(
        name=report.name("wave-forest", view),
        caption=report.caption(
            t("Net ratio of each wave with its 95% interval; 1 means no effect"), view
        ),
        alt=t("Net ratios of the waves: {items}.", items="; ".join(labels)),
        drawing=drawing,
        language=report.language,
    )


def _row_label(
    words: Words, effect: WaveEffect, count: CountEffect, found: Effects, *, only: bool
) -> str:
    """What a line is about and its numbers; without the wave's name where there is no other."""
    label = indicator(count.indicator).label(words.language)
    subject = capital(label) if only else f"{names_of(words, effect)}, {label}"
    middle, limits = ratio(words, found.net.estimate.ratio), found.net.estimate.interval
    if limits is None:
        return words.t("{subject}: {ratio}, interval withheld", subject=subject, ratio=middle)
    return words.t(
        "{subject}: {ratio} ({limits})",
        subject=subject,
        ratio=middle,
        limits=interval(words, limits),
    )
