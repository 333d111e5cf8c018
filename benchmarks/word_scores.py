"""How word alignments are scored: on the tokens of the data, not on srcdiff's words.

A token holds one word of srcdiff, several, or none.  Two tokens are linked as
surely as the likeliest two words in them.  Tokens without a word are marks
(``,`` ``%`` ``''``), which srcdiff leaves out: here each is linked with the same
mark in the other sentence that lies nearest to where the linked tokens around it
lead, one to one.

Links, sure and possible alike, are counted over all pairs together
(micro-average); so are the tokens without a partner, on both sides.  difflib
comes to .625/.355 on mtref and .971/.806 on wiki that way, as published.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from word_data import Aligned, Grid, grids

from srcdiff.align.transformer import Transformer
from srcdiff.text.normalize import norm

Links = set[tuple[int, int]]

_LATEX_QUOTES = ("``", "''")


def token_chances(
    pairs: Sequence[Aligned],
    align: Callable[[Grid], np.ndarray],
    transformer: Transformer | None = None,
) -> list[np.ndarray]:
    """Return how likely the tokens of each pair are linked; NaN where one is a mark.

    Args:
        pairs: Sentence pairs.
        align: What gives the chance of each pair of words, shape (p, m, n).
        transformer: What the grids' cosines come from, if it wants them.
    """
    out = [np.full((len(pair.a), len(pair.b)), np.nan, np.float32) for pair in pairs]
    for grid in grids(pairs, transformer):
        chances = align(grid)
        for row, pair in enumerate(grid.pairs):
            here, there = grid.token_a[row], grid.token_b[row]
            in_a, in_b = here >= 0, there >= 0
            cells = np.ix_(here[in_a], there[in_b])
            out[pair][cells] = 0
            np.maximum.at(
                out[pair],
                (here[in_a][:, None], there[in_b][None, :]),
                chances[row][np.ix_(in_a, in_b)],
            )
    return out


def links(pair: Aligned, chances: np.ndarray, threshold: float) -> Links:
    """Return the links of words from a threshold on, and those of marks."""
    with np.errstate(invalid="ignore"):
        found = set(zip(*np.nonzero(chances >= threshold), strict=True))
    words = {(int(i), int(j)) for i, j in found}
    return words | _marks(pair, words, np.isnan(chances))


def _marks(pair: Aligned, words: Links, none: np.ndarray) -> Links:
    marks_a = np.flatnonzero(none.all(axis=1)).tolist()
    marks_b = np.flatnonzero(none.all(axis=0)).tolist()
    if not marks_a or not marks_b:
        return set()
    in_b = _places(words, len(pair.a), len(pair.b))
    in_a = _places({(j, i) for i, j in words}, len(pair.b), len(pair.a))
    ways = sorted(
        (abs(in_b[i] - j) + abs(in_a[j] - i), i, j)
        for i in marks_a
        for j in marks_b
        if _mark(pair.a[i]) == _mark(pair.b[j])
    )
    out: Links = set()
    for _, i, j in ways:
        if all(i != k and j != other for k, other in out):
            out.add((i, j))
    return out


def _mark(token: str) -> str:
    return '"' if token in _LATEX_QUOTES else norm(token)


def _places(words: Links, size: int, other: int) -> np.ndarray:
    """Return where each token leads, by the linked ones before and after it."""
    partners: dict[int, list[int]] = {}
    for i, j in words:
        partners.setdefault(i, []).append(j)
    known = sorted((i, sum(js) / len(js)) for i, js in partners.items())
    at, to = zip((-1, -1.0), *known, (size, float(other)), strict=True)
    return np.interp(np.arange(size), at, to)


@dataclass(frozen=True)
class Figures:
    """Micro-averaged F1."""

    links: float
    """Of linked tokens, sure and possible."""
    alone: float
    """Of tokens without a partner, of both sentences."""


def figures(
    pairs: Sequence[Aligned], chances: Sequence[np.ndarray], threshold: float
) -> Figures:
    """Score the chances of all pairs' tokens at a threshold."""
    linked, alone = np.zeros(3), np.zeros(3)
    for pair, chance in zip(pairs, chances, strict=True):
        found, gold = links(pair, chance, threshold), pair.links
        linked += len(found & gold), len(found), len(gold)
        for side, tokens in enumerate((pair.a, pair.b)):
            every = set(range(len(tokens)))
            said = every - {link[side] for link in found}
            right = every - {link[side] for link in gold}
            alone += len(said & right), len(said), len(right)
    return Figures(
        float(2 * linked[0] / (linked[1] + linked[2])),
        float(2 * alone[0] / (alone[1] + alone[2])),
    )


def spearman(pairs: Sequence[Aligned], chances: Sequence[np.ndarray]) -> float:
    """Return Spearman's correlation of how different tokens are, iSTS-RSD.

    After Vamvas & Sennrich (2023): gold is 1 - score / 5 of a token's chunk, ours
    one less the best chance of a partner; over all tokens with a letter or figure
    that lie in a chunk.  difflib, without regard to case, comes to 53.8 that way,
    as published.
    """
    gold, ours = [], []
    for pair, chance in zip(pairs, chances, strict=True):
        for tokens, scores, best in (
            (pair.a, pair.score[0], np.nan_to_num(chance).max(axis=1)),
            (pair.b, pair.score[1], np.nan_to_num(chance).max(axis=0)),
        ):
            for token, score, found in zip(tokens, scores, best.tolist(), strict=True):
                if score is not None and any(map(str.isalnum, token)):
                    gold.append(1 - score / 5)
                    ours.append(1 - found)
    return float(np.corrcoef(_ranks(gold), _ranks(ours))[0, 1])


def _ranks(values: Sequence[float]) -> np.ndarray:
    """Return the rank of each value; equal ones share the mean of theirs."""
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    return (last - (count - 1) / 2)[place]
