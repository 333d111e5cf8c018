"""``srcdiff git-diff``: what ``git diff`` shows, told as an account of two articles."""

from __future__ import annotations

import os
from typing import Any

import click

from srcdiff import console
from srcdiff.configured import Configured, configuration_options
from srcdiff.editorial.external_diff import Change, Version, change
from srcdiff.errors import SrcdiffError, shown_name
from srcdiff.model import Document
from srcdiff.presentation import COLOUR, HELP, WIDTH
from srcdiff.reading import settings_of, settings_options
from srcdiff.report.look import Look
from srcdiff.settings import Settings

_BOLD, _RESET = "\x1b[1m", "\x1b[0m"


@click.command(cls=Configured, context_settings=HELP)
@click.argument("arguments", nargs=-1, required=True, metavar="PATH OLD HEX MODE NEW…")
@click.option("--summary", is_flag=True, help="Stop after the summary.")
@click.option("--width", type=WIDTH, help="Columns to write in.")
@click.option(
    "--color",
    type=COLOUR,
    default="auto",
    help="Colour the report (default: auto, as git's color.diff says).",
)
@settings_options
@configuration_options
def git_diff(
    arguments: tuple[str, ...],
    summary: bool,
    width: int | None,
    color: str,
    **chosen: Any,
) -> int:
    """Show one changed file, called by git with its arguments for that.

    \b
        git -c diff.external='srcdiff git-diff' diff main

    The old version is A, the new one B.  Exit status: 0, also for a file that holds
    no article, because git stops at any other.
    """
    settings = settings_of(chosen)
    look = Look(
        width=console.width(width),
        colour=_colour(color),
        ascii=not console.has_signs(),
        colours=256 if console.many_colours() else 16,
        summary=summary,
    )
    found = change(arguments, os.environ)
    if found is None:
        text = _header(f"{arguments[0]}, unmerged", look)
        text += "Two versions meet here: resolve the merge conflict first.\n"
    else:
        text = _header(found.title, look) + _account(found, settings, look)
    console.write_out(f"{text}\n", as_it_is=False)
    return 0


def _header(title: str, look: Look) -> str:
    from srcdiff.report.visible import for_terminal

    title = for_terminal(title)
    return f"{_BOLD}{title}{_RESET}\n" if look.colour else f"{title}\n"


def _account(found: Change, settings: Settings, look: Look) -> str:
    """Return what a change comes to, or why that cannot be said."""
    if not (found.old.readable and found.new.readable):
        return "No file with an article: a link or a submodule.\n"
    try:
        old, new = _data(found.old, settings), _data(found.new, settings)
        if old == new and old.strip():
            return "The text is the same.\n"
        a = _parsed(f"a/{found.old.path}", old, settings)
        b = _parsed(f"b/{found.new.path}", new, settings)
        return _told(a, b, settings, look)
    except SrcdiffError as error:
        from srcdiff.report.visible import for_terminal

        return f"Not compared: {for_terminal(str(error))}\n"


def _data(version: Version, settings: Settings) -> bytes:
    """Return what a version holds; nothing if there is none."""
    from srcdiff.readers import read_bytes

    if version.absent:
        return b""
    return read_bytes(version.file, shown_name(version.path), settings.max_size)


def _parsed(name: str, data: bytes, settings: Settings) -> Document | None:
    from srcdiff.pipeline import parse

    return parse(data, name, settings) if data.strip() else None


def _told(
    a: Document | None, b: Document | None, settings: Settings, look: Look
) -> str:
    """Return the account of two articles; of a single one, what it says."""
    if a is not None and b is not None:
        from srcdiff.pipeline import compare
        from srcdiff.report import load

        return load("terminal")(compare(a, b, settings), look)
    doc, sign = (a, "A") if a is not None else (b, "B")
    if doc is None:
        return "There is nothing in it.\n"
    from srcdiff.report.lines import as_lines

    lines = as_lines(doc).splitlines()
    return "".join(f"{sign}  {line}\n" if line else "\n" for line in lines)


def _colour(choice: str) -> bool:
    """Return whether to colour: as asked for here, or else as ``git diff`` would."""
    import shutil
    import subprocess

    asked = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE")
    git = shutil.which("git")
    if choice != "auto" or git is None or any(map(os.environ.get, asked)):
        return console.colour(choice, to_file=False)
    # Git looks at standard output itself, and knows whether its own pager reads it.
    command = [git, "config", "--get-colorbool", "color.diff"]
    return subprocess.run(command, check=False).returncode == 0  # noqa: S603
