"""Where one article denies or hedges what the other affirms: the verdicts."""

from __future__ import annotations

from collections.abc import Iterator

from srcdiff.facts.linked import Linked
from srcdiff.facts.stance.candidates import StanceKind, Weighed, weigh
from srcdiff.facts.stance.model import chance, threshold
from srcdiff.model import LedgerEntry, Span

_ALONE: dict[StanceKind, str] = {
    "negation": "The linked sentences neither deny nor affirm the same thing.",
    "certainty": "The linked sentences do not state the same thing as fact.",
}


def negation_ledger(linked: Linked) -> tuple[LedgerEntry, ...]:
    """Return the verdicts on what linked sentences deny."""
    return _ledger(linked, "negation")


def certainty_ledger(linked: Linked) -> tuple[LedgerEntry, ...]:
    """Return the verdicts on how sure linked sentences are of what they say."""
    return _ledger(linked, "certainty")


def _ledger(linked: Linked, kind: StanceKind) -> tuple[LedgerEntry, ...]:
    weighed = weigh(linked, kind)
    found: list[LedgerEntry] = []
    taken = _Taken()
    # Agreement first: a cue that the other article has as well contradicts nothing.
    for entry in (*sorted(weighed.settled, key=_first), *_conflicts(kind, weighed)):
        if entry.a and entry.b and taken.take(entry.a.span, entry.b.span):
            found.append(entry)
    return (*found, *_alone(kind, weighed, taken))


def _conflicts(kind: StanceKind, weighed: Weighed) -> Iterator[LedgerEntry]:
    """Yield the likely contradictions: opposites first, then the surest."""
    likely = []
    for candidate in weighed.open:
        sure = round(chance(candidate.way, candidate.features), 9)
        if sure >= threshold(candidate.way):
            sides = candidate.a, candidate.b
            entry = LedgerEntry(kind, "conflict", *sides, candidate.why)
            plain = candidate.way != "opposites"
            likely.append((plain, -sure, _first(entry), entry))
    return (entry for *_, entry in sorted(likely, key=lambda option: option[:3]))


def _first(entry: LedgerEntry) -> tuple[bool, int, int, int]:
    """Put entries with two sides in an order that is the same whichever side is A."""
    spans = [fact.span for fact in (entry.a, entry.b) if fact]
    starts = [span.start for span in spans]
    agree = entry.verdict == "agree"
    return not agree, sum(starts), min(starts), sum(span.end for span in spans)


class _Taken:
    """The passages that have a verdict: none has two."""

    def __init__(self) -> None:
        self.a: list[Span] = []
        self.b: list[Span] = []

    def take(self, a: Span, b: Span) -> bool:
        """Take two passages, unless one of them has a verdict already."""
        if any(map(a.touches, self.a)) or any(map(b.touches, self.b)):
            return False
        self.a.append(a)
        self.b.append(b)
        return True


def _alone(kind: StanceKind, weighed: Weighed, taken: _Taken) -> Iterator[LedgerEntry]:
    """Yield the cues that have no verdict yet."""
    for span, cue in weighed.cues["a"].items():
        if not any(map(span.touches, taken.a)):
            yield LedgerEntry(kind, "only a", cue.fact(), None, _ALONE[kind])
    for span, cue in weighed.cues["b"].items():
        if not any(map(span.touches, taken.b)):
            yield LedgerEntry(kind, "only b", None, cue.fact(), _ALONE[kind])
