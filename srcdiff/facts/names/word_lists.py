"""The English words behind names, roles and places: ``word_lists.json``.

They are srcdiff's own.  Under "vaguer" a row has words and, after them, those that
are kinds of it or mean the same: what is a surgeon may also be called a doctor.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any


@cache
def _data() -> Mapping[str, Any]:
    import json
    from importlib.resources import files

    path = files(__package__).joinpath("word_lists.json")
    data: Mapping[str, Any] = json.loads(path.read_text("utf-8"))
    return data


def _split(text: str) -> list[str]:
    """Return the words of a list; where some have blanks, commas part them."""
    return text.split(", ") if ", " in text else text.split()


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the words of the list called *name*."""
    return frozenset(_split(_data()["words"][name]))


@cache
def short_forms() -> Mapping[str, frozenset[str]]:
    """Return for a given name what its bearers are called for short."""
    forms: Mapping[str, str] = _data()["short forms"]
    return {name: frozenset(short.split()) for name, short in forms.items()}


@cache
def vaguer(kind: str) -> Mapping[str, frozenset[str]]:
    """Return for each word of a kind the words just above it: vaguer or the same.

    Args:
        kind: ``trade``, ``office``, ``kin``, ``sex`` or ``venue``.
    """
    found: dict[str, set[str]] = {}
    for broad, narrow in _data()["vaguer"][kind].items():
        for word in (*_split(broad), *_split(narrow)):
            found.setdefault(word, set())
        for word in _split(narrow):
            found[word] |= set(_split(broad)) - {word}
    return {word: frozenset(above) for word, above in found.items()}
