"""What srcdiff knows of each language, read from ``languages.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Language:
    """The word lists of one language, lower case."""

    titles: frozenset[str]
    """Abbreviations that never end a sentence, without their last full stop."""
    numbered: frozenset[str]
    """Abbreviations that do not end one where a figure follows."""
    abbreviations: frozenset[str]
    """Abbreviations that may end one."""
    times: frozenset[str]
    """Abbreviations that end one unless one of *dates* follows."""
    dates: frozenset[str]
    starters: frozenset[str]
    """Words with which a sentence starts after such an abbreviation."""
    function: frozenset[str]
    """Words that carry no content of their own."""


@cache
def language(name: str) -> Language:
    """Return the word lists of the language called *name* (``english``)."""
    import tomllib
    from importlib.resources import files

    text = files("srcdiff.text").joinpath("languages.toml").read_text("utf-8")
    lists = tomllib.loads(text)[name]
    return Language(**{key: frozenset(words.split()) for key, words in lists.items()})
