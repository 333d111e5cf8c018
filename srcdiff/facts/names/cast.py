"""The names in an article: who and what it speaks of, under all their forms.

Names are runs of capitals inside sentences.  Whether one is a person, a body or a
place shows in the whole article: a title or an age beside it, a verb of speech, the
last word of its name, a preposition.  What shows nowhere stays *unknown*.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from srcdiff.facts.names.mentions import PEOPLES, Mention, mentions_in, words_seen
from srcdiff.facts.names.nouns import person_word, rather, venue
from srcdiff.facts.names.word_lists import word_list
from srcdiff.model import Document
from srcdiff.text.languages import language

Sort: TypeAlias = Literal["person", "body", "place", "unknown"]
"""What a name names; a *body* is a company, an authority, a newspaper…"""

HERE = frozenset(
    ["in", "at", "on", "near", "outside", "inside", "behind", "beside", "opposite"]
)
"""Prepositions of where something is."""
MOVING = frozenset({"to", "into", "onto", "towards", "toward", "from"})
"""Prepositions of where something goes or comes from."""
_OLDEST = 3
"""Digits of an age."""
_SIDES = frozenset({"north", "south", "east", "west", "central", "latin"})
_APPOSITION = 9
"""Tokens that may say of a place where it lies: ", the capital of the county of"."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The names of one article."""

    mentions: Mapping[int, tuple[Mention, ...]]
    """Sentence → the names in it, in text order."""
    sorts: Mapping[tuple[str, ...], Sort]
    """What the words of a name name; nothing for the unknown."""
    full: Mapping[tuple[str, ...], tuple[str, ...]]
    """A short form → the one full name it is short for."""
    words: frozenset[str]
    """All words of names, in plain letters."""
    roles: frozenset[str]
    """All words for persons, in the singular."""
    names: frozenset[tuple[str, ...]]
    """All full names; a word that is not short for one counts as a name itself."""
    inside: frozenset[tuple[str, str]]
    """A place and one it lies in: ``("brill", "austria")``, words joined."""

    def sort(self, mention: Mention) -> Sort:
        """Return what a name names."""
        found = self.sorts.get(self.named(mention))
        return found or self.sorts.get(mention.words, "unknown")

    def named(self, mention: Mention) -> tuple[str, ...]:
        """Return the full name behind a mention."""
        return self.full.get(mention.words, mention.words)


def read_cast(doc: Document) -> Cast:
    """Return the names in an article; none where it is not in English."""
    if doc.language != "english":
        return Cast({}, {}, {}, frozenset(), frozenset(), frozenset(), frozenset())
    rows = doc.aligned()
    seen = words_seen(doc, rows)
    by_sentence = {row: tuple(mentions_in(doc, row, seen)) for row in rows}
    mentions = [one for found in by_sentence.values() for one in found]
    sorts = _sorts(doc, mentions)
    full = _full(doc, mentions, sorts)
    for short, whole in full.items():
        if whole in sorts:
            sorts.setdefault(short, sorts[whole])
        elif sorts.get(short) == "person":
            sorts[whole] = "person"
    return Cast(
        {row: found for row, found in by_sentence.items() if found},
        sorts,
        full,
        frozenset(word for one in mentions for word in one.words),
        frozenset(filter(None, map(person_word, seen.small | seen.inner))),
        frozenset(full.get(one.words, one.words) for one in mentions),
        frozenset(_inside(doc, mentions)),
    )


def _sorts(doc: Document, mentions: Iterable[Mention]) -> dict[tuple[str, ...], Sort]:
    """Return what names name, by what stands beside them anywhere."""
    votes: defaultdict[tuple[str, ...], set[Sort]] = defaultdict(set)
    for mention in mentions:
        sort = _shown(doc, mention)
        if sort != "unknown":
            votes[mention.words].add(sort)
    order: tuple[Sort, ...] = ("body", "person", "place")
    return {
        words: next(sort for sort in order if sort in found)
        for words, found in votes.items()
    }


