"""What srcdiff knows of each language: one file of word lists a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Language:
    """The word lists of one language, lower case."""

    titles: frozenset[str]
    """Abbreviations that never end a sentence, since a name follows: ``mr``."""
    numbered: frozenset[str]
    """Abbreviations that do not end one where a figure follows: ``no``."""
    abbreviations: frozenset[str]
    """Abbreviations that may end one, if one of *starters* follows: ``u.s``."""
    times: frozenset[str]
    """Abbreviations that end one unless one of *dates* follows: ``p.m``."""
    dates: frozenset[str]
    """Weekdays, months and time zones."""
    after_ordinal: frozenset[str]
    """Words before which a figure and a full stop are an ordinal: months, where
    the language writes "14. Mai"."""
    starters: frozenset[str]
    """Words with which sentences start."""
    function: frozenset[str]
    """Words that carry no content of their own."""
    numbers: Mapping[str, str] = field(default_factory=dict)
    """Number word → its stem, which starts with a figure: ``12`` for twelve, ``12th``
    for twelfth (and ``1th``, so that no figure is read as one), ``1e6`` for million.
    Not "one" and "second", which are other words as well."""
    spellings: Mapping[str, str] = field(default_factory=dict)
    """Word → the word it is another spelling of, or short for; only this form."""
    stems: Mapping[str, str] = field(default_factory=dict)
    """Snowball's stem of a word → the stem of its other spelling."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Abbreviation → what it says, where two initials alone would not be enough or
    the same letters are a function word: ``us``, only when written US or U.S."""
    joined: frozenset[str] = frozenset()
    """Words that are also written as two although one of these is a function word."""
    unhyphened: frozenset[str] = frozenset()
    """Words that mean something else with a hyphen: re-signed, co-op."""
    unmarked: frozenset[str] = frozenset()
    """Words that mean something else with an accent: résumé, exposé."""


@cache
def language(name: str) -> Language:
    """Return the word lists of the language called *name* (``english``)."""
    import json
    from importlib.resources import files

    # JSON, although TOML is nicer to write: its parser costs milliseconds.
    lists = json.loads(files(__name__).joinpath(f"{name}.json").read_text("utf-8"))
    fields: dict[str, Any] = {
        key: words if isinstance(words, dict) else frozenset(words.split())
        for key, words in lists.items()
    }
    return Language(**fields)
