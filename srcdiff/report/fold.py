"""Fold long stretches that are the same in both articles.

A reader who compares wants what differs, with enough around it to know where it
stands; the rest of a revision is one line that says how much was left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from srcdiff.report.view import Group

LEAST: int = 3
"""Groups that folding must save: a line that stands for two says less than they do."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Neighbouring groups of the same words, not shown at once."""

    groups: tuple[Group, ...]

    @property
    def a(self) -> tuple[str, str]:
        """Addresses of A's first and last sentence."""
        return self.groups[0].a[0].address, self.groups[-1].a[0].address

    @property
    def b(self) -> tuple[str, str]:
        """Addresses of B's first and last sentence."""
        return self.groups[0].b[0].address, self.groups[-1].b[0].address


def fold(groups: Sequence[Group], context: int | None) -> Iterator[Group | Fold]:
    """Yield *groups* in order, the middle of each long stretch of sameness folded.

    Args:
        groups: The sentences of both articles.
        context: Groups kept on either side of what differs; None folds nothing.
    """
    if context is None:
        yield from groups
        return
    end = len(groups)
    for same, numbered in groupby(enumerate(groups), lambda item: _foldable(item[1])):
        items = list(numbered)
        # At either end of the articles there is nothing that needs surroundings.
        first = items[0][0] and context
        last = context if items[-1][0] + 1 < end else 0
        middle = items[first : len(items) - last]
        if not same or len(middle) < LEAST:
            yield from (group for _, group in items)
            continue
        yield from (group for _, group in items[:first])
        yield Fold(tuple(group for _, group in middle))
        yield from (group for _, group in items[len(items) - last :])


def _foldable(group: Group) -> bool:
    return group.same and not group.a[0].moved
