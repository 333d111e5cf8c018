"""How a pair of sentences stands among all pairs, as numbers a model can weigh.

A good score means little in a row where every score is good.  Each feature is the
same for (a, b) and (b, a).  Which of them earn their place is shown by ablation in
``benchmarks/README.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from srcdiff.align.grids import chunks, padded
from srcdiff.align.matching import strength
from srcdiff.align.nearest import Nearest
from srcdiff.align.surroundings import SURROUNDINGS, surroundings
from srcdiff.align.words import Vocabulary, Words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from srcdiff.align.sentences import Scored

    _Side = tuple[Words, NDArray[np.int64]]

CONTEXT = (
    "score",  # log-odds from EVIDENCE alone
    "row_rank",  # 1 / rank of the score in its row or column, the lower…
    "column_rank",  # …and the higher of the two
    "row_margin",  # score less the best other of its row or column, the lower…
    "column_margin",  # …and the higher
    "neighbours",  # best score among the pairs just before and just after
    "region",  # how much else fits within a few sentences in both articles
    "distance",  # how far apart the two stand in their articles, 0…1
    "articles",  # share of names that both articles hold, the same for all pairs
    "left_least",  # share of what the pair matches that its best rival leaves…
    "left_most",  # …unmatched, in the row or column where it is less, and more
    *SURROUNDINGS,
)

PLAUSIBLE = -5.0
"""Log-odds by EVIDENCE below which a pair is no rival to others.  Of 630 gold links 39
lie lower: they have hardly a word in common."""

LINKABLE = -2.75
"""Log-odds by EVIDENCE below which a pair is no link, whatever its context: else two
sentences that are left over at the same place of two versions would be one, and in an
article of a few sentences, where context says little, many that share a word.  Chosen
by ``benchmarks/quality/windows.py``."""

FEW = 4
"""Sentences that speak for the pair by itself: among so many, both articles together,
what it is by itself counts as much as how it stands among all others."""

_HOPEFUL = 6
"""Rank in its row or column down to which a pair is asked what its rival leaves:
of 630 gold links 26 stand lower."""

_SQUARE = 4
"""Sentences a side of a square of the grid that _region looks at."""

MISSING = -6.0
"""Log-odds of a pair that was no candidate."""

_ENOUGH_NAMES = 0.4
"""Share of names in common from which two articles surely have one subject.
With 0.3 and 0.5 cross-validated F1 differs by a thousandth."""


def context(scored: Scored, score: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return how each pair stands among all, shape ``(pairs, len(CONTEXT))``.

    Args:
        scored: Both articles made ready, and the pairs.
        score: Log-odds of each pair.
    """
    import numpy as np

    vocabulary, words_a, words_b = scored.vocabulary, scored.words_a, scored.words_b
    a, b = pairs = scored.pairs
    n_a, n_b = len(words_a.starts) - 1, len(words_b.starts) - 1
    out = np.zeros((len(a), len(CONTEXT)), np.float32)
    if not len(a):
        return out
    rank_a, margin_a, rival_a = _standing(a, score)
    rank_b, margin_b, rival_b = _standing(b, score)
    out[:, 0] = score
    out[:, 1] = np.minimum(1 / rank_a, 1 / rank_b)
    out[:, 2] = np.maximum(1 / rank_a, 1 / rank_b)
    out[:, 3] = np.minimum(margin_a, margin_b)
    out[:, 4] = np.maximum(margin_a, margin_b)
    out[:, 5] = np.maximum(
        _at(pairs, score, a - 1, b - 1, n_b), _at(pairs, score, a + 1, b + 1, n_b)
    )
    out[:, 6] = _region(pairs, score)
    out[:, 7] = np.abs((a + 0.5) / n_a - (b + 0.5) / n_b)
    out[:, 8] = names_in_common(vocabulary, words_a, words_b)
    hopeful = (score >= PLAUSIBLE) & (np.minimum(rank_a, rank_b) <= _HOPEFUL)
    near_a, near_b = scored.near
    left_a = _left(vocabulary, ((words_b, b), (words_a, a)), near_a, rival_a, hopeful)
    left_b = _left(vocabulary, ((words_a, a), (words_b, b)), near_b, rival_b, hopeful)
    out[:, 9] = np.minimum(left_a, left_b)
    out[:, 10] = np.maximum(left_a, left_b)
    out[:, 11:] = surroundings(scored, chance(score))
    return out


def _left(
    vocabulary: Vocabulary,
    sides: tuple[_Side, _Side],
    near: Nearest,
    rival: NDArray[np.int64],
    hopeful: NDArray[np.bool_],
) -> NDArray[np.float32]:
    """Return the share of each pair's matches that its best rival leaves over.

    Two sentences that share out a long one of the other article between them
    each match words that the other leaves; two that merely resemble the same
    sentence match the same words.

    Args:
        vocabulary: Types of words of both articles.
        sides: Words and each pair's sentence, first of the competing sentences'
            article, then of the one that holds the common sentence.
        near: Nearest words of the common sentences.
        rival: Index of each pair's best rival for the common sentence, -1 for none.
        hopeful: The pairs worth asking; the others, and those whose best rival
            is not among them, count as leaving all.
    """
    import numpy as np

    out = np.ones(len(rival), np.float32)
    asked = np.flatnonzero(hopeful & (rival >= 0))
    asked = asked[hopeful[rival[asked]]]
    words, sentences = sides[1]
    for chosen in chunks(*((side, at[asked]) for side, at in sides)):
        part = asked[chosen]
        common = padded(words, sentences[part])
        best = [strength(near.padded(which)) for which in (part, rival[part])]
        mine = vocabulary.weights[common] * (common >= 0) * best[0]
        total = np.maximum(mine.sum(axis=1), 1e-6)
        out[part] = (mine * (1 - best[1])).sum(axis=1) / total
    return out


