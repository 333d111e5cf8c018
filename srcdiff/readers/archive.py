"""ZIP archives: what Word, OpenDocument and EPUB files are.

An archive of a megabyte can claim to hold terabytes.  So nothing is unpacked to
disk, each part is read up to a limit, and the limit counts for all parts together.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from srcdiff.errors import InputError
from srcdiff.readers.formats import Format
from srcdiff.readers.refusals import damaged

MOST_PARTS = 10_000
"""Parts of an archive above which it is refused: a book with a picture a page has
some hundreds."""

_MIME_TYPES: dict[bytes, Format] = {
    b"application/epub+zip": "epub",
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.text-template": "odt",
}


class Archive:
    """An archive in memory, with a budget of bytes that may be unpacked.

    Raises:
        InputError: it is damaged, encrypted, or has too many parts.
    """

    def __init__(self, data: bytes, name: str, max_size: int) -> None:
        self.name = name
        self._left = self._max_size = max_size
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise damaged(name) from error
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS:
            raise InputError(
                f"{name}: has more than {MOST_PARTS:,} parts; save it as text"
            )
        if any(part.flag_bits & 1 for part in parts):
            raise InputError(f"{name}: is encrypted; save it without a password")
        self._parts = {part.filename: part for part in parts}

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def read(self, part: str) -> bytes:
        """Return the bytes of a part.

        Raises:
            InputError: there is no such part, it is damaged, or all that was read
                is more than the limit.
        """
        if part not in self._parts:
            raise damaged(self.name)
        try:
            with self._zip.open(self._parts[part]) as file:
                data = file.read(self._left + 1)
        except (
            *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
            *(NotImplementedError, RuntimeError, ValueError),
        ) as error:
            raise damaged(self.name) from error
        self._left -= len(data)
        if self._left < 0:
            raise InputError(
                f"{self.name}: holds more than {self._max_size:,} bytes unpacked; "
                "split it or raise the limit with --max-size"
            )
        return data


def format_of_archive(data: bytes, name: str) -> Format:
    """Return what kind of document an archive is.

    Raises:
        InputError: it is none that can be read.
    """
    archive = Archive(data, name, max_size=1_000_000)
    if "word/document.xml" in archive:
        return "docx"
    if "mimetype" in archive:
        found = _MIME_TYPES.get(archive.read("mimetype").strip())
        if found is not None:
            return found
    if "META-INF/container.xml" in archive:
        return "epub"
    raise InputError(
        f"{name}: looks like a ZIP archive or a document of another kind; "
        "unpack it, or save it as .docx or text"
    )
