"""What one report is about: place, period, cut-off date and language, checked together."""

from dataclasses import dataclass
from datetime import date, datetime

from doanvien.reference.languages import Language, parse_language
from doanvien.reference.periods import Period, english_date, parse_period
from doanvien.reference.provinces import TERRITORY_CHANGE, UnknownProvince, find_province


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


class ParameterError(ValueError):
    """One or more report parameters cannot be used; ``problems`` maps each to its remedy."""

    def __init__(self, problems: dict[str, str]) -> None:
        # The argument itself, so that the error survives the way back from a worker process.
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(f"{parameter}: {text}" for parameter, text in self.problems.items())


def report_scope(
    province: str, period: str | Period, as_of: str | date | None = None, language: str = "vi"
) -> ReportScope:
    """Check the parameters of a report and resolve the province at the end of the period.

    A province that exists only on the other map at that date is accepted too, because a data set
    may hold figures that a former province published later. ``as_of`` None or "" means the last day
    of the period; it may lie after the period but not before its first day. Raises ParameterError
    with every parameter that cannot be used.
    """
    problems: dict[str, str] = {}
    checked_period = _checked_period(period, problems)
    cutoff = _checked_cutoff(as_of, checked_period, problems)
    slug = _checked_slug(province, checked_period, problems)
    checked_language: Language = "vi"
    try:
        checked_language = parse_language(language)
    except ValueError as error:
        problems["language"] = str(error)
    if problems or checked_period is None or cutoff is None or slug is None:
        order = ("province", "period", "as_of", "language")
        raise ParameterError({name: problems[name] for name in order if name in problems})
    return ReportScope(slug, checked_period, cutoff, checked_language)


def _checked_period(period: str | Period, problems: dict[str, str]) -> Period | None:
    if isinstance(period, Period):
        return period
    try:
        return parse_period(str(period))  # YAML and papermill hand over the year 2022 as a number
    except ValueError as error:
        problems["period"] = str(error)
        return None


def _checked_cutoff(
    as_of: str | date | None, period: Period | None, problems: dict[str, str]
) -> date | None:
    if as_of is None or as_of == "":
        return period.end if period else None
    try:
        cutoff = _date(as_of)
    except ValueError:
        problems["as_of"] = (
            f"{as_of!r} is not a date. Write year-month-day, such as '2022-07-08', or None for the "
            "last day of the period."
        )
        return None
    if period and cutoff < period.start:
        problems["as_of"] = (
            f"{english_date(cutoff)} lies before the period {period.code}, which starts on "
            f"{english_date(period.start)}. Write a later date, or None for the last day of the "
            "period."
        )
        return None
    return cutoff


def _checked_slug(province: str, period: Period | None, problems: dict[str, str]) -> str | None:
    try:
        # Without a usable period the name can still be checked, on either map.
        return find_province(str(province), period.end if period else TERRITORY_CHANGE).slug
    except UnknownProvince as error:
        if error.elsewhere is not None:
            return error.elsewhere.slug
        problems["province"] = str(error)
        return None


def _date(value: str | date) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(value.strip())
