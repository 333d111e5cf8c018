"""Which English nouns name a trade or a place, and which of them are kinds of others.

From WordNet 3.0 (Miller 1995), by ``benchmarks/make_nouns.py``: ``nouns.json``; its
licence stands in ``WORDNET.txt`` beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any


@cache
def _data() -> Mapping[str, Any]:
    import json
    from importlib.resources import files

    path = files(__package__).joinpath("nouns.json")
    data: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
    return data


def is_trade(word: str) -> bool:
    """Tell whether a noun in the singular mostly names somebody's trade."""
    return word in _data()["trade"]


def is_place(word: str) -> bool:
    """Tell whether a noun of one or two words mostly names a building or a spot."""
    return word in _data()["place"]


@cache
def _above(word: str) -> frozenset[int]:
    """Return the senses of a word, and those that they are kinds of."""
    data = _data()
    waiting = [*data["trade"].get(word, ()), *data["place"].get(word, ())]
    found = set[int]()
    while waiting:
        sense = waiting.pop()
        if sense not in found:
            found.add(sense)
            waiting += data["kinds_of"][sense]
    return frozenset(found)


@cache
def is_kind(word: str, other: str) -> bool:
    """Tell whether *word* is in one of its senses a kind of *other*, or the same."""
    data = _data()
    senses = {*data["trade"].get(other, ()), *data["place"].get(other, ())}
    return bool(senses & _above(word))
