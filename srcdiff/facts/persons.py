"""The names that an article uses, as far as it takes to tell sources apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from srcdiff.facts.say_words import BODIES, OFFICES, word_set
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
    rows = doc.aligned()
    inner, small = _written(doc, rows)
    names = {row: tuple(_names(doc, row, inner)) for row in rows}
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
        small,
    )


def bare_name(doc: Document, span: Span) -> tuple[str, ...]:
    """Return the norms of a name without the titles before it."""
    titles = language(doc.language).titles | OFFICES
    norms = [t.norm for t in doc.tokens[span.start : span.end] if t.norm[0].isalnum()]
    if not BODIES.isdisjoint(norms):
        return tuple(norm for norm in norms if norm != "of")
    while norms and norms[0] in titles | {"sir", "dame", "lady", "lord", "mayor"}:
        norms.pop(0)
    while norms and norms[-1] in OFFICES:
        norms.pop()
    return tuple(norms)


def _written(
    doc: Document, rows: tuple[int, ...]
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the norms always written with a capital, and those without somewhere.

    The capital at the start of a sentence says nothing.
    """
    inner, small = set[str](), set[str]()
    for row in rows:
        fresh = True
        for token in doc.tokens_of(row):
            letter = doc.text[token.start]
            if letter.isupper() and not fresh:
                inner.add(token.norm)
            elif letter.islower():
                small.add(token.norm)
            fresh = not letter.isalnum() and token.norm not in (",", ";", "-", "'s")
    return frozenset(inner - small), frozenset(small)


def _names(doc: Document, row: int, inner: frozenset[str]) -> Iterator[Span]:
    lists = language(doc.language)
    first, stop = doc.sentences[row].tokens
    at = first
    while at < stop:
        if not _large(doc, at):
            at += 1
            continue
        start, end = at, at + 1
        while end < stop:
            if _large(doc, end):
                end += 1
                continue
            after = end
            while after < stop and after - end < 3 and _joins(doc, after):
                after += 1
            if after == end or after >= stop or not _large(doc, after):
                break
            end = after + 1
        at = end
        if start == first or not doc.tokens[start - 1].norm[0].isalnum():
            norm = doc.tokens[start].norm
            if norm in lists.function - lists.titles or norm in lists.starters:
                start += 1
            elif (
                end == start + 1
                and norm not in inner
                and (
                    start == first
                    or doc.tokens[start - 1].norm in ('"', ":", "...", "-")
                )
            ):
                continue
        if end < stop and doc.tokens[end].norm.isdigit():
            continue  # "Flight CA 418"
        if start < end and not {
            t.norm for t in doc.tokens[start:end] if t.norm[0].isalnum()
        } <= (lists.dates | {"i"}):
            yield Span(start, end)


def _large(doc: Document, at: int) -> bool:
    return doc.text[doc.tokens[at].start].isupper()


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
    return {stem(n) for n in found if n not in function and n[0].isalpha()}
