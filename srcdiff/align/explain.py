"""Why pairs of sentences came to be linked or not: the evidence, taken apart.

Nothing is decided here.  What :mod:`srcdiff.align.sentences` weighed is weighed
once more and kept: each feature with its value and its *pulls*, how a pair stands
among others, and which word was matched to which.

A pair is weighed twice: by itself, by a logistic model, and among all pairs, by
boosted trees.  In the first a feature's pull is its weight times its distance from
the mean, which is exact.  In the second it follows Saabas (2014, "Interpreting
random forests"): on a pair's way down a tree the expected outcome changes at every
node, and the change belongs to the feature asked there.  Expected is the mean over
all candidate pairs of these two articles that come by that node, so that no figures
of the training data are needed and "average" means average here: of two articles of
a few sentences each, of a few pairs.  The mean of all pairs and the pulls add up to
the pair's log-odds exactly, both times.  The fewer sentences there are, the more of
the first counts in the second (``context.trust``); its pull is the score's.

What the method does not do: features that say the same share their pull by which
of them a tree happens to ask, and one asked lower down gets rather more of it
(Lundberg et al. 2020, "From local explanations to global understanding").  That is
why reports sum the pulls by kind of evidence first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from srcdiff.align.aligner import align, threshold
from srcdiff.align.context import CONTEXT, LINKABLE, chance, context, trust
from srcdiff.align.grids import padded
from srcdiff.align.matching import word_match
from srcdiff.align.meaning import word_cosines
from srcdiff.align.word_types import bare_types
from srcdiff.explanation import (
    Asked,
    Feature,
    MarkedPassage,
    MarkedWord,
    PairAccount,
    Sides,
    Standing,
    Verdict,
    WordMatch,
)
from srcdiff.model import Document, Passage, Side, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from srcdiff.align.scorer import Scorer, Trees
    from srcdiff.align.sentences import Scored
    from srcdiff.align.words import Vocabulary, Words
    from srcdiff.diff.only import Chance

_BESIDE, _INSTEAD = 1, 2
"""Pairs shown beside a sentence's links, and in their place.  Set by hand: further
ones are rarely those that somebody asks about, and can be asked for by name."""

_DIGITS = 4
"""Decimals kept of what is worked out here."""

_ROWS = 4096
"""Rows walked at a time."""

Links = Mapping[tuple[int, int], float]
Pairs = Collection[tuple[int, int]]


def pair_accounts(
    scored: Scored, scorer: Scorer, links: Links, same: Pairs, asked: Asked
) -> tuple[PairAccount, ...]:
    """Return the evidence about the pair asked for, or about a sentence's pairs.

    Of a single sentence these are its links, best first, and then the best of
    its candidates that were weighed and not linked.

    Args:
        scored: What ``sentences.gather`` made of the two articles.
        scorer: The trained models that were used.
        links: What ``sentences.sentence_links`` found: pair → similarity.
        same: The pairs of the same words.
        asked: Sentences that take part in links, by index in their documents.
    """
    weighed = _Weighed.of(scored, scorer)
    return tuple(
        _account(weighed, links, same, pair) for pair in _chosen(weighed, links, asked)
    )


@dataclass(frozen=True, slots=True)
class _Weighed:
    """All candidate pairs with what the models make of them."""

    scored: Scored
    scorer: Scorer
    around: NDArray[np.float32]
    score: NDArray[np.float64]
    """Log-odds of each pair by itself."""
    probability: NDArray[np.float64]

    @classmethod
    def of(cls, scored: Scored, scorer: Scorer) -> _Weighed:
        """Weigh as ``Scorer.probability`` does, and keep what it throws away."""
        import numpy as np

        score = np.round(scorer.evidence.log_odds(scored.evidence), 6)
        around = context(scored, score)
        return cls(scored, scorer, around, score, scorer.probability(scored))

    def features(self, at: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the rows that the trees see."""
        import numpy as np

        return np.concatenate([self.scored.evidence[at], self.around[at]], axis=1)

    def rows(self, side: Side) -> tuple[int, ...]:
        """Return position → index in the document of one side's sentences."""
        return self.scored.rows_a if side == "a" else self.scored.rows_b

    def line(self, side: Side, sentence: int) -> NDArray[np.int64]:
        """Return the candidate pairs of one sentence, best by themselves first."""
        import numpy as np

        at = 0 if side == "a" else 1
        position = self.rows(side).index(sentence)
        line = np.flatnonzero(self.scored.pairs[at] == position)
        order: NDArray[np.int64] = line[np.argsort(-self.score[line], kind="stable")]
        return order

    def pair(self, at: int) -> tuple[int, int]:
        """Return the sentences of a candidate pair, by index in the documents."""
        i, j = (int(side[at]) for side in self.scored.pairs)
        return self.rows("a")[i], self.rows("b")[j]

    def place(self, pair: tuple[int, int]) -> int | None:
        """Return which of the candidates a pair is, None if it is none."""
        for at in self.line("a", pair[0]).tolist():
            if self.pair(at) == pair:
                return int(at)
        return None


