"""Where a sentence says that something is, comes from or goes to.

    in a library in Brill          library, Brill
    at Mill Bridge                 Mill Bridge, a bridge
    behind the old town hall       town hall
    ten miles north of the border  north

What stands without a preposition, as datelines do, is not read.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, TypeAlias

from srcdiff.facts.names.around import around, one_line
from srcdiff.facts.names.cast import HERE, MOVING, Cast
from srcdiff.facts.names.mentions import Mention
from srcdiff.facts.names.nouns import venue
from srcdiff.facts.names.word_lists import word_list
from srcdiff.model import Document, Fact, Span
from srcdiff.text.languages import language
from srcdiff.text.stems import stem

Way: TypeAlias = Literal["at", "in", "on", "near", "from", "to"]
"""*at* may be any of those that follow it; *near* is also behind, outside…"""

_PREPOSITIONS = HERE | MOVING
_WAYS: dict[str, Way] = {
    "at": "at",
    "in": "in",
    "inside": "in",
    "on": "on",
    "from": "from",
}
_SIDES = ("", "east", "west")
_COMPASS = frozenset(
    {pole + side for pole in ("north", "south") for side in _SIDES} | {"east", "west"}
)
_TRIGGERS = _PREPOSITIONS | _COMPASS | {f"{point}ern" for point in _COMPASS}
_VERBS = ("ed", "ing", "ly", "yesterday", "today")
"""Ends of words that go on with the sentence after a place: exploded, yesterday."""
_NO_WAY = frozenset(
    ["-", "according", "due", "thanks", "owing", "prior", "addition", "compared"]
)
"""Before "to" they lead nowhere."""
_LONGEST = 10
"""Tokens after a preposition among which its place is looked for."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place as a sentence states it."""

    way: Way
    town: tuple[str, ...]
    """Name of a town, country or region, in plain letters; may be empty."""
    site: tuple[str, ...]
    """Name of a building or spot; may be empty."""
    venue: str
    """What sort of building or spot it is; may be empty."""
    portfolio: frozenset[str]
    """Words that make another venue of it: the *finance* ministry."""
    compass: str
    """A direction: *venue* is then the stem of what lies there, or empty."""
    known: frozenset[str] = field(repr=False)
    """Words of all names in its article."""
    inside: frozenset[tuple[str, str]] = field(repr=False)
    """Places that its article puts into others."""
    about: tuple[int, ...]
    """Indexes in ``Document.tokens`` of the words that say what is there, the
    nearest first."""
    sentence: int
    span: Span
    """The place without its preposition, from building to town."""
    town_span: Span
    """The town alone; else the same as *span*."""
    shown: str
    """The place as the article writes it, on one line."""

    def fact(self) -> Fact:
        """Return the place as the ledger shows it."""
        return Fact("place", self.sentence, self.span, self.shown)


def read_places(doc: Document, sentence: int, cast: Cast) -> tuple[Place, ...]:
    """Return the places that a sentence states after prepositions, in text order.

    Args:
        doc: The article.
        sentence: Index of the sentence.
        cast: The names of the whole article.
    """
    if doc.language != "english":
        return ()
    norms = [token.norm for token in doc.tokens_of(sentence)]
    if _TRIGGERS.isdisjoint(norms):
        return ()
    return _Reader(doc, sentence, cast, norms).places()


class _Head(NamedTuple):
    """The word for a building or spot, and the range of tokens it takes."""

    start: int
    end: int
    venue: str
    name: Mention | None = None
    """Where it is the last word of a name."""


def _is_site(mention: Mention) -> bool:
    """Tell whether a name of a place is that of a building or spot: East Station."""
    return len(mention.words) > 1 and venue(mention.words[-1]) is not None


def _determines(norm: str) -> bool:
    return norm in word_list("new") or norm in word_list("again")


