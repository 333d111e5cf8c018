"""Small articles for tests, made without files."""

from __future__ import annotations

from collections.abc import Sequence

from srcdiff.align.words import Vocabulary, words_of
from srcdiff.model import Block, Document, Extract, Link, Span
from srcdiff.readers.plain import read_plain
from srcdiff.text.document import document


def article(text: str, name: str = "made.txt", language: str = "english") -> Document:
    """Return the document of a plain text, as the reader divides it."""
    return document(read_plain(text, name), name=name, language=language)


def paragraphs(
    *texts: str, name: str = "made.txt", language: str = "english"
) -> Document:
    """Return a document with these body paragraphs, whatever they look like."""
    text, blocks = "", []
    for number, part in enumerate(texts):
        blocks.append(Block(Span(len(text), len(text) + len(part)), "body", number + 1))
        text += part + "\n"
    extract = Extract(text=text, blocks=tuple(blocks))
    return document(extract, name=name, language=language)


def linked(*pairs: tuple[int, int]) -> tuple[Link, ...]:
    """Return links between sentences by index; all that counts is the pair."""
    return tuple(Link(i, j, "overlap", 0.9, False, ()) for i, j in pairs)


def vocabulary(a: Document, b: Document) -> Vocabulary:
    """Return the joint vocabulary of all compared sentences."""
    return words_of(a, b, a.aligned(), b.aligned())[0]


def sentences(doc: Document) -> Sequence[str]:
    """Return the sentences, each on one line."""
    return [" ".join(s.span.of(doc.text).split()) for s in doc.sentences]
