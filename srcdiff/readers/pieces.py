"""Pieces of an article before they are one text.

Formats with markup say what a paragraph is, but their words have no place in a text
of their own.  Readers take the words out, piece by piece, and lay them end to end
with an empty line between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from srcdiff.model import Block, Extract, Kind, Span, Unit
from srcdiff.readers.headings import is_byline, is_time_stamp, kinds
from srcdiff.readers.lines import Group, Mark

BETWEEN_PIECES = "\n\n"
BETWEEN_CELLS = " | "

LONGEST_CELL = 300
"""Longest paragraph in a table of data, in characters: one with longer ones lays out
a page."""

_SPACES = re.compile("[ \t\f\v\r\n]+")
# Marks that only say where a word may be divided, and what no text holds.
_LAYOUT_MARKS = str.maketrans(
    dict.fromkeys("\u00ad\ufeff", "")
    | {chr(c): " " for c in range(32) if chr(c) not in "\t\n"}
    | dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd")
)
_AROUND_BREAKS = re.compile("[ \t]*\n[ \t\n]*")

_MARKS: dict[Kind, Mark] = {
    "list-item": "item",
    "quotation": "quotation",
    "heading": "heading",
    "caption": "rule",
    "code": "rule",
    "table": "rule",
}


class Piece(NamedTuple):
    """A block before its place in the text is known."""

    words: str
    kind: Kind
    line: int = 0
    """Where it starts, in the unit of its extract; a paragraph is counted later."""


def laid_out(
    pieces: Sequence[Piece],
    *,
    unit: Unit,
    title: str | None = None,
    metadata: Mapping[str, Any] = MappingProxyType({}),
    limits: tuple[str, ...] = (),
) -> Extract:
    """Return *pieces* as one text.  None of them may be empty."""
    blocks: list[Block] = []
    at = 0
    for number, piece in enumerate(pieces, start=1):
        line = number if unit == "paragraph" else piece.line
        blocks.append(Block(Span(at, at + len(piece.words)), piece.kind, line))
        at += len(piece.words) + len(BETWEEN_PIECES)
    text = BETWEEN_PIECES.join(piece.words for piece in pieces)
    return Extract(text, tuple(blocks), title, metadata, limits, unit)


def tidy(words: str) -> str:
    """Return *words* without layout marks and blanks that nobody sees.

    A line break stays; blanks and further breaks around it go.
    """
    words = words.translate(_LAYOUT_MARKS)
    return _AROUND_BREAKS.sub("\n", words).strip()


def one_line(words: str) -> str:
    """Return *words* as HTML shows them: white space is one blank, breaks too."""
    return _SPACES.sub(" ", words.translate(_LAYOUT_MARKS)).strip()


def table_row(cells: Sequence[str]) -> str:
    """Return the cells of a row on one line; nothing if all are empty."""
    words = [" ".join(cell.split()) for cell in cells]
    return BETWEEN_CELLS.join(words).strip() if any(words) else ""


def table_pieces(rows: Sequence[Sequence[Sequence[Piece]]]) -> Iterator[Piece]:
    """Yield a table as one piece, a row a line; its own pieces if it has a single
    column or long cells, for then it only lays out the page.

    Args:
        rows: The pieces of each cell of each row.
    """
    pieces = [piece for row in rows for cell in row for piece in cell if piece.words]
    if (
        max(map(len, rows), default=0) < 2
        or any(len(piece.words) > LONGEST_CELL for piece in pieces)
        or any(piece.kind == "table" for piece in pieces)
    ):
        yield from pieces
        return
    lines = [
        table_row([" ".join(piece.words for piece in cell) for cell in row])
        for row in rows
    ]
    yield Piece("\n".join(filter(None, lines)), "table")


def first_headline(pieces: Sequence[Piece]) -> str | None:
    """Return the first heading that is neither byline nor date."""
    for piece in pieces:
        words = " ".join(piece.words.split())
        if piece.kind == "heading" and not (is_byline(words) or is_time_stamp(words)):
            return words
    return None


def with_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """Tell headings by their look where a format can mark them but need not.

    Many a draft has its headline in the style of its body.
    """
    at = 0
    groups: list[Group] = []
    for piece in pieces:
        lines = piece.words.count("\n") + 1
        mark = _MARKS.get(piece.kind, "none")
        groups.append(Group(at, at + len(piece.words), 0, lines, mark))
        at += len(piece.words) + len(BETWEEN_PIECES)
    text = BETWEEN_PIECES.join(piece.words for piece in pieces)
    return [
        piece._replace(kind="heading")
        if piece.kind == "body" and kind == "heading"
        else piece
        for piece, kind in zip(pieces, kinds(text, groups), strict=True)
    ]
