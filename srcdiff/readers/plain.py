"""Plain text: paragraphs and headings, with nothing changed."""

from __future__ import annotations

from collections.abc import Sequence

from srcdiff.model import Block, Extract, Span
from srcdiff.readers.headings import is_byline, is_time_stamp, kinds
from srcdiff.readers.lines import groups


def read_plain(text: str, name: str = "-") -> Extract:
    """Divide a plain text into paragraphs and headings.

    ``Extract.text`` is *text* itself, line ends included, so that every span is
    an offset into the decoded file.  Each character that is no white space lies
    in exactly one block.  A list item's block covers its marker.

    Args:
        text: The decoded file, without a byte order mark.
        name: What the article is called; plain text never needs it.
    """
    found = groups(text)
    blocks = tuple(
        Block(Span(group.start, group.end), kind, group.number)
        for group, kind in zip(found, kinds(text, found), strict=True)
    )
    return Extract(text=text, blocks=blocks, title=_title(text, blocks))


def _title(text: str, blocks: Sequence[Block]) -> str | None:
    """Return the first headline above the article."""
    for block in blocks:
        if block.kind != "heading":
            return None
        words = " ".join(block.span.of(text).split()).strip("#=").strip()
        if any(c.isalpha() for c in words) and not (
            is_byline(words) or is_time_stamp(words)
        ):
            return words
    return None
