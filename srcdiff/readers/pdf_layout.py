"""From printed lines to paragraphs.

Seven people were killed when a road      a line that was full goes on in the
bridge fell into the river on Fri-        next one, a hyphen at its end is in
day.                                      most cases none
  The bridge was built in 1931.           an indent, a gap or another size of
                                          letters starts a paragraph

The figures below hold for the gold pairs as LibreOffice prints them
(``benchmarks/formats.py``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from srcdiff.model import Kind
from srcdiff.readers.headings import LONGEST_TOP
from srcdiff.readers.lines import closed
from srcdiff.readers.pieces import Piece

GAP = 1.3
"""A distance between lines, in those of running text, from which a paragraph ends."""

LARGER = 1.12
"""Size of letters, in that of running text, from which a line is a heading."""

SAME_SIZE = 0.07
"""Difference in size within which two lines can be one paragraph."""

INDENT = 0.7
"""An indent, in sizes of letters, from which a line starts a paragraph."""

FULL = 0.8
"""Share of the usual line's characters from which a line counts as full."""

REPEATED = 3
"""Pages on which a line at the edge stands from which it is a running head."""

EDGE = 2
"""Lines at the top and the bottom of a page that may be running heads."""

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-–—\s|]*(?:page|seite|p\.)?\s*\d{1,4}\s*(?:(?:of|von|/)\s*\d{1,4})?[-–—\s|]*",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"(?:[•▪◦·‣–—*-]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s+(?=\S)|[•▪◦‣\uf000-\uf0ff]"
)
_OWN_BULLET = re.compile("[\uf000-\uf0ff]\\s*")
_BROKEN = re.compile(r"([^\W\d_]+)[-\u2010]$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class PrintedLine(NamedTuple):
    """A line of a page."""

    words: str
    page: int
    x: float
    y: float
    size: float
    """Of its letters, in points, like the places."""


class Layout(NamedTuple):
    """What the lines make up."""

    pieces: list[Piece]
    notes: tuple[str, ...]
    """What was repaired, each to be continued from "In a.pdf"."""


class _Norms(NamedTuple):
    """What is usual in a document."""

    size: float
    leading: float
    """Distance between the lines of a paragraph."""
    length: float
    """Characters of a full line."""


def paragraphs(pages: Sequence[Sequence[PrintedLine]]) -> Layout:
    """Put the lines of a document together.

    Args:
        pages: The lines of each page in the order in which they are drawn; at least
            one of them has words.
    """
    edges = _running_heads(pages)
    lines = [
        line
        for page in pages
        for index, line in enumerate(page)
        if not _is_at_edge(page, index) or not _is_furniture(line, edges)
    ]
    notes = []
    dropped = sum(map(len, pages)) - len(lines)
    if dropped:
        notes.append(
            f"{_count(dropped, 'running head')} and page numbers are left out."
        )
    joiner = _Joiner(lines)
    pieces = [joiner.piece(group) for group in _groups(lines)]
    if joiner.joined:
        divided = _count(joiner.joined, "word")
        notes.append(f"{divided} divided at the end of a line are put together.")
    return Layout(pieces, tuple(notes))


def _count(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number:,} {what}s"


def _running_heads(pages: Sequence[Sequence[PrintedLine]]) -> set[str]:
    """Return what stands at the edges of several pages, numbers aside."""
    seen = Counter(
        words
        for page in pages
        for words in {
            _DIGITS.sub("#", line.words)
            for index, line in enumerate(page)
            if _is_at_edge(page, index)
        }
    )
    return {words for words, count in seen.items() if count >= REPEATED}


def _is_at_edge(page: Sequence[PrintedLine], index: int) -> bool:
    # Of a page with few lines more than its edges must be left.
    edge = min(EDGE, len(page) // 4)
    return index < edge or index >= len(page) - edge


def _is_furniture(line: PrintedLine, heads: set[str]) -> bool:
    """Tell a running head or a page number from text."""
    repeated = _DIGITS.sub("#", line.words) in heads
    return repeated or _PAGE_NUMBER.fullmatch(line.words) is not None


def _groups(lines: Sequence[PrintedLine]) -> Iterator[tuple[list[PrintedLine], Kind]]:
    """Yield the lines of each paragraph, with its kind."""
    if not lines:
        return
    norms = _norms(lines)
    group = [lines[0]]
    left = lines[0].x
    for before, line in pairwise(lines):
        if _goes_on(before, line, norms, left, len(group)):
            group.append(line)
            left = min(left, line.x) if before.page == line.page else line.x
            continue
        yield group, _kind(group, norms)
        group, left = [line], line.x
    yield group, _kind(group, norms)


def _norms(lines: Sequence[PrintedLine]) -> _Norms:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.words)
    size = max(sizes, key=lambda value: (sizes[value], value))
    body = [line for line in lines if abs(line.size - size) <= SAME_SIZE * size]
    steps = sorted(
        before.y - line.y
        for before, line in pairwise(lines)
        if before.page == line.page and 0.5 * size < before.y - line.y < 4 * size
    )
    # The smaller distances are those within paragraphs.
    leading = steps[len(steps) // 4] if steps else 1.2 * size
    lengths = sorted(len(line.words) for line in body)
    return _Norms(size, leading, float(median(lengths[len(lengths) // 2 :] or [1])))


def _goes_on(
    before: PrintedLine, line: PrintedLine, norms: _Norms, left: float, count: int
) -> bool:
    """Tell whether *line* goes on with the paragraph that *before* belongs to.

    The paragraph has *count* lines so far, and *left* is where they start.
    """
    if abs(before.size - line.size) > SAME_SIZE * max(before.size, line.size):
        return False
    if _ITEM.match(line.words):
        return False
    step = before.y - line.y
    if before.page != line.page or step < -norms.leading / 2:
        # The next page or column: in the middle of a sentence it goes on.
        in_sentence = _is_full(before, norms) or line.words[0].islower()
        return in_sentence and not closed(before.words)
    if step > GAP * norms.leading * max(1.0, line.size / (norms.size or 1.0)):
        return False
    indented = line.x - left > INDENT * line.size
    if indented and (count > 1 or closed(before.words)):
        return False
    return _is_full(before, norms) or not closed(before.words)


def _is_full(line: PrintedLine, norms: _Norms) -> bool:
    return len(line.words) >= FULL * norms.length


def _kind(group: Sequence[PrintedLine], norms: _Norms) -> Kind:
    size = group[0].size
    letters = sum(len(line.words) for line in group)
    if size >= LARGER * norms.size and letters <= LONGEST_TOP:
        return "heading"
    return "list-item" if _ITEM.match(group[0].words) else "body"


class _Joiner:
    """Joins lines, and words that were divided at their ends."""

    def __init__(self, lines: Iterable[PrintedLine]) -> None:
        self.joined = 0
        self._known: set[str] = set()
        """Words that stand whole within a line."""
        for line in lines:
            words = _WORD.findall(line.words.lower())
            self._known.update(words[:-1] if _BROKEN.search(line.words) else words)

    def piece(self, group: tuple[list[PrintedLine], Kind]) -> Piece:
        """Return the lines of a paragraph as one."""
        lines, kind = group
        words = [lines[0].words]
        for before, line in pairwise(lines):
            broken = _BROKEN.search(before.words)
            following = _FIRST_WORD.match(line.words)
            if broken and following and following[0][0].islower():
                if not self._keeps_hyphen(broken[1], following[0]):
                    words[-1] = words[-1][:-1]
                    self.joined += 1
            else:
                words.append(" ")
            words.append(line.words)
        text = "".join(words)
        if kind == "list-item":
            # Signs of a font of bullets, which no other font has.
            text = _OWN_BULLET.sub("• ", text, count=1)
        return Piece(text, kind, lines[0].page)

    def _keeps_hyphen(self, first: str, second: str) -> bool:
        """Tell a compound from a divided word, by how the document writes it."""
        compound = f"{first}-{second}".lower()
        return compound in self._known and (first + second).lower() not in self._known
