"""From files to text: one reader a format.

A reader turns a decoded file into an :class:`~srcdiff.model.Extract`.  To add a
format, write a module with a function ``(text, name) -> Extract`` and enter it
below.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from os import PathLike
from pathlib import PurePath
from typing import BinaryIO, TypeAlias

from srcdiff.errors import InputError, shown_name
from srcdiff.model import Extract

Reader: TypeAlias = Callable[[str, str], Extract]

PLAIN = "srcdiff.readers.plain:read_plain"
MARKDOWN = "srcdiff.readers.markdown:read_markdown"

READERS: dict[str, str] = {
    ".txt": PLAIN,
    ".text": PLAIN,
    ".rst": PLAIN,
    ".adoc": PLAIN,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".mdown": MARKDOWN,
}
"""Suffix to ``"module:function"``.  Any other file is read as plain text."""

STANDARD_INPUT = "-"

_CHUNK = 1 << 20

# What the user's shell put there: <(command), or standard input by its path.
_OPEN_FILES = ("/dev/fd/", "/proc/self/fd/", "/dev/stdin")

# Marks without width are no words: a file may hold a byte order mark and no more.
_WORDS = re.compile("[^\\s\ufeff\u200b-\u200d\u2060]")

_WEB_PAGE = re.compile(r"\s*<(?:!doctype html|html)\b", re.IGNORECASE)


def read_extract(
    source: str | PathLike[str], *, max_size: int, encoding: str | None = None
) -> Extract:
    """Read an article from a file, or plain text from standard input for ``-``.

    Args:
        source: Path of the file.  Its suffix says what format it has.
        max_size: Largest size in bytes; no more than one byte above it is read.
        encoding: Character encoding; found out if left out.

    Raises:
        InputError: there is no such file, or it holds no article; one line that
            names the file, says what is wrong and what to do.
        SettingsError: there is no such encoding.
    """
    path = os.fspath(source)
    data = read_bytes(path, shown_name(path), max_size)
    return extract_bytes(data, path, max_size=max_size, encoding=encoding)


def extract_bytes(
    data: bytes, path: str, *, max_size: int, encoding: str | None = None
) -> Extract:
    """Read an article from the bytes of a file, which need not exist.

    Args:
        data: What the file holds.
        path: Its path: the suffix says what format it has; ``-`` is plain text.
        max_size: Largest size in bytes.
        encoding: Character encoding; found out if left out.

    Raises:
        InputError: there is no article in it; one line that names the file.
        SettingsError: there is no such encoding.
    """
    from srcdiff.readers.encoding import decode, refuse_binary

    name = shown_name(path)
    if len(data) > max_size:
        raise _too_large(name, max_size)
    if not data.strip():
        raise InputError(f"{name}: is empty; give a file that holds an article")
    refuse_binary(data, name)
    text, note = decode(data, name, encoding)
    suffix = "" if path == STANDARD_INPUT else PurePath(path).suffix.lower()
    reader = READERS.get(suffix, PLAIN)
    if reader == PLAIN and _WEB_PAGE.match(text):
        raise InputError(f"{name}: looks like a web page; save it as text first")
    if not _WORDS.search(text):
        raise InputError(f"{name}: is empty; give a file that holds an article")
    extract = _load(reader)(text, name)
    if not extract.blocks:
        raise InputError(f"{name}: holds no text; give a file that holds an article")
    if note is not None:
        extract = replace(extract, limits=(note, *extract.limits))
    return extract


def _load(reader: str) -> Reader:
    module, function = reader.split(":")
    found: Reader = getattr(import_module(module), function)
    return found


def read_bytes(path: str, name: str, max_size: int) -> bytes:
    """Return what a file holds, or standard input for ``-``.

    Args:
        path: Path of the file.
        name: What messages call it.
        max_size: Largest size in bytes; no more than one byte above it is read.

    Raises:
        InputError: there is no such file, or it is too large.
    """
    try:
        if path == STANDARD_INPUT:
            return _bounded(sys.stdin.buffer, name, max_size)
        _refuse_other_than_files(path, name, max_size)
        with open(path, "rb") as file:  # noqa: PTH123 -- keeps /dev/fd/3 as it is
            return _bounded(file, name, max_size)
    except FileNotFoundError as error:
        raise InputError(f"{name}: does not exist; check the name") from error
    except PermissionError as error:
        raise InputError(f"{name}: may not be read; check its permissions") from error
    except (AttributeError, OSError, ValueError) as error:
        # ValueError: a NUL in the name, or standard input that is closed;
        # AttributeError: there is no standard input at all.
        why = error.strerror if isinstance(error, OSError) else None
        raise InputError(
            f"{name}: cannot be read ({why or 'it cannot be opened'}); "
            "give another file"
        ) from error


def _refuse_other_than_files(path: str, name: str, max_size: int) -> None:
    """Make sure that reading *path* neither blocks nor goes on for ever."""
    status = os.stat(path)  # noqa: PTH116
    mode = status.st_mode
    if stat.S_ISDIR(mode):
        raise InputError(f"{name}: is a directory; give a file in it")
    if stat.S_ISREG(mode):
        if status.st_size > max_size:
            raise _too_large(name, max_size)
    elif path != os.devnull and not path.startswith(_OPEN_FILES):
        raise InputError(f"{name}: is not a regular file; save the article to one")


def _bounded(file: BinaryIO, name: str, max_size: int) -> bytes:
    """Read *file* to its end, or until it proves too large."""
    chunks: list[bytes] = []
    left = max_size + 1
    while left > 0 and (chunk := file.read(min(left, _CHUNK))):
        chunks.append(chunk)
        left -= len(chunk)
    if left <= 0:
        raise _too_large(name, max_size)
    return b"".join(chunks)


def _too_large(name: str, max_size: int) -> InputError:
    return InputError(
        f"{name}: is larger than {max_size:,} bytes; split it or raise max_size"
    )
