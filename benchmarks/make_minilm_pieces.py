"""Write srcdiff/align/minilm_pieces.{txt,npy}: what word pieces mean to MiniLM.

    python benchmarks/make_minilm_pieces.py /usr/share/wordnet

The folder holds the database files of WordNet 3.0 (Debian: wordnet-base).  The model
of the extra ``srcdiff[contextual]`` reads what WordNet says of each of its 117,659
meanings, and the news of news-synth.  What a piece means is the mean of what it means
in all these places, in the model's last layer (Bommasani et al. 2020: contextual
vectors reduced to static ones).  One that is seldom or never met is drawn to what is
foretold, by a linear model, from the table with which the transformer begins.

Of its 384 numbers the 128 directions in which pieces differ most are kept, in 255
steps: 4 MB.  The same model and texts give the same files.  It takes ten minutes; run
it only to change what is taken.  How links came out cross-validated with other tables
stands in ``README.md``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
from data import news_synth
from onnx import numpy_helper
from sklearn.linear_model import Ridge
from tokenizers import Tokenizer
from wordnet import meanings

from srcdiff.align import transformer

TARGET = Path(__file__).parents[1] / "srcdiff" / "align" / "minilm_pieces"
TABLE = "inner.embeddings.word_embeddings.weight"
PARTS = ("noun", "verb", "adj", "adv")
LEMMAS = 3
"""Most words of a meaning that stand before what is said of it."""
AT_ONCE = 1000
"""Texts that are read at a time."""
FORETOLD = 3
"""What is foretold counts as so many places."""
OFTEN, MOST = 5, 50
"""Pieces met so often teach the linear model; more than MOST count no more."""
KEPT = 128
STEPS = 127
"""Of a signed byte."""


def main() -> None:
    """Write both files."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    texts = [*wordnet(Path(sys.argv[1])), *news()]
    source = transformer._shipped()
    tokenizer = transformer._tokenizer(source)
    numbers = tokenizer.get_vocab()
    pieces = sorted(numbers, key=numbers.__getitem__)
    table, met = met_in(texts, tokenizer)
    print(f"{len(texts)} texts; {(met > 0).sum()} pieces met of {len(pieces)}")
    often = met >= OFTEN
    start = first_layer(source.model)
    linear = Ridge().fit(
        start[often], table[often], sample_weight=np.minimum(met[often], MOST)
    )
    share = (met / (met + FORETOLD))[:, None]
    table = share * table + (1 - share) * linear.predict(start)
    words = np.array([not p.startswith("[") or len(p) == 1 for p in pieces])
    table[~words] = table[often].mean(axis=0)  # "[CLS]" and the like: nothing
    TARGET.with_suffix(".txt").write_text("\n".join(pieces) + "\n", "utf-8")
    np.save(TARGET.with_suffix(".npy"), small(table, often))


def wordnet(folder: Path) -> Iterator[str]:
    """Yield each meaning's words and what is said of it."""
    for part in PARTS:
        for meaning in meanings(folder, part):
            words = [word.partition("(")[0] for word in meaning.words[:LEMMAS]]
            yield f"{', '.join(words).replace('_', ' ')}: {meaning.said}"


def news() -> Iterator[str]:
    """Yield the sentences of news-synth, train and dev."""
    for pair in news_synth():
        for doc in (pair.a, pair.b):
            yield from (doc.text_of(row) for row in range(len(doc.sentences)))


def met_in(texts: list[str], tokenizer: Tokenizer) -> tuple[np.ndarray, np.ndarray]:
    """Return the mean vector of each of the tokenizer's pieces, and how often it is
    met."""
    model, count = transformer.load(), tokenizer.get_vocab_size()
    total, met = np.zeros((count, model.width)), np.zeros(count)
    for first in range(0, len(texts), AT_ONCE):
        some = list(dict.fromkeys(texts[first : first + AT_ONCE]))
        ids = tokenizer.encode_batch(some, add_special_tokens=False)
        flat = np.concatenate([encoding.ids for encoding in ids]).astype(int)
        np.add.at(total, flat, model.encode(some).pieces.astype(np.float64))
        np.add.at(met, flat, 1)
    return total / np.maximum(met, 1)[:, None], met


def first_layer(model: Path) -> np.ndarray:
    """Return the table of vectors with which the transformer begins."""
    parts = {part.name: part for part in onnx.load(str(model)).graph.initializer}
    table = numpy_helper.to_array(parts[f"{TABLE}_q"]).astype(np.float64)
    return table * numpy_helper.to_array(parts[f"{TABLE}_scale"])


def small(table: np.ndarray, often: np.ndarray) -> np.ndarray:
    """Return the directions that are kept, in whole numbers.

    Args:
        table: A vector a piece.
        often: Which pieces say what the directions are.
    """
    table = table - table[often].mean(axis=0)
    _, directions = np.linalg.eigh(table[often].T @ table[often])
    kept = directions.T[::-1][:KEPT]
    # A direction may come out either way round: let its largest number be positive.
    largest = np.abs(kept).argmax(axis=1)
    kept *= np.sign(kept[np.arange(KEPT), largest])[:, None]
    found = table @ kept.T
    return np.rint(found * (STEPS / np.abs(found).max())).astype(np.int8)


if __name__ == "__main__":
    main()
