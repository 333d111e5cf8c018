"""Names that reports have as files: safe on any system the folder is copied to."""

from __future__ import annotations

import unicodedata

LONGEST: int = 80
"""Letters of a name, and…"""
MOST_BYTES: int = 160
"""…its bytes: file systems allow 255, of which a number and a suffix need some."""

_DEVICES = frozenset(
    [
        *("con", "prn", "aux", "nul", "conin$", "conout$"),
        *(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"),
    ]
)
"""What Windows takes for a device, whatever stands behind a full stop."""


def safe(name: str) -> str:
    """Return a file name like *name*, without suffix.

    Letters and digits of any script stay, and ``-``, ``_``, ``.``; anything else,
    separators and controls above all, is a hyphen.  It neither begins nor ends
    with a mark, and names no device.
    """
    composed = unicodedata.normalize("NFC", name[: 4 * LONGEST])
    kept = "".join(letter if _kept(letter) else "-" for letter in composed)
    words = "-".join(filter(None, kept.split("-")))
    words = _cut(words.strip("-_. ")).rstrip("-_. ")
    if not words or words.partition(".")[0].casefold() in _DEVICES:
        return f"pair-{words}".rstrip("-")
    return words


def folded(name: str) -> str:
    """Return what two names share if some file system takes them for the same."""
    return unicodedata.normalize("NFKC", name).casefold()


def _kept(letter: str) -> bool:
    return letter in "-_." or unicodedata.category(letter)[0] in "LMN"


def _cut(name: str) -> str:
    """Return the start of a name that is not too long, in whole letters."""
    return name[:LONGEST].encode("utf-8")[:MOST_BYTES].decode("utf-8", "ignore")
