"""From evidence to a probability: small trained models and their weights.

A logistic model looks at the two sentences alone; boosted trees add how the pair
stands among all others by the first.  The weights are data, ``scorer.json``,
fitted by ``benchmarks/train_scorer.py``; nothing is learned at run time.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

from srcdiff.align.context import CONTEXT, LINKABLE, chance, context, steadied
from srcdiff.align.evidence import names

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from srcdiff.align.sentences import Scored


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model: log-odds = intercept + features · weights."""

    intercept: float
    weights: tuple[float, ...]

    @classmethod
    def load(cls, data: dict[str, Any], names: tuple[str, ...]) -> Logistic:
        """Read a model whose weights stand by name, in the order of *names*."""
        return cls(data["intercept"], tuple(data["weights"][name] for name in names))

    def log_odds(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the log-odds of each row of *features*."""
        import numpy as np

        total = np.full(len(features), self.intercept, np.float64)
        # Added one by one: a matrix product may sum in another order elsewhere.
        for column, weight in enumerate(self.weights):
            total += features[:, column].astype(np.float64) * weight
        return total


@dataclass(frozen=True)
class Trees:
    """Boosted trees: log-odds = start + the value of one leaf of each tree.

    Trees lie in the rows of the arrays, nodes in the columns.  A row of
    features goes left at a node if its feature is at most the threshold.  A
    leaf leads back to itself, so that all trees can be walked in step.  A tree has
    at most 256 leaves.
    """

    start: float
    feature: NDArray[np.int64]
    threshold: NDArray[np.float64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.float64]
    depth: int

    @classmethod
    def load(cls, data: dict[str, Any], names: tuple[str, ...]) -> Trees:
        """Read trees whose features stand by name, numbered as in *names*.

        A node is ``[feature, threshold, left, right]``, a leaf ``[value]``.
        """
        import numpy as np

        number = {name: column for column, name in enumerate(names)}
        longest = max(map(len, data["trees"]))
        nodes = np.array(
            [
                [
                    (0, 0.0, at, at, node[0])
                    if len(node) == 1
                    else (number[node[0]], *node[1:], 0.0)
                    for at, node in enumerate(tree)
                ]
                + [(0, 0.0, 0, 0, 0.0)] * (longest - len(tree))
                for tree in data["trees"]
            ]
        )
        feature, left, right = (nodes[..., k].astype(np.int64) for k in (0, 2, 3))
        start, depth = data["start"], data["depth"]
        return cls(start, feature, nodes[..., 1], left, right, nodes[..., 4], depth)

    def log_odds(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the log-odds of each row of *features*."""
        import numpy as np

        if len(features) <= _FEW:
            return self._in_step(features)
        out = np.empty(len(features))
        for first in range(0, len(features), _ROWS):
            part = features[first : first + _ROWS]
            columns = list(np.ascontiguousarray(part.T))
            # Added in the order of the trees: a sum may add in another elsewhere.
            total = np.zeros(len(part))
            for root in self._roots:
                values: list[float] = []
                leaf = _leaf(root, columns, values)
                total += np.array(values).take(leaf)
            out[first : first + _ROWS] = self.start + total
        return out

    def _in_step(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the same for few rows: all trees are walked at once."""
        import numpy as np

        tree = np.arange(len(self.value))[:, None]
        row = np.arange(len(features))
        node = np.zeros((len(tree), len(row)), np.int64)
        for _ in range(self.depth):
            left = features[row, self.feature[tree, node]] <= self.threshold[tree, node]
            node = np.where(left, self.left[tree, node], self.right[tree, node])
        # Added up in the order of the trees, as above.
        sums = np.add.accumulate(self.value[tree, node], axis=0)
        total: NDArray[np.float64] = self.start + sums[-1]
        return total

    @cached_property
    def _roots(self) -> list[_Node]:
        """Return the root of each tree, with what lies below it."""
        import numpy as np

        # Rounded down they part float32 numbers alike, and are faster to compare with.
        threshold = self.threshold.astype(np.float32)
        above = threshold > self.threshold
        threshold[above] = np.nextafter(threshold[above], np.float32(-np.inf))

        def below(tree: int, node: int) -> _Node:
            left, right = int(self.left[tree, node]), int(self.right[tree, node])
            if left == node:
                return float(self.value[tree, node])
            return (
                int(self.feature[tree, node]),
                threshold[tree, node],
                below(tree, left),
                below(tree, right),
            )

        return [below(tree, 0) for tree in range(len(self.value))]


_Node: TypeAlias = "float | tuple[int, np.float32, _Node, _Node]"
"""A leaf's value, or feature, threshold, and what lies to the left and right."""


def _leaf(
    node: _Node, columns: list[NDArray[np.float32]], values: list[float]
) -> NDArray[np.uint8]:
    """Return the number of the leaf that each row comes to from a node.

    One number for all rows where the node is a leaf itself.

    Args:
        node: The node.
        columns: The rows' features.
        values: The values of the leaves with the numbers 0, 1…; added to.
    """
    import numpy as np

    if isinstance(node, float):
        values.append(node)
        return np.array([len(values) - 1], np.uint8)
    feature, threshold, below_left, below_right = node
    left = _leaf(below_left, columns, values)
    right = _leaf(below_right, columns, values)
    # np.where would do, but takes several times as long for so small numbers.
    return right + (left - right) * (columns[feature] <= threshold)


_FEW = 256
"""Rows up to which walking all trees in step is faster: 1 ms instead of 14 for 32."""

_ROWS = 65_536
"""Rows looked at together: 23 features of so many take 6 MB."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """The trained models of one encoder."""

    names: tuple[str, ...]
    """The features of evidence it was trained with."""
    evidence: Logistic
    context: Trees
    link: float
    """Probability from which a pair is a link."""
    word: Trees
    """Whether a word of a linked sentence is said nowhere in the other article."""
    word_only: float
    """Probability from which such a word is marked."""
    edited: float
    """Share of equal words from which a reworded sentence counts as edited."""

    def probability(self, scored: Scored) -> NDArray[np.float64]:
        """Return the calibrated probability that each candidate is a link, 0…1."""
        import numpy as np

        score = np.round(self.evidence.log_odds(scored.evidence), 6)
        around = context(scored, score)
        keep = np.flatnonzero(score >= LINKABLE)
        both = np.concatenate([scored.evidence[keep], around[keep]], axis=1)
        out = np.zeros(len(score))
        out[keep] = chance(steadied(scored, score[keep], self.context.log_odds(both)))
        return out


def weights_file() -> bytes:
    """Return the bytes of ``scorer.json``."""
    from importlib.resources import files

    return files("srcdiff.align").joinpath("scorer.json").read_bytes()


def weights_digest() -> str:
    """Return what the signature says of all trained weights, also the aligner's."""
    from hashlib import sha256

    from srcdiff.align import aligner

    return sha256(weights_file() + aligner.weights_file()).hexdigest()[:12]


def read(data: dict[str, Any], encoder: str) -> Scorer:
    """Read the models of an encoder, ``static`` or ``contextual``."""
    from srcdiff.diff.only import word_names

    seen = names(encoder)
    return Scorer(
        names=seen,
        evidence=Logistic.load(data["evidence"], seen),
        context=Trees.load(data["context"], seen + CONTEXT),
        link=data["link"],
        word=Trees.load(data["word"], word_names(encoder)),
        word_only=data["word_only"],
        edited=data["edited"],
    )


@cache
def load(encoder: str) -> Scorer:
    """Return the trained scorer of an encoder that ships with srcdiff."""
    return read(json.loads(weights_file())[encoder], encoder)
