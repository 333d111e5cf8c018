"""``srcdiff match``: which articles of two folders cover the same story."""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from srcdiff import console
from srcdiff.errors import InputError, shown_name
from srcdiff.presentation import COLOUR, FORCE, HELP, WIDTH, refuse_to_replace
from srcdiff.reading import file_options, same_file
from srcdiff.report.look import Look
from srcdiff.settings import Settings

if TYPE_CHECKING:
    from srcdiff.match.pairs import Pair
    from srcdiff.match.terms import Collection, Terms


@click.command(context_settings=HELP)
@click.argument("folder_a", metavar="DIR_A")
@click.argument("folder_b", metavar="DIR_B")
@click.option(
    "-f",
    "--format",
    "form",
    allow_from_autoenv=False,
    type=click.Choice(["terminal", "csv", "jsonl"]),
    help="Form of the list (default: terminal; with -o, jsonl for a name that ends "
    "so, else csv).",
)
@click.option("-o", "--output", metavar="FILE", help="Write the list to FILE.")
@FORCE
@click.option("--best", is_flag=True, help="Let each article have one counterpart.")
@click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    metavar="P",
    help="Least probability of a pair, 0 to 1 (default: where precision and recall "
    "were best together).",
)
@click.option(
    "--candidates",
    type=click.IntRange(1, 1000),
    metavar="N",
    default=Settings().candidates,
    help="Articles of the other folder looked at for each, the nearest first "
    f"(default: {Settings().candidates}).",
)
@click.option("--width", type=WIDTH, help="Columns to write in.")
@click.option(
    "--color", type=COLOUR, default="auto", help="Colour the list (default: auto)."
)
@file_options
def match(  # noqa: PLR0913, PLR0917 -- one argument an option
    folder_a: str,
    folder_b: str,
    form: str | None,
    output: str | None,
    force: bool,
    best: bool,
    threshold: float | None,
    candidates: int,
    width: int | None,
    color: str,
    **chosen: Any,
) -> int:
    """Find the articles of two folders that cover the same story.

    All files in DIR_A and DIR_B are read, and those in folders inside them; what is
    no article is told and passed over.  A story may have several articles on either
    side.  Where DIR_A is DIR_B, each pair is listed once.

    A list written with -o is what 'srcdiff batch' compares: columns a, b and score,
    paths as seen from the list.  On standard output, paths are absolute.
    """
    gc.enable()  # switched off for one short run; here thousands of files are read
    file = None if output in (None, "-") else output
    form = form or _form_of(file)
    if file is not None and not _is_list(file):
        refuse_to_replace(file, force=force)
    settings = Settings(**chosen)
    sides, pairs = _matched((folder_a, folder_b), settings, candidates, threshold)
    if best:
        from srcdiff.match.pairs import one_each

        pairs = one_each(pairs, own=sides[0] is sides[1])
    if form == "terminal":
        text = _table(pairs, sides, (folder_a, folder_b), width, color, file)
    else:
        from srcdiff.match.lists import write_csv, write_jsonl

        write = write_csv if form == "csv" else write_jsonl
        text = write(pairs, *sides, Path(file).parent if file else None)
    if file is not None:
        console.write_file(Path(file), text)
    elif form == "terminal" and console.pages():
        console.page_out(text)
    else:
        console.write_out(text, as_it_is=form != "terminal")
    return 0


def _form_of(file: str | None) -> str:
    if file is None:
        return "terminal"
    return "jsonl" if file.casefold().endswith(".jsonl") else "csv"


def _is_list(file: str) -> bool:
    from srcdiff.match.lists import is_list

    return is_list(Path(file))


def _matched(
    folders: tuple[str, str],
    settings: Settings,
    candidates: int,
    threshold: float | None,
) -> tuple[tuple[Collection, Collection], tuple[Pair, ...]]:
    """Read both folders and return their articles and the pairs."""
    from srcdiff.match.pairs import full_rows, matched, model
    from srcdiff.match.terms import Terms
    from srcdiff.match.weigh import weighed

    terms = Terms()
    a = _collected(folders[0], terms, settings)
    own = same_file(*folders)
    b = a if own else _collected(folders[1], terms, settings)
    found = weighed(terms, a, b)
    least = model().threshold if threshold is None else threshold
    pairs = tuple(
        pair
        for pair in matched(found, candidates, least)
        if not same_file(a.names[pair.a], b.names[pair.b])
    )
    full = full_rows(pairs, candidates, own=own)
    if full:
        console.tell(
            f"{full} articles have {candidates} counterparts or more, and no more "
            "were looked at; raise --candidates"
        )
    return (a, b), pairs


def _collected(folder: str, terms: Terms, settings: Settings) -> Collection:
    """Read the articles of a folder.

    Raises:
        InputError: there is none that can be read.
    """
    from srcdiff.match.files import articles, files_in

    with _told(files_in(folder, console.tell), shown_name(folder)) as paths:
        found = terms.collect(articles(paths, settings, console.tell))
    if not found.names:
        raise InputError(f"{shown_name(folder)}: holds no article that can be read")
    return found


@contextlib.contextmanager
def _told(paths: list[str], folder: str) -> Iterator[Any]:
    """Show on a terminal how far the reading of a folder is."""
    if not console.watched():
        yield paths
        return
    with click.progressbar(
        paths, label=folder, file=sys.stderr, show_pos=True
    ) as counted:
        yield counted


def _table(  # noqa: PLR0913, PLR0917 -- what a table is made of, and how it looks
    pairs: tuple[Pair, ...],
    sides: tuple[Collection, Collection],
    folders: tuple[str, str],
    width: int | None,
    color: str,
    file: str | None,
) -> str:
    from srcdiff.match.table import table

    look = Look(
        width=console.width(width),
        colour=console.colour(color, to_file=file is not None),
        ascii=file is None and not console.has_signs(),
        colours=256 if console.many_colours() else 16,
    )
    return table(pairs, sides, folders, look)
