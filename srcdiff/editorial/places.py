"""Where an excerpt stands in its file: line and column.

For plain text a span is an offset into the file.  For Markdown, web pages and
subtitles the file is read again and the paragraph found by its letters.  Formats
without lines have the paragraph or the page that their reader counted.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from srcdiff.editorial.finding import Excerpt
from srcdiff.editorial.letters import (
    Letters,
    html_letters,
    letters,
    markdown_letters,
    plain_letters,
    subtitle_letters,
)
from srcdiff.errors import SrcdiffError
from srcdiff.model import Document, Span

_LINE_END = re.compile(r"\r\n?|\n")

_LONG = 40
"""Letters from which a paragraph of a page is taken for a landmark: those that
follow stand below it.  Shorter ones, such as bylines, stand in menus as well."""

_MOST_MISSES = 100
"""Paragraphs of a page that may be looked for in vain before looking ends: each
takes a walk to the end of the page."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place between two characters of a file."""

    line: int
    """Counted from 1."""
    column: int
    """Code points before it in the line, plus 1."""
    byte: int
    """Bytes of UTF-8 before it in the line, plus 1."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an excerpt stands."""

    words: str
    """For people: ``line 4``, ``page 2``."""
    start: Position | None
    """None for a format without lines."""
    end: Position | None
    """Behind its last character; none where the line is all that is known."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file as it is on disk, and where the paragraphs of its article stand."""

    text: str
    lines: Sequence[int]
    """Where each line begins."""
    letters: Letters
    paragraphs: Mapping[int, int]
    """The letter that each paragraph begins with, of those that were found."""

    def position(self, offset: int) -> Position:
        """Return the line and column of an offset into the text."""
        line = bisect_right(self.lines, offset)
        before = self.text[self.lines[line - 1] : offset]
        return Position(
            line, len(before) + 1, len(before.encode("utf-8", "replace")) + 1
        )

    def paragraph(self, doc: Document, number: int) -> Span | None:
        """Return what a paragraph covers, from its first letter to its last."""
        first = self.paragraphs.get(number)
        size = len(letters(doc.paragraphs[number].span.of(doc.text)))
        if first is None or not size:
            return None
        return self.letters.span(first, first + size - 1)


