"""What the facts come to on the gold pairs, by kind: ``benchmarks/quality/facts.py``.

Prints which conflicts are reported, with the links that srcdiff finds (static
encoder); how many are reported between articles on different subjects, joined to
long ones; and what reading facts adds to a comparison.  The weights were fitted on
these pairs: ``train_question.py`` prints the figures that are cross-validated.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from data import gold, joined
from fact_data import Annotated, annotated, links

from srcdiff.facts.ledger import conflicts, ledger
from srcdiff.facts.linked import Linked

LONGEST = 5
"""Pairs of articles joined to see whether facts of one subject meet another's."""


def counted(items: Sequence[Annotated]) -> dict[str, Counter]:
    """Return what was marked, reported and right, by kind and for all."""
    out: dict[str, Counter] = defaultdict(Counter)
    for item in items:
        wanted = list(item.marked)
        for mark in wanted:
            out[mark.kind]["marked"] += 1
        for said in conflicts(ledger(item.found)):
            out[said.kind]["said"] += 1
            hit = [m for m in wanted if m.touched_by(said.a.span, said.b.span)]
            if hit:
                wanted.remove(hit[0])
                out[said.kind]["right"] += 1
                out[hit[0].kind]["found"] += 1
                out[said.kind]["kind"] += hit[0].kind == said.kind
    out["all"] = sum(out.values(), Counter())
    return out


def table(title: str, counts: dict[str, Counter]) -> None:
    """Print a line for each kind."""
    print(f"{title:24}marked  found  reported  right  precision  recall")
    for kind, n in counts.items():
        print(
            f"  {kind:22}{n['marked']:6}{n['found']:7}{n['said']:10}{n['right']:7}"
            f"{n['right'] / max(1, n['said']):11.3f}"
            f"{n['found'] / max(1, n['marked']):8.3f}"
        )
    n = counts["all"]
    print(f"  kind right: {n['kind'] / max(1, n['right']):.3f}\n")


def across(items: Sequence[Annotated]) -> tuple[int, int]:
    """Return the conflicts reported in joined articles, and those across subjects."""
    longest = sorted(items, key=lambda item: -len(item.pair.a.text))[:LONGEST]
    both = joined([item.pair for item in longest], turned=True)
    found = next(links(both))
    ends = {side: _ends(longest, side) for side in "ab"}
    said = conflicts(ledger(found))
    return len(said), sum(
        _subject(ends["a"], c.a.sentence)
        != LONGEST - 1 - _subject(ends["b"], c.b.sentence)
        for c in said
    )


def _ends(items: Sequence[Annotated], side: str) -> list[int]:
    """Return how many sentences there are up to the end of each subject."""
    docs = [getattr(item.pair, side) for item in items]
    sizes = [len(doc.sentences) for doc in (docs if side == "a" else docs[::-1])]
    return [sum(sizes[: k + 1]) for k in range(len(sizes))]


def _subject(ends: Sequence[int], sentence: int) -> int:
    return next(k for k, end in enumerate(ends) if sentence < end)


def seconds(found: Linked, runs: int = 20) -> float:
    """Return how long the ledger of a pair takes, once everything is loaded."""
    ledger(found)
    start = time.process_time()
    for _ in range(runs):
        ledger(found)
    return (time.process_time() - start) / runs


def main() -> None:
    """Print all of it."""
    items = list(annotated(gold()))
    table("all pairs", counted(items))
    revisions = [item for item in items if item.name.startswith("revision")]
    table("revisions", counted(revisions))
    said, wrong = across(items)
    print(f"{LONGEST} longest pairs joined: {said} conflicts, {wrong} across subjects")
    seed = items[0]
    start = time.process_time()
    for _ in range(5):
        next(links(seed.pair))
    rest = (time.process_time() - start) / 5
    facts = seconds(seed.found)
    print(
        f"facts of the seed pair: {1000 * facts:.1f} ms, {facts / rest:.0%} of the rest"
    )


if __name__ == "__main__":
    main()
