"""Why two sentences are linked, or why not: the values behind ``srcdiff explain``.

Kept apart from :mod:`srcdiff.model`: an explanation is no part of the account of
two articles, it says how a part of that account came about.  What holds for one
side and the other stands in :class:`Sides`, so that mirroring is exchanging them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Generic, Literal, NamedTuple, TypeAlias, TypeVar

from srcdiff.errors import SettingsError
from srcdiff.model import ALIGNED_KINDS, Document, Link, Side, Span, address

T = TypeVar("T")


class Sides(NamedTuple, Generic[T]):
    """The same thing of either article."""

    a: T
    b: T

    def turned(self) -> Sides[T]:
        """Return the two exchanged."""
        return Sides(self.b, self.a)


Asked: TypeAlias = Sides[int | None]
"""The sentence asked for, or one of each article; None where any will do."""

Verdict: TypeAlias = Literal[
    "same words",  # linked because nothing but case and typography differs
    "linked",  # its similarity reaches the threshold
    "below",  # its similarity does not
    "taken",  # one of the two has a counterpart of the same words, and that alone
    "hopeless",  # by themselves the two have too little in common to be weighed
    "no candidate",  # not among the likeliest counterparts of either
]
"""Why two sentences are linked, or why not."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One number that the model weighed."""

    name: str
    """As in ``align/evidence.py`` and ``align/context.py``."""
    value: float
    alone: float | None
    """How much it moves the log-odds that the two sentences come to by themselves,
    from those of an average pair of these two articles.  None for what looks at
    other pairs."""
    pull: float | None
    """The same in the end, where how the pair stands among others counts too.  None
    for a pair that was not weighed among others."""


@dataclass(frozen=True, slots=True)
class WordMatch:
    """A word with content, and what it finds in the other sentence."""

    span: Span
    partner: Span | None
    """The word that the word aligner says corresponds to it, if any does."""
    chance: float
    """Probability of the likeliest partner, 0…1."""
    same: bool
    """Its partner is the same word, in whatever form."""
    strength: float
    """How well the best word there meets it whatever stands around the two, 0…1: 1
    for the same word, stem or number.  Pairs of sentences are weighed by this."""
    weight: float
    """How much the word says: see ``align/words.py``."""
    kind: Literal["", "number", "name"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a pair stands among the candidates of one of its sentences."""

    rank: int
    """From 1, by what the pairs come to before others are looked at."""
    candidates: int
    rival: int | None
    """The best other sentence; None if there is no other candidate."""
    rival_alone: float
    """What the rival's pair comes to by itself, 0…1."""
    rival_linked: bool
    rival_takes: float
    """Share of what the pair matches in the sentence that the rival matches too."""


@dataclass(frozen=True, slots=True)
class PairAccount:
    """The evidence about one pair of sentences."""

    a: int
    b: int
    verdict: Verdict
    similarity: float | None
    """Probability of a link, 0…1, 1 for the same words; None if not weighed."""
    alone: float | None
    """The same from the two sentences by themselves, before others are looked at."""
    average: tuple[float, float] | None
    """Log-odds of an average candidate pair of these two articles: by itself, and in
    the end.  With the pulls they add up to the pair's own.  None for no candidate."""
    features: tuple[Feature, ...]
    covered: Sides[float]
    """Share of each sentence's weight of words that finds a partner, 0…1."""
    words: Sides[tuple[WordMatch, ...]]
    """Words with content of each sentence, in text order."""
    standing: Sides[Standing | None]
    """Among the candidates of the sentence in a, and of the one in b."""
    instead: Sides[int | None]
    """The other sentence of the same words that each is linked to, if it is."""

    @property
    def linked(self) -> bool:
        """Whether the comparison links the two."""
        return self.verdict in ("same words", "linked")

    @property
    def weighed(self) -> bool:
        """Whether it was weighed among others: by itself it was not hopeless."""
        return any(feature.pull is not None for feature in self.features)

    def mirrored(self) -> PairAccount:
        """Return the same with the sides exchanged."""
        return replace(
            self,
            a=self.b,
            b=self.a,
            covered=self.covered.turned(),
            words=self.words.turned(),
            standing=self.standing.turned(),
            instead=self.instead.turned(),
        )


@dataclass(frozen=True, slots=True)
class MarkedWord:
    """A word with content among those that one article alone is said to have."""

    span: Span
    chance: float
    """Probability that the other article says it nowhere, 0…1."""
    linked: float
    """Probability of its likeliest partner in the linked sentences, 0…1, by the word
    aligner."""
    elsewhere: float
    """How well the best word anywhere in the other article meets it, 0…1…"""
    sentences: tuple[int, ...]
    """…and the sentences that hold that one."""


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """Words of the sentence that the report marks as said by one article alone."""

    span: Span
    words: tuple[MarkedWord, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the comparison knows of one sentence, or of one pair."""

    a: Document
    b: Document
    asked: Asked
    threshold: float
    """Probability from which a pair is a link."""
    candidates: int
    """Counterparts weighed for each sentence."""
    marked_from: float
    """Probability from which a word is marked as said by one article alone."""
    partner_from: float
    """Probability from which two words are shown as partners."""
    links: tuple[Link, ...]
    """Those of the sentence asked for, or of the pair."""
    pairs: tuple[PairAccount, ...]
    """The pair asked for; or the sentence's links, best first, then the best pairs
    that were not linked."""
    marked: tuple[MarkedPassage, ...]
    """What the sentence asked for says alone; empty where a pair is asked for."""
    signature: str
    version: str

    def document(self, side: Side) -> Document:
        """Return the article on *side*."""
        return self.a if side == "a" else self.b

    @property
    def places(self) -> tuple[tuple[Side, int], ...]:
        """The sentences asked for."""
        sides: tuple[Side, Side] = ("a", "b")
        return tuple(
            (side, index)
            for side, index in zip(sides, self.asked, strict=True)
            if index is not None
        )


_PLACE = re.compile(r"([ab])([0-9]{1,9})", re.ASCII | re.IGNORECASE)


def asked(where: str, a: Document, b: Document) -> Asked:
    """Return the sentences that *where* names.

    Args:
        where: ``a9``, ``b7`` or ``a9:b7``, as the reports name sentences.
        a: One article.
        b: The other.

    Raises:
        SettingsError: it names no sentence, one that is not there, or two of the
            same article.
    """
    places = [_PLACE.fullmatch(part.strip()) for part in where.split(":")]
    ranges = f"{_range('a', a)}, {_range('b', b)}"
    if len(places) > 2 or not all(places):
        raise SettingsError(
            f"{where!r} names no sentence: write a9, b7 or a9:b7; there are {ranges}"
        )
    found: dict[str, int] = {}
    for place in places:
        if place is None:
            continue
        side, index = place[1].lower(), int(place[2])
        if index >= len((a if side == "a" else b).sentences):
            raise SettingsError(f"there is no sentence {side}{index}: {ranges}")
        if side in found:
            raise SettingsError(
                f"{where!r} names two sentences of one article: write a9:b7"
            )
        found[side] = index
    return Sides(found.get("a"), found.get("b"))


def _range(side: Side, doc: Document) -> str:
    last = len(doc.sentences) - 1
    if last < 0:
        return f"none in {side.upper()}"
    return f"{address(side, 0)} to {address(side, last)}"


def compared(doc: Document, sentence: int) -> bool:
    """Tell whether a sentence takes part in links: it has words and is no heading."""
    if doc.sentences[sentence].kind not in ALIGNED_KINDS:
        return False
    tokens = doc.tokens_of(sentence)
    return any(token.norm[0].isalnum() or token.norm == "'s" for token in tokens)
