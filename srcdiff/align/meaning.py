"""What sentences mean, as vectors; with a transformer, also words where they stand.

Articles on one event are all alike: the mean of their vectors says what the event
is, and what is left without it says what each sentence adds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from srcdiff.align.grids import places
from srcdiff.align.matching import SCALE
from srcdiff.align.words import Vocabulary, Words, sentence_vectors, unit
from srcdiff.ticks import Tick, unheard

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from srcdiff.align.transformer import Transformer
    from srcdiff.model import Document

    Vectors = tuple[NDArray[np.float32], NDArray[np.float32]]


ZEROS = 5
"""Rows of zeros that count in the mean of two articles' vectors: from the average
precision that ``benchmarks/quality/weights.py`` prints."""


@dataclass(frozen=True, slots=True)
class InContext:
    """What a transformer makes of two articles; a and b of each.

    All vectors are whole numbers of length SCALE: see ``words.py``.
    """

    sentences: tuple[NDArray[np.float32], NDArray[np.float32]]
    """One row a compared sentence."""
    centred: tuple[NDArray[np.float32], NDArray[np.float32]]
    """The same without what all of them have in common."""
    words: tuple[NDArray[np.int16], NDArray[np.int16]]
    """One row a word, likewise centred."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The vectors of two articles."""

    centred: tuple[NDArray[np.float32], NDArray[np.float32]]
    """One row a compared sentence, of static word vectors, without what all of them
    have in common."""
    in_context: InContext | None
    """None with the static encoder."""

    @property
    def best(self) -> Vectors:
        """The centred sentence vectors that tell most."""
        return self.in_context.centred if self.in_context else self.centred


def meaning_of(  # noqa: PLR0913, PLR0917 -- all that is known, and who waits
    docs: tuple[Document, Document],
    rows: tuple[tuple[int, ...], tuple[int, ...]],
    words: tuple[Words, Words],
    vocabulary: Vocabulary,
    transformer: Transformer | None,
    tick: Tick = unheard,
) -> Meaning:
    """Return the vectors of two articles' compared sentences.

    Args:
        docs: Both articles.
        rows: Indexes of their compared sentences.
        words: Words of these.
        vocabulary: Types of words of both.
        transformer: The model of the contextual encoder, if that is used.
        tick: Told how far that is.
    """
    a, b = (sentence_vectors(vocabulary, side) for side in words)
    found = None
    if transformer is not None:
        texts = [
            [doc.text_of(row) for row in which]
            for doc, which in zip(docs, rows, strict=True)
        ]
        encoded = transformer.encode([*texts[0], *texts[1]], tick=tick)
        cut = len(texts[0])
        ranges = [
            *_ranges(docs[0], rows[0], words[0]),
            *_ranges(docs[1], rows[1], words[1]),
        ]
        in_words = encoded.words(ranges)
        whole = unit(encoded.sentences)
        at = len(words[0].types)
        found = InContext(
            sentences=(whole[:cut], whole[cut:]),
            centred=centred(encoded.sentences[:cut], encoded.sentences[cut:]),
            words=_small(centred(in_words[:at], in_words[at:], equal=False)),
        )
    return Meaning(centred(a, b), found)


def centred(
    a: NDArray[np.float32], b: NDArray[np.float32], *, equal: bool = True
) -> Vectors:
    """Return the rows of both without their mean, as whole numbers of length SCALE.

    The mean of few rows is mostly the rows themselves: it is drawn to zero.

    Args:
        a: Vectors of one article.
        b: Vectors of the other.
        equal: Whether all rows count the same in the mean, or by their lengths.
    """
    import numpy as np

    both = np.concatenate([a, b]).astype(np.float64)
    if equal:
        length = np.sqrt((both**2).sum(axis=1, keepdims=True))
        both /= np.maximum(length, 1e-9)
    both -= both.sum(axis=0) / (len(both) + ZEROS)
    whole = unit(both.astype(np.float32))
    return whole[: len(a)], whole[len(a) :]


def word_cosines(
    words: tuple[Words, Words],
    vectors: InContext,
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> NDArray[np.float32]:
    """Return how near the words of pairs of sentences are where they stand, 0…1.

    Args:
        words: Words of both articles.
        vectors: What a transformer makes of them.
        pairs: Positions of the sentences of each pair.

    Returns:
        Cosines, shape (pairs, m, n), 0 where there is no word or the cosine is
        negative.
    """
    import numpy as np

    sides = []
    for side, rows, at in zip(words, vectors.words, pairs, strict=True):
        place = places(side.starts, at)
        found = rows[place].astype(np.float32)
        found[place < 0] = 0
        sides.append(found)
    cosine: NDArray[np.float32] = sides[0] @ sides[1].swapaxes(1, 2)
    cosine *= np.float32(1 / (SCALE * SCALE))
    np.maximum(cosine, 0, out=cosine)
    return cosine


def _small(vectors: Vectors) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    import numpy as np

    return vectors[0].astype(np.int16), vectors[1].astype(np.int16)


def _ranges(
    doc: Document, rows: tuple[int, ...], words: Words
) -> list[list[tuple[int, int]]]:
    """Return where the words of each sentence stand, from the sentence's start."""
    out = []
    tokens = words.tokens.tolist()
    for at, row in enumerate(rows):
        first = doc.sentences[row].span.start
        inside = tokens[int(words.starts[at]) : int(words.starts[at + 1])]
        out.append(
            [(doc.tokens[t].start - first, doc.tokens[t].end - first) for t in inside]
        )
    return out
