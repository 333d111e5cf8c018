"""Where a pair of sentences stands in two articles, as numbers a model can weigh.

Where in its article each sentence stands, whether it quotes, how much its words say,
what its paragraphs and the articles as a whole have in common.  Each feature is the
same for (a, b) and (b, a).  Which of them earn their place is shown by ablation in
``benchmarks/README.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from srcdiff.align.words import Vocabulary, Words
from srcdiff.model import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from srcdiff.align.sentences import Scored

SURROUNDINGS = (
    "later",  # log of the sentences before the one that stands later…
    "earlier",  # …and before the one that stands earlier
    "quoting",  # how many of the two have a quotation mark
    "says",  # log of the word weight of the sentence that says less
    "paragraphs",  # log of how many other pairs of their paragraphs are likely links
    "fit",  # mean of the sentences' best chances, in the article where it is more
    "sentences_least",  # log of the sentences of the shorter article…
    "sentences_ratio",  # …and of both articles' ratio
)

_MARKS = frozenset('"“”„«»')


def surroundings(scored: Scored, likely: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return where each pair stands, shape ``(pairs, len(SURROUNDINGS))``.

    Args:
        scored: Both articles made ready, and at least one pair.
        likely: Chance of each pair by its evidence alone, 0…1.
    """
    import numpy as np

    a, b = scored.pairs
    words = scored.words_a, scored.words_b
    says = [_says(scored.vocabulary, side) for side in words]
    quoting = _quoting(scored.a, scored.rows_a), _quoting(scored.b, scored.rows_b)
    sizes = len(scored.rows_a), len(scored.rows_b)
    best = [
        _best(at, likely, size) for at, size in zip(scored.pairs, sizes, strict=True)
    ]
    found = {
        "later": np.log1p(np.maximum(a, b)),
        "earlier": np.log1p(np.minimum(a, b)),
        "quoting": quoting[0][a] + quoting[1][b],
        "says": np.log1p(np.minimum(says[0][a], says[1][b])),
        "paragraphs": _paragraphs(scored, likely),
        "fit": max(float(best[0].mean()), float(best[1].mean())),
        "sentences_least": np.log(min(sizes)),
        "sentences_ratio": abs(np.log(sizes[0] / sizes[1])),
    }
    out = np.empty((len(a), len(SURROUNDINGS)), np.float32)
    for column, name in enumerate(SURROUNDINGS):
        out[:, column] = found[name]
    return out


def _says(vocabulary: Vocabulary, words: Words) -> NDArray[np.float64]:
    """Return the weight of each sentence's words."""
    import numpy as np

    weight = vocabulary.weights[words.types]
    return np.bincount(words.owners(), weight, len(words.starts) - 1).astype(np.float64)


def _quoting(doc: Document, rows: tuple[int, ...]) -> NDArray[np.int64]:
    """Return 1 for each sentence with a quotation mark, 0 for the others."""
    import numpy as np

    return np.array([not _MARKS.isdisjoint(doc.text_of(row)) for row in rows], int)


def _best(
    sentences: NDArray[np.int64], likely: NDArray[np.float64], size: int
) -> NDArray[np.float64]:
    """Return the best chance of each sentence, 0 where it has no pair."""
    import numpy as np

    best = np.zeros(size)
    np.maximum.at(best, sentences, likely)
    return best


def _paragraphs(scored: Scored, likely: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the log of how many other pairs of the same paragraphs are likely."""
    import numpy as np

    in_a, in_b = (
        np.array([doc.sentences[row].paragraph for row in rows])[at]
        for doc, rows, at in (
            (scored.a, scored.rows_a, scored.pairs[0]),
            (scored.b, scored.rows_b, scored.pairs[1]),
        )
    )
    key = in_a * (int(in_b.max()) + 1) + in_b
    _, place = np.unique(key, return_inverse=True)
    others = np.bincount(place, likely)[place] - likely
    return np.round(np.log1p(np.maximum(others, 0)), 5).astype(np.float64)
