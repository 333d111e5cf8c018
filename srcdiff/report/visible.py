r"""Make article text inert: what would steer a terminal or a page is shown.

An article must not be able to set a window title, clear the screen or turn the
order of the report around.  Such characters are written out as Python would
write them, ``\x1b`` or ``\u202e``, so that nothing is hidden and nothing acts.
"""

from __future__ import annotations

import re

_C0_C1 = r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
"""Control characters that are not white space."""
_STEERING = r"\u202a-\u202e\u2066-\u2069"
"""Embeddings, overrides and isolates: they reorder the text around them."""
_HIDDEN = r"\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f"
"""Lone surrogates (no encoding carries them), annotations, tag characters."""
_DIRECTION_MARKS = r"\u200e\u200f\u061c"
"""Marks without width.  Common in honest Arabic and Hebrew text."""

_UNSAFE_IN_TERMINAL = re.compile(f"[{_C0_C1}{_STEERING}{_HIDDEN}{_DIRECTION_MARKS}]")
# On a page each article stands in an isolated block, where a mark can do no harm
# and right-to-left text needs it.
_UNSAFE_ON_PAGE = re.compile(f"[{_C0_C1}{_STEERING}{_HIDDEN}]")

# Not \s: no-break spaces stay what they are, so that a figure keeps its unit.
_WHITE = re.compile("[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")

_SOFT_HYPHEN = "\u00ad"

_TYPEWRITTEN = str.maketrans("“”„‟‘’‚‛‐‑–—―•", "\"\"\"\"''''-----*")
"""Marks that every news text has, each as wide as what stands in for it."""


def for_terminal(text: str) -> str:
    """Return *text* fit for a terminal line: inert, each run of white space one blank.

    Soft hyphens go: terminals disagree on their width, and a page that is wide
    enough does not show them either.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    text = _UNSAFE_IN_TERMINAL.sub(_written_out, text.replace(_SOFT_HYPHEN, ""))
    return _WHITE.sub(" ", text)


def typewritten(text: str) -> str:
    """Return *text* with straight quotation marks and hyphens, where others are lost.

    Written out, ``\\u201c`` and its like would make it hard to read, and wider.
    """
    return text.translate(_TYPEWRITTEN)


def for_page(text: str) -> str:
    """Return *text* fit for an HTML page: inert, each run of white space one blank.

    Marking up what remains (``<``, ``&``) is the template's business.
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text
    return _WHITE.sub(" ", _UNSAFE_ON_PAGE.sub(_written_out, text))


def _written_out(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")
