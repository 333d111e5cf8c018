"""The names that an article uses, as far as it takes to tell sources apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache

from srcdiff.facts.speech.say_words import BODIES, OFFICES, word_set
from srcdiff.model import Document, Span
from srcdiff.text.languages import language
from srcdiff.text.stems import stem

_PARTICLES = word_set("al bin da de del della den der di du la le van von y")
_BESIDE = 12
"""Tokens of an apposition that are taken for what somebody is."""


@dataclass(frozen=True, slots=True)
class Persons:
    """Names of an article."""

    names: Mapping[int, tuple[Span, ...]]
    """Sentence → ranges of tokens that are names, titles before them included."""
    full: Mapping[str, tuple[str, ...]]
    """Surname → the one full name with it."""
    known: Mapping[str, frozenset[str]]
    """Last word of a name → stems of what the article says its bearer is."""
    small: frozenset[str]
    """Norms that are written without a capital somewhere."""


def read_persons(doc: Document) -> Persons:
    """Return the names of an article's compared sentences."""
    text = doc.text
    large = [text[start].isupper() for start, _, _ in doc.tokens]
    small = {norm for start, _, norm in doc.tokens if text[start].islower()}
    capitals = {
        row: [at for at in range(*doc.sentences[row].tokens) if large[at]]
        for row in doc.aligned()
    }
    inner = {
        doc.tokens[at].norm
        for row, places in capitals.items()
        for at in places
        if not _fresh(doc, row, at)
    } - small
    names = {
        row: tuple(_names(doc, row, places, inner))
        for row, places in capitals.items()
        if places
    }
    full: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    known: defaultdict[str, set[str]] = defaultdict(set)
    for row, spans in names.items():
        for span in spans:
            name = bare_name(doc, span)
            if not name:
                continue
            if len(name) > 1 and name[-1] not in BODIES:
                full[name[-1]].add(name)
            known[name[-1]] |= _said_of(doc, row, span)
    return Persons(
        {row: spans for row, spans in names.items() if spans},
        {last: next(iter(found)) for last, found in full.items() if len(found) == 1},
        {last: frozenset(words) for last, words in known.items()},
        frozenset(small),
    )


def bare_name(doc: Document, span: Span) -> tuple[str, ...]:
    """Return the norms of a name without the titles before it."""
    titles = language(doc.language).titles
    norms = [t.norm for t in doc.tokens[span.start : span.end] if t.norm[0].isalnum()]
    if not BODIES.isdisjoint(norms):
        return tuple(norm for norm in norms if norm != "of")
    while norms and (norms[0] in titles or norms[0] in OFFICES):
        norms.pop(0)
    while norms and norms[-1] in OFFICES:
        norms.pop()
    return tuple(norms)


def _fresh(doc: Document, row: int, at: int) -> bool:
    """Tell whether a word has its capital from where it stands: first, after a mark."""
    if at == doc.sentences[row].tokens.start:
        return True
    before = doc.tokens[at - 1].norm
    return not before[0].isalnum() and before not in (",", ";", "-", "'s")


def _names(
    doc: Document, row: int, capitals: Sequence[int], inner: Set[str]
) -> Iterator[Span]:
    """Yield the names in a sentence.

    Args:
        doc: The article.
        row: Index of the sentence.
        capitals: Its tokens with a capital.
        inner: Norms that have a capital inside sentences, and never none.
    """
    idle = language(doc.language).dates | {"i"}
    openers = _openers(doc.language)
    stop, end = doc.sentences[row].tokens.end, -1
    for at in capitals:
        if at < end:
            continue
        start, end = at, _name_end(doc, at, stop)
        norm = doc.tokens[start].norm
        if _fresh(doc, row, start):
            if norm in openers:
                start += 1
            elif end == start + 1 and norm not in inner:
                continue
        if end < stop and doc.tokens[end].norm.isdigit():
            continue  # "Flight CA 418"
        words = {t.norm for t in doc.tokens[start:end] if t.norm[0].isalnum()}
        if not words <= idle:
            yield Span(start, end)


@cache
def _openers(name: str) -> frozenset[str]:
    """Return the words of a language that are large where a sentence opens."""
    lists = language(name)
    return (lists.function - lists.titles) | lists.starters


def _name_end(doc: Document, at: int, stop: int) -> int:
    """Return where the run of words with capitals ends that starts at a token."""
    end = at + 1
    while end < stop:
        after = end
        while after < min(stop, end + 3) and _joins(doc, after):
            after += 1
        if after >= stop or not doc.text[doc.tokens[after].start].isupper():
            return end
        end = after + 1
    return end


def _joins(doc: Document, at: int) -> bool:
    """Tell whether a token may stand inside a name: "van", "-", the stop of "St."."""
    token, before = doc.tokens[at], doc.tokens[at - 1]
    glued = before.end == token.start
    if token.norm == "." and glued:
        titles = language(doc.language).titles
        return len(before.norm) == 1 or before.norm in titles
    if token.norm == "-":
        return glued
    return (
        token.norm in _PARTICLES
        or token.norm == "&"
        or (token.norm == "of" and before.norm in BODIES)
    )


def _said_of(doc: Document, row: int, span: Span) -> set[str]:
    """Return the stems of the words beside a name that say what its bearer is."""
    first, stop = doc.sentences[row].tokens
    found: set[str] = set()
    titles = language(doc.language).titles
    at = span.start - 1
    if at >= first and doc.tokens[at].norm == ",":  # "the union's lawyer, NAME,"
        at -= 1
    while at >= max(first, span.start - 6) and doc.tokens[at].norm[0] not in ',.;:"':
        found.add(doc.tokens[at].norm)
        at -= 1
    found |= {
        t.norm
        for t in doc.tokens[span.start : span.end]
        if t.norm in titles or t.norm in OFFICES
    }
    at = span.end
    if at < stop and doc.tokens[at].norm == ",":
        for at in range(span.end + 1, min(stop, span.end + 1 + _BESIDE)):
            norm = doc.tokens[at].norm
            if norm in ',.;:"' and not (norm == "," and at < span.end + 4):
                break
            found.add(norm)
    function = language(doc.language).function
    return {
        stem(norm)
        for norm in found
        if (norm not in function or norm in titles) and norm[0].isalpha()
    }
