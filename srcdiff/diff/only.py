"""What a sentence says that the other article says nowhere.

A sentence without a counterpart is new as a whole.  In a linked sentence each
word is asked whether it finds a partner in the linked sentences, or its stem
elsewhere in the other article, and whether the words around it and its clause
do: what is new comes in phrases, "declared on Wednesday night", not in scattered
words.  Small boosted trees weigh the answers (``align/scorer.json``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from srcdiff.align.features import chance, chunks, padded
from srcdiff.align.matching import STEPS, word_match
from srcdiff.align.words import distinct
from srcdiff.model import Document, Passage, Span
from srcdiff.text.languages import language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from srcdiff.align.scorer import Scorer
    from srcdiff.align.sentences import Scored
    from srcdiff.align.words import Vocabulary, Words

WORD = (
    "matched",  # best partner among the words of the linked sentences, 0…1
    "elsewhere",  # best partner among all words of the other article
    "around",  # mean "matched" of the words with content within three words
    "clause",  # the same over its clause, by weight
    "left_over",  # share of the linked sentences that finds no partner here
    "links",  # how many linked sentences there are
    "position",  # where in the sentence it stands, 0…1
    "length",  # log of the sentence's length in words
    "weight",  # log of the word's weight: 0 for function words
    "number",
    "name",
)

_AROUND = 3

_CLAUSE_MARKS = frozenset(',;:()[]-"') | {"..."}
"""Marks at which a clause ends.  No hyphen: that is glued on both sides."""

_CLAUSE_WORDS = frozenset(
    {"and", "but", "or", "which", "who", "that", "while", "as", "when", "where"}
    | {"after", "before", "because", "although", "if", "since", "with", "including"}
)
"""Words with which one starts, in English."""


def word_features(
    scored: Scored, here: NDArray[np.int64], there: NDArray[np.int64]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return what is known of each word, shape ``(words, len(WORD))`` for a and b.

    Args:
        scored: Both articles made ready.
        here: Linked positions in a…
        there: …and their counterparts in b.
    """
    vocabulary, words_a, words_b = scored.vocabulary, scored.words_a, scored.words_b
    pairs, back = (here, there), (there, here)
    in_a = _matched(vocabulary, words_a, words_b, pairs)
    in_b = _matched(vocabulary, words_b, words_a, back)
    return (
        _features(scored.a, vocabulary, (words_a, words_b), pairs, (in_a, in_b)),
        _features(scored.b, vocabulary, (words_b, words_a), back, (in_b, in_a)),
    )


def _features(
    doc: Document,
    vocabulary: Vocabulary,
    both: tuple[Words, Words],
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]],
    matches: tuple[NDArray[np.float32], NDArray[np.float32]],
) -> NDArray[np.float32]:
    """Return the features of one article's words.

    Args:
        doc: The article.
        vocabulary: Types of words of both articles.
        both: Its words and the other article's.
        pairs: Linked positions, in either.
        matches: What :func:`_matched` says of either.
    """
    import numpy as np

    words, other = both
    matched = matches[0]

    types = words.types
    out = np.zeros((len(types), len(WORD)), np.float32)
    if not len(types):
        return out
    weight = vocabulary.weights[types]
    content = weight > 0
    sentence = words.owners()
    clause = _clauses(doc, words, sentence)
    whole = _share(sentence, weight, matched)
    out[:, 0] = matched
    out[:, 1] = _elsewhere(vocabulary, types, other.types)
    near, count = np.zeros(len(types)), np.zeros(len(types))
    for shift in range(-_AROUND, _AROUND + 1):
        at = np.arange(len(types)) + shift
        fits = (at >= 0) & (at < len(types)) & (shift != 0)
        fits[fits] &= sentence[at[fits]] == sentence[fits]
        fits[fits] &= content[at[fits]]
        near[fits] += matched[at[fits]]
        count += fits
    out[:, 2] = np.where(count > 0, near / np.maximum(count, 1), whole[sentence])
    out[:, 3] = _share(clause, weight, matched)[clause]
    sentences = len(words.starts) - 1
    left_over = _left_over(vocabulary, other, matches[1], pairs, sentences)
    out[:, 4] = left_over[sentence]
    out[:, 5] = np.bincount(pairs[0], minlength=sentences)[sentence]
    length = np.diff(words.starts)[sentence]
    out[:, 6] = (np.arange(len(types)) - words.starts[sentence] + 0.5) / length
    out[:, 7] = np.log(length)
    out[:, 8] = np.log1p(weight)
    out[:, 9] = vocabulary.is_number[types]
    out[:, 10] = vocabulary.is_name[types]
    return out


def _share(
    part: NDArray[np.int64],
    weight: NDArray[np.float32],
    matched: NDArray[np.float32],
) -> NDArray[np.float64]:
    """Return for each part how much of its weight is matched; 1 without weight."""
    import numpy as np

    total = np.bincount(part, weight)
    share = np.bincount(part, weight * matched) / np.maximum(total, 1e-6)
    return np.where(total > 0, share, 1.0)


