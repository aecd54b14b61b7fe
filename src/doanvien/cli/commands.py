"""Each command reads what was asked, calls the room that does it, and says what came of it."""

import io
import os
import signal
import sys
from datetime import date, datetime
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from doanvien.cli.interrupted import ends_at_once, ends_once
from doanvien.cli.mistakes import FAILED, NOT_STARTED, errors_in_one_line, language_of_terminal
from doanvien.reference.languages import (
    Language,
    UnknownLanguage,
    parse_language,
    translator,
)

# The rooms are imported where they are used: `--help` and `provinces` need not wait for pandas.
if TYPE_CHECKING:
    from doanvien.batch.plan import BatchPlan

# More processes than this want more memory than an office computer has to spare.
MOST_WORKERS = 4

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

BatchName = Annotated[
    str, typer.Argument(metavar="BATCH", help="A file of params/, by name (seeds) or by path.")
]

Public = Annotated[
    bool,
    typer.Option("--public", help="For wide circulation: no counts of 1 to 4 persons of a unit."),
]

LANGUAGE = typer.Option(metavar="CODE", help="Speak vi or en; else as the terminal does.")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"doanvien {metadata.version('doanvien')}")
        raise typer.Exit


@app.callback()
def doanvien(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Reports on trade-union membership, for every province and period."""
    context.with_resource(ends_once())
    # Where the encoding of the system is narrow, "Đắk Lắk" cannot be printed in it; what no
    # encoding has, as half a letter in the name of a file, is printed as its code.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


@app.command()
def provinces(
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="As 2025-06-30; else today."),
    ] = None,
) -> None:
    """Codes, slugs and names of the provinces in force on a date."""
    from doanvien.reference.languages import NOTEBOOKS_IN
    from doanvien.reference.provinces import provinces_on

    for place in provinces_on(on.date() if on else date.today()):
        typer.echo(f"{place.code}  {place.slug:<18}  {place.full_name(NOTEBOOKS_IN)}")


@app.command()
def periods(
    province: Annotated[
        str | None, typer.Argument(metavar="PROVINCE", help="Only this one, year by year.")
    ] = None,
    data: Annotated[Path, typer.Option(metavar="FOLDER", help="The data set.")] = Path(
        "data/published"
    ),
) -> None:
    """Which periods have figures for which places.

    The day at the end of a line is the last one with a figure. Exit status: 0, or 2 if there is no
    such data set, or no figure of that place in it.
    """
    from doanvien.cli.periods import lines_of_places, lines_of_years
    from doanvien.data import available
    from doanvien.reference.provinces import TERRITORY_CHANGE, place_on_either_map
    from doanvien.reference.sentences import SpokenError

    with errors_in_one_line():
        try:
            slugs = [place_on_either_map(province, TERRITORY_CHANGE).slug] if province else None
        except SpokenError as error:
            typer.echo(error.said(language_of_terminal()), err=True)
            raise typer.Exit(NOT_STARTED) from error
        found = available(data, slugs)
    if found.empty:
        t = translator(language_of_terminal())
        told = (
            t("No figures of {place} in {data}.", place=slugs[0], data=str(data))
            if slugs
            else t("No figures in {data}.", data=str(data))
        )
        typer.echo(told, err=True)
        raise typer.Exit(NOT_STARTED)
    for line in (lines_of_years if slugs else lines_of_places)(found):
        typer.echo(line)


@app.command("list")
def list_reports(batch: BatchName, public: Public = False) -> None:
    """The reports of a batch with their id and state: missing, fresh, stale or failed."""
    with errors_in_one_line():
        from doanvien.batch.record.record import BatchRecord
        from doanvien.batch.record.workspace import is_open
        from doanvien.reference.sentences import sentence

        plan = _plan(batch, public=public)
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


@app.command()
def check(batch: BatchName, language: Annotated[str | None, LANGUAGE] = None) -> None:
    """Check the parameters and the data of a batch; nothing is built.

    Exit status: 0 nothing wrong (there may be questions), 1 something is, 2 no such batch.
    """
    speaks = _spoken(language)
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


@app.command()
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
            from doanvien.cli.progress import listener, tell_result
            from doanvien.reference.sentences import SpokenError, sentence

        if jobs and scheduler:
            raise SpokenError(
                sentence(
                    "--jobs is for one machine without a cluster. How many reports a worker makes "
                    "at a time is said where it starts (dask worker --nthreads N), or as local:N."
                )
            )
        plan = _plan(batch, public=public)
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


@app.command()
def simulate(
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the data set goes.")],
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same figures.")] = 1,
    provinces: Annotated[
        list[str] | None,
        typer.Option(metavar="SLUG", help="Only this province and its merger; repeatable."),
    ] = None,
    first: Annotated[
        datetime, typer.Option("--from", formats=["%Y-%m"], metavar="MONTH", help="First month.")
    ] = datetime(2019, 1, 1),
    last: Annotated[
        datetime, typer.Option("--to", formats=["%Y-%m"], metavar="MONTH", help="Last month.")
    ] = datetime(2026, 9, 1),
    example: Annotated[
        bool, typer.Option("--example", help="The small one that the notebooks open with.")
    ] = False,
    world: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="How the country moves by the year: usual, steady, half, double."
        ),
    ] = "usual",
) -> None:
    """Invent a data set, monthly and by unit, to demonstrate and test with.

    --example is always the same, whatever seed, provinces and months are named.
    Exit status: 0 written, 2 nothing was written.
    """
    from doanvien.reference.provinces import TERRITORY_CHANGE, place_on_either_map
    from doanvien.reference.sentences import sentence
    from doanvien.simulate import simulate as write_data_set
    from doanvien.simulate import simulate_example
    from doanvien.simulate.invented.months import Month
    from doanvien.simulate.invented.world import world_of

    with errors_in_one_line():
        named = [place_on_either_map(name, TERRITORY_CHANGE) for name in provinces or ()]
        months = (Month(first.year, first.month), Month(last.year, last.month))
        if example:
            rows = simulate_example(out)
        else:
            rows = write_data_set(out, seed, named or None, *months, world_of(world))
    told = sentence("Simulated data set with {count} figures: {out}", count=rows, out=str(out))
    typer.echo(told.said(language_of_terminal()))


@app.command()
def mail(
    batch: BatchName,
    to: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="To this mailbox instead of those of the file."),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Only this report, by the id `list` shows; repeatable."),
    ] = None,
    send: Annotated[bool, typer.Option("--send", help="Send the mails, after asking.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Send without asking.")] = False,
    resend: Annotated[
        bool, typer.Option("--resend", help="Also to those who got this very report before.")
    ] = False,
    public: Public = False,
) -> None:
    """Write a draft of a mail for each report of a batch; with --send, send them.

    Recipients stand in params/recipients.yaml. Exit status: 0 all done, 1 some reports have no
    draft or some mailboxes were not reached (the others were), 2 nothing could be done.
    """
    with errors_in_one_line():
        from doanvien.batch.plan import select_jobs
        from doanvien.cli.mailing import send_drafts, tell_drafts
        from doanvien.mail.drafts import make_drafts
        from doanvien.mail.errors import MailError
        from doanvien.mail.people.recipients import parse_addresses, read_recipients
        from doanvien.reference.sentences import sentence

        if (yes or resend) and not send:
            raise MailError(sentence("--yes and --resend only say how to send. Add --send."))
        plan = _plan(batch, public=public)
        jobs = select_jobs(plan, only or (), None)
        recipients = read_recipients(plan.project)
        drafted = make_drafts(plan, jobs, recipients, parse_addresses(to or ()))
        tell_drafts(drafted)
        taken = not send or send_drafts(drafted, plan.project, recipients.server, resend, yes)
    if drafted.problems or not taken:
        raise typer.Exit(FAILED)


def _plan(batch: str, *, public: bool) -> "BatchPlan":
    from doanvien.batch.plan import plan_batch
    from doanvien.batch.project import find_batch
    from doanvien.batch.request.read import read_batch

    project, file = find_batch(batch, Path.cwd())
    asked = read_batch(file, project)
    return plan_batch(asked.for_circulation() if public else asked, project)


def _spoken(language: str | None) -> Language:
    """The language of what is told: the one asked for, else that of the terminal if it is one."""
    if language is None:
        return language_of_terminal()
    try:
        return parse_language(language)
    except UnknownLanguage as error:
        raise typer.BadParameter(str(error), param_hint="--language") from error
