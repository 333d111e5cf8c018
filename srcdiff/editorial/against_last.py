"""Findings from a draft and its last version."""

from __future__ import annotations

from collections.abc import Iterator

from srcdiff.editorial.against_sources import excerpt
from srcdiff.editorial.finding import Finding
from srcdiff.editorial.policy import Policy
from srcdiff.facts.ledger import contradictions
from srcdiff.model import Comparison, ConflictKind

_RULES: dict[ConflictKind, str] = {
    "number": "number-changed",
    "date": "date-changed",
    "name": "name-changed",
    "place": "place-changed",
    "quote": "quote-changed",
    "attribution": "speaker-changed",
    "certainty": "certainty-changed",
    "negation": "negation-changed",
}


def change_findings(
    path: str, comparison: Comparison, policy: Policy
) -> Iterator[Finding]:
    """Yield what the draft (side a) states otherwise than its last version did."""
    for entry in contradictions(comparison.facts):
        assert entry.a and entry.b  # noqa: S101  (a contradiction has two sides)
        level = policy.levels[_RULES[entry.kind]]
        if level != "off":
            here, there = excerpt(comparison.a, entry.a), excerpt(comparison.b, entry.b)
            yield Finding(_RULES[entry.kind], level, path, here, there, entry.why)
