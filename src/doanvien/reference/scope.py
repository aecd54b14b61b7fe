"""What one report is about: place, period, cut-off date and language, checked together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from doanvien.reference.calendar.days import nearest_day
from doanvien.reference.calendar.periods import ImpossiblePeriod, Period, parse_period
from doanvien.reference.languages import (
    MESSAGES_IN,
    NOTEBOOKS_IN,
    Language,
    UnknownLanguage,
    parse_language,
)
from doanvien.reference.provinces import TERRITORY_CHANGE, UnknownProvince, find_province
from doanvien.reference.sentences import ExplainedError, Sentence, Sentences, meant, said, sentence

EVERYWHERE = ("all", "tat-ca", "tất cả", "*")
PARAMETERS = ("province", "period", "as_of", "language", "data", "provinces")


@dataclass(frozen=True)
class ReportScope:
    """The checked parameters of a report.

    ``cutoff`` is the last day whose figures count: the given as-of date, else the period's last
    day.
    """

    slug: str
    period: Period
    cutoff: date
    language: Language


class ParameterError(ExplainedError):
    """One or more report parameters cannot be used.

    ``sentences`` says of each what is wrong and what to write, in the order of the parameters;
    ``problems`` is the same in words, English unless the error was raised for a report in another
    language.
    """

    def __init__(
        self, sentences: Mapping[str, Sentences], language: Language = MESSAGES_IN
    ) -> None:
        # The arguments themselves, so that the error survives the way back from a worker process.
        super().__init__(sentences, language)
        self.sentences = {name: sentences[name] for name in PARAMETERS if name in sentences}
        self.language = language

    @property
    def problems(self) -> dict[str, str]:
        return {name: said(told, self.language) for name, told in self.sentences.items()}

    def __str__(self) -> str:
        return "\n".join(f"{parameter}: {text}" for parameter, text in self.problems.items())


def report_scope(
    province: str,
    period: str | Period,
    as_of: str | date | None = None,
    language: str = NOTEBOOKS_IN,
) -> ReportScope:
    """Check the parameters of a report and resolve the province at the end of the period.

    A province that exists only on the other map at that date is accepted too, because a data set
    may hold figures that a former province published later. ``as_of`` None or "" means the last day
    of the period; it may lie after the period but not before its first day. Raises ParameterError
    with every parameter that cannot be used.
    """
    problems: dict[str, Sentences] = {}
    checked_period = _checked_period(period, problems)
    cutoff = _checked_cutoff(as_of, checked_period, problems)
    slug = _checked_slug(province, checked_period, problems)
    checked_language = NOTEBOOKS_IN
    try:
        checked_language = parse_language(language)
    except UnknownLanguage as error:
        problems["language"] = (unknown_language(error),)
    if problems or checked_period is None or cutoff is None or slug is None:
        raise ParameterError(problems)
    return ReportScope(slug, checked_period, cutoff, checked_language)


def _checked_period(period: str | Period, problems: dict[str, Sentences]) -> Period | None:
    if isinstance(period, Period):
        return period
    try:
        return parse_period(_as_text(period))
    except ImpossiblePeriod as error:
        problems["period"] = error.sentences
        return None


def unknown_language(error: UnknownLanguage) -> Sentence:
    """What to write instead of a language that there is none of."""
    return sentence(
        "Unknown language {language!r}. Write {known}.", language=error.text, known=error.known
    )


def checked_day(as_of: str | date | None) -> date | None:
    """A cut-off day without a period; None or "" is none. Raises ParameterError for no day."""
    problems: dict[str, Sentences] = {}
    day = _checked_cutoff(as_of, None, problems)
    if problems:
        raise ParameterError(problems)
    return day


def _checked_cutoff(
    as_of: str | date | None, period: Period | None, problems: dict[str, Sentences]
) -> date | None:
    if as_of is None or as_of == "":
        return period.end if period else None
    try:
        cutoff = _date(as_of)
    except (ValueError, TypeError):  # TypeError: pandas' "no date" is a date without a year
        problems["as_of"] = (
            sentence(
                "{text!r} is not a date. Write year-month-day, such as '2022-07-08', or None for "
                "the last day of the period.",
                text=str(as_of) if isinstance(as_of, date) else as_of,
            ),
            *meant(nearest_day(_as_text(as_of))),
        )
        return None
    if period and cutoff < period.start:
        problems["as_of"] = (
            sentence(
                "{day} lies before the period {period}, which starts on {start}. Write a later "
                "date, or None for the last day of the period.",
                day=cutoff,
                period=period.code,
                start=period.start,
            ),
        )
        return None
    return cutoff


def _checked_slug(
    province: object, period: Period | None, problems: dict[str, Sentences]
) -> str | None:
    if not isinstance(province, str | int | float):
        problems["province"] = (
            sentence(
                "A notebook is about one province: write its name in quotes, such as 'lao-cai'. "
                "For several, list them in a batch file and run doanvien build."
            ),
        )
        return None
    if province in EVERYWHERE:
        problems["province"] = (
            sentence(
                "A notebook is about one province. For the whole country write 'toan-quoc' or open "
                "national_overview; for every province run a batch with doanvien build."
            ),
        )
        return None
    try:
        # Without a usable period the name can still be checked, on either map.
        return find_province(_as_text(province), period.end if period else TERRITORY_CHANGE).slug
    except UnknownProvince as error:
        if error.elsewhere is not None:
            return error.elsewhere.slug
        problems["province"] = error.sentences
        return None


def _date(value: object) -> date:
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    return date.fromisoformat(_as_text(value).strip())


def _as_text(value: object) -> str:
    """A text as it is, a number as its digits: YAML, papermill and people leave out quotes."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # 2022.0, as a spreadsheet hands it over
    return str(value)
