"""What was done, in a clause with its share of each target that it answers."""

from __future__ import annotations

from doanvien.chapters.headline.results import Counted, Result, counts_net
from doanvien.measures.series.percentages import PrintedCheck
from doanvien.measures.targets.outcome import Answered
from doanvien.present.words.phrases import Words
from doanvien.reference.indicators import Indicator

MOST_TARGETS = 2  # of one result; all of them stand in the table


def clause(words: Words, one: Result, number: Counted, said: list[tuple[str, str]]) -> str:
    """What was done, and its share of each target; a target named before is named in short."""
    action = done(words, one.indicator, number)
    if number.how == "differenced":
        action = words.t("{action} (a difference of cumulative figures)", action=action)
    if number.how == "derived":
        action = words.t("{action} (derived, not published)", action=action)
    mine = one.answering(number)[:MOST_TARGETS]
    several = len(mine) > 1
    shares = [_share(words, attainment, said, named=several) for attainment in mine]
    printed = [check for check in one.without_target if check.value == number.value]
    shares += [_share_as_printed(words, one.indicator, check) for check in printed]
    alike = not any(counts_net(one.indicator, check) for check in printed)
    return _with_shares(words, action, mine, shares, alike=alike)


def as_part(words: Words, one: Result, number: Counted) -> str:
    """A part of a whole that was told: how many, and its share of each target."""
    mine = one.answering(number)[:MOST_TARGETS]
    told = words.labelled(number.value, one.indicator, number.qualifier)
    return _with_shares(words, told, mine, [_share_of(words, attainment) for attainment in mine])


def _with_shares(
    words: Words, action: str, mine: list[Answered], shares: list[str], *, alike: bool = True
) -> str:
    """Of a target that counts otherwise, nothing is said to be reached; ``alike``: whether targets
    that are not published count as the result does."""
    if not shares:
        return action
    listed = words.listed(shares)
    if any(_without_share(words, attainment) for attainment in mine):
        return words.t("{action} ({shares})", action=action, shares=listed)
    if alike and all(attainment.same_basis for attainment in mine):
        return words.t("{action}, reaching {shares}", action=action, shares=listed)
    return words.t("{action}, equal to {shares}", action=action, shares=listed)


def _share_as_printed(words: Words, item: Indicator, check: PrintedCheck) -> str:
    values = {
        "share": words.printed(check.printed),
        "target": words.assigned_target(check.assigned_by),
    }
    if counts_net(item, check):
        return words.t(
            "{share} of {target} as published, the target itself, of net growth since 2024, not "
            "being published; losses not yet deducted",
            **values,
        )
    return words.t(
        "{share} of {target} as published, the target itself not being published", **values
    )


def done(words: Words, item: Indicator, number: Counted) -> str:
    """What was done, in persons or unions; of nothing "chưa có CĐCS thành lập mới", of less than
    nothing "thực giảm 388 đoàn viên"."""
    if number.value < 0 and item.basis == "net":
        lost = words.amount(-number.value, item, number.qualifier)
        return words.t("shrank by {amount} net", amount=lost)
    if not number.value and not item.signed:
        return words.t("had no {label}", label=item.label(words.language))
    return item.told(words.rough(number.value, item, number.qualifier), words.language)


def _share(words: Words, attainment: Answered, said: list[tuple[str, str]], *, named: bool) -> str:
    """What was reached of a target, which is ``named`` even if the one before was of the same
    body."""
    target = attainment.target
    key = (target.assigned_by, words.target_period(target))
    if _without_share(words, attainment) or (said[-1:] == [key] and not named):
        return _share_of(words, attainment)
    values = {
        "share": words.share(attainment.result.value, attainment.base),
        "target": words.assigned_target(target.assigned_by),
        "period": key[1],
        "amount": _basis_amount(words, attainment),
    }
    known = key in said
    said.append(key)
    if known:
        return words.t("{share} of {target} ({amount})", **values)
    return words.t("{share} of {target} for {period} ({amount})", **values)


def _without_share(words: Words, attainment: Answered) -> bool:
    """Whether nothing is said to be reached: of a handful, or by a loss."""
    return attainment.base < words.smallest_base or attainment.result.value < 0


def _share_of(words: Words, attainment: Answered) -> str:
    if _without_share(words, attainment):
        return words.t("the target being {amount}", amount=_basis_amount(words, attainment))
    return words.t(
        "{share} of the target ({amount})",
        share=words.share(attainment.result.value, attainment.base),
        amount=_basis_amount(words, attainment),
    )


def _basis_amount(words: Words, attainment: Answered) -> str:
    """The amount assigned; where result and target differ in basis, how."""
    amount = words.target_figures(attainment.target)
    if "gross_for_net" in attainment.flags:
        return words.t("{amount}, net growth; losses not yet deducted", amount=amount)
    if "net_for_gross" in attainment.flags:
        return words.t("{amount}, new members; losses already deducted", amount=amount)
    if "other_measure" in attainment.flags:
        counted = attainment.target.indicator.label(words.language)
        return words.t("{amount}, counting {counted}", amount=amount, counted=counted)
    return amount
