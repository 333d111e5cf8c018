"""How a finished comparison reaches the reader: the options for it, and the way there.

Shared by every command that ends in a report.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from srcdiff import console
from srcdiff.errors import OutputError, SettingsError
from srcdiff.fail_on import CONFLICTS, FAIL_ON
from srcdiff.model import Comparison, ConflictKind, Side
from srcdiff.report import RENDERERS, Look, load
from srcdiff.report.look import (
    CONTEXT,
    LAYOUTS,
    SHOWABLE,
    SIDE_BY_SIDE,
    THEMES,
    Layout,
    Theme,
)

HELP = {"help_option_names": ["-h", "--help"]}
"""Context settings of every command."""

COLOUR = click.Choice(["auto", "always", "never"])
WIDTH = click.IntRange(20, 1000)

Command = TypeVar("Command", bound=Callable[..., Any])

FORCE = click.option(
    "--force", is_flag=True, help="Let -o replace a file that is no report of srcdiff."
)


def names(allowed: Sequence[str], prefix: str = "") -> Callable[..., frozenset[str]]:
    """Return what reads an option that lists names with commas between them.

    Args:
        allowed: The names.
        prefix: Start of some names that may be left out.
    """

    def read(_: click.Context, option: click.Parameter, value: str) -> frozenset[str]:
        found = frozenset(
            prefix + name if prefix and prefix + name in allowed else name
            for name in (part.strip() for part in (value or "").split(","))
            if name
        )
        for name in sorted(found - set(allowed)):
            raise click.BadParameter(
                f"{name!r} is not one of {', '.join(allowed)}", param=option
            )
        return found

    return read


_OPTIONS = (
    click.option(
        "-f",
        "--format",
        "format_",
        envvar="SRCDIFF_FORMAT",
        type=click.Choice(list(RENDERERS)),
        default="terminal",
        help="Form of the report (default: terminal).",
    ),
    click.option("-o", "--output", metavar="FILE", help="Write the report to FILE."),
    click.option("--html", metavar="FILE", help="Short for --format html -o FILE."),
    FORCE,
    click.option(
        "--open",
        "open_",
        envvar="SRCDIFF_OPEN",
        is_flag=True,
        help="Show the page in your browser; without a FILE, a temporary one.",
    ),
    click.option(
        "--show",
        callback=names(SHOWABLE),
        metavar="CLASSES",
        help="Show only these, with commas between: " + ", ".join(SHOWABLE) + ".",
    ),
    click.option(
        "--only",
        type=click.Choice(["a", "b"], case_sensitive=False),
        help="Show only what this article alone says (not on the page).",
    ),
    click.option(
        "--summary", is_flag=True, help="Stop after the summary (not on the page)."
    ),
    click.option(
        "-q", "--quiet", is_flag=True, help="Print nothing: exit status only."
    ),
    click.option(
        "--context",
        type=click.IntRange(min=0),
        metavar="N",
        default=CONTEXT,
        help="Sentences to show around what differs, before long identical stretches "
        f"are folded (default: {CONTEXT}).",
    ),
    click.option("--full", is_flag=True, help="Fold nothing."),
    click.option(
        "--layout",
        type=click.Choice(LAYOUTS),
        default="auto",
        help="Two columns, or one article's sentence below the other's "
        f"(auto: columns from a width of {SIDE_BY_SIDE}).",
    ),
    click.option("--width", type=WIDTH, help="Columns to write in."),
    click.option(
        "--color",
        type=COLOUR,
        default="auto",
        help="Colour the report (default: auto).",
    ),
    click.option(
        "--theme",
        type=click.Choice(THEMES),
        default="auto",
        help="Background of the terminal (default: auto, shades for either).",
    ),
    click.option(
        "--no-pager", is_flag=True, help="Print a long report without a pager."
    ),
)


def presentation_options(command: Command) -> Command:
    """Give a command the options of :class:`Presentation`, in their order."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def fail_on_options(command: Command) -> Command:
    """Give a command the options that end it with status 1."""
    command = click.option(
        "--fail-on",
        callback=names((*FAIL_ON, *CONFLICTS), prefix="conflict:"),
        metavar="CLASSES",
        help="End with status 1 if any of these is found: " + ", ".join(FAIL_ON) + "; "
        "or conflict:number,quote for conflicts of these kinds: "
        + ", ".join(get_args(ConflictKind))
        + ".",
    )(command)
    return click.option(
        "--exit-code", is_flag=True, help="End with status 1 if the articles differ."
    )(command)


