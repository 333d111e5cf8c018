"""The nearest word of the other sentence, for each word of all candidate pairs.

Most of what is known of a pair is worked out from this, by itself and among its
rivals, and nothing else takes as long: it is done once, a sentence against all its
candidates at a time, and kept in a byte a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from srcdiff.align.grids import places
from srcdiff.align.matching import STEPS, one_thread, steps_between

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from srcdiff.align.words import Vocabulary, Words


@dataclass(frozen=True, slots=True)
class Nearest:
    """How near one side's words come to any word of the sentence facing theirs."""

    steps: NDArray[np.uint8]
    """In steps, word after word of pair after pair."""
    starts: NDArray[np.int64]
    """Where each pair's words start; one entry more than pairs."""

    def padded(self, pairs: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the nearness, 0…1, of the words of some pairs, a pair a row.

        Behind the last word of a sentence stand zeros.
        """
        import numpy as np

        at = places(self.starts, pairs)
        near = np.zeros(at.shape, np.float32)
        near[at >= 0] = self.steps[at[at >= 0]]
        near *= np.float32(1 / STEPS)
        return near


def nearest(
    vocabulary: Vocabulary,
    words: tuple[Words, Words],
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> tuple[Nearest, Nearest]:
    """Return the nearest words for either side of some pairs of sentences.

    Args:
        vocabulary: Types of words of both articles.
        words: Words of their compared sentences.
        pairs: Positions of the sentences of each pair, sorted by (a, b).
    """
    import numpy as np

    a, b = (_none(side, at) for side, at in zip(words, pairs, strict=True))
    rows, columns = (np.split(side.types, side.starts[1:-1]) for side in words)
    ends = np.flatnonzero(np.diff(pairs[0], append=-1)) + 1
    with one_thread(vocabulary):
        for first, end in zip([0, *ends.tolist()], ends.tolist(), strict=False):
            row = rows[int(pairs[0][first])]
            facing = [columns[j] for j in pairs[1][first:end].tolist()]
            cut = b.starts[first : end + 1] - b.starts[first]
            if not len(row) or not cut[-1]:
                continue
            steps = steps_between(vocabulary, row, np.concatenate(facing))
            b.steps[b.starts[first] : b.starts[end]] = steps.max(axis=0)
            best = np.zeros((len(facing), len(row)), np.uint8)
            full = np.flatnonzero(np.diff(cut))
            best[full] = np.maximum.reduceat(steps, cut[full], axis=1).T
            a.steps[a.starts[first] : a.starts[end]] = best.ravel()
    return a, b


def _none(words: Words, sentences: NDArray[np.int64]) -> Nearest:
    """Return room for the words of the sentences, none of which meets anything."""
    import numpy as np

    starts = np.concatenate([[0], np.cumsum(np.diff(words.starts)[sentences])])
    return Nearest(np.zeros(int(starts[-1]), np.uint8), starts)
