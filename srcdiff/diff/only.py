"""What a sentence says that the other article says nowhere.

A sentence without a counterpart is new as a whole.  In a linked sentence each
word is asked whether the word aligner gives it a partner in the linked sentences,
whether something like it stands elsewhere in the other article, and whether the
words around it and its clause find theirs: what is new comes in phrases, "declared
on Wednesday night", not in scattered words.  Small boosted trees weigh the answers
(``align/scorer.json``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from srcdiff.align.aligner import align
from srcdiff.align.context import chance
from srcdiff.align.grids import chunks, padded
from srcdiff.align.matching import (
    MOST_TYPES,
    SCALE,
    STEPS,
    nearest_types,
    nearness,
    strength,
)
from srcdiff.align.meaning import word_cosines
from srcdiff.align.threads import enough_threads
from srcdiff.align.word_links import LIKELY, WordLinks, by_pair
from srcdiff.align.word_types import bare_types
from srcdiff.align.word_vectors import HALF
from srcdiff.align.words import distinct
from srcdiff.model import Document, Passage, Span
from srcdiff.text.languages import language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from srcdiff.align.scorer import Scorer
    from srcdiff.align.sentences import Scored
    from srcdiff.align.word_links import Cells
    from srcdiff.align.words import Vocabulary, Words

_MEANING = (*range(16), *range(HALF, HALF + 16))
"""Numbers of a word's vector that are asked.  In either table the first ones tell most:
what kind of word is rarely new, and what often."""

WORD = (
    "aligned",  # probability of the likeliest partner in the linked sentences
    "aligned_around",  # mean of that over the words with content within three words
    "aligned_beside",  # the same over all words within two
    "aligned_clause",  # the same over its clause, by weight
    "aligned_before",  # that of the word before, -1 at the start…
    "aligned_after",  # …and after, -1 at the end
    "run",  # words in a row around it without a partner, or minus those with one
    "run_weight",  # their weight, 0 for words with a partner
    "run_aligned",  # mean of "aligned" over them, 1 for words with a partner
    "matched",  # best partner among the words of the linked sentences by type, 0…1
    "matched_around",  # mean of that over the words with content within three words
    "matched_clause",  # the same over its clause, by weight
    "elsewhere",  # best partner by type among all words of the other article
    "left_over",  # share of the linked sentences that finds no partner here
    "links",  # how many linked sentences there are
    "position",  # where in the sentence it stands, 0…1
    "length",  # log of the sentence's length in words
    "weight",  # log of the word's weight: 0 for function words
    "number",
    "name",
    *(f"meaning_{k}" for k in _MEANING),  # the word's vector
)
"""With static vectors, and…"""
IN_CONTEXT = (
    "near",  # nearest word of the linked sentences where it stands, 0…1
    "near_around",  # mean of that over the words with content within three words
    "near_elsewhere",  # nearest word of the whole other article
)
"""…what a transformer adds."""

_AROUND, _BESIDE = 3, 2

_ROWS = 1024
"""Words compared with all of the other article at a time."""

_CLAUSE_MARKS = frozenset(',;:()[]-"') | {"..."}
"""Marks at which a clause ends.  No hyphen: that is glued on both sides."""

_CLAUSE_WORDS = frozenset(
    {"and", "but", "or", "which", "who", "that", "while", "as", "when", "where"}
    | {"after", "before", "because", "although", "if", "since", "with", "including"}
)
"""Words with which one starts, in English."""


def word_names(encoder: str) -> tuple[str, ...]:
    """Return the features that :func:`word_features` gives with that encoder."""
    return WORD if encoder == "static" else WORD + IN_CONTEXT


def word_features(
    scored: Scored, here: NDArray[np.int64], there: NDArray[np.int64]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return what is known of each word, shape ``(words, features)`` for a and b.

    Args:
        scored: Both articles made ready.
        here: Linked positions in a…
        there: …and their counterparts in b.
    """
    pairs = here, there
    partners = _partners(scored, pairs)[:2]
    return _both_features(scored, pairs, partners, _elsewhere(scored))


def _both_features(
    scored: Scored,
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]],
    partners: tuple[_Partners, _Partners],
    elsewhere: tuple[NDArray[np.float32], NDArray[np.float32]],
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    return (
        _features(scored, 0, pairs, partners, elsewhere[0]),
        _features(scored, 1, pairs[::-1], partners[::-1], elsewhere[1]),
    )


class _Partners(NamedTuple):
    """The best partner of each word of an article in the linked sentences, 0…1."""

    aligned: NDArray[np.float32]
    """Probability, by the word aligner."""
    near: NDArray[np.float32]
    """Nearness of the types."""
    in_context: NDArray[np.float32]
    """Nearness where the words stand; zeros without a transformer."""


