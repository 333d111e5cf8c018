"""The ledger of facts: what comparing them came to, kind after kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from srcdiff.facts.linked import Linked
from srcdiff.facts.number import comparable_numbers, read_numbers
from srcdiff.facts.number_compare import apart, compare_numbers
from srcdiff.facts.values import Kind, crowded, value_ledger
from srcdiff.model import Conflict, Document, LedgerEntry, Passage

KINDS: tuple[Kind, ...] = (
    Kind(
        "number",
        read_numbers,
        comparable_numbers,
        compare_numbers,
        apart,
        False,
        "No number in the linked sentences counts the same thing.",
    ),
)
"""The kinds of facts that have a value."""


def ledger(linked: Linked) -> tuple[LedgerEntry, ...]:
    """Return the verdicts on the facts of linked sentences, by place in A, then B."""
    entries = [entry for kind in KINDS for entry in value_ledger(linked, kind)]
    return tuple(sorted(entries, key=_place))


def _place(entry: LedgerEntry) -> tuple[int, int, int]:
    """Sort by place in A; what only B states comes after, by place in B."""
    in_b = entry.b.span.start if entry.b else 0
    return (0, entry.a.span.start, in_b) if entry.a else (1, in_b, 0)


def too_crowded(doc: Document, links: Iterable[int]) -> tuple[str, ...]:
    """Return a sentence for each linked one with too many facts to compare."""
    return crowded(doc, KINDS, links)


def conflicts(entries: Sequence[LedgerEntry]) -> tuple[Conflict, ...]:
    """Return the conflicts among the verdicts of a ledger, in the same order."""
    return tuple(
        Conflict(
            entry.kind,
            Passage(entry.a.sentence, entry.a.span),
            Passage(entry.b.sentence, entry.b.span),
            entry.why,
        )
        for entry in entries
        if entry.verdict == "conflict" and entry.a and entry.b
    )
