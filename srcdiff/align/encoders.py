"""Where the vectors of words and sentences come from.

The ``static`` encoder reads the two files that ship inside the wordllama
package: a table of 32,000 × 256 numbers, one row a word piece, and the
tokenizer that cuts words into pieces.  The package itself is never imported:
its loader brings pydantic and requests along, and asks the network for the
tokenizer when it looks in the wrong folder.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from srcdiff.errors import SettingsError
from srcdiff.settings import ENCODERS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from srcdiff.align.transformer import Transformer

_TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"
_WEIGHTS = "weights/l2_supercat_256.safetensors"


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
def _tables() -> tuple[Any, NDArray[np.float16]]:
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
    return tokenizer, np.asarray(table)


def word_vectors(words: Sequence[str]) -> NDArray[np.float32]:
    """Return one vector a word, shape ``(len(words), 256)``.

    A word's vector is the sum of its pieces'.  Its length says how much the
    word means: about 2 for "the", 9 for "people", 25 for "Taliban".  Articles
    are added up from these, never from vectors of unit length.

    Raises:
        SettingsError: the files of the wordllama package are missing.
    """
    import numpy as np

    _, table = _tables()
    ids = _pieces(words)
    counts = np.fromiter(map(len, ids), np.int64, len(ids))
    flat = np.fromiter((i for word in ids for i in word), np.int64, counts.sum())
    starts = np.cumsum(counts) - counts
    out = np.zeros((len(words), table.shape[1]), np.float32)
    for piece in range(counts.max(initial=0)):
        at = np.flatnonzero(counts > piece)
        out[at] += table[flat[starts[at] + piece]]
    return out


_PIECES: dict[str, list[int]] = {}
"""The pieces of words seen before.  Many short comparisons use the same words."""

_MOST_PIECES = 100_000
"""Words kept; then all are forgotten.  They take some 20 MB."""


def _pieces(words: Sequence[str]) -> list[list[int]]:
    """Return the numbers of each word's pieces, its rows in the table of vectors."""
    new = [word for word in dict.fromkeys(words) if word not in _PIECES]
    if len(_PIECES) + len(new) > _MOST_PIECES:
        _PIECES.clear()
        new = list(dict.fromkeys(words))
    tokenizer, _ = _tables()
    encodings = tokenizer.encode_batch_fast(new, add_special_tokens=False)
    _PIECES.update(zip(new, (encoding.ids for encoding in encodings), strict=True))
    return [_PIECES[word] for word in words]


class Encoder(NamedTuple):
    """What the setting ``encoder`` stands for."""

    name: str
    """For the signature: ``static``, ``contextual``, or the model of a folder."""
    weights: str
    """Which of the trained weights fit it, ``static`` or ``contextual``."""
    transformer: Transformer | None
    """Used beside the static vectors."""

    def identity(self) -> str:
        """Return what the signature says of the vectors."""
        parts = [_static_identity()]
        if self.transformer is not None:
            parts.append(self.transformer.identity())
        return "+".join(parts)

    def limits(self) -> tuple[str, ...]:
        """Return what a reader of the report should know, one sentence each."""
        if self.name == self.weights:
            return ()
        return (
            f"The weights were fitted with another model than {self.name}: "
            "similarities are no calibrated probabilities.",
        )


def chosen(setting: str) -> Encoder:
    """Return the encoder that the setting names.

    Args:
        setting: ``static``, ``contextual``, ``auto`` for the second where it is
            installed and else the first, or the path of a model: see
            :func:`srcdiff.align.transformer.load`.

    Raises:
        SettingsError: it is no such name or path, or cannot be loaded.
    """
    from srcdiff.align import transformer

    if setting == "auto":
        setting = "contextual" if transformer.installed() else "static"
    if setting == "static":
        return Encoder("static", "static", None)
    if setting == "contextual":
        return Encoder("contextual", "contextual", transformer.load())
    if not Path(setting).exists():
        raise SettingsError(
            f"unknown encoder {setting!r}: choose {', '.join(ENCODERS)}, "
            "or the path of a model on disk"
        )
    model = transformer.load(setting)
    return Encoder(model.identity(), "contextual", model)


@cache
def _static_identity() -> str:
    """Return a checksum of a part of the static vectors.

    It names the numbers themselves, whatever release of a package they came in.
    """
    _, table = _tables()
    return f"l2_supercat_256-{crc32(table[::100].tobytes()):08x}"
