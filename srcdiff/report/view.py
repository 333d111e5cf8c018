"""What the terminal and the page both show, before either decides how.

Reports must not disagree, so everything they have in common is settled here, once:
the order in which to read the two articles, the class of each sentence, where its
words are cut, the numbers of conflicts and of moved pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from srcdiff.model import (
    ALIGNED_KINDS,
    RELATIONS,
    Comparison,
    Kind,
    Link,
    Passage,
    Relation,
    Side,
    Span,
    address,
)
from srcdiff.report.arrange import DECIMALS, arrange
from srcdiff.report.pieces import Mark, Piece, Run, cut, runs

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

LEGIBLE_SHARE: float = 0.35
"""Share of a pair's letters up to which the words that differ are pointed out, 0…1.
Set by reading: copy-editing changes less than a quarter of the letters, and in a
free paraphrase nearly every word differs, so that marking them says nothing."""


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
    """Whether pointing out the words that differ helps: :data:`LEGIBLE_SHARE`."""
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
class ParagraphView:
    """A paragraph as a report shows it."""

    side: Side
    index: int
    kind: Kind
    sentences: tuple[SentenceView, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences of a row that belong side by side; either side may be empty."""

    a: tuple[SentenceView, ...]
    b: tuple[SentenceView, ...]

    @property
    def names(self) -> frozenset[str]:
        """The names under which ``show`` finds any of its sentences."""
        return frozenset().union(*(s.names for s in (*self.a, *self.b)))


@dataclass(frozen=True, slots=True)
class Row:
    """Paragraphs that belong side by side; either side may be empty."""

    a: tuple[ParagraphView, ...]
    b: tuple[ParagraphView, ...]
    groups: tuple[Group, ...]
    """The same sentences again, matched one by one."""

    @property
    def names(self) -> frozenset[str]:
        """The names under which ``show`` finds any of its sentences."""
        return frozenset().union(*(group.names for group in self.groups))


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
    conflicts: tuple[ConflictView, ...]
    rows: tuple[Row, ...]
    limits: tuple[str, ...]
    signature: str
    version: str


def view(comparison: Comparison) -> View:
    """Return what reports show of *comparison*.

    Every sentence of either article stands in exactly one paragraph of one row,
    and in exactly one group of that row.
    """
    builder = _Builder(comparison)
    summary = comparison.summary
    return View(
        a=builder.article("a"),
        b=builder.article("b"),
        links=tuple((relation, getattr(summary, relation)) for relation in RELATIONS),
        moved=summary.moved,
        conflicts=tuple(builder.conflicts()),
        rows=tuple(builder.rows()),
        limits=comparison.limits,
        signature=comparison.signature,
        version=comparison.version,
    )


