"""What a draft says that none of its sources does, and what it leaves out of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from srcdiff.model import Comparison, Document, Passage, Side, Span

OPENING = 4
"""Sentences from the first one among which one with a figure is important.  Of the
12 annotated articles with a summary, that has 21 of the 23 such sentences and 11 of
the 25 others there, and the first sentence in ten of twelve
(``benchmarks/editorial.py``)."""


def unsupported(
    comparisons: Sequence[Comparison], least: int, note: re.Pattern[str]
) -> Iterator[Passage]:
    """Yield what of a draft no source has: sentences, or phrases of so many words.

    Args:
        comparisons: Of the draft, side a, with each source; not empty.
        least: Shortest phrase, in words.
        note: What a correction note starts with: it is the desk's own word.
    """
    draft = comparisons[0].a
    passages = list(alone(comparisons, "a", least))
    passages += [
        quote
        for quote in _quotes_alone(comparisons)
        if not any(quote.span.touches(passage.span) for passage in passages)
    ]
    for passage in sorted(passages, key=lambda passage: passage.span):
        if not note.match(draft.text_of(passage.sentence)):
            yield passage


def _quotes_alone(comparisons: Sequence[Comparison]) -> list[Passage]:
    """Return the quotations of a draft, side a, that no source has in any form."""
    found = [
        {
            Passage(entry.a.sentence, entry.a.span)
            for entry in comparison.facts
            if entry.kind == "quote" and entry.verdict == "only a" and entry.a
        }
        for comparison in comparisons
    ]
    return list(set.intersection(*found))


def alone(
    comparisons: Sequence[Comparison], side: Side, least: int
) -> Iterator[Passage]:
    """Yield what the article on *side* says and no other one does, in text order.

    Whole sentences that hold a word, whatever their length, and phrases of at least
    so many words.

    Args:
        comparisons: All of that same article; not empty.
        side: Where it stands in each.
        least: Shortest phrase, in words.
    """
    doc = comparisons[0].document(side)
    marked = [_marked(doc, found.only(side)) for found in comparisons]
    for sentence in doc.aligned():
        words = [
            at
            for at in range(*doc.sentences[sentence].tokens)
            if doc.tokens[at].norm[0].isalnum()
        ]
        for new, group in groupby(words, lambda at: all(at in m for m in marked)):
            run = list(group)
            if new and (len(run) >= least or len(run) == len(words)):
                span = Span(doc.tokens[run[0]].start, doc.tokens[run[-1]].end)
                whole = doc.sentences[sentence].span
                yield Passage(sentence, whole if len(run) == len(words) else span)


def _marked(doc: Document, passages: Sequence[Passage]) -> frozenset[int]:
    """Return the tokens that some passages cover."""
    return frozenset(
        at
        for passage in passages
        for at in range(*doc.sentences[passage.sentence].tokens)
        if passage.span.start <= doc.tokens[at].start < passage.span.end
    )


def omitted(comparisons: Sequence[Comparison]) -> Iterator[tuple[int, Passage, str]]:
    """Yield what a draft leaves out though a source has it first, or with a figure.

    Yields:
        The number of the source, its sentence, and why that matters.
    """
    for number, found in enumerate(comparisons):
        there = {link.b for link in found.links}
        for place, sentence in enumerate(found.b.aligned()[:OPENING]):
            if sentence in there:
                continue
            passage = Passage(sentence, found.b.sentences[sentence].span)
            if place == 0:
                yield number, passage, "B opens with this, A does not say it."
            elif any(map(str.isdigit, found.b.text_of(sentence))):
                why = "B gives this figure in its opening, A does not say it."
                yield number, passage, why
