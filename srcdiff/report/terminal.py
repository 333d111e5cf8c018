"""The report for a terminal: a summary, then the two articles matched up.

Side by side where there is room, else each sentence above its counterpart::

    ∩! a9  At least [!1: 17] people died.
    ∩! b7  [!1: Three dozen] people died.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from srcdiff.model import Comparison, Side
from srcdiff.report.look import Look
from srcdiff.report.overview import NARROWEST, overview
from srcdiff.report.pen import Pen
from srcdiff.report.signs import count
from srcdiff.report.view import Group, SentenceView, View, view
from srcdiff.report.visible import for_terminal
from srcdiff.report.wrap import GLUE, Line, Styled, width, wrap

GUTTER_COLUMNS: int = 5
"""Columns before a sentence besides its address: sign, conflict mark, blanks."""


def render(comparison: Comparison, look: Look) -> str:
    """Return the report for a terminal, ending with a line break."""
    shown = view(comparison)
    pen = Pen(look)
    body = _Body(shown, look, pen)
    lines = [*overview(shown, look, pen), [], *body.lines(), *_end(shown, body, look)]
    return "".join(pen.write(line) + "\n" for line in lines)


class _Body:
    """The sentences of both articles, each of them once."""

    def __init__(self, shown: View, look: Look, pen: Pen) -> None:
        self.view = shown
        self.look = look
        self.pen = pen
        self.left_out = 0
        """Sentences that ``show`` kept back; known once the lines are made."""
        every = (s for r in shown.rows for g in r.groups for s in (*g.a, *g.b))
        self.address_columns = max((len(s.address) for s in every), default=2)
        self.side_by_side = look.side_by_side()
        self.columns: dict[Side, int] = {"a": look.width, "b": look.width}
        if self.side_by_side:
            left = (look.width - 3) // 2
            self.columns = {"a": left, "b": look.width - 3 - left}

    def lines(self) -> Iterator[Line]:
        """Yield the rows, an empty line after each."""
        if self.side_by_side:
            yield from self._column_heads()
        for row in self.view.rows:
            before: Group | None = None
            for group in row.groups:
                if self.look.show and not group.names & self.look.show:
                    self.left_out += len(group.a) + len(group.b)
                    continue
                if before and self._apart(before, group):
                    yield self._beside([], [])
                yield from self._group(group)
                before = group
            if before:
                yield self._beside([], [])

    def _apart(self, before: Group, group: Group) -> bool:
        """Tell whether an empty line between two groups of a row helps the eye."""
        if self.side_by_side:
            return any(s.opens for s in (*group.a, *group.b))
        return bool((before.a and before.b) or (group.a and group.b))

    def _group(self, group: Group) -> Iterator[Line]:
        left = [line for s in group.a for line in self._sentence(s)]
        right = [line for s in group.b for line in self._sentence(s)]
        if self.side_by_side:
            yield from self._in_columns(left, right)
        elif _same_words(group):
            yield from self._fused(group.a[0], group.b[0])
        else:
            yield from (*left, *right)

    def _in_columns(self, left: list[Line], right: list[Line]) -> Iterator[Line]:
        empty: Line = []
        for one, other in zip_longest(left, right, fillvalue=empty):
            yield self._beside(one, other)

    def _beside(self, left: Line, right: Line) -> Line:
        """Return a line of each column as one line; stacked, an empty one."""
        if not self.side_by_side:
            return []
        used = sum(width(part.text) for part in left)
        fill = Styled(" " * (self.columns["a"] - used), "")
        bar = Styled(" | " if self.look.ascii else " │ ", "dim")
        return [*left, fill, bar, *right]

    def _column_heads(self) -> Iterator[Line]:
        heads = [
            wrap(self.pen.names(article), self.columns[article.side])
            for article in (self.view.a, self.view.b)
        ]
        yield from self._in_columns(*heads)
        rule, cross = ("-", "+") if self.look.ascii else ("─", "┼")
        sides = (rule * (self.columns["a"] + 1), rule * (self.columns["b"] + 1))
        yield [Styled(cross.join(sides), "dim")]

    def _sentence(self, sentence: SentenceView) -> list[Line]:
        """Return a sentence in lines, its sign and address before the first."""
        head = self.pen.gutter(sentence, self.address_columns)
        return [
            [*(head if number == 0 else [self._indent()]), *line]
            for number, line in enumerate(self._text(sentence))
        ]

    def _fused(self, a: SentenceView, b: SentenceView) -> Iterator[Line]:
        """Yield two sentences of the same words as one, with both addresses."""
        heads = [self.pen.gutter(s, self.address_columns) for s in (a, b)]
        # What points elsewhere is the same for both, or it would not be one pair.
        for head, line in zip_longest(heads, self._text(a), fillvalue=None):
            yield [*(head or [self._indent()]), *(line or [])]

    def _text(self, sentence: SentenceView) -> list[Line]:
        room = self.columns[sentence.side] - self._indent_columns
        text = [*self.pen.words(sentence), *self.pen.elsewhere(sentence)]
        return wrap(text, max(room, NARROWEST))

    @property
    def _indent_columns(self) -> int:
        return self.address_columns + GUTTER_COLUMNS

    def _indent(self) -> Styled:
        return Styled(" " * self._indent_columns, "")


def _same_words(group: Group) -> bool:
    """Tell whether a group is one sentence twice, linked to nothing else."""
    if len(group.a) != 1 or len(group.b) != 1:
        return False
    a, b = group.a[0], group.b[0]
    return (
        a.cls == b.cls == "identical"
        and len(a.partners) == len(b.partners) == 1
        and not a.conflicts
        and not b.conflicts
        and for_terminal(a.text) == for_terminal(b.text)
    )


def _end(shown: View, body: _Body, look: Look) -> Iterator[Line]:
    """Yield what was left out and how the account came about."""
    notes = list(shown.limits)
    if body.left_out:
        what = count(body.left_out, "sentence")
        notes.append(f"{what} of other classes left out, as asked.")
    columns = max(look.width, NARROWEST)
    for note in notes:
        text = [Styled("Note:" + GLUE, "bold"), Styled(for_terminal(note), "")]
        yield from wrap(text, columns)
    signature = for_terminal(shown.signature)
    yield from wrap([Styled(signature, "dim")], columns)
