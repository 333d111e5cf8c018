"""What the ledgers of facts compare: linked sentences and their corresponding words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from srcdiff.align.word_links import WordLink
from srcdiff.facts.known import Known, read_both
from srcdiff.model import Document

if TYPE_CHECKING:
    from srcdiff.align.words import Vocabulary


@dataclass(frozen=True, slots=True)
class LinkedPair:
    """Two linked sentences."""

    a: int
    b: int
    """Indexes in ``Document.sentences``."""
    similarity: float
    """Probability that the two belong together, 0…1."""
    identical: bool
    """Whether the norms of both are the same: there is nothing to disagree about."""
    words: tuple[WordLink, ...]
    """Their words that correspond, by token; a word may stand in several."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Two articles and all their linked sentences."""

    a: Document
    b: Document
    pairs: tuple[LinkedPair, ...]
    """Sorted by (a, b)."""
    vocabulary: Vocabulary
    """Words of both articles: how well two meet, what each weighs."""

    known: tuple[Known, Known]
    """What A, and B, shows by itself."""


def linked(
    a: Document,
    b: Document,
    pairs: Iterable[LinkedPair],
    vocabulary: Vocabulary,
    known: tuple[Known, Known] | None = None,
) -> Linked:
    """Return what the ledgers compare.

    Args:
        a: One article.
        b: The other.
        pairs: The linked sentences, sorted by (a, b).
        vocabulary: Words of both articles.
        known: What either shows by itself, if that is read already.
    """
    return Linked(a, b, tuple(pairs), vocabulary, known or read_both(a, b))
