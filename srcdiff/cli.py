"""The command line: options, where text goes, and exit status.

Click ends with status 2 on a usage error, but with 1 on its other errors, on
Ctrl-C and on any uncaught exception; here 1 means "they differ".  So it runs
outside its standalone mode, and :func:`run` gives every ending its status.
"""

from __future__ import annotations

import contextlib
import gc
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from srcdiff.errors import InputError, OutputError, SettingsError, SrcdiffError
from srcdiff.model import Comparison, Document
from srcdiff.report import RENDERERS, Look, load
from srcdiff.report.look import LAYOUTS, SHOWABLE, Layout
from srcdiff.settings import (
    DOCX_VIEWS,
    EXTRACT_MODES,
    LANGUAGES,
    DocxView,
    ExtractMode,
    Settings,
)
from srcdiff.version import __version__

DONE, DIFFERENT, CANNOT_RUN, BUG, INTERRUPTED = 0, 1, 2, 3, 130

FAIL_ON = ("conflict", "only-a", "only-b", "edited", "paraphrase", "overlap", "moved")
"""What ``--fail-on`` can name."""

_Command = TypeVar("_Command", bound=Callable[..., Any])

_COLOUR = click.Choice(["auto", "always", "never"])


def _names(allowed: Sequence[str]) -> Callable[..., frozenset[str]]:
    """Return what reads an option that lists names with commas between them."""

    def read(_: click.Context, option: click.Parameter, value: str) -> frozenset[str]:
        names = frozenset(part.strip() for part in (value or "").split(",")) - {""}
        for name in sorted(names - set(allowed)):
            raise click.BadParameter(
                f"{name!r} is not one of {', '.join(allowed)}", param=option
            )
        return names

    return read


def _size(_: click.Context, option: click.Parameter, value: str) -> int:
    """Read a number of bytes: ``50000000``, ``50M``, ``50 MB``."""
    match = re.fullmatch(r"([0-9]{1,15}) ?([kMG]?)B?", value.strip())
    if match is None or not int(match[1]):
        raise click.BadParameter(f"{value!r} is no size such as 50M", param=option)
    return int(match[1]) * {"": 1, "k": 10**3, "M": 10**6, "G": 10**9}[match[2]]


def _reading(command: _Command) -> _Command:
    """Add the options that say how articles are read."""
    for option in (
        click.option(
            "--max-size",
            callback=_size,
            metavar="SIZE",
            default="50M",
            help="Largest article read, and unpacked: 200M, 1G (default: 50M).",
        ),
        click.option(
            "--docx-view",
            type=click.Choice(DOCX_VIEWS),
            default="final",
            help="Tracked changes of Word documents accepted (final, default) or "
            "rejected (original).",
        ),
        click.option(
            "--extract",
            type=click.Choice(EXTRACT_MODES),
            default="balanced",
            help="What of a web page is its article: what likely is (balanced, "
            "default), what surely is (precision), what may be (recall), all (raw).",
        ),
    ):
        command = option(command)
    return command


_FORCE = click.option(
    "--force", is_flag=True, help="Let -o replace a file that is no report of srcdiff."
)


