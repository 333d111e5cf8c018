"""What srcdiff knows of each language: one file of word lists a language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


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


@cache
def language(name: str) -> Language:
    """Return the word lists of the language called *name* (``english``)."""
    import json
    from importlib.resources import files

    # JSON, although TOML is nicer to write: its parser costs milliseconds.
    lists = json.loads(files(__name__).joinpath(f"{name}.json").read_text("utf-8"))
    return Language(**{key: frozenset(words.split()) for key, words in lists.items()})
