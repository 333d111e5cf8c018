"""The values that flow through srcdiff.

Everything here is frozen: a stage makes new values, it never changes old ones.
Text is never copied out of :attr:`Document.text`; every part of an article is a
:class:`Span` of it, so that a report quotes exactly what the article says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias

Side: TypeAlias = Literal["a", "b"]
"""One of the two articles.  Neither is the older or the better one."""

Kind: TypeAlias = Literal[
    "body", "heading", "list-item", "quotation", "caption", "code", "table"
]
"""What a paragraph is."""

ALIGNED_KINDS: frozenset[Kind] = frozenset({"body", "list-item", "quotation"})
"""The kinds whose sentences are compared.  Others are shown, never linked."""

Unit: TypeAlias = Literal["line", "paragraph", "page"]
"""What places are counted in: the lines of a file; where it has none, the
paragraphs of the article; the pages of a PDF."""

Relation: TypeAlias = Literal["identical", "edited", "paraphrase", "overlap"]
"""How two linked sentences relate, from the same words to a shared part."""

RELATIONS: tuple[Relation, ...] = ("identical", "edited", "paraphrase", "overlap")

Op: TypeAlias = Literal["equal", "replace", "delete", "insert"]
"""What an edit does, in difflib's words."""

ConflictKind: TypeAlias = Literal[
    "number",
    "date",
    "name",
    "place",
    "quote",
    "negation",
    "certainty",
    "attribution",
]
"""What two articles can disagree about."""


class Span(NamedTuple):
    """A half-open range: of code points in a text, or of items in a tuple."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the part of *text* that the span covers."""
        return text[self.start : self.end]

    def touches(self, other: Span) -> bool:
        """Tell whether the two spans share at least one position."""
        return self.start < other.end and other.start < self.end


class Token(NamedTuple):
    """A word, a number or a punctuation mark."""

    start: int
    end: int
    norm: str
    """The form that is compared: see ``text/normalize.py``."""

    def of(self, text: str) -> str:
        """Return the token as the article writes it."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as a reader found it, before sentences are known."""

    span: Span
    kind: Kind
    line: int
    """Where it starts, counted from 1: the line of the file, or what the
    :data:`Unit` of its extract says."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader makes of a file."""

    text: str
    """For plain text the decoded file verbatim; else the article's own words."""
    blocks: tuple[Block, ...]
    """In text order, disjoint, none empty."""
    title: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    """Front matter, as the file has it; title, author and date of other formats."""
    limits: tuple[str, ...] = ()
    """Fallbacks taken and content dropped, one plain sentence each."""
    unit: Unit = "line"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article."""

    span: Span
    paragraph: int
    """Index into :attr:`Document.paragraphs`."""
    kind: Kind
    line: int
    """Where it starts, counted from 1, in :attr:`Document.unit`."""
    tokens: Span
    """Range of its tokens in :attr:`Document.tokens`."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article."""

    span: Span
    kind: Kind
    line: int
    sentences: Span
    """Range of its sentences in :attr:`Document.sentences`."""


@dataclass(frozen=True, slots=True)
class Document:
    """One article, divided into paragraphs, sentences and tokens."""

    name: str
    """What the user calls it: the file name as given, or ``-``."""
    title: str | None
    text: str
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    language: str
    metadata: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    limits: tuple[str, ...] = ()
    unit: Unit = "line"
    """What :attr:`Sentence.line` and :attr:`Paragraph.line` count."""

    def place_of(self, sentence: int) -> str:
        """Return where in the file a sentence starts: ``line 4``, ``page 2``."""
        return f"{self.unit} {self.sentences[sentence].line}"

    def tokens_of(self, sentence: int) -> tuple[Token, ...]:
        """Return the tokens of the sentence with that index."""
        span = self.sentences[sentence].tokens
        return self.tokens[span.start : span.end]

    def text_of(self, sentence: int) -> str:
        """Return the words of the sentence with that index, as written."""
        return self.sentences[sentence].span.of(self.text)

    def aligned(self) -> tuple[int, ...]:
        """Return the indexes of the sentences that take part in alignment."""
        return tuple(
            index
            for index, sentence in enumerate(self.sentences)
            if sentence.kind in ALIGNED_KINDS
        )


class Edit(NamedTuple):
    """One step of an edit script, in code points of either text."""

    op: Op
    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class Link:
    """Two sentences that state at least one proposition in common."""

    a: int
    b: int
    relation: Relation
    similarity: float
    """Calibrated probability that the two sentences belong together, 0…1."""
    moved: bool
    """Whether the link crosses the longest chain of links in common order."""
    edits: tuple[Edit, ...]
    """The textual diff.  Laid end to end its spans cover both sentences."""


@dataclass(frozen=True, slots=True)
class ParagraphLink:
    """Two paragraphs that hold linked sentences."""

    a: int
    b: int
    similarity: float
    """Share of the two paragraphs' letters that lies in sentences so linked, 0…1."""
    moved: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words of a sentence."""

    sentence: int
    span: Span


@dataclass(frozen=True, slots=True)
class Fact:
    """A typed value that a sentence states."""

    kind: ConflictKind
    sentence: int
    span: Span
    value: str
    """The value in a normal form, for people: ``36``, ``at least 17``."""


Verdict: TypeAlias = Literal["agree", "compatible", "conflict", "only a", "only b"]


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A line of the fact ledger: what comparing two facts came to."""

    kind: ConflictKind
    verdict: Verdict
    a: Fact | None
    b: Fact | None
    why: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two passages of linked sentences that cannot both be right."""

    kind: ConflictKind
    a: Passage
    b: Passage
    why: str
    """One plain sentence."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The account in figures."""

    a_in_b: float
    """Share of A's letters, in compared sentences, that B says too: 0…1."""
    b_in_a: float
    identical: int
    edited: int
    paraphrase: int
    overlap: int
    """Links of each relation."""
    only_a: int
    only_b: int
    """Compared sentences without any counterpart."""
    moved: int
    """Links out of the common order."""
    conflicts: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole account of two articles: what every report is made from."""

    a: Document
    b: Document
    paragraph_links: tuple[ParagraphLink, ...]
    links: tuple[Link, ...]
    """Sorted by (a, b)."""
    only_a: tuple[Passage, ...]
    only_b: tuple[Passage, ...]
    """What one article alone says, in text order: whole sentences or parts."""
    facts: tuple[LedgerEntry, ...]
    conflicts: tuple[Conflict, ...]
    summary: Summary
    limits: tuple[str, ...]
    """Every fallback, cap and drop, one plain sentence each."""
    signature: str
    """The settings behind the account, in one line."""
    version: str

    def only(self, side: Side) -> tuple[Passage, ...]:
        """Return what the article on *side* alone says."""
        return self.only_a if side == "a" else self.only_b

    def document(self, side: Side) -> Document:
        """Return the article on *side*."""
        return self.a if side == "a" else self.b


def address(side: Side, sentence: int) -> str:
    """Return the short name of a sentence in every report: ``a9``, ``b7``.

    Sentences count from 0, headings included, as in the JSON report.
    """
    return f"{side}{sentence}"
