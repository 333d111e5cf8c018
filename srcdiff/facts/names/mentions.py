"""Names where they stand: the runs of capitals inside sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from srcdiff.facts.names.nouns import person_word, question
from srcdiff.facts.names.spelling import plain
from srcdiff.facts.names.word_lists import word_list
from srcdiff.model import Document, Span
from srcdiff.text.languages import language

PEOPLES = ("an", "ish", "ese", "ch", "ois", "i")
"""How words for what is from a country end: Afghan, Danish, Dutch."""
_SAINTS = frozenset({"st", "ste", "mt", "ft", "saint"})
"""Titles that are part of the name: St. Ives."""
_CODE = 3
"""Letters of a code before a number: CA 418."""
_FIRMS = frozenset({"sons", "daughters", "brothers", "partners", "company", "co"})
"""What follows "and" inside the names of firms."""
_OPENERS = frozenset({'"', ":", ".", "!", "?", "...", "-", "(", "["})
"""Marks after which a capital may only open a sentence."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands."""

    sentence: int
    tokens: Span
    """Range in ``Document.tokens``, without a title before it."""
    words: tuple[str, ...]
    """Its words in plain letters."""
    title: tuple[str, ...]
    """Norms of the title or role before it: ``("fire", "chief")``."""
    first: int
    """Index of the first token of the title; of the name, where there is none."""


class Seen(NamedTuple):
    """The norms written small, and those written large inside sentences."""

    small: set[str]
    inner: set[str]


def words_seen(doc: Document, rows: Iterable[int]) -> Seen:
    """Return how the words of some sentences are written."""
    small, inner, text = set[str](), set[str](), doc.text
    for row in rows:
        first = True
        for start, _, norm in doc.tokens_of(row):
            letter = text[start]
            if letter.islower():
                small.add(norm)
            elif letter.isupper() and not first:
                inner.add(norm)
            first = not (letter.isalnum() or letter in ",;-–—&/'’")
    return Seen(small, inner)


def mentions_in(doc: Document, row: int, seen: Seen) -> Iterator[Mention]:
    """Yield the names in a sentence, in text order.

    Args:
        doc: The article.
        row: Index of the sentence.
        seen: What tells a name from a word that only opens a sentence.
    """
    at, stop = doc.sentences[row].tokens
    while at < stop:
        if not doc.text[doc.tokens[at].start].isupper():
            at += 1
            continue
        end = _run(doc, at, stop)
        start = at + _opening(doc, row, Span(at, end), seen)
        yield from _mention(doc, row, start, end)
        at = end


def _run(doc: Document, at: int, stop: int) -> int:
    """Return the end of the run of capitals that starts at a token."""
    end = at + 1
    while end < stop:
        norm, before = doc.tokens[end].norm, doc.tokens[end - 1].norm
        if doc.text[doc.tokens[end].start].isupper():
            end += 1
            continue
        glued = doc.tokens[end - 1].end == doc.tokens[end].start
        titles = language(doc.language).titles
        particles = word_list("particles")
        firm = end + 1 < stop and doc.tokens[end + 1].norm in _FIRMS
        joins = (
            norm == "&"
            or (norm == "and" and firm)
            or norm in particles
            or (norm == "-" and glued)
            or (
                norm == "of" and before in (word_list("bodies") | word_list("features"))
            )
            or (norm == "." and glued and (len(before) == 1 or before in titles))
        )
        after = end + 1
        if norm in particles and after < stop and doc.tokens[after].norm in particles:
            after += 1  # van der
        capital = after < stop and doc.text[doc.tokens[after].start].isupper()
        if not (joins and capital):
            break
        end = after + 1
    return end


def _is_head(norm: str) -> bool:
    return norm in word_list("bodies") or norm in word_list("features")


def _opening(doc: Document, row: int, run: Span, seen: Seen) -> int:
    """Return how many tokens of a run are large only since a sentence opens."""
    at, first = run.start, doc.sentences[row].tokens.start
    if at > first and doc.tokens[at - 1].norm not in _OPENERS:
        return 0
    norm = doc.tokens[at].norm
    if norm in _openers(doc.language) or norm.endswith("ly"):
        return 1
    if norm in seen.inner and norm not in seen.small:
        return 0
    alone = run.end == at + 1
    return int(alone or (norm in seen.small and not _is_title(doc, norm)))


@cache
def _openers(name: str) -> frozenset[str]:
    """Return the words of a language that are large where a sentence opens."""
    words = language(name)
    return words.function | words.starters | words.dates | word_list("openers")


@cache
def _idle(name: str) -> frozenset[str]:
    """Return the words of a language that are no names, though large."""
    words = language(name)
    return words.dates | words.numbers.keys() | word_list("no names")


def _mention(doc: Document, row: int, start: int, end: int) -> Iterator[Mention]:
    """Yield the name in a run of capitals, if there is one, without its title."""
    words = language(doc.language)
    norms = [token.norm for token in doc.tokens[start:end]]
    if not norms or _post(norms):
        return
    title = 0 if word_list("bodies") & set(norms) else _title(doc, norms)
    kept = range(start + title, end)
    while kept and doc.tokens[kept[-1]].norm.removesuffix("s") in words.dates:
        kept = kept[:-1]
    while kept and not doc.tokens[kept[0]].norm[0].isalnum():
        kept = kept[1:]  # the stop of "Ms."
    names = [doc.tokens[k] for k in kept if doc.tokens[k].norm[0].isalnum()]
    names = [token for token in names if token.norm not in ("&", "'s")]
    idle = _idle(doc.language)
    if all(len(t.norm) == 1 or t.norm in idle for t in names):
        return
    if _is_part(doc, row, kept):
        return
    before = [norm for norm in norms[:title] if norm[0].isalpha()]
    yield Mention(
        row,
        Span(kept[0], kept[-1] + 1),
        tuple(plain(token.norm) for token in names),
        tuple(before),
        start,
    )


def _is_part(doc: Document, row: int, kept: range) -> bool:
    """Tell whether a run of capitals is only part of what it belongs to.

    So are the letters of "Flight CA 418", and the hospital of "St Odo's Hospital".
    """
    if len(kept) != 1:
        return False
    first, stop = doc.sentences[row].tokens
    at = kept[0]
    token = doc.tokens[at]
    if at > first and doc.tokens[at - 1].norm == "'s" and _is_head(token.norm):
        return True
    after = doc.tokens[at + 1].norm if at + 1 < stop else ""
    letters = token.of(doc.text)
    return after.isdigit() and len(letters) <= _CODE and letters.isupper()


def _is_title(doc: Document, norm: str) -> bool:
    if norm in _SAINTS:
        return False
    if norm in language(doc.language).titles or norm in word_list("titles"):
        return True
    word = person_word(norm)
    return word == norm and question(word) in ("office", "trade", "kin")


def _post(norms: list[str]) -> bool:
    """Tell whether a run of capitals is a post, not a name: Lord Mayor."""
    last = person_word(norms[-1])
    if last is None or question(last) not in ("office", "part"):
        return False
    words = word_list("portfolios") | word_list("titles")
    return all(norm in words or person_word(norm) for norm in norms)


def _title(doc: Document, norms: list[str]) -> int:
    """Return how many tokens of a run of capitals are a title: Danish Prime Minister.

    The last word never is: it may be a name that was once a trade, as Baker.
    """
    title = 0
    for place, norm in enumerate(norms[:-1]):
        if _is_title(doc, norm) or (norm == "." and place == title > 0):
            title = place + 1
        elif norm in word_list("portfolios") or norm == "-":
            continue
        elif place > 0 or not norm.endswith(PEOPLES):
            break
    return title