def _on_disk(name: str) -> bytes | None:
    """Return what the file of that name holds; None if it is not on disk."""
    try:
        return Path(name).read_bytes() if Path(name).is_file() else None
    except (OSError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class Places:
    """Looks places up; each file is read once.

    Args:
        read: What returns the bytes of the file that a document was read from, by
            the document's name.  Without them the line is all that is known.
    """

    read: Callable[[str], bytes | None] = _on_disk
    _sheets: dict[str, Sheet | None] = field(default_factory=dict)

    def sheet(self, doc: Document) -> Sheet | None:
        """Return the file of a document; None for a format without lines."""
        if doc.name not in self._sheets:
            data = self.read(doc.name)
            self._sheets[doc.name] = None if data is None else _sheet(doc, data)
        return self._sheets[doc.name]

    def of(self, excerpt: Excerpt) -> Place:
        """Return where an excerpt stands."""
        doc, sheet = excerpt.document, self.sheet(excerpt.document)
        span = None if sheet is None else _found(sheet, excerpt)
        if sheet is not None and span is not None:
            start = sheet.position(span.start)
            return Place(f"line {start.line}", start, sheet.position(span.end))
        words = doc.place_of(excerpt.passage.sentence)
        if doc.unit != "line":
            return Place(words, None, None)
        sentence = doc.sentences[excerpt.passage.sentence]
        before = doc.text[sentence.span.start : excerpt.passage.span.start]
        line = sentence.line + len(_LINE_END.findall(before))
        return Place(f"line {line}", Position(line, 1, 1), None)


class File(NamedTuple):
    """A file as text."""

    text: str
    format: Literal["plain", "markdown", "html", "subtitles", "email"]


def decoded(name: str, data: bytes) -> File | None:
    """Read a file as its reader does; None for a format without lines."""
    from srcdiff.readers import MARKDOWN, READERS
    from srcdiff.readers.encoding import decode
    from srcdiff.readers.formats import format_of, suffix_of
    from srcdiff.readers.html import declared_encoding

    try:
        found = format_of(data, name, name)
        if found not in ("text", "html", "subtitles", "email"):
            return None
        encoding = declared_encoding(data) if found == "html" else None
        text = decode(data, name, encoding).text
    except SrcdiffError:
        return None
    if found != "text":
        return File(text, found)
    is_markdown = READERS.get(suffix_of(name)) == MARKDOWN
    return File(text, "markdown" if is_markdown else "plain")


def _sheet(doc: Document, data: bytes) -> Sheet | None:
    """Find the paragraphs of an article in its file."""
    file = decoded(doc.name, data)
    if file is None:
        return None
    lines = [0, *(match.end() for match in _LINE_END.finditer(file.text))]
    if file.text == doc.text:
        return Sheet(file.text, lines, plain_letters(file.text), _verbatim(doc))
    found = _LETTERS[file.format](file.text)
    if file.format == "markdown":
        at = _by_line(doc, found, lines)
    else:
        at = _in_order(doc, found)
    return Sheet(file.text, lines, found, at)


_LETTERS = {
    "plain": plain_letters,
    "markdown": markdown_letters,
    "html": html_letters,
    "subtitles": subtitle_letters,
    "email": plain_letters,
}


def _verbatim(doc: Document) -> dict[int, int]:
    """Return the first letter of each paragraph of a text that is its file."""
    found: dict[int, int] = {}
    count = end = 0
    for number, paragraph in enumerate(doc.paragraphs):
        count += len(letters(doc.text[end : paragraph.span.start]))
        found[number] = count
        count += len(letters(paragraph.span.of(doc.text)))
        end = paragraph.span.end
    return found


def _by_line(doc: Document, file: Letters, lines: Sequence[int]) -> dict[int, int]:
    """Find each paragraph from the line on that its reader gives for it."""
    found = {}
    for number, paragraph in enumerate(doc.paragraphs):
        words = letters(paragraph.span.of(doc.text))
        first = file.find(words, *_between(doc, number, paragraph.line, lines))
        if first is not None:
            found[number] = first
    return found


def _between(
    doc: Document, number: int, line: int, lines: Sequence[int]
) -> tuple[int, int]:
    """Return the offsets between which a paragraph stands: up to the next one."""
    start = lines[min(line, len(lines)) - 1]
    is_last = number + 1 == len(doc.paragraphs)
    # To the end of the line in which the next one starts: an item may hold another.
    last = len(lines) if is_last else doc.paragraphs[number + 1].line
    end = lines[last] if last < len(lines) else sys.maxsize
    return start, end


def _in_order(doc: Document, file: Letters) -> dict[int, int]:
    """Find the paragraphs of a format that gives no lines, one below the other."""
    found: dict[int, int] = {}
    at = misses = 0
    for number, paragraph in enumerate(doc.paragraphs):
        words = letters(paragraph.span.of(doc.text))
        first = file.text.find(words, at) if words else -1
        if first >= 0:
            found[number] = first
            at = first + len(words) if len(words) >= _LONG else at
        elif (misses := misses + 1) > _MOST_MISSES:
            break
    return found


def _found(sheet: Sheet, excerpt: Excerpt) -> Span | None:
    """Return what an excerpt covers in its file."""
    doc, passage = excerpt.document, excerpt.passage
    number = doc.sentences[passage.sentence].paragraph
    whole = doc.paragraphs[number].span
    first = sheet.paragraphs.get(number)
    if first is None:  # something odd elsewhere in the paragraph
        whole = doc.sentences[passage.sentence].span
        first = _sentence(sheet, doc, passage.sentence)
    size = len(letters(excerpt.words))
    if first is None or not size:
        return None
    first += len(letters(doc.text[whole.start : passage.span.start]))
    last = min(first + size, len(sheet.letters.text)) - 1
    return _widened(sheet.text, sheet.letters.span(first, last), excerpt)


def _sentence(sheet: Sheet, doc: Document, index: int) -> int | None:
    """Find a sentence whose paragraph was not found as a whole."""
    sentence = doc.sentences[index]
    words = letters(sentence.span.of(doc.text))
    if doc.unit == "line":
        between = _between(doc, sentence.paragraph, sentence.line, sheet.lines)
        return sheet.letters.find(words, *between)
    above = [at for at in sheet.paragraphs if at < sentence.paragraph]
    first = sheet.paragraphs[above[-1]] if above else 0
    found = sheet.letters.text.find(words, first) if words else -1
    return found if found >= 0 else None


def _widened(text: str, span: Span, excerpt: Excerpt) -> Span:
    """Take in the marks at either end of the excerpt, as far as the file has them."""
    words, (start, end) = excerpt.words, span
    for mark in reversed(words[: _before(words)]):
        if text[start - 1 : start] != mark:
            break
        start -= 1
    for mark in words[len(words) - _before(words[::-1]) :]:
        if text[end : end + 1] != mark:
            break
        end += 1
    return Span(start, end)


def _before(words: str) -> int:
    """Return how many marks stand before the first letter."""
    return next(index for index, char in enumerate(words) if char.isalnum())
