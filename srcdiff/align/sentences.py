"""Which sentences of two articles belong together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from srcdiff.align.candidates import candidate_pairs
from srcdiff.align.encoders import Encoder
from srcdiff.align.evidence import evidence
from srcdiff.align.meaning import Meaning, meaning_of
from srcdiff.align.nearest import Nearest, nearest
from srcdiff.align.scorer import Scorer
from srcdiff.align.words import Vocabulary, Words, words_of
from srcdiff.beside import Start, when_asked
from srcdiff.model import Document
from srcdiff.ticks import Tick, part, unheard

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Scored:
    """Two articles made ready, and the evidence for each candidate pair."""

    a: Document
    b: Document
    vocabulary: Vocabulary
    words_a: Words
    words_b: Words
    rows_a: tuple[int, ...]
    rows_b: tuple[int, ...]
    """Indexes of the compared sentences: position → index in the document."""
    meaning: Meaning
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]]
    """Positions, sorted by (a, b)."""
    near: tuple[Nearest, Nearest]
    """The nearest words of each pair, of a and of b."""
    evidence: NDArray[np.float32]


_SHARES = {"static": (0.2, 0.25, 0.65), "contextual": (0.02, 0.9, 0.95)}
"""Of the time of :func:`gather`, by weights: when words are read, when their vectors
are known, and when candidates are chosen."""


def gather(  # noqa: PLR0913, PLR0917 -- what is compared, how, and who waits
    a: Document,
    b: Document,
    most: int,
    encoder: Encoder,
    tick: Tick = unheard,
    start: Start = when_asked,
) -> Scored:
    """Return the candidate pairs of two articles with their evidence.

    Args:
        a: One article.
        b: The other.
        most: Counterparts scored for each sentence.
        encoder: Where the vectors come from.
        tick: Told how far it is.
        start: Starts some of the work.
    """
    import numpy as np

    read, understood, chosen = _SHARES[encoder.weights]
    rows_a, rows_b = a.aligned(), b.aligned()
    vocabulary, words_a, words_b = words_of(a, b, rows_a, rows_b)
    words = words_a, words_b
    tick(read)
    meaning = meaning_of(
        (a, b),
        (rows_a, rows_b),
        words,
        vocabulary,
        encoder.transformer,
        part(tick, read, understood),
    )
    if len(words_a.types) and len(words_b.types):
        pairs = candidate_pairs(
            vocabulary,
            words_a,
            words_b,
            meaning.best,
            most,
            part(tick, understood, chosen),
        )
    else:  # nothing but headings or marks on one side: nothing to link
        pairs = np.zeros(0, np.int64), np.zeros(0, np.int64)
    near = nearest(vocabulary, words, pairs, part(tick, chosen, 1), start)
    return Scored(
        a=a,
        b=b,
        vocabulary=vocabulary,
        words_a=words_a,
        words_b=words_b,
        rows_a=rows_a,
        rows_b=rows_b,
        meaning=meaning,
        pairs=pairs,
        near=near,
        evidence=evidence(vocabulary, words, meaning, pairs, near),
    )


def identical_pairs(a: Document, b: Document) -> dict[tuple[int, int], None]:
    """Return the pairs of sentences whose norms are all the same, in order.

    A sentence that stands several times is paired occurrence by occurrence;
    what is left over goes with the other side's last.
    """
    places: defaultdict[tuple[str, ...], tuple[list[int], list[int]]]
    places = defaultdict(lambda: ([], []))
    for side, doc in enumerate((a, b)):
        for index in doc.aligned():
            norms = tuple(token.norm for token in doc.tokens_of(index))
            places[norms][side].append(index)
    pairs = []
    for in_a, in_b in places.values():
        if in_a and in_b:
            for turn in range(max(len(in_a), len(in_b))):
                pairs.append(
                    (in_a[min(turn, len(in_a) - 1)], in_b[min(turn, len(in_b) - 1)])
                )
    return dict.fromkeys(sorted(pairs))


def sentence_links(
    scored: Scored, same: Collection[tuple[int, int]], scorer: Scorer
) -> dict[tuple[int, int], float]:
    """Return the linked pairs of sentences, each with its similarity.

    Sentences with the same words are linked to one another with similarity 1
    and to nothing else: no better account of them is possible, and an article
    compared with itself must not be linked across.

    Args:
        scored: What :func:`gather` made of two articles.
        same: What :func:`identical_pairs` found in them.
        scorer: The trained models.

    Returns:
        (index in a, index in b) → probability 0…1, sorted.
    """
    taken_a, taken_b = {i for i, _ in same}, {j for _, j in same}
    probability = scorer.probability(scored)
    found = dict.fromkeys(same, 1.0)
    keep = (probability >= scorer.link).nonzero()[0]
    for at in keep.tolist():
        pair = (
            scored.rows_a[int(scored.pairs[0][at])],
            scored.rows_b[int(scored.pairs[1][at])],
        )
        if pair[0] not in taken_a and pair[1] not in taken_b:
            found[pair] = round(float(probability[at]), 4)
    return dict(sorted(found.items()))


def moved_pairs(pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Return the pairs that break the longest chain in common order.

    A chain goes forward in both articles at once; the same index may take part
    several times, as in a split.  A pair off the chain counts only if neither
    of its two lies on it: a merge of neighbours is no move.  Longest
    non-decreasing subsequence by patience sorting (Fredman 1975), O(n log n).
    """
    from bisect import bisect_right

    ordered = sorted(pairs)
    ends: list[int] = []
    at: list[int] = []
    back: list[int] = []
    for index, (_, b) in enumerate(ordered):
        place = bisect_right(ends, b)
        if place == len(ends):
            ends.append(b)
            at.append(index)
        else:
            ends[place] = b
            at[place] = index
        back.append(at[place - 1] if place else -1)
    chain: set[int] = set()
    step = at[-1] if at else -1
    while step >= 0:
        chain.add(step)
        step = back[step]
    kept_a = {ordered[index][0] for index in chain}
    kept_b = {ordered[index][1] for index in chain}
    return {pair for pair in ordered if pair[0] not in kept_a and pair[1] not in kept_b}