class _Reader:
    """Reads the places in one sentence; places in it count from its first token."""

    def __init__(
        self, doc: Document, sentence: int, cast: Cast, norms: list[str]
    ) -> None:
        self.doc = doc
        self.sentence = sentence
        self.cast = cast
        self.norms = norms
        self.base = doc.sentences[sentence].tokens.start
        self.starts = {
            mention.tokens.start - self.base: mention
            for mention in cast.mentions.get(sentence, ())
        }

    def places(self) -> tuple[Place, ...]:
        out = []
        at = 0
        while at < len(self.norms):
            found, at = self._place(at)
            if found is not None:
                out.append(found)
        return tuple(out)

    def _norm(self, at: int) -> str:
        return self.norms[at] if 0 <= at < len(self.norms) else ""

    def _place(self, at: int) -> tuple[Place | None, int]:
        """Return the place that starts at a token, and where to read on."""
        norm = self.norms[at]
        if norm.removesuffix("ern") in _COMPASS:
            side = self._side(at)
            if side is not None:
                return side, at + 1
        if norm not in _PREPOSITIONS or self._norm(at - 1) in _NO_WAY:
            return None, at + 1
        at += 1
        while self._norm(at) in _PREPOSITIONS:  # from behind the town hall
            at += 1
        return self._phrase(_WAYS.get(norm, "near" if norm in HERE else "to"), at)

    def _phrase(self, way: Way, at: int) -> tuple[Place | None, int]:
        """Return the place that a preposition's noun phrase names."""
        head: _Head | None = None
        end = at
        while end < min(len(self.norms), at + _LONGEST):
            mention = self.starts.get(end)
            if mention is not None:
                past = mention.tokens.end - self.base
                if self._norm(past) == "'s" and head is None:
                    end = past + 1  # Brill's swimming pool
                    continue
                if head is None:
                    if self.cast.sort(mention) == "place" and not _is_site(mention):
                        return self._made(way, None, mention), past
                    head = self._site(mention, end, past)
                break
            head = self._venue(end) or head
            if not self._goes_on(end, head is not None):
                break
            end += 1
        named = at in self.starts
        bare = way == "to" and not named and not _determines(self._norm(at))
        if head is None or bare or self._goes_further(head.end):
            return None, at  # "in the harbour district", "to park cars"
        town, end = self._in_town(head.end)
        return self._made(way, head, town), end

    def _site(self, mention: Mention, start: int, end: int) -> _Head | None:
        """Return the building or spot that has a name of its own."""
        found = venue(self.norms[end - 1], self._norm(end - 2))
        if found is None or self.cast.sort(mention) == "person":
            return None
        return _Head(start, end, found, mention)

    def _venue(self, at: int) -> _Head | None:
        """Return the building or spot whose word stands at a place."""
        found = venue(self.norms[at], self._norm(at - 1))
        after = self._norm(at + 1)
        part = self.norms[at] in word_list("parts of places") and after == "of"
        if found is None or part or after == "'s":
            return None
        return _Head(at - found.count(" "), at + 1, found)

    def _goes_on(self, at: int, found: bool) -> bool:
        """Tell whether a token is part of a noun phrase, whose head may be found."""
        norm = self.norms[at]
        plain = norm[0].isalnum() and norm not in language(self.doc.language).function
        if found or plain:
            return plain
        if norm == "of":
            return self._norm(at - 1) in word_list("parts of places")
        return _determines(norm) or norm in ("own", "same", "-", "'s")

    def _goes_further(self, end: int) -> bool:
        """Tell whether a noun seems to follow what was taken for the last one."""
        after = self._norm(end)
        closed = after in _PREPOSITIONS or after.endswith(_VERBS)
        return self._small(end) and not closed

    def _in_town(self, at: int) -> tuple[Mention | None, int]:
        """Return the town after a building: "in Brill"."""
        if self._norm(at) in ("in", "at", ",", "of"):
            mention = self.starts.get(at + 1)
            end = mention.tokens.end - self.base if mention is not None else at
            place = mention is not None and self.cast.sort(mention) == "place"
            if place and self._norm(end) != "'s":
                return mention, end
        return None, at

    def _made(self, way: Way, head: _Head | None, town: Mention | None) -> Place:
        """Return the place of a building, a town, or a building in a town."""
        spans = [self._tokens(head.start, head.end)] if head else []
        spans += [town.tokens] if town else []
        first, end = spans[0].start, spans[-1].end
        portfolio = frozenset[str]()
        if head is not None:
            own = head.name.words if head.name else (self._norm(head.start - 1),)
            portfolio = frozenset(own) & word_list("portfolios")
            first -= bool(portfolio) and head.name is None
        span = self._span(first, end)
        return Place(
            way=way,
            town=town.words if town else (),
            site=head.name.words if head and head.name else (),
            venue=head.venue if head else "",
            portfolio=portfolio,
            compass="",
            known=self.cast.words,
            inside=self.cast.inside,
            about=around(self.doc, self.sentence, first, end),
            sentence=self.sentence,
            span=span,
            town_span=self._span(*town.tokens) if town else span,
            shown=one_line(self.doc, span),
        )

    def _side(self, at: int) -> Place | None:
        """Return the direction at a place: west of…, to the west, the western tower."""
        after = self._norm(at + 1)
        before = self.norms[max(0, at - 2) : at]
        noun = ""
        if after != "of" and before != ["to", "the"]:
            small = self._small(at) and self._small(at + 1)
            verb = after in _PREPOSITIONS or after.endswith("ed")
            if before[-1:] != ["the"] or not small or verb:
                return None  # the north rejected
            noun = stem(after, self.doc.language)
        bare = self._made("at", _Head(at, at + 1, noun), None)
        compass = self.norms[at].removesuffix("ern")
        return replace(bare, portfolio=frozenset(), compass=compass)

    def _small(self, at: int) -> bool:
        """Tell whether a word in small letters that has content stands at a place."""
        if at >= len(self.norms):
            return False
        token = self.doc.tokens[self.base + at]
        small = self.doc.text[token.start].islower() and token.norm.isalpha()
        return small and token.norm not in language(self.doc.language).function

    def _tokens(self, start: int, end: int) -> Span:
        return Span(self.base + start, self.base + end)

    def _span(self, first: int, end: int) -> Span:
        tokens = self.doc.tokens
        return Span(tokens[first].start, tokens[end - 1].end)