def _partners(
    scored: Scored, pairs: tuple[NDArray[np.int64], NDArray[np.int64]]
) -> tuple[_Partners, _Partners, list[Cells]]:
    """Return the best partners of the words of a, and of b, and all likely ones.

    Args:
        scored: Both articles made ready.
        pairs: Linked positions in either.
    """
    import numpy as np

    words = scored.words_a, scored.words_b
    out = tuple(
        _Partners(*np.zeros((3, len(side.types)), np.float32)) for side in words
    )
    cells: list[Cells] = []
    types = bare_types(scored.vocabulary)
    for part in chunks((words[0], pairs[0]), (words[1], pairs[1]), size=_CELLS):
        at = pairs[0][part], pairs[1][part]
        grids = padded(words[0], at[0]), padded(words[1], at[1])
        cosine = None
        if scored.meaning.in_context is not None:
            cosine = word_cosines(words, scored.meaning.in_context, at)
        near = nearness(scored.vocabulary, *grids)
        near *= (grids[0] >= 0)[:, :, None] & (grids[1] >= 0)[:, None, :]
        likely = align(types, *grids, cosine)
        at_pair, row, column = np.nonzero(likely >= LIKELY)
        cells.append(
            (
                part[at_pair],
                words[0].tokens[words[0].starts[at[0][at_pair]] + row],
                words[1].tokens[words[1].starts[at[1][at_pair]] + column],
                likely[at_pair, row, column],
            )
        )
        for side, axis in ((0, 2), (1, 1)):
            inside = grids[side] >= 0
            first = words[side].starts[at[side]][:, None]
            place = (first + np.arange(inside.shape[1]))[inside]
            for best, grid in zip(out[side], (likely, near, cosine), strict=True):
                if grid is not None:
                    np.maximum.at(best, place, grid.max(axis=axis)[inside])
    return out[0], out[1], cells


_CELLS = 40_000
"""Word pairs looked at together: the aligner keeps some thirty numbers of each."""


