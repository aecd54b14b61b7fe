"""A calendar day as people write it, without a library of formats."""

from datetime import date

ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def english_date(day: date) -> str:
    """ "1 July 2025"."""
    return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"


def vietnamese_date(day: date) -> str:
    """ "01/7/2025": a zero before days under 10 and before months 1 and 2, and before no other.

    So administrative documents write it (Nghị định 30/2020/NĐ-CP, phụ lục I).
    """
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"
