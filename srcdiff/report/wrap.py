"""Break styled text into lines by what it measures on the screen.

``len`` counts code points; a terminal counts cells: 北 takes two, a combining
accent none, a family of emoji two in all.  Lines break at blanks; words that hold
wide letters break anywhere, since Chinese and Japanese set no blanks; and a word
longer than the line is broken rather than cut off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, TypeAlias

GLUE = "\x00"
"""A blank at which no line breaks.  Cannot come from an article: see visible.py."""

_NO_LINE_START = frozenset("、。，．：；？！」』）】〉》〕”’…・ー")
"""Wide marks that belong to the letter before them."""

_PARTS = re.compile(" +|[^ ]+")


_ONE_CELL = re.compile(
    "[\0 -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
    "\u2190-\u22ff\u2500-\u25a0]*"
)
"""Letters and marks of Western print, each one cell wide.  For text of these
alone wcwidth need not be loaded, which takes longer than all the wrapping."""


def _one_cell_each(text: str) -> bool:
    return text.isascii() or _ONE_CELL.fullmatch(text) is not None


class Styled(NamedTuple):
    """Some text in one style; the styles are the caller's affair."""

    text: str
    style: str


Line: TypeAlias = list[Styled]


@dataclass(slots=True)
class _Word:
    """What stays on one line: letters between blanks, or one wide letter."""

    parts: Line
    width: int
    blank: Styled | None
    """The blanks before it, left out where a line begins."""
    plain: bool = True
    """Whether each of its letters takes one cell."""


def width(text: str) -> int:
    """Return how many cells *text* takes.

    Example:
        >>> width("Beijing"), width("北京")
        (7, 4)
    """
    if _one_cell_each(text):
        return len(text)
    from wcwidth import wcswidth

    # -1 says that a control character is in it; articles are made inert before.
    return max(wcswidth(text.replace(GLUE, " ")), 0)


def wrap(text: Iterable[Styled], columns: int) -> list[Line]:
    """Return *text* in lines of at most *columns* cells.

    A letter wider than the line (two cells in a column of one) stays whole.
    """
    lines: list[Line] = []
    line: Line = []
    used = 0
    for word in _words(text):
        gap = len(word.blank.text) if word.blank and line else 0
        if line and used + gap + word.width > columns:
            lines.append(line)
            line, used, gap = [], 0, 0
        if word.width > columns:
            *full, rest = _broken(word, columns)
            lines += full
            line, used = rest, sum(width(part.text) for part in rest)
            continue
        if gap and word.blank:
            line.append(word.blank)
        line += word.parts
        used += gap + word.width
    if line:
        lines.append(line)
    return [_merged(line) for line in lines]


def _words(text: Iterable[Styled]) -> Iterator[_Word]:
    """Divide *text* into what stays on one line."""
    word = _Word([], 0, None)
    for run in text:
        plain = _one_cell_each(run.text)  # most are: asked once for all their words
        for part in _PARTS.findall(run.text):
            if part[0] == " ":
                if word.parts:
                    yield from _unbound(word)
                word = _Word([], 0, Styled(part, run.style))
            else:
                word.parts.append(Styled(part, run.style))
                word.width += len(part) if plain else width(part)
                word.plain = word.plain and (plain or _one_cell_each(part))
    if word.parts:
        yield from _unbound(word)


def _unbound(word: _Word) -> Iterator[_Word]:
    """Let a word break before each wide letter it holds."""
    if word.plain:
        yield word
        return
    current = _Word([], 0, word.blank)
    after_wide = False
    for letter in _letters(word.parts):
        cells = width(letter.text)
        wide = cells == 2
        if (
            current.parts
            and (wide or after_wide)
            and letter.text[0] not in _NO_LINE_START
        ):
            yield current
            current = _Word([], 0, None)
        current.parts.append(letter)
        current.width += cells
        after_wide = wide
    yield current


def _letters(parts: Sequence[Styled]) -> Iterator[Styled]:
    """Yield what a reader takes for single letters: accents stay on their base."""
    for part in parts:
        if _one_cell_each(part.text):
            yield from (Styled(letter, part.style) for letter in part.text)
            continue
        from wcwidth import iter_graphemes

        yield from (Styled(letter, part.style) for letter in iter_graphemes(part.text))


def _broken(word: _Word, columns: int) -> list[Line]:
    """Break a word that no line holds."""
    lines: list[Line] = [[]]
    used = 0
    for letter in _letters(word.parts):
        cells = width(letter.text)
        if lines[-1] and used + cells > columns:
            lines.append([])
            used = 0
        lines[-1].append(letter)
        used += cells
    return lines


def _merged(line: Line) -> Line:
    """Join neighbours of one style and turn glue into blanks."""
    return [
        Styled("".join(part.text for part in parts).replace(GLUE, " "), style)
        for style, parts in groupby(line, key=attrgetter("style"))
    ]
