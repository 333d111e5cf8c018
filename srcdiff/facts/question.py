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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

from srcdiff.align.matching import word_match
from srcdiff.facts.linked import Linked, LinkedPair
from srcdiff.model import Span

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy as np
    from numpy.typing import NDArray

    _Rows: TypeAlias = tuple[NDArray[np.int64], NDArray[np.float64]]
    """Places of words in a sentence, and how much each counts."""

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

    def __init__(self, linked: Linked, pair: LinkedPair) -> None:
        """Look up the words of *pair*."""
        import numpy as np

        self.docs = (linked.a, linked.b)
        spans = [
            doc.sentences[at].tokens
            for doc, at in zip(self.docs, (pair.a, pair.b), strict=True)
        ]
        self.first = (spans[0].start, spans[1].start)
        rows, weights = [], []
        for doc, span in zip(self.docs, spans, strict=True):
            number = linked.vocabulary.number
            types = [number.get(t.norm, -1) for t in doc.tokens[slice(*span)]]
            rows.append(np.array(types, np.int32))
            weights.append(
                np.where(rows[-1] < 0, 0, linked.vocabulary.weights[rows[-1]])
            )
        self.weights = weights
        near = word_match(linked.vocabulary, *rows)
        near *= (rows[0] >= 0)[:, None] & (rows[1] >= 0)[None, :]
        self.grid = near
        everywhere = [(np.arange(len(r)), np.ones(len(r))) for r in rows]
        self.shared = self._covered(everywhere)

    def _covered(
        self,
        words: Sequence[_Rows],
        near: Sequence[slice] = (slice(None), slice(None)),
    ) -> float:
        """Return the lesser share of words that find a partner.

        Args:
            words: For either sentence, some of its words and how much each counts.
            near: Where their partners may stand, in A and in B.
        """
        shares = []
        for side, cells in enumerate((self.grid, self.grid.T)):
            rows, much = words[side]
            much = much * self.weights[side][rows]
            inside = cells[rows, near[1 - side]]
            best = inside.max(axis=1, initial=0.0)
            total = much.sum()
            shares.append(float((much * best).sum() / total) if total else 0.0)
        return min(shares)

    def features(self, x: Stated, y: Stated) -> tuple[float, float]:
        """Return the first two of FEATURES."""
        near, about = [], []
        for side, fact in enumerate((x, y)):
            place = self._place(side, fact)
            near.append(slice(max(0, place.start - _NEAR), place.end + _NEAR))
            about.append(self._about(side, fact, place))
        return self._covered(about, near), self.shared

    def _place(self, side: int, fact: Stated) -> Span:
        """Return the range of a fact's words in its sentence's tokens."""
        first = self.first[side]
        tokens = self.docs[side].tokens
        inside = [
            at
            for at in range(len(self.weights[side]))
            if tokens[first + at].start < fact.span.end
            and fact.span.start < tokens[first + at].end
        ]
        return Span(inside[0], inside[-1] + 1)

    def _about(self, side: int, fact: Stated, place: Span) -> _Rows:
        """Return what a fact is about, and the word before it: *killed* 17 people."""
        import numpy as np

        rows = [at - self.first[side] for at in fact.about]
        before = np.flatnonzero(self.weights[side][: place.start])
        if len(before) and min(rows, default=0) > place.start - 1:
            rows.append(int(before[-1]))
        return np.array(rows, np.int64), 1 / (1 + np.arange(len(rows)))
