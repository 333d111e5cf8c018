"""The command line: options, where text goes, and exit status.

Click ends with status 2 on a usage error, but with 1 on its other errors, on
Ctrl-C and on any uncaught exception; here 1 means "they differ".  So it runs
outside its standalone mode, and :func:`run` gives every ending its status.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from srcdiff import console, progress
from srcdiff.beside import processors
from srcdiff.configured import Configured, configuration_options
from srcdiff.errors import SrcdiffError
from srcdiff.fail_on import fails, found_in
from srcdiff.presentation import (
    HELP,
    Presentation,
    fail_on_options,
    present,
    presentation_options,
    refuse_to_replace,
)
from srcdiff.reading import (
    apart,
    encoding_options,
    read_both,
    settings_of,
    settings_options,
)
from srcdiff.version import __version__

DONE, DIFFERENT, CANNOT_RUN, BUG, INTERRUPTED = 0, 1, 2, 3, 130


COMMANDS = {
    "accept": ("srcdiff.commands.accept:accept", "settle what a check found"),
    "batch": ("srcdiff.commands.batch:batch", "compare many pairs, with one summary"),
    "check": (
        "srcdiff.commands.check:check",
        "review drafts against their sources and last versions",
    ),
    "explain": (
        "srcdiff.commands.explain:explain",
        "say why sentences are linked, or why not",
    ),
    "git-diff": ("srcdiff.commands.git_diff:git_diff", "be git's external diff"),
    "git-setup": ("srcdiff.commands.git_setup:git_setup", "have git show documents"),
    "match": (
        "srcdiff.commands.match:match",
        "find the articles of two folders on the same story",
    ),
    "render": (
        "srcdiff.commands.render:render",
        "make another report of a saved comparison",
    ),
    "textconv": (
        "srcdiff.commands.textconv:textconv",
        "write an article one sentence a line",
    ),
}
"""Commands by name, each with where it is and what it does.  Without one, srcdiff
compares."""

_EPILOG = "\n\n".join(
    (
        "\b\nCommands, each with a --help of its own:\n"
        + "\n".join(f"  {name:9}  {does}" for name, (_, does) in COMMANDS.items()),
        "Exit status: 0 done, 1 where --exit-code or --fail-on asks for it, 2 cannot "
        "run, 3 a bug in srcdiff.",
    )
)


@click.command(
    cls=Configured,
    context_settings=HELP,
    epilog=_EPILOG,
)
@click.argument("a")
@click.argument("b")
@presentation_options
@encoding_options
@settings_options
@fail_on_options
@configuration_options
@click.version_option(__version__, prog_name="srcdiff", allow_from_autoenv=False)
def compare(  # noqa: PLR0913, PLR0917 -- one argument an option
    a: str,
    b: str,
    encoding_a: str | None,
    encoding_b: str | None,
    exit_code: bool,
    fail_on: frozenset[str],
    **options: Any,
) -> int:
    """Compare two articles about the same thing.

    A and B are files: text, Markdown, saved web pages, Word, OpenDocument, RTF,
    EPUB, PDF, e-mail or subtitles; - is standard input, HEAD:draft.md a version in
    git.  The report says what both articles say, what only one says, and where they
    disagree.
    """
    settings, asked = settings_of(options), Presentation(**options)
    from srcdiff import pipeline

    apart(a, b, asked.file)
    refuse_to_replace(asked.file, force=asked.force)
    with progress.shown() as line:
        docs = read_both(a, b, settings, (encoding_a, encoding_b), line)
        line.announce(*(len(doc.sentences) for doc in docs))
        comparison = pipeline.compare(
            *docs, settings, processes=processors(), progress=line
        )
        line("writing", 0.95)
        present(comparison, asked, line.clear)
    asked_for = fails(found_in(comparison), fail_on, anything=exit_code)
    return DIFFERENT if asked_for else DONE


def main() -> NoReturn:
    """Run the command line and end the process."""
    # One comparison makes no cycles to speak of; looking for them takes a
    # fifteenth of a short run.
    gc.disable()
    status = run(sys.argv[1:])
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stderr.flush()
    # All is written.  Taking the tokenizer and the vectors apart object by object
    # would take a tenth of the whole run; the system does it at once.
    os._exit(status)


def run(arguments: Sequence[str]) -> int:  # noqa: PLR0911 -- one a kind of ending
    """Run the command line and return the exit status."""
    command: click.Command = compare
    name, rest = "srcdiff", list(arguments)
    if rest and rest[0] in COMMANDS:
        command, name = _load(COMMANDS[rest[0]][0]), f"srcdiff {rest.pop(0)}"
    try:
        status = command.main(
            rest, prog_name=name, standalone_mode=False, auto_envvar_prefix="SRCDIFF"
        )
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.UsageError as error:
        console.tell(f"{error.format_message().rstrip('.')}. Try '{name} --help'.")
        return CANNOT_RUN
    except ExceptionGroup as group:
        for part in group.exceptions:
            console.tell(str(part))
        return CANNOT_RUN
    except (SrcdiffError, click.ClickException) as error:
        console.tell(str(error))
        return CANNOT_RUN
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):
        # Click makes the second of the first, whatever its mode.
        console.close_quietly()
        return DONE
    except OSError as error:
        console.close_quietly()
        console.tell(f"cannot write the report: {error.strerror or error}")
        return CANNOT_RUN
    except Exception as error:
        if os.environ.get("SRCDIFF_TRACEBACK"):
            raise
        console.tell(
            f"a bug in srcdiff: {type(error).__name__}: {error}. "
            "Set SRCDIFF_TRACEBACK=1 to see where, and please report it."
        )
        return BUG
    return status if isinstance(status, int) else DONE


def _load(where: str) -> click.Command:
    """Return the command at ``module:function``."""
    from importlib import import_module

    module, _, function = where.partition(":")
    command: click.Command = getattr(import_module(module), function)
    return command