def names_in_common(vocabulary: Vocabulary, words_a: Words, words_b: Words) -> float:
    """Return the share of names that both articles hold, 0…0.4.

    Two match reports have the same words and no player in common: the names say
    whether two articles are about the same thing at all.  The share is of the
    article with fewer names, smoothed so that articles without names count as
    neither near nor far.
    """
    names = [
        set(vocabulary.stems[words.types[vocabulary.is_name[words.types]]].tolist())
        for words in (words_a, words_b)
    ]
    common = len(names[0] & names[1])
    return min((common + 1) / (min(map(len, names)) + 2), _ENOUGH_NAMES)


def _standing(
    line: NDArray[np.int64], score: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int64]]:
    """Return each pair's rank in its line, from 1, its lead, and its best rival.

    The lead is over the best other pair of the line, whose index is the rival's;
    -1 stands for none.
    """
    import numpy as np

    order = np.lexsort((-score, line))
    sorted_line, sorted_score = line[order], score[order]
    first = np.flatnonzero(np.r_[True, np.diff(sorted_line) != 0])
    count = np.diff(np.r_[first, len(line)])
    place = np.arange(len(line)) - np.repeat(first, count)
    best = np.repeat(order[first], count)
    second = np.repeat(
        np.where(count > 1, order[np.minimum(first + 1, len(line) - 1)], -1), count
    )
    rivals = np.where(place == 0, second, best)
    lead = np.where(rivals >= 0, sorted_score - score[rivals], sorted_score - MISSING)
    # Equal scores share the better rank: which came first must not matter.
    run = np.r_[True, (np.diff(sorted_score) != 0) | (np.diff(sorted_line) != 0)]
    place = place[np.maximum.accumulate(np.where(run, np.arange(len(line)), 0))]
    rank = np.empty(len(line), np.int64)
    leads = np.empty(len(line))
    rival = np.empty(len(line), np.int64)
    rank[order] = place + 1
    leads[order] = np.clip(lead, -10, 10)
    rival[order] = rivals
    return rank, leads, rival


def _region(
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]], score: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the log of how many other pairs are likely links close by.

    The grid of both articles is cut into squares; a pair's own square and the
    eight around it count, without the pairs that share one of its sentences.
    """
    import numpy as np

    likely = chance(score)
    a, b = pairs[0] // _SQUARE + 1, pairs[1] // _SQUARE + 1
    near: NDArray[np.float64] = np.zeros(len(score))
    for line_a, line_b in ((a, b), (pairs[0], b), (a, pairs[1])):
        # First all pairs around, then less those of the same row, then column.
        sign = 1 if line_a is a and line_b is b else -1
        steps_a = (-1, 0, 1) if line_a is a else (0,)
        steps_b = (-1, 0, 1) if line_b is b else (0,)
        wide = int(line_b.max()) + 2
        key, place = np.unique(line_a * wide + line_b, return_inverse=True)
        total: NDArray[np.float64] = np.bincount(place, likely).astype(np.float64)
        for step_a in steps_a:
            for step_b in steps_b:
                wanted = (line_a + step_a) * wide + line_b + step_b
                near += sign * _looked_up(key, total, wanted, 0)
    # The pair itself was added once and taken away twice.
    return np.round(np.log1p(np.maximum(near + likely, 0)), 5).astype(np.float64)


def _at(
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]],
    score: NDArray[np.float64],
    a: NDArray[np.int64],
    b: NDArray[np.int64],
    n_b: int,
) -> NDArray[np.float64]:
    """Return the scores of other pairs, MISSING where there is none."""
    import numpy as np

    key = pairs[0] * n_b + pairs[1]
    wanted = np.where((b >= 0) & (b < n_b) & (a >= 0), a * n_b + b, -1)
    return _looked_up(key, np.maximum(score, MISSING), wanted, MISSING)


def _looked_up(
    keys: NDArray[np.int64],
    values: NDArray[np.float64],
    wanted: NDArray[np.int64],
    missing: float,
) -> NDArray[np.float64]:
    """Return the value of each wanted key, or *missing*; *keys* are ascending."""
    import numpy as np

    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, values[at], missing)


def trust(scored: Scored) -> float:
    """Return how much can be read from the context of a pair, 0…1."""
    sentences = len(scored.rows_a) + len(scored.rows_b)
    return sentences / (sentences + FEW)


def steadied(
    scored: Scored, score: NDArray[Any], among: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return log-odds among all pairs, drawn to those by themselves as far as the
    context is not to be trusted.

    Args:
        scored: The articles.
        score: Log-odds of some pairs by themselves.
        among: Their log-odds among all.
    """
    share = trust(scored)
    drawn: NDArray[np.float64] = share * among + (1 - share) * score
    return drawn


def chance(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the probability, 0…1, that log-odds stand for."""
    import numpy as np

    probability: NDArray[np.float64] = 1 / (1 + np.exp(-log_odds))
    return probability
