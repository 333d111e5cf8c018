"""Stems: what is left of a word without its inflection, by nltk's Snowball."""

from __future__ import annotations

from functools import cache
from typing import Any


@cache
def _stemmer(language: str) -> Any:
    from nltk.stem.snowball import SnowballStemmer

    return SnowballStemmer(language)


@cache
def stem(norm: str, language: str = "english") -> str:
    """Return the stem of a token's norm; what is no word is its own stem.

    Example:
        >>> stem("agreed"), stem("agreements"), stem("1,600")
        ('agre', 'agreement', '1,600')
    """
    if not norm[0].isalpha():
        return norm
    return str(_stemmer(language).stem(norm))
