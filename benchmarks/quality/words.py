"""Words of two sentences that correspond, on public test sets.

    python benchmarks/quality/words.py [--contextual]

MultiMWA (Lan et al. 2021): F1 of linked tokens, sure and possible, and of tokens
without a partner.  iSTS-RSD (Vamvas & Sennrich 2023): Spearman's correlation × 100
of how different each word is.  ``word_scores.py`` has the protocol in full: what
srcdiff aligns are words; tokens of marks alone are linked by a rule that stands
there.  The threshold is the one that was best on mtref dev; the aligner has seen the
train splits of mtref and wiki, and nothing of arxiv and iSTS.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from word_data import Aligned, Grid, ists, multi_mwa
from word_scores import figures, spearman, token_chances

from srcdiff.align.aligner import align, weights_file, word_types
from srcdiff.align.transformer import load

BASELINES = {
    "mtref": "difflib .625/.355, static words .731/.461, MiniLM in context "
    ".785/.525, boosted trees static .789/.522, with MiniLM .826/.582",
    "wiki": "difflib .971/.806, static words .948/.745, MiniLM in context "
    ".976/.850, boosted trees static .978/.865, with MiniLM .980/.878",
    "arxiv": "difflib .960/.812",
    "iSTS": "difflib 53.8, stem absent 54.2, MiniLM with DiffAlign's formula 68.6, "
    "boosted trees static 65.6, with MiniLM 77.4",
}


def main() -> None:
    """Print our figures and those of others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contextual", action="store_true", help="with MiniLM")
    transformer = load() if parser.parse_args().contextual else None
    weights = "static" if transformer is None else "contextual"
    threshold = json.loads(weights_file())[weights]["threshold"]

    def words(grid: Grid) -> np.ndarray:
        return align(word_types(grid.vocabulary), grid.a, grid.b, grid.cosine)

    def chances(pairs: Sequence[Aligned]) -> list[np.ndarray]:
        return token_chances(pairs, words, transformer)

    print(f"{weights}, threshold {threshold}")
    for name in ("mtref", "wiki", "arxiv"):
        pairs = multi_mwa(name, "test")
        found = figures(pairs, chances(pairs), threshold)
        print(f"{name}: links {found.links:.3f}, without a partner {found.alone:.3f}")
        print(f"  others: {BASELINES[name]}")
    pairs = ists("test")
    print(f"iSTS: {100 * spearman(pairs, chances(pairs)):.1f}")
    print(f"  others: {BASELINES['iSTS']}")


if __name__ == "__main__":
    main()
