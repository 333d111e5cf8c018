"""The ledger of facts that have a value: numbers, dates, names, places.

Each value of a linked sentence is matched at most once, with the value of the other
article that most surely answers the same question (``question.py``).  Values that
agree find each other first; what then differs is reported only where the question is
surely the same.  The same figure about different things, and different figures about
different things, stay silent; so does everything in sentences that are not linked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, NamedTuple, Protocol, TypeAlias

from srcdiff.errors import shown_name
from srcdiff.facts.linked import Linked, LinkedPair
from srcdiff.facts.names.cast import Cast
from srcdiff.facts.question import SAME, Correspondence, Question, Stated, question
from srcdiff.model import ConflictKind, Document, Fact, LedgerEntry, Span, Verdict

MOST_VALUES = 40
"""Values of one kind in a sentence beyond which it is a table in disguise: nothing
says which of its cells answers to which."""


class Value(Stated, Protocol):
    """A fact with a value."""

    def fact(self) -> Fact:
        """Return it as the ledger shows it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What there is to know of a kind of fact; *Any* is its type of value."""

    label: str
    """What the model of questions calls it."""
    name: ConflictKind
    read: Callable[[Document, int, Cast], tuple[Any, ...]]
    """Values of a sentence, in text order, given the names of its article."""
    comparable: Callable[[Any, Any], bool]
    """Whether two values can answer the same question at all."""
    compare: Callable[[Any, Any], tuple[Verdict, str]]
    """Verdict and reason, given that they do."""
    apart: Callable[[Any, Any], float]
    """How far apart two values are, 0…1: 17 and 20 are rather a mistake than other
    things than 17 and 9,000."""
    differing: Callable[[Any, Any], tuple[Span, Span]]
    """The words that show how two values differ."""
    missing: str
    """Why a value without counterpart has none."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two values of linked sentences that may answer the same question."""

    pair: LinkedPair
    x: Any
    y: Any
    verdict: Verdict
    why: str
    features: tuple[float, ...]


_BySentence: TypeAlias = dict[int, tuple[Any, ...]]


def value_ledger(
    linked: Linked, kind: Kind, between: Mapping[tuple[int, int], Correspondence]
) -> tuple[LedgerEntry, ...]:
    """Return the verdicts on the values of one kind in linked sentences.

    Values that agree come to one entry; so does each value without counterpart.

    Args:
        linked: The articles.
        kind: The kind of the values.
        between: What ``question.correspondences`` says of the linked sentences.
    """
    values = values_of(linked, kind)
    model = question()
    options = [
        (_surely(c, model.chance(kind.label, c.features), model), c)
        for c in candidates(linked, kind, values, between)
    ]
    options.sort(key=lambda option: (-option[0], option[1].x.span, option[1].y.span))
    taken: tuple[set[Span], set[Span]] = (set(), set())
    entries = []
    for surely, c in options:
        if surely <= 0 or c.x.span in taken[0] or c.y.span in taken[1]:
            continue
        taken[0].add(c.x.span)
        taken[1].add(c.y.span)
        entries.append(_entry(kind, c))
    left = [
        [v.fact() for group in side.values() for v in group if v.span not in used]
        for side, used in zip(values, taken, strict=True)
    ]
    entries += [
        LedgerEntry(kind.name, "only a", x, None, kind.missing) for x in left[0]
    ]
    entries += [
        LedgerEntry(kind.name, "only b", None, y, kind.missing) for y in left[1]
    ]
    return tuple(entries)


def _entry(kind: Kind, c: Candidate) -> LedgerEntry:
    x, y = c.x.fact(), c.y.fact()
    if c.verdict == "conflict":
        here, there = kind.differing(c.x, c.y)
        x, y = replace(x, span=here), replace(y, span=there)
    return LedgerEntry(kind.name, c.verdict, x, y, c.why)


def whole(x: Value, y: Value) -> tuple[Span, Span]:
    """Return the words of two values that differ as a whole."""
    return x.span, y.span


def no_distance(_x: Value, _y: Value) -> float:
    """Return how far apart values are that are not counted."""
    return 0.0


class _Matches(NamedTuple):
    """The values of two linked sentences that may be partners."""

    pair: LinkedPair
    same: bool
    """The sentences are identical, and so are the two values of each match."""
    found: list[tuple[Value, Value]]
    verdicts: list[tuple[Verdict, str]]


