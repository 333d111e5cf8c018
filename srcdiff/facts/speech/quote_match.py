"""Which quotations of two articles are the same, and which of their words differ.

The words of both are laid side by side as by difflib, and what that leaves on both
sides once more, until nothing meets: "the only reason is X" meets "X is the only
reason".  What still has no partner are *runs*: words that one side has instead of, or
besides, those of the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from srcdiff.facts.speech.quote import Quote
from srcdiff.model import Document, Span
from srcdiff.text.languages import language

GRAM = 3
"""Words in a row that quotations must share to be looked at."""
MOST_ALIKE = 8
"""Quotations of one article with the same GRAM words, or in one sentence, beyond which
that says nothing."""
MOST_WORDS = 100
"""Words of a quoted sentence beyond which it is not compared: it is not one."""

SHARE = 0.6
"""Share of the words of both that must be the same for two quotations to be one,
wherever they stand…"""
LINKED_SHARE = 0.35
"""…and where their sentences are linked.  At 0.45 one altered quotation of the 24 in
the gold pairs is missed, at 0.55 two…"""
OTHER_MOUTH_SHARE = 0.8
"""…and where they have different speakers.  At 0.7 one alarm of 25 is false, at 0.5
four of 28 (``benchmarks/sweep_speech.py``)."""
_TELLING = 2
"""Words with content that quotations of two persons must share to be one."""


class Run(NamedTuple):
    """Words that differ: positions among the forms of either quotation."""

    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class QuotePair:
    """Two quotations of the same words, or nearly the same."""

    a: Quote
    b: Quote
    same: tuple[tuple[int, int], ...]
    """Positions of the forms that correspond, sorted."""
    runs: tuple[Run, ...]
    """What is left over; either span may be empty, and then shows where."""

    telling: int
    """How many of the corresponding words have content or stand beside another."""

    @property
    def share(self) -> float:
        """Return how much of what both quote is the same, 0…1.

        What one of them leaves out at an end is not counted.
        """
        inner = (
            max(run.a.end - run.a.start, run.b.end - run.b.start)
            for run in self.runs
            if not self.at_end(run)
        )
        return self.telling / ((self.telling + sum(inner)) or 1)

    def at_end(self, run: Run) -> bool:
        """Tell whether a run is what one side leaves out at the start or the end."""
        return (run.a.start == run.a.end and run.a.start in (0, len(self.a.forms))) or (
            run.b.start == run.b.end and run.b.start in (0, len(self.b.forms))
        )


def lay(a: Quote, b: Quote, function: frozenset[str]) -> QuotePair:
    """Return two quotations with their words side by side, the same from either side.

    Args:
        a: One of at most MOST_WORDS words.
        b: Another.
        function: Words without content.
    """
    if b.forms < a.forms:  # difflib's choice among equals depends on the order
        same = tuple(sorted((i, j) for j, i in _same(b.forms, a.forms)))
    else:
        same = tuple(sorted(_same(a.forms, b.forms)))
    near = {(i + step, j + step) for i, j in same for step in (-1, 1)}
    telling = sum(a.forms[i] not in function or (i, j) in near for i, j in same)
    return QuotePair(a, b, same, tuple(_runs(a, b, same)), telling)


def _verbatim(a: Quote, b: Quote) -> QuotePair:
    same = tuple((k, k) for k in range(len(a.forms)))
    return QuotePair(a, b, same, (), len(same))


def _same(x: Sequence[str], y: Sequence[str]) -> Iterator[tuple[int, int]]:
    left_x, left_y = list(range(len(x))), list(range(len(y)))
    while True:
        blocks = _blocks([x[i] for i in left_x], [y[j] for j in left_y])
        if not blocks:
            return
        found = [(left_x[i], left_y[j]) for i, j in blocks]
        yield from found
        left_x = sorted(set(left_x) - {i for i, _ in found})
        left_y = sorted(set(left_y) - {j for _, j in found})


def _blocks(x: Sequence[str], y: Sequence[str]) -> list[tuple[int, int]]:
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, x, y, autojunk=False)
    return [
        (block.a + k, block.b + k)
        for block in matcher.get_matching_blocks()
        for k in range(block.size)
    ]


def _runs(a: Quote, b: Quote, same: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """Yield the words without partner, those in the same place together.

    Two runs are in the same place if the words before them correspond, or the words
    after them.
    """
    to_b = dict([(-1, -1), *same, (len(a.forms), len(b.forms))])
    to_a = {j: i for i, j in to_b.items()}
    runs_a, runs_b = _gaps(to_b), _gaps(to_a)
    starts = {run.start: run for run in runs_b}
    ends = {run.end: run for run in runs_b}
    taken: set[Span] = set()
    pairs: dict[Span, Span] = {}
    for before in (True, False):
        for run in runs_a:
            near = (
                starts.get(to_b[run.start - 1] + 1)
                if before
                else ends.get(to_b[run.end])
            )
            if near and run not in pairs and near not in taken:
                pairs[run] = near
                taken.add(near)
    for run in runs_a:
        at = to_b[run.start - 1] + 1
        yield Run(run, pairs.get(run, Span(at, at)))
    for run in runs_b:
        if run not in taken:
            at = to_a[run.start - 1] + 1
            yield Run(Span(at, at), run)


def _gaps(partner: Mapping[int, int]) -> list[Span]:
    """Return the ranges between positions that have a partner."""
    return [
        Span(one + 1, two) for one, two in pairwise(sorted(partner)) if two > one + 1
    ]


# -- which are the same -------------------------------------------------------


def quote_pairs(
    docs: tuple[Document, Document],
    quotes: tuple[Sequence[Quote], Sequence[Quote]],
    links: frozenset[tuple[int, int]],
    other_mouth: Callable[[Quote, Quote], bool],
) -> tuple[QuotePair, ...]:
    """Return the quotations that two articles share, in A's order.

    A quotation may stand in several pairs, where the other article divides it.

    Args:
        docs: The articles.
        quotes: The quotations of either.
        links: Linked sentences.
        other_mouth: Tells whether two quotations are known to have different speakers.
    """
    function = language(docs[0].language).function
    found = []
    for x, y in _candidates(quotes, links):
        linked = (x.sentence, y.sentence) in links
        if x.forms == y.forms and linked:
            found.append(_verbatim(x, y))
            continue
        if max(len(x.forms), len(y.forms)) > MOST_WORDS:
            continue
        pair = lay(x, y, function)
        content = _content(pair, function)
        other = other_mouth(x, y)
        if other and commonplace(pair, function):
            continue
        needed = OTHER_MOUTH_SHARE if other else LINKED_SHARE if linked else SHARE
        slot = linked and not other and _same_slot(*docs, pair)
        if content and (slot or _enough(pair, needed)):
            found.append(pair)
    return _best(found)


def _candidates(
    quotes: tuple[Sequence[Quote], Sequence[Quote]], links: frozenset[tuple[int, int]]
) -> list[tuple[Quote, Quote]]:
    """Return the pairs that stand in linked sentences or share some words in a row."""
    by_sentence: list[defaultdict[int, list[int]]] = []
    by_gram: list[defaultdict[tuple[str, ...], list[int]]] = []
    for side in quotes:
        sentences, grams = defaultdict[int, list[int]](list), defaultdict(list)
        for number, quote in enumerate(side):
            sentences[quote.sentence].append(number)
            for gram in set(zip(*(quote.forms[k:] for k in range(GRAM)), strict=False)):
                grams[gram].append(number)
        by_sentence.append(sentences)
        by_gram.append(grams)
    pairs = {
        (x, y)
        for i, j in links
        if max(len(by_sentence[0].get(i, ())), len(by_sentence[1].get(j, ())))
        <= MOST_ALIKE
        for x in by_sentence[0].get(i, ())
        for y in by_sentence[1].get(j, ())
    }
    for gram, left in by_gram[0].items():
        right = by_gram[1].get(gram, ())
        if max(len(left), len(right)) <= MOST_ALIKE:
            pairs |= {(x, y) for x in left for y in right}
    return [(quotes[0][x], quotes[1][y]) for x, y in sorted(pairs)]


def commonplace(pair: QuotePair, function: frozenset[str]) -> bool:
    """Tell whether two persons may well say the same: "We are very sorry"."""
    return len(pair.same) < _TELLING + GRAM or _content(pair, function) < _TELLING


def _content(pair: QuotePair, function: frozenset[str]) -> int:
    return sum(pair.a.forms[i] not in function for i, _ in pair.same)


def _enough(pair: QuotePair, share: float) -> bool:
    """Tell whether two quotations share enough words to be the same."""
    if pair.a.apart or pair.b.apart:
        return not any(not pair.at_end(run) for run in pair.runs) and len(pair.same) > 1
    return pair.telling >= GRAM and pair.share >= share


def _same_slot(a: Document, b: Document, pair: QuotePair) -> bool:
    """Tell whether the two words before either quotation are the same."""
    words = []
    for doc, quote in ((a, pair.a), (b, pair.b)):
        at = quote.inside[0].start - 1
        before = [
            t.norm for t in doc.tokens[max(0, at - 2) : at] if t.norm[0].isalnum()
        ]
        words.append(before)
    return len(words[0]) == 2 and words[0] == words[1]


def _best(
    found: Sequence[QuotePair],
) -> tuple[QuotePair, ...]:
    """Return the best pairs, each word in one of them at most.

    A pair of which both quotations have found better ones for half their words is
    left out.
    """
    order = sorted(
        found,
        key=lambda pair: (
            -pair.share,
            -len(pair.same),
            sorted((pair.a.span, pair.b.span)),
        ),
    )
    used: defaultdict[tuple[int, Span], set[int]] = defaultdict(set)
    kept = []
    for pair in order:
        sides = [
            (used[side, quote.span], {match[side] for match in pair.same})
            for side, quote in enumerate((pair.a, pair.b))
        ]
        if all(2 * len(mine & before) < len(mine) for before, mine in sides):
            kept.append(pair)
            for before, mine in sides:
                before.update(mine)
    return tuple(sorted(kept, key=lambda pair: (pair.a.span, pair.b.span)))
