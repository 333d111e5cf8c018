"""What speaks for a link in two sentences themselves, as numbers a model can weigh.

Each feature is the same for (a, b) and (b, a).  Which of them earn their place is
shown by ablation in ``benchmarks/README.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from srcdiff.align.grids import chunks, padded
from srcdiff.align.matching import SCALE, strength
from srcdiff.align.meaning import InContext, Meaning, word_cosines
from srcdiff.align.nearest import Nearest
from srcdiff.align.words import Vocabulary, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STATIC = (
    "meaning",  # cosine of the centred sentence vectors
    "covered_least",  # share of the sentence's word weight that finds a partner…
    "covered_most",  # …in the sentence where it is less, and where it is more
    "covered_exact",  # the same by stems alone, mean of the two sentences
    "near_least",  # mean nearness of the words' nearest ones, by weight…
    "near_most",
    "near_all_least",  # …and with every word counting the same
    "near_all_most",
    "matched",  # log of the weight that found a partner
    "numbers",  # numbers that stand in both
    "names",  # weight of the names that stand in both
    "lengths",  # log ratio of the lengths in words
)
"""With static vectors, and…"""
IN_CONTEXT = (
    "sentences",  # cosine of the transformer's sentence vectors
    "sentences_centred",  # the same without what all sentences have in common
    "words_least",  # mean cosine of the words' nearest ones where they stand,
    "words_most",  # by weight…
    "words_all_least",  # …and with every word counting the same
    "words_all_most",
)
"""…what a transformer adds."""

_PAIRS = 1024
"""Pairs of sentences whose vectors are multiplied at a time."""

_CELLS = 40_000
"""Word pairs whose vectors in context are compared at a time: 384 numbers each."""


def names(encoder: str) -> tuple[str, ...]:
    """Return the features that :func:`evidence` gives with that encoder."""
    return STATIC if encoder == "static" else STATIC + IN_CONTEXT


def evidence(
    vocabulary: Vocabulary,
    words: tuple[Words, Words],
    meaning: Meaning,
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]],
    near: tuple[Nearest, Nearest],
) -> NDArray[np.float32]:
    """Return the features of each pair, shape ``(pairs, features)``.

    Args:
        vocabulary: Types of words of both articles.
        words: Words of their compared sentences.
        meaning: Vectors of both articles.
        pairs: Positions of the sentences of each pair.
        near: What ``nearest.nearest`` found for them.
    """
    import numpy as np

    a, b = pairs
    out = np.zeros((len(a), len(STATIC)), np.float32)
    if len(a):
        out[:, 0] = cosines(meaning.centred, pairs)
        for part in chunks((words[0], a), (words[1], b)):
            grids = padded(words[0], a[part]), padded(words[1], b[part])
            found = near[0].padded(part), near[1].padded(part)
            out[part, 1:-1] = _words_evidence(vocabulary, grids, found)
        length_a, length_b = (np.diff(side.starts) for side in words)
        out[:, -1] = np.abs(np.log((length_a[a] + 1) / (length_b[b] + 1)))
    if meaning.in_context is None:
        return out
    more = _in_context(vocabulary, words, meaning.in_context, pairs)
    return np.concatenate([out, more], axis=1)


def cosines(
    vectors: tuple[NDArray[np.float32], NDArray[np.float32]],
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> NDArray[np.float32]:
    """Return the cosine of each pair's vectors of length SCALE."""
    import numpy as np

    found = np.empty(len(pairs[0]), np.float32)
    for first in range(0, len(found), _PAIRS):
        part = slice(first, first + _PAIRS)
        rows = (side[at[part]] for side, at in zip(vectors, pairs, strict=True))
        found[part] = np.einsum("pv,pv->p", *rows)
    found /= SCALE * SCALE
    return found


def _words_evidence(
    vocabulary: Vocabulary,
    grids: tuple[NDArray[np.int32], NDArray[np.int32]],
    near: tuple[NDArray[np.float32], NDArray[np.float32]],
) -> NDArray[np.float32]:
    """Return all but the first and last of the features ``STATIC``.

    Args:
        vocabulary: Types of words of both articles.
        grids: Types of the words of the sentences of either side, -1 for none.
        near: How near each word comes to one of the sentence facing its own, 0…1.
    """
    import numpy as np

    found: list[NDArray[np.float32]] = []
    for grid, nearest in zip(grids, near, strict=True):
        there = grid >= 0
        weight = vocabulary.weights[grid] * there
        total = np.maximum(weight.sum(axis=1), 1e-6)
        exact = (nearest >= 1) & there
        covered = (weight * strength(nearest)).sum(axis=1)
        found.append(
            np.stack(
                [
                    covered / total,
                    (weight * exact).sum(axis=1) / total,
                    (weight * nearest).sum(axis=1) / total,
                    nearest.sum(axis=1) / np.maximum(there.sum(axis=1), 1),
                    covered,
                    (vocabulary.is_number[grid] & exact).sum(axis=1),
                    (weight * (vocabulary.is_name[grid] & exact)).sum(axis=1),
                ],
                axis=1,
            ).astype(np.float32)
        )
    one, other = found
    least, most = np.minimum(one, other), np.maximum(one, other)
    return np.stack(
        [
            least[:, 0],
            most[:, 0],
            (one[:, 1] + other[:, 1]) / 2,
            least[:, 2],
            most[:, 2],
            least[:, 3],
            most[:, 3],
            np.log1p(least[:, 4]),
            np.minimum(least[:, 5], 3),
            np.log1p(least[:, 6]),
        ],
        axis=1,
    )


def _in_context(
    vocabulary: Vocabulary,
    words: tuple[Words, Words],
    vectors: InContext,
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> NDArray[np.float32]:
    """Return the features ``IN_CONTEXT`` of each pair.

    The mean cosine of nearest words is BERTScore (Zhang et al. 2020), either way.
    """
    import numpy as np

    a, b = pairs
    out = np.zeros((len(a), len(IN_CONTEXT)), np.float32)
    out[:, 0] = cosines(vectors.sentences, pairs)
    out[:, 1] = cosines(vectors.centred, pairs)
    for part in chunks((words[0], a), (words[1], b), size=_CELLS):
        cosine = word_cosines(words, vectors, (a[part], b[part]))
        found = []
        for grid, nearest in (
            (padded(words[0], a[part]), cosine.max(axis=2)),
            (padded(words[1], b[part]), cosine.max(axis=1)),
        ):
            weight = vocabulary.weights[grid] * (grid >= 0)
            there = np.maximum((grid >= 0).sum(axis=1), 1)
            total = np.maximum(weight.sum(axis=1), 1e-6)
            found.append(
                ((weight * nearest).sum(axis=1) / total, nearest.sum(axis=1) / there)
            )
        (one, one_all), (other, other_all) = found
        out[part, 2] = np.minimum(one, other)
        out[part, 3] = np.maximum(one, other)
        out[part, 4] = np.minimum(one_all, other_all)
        out[part, 5] = np.maximum(one_all, other_all)
    return out
