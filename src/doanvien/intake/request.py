"""What somebody said beside the files: options, and the answers of earlier questions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from doanvien.intake.answers import Answers
from doanvien.reference.calendar.periods import Period
from doanvien.reference.places import Province


@dataclass(frozen=True)
class Request:
    """Options hold for what a sheet does not say itself; None: not given."""

    province: Province | None = None
    period: Period | None = None
    as_of: date | None = None
    since: date | None = None
    answers: tuple[Answers, ...] = field(default=())
