"""Whether two places answer the same "where?", and whether both can be right.

A town answers it otherwise than a building does, so only two towns or two buildings
can contradict each other.
"""

from __future__ import annotations

from srcdiff.facts.names.nouns import grain, one_is_the_other
from srcdiff.facts.names.place import Place
from srcdiff.facts.names.spelling import likeness
from srcdiff.facts.names.word_lists import word_list
from srcdiff.model import Span, Verdict
from srcdiff.text.stems import spelling


def comparable(x: Place, y: Place) -> bool:
    """Tell whether two places answer the same sort of "where?"."""
    if (x.way == "from") != (y.way == "from"):
        return False
    if x.compass or y.compass:
        return bool(x.compass and y.compass) and x.venue == y.venue
    if x.town and y.town:
        return True
    return bool(x.venue and y.venue) and _same_way(x, y)


def _same_way(x: Place, y: Place) -> bool:
    """Tell whether two buildings or spots may be the same: none near the other."""
    ways = {x.way, y.way}
    return len(ways) == 1 or ("on" not in ways and bool(ways & {"at", "to"}))


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
    if _same_name(x.town, y.town):
        return "agree", f"The same place: {both}."
    if _part(x.town, y.town):
        return "compatible", f"One place may be part of the other: {both}."
    names = " ".join(x.town), " ".join(y.town)
    if {names, names[::-1]} & (x.inside | y.inside):
        return "compatible", f"One place lies in the other: {both}."
    if (names[0] in word_list("countries")) != (names[1] in word_list("countries")):
        return "compatible", f"One is a country: {both}."
    if any(place.way == "near" and not place.venue for place in (x, y)):
        return "compatible", f"One is only near by: {both}."
    return _different(x, y, x.town, y.town)


def _compare_venues(x: Place, y: Place, both: str) -> tuple[Verdict, str]:
    if x.site and y.site and (_same_name(x.site, y.site) or _part(x.site, y.site)):
        return "agree", f"The same place: {both}."
    mine, others = ({*map(spelling, place.portfolio)} for place in (x, y))
    if mine and others and mine != others:
        return "conflict", f"Two different places: {both}."
    if spelling(x.venue) == spelling(y.venue) and not (x.site and y.site):
        return "agree", f"The same sort of place: {both}."
    loose = grain(x.venue) != grain(y.venue) or one_is_the_other(x.venue, y.venue)
    if loose and not (x.site and y.site):
        return "compatible", f"One place may be part or a kind of the other: {both}."
    return _different(x, y, x.site, y.site)


def _part(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    """Tell whether all words of one name stand in the other."""
    return {*x} <= {*y} or {*y} <= {*x}


def _different(
    x: Place, y: Place, mine: tuple[str, ...], others: tuple[str, ...]
) -> tuple[Verdict, str]:
    """Return what two places come to that have different names, or none."""
    both = f"{x.shown} in A, {y.shown} in B"
    if (mine and {*mine} <= y.known) or (others and {*others} <= x.known):
        return "compatible", f"One article names both places: {both}."
    return "conflict", f"Two different places: {both}."


def _same_name(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    return len(x) == len(y) and all(
        likeness(one, other) == "same" or spelling(one) == spelling(other)
        for one, other in zip(x, y, strict=True)
    )
