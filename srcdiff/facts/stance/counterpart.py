"""What stands in one sentence for the words that a cue covers in the other.

    A: The contract is thought to contain such a clause.
    B: The contract contains such a clause.

The cue "is thought" covers contain, clause, contract: B has all of them, in one clause
and without a cue.  How well they correspond, and a few things more, are weighed by a
small trained model: see ``stance_model.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from srcdiff.align.matching import meets
from srcdiff.align.words import Vocabulary, weight
from srcdiff.facts.linked import Linked, LinkedPair
from srcdiff.facts.stance.clauses import (
    OPENERS,
    clause_of,
    clauses,
    verb_of,
    with_auxiliaries,
)
from srcdiff.facts.stance.cues import Cue, content
from srcdiff.model import Document, Side, Span

_BY_MEANING = 0.7
"""What a match of two words counts that are near in meaning but not the same."""

_DECAY = 4.0
"""Words of a scope after which a word counts half."""

FOUND = 0.3
"""How well two words must correspond for one to stand for the other, 0…1."""


@dataclass(frozen=True, slots=True)
class View:
    """A linked pair as seen from one of its sentences, *x*."""

    side: Side
    """Whose sentence *x* is."""
    x: Document
    y: Document
    i: int
    j: int
    """Indexes of the sentences of *x* and *y*."""
    similarity: float
    match: Mapping[int, Mapping[int, float]]
    """Token of *x* → token of *y* → how surely they correspond, 0…1."""
    vocabulary: Vocabulary

    def mirrored(self) -> View:
        """Return the pair as seen from the other sentence."""
        match: dict[int, dict[int, float]] = {}
        for s, row in self.match.items():
            for t, value in row.items():
                match.setdefault(t, {})[s] = value
        side: Side = "b" if self.side == "a" else "a"
        return View(
            *(side, self.y, self.x, self.j, self.i, self.similarity, match),
            self.vocabulary,
        )

    def best(self, token: int, others: Iterable[int]) -> float:
        """Return how well the best of some tokens of *y* corresponds to one of *x*."""
        row = self.match.get(token, {})
        return max((row.get(t, 0.0) for t in others), default=0.0) if row else 0.0

    def covered(self, words: Sequence[int], others: Iterable[int]) -> float:
        """Return the share of some words of *x* that some of *y* have, 0…1.

        A word counts by its weight, and the less the later it comes in *words*.
        """
        among = frozenset(others)
        total = found = 0.0
        for place, s in enumerate(words):
            own = self._weight(s) / (1 + place / _DECAY)
            total += own
            found += own * self.best(s, among & self.match.get(s, {}).keys())
        return found / total if total else 0.0

    def _weight(self, token: int) -> float:
        # Half a rare word's weight more, so that words outside the vocabulary count.
        return weight(self.vocabulary, self.x.tokens[token].norm) + 0.5


def view(linked: Linked, pair: LinkedPair) -> View:
    """Return a linked pair as seen from A."""
    a, b = linked.a, linked.b
    words_a = content(a, range(*a.sentences[pair.a].tokens))
    words_b = content(b, range(*b.sentences[pair.b].tokens))
    table = meets(
        linked.vocabulary,
        [a.tokens[s].norm for s in words_a],
        [b.tokens[t].norm for t in words_b],
    )
    match: dict[int, dict[int, float]] = {}
    for s, row in zip(words_a, table, strict=True):
        near = {
            t: value if value >= 1 else value * _BY_MEANING
            for t, value in zip(words_b, row, strict=True)
            if value
        }
        if near:
            match[s] = near
    for link in pair.words:
        known = match.setdefault(link.a, {})
        known[link.b] = max(link.chance, known.get(link.b, 0.0))
    return View(*("a", a, b, pair.a, pair.b, pair.similarity, match), linked.vocabulary)


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The clause of *y* that says what a cue of *x* covers."""

    clause: Span
    """Range of tokens."""
    head: int | None
    """Token that corresponds to the head of the cue's scope, if one does."""
    covered: float
    """Share of the scope's weight that the clause has, 0…1."""
    met: float
    """How well the head corresponds, 0…1."""
    back: float
    """Share of the clause's weight that the cue's sentence has."""


def counterpart(seen: View, turned: View, cue: Cue) -> Counterpart | None:
    """Return the clause of *y* that corresponds best to what a cue covers.

    Args:
        seen: The pair as seen from the cue's sentence.
        turned: The same as seen from the other.
        cue: What is looked up.
    """
    if not cue.scope:
        return None
    shares = [
        (seen.covered(cue.scope, range(*part)), part)
        for part in clauses(seen.y, seen.j)
    ]
    share, clause = max(shares, key=lambda one: (one[0], -one[1].start))
    if share <= 0:
        return None
    row = seen.match.get(cue.scope[0], {})
    inside = range(*clause)
    head = max(inside, key=lambda t: (row.get(t, 0.0), -t))
    met = row.get(head, 0.0)
    whole = range(*seen.x.sentences[seen.i].tokens)
    back = turned.covered(content(seen.y, inside), whole)
    return Counterpart(clause, head if met >= FOUND else None, share, met, back)


def said(doc: Document, sentence: int, found: Counterpart) -> Span:
    """Return the words, in code points, by which a counterpart affirms something.

    They are the verb that corresponds to the head of the cue, with its auxiliaries;
    else the verb of the clause, or of the clause that this one is part of; and if no
    verb is known, the whole clause.
    """
    clause = found.clause
    verb = verb_of(doc, clause)
    if found.head is not None:
        shown = Span(with_auxiliaries(doc, found.head, clause.start), found.head + 1)
        if len(range(*shown)) > 1 or verb == shown:
            return _text(doc, shown)
        if verb is not None and verb.start - _SHOWN <= found.head < verb.end + _SHOWN:
            # "there was a fire": the noun alone does not show that there was.
            return _text(
                doc, Span(min(shown.start, verb.start), max(shown.end, verb.end))
            )
    return _text(doc, verb or _verb_beside(doc, sentence, clause) or clause)


_SHOWN = 4
"""Tokens between a noun and its verb within which both are shown."""


def _text(doc: Document, tokens: Span) -> Span:
    return Span(doc.tokens[tokens.start].start, doc.tokens[tokens.end - 1].end)


def _verb_beside(doc: Document, sentence: int, clause: Span) -> Span | None:
    """Return the verb for a clause without one: "The dam, a wall of earth, | broke"."""
    parts = clauses(doc, sentence)
    place = parts.index(clause)
    for part in (*parts[place + 1 :], *parts[:place][::-1]):
        verb = verb_of(doc, part)
        if verb is not None and doc.tokens[part.start].norm not in OPENERS:
            return verb
    return None


def around(doc: Document, sentence: int, tokens: Span) -> list[int]:
    """Return the content words about some tokens of a sentence, the nearest first."""
    whole = doc.sentences[sentence].tokens
    others = [
        at for at in content(doc, range(*whole)) if not tokens.start <= at < tokens.end
    ]
    return sorted(others, key=lambda at: (abs(at - tokens.start), at))


def clause_at(doc: Document, sentence: int, at: int) -> range:
    """Return the tokens of the clause that holds a token."""
    parts = clauses(doc, sentence)
    return range(*parts[clause_of(parts, at)])


def opening(doc: Document, sentence: int, at: int) -> str:
    """Return the first word of the clause that holds a token."""
    return doc.tokens[clause_at(doc, sentence, at).start].norm
