"""From files to text: one reader a format.

A reader turns a file into an :class:`~srcdiff.model.Extract`.  To add a format,
write a module with a function, ``(text, name) -> Extract`` for a kind of text or
``(data, name, options) -> Extract`` for another document, and enter it below.
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
from typing import Any, BinaryIO, TypeAlias

from srcdiff.errors import InputError, shown_name
from srcdiff.model import Extract
from srcdiff.readers.formats import NAMES, SUFFIXES, Format, format_of, suffix_of
from srcdiff.readers.options import Options
from srcdiff.readers.refusals import empty, no_text, too_large
from srcdiff.settings import DocxView, ExtractMode

TextReader: TypeAlias = Callable[[str, str], Extract]
DocumentReader: TypeAlias = Callable[[bytes, str, Options], Extract]

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
"""Kinds of text: suffix to ``"module:function"``.  Any other is read as plain text."""

DOCUMENT_READERS: dict[Format, str] = {
    "html": "srcdiff.readers.html:read_html",
    "docx": "srcdiff.readers.docx:read_docx",
    "odt": "srcdiff.readers.odt:read_odt",
    "epub": "srcdiff.readers.epub:read_epub",
    "rtf": "srcdiff.readers.rtf:read_rtf",
    "pdf": "srcdiff.readers.pdf:read_pdf",
    "email": "srcdiff.readers.mail:read_email",
    "subtitles": "srcdiff.readers.subtitles:read_subtitles",
}
"""Documents: format, as the content tells it, to ``"module:function"``."""

STANDARD_INPUT = "-"

_CHUNK = 1 << 20

# What the user's shell put there: <(command), or standard input by its path.
_OPEN_FILES = ("/dev/fd/", "/proc/self/fd/", "/dev/stdin")

# Marks without width are no words: a file may hold a byte order mark and no more.
_WORDS = re.compile("[^\\s\ufeff\u200b-\u200d\u2060]")


def read_extract(
    source: str | PathLike[str],
    *,
    max_size: int,
    encoding: str | None = None,
    extract: ExtractMode = "balanced",
    docx_view: DocxView = "final",
) -> Extract:
    """Read an article from a file, or from standard input for ``-``.

    Args:
        source: Path of the file.  Its content and its suffix say what it is.
        max_size: Largest size in bytes; no more than one byte above it is read.
        encoding: Character encoding; found out if left out.
        extract: What to take for the article of a web page.
        docx_view: Whether to accept or reject tracked changes of a Word document.

    Raises:
        InputError: there is no such file, or it holds no article; one line that
            names the file, says what is wrong and what to do.
        SettingsError: there is no such encoding.
    """
    path = os.fspath(source)
    data = read_bytes(path, shown_name(path), max_size)
    return extract_bytes(
        data,
        path,
        max_size=max_size,
        encoding=encoding,
        extract=extract,
        docx_view=docx_view,
    )


def extract_bytes(  # noqa: PLR0913 -- one argument an option
    data: bytes,
    path: str,
    *,
    max_size: int,
    encoding: str | None = None,
    extract: ExtractMode = "balanced",
    docx_view: DocxView = "final",
) -> Extract:
    """Read an article from the bytes of a file, which need not exist.

    Args:
        data: What the file holds.
        path: Its path, for the suffix; ``-`` has none.
        max_size: Largest size in bytes, unpacked too.
        encoding: Character encoding; found out if left out.
        extract: What to take for the article of a web page.
        docx_view: Whether to accept or reject tracked changes of a Word document.

    Raises:
        InputError: there is no article in it; one line that names the file.
        SettingsError: there is no such encoding.
    """
    name = shown_name(path)
    options = Options(max_size, encoding, extract, docx_view)
    if len(data) > max_size:
        raise too_large(name, max_size)
    if not data.strip():
        raise empty(name)
    found = format_of(data, path, name)
    if found == "text":
        result = _read_text(data, path, name, encoding)
    else:
        read: DocumentReader = _load(DOCUMENT_READERS[found])
        result = read(data, name, options)
    if not result.blocks:
        raise no_text(name)
    named = SUFFIXES.get(suffix_of(path), found)
    if named == found:
        return result
    note = f"{name} is not {NAMES[named]} but {NAMES[found]}, and was read as that."
    return replace(result, limits=(note, *result.limits))


def _read_text(data: bytes, path: str, name: str, encoding: str | None) -> Extract:
    from srcdiff.readers.encoding import decode

    text, note = decode(data, name, encoding)
    if not _WORDS.search(text):
        raise empty(name)
    read: TextReader = _load(READERS.get(suffix_of(path), PLAIN))
    extract = read(text, name)
    return extract if note is None else replace(extract, limits=(note, *extract.limits))


def _load(reader: str) -> Any:
    module, function = reader.split(":")
    return getattr(import_module(module), function)


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
            raise too_large(name, max_size)
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
        raise too_large(name, max_size)
    return b"".join(chunks)
