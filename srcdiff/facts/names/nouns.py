"""Which English nouns name persons and places, and which are kinds of others.

Trades and places come from WordNet 3.0 (Miller 1995) by ``benchmarks/make_nouns.py``:
``nouns.json``, whose licence stands in ``WORDNET.txt``.  What is vaguer than what in
the way of news, and words for kin and posts, come from ``word_lists.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, TypeAlias

from srcdiff.facts.names.word_lists import vaguer, word_list

Question: TypeAlias = Literal["trade", "office", "kin", "sex", "part"]
"""What a word for a person answers: what they work as, which post they hold, whose
relative they are, man or woman; *part* is the part they play in a story, such as
witness or neighbour, and can be played beside any other."""

Grain: TypeAlias = Literal["container", "vehicle", "room", "place"]
"""Each can stand in one that follows it."""

_VENUES = ("other venues", "venues of two words", "containers", "vehicles")
_OWN: tuple[Question, ...] = ("office", "kin", "sex", "trade")
_SUFFIXES = ("ist", "man", "woman", "smith", "wright", "keeper", "maker", "monger")
_LOOSE = (*_SUFFIXES, "er", "or", "ian", "eer", "ant", "ee")
_SHORTEST = 6
"""Letters of a word below which its end says nothing."""
_PLURALS = {"people": "person", "children": "child", "wives": "wife"}
_PLURALS |= {"housewives": "housewife", "thieves": "thief", "men": "man"}


@cache
def _wordnet() -> Mapping[str, Any]:
    import json
    from importlib.resources import files

    path = files(__package__).joinpath("nouns.json")
    data: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
    return data


# -- persons --------------------------------------------------------------------


@cache
def person_word(norm: str) -> str | None:
    """Return a word for a person in the singular; None for any other word."""
    for single in (norm, _singular(norm)):
        if _question(single) is not None:
            return single
    single = _singular(norm)
    if not single.isalpha() or {norm, single} & word_list("no persons"):
        return None
    known = single in _wordnet()["trade"] or single in word_list("other trades")
    ends = len(single) >= _SHORTEST and single.endswith(_SUFFIXES)
    return single if known or ends else None


@cache
def loose_person_word(norm: str) -> str | None:
    """Return a word that may stand for a person where a name stands beside it."""
    found = person_word(norm)
    if found or norm in word_list("no persons") or not norm.isalpha():
        return found
    return norm if len(norm) >= _SHORTEST and norm.endswith(_LOOSE) else None


@cache
def rather(norm: str) -> Literal["adjective", "verb", ""]:
    """Return what a word for a person is oftener than that: temporary, cook."""
    if norm in _wordnet()["adjectives"] or norm in word_list("rather adjectives"):
        return "adjective"
    verb = norm in word_list("rather verbs") or _singular(norm) in _wordnet()["verbs"]
    return "verb" if verb or norm in _wordnet()["verbs"] else ""


def question(word: str) -> Question:
    """Return what a word for a person answers; what is not listed is a trade."""
    return _question(word) or "trade"


@cache
def _question(word: str) -> Question | None:
    if word in word_list("parts"):
        return "part"
    return next((name for name in _OWN if word in vaguer(name)), None)


def _singular(norm: str) -> str:
    if norm in _PLURALS:
        return _PLURALS[norm]
    if norm.endswith("men"):
        return norm[:-2] + "an"
    if norm.endswith("ies"):
        return norm[:-3] + "y"
    if norm.endswith("s") and not norm.endswith("ss"):
        return norm[:-1]
    return norm


# -- places ---------------------------------------------------------------------


@cache
def venue(norm: str, before: str = "") -> str | None:
    """Return the word for a building or a spot that a noun is, in the singular.

    Args:
        norm: The noun.
        before: The word before it: "bus" makes "bus stop" of a stop.
    """
    venues = _all_venues()
    for word in (norm, norm.removesuffix("s"), norm.removesuffix("es")):
        for name in (f"{before} {word}", word):
            if name in venues:
                return name
    return None


@cache
def _all_venues() -> frozenset[str]:
    return frozenset().union(
        *map(word_list, _VENUES), vaguer("venue"), _wordnet()["place"]
    )


def grain(word: str) -> Grain:
    """Return how large a thing a word for a place names."""
    if word in vaguer("venue"):
        return "place"  # a library is more than a room
    if word in word_list("containers"):
        return "container"
    if word in word_list("vehicles"):
        return "vehicle"
    room = _is_kind(word, "room") or _is_kind(word, "passageway")
    return "room" if room else "place"


# -- kinds ----------------------------------------------------------------------


@cache
def one_is_the_other(x: str, y: str) -> bool:
    """Tell whether one word is a kind of the other, or both may mean the same."""
    if x in _listed_above(y) or y in _listed_above(x) or _is_kind(x, y):
        return True
    return _is_kind(y, x) or x.rpartition(" ")[2] == y or y.rpartition(" ")[2] == x


@cache
def _listed_above(word: str) -> frozenset[str]:
    """Return the words of the lists that what is called *word* may be called too."""
    found: set[str] = set()
    waiting = [word]
    while waiting:
        at = waiting.pop()
        for kind in (*_OWN, "venue"):
            new = vaguer(kind).get(at, frozenset()) - found
            found |= new
            waiting += new
    return frozenset(found)


@cache
def _is_kind(word: str, other: str) -> bool:
    """Tell whether *word* is in one of its senses a kind of *other*, or the same."""
    return not _senses(other).isdisjoint(_senses_above(word))


def _senses(word: str) -> frozenset[int]:
    data = _wordnet()
    return frozenset((*data["trade"].get(word, ()), *data["place"].get(word, ())))


@cache
def _senses_above(word: str) -> frozenset[int]:
    """Return the senses of a word, and those that they are kinds of."""
    kinds_of = _wordnet()["kinds_of"]
    found, waiting = set[int](), [*_senses(word)]
    while waiting:
        sense = waiting.pop()
        if sense not in found:
            found.add(sense)
            waiting += kinds_of[sense]
    return frozenset(found)
