"""``srcdiff batch``: many pairs at once, in one folder with a summary."""

from __future__ import annotations

import contextlib
import gc
import os
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, get_args

import click

from srcdiff import console
from srcdiff.batch.folders import from_folders, from_patterns
from srcdiff.batch.pairs import Found, from_list
from srcdiff.batch.record import Record
from srcdiff.batch.results import REPORTS, keeper
from srcdiff.batch.run import Compute, Watch, opened, plan, run
from srcdiff.batch.summary import Totals, write
from srcdiff.batch.work import Into, Result, Work
from srcdiff.beside import processors
from srcdiff.cli import BUG, CANNOT_RUN, INTERRUPTED
from srcdiff.errors import InputError, SettingsError
from srcdiff.fail_on import fails
from srcdiff.presentation import HELP, WIDTH, fail_on_options, names
from srcdiff.reading import settings_of, settings_options
from srcdiff.report import RENDERERS
from srcdiff.report.signs import count

NO_REPORTS = "none"
"""What ``--format`` can name beside formats: the summary alone."""

WIDE = 100
"""Columns of a text report where no terminal is at hand: the least for two columns."""

MOST_SAID = 10
"""Articles without a partner that are named one by one."""

ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
"""For worker processes, of which there is one a processor."""


@click.command(context_settings=HELP)
@click.argument("pairs", required=False)
@click.option(
    "--folders",
    nargs=2,
    metavar="DIR_A DIR_B",
    help="Compare the files of two folders, matched by their names without suffix.",
)
@click.option(
    "--glob",
    "patterns",
    nargs=2,
    metavar="PATTERN_A PATTERN_B",
    help="Compare files that have the same in place of the *: 'wire/*.txt' "
    "'desk/*/final.md'.",
)
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="FOLDER",
    required=True,
    help="Folder for reports and summary: new, empty, or of a batch to go on with.",
)
@click.option(
    "-f",
    "--format",
    "forms",
    allow_from_autoenv=False,
    callback=names((*RENDERERS, NO_REPORTS)),
    default="html,json",
    metavar="FORMATS",
    help="Forms of the reports, with commas between: "
    + ", ".join((*RENDERERS, NO_REPORTS))
    + " (default: html,json; none writes the summary alone).",
)
@click.option(
    "--into",
    type=click.Choice(get_args(Into)),
    default="files",
    help="Keep each report in a file (default), or all results together: a line of "
    "JSON or a row of Parquet a pair (extra srcdiff[parquet]).",
)
@click.option("--fresh", is_flag=True, help="Compare finished pairs again too.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Worker processes (default: one a processor).",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Let the workers of a Dask cluster compare, tcp://host:8786 (extra "
    "srcdiff[cluster]).",
)
@click.option(
    "--send",
    is_flag=True,
    help="Send the articles to the cluster, whose workers else read them themselves.",
)
@click.option(
    "-q", "--quiet", is_flag=True, help="Print nothing but what could not be compared."
)
@click.option(
    "--width",
    type=WIDTH,
    default=WIDE,
    metavar="N",
    help=f"Columns of the reports in text (default: {WIDE}).",
)
@settings_options
@fail_on_options
def batch(  # noqa: PLR0913, PLR0917 -- one argument an option
    pairs: str | None,
    folders: tuple[str, str] | None,
    patterns: tuple[str, str] | None,
    folder: str,
    forms: frozenset[str],
    into: Into,
    fresh: bool,
    jobs: int | None,
    scheduler: str | None,
    send: bool,
    quiet: bool,
    width: int,
    exit_code: bool,
    fail_on: frozenset[str],
    **chosen: Any,
) -> int:
    """Compare many pairs of articles.

    PAIRS is a list of them: a table (CSV or TSV) whose first line names the columns,
    or JSON, an object a line.  Columns a and b are the files, relative to the list;
    name, or id, is what their reports are called; others are passed over.  - is
    standard input.

    \b
        a,b,name
        wire/fire.txt,desk/fire.html,mill fire

    FOLDER gets the reports, and the summary as index.html, summary.csv and
    summary.json.  A pair that is finished is not compared again, so a run that was
    interrupted goes on when it is started once more.

    Exit status, by the worst pair: 0 done, 1 where --exit-code or --fail-on asks for
    it, 2 a pair cannot be read, 3 a bug in srcdiff.
    """
    gc.enable()  # off for one short comparison; a batch may take days
    if send and scheduler is None:
        raise SettingsError("--send is for a cluster: give its --scheduler")
    work = Work(
        base=_base(pairs),
        settings=settings_of(chosen),
        forms=_forms(forms),
        width=width,
        into=into,
        folder=str(Path(folder, REPORTS).absolute())
        if into == "files" and scheduler is None
        else None,
    )
    found = _sources(pairs, folders, patterns)
    with contextlib.ExitStack() as stack:
        record = stack.enter_context(contextlib.closing(opened(Path(folder))))
        if fresh:
            record.forget()
        total = plan(record, found)
        _tell_alone(record, quiet=quiet)
        compute = stack.enter_context(_computing(scheduler, send, jobs))
        watch = stack.enter_context(_watching(total))
        kept = keeper(Path(folder), work, record)
        try:
            run(record, work, kept, compute, watch)
        except KeyboardInterrupt:
            done = f"{record.finished():,} of {count(total, 'pair')}"
            console.tell(f"stopped: {done} done; start it again to go on")
            return INTERRUPTED
        totals = write(record, Path(folder), work)
    if not quiet:
        console.write_out(_said(totals, Path(folder)), as_it_is=False)
    if totals.errors:
        return BUG if totals.bugs else CANNOT_RUN
    return int(fails(totals.found, fail_on, anything=exit_code))