@dataclass(frozen=True, slots=True)
class Presentation:
    """What a user asked for; the fields are the options.

    Raises:
        SettingsError: two options contradict each other.
    """

    format_: str
    output: str | None
    html: str | None
    force: bool
    open_: bool
    show: frozenset[str]
    only: Side | None
    summary: bool
    quiet: bool
    context: int
    full: bool
    layout: Layout
    width: int | None
    color: str
    theme: Theme
    no_pager: bool

    def __post_init__(self) -> None:
        if self.html is not None and (
            self.output is not None or self.format_ not in ("terminal", "html")
        ):
            raise SettingsError("--html stands for --format html -o: give only one")
        if self.open_ and self.form != "html":
            raise SettingsError("--open shows a page: leave --format out, or give html")
        if self.open_ and self.output == "-":
            raise SettingsError("--open needs a file: leave -o - out")

    @property
    def form(self) -> str:
        """The format of the report."""
        page = self.html is not None or (self.open_ and self.format_ == "terminal")
        return "html" if page else self.format_

    @property
    def file(self) -> str | None:
        """Where the report goes; none for standard output."""
        name = self.html if self.html is not None else self.output
        return None if name == "-" and self.html is None else name

    def look(self) -> Look:
        """Return how the report is to look, given the terminal at hand."""
        to_screen = self.form == "terminal" and self.file is None
        return Look(
            width=console.width(self.width),
            colour=console.colour(self.color, to_file=self.file is not None),
            ascii=to_screen and not console.has_signs(),
            layout=self.layout,
            show=self.show,
            colours=256 if console.many_colours() else 16,
            theme=self.theme,
            context=None if self.full else self.context,
            only=self.only,
            summary=self.summary,
        )


def _is_report(data: bytes) -> bool:
    """Tell whether a file holds a report: each has its signature."""
    return b"srcdiff=" in data


def refuse_to_replace(
    file: str | None,
    *,
    force: bool,
    what: str = "report",
    ours: Callable[[bytes], bool] = _is_report,
) -> None:
    """Make sure that no file is lost that is nothing of ours.

    Asked before the work, so that nobody waits for a refusal.

    Args:
        file: Where the report goes; none for standard output.
        force: Whether the user does not mind.
        what: What is written there.
        ours: Tells from what a file holds whether it is such a thing.

    Raises:
        OutputError: there is such a file.
    """
    if force or file is None:
        return
    path = Path(file)
    try:
        data = path.read_bytes() if path.is_file() else b""
    except (OSError, ValueError):
        return  # writing will say what is wrong
    if data and not ours(data):
        raise OutputError(
            f"{file}: exists and is no {what} of srcdiff; choose another name, or "
            "replace it with --force"
        )


def present(
    comparison: Comparison,
    asked: Presentation,
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Write the report of *comparison* to where it was asked for.

    Args:
        comparison: What the report is of.
        asked: How it is to look, and where to go.
        ready: Called when it is made, before any of it is written.

    Raises:
        OutputError: it cannot be written, or no browser be found.
    """
    if asked.quiet and asked.file is None and not asked.open_:
        return
    report = load(asked.form)(comparison, asked.look())
    ready()
    if asked.open_:
        _open(asked.file, report)
    elif asked.file is not None:
        console.write_file(Path(asked.file), report)
    elif asked.form == "terminal" and not asked.no_pager and console.pages():
        console.page_out(report)
    else:
        console.write_out(report, as_it_is=asked.form != "terminal")


def _open(file: str | None, report: str) -> None:
    """Write a page and show it in a browser."""
    import tempfile
    import webbrowser

    if file is None:
        folder = Path(tempfile.mkdtemp(prefix="srcdiff-"))
        path = folder / "report.html"
    else:
        path = Path(file)
    console.write_file(path, report)
    if not webbrowser.open(path.resolve().as_uri()):
        raise OutputError(f"{path}: no browser was found; open the file by hand")
    if file is None:
        console.tell(f"the page is {path}")
