"""Pairs of articles for the terminal, the surest first.

0.98  A  mill-fire.txt  Fire at the mill
      B  wire/0412.txt  Seventeen dead as mill burns
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from srcdiff.match.pairs import Pair
from srcdiff.match.terms import Collection
from srcdiff.model import Side
from srcdiff.report.look import Look
from srcdiff.report.pen import Pen
from srcdiff.report.signs import count
from srcdiff.report.visible import for_terminal
from srcdiff.report.wrap import GLUE, Line, Styled, wrap

_SCORE = 6
"""Columns of the score and the blanks behind it."""
_LETTER = 3
"""Columns of the letter of the side and the blanks behind it."""
_SIDES: tuple[Side, Side] = ("a", "b")
_NARROWEST = 20
"""Columns that are written in at least."""


def table(
    pairs: Sequence[Pair],
    sides: tuple[Collection, Collection],
    folders: tuple[str, str],
    look: Look,
) -> str:
    """Return the pairs as text, ending with a line break.

    Args:
        pairs: The pairs.
        sides: The articles of both sides.
        folders: The folders they come from; names are shown from there.
        look: How it is to look.
    """
    pen = Pen(look)
    lines = [*_rows(pairs, sides, folders, look), *_end(pairs, sides, folders, look)]
    return "".join(pen.write(line) + "\n" for line in lines)


def _rows(
    pairs: Sequence[Pair],
    sides: tuple[Collection, Collection],
    folders: tuple[str, str],
    look: Look,
) -> Iterator[Line]:
    for pair in sorted(pairs, key=lambda pair: (-pair.score, pair)):
        lead = Styled(f"{pair.score:.2f}".ljust(_SCORE), "bold")
        for letter, side, at, folder in zip(
            _SIDES, sides, pair[:2], folders, strict=True
        ):
            name = for_terminal(os.path.relpath(side.names[at], folder))
            name = f"{letter.upper()}{GLUE}{GLUE}{name}"
            title = f"  {for_terminal(side.titles[at])}"
            text = [Styled(name, letter), Styled(title, "")]
            for line in wrap(text, max(look.width - _SCORE - _LETTER, _NARROWEST)):
                yield [lead, *line]
                lead = Styled(" " * (_SCORE + _LETTER), "")
            lead = Styled(" " * _SCORE, "")
    if pairs:
        yield []


def _end(
    pairs: Sequence[Pair],
    sides: tuple[Collection, Collection],
    folders: tuple[str, str],
    look: Look,
) -> Iterator[Line]:
    """Yield how many there are, and of how many articles."""
    width = max(look.width, _NARROWEST)
    own = sides[0] is sides[1]
    for at, letter in enumerate("A" if own else "AB"):
        side = sides[at]
        known = {pair[at] for pair in pairs} | {p.b for p in pairs if own}
        text = (
            f"{letter}: {for_terminal(folders[at])}, "
            f"{count(len(side.names), 'article')}, {len(known)} with a counterpart"
        )
        yield from wrap([Styled(text, "")], width)
    said = f"{count(len(pairs), 'pair')} on the same story."
    yield from wrap([Styled(said, "bold")], width)