def _chosen(weighed: _Weighed, links: Links, asked: Asked) -> list[tuple[int, int]]:
    """Return the pairs to give an account of, in the order to show them."""
    import numpy as np

    a, b = asked
    if a is not None and b is not None:
        return [(a, b)]
    side: Side = "b" if a is None else "a"
    sentence = b if a is None else a
    if sentence is None:
        return []
    own = [pair for pair in links if pair[side == "b"] == sentence]
    own.sort(key=lambda pair: (-links[pair], pair))
    line = weighed.line(side, sentence)
    line = line[np.argsort(-weighed.probability[line], kind="stable")]
    line = line[weighed.score[line] >= LINKABLE]
    others = [weighed.pair(at) for at in line.tolist()]
    others = [pair for pair in others if pair not in links]
    return own + others[: _BESIDE if own else _INSTEAD]


def _account(
    weighed: _Weighed, links: Links, same: Pairs, pair: tuple[int, int]
) -> PairAccount:
    at = weighed.place(pair)
    instead = Sides(
        next((j for i, j in same if i == pair[0] and pair not in same), None),
        next((i for i, j in same if j == pair[1] and pair not in same), None),
    )
    words = matched_words(weighed.scored, pair)
    features: tuple[Feature, ...] = ()
    average = similarity = alone = None
    if at is not None:
        alone = float(chance(weighed.score[[at]])[0])
        similarity = float(weighed.probability[at])
        average, features = _features(weighed, at)
    if pair in links:
        similarity = links[pair]
    return PairAccount(
        a=pair[0],
        b=pair[1],
        verdict=_verdict(pair, links, same, instead, features),
        similarity=None if similarity is None else _rounded(similarity),
        alone=None if alone is None else _rounded(alone),
        average=average,
        features=features,
        covered=Sides(_covered(words.a), _covered(words.b)),
        words=words,
        standing=Sides(
            _standing(weighed, links, "a", pair, at),
            _standing(weighed, links, "b", pair, at),
        ),
        instead=instead,
    )


def _features(
    weighed: _Weighed, at: int
) -> tuple[tuple[float, float], tuple[Feature, ...]]:
    """Return the log-odds of an average pair, and one pair's features with pulls."""
    import numpy as np

    rows = weighed.features(np.arange(len(weighed.score)))
    own = rows[at].tolist()
    evidence = weighed.scorer.evidence
    means = rows.mean(axis=0, dtype=np.float64).tolist()
    start = evidence.intercept
    alone: list[float | None] = [None] * len(own)
    for column, weight in enumerate(evidence.weights):
        start += weight * means[column]
        alone[column] = _rounded(weight * (own[column] - means[column]))
    end, found = tree_pulls(weighed.scorer.context, rows, at)
    share, column = trust(weighed.scored), len(weighed.scorer.names)  # of the score
    end = share * end + (1 - share) * means[column]
    found = [share * pull for pull in found]
    found[column] += (1 - share) * (own[column] - means[column])
    pulls: list[float | None] = [_rounded(pull) for pull in found]
    if weighed.score[at] < LINKABLE:
        pulls = [None] * len(own)
    return (_rounded(start), _rounded(end)), tuple(
        Feature(name, _rounded(own[column]), alone[column], pulls[column])
        for column, name in enumerate(weighed.scorer.names + CONTEXT)
    )


def _verdict(
    pair: tuple[int, int],
    links: Links,
    same: Pairs,
    instead: Sides[int | None],
    features: tuple[Feature, ...],
) -> Verdict:
    if pair in links:
        return "same words" if pair in same else "linked"
    if any(other is not None for other in instead):
        return "taken"
    if not features:
        return "no candidate"
    return "hopeless" if features[0].pull is None else "below"


