"""What a comparison can be asked to fail on, and whether it does."""

from __future__ import annotations

from collections.abc import Collection
from typing import get_args

from srcdiff.model import Comparison, ConflictKind

FAIL_ON = ("conflict", "only-a", "only-b", "edited", "paraphrase", "overlap", "moved")
"""What ``--fail-on`` can name, besides…"""
CONFLICTS = tuple(f"conflict:{kind}" for kind in get_args(ConflictKind))
"""…a kind of conflict; further kinds go without the word."""


def found_in(comparison: Comparison) -> set[str]:
    """Return which names of FAIL_ON and CONFLICTS a comparison holds."""
    summary = comparison.summary
    found = {name for name in FAIL_ON if getattr(summary, name.replace("-", "_"), 0)}
    if comparison.conflicts:
        found.add("conflict")
    found |= {f"conflict:{conflict.kind}" for conflict in comparison.conflicts}
    found |= {f"only-{side}" for side in "ab" if getattr(comparison, f"only_{side}")}
    return found


def fails(found: Collection[str], fail_on: Collection[str], *, anything: bool) -> bool:
    """Tell whether something was found that was asked for.

    Args:
        found: What a comparison holds.
        fail_on: What was asked for by name.
        anything: Whether any difference was asked for.
    """
    return bool(found) if anything else not set(fail_on).isdisjoint(found)
