"""Tags: the words of a sentence that name a source, and its verb of saying.

NAME, the mayor, said that …         said NAME, the mayor
according to NAME                    by NAME's own estimate
the crew had been told by NAME       NAME put it well: “…”
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from srcdiff.facts.names.nouns import person_word, rather
from srcdiff.facts.names.word_lists import word_list
from srcdiff.facts.speech.say_words import (
    BE,
    BEFORE_VERB,
    BODIES,
    DOCUMENTS,
    DOUBTFUL,
    GROUPS,
    KIN,
    NAMING,
    NOUNS,
    OFFICES,
    PARTICIPLES,
    SAY,
    VAGUE,
    word_set,
)
from srcdiff.facts.speech.source import PRONOUNS
from srcdiff.model import Document, Span
from srcdiff.text.languages import language

_LONGEST = 14
"""Most tokens of a source, or of what an apposition says of it."""

_BREAKS = word_set(
    """
    but that as because while when after before if although though where which since
    so yet than whether adding speaking until unless and
    """
)
"""Words at which a source ends."""
ENDS = frozenset({",", ".", ";", ":", '"', "(", ")", "!", "?", "...", "-"})
_PREPOSITIONS = word_set(
    """
    in on at by after before during for from with to under over since until amid
    despite last this next yesterday today tonight later earlier
    """
)
_DETERMINERS = word_set("a an the one his her its their our my this that")
_TO = frozenset({"according", "attributed", "credited"})
_SPOKEN_TO = word_set("me us him her them it")
_OBJECTS = frozenset({"it", "i", "we", "him", "them"})
"""Pronouns that are not the source after a verb of saying."""
_AUXILIARIES = BE | word_set(
    "had has have would will could should may might must can did does do are"
)
_DIVIDES = frozenset({",", ";", '"', "-", "and", "but", "while", "whereas", ":"})
"""What stands between two tags of a sentence, if neither is part of what is said."""
_NAMED = 8
"""Tokens after a verb of calling among which the name that is called stands."""
_RELATIVES = frozenset({"who", "whose", "which"})
_NOBODY = word_set("nobody none anybody anyone somebody someone everybody everyone")
_WITH_HEARER = word_set("told tell tells assured assures reminded reminds")
"""Verbs after which the hearer stands, never the source."""
_TRIGGERS = SAY | NOUNS | {"to"}


class Tag(NamedTuple):
    """Ranges of ``Document.tokens``."""

    source: Span
    whole: Span
    """The source and its verb."""


def read_tags(doc: Document, row: int, quoted: frozenset[int]) -> Iterator[Tag]:
    """Yield the tags of a sentence that do not overlap, in order."""
    first, stop = doc.sentences[row].tokens
    if _TRIGGERS.isdisjoint(token.norm for token in doc.tokens[first:stop]):
        return
    quotes = not quoted.isdisjoint(range(first, stop))
    done = divider = first
    for at in range(first, stop):
        norm = doc.tokens[at].norm
        if at < done or at in quoted:
            continue
        if divider < 0 and norm in _DIVIDES:
            divider = at
        tag = None
        if norm in SAY:
            tag = _verb_tag(doc, at, done, stop, quotes)
        elif norm == "to" and (
            doc.tokens[at - 1].norm in _TO
            or (quotes and doc.tokens[at - 1].norm == "due")
        ):
            part = _after(doc, at + 1, stop, closed=at <= first + 1)
            tag = part and Tag(part, Span(at - 1, part.end))
        elif norm in NOUNS:
            tag = _noun_tag(doc, at, done)
        if tag and (done == first or 0 <= divider < tag.whole.start):
            yield tag
            done, divider = tag.whole.end, -1


def colon_tag(doc: Document, row: int, quoted: frozenset[int]) -> Iterator[Tag]:
    """Yield the tag "NAME, the baker, put it well: “…”"; a name opens the sentence."""
    first, stop = doc.sentences[row].tokens
    for at in range(first, stop - 2):
        if doc.tokens[at].norm == ":" and at + 2 in quoted and at not in quoted:
            part = _after(doc, first, at)
            if part:
                yield Tag(part, Span(first, at + 1))
            return


def _verb_tag(
    doc: Document, at: int, first: int, stop: int, quotes: bool
) -> Tag | None:
    """Return the tag around a verb of saying, if it has a source."""
    norm = doc.tokens[at].norm
    after = doc.tokens[at + 1].norm if at + 1 < stop else ""
    before = doc.tokens[at - 1].norm if at > first else ""
    naming = norm in NAMING and _names_it(doc, at, stop)
    more = norm in ("added", "adds") and after in _DETERMINERS  # added a third goal
    if (norm in DOUBTFUL or more) and not (quotes or after == "that" or naming):
        return None
    verb = at
    while verb > first and _beside_verb(doc.tokens[verb - 1].norm):
        verb -= 1
    passive = {doc.tokens[k].norm for k in range(verb, at)} | {
        doc.tokens[verb - 1].norm if verb > first else ""
    }
    if passive & BE:
        by = next(
            (
                k
                for k in range(at + 1, min(stop, at + 4))
                if (doc.tokens[k].norm == "by")
            ),
            None,
        )
        part = _after(doc, by + 1, stop) if by else None
        return part and Tag(part, Span(at, part.end))
    part = _before(doc, verb, first)
    if part and (_has_verb(doc, part) or not _may_speak(doc, part, at, stop)):
        part = None
    if norm in NAMING:
        return part and Tag(part, Span(part.start, at + 1))
    if before in {",", '"', "-", "?", "!"} and norm not in _WITH_HEARER:
        turned = _after(doc, at + 1, stop)
        if turned and (after in _OBJECTS or _is_clause(doc, turned, stop)):
            turned = None
        if turned and not (part and turned.end < stop - 1):
            return Tag(turned, Span(at, turned.end))
    return part and Tag(part, Span(part.start, at + 1))


def _names_it(doc: Document, at: int, stop: int) -> bool:
    """Tell whether a verb of calling says what: "called it", "called the deal a …"."""
    norms = [token.norm for token in doc.tokens[at + 1 : min(stop, at + _NAMED)]]
    if not norms or norms[0] in _SPOKEN_TO:
        return bool(norms)
    clause = norms[: norms.index(",")] if "," in norms else norms
    return norms[0] == "the" and not {"a", "an"}.isdisjoint(clause)


def _may_speak(doc: Document, part: Span, at: int, stop: int) -> bool:
    """Tell whether the words before a verb of saying may be its subject.

    "A truce announced on Sunday", "the figure claimed by rebels": a form that may be
    a participle has a subject only if that is somebody, a body or a document, or if
    what is said follows at once.
    """
    norms = [token.norm for token in doc.tokens[part.start : part.end]]
    if norms[0] in PRONOUNS:
        return len(norms) == 1  # not "I heard it said"
    after = doc.tokens[at + 1].norm if at + 1 < stop else ""
    norm = doc.tokens[at].norm
    if norm in PARTICIPLES and after == "by":
        return False
    finite = norm not in PARTICIPLES
    if finite or after == "that" or not PRONOUNS.isdisjoint(norms):
        return True
    named = any(
        doc.text[t.start].isupper() for t in doc.tokens[part.start + 1 : part.end]
    )
    return named or len(norms) == 1 or any(map(_speaker, norms))


@cache
def _speaker(norm: str) -> bool:
    """Tell whether a noun is one for people, bodies or documents."""
    listed = (word_list("bodies"), BODIES, VAGUE, KIN, OFFICES, DOCUMENTS, GROUPS)
    forms = {norm, norm.removesuffix("s"), norm.removesuffix("es")}
    return not all(forms.isdisjoint(words) for words in listed) or (
        person_word(norm) is not None and not rather(norm)
    )


def _is_clause(doc: Document, part: Span, stop: int) -> bool:
    """Tell whether a source after a verb is rather the subject of what is said."""
    after = doc.tokens[part.end].norm if part.end < stop else ""
    return after in _AUXILIARIES or _has_verb(doc, part)


def _has_verb(doc: Document, part: Span) -> bool:
    """Tell whether a range of tokens is a clause rather than a source."""
    for at in range(*part):
        norm = doc.tokens[at].norm
        if norm in _RELATIVES:
            return False
        if norm in _AUXILIARIES:
            return True
    return False


def _beside_verb(norm: str) -> bool:
    return norm in BEFORE_VERB or norm in BE or (len(norm) > 4 and norm.endswith("ly"))


def _noun_tag(doc: Document, at: int, first: int) -> Tag | None:
    """Return "in NAME's words", "by the union's own estimate"."""
    end = at - (doc.tokens[at - 1].norm == "own")
    owner = doc.tokens[end - 1].norm
    if end - 2 < first or owner not in ("'s", '"'):
        return None
    start = next(
        (
            k
            for k in range(end - 2, max(first - 1, end - 10), -1)
            if doc.tokens[k].norm in ("in", "by", "on")
        ),
        None,
    )
    if start is None or start + 1 >= end - 1:
        return None
    return Tag(Span(start + 1, end - 1), Span(start, at + 1))


def _after(doc: Document, at: int, stop: int, *, closed: bool = False) -> Span | None:
    """Return the source that starts at a token, appositions included.

    Args:
        doc: The article.
        at: Index of the token.
        stop: Where the sentence ends.
        closed: Whether a comma must close an apposition, since a clause follows.
    """
    if at >= stop or not _starts_source(doc, at):
        return None
    end = at
    while end < min(stop, at + _LONGEST) and not _ends_source(doc, end):
        end += 1
    if end == at:
        return None
    for _ in range(3):  # "NAME, 41, a driver from Penn, "
        if end + 1 >= stop or doc.tokens[end].norm != ",":
            break
        part = end + 1
        if not _is_apposition(doc, part):
            break
        close = part
        while close < min(stop, part + _LONGEST) and (
            doc.tokens[close].norm not in ENDS or _inside_name(doc, close)
        ):
            close += 1
        if closed and doc.tokens[min(close, stop - 1)].norm != ",":
            break
        end = close
    return Span(at, end)


def _starts_source(doc: Document, at: int) -> bool:
    token = doc.tokens[at]
    if doc.text[token.start].isupper() or token.norm in _DETERMINERS:
        return token.norm not in language(doc.language).dates
    if token.norm in PRONOUNS:
        return True
    function = language(doc.language).function
    return token.norm[0].isalpha() and token.norm not in function | _PREPOSITIONS


def _ends_source(doc: Document, at: int) -> bool:
    token = doc.tokens[at]
    return not _inside_name(doc, at) and (
        token.norm in ENDS
        or token.norm in _BREAKS
        or token.norm in ("in", "on", "during", "to", "with", "who", "at", "by")
        or token.norm in _AUXILIARIES
        or token.norm in language(doc.language).dates
    )


def _is_apposition(doc: Document, at: int) -> bool:
    token = doc.tokens[at]
    if token.norm in _RELATIVES:
        return True
    if token.norm in _BREAKS or token.norm in _PREPOSITIONS:
        return False
    function = language(doc.language).function
    return (
        token.norm in _DETERMINERS
        or doc.text[token.start].isupper()
        or (token.norm[0].isalnum() and token.norm not in function)
    )


def _before(doc: Document, verb: int, first: int) -> Span | None:
    """Return the source that ends before a verb, appositions included."""
    if verb - 1 > first and doc.tokens[verb - 1].norm == ",":
        start = verb - 2
        while start > max(first, verb - _LONGEST) and (
            doc.tokens[start].norm not in {",", ";", ":", '"'}
        ):
            start -= 1
        if doc.tokens[start].norm != "," or not _is_apposition(doc, start + 1):
            return None
        while start - 2 > first and doc.tokens[start - 1].norm.isdigit():
            start -= 2  # "NAME, 41, a driver, said"
        if start == first or doc.tokens[start - 1].norm == ",":
            return None
        named = _before(doc, start, first)
        return named and Span(named.start, verb - 1)
    end = verb
    start = end
    while start > max(first, end - _LONGEST):
        norm = doc.tokens[start - 1].norm
        if norm in ENDS and not _inside_name(doc, start - 1):
            break
        if norm in _BREAKS:
            break
        start -= 1
    start = _without_lead(doc, start, end)
    if start >= end or doc.tokens[end - 1].norm in _NOBODY | language(
        doc.language
    ).function - (PRONOUNS | {"one"}):
        return None
    return Span(start, end)


def _inside_name(doc: Document, at: int) -> bool:
    """Tell whether a mark is the stop of "Mr." or the hyphen of a compound."""
    token, before = doc.tokens[at], doc.tokens[at - 1]
    glued = before.end == token.start
    if token.norm == ".":
        return glued and (
            before.norm in language(doc.language).titles or len(before.norm) == 1
        )
    genitive = token.norm == '"' and glued and before.norm.endswith("s")
    return genitive or (token.norm == "-" and glued)


def _without_lead(doc: Document, start: int, end: int) -> int:
    """Return where a source starts, past "On Monday", "But", "In a statement"."""
    lists = language(doc.language)
    lead = _BREAKS | {"still", "meanwhile", "whose"}
    while start < end and doc.tokens[start].norm in lead:
        start += 1
    if start < end and (
        doc.tokens[start].norm in _PREPOSITIONS or doc.tokens[start].norm in lists.dates
    ):
        for at in range(start + 1, end):
            before = doc.tokens[at - 1].norm
            token = doc.tokens[at]
            large = doc.text[token.start].isupper() and token.norm not in lists.dates
            fresh = token.norm in _DETERMINERS or token.norm in PRONOUNS or large
            if (
                fresh
                and before not in _PREPOSITIONS | _DETERMINERS
                and not (
                    large
                    and doc.text[doc.tokens[at - 1].start].isupper()
                    and before not in lists.dates
                )
            ):
                return at
        return end - 1
    return start
