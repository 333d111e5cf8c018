"""Do two facts of linked sentences answer the same question?

    A: Three houses were demolished on Monday after waves tore away the cliff.
    B: By Monday evening four of the houses on the lane had been demolished.

Three and four both count the houses demolished, so they cannot both be right; the
same figures of houses and of people would say nothing about each other.  What is
asked is how well the words around one fact correspond to those around the other,
how much the two sentences share, and whether other facts are rivals.  A logistic
model weighs the answers (``facts/question.json``, fitted by
``benchmarks/train_question.py``).
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Protocol

from srcdiff.align.grids import chunks, padded
from srcdiff.align.matching import word_match
from srcdiff.align.words import Words
from srcdiff.facts.linked import Linked
from srcdiff.model import Document, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FEATURES = (
    "about",  # share of the words both are about that meet near the other fact
    "sentence",  # share of either sentence's words that meet in the other: the lesser
    "alone",  # 1 if neither has a rival in the other sentence, ½ if one has
    "elsewhere",  # how many of the two values the other article states too: 0, ½, 1
    "apart",  # how far apart the values are, 0…1
)
"""What is asked of two facts."""

SAME = tuple(0.0 if name == "apart" else 1.0 for name in FEATURES)
"""The answers for the same fact in identical sentences."""

_NEAR = 8
"""Words from the other fact within which partners may stand."""


class Stated(Protocol):
    """A fact as its reader gives it."""

    @property
    def about(self) -> tuple[int, ...]:
        """Indexes in ``Document.tokens`` of the words it is about, nearest first."""

    @property
    def sentence(self) -> int:
        """Index in ``Document.sentences``."""

    @property
    def span(self) -> Span:
        """Where its words stand."""


@dataclass(frozen=True, slots=True)
class Question:
    """The trained model."""

    weights: tuple[float, ...]
    """One a feature, in the order of FEATURES."""
    kinds: Mapping[str, float]
    """Log-odds that a kind starts from."""
    conflict: float
    """Probability from which two values that differ are held against each other."""
    agree: float
    """What it adds to the probability that two values are equal, when partners are
    chosen."""

    def chance(self, kind: str, features: Sequence[float]) -> float:
        """Return the probability that two facts answer the same question, 0…1."""
        odds = self.kinds[kind] + math.fsum(
            weight * value for weight, value in zip(self.weights, features, strict=True)
        )
        return 1 / (1 + math.exp(-odds))


@cache
def question() -> Question:
    """Return the model with the weights that ship with srcdiff."""
    from importlib.resources import files

    text = files("srcdiff.facts").joinpath("question.json").read_text("utf-8")
    data = json.loads(text)
    weights = tuple(float(data["weights"][name]) for name in FEATURES)
    return Question(weights, data["kinds"], data["conflict"], data["agree"])


class Correspondence:
    """Two linked sentences, and how well each word of one answers each of the other.

    That is how near they are as types: the word aligner leaves words alone where two
    sentences share little, and asked besides it added nothing.
    """

    def __init__(
        self,
        docs: tuple[Document, Document],
        spans: tuple[Span, Span],
        weights: tuple[NDArray[np.float32], NDArray[np.float32]],
        grid: NDArray[np.float32],
    ) -> None:
        """Take two sentences made ready.

        Args:
            docs: Their articles.
            spans: Their ranges of ``Document.tokens``.
            weights: How much each of their words says.
            grid: How well each word of one meets each of the other, 0…1.
        """
        self.docs = docs
        self.spans = spans
        self.weights = weights
        self.grid = grid

    @cached_property
    def shared(self) -> float:
        """The lesser share of the two sentences' words that find a partner."""
        shares = []
        for axis, weights in ((1, self.weights[0]), (0, self.weights[1])):
            much = weights.astype(float)
            met = (much * self.grid.max(axis=axis, initial=0.0)).sum()
            shares.append(_share(float(met), float(much.sum())))
        return min(shares)

    def features(self, x: Stated, y: Stated) -> tuple[float, float]:
        """Return the first two of FEATURES."""
        places = self._place(0, x), self._place(1, y)
        near_x, near_y = (slice(max(0, p.start - _NEAR), p.end + _NEAR) for p in places)
        return (
            min(
                self._covered(0, self._about(0, x, places[0]), self.grid[:, near_y]),
                self._covered(1, self._about(1, y, places[1]), self.grid[near_x].T),
            ),
            self.shared,
        )

    def _covered(
        self, side: int, about: Sequence[int], near: NDArray[np.float32]
    ) -> float:
        """Return the share of what a fact is about that finds a partner.

        Args:
            side: Whose fact it is.
            about: Places of words in its sentence, the nearest first.
            near: How well each word of the sentence meets those near the other fact.
        """
        met = total = 0.0
        for rank, row in enumerate(about):
            much = 1 / (1 + rank) * float(self.weights[side][row])
            met += much * max(near[row].tolist(), default=0.0)
            total += much
        return _share(met, total)

    def _place(self, side: int, fact: Stated) -> Span:
        """Return the range of a fact's words in its sentence's tokens."""
        first, stop = self.spans[side]
        tokens = self.docs[side].tokens
        start = bisect_right(tokens, fact.span.start, first, stop, key=_END)
        end = bisect_left(tokens, fact.span.end, first, stop, key=_START)
        return Span(start - first, end - first)

    def _about(self, side: int, fact: Stated, place: Span) -> list[int]:
        """Return what a fact is about, and the word before it: *killed* 17 people."""
        first, weights = self.spans[side].start, self.weights[side]
        rows = [at - first for at in fact.about]
        before = place.start - 1
        while before >= 0 and not weights[before]:
            before -= 1
        if before >= 0 and min(rows, default=0) > place.start - 1:
            rows.append(before)
        return rows


_START, _END = itemgetter(0), itemgetter(1)
"""Of a token."""


def _share(met: float, total: float) -> float:
    return met / total if total else 0.0


def correspondences(linked: Linked) -> dict[tuple[int, int], Correspondence]:
    """Return what corresponds in each linked pair, by the indexes of its sentences."""
    import numpy as np

    docs = linked.a, linked.b
    words = _all_words(docs[0], linked), _all_words(docs[1], linked)
    every = np.append(linked.vocabulary.weights, np.float32(0))  # -1 weighs nothing
    weights = [every[side.types] for side in words]
    pairs = np.array([(pair.a, pair.b) for pair in linked.pairs], np.int64)
    found: dict[tuple[int, int], Correspondence] = {}
    for part in chunks(*zip(words, pairs.reshape(-1, 2).T, strict=True)):
        grids = [
            padded(side, at) for side, at in zip(words, pairs[part].T, strict=True)
        ]
        near = word_match(linked.vocabulary, grids[0], grids[1])
        near *= (grids[0] >= 0)[:, :, None] & (grids[1] >= 0)[:, None, :]
        for (a, b), grid in zip(pairs[part].tolist(), near, strict=True):
            here, there = docs[0].sentences[a].tokens, docs[1].sentences[b].tokens
            found[a, b] = Correspondence(
                docs,
                (here, there),
                (weights[0][slice(*here)], weights[1][slice(*there)]),
                grid[: here.end - here.start, : there.end - there.start],
            )
    return found


def _all_words(doc: Document, linked: Linked) -> Words:
    """Return all tokens of an article as words; -1 for one outside the vocabulary."""
    import numpy as np

    number = linked.vocabulary.number
    types = np.array([number.get(t.norm, -1) for t in doc.tokens], np.int32)
    starts = [*(s.tokens.start for s in doc.sentences), len(types)]
    return Words(types, np.arange(len(types), dtype=np.int32), np.array(starts))
