"""The report for a terminal: summary, conflicts, fact ledger, then the two articles.

The summary fits ten lines; what follows is in the order in which an editor needs it.
"""

from __future__ import annotations

from collections.abc import Iterator

from srcdiff.model import Comparison
from srcdiff.report.body import Body
from srcdiff.report.build import view
from srcdiff.report.look import Look
from srcdiff.report.overview import NARROWEST, disputes, legend, overview
from srcdiff.report.pen import Pen
from srcdiff.report.signs import count
from srcdiff.report.table import ledger
from srcdiff.report.view import View
from srcdiff.report.visible import for_terminal
from srcdiff.report.wrap import GLUE, Line, Styled, wrap


def render(comparison: Comparison, look: Look) -> str:
    """Return the report for a terminal, ending with a line break."""
    shown = view(comparison)
    pen = Pen(look)
    return "".join(pen.write(line) + "\n" for line in _lines(shown, look, pen))


def _lines(shown: View, look: Look, pen: Pen) -> Iterator[Line]:
    yield from overview(shown, look, pen)
    yield []
    if not look.summary:
        yield from disputes(shown, look, pen)
    if look.has_facts and not look.summary:
        yield from ledger(shown, look, pen)
    left_out = 0
    if look.has_body:
        body = Body(shown, look, pen)
        yield from legend(look)
        yield []
        yield from body.lines()
        left_out = body.left_out
    yield from _end(shown, left_out, look)


def _end(shown: View, left_out: int, look: Look) -> Iterator[Line]:
    """Yield what was left out and how the account came about."""
    notes = list(shown.limits)
    if left_out:
        notes.append(f"{count(left_out, 'other sentence')} left out, as asked.")
    columns = max(look.width, NARROWEST)
    for note in notes:
        text = [Styled("Note:" + GLUE, "bold"), Styled(for_terminal(note), "")]
        yield from wrap(text, columns)
    signature = for_terminal(shown.signature)
    yield from wrap([Styled(signature, "dim")], columns)
