"""How well two words meet: the same word in any form, or near in meaning.

Nearness is kept in 255 steps: a byte a pair of words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from srcdiff.align.words import Vocabulary

SCALE = 2048
"""Length of a whole-number vector: its square, 2**22, bounds all partial sums."""

MOST_TYPES = 12_000
"""Types up to which each is compared with all.  A table of the results takes 144 MB
where one is kept."""

_TABLED = 2_000
"""Types up to which it is kept here: it then takes 4 MB."""

_NEAR = 0.30
"""Cosine of two words below which they are no partners at all, and…"""
_SAME = 0.75
"""…above which they are as good as the same word.  Both set by hand on pairs of
words such as truce/ceasefire (0.37), talks/negotiations (0.60), killed/died
(0.71), Monday/Tuesday (0.60); other values were not tried."""

STEPS = 255
"""Nearness 1 in a table of matches."""

_BLOCK = 256
"""Types compared with all others at a time."""


def with_table(vocabulary: Vocabulary) -> Vocabulary:
    """Return the vocabulary with the steps of each pair of its types, if they are few.

    Looking a pair up in a small table is faster than multiplying vectors again; in
    one too large for the processor's cache it is slower.
    """
    import numpy as np

    size = len(vocabulary.stems)
    if size > _TABLED:
        return vocabulary
    every = np.arange(size, dtype=np.int32)
    return replace(vocabulary, table=steps_between(vocabulary, every, every))


def _steps(products: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return the nearness of types by their vectors' products, which are used up."""
    import numpy as np

    # The last step is for words that are the same.
    products *= np.float32((STEPS - 1) / (SCALE * SCALE))
    np.rint(products, out=products)
    np.clip(products, 0, STEPS - 1, out=products)
    steps: NDArray[np.uint8] = products.astype(np.uint8)
    return steps


def word_match(
    vocabulary: Vocabulary, types_a: NDArray[np.int32], types_b: NDArray[np.int32]
) -> NDArray[np.float32]:
    """Return how well words meet, 0…1: :func:`strength` of their nearness."""
    return strength(nearness(vocabulary, types_a, types_b))


def strength(near: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how well words meet that are so near, 0…1."""
    import numpy as np

    bent: NDArray[np.float32] = np.clip((near - _NEAR) / (_SAME - _NEAR), 0, 1).astype(
        np.float32
    )
    return bent


def nearness(
    vocabulary: Vocabulary, types_a: NDArray[np.int32], types_b: NDArray[np.int32]
) -> NDArray[np.float32]:
    """Return how near words are, 0…1: their cosine, 1 for the same in any form.

    Two different numbers never meet, however near their vectors, nor do "three"
    and "seven".

    Args:
        vocabulary: Types of words.
        types_a: Rows of the vocabulary, shape (…, m).
        types_b: Rows of the vocabulary, shape (…, n).

    Returns:
        Shape (…, m, n).
    """
    import numpy as np

    steps = steps_between(vocabulary, types_a, types_b)
    near: NDArray[np.float32] = steps.astype(np.float32) * np.float32(1 / STEPS)
    return near


def steps_between(
    vocabulary: Vocabulary, types_a: NDArray[np.int32], types_b: NDArray[np.int32]
) -> NDArray[np.uint8]:
    """Return :func:`nearness` in steps."""
    import numpy as np

    left, right = types_a[..., :, None], types_b[..., None, :]
    size = len(vocabulary.stems)
    if not size:  # sentences of marks alone
        return np.zeros(np.broadcast_shapes(left.shape, right.shape), np.uint8)
    if vocabulary.table is not None:
        return vocabulary.table.ravel().take((left % size) * size + right % size)
    vectors, numeric, stems = vocabulary.vectors, vocabulary.numeric, vocabulary.stems
    rows, columns = vectors.take(types_a, axis=0), vectors.take(types_b, axis=0)
    steps = _steps(rows @ columns.swapaxes(-1, -2))
    if numeric.take(types_a).any():  # figures meet nothing, number words no others
        steps *= numeric[left] + numeric[right] < 2
    # All bits, where the stems are the same.
    steps |= np.negative((stems[left] == stems[right]).view(np.uint8))
    _meet_also(steps, vocabulary, left, right)
    return steps


def nearest_types(
    vocabulary: Vocabulary, types_a: NDArray[np.int32], types_b: NDArray[np.int32]
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return how near each type comes to any of the other side, in steps.

    Args:
        vocabulary: Types of words.
        types_a: Some of its rows.
        types_b: Others, or the same.
    """
    import numpy as np

    best_a, best_b = (np.zeros(len(types), np.uint8) for types in (types_a, types_b))
    if len(types_a) and len(types_b):
        for first in range(0, len(types_a), _BLOCK):
            rows = slice(first, first + _BLOCK)
            steps = steps_between(vocabulary, types_a[rows], types_b)
            best_a[rows] = steps.max(axis=1)
            np.maximum(best_b, steps.max(axis=0), out=best_b)
    return best_a, best_b


def _meet_also(
    steps: NDArray[np.uint8],
    vocabulary: Vocabulary,
    left: NDArray[np.int32],
    right: NDArray[np.int32],
) -> None:
    """Raise the steps of the pairs of types that meet without sharing a stem."""
    import numpy as np

    also, size = vocabulary.also.astype(np.int64), len(vocabulary.stems)
    if not len(also):
        return
    among = np.zeros(size, np.bool_)
    among[also[:, 0]] = True
    some = among[left], among[right]
    if not (some[0].any() and some[1].any()):
        return
    at = np.nonzero(some[0] & some[1])
    pair = np.broadcast_to(left, steps.shape)[at] * np.int64(size)
    pair += np.broadcast_to(right, steps.shape)[at]
    found = np.isin(pair, also[:, 0] * size + also[:, 1])
    steps[tuple(axis[found] for axis in at)] = STEPS


def meets(
    vocabulary: Vocabulary, norms_a: Sequence[str], norms_b: Sequence[str]
) -> list[list[float]]:
    """Return :func:`word_match` for words given by their norms.

    A word outside the vocabulary, such as one of a heading, meets nothing.
    """
    import numpy as np

    rows = [
        np.array([vocabulary.number.get(norm, -1) for norm in norms], np.int32)
        for norms in (norms_a, norms_b)
    ]
    match = word_match(vocabulary, *rows)
    match *= (rows[0] >= 0)[:, None] & (rows[1] >= 0)[None, :]
    table: list[list[float]] = match.tolist()
    return table
