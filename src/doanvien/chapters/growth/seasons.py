"""New members month by month, this year beside earlier ones."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from doanvien.present.look import BLUE, INK, LABEL_SIZE, ON_LINES
from doanvien.present.report import Report
from doanvien.present.shown.tables.origin import made_frame, source_of
from doanvien.reference.calendar.periods import Period, parse_period

if TYPE_CHECKING:
    from matplotlib.axes import Axes

YEARS = 4
LEAST_GAP = 0.09
"""Between two names, of the height of the chart: as letters on a phone are high."""
NEW = "members_new"


def months(report: Report) -> pd.DataFrame:
    """A row for each whole month of this year and the three before whose new members are known.

    ``value`` in persons; ``summed`` tells that it is the sum of the provinces merged in the place.
    Empty where no month of this year is known.
    """
    place = report.place
    view, last = place.view, place.view.period.end.year
    series = view.history.flow(NEW)
    rows = []
    for year in range(last - YEARS + 1, last + 1):
        for month in range(1, 13):
            start = date(year, month, 1)
            end = date(year, month, monthrange(year, month)[1])
            window = series.over(start, end) if end <= view.cutoff else None
            if window is not None:
                rows.append(
                    {
                        "label": place.label(NEW),
                        "indicator": NEW,
                        "year": year,
                        "month": month,
                        "value": window.value,
                        "summed": view.history.is_sum(end),
                    }
                )
    if not any(row["year"] == last for row in rows):
        rows = []
    columns = ("label", "indicator", "year", "month", "value", "summed")
    caption = report.t("New members month by month")
    return made_frame(report, rows, columns, name="months", caption=caption)


def name_years(axes: Axes, months: pd.DataFrame) -> Axes:
    """The lines of a chart of `months` named at their ends instead of in a legend, those that end
    in one month clear of each other."""
    if months.empty:
        return axes
    if legend := axes.get_legend():
        legend.remove()
    low, high = axes.get_ylim()
    ends = months.loc[months.groupby("year")["month"].idxmax()]
    for _, together in ends.groupby("month"):
        height = low
        for _, row in together.sort_values("value").iterrows():
            height = max(float(row["value"]), height + LEAST_GAP * (high - low))
            axes.text(
                row["month"] + 0.25,
                height,
                f"{row['year']:.0f}",
                va="center",
                fontsize=LABEL_SIZE,
                color=BLUE if row["year"] == months["year"].max() else INK,
                bbox=ON_LINES,
            )
    return axes


def season_finding(months: pd.DataFrame) -> str:
    """This year so far against the same months of the year before, for a caption; of a year with a
    month left out no span is told."""
    if months.empty:
        return ""
    words = source_of(months).words
    year = int(months["year"].max())
    now = months[months["year"] == year]
    then = months[(months["year"] == year - 1) & months["month"].isin(now["month"])]
    first, last = int(now["month"].min()), int(now["month"].max())
    if last - first + 1 > len(now):
        return words.t("New members month by month")
    span = words.span(date(year, first, 1), date(year, last, monthrange(year, last)[1]))
    total, before = now["value"].sum(), then["value"].sum()
    if len(then) < len(now) or before < words.smallest_base:
        return words.t(
            "{count} new {count:member|members} {span}", count=words.count(total), span=span
        )
    return words.t(
        "{count} new {count:member|members} {span}, {change} on the same months of {before}",
        count=words.count(total),
        span=span,
        change=words.change(total / before - 1),
        before=year - 1,
    )


def season_described(months: pd.DataFrame) -> str:
    """What the lines show, for who cannot see them: the strongest month of each year."""
    if months.empty:
        return ""
    words = source_of(months).words
    best = months.loc[months.groupby("year")["value"].idxmax()]
    return words.t(
        "Lines of new members a month, one for each year. Strongest month: {months}.",
        months="; ".join(
            words.told_of([_month(row).label(words.language)], words.count(row["value"]))
            for _, row in best.iterrows()
        ),
    )


def _month(row: pd.Series) -> Period:
    return parse_period(f"{row['year']:.0f}M{row['month']:02.0f}")
