"""Stems: what a word shares with its other forms.

Inflection is taken off by nltk's Snowball.  In English two more things make no
other word of it: British or American spelling, and words or figures for a number.

    agreed, agree → agre      colours, color → color      1,600 → 1600
    organise, organize → organis, but organ → organ      twelve → 12

Of two spellings the one is chosen that keeps more words apart: Snowball makes an
organ of "organization", and one word of "defense" and "defensive".  Rules reach as
far as no other word follows them; the rest are listed in ``languages/english.json``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from srcdiff.text.languages import language as lists_of
from srcdiff.text.nltk_parts import snowball

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")

_OUR = (
    "arb ard arm behavi cand clam clang col demean endeav fav ferv flav glam harb hon "
    "hum lab neighb od parl ranc rig rum sav savi splend succ tum val vap vig"
)
"""Before "-our" that is "-or" in American; "four", "hour" and "tour" are not."""

_RE = "calib cent fib lust maneuv meag met mit och sab scept somb spect theat"
"""Before "-re" that is "-er" in American; "acre", "genre" and "massacre" are not."""

_VOWELS = (
    ("aemi", "emi"),  # leukaemia
    ("haem", "hem"),
    ("paed", "ped"),
    ("anaesth", "anesth"),
    ("gynaec", "gynec"),
    ("archaeo", "archeo"),
    ("palaeo", "paleo"),
    ("aesthet", "esthet"),
    ("mediaev", "mediev"),
    ("caesarean", "cesarean"),
    ("caesium", "cesium"),
    ("faec", "fec"),
    ("foet", "fet"),
    ("oestr", "estr"),
    ("oesoph", "esoph"),
    ("oedem", "edem"),
    ("diarrhoea", "diarrhea"),
    ("amoeb", "ameb"),
    ("coeliac", "celiac"),
    ("homoeo", "homeo"),
    ("manoeuv", "maneuv"),
)


@cache
def _spellings() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Return what is replaced in an English word to spell it one way only.

    Each rule with letters without which it need not be tried.
    """
    return tuple(
        (letters, re.compile(pattern), new)
        for letters, pattern, new in (
            ("our", rf"({_OUR.replace(' ', '|')})our", r"\1or"),
            ("re", rf"({_RE.replace(' ', '|')})re(s?)$", r"\1er\2"),
            ("centr", r"((?:^|[^s])cent)r(ed|ing)$", r"\1er\2"),
            ("maneuvr", r"(maneuv)r(ed|ing)$", r"\1er\2"),
            # Snowball: literal, literary.
            ("liter", r"^((?:milli)?lit)er(s?)$", r"\1re\2"),
            # Four letters or more before the z: "prize" and "seize" keep theirs.
            (
                "z",
                r"^(\w{3,}[iy])z"
                r"(e[drs]?|ers|ings?|able|ations?|ational|ationally|ingly)$",
                r"\1s\2",
            ),
            ("ens", r"^(def|off|pret)ens(e|es|eless)$", r"\1enc\2"),
            ("licens", r"^((?:un)?licen)s(e|es|ed|ing)$", r"\1c\2"),
            ("practis", r"^practis(e|es|ed|ing)$", r"practic\1"),
        )
    )


@cache
def _stemmer(language: str) -> Any:
    return snowball().SnowballStemmer(language)


def stem(norm: str, language: str = "english") -> str:
    """Return the stem of a token's norm; what is no word is its own stem.

    Two stems that start with a figure are two different values.

    Example:
        >>> stem("agreed"), stem("agreements"), stem("1,600"), stem("labor")
        ('agre', 'agreement', '1600', 'labor')
        >>> stem("labour"), stem("twelve"), stem("analyzed"), stem("seized")
        ('labor', '12', 'analys', 'seiz')
    """
    # The cache tells stem(norm) from stem(norm, "english"): it is kept behind.
    return _stem(norm, language)


@cache
def _stem(norm: str, language: str) -> str:
    lists = lists_of(language)
    if norm in lists.numbers:
        return lists.numbers[norm]
    if language == "english":
        if _GROUPED.fullmatch(norm):
            return norm.replace(",", "")
        norm = _spelled(lists.spellings.get(norm, norm))
    if not norm[0].isalpha():
        return norm
    found = str(_stemmer(language).stem(norm))
    return lists.stems.get(found, found)


@cache
def spelling(norm: str) -> str:
    """Return what an English word has in common with its other spellings alone.

    Unlike :func:`stem` it keeps inflection apart, except in words whose other spelling
    is listed by the stem.

    Example:
        >>> spelling("colours"), spelling("twelve"), spelling("grey"), spelling("boats")
        ('colors', '12', 'gray', 'boats')
    """
    lists = lists_of("english")
    if norm in lists.numbers or not norm[0].isalpha():
        return stem(norm)
    found = stem(norm)
    if found in _listed():
        return found
    return _spelled(lists.spellings.get(norm, norm))


@cache
def _listed() -> frozenset[str]:
    return frozenset(lists_of("english").stems.values())


def _spelled(norm: str) -> str:
    """Return an English word in the spelling that is compared."""
    if "ae" in norm or "oe" in norm:
        for old, new in _VOWELS:
            norm = norm.replace(old, new)
    for letters, pattern, new in _spellings():
        if letters in norm:
            norm = pattern.sub(new, norm)
    return norm
