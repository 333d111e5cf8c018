"""Bytes into text, and what had to be guessed on the way.

Most files are UTF-8 and say so by being valid UTF-8, which hardly any other text
is by chance.  What is not UTF-8 is in the main an old Windows file.  Statistical
detection comes last, since it misreads short texts: it takes "Café" in
Windows-1252 for Chinese or Arabic.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from srcdiff.errors import InputError, SettingsError

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    # Before UTF-16, whose mark is the start of this one.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Codecs that turn any bytes into something, but not into an article.
_NOT_FOR_TEXT = frozenset(
    {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"}
)

_ASCII = bytes(range(128))

# Escape is left out: terminal logs hold it.
_CONTROLS = bytes(
    c for c in range(32) if c not in (0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B)
)

MOST_CONTROLS = 0.1
"""Largest share of control characters in a text.  Compressed data have 0.1 and
more of them, text has none."""

SAMPLE = 65_536
"""Bytes that detection looks at, from the first one that is not ASCII."""

MOST_DAMAGE = 0.2
"""Share of broken sequences up to which a file still counts as UTF-8: a text in
another encoding has hardly a valid one."""

_WESTERN = (("cp1252", 0.9), ("mac_roman", 1.0), ("cp850", 1.0))
"""What Western files were written in, Windows, Macintosh and DOS, and the share of
characters beyond ASCII that must stand where Western text has them."""

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_QUOTES_AND_DASHES = frozenset("‘’“”‚„‹›«»–—…•·\xa0\xad")
_WITHIN_WORDS = frozenset("’‘–—…·\xa0\xad")
_BEFORE_WORDS = frozenset("¡¿")


class Decoded(NamedTuple):
    """A text, and one plain sentence if its encoding was not certain."""

    text: str
    note: str | None


def decode(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Return the text that *data* hold, without a byte order mark.

    An *encoding* that is given decides; else a byte order mark, then strict
    UTF-8, then what fits the bytes best.

    Args:
        data: A whole file.
        name: What messages call it.
        encoding: Any name that Python knows.

    Raises:
        InputError: the bytes are no text, or not in that encoding.
        SettingsError: there is no such encoding.
    """
    if encoding is not None:
        decoded = Decoded(_as_told(data, name, encoding), None)
    else:
        decoded = _found_out(data, name)
    controls = sum(map(decoded.text.count, _CONTROLS.decode("ascii")))
    if "\0" in decoded.text or controls > MOST_CONTROLS * len(decoded.text):
        raise InputError(f"{name}: is not text; save the article as plain text first")
    return decoded


def _as_told(data: bytes, name: str, encoding: str) -> str:
    """Decode *data* as the user says."""
    shown = ascii(encoding)
    try:
        known = codecs.lookup(encoding).name
        if known in _NOT_FOR_TEXT:
            raise LookupError
        text = data.decode(encoding)
    except UnicodeError as error:
        at = f" (byte {error.start})" if isinstance(error, UnicodeDecodeError) else ""
        raise InputError(
            f"{name}: is not in the encoding {shown}{at}; leave the encoding out to "
            "have it found"
        ) from error
    except (LookupError, ValueError) as error:
        raise SettingsError(
            f"unknown encoding {shown}; give a name such as utf-8 or cp1252"
        ) from error
    return text.removeprefix("\ufeff")


