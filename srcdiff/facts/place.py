"""Where a sentence says that something is, comes from or goes to.

    in a hotel in Stallbridge      hotel, Stallbridge
    at East Station                East Station, a station
    behind the main post office    post office
    two miles west of the airport  west

A town answers "where?" otherwise than a building does, so only two towns or two
buildings can contradict each other.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from srcdiff.facts.around import around
from srcdiff.facts.cast import Cast, Mention
from srcdiff.facts.nouns import is_kind
from srcdiff.facts.place_words import (
    AT,
    COMPASS,
    COUNTRIES,
    FROM,
    PREPOSITIONS,
    one_is_the_other,
    venue,
)
from srcdiff.facts.role_words import PORTFOLIOS
from srcdiff.facts.spelling import likeness
from srcdiff.model import Document, Fact, Span, Verdict
from srcdiff.text.languages import language

Way: TypeAlias = Literal["at", "on", "from", "to"]

_DETERMINERS = frozenset(
    """
    a an the his her their its our my your this that these those some one two three
    several another own same
    """.split()
)
_PARTS = frozenset("steps entrance door roof gate outskirts bank banks".split())
"""Parts of the place that follows: the steps of a town hall."""
_VERBS = ("ed", "ing", "ly", "day")
"""Ends of words that go on with the sentence after a place: exploded, yesterday."""
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
    """A direction alone; all else is then empty."""
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
    if PREPOSITIONS.isdisjoint(norms) and COMPASS.isdisjoint(norms):
        return ()
    return _Reader(doc, sentence, cast, norms).places()


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
        if norm in COMPASS:
            toward = self.norms[max(0, at - 2) : at] == ["to", "the"]
            if self._norm(at + 1) == "of" or toward:
                return self._made("at", (at, at + 1), compass=norm), at + 1
        if norm not in PREPOSITIONS or self._norm(at - 1) == "-":
            return None, at + 1
        way: Way = (
            ("on" if norm == "on" else "at")
            if norm in AT
            else ("from" if norm in FROM else "to")
        )
        at += 1
        while self._norm(at) in PREPOSITIONS:  # from behind the post office
            at += 1
        return self._phrase(way, at)

    def _phrase(self, way: Way, at: int) -> tuple[Place | None, int]:
        """Return the place that a preposition's noun phrase names."""
        kind, first, end, site = "", 0, at, None
        while end < min(len(self.norms), at + _LONGEST):
            mention = self.starts.get(end)
            if mention is not None:
                past = mention.tokens.end - self.base
                sort = self.cast.sort(mention)
                if self._norm(past) == "'s" and not kind:
                    end = past + 1  # Kelmouth's bowling club
                    continue
                if sort == "place" and not kind and not self._feature(mention):
                    return self._town(way, mention, end)
                found = venue(self.norms[past - 1], self._norm(past - 2))
                if found and sort != "person" and not kind:
                    kind, first, end, site = found, end, past, mention
                    continue
                break
            norm = self.norms[end]
            found = venue(norm, self._norm(end - 1))
            part = norm in _PARTS and self._norm(end + 1) == "of"
            if found and not part and self._norm(end + 1) != "'s":
                first = end - found.count(" ") if not kind or site is None else first
                kind, end = found, end + 1
            elif self._goes_on(norm, bool(kind)):
                end += 1
            else:
                break
        if not kind or self._goes_further(end) or (way == "to" and first == at):
            return None, at  # "in the harbour district", "to park"
        town, stop = self._in_town(end)
        return self._made(way, (first, stop), kind=kind, site=site, town=town), stop

    def _goes_on(self, norm: str, found: bool) -> bool:
        """Tell whether a token is part of the noun phrase, before its venue."""
        if found:
            return False
        function = language(self.doc.language).function
        inner = norm in _DETERMINERS or norm in ("-", "'s", "of")
        return inner or (norm[0].isalnum() and norm not in function)

    def _goes_further(self, end: int) -> bool:
        """Tell whether a noun seems to follow what was taken for the last one."""
        if end >= len(self.norms):
            return False
        token = self.doc.tokens[self.base + end]
        function = language(self.doc.language).function
        small = self.doc.text[token.start].islower() and token.norm.isalpha()
        closed = token.norm in function or token.norm in PREPOSITIONS
        return small and not closed and not token.norm.endswith(_VERBS)

    def _feature(self, mention: Mention) -> bool:
        last = self.doc.tokens[mention.tokens.end - 1].norm
        return len(mention.words) > 1 and venue(last) is not None

    def _in_town(self, at: int) -> tuple[Mention | None, int]:
        """Return the town after a building: "in Stallbridge"."""
        if self._norm(at) in ("in", "at", "near", "on", ",", "of"):
            mention = self.starts.get(at + 1)
            if mention is not None and self.cast.sort(mention) == "place":
                return mention, mention.tokens.end - self.base
        return None, at

    def _town(self, way: Way, town: Mention, start: int) -> tuple[Place, int]:
        end = town.tokens.end - self.base
        return self._made(way, (start, end), town=town), end

    def _made(
        self,
        way: Way,
        place: tuple[int, int],
        *,
        kind: str = "",
        site: Mention | None = None,
        town: Mention | None = None,
        compass: str = "",
    ) -> Place:
        first, end = (self.base + at for at in place)
        portfolio = {*site.words} if site else {self._norm(place[0] - 1)}
        portfolio &= PORTFOLIOS
        if portfolio and site is None:
            first -= 1
        span = self._span(first, end)
        return Place(
            way=way,
            town=town.words if town else (),
            site=site.words if site else (),
            venue=kind,
            portfolio=frozenset(portfolio),
            compass=compass,
            known=self.cast.words,
            inside=self.cast.inside,
            about=around(self.doc, self.sentence, first, end),
            sentence=self.sentence,
            span=span,
            town_span=self._span(*town.tokens) if town else span,
            shown=" ".join(span.of(self.doc.text).split()),
        )

    def _span(self, first: int, end: int) -> Span:
        tokens = self.doc.tokens
        return Span(tokens[first].start, tokens[end - 1].end)