def _features(
    scored: Scored,
    side: int,
    pairs: tuple[NDArray[np.int64], NDArray[np.int64]],
    partners: tuple[_Partners, _Partners],
    elsewhere: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Return the features of one article's words.

    Args:
        scored: Both articles made ready.
        side: 0 for a, 1 for b.
        pairs: Linked positions, in this article and in the other.
        partners: What :func:`_partners` found for either.
        elsewhere: What :func:`_elsewhere` found for this one.
    """
    import numpy as np

    vocabulary, in_context = scored.vocabulary, scored.meaning.in_context
    doc = (scored.a, scored.b)[side]
    words, other = (scored.words_a, scored.words_b)[:: 1 - 2 * side]
    own, others = partners
    types = words.types
    names = WORD if in_context is None else WORD + IN_CONTEXT
    if not len(types):
        return np.zeros((0, len(names)), np.float32)
    weight = vocabulary.weights[types]
    content, every = weight > 0, np.ones(len(types), bool)
    sentence = words.owners()
    clause = _clauses(doc, words, sentence)
    matched = strength(own.near)
    edge = sentence[1:] != sentence[:-1]
    sentences = len(words.starts) - 1
    left_over = _left_over(vocabulary, other, strength(others.near), pairs, sentences)
    length = np.diff(words.starts)[sentence]
    run, run_weight, run_aligned = _runs_of(sentence, weight, own.aligned)
    found: dict[str, NDArray[Any]] = {
        "aligned": own.aligned,
        "aligned_around": _around(sentence, content, own.aligned, weight),
        "aligned_beside": _around(sentence, every, own.aligned, weight, _BESIDE),
        "aligned_clause": _share(clause, weight, own.aligned)[clause],
        "aligned_before": np.r_[-1, np.where(edge, -1, own.aligned[:-1])],
        "aligned_after": np.r_[np.where(edge, -1, own.aligned[1:]), -1],
        "run": run,
        "run_weight": run_weight,
        "run_aligned": run_aligned,
        "matched": matched,
        "matched_around": _around(sentence, content, matched, weight),
        "matched_clause": _share(clause, weight, matched)[clause],
        "elsewhere": elsewhere,
        "left_over": left_over[sentence],
        "links": np.bincount(pairs[0], minlength=sentences)[sentence],
        "position": (np.arange(len(types)) - words.starts[sentence] + 0.5) / length,
        "length": np.log(length),
        "weight": np.log1p(weight),
        "number": vocabulary.is_number[types],
        "name": vocabulary.is_name[types],
    }
    vectors = vocabulary.meaning[types]
    found.update((f"meaning_{k}", vectors[:, k]) for k in _MEANING)
    if in_context is not None:
        found["near"] = own.in_context
        found["near_around"] = _around(sentence, content, own.in_context, weight)
        found["near_elsewhere"] = _nearest(
            in_context.words[side], in_context.words[1 - side]
        )
    return np.stack([found[name] for name in names], axis=1).astype(np.float32)


def _around(
    sentence: NDArray[np.int64],
    counted: NDArray[np.bool_],
    values: NDArray[np.float32],
    weight: NDArray[np.float32],
    reach: int = _AROUND,
) -> NDArray[np.float64]:
    """Return the mean of the values around each word, without its own.

    Args:
        sentence: Position of each word's sentence.
        counted: The words whose values count.
        values: A value a word.
        weight: Its weight, for the mean of the sentence where no word counts.
        reach: Words either way.
    """
    import numpy as np

    near, count = np.zeros(len(values)), np.zeros(len(values))
    for shift in range(-reach, reach + 1):
        at = np.arange(len(values)) + shift
        fits = (at >= 0) & (at < len(values)) & (shift != 0)
        fits[fits] &= sentence[at[fits]] == sentence[fits]
        fits[fits] &= counted[at[fits]]
        near[fits] += values[at[fits]]
        count += fits
    whole = _share(sentence, weight, values)
    return np.where(count > 0, near / np.maximum(count, 1), whole[sentence])


def _runs_of(
    sentence: NDArray[np.int64],
    weight: NDArray[np.float32],
    aligned: NDArray[np.float32],
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Return of each word's run its length, weight and mean of *aligned*: see ``WORD``.

    A run are words of one sentence in a row that all find a partner, or all find
    none: what is new is a phrase, and a word alone among words with partners is
    more likely one whose partner was missed.

    Args:
        sentence: Position of each word's sentence.
        weight: Weight of each word.
        aligned: Probability of its likeliest partner; from a half on it has one.
    """
    import numpy as np

    alone = aligned < 0.5
    edge = (np.diff(sentence) != 0) | (np.diff(alone) != 0)
    run = np.cumsum(np.r_[0, edge])
    count = np.bincount(run)[run]
    return (
        np.where(alone, count, -count),
        np.where(alone, np.bincount(run, weight)[run], 0),
        np.where(alone, np.bincount(run, aligned)[run] / count, 1),
    )


def _nearest(
    vectors: NDArray[np.int16], others: NDArray[np.int16]
) -> NDArray[np.float32]:
    """Return how near each word of one article is to the nearest of the other, 0…1."""
    import numpy as np

    out = np.zeros(len(vectors), np.float32)
    facing = others.astype(np.float32).T
    if not facing.size:
        return out
    with enough_threads(vectors[:_ROWS].size * len(others)):
        for first in range(0, len(out), _ROWS):
            rows = slice(first, first + _ROWS)
            cosine = vectors[rows].astype(np.float32) @ facing
            out[rows] = cosine.max(axis=1) / (SCALE * SCALE)
    return np.maximum(out, 0)


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


def _elsewhere(scored: Scored) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return each word's best partner anywhere in the other article, 0…1, both ways.

    Where the articles have too many types to compare, only the stem counts.
    """
    import numpy as np

    vocabulary = scored.vocabulary
    stems = vocabulary.stems
    sides = scored.words_a.types, scored.words_b.types
    held = np.zeros((2, len(stems)), np.bool_)
    held[0, stems[sides[0]]] = held[1, stems[sides[1]]] = True
    # Nothing is nearer than the same stem: only words without are looked up.
    near = held[::-1, stems].astype(np.float32)
    if len(stems) <= MOST_TYPES:
        a, b = map(distinct, sides)
        lone_a, lone_b = a[near[0, a] == 0], b[near[1, b] == 0]
        near[0, lone_a] = nearest_types(vocabulary, lone_a, b)[0] / np.float32(STEPS)
        near[1, lone_b] = nearest_types(vocabulary, a, lone_b)[1] / np.float32(STEPS)
        near = strength(near)
    return near[0, sides[0]], near[1, sides[1]]


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
        matched: How well each of them is matched in the linked sentences, 0…1.
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


class Chance(NamedTuple):
    """What is thought of a word."""

    only: float
    """Probability that it is said nowhere in the other article, 0…1."""
    aligned: float
    """Probability of its likeliest partner in the linked sentences, 0…1."""
    found: bool
    """The very word stands in a linked sentence: it cannot be new by itself."""


def word_chances(
    scored: Scored,
    links: Collection[tuple[int, int]],
    scorer: Scorer,
) -> tuple[tuple[dict[int, Chance], dict[int, Chance]], WordLinks]:
    """Return for each word whether it is said nowhere in the other article.

    Args:
        scored: Both articles made ready.
        links: Linked sentences, by index in their documents.
        scorer: The trained model of words.

    Returns:
        For either article: index in ``Document.tokens`` → chance.  And the words
        that correspond in each link.
    """
    import numpy as np

    place_a = {index: at for at, index in enumerate(scored.rows_a)}
    place_b = {index: at for at, index in enumerate(scored.rows_b)}
    pairs = [(place_a[i], place_b[j]) for i, j in links]
    here = np.array([i for i, _ in pairs], np.int64)
    there = np.array([j for _, j in pairs], np.int64)
    in_a, in_b, cells = _partners(scored, (here, there))
    out = []
    for words, features, side in zip(
        (scored.words_a, scored.words_b),
        _both_features(scored, (here, there), (in_a, in_b), _elsewhere(scored)),
        (in_a, in_b),
        strict=True,
    ):
        only = chance(scorer.word.log_odds(features))
        found = (only, side.aligned, side.near >= 1)
        chances = map(Chance, *(values.tolist() for values in found))
        out.append(dict(zip(words.tokens.tolist(), chances, strict=True)))
    return (out[0], out[1]), by_pair(links, cells)


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