def _matches(
    pair: LinkedPair, kind: Kind, values: tuple[_BySentence, _BySentence]
) -> _Matches:
    here, there = values[0].get(pair.a, ()), values[1].get(pair.b, ())
    same = pair.identical and len(here) == len(there)
    if same:
        found = list(zip(here, there, strict=True))
    else:
        found = [(x, y) for x, y in product(here, there) if kind.comparable(x, y)]
    verdicts = [kind.compare(x, y) for x, y in found]
    if same:
        verdicts = [("agree", why) for _, why in verdicts]
    return _Matches(pair, same, found, verdicts)


_Settled: TypeAlias = tuple[set[Span], set[Span]]


def _settled(options: Iterable[_Matches]) -> _Settled:
    """Return the values of either article that agree with one of a linked sentence."""
    settled: _Settled = (set(), set())
    for matches in options:
        for (x, y), (verdict, _) in zip(matches.found, matches.verdicts, strict=True):
            if verdict == "agree":
                settled[0].add(x.span)
                settled[1].add(y.span)
    return settled


def _alone(matches: Sequence[tuple[Value, Value]], settled: _Settled) -> list[float]:
    """Return how many values of each match have no rival: 0, ½ or 1.

    Rivals that agree with another value do not count.

    Args:
        matches: Pairs of values.
        settled: Values of either article that agree with another.
    """
    rivals: defaultdict[int, set[int]] = defaultdict(set)
    for x, y in matches:
        if y.span not in settled[1]:
            rivals[id(x)].add(id(y))
        if x.span not in settled[0]:
            rivals[id(y)].add(id(x))
    return [
        ((rivals[id(x)] <= {id(y)}) + (rivals[id(y)] <= {id(x)})) / 2
        for x, y in matches
    ]


def _surely(candidate: Candidate, chance: float, model: Question) -> float:
    """Return how two values rank among all that could be partners; 0 for not at all.

    Two equal values are taken for answers to one question, whatever they are about.
    """
    if candidate.verdict == "agree":
        return chance + model.agree
    return chance if chance >= model.conflict else 0.0


def values_of(linked: Linked, kind: Kind) -> tuple[_BySentence, _BySentence]:
    """Return for either article, sentence → values, of all linked sentences."""
    a, b = linked.known
    return (
        _values(linked.a, kind, a.cast, (pair.a for pair in linked.pairs)),
        _values(linked.b, kind, b.cast, (pair.b for pair in linked.pairs)),
    )


def _values(
    doc: Document, kind: Kind, cast: Cast, sentences: Iterable[int]
) -> _BySentence:
    found = {index: kind.read(doc, index, cast) for index in sorted(set(sentences))}
    return {
        index: values
        for index, values in found.items()
        if values and len(values) <= MOST_VALUES
    }


def crowded(linked: Linked, kinds: Iterable[Kind]) -> tuple[str, ...]:
    """Return a sentence for each linked one whose values are too many to compare."""
    out = []
    for side, doc in enumerate((linked.a, linked.b)):
        for index in sorted({(pair.a, pair.b)[side] for pair in linked.pairs}):
            if len(doc.tokens_of(index)) <= MOST_VALUES:
                continue
            for kind in kinds:
                if len(kind.read(doc, index, linked.known[side].cast)) > MOST_VALUES:
                    place = f"{shown_name(doc.name)}, {doc.place_of(index)}"
                    out.append(
                        f"{place}: more than {MOST_VALUES} {kind.label}s in one "
                        "sentence; they are not compared."
                    )
    return tuple(out)


def candidates(
    linked: Linked,
    kind: Kind,
    values: tuple[_BySentence, _BySentence],
    between: Mapping[tuple[int, int], Correspondence],
) -> Iterator[Candidate]:
    """Yield all pairs of comparable values of linked sentences.

    Args:
        linked: The articles.
        kind: The kind of the values.
        values: For either article, sentence → values.
        between: What ``question.correspondences`` says of the linked sentences.
    """
    shown = {
        id(v): v.fact().value
        for side in values
        for group in side.values()
        for v in group
    }
    stated = [
        {shown[id(v)] for group in side.values() for v in group} for side in values
    ]
    options = [_matches(pair, kind, values) for pair in linked.pairs]
    settled = _settled(options)
    for pair, same, matches, verdicts in options:
        if same:
            for (x, y), (verdict, why) in zip(matches, verdicts, strict=True):
                yield Candidate(pair, x, y, verdict, why, SAME)
            continue
        alone = _alone(matches, settled)
        for (x, y), (verdict, why), rare in zip(matches, verdicts, alone, strict=True):
            elsewhere = (shown[id(x)] in stated[1]) + (shown[id(y)] in stated[0])
            features = (
                *between[pair.a, pair.b].features(x, y),
                rare,
                elsewhere / 2,
                kind.apart(x, y),
            )
            yield Candidate(pair, x, y, verdict, why, features)
