"""How much each term tells, and a vector for each article.

A term's weight is its rarity in both collections times the length of its word
vector, which says how much the word means anywhere: so even two articles alone are
told apart by what they name, not by what all articles say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from srcdiff.align.word_vectors import word_vectors
from srcdiff.align.words import distinct, unit
from srcdiff.match.article import DAY
from srcdiff.match.terms import Collection, Terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

IMAGINED = 400
"""Articles imagined beside those at hand, one of which has a term.  In a collection
of two nothing is rare, in one of thousands they hardly count.
``benchmarks/train_match.py`` prints what 10, 100, 400 and 2,000 come to."""

MEANING, SLOTS = 256, 256
"""Numbers that say what an article means, and which words it uses."""

_TYPES = 8192
"""Words cut into pieces and looked up together."""
_TOGETHER = 4096
"""Articles whose words are looked up once: their vectors take some 60 MB."""
_ARTICLES = 64
"""Articles added up together: little enough for the processor's cache."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Two collections, and what is known of their terms and articles."""

    a: Collection
    b: Collection
    rarity: NDArray[np.float64]
    """Of each term: log of articles in all / articles that have it."""
    weights: NDArray[np.float64]
    """Rarity × length of its word vector; 0 for days of the year."""
    vectors: tuple[NDArray[np.int16], NDArray[np.int16]]
    """A row an article: MEANING numbers, then SLOTS, either half whole numbers of
    length SCALE."""


def weighed(terms: Terms, a: Collection, b: Collection) -> Weighed:
    """Weigh the terms of two collections and add up the vectors of their articles.

    Args:
        terms: What both were collected with.
        a: One collection.
        b: The other; *a* itself where the articles of one are to be matched.
    """
    import numpy as np

    keys, written, sides = terms.alphabetical(*((a,) if a is b else (a, b)))
    holding = np.zeros(len(keys), np.int64)
    days = np.zeros(len(keys), np.bool_)
    for side in sides:
        holding += np.bincount(side.types, minlength=len(keys))
        days[side.types[(side.kinds & DAY) > 0]] = True
    articles = sum(len(side.names) for side in sides)
    rarity = np.log((articles + IMAGINED) / (holding + 1))
    words = rarity * ~days
    weights = words * _lengths(written)
    slots = np.array([crc32(key.encode("utf-8", "replace")) for key in keys], np.int64)
    vectors = [
        np.concatenate(
            [_meanings(side, written, words), _sketches(side, slots, weights)], axis=1
        )
        for side in sides
    ]
    return Weighed(sides[0], sides[-1], rarity, weights, (vectors[0], vectors[-1]))


def _vectors(written: Sequence[str]) -> NDArray[np.float32]:
    """Return a vector a word, of many words."""
    import numpy as np

    found = np.zeros((len(written), MEANING), np.float32)
    for first in range(0, len(written), _TYPES):
        part = slice(first, first + _TYPES)
        found[part] = word_vectors(written[part])
    return found


def _lengths(written: Sequence[str]) -> NDArray[np.float64]:
    """Return the length of each word's vector."""
    import numpy as np

    found = np.zeros(len(written))
    for first in range(0, len(written), _TYPES):
        part = slice(first, first + _TYPES)
        vectors = word_vectors(written[part]).astype(np.float64)
        found[part] = np.sqrt((vectors**2).sum(axis=1))
    return found


def _meanings(
    side: Collection, written: Sequence[str], weights: NDArray[np.float64]
) -> NDArray[np.int16]:
    """Return for each article the sum of its words' vectors, at length SCALE."""
    import numpy as np

    out = np.zeros((len(side.names), MEANING), np.int16)
    for first in range(0, len(side.names), _TOGETHER):
        starts = side.starts[first : first + _TOGETHER + 1]
        used = distinct(side.types[starts[0] : starts[-1]])
        vectors = _vectors([written[number] for number in used.tolist()])
        for at in range(first, first + len(starts) - 1, _ARTICLES):
            some = side.starts[at : min(at + _ARTICLES, first + _TOGETHER) + 1]
            part = slice(int(some[0]), int(some[-1]))
            types = side.types[part]
            rows = vectors.take(np.searchsorted(used, types), axis=0)
            rows *= (weights[types] * _often(side, part)).astype(np.float32)[:, None]
            full = np.flatnonzero(np.diff(some))
            if len(full):
                sums = np.add.reduceat(rows, some[full] - some[0], axis=0)
                out[at + full] = unit(sums)
    return out


def _sketches(
    side: Collection, slots: NDArray[np.int64], weights: NDArray[np.float64]
) -> NDArray[np.int16]:
    """Return for each article which words it uses, at length SCALE.

    Each term adds its weight, with a sign, to one of SLOTS numbers (feature hashing,
    Weinberger et al. 2009).
    """
    import numpy as np

    out = np.zeros((len(side.names), SLOTS), np.int16)
    for first in range(0, len(side.names), _TYPES):
        starts = side.starts[first : first + _TYPES + 1]
        part = slice(int(starts[0]), int(starts[-1]))
        types, number = side.types[part], len(starts) - 1
        at = np.repeat(np.arange(number), np.diff(starts)) * SLOTS
        at += slots[types] // 2 % SLOTS
        sign = slots[types] % 2 * 2 - 1
        sums = np.bincount(
            at, sign * weights[types] * _often(side, part), number * SLOTS
        )
        out[first : first + number] = unit(
            sums.reshape(number, SLOTS).astype(np.float32)
        )
    return out


def _often(side: Collection, part: slice) -> NDArray[np.float64]:
    """Return 1 + log of how often each term stands in its article."""
    import numpy as np

    found: NDArray[np.float64] = 1 + np.log(side.counts[part])
    return found