# -- comparing ----------------------------------------------------------------


def comparable(x: Place, y: Place) -> bool:
    """Tell whether two places answer the same sort of "where?"."""
    if (x.way == "from") != (y.way == "from"):
        return False
    if x.compass or y.compass:
        return bool(x.compass and y.compass)
    if x.town and y.town:
        return True
    return bool(x.venue and y.venue) and (x.way == "on") == (y.way == "on")


def compare_places(x: Place, y: Place) -> tuple[Verdict, str]:
    """Return whether two comparable places can both be right, and why.

    The verdict on (y, x) is the same.
    """
    both = f"{x.shown} in A, {y.shown} in B"
    if x.compass:
        return _compare_directions(x.compass, y.compass, both)
    if x.town and y.town:
        return _compare_towns(x, y, both)
    return _compare_venues(x, y, both)


def differing(x: Place, y: Place) -> tuple[Span, Span]:
    """Return the shortest words that show how two places differ."""
    if x.town and y.town and not (x.venue and y.venue):
        return x.town_span, y.town_span
    return x.span, y.span


def _compare_directions(x: str, y: str, both: str) -> tuple[Verdict, str]:
    if x == y:
        return "agree", f"The same direction: {both}."
    if x in y or y in x:
        return "compatible", f"One direction is stated more closely: {both}."
    return "conflict", f"Two different directions: {both}."


def _compare_towns(x: Place, y: Place, both: str) -> tuple[Verdict, str]:
    if _same_name(x.town, y.town) or {*x.town} <= {*y.town} or {*y.town} <= {*x.town}:
        held = x.known.isdisjoint({*y.town} - {*x.town}) and y.known.isdisjoint(
            {*x.town} - {*y.town}
        )
        if len(x.town) == len(y.town) or not held:
            return "agree", f"The same place: {both}."
        return "compatible", f"One place may be part of the other: {both}."
    names = " ".join(x.town), " ".join(y.town)
    if (names in x.inside | y.inside) or (names[::-1] in x.inside | y.inside):
        return "compatible", f"One place lies in the other: {both}."
    if (names[0] in COUNTRIES) != (names[1] in COUNTRIES):
        return "compatible", f"One is a country: {both}."
    if {*x.town} <= y.known and {*y.town} <= x.known:
        return "compatible", f"Both articles name both places: {both}."
    return "conflict", f"Two different places: {both}."


def _compare_venues(x: Place, y: Place, both: str) -> tuple[Verdict, str]:
    if x.site and y.site:
        if _same_name(x.site, y.site) or {*x.site} & {*y.site} == {*x.site}:
            return "agree", f"The same place: {both}."
        return "conflict", f"Two different places: {both}."
    if x.venue == y.venue:
        if x.portfolio and y.portfolio and x.portfolio != y.portfolio:
            return "conflict", f"Two different places: {both}."
        return "agree", f"The same sort of place: {both}."
    if _indoors(x.venue) != _indoors(y.venue):
        return "compatible", f"One is a room, the other a place: {both}."
    if one_is_the_other(x.venue, y.venue):
        return "compatible", f"One place is a kind of the other: {both}."
    return "conflict", f"Two different places: {both}."


def _indoors(venue: str) -> bool:
    """Tell whether a venue is a part of a building."""
    return is_kind(venue, "room") or is_kind(venue, "passageway")


def _same_name(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    return len(x) == len(y) and all(
        likeness(one, other) == "same" for one, other in zip(x, y, strict=True)
    )
