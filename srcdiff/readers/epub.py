"""E-books: the chapters in the order in which they are read."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from srcdiff.errors import InputError
from srcdiff.model import Extract
from srcdiff.readers.archive import Archive
from srcdiff.readers.encoding import decode
from srcdiff.readers.html import declared_encoding, parsed, piece
from srcdiff.readers.html_blocks import page_blocks
from srcdiff.readers.options import Options
from srcdiff.readers.pieces import Piece, first_headline, laid_out, with_headings
from srcdiff.readers.xml import parsed_xml, texts_by_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_METADATA = {"title": "title", "creator": "author", "date": "date"}


def read_epub(data: bytes, name: str, options: Options) -> Extract:
    """Take the text out of an e-book, chapter by chapter.

    The table of contents is left out, and so is what the book calls no part of the
    reading order.

    Raises:
        InputError: the file is damaged, encrypted or too large unpacked.
    """
    archive = Archive(data, name, options.max_size)
    container = parsed_xml(archive.read(_CONTAINER), name)
    file = next(container.iter("{*}rootfile"), None)
    package_path = "" if file is None else file.get("full-path", "")
    package = parsed_xml(archive.read(package_path), name)
    chapters = list(_chapters(package, posixpath.dirname(package_path)))
    _refuse_encrypted(archive, chapters)
    pieces = with_headings(
        [
            found
            for chapter in chapters
            if chapter in archive
            for found in _pieces(archive.read(chapter), name)
        ]
    )
    missing = sum(chapter not in archive for chapter in chapters)
    metadata = texts_by_name(package.iter("{*}metadata"), _METADATA)
    return laid_out(
        pieces,
        unit="paragraph",
        title=metadata.get("title") or first_headline(pieces),
        metadata=metadata,
        limits=(f"{missing:,} chapters of {name} are missing.",) if missing else (),
    )


def _chapters(package: _Element, folder: str) -> Iterator[str]:
    """Yield the paths of the chapters, from the list of files and the spine."""
    items = {item.get("id"): item for item in package.iter("{*}item")}
    for reference in package.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or reference.get("linear") == "no":
            continue
        kind, properties = item.get("media-type", ""), item.get("properties", "")
        if "html" in kind and "nav" not in properties.split():
            path = posixpath.join(folder, unquote(item.get("href", "")))
            yield posixpath.normpath(path)


def _pieces(data: bytes, name: str) -> Iterator[Piece]:
    if not data.strip():
        return
    text, _ = decode(data, name, declared_encoding(data))
    for block in page_blocks(parsed(text, name)):
        yield piece(block)


def _refuse_encrypted(archive: Archive, chapters: list[str]) -> None:
    """Make sure that chapters can be read; letters may be disguised, they often are.

    Raises:
        InputError: a chapter is encrypted.
    """
    if _ENCRYPTION not in archive:
        return
    tree = parsed_xml(archive.read(_ENCRYPTION), archive.name)
    locked = {unquote(item.get("URI", "")) for item in tree.iter("{*}CipherReference")}
    if locked & set(chapters):
        raise InputError(
            f"{archive.name}: is encrypted against copying; give a copy without that"
        )