def _forms(chosen: frozenset[str]) -> tuple[str, ...]:
    """Return the formats of the reports, in the order in which they are listed."""
    wanted = tuple(form for form in RENDERERS if form in chosen)
    if NO_REPORTS in chosen and wanted:
        raise SettingsError("--format none goes with no other")
    return wanted


def _base(pairs: str | None) -> str:
    """Return the folder that the paths of a list start from."""
    listed = pairs not in (None, "-")
    return str((Path(str(pairs)).parent if listed else Path()).absolute())


def _sources(
    pairs: str | None,
    folders: tuple[str, str] | None,
    patterns: tuple[str, str] | None,
) -> Iterator[Found]:
    """Return the pairs, after a look at the first: nothing is made for a wrong name.

    Raises:
        SettingsError: they come from no place, or from several.
        InputError: that cannot be read, or holds none.
    """
    if [bool(pairs), bool(folders), bool(patterns)].count(True) != 1:
        raise SettingsError("give one of: a list of pairs, --folders, --glob")
    if folders:
        found = from_folders(*folders)
    elif patterns:
        found = from_patterns(*patterns)
    else:
        found = from_list(str(pairs))
    first = next(found, None)
    if first is None:
        raise InputError("there is no pair to compare; check the names")
    return chain([first], found)


@contextlib.contextmanager
def _computing(
    scheduler: str | None, send: bool, jobs: int | None
) -> Iterator[Compute]:
    """Make ready what compares."""
    if scheduler is not None:
        from srcdiff.batch.cluster import connected

        with connected(scheduler, send=send) as compute:
            yield compute
        return
    from functools import partial

    from srcdiff.batch.workers import compared

    for name, value in ONE_THREAD.items():
        os.environ.setdefault(name, value)
    yield partial(compared, jobs=jobs or processors())


@contextlib.contextmanager
def _watching(total: int) -> Iterator[Watch]:
    """Show how far it is, to a person; say what could not be compared, to anyone."""
    from tqdm import tqdm

    tqdm.monitor_interval = 0  # no thread that looks after the bar
    hidden = not console.watched()
    with tqdm(
        total=total,
        unit=" pairs",
        delay=1,
        leave=False,
        # What it finds by itself is 0 in some terminals, and then it shows nothing.
        ncols=min(console.width(None), 100),
        nrows=24,
        disable=hidden,
    ) as bar:

        def watch(result: Result, before: bool) -> None:
            if result.error:
                bar.clear()
                console.tell(f"{result.name}: {result.error}")
            if before and not hidden:
                bar.initial += 1  # counts as done, not for how fast it goes
            bar.update()

        yield watch


def _tell_alone(record: Record, *, quiet: bool) -> None:
    """Say which articles have no partner."""
    if quiet:
        return
    for side in ("a", "b"):
        number = 0
        for number, path in enumerate(record.alone(side), 1):
            if number <= MOST_SAID:
                console.tell(f"{path}: has no partner in {'B' if side == 'a' else 'A'}")
        if number > MOST_SAID:
            more = count(number - MOST_SAID, "more article")
            console.tell(
                f"{more} of {side.upper()} without a partner: see summary.json"
            )


def _said(totals: Totals, folder: Path) -> str:
    """Return what is said at the end: what was found, and where it is."""
    found = (
        f"{count(totals.conflicts, 'conflict')} in {count(totals.conflicting, 'pair')}"
        if totals.conflicts
        else "no conflict found"
    )
    errors = f"; {count(totals.errors, 'pair')} could not be compared"
    return (
        f"{count(totals.pairs, 'pair')}: {found}{errors if totals.errors else ''}\n"
        f"{folder / 'index.html'}\n"
    )
