"""An article as lines of text, one sentence each: what ``git diff`` shows of documents.

    # Fire at the mill

    A fire broke out early on Tuesday.
    It burned until noon.

A word that changes then changes one line, however long the paragraph is.
"""

from __future__ import annotations

from collections.abc import Iterator

from srcdiff.model import Document, Paragraph
from srcdiff.report.visible import for_terminal

_AS_LINES = ("code", "table")
"""Kinds of paragraph whose lines say more than their sentences."""


def as_lines(doc: Document) -> str:
    """Return the article, one sentence a line, an empty line between paragraphs.

    Headings start with ``#``; rows of tables and lines of listings stay lines.
    Control characters and those that reorder text are shown as escapes.
    """
    return "\n".join(
        "".join(f"{line}\n" for line in _lines(doc, paragraph))
        for paragraph in doc.paragraphs
    )


def _lines(doc: Document, paragraph: Paragraph) -> Iterator[str]:
    if paragraph.kind in _AS_LINES:
        parts = paragraph.span.of(doc.text).splitlines()
    else:
        parts = [doc.text_of(index) for index in range(*paragraph.sentences)]
    for part in parts:
        line = for_terminal(part).strip()
        mark = "# " if paragraph.kind == "heading" and line[:1] != "#" else ""
        if line:
            yield mark + line
