"""Quotation marks: which tokens of an article stand between them.

    “…”  "…"  «…»  ‘…’  '…'       any pair of marks, the outermost one of several
    “…                            goes on in the next paragraph, if that starts so
    6'2"  the crews' boats  'em    no quotation

A mark that nothing closes quotes to the end of its sentence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from srcdiff.facts.speech.say_words import SAY
from srcdiff.model import ALIGNED_KINDS, Document, Span

_CLOSERS = {'"': '"', "“": '”"', "„": "“”", "«": "»", "‘": "’", "'": "'"}
"""Opening mark → marks that may close it."""
_SINGLE = "‘'"
_ELIDED = frozenset({"em", "til", "tis", "twas", "cause", "round", "n", "bout"})
"""Words that an apostrophe may start."""
_STOPS = frozenset(".,!?…-–—")


class Quotation(NamedTuple):
    """The tokens between an opening mark and its closing one, or what ends them."""

    start: int
    end: int
    goes_on: bool
    """Whether it goes on in the next paragraph."""


def read_quotations(doc: Document) -> Iterator[Quotation]:
    """Yield the quotations of each paragraph, outermost ones only, in order."""
    paragraphs = [p for p in doc.paragraphs if p.kind in ALIGNED_KINDS]
    firsts = [_first_mark(doc, p.sentences.start) for p in paragraphs]
    for paragraph, after in zip(paragraphs, [*firsts[1:], ""], strict=True):
        tokens = Span(
            doc.sentences[paragraph.sentences.start].tokens.start,
            doc.sentences[paragraph.sentences.end - 1].tokens.end,
        )
        marks = [at for at in range(*tokens) if doc.tokens[at].norm == '"']
        if marks:
            double = list(_double(doc, marks, tokens, after))
            yield from _outermost([*double, *_single(doc, marks, double)])


def sentence_of(doc: Document, token: int) -> int:
    """Return the index of the sentence that a token stands in."""
    return bisect_right(doc.sentences, token, key=lambda s: s.tokens.end)


def _first_mark(doc: Document, sentence: int) -> str:
    at = doc.sentences[sentence].tokens.start
    return doc.text[doc.tokens[at].start]


def _double(
    doc: Document, marks: Sequence[int], paragraph: Span, after: str
) -> Iterator[Quotation]:
    """Yield what stands between double marks.

    Args:
        doc: The article.
        marks: Indexes of the paragraph's quotation marks in ``Document.tokens``.
        paragraph: Its range there.
        after: First character of the next paragraph: with an opening mark an open
            quotation goes on.
    """
    start, opened, inner = -1, "", ""
    for at in marks:
        mark = doc.text[doc.tokens[at].start]
        opens = _opens(doc, at, mark)
        if inner and mark in _CLOSERS[inner] and not opens:
            inner = ""
        elif (
            opened
            and mark in _CLOSERS[opened]
            and not (opens or (mark != opened and _inches(doc, at)))
        ):
            yield Quotation(start, at, False)
            opened = ""
        elif mark not in _SINGLE and mark in _CLOSERS and opens:
            if mark == opened:  # the closing mark was forgotten
                yield Quotation(start, _sentence_end(doc, start, at), False)
            elif opened:
                inner = mark
                continue
            start, opened, inner = at + 1, mark, ""
    if opened and after == opened:
        yield Quotation(start, paragraph.end, True)
    elif opened:
        yield Quotation(start, _sentence_end(doc, start, paragraph.end), False)


def _opens(doc: Document, at: int, mark: str) -> bool:
    """Tell whether a mark stands where a quotation can start."""
    token = doc.tokens[at]
    before = doc.text[token.start - 1 : token.start]
    after = doc.text[token.end : token.end + 1]
    if not after or before.isalnum():
        return False
    if mark in "“„«‘":
        return not after.isspace() or not before.strip()
    return before not in _STOPS - {"-", "–", "—"} and not after.isspace()


def _inches(doc: Document, at: int) -> bool:
    """Tell whether a straight mark may be that of 6'2"."""
    before = doc.text[doc.tokens[at].start - 1]
    return doc.text[doc.tokens[at].start] == '"' and before.isdigit()


def _sentence_end(doc: Document, start: int, latest: int) -> int:
    """Return where an open quotation ends: before the tag of its sentence, if any.

    Args:
        doc: The article.
        start: The token after the opening mark.
        latest: Where it ends at the latest.
    """
    end = min(latest, doc.sentences[sentence_of(doc, start - 1)].tokens.end)
    for at in range(end - 1, start, -1):
        tag = doc.tokens[at + 1 : min(at + 4, end)]
        if doc.tokens[at].norm == "," and any(token.norm in SAY for token in tag):
            return at
    return end


def _single(
    doc: Document, marks: Sequence[int], double: Sequence[Quotation]
) -> Iterator[Quotation]:
    """Yield what stands between single marks, outside double ones.

    A mark after an s may be that of a plural's genitive: it closes a quotation only
    where no better one follows.
    """
    inside = {at for part in double for at in range(part.start, part.end)}
    start, opened, doubtful = -1, "", -1
    for at in marks:
        mark = doc.text[doc.tokens[at].start]
        if at in inside or mark not in "‘’'":
            continue
        if (not opened or doubtful >= 0) and _opens_single(doc, at, mark):
            if opened:
                yield Quotation(start, doubtful, False)
            start, opened, doubtful = at + 1, mark, -1
        elif opened and mark in _CLOSERS[opened] and _closes_single(doc, at):
            if _genitive(doc, at):
                doubtful = at
                continue
            yield Quotation(start, at, False)
            opened, doubtful = "", -1
    if opened and doubtful >= 0:
        yield Quotation(start, doubtful, False)


def _opens_single(doc: Document, at: int, mark: str) -> bool:
    if mark not in _SINGLE or at + 1 >= len(doc.tokens) or not _opens(doc, at, mark):
        return False
    after = doc.tokens[at + 1]
    before = doc.text[doc.tokens[at].start - 1 : doc.tokens[at].start]
    return (
        after.start == doc.tokens[at].end
        and after.norm[0].isalpha()
        and after.norm not in _ELIDED
        and not before.isalnum()
    )


def _closes_single(doc: Document, at: int) -> bool:
    token = doc.tokens[at]
    before = doc.text[token.start - 1]
    after = doc.text[token.end : token.end + 1]
    return not before.isspace() and not after.isalnum()


def _genitive(doc: Document, at: int) -> bool:
    """Tell whether a mark may be the apostrophe of "the pilots' canteen"."""
    before = doc.text[doc.tokens[at].start - 1]
    after = doc.tokens[at + 1].of(doc.text) if at + 1 < len(doc.tokens) else ""
    return before.isalpha() and after[:1].isalpha()


def _outermost(found: Sequence[Quotation]) -> Iterator[Quotation]:
    """Yield the quotations that do not lie in another one."""
    end = -1
    for quotation in sorted(found, key=lambda q: (q.start, -q.end)):
        if quotation.start >= end and quotation.start < quotation.end:
            yield quotation
            end = quotation.end
