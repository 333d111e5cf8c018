"""What words mean by themselves, as vectors from two tables that lie on disk.

*wordllama* reads the two files that ship inside the package of that name: a table
of 32,000 × 256 numbers, one row a word piece, and the tokenizer that cuts words into
pieces.  The package itself is never imported: its loader brings pydantic and requests
along, and asks the network for the tokenizer when it looks in the wrong folder.

*minilm* is what the transformer all-MiniLM-L6-v2 made of each word piece, on average
over many texts (``benchmarks/make_minilm_pieces.py``); it ships with srcdiff.

The first was trained to add up to sentences, the second stands for words as they are
read in a sentence: each knows words to be near that are far apart in the other.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from srcdiff.errors import SettingsError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"
_WEIGHTS = "weights/l2_supercat_256.safetensors"

HALF = 128
"""Numbers of each table in a vector of both.  That of wordllama was trained so that
its first 64 and 128 serve alone."""

_MOST_PIECES = 100_000
"""Words whose pieces are kept; then all are forgotten.  They take some 20 MB."""


class _Table:
    """A vector for each word piece, and the tokenizer that cuts words into pieces."""

    def __init__(self, tokenizer: Any, vectors: NDArray[Any]):
        self.vectors = vectors
        self._tokenizer = tokenizer
        self._kept: dict[str, list[int]] = {}
        """The pieces of words seen before: short comparisons use the same words."""

    def of(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector a word: the sum of its pieces'."""
        import numpy as np

        ids = self._pieces(words)
        counts = np.fromiter(map(len, ids), np.int64, len(ids))
        flat = np.fromiter((i for word in ids for i in word), np.int64, counts.sum())
        starts = np.cumsum(counts) - counts
        out = np.zeros((len(words), self.vectors.shape[1]), np.float32)
        for piece in range(counts.max(initial=0)):
            at = np.flatnonzero(counts > piece)
            out[at] += self.vectors[flat[starts[at] + piece]]
        return out

    def _pieces(self, words: Sequence[str]) -> list[list[int]]:
        """Return the numbers of each word's pieces, its rows in the table."""
        new = [word for word in dict.fromkeys(words) if word not in self._kept]
        if len(self._kept) + len(new) > _MOST_PIECES:
            self._kept.clear()
            new = list(dict.fromkeys(words))
        found = self._tokenizer.encode_batch_fast(new, add_special_tokens=False)
        self._kept.update(zip(new, (encoding.ids for encoding in found), strict=True))
        return [self._kept[word] for word in words]


def word_vectors(words: Sequence[str]) -> NDArray[np.float32]:
    """Return one vector a word by wordllama, shape ``(len(words), 256)``.

    A word's vector is the sum of its pieces'.  Its length says how much the
    word means: about 2 for "the", 9 for "people", 25 for "Taliban".  Articles
    are added up from these, never from vectors of unit length.

    Raises:
        SettingsError: the files of the wordllama package are missing.
    """
    return _wordllama().of(words)


def mixed_vectors(words: Sequence[str], language: str) -> NDArray[np.float32]:
    """Return one vector a word by both tables, shape ``(len(words), 256)``.

    Either fills one half, and both halves have the same length: the cosine of two is
    the mean of what the tables say.  The whole has the length of
    :func:`word_vectors`; it is shorter only where one of the tables has nothing.

    MiniLM was trained on English: to it "sagte" is near "salzte".  Words of other
    languages have wordllama's half alone, at full length.

    Args:
        words: As they are written.
        language: Its name in English, such as ``english``.

    Raises:
        SettingsError: the files of the wordllama package are missing.
    """
    import numpy as np

    first = word_vectors(words)
    if language == "english":
        length = _lengths(first) / np.sqrt(2)
        halves = first[:, :HALF], _minilm().of(words)
    else:
        length = _lengths(first)
        halves = first[:, :HALF], np.zeros((len(words), HALF), np.float32)
    return np.concatenate(
        [half * (length / np.maximum(_lengths(half), 1e-9)) for half in halves],
        axis=1,
        dtype=np.float32,
    )


def _lengths(vectors: NDArray[np.float32]) -> NDArray[np.float64]:
    import numpy as np

    total = (vectors.astype(np.float64) ** 2).sum(axis=1, keepdims=True)
    lengths: NDArray[np.float64] = np.sqrt(total)
    return lengths


@cache
def identity() -> str:
    """Return checksums of both tables, of a part of the larger one.

    They name the numbers themselves, whatever release of a package they came in.
    """
    one, other = _wordllama().vectors[::100], _minilm().vectors
    return (
        f"l2_supercat_256-{crc32(one.tobytes()):08x}"
        f"+minilm_pieces-{crc32(other.tobytes()):08x}"
    )


@cache
def _folder() -> Path:
    """Return where the wordllama package lies, without importing it."""
    from importlib.util import find_spec

    spec = find_spec("wordllama")
    places = spec.submodule_search_locations if spec else None
    if not places:
        raise SettingsError("the wordllama package is missing: pip install wordllama")
    folder = Path(places[0])
    for name in (_TOKENIZER, _WEIGHTS):
        if not (folder / name).is_file():
            raise SettingsError(
                f"the installed wordllama lacks {name}: pip install -U wordllama"
            )
    return folder


@cache
def _wordllama() -> _Table:
    import numpy as np
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(_folder() / _TOKENIZER))
    # A safetensors file: the length of the header, the header, the numbers.  Mapped,
    # so that only the rows that are asked for come into memory.
    path = _folder() / _WEIGHTS
    with path.open("rb") as file:
        size = int.from_bytes(file.read(8), "little")
        entry = json.loads(file.read(size))["embedding.weight"]
    start = 8 + size + entry["data_offsets"][0]
    table = np.memmap(path, "<f2", "r", start, tuple(entry["shape"]))
    return _Table(tokenizer, np.asarray(table))


@cache
def _minilm() -> _Table:
    import numpy as np
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.normalizers import BertNormalizer
    from tokenizers.pre_tokenizers import BertPreTokenizer

    folder = Path(__file__).parent
    pieces = str(folder / "minilm_pieces.txt")
    model = WordPiece.from_file(pieces, unk_token="[UNK]")  # noqa: S106 -- a piece
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = BertNormalizer()
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return _Table(tokenizer, np.load(folder / "minilm_pieces.npy", mmap_mode="r"))
