"""The words of many pairs of sentences as rectangular arrays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from srcdiff.align.words import Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_CHUNK = 150_000
"""Word pairs compared at a time.  More would be no faster: with larger arrays
the system spends its time on handing out fresh memory."""


def chunks(
    *sides: tuple[Words, NDArray[np.int64]], size: int = _CHUNK
) -> Iterator[NDArray[np.int64]]:
    """Yield the indexes of pairs in parts that fit into memory together.

    Pairs of like size share a part, so that little of it is padding.

    Args:
        sides: Words of an article, and the positions in it of the pairs'
            sentences; two or more articles' worth.
        size: Word pairs in a part, about.
    """
    import numpy as np

    lengths = [np.diff(words.starts)[at] for words, at in sides]
    cells = np.maximum(np.multiply.reduce(lengths[:2]), 1)
    order = np.argsort(np.maximum.reduce([cells, *lengths]), kind="stable")
    ends = np.flatnonzero(np.diff(np.cumsum(cells[order]) // size)) + 1
    yield from (part for part in np.split(order, ends) if len(part))


def places(
    starts: NDArray[np.int64], sentences: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return where the sentences' words stand, one row each, -1 for none.

    Args:
        starts: Where each sentence's words start; one entry more than sentences.
        sentences: The sentences asked for.
    """
    import numpy as np

    sentences = np.asarray(sentences)
    start, end = starts[sentences], starts[sentences + 1]
    width = max(1, int((end - start).max(initial=0)))
    at = start[:, None] + np.arange(width)
    return np.where(at < end[:, None], at, -1)


def padded(words: Words, sentences: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return the types of the sentences' words, one row each, -1 for none."""
    import numpy as np

    at = places(words.starts, sentences)
    out = np.full(at.shape, -1, np.int32)
    out[at >= 0] = words.types[at[at >= 0]]
    return out