class _Builder:
    """Indexes of a comparison, made once so that no sentence scans all links."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.links: dict[Side, dict[int, list[Link]]] = {
            "a": defaultdict(list),
            "b": defaultdict(list),
        }
        for link in comparison.links:
            self.links["a"][link.a].append(link)
            self.links["b"][link.b].append(link)
        moved = (link for link in comparison.links if link.moved)
        self.moved = {(link.a, link.b): n for n, link in enumerate(moved, start=1)}
        self.only: dict[Side, dict[int, list[Span]]] = {
            "a": _by_sentence(comparison.only_a),
            "b": _by_sentence(comparison.only_b),
        }
        self.disputed: dict[Side, dict[int, list[tuple[int, Span]]]] = {
            "a": defaultdict(list),
            "b": defaultdict(list),
        }
        for number, conflict in enumerate(comparison.conflicts, start=1):
            self.disputed["a"][conflict.a.sentence].append((number, conflict.a.span))
            self.disputed["b"][conflict.b.sentence].append((number, conflict.b.span))

    def article(self, side: Side) -> ArticleView:
        """Return what the summary says of one article."""
        document = self.comparison.document(side)
        summary = self.comparison.summary
        only = self.comparison.only(side)
        parts = sum(1 for passage in only if self.links[side].get(passage.sentence))
        return ArticleView(
            side=side,
            name=document.name,
            title=document.title,
            language=document.language,
            share=round(summary.a_in_b if side == "a" else summary.b_in_a, DECIMALS),
            sentences=len(document.aligned()),
            only_sentences=summary.only_a if side == "a" else summary.only_b,
            only_parts=parts,
        )

    def conflicts(self) -> Iterable[ConflictView]:
        """Return the conflicts with the sentences they stand in."""
        for number, conflict in enumerate(self.comparison.conflicts, start=1):
            yield ConflictView(
                number=number,
                kind=conflict.kind,
                a=self._quote("a", conflict.a),
                b=self._quote("b", conflict.b),
                why=conflict.why,
            )

    def _quote(self, side: Side, passage: Passage) -> Quote:
        document = self.comparison.document(side)
        whole = document.sentences[passage.sentence].span
        return Quote(
            address=address(side, passage.sentence),
            place=document.place_of(passage.sentence),
            before=document.text[whole.start : passage.span.start],
            words=passage.span.of(document.text),
            after=document.text[passage.span.end : whole.end],
        )

    def rows(self) -> Iterable[Row]:
        """Return the paragraphs in the order in which to read them."""
        a, b = self.comparison.a.paragraphs, self.comparison.b.paragraphs
        headings = {i for i, paragraph in enumerate(b) if paragraph.kind == "heading"}
        arranged = arrange(
            range(len(a)),
            range(len(b)),
            ((p.a, p.b, p.similarity) for p in self.comparison.paragraph_links),
            headings,
        )
        for items_a, items_b in _join_headings(
            arranged, {i for i, p in enumerate(a) if p.kind == "heading"}, headings
        ):
            yield self._row(items_a, items_b)

    def _row(self, items_a: tuple[int, ...], items_b: tuple[int, ...]) -> Row:
        arranged = self._arrange_sentences(items_a, items_b)
        shown: dict[tuple[Side, int], SentenceView] = {}
        groups: list[Group] = []
        for numbers_a, numbers_b in arranged:
            beside: set[tuple[Side, int]] = {("a", i) for i in numbers_a}
            beside |= {("b", j) for j in numbers_b}
            group = Group(
                tuple(self._sentence("a", i, beside) for i in numbers_a),
                tuple(self._sentence("b", j, beside) for j in numbers_b),
            )
            groups.append(group)
            shown.update({(s.side, s.index): s for s in (*group.a, *group.b)})
        return Row(
            tuple(self._paragraph("a", i, shown) for i in items_a),
            tuple(self._paragraph("b", j, shown) for j in items_b),
            tuple(groups),
        )

    def _arrange_sentences(
        self, items_a: tuple[int, ...], items_b: tuple[int, ...]
    ) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
        a = self._sentences_of("a", items_a)
        b = self._sentences_of("b", items_b)
        if a and b and not any(self.links["a"].get(i) for i in a):
            return [(tuple(a), tuple(b))]  # two headings set side by side
        inside = set(b)
        links = (
            (link.a, link.b, link.similarity)
            for i in a
            for link in self.links["a"].get(i, ())
            if link.b in inside
        )
        return arrange(a, b, links)

    def _sentences_of(self, side: Side, items: tuple[int, ...]) -> list[int]:
        paragraphs = self.comparison.document(side).paragraphs
        return [i for item in items for i in range(*paragraphs[item].sentences)]

    def _paragraph(
        self, side: Side, item: int, shown: dict[tuple[Side, int], SentenceView]
    ) -> ParagraphView:
        paragraph = self.comparison.document(side).paragraphs[item]
        sentences = tuple(shown[side, i] for i in range(*paragraph.sentences))
        return ParagraphView(side, item, paragraph.kind, sentences)

    def _sentence(
        self, side: Side, index: int, beside: set[tuple[Side, int]]
    ) -> SentenceView:
        document = self.comparison.document(side)
        sentence = document.sentences[index]
        links = sorted(
            self.links[side].get(index, ()),
            key=lambda link: (
                -round(link.similarity, DECIMALS),
                RELATIONS.index(link.relation),
            ),
        )
        pieces = cut(
            document.text,
            sentence.span,
            differs=_changed(side, links[0]) if links else (),
            only=self.only[side].get(index, ()),
            conflicts=self.disputed[side].get(index, ()),
        )
        return SentenceView(
            side=side,
            index=index,
            address=address(side, index),
            place=self.comparison.document(side).place_of(index),
            kind=sentence.kind,
            cls=_class(side, sentence.kind, links),
            partners=tuple(self._partner(side, link, beside) for link in links),
            pieces=pieces,
            legible=bool(links) and _legible(links[0]),
            opens=document.paragraphs[sentence.paragraph].sentences.start == index,
        )

    def _partner(
        self, side: Side, link: Link, beside: set[tuple[Side, int]]
    ) -> Partner:
        other: tuple[Side, int] = ("b", link.b) if side == "a" else ("a", link.a)
        return Partner(
            address=address(*other),
            relation=link.relation,
            similarity=round(link.similarity, DECIMALS),
            moved=self.moved.get((link.a, link.b), 0),
            beside=other in beside,
        )


def _by_sentence(passages: Iterable[Passage]) -> dict[int, list[Span]]:
    spans: dict[int, list[Span]] = defaultdict(list)
    for passage in passages:
        spans[passage.sentence].append(passage.span)
    return spans


def _changed(side: Side, link: Link) -> list[Span]:
    """Return what the edit script of *link* changes on one side."""
    return [
        edit.a if side == "a" else edit.b for edit in link.edits if edit.op != "equal"
    ]


def _class(side: Side, kind: Kind, links: list[Link]) -> SentenceClass:
    if links:
        return links[0].relation
    if kind in ALIGNED_KINDS:
        return "only-a" if side == "a" else "only-b"
    return "heading" if kind == "heading" else "uncompared"


def _legible(link: Link) -> bool:
    """Tell whether few enough words differ for marking them to be of use."""
    whole = changed = 0
    for edit in link.edits:
        letters = edit.a.end - edit.a.start + edit.b.end - edit.b.start
        whole += letters
        if edit.op != "equal":
            changed += letters
    return changed <= LEGIBLE_SHARE * whole


def _join_headings(
    arranged: list[tuple[tuple[int, ...], tuple[int, ...]]],
    headings_a: set[int],
    headings_b: set[int],
) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Set two headings side by side that would stand one above the other."""
    joined: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    for a, b in arranged:
        if joined and set(a) <= headings_a and set(b) <= headings_b:
            last_a, last_b = joined[-1]
            if (
                set(last_a) <= headings_a
                and set(last_b) <= headings_b
                and not (a and last_a)
                and not (b and last_b)
            ):
                joined[-1] = (last_a or a, last_b or b)
                continue
        joined.append((a, b))
    return joined
