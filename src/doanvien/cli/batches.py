"""`doanvien list`, `check` and `build`: the reports of a batch."""

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from doanvien.cli.interrupted import ends_at_once, ends_once
from doanvien.cli.language import InLanguage, language_of, language_of_terminal
from doanvien.cli.mistakes import FAILED, errors_in_one_line
from doanvien.reference.languages import translator

# The rooms are imported where they are used: `--help` and `provinces` need not wait for pandas.
if TYPE_CHECKING:
    from doanvien.batch.plan import BatchPlan


# More processes than this want more memory than an office computer has to spare.
MOST_WORKERS = 4
BatchName = Annotated[
    str, typer.Argument(metavar="BATCH", help="A file of params/, by name (seeds) or by path.")
]
Public = Annotated[
    bool,
    typer.Option("--public", help="For wide circulation: no counts of 1 to 4 persons of a unit."),
]


def list_(batch: BatchName, public: Public = False) -> None:
    """The reports of a batch with their id and state: missing, fresh, stale or failed."""
    with errors_in_one_line():
        from doanvien.batch.record.record import BatchRecord
        from doanvien.batch.record.workspace import is_open
        from doanvien.reference.sentences import sentence

        plan = plan_of(batch, public=public)
        speaks = language_of_terminal()
        width = max(len(job.id) for job in plan.jobs)
        for job, state in zip(plan.jobs, BatchRecord(plan).states(), strict=True):
            why = state.why.said(speaks) if state.why else ""
            typer.echo(f"{job.id:<{width}}  {state.name:<7}  {why}".rstrip())
        if is_open(plan):
            told = sentence(
                "A build of {batch} runs, or the last one was killed: the index page may be older "
                "than the reports. The next build writes it anew.",
                batch=plan.batch.name,
            )
            typer.echo(told.said(speaks), err=True)


def check(batch: BatchName, language: InLanguage = None) -> None:
    """Check the parameters and the data of a batch; nothing is built.

    Exit status: 0 nothing wrong (there may be questions), 1 something is, 2 no such batch.
    """
    speaks = language_of(language)
    with errors_in_one_line(speaks):
        from doanvien.batch.project import find_batch
        from doanvien.batch.request.checks import check_batch

        project, file = find_batch(batch, Path.cwd())
        checked = check_batch(file, project)
    t = translator(speaks)
    for problem in checked.problems:
        typer.echo(problem.said(speaks), err=True)
    if checked.doubts:
        typer.echo(t("Please look at these; they stop no report:"), err=True)
    for doubt in checked.doubts:
        typer.echo(f"  {doubt.said(speaks)}", err=True)
    if checked.problems:
        raise typer.Exit(FAILED)
    told = t(
        "Nothing wrong: reports {count}, data set {data}.", count=checked.reports, data=checked.data
    )
    typer.echo(told)


def build(
    batch: BatchName,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Only this report, by the id `list` shows; repeatable."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Only the first N reports.")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Make N reports at a time; else as many as fit."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Build fresh reports too.")] = False,
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast", help="Start no report after one has failed.")
    ] = False,
    timeout: Annotated[
        int | None,
        typer.Option(min=1, metavar="SECONDS", help="A cell that runs longer fails its report."),
    ] = None,
    public: Public = False,
    scheduler: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="Make them on a Dask cluster, tcp://HOST:8786; or local:N, one of this machine.",
        ),
    ] = "",
) -> None:
    """Build the reports of a batch that are not fresh.

    Those for wide circulation have a folder of their own, output/BATCH-public.
    Exit status: 0 all built, 1 some failed (the others are there), 2 the batch could not start.
    """
    # Being asked to end is like Ctrl-C: cells are ended and nothing is left half-made.
    with ends_once(signal.SIGTERM), errors_in_one_line():
        with ends_at_once():
            from doanvien.batch.build import BuildOptions
            from doanvien.batch.build import build as build_batch
            from doanvien.batch.making.outcome import SECONDS_A_CELL
            from doanvien.cli.told.progress import listener, tell_result
            from doanvien.reference.sentences import SpokenError, sentence

        if jobs and scheduler:
            raise SpokenError(
                sentence(
                    "--jobs is for one machine without a cluster. How many reports a worker makes "
                    "at a time is said where it starts (dask worker --nthreads N), or as local:N."
                )
            )
        plan = plan_of(batch, public=public)
        workers = jobs or min(MOST_WORKERS, os.cpu_count() or 1)
        seconds = timeout or SECONDS_A_CELL
        options = BuildOptions(
            tuple(only or ()), limit, force, fail_fast, workers, seconds, scheduler
        )
        with listener() as progress:
            result = build_batch(plan, options, progress)
        tell_result(result, plan, batch)
    if result.failed or result.problems:
        raise typer.Exit(FAILED)


def plan_of(batch: str, *, public: bool) -> "BatchPlan":
    from doanvien.batch.plan import plan_batch
    from doanvien.batch.project import find_batch
    from doanvien.batch.request.read import read_batch

    project, file = find_batch(batch, Path.cwd())
    asked = read_batch(file, project)
    return plan_batch(asked.for_circulation() if public else asked, project)
