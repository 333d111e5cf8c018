"""Which pairs of sentences are worth a closer look.

All pairs of two long articles are too many.  Each sentence gets one vector in
two halves: what it means (see ``meaning.py``) and which words it uses (a random
projection of its stems, after Achlioptas 2003, "Database-friendly random
projections").  The product of two such vectors guesses how well the sentences fit;
the best few of each row and each column are kept.  Work goes by tiles, so that no
table of all pairs ever lies in memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zlib import crc32

from srcdiff.align.threads import enough_threads
from srcdiff.align.words import Vocabulary, Words, distinct, unit
from srcdiff.ticks import Tick, unheard

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy as np
    from numpy.typing import NDArray

    _Kept: TypeAlias = tuple[NDArray[np.int64], NDArray[np.float32]]
    """The best columns so far of each row, and how well they fit it."""

_TILE = 4096
"""Sentences of either side whose products are worked out at a time: they take 67 MB."""

_GROUP = 8
"""Guesses in a group of a long row.  With 24 kept of 2,000, groups of 8 leave out most
of them; groups of 16 would be too few to choose among, so that all were sorted."""

_SKETCH = 256
"""Numbers in the half that stands for the words used."""


def candidate_pairs(  # noqa: PLR0913, PLR0917 -- both articles' words, and who waits
    vocabulary: Vocabulary,
    words_a: Words,
    words_b: Words,
    vectors: tuple[NDArray[np.float32], NDArray[np.float32]],
    most: int,
    tick: Tick = unheard,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs to score, as two arrays of positions sorted by (a, b).

    Args:
        vocabulary: Types of words of both articles.
        words_a: Words of one article's compared sentences.
        words_b: The same of the other.
        vectors: Their sentence vectors, centred, at length SCALE.
        most: Counterparts kept for each sentence.  With so few sentences that
            all fit, all pairs are returned.
        tick: Told how far it is.
    """
    import numpy as np

    n_a, n_b = len(words_a.starts) - 1, len(words_b.starts) - 1
    if max(n_a, n_b) <= most:
        grid = np.indices((n_a, n_b)).reshape(2, -1)
        return grid[0].astype(np.int64), grid[1].astype(np.int64)

    signs = _signs(vocabulary)
    a = np.concatenate([vectors[0], _sketch(vocabulary, words_a, signs)], axis=1)
    b = np.concatenate([vectors[1], _sketch(vocabulary, words_b, signs)], axis=1)

    return best_pairs(a, b, most, tick)


def best_pairs(
    a: NDArray[Any], b: NDArray[Any], most: int, tick: Tick = unheard
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the pairs of rows that fit best, as two arrays sorted by (a, b).

    Args:
        a: Vectors of one side, one a row.
        b: Vectors of the other.
        most: Rows of the other side kept for each.
        tick: Told how far it is.
    """
    import numpy as np

    best_b, best_a = _best(a, b, most, tick)
    by_a = np.arange(len(a))[:, None] * len(b) + best_b
    by_b = best_a * len(b) + np.arange(len(b))[:, None]
    key = distinct(np.concatenate([by_a.ravel(), by_b.ravel()]))
    return key // len(b), key % len(b)


def _best(
    a: NDArray[Any], b: NDArray[Any], most: int, tick: Tick
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for each row of *a* the rows of *b* that fit best, and the other way.

    Both have shape (rows, most), or fewer columns where the other side has fewer
    rows.  Each product serves both sides.
    """
    import numpy as np

    along: list[NDArray[np.int64]] = []
    across: list[_Kept | None] = [None] * -(-len(b) // _TILE)
    for first_a in range(0, len(a), _TILE):
        rows = a[first_a : first_a + _TILE].astype(np.float32, copy=False)
        kept: _Kept | None = None
        for tile, before in enumerate(across):
            columns = b[tile * _TILE : (tile + 1) * _TILE]
            columns = columns.astype(np.float32, copy=False)
            with enough_threads(rows.size * len(columns)):
                guess = rows @ columns.T
            kept = _kept(kept, guess, tile * _TILE, most)
            across[tile] = _kept(before, guess.T, first_a, most)
            tick((first_a + len(rows) * (tile + 1) / len(across)) / len(a))
        along += [kept[0]] if kept else []
    return np.concatenate(along), np.concatenate([kept[0] for kept in across if kept])


def _kept(
    before: _Kept | None, guess: NDArray[np.float32], first: int, most: int
) -> _Kept:
    """Return the best of each row among those kept before and some more columns.

    Args:
        before: Those kept before.
        guess: How well the rows fit further columns.
        first: Number of the first of these.
        most: Columns kept for each row.
    """
    import numpy as np

    places = _greatest(guess, min(most, guess.shape[1]))
    values = np.take_along_axis(guess, places, axis=1)
    places += first
    if before is not None:
        places = np.concatenate([before[0], places], axis=1)
        values = np.concatenate([before[1], values], axis=1)
        if places.shape[1] > most:
            best = np.argpartition(values, -most, axis=1)[:, -most:]
            places = np.take_along_axis(places, best, axis=1)
            values = np.take_along_axis(values, best, axis=1)
    return places, values


def _greatest(values: NDArray[np.float32], most: int) -> NDArray[np.int64]:
    """Return where the greatest values of each row stand, shape (rows, most).

    Long rows are cut into groups.  The greatest values lie in the groups whose own
    greatest value is among the *most* greatest of all groups.
    """
    import numpy as np

    size, length = values.shape
    groups = length // _GROUP
    if groups <= 8 * most:  # less would hardly be left out
        return np.argpartition(values, length - most, axis=1)[:, length - most :]
    # A group's values stand as far apart as there are groups, to be compared at once.
    whole = groups * _GROUP
    peaks = values[:, :groups].copy(order="K")
    for start in range(groups, whole, groups):
        np.maximum(peaks, values[:, start : start + groups], out=peaks)
    first = np.argpartition(peaks, groups - most, axis=1)[:, groups - most :]
    inside = (first[:, None] + np.arange(0, whole, groups)[:, None]).reshape(size, -1)
    over = np.broadcast_to(np.arange(whole, length), (size, length - whole))
    places = np.concatenate([inside, over], axis=1)
    among = _greatest(np.take_along_axis(values, places, axis=1), most)
    return np.take_along_axis(places, among, axis=1)


def _signs(vocabulary: Vocabulary) -> NDArray[np.float32]:
    """Return a row of +1 and -1 for each type, the same for the same stem.

    The bits come from splitmix64 (Steele, Lea and Flood 2014) on a checksum of
    the first norm with that stem in alphabetical order, so that they depend
    neither on which article comes first nor on Python's hash seed.
    """
    import numpy as np

    name: dict[int, str] = {}
    for norm, row in vocabulary.number.items():
        stem = int(vocabulary.stems[row])
        name[stem] = min(norm, name.get(stem, norm))
    seeds = np.array(
        [crc32(name[stem].encode("utf-8", "replace")) << 8 for stem in range(len(name))]
    )
    lanes = np.arange(_SKETCH // 64)
    state = (seeds[:, None] + lanes).astype(np.uint64)
    with np.errstate(over="ignore"):
        state = (state + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        state ^= state >> np.uint64(31)
    bits = np.unpackbits(state.astype("<u8").view(np.uint8), axis=1)
    signs = bits.astype(np.float32) * 2 - 1
    rows: NDArray[np.float32] = signs[vocabulary.stems]
    return rows


def _sketch(
    vocabulary: Vocabulary, words: Words, signs: NDArray[np.float32]
) -> NDArray[np.float32]:
    return unit(words.summed(signs, vocabulary.weights))
