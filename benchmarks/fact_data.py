"""Annotated pairs made ready for the facts, with the conflicts a person marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from data import Marked, Pair

from srcdiff.align.encoders import chosen
from srcdiff.align.scorer import Scorer, load
from srcdiff.align.sentences import Scored, gather, identical_pairs, sentence_links
from srcdiff.diff.only import word_chances
from srcdiff.facts.linked import Linked, LinkedPair, linked
from srcdiff.readers.plain import read_plain
from srcdiff.settings import Settings
from srcdiff.text.document import document

MISSES = 2
"""Near misses of each sentence."""


@dataclass(frozen=True)
class Annotated:
    """A pair of articles with what a person said of it."""

    name: str
    pair: Pair
    found: Linked
    """With the links that srcdiff finds; trained on this pair too."""
    given: Linked
    """With the links that the person made."""
    missed: Linked
    """With sentences that resemble each other and that the person did not link."""

    @property
    def marked(self) -> tuple[Marked, ...]:
        """The conflicts that the person marked."""
        return self.pair.marked


def links(pair: Pair) -> Iterator[Linked]:
    """Yield the pair with the links found, with those given, and with near misses."""
    scorer, scored = load("static"), gathered(pair)
    same = set(identical_pairs(pair.a, pair.b))
    given = dict.fromkeys(sorted(pair.relation), 1.0)
    yield made(pair, scored, sentence_links(scored, same, scorer))
    yield made(pair, scored, given)
    yield made(pair, scored, dict.fromkeys(near_misses(scored, scorer, given), 0.0))


def gathered(pair: Pair) -> Scored:
    """Return a pair made ready, static encoder."""
    return gather(pair.a, pair.b, Settings().candidates, chosen("static"))


def made(pair: Pair, scored: Scored, pairs: Mapping[tuple[int, int], float]) -> Linked:
    """Return a pair with these links and their similarities."""
    same = identical_pairs(pair.a, pair.b)
    words = word_chances(scored, pairs, load("static"))[1]
    these = (
        LinkedPair(*at, similarity, at in same, words[at])
        for at, similarity in pairs.items()
    )
    return linked(pair.a, pair.b, these, scored.vocabulary)


def near_misses(
    scored: Scored, scorer: Scorer, given: Mapping[tuple[int, int], float]
) -> list[tuple[int, int]]:
    """Return for each sentence of A the likeliest ones of B that are not linked."""
    odds = scorer.evidence.log_odds(scored.evidence)
    best = defaultdict(list)
    for at in odds.argsort()[::-1].tolist():
        i, j = (
            rows[int(p[at])]
            for rows, p in zip(
                (scored.rows_a, scored.rows_b), scored.pairs, strict=True
            )
        )
        if (i, j) not in given and len(best[i]) < MISSES:
            best[i].append(j)
    return sorted((i, j) for i, found in best.items() for j in found)


def annotated(pairs: Iterable[Pair]) -> Iterator[Annotated]:
    """Yield pairs of articles with their links, static encoder."""
    for pair in pairs:
        yield Annotated(pair.name, pair, *links(pair))


def sentences_linked(a: str, b: str) -> Linked:
    """Return two texts, each of a sentence or two, all of which are linked."""
    docs = [
        document(read_plain(text, "made"), name="made", language="english")
        for text in (a, b)
    ]
    pair = Pair("made", docs[0], docs[1], {})
    everything = dict.fromkeys(product(docs[0].aligned(), docs[1].aligned()), 1.0)
    return made(pair, gathered(pair), everything)
