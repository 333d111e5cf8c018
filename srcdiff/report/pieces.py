"""Cut a sentence where what is to be said of its words changes.

Three things can be true of a word, and they overlap: it differs from the
counterpart, this article alone says it, it stands in a conflict.  So a sentence is
cut into pieces that each are true throughout::

    At least │17│ people │died on Monday│.
              conflict     only

Laid end to end the pieces give the sentence, to the letter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from srcdiff.model import Span

Mark: TypeAlias = Literal["", "differs", "only", "conflict"]
"""What to show of some words when only one thing can be shown."""

_Event: TypeAlias = tuple[int, int, str | int]
"""Where something begins (1) or ends (-1) to be true, and what."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a sentence of which the same things are true."""

    span: Span
    text: str
    differs: bool
    """The edit script of the sentence's best link changes them."""
    only: bool
    """The other article says them nowhere."""
    conflicts: tuple[int, ...]
    """Numbers of the conflicts they stand in, ascending."""

    @property
    def mark(self) -> Mark:
        """The weightiest thing that is true of the words."""
        if self.conflicts:
            return "conflict"
        if self.only:
            return "only"
        return "differs" if self.differs else ""


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring words that are shown alike."""

    text: str
    mark: Mark
    conflicts: tuple[int, ...] = ()


def cut(
    text: str,
    span: Span,
    *,
    differs: Iterable[Span] = (),
    only: Iterable[Span] = (),
    conflicts: Iterable[tuple[int, Span]] = (),
) -> tuple[Piece, ...]:
    """Return the pieces of the sentence at *span*, in order and without gaps.

    Spans count from the start of *text*; what lies outside the sentence is ignored.

    Example:
        >>> [(p.text, p.only) for p in cut("Two died.", Span(0, 9), only=[Span(0, 3)])]
        [('Two', True), (' died.', False)]
    """
    events: list[_Event] = []
    for name, spans in (("differs", differs), ("only", only)):
        for part in spans:
            events += _events(part, span, name)
    for number, part in conflicts:
        events += _events(part, span, number)
    events.sort(key=lambda event: event[0])
    events.append((span.end, 0, ""))
    open_here: Counter[str | int] = Counter()
    pieces: list[Piece] = []
    start = span.start
    for position, change, what in events:
        if position > start:
            _add(pieces, text, Span(start, position), open_here)
            start = position
        open_here[what] += change
    return tuple(pieces)


def _events(part: Span, within: Span, what: str | int) -> list[_Event]:
    start, end = max(part.start, within.start), min(part.end, within.end)
    return [(start, 1, what), (end, -1, what)] if start < end else []


def _add(
    pieces: list[Piece], text: str, span: Span, open_here: Counter[str | int]
) -> None:
    """Append what lies at *span*, or lengthen the last piece if it is alike."""
    numbers = sorted(w for w, n in open_here.items() if n > 0 and isinstance(w, int))
    differs, only = open_here["differs"] > 0, open_here["only"] > 0
    if pieces:
        last = pieces[-1]
        if (last.differs, last.only, last.conflicts) == (differs, only, tuple(numbers)):
            span = Span(last.span.start, span.end)
            pieces.pop()
    pieces.append(Piece(span, span.of(text), differs, only, tuple(numbers)))


def runs(pieces: Sequence[Piece], hide: frozenset[Mark] = frozenset()) -> list[Run]:
    """Return what to show of *pieces*: one mark each, blanks at their edges plain.

    Words that carry the same mark join across a blank, since "{the} {new} {law}"
    reads worse than "{the new law}".

    Args:
        pieces: The pieces of a sentence.
        hide: Marks that are not to be shown.
    """
    shown: list[Run] = []
    for piece in pieces:
        mark = "" if piece.mark in hide else piece.mark
        numbers = piece.conflicts if mark == "conflict" else ()
        core = piece.text.strip()
        if not mark or not core:
            _join(shown, Run(piece.text, ""))
            continue
        lead = piece.text[: len(piece.text) - len(piece.text.lstrip())]
        trail = piece.text[len(piece.text.rstrip()) :]
        if lead:
            _join(shown, Run(lead, ""))
        _join(shown, Run(core, mark, numbers))
        if trail:
            _join(shown, Run(trail, ""))
    return shown


def _join(shown: list[Run], run: Run) -> None:
    """Append *run*, joining it to what it continues."""
    if shown and not run.mark and not shown[-1].mark:
        shown[-1] = Run(shown[-1].text + run.text, "")
        return
    if run.mark and shown:
        if _alike(shown[-1], run):
            shown[-1] = Run(shown[-1].text + run.text, run.mark, run.conflicts)
            return
        if len(shown) > 1 and shown[-1].text.isspace() and _alike(shown[-2], run):
            blank = shown.pop().text
            shown[-1] = Run(shown[-1].text + blank + run.text, run.mark, run.conflicts)
            return
    shown.append(run)


def _alike(one: Run, other: Run) -> bool:
    return one.mark == other.mark and one.conflicts == other.conflicts
