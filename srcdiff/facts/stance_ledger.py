"""Where one article denies or hedges what the other affirms: the verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from srcdiff.facts.linked import Linked
from srcdiff.facts.stance_candidates import Candidate, StanceKind, Weighed, weigh
from srcdiff.facts.stance_model import chance, threshold
from srcdiff.model import LedgerEntry, Span

_ALONE: dict[StanceKind, str] = {
    "negation": "The linked sentences neither deny nor affirm the same thing.",
    "certainty": "The linked sentences do not state the same thing as fact.",
}


def negation_ledger(linked: Linked) -> tuple[LedgerEntry, ...]:
    """Return the verdicts on what linked sentences deny, in text order."""
    return _ledger(linked, "negation")


def certainty_ledger(linked: Linked) -> tuple[LedgerEntry, ...]:
    """Return the verdicts on how sure linked sentences are, in text order."""
    return _ledger(linked, "certainty")


def _ledger(linked: Linked, kind: StanceKind) -> tuple[LedgerEntry, ...]:
    weighed = weigh(linked, kind)
    found: list[LedgerEntry] = []
    taken = _Taken()
    for entry in weighed.settled:
        if entry.a and entry.b and taken.take(entry.a.span, entry.b.span):
            found.append(entry)
    for _, candidate in sorted(_likely(weighed.open), key=_order):
        if taken.take(candidate.a.span, candidate.b.span):
            found.append(
                LedgerEntry(kind, "conflict", candidate.a, candidate.b, candidate.why)
            )
    return tuple(sorted((*found, *_alone(kind, weighed, taken)), key=_place))


def _likely(candidates: Iterable[Candidate]) -> Iterator[tuple[float, Candidate]]:
    for candidate in candidates:
        sure = chance(candidate.way, candidate.features)
        if sure >= threshold(candidate.way):
            yield sure, candidate


def _order(option: tuple[float, Candidate]) -> tuple[float, int, int]:
    """Sort the surest first, else by place, whichever side is A."""
    sure, candidate = option
    starts = candidate.a.span.start, candidate.b.span.start
    return -round(sure, 9), sum(starts), min(starts)


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


def _place(entry: LedgerEntry) -> tuple[int, int, int]:
    in_b = entry.b.span.start if entry.b else 0
    return (0, entry.a.span.start, in_b) if entry.a else (1, in_b, 0)
