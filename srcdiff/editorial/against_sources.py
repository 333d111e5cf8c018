"""Findings from a draft and its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from srcdiff.editorial.finding import Excerpt, Finding
from srcdiff.editorial.policy import Policy
from srcdiff.facts.ledger import contradictions
from srcdiff.facts.stance.candidates import STATED
from srcdiff.model import Comparison, ConflictKind, Document, Fact, LedgerEntry, Passage

_RULES: dict[ConflictKind, str] = {
    "number": "number-conflict",
    "date": "date-conflict",
    "name": "name-conflict",
    "place": "place-conflict",
    "quote": "quote-altered",
    "attribution": "misattributed",
    "negation": "negation-conflict",
}
"""What a conflict comes to; of certainty, that depends on which side hedges."""


def conflict_findings(
    path: str, comparisons: Sequence[Comparison], policy: Policy
) -> Iterator[Finding]:
    """Yield the conflicts of a draft (side a) with its sources that none settles."""
    for comparison in comparisons:
        for entry in contradictions(comparison.facts):
            assert entry.a and entry.b  # noqa: S101  (a contradiction has two sides)
            rule = _rule(entry, entry.a)
            level = policy.levels[rule]
            if level == "off" or any(
                _takes_the_drafts_side(other, entry.kind, entry.a)
                for other in comparisons
                if other is not comparison
            ):
                continue
            here, there = excerpt(comparison.a, entry.a), excerpt(comparison.b, entry.b)
            yield Finding(rule, level, path, here, there, entry.why)


def excerpt(doc: Document, fact: Fact) -> Excerpt:
    """Return where a fact stands."""
    return Excerpt(doc, Passage(fact.sentence, fact.span))


def _rule(entry: LedgerEntry, here: Fact) -> str:
    if entry.kind == "certainty":
        return "hedge-dropped" if here.value == STATED else "certainty-conflict"
    return _RULES[entry.kind]


def _takes_the_drafts_side(other: Comparison, kind: ConflictKind, here: Fact) -> bool:
    return any(link.a == here.sentence for link in other.links) and not any(
        found.a.sentence == here.sentence and found.kind == kind
        for found in other.conflicts
    )
