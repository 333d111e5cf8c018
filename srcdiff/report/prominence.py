"""Where either article places what both say: what leads in one may end the other."""

from __future__ import annotations

from itertools import accumulate

from srcdiff.model import Comparison, Document, Link, Side, address
from srcdiff.report.arrange import DECIMALS
from srcdiff.report.view import Lead, Place, SharedStatement, View


def prominence(comparison: Comparison) -> tuple[SharedStatement, ...]:
    """Return all linked pairs, those first that are placed most differently."""
    a, b = _Places("a", comparison.a), _Places("b", comparison.b)
    shared = (
        SharedStatement(a.of(k.a), b.of(k.b), comparison.a.text_of(k.a))
        for k in comparison.links
    )
    return tuple(
        sorted(shared, key=lambda pair: -round(abs(pair.a.depth - pair.b.depth), 9))
    )


def leads(comparison: Comparison) -> tuple[Lead, ...]:
    """Return what either article opens with, and where the other one has it."""
    found = []
    sides: tuple[tuple[Side, Side], ...] = (("a", "b"), ("b", "a"))
    for side, other in sides:
        lead = _lead(comparison, side, _Places(other, comparison.document(other)))
        if lead:
            found.append(lead)
    return tuple(found)


def openings(shown: View) -> list[str]:
    """Return in words how the articles open, where not alike; or that nothing meets."""
    if shown.leads and not any(number for _, number in shown.links):
        return ["No sentence of one has a counterpart in the other"]
    return [text for lead in shown.leads if (text := _opening(lead))]


def _opening(lead: Lead) -> str:
    """Return in words how an article opens, if not as the other one does."""
    side, other = lead.side.upper(), "B" if lead.side == "a" else "A"
    if lead.there is None:
        return f"{side} leads with what {other} does not say"
    if lead.there.paragraph == 1:
        return ""
    place = f"{lead.there.paragraph} of {lead.there.of}"
    return f"{side} leads with {other}'s paragraph {place}"


def _lead(comparison: Comparison, side: Side, there: _Places) -> Lead | None:
    aligned = comparison.document(side).aligned()
    if not aligned:
        return None
    first = aligned[0]

    def ends(link: Link) -> tuple[int, int]:
        return (link.a, link.b) if side == "a" else (link.b, link.a)

    partners = [
        (-round(link.similarity, DECIMALS), ends(link)[1])
        for link in comparison.links
        if ends(link)[0] == first
    ]
    place = there.of(min(partners)[1]) if partners else None
    return Lead(side, place)


class _Places:
    """Where each compared sentence of an article stands, worked out once."""

    def __init__(self, side: Side, document: Document) -> None:
        self.side = side
        aligned = document.aligned()
        self.sentences = document.sentences
        paragraphs = dict.fromkeys(document.sentences[i].paragraph for i in aligned)
        self.numbers = {item: n for n, item in enumerate(paragraphs, start=1)}
        lengths = [
            end - start for start, end in (self.sentences[i].span for i in aligned)
        ]
        before = accumulate(lengths, initial=0)
        self.before = dict(zip(aligned, before, strict=False))
        self.whole = sum(lengths) or 1

    def of(self, sentence: int) -> Place:
        """Return the place of a compared sentence."""
        return Place(
            address=address(self.side, sentence),
            paragraph=self.numbers[self.sentences[sentence].paragraph],
            of=len(self.numbers),
            depth=self.before[sentence] / self.whole,
        )
