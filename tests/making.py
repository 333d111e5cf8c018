"""Small articles for tests, made without files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from srcdiff.align.encoders import chosen
from srcdiff.align.scorer import load
from srcdiff.align.sentences import gather, identical_pairs
from srcdiff.align.words import Vocabulary, words_of
from srcdiff.diff.only import word_chances
from srcdiff.facts.linked import Linked, LinkedPair
from srcdiff.facts.linked import linked as together
from srcdiff.model import Block, Document, Extract, Span
from srcdiff.readers.plain import read_plain
from srcdiff.settings import Settings
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


def linked(a: Document, b: Document, *pairs: tuple[int, int]) -> Linked:
    """Return what the ledgers compare, with these sentences linked, come what may."""
    scored = gather(a, b, Settings().candidates, chosen("static"))
    words = word_chances(scored, pairs, load("static"))[1]
    same = identical_pairs(a, b)
    made = (LinkedPair(*pair, 0.9, pair in same, words[pair]) for pair in pairs)
    return together(a, b, made, scored.vocabulary)


def sentences(doc: Document) -> Sequence[str]:
    """Return the sentences, each on one line."""
    return [" ".join(s.span.of(doc.text).split()) for s in doc.sentences]


def calls(work: Callable[[], object]) -> int:
    """Return how many functions some work calls: how long it takes, without a clock."""
    count = 0

    def counted(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def vocabulary(a: Document, b: Document) -> Vocabulary:
    """Return the joint vocabulary of all compared sentences."""
    return words_of(a, b, a.aligned(), b.aligned())[0]
