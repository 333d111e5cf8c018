"""Which pairs of articles are worth a closer look, and what speaks for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from srcdiff.align.candidates import best_pairs
from srcdiff.align.matching import SCALE
from srcdiff.align.words import distinct
from srcdiff.match.article import DAY, NAME, NUMBER
from srcdiff.match.weigh import MEANING, Weighed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from srcdiff.match.terms import Collection

FEATURES = (
    "meaning",  # cosine of what the articles mean
    "words",  # weight of the words in both, as a share of the lighter article's
    "names",  # the same of names alone
    "numbers",  # log of the rarity of the numbers in both
    "days",  # days of the year named in both, two at most
)
"""What is known of two articles; the same for (a, b) and (b, a)."""

_SMALL = 1000.0, 200.0
"""Weights added to an article's before the shares of words and names are taken, so
that three words in common are no proof: a name weighs some 150.  Set by hand; other
values were not tried."""

_IN = 128
"""Set for each term of the article at hand, beside its kinds."""


def candidates(found: Weighed, most: int) -> tuple[NDArray[np.int64], ...]:
    """Return the pairs to look at, as two arrays of positions sorted by (a, b).

    Each article keeps the *most* of the other side that are nearest to it by their
    vectors.  Where one collection is matched with itself, a pair is there once.
    """
    import numpy as np

    own = found.a is found.b
    n_b = len(found.b.names)
    if n_b == 0 or not found.a.names:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    pairs = best_pairs(*found.vectors, most + own)
    if not own:
        return pairs
    # Each pair came twice, and each article with itself.
    low, high = np.minimum(*pairs), np.maximum(*pairs)
    key = distinct((low * n_b + high)[low < high])
    return key // n_b, key % n_b


def evidence(
    found: Weighed, pairs: tuple[NDArray[np.int64], ...]
) -> NDArray[np.float32]:
    """Return the FEATURES of each pair, shape ``(pairs, len(FEATURES))``.

    Args:
        found: Both collections.
        pairs: Positions of the articles of each pair, sorted by the first.
    """
    import numpy as np

    out = np.zeros((len(pairs[0]), len(FEATURES)))
    wholes = [_wholes(side, found.weights) for side in (found.a, found.b)]
    meanings = [side[:, :MEANING] for side in found.vectors]
    there = np.zeros(len(found.weights), np.uint8)
    first = np.flatnonzero(np.diff(pairs[0], prepend=-1))
    for at in np.split(np.arange(len(pairs[0])), first)[1:]:
        row = int(pairs[0][at[0]])
        facing = pairs[1][at]
        terms = found.a.of(row)
        there[found.a.types[terms]] = found.a.kinds[terms] | _IN
        out[at, 1:] = _shared(found, there, facing)
        there[found.a.types[terms]] = 0
        cosine = meanings[1][facing].astype(np.float64) @ meanings[0][row]
        out[at, 0] = cosine / SCALE**2
    for column, small in enumerate(_SMALL):
        lighter = np.minimum(wholes[0][column][pairs[0]], wholes[1][column][pairs[1]])
        out[:, 1 + column] /= lighter + small
    # Sums of floating-point numbers differ in their last digits between processors.
    return np.round(out, 6).astype(np.float32)


def _wholes(
    side: Collection, weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the weight of each article's words, and of its names."""
    import numpy as np

    owners = np.repeat(np.arange(len(side.names)), np.diff(side.starts))
    heavy, number = weights[side.types], len(side.names)
    named = heavy * ((side.kinds & NAME) > 0)
    words, names = (np.bincount(owners, of, number) for of in (heavy, named))
    return words.astype(np.float64), names.astype(np.float64)


def _shared(
    found: Weighed, there: NDArray[np.uint8], facing: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return what one article shares with some others, shape ``(others, 4)``.

    Args:
        found: Both collections.
        there: Kinds of the terms of the one, and _IN; 0 for terms it lacks.
        facing: Positions of the others in *b*.
    """
    import numpy as np

    parts = [found.b.of(article) for article in facing.tolist()]
    types = np.concatenate([found.b.types[part] for part in parts])
    kinds = np.concatenate([found.b.kinds[part] for part in parts])
    owners = np.repeat(np.arange(len(parts)), [p.stop - p.start for p in parts])
    here = np.flatnonzero(there[types])
    types, kinds, owners = types[here], kinds[here] & there[types[here]], owners[here]
    weight, rarity, number = found.weights[types], found.rarity[types], len(parts)
    return np.stack(
        [
            np.bincount(owners, weight, number),
            np.bincount(owners, weight * ((kinds & NAME) > 0), number),
            np.log1p(np.bincount(owners, rarity * ((kinds & NUMBER) > 0), number)),
            np.minimum(np.bincount(owners, (kinds & DAY) > 0, number), 2),
        ],
        axis=1,
    )
