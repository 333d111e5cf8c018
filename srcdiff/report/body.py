"""The sentences of both articles in the terminal report.

Side by side where there is room, else each sentence above its counterpart::

    ∩! a9  At least [!1: 17] people died.
    ∩! b7  [!1: Three dozen] people died.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from srcdiff.model import Side
from srcdiff.report.fold import Fold, fold
from srcdiff.report.look import Look
from srcdiff.report.overview import NARROWEST
from srcdiff.report.pen import Pen
from srcdiff.report.signs import count
from srcdiff.report.view import Group, SentenceView, View
from srcdiff.report.visible import for_terminal
from srcdiff.report.wrap import Line, Styled, width, wrap

GUTTER_COLUMNS: int = 5
"""Columns before a sentence besides its address: sign, conflict mark, blanks."""


class Body:
    """The sentences that a look asks for."""

    def __init__(self, shown: View, look: Look, pen: Pen) -> None:
        self.view = shown
        self.look = look
        self.pen = pen
        self.left_out = 0
        """Sentences that ``show`` kept back; known once the lines are made."""
        every = (s for group in shown.groups for s in (*group.a, *group.b))
        self.address_columns = max((len(s.address) for s in every), default=2)
        self.side_by_side = look.side_by_side() and look.only is None
        self.columns: dict[Side, int] = {"a": look.width, "b": look.width}
        if self.side_by_side:
            left = (look.width - 3) // 2
            self.columns = {"a": left, "b": look.width - 3 - left}

    def lines(self) -> Iterator[Line]:
        """Yield the sentences in lines, an empty one after each paragraph."""
        if self.look.only:
            yield from self._of_one_side(self.look.only)
            return
        if self.side_by_side:
            yield from self._column_heads()
        before: Group | Fold | None = None
        for item in fold(self._asked_for(), self._context()):
            if before and self._apart(before, item):
                yield self._beside([], [])
            yield from self._item(item)
            before = item
        if before:
            yield []

    def _asked_for(self) -> list[Group]:
        classes = self.look.classes
        if not classes:
            return list(self.view.groups)
        asked = [group for group in self.view.groups if group.names & classes]
        every = sum(len(group.a) + len(group.b) for group in self.view.groups)
        self.left_out = every - sum(len(group.a) + len(group.b) for group in asked)
        return asked

    def _context(self) -> int | None:
        """Return how much to keep around what differs: all, where classes are named."""
        return None if self.look.classes else self.look.context

    def _of_one_side(self, side: Side) -> Iterator[Line]:
        """Yield what one article alone says, in its own order."""
        every = (s for g in self.view.groups for s in (g.a if side == "a" else g.b))
        in_order = sorted(every, key=lambda sentence: sentence.index)
        alone = [s for s in in_order if s.cls == f"only-{side}" or s.has_own_words]
        self.left_out = len(in_order) - len(alone)
        for sentence in alone:
            yield from self._sentence(sentence)
        if alone:
            yield []

    def _apart(self, before: Group | Fold, item: Group | Fold) -> bool:
        """Tell whether an empty line before an item helps the eye."""
        if isinstance(before, Fold) or isinstance(item, Fold):
            return True
        if self.side_by_side:
            return item.apart
        return item.apart or bool((before.a and before.b) or (item.a and item.b))

    def _item(self, item: Group | Fold) -> Iterator[Line]:
        if isinstance(item, Fold):
            yield from self._folded(item)
            return
        left = [line for s in item.a for line in self._sentence(s)]
        right = [line for s in item.b for line in self._sentence(s)]
        if self.side_by_side:
            yield from self._in_columns(left, right)
        elif item.same and for_terminal(item.a[0].text) == for_terminal(item.b[0].text):
            yield from self._fused(item.a[0], item.b[0])
        else:
            yield from (*left, *right)

    def _folded(self, folded: Fold) -> Iterator[Line]:
        """Yield the line that stands for a stretch of sameness."""
        sign = self.pen.signs["identical"] * 3
        what = count(len(folded.groups), "identical sentence")
        (a1, a2), (b1, b2) = folded.a, folded.b
        dash = "-" if self.look.ascii else "–"
        text = [
            Styled(f"{sign} {what}, ", "dim"),
            Styled(f"{a1}{dash}{a2}", "a"),
            Styled(" ", ""),
            Styled(f"{b1}{dash}{b2}", "b"),
            Styled(" (--full shows them)", "dim"),
        ]
        yield from wrap(text, max(self.look.width, NARROWEST))

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
        bar = " |" if self.look.ascii else " │"
        gap = " " if right else ""
        return [*left, fill, Styled(bar + gap, "dim"), *right]

    def _column_heads(self) -> Iterator[Line]:
        heads = [
            wrap(self.pen.names(article), self.columns[article.side])
            for article in (self.view.a, self.view.b)
        ]
        yield from self._in_columns(*heads)
        rule, cross = ("-", "+") if self.look.ascii else ("─", "┼")
        sides = (rule * (self.columns["a"] + 1), rule * (self.columns["b"] + 1))
        yield [Styled(cross.join(sides), "dim")]

    def _sentence(
        self, sentence: SentenceView, behind: Sequence[Styled] = ()
    ) -> list[Line]:
        """Return a sentence in lines, its sign and address before the first."""
        head = self.pen.gutter(sentence, self.address_columns)
        return [
            [*(head if number == 0 else [self._indent()]), *line]
            for number, line in enumerate(self._text(sentence, behind))
        ]

    def _fused(self, a: SentenceView, b: SentenceView) -> Iterator[Line]:
        """Yield two sentences of the same words as one, B's address behind them."""
        twin = [Styled(" ", ""), self.pen.twin(b)]
        # What points elsewhere is the same for both, or it would not be one pair.
        yield from self._sentence(a, twin)

    def _text(self, sentence: SentenceView, behind: Sequence[Styled]) -> list[Line]:
        room = self.columns[sentence.side] - self._indent_columns
        words = self.pen.words(sentence)
        text = [*words, *behind, *self.pen.elsewhere(sentence)]
        return wrap(text, max(room, NARROWEST))

    @property
    def _indent_columns(self) -> int:
        return self.address_columns + GUTTER_COLUMNS

    def _indent(self) -> Styled:
        return Styled(" " * self._indent_columns, "")
