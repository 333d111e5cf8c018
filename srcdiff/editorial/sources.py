"""The sources of a draft: which it declares, and how they are read.

    sources: [wire.txt, ../wire/police.md]      in the front matter of a draft

Whether a file names any costs a look at its first bytes: most files of most commits
name none, and are no article at all.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from srcdiff.errors import InputError, SrcdiffError, shown_name
from srcdiff.model import Document
from srcdiff.settings import Settings

_KEY = "sources"
"""What front matter calls the list of sources."""

_KEY_LINE = re.compile(rb"(?:^|[\r\n])[ \t]*[\"']?sources[\"']?[ \t]*[:=]")

_FENCES = (b"---", b"+++")
"""What front matter starts with: YAML's and TOML's."""

_HEAD = 64
"""Bytes looked at for a fence: enough for one behind a few blank lines."""

_BLANK = b"\xef\xbb\xbf\xfe\xff \t\r\n"
"""What may stand before a fence: byte order marks and blanks."""

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """A source of a draft."""

    name: str
    """What the draft, or the configuration, calls it."""
    place: str
    """Where it lies, seen from the current folder."""
    correct: str = "`sources` in the front matter (paths are relative to the draft)"
    """What to correct if it is not there."""


def as_file(path: str) -> str:
    """Return the path by which a file is read: ``-`` is a file here."""
    return os.path.join(os.curdir, path) if path == "-" else path  # noqa: PTH118


def may_declare(path: str, max_size: int, *, naming: str = "") -> bool:
    """Tell whether a file has a fence at its top and the key somewhere below.

    Asked before any reader is, for readers refuse what holds no article, and an
    empty note in a commit is none of our business.

    Args:
        path: The file, as the user names it.
        max_size: How much of it is looked at, in bytes.
        naming: What must stand in it besides.

    Raises:
        InputError: it cannot be read at all; the message goes without its name.
    """
    file = Path(path)
    try:
        if file.exists() and not file.is_file():
            raise InputError("is no regular file: name the draft itself")
        with file.open("rb") as stream:
            # Without its NULs, ASCII in UTF-16 looks like ASCII in UTF-8.
            head = stream.read(_HEAD).replace(b"\0", b"")
            if not head.lstrip(_BLANK).startswith(_FENCES):
                return False
            rest = stream.read(max_size).replace(b"\0", b"")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be read ({reason}): check the name") from None
    data = head + rest
    return naming.encode() in data and _KEY_LINE.search(data) is not None


def declared(path: str, max_size: int) -> tuple[str, ...]:
    """Return the sources as the front matter of a draft names them, each once.

    Raises:
        SrcdiffError: there are none that can be read; see :func:`may_declare`.
    """
    metadata, limits = _metadata(as_file(path), max_size)
    if not metadata:
        # The article can be read all the same, and would pass unchecked.
        causes = [limit for limit in limits if "front matter" in limit]
        raise InputError(
            "names `sources`, but has no front matter that can be read: "
            + (causes or ["it is for Markdown, between two lines of --- or +++"])[0]
        )
    sources = metadata.get(_KEY)
    if sources is None:
        return ()
    names = [sources] if isinstance(sources, str) else sources
    if not isinstance(names, list | tuple) or not all(
        isinstance(name, str) and name.strip() for name in names
    ):
        raise InputError(
            "`sources` in the front matter must be a path or a list of paths, "
            "like sources: [wire.txt]"
        )
    return tuple(dict.fromkeys(names))


def _metadata(path: str, max_size: int) -> tuple[Mapping[str, Any], tuple[str, ...]]:
    """Return the front matter of a file, and what is to be told of reading it."""
    from srcdiff.readers import MARKDOWN, READERS, read_bytes, read_extract
    from srcdiff.readers.encoding import decode
    from srcdiff.readers.front_matter import front_matter

    if READERS.get(Path(path).suffix.lower()) != MARKDOWN:
        extract = read_extract(path, max_size=max_size)
        return extract.metadata, extract.limits
    # The article below it need not be read to know what it names.
    name = shown_name(path)
    text, _ = decode(read_bytes(path, name, max_size), name, None)
    found = front_matter(text, name)
    return found.metadata, found.limits


def places(path: str, names: Iterable[str]) -> tuple[Source, ...]:
    """Return the sources that the draft at *path* names, relative to itself."""
    folder = Path(path).parent
    # normpath, not resolve: messages name a file by the folders the user wrote.
    return tuple(Source(n, as_file(os.path.normpath(folder / n))) for n in names)


class Shelf:
    """The sources of a review: each is read once, however many drafts name it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._read: dict[Source, Document | InputError] = {}

    def source(self, source: Source) -> Document:
        """Return a source's article.

        Raises:
            InputError: it is missing or cannot be read; one line for the editor.
        """
        if source not in self._read:
            try:
                self._read[source] = _read(source, self._settings)
            except InputError as error:
                self._read[source] = error
        found = self._read[source]
        if isinstance(found, InputError):
            raise found
        return found


def _read(source: Source, settings: Settings) -> Document:
    from srcdiff.pipeline import read

    name, place = source.name, source.place
    if _ADDRESS.match(name):
        raise InputError(
            f"source {name!r} is an address: save the page next to the draft "
            "and name that file in `sources`"
        )
    # A NUL in a name is an error of its own for the file system.
    if "\0" in name or not Path(place).exists():
        raise InputError(
            f"source {name!r} is missing: add the file, or correct {source.correct}"
        )
    try:
        return read(place, settings)
    except InputError as error:
        message = without_name(error, place)
        raise InputError(f"source {name!r} cannot be read: {message}") from None


def without_name(error: SrcdiffError, name: str) -> str:
    """Return an error's text without the file that it starts with."""
    return str(error).removeprefix(f"{shown_name(name)}: ")
