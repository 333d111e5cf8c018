"""When two words of names are the same name, or one name spelled differently.

    Møller, Moeller, Moller     the same: only another way to write it
    T., Tove                    short: an initial
    Rob, Robert; Bill, William  short
    Halvorsen, Halversen        a spelling variant

All else are other names.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Literal, TypeAlias

from srcdiff.facts.names.word_lists import short_forms

Likeness: TypeAlias = Literal["same", "short", "variant", "other"]

_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "'": None}
)
_LEAST_CUT = 2
"""Letters that a short form leaves away: Dan for Daniel, but Paul is not Paula."""


@cache
def plain(word: str) -> str:
    """Return a word of a name in small letters without marks."""
    letters = unicodedata.normalize("NFD", word.casefold().translate(_LETTERS))
    return "".join(char for char in letters if not unicodedata.combining(char))


@cache
def _bare(word: str) -> str:
    """Return a word in plain letters, without the e that stands for two dots."""
    bare = plain(word)
    for letter in "aou":
        bare = bare.replace(f"{letter}e", letter)
    return bare


@cache
def likeness(x: str, y: str) -> Likeness:
    """Return how two words of names relate; the same for (y, x)."""
    if _bare(x) == _bare(y):
        return "same"
    first, second = plain(x), plain(y)
    short, full = sorted((first, second), key=lambda word: (len(word), word))
    if len(short) < 2:
        return "short" if short and full.startswith(short) else "other"
    cut = len(full) - len(short)
    if full.startswith(short) and (cut > _LEAST_CUT or cut == _LEAST_CUT < len(short)):
        return "short"
    if _pet_form(first, second) or _pet_form(second, first):
        return "short"
    table = short_forms()
    if short in table.get(full, ()) or full in table.get(short, ()):
        return "short"
    return "variant" if _near(first, second) else "other"


def _pet_form(short: str, full: str) -> bool:
    """Tell whether a name is another cut short with -ie or -y: Archie for Archibald."""
    for ending in ("ie", "y"):
        stump = short.removesuffix(ending)
        if stump != short and len(stump) > 1 and full.startswith(stump):
            return len(full) >= len(stump) + _LEAST_CUT and not full.endswith(ending)
    return False


def _near(x: str, y: str) -> bool:
    """Tell whether one word becomes the other by few changes of a letter.

    A change is a letter put in, left out, exchanged or swapped with the next one:
    Damerau's (1964), restricted so that no part is changed twice.  One change is
    allowed in four letters.
    """
    longest = max(len(x), len(y))
    most = 1 if longest < 5 else 2 if longest < 9 else 3
    if longest < 3 or abs(len(x) - len(y)) > most or longest > 40:
        return False
    letters_x, letters_y = set(x), set(y)
    fewest = min(len(letters_x), len(letters_y))
    if 2 * len(letters_x & letters_y) < fewest:
        return False
    before: list[int] = []
    row = list(range(len(y) + 1))
    for i, left in enumerate(x, 1):
        last, before, row = before, row, [i]
        for j, right in enumerate(y, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if last and j > 1 and left == y[j - 2] and x[i - 2] == right:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1] <= most
