"""Whether two names can be names of the same, and whether they are.

Two articles have different names for one thing only if each holds on to its own:
neither uses the other's word anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias

from srcdiff.facts.names.name import Name
from srcdiff.facts.names.spelling import Likeness, likeness
from srcdiff.facts.names.word_lists import word_list
from srcdiff.model import Span, Verdict
from srcdiff.text.stems import spelling

Bond: TypeAlias = Literal["same", "variant", "rival", "none"]
"""How two names relate: of the same, the same spelled or given otherwise, different
ones where the sentences say that they fill one slot, or nothing to do with each
other."""

_SHORTEST = 4
"""Letters of a single name below which one letter is no misspelling.  Set by hand."""


class _Bonded(NamedTuple):
    """How two names relate, and which of their words differ."""

    bond: Bond
    x: tuple[int, ...] = ()
    y: tuple[int, ...] = ()


def comparable(x: Name, y: Name) -> bool:
    """Tell whether two names can be names of the same."""
    return _bond(x, y).bond != "none"


def compare_names(x: Name, y: Name) -> tuple[Verdict, str]:
    """Return whether two comparable names in one slot can both be right, and why.

    The verdict on (y, x) is the same.
    """
    bond = _bond(x, y)
    both = f"{x.shown} in A, {y.shown} in B"
    if bond.bond == "same":
        return "agree", f"The same name: {both}."
    if not _held_on(x, y, bond):
        return "compatible", f"Both names are known to one of the articles: {both}."
    if bond.bond == "variant":
        return "conflict", f"The name is given differently: {both}."
    return "conflict", f"Two different names: {both}."


def differing(x: Name, y: Name) -> tuple[Span, Span]:
    """Return the shortest parts of two names that show how they differ."""
    bond = _bond(x, y)
    return _covering(x, bond.x), _covering(y, bond.y)


def _covering(name: Name, places: tuple[int, ...]) -> Span:
    if not places:
        return name.span
    return Span(name.places[min(places)].start, name.places[max(places)].end)


def _held_on(x: Name, y: Name, bond: _Bonded) -> bool:
    """Tell whether neither article ever uses the word that the other has."""
    mine = {x.words[at] for at in bond.x} or {*x.words}
    others = {y.words[at] for at in bond.y} or {*y.words}
    return mine.isdisjoint(y.known) and others.isdisjoint(x.known)


def _bond(x: Name, y: Name) -> _Bonded:
    """Return how two names relate."""
    sorts = {x.sort, y.sort}
    if len(sorts) == 2 and "unknown" not in sorts:
        return _Bonded("none")
    if "person" not in sorts and _kept_apart(x, y):
        return _Bonded("none")
    if "body" in sorts or (sorts == {"unknown"} and x.the and y.the):
        return _body_bond(x, y)
    return _person_bond(x, y)


def _person_bond(x: Name, y: Name) -> _Bonded:
    """Return how two names of persons, or of what is unknown, relate."""
    if len(x.full) == 1 or len(y.full) == 1:
        return _single_bond(x, y)
    given = likeness(x.full[0], y.full[0])
    family = _family(x.full[-1], y.full[-1])
    if x.sort == y.sort == "unknown" and _plural(x.full[-1], y.full[-1]):
        family = "same"  # Grand Slams
    if family == "same" and given in ("same", "short"):
        return _Bonded("same")
    if family == "other" or given == "other":
        initial = family == "same" and x.full[0][0] == y.full[0][0]
        return _differing(x, y, (0,)) if initial else _rival(x, y)
    return _differing(x, y, (0,) * (given == "variant") + (-1,) * (family == "variant"))


def _differing(x: Name, y: Name, parts: tuple[int, ...]) -> _Bonded:
    """Return the bond of one name whose given (0) or family name (-1) differ."""
    found: tuple[list[int], list[int]] = ([], [])
    for part in parts:
        here = [_at(name, part) for name in (x, y)]
        if here[0] is not None and here[1] is not None:
            found[0].append(here[0])
            found[1].append(here[1])
    if not found[0]:  # what is shown here does not differ
        return _Bonded("same")
    return _Bonded("variant", tuple(found[0]), tuple(found[1]))


def _at(name: Name, part: int) -> int | None:
    """Return which word of a name is the given (0) or family name (-1)."""
    if len(name.words) > 1:
        return 0 if part == 0 else len(name.words) - 1
    return 0 if name.words[0] == name.full[part] else None


def _family(x: str, y: str) -> Likeness:
    """Return how two family names relate: none is short for another."""
    found = likeness(x, y)
    if found != "short" or 1 in (len(x), len(y)):
        return found
    return "variant" if abs(len(x) - len(y)) == 1 else "other"


def _single_bond(x: Name, y: Name) -> _Bonded:
    """Return how two names relate of which one is a single word."""
    if len(x.full) > 1:
        return _swapped(_single_bond(y, x))
    word = x.full[0]
    found = [_family(word, other) for other in (y.full[-1], y.full[0])]
    if "same" in found or _plural(word, y.full[-1]):
        return _Bonded("same")  # the Holms are the family Holm
    long = min(len(word), len(y.full[-1])) >= _SHORTEST
    family = len(y.full) == 1 or x.titled or x.sort == "person"
    if found[0] == "variant" and long and family:
        at = _at(y, -1)
        return _Bonded("same") if at is None else _Bonded("variant", (0,), (at,))
    return _rival(x, y)


def _kept_apart(x: Name, y: Name) -> bool:
    """Tell whether one article has a name of one word beside a longer one with it.

    There the Lowlanders are not the Tarn Lowlanders.  A body's first word, and the
    word for what it is, may still be short for it: Upland, the Trust.
    """
    short, long = sorted((x.full, y.full), key=len)
    if len(short) != 1 or len(long) == 1 or short[0] not in long:
        return False
    usual = short[0] in word_list("bodies") or short[0] == long[0]
    return not usual and (x.full in y.names or y.full in x.names)


def _plural(x: str, y: str) -> bool:
    return f"{x}s" == y or x == f"{y}s"


def _swapped(bond: _Bonded) -> _Bonded:
    return _Bonded(bond.bond, bond.y, bond.x)


def _rival(x: Name, y: Name) -> _Bonded:
    """Return the bond of two clearly different names."""
    things = x.thing != "" and x.thing == y.thing
    if x.posts & y.posts or things or (x.agent and y.agent):
        return _Bonded("rival")
    return _Bonded("none")


def _body_bond(x: Name, y: Name) -> _Bonded:
    """Return how two names of bodies, or of things with "the", relate."""
    mine, others = _own(x.words), _own(y.words)
    left = [at for at in mine if not _among(x.words[at], y.words)]
    right = [at for at in others if not _among(y.words[at], x.words)]
    if not left or not right or _initials(x, y) or _initials(y, x):
        return _Bonded("same")
    shared = len(left) < len(mine) and len(right) < len(others)
    if shared and len(left) == len(right):
        found = [
            likeness(x.words[i], y.words[j]) for i, j in zip(left, right, strict=True)
        ]
        if set(found) <= {"variant", "short"}:
            return _Bonded("variant", tuple(left), tuple(right))
    of = x.words[:2] == y.words[:2] and x.words[1:2] == ("of",)
    head = of or x.words[-1] == y.words[-1]
    bodies = x.sort == y.sort == "body"
    if (head and x.sort == y.sort) or (bodies and not shared):
        return _Bonded("rival", tuple(left), tuple(right))
    return _rival(x, y)


def _own(words: tuple[str, ...]) -> list[int]:
    return [
        at for at, word in enumerate(words) if word not in word_list("company forms")
    ]


def _among(word: str, words: Iterable[str]) -> bool:
    """Tell whether a word of a body's name stands among others, however spelled."""
    return any(
        likeness(word, other) == "same" or spelling(word) == spelling(other)
        for other in words
    )


def _initials(short: Name, long: Name) -> bool:
    """Tell whether one name is made of the first letters of another."""
    letters = "".join(word[0] for word in long.words)
    return len(letters) > 1 and short.words[0] == letters
