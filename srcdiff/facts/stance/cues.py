"""A cue: the words by which a clause is denied or hedged, and what they cover."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from srcdiff.facts.stance.clauses import OPENERS, clause_of
from srcdiff.facts.stance.word_lists import words
from srcdiff.model import ConflictKind, Document, Fact, Span
from srcdiff.text.languages import language

MOST_SCOPE = 10
"""Content words of a scope beyond which words are too far from the cue to count."""

Reach = Literal["clause", "after", "sentence"]
"""What a cue covers: its clause ("reportedly"), what follows it to the end of the
sentence ("a rumour that"), or all the rest ("according to unconfirmed reports")."""

_EMPTY = words("longer yet able ever always really seriously even")
"""Words that no other sentence need have, beside a cue."""

_NEW_STATEMENT = frozenset({";", ":", "but", "although", "though", "while", "whereas"})
"""Where what follows a cue is no longer what it covers."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The words by which a clause is denied or hedged."""

    kind: ConflictKind
    level: str
    """What the cue makes of the clause: ``denied``, ``reported``, ``possible``…"""
    tokens: Span
    """The cue's own words, as a range of ``Document.tokens``."""
    scope: tuple[int, ...]
    """Indexes in ``Document.tokens`` of the content words it covers, nearest first;
    those that follow it before those that precede it."""
    sentence: int
    span: Span
    """The words to show, in code points: the cue, a negation with its predicate."""

    @property
    def head(self) -> int | None:
        """Return the token that the cue bears on: the predicate, or the noun."""
        return self.scope[0] if self.scope else None

    def fact(self) -> Fact:
        """Return the cue as the ledger shows it."""
        return Fact(self.kind, self.sentence, self.span, self.level)


MOST_TOKENS = 200
"""Tokens of a sentence beyond which it is no sentence: no cue of it can be told from
the next, and comparing all its words with as many takes long."""


def readable(doc: Document, sentence: int) -> bool:
    """Tell whether cues are read in a sentence: English, of an ordinary length."""
    return (
        doc.language == "english"
        and len(range(*doc.sentences[sentence].tokens)) <= MOST_TOKENS
    )


def scope(
    doc: Document,
    sentence: int,
    cue: Span,
    reach: Reach,
    parts: tuple[Span, ...],
) -> tuple[int, ...]:
    """Return the content words that a cue covers: see :attr:`Cue.scope`.

    Args:
        doc: The article.
        sentence: Index of the cue's sentence.
        cue: The cue's tokens.
        reach: How far it reaches.
        parts: The sentence's clauses.
    """
    whole = doc.sentences[sentence].tokens
    own = parts[clause_of(parts, cue.start)]
    if reach == "clause":
        after, before = range(cue.end, own.end), range(cue.start - 1, own.start - 1, -1)
    elif reach == "after":
        after, before = (
            range(cue.end, _statement_end(doc, cue.end, whole.end)),
            range(0),
        )
    else:
        after = range(cue.end, whole.end)
        before = range(cue.start - 1, whole.start - 1, -1)
    words, earlier = content(doc, after), content(doc, before)
    if reach == "clause" and not earlier and doc.tokens[own.start].norm not in OPENERS:
        earlier = _subject(doc, whole.start, own.start)
    return (*words, *earlier)[:MOST_SCOPE]


def _subject(doc: Document, start: int, end: int) -> list[int]:
    """Return the subject of a clause cut off from it: "The mill, | which …, | may"."""
    first = content(doc, range(start, end))[:_SUBJECT]
    parts = [at for at in range(start, end) if doc.tokens[at].norm == ","]
    return [at for at in first if not parts or at < parts[0]]


_SUBJECT = 3
"""Content words of a subject that are taken."""


def _statement_end(doc: Document, start: int, end: int) -> int:
    # A mark at once after the cue, as in "One rumour: …", ends nothing.
    for at in range(start + 1, end):
        if doc.tokens[at].norm in _NEW_STATEMENT:
            return at
    return end


def content(doc: Document, tokens: Iterable[int]) -> list[int]:
    """Return those of the tokens that carry content."""
    function = language(doc.language).function
    return [
        at
        for at in tokens
        if doc.tokens[at].norm[0].isalnum() and doc.tokens[at].norm not in function
    ]


def norm_at(doc: Document, tokens: Span, at: int) -> str:
    """Return the norm of a token, or nothing where it lies outside *tokens*."""
    return doc.tokens[at].norm if tokens.start <= at < tokens.end else ""
