"""The line that opens what is shown of a report: what it is about, and up to which day."""

from __future__ import annotations

from doanvien.present.report import Report
from doanvien.present.shown.cover import Cover


def cover_of(report: Report) -> Cover:
    """The line that opens what is shown of a report."""
    read, t = report.read, report.t
    scope = read.scope
    period_label = scope.period.label(report.language)
    return Cover(
        title=f"{read.place.short_name(report.language)} · {period_label}",
        subtitle=t("Trade-union membership: growth, targets, campaign waves"),
        federation=read.place.federation(report.language),
        place=read.place.full_name(report.language),
        province=scope.slug,
        period=scope.period.code,
        period_label=period_label,
        cutoff=scope.cutoff,
        language=report.language,
        status=_status(report),
        public=report.public,
        latest_label=_latest(report),
        elapsed_label=_elapsed(report),
        dataset_title=report.data_set_title,
    )


def _status(report: Report) -> str:
    """That of the data set; "draft" where a form that came in and is used was not approved."""
    sources, figures = report.read.sources, report.read.figures
    used = figures.loc[figures["period_end"] >= str(report.scope.period.start), "source"]
    if report.status != "reported" or "sha256" not in sources:
        return report.status
    cited = sources[sources.index.isin(used)]
    drafts = cited["sha256"].ne("") & cited["approved_on"].isna()
    return "draft" if drafts.any() else report.status


def _latest(report: Report) -> str:
    """The last day that any figure speaks of, where that is before the cut-off date."""
    days = report.place.view.figures["period_end"].dropna()
    latest = days.max().date() if len(days) else report.scope.cutoff
    return report.words.day(latest) if latest < report.scope.cutoff else ""


def _elapsed(report: Report) -> str:
    """How much of the year has passed, where a verdict on a target stands on it."""
    if report.elapsed == 1 or not any(map(report.place.in_step, report.place.targets.answered)):
        return ""
    return report.t("{share} of the year gone", share=report.words.percent(report.elapsed))
