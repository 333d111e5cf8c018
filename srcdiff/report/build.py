"""From a finished comparison to what reports show: see ``view.py`` for the values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby, zip_longest

from srcdiff.model import (
    ALIGNED_KINDS,
    RELATIONS,
    Comparison,
    Fact,
    Kind,
    LedgerEntry,
    Link,
    Passage,
    Side,
    Span,
    address,
)
from srcdiff.report.arrange import DECIMALS, Items, arrange
from srcdiff.report.pieces import cut
from srcdiff.report.prominence import leads, prominence
from srcdiff.report.view import (
    ArticleView,
    ConflictView,
    FactView,
    Group,
    LedgerLine,
    Partner,
    Quote,
    SentenceClass,
    SentenceView,
    View,
)

LEGIBLE_SHARE: float = 0.35
"""Share of a pair's letters up to which the words that differ are pointed out, 0…1.
Set by reading: copy-editing changes less than a quarter of the letters, and in a
free paraphrase nearly every word differs, so that marking them says nothing."""


def view(comparison: Comparison) -> View:
    """Return what reports show of *comparison*.

    Every sentence of either article stands in exactly one group.
    """
    builder = _Builder(comparison)
    summary = comparison.summary
    return View(
        a=builder.article("a"),
        b=builder.article("b"),
        links=tuple((relation, getattr(summary, relation)) for relation in RELATIONS),
        moved=summary.moved,
        moves=tuple((address("a", i), address("b", j)) for i, j in builder.moved),
        leads=leads(comparison),
        prominence=prominence(comparison),
        conflicts=tuple(builder.conflicts()),
        groups=tuple(builder.groups()),
        ledger=tuple(builder.ledger()),
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

    def ledger(self) -> list[LedgerLine]:
        """Return the fact ledger, its conflicts first."""
        numbers = {
            (c.kind, c.a.sentence, c.a.span, c.b.sentence, c.b.span): number
            for number, c in enumerate(self.comparison.conflicts, start=1)
        }

        def number_of(entry: LedgerEntry) -> int:
            a, b = entry.a, entry.b
            if entry.verdict != "conflict" or not (a and b):
                return 0
            key = (entry.kind, a.sentence, a.span, b.sentence, b.span)
            return numbers.get(key, 0)

        lines = [
            LedgerLine(
                conflict=number_of(entry),
                kind=entry.kind,
                verdict=entry.verdict,
                a=self._fact("a", entry.a),
                b=self._fact("b", entry.b),
                why=entry.why,
            )
            for entry in self.comparison.facts
        ]
        return sorted(lines, key=lambda line: line.verdict != "conflict")

    def _fact(self, side: Side, fact: Fact | None) -> FactView | None:
        if fact is None:
            return None
        text = self.comparison.document(side).text
        return FactView(address(side, fact.sentence), fact.span.of(text), fact.value)

    def groups(self) -> Iterator[Group]:
        """Return the sentences in the order in which to read them."""
        comparison = self.comparison
        a, b = comparison.a.sentences, comparison.b.sentences
        headings_a = {i for i, s in enumerate(a) if s.kind == "heading"}
        headings_b = {j for j, s in enumerate(b) if s.kind == "heading"}
        arranged = arrange(
            range(len(a)),
            range(len(b)),
            ((k.a, k.b, k.similarity) for k in comparison.links),
            headings_b,
        )
        closed = True  # whether A's paragraph is at its end
        for items_a, items_b in _join_headings(arranged, headings_a, headings_b):
            group = self._group(items_a, items_b, closed=closed)
            yield group
            if items_a:
                paragraph = comparison.a.paragraphs[a[items_a[-1]].paragraph]
                closed = paragraph.sentences.end == items_a[-1] + 1

    def _group(self, items_a: Items, items_b: Items, *, closed: bool) -> Group:
        beside: set[tuple[Side, int]] = {("a", i) for i in items_a}
        beside |= {("b", j) for j in items_b}
        side_a = tuple(self._sentence("a", i, beside) for i in items_a)
        side_b = tuple(self._sentence("b", j, beside) for j in items_b)
        leading = side_a or side_b
        return Group(side_a, side_b, closed and leading[0].opens)

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
            place=document.place_of(index),
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
    arranged: Iterable[tuple[Items, Items]],
    headings_a: set[int],
    headings_b: set[int],
) -> Iterator[tuple[Items, Items]]:
    """Set headings side by side that would stand one above the other, in order."""

    def is_heading(items: tuple[Items, Items]) -> bool:
        return headings_a.issuperset(items[0]) and headings_b.issuperset(items[1])

    for headings, run in groupby(arranged, is_heading):
        if not headings:
            yield from run
            continue
        sides = zip(*run, strict=True)
        a, b = ([(item,) for items in side for item in items] for side in sides)
        none: Items = ()
        yield from zip_longest(a, b, fillvalue=none)
