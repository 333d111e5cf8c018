"""Sentence pairs whose words a person aligned, as grids of srcdiff's words.

``MultiMWA`` (Lan et al. 2021): word alignments of sentence pairs, tokenised and
largely lower-cased.  ``iSTS`` (SemEval-2016 task 2): chunks of headlines and image
captions, aligned with a score.  Neither ships with srcdiff; both lie beside
``data.py``'s other sets and are for fitting and measuring alone.

Their tokens are not srcdiff's words: a token may hold several words
(``al-bashir``) or none (``,``).  The tokens are joined with spaces, srcdiff reads
the text, and each word belongs to the token in which it starts.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from data import SHARED

from srcdiff.align.grids import chunks, padded
from srcdiff.align.meaning import meaning_of, word_cosines
from srcdiff.align.transformer import Transformer
from srcdiff.align.words import Vocabulary, Words, words_of
from srcdiff.model import Document, Paragraph, Sentence, Span, Token
from srcdiff.text.tokens import tokenize

_ARTICLE = 200
"""Sentence pairs that share a vocabulary, as those of two long articles would."""


@dataclass(frozen=True)
class Aligned:
    """Two sentences with the links a person made."""

    a: tuple[str, ...]
    b: tuple[str, ...]
    sure: frozenset[tuple[int, int]]
    """Linked tokens."""
    possible: frozenset[tuple[int, int]] = frozenset()
    score: tuple[tuple[float | None, ...], tuple[float | None, ...]] = ((), ())
    """iSTS alone: how well each token's chunk is met, 0…5; None for no chunk."""

    @property
    def links(self) -> frozenset[tuple[int, int]]:
        """Sure and possible links together."""
        return self.sure | self.possible


def multi_mwa(name: str, split: str) -> list[Aligned]:
    """Return the pairs of a part of MultiMWA: mtref, wiki or arxiv."""
    out = []
    path = SHARED / f"bench/multimwa/{name}-{split}.tsv"
    for line in path.read_text("utf-8").split("\n"):
        if not line.strip():
            continue
        parts = line.split("\t")
        sure, possible = (
            frozenset(
                (int(i), int(j)) for i, j in (link.split("-") for link in part.split())
            )
            for part in parts[7:9]
        )
        a, b = tuple(parts[1].split()), tuple(parts[3].split())
        out.append(Aligned(a, b, sure, possible))
    return out


def ists(split: str) -> list[Aligned]:
    """Return headlines and images of iSTS; every word of a chunk is linked to every
    word of its counterpart."""
    out = []
    for genre in ("headlines", "images"):
        path = SHARED / f"bench/ists/{split}.{genre}.wa"
        for entry in path.read_text("utf-8").split("</sentence>")[:-1]:
            out.append(_ists(entry))
    return out


def _ists(entry: str) -> Aligned:
    a, b = (
        tuple(line.split()[1] for line in _part(entry, side))
        for side in ("source", "translation")
    )
    scores: tuple[list[float | None], list[float | None]] = (
        [None] * len(a),
        [None] * len(b),
    )
    links = set()
    for line in _part(entry, "alignment"):
        places, _, score, _ = line.split("//", 3)
        here, there = (
            [int(k) - 1 for k in part.split() if k != "0"]
            for part in places.split("<==>")
        )
        met = 0.0 if score.strip() == "NIL" else float(score)
        for chunk, side in ((here, scores[0]), (there, scores[1])):
            for k in chunk:
                side[k] = met
        links |= {(i, j) for i in here for j in there}
    return Aligned(a, b, frozenset(links), score=(tuple(scores[0]), tuple(scores[1])))


def _part(entry: str, name: str) -> list[str]:
    """Return the lines of a part of an entry of iSTS that are not empty."""
    inside = entry.partition(f"<{name}>")[2].partition("</")[0]
    return [line for line in inside.split("\n") if line.strip()]


@dataclass(frozen=True)
class Grid:
    """Some of the pairs as words of a common vocabulary."""

    vocabulary: Vocabulary
    pairs: tuple[int, ...]
    """Positions in the list of pairs."""
    a: np.ndarray
    """Types of the words, a pair a row, shape (p, m); -1 for none."""
    b: np.ndarray
    """The same of the other sentences, shape (p, n)."""
    token_a: np.ndarray
    """Index of each word's token, shape (p, m); -1 for no word."""
    token_b: np.ndarray
    cosine: np.ndarray | None
    """How near the words are where they stand, shape (p, m, n); see ``meaning.py``."""


def grids(
    pairs: Sequence[Aligned], transformer: Transformer | None = None
) -> Iterator[Grid]:
    """Yield all pairs as words, those of like size together.

    Args:
        pairs: Sentence pairs.
        transformer: What gives the cosines of words where they stand, if wanted.
    """
    for first in range(0, len(pairs), _ARTICLE):
        part = pairs[first : first + _ARTICLE]
        docs = _document([p.a for p in part]), _document([p.b for p in part])
        rows = tuple(range(len(part)))
        vocabulary, *sides = words_of(*docs, rows, rows)
        words = sides[0], sides[1]
        meaning = meaning_of(docs, (rows, rows), words, vocabulary, transformer)
        every = np.arange(len(part))
        for chosen in chunks((sides[0], every), (sides[1], every)):
            types = [padded(words, chosen) for words in sides]
            tokens = [
                _tokens(doc, words, chosen, grid.shape[1])
                for doc, words, grid in zip(docs, sides, types, strict=True)
            ]
            at = tuple((first + chosen).tolist())
            cosine = None
            if meaning.in_context is not None:
                cosine = word_cosines(words, meaning.in_context, (chosen, chosen))
            yield Grid(vocabulary, at, *types, *tokens, cosine)


def _tokens(doc: Document, words: Words, chosen: np.ndarray, width: int) -> np.ndarray:
    """Return the index of the token of each word of some sentences, shape (p, m)."""
    out = np.full((len(chosen), width), -1, np.int64)
    for row, sentence in enumerate(chosen.tolist()):
        span = doc.sentences[sentence].span
        sizes = [len(token) + 1 for token in span.of(doc.text).split(" ")]
        starts = list(accumulate(sizes, initial=span.start))
        for column, word in enumerate(
            words.tokens[words.starts[sentence] : words.starts[sentence + 1]].tolist()
        ):
            out[row, column] = bisect_right(starts, doc.tokens[word].start) - 1
    return out


def _document(sentences: Sequence[Sequence[str]]) -> Document:
    """Return an article with these sentences, a paragraph each."""
    texts = [" ".join(sentence) for sentence in sentences]
    text = "\n".join(texts)
    paragraphs, found, tokens, at = [], [], list[Token](), 0
    for index, sentence in enumerate(texts):
        span = Span(at, at + len(sentence))
        here = len(tokens)
        tokens.extend(tokenize(text, span))
        inside = Span(here, len(tokens))
        paragraphs.append(Paragraph(span, "body", index + 1, Span(index, index + 1)))
        found.append(Sentence(span, index, "body", index + 1, inside))
        at = span.end + 1
    return Document(
        "", None, text, tuple(paragraphs), tuple(found), tuple(tokens), "english"
    )
