"""The form in which a token is compared.

Case, typographic punctuation and compatibility characters make no difference
to what an article says, so they make none to the *norm*.  What is shown is
always the text.

    “Ceasefire” → ceasefire      ﬁre → fire      — → -
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

QUOTES = "\"'“”„‟«»‹›‘’‚‛「」『』"
"""Quotation marks; the apostrophe is one of them."""

APOSTROPHES = "'’‘ʼ"

_MARKS = (
    dict.fromkeys(map(ord, QUOTES), '"')
    | dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
    | {ord("…"): "..."}
)
_INSIDE_WORD = dict.fromkeys(map(ord, APOSTROPHES), "'")


@lru_cache(maxsize=200_000)
def norm(token: str) -> str:
    """Return the form of *token* that is compared.

    A mark alone becomes its plain ASCII sibling; a word loses case, width and
    ligatures; an abbreviation loses its full stops (``U.S.`` → ``us``).
    """
    if not any(char.isalnum() for char in token):
        return unicodedata.normalize("NFKC", token.translate(_MARKS))
    word = unicodedata.normalize("NFKC", token).casefold().translate(_INSIDE_WORD)
    if word[0] in "'":
        return "'s"
    if "." in word and word[0].isalpha():
        return word.replace(".", "")
    return word
