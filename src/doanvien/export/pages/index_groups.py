"""The front page of a batch of very many reports: a row for each union, which leads to its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from doanvien.export.pages.index import IndexRow, Link, State, count_states, not_built, summary
from doanvien.export.pages.templating import render
from doanvien.present.shown.cover import status_label
from doanvien.present.words.formats import format_count
from doanvien.reference.languages import NOTEBOOKS_IN, Language, Translator, translator


@dataclass(frozen=True)
class Group:
    """The reports of one union: the path of their index page, and how many are in each state."""

    federation: str
    page: str
    states: Counter[State]


def group_of(federation: str, page: str, rows: Sequence[IndexRow]) -> Group:
    """The group that `rows` make."""
    return Group(federation, page, count_states(rows))


def render_groups(
    title: str,
    groups: Sequence[Group],
    failed: Sequence[IndexRow],
    status: str,
    language: Language = NOTEBOOKS_IN,
    links: Sequence[Link] = (),
) -> str:
    """The front page, groups that lack a report before the others, else in the given order; before
    them the failures in `failed`; of those that are not among them it tells the number. `status` is
    that of the data set, `links` lead to other pages."""
    t = translator(language)
    counts = sum((group.states for group in groups), Counter[State]())
    more = counts["failed"] - len(failed)
    return render(
        "index_groups.html",
        style="lists.css",
        language=language,
        t=t,
        title=title,
        head_title=title,
        running_head=title,
        status=status,
        status_label=status_label(status, language) if status == "simulated" else "",
        summary=summary(counts, language, t),
        failed=failed,
        links=links,
        more_failed=t("{count} more failed", count=format_count(more, language)) if more else "",
        groups=[(group, _built(group.states, language, t)) for group in sorted(groups, key=_order)],
    )


def _order(group: Group) -> tuple[bool, bool]:
    """Those with a failure first, then those that lack a report."""
    return not group.states["failed"], group.states["fresh"] == group.states.total()


def _built(states: Counter[State], language: Language, t: Translator) -> str:
    """ "5/7; 2 not built"."""
    built = f"{format_count(states['fresh'], language)}/{format_count(states.total(), language)}"
    return "; ".join(filter(None, [built, not_built(states, language, t)]))
