"""What other thresholds of the quote audit and of attributions would find.

    python benchmarks/sweep_speech.py

Prints for each value how many conflicts would be reported on the gold pairs, how many
of them a person marked too, and how many would be reported in sentences that resemble
each other and were not linked by the person.
"""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

from data import gold
from fact_data import Annotated, annotated

from srcdiff.facts.linked import Linked
from srcdiff.facts.speech import attribution_ledger, quote_match, source
from srcdiff.facts.speech.ledger import speech_ledger

SWEPT: tuple[tuple[ModuleType, str, tuple[float, ...]], ...] = (
    (quote_match, "SHARE", (0.4, 0.5, 0.6, 0.7, 0.8)),
    (quote_match, "LINKED_SHARE", (0.15, 0.25, 0.35, 0.45, 0.55)),
    (quote_match, "OTHER_MOUTH_SHARE", (0.5, 0.6, 0.7, 0.8, 0.9)),
    (attribution_ledger, "SAME_STATEMENT", (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)),
    (source, "NEAR", (0.05, 0.15, 0.25, 0.4, 0.6)),
)


def tally(pairs: Iterable[tuple[Annotated, Linked]], kind: str) -> tuple[int, int]:
    """Return how many conflicts of a kind are reported, and how many are right."""
    said = right = 0
    for pair, linked in pairs:
        for entry in speech_ledger(linked):
            if entry.kind == kind and entry.verdict == "conflict":
                assert entry.a and entry.b
                said += 1
                right += any(
                    mark.kind == kind and mark.touched_by(entry.a.span, entry.b.span)
                    for mark in pair.marked
                )
    return said, right


def main() -> None:
    """Print the sweep."""
    pairs = list(annotated(gold()))
    found = [(pair, pair.found) for pair in pairs]
    given = [(pair, pair.given) for pair in pairs]
    missed = [(pair, pair.missed) for pair in pairs]
    for kind in ("quote", "attribution"):
        marked = sum(mark.kind == kind for pair in pairs for mark in pair.marked)
        print(f"{marked} conflicts of kind {kind} marked by a person")
    print("reported/right         links found          links given      not linked")
    print("                    quote attribution    quote attribution     wrong")
    for module, name, values in SWEPT:
        usual = getattr(module, name)
        for value in values:
            setattr(module, name, value)
            cells = [
                "{:2}/{:2}".format(*tally(group, kind))
                for group in (found, given)
                for kind in ("quote", "attribution")
            ]
            wrong = 0
            for kind in ("quote", "attribution"):
                said, right = tally(missed, kind)
                wrong += said - right
            print(f"{name:17} {value:.2f}", *(f"{cell:>8}" for cell in cells), wrong)
        setattr(module, name, usual)


if __name__ == "__main__":
    main()
