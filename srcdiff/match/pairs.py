"""Choose the pairs of articles that cover the same story."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from srcdiff.match.evidence import FEATURES, candidates, evidence
from srcdiff.match.weigh import Weighed

if TYPE_CHECKING:
    from srcdiff.align.scorer import Logistic


class Pair(NamedTuple):
    """Two articles that cover the same story."""

    a: int
    """Position of the article in its collection."""
    b: int
    score: float
    """Calibrated probability, 0…1."""


@dataclass(frozen=True, slots=True)
class Model:
    """The trained decision."""

    logistic: Logistic
    threshold: float
    """Probability from which two articles are a pair."""


@cache
def model() -> Model:
    """Return the weights fitted by ``benchmarks/train_match.py``."""
    from importlib.resources import files

    from srcdiff.align.scorer import Logistic

    data = json.loads(files("srcdiff.match").joinpath("match.json").read_bytes())
    return Model(Logistic.load(data, FEATURES), data["threshold"])


def matched(found: Weighed, most: int, threshold: float) -> tuple[Pair, ...]:
    """Return the pairs that cover the same story, in the order of the articles.

    Exchanging the collections mirrors the pairs.

    Args:
        found: Both collections.
        most: Articles of the other side looked at for each.
        threshold: Least probability of a pair.
    """
    from srcdiff.align.context import chance
    from srcdiff.align.threads import one_thread

    with one_thread():
        pairs = candidates(found, most)
        scores = chance(model().logistic.log_odds(evidence(found, pairs))).round(4)
    return tuple(
        Pair(a, b, score)
        for a, b, score in zip(
            *(side.tolist() for side in (*pairs, scores)), strict=True
        )
        if score >= threshold
    )


def one_each(pairs: tuple[Pair, ...], *, own: bool) -> tuple[Pair, ...]:
    """Return the pairs that remain where each article may have one counterpart.

    The surest pair is taken first, then the surest of those left.  Of two as sure
    the one whose articles stand first is taken, on whichever side they are.

    Args:
        pairs: Sorted by (a, b).
        own: Whether both sides are the same articles.
    """
    taken_a, taken_b = set[int](), set[int]()
    if own:
        taken_b = taken_a
    kept = []
    order = sorted(pairs, key=lambda p: (-p.score, p.a + p.b, min(p.a, p.b)))
    for pair in order:
        if pair.a not in taken_a and pair.b not in taken_b:
            taken_a.add(pair.a)
            taken_b.add(pair.b)
            kept.append(pair)
    return tuple(sorted(kept))


def full_rows(pairs: tuple[Pair, ...], most: int, *, own: bool) -> int:
    """Return how many articles have as many counterparts as were looked at, or more.

    Args:
        pairs: The pairs.
        most: Articles of the other side looked at for each.
        own: Whether both sides are the same articles.
    """
    rows = Counter(pair.a for pair in pairs)
    columns = Counter(pair.b for pair in pairs)
    sides = (rows + columns,) if own else (rows, columns)
    return sum(count >= most for side in sides for count in side.values())
