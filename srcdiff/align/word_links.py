"""Which words correspond in each pair of linked sentences.

The word aligner answers with grids of probabilities; what is kept of them is each
likely cell, by the tokens it joins, for the stages that compare what is said about a
word: the facts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Cells: TypeAlias = tuple[
        NDArray[np.int64], NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]
    ]
    """Number of the link, token in a, token in b, probability: one entry a cell."""

LIKELY = 0.25
"""Probability from which a cell is kept, 0 to 1.  What is done with the cells weighs
them by it, so that the exact value matters little."""


class WordLink(NamedTuple):
    """Two words of linked sentences that correspond."""

    a: int
    """Index in A's ``Document.tokens``."""
    b: int
    """Index in B's."""
    chance: float
    """Probability that they do, LIKELY…1."""

    def mirrored(self) -> WordLink:
        """Return the same with the sides exchanged."""
        return WordLink(self.b, self.a, self.chance)


WordLinks: TypeAlias = Mapping[tuple[int, int], tuple[WordLink, ...]]
"""Linked sentences → their words that correspond, sorted."""


def by_pair(links: Collection[tuple[int, int]], cells: Iterable[Cells]) -> WordLinks:
    """Return the cells by the link that they belong to.

    Args:
        links: Linked sentences, in the order by which the cells number them.
        cells: Likely cells, in any number of parts.
    """
    found: list[list[WordLink]] = [[] for _ in links]
    for part in cells:
        for number, a, b, chance in zip(*(x.tolist() for x in part), strict=True):
            found[number].append(WordLink(a, b, chance))
    return {
        pair: tuple(sorted(words)) for pair, words in zip(links, found, strict=True)
    }


def mirrored(links: WordLinks) -> WordLinks:
    """Return the same with the sides exchanged."""
    return {
        (j, i): tuple(sorted(link.mirrored() for link in words))
        for (i, j), words in links.items()
    }
