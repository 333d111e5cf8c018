"""Set two sequences side by side: A in its order, B beside what it matches.

Two articles that tell the same story in another order have no common order to
print.  Following every link would be no help either: in independent reports the
links soon join everything to everything.  So each item of B goes *home*, to the
item of A it matches best, and nothing is shown twice::

    A   B   links            rows
    0   0   0-1, 1-0, 1-2    0 | 1
    1   1                    1 | 0 2
        2

An item of A to which nothing comes home joins its neighbour if its own best match
lives there (two paragraphs of A told as one by B).  Items of B without any match
stay where B has them: behind the item before them.  Where nothing matches at all, A
is read first, then B.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Items: TypeAlias = tuple[int, ...]

DECIMALS: int = 4
"""Similarities are compared as the JSON report writes them, so that a comparison
read back from there is arranged in the same way."""


@dataclass(slots=True)
class _Row:
    a: Items
    b: list[int] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)


def arrange(
    a: Sequence[int],
    b: Sequence[int],
    links: Iterable[tuple[int, int, float]],
    heads: Collection[int] = (),
) -> list[tuple[Items, Items]]:
    """Return the rows in which to read *a* and *b*.

    Every item stands in exactly one row.  Those of *a* come in their order; the
    items of a row come in the order of their side.

    Args:
        a: Indexes of the first side, ascending.
        b: Indexes of the second side, ascending.
        links: Pairs that match, with their similarity.
        heads: Items of *b* that introduce the item after them: headings.

    Example:
        >>> arrange([0, 1], [0, 1, 2], [(0, 1, .9), (1, 0, .8), (1, 2, .7)])
        [((0,), (1,)), ((1,), (0, 2))]
    """
    home, best = _strongest(links)
    rows = [_Row(items) for items in _runs(a, set(home.values()), home, best)]
    row_of = {item: row for row in rows for item in row.a}
    placed = {item: row_of[home[item]] for item in b if item in home}
    for item, row in placed.items():
        row.b.append(item)
    top = _place_left_overs(b, placed, heads)
    arranged: list[tuple[Items, Items]] = [((), (item,)) for item in top]
    if not placed:  # nothing meets: one article, then the other
        return [*((row.a, ()) for row in rows), *arranged]
    for row in rows:
        arranged += [((), (item,)) for item in row.before]
        arranged.append((row.a, tuple(sorted(row.b))))
        arranged += [((), (item,)) for item in row.after]
    return arranged


def _strongest(
    links: Iterable[tuple[int, int, float]],
) -> tuple[dict[int, int], dict[int, int]]:
    """Return the best match of each item: B's in A, then A's in B."""
    home: dict[int, int] = {}
    best: dict[int, int] = {}
    # Of equals the first wins: sorting is stable and by strength alone.
    for i, j, _ in sorted(links, key=lambda link: -round(link[2], DECIMALS)):
        home.setdefault(j, i)
        best.setdefault(i, j)
    return home, best


def _runs(
    a: Sequence[int], owners: set[int], home: dict[int, int], best: dict[int, int]
) -> list[Items]:
    """Group neighbours of A whose match lives in the same place."""
    runs: list[list[int]] = []
    last = None
    for item in a:
        target = item
        if item not in owners and item in best:
            target = home[best[item]]
        if runs and target == last:
            runs[-1].append(item)
        else:
            runs.append([item])
        last = target
    grouped: list[Items] = []
    for run in runs:
        if len(run) == 1 or any(item in owners for item in run):
            grouped.append(tuple(run))
        else:  # their match lives further away: nothing holds them together
            grouped += [(item,) for item in run]
    return grouped


def _place_left_overs(
    b: Sequence[int], placed: dict[int, _Row], heads: Collection[int]
) -> list[int]:
    """Put the items of B without a match where B has them; return those on top."""
    top: list[int] = []
    waiting: list[int] = []
    previous: _Row | None = None
    for item in b:
        row = placed.get(item)
        if row is None:
            waiting.append(item)
            continue
        if row is previous:
            row.b += waiting
        elif previous is None:
            top += waiting
        else:
            while waiting and waiting[-1] in heads:
                row.before.insert(0, waiting.pop())
            previous.after += waiting
        waiting = []
        previous = row
    if previous is None:
        return waiting
    previous.after += waiting
    return top
