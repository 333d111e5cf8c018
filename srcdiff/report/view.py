"""What the terminal and the page both show, before either decides how.

Reports must not disagree, so everything they have in common is settled here, once:
the order in which to read the two articles, the class of each sentence, where its
words are cut, the numbers of conflicts and of moved pairs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from srcdiff.model import ConflictKind, Kind, Relation, Side, Verdict
from srcdiff.report.pieces import Mark, Piece, Run, runs
from srcdiff.report.signs import FACT_LANGUAGE, NO_CONFLICT, NOT_LOOKED_FOR

SentenceClass: TypeAlias = Literal[
    "identical",
    "edited",
    "paraphrase",
    "overlap",
    "only-a",
    "only-b",
    "heading",
    "uncompared",
]
"""How a sentence relates to the other article, by its best link."""


@dataclass(frozen=True, slots=True)
class Partner:
    """A sentence of the other article that a sentence is linked to."""

    address: str
    relation: Relation
    similarity: float
    moved: int
    """Number of the pair among the moved ones; 0 if it stands in common order."""
    beside: bool
    """Whether it is shown in the same group, so that nobody need look for it."""


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence as a report shows it."""

    side: Side
    index: int
    address: str
    place: str
    """Where in the file it starts: ``line 4``."""
    kind: Kind
    cls: SentenceClass
    partners: tuple[Partner, ...]
    """Best first."""
    pieces: tuple[Piece, ...]
    """Laid end to end they give the sentence."""
    legible: bool
    """Whether pointing out the words that differ helps: few enough do."""
    opens: bool
    """Whether it is the first of its paragraph."""

    @property
    def text(self) -> str:
        """The sentence as the article writes it."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def conflicts(self) -> tuple[int, ...]:
        """Numbers of the conflicts it takes part in."""
        return tuple(sorted({n for piece in self.pieces for n in piece.conflicts}))

    @property
    def moved(self) -> tuple[int, ...]:
        """Numbers of the moved pairs it belongs to."""
        return tuple(partner.moved for partner in self.partners if partner.moved)

    @property
    def has_own_words(self) -> bool:
        """Whether it says anything that the other article says nowhere."""
        return any(piece.only for piece in self.pieces)

    @property
    def names(self) -> frozenset[str]:
        """The names under which ``show`` finds it."""
        also = {"conflict"} if self.conflicts else set()
        if self.moved:
            also.add("moved")
        return frozenset({self.cls, *also})

    def runs(self) -> list[Run]:
        """Return its words with the marks that tell the reader something."""
        hide: set[Mark] = set()
        if not self.legible:
            hide.add("differs")
        if not self.partners:  # the class says already that all of it is unique
            hide.add("only")
        return runs(self.pieces, frozenset(hide))


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences that belong side by side; either side may be empty."""

    a: tuple[SentenceView, ...]
    b: tuple[SentenceView, ...]
    apart: bool
    """Whether a paragraph begins with it, so that a gap before it helps the eye."""

    @property
    def names(self) -> frozenset[str]:
        """The names under which ``show`` finds any of its sentences."""
        return frozenset().union(*(s.names for s in (*self.a, *self.b)))

    @property
    def same(self) -> bool:
        """Whether it is one sentence twice, linked to nothing else, in place."""
        if len(self.a) != 1 or len(self.b) != 1:
            return False
        a, b = self.a[0], self.b[0]
        return (
            a.cls == b.cls == "identical"
            and len(a.partners) == len(b.partners) == 1
            and not (a.conflicts or b.conflicts)
        )


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of one article that stand in a conflict, with their sentence."""

    address: str
    place: str
    """Where in the file the sentence starts: ``line 4``."""
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A conflict, numbered from 1 in the comparison's order."""

    number: int
    kind: str
    a: Quote
    b: Quote
    why: str


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact of one article: the words that state it, and where."""

    address: str
    words: str
    value: str


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A line of the fact ledger."""

    conflict: int
    """Number of the conflict it is; 0 if it is none."""
    kind: ConflictKind
    verdict: Verdict
    a: FactView | None
    b: FactView | None
    why: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands in its article."""

    address: str
    paragraph: int
    """Number of its paragraph among those compared, from 1."""
    of: int
    """How many those are."""
    depth: float
    """Share of the compared text that comes before it, 0…1."""


@dataclass(frozen=True, slots=True)
class SharedStatement:
    """Two linked sentences and how prominent either article makes them."""

    a: Place
    b: Place
    words: str
    """A's sentence."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What an article opens with, and where the other one has it."""

    side: Side
    there: Place | None
    """None if the other article does not say it."""


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article in the summary."""

    side: Side
    name: str
    title: str | None
    language: str
    share: float
    """How much of it the other article says too, 0…1."""
    sentences: int
    """Sentences that were compared."""
    only_sentences: int
    """Sentences without any counterpart."""
    only_parts: int
    """Parts of further sentences that it alone says."""


@dataclass(frozen=True, slots=True)
class View:
    """Everything a report shows, in the order in which it shows it."""

    a: ArticleView
    b: ArticleView
    links: tuple[tuple[Relation, int], ...]
    """How many links there are of each relation."""
    moved: int
    moves: tuple[tuple[str, str], ...]
    """Addresses of the moved pairs, in the order of their numbers."""
    leads: tuple[Lead, ...]
    """How either article opens, A's lead first; none for an article of headings."""
    prominence: tuple[SharedStatement, ...]
    """All linked pairs, those first that the articles place most differently."""
    conflicts: tuple[ConflictView, ...]
    groups: tuple[Group, ...]
    """All sentences of both articles, each once, in the order in which to read."""
    ledger: tuple[LedgerLine, ...]
    """Conflicts first, then the comparison's order."""
    limits: tuple[str, ...]
    signature: str
    version: str

    @property
    def calm(self) -> str:
        """What to say where there is no conflict."""
        languages = {self.a.language, self.b.language}
        return NO_CONFLICT if languages == {FACT_LANGUAGE} else NOT_LOOKED_FOR