def _clauses(
    doc: Document, words: Words, sentence: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the number of each word's clause, counted through the article."""
    import numpy as np

    starts = np.zeros(len(sentence), bool)
    starts[0] = True
    starts[1:] = sentence[1:] != sentence[:-1]
    tokens = words.tokens.tolist()
    for at, token in enumerate(tokens):
        norm = doc.tokens[token].norm
        if norm in _CLAUSE_WORDS:
            starts[at] = True
        elif at and not starts[at] and token - tokens[at - 1] > 1:
            between = doc.tokens[tokens[at - 1] + 1 : token]
            spaced = any(
                one.end < two.start
                for one, two in pairwise(doc.tokens[tokens[at - 1] : token + 1])
            )
            starts[at] = spaced and any(m.norm in _CLAUSE_MARKS for m in between)
    return np.cumsum(starts) - 1


def _elsewhere(
    vocabulary: Vocabulary, types: NDArray[np.int32], others: NDArray[np.int32]
) -> NDArray[np.float32]:
    """Return each word's best partner anywhere in the other article, 0…1.

    Where the articles have too many types for a table, only the stem counts.
    """
    import numpy as np

    there = np.zeros(len(vocabulary.stems), bool)
    there[vocabulary.stems[others]] = True
    best = there[vocabulary.stems[types]].astype(np.float32)
    if vocabulary.table is not None and len(others):
        asked, place = np.unique(types, return_inverse=True)
        table = vocabulary.table[np.ix_(asked, distinct(others))]
        best = np.maximum(best, table.max(axis=1)[place] / np.float32(STEPS))
    return best


def _left_over(
    vocabulary: Vocabulary,
    other: Words,
    matched: NDArray[np.float32],
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]],
    sentences: int,
) -> NDArray[np.float64]:
    """Return for each sentence how much of its linked sentences it leaves over.

    What a sentence says in other words leaves the other's words over as well;
    what it says in addition leaves nothing.

    Args:
        vocabulary: Types of words of both articles.
        other: Words of the other article.
        matched: What :func:`_matched` says of them.
        pairs: Linked positions, in this article and in the other.
        sentences: Compared sentences of this article.
    """
    import numpy as np

    here, there = pairs
    weight = vocabulary.weights[other.types]
    size = len(other.starts) - 1
    total = np.bincount(other.owners(), weight, size)
    left = np.bincount(other.owners(), weight * (1 - matched), size)
    share = np.bincount(here, left[there], sentences)
    return share / np.maximum(np.bincount(here, total[there], sentences), 1e-6)


def _matched(
    vocabulary: Vocabulary,
    words: Words,
    other: Words,
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> NDArray[np.float32]:
    """Return for each word its best partner in the linked sentences, 0…1."""
    import numpy as np

    best = np.zeros(len(words.types), np.float32)
    here, there = pairs
    for part in chunks((words, here), (other, there)):
        grid, facing = padded(words, here[part]), padded(other, there[part])
        match = word_match(vocabulary, grid, facing) * (facing >= 0)[:, None, :]
        inside = grid >= 0
        at = words.starts[here[part]][:, None] + np.arange(grid.shape[1])
        np.maximum.at(best, at[inside], match.max(axis=2)[inside])
    return best


class Chance(NamedTuple):
    """What is thought of a word."""

    only: float
    """Probability that it is said nowhere in the other article, 0…1."""
    found: bool
    """The very word stands in a linked sentence: it cannot be new by itself."""


def word_chances(
    scored: Scored, links: Iterable[tuple[int, int]], scorer: Scorer
) -> tuple[dict[int, Chance], dict[int, Chance]]:
    """Return for each word whether it is said nowhere in the other article.

    Args:
        scored: Both articles made ready.
        links: Linked sentences, by index in their documents.
        scorer: The trained model of words.

    Returns:
        For either article: index in ``Document.tokens`` → chance.
    """
    import numpy as np

    place_a = {index: at for at, index in enumerate(scored.rows_a)}
    place_b = {index: at for at, index in enumerate(scored.rows_b)}
    pairs = [(place_a[i], place_b[j]) for i, j in links]
    here = np.array([i for i, _ in pairs], np.int64)
    there = np.array([j for _, j in pairs], np.int64)
    out = []
    for words, features in zip(
        (scored.words_a, scored.words_b),
        word_features(scored, here, there),
        strict=True,
    ):
        only = chance(scorer.word.log_odds(features))
        found = features[:, WORD.index("matched")] >= 1
        chances = map(Chance, only.tolist(), found.tolist())
        out.append(dict(zip(words.tokens.tolist(), chances, strict=True)))
    return out[0], out[1]


def only_passages(
    doc: Document,
    chances: Mapping[int, Chance],
    *,
    linked: set[int],
    settled: set[int],
    threshold: float,
) -> tuple[Passage, ...]:
    """Return what *doc* alone says, in text order.

    Args:
        doc: The article.
        chances: Index of a word's token → what is thought of it.
        linked: Indexes of sentences with a counterpart.
        settled: Those of them that have an identical one: nothing is new there.
        threshold: Probability from which a word is marked.
    """
    out: list[Passage] = []
    for index in doc.aligned():
        sentence = doc.sentences[index]
        if index not in linked:
            out.append(Passage(index, sentence.span))
        elif index not in settled:
            words = [token for token in range(*sentence.tokens) if token in chances]
            runs = _runs(doc, words, chances, threshold)
            out.extend(Passage(index, run) for run in runs)
    return tuple(out)


def _runs(
    doc: Document, words: list[int], chances: Mapping[int, Chance], threshold: float
) -> list[Span]:
    """Return the runs of marked words that hold something new with content."""
    function = language(doc.language).function
    out: list[Span] = []
    for marked, group in groupby(words, key=lambda t: chances[t].only >= threshold):
        run = list(group)
        if marked and any(
            not chances[token].found and doc.tokens[token].norm not in function
            for token in run
        ):
            out.append(Span(doc.tokens[run[0]].start, doc.tokens[run[-1]].end))
    return out
