"""Take forms into a data set: read, check, merge; all or nothing for each file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from doanvien.intake.findings import Finding
from doanvien.intake.outcome import Outcome
from doanvien.intake.record.commit import commit, recover
from doanvien.intake.record.lock import locked
from doanvien.intake.record.rows import Row
from doanvien.intake.record.store import Store
from doanvien.intake.request import Request
from doanvien.intake.take_one import take_one
from doanvien.reference.languages import NOTEBOOKS_IN


def take(
    paths: Sequence[Path],
    into: Path,
    request: Request,
    received: date,
    *,
    dry_run: bool = False,
    heard: Callable[[Outcome], None] = lambda outcome: None,
) -> list[Outcome]:
    """Read some files and write what they state into a data set, in one step at the end.

    A file with a problem adds nothing; the others go on. ``heard`` is told of each file when it is
    done. Raises what Store, ``locked`` and the file system raise; then nothing was written.
    """
    barred: dict[str, list[Finding]] = {}
    with locked(into):
        recover(into)
        outcomes: list[Outcome] = []
        while True:
            store = Store(into)
            before, outcomes = outcomes, []
            for path in paths:
                outcome = take_one(path, store, request, received, barred)
                if before and outcome.result == before[len(outcomes)].result:
                    outcome = before[len(outcomes)]  # it was told already
                else:
                    heard(outcome)
                outcomes.append(outcome)
            files = _files(store, outcomes, request, received)
            spoilt = store.mistakes(files)
            if not spoilt:
                break
            barred |= spoilt
        if files and not dry_run:
            commit(into, files)
    return outcomes


def _files(
    store: Store, outcomes: Sequence[Outcome], request: Request, received: date
) -> dict[str, bytes]:
    """What the data set is to hold after these files, refused ones noted."""
    refused = [one for one in outcomes if one.result == "refused"]
    done = [one for one in outcomes if one.result != "refused" and one.book]
    store.refuse(
        [row for one in refused for row in _refused_row(one, request, received)],
        [one.book.sha256 for one in done if one.book],
    )
    owner = next((one.sheets[0].head.reporter.name for one in done), "")
    return store.files(owner, received)


def _refused_row(outcome: Outcome, request: Request, received: date) -> list[Row]:
    """What a list of refused files says of one; nothing of one whose province nobody knows."""
    head = outcome.sheets[0].head if outcome.sheets else None
    province = head.province if head else request.province
    if outcome.book is None or province is None:
        return []
    first = outcome.problems[0]
    return [
        {
            "received_on": received.isoformat(),
            "file": outcome.book.name,
            "sha256": outcome.book.sha256,
            "province": province.slug,
            "unit": head.reporter.unit if head else "",
            "cut_off": head.cut_off.isoformat() if head else "",
            "why": f"{first.place}: {first.message.said(NOTEBOOKS_IN)}",
        }
    ]
