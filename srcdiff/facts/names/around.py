"""The words of a value, and those around it, which say what it is about."""

from __future__ import annotations

from srcdiff.model import Document, Span
from srcdiff.text.languages import language

MOST = 6
"""Words that say what a value is about."""
_FAR = 12
"""Tokens to either side among which they are looked for."""


def one_line(doc: Document, span: Span) -> str:
    """Return words as the article writes them, on one line."""
    return " ".join(span.of(doc.text).split())


def around(doc: Document, sentence: int, start: int, end: int) -> tuple[int, ...]:
    """Return indexes of the content words around some tokens, the nearest first.

    Args:
        doc: The article.
        sentence: The sentence that is not left.
        start: Index in ``Document.tokens`` of the first token of the value.
        end: Index after its last.
    """
    function = language(doc.language).function
    first, stop = doc.sentences[sentence].tokens
    found: list[int] = []
    for far in range(_FAR):
        for at in (start - 1 - far, end + far):
            if not (first <= at < start or end <= at < stop):
                continue
            norm = doc.tokens[at].norm
            if norm[0].isalpha() and norm not in function:
                found.append(at)
                if len(found) == MOST:
                    return tuple(found)
    return tuple(found)
