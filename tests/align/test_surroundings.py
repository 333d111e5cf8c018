"""Where pairs stand in their articles, the same from either side."""

from __future__ import annotations

import numpy as np
import pytest
from making import paragraphs

from srcdiff.align.encoders import chosen
from srcdiff.align.sentences import Scored, gather
from srcdiff.align.surroundings import SURROUNDINGS, surroundings
from srcdiff.model import Document

A = paragraphs(
    "The ferry to Gera sank on Tuesday. Forty people drowned.",
    "A storm had closed the harbour.",
    "“Nobody warned us,” a fisherman said.",
)
B = paragraphs(
    "Forty drowned when a boat went down.",
    '"Nobody warned us," a man in the harbour said. The storm had shut it.',
)


def ready(a: Document, b: Document) -> Scored:
    return gather(a, b, 16, chosen("static"))


def found(
    scored: Scored, likely: dict[tuple[int, int], float]
) -> dict[str, np.ndarray]:
    """Return each feature as a grid, sentences of a by sentences of b."""
    pairs = [(int(i), int(j)) for i, j in zip(*scored.pairs, strict=True)]
    chances = np.array([likely.get(pair, 0.0) for pair in pairs])
    columns = surroundings(scored, chances).T
    shape = len(scored.rows_a), len(scored.rows_b)
    return {
        name: column.reshape(shape)
        for name, column in zip(SURROUNDINGS, columns, strict=True)
    }


LIKELY = {(0, 0): 0.5, (1, 0): 0.75, (3, 1): 1.0}


def test_features_are_the_same_from_either_side() -> None:
    here = found(ready(A, B), LIKELY)
    there = found(ready(B, A), {(j, i): p for (i, j), p in LIKELY.items()})
    for name in SURROUNDINGS:
        assert np.allclose(here[name], there[name].T), name


@pytest.mark.parametrize(
    ("name", "pair", "wanted"),
    [
        ("later", (0, 0), 0),
        ("earlier", (3, 1), np.log(2)),
        ("later", (3, 1), np.log(4)),
        ("quoting", (0, 0), 0),
        ("quoting", (3, 0), 1),
        ("quoting", (3, 1), 2),
        ("paragraphs", (2, 2), 0),
        ("paragraphs", (3, 1), 0),
        ("paragraphs", (3, 2), np.log(2)),
        ("paragraphs", (0, 0), np.log(1.75)),
        ("fit", (2, 2), (0.75 + 1) / 3),
        ("sentences_least", (0, 0), np.log(3)),
        ("sentences_ratio", (0, 0), np.log(4 / 3)),
    ],
)
def test_a_feature_says_where_a_pair_stands(
    name: str, pair: tuple[int, int], wanted: float
) -> None:
    assert found(ready(A, B), LIKELY)[name][pair] == pytest.approx(wanted, abs=1e-4)


def test_the_sentence_that_says_less_counts() -> None:
    says = found(ready(A, B), {})["says"]
    assert says[1].max() <= says[0].max()
    assert says.min() > 0
