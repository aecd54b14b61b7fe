"""Who has reported, beside the index page of a batch, where the data set has a calendar."""

from __future__ import annotations

from datetime import date

from doanvien.batch.plan import BatchPlan
from doanvien.batch.record.manifest import write_atomically
from doanvien.data.dataset import read_dataset_info
from doanvien.data.layout import CALENDAR_FILE
from doanvien.data.problems import DataError
from doanvien.export.pages.index import Link
from doanvien.intake.register.page import page, summary
from doanvien.intake.register.status import NoDuties, standings

PREFIX = "reporting_"


def reporting_links(plan: BatchPlan) -> list[Link]:
    """Write a page for each period of the batch on which somebody has to report, and link to it.

    The day is that of the data set's last change, so that the same data give the same page. What
    is wrong with the calendar `check` and `status` tell; the index has no link then.
    """
    language = plan.batch.language
    links: list[Link] = []
    periods = dict.fromkeys(job.scope.period for job in plan.jobs)
    if (plan.batch.data / CALENDAR_FILE).is_file():
        on = date.fromisoformat(read_dataset_info(plan.batch.data).updated)
        for period in periods:
            try:
                found = standings(plan.batch.data, period, on)
            except (NoDuties, DataError):
                continue
            file = plan.folder / f"{PREFIX}{period.code}.html"
            made = page(found, period, language, on, plan.index.name)
            write_atomically(file, made.encode())
            links.append(Link(file.name, summary(found, period, language)))
    current = {link.path for link in links}
    for former in plan.folder.glob(f"{PREFIX}*.html"):
        if former.name not in current:
            former.unlink()
    return links
