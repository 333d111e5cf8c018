"""What a sentence says that the other article says nowhere.

A sentence without a counterpart is new as a whole.  In a linked sentence each
word is asked whether it finds a partner in the linked sentences, or its stem
elsewhere in the other article, and whether its neighbours do: what is new
comes in phrases, "declared on Wednesday night", not in scattered words.  A
small logistic model weighs the answers (``align/scorer.json``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from srcdiff.align.features import chunks, padded
from srcdiff.align.matching import word_match
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
    "elsewhere",  # its stem stands somewhere in the other article
    "before",  # "matched" of the nearest word with content before it…
    "after",  # …and after it
    "around",  # mean "matched" of the words with content within three words
    "sentence",  # mean "matched" of the sentence, by weight
    "weight",  # log of the word's weight: 0 for function words
    "function",
    "number",
    "name",
)

_AROUND = 3


def word_features(
    vocabulary: Vocabulary,
    words: Words,
    other: Words,
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> NDArray[np.float32]:
    """Return what is known of each word, shape ``(words, len(WORD))``.

    Args:
        vocabulary: Types of words of both articles.
        words: Words of the article that is asked about.
        other: Words of the other article.
        pairs: Linked positions, in *words* and in *other*.
    """
    import numpy as np

    types = words.types
    out = np.zeros((len(types), len(WORD)), np.float32)
    matched = _matched(vocabulary, words, other, pairs)
    content = vocabulary.weights[types] > 0
    sentence = np.repeat(np.arange(len(words.starts) - 1), np.diff(words.starts))
    weight = vocabulary.weights[types]
    total = np.bincount(sentence, weight, len(words.starts) - 1)
    share = np.bincount(sentence, weight * matched, len(words.starts) - 1)
    whole = share / np.maximum(total, 1e-6)
    out[:, 0] = matched
    out[:, 1] = np.isin(vocabulary.stems[types], vocabulary.stems[other.types])
    out[:, 2] = _nearest(matched, content, sentence, whole)
    out[:, 3] = _nearest(matched[::-1], content[::-1], sentence[::-1], whole)[::-1]
    near, count = np.zeros(len(types)), np.zeros(len(types))
    for shift in range(-_AROUND, _AROUND + 1):
        at = np.arange(len(types)) + shift
        fits = (at >= 0) & (at < len(types)) & (shift != 0)
        fits[fits] &= sentence[at[fits]] == sentence[fits]
        fits[fits] &= content[at[fits]]
        near[fits] += matched[at[fits]]
        count += fits
    out[:, 4] = np.where(count > 0, near / np.maximum(count, 1), whole[sentence])
    out[:, 5] = whole[sentence]
    out[:, 6] = np.log1p(weight)
    out[:, 7] = ~content
    out[:, 8] = vocabulary.is_number[types]
    out[:, 9] = vocabulary.is_name[types]
    return out


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


def _nearest(
    matched: NDArray[np.float32],
    content: NDArray[np.bool_],
    sentence: NDArray[np.int64],
    whole: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Return "matched" of the last content word before each in its sentence."""
    import numpy as np

    at = np.maximum.accumulate(np.where(content, np.arange(len(content)), -1))
    before = np.r_[-1, at[:-1]] if len(at) else at
    same = (before >= 0) & (sentence[before] == sentence)
    return np.where(same, matched[before], whole[sentence])


def word_probability(
    scored: Scored, links: Iterable[tuple[int, int]], scorer: Scorer
) -> tuple[dict[int, float], dict[int, float]]:
    """Return for each word that it is said nowhere in the other article, 0…1.

    Args:
        scored: Both articles made ready.
        links: Linked sentences, by index in their documents.
        scorer: The trained model of words.

    Returns:
        For either article: index in ``Document.tokens`` → probability.
    """
    import numpy as np

    place_a = {index: at for at, index in enumerate(scored.rows_a)}
    place_b = {index: at for at, index in enumerate(scored.rows_b)}
    pairs = [(place_a[i], place_b[j]) for i, j in links]
    here = np.array([i for i, _ in pairs], np.int64)
    there = np.array([j for _, j in pairs], np.int64)
    words_a, words_b = scored.words_a, scored.words_b
    out = []
    for words, other, positions in (
        (words_a, words_b, (here, there)),
        (words_b, words_a, (there, here)),
    ):
        features = word_features(scored.vocabulary, words, other, positions)
        odds = scorer.word.log_odds(features)
        chance = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
        out.append(dict(zip(words.tokens.tolist(), chance.tolist(), strict=True)))
    return out[0], out[1]


def only_passages(
    doc: Document,
    probability: Mapping[int, float],
    *,
    linked: set[int],
    settled: set[int],
    threshold: float,
) -> tuple[Passage, ...]:
    """Return what *doc* alone says, in text order.

    Args:
        doc: The article.
        probability: Index of a word's token → that the other article lacks it.
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
            words = [
                (token, probability[token] >= threshold)
                for token in range(*sentence.tokens)
                if token in probability
            ]
            out.extend(Passage(index, run) for run in _runs(doc, words))
    return tuple(out)


def _runs(doc: Document, words: list[tuple[int, bool]]) -> list[Span]:
    """Return the runs of marked words that hold a word with content."""
    function = language(doc.language).function
    out: list[Span] = []
    for marked, group in groupby(words, key=lambda word: word[1]):
        run = [doc.tokens[token] for token, _ in group]
        if marked and any(token.norm not in function for token in run):
            out.append(Span(run[0].start, run[-1].end))
    return out
