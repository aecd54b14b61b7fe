"""From gross to net in one line, of members and of grassroots unions; and whether it agrees."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from doanvien.measures.growth.balance import Balance
from doanvien.measures.series.qualifiers import rounded_to
from doanvien.present.place import Place
from doanvien.present.words.letters import capital
from doanvien.present.words.phrases import Words
from doanvien.reference.indicators import Accounted, account_code, indicator


def account_sentences(place: Place) -> list[str]:
    """New less lost, with the transfers, is net growth, of members and of unions; what does not
    agree or cannot be checked."""
    words, growth = place.words, place.growth
    sentences: list[str] = []
    if members := growth.balance:
        sentences += [*_line(words, members, "members"), *_of_members(words, members)]
    if unions := growth.balance_of_unions:
        sentences += _line(words, unions, "unions")
    if unions and unions.residual:
        sentences.append(
            words.t(
                "Opening and closing totals of grassroots unions differ from the flows between "
                "them by {difference}.",
                difference=words.count(abs(unions.residual)),
            )
        )
    return sentences


def _line(words: Words, balance: Balance, of: Accounted) -> Iterator[str]:
    """ "Trong năm 2024: kết nạp mới 1.240 − giảm 410 = thực tăng 830 đoàn viên"; nothing where the
    printed terms do not make up the printed net figure."""
    if balance.net is None or balance.net_residual:
        return
    t = words.t
    line = t(
        "{span}: {terms} = {net}",
        span=capital(words.span(balance.start, balance.end)),
        terms=" ".join(_terms(words, balance, of)),
        net=_net(words, balance, of),
    )
    if balance.removed:
        number = _number(words, balance, "removed")
        line = t(
            "{line}; apart from these, {number} were removed by reorganisation",
            line=line,
            number=number,
        )
    yield t("{text}.", text=line)


def _terms(words: Words, balance: Balance, of: Accounted) -> Iterator[str]:
    t, members = words.t, of == "members"
    new, lost = (_number(words, balance, term) for term in ("new", "lost"))
    known = t("{number} new members", number=new) if members else t("{number} founded", number=new)
    yield _marked(words, balance, "new", known)
    known = t("− {number} lost", number=lost) if members else t("− {number} dissolved", number=lost)
    yield _marked(words, balance, "lost", known)
    if moved := balance.transferred:
        number = words.count(abs(moved))
        yield (
            t("+ {number} transferred in", number=number)
            if moved > 0
            else t("− {number} transferred out", number=number)
        )


def _net(words: Words, balance: Balance, of: Accounted) -> str:
    t, number = words.t, _number(words, balance, "net")
    what = t("members") if of == "members" else t("grassroots unions")
    if (balance.net or 0) < 0:
        told = t("net loss of {number} {what}", number=number, what=what)
    else:
        told = t("net growth of {number} {what}", number=number, what=what)
    return _marked(words, balance, "net", told)


def _number(words: Words, balance: Balance, term: str) -> str:
    """A term without its sign, as exact as its source has it; derived from rounded ones, about."""
    value, measured = abs(getattr(balance, term)), indicator(account_code("new"))
    if term in balance.derived and balance.rounding:
        return words.rough(rounded_to(value, balance.rounding), measured, "about")
    return words.rough(value, measured, dict(balance.qualifiers).get(term, "exact"))


def _marked(words: Words, balance: Balance, term: str, told: str) -> str:
    """A term in words; one that was derived says so."""
    return (
        words.t("{term} (derived, not published)", term=told) if term in balance.derived else told
    )


def _of_members(words: Words, balance: Balance) -> Iterator[str]:
    """Whether printed terms, opening and closing totals agree with each other."""
    t = words.t
    if balance.net_residual:
        yield t(
            "New members less members lost differ from the net growth in the source by "
            "{difference} {difference:person|persons}.",
            difference=words.count(abs(balance.net_residual)),
        )
    if balance.residual:
        yield t(
            "Opening and closing totals differ from the flows between them by {difference} "
            "{difference:person|persons}.",
            difference=words.count(abs(balance.residual)),
        )
    elif balance.residual is None:
        days = [balance.start - timedelta(days=1)] if balance.opening is None else []
        days += [balance.end] if balance.closing is None else []
        yield t(
            "Whether opening and closing totals agree with these flows cannot be checked: no total "
            "has been published for {days}.",
            days=words.listed([words.day(day) for day in days]),
        )
