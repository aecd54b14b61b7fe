"""One report: the figures of one place and period, measured once for all that is shown of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd

from doanvien.data.available import available
from doanvien.data.province import ProvinceFigures
from doanvien.measures.series.view import views
from doanvien.present import look
from doanvien.present.figures import figures_frame
from doanvien.present.place import Place, share_of_year
from doanvien.present.shown import session
from doanvien.present.words.phrases import Words
from doanvien.reference.languages import Language, Translator, translated
from doanvien.reference.places import the_country
from doanvien.reference.scope import ReportScope


class Report:
    """One place and period: its figures, its results, and how they are shown.

    - ``figures``: a tidy frame of what the data set says of the place up to the cut-off, a row for
      each figure, labelled (see `figures_frame`); ``available``: what exists for which place.
    - ``places``: the place, then its namesake on the other map, with all that is measured of them;
      the functions of ``doanvien.chapters`` make frames and sentences from these.
    - ``elapsed``: the share of the year that has passed on the cut-off day, 0 to 1.
    - ``verdict_colours``, ``years_palette``: colours for ``palette=`` of seaborn.
    - ``public``: whether it is for wide circulation, without counts of 1 to 4 persons of a unit.
    - ``words``, ``t``: phrases and catalogue of the report's language.

    When `open_report` refuses other parameters later, this report is closed: whatever is asked of
    it then raises NotShown.
    """

    def __init__(
        self, read: ProvinceFigures, folder: Path | None = None, *, public: bool = False
    ) -> None:
        self._read: ProvinceFigures | None = read
        self._folder = folder
        self.public = public
        # An attribute: with a property that returns a Literal, Tab completes nothing.
        self.language: Language = read.scope.language

    def __repr__(self) -> str:
        if self.closed:
            return "<Report, closed>"
        about = f"{self.scope.slug} {self.scope.period.code}, figures up to {self.scope.cutoff}"
        return f"<Report {about}, {self.language}, {self.status}>"

    @property
    def closed(self) -> bool:
        """Whether `open_report` has refused the parameters that came after."""
        return self._read is None

    def close(self) -> None:
        """End this report: nothing can be shown of it any more."""
        language = self.language
        self.__dict__.clear()
        self._read, self._folder, self.language, self.public = None, None, language, False

    @property
    def read(self) -> ProvinceFigures:
        """What the data set says, as it was read."""
        if self._read is None:
            raise session.closed_error(self.language)
        return self._read

    @property
    def scope(self) -> ReportScope:
        """The parameters, checked."""
        return self.read.scope

    @property
    def cutoff(self) -> date:
        """The last day whose figures count."""
        return self.scope.cutoff

    @property
    def status(self) -> str:
        """Of the data set: published, reported or simulated."""
        return self.read.info.status

    @property
    def words(self) -> Words:
        return self.place.words if self._read else Words(self.language, the_country())

    @property
    def t(self) -> Translator:
        return self.words.t

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The report's own place, then its namesake on the other map if it speaks of the period."""
        told = views(self.read, public=self.public)
        return tuple(Place(view, self.language, self.status) for view in told)

    @property
    def place(self) -> Place:
        """The place that the report is about."""
        return self.places[0]

    @cached_property
    def figures(self) -> pd.DataFrame:
        """What the data set says of the place up to the cut-off, a row for each figure.

        Columns as in `figures_frame`: ``indicator`` (code), ``label``, ``unit`` (of the union; ""
        is the whole place), ``span`` (day, month, quarter, half, year, since_january, other),
        ``period_start``, ``period_end``, ``year``, ``month``, ``value`` (persons, unions, …; per
        cent for rates), ``qualifier``, ``source``, ``note``.
        """
        return figures_frame(self, self.place.view.figures, self.read.sources)

    @cached_property
    def available(self) -> pd.DataFrame:
        """A row for each place and period that the data set has figures of.

        ``province`` (slug), ``period`` (code), ``kind`` of period, ``start``, ``end``, ``figures``
        (how many), ``last_day`` (the latest of them: a cut-off date for `open_report`). Empty where
        the report was not read from a folder.
        """
        _ = self.read
        frame = available(self._folder) if self._folder else pd.DataFrame()
        frame.attrs["caption"] = self.t("Periods that the data set has figures of")
        return frame

    @cached_property
    def elapsed(self) -> float:
        """The share of the year that has passed on the cut-off day; 1 after its end."""
        return float(share_of_year(self.scope.cutoff, self.scope.period.end.year))

    @property
    def verdict_colours(self) -> Mapping[str, str]:
        """A colour for each code of a verdict, told apart in grey and by any kind of sight."""
        return look.VERDICT_COLOURS

    @property
    def years_palette(self) -> Mapping[int, str]:
        """A colour for each year: the report's strong, earlier ones the paler the older."""
        return look.years_palette(self.scope.period.end.year)

    @property
    def data_set_title(self) -> str:
        """The data set's title in the report's language; without a translation, as written."""
        return translated(vars(self.read.info), "title", self.language)

    def marked(self, told: Iterable[tuple[Place, Iterable[str]]]) -> list[str]:
        """Sentences of several places in one list, those of a namesake marked."""
        return [one for place, sentences in told for one in place.marked(sentences)]
