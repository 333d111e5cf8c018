"""Links of short articles: windows of the gold pairs, where context says little.

    python benchmarks/quality/windows.py [--encoder static]

A window of three, five or eight sentences of A is compared with the whole of B, with a
window of B, and with an article of another pair, where every link is false.  In
sample, for the scorer was fitted to the whole pairs.  Printed for several bounds below
which a pair is no link whatever its context, ``LINKABLE`` in ``align/context.py``.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from data import Pair, cut, gold, window

from srcdiff.align import scorer
from srcdiff.model import Document
from srcdiff.pipeline import compare
from srcdiff.settings import Settings

SIZES = (3, 5, 8)
BOUNDS = (-4.0, -3.5, -3.0, -2.75, -2.5, -2.0)


def main() -> None:
    """Print precision, recall and F1 for each bound."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--encoder", default="static")
    settings = Settings(encoder=options.parse_args().encoder)
    pairs = list(gold())
    for bound in BOUNDS:
        scorer.LINKABLE = bound
        rng = random.Random(5)
        whole, window, strangers = [0, 0, 0], [0, 0, 0], 0
        for place, pair in enumerate(pairs):
            for size in SIZES:
                rows = _window(pair.a, size, rng)
                _count(pair, rows, range(len(pair.b.sentences)), settings, whole)
                _count(pair, rows, _window(pair.b, size, rng), settings, window)
                other = pairs[(place + 7) % len(pairs)].b
                strangers += len(compare(cut(pair.a, rows), other, settings).links)
        print(
            f"{bound:5}  whole {_figures(whole)}  window {_figures(window)}  "
            f"strangers {strangers}",
            flush=True,
        )


def _window(doc: Document, size: int, rng: random.Random) -> range:
    """Return some sentences in a row."""
    first = rng.randrange(max(1, len(doc.sentences) - size))
    return range(first, min(first + size, len(doc.sentences)))


def _count(
    pair: Pair, rows: range, columns: range, settings: Settings, into: list[int]
) -> None:
    """Add to links that are right, false and missed."""
    part = window(pair, rows, columns)
    found = {(link.a, link.b) for link in compare(part.a, part.b, settings).links}
    true = set(part.relation)
    for place, links_ in enumerate((found & true, found - true, true - found)):
        into[place] += len(links_)


def _figures(counts: list[int]) -> str:
    right, false, missed = counts
    precision, recall = right / (right + false), right / (right + missed)
    both = 2 * right / (2 * right + false + missed)
    return f"P {precision:.3f} R {recall:.3f} F1 {both:.3f}"


if __name__ == "__main__":
    main()
