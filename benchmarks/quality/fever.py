"""Contradictions found on FEVER-symmetric (Schuster et al. 2019), test split.

    python benchmarks/quality/fever.py

Claim and sentence are taken for two articles of one linked sentence each.  A conflict
of whatever kind says that the sentence refutes the claim, none that it supports it.
Measured there before: difflib .539, MiniLM .594, a logistic model on similarities .690;
chance is .500.  The models of denials and hedges have seen the dev split.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "tests"))

from data import fever_symmetric
from making import linked, paragraphs

from srcdiff.facts.ledger import ledger


def main() -> None:
    """Print the accuracy, and what each kind of conflict contributes."""
    right, total = 0, 0
    said: Counter[str] = Counter()
    refuted: Counter[str] = Counter()
    for claim, evidence, refutes in fever_symmetric("test"):
        a, b = paragraphs(claim), paragraphs(evidence)
        pairs = [(i, j) for i in a.aligned() for j in b.aligned()]
        entries = ledger(linked(a, b, *pairs))
        kinds = {entry.kind for entry in entries if entry.verdict == "conflict"}
        said.update(kinds)
        refuted.update(kinds if refutes else ())
        right += bool(kinds) == refutes
        total += 1
    print(f"accuracy {right / total:.3f} on {total}; others: .539 .594 .690")
    for kind, count in said.most_common():
        print(f"  {kind}: found in {count}, {refuted[kind]} of them refuted")


if __name__ == "__main__":
    main()