def _standing(
    weighed: _Weighed, links: Links, side: Side, pair: tuple[int, int], at: int | None
) -> Standing | None:
    """Return how a pair stands among the candidates of its sentence on *side*."""
    if at is None:
        return None
    own, other = (0, 1) if side == "a" else (1, 0)
    line = weighed.line(side, pair[own]).tolist()
    rank = 1 + sum(weighed.score[one] > weighed.score[at] for one in line)
    rival = next((one for one in line if one != at), None)
    if rival is None:
        return Standing(int(rank), len(line), None, 0.0, False, 0.0)
    rival_pair = weighed.pair(rival)
    return Standing(
        rank=int(rank),
        candidates=len(line),
        rival=rival_pair[other],
        rival_alone=_rounded(float(chance(weighed.score[[rival]])[0])),
        rival_linked=rival_pair in links,
        rival_takes=_taken(
            matched_words(weighed.scored, pair)[own],
            matched_words(weighed.scored, rival_pair)[own],
        ),
    )


def _taken(mine: tuple[WordMatch, ...], others: tuple[WordMatch, ...]) -> float:
    """Return the share of what *mine* matches that *others* match too, 0…1."""
    total = sum(word.weight * word.strength for word in mine)
    both = sum(
        word.weight * word.strength * other.strength
        for word, other in zip(mine, others, strict=True)
    )
    return _rounded(both / total) if total else 0.0


def _covered(words: tuple[WordMatch, ...]) -> float:
    """Return the share of the words' weight that finds a partner, 0…1."""
    total = sum(word.weight for word in words)
    return _rounded(sum(w.weight * w.strength for w in words) / total) if total else 0.0


def matched_words(
    scored: Scored, pair: tuple[int, int]
) -> Sides[tuple[WordMatch, ...]]:
    """Return the words with content of two sentences, each with its likeliest partner.

    The one place that says what a word was matched to, by the word aligner, which
    is what ``diff.only`` goes by; of equally likely partners the one at the same
    place of its sentence, then the first.

    Args:
        scored: Both articles made ready.
        pair: Indexes of the sentences in their documents.
    """
    places = scored.rows_a.index(pair[0]), scored.rows_b.index(pair[1])
    a, b = _words_at(scored.words_a, places[0]), _words_at(scored.words_b, places[1])
    types = (scored.words_a.types[a], scored.words_b.types[b])
    tokens = (scored.words_a.tokens[a], scored.words_b.tokens[b])
    match = word_match(scored.vocabulary, *types)
    likely = _likely(scored, places)
    least = threshold("static" if scored.meaning.in_context is None else "contextual")
    return Sides(
        _matches(
            scored.vocabulary, (scored.a, scored.b), types, tokens, match, likely, least
        ),
        _matches(
            scored.vocabulary,
            (scored.b, scored.a),
            types[::-1],
            tokens[::-1],
            match.T,
            likely.T,
            least,
        ),
    )


def _likely(scored: Scored, places: tuple[int, int]) -> NDArray[np.float32]:
    """Return the probability that words of two sentences correspond, shape (m, n)."""
    import numpy as np

    words = scored.words_a, scored.words_b
    at = np.array(places[:1]), np.array(places[1:])
    cosine = None
    if scored.meaning.in_context is not None:
        cosine = word_cosines(words, scored.meaning.in_context, at)
    grids = padded(words[0], at[0]), padded(words[1], at[1])
    likely: NDArray[np.float32] = align(bare_types(scored.vocabulary), *grids, cosine)[
        0
    ]
    return likely


def _words_at(words: Words, position: int) -> slice:
    return slice(int(words.starts[position]), int(words.starts[position + 1]))


def _matches(  # noqa: PLR0913, PLR0917 -- both sides of all of it, to be turned
    vocabulary: Vocabulary,
    docs: tuple[Document, Document],
    types: tuple[NDArray[np.int32], NDArray[np.int32]],
    tokens: tuple[NDArray[np.int32], NDArray[np.int32]],
    match: NDArray[np.float32],
    likely: NDArray[np.float32],
    least: float,
) -> tuple[WordMatch, ...]:
    out = []
    for at, (type_, token) in enumerate(
        zip(types[0].tolist(), tokens[0].tolist(), strict=True)
    ):
        weight = float(vocabulary.weights[type_])
        if weight <= 0:
            continue
        row = likely[at, : len(types[1])].tolist()
        highest = max(row, default=0.0)
        partner, same = None, False
        if highest >= least:
            best = min(
                (place for place, found in enumerate(row) if found == highest),
                key=lambda place: (abs(place / len(row) - at / len(types[0])), place),
            )
            partner = Span(*docs[1].tokens[int(tokens[1][best])][:2])
            same = bool(match[at, best] >= 1)
        kind: Literal["", "number", "name"] = ""
        if vocabulary.is_number[type_]:
            kind = "number"
        elif vocabulary.is_name[type_]:
            kind = "name"
        out.append(
            WordMatch(
                span=Span(*docs[0].tokens[token][:2]),
                partner=partner,
                chance=_rounded(highest),
                same=same,
                strength=_rounded(match[at].max(initial=0)),
                weight=_rounded(weight),
                kind=kind,
            )
        )
    return tuple(out)