def _found_out(data: bytes, name: str) -> Decoded:
    """Decode *data* without being told how."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return Decoded(data[len(bom) :].decode(encoding), None)
            except UnicodeDecodeError:
                # FF FE 00 00 can be UTF-16 as well, and a BOM be damaged.
                continue
    guess = _utf_16(data)
    if guess is not None:
        return Decoded(data.decode(guess), _note(name, guess))
    if b"\0" in data:
        raise InputError(
            f"{name}: holds NUL bytes, so it is no text; "
            "save the article as plain text first"
        )
    try:
        return Decoded(data.decode("utf-8"), None)
    except UnicodeDecodeError as error:
        return _not_utf_8(data, name, error.start)


def _utf_16(data: bytes) -> str | None:
    """Name the UTF-16 that explains the NUL bytes, if one does."""
    if b"\0" not in data or len(data) % 2:
        return None
    first, second = data[0::2].count(0), data[1::2].count(0)
    # Western text in UTF-16: nearly every other byte is NUL.
    if 10 * min(first, second) > max(first, second) or 5 * max(first, second) < len(
        data
    ):
        return None
    guess = "utf-16-le" if second > first else "utf-16-be"
    try:
        data.decode(guess)
    except UnicodeDecodeError:
        return None
    return guess


def _not_utf_8(data: bytes, name: str, start: int) -> Decoded:
    """Decode *data*, whose first byte that is not UTF-8 stands at *start*."""
    text = data.decode("utf-8", errors="replace")
    damage = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    beyond_ascii = len(re.findall(r"[^\x00-\x7f]", text))
    if damage <= MOST_DAMAGE * beyond_ascii:
        return Decoded(
            text.removeprefix("\ufeff"),
            f"{name} is damaged UTF-8: unreadable bytes in {damage} places are "
            "shown as \ufffd.",
        )
    # Before the first foreign byte all is ASCII, which says nothing.
    begin = max(0, start - SAMPLE // 16)
    sample = data[begin : begin + SAMPLE]
    for guess in _guesses(sample):
        try:
            return Decoded(data.decode(guess), _note(name, guess))
        except (UnicodeError, LookupError):
            continue
    raise InputError(
        f"{name}: its character encoding cannot be told; "
        "save it as UTF-8, or give its encoding"
    )


def _note(name: str, encoding: str) -> str:
    return f"{name} is not UTF-8; read as {encoding}."


def _guesses(sample: bytes) -> list[str]:
    """Return encodings, the likeliest first."""
    from charset_normalizer import from_bytes

    western = [name for name, least in _WESTERN if _is_western(sample, name, least)]
    if western:
        return western
    ascii_bytes = len(sample) - len(sample.translate(None, _ASCII))
    # UTF-16 without a mark or a NUL byte is Chinese or Japanese throughout.
    wide = 2 * ascii_bytes < len(sample)
    found = [match.encoding for match in from_bytes(sample)]
    return [name for name in found if wide or not name.startswith("utf_")]


def _is_western(sample: bytes, encoding: str, least: float) -> bool:
    """Tell whether *sample* in that encoding is text as Western languages have it."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return False
    # Western text has far more letters without accents than with them.
    if sum(c.isascii() and c.isalpha() for c in text) <= len(text) / 3:
        return False
    odd = total = 0
    for match in _BEYOND_ASCII.finditer(text):
        total += len(match[0])
        odd += 0 if _fits(text, match.start(), match.end()) else len(match[0])
    return total > 0 and total - odd >= least * total


def _fits(text: str, start: int, end: int) -> bool:
    """Tell whether the characters beyond ASCII in that range read as Western.

    Words in Latin letters have one or two accents in a row, seldom a capital
    after a small letter, and signs at their edges: "née", "£5", "l’été" fit;
    "donÕt" (a Macintosh file) and "Ïðèâåò" (a Russian one) do not.
    """
    run = text[start:end]
    before, after = text[start - 1 : start], text[end : end + 1]
    letters = sum(c.isalpha() and c not in "ªº" for c in run)
    if letters == 0:
        within = before.isalpha() and after.isalpha()
        if before.isalpha() and run[0] in "‚„":
            return False
        return not within or all(c in _WITHIN_WORDS for c in run)
    if letters > 2:
        return False
    if run[0].isupper() and before.islower():
        return False
    return all(
        c.isalpha() or c in _QUOTES_AND_DASHES or c in _BEFORE_WORDS for c in run
    )
