"""How articles are read: the options of every command that reads some, and the way."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import click

from srcdiff.errors import InputError, OutputError, SrcdiffError
from srcdiff.model import Document
from srcdiff.presentation import Command
from srcdiff.settings import DOCX_VIEWS, EXTRACT_MODES, LANGUAGES, Settings


def settings_options(command: Command) -> Command:
    """Give a command options that are named like the fields of the settings."""
    for option in reversed(_OPTIONS):
        command = option(command)
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
    a: str, b: str, settings: Settings, encodings: tuple[str | None, str | None]
) -> tuple[Document, Document]:
    """Read both articles; report what is wrong with either.

    Raises:
        ExceptionGroup: both articles cannot be read.
    """
    docs: list[Document] = []
    errors: list[SrcdiffError] = []
    for name, encoding in zip((a, b), encodings, strict=True):
        try:
            docs.append(read(name, settings, encoding))
        except SrcdiffError as error:
            errors.append(error)
    if len(errors) > 1:
        raise ExceptionGroup("neither article can be read", errors)
    if errors:
        raise errors[0]
    return docs[0], docs[1]


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


_OPTIONS = (
    click.option(
        "--language",
        type=click.Choice(LANGUAGES),
        metavar="LANGUAGE",
        default="english",
        help=f"Language of the articles (default: english): {', '.join(LANGUAGES)}.",
    ),
    click.option(
        "--encoder",
        metavar="NAME",
        default="auto",
        help="Where the meaning of words comes from: static; contextual, which finds "
        "more and takes longer (extra srcdiff[contextual]); the path of a model in "
        "ONNX form; auto: contextual if installed, else static (default).",
    ),
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