@click.command(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0 done, 1 where --exit-code or --fail-on asks for it, "
    "2 cannot run, 3 a bug in srcdiff.  "
    "'srcdiff check DRAFT…' reviews drafts against the sources they name, and "
    "'srcdiff explain A B a9' says why a sentence is linked or not: see "
    "'srcdiff check --help' and 'srcdiff explain --help'.",
)
@click.argument("a")
@click.argument("b")
@click.option(
    "-f",
    "--format",
    "format_",
    envvar="SRCDIFF_FORMAT",
    type=click.Choice(list(RENDERERS)),
    default="terminal",
    help="Form of the report (default: terminal).",
)
@click.option("-o", "--output", metavar="FILE", help="Write the report to FILE.")
@click.option("--html", metavar="FILE", help="Short for --format html -o FILE.")
@_FORCE
@click.option(
    "--show",
    callback=_names(SHOWABLE),
    metavar="CLASSES",
    help="Show only these, with commas between: " + ", ".join(SHOWABLE) + ".",
)
@click.option(
    "--layout",
    type=click.Choice(LAYOUTS),
    default="auto",
    help="Two columns, or one article's sentence below the other's "
    "(auto: columns from a width of 100).",
)
@click.option("--width", type=click.IntRange(20, 1000), help="Columns to write in.")
@click.option(
    "--color", type=_COLOUR, default="auto", help="Colour the report (default: auto)."
)
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
@_reading
@click.option(
    "--exit-code", is_flag=True, help="End with status 1 if the articles differ."
)
@click.option(
    "--fail-on",
    callback=_names(FAIL_ON),
    metavar="CLASSES",
    help="End with status 1 if any of these is found: " + ", ".join(FAIL_ON) + ".",
)
@click.version_option(__version__, prog_name="srcdiff", allow_from_autoenv=False)
def compare(  # noqa: PLR0913, PLR0917 -- one argument an option
    a: str,
    b: str,
    format_: str,
    output: str | None,
    html: str | None,
    force: bool,
    show: frozenset[str],
    layout: Layout,
    width: int | None,
    color: str,
    language: str,
    encoder: str,
    encoding_a: str | None,
    encoding_b: str | None,
    extract: ExtractMode,
    docx_view: DocxView,
    max_size: int,
    exit_code: bool,
    fail_on: frozenset[str],
) -> int:
    """Compare two articles about the same thing.

    A and B are files: text, Markdown, saved web pages, Word, OpenDocument, RTF,
    EPUB, PDF, e-mail or subtitles; - is standard input.  The report says what both
    articles say, what only one says, and where they disagree.
    """
    if html is not None:
        if output is not None or format_ not in ("terminal", "html"):
            raise SettingsError("--html stands for --format html -o: give only one")
        format_, output = "html", html
    from srcdiff import pipeline

    settings = Settings(
        language=language,
        encoder=encoder,
        max_size=max_size,
        extract=extract,
        docx_view=docx_view,
    )
    _apart(a, b, output)
    _refuse_to_replace(output, force=force)
    docs = _read_both(a, b, settings, (encoding_a, encoding_b))
    comparison = pipeline.compare(*docs, settings)
    look = Look(
        width=_width(width),
        colour=_colour(color, to_file=output not in (None, "-")),
        ascii=format_ == "terminal" and output in (None, "-") and not _has_signs(),
        layout=layout,
        show=show,
        colours=256 if _many_colours() else 16,
    )
    report = load(format_)(comparison, look)
    if output in (None, "-"):
        _write_out(report, as_it_is=format_ != "terminal")
    else:
        _write_file(Path(str(output)), report)
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
    "--color", type=_COLOUR, default="auto", help="Colour the report (default: auto)."
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
@_reading
def check(  # noqa: PLR0913, PLR0917 -- one argument an option
    drafts: tuple[str, ...],
    against: str | None,
    changed_only: bool,
    color: str,
    language: str,
    encoder: str,
    extract: ExtractMode,
    docx_view: DocxView,
    max_size: int,
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

    settings = Settings(
        language=language,
        encoder=encoder,
        max_size=max_size,
        extract=extract,
        docx_view=docx_view,
    )
    review = review_drafts(
        drafts, against=against, changed_only=changed_only, settings=settings
    )
    colour = _colour(color, to_file=False)
    _write_out(
        review_text(review, color=colour, ascii=not _has_signs()), as_it_is=False
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
@_FORCE
@click.option("--width", type=click.IntRange(20, 1000), help="Columns to write in.")
@click.option(
    "--color", type=_COLOUR, default="auto", help="Colour the answer (default: auto)."
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
@_reading
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
    extract: ExtractMode,
    docx_view: DocxView,
    max_size: int,
) -> int:
    """Say why sentences are linked, or why not.

    WHERE is a sentence as the report of A and B names it, a9 or b7, or one of
    each, a9:b7.  Shown are its counterparts and the best candidates that were
    not linked, each with the evidence and with the words matched to one another.
    """
    from srcdiff import pipeline
    from srcdiff.report import explain as text
    from srcdiff.report import explain_json

    settings = Settings(
        language=language,
        encoder=encoder,
        max_size=max_size,
        extract=extract,
        docx_view=docx_view,
    )
    _apart(a, b, output)
    _refuse_to_replace(output, force=force)
    docs = _read_both(a, b, settings, (encoding_a, encoding_b))
    explanation = pipeline.explain(*docs, where, settings)
    to_file = output not in (None, "-")
    look = Look(
        width=_width(width),
        colour=_colour(color, to_file=to_file),
        ascii=not to_file and not _has_signs(),
        colours=256 if _many_colours() else 16,
    )
    answer = (explain_json if form == "json" else text).render(explanation, look)
    if to_file:
        _write_file(Path(str(output)), answer)
    else:
        _write_out(answer, as_it_is=form == "json")
    return DONE


COMMANDS = {"check": check, "explain": explain}
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
        _complain(f"{error.format_message().rstrip('.')}. Try '{name} --help'.")
        return CANNOT_RUN
    except ExceptionGroup as group:
        for part in group.exceptions:
            _complain(str(part))
        return CANNOT_RUN
    except (SrcdiffError, click.ClickException) as error:
        _complain(str(error))
        return CANNOT_RUN
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        _close_quietly()
        return DONE
    except OSError as error:
        _close_quietly()
        _complain(f"cannot write the report: {error.strerror or error}")
        return CANNOT_RUN
    except Exception as error:
        if os.environ.get("SRCDIFF_TRACEBACK"):
            raise
        _complain(
            f"a bug in srcdiff: {type(error).__name__}: {error}. "
            "Set SRCDIFF_TRACEBACK=1 to see where, and please report it."
        )
        return BUG
    return status if isinstance(status, int) else DONE


def _complain(message: str) -> None:
    """Print one line on stderr, whatever characters the message holds."""
    from srcdiff.report.visible import for_terminal

    line = for_terminal(" ".join(message.split()))
    if sys.stderr is None:
        return
    encoding = sys.stderr.encoding or "ascii"
    safe = line.encode(encoding, "backslashreplace").decode(encoding)
    # Where nobody can be told, the exit status must still be the right one.
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(f"srcdiff: {safe}\n")
        sys.stderr.flush()


def _apart(a: str, b: str, output: str | None) -> None:
    """Refuse the same file twice, and an output that would replace an input."""

    def same(one: str, other: str) -> bool:
        if "-" in (one, other):
            return False
        try:
            return Path(one).samefile(other)
        except (OSError, ValueError):
            return False

    if a == b == "-":
        raise InputError("standard input holds one article: give a file for A or B")
    if same(a, b):
        raise InputError(f"{a}: named twice; give two different files")
    if output and (same(a, output) or same(b, output)):
        raise OutputError(f"{output}: is one of the articles; choose another file")


def _refuse_to_replace(output: str | None, *, force: bool) -> None:
    """Make sure that no file is lost that is no report of ours.

    Every report holds its signature, which starts with our name.

    Raises:
        OutputError: there is such a file.
    """
    path = Path(output or "-")
    if force or output in (None, "-"):
        return
    try:
        lost = path.is_file() and path.stat().st_size and not _is_report(path)
    except (OSError, ValueError):
        return  # writing will say what is wrong
    if lost:
        raise OutputError(
            f"{output}: exists and is no report of srcdiff; choose another name, or "
            "replace it with --force"
        )


def _is_report(path: Path) -> bool:
    return b"srcdiff=" in path.read_bytes()


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
    found |= {f"only-{side}" for side in "ab" if getattr(comparison, f"only_{side}")}
    return found


def _differ(comparison: Comparison) -> bool:
    return bool(_found(comparison))


def _width(given: int | None) -> int:
    """Return the columns to write in: --width, COLUMNS, the terminal, or 80."""
    if given:
        return given
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return max(20, min(1000, int(columns)))
    try:
        # pre-commit's pseudo-terminal has 0 columns.
        return max(20, os.get_terminal_size(sys.stdout.fileno()).columns or 80)
    except (OSError, ValueError):
        return 80


def _colour(choice: str, *, to_file: bool) -> bool:
    """Return whether to colour: --color, NO_COLOR, FORCE_COLOR, TERM, terminal."""
    if choice != "auto":
        return choice == "always"
    if to_file:
        return False

    def is_set(*names: str) -> bool:
        return any(os.environ.get(name) for name in names)

    if is_set("NO_COLOR"):
        return False
    if is_set("FORCE_COLOR", "CLICOLOR_FORCE"):
        return True
    if os.environ.get("TERM") == "dumb" or os.environ.get("CLICOLOR") == "0":
        return False
    return sys.stdout.isatty()


def _many_colours() -> bool:
    """Return whether the terminal knows 256 colours."""
    term = os.environ.get("TERM", "")
    return bool(os.environ.get("COLORTERM")) or "256" in term or os.name == "nt"


def _has_signs() -> bool:
    """Return whether standard output can carry the signs of the report."""
    from srcdiff.report.signs import SIGNS

    try:
        "".join([*SIGNS.values(), "│█░–“"]).encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _write_out(report: str, *, as_it_is: bool) -> None:
    """Write a report to standard output.

    Args:
        report: The text.
        as_it_is: UTF-8 to the byte, for machines; else in the encoding of the
            terminal, what that cannot carry as an escape.
    """
    if sys.stdout is None:
        raise OutputError("standard output is closed; name a file with -o")
    if as_it_is:
        sys.stdout.flush()
        sys.stdout.buffer.write(report.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
        return
    import colorama

    colorama.just_fix_windows_console()
    encoding = sys.stdout.encoding or "ascii"
    sys.stdout.write(report.encode(encoding, "backslashreplace").decode(encoding))
    sys.stdout.flush()


def _write_file(path: Path, report: str) -> None:
    """Write a report to a file: whole, or not at all.

    Raises:
        OutputError: the file cannot be written.
    """
    from tempfile import NamedTemporaryFile

    if path.is_dir():
        raise OutputError(f"{path}: is a directory; name a file in it")
    temporary = None
    try:
        path = path.resolve()  # what a link names is replaced, not the link
        if path.exists() and not path.is_file():
            # A device or a named pipe cannot be replaced, only written to.
            path.write_text(report, "utf-8", "backslashreplace")
            return
        with NamedTemporaryFile(
            "w",
            encoding="utf-8",
            errors="backslashreplace",
            newline="\n",
            dir=path.parent,
            prefix=".srcdiff-",
            delete=False,
        ) as file:
            temporary = Path(file.name)
            file.write(report)
        mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
        temporary.chmod(mode & 0o777)
        temporary.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"{path}: cannot be written ({reason}); choose another place"
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _close_quietly() -> None:
    """Let nothing be written to a pipe that nobody reads any more."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
