"""What is said in two articles, by whom, and which quotations are the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from srcdiff.facts.known import Heard, read_heard
from srcdiff.facts.linked import Linked
from srcdiff.facts.speech.attribution import Attribution
from srcdiff.facts.speech.persons import Persons
from srcdiff.facts.speech.quote import Quote
from srcdiff.facts.speech.quote_match import QuotePair, quote_pairs
from srcdiff.facts.speech.source import Mouth, mouths
from srcdiff.model import Document

_HEARER = 5
"""Tokens after a verb of saying among which the hearer is."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one article says that people say."""

    doc: Document
    persons: Persons
    quotes: tuple[Quote, ...]
    attributions: Mapping[int, tuple[Attribution, ...]]
    """Sentence → its attributions."""
    speakers: Mapping[tuple[int, int], Attribution]
    """Sentence and number of a quotation → who says it, where the article shows it."""
    quoted: frozenset[int]
    """Indexes in ``Document.tokens`` of the words inside quotation marks."""

    def speaker(self, quote: Quote) -> Attribution | None:
        """Return who says a quotation; None where the article does not show it."""
        return self.speakers.get((quote.sentence, quote.number))

    def quotes_all(self, one: Attribution) -> bool:
        """Tell whether all that a source is made to say stands in quotation marks."""
        return self.quoted.issuperset(one.words)

    def hears(self, one: Attribution, other: Attribution) -> bool:
        """Tell whether a source says it to the other one: to a newspaper, say."""
        end = min(one.tag.end + _HEARER, self.doc.sentences[one.sentence].tokens.end)
        hearer = {token.norm for token in self.doc.tokens[one.tag.end : end]}
        return bool(hearer & ({other.source.head} | set(other.source.name[-1:])))


@dataclass(frozen=True, slots=True)
class Speech:
    """What two articles say that people say."""

    linked: Linked
    a: Said
    b: Said
    links: frozenset[tuple[int, int]]
    """The linked sentences."""
    pairs: tuple[QuotePair, ...]
    """The quotations of both, wherever they stand."""

    def where(self, a: int, b: int) -> str:
        """Return what a reason says of sentences that are not linked."""
        return "" if (a, b) in self.links else ", in sentences that are not linked"

    def mouths(self, x: Attribution, y: Attribution) -> Mouth:
        """Return whether two attributions name the same source; unknown in doubt."""
        if self.a.hears(x, y) or self.b.hears(y, x):
            return "unknown"
        return mouths(
            (x.source, y.source),
            (self.a.persons, self.b.persons),
            self.linked.vocabulary,
        )


def read_speech(linked: Linked) -> Speech:
    """Return what is said in two articles."""
    a, b = (
        read_said(doc, known.heard)
        for doc, known in zip((linked.a, linked.b), linked.known, strict=True)
    )
    links = frozenset((pair.a, pair.b) for pair in linked.pairs)
    speech = Speech(linked, a, b, links, ())

    def differ(x: Quote, y: Quote) -> bool:
        one, two = a.speaker(x), b.speaker(y)
        return (
            one is not None and two is not None and (speech.mouths(one, two) == "other")
        )

    pairs = quote_pairs((linked.a, linked.b), (a.quotes, b.quotes), links, differ)
    return Speech(linked, a, b, links, pairs)


def read_said(doc: Document, heard: Heard | None = None) -> Said:
    """Return what an article says that people say.

    Args:
        doc: The article.
        heard: Who speaks in it, if that is read already.
    """
    persons, quotes, named = heard or read_heard(doc)
    attributions = defaultdict[int, tuple[Attribution, ...]](tuple)
    for one in named:
        attributions[one.sentence] += (one,)
    found = dict(attributions)
    quoted = frozenset(at for quote in quotes for at in quote.places)
    return Said(doc, persons, quotes, found, _speakers(quotes, found), quoted)


def _speakers(
    quotes: Sequence[Quote],
    attributions: Mapping[int, Sequence[Attribution]],
) -> dict[tuple[int, int], Attribution]:
    """Return the speaker of each quotation: from its sentence, or the rest of it."""
    own: dict[tuple[int, int], Attribution] = {}
    whole: dict[int, Attribution] = {}
    for quote in quotes:
        words = set(quote.places)
        for one in attributions.get(quote.sentence, ()):
            if not words.isdisjoint(one.words):
                own[quote.sentence, quote.number] = one
                whole.setdefault(quote.number, one)
    for quote in quotes:
        if quote.number in whole:
            own.setdefault((quote.sentence, quote.number), whole[quote.number])
    return own
