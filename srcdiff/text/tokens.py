"""Words, numbers and marks, each with its place in the text.

A number keeps its separators (``1,600``, ``5:42``), an abbreviation its full
stops (``p.m.``), a word its inner apostrophe (``didn't``).  The genitive is a
token of its own, so that "Pakistan's" meets "Pakistan"; so is each part of a
compound with hyphens, and each Han, Hiragana or Katakana character, since
nothing shows where those words end.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from srcdiff.model import Span, Token
from srcdiff.text.normalize import norm

_PATTERN = r"""(?V1)
    (?:[\p{L}--\p{Han}]\.){2,}                        # U.S.  p.m.
  | \p{Nd}+(?:[.,:]\p{Nd}+)*                          # 1,600  5:42
  | [\p{Han}\p{Hiragana}\p{Katakana}]
  | ['’]s\b                                           # the genitive
  | (?:[\p{L}--[\p{Han}\p{Hiragana}\p{Katakana}]]\p{M}*)+
    (?:['’](?!s\b)(?:[\p{L}--[\p{Han}\p{Hiragana}\p{Katakana}]]\p{M}*)+)*
  | \.{3,}
  | [^\s\x1c-\x1f]
"""


@cache
def _pattern() -> Any:
    # The standard library's re knows no scripts and no combining marks.
    import regex

    return regex.compile(_PATTERN, regex.VERBOSE)


def tokenize(text: str, span: Span | None = None) -> tuple[Token, ...]:
    """Return the tokens of *text*, or of its part *span*, in text order.

    Offsets count from the start of *text* either way.  Every character that
    is not white space lies in exactly one token.

    Example:
        >>> [token.norm for token in tokenize("Pakistan’s 1,600-mile border")]
        ['pakistan', "'s", '1,600', '-', 'mile', 'border']
    """
    at, end = span or (0, len(text))
    found = []
    for written in _pattern().findall(text, at, end):
        start = text.index(written, at)  # only white space lies before it
        at = start + len(written)
        found.append((start, at, norm(written)))
    return tuple(map(Token._make, found))
