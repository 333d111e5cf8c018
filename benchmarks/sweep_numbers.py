"""What other thresholds of the number ledger would find on the gold pairs.

    python benchmarks/sweep_numbers.py

Prints for each value of SAME_THING how many conflicts of numbers would be
reported and how many of them a person marked too.
"""

from __future__ import annotations

import json

from data import gold_folders

import srcdiff
from srcdiff.facts import ledger
from srcdiff.model import Comparison, Conflict, Span
from srcdiff.settings import Settings

STATIC = Settings(encoder="static")


def places(folder_gold: dict, comparison: Comparison) -> list[tuple[Span, Span]]:
    """Return the spans of the number conflicts that a person marked."""
    found = []
    starts = {}
    for side in "ab":
        text, at, starts[side] = comparison.document(side).text, 0, []
        for sentence in folder_gold[side]["sentences"]:
            at = text.index(sentence["text"], at)
            starts[side].append(at)
            at += len(sentence["text"])
    for entry in folder_gold["conflicts"]:
        if entry["kind"] == "number":
            spans = []
            for side in "ab":
                words = entry[f"{side}_text"]
                text = comparison.document(side).text
                at = text.index(words, starts[side][entry[side]])
                spans.append(Span(at, at + len(words)))
            found.append((spans[0], spans[1]))
    return found


def right(conflict: Conflict, wanted: list[tuple[Span, Span]]) -> bool:
    """Tell whether a person marked the same conflict."""
    return any(
        conflict.a.span.touches(a) and conflict.b.span.touches(b) for a, b in wanted
    )


def main() -> None:
    """Print the sweep."""
    pairs = []
    for folder in gold_folders():
        marked = json.loads((folder / "gold.json").read_text("utf-8"))
        first = srcdiff.compare(folder / "a.txt", folder / "b.txt", STATIC)
        pairs.append((first, places(marked, first)))
    marked_all = sum(len(wanted) for _, wanted in pairs)
    print(f"{marked_all} conflicts of numbers marked by a person")
    print("SAME_THING  reported  right")
    for value in (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7):
        ledger.SAME_THING = value
        said = [
            right(conflict, wanted)
            for first, wanted in pairs
            for conflict in srcdiff.compare(first.a, first.b, STATIC).conflicts
        ]
        print(f"{value:10.2f}  {len(said):8}  {sum(said):5}")


if __name__ == "__main__":
    main()
