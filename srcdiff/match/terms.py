"""The terms of whole collections as arrays: articles come in and are not kept."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from srcdiff.match.article import Article

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOST = 255
"""A term that an article has more often counts as this often."""


@dataclass(frozen=True, slots=True)
class Collection:
    """The articles of one side, term after term."""

    names: tuple[str, ...]
    titles: tuple[str, ...]
    types: NDArray[np.int32]
    """Number of each article's each term, ascending within an article."""
    counts: NDArray[np.uint8]
    """How often it stands there."""
    kinds: NDArray[np.uint8]
    starts: NDArray[np.int64]
    """Where each article's terms start; one entry more than articles."""

    def of(self, article: int) -> slice:
        """Return where the terms of an article stand."""
        return slice(int(self.starts[article]), int(self.starts[article + 1]))


class Terms:
    """Numbers for terms, given as articles come in."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._written: list[str] = []

    def collect(self, articles: Iterable[Article]) -> Collection:
        """Return some articles as arrays, their terms numbered as they first came."""
        import numpy as np

        names, titles = list[str](), list[str]()
        types, counts, kinds = array("i"), array("B"), array("B")
        starts = array("q", [0])
        for article in articles:
            names.append(article.name)
            titles.append(article.title)
            for key, term in article.terms.items():
                types.append(self._numbered(key, term.written))
                counts.append(min(term.often, _MOST))
                kinds.append(term.kinds)
            starts.append(len(types))
        return Collection(
            tuple(names),
            tuple(titles),
            np.array(types, np.int32),
            np.array(counts, np.uint8),
            np.array(kinds, np.uint8),
            np.array(starts, np.int64),
        )

    def _numbered(self, key: str, written: str) -> int:
        number = self._number.setdefault(key, len(self._number))
        if number == len(self._written):
            self._written.append(written)
        else:
            self._written[number] = min(written, self._written[number])
        return number

    def alphabetical(
        self, *collections: Collection
    ) -> tuple[list[str], list[str], tuple[Collection, ...]]:
        """Number the terms by alphabet, whichever collection was read first.

        Returns:
            Key of each term, the form it is looked up by, and the collections.
        """
        import numpy as np

        keys = sorted(self._number)
        old = [self._number[key] for key in keys]
        new = np.empty(len(keys), np.int32)
        new[old] = np.arange(len(keys))
        written = [self._written[number] for number in old]
        return keys, written, tuple(_renumbered(side, new) for side in collections)


def _renumbered(side: Collection, new: NDArray[np.int32]) -> Collection:
    import numpy as np

    owners = np.repeat(np.arange(len(side.names)), np.diff(side.starts))
    types = new[side.types]
    order = np.lexsort((types, owners))
    return replace(
        side, types=types[order], counts=side.counts[order], kinds=side.kinds[order]
    )
