"""The nearest word of the other sentence, for each word of all candidate pairs.

Most of what is known of a pair is worked out from this, by itself and among its
rivals, and nothing else takes as long: it is done once, a sentence against all its
candidates at a time, and kept in a byte a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from srcdiff.align.grids import places
from srcdiff.align.matching import STEPS, steps_between
from srcdiff.beside import Start, when_asked
from srcdiff.ticks import Tick, part, unheard

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from srcdiff.align.words import Vocabulary, Words

_CELLS = 1_000_000
"""Pairs of words looked at together at most: their products take 4 MB."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """How near one side's words come to any word of the sentence facing theirs."""

    steps: NDArray[np.uint8]
    """In steps, word after word of pair after pair; behind them a 0 for no word."""
    starts: NDArray[np.int64]
    """Where each pair's words start; one entry more than pairs."""

    def padded(self, pairs: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the nearness, 0…1, of the words of some pairs, a pair a row.

        Behind the last word of a sentence stand zeros.
        """
        import numpy as np

        near = self.steps.take(places(self.starts, pairs)).astype(np.float32)
        near *= np.float32(1 / STEPS)
        return near


def nearest(
    vocabulary: Vocabulary,
    words: tuple[Words, Words],
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]],
    tick: Tick = unheard,
    start: Start = when_asked,
) -> tuple[Nearest, Nearest]:
    """Return the nearest words for either side of some pairs of sentences.

    Args:
        vocabulary: Types of words of both articles.
        words: Words of their compared sentences.
        pairs: Positions of the sentences of each pair, sorted by (a, b).
        tick: Told how far it is.
        start: Starts half of the work.
    """
    middle = len(pairs[0]) // 2
    one, other = (
        (pairs[0][half], pairs[1][half])
        for half in (slice(None, middle), slice(middle, None))
    )
    rest = start(partial(_nearest, vocabulary, words, other))
    found = _nearest(vocabulary, words, one, part(tick, 0, 0.5))
    near_a, near_b = map(_joined, found, rest())
    return near_a, near_b


def _joined(one: Nearest, other: Nearest) -> Nearest:
    """Return what is known of some pairs and then of others."""
    import numpy as np

    return Nearest(
        np.concatenate([one.steps[:-1], other.steps]),
        np.concatenate([one.starts[:-1], one.starts[-1] + other.starts]),
    )


def _nearest(
    vocabulary: Vocabulary,
    words: tuple[Words, Words],
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]],
    tick: Tick = unheard,
) -> tuple[Nearest, Nearest]:
    """Return what :func:`nearest` does, by this process."""
    import numpy as np

    found = tuple(_none(side, at) for side, at in zip(words, pairs, strict=True))
    near_a, near_b = found[0], found[1]
    types_a, types_b = (np.split(side.types, side.starts[1:-1]) for side in words)
    for first, end in _runs(pairs[0], near_a.starts, near_b.starts):
        facing = [types_b[at] for at in pairs[1][first:end].tolist()]
        cut = near_b.starts[first : end + 1] - near_b.starts[first]
        best_a, best_b = _of_run(
            vocabulary, types_a[pairs[0][first]], np.concatenate(facing), cut
        )
        near_a.steps[near_a.starts[first] : near_a.starts[end]] = best_a
        near_b.steps[near_b.starts[first] : near_b.starts[end]] = best_b
        tick(end / len(pairs[0]))
    return near_a, near_b


def _runs(
    sentences: NDArray[np.int64], *starts: NDArray[np.int64]
) -> Iterator[tuple[int, int]]:
    """Yield where runs of pairs of the same sentence begin and end.

    A run is also cut where it has too many pairs of words to look at together.

    Args:
        sentences: The sentence of each pair, in order.
        starts: Where each pair's words start, on either side.
    """
    import numpy as np

    cells = np.cumsum(np.multiply.reduce([np.diff(side) for side in starts]))
    turns = (np.diff(sentences) != 0) | (np.diff(cells // _CELLS) != 0)
    ends = [0, *(np.flatnonzero(turns) + 1).tolist(), len(sentences)]
    yield from ((first, end) for first, end in pairwise(ends) if first < end)


def _of_run(
    vocabulary: Vocabulary,
    row: NDArray[np.int32],
    facing: NDArray[np.int32],
    cut: NDArray[np.int64],
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return the nearest words of one sentence and those facing it, pair after pair.

    Args:
        vocabulary: Types of words of both articles.
        row: Types of the sentence's words.
        facing: Types of the words of all sentences that face it.
        cut: Where each of these starts in *facing*, and the end.
    """
    import numpy as np

    best_a = np.zeros((len(cut) - 1, len(row)), np.uint8)
    best_b = np.zeros(len(facing), np.uint8)
    full = np.flatnonzero(np.diff(cut))
    # A part of the sentence is all of it, but for one that nobody wrote.
    size = max(1, _CELLS // max(1, len(facing)))
    for start in range(0, len(row) if len(full) else 0, size):
        part = slice(start, start + size)
        steps = steps_between(vocabulary, row[part], facing)
        best_a[full, part] = np.maximum.reduceat(steps, cut[full], axis=1).T
        np.maximum(best_b, steps.max(axis=0), out=best_b)
    return best_a.ravel(), best_b


def _none(words: Words, sentences: NDArray[np.int64]) -> Nearest:
    """Return room for the words of the sentences, none of which meets anything."""
    import numpy as np

    starts = np.concatenate([[0], np.cumsum(np.diff(words.starts)[sentences])])
    return Nearest(np.zeros(int(starts[-1]) + 1, np.uint8), starts)