def tree_pulls(
    trees: Trees, rows: NDArray[np.float32], at: int
) -> tuple[float, list[float]]:
    """Return the mean log-odds of *rows*, and each feature's pull on one of them.

    The two together give the log-odds of that row: see the top of this file.

    Args:
        trees: Boosted trees.
        rows: The features of all pairs, shape ``(pairs, features)``.
        at: The row to explain.
    """
    import numpy as np

    shape = trees.value.shape
    sums, counts = np.zeros(shape), np.zeros(shape)
    # A leaf leads back to itself: it is counted more than once, its mean is the same.
    for first in range(0, len(rows), _ROWS):
        steps = list(_walk(trees, rows[first : first + _ROWS]))
        leaf = np.take_along_axis(trees.value, steps[-1].T, axis=1)
        for step in steps:
            key = np.arange(shape[0])[:, None] * shape[1] + step.T
            size = trees.value.size
            sums += np.bincount(key.ravel(), leaf.ravel(), size).reshape(shape)
            counts += np.bincount(key.ravel(), minlength=size).reshape(shape)
    expected = sums / np.maximum(counts, 1)
    pulls = np.zeros(rows.shape[1])
    tree = np.arange(shape[0])
    path = [step[0] for step in _walk(trees, rows[at : at + 1])]
    for node, after in pairwise(path):
        change = expected[tree, after] - expected[tree, node]
        np.add.at(pulls, trees.feature[tree, node], change)
    return trees.start + float(np.cumsum(expected[:, 0])[-1]), pulls.tolist()


def _walk(trees: Trees, rows: NDArray[np.float32]) -> Iterator[NDArray[np.int64]]:
    """Yield the node of each row in each tree, step by step from the root."""
    import numpy as np

    tree = np.arange(len(trees.value))
    row = np.arange(len(rows))[:, None]
    node = np.zeros((len(rows), len(tree)), np.int64)
    yield node
    for _ in range(trees.depth):
        at_most = rows[row, trees.feature[tree, node]] <= trees.threshold[tree, node]
        node = np.where(at_most, trees.left[tree, node], trees.right[tree, node])
        yield node


def marked_passages(
    scored: Scored,
    scorer: Scorer,
    links: Links,
    side: Side,
    passages: Collection[Passage],
) -> tuple[MarkedPassage, ...]:
    """Return what marked passages of a sentence find in the other article.

    Args:
        scored: Both articles made ready.
        scorer: The trained models that were used.
        links: All links of the two articles.
        side: The article the passages stand in.
        passages: What ``diff.only`` marked in one of its sentences.
    """
    from srcdiff.diff.only import word_chances

    if not passages:
        return ()
    number = 0 if side == "a" else 1
    chances = word_chances(scored, links, scorer)[0][number]
    return tuple(
        MarkedPassage(
            passage.span,
            tuple(_looked_for(scored, number, passage, chances)),
        )
        for passage in passages
    )


def _looked_for(
    scored: Scored,
    number: int,
    passage: Passage,
    chances: Mapping[int, Chance],
) -> Iterator[MarkedWord]:
    """Yield each word with content of a passage, and where it finds a partner."""
    import numpy as np

    doc = (scored.a, scored.b)[number]
    words, other = (scored.words_a, scored.words_b)[:: 1 - 2 * number]
    rows, facing = (scored.rows_a, scored.rows_b)[:: 1 - 2 * number]
    at = _words_at(words, rows.index(passage.sentence))
    for type_, token in zip(
        words.types[at].tolist(), words.tokens[at].tolist(), strict=True
    ):
        span = Span(*doc.tokens[token][:2])
        if not (scored.vocabulary.weights[type_] > 0 and span.touches(passage.span)):
            continue
        match = word_match(scored.vocabulary, np.array([type_], np.int32), other.types)[
            0
        ]
        best = float(match.max(initial=0))
        holding = other.owners()[match == best] if best > 0 else []
        yield MarkedWord(
            span=span,
            chance=_rounded(chances[token].only),
            linked=_rounded(chances[token].aligned),
            elsewhere=_rounded(best),
            sentences=tuple(sorted({facing[place] for place in holding})),
        )


def _rounded(value: float) -> float:
    # Adding zero turns -0.0, which would not mirror, into 0.0.
    return round(float(value), _DIGITS) + 0.0
