"""How articles are read: the options of every command that reads some, and the way."""

from __future__ import annotations

import os
import re
from functools import partial
from pathlib import Path
from typing import Any

import click

from srcdiff.beside import copies, processors
from srcdiff.errors import InputError, OutputError, SrcdiffError
from srcdiff.model import Document
from srcdiff.presentation import Command
from srcdiff.settings import DOCX_VIEWS, EXTRACT_MODES, LANGUAGES, Settings
from srcdiff.ticks import Progress, unseen


def settings_options(command: Command) -> Command:
    """Give a command options that are named like the fields of the settings."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def file_options(command: Command) -> Command:
    """Give a command those of them that say how files are read."""
    for option in reversed(_OPTIONS):
        command = command if option is _ENCODER else option(command)
    return command


def encoding_options(command: Command) -> Command:
    """Give a command that reads A and B the options for their encodings."""
    for side in ("b", "a"):
        command = click.option(
            f"--encoding-{side}",
            metavar="NAME",
            help=f"Character encoding of {side.upper()}.",
        )(command)
    return command


def settings_of(options: dict[str, Any]) -> Settings:
    """Take the options that are settings out of *options*; return them as settings.

    Raises:
        SettingsError: a value lies outside its range.
    """
    names = options.keys() & Settings.__dataclass_fields__.keys()
    return Settings(**{name: options.pop(name) for name in names})


def apart(a: str, b: str, output: str | None) -> None:
    """Refuse the same file twice, and an output that would replace an input.

    Raises:
        InputError: an article is named twice.
        OutputError: the output is one of the articles.
    """
    if a == b == "-":
        raise InputError("standard input holds one article: give a file for A or B")
    if same_file(a, b) or (a == b and _is_version(a)):
        raise InputError(f"{a}: named twice; give two different files")
    if output and (same_file(a, output) or same_file(b, output)):
        raise OutputError(f"{output}: is one of the articles; choose another file")


def same_file(one: str, other: str) -> bool:
    """Tell whether two names are of the same file."""
    if "-" in (one, other):
        return False
    try:
        return Path(one).samefile(other)
    except (OSError, ValueError):
        return False


def read_both(
    a: str,
    b: str,
    settings: Settings,
    encodings: tuple[str | None, str | None],
    progress: Progress = unseen,
) -> tuple[Document, Document]:
    """Read both articles; report what is wrong with either.

    Args:
        a: Name of one file.
        b: Name of the other.
        settings: How to read them.
        encodings: The character encodings of both, where known.
        progress: Told how far it is.

    Raises:
        ExceptionGroup: both articles cannot be read.
    """
    from srcdiff import pipeline

    docs: list[Document] = []
    errors: list[SrcdiffError] = []
    first, second = (
        partial(read, name, settings, encoding)
        for name, encoding in zip((a, b), encodings, strict=True)
    )
    with copies(processors() if _long(a) and _long(b) else 1) as start:
        waiting = start(second)
        for article in (first, waiting):
            try:
                docs.append(article())
            except SrcdiffError as error:
                errors.append(error)
            progress("reading", pipeline.READ * len(docs) / 2)
    if len(errors) > 1:
        raise ExceptionGroup("neither article can be read", errors)
    if errors:
        raise errors[0]
    return docs[0], docs[1]


_LONG = 100_000
"""Bytes of a file from which it is read beside the other, in a second process: about
a thousand sentences of plain text."""


def _long(name: str) -> bool:
    try:
        return name != "-" and Path(name).stat().st_size >= _LONG
    except (OSError, ValueError):
        return False  # reading will say what is wrong


def read(name: str, settings: Settings, encoding: str | None = None) -> Document:
    """Read the article that a user names.

    Args:
        name: A file; ``-`` for standard input; ``/dev/null`` for no article at all,
            as git calls the missing side of a file that is new or gone; ``REV:path``
            or ``:path`` for what git has of a file.  A file of that name wins.
        settings: Language, size limit and how to read.
        encoding: Character encoding; found out if left out.

    Raises:
        SrcdiffError: there is no such file or version, or no article in it.
    """
    from srcdiff import pipeline

    if name in _NO_FILE:
        return _no_article(name, settings)
    if not _is_version(name):
        return pipeline.read(name, settings, encoding=encoding)
    from srcdiff.editorial.revision import version_named

    version = version_named(name, max_size=settings.max_size)
    return pipeline.parse(version.data, name, settings, encoding=encoding)


_NO_FILE = ("/dev/null", os.devnull)
"""What git calls a file that is not there, on every system, and what this one does."""


def _no_article(name: str, settings: Settings) -> Document:
    """Return a document without a word, which the other article is compared with."""
    limit = f"{name} is no article: all that the other one says is said by it alone."
    return Document(name, None, "", (), (), (), settings.language, limits=(limit,))


def _is_version(name: str) -> bool:
    """Tell whether a name can only be that of a version in git.

    A drive (``C:\\mill.md``) and an address are none.
    """
    if not re.match(r"(?![A-Za-z]:\\)(?![A-Za-z][\w+.-]*://)[^:]*:.", name, re.DOTALL):
        return False
    try:
        return not Path(name).exists()
    except (OSError, ValueError):
        return False


def _size(_: click.Context, option: click.Parameter, value: str) -> int:
    """Read a number of bytes: ``50000000``, ``50M``, ``50 MB``."""
    match = re.fullmatch(r"([0-9]{1,15}) ?([kMG]?)B?", value.strip())
    if match is None or not int(match[1]):
        raise click.BadParameter(f"{value!r} is no size such as 50M", param=option)
    return int(match[1]) * {"": 1, "k": 10**3, "M": 10**6, "G": 10**9}[match[2]]


_ENCODER = click.option(
    "--encoder",
    metavar="NAME",
    default="auto",
    help="Where the meaning of words comes from: static; contextual, which finds "
    "more and takes longer (extra srcdiff[contextual]); the path of a model in "
    "ONNX form; auto: contextual if installed, else static (default).",
)

_OPTIONS = (
    click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        metavar="LANGUAGE",
        default="english",
        help=f"Language of the articles (default: english): {', '.join(LANGUAGES)}.",
    ),
    _ENCODER,
    click.option(
        "--extract",
        type=click.Choice(EXTRACT_MODES),
        default="balanced",
        help="What of a web page is its article: what likely is (balanced, "
        "default), what surely is (precision), what may be (recall), all (raw).",
    ),
    click.option(
        "--docx-view",
        type=click.Choice(DOCX_VIEWS),
        default="final",
        help="Tracked changes of Word documents accepted (final, default) or "
        "rejected (original).",
    ),
    click.option(
        "--max-size",
        callback=_size,
        metavar="SIZE",
        default="50M",
        help="Largest article read, and unpacked: 200M, 1G (default: 50M).",
    ),
)
