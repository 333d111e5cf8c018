"""What a file is, by its first bytes; its suffix has a say where these leave open.

A ``.doc`` may be RTF and a ``.txt`` a saved page, and some files have no suffix.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal, TypeAlias

from srcdiff.errors import InputError

Format: TypeAlias = Literal[
    "text", "html", "docx", "odt", "epub", "rtf", "pdf", "email", "subtitles"
]

NAMES: dict[Format, str] = {
    "text": "text",
    "html": "a web page",
    "docx": "a Word document",
    "odt": "an OpenDocument text",
    "epub": "an e-book",
    "rtf": "an RTF document",
    "pdf": "a PDF",
    "email": "an e-mail",
    "subtitles": "a file of subtitles",
}

SUFFIXES: dict[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".dotx": "docx",
    ".odt": "odt",
    ".ott": "odt",
    ".fodt": "odt",
    ".epub": "epub",
    ".rtf": "rtf",
    ".pdf": "pdf",
    ".eml": "email",
    ".mht": "email",
    ".mhtml": "email",
    ".srt": "subtitles",
    ".vtt": "subtitles",
}
"""Suffixes that name another format than text."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0",
        "an old or encrypted Office document; save it as .docx without a password",
    ),
    (b"PK\x05\x06", "an empty ZIP archive; give a file that holds an article"),
    (b"PK\x07\x08", "a part of a ZIP archive; give the whole file"),
    (b"\x89PNG", "a PNG picture; save its text first"),
    (b"\xff\xd8\xff", "a JPEG picture; save its text first"),
    (b"GIF8", "a GIF picture; save its text first"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ", "an xz archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive; unpack it first"),
    (b"Rar!\x1a", "a RAR archive; unpack it first"),
    (b"\x7fELF", "a program; give a file that holds an article"),
)
"""What no article is, with what to do about it."""

_PDF_WITHIN = 1024
"""Bytes within which a PDF may start: mail programs put lines before it."""

_HEAD = 4096
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FLAT_ODT = re.compile(rb"<office:document\b[^>]{0,8000}opendocument\.text\b")
_MAIL_HEADER = re.compile(
    rb"(?:[!-9;-~]+:[ \t][^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+\r?\n"
)
_MAIL_SIGNS = (b"from:", b"mime-version:", b"received:", b"return-path:")
_CUE = re.compile(rb"(?:WEBVTT\b|\d{1,6}\r?\n\d\d:\d\d:\d\d[,.]\d{3} -->)")


def format_of(data: bytes, path: str, name: str) -> Format:
    """Return what format a file has.

    Args:
        data: What it holds.
        path: Its path, for the suffix; ``-`` has none.
        name: What messages call it.

    Raises:
        InputError: it is a picture, an archive or the like.
    """
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"{name}: looks like {kind}")
    if data.startswith(b"PK\x03\x04"):
        from srcdiff.readers.archive import format_of_archive

        return format_of_archive(data, name)
    if data.startswith(b"{\\rt"):
        return "rtf"
    late_pdf = suffix_of(path) == ".pdf" and b"%PDF-" in data[:_PDF_WITHIN]
    if late_pdf or data.startswith(b"%PDF-"):
        return "pdf"
    return _format_of_text(data, SUFFIXES.get(suffix_of(path), "text"))


def suffix_of(path: str) -> str:
    """Return the suffix of *path* in small letters; standard input has none."""
    return "" if path == "-" else PurePath(path).suffix.lower()


def _format_of_text(data: bytes, named: Format) -> Format:
    """Tell formats that are text from one another."""
    head = data[:_HEAD].replace(b"\0", b"")
    for bom in _BOMS:
        head = head.removeprefix(bom)
    if _PAGE.match(head):
        return "html"
    if _FLAT_ODT.search(head):
        return "odt"
    if _CUE.match(head):
        return "subtitles"
    match = _MAIL_HEADER.match(head.lstrip())
    if match and any(sign in match[0].lower() for sign in _MAIL_SIGNS):
        return "email"
    if named == "html":
        from srcdiff.readers.html import looks_like_html

        return "html" if looks_like_html(head.decode("latin-1")) else "text"
    return "text"
