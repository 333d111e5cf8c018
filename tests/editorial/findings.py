"""Findings for tests, made of invented sentences."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from srcdiff.editorial.finding import Excerpt, Finding, Level
from srcdiff.model import Document, Passage, Span
from srcdiff.readers import extract_bytes
from srcdiff.text.document import document

HERE = "At least 17 people died in the fire at the mill, the police said."
THERE = "The police said that at least three dozen people died at the mill."
WHY = "Two different minimum figures: at least 17 in A, at least 36 in B."


def read(name: str, text: str) -> Document:
    """Return an article as its file has it; it need not exist."""
    extract = extract_bytes(text.encode(), name, max_size=10**7)
    return document(extract, name=name)


def excerpt(doc: Document, words: str, nth: int = 0) -> Excerpt:
    """Return some words of an article, the first time or a later one."""
    start = -1
    for _ in range(nth + 1):
        start = doc.text.index(words, start + 1)
    sentence = max(i for i, s in enumerate(doc.sentences) if s.span.start <= start)
    return Excerpt(doc, Passage(sentence, Span(start, start + len(words))))


def finding(
    here: str | None = HERE,
    there: str | None = THERE,
    words: tuple[str, str] = ("17", "three dozen"),
    *,
    rule: str = "number-conflict",
    level: Level = "fail",
    names: tuple[str, str] = ("mill.txt", "wire.txt"),
    why: str = WHY,
) -> Finding:
    """Return a finding about the first words of that kind in two articles."""
    return Finding(
        rule=rule,
        level=level,
        draft=names[0],
        here=None if here is None else excerpt(read(names[0], here), words[0]),
        there=None if there is None else excerpt(read(names[1], there), words[1]),
        why=why,
    )


def on_disk(found: Finding, folder: Path) -> Finding:
    """Return the finding with its articles written to *folder*, as plain text."""
    parts = {}
    for side in ("here", "there"):
        part = getattr(found, side)
        if part is not None:
            path = folder / part.document.name
            path.write_bytes(part.document.text.encode())
            parts[side] = replace(part, document=replace(part.document, name=str(path)))
    return replace(found, draft=str(folder / found.draft), **parts)
