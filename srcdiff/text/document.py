"""From what a reader found to a document with sentences and tokens."""

from __future__ import annotations

from collections.abc import Iterator

from srcdiff.errors import InputError, shown_name
from srcdiff.model import Document, Extract, Paragraph, Sentence, Span, Token
from srcdiff.text.sentences import sentence_spans
from srcdiff.text.tokens import tokenize

LONGEST_SENTENCE = 1_000
"""Longest sentence, in characters.  Comparing two sentences takes time in proportion to
the product of their lengths; the longest of the gold pairs has 281."""

_TOO_LONG = (
    f"Sentences of more than {LONGEST_SENTENCE:,} characters were divided at a blank."
)


def document(extract: Extract, *, name: str, language: str = "english") -> Document:
    """Divide an article into paragraphs, sentences and tokens.

    A heading is one sentence, whatever marks stand in it.

    Raises:
        InputError: there is no word in the article.
    """
    paragraphs: list[Paragraph] = []
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    text = extract.text
    limits = extract.limits
    for block in extract.blocks:
        if block.kind == "heading":
            spans = [block.span]
        else:
            spans = sentence_spans(text, block.span, language)
        parts = [part for span in spans for part in _parts(text, span)]
        if len(parts) > len(spans) and _TOO_LONG not in limits:
            limits = (*limits, _TOO_LONG)
        first = len(sentences)
        for span in parts:
            here = len(tokens)
            tokens.extend(tokenize(text, span))
            line = block.line
            if extract.unit == "line":
                line += _line_breaks(text, block.span.start, span.start)
            sentences.append(
                Sentence(
                    span,
                    len(paragraphs),
                    block.kind,
                    line,
                    Span(here, len(tokens)),
                )
            )
        paragraphs.append(
            Paragraph(block.span, block.kind, block.line, Span(first, len(sentences)))
        )
    if not any(token.norm[0].isalnum() for token in tokens):
        raise InputError(
            f"{shown_name(name)}: holds no words; give a file that holds an article"
        )
    return Document(
        name=name,
        title=extract.title,
        text=text,
        paragraphs=tuple(paragraphs),
        sentences=tuple(sentences),
        tokens=tuple(tokens),
        language=language,
        metadata=extract.metadata,
        limits=limits,
        unit=extract.unit,
    )


def _parts(text: str, span: Span) -> Iterator[Span]:
    """Yield a sentence, or the parts of one that is too long, cut between words."""
    start = span.start
    while span.end - start > LONGEST_SENTENCE:
        end = start + LONGEST_SENTENCE
        while end > start and not text[end - 1].isspace():
            end -= 1
        end = end if end > start else start + LONGEST_SENTENCE
        yield Span(start, start + len(text[start:end].rstrip()))
        start = end
        while text[start].isspace():
            start += 1
    yield Span(start, span.end)


def _line_breaks(text: str, start: int, end: int) -> int:
    """Count the line breaks in a part of *text*: \\n, \\r\\n or \\r alone."""
    part = text[start:end]
    return part.count("\n") + part.count("\r") - part.count("\r\n")
