"""Which facts of linked sentences answer the same question, and do they agree.

Two numbers are compared only if they count the same thing: the words around
them must meet, by stem or by meaning.  The same number about different things
and different numbers about different things stay silent; so does everything in
sentences that are not linked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import product

from srcdiff.align.matching import meets
from srcdiff.align.words import Vocabulary, weight
from srcdiff.errors import shown_name
from srcdiff.facts.number import Number, read_numbers
from srcdiff.model import Conflict, Document, LedgerEntry, Link, Passage, Verdict

SAME_THING = 0.45
"""How well the words around two numbers must meet, 0 to 1, for the numbers to
count the same thing.  On the gold pairs 23 conflicts are then reported, of which
22 are right; at 0.35 they are 27 and 24 (``benchmarks/sweep_numbers.py``)."""

_ONLY_ONES = 0.25
"""What it adds that neither sentence holds another number with that unit.  With
0.5 five false conflicts came up on the gold pairs."""

_EQUAL = 0.5
"""What it adds that two figures are equal: that alone is taken for the same
thing, unless another figure fits much better what either counts.  Set by hand."""

MOST_NUMBERS = 40
"""Numbers of a sentence beyond which it is a table in disguise: nothing says
which of its cells answers to which."""

_APPROXIMATE = 0.1
"""How far, as a share, "about 900" may lie from the exact figure.  Set by hand."""


def number_ledger(
    a: Document, b: Document, links: Sequence[Link], vocabulary: Vocabulary
) -> tuple[LedgerEntry, ...]:
    """Return the verdicts on the numbers of linked sentences.

    Each number is matched at most once, with the one that fits best what it is
    about; that it is equal counts for much of the fit.

    Args:
        a: One article.
        b: The other.
        links: Linked sentences.
        vocabulary: Words of both articles: how well two meet, what each weighs.
    """
    numbers_a = {i: _numbers(a, i) for i in sorted({link.a for link in links})}
    numbers_b = {j: _numbers(b, j) for j in sorted({link.b for link in links})}
    options: list[tuple[float, Number, Number]] = []
    for link in links:
        for x, y in product(numbers_a[link.a], numbers_b[link.b]):
            if (x.unit, x.by) != (y.unit, y.by):
                continue
            score = _same_thing(a, b, x, y, vocabulary)
            if x.unit and all(
                [n.unit for n in side].count(x.unit) == 1
                for side in (numbers_a[link.a], numbers_b[link.b])
            ):
                score += _ONLY_ONES
            equal = (x.low, x.high) == (y.low, y.high)
            if score >= SAME_THING or equal:
                options.append((score + _EQUAL * equal, x, y))
    options.sort(key=lambda option: (-option[0], option[1].span, option[2].span))
    taken: defaultdict[str, set[tuple[int, int]]] = defaultdict(set)
    entries = []
    for _, x, y in options:
        if x.span in taken["a"] or y.span in taken["b"]:
            continue
        taken["a"].add(x.span)
        taken["b"].add(y.span)
        verdict, why = compare_numbers(x, y)
        entries.append(LedgerEntry("number", verdict, x.fact(), y.fact(), why))
    for group in numbers_a.values():
        entries += [
            LedgerEntry("number", "only a", x.fact(), None, _NO_COUNTERPART)
            for x in group
            if x.span not in taken["a"]
        ]
    for group in numbers_b.values():
        entries += [
            LedgerEntry("number", "only b", None, y.fact(), _NO_COUNTERPART)
            for y in group
            if y.span not in taken["b"]
        ]
    return tuple(sorted(entries, key=_place))


def _numbers(doc: Document, sentence: int) -> tuple[Number, ...]:
    found = read_numbers(doc, sentence)
    return found if len(found) <= MOST_NUMBERS else ()


def crowded(doc: Document, links: Iterable[int]) -> tuple[str, ...]:
    """Return a sentence for each linked one whose numbers are too many to compare."""
    return tuple(
        f"{shown_name(doc.name)}, {doc.place_of(index)}: more than "
        f"{MOST_NUMBERS} numbers in one sentence; they are not compared."
        for index in sorted(set(links))
        if len(doc.tokens_of(index)) > MOST_NUMBERS
        and len(read_numbers(doc, index)) > MOST_NUMBERS
    )


_NO_COUNTERPART = "No number in the linked sentences counts the same thing."


def _place(entry: LedgerEntry) -> tuple[int, int, int]:
    """Sort by place in A; what only B states comes after, by place in B."""
    in_b = entry.b.span.start if entry.b else 0
    return (0, entry.a.span.start, in_b) if entry.a else (1, in_b, 0)


def _same_thing(
    a: Document, b: Document, x: Number, y: Number, vocabulary: Vocabulary
) -> float:
    """Return how surely two numbers count the same thing, 0…1.

    The words around either number look for a partner around the other; a word
    counts by its weight and by how near to the number it stands.
    """
    norms = [
        [doc.tokens[index].norm for index in number.about]
        for doc, number in ((a, x), (b, y))
    ]
    if not all(norms):
        return 0.0
    table = meets(vocabulary, *norms)
    best = (
        [max(row) for row in table],
        [max(column) for column in zip(*table, strict=True)],
    )
    share = []
    for words, found in zip(norms, best, strict=True):
        weights = [
            weight(vocabulary, word) / (1 + place) for place, word in enumerate(words)
        ]
        total = sum(weights) or 1.0
        share.append(sum(w * f for w, f in zip(weights, found, strict=True)) / total)
    return float(sum(share) / 2)


def compare_numbers(  # noqa: PLR0911 -- one return a verdict reads best
    x: Number, y: Number
) -> tuple[Verdict, str]:
    """Return whether two numbers for the same thing can both be right, and why.

    Both must have the same unit.  The verdict on (y, x) is the same.
    """
    both = f"{x.shown()} in A, {y.shown()} in B"
    bounds = {x.bound, y.bound}
    if (x.low, x.high) == (y.low, y.high):
        if len(bounds) == 1:
            return "agree", f"The same figure: {x.shown()}."
        return "compatible", f"The same figure, bounded differently: {both}."
    if bounds == {"least"}:
        return "conflict", f"Two different minimum figures: {both}."
    if bounds == {"most"}:
        return "conflict", f"Two different maximum figures: {both}."
    if bounds & {"least", "most"}:
        fits = all(_within(*pair) for pair in ((x, y), (y, x)))
        if fits:
            return "compatible", f"One figure fits the other's bound: {both}."
        return "conflict", f"One figure breaks the other's bound: {both}."
    if x.high >= y.low and y.high >= x.low:
        return "compatible", f"One figure lies in the other's range: {both}."
    if _rounded(x, y):
        return "compatible", f"One figure is the other, rounded: {both}."
    return "conflict", f"Two different figures: {both}."


def _within(bounded: Number, other: Number) -> bool:
    """Tell whether a number keeps to the bound of another, if that has one."""
    if bounded.bound == "least":
        return other.high >= bounded.low
    if bounded.bound == "most":
        return other.low <= bounded.high
    return True


def _rounded(x: Number, y: Number) -> bool:
    """Tell whether one number is the other with less precision."""
    larger = max(x.high, y.high)
    apart = max(x.low, y.low) - min(x.high, y.high)
    if {x.bound, y.bound} & {"about", "nearly"}:
        return apart <= _APPROXIMATE * larger
    coarse = max(x.step, y.step)
    return coarse > min(x.step, y.step) and apart * 2 <= coarse <= larger / 10


def conflicts(entries: Sequence[LedgerEntry]) -> tuple[Conflict, ...]:
    """Return the conflicts among the verdicts of a ledger, in the same order."""
    return tuple(
        Conflict(
            entry.kind,
            Passage(entry.a.sentence, entry.a.span),
            Passage(entry.b.sentence, entry.b.span),
            entry.why,
        )
        for entry in entries
        if entry.verdict == "conflict" and entry.a and entry.b
    )
