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
from typing import Any, NoReturn, get_args

import click

from srcdiff import console
from srcdiff.configured import Configured, configuration_options
from srcdiff.errors import SrcdiffError
from srcdiff.model import Comparison, ConflictKind
from srcdiff.presentation import (
    HELP,
    Presentation,
    names,
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

FAIL_ON = ("conflict", "only-a", "only-b", "edited", "paraphrase", "overlap", "moved")
"""What ``--fail-on`` can name, besides…"""
CONFLICTS = tuple(f"conflict:{kind}" for kind in get_args(ConflictKind))
"""…a kind of conflict; further kinds go without the word."""


@click.command(
    cls=Configured,
    context_settings=HELP,
    epilog="Exit status: 0 done, 1 where --exit-code or --fail-on asks for it, "
    "2 cannot run, 3 a bug in srcdiff.  "
    "'srcdiff check DRAFT…' reviews drafts against the sources they name, "
    "'srcdiff explain A B a9' says why a sentence is linked or not, and "
    "'srcdiff render REPORT.json' makes another report of a saved one: see "
    "'srcdiff check --help' and so on.",
)
@click.argument("a")
@click.argument("b")
@presentation_options
@encoding_options
@settings_options
@click.option(
    "--exit-code", is_flag=True, help="End with status 1 if the articles differ."
)
@click.option(
    "--fail-on",
    callback=names((*FAIL_ON, *CONFLICTS), prefix="conflict:"),
    metavar="CLASSES",
    help="End with status 1 if any of these is found: " + ", ".join(FAIL_ON) + "; "
    "or conflict:number,quote for conflicts of these kinds: "
    + ", ".join(get_args(ConflictKind))
    + ".",
)
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
    EPUB, PDF, e-mail or subtitles; - is standard input.  The report says what both
    articles say, what only one says, and where they disagree.
    """
    settings, asked = settings_of(options), Presentation(**options)
    from srcdiff import pipeline

    apart(a, b, asked.file)
    refuse_to_replace(asked.file, force=asked.force)
    docs = read_both(a, b, settings, (encoding_a, encoding_b))
    comparison = pipeline.compare(*docs, settings)
    present(comparison, asked)
    if exit_code and _differ(comparison):
        return DIFFERENT
    return DIFFERENT if _found(comparison) & fail_on else DONE


COMMANDS = {
    "accept": "srcdiff.commands.accept:accept",
    "check": "srcdiff.commands.check:check",
    "explain": "srcdiff.commands.explain:explain",
    "render": "srcdiff.commands.render:render",
}
"""Commands by name, each with where it is.  Without one, srcdiff compares."""


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
        command, name = _load(COMMANDS[rest[0]]), f"srcdiff {rest.pop(0)}"
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
    except BrokenPipeError:
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


def _found(comparison: Comparison) -> set[str]:
    """Return which of FAIL_ON a comparison holds."""
    summary = comparison.summary
    found = {name for name in FAIL_ON if getattr(summary, name.replace("-", "_"), 0)}
    if comparison.conflicts:
        found.add("conflict")
    found |= {f"conflict:{conflict.kind}" for conflict in comparison.conflicts}
    found |= {f"only-{side}" for side in "ab" if getattr(comparison, f"only_{side}")}
    return found


def _differ(comparison: Comparison) -> bool:
    return bool(_found(comparison))
