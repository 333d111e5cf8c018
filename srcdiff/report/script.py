"""Which way an article is written, and what its language is called on a page."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

Direction: TypeAlias = Literal["ltr", "rtl"]

LANGUAGE_TAGS: Mapping[str, str] = MappingProxyType(
    {
        "danish": "da",
        "dutch": "nl",
        "english": "en",
        "finnish": "fi",
        "french": "fr",
        "german": "de",
        "italian": "it",
        "norwegian": "no",
        "portuguese": "pt",
        "spanish": "es",
        "swedish": "sv",
    }
)
"""Language as a document names it → its tag for ``lang``.  All of them are written
in Latin letters."""

LOOKED_AT: int = 4_000
"""Code points from the start of an article that show what script it is in."""


def language_tag(language: str, text: str = "") -> str:
    """Return the tag of a language; an empty one, "unknown", if it cannot be right.

    English is what an article is in if nobody says otherwise; one in Arabic letters
    is not, and a screen reader must not be told so.
    """
    if _letters(text)["LATIN"] * 2 < _letters(text).total():
        return ""
    return LANGUAGE_TAGS.get(language, "")


def direction(text: str) -> Direction:
    """Return the way in which most letters of a text run."""
    ways = Counter(map(unicodedata.bidirectional, text[:LOOKED_AT]))
    return "rtl" if ways["R"] + ways["AL"] > ways["L"] else "ltr"


def _letters(text: str) -> Counter[str]:
    """Return how many letters of each script there are."""
    return Counter(
        unicodedata.name(letter, "").partition(" ")[0]
        for letter in text[:LOOKED_AT]
        if letter.isalpha()
    )