def _shown(doc: Document, mention: Mention) -> Sort:  # noqa: PLR0911 -- one a sign
    """Return what a name names as far as the words beside it show."""
    words = mention.words
    if " ".join(words) in word_list("countries"):
        return "place"
    if word_list("bodies") & set(words) or any(
        doc.tokens[at].norm == "&" for at in range(*mention.tokens)
    ):
        return "body"
    if words[-1] in word_list("features") and len(words) > 1:
        return "place"
    before, after = _beside(doc, mention)
    last = before[-1] if before else ""
    if mention.title or _aged(after):
        return "person"
    called = before[-2] if last == "," and before[1:] else last
    if person_word(called) and not rather(called):
        return "person"
    if is_adjective(doc, mention):
        return "unknown"  # in American hands
    if _leads_to_place(before, words):
        return "place"
    if last == "the":
        return "body" if after[:1] and after[0] in word_list("speech") else "unknown"
    if after[:2] == [",", "who"] or (word_list("speech") & {last, *after[:1]}):
        return "person"
    return "unknown"


def _beside(doc: Document, mention: Mention) -> tuple[list[str], list[str]]:
    """Return the norms before and after a name, as far as its sentence goes."""
    first, stop = doc.sentences[mention.sentence].tokens
    start, end = mention.tokens
    before = [token.norm for token in doc.tokens[max(first, start - 3) : start]]
    after = [token.norm for token in doc.tokens[end : min(stop, end + 4)]]
    return before, after


def is_adjective(doc: Document, mention: Mention) -> bool:
    """Tell whether a name says where something is from: American hands."""
    function = language(doc.language).function
    after = _beside(doc, mention)[1]
    content = bool(after) and after[0].isalpha() and after[0] not in function
    noun = content and not after[0].endswith("ed")  # the Guardian reported
    alone = len(mention.words) == 1 or mention.words[0] in _SIDES
    return noun and alone and mention.words[-1].endswith(PEOPLES)


def _leads_to_place(before: list[str], words: tuple[str, ...]) -> bool:
    """Tell whether what stands before a name shows that it is a place.

    People are aimed, looked and shouted at, and things are on television: what has
    several words is a place after "at" and "on" only if one is a word for places.
    """
    last, size = before[-1] if before else "", len(words)
    if last in ("at", "on") and size > 1:
        return any(venue(word) or word in word_list("features") for word in words)
    if last == "on":
        return False  # "on Monday", "on Twitter"
    if last == "to" and size == 1:
        return before[1:] != [] and before[-2] in word_list("motion")
    return last in HERE or (last in MOVING and size == 1)


def _aged(after: list[str]) -> bool:
    """Tell whether an age follows a name: ", 44," or ", aged 44"."""
    if after[:2] == [",", "aged"]:
        return True
    if after[:1] != [","] or len(after) < 2:
        return False
    number = after[1].isdigit() and len(after[1]) < _OLDEST
    return number and after[2:3] in ([","], ["."], [], ["-"])


def _full(
    doc: Document, mentions: Sequence[Mention], sorts: Mapping[tuple[str, ...], Sort]
) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the one longer name that a first or last name alone is short for.

    Only persons are called by such.  Where nothing shows whether a longer name is
    one, "the" before it shows that it is none, and so does a place among its words.
    """
    the = {
        one.words
        for one in mentions
        if one.first > 0 and doc.tokens[one.first - 1].norm == "the" and not one.title
    }
    longer: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for mention in mentions:
        words, sort = mention.words, sorts.get(mention.words)
        maybe = sort is None and words not in the and not _holds_place(words, sorts)
        if len(words) > 1 and (sort == "person" or maybe):
            longer[words[0]].add(words)
            longer[words[-1]].add(words)
    return {
        one.words: next(iter(longer[one.words[0]]))
        for one in mentions
        if len(one.words) == 1 and len(longer.get(one.words[0], ())) == 1
    }


def _holds_place(words: tuple[str, ...], sorts: Mapping[tuple[str, ...], Sort]) -> bool:
    """Tell whether one of the words is alone the name of a place."""
    return any(
        word in word_list("countries") or sorts.get((word,)) == "place"
        for word in words
    )


def _inside(doc: Document, mentions: list[Mention]) -> Iterator[tuple[str, str]]:
    """Yield places with the place named after them: "Brill, Austria"."""
    for one, other in pairwise(mentions):
        between = doc.tokens[one.tokens.end : other.tokens.start]
        words = [token.norm for token in between[: _APPOSITION + 1]]
        if one.sentence == other.sentence and _places_it(words):
            yield " ".join(one.words), " ".join(other.words)


def _places_it(between: list[str]) -> bool:
    """Tell whether words between two names put one into the other: ", a village in"."""
    if between in ([","], ["in"]):
        return True
    if not 2 < len(between) <= _APPOSITION or between[-1] not in ("of", "in"):
        return False
    begins = between[0] == "," and between[1] in ("a", "an", "the")
    return begins and "," not in between[1:]
