"""Quotations of one article that the other has without quotation marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from srcdiff.align.words import weight
from srcdiff.facts.linked import LinkedPair
from srcdiff.facts.speech.quote import Quote, forms_of
from srcdiff.facts.speech.quote_marks import sentence_of
from srcdiff.facts.speech.quote_match import GRAM, MOST_ALIKE, SHARE
from srcdiff.facts.speech.speech import Said, Speech
from srcdiff.model import Document, Fact, Side, Span

REPORTED = 0.5
"""Share of the weight of a quotation's words that must correspond to words of a linked
sentence, for that to report it."""


@dataclass(frozen=True, slots=True)
class Unquoted:
    """Where an article has the words of a quotation without its marks."""

    fact: Fact
    verbatim: bool
    """Whether the words are the same, not only what they say."""


def without_marks(
    speech: Speech, side: Side, quotes: Sequence[Quote]
) -> Mapping[Quote, Unquoted]:
    """Return where the other article has quotations of one *side* without marks."""
    there = speech.b if side == "a" else speech.a
    found = {}
    same = _verbatim(there, quotes)
    reported = _reports(speech, side, quotes)
    for quote in quotes:
        at = same.get(quote) or reported.get(quote)
        if at:
            verbatim = set(quote.forms) <= set(forms_of(there.doc, at)[0])
            found[quote] = Unquoted(_fact(there.doc, at), verbatim)
    return found


def _said(speech: Speech, side: Side, quote: Quote, row: int) -> set[int]:
    """Return the words that a sentence reports, of a source that may be the speaker."""
    here, there = (speech.a, speech.b) if side == "a" else (speech.b, speech.a)
    who = here.speaker(quote)
    said: set[int] = set()
    for one in there.attributions.get(row, ()):
        x, y = (who, one) if side == "a" else (one, who)
        if x is None or y is None or speech.mouths(x, y) != "other":
            said |= set(one.words) - there.quoted
    return said


def _fact(doc: Document, tokens: Span) -> Fact:
    """Return a passage between two tokens of one sentence as a fact."""
    span = Span(doc.tokens[tokens.start].start, doc.tokens[tokens.end - 1].end)
    return Fact(
        "quote",
        sentence_of(doc, tokens.start),
        span,
        " ".join(span.of(doc.text).split()),
    )


def _verbatim(there: Said, quotes: Sequence[Quote]) -> dict[Quote, Span]:
    """Return the ranges of tokens that hold most of a quotation's words in a row."""
    grams: dict[tuple[str, ...], set[int]] = {}
    for number, quote in enumerate(quotes):
        for gram in _grams(quote.forms):
            grams.setdefault(gram, set()).add(number)
    found: dict[Quote, Span] = {}
    grams = {gram: same for gram, same in grams.items() if len(same) <= MOST_ALIKE}
    if not grams:
        return found
    for row in there.doc.aligned():
        forms, places = forms_of(there.doc, there.doc.sentences[row].tokens)
        forms = [
            "" if at in there.quoted else form
            for form, at in zip(forms, places, strict=True)
        ]
        hits: defaultdict[int, list[int]] = defaultdict(list)
        for at, gram in enumerate(_grams(forms)):
            for number in grams.get(gram, ()):
                hits[number].append(at)
        for number, starts in hits.items():
            covered = {at + k for at in starts for k in range(GRAM)}
            quote = quotes[number]
            if quote not in found and len(covered) >= SHARE * len(quote.forms):
                found[quote] = Span(places[min(covered)], places[max(covered)] + 1)
    return found


def _grams(forms: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(forms[k:] for k in range(GRAM)), strict=False)


def _reports(speech: Speech, side: Side, quotes: Sequence[Quote]) -> dict[Quote, Span]:
    """Return where linked sentences report quotations, by ranges of tokens."""
    by_sentence: defaultdict[int, list[Quote]] = defaultdict(list)
    for quote in quotes:
        by_sentence[quote.sentence].append(quote)
    found: dict[Quote, tuple[float, Span]] = {}
    for pair in speech.linked.pairs:
        mine, yours = (pair.a, pair.b) if side == "a" else (pair.b, pair.a)
        for quote in by_sentence.get(mine, ())[:MOST_ALIKE]:
            said = _said(speech, side, quote, yours)
            share, at = _reported(speech, side, quote, pair, said)
            if share >= REPORTED and share > found.get(quote, (0.0,))[0]:
                found[quote] = share, at
    return {quote: span for quote, (_, span) in found.items()}


def _reported(
    speech: Speech, side: Side, quote: Quote, pair: LinkedPair, said: Set[int]
) -> tuple[float, Span]:
    """Return how much of a quotation's words correspond to *said* ones, and which."""
    doc = (speech.a if side == "a" else speech.b).doc
    best = dict.fromkeys(quote.places, 0.0)
    ends: list[int] = []
    for link in pair.words:
        at, to = (link.a, link.b) if side == "a" else (link.b, link.a)
        if at in best and to in said:
            best[at] = max(best[at], link.chance)
            ends.append(to)
    weights = [weight(speech.linked.vocabulary, doc.tokens[at].norm) for at in best]
    met = sum(w * chance for w, chance in zip(weights, best.values(), strict=True))
    if not ends or not sum(weights):
        return 0.0, Span(0, 0)
    return met / sum(weights), Span(min(ends), max(ends) + 1)
