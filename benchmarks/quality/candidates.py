"""How many annotated links are among the candidates, and how many candidates.

python benchmarks/quality/candidates.py
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from data import gold, news_synth

from srcdiff.align.encoders import chosen
from srcdiff.align.sentences import gather


def main() -> None:
    """Print the table."""
    print("data        most  links among them  candidates")
    for name, pairs in (("gold", list(gold())), ("news-synth", list(news_synth()))):
        for most in (4, 8, 12, 16, 24):
            hits = wanted = candidates = 0
            for pair in pairs:
                ready = gather(pair.a, pair.b, most, chosen("static"))
                found = {
                    (ready.rows_a[i], ready.rows_b[j])
                    for i, j in zip(
                        *(side.tolist() for side in ready.pairs), strict=True
                    )
                }
                hits += len(found & pair.relation.keys())
                wanted += len(pair.relation)
                candidates += len(found)
            print(f"{name:10}  {most:4}  {hits / wanted:16.3f}  {candidates:10,}")


if __name__ == "__main__":
    main()
