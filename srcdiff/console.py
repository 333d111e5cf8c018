"""The terminal at hand, and how text gets to it, to a pager or to a file."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from srcdiff.errors import OutputError


def tell(message: str) -> None:
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


def width(given: int | None) -> int:
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


def colour(choice: str, *, to_file: bool) -> bool:
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


def many_colours() -> bool:
    """Return whether the terminal knows 256 colours."""
    term = os.environ.get("TERM", "")
    return bool(os.environ.get("COLORTERM")) or "256" in term or os.name == "nt"


def has_signs() -> bool:
    """Return whether standard output can carry the signs of the report."""
    from srcdiff.report.signs import SIGNS

    try:
        "".join([*SIGNS.values(), "│█░–“"]).encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def write_out(report: str, *, as_it_is: bool) -> None:
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


def pages() -> bool:
    """Tell whether a long text goes through a pager: a person reads, and may scroll."""
    if os.environ.get("PRE_COMMIT") or os.environ.get("TERM") == "dumb":
        return False
    streams = (sys.stdin, sys.stdout)
    return all(stream is not None and stream.isatty() for stream in streams)


def watched() -> bool:
    """Tell whether a person looks at standard error, to be told how far work is."""
    if os.environ.get("PRE_COMMIT") or os.environ.get("CI"):
        return False
    return sys.stderr is not None and sys.stderr.isatty()


def page_out(report: str) -> None:
    """Write a report through SRCDIFF_PAGER, PAGER or less; without one, as it is."""
    import shlex
    import shutil
    import signal
    import subprocess

    wanted = os.environ.get("SRCDIFF_PAGER", os.environ.get("PAGER", "less"))
    command = shlex.split(wanted)
    if not command or command == ["cat"] or shutil.which(command[0]) is None:
        write_out(report, as_it_is=False)
        return
    # As git does: leave at once if it fits the screen, let colours through.
    environment = {"LESS": "FRX", "LV": "-c", **os.environ}
    if Path(command[0]).stem == "less":
        command.append("-R")  # also where the user's LESS says nothing of colours
    sys.stdout.flush()
    encoding = sys.stdout.encoding or "ascii"
    with subprocess.Popen(  # noqa: S603 -- the user's own choice
        command, stdin=subprocess.PIPE, env=environment
    ) as pager:
        # Ctrl-C is the pager's while it runs: it ends a search, not the reading.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            pager.communicate(report.encode(encoding, "backslashreplace"))
        finally:
            signal.signal(signal.SIGINT, before)


def write_file(path: Path, report: str | Iterable[str]) -> None:
    """Write a report to a file: whole, or not at all.

    Args:
        path: The file.
        report: The text, or the pieces of a long one.

    Raises:
        OutputError: the file cannot be written.
    """
    from tempfile import NamedTemporaryFile

    if path.is_dir():
        raise OutputError(f"{path}: is a directory; name a file in it")
    temporary = None
    pieces = [report] if isinstance(report, str) else report
    try:
        path = path.resolve()  # what a link names is replaced, not the link
        if path.exists() and not path.is_file():
            # A device or a named pipe cannot be replaced, only written to.
            path.write_text("".join(pieces), "utf-8", "backslashreplace")
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
            file.writelines(pieces)
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


def close_quietly() -> None:
    """Let nothing be written to a pipe that nobody reads any more."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
        os.close(null)
