"""How much each word should count in a sentence's vector, by its rarity and length.

    python benchmarks/quality/weights.py

Prints for powers of both the average precision of the centred vectors' cosine alone,
over all candidate pairs, on gold and on news-synth (train and dev); then the same for
rows of zeros in the mean that is taken away, on gold and on the short articles cut out
of it.  What is chosen by it stands in ``srcdiff/align/words.py`` and ``meaning.py``.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from data import Pair, gold, news_synth, window
from scorer_data import Item, item, remembering

from srcdiff.align import meaning
from srcdiff.align.evidence import cosines
from srcdiff.align.meaning import centred
from srcdiff.align.sentences import Scored

RARITY = (0.0, 0.5, 1.0, 1.5)
LENGTH = (0.0, -0.25, -0.5, -0.75, -1.0)
ZEROS = (0, 2, 5, 10, 20)
SHORT = (4, 6, 8)


def main() -> None:
    """Print the table."""
    encoder = remembering("static")
    sets = [[item(pair, encoder) for pair in pairs()] for pairs in (gold, news_synth)]
    print("rarity^  length^   gold  news-synth")
    for rarity in RARITY:
        for length in LENGTH:
            found = [precision(items, rarity, length) for items in sets]
            print(f"{rarity:7}  {length:7}  {found[0]:.3f}  {found[1]:10.3f}")
    short = [item(pair, encoder) for one in sets[0] for pair in _short(one.pair)]
    print("zeros   gold  short")
    for zeros in ZEROS:
        meaning.ZEROS = zeros
        found = [precision(items, 0.5, -0.5) for items in (sets[0], short)]
        print(f"{zeros:5}  {found[0]:.3f}  {found[1]:.3f}")


def precision(items: Sequence[Item], rarity: float, length: float) -> float:
    """Return the average precision of the cosine with words weighted like this."""
    cosine = np.concatenate([_cosine(i.scored, rarity, length)[i.used] for i in items])
    linked = np.concatenate([i.linked[i.used] for i in items])
    hits = linked[np.argsort(-cosine, kind="stable")]
    at = np.flatnonzero(hits)
    return float((np.arange(1, len(at) + 1) / (at + 1)).mean())


def _short(pair: Pair) -> Iterator[Pair]:
    """Yield a few short articles around links of a pair."""
    rng = random.Random(1)
    links = sorted(pair.relation)
    for size in SHORT if links else ():
        at = rng.choice(links)
        sides = (len(doc.sentences) for doc in (pair.a, pair.b))
        starts = [
            max(0, min(k - rng.randrange(size), n - size))
            for k, n in zip(at, sides, strict=True)
        ]
        yield window(pair, *(range(start, start + size) for start in starts))


def _cosine(s: Scored, rarity: float, length: float) -> np.ndarray:
    v = s.vocabulary
    size = np.maximum(np.sqrt((v.meaning.astype(np.float64) ** 2).sum(axis=1)), 1e-9)
    weights = (v.rarity**rarity * size**length).astype(np.float32)
    a, b = (side.summed(v.meaning, weights) for side in (s.words_a, s.words_b))
    return cosines(centred(a, b), s.pairs)


if __name__ == "__main__":
    main()
