"""PDF: the lines that are printed on the pages; what they make up is inferred.

A PDF knows places of letters and no paragraphs.  ``pdf_layout`` puts lines together
again; here they are taken off the pages, within bounds of time and memory.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from srcdiff.errors import InputError
from srcdiff.model import Extract
from srcdiff.readers.options import Options
from srcdiff.readers.pdf_layout import PrintedLine, paragraphs
from srcdiff.readers.pieces import first_headline, laid_out, tidy, with_headings
from srcdiff.readers.quiet import quiet
from srcdiff.readers.refusals import damaged

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MOST_PAGES = 2_000
"""Pages above which a file is refused: a page takes some 20 ms."""

MOST_OPERATIONS = 2_000_000
"""Drawing operations on all pages above which a file is refused.  A page of text has
some hundred, a map some ten thousand."""

LONGEST_PAGE = 10_000_000
"""Bytes of drawing operations on a page, unpacked; a page of text has some 5,000."""

NOTE_NUMBER = 0.8
"""Size of a number's digits, in that of its line, up to which it refers to a note."""

_BOUNDS: dict[str, Any] = {
    "zlib_maximum_output_length": LONGEST_PAGE,
    "lzw_maximum_output_length": LONGEST_PAGE,
    "run_length_maximum_output_length": LONGEST_PAGE,
    "array_based_stream_maximum_output_length": LONGEST_PAGE,
    "stream_parsing_work_maximum_count": 500_000,
    "stream_decoding_work_maximum_length": 3 * LONGEST_PAGE,
    "xform_maximum_invocations_per_extraction": 500,
    "page_tree_maximum_entries": 10_000,
}
"""What pypdf may spend; its own bounds allow some minutes a page."""


class _TooMuch(Exception):
    """More operations than any article has."""


def read_pdf(data: bytes, name: str, _: Options) -> Extract:
    """Take the text of a PDF off its pages.

    Lines are joined to paragraphs, words divided at line ends put together, running
    heads and page numbers left out; all that is inferred from where things are
    printed, and ``limits`` says so.  Places are pages.

    Raises:
        InputError: the file is damaged or encrypted, has too many pages, or holds
            pictures of pages only.
    """
    from pypdf import apply_configuration

    try:
        with quiet("pypdf"), apply_configuration(**_BOUNDS):
            reader = _opened(data, name)
            pages = _pages(reader, name)
            metadata = _metadata(reader)
    except InputError:
        raise
    except _TooMuch:
        raise InputError(
            f"{name}: draws more than any article does; save it as text"
        ) from None
    except Exception as error:
        # Where a PDF is damaged, anything can be raised.
        raise damaged(name) from error
    if not any(pages):
        raise InputError(
            f"{name}: holds pictures of pages and no text; run text recognition (OCR) "
            "over it first"
        )
    layout = paragraphs(pages)
    pieces = with_headings(layout.pieces)
    limits = [
        f"{name} is a PDF: paragraphs, headings and their order are inferred from "
        "where its words are printed."
    ]
    empty = sum(not page for page in pages)
    if empty:
        pages_hold = "1 page" if empty == 1 else f"{empty:,} pages"
        limits.append(f"{pages_hold} of {name} without text may be pictures of text.")
    limits += [f"In {name} {note}" for note in layout.notes]
    return laid_out(
        pieces,
        unit="page",
        title=first_headline(pieces) or metadata.get("title"),
        metadata=metadata,
        limits=tuple(limits),
    )


def _opened(data: bytes, name: str) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted:
        try:
            opened = bool(reader.decrypt(""))
        except (DependencyError, NotImplementedError):
            opened = False
        if not opened:
            raise InputError(f"{name}: is encrypted; save it without a password")
    return reader


def _pages(reader: PdfReader, name: str) -> list[list[PrintedLine]]:
    """Return the lines of each page."""
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise InputError(f"{name}: has more than {MOST_PAGES:,} pages; split it")
    left = MOST_OPERATIONS

    def spend(*_: Any) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise _TooMuch

    return [
        _Lines(number).read(page, spend)
        for number, page in enumerate(reader.pages, start=1)
    ]


class _Lines:
    """The lines of a page as they are drawn."""

    def __init__(self, page: int) -> None:
        self.page = page
        self.lines: list[PrintedLine] = []
        self._words: list[str] = []
        self._place: tuple[float, float, float] | None = None

    def read(self, page: PageObject, spend: Any) -> list[PrintedLine]:
        """Return the lines of *page*, after *spend* is told of each operation."""
        page.extract_text(visitor_text=self._draw, visitor_operand_before=spend)
        self._end_line()
        return self.lines

    def _draw(
        self,
        text: str,
        outer: Sequence[float],
        inner: Sequence[float],
        _: Any,
        size: float,
    ) -> None:
        """Take some words; the matrices say where they stand and how large."""
        for number, part in enumerate(text.split("\n")):
            if number:
                self._end_line()
            if not part.strip():
                self._words.append(part)
                continue
            place = _place(outer, inner, size)
            if not self._is_note_number(part, place[2]):
                self._place = self._place or place
                self._words.append(part)

    def _is_note_number(self, part: str, size: float) -> bool:
        """Tell whether a word is a raised number that refers to a note."""
        return (
            self._place is not None
            and size < NOTE_NUMBER * self._place[2]
            and part.strip().isdecimal()
            and not self._words[-1][-1:].isdecimal()
        )

    def _end_line(self) -> None:
        words = tidy("".join(self._words))
        if words and self._place is not None:
            self.lines.append(PrintedLine(words, self.page, *self._place))
        self._words, self._place = [], None


def _place(
    outer: Sequence[float], inner: Sequence[float], size: float
) -> tuple[float, float, float]:
    """Return x, y and size of letters on the page, in points."""
    x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
    y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
    scale = math.hypot(inner[2], inner[3]) * math.hypot(outer[2], outer[3])
    values = (x, y, abs(size * scale))
    return values if all(map(math.isfinite, values)) else (0.0, 0.0, 0.0)


def _metadata(reader: PdfReader) -> dict[str, str]:
    """Return title and author as the file's properties have them."""
    found: dict[str, str] = {}
    about = reader.metadata
    if about is None:
        return found
    for key, value in (("title", about.title), ("author", about.author)):
        if isinstance(value, str) and (words := " ".join(tidy(value).split())):
            found[key] = words
    return found
