"""The standings as lines of a table, and as a page of its own beside the index."""

from __future__ import annotations

import html
from collections.abc import Iterable
from datetime import date

from doanvien.intake.register.status import Standing, counts, has_reported
from doanvien.reference.calendar.days import write_day
from doanvien.reference.calendar.periods import Period
from doanvien.reference.languages import NOTEBOOKS_IN, Language, translator
from doanvien.reference.sentences import Sentence, sentence

STATES: dict[str, Sentence] = {
    "on_time": sentence("on time"),
    "late": sentence("late"),
    "reported": sentence("reported"),
    "refused": sentence("refused"),
    "overdue": sentence("overdue"),
    "awaited": sentence("awaited"),
}
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:600}"
    "th,td{border-bottom:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}"
)


def summary(found: Iterable[Standing], period: Period, language: Language) -> str:
    """How many of how many have reported, in one sentence."""
    found = list(found)
    reported = sum(map(has_reported, found))
    return translator(language)(
        "{period}: {reported} of {all} {reported:has|have} reported, {late} of them "
        "late; {refused} refused.",
        period=period.label(language),
        reported=reported,
        all=len(found),
        late=counts(found)["late"],
        refused=counts(found)["refused"],
    )


def heads(language: Language) -> tuple[str, ...]:
    t = translator(language)
    return t("Who reports"), t("Due"), t("State"), t("Received"), t("Approved"), t("Reason")


def cells(one: Standing, language: Language) -> tuple[str, ...]:
    """The row of one reporter, in the order of ``heads``."""
    t = translator(language)
    duty = one.duty
    name = duty.unit or duty.province.federation(NOTEBOOKS_IN)
    approved = (t("approved") if one.approved else t("not yet")) if has_reported(one) else ""
    return (
        name if not duty.unit else f"{name} ({duty.province.short_name(NOTEBOOKS_IN)})",
        write_day(duty.due, language) if duty.due else "",
        STATES[one.state].said(language),
        write_day(one.received, language) if one.received else "",
        approved,
        one.why,
    )


def page(
    found: Iterable[Standing], period: Period, language: Language, on: date, up: str = ""
) -> str:
    """One HTML file without scripts or requests: the standings on a day.

    ``up`` is the path of the page that leads here, where there is one.
    """
    found = list(found)
    t = translator(language)
    title = html.escape(t("Who has reported, {period}", period=period.label(language)))
    head = "".join(f'<th scope="col">{html.escape(text)}</th>' for text in heads(language))
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td>{html.escape(text)}</td>" if at else f'<th scope="row">{html.escape(text)}</th>'
            for at, text in enumerate(cells(one, language))
        )
        + "</tr>\n"
        for one in found
    )
    back = f'<p><a href="{html.escape(up)}">{html.escape(t("All reports"))}</a></p>' if up else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main><h1>{title}</h1>"
        f"{back}<p>{html.escape(summary(found, period, language))} "
        f"{html.escape(t('Received until {day}.', day=write_day(on, language)))}</p>"
        f"<table><caption>{title}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>\n{rows}</tbody></table></main></body></html>\n"
    )
