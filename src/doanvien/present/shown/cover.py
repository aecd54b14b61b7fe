"""The cover: what the report is about, up to which day, and what kind of figures it stands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from html import escape
from typing import Any

from doanvien.reference.calendar.days import write_day
from doanvien.reference.languages import Language, translator

COVER_MIME = "application/vnd.doanvien.cover+json"

STATUS_WORDS = {
    "published": "Published figures",
    "reported": "Reported figures, not published",
    "simulated": "SIMULATED DATA",
    "draft": "FIGURES NOT YET APPROVED",
}
PUBLIC_WORDS = (
    "For wide circulation: counts of 1 to 4 persons, or numbers that would tell one, are replaced "
    "by [c]"
)
MARKS = {"simulated": "simulated data", "draft": "figures not yet approved"}
"""What is written into every caption of a report of such a status: captions get copied alone."""


@dataclass(frozen=True)
class Cover:
    """Title page of one report.

    federation     "Liên đoàn Lao động thành phố Hà Nội"; place "thành phố Hà Nội"; province slug
    period         code "2022H1" and its label "6 tháng đầu năm 2022"
    cutoff         last day whose figures count; its label is the date as a reader writes it
    status         of the data set: published | reported | simulated; "draft" where no office has
                   approved a form that figures came on; its label says so in words
    latest_label   the last day of any figure, where that is before the cut-off
    elapsed_label  how much of the year has passed, where a target of it is still running
    public         for wide circulation, without small counts; the status label says so as well
    Labels of cut-off and status are filled in where they are not given.
    """

    title: str
    federation: str
    place: str
    province: str
    period: str
    period_label: str
    cutoff: date
    language: Language
    status: str
    dataset_title: str
    subtitle: str = ""
    cutoff_label: str = ""
    status_label: str = ""
    latest_label: str = ""
    elapsed_label: str = ""
    public: bool = False

    def __post_init__(self) -> None:
        if self.status not in STATUS_WORDS:
            raise ValueError(f"Status {self.status!r} is not one of {tuple(STATUS_WORDS)}.")
        if not self.cutoff_label:
            object.__setattr__(self, "cutoff_label", write_day(self.cutoff, self.language))
        if not self.status_label:
            told = [STATUS_WORDS[self.status], *([PUBLIC_WORDS] if self.public else [])]
            label = " · ".join(map(translator(self.language), told))
            object.__setattr__(self, "status_label", label)

    @property
    def days(self) -> str:
        """Up to which day the figures go, and how much of the year that is."""
        t = translator(self.language)
        days = t("figures up to {date}", date=self.cutoff_label)
        if self.latest_label:
            latest = t("the latest is of {date}", date=self.latest_label)
            days = f"{days} ({latest})"
        return f"{days}, {self.elapsed_label}" if self.elapsed_label else days

    def to_html(self) -> str:
        """One line, enough to know in JupyterLab what is being looked at."""
        told = (self.federation, self.period_label, self.days, self.status_label)
        words = " · ".join(map(escape, told))
        return f"<p><strong>{escape(self.title)}</strong><br>{words}</p>"

    def payload(self) -> dict[str, Any]:
        return {**asdict(self), "cutoff": self.cutoff.isoformat()}

    def bundle(self) -> dict[str, Any]:
        """What a notebook puts into the cell's output."""
        plain = " · ".join((self.title, self.federation, self.period_label, self.days))
        return {"text/plain": plain, "text/html": self.to_html(), COVER_MIME: self.payload()}

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return self.bundle()


def cover_from_payload(payload: Mapping[str, Any]) -> Cover:
    """The cover that made `payload`; `ValueError` when it was not made by a cover."""
    try:
        return Cover(**{**payload, "cutoff": date.fromisoformat(payload["cutoff"])})
    except (KeyError, TypeError) as error:
        raise ValueError(f"Not the data of a cover: {error!r} is missing or wrong.") from error


def status_label(status: str, language: Language) -> str:
    """The status of a data set in words; simulated figures say so in capitals."""
    return translator(language)(STATUS_WORDS[status])
