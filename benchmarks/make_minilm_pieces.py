"""Write srcdiff/align/minilm_pieces.{txt,npy}: what word pieces mean to MiniLM.

    python benchmarks/make_minilm_pieces.py

Taken is the table of the extra ``srcdiff[contextual]`` that gives each of 30,522 word
pieces 384 numbers, before anything is known of what stands around them.  The mean and
the three directions in which the pieces differ most (they tell rare from common, and
whole words from ends of words) are taken away, and the next 128 are kept, in 255 steps:
4 MB.  The same model gives the same files.  Run it only to change what is taken.

How links came out cross-validated with more numbers or fewer directions taken away
stands in ``README.md``.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from srcdiff.align import transformer

TARGET = Path(__file__).parents[1] / "srcdiff" / "align" / "minilm_pieces"
TABLE = "inner.embeddings.word_embeddings.weight"
LEFT_OUT = 3
KEPT = 128
STEPS = 127
"""Of a signed byte."""


def main() -> None:
    """Write both files."""
    source = transformer._shipped()
    model = onnx.load(str(source.model))
    parts = {part.name: part for part in model.graph.initializer}
    table = numpy_helper.to_array(parts[f"{TABLE}_q"]).astype(np.float64)
    table *= numpy_helper.to_array(parts[f"{TABLE}_scale"])

    numbers = transformer._tokenizer(source).get_vocab()
    pieces = sorted(numbers, key=numbers.__getitem__)
    words = np.array([not p.startswith("[") or len(p) == 1 for p in pieces])
    table[~words] = table[words].mean(axis=0)  # "[CLS]" and the like: nothing
    found = small(table)
    TARGET.with_suffix(".txt").write_text("\n".join(pieces) + "\n", "utf-8")
    np.save(TARGET.with_suffix(".npy"), found)
    print(*found.shape)


def small(table: np.ndarray) -> np.ndarray:
    """Return the directions that are kept, in whole numbers."""
    table = table - table.mean(axis=0)
    _, directions = np.linalg.eigh(table.T @ table)
    kept = directions.T[::-1][LEFT_OUT : LEFT_OUT + KEPT]
    # A direction may come out either way round: let its largest number be positive.
    largest = np.abs(kept).argmax(axis=1)
    kept *= np.sign(kept[np.arange(KEPT), largest])[:, None]
    found = table @ kept.T
    return np.rint(found * (STEPS / np.abs(found).max())).astype(np.int8)


if __name__ == "__main__":
    main()
