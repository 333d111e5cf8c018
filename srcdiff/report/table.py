"""The fact ledger as a table for the terminal: a query sheet one can print.

Where there is room a line is a row of four columns, else a small stack::

    !1 number  conflict  17 a3         Three dozen b4   At least 17 is not 36.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from srcdiff.model import Side
from srcdiff.report.look import Look
from srcdiff.report.overview import NARROWEST
from srcdiff.report.pen import Pen
from srcdiff.report.signs import KINDS, VERDICTS
from srcdiff.report.view import FactView, LedgerLine, View
from srcdiff.report.visible import for_terminal
from srcdiff.report.wrap import Line, Styled, width, wrap

ROOMY: int = 72
"""Columns from which the table has columns: below, each would hold a word or two."""

_KIND = max(map(len, KINDS)) + 2
_VERDICT = max(map(len, VERDICTS.values())) + 2


def ledger(shown: View, look: Look, pen: Pen) -> Iterator[Line]:
    """Yield the fact ledger, conflicts first, an empty line after it."""
    if not shown.ledger:
        yield [Styled("No facts were found to compare.", "")]
        yield []
        return
    sheet = _Sheet(shown, look, pen)
    yield from sheet.head()
    for number, line in enumerate(shown.ledger):
        if number and not sheet.roomy:  # a stack of its own, apart from the next
            yield []
        yield from sheet.row(line)
    yield []


class _Sheet:
    """The columns of the table."""

    def __init__(self, shown: View, look: Look, pen: Pen) -> None:
        self.ascii = look.ascii
        self.label = len(str(len(shown.conflicts))) + 2
        self.columns = max(look.width, NARROWEST)
        room = self.columns - self.label - _KIND - _VERDICT
        # The reason is a sentence, the facts mostly a word or two.
        fact = room * 3 // 10
        self.fact = fact - 2
        self.why = room - 2 * fact
        self.roomy = look.width >= ROOMY

    def head(self) -> Iterator[Line]:
        """Yield the names of the columns over a rule."""
        if self.roomy:
            cells = self._cells(
                [Styled("kind", "bold")],
                [Styled("verdict", "bold")],
                [Styled("A", "a-bold")],
                [Styled("B", "b-bold")],
                [Styled("why", "bold")],
            )
            yield from self._beside([[]], *cells)
        rule = "-" if self.ascii else "─"
        yield [Styled(rule * self.columns, "dim")]

    def row(self, line: LedgerLine) -> Iterator[Line]:
        """Yield a line of the ledger."""
        number = f"!{line.conflict}" if line.conflict else ""
        loud = "sign" if line.verdict == "conflict" else ""
        kind, verdict = Styled(line.kind, ""), Styled(VERDICTS[line.verdict], loud)
        a, b = self._fact("a", line.a), self._fact("b", line.b)
        why = [Styled(for_terminal(line.why), "")]
        if self.roomy:
            cells = self._cells([kind], [verdict], a, b, why)
            yield from self._beside([[Styled(number, "sign")]], *cells)
            return
        label = Styled(number.ljust(self.label), "sign")
        for text in ([kind, Styled("  ", ""), verdict], a, b, why):
            for part in wrap(text, max(self.columns - self.label, NARROWEST)):
                yield [label, *part]
                label = Styled(" " * self.label, "")

    def _fact(self, side: Side, fact: FactView | None) -> Line:
        if fact is None:
            return []
        words = for_terminal(fact.words)
        out: Line = [Styled(fact.address, side), Styled(f" {words}", "")]
        value = for_terminal(fact.value)
        if value.casefold() != words.casefold():
            out.append(Styled(f" ({value})", "dim"))
        return out

    def _cells(
        self, kind: Line, verdict: Line, a: Line, b: Line, why: Line
    ) -> list[list[Line]]:
        room = (_KIND - 2, _VERDICT - 2, self.fact, self.fact, self.why)
        texts = (kind, verdict, a, b, why)
        return [
            wrap(text, max(columns, 1))
            for text, columns in zip(texts, room, strict=True)
        ]

    def _beside(self, *cells: list[Line]) -> Iterator[Line]:
        room = (
            self.label,
            _KIND,
            _VERDICT,
            self.fact + 2,
            self.fact + 2,
            self.why,
        )
        empty: Line = []
        for parts in zip_longest(*cells, fillvalue=empty):
            out: Line = []
            for part, columns in zip(parts, room, strict=True):
                used = sum(width(run.text) for run in part)
                out += [*part, Styled(" " * (columns - used), "")]
            yield out
