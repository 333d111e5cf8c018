"""From what a reader found to a document with sentences and tokens."""

from __future__ import annotations

from srcdiff.errors import InputError, shown_name
from srcdiff.model import Document, Extract, Paragraph, Sentence, Span, Token
from srcdiff.text.sentences import sentence_spans
from srcdiff.text.tokens import tokenize


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
    for block in extract.blocks:
        if block.kind == "heading":
            spans = [block.span]
        else:
            spans = sentence_spans(text, block.span, language)
        first = len(sentences)
        for span in spans:
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
        limits=extract.limits,
        unit=extract.unit,
    )


def _line_breaks(text: str, start: int, end: int) -> int:
    """Count the line breaks in a part of *text*: \\n, \\r\\n or \\r alone."""
    part = text[start:end]
    return part.count("\n") + part.count("\r") - part.count("\r\n")
