"""How likely two types of words are to correspond, whatever stands around them.

From stem, meaning, spelling and kind: "truce" and "ceasefire", "Ismail" and
"Ismayel", but never two different numbers.  Each pair of types gets a *code* of
eight bits, so that a table of all types of two articles fits into memory.

The weights are fitted by ``benchmarks/train_aligner.py`` and stand in
``aligner.json``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from srcdiff.align.forms import norm_of
from srcdiff.align.matching import MOST_TYPES, SCALE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from srcdiff.align.words import Vocabulary

TYPE = (
    "intercept",
    "meaning",  # cosine of the word vectors…
    *(f"meaning>{knot}" for knot in (0.1, 0.2, 0.35, 0.5, 0.65)),  # …bent at knots
    "spelling",  # cosine of the vectors of letter pairs and triples…
    *(f"spelling>{knot}" for knot in (0.15, 0.3, 0.5)),
    "mixed",  # one of the two is a function word
    "function",  # both are
    "mixed*meaning",
    "function*meaning",
    "mixed*meaning>0.35",
    "function*meaning>0.35",
    "number",  # one of the two is written in figures
)
"""What the probability for two types of different stems is made of."""

NEVER = 1
"""Code of two different numbers."""
SAME, SAME_FUNCTION = 255, 254
"""Codes of two types with the same stem; the second of one that is, or may be, a
function word."""

_UNIT = 16
"""Steps of a code in a unit of log-odds."""
_LEAST, _MOST = -6, 4
"""Log-odds of types of different stems are kept between these."""
_SPELLING_WIDTH = 64
_MEANING_BINS, _SPELLING_BINS = 256, 64
_KINDS = 15
_BLOCK = 512


@dataclass(frozen=True, slots=True)
class WordTypes:
    """What the aligner knows of each type of word of two articles.

    One more row than there are types, the last, stands for no word at all, so
    that -1 in a grid of words finds it.
    """

    stems: NDArray[np.int32]
    kind: NDArray[np.int32]
    """1 for a function word, and thrice its ``Vocabulary.numeric``."""
    same: NDArray[np.uint8]
    """Code of each type with another of its stem."""
    length: NDArray[np.float32]
    """Log length of the word vector, in 64ths."""
    meaning: NDArray[np.float32]
    """Whole-number vectors of length SCALE."""
    spelling: NDArray[np.float32]
    """Whole-number vectors of length SCALE: see :func:`spellings`."""
    also: NDArray[np.int64]
    """Pairs that meet as if of one stem, as row × rows + column, ascending."""
    table: NDArray[np.uint8] | None = None
    """Code of each pair of types; None where they are too many."""

    def codes(
        self, a: NDArray[np.int32], b: NDArray[np.int32], codes: NDArray[np.uint8]
    ) -> NDArray[np.uint8]:
        """Return the code of each pair of words, shape (p, m, n); 0 for no words.

        Args:
            a: Types of words, shape (p, m), -1 for none.
            b: The same of other sentences, shape (p, n).
            codes: What :func:`type_codes` gives.
        """
        import numpy as np

        rows = len(self.stems)
        left, right = (a % rows)[:, :, None], (b % rows)[:, None, :]
        if self.table is not None:
            return self.table.ravel().take(left * rows + right)
        found = _codes(self, codes, a, b)
        if len(self.also):
            among = np.zeros(rows, np.bool_)
            among[self.also // rows] = True
            asked = np.nonzero(among[left] & among[right])
            pair = a[asked[:2]].astype(np.int64) * rows + b[asked[0], asked[2]]
            found[tuple(axis[np.isin(pair, self.also)] for axis in asked)] = SAME
        found[a < 0] = 0
        found.swapaxes(1, 2)[b < 0] = 0
        return found


def bare_types(vocabulary: Vocabulary) -> WordTypes:
    """Return what is known of each word by itself, without a table of pairs."""
    import numpy as np

    from srcdiff.align.words import unit

    raw = np.concatenate([vocabulary.meaning, np.zeros((1, 256), np.float32)])
    length = np.sqrt((raw.astype(np.float64) ** 2).sum(axis=1))
    function = vocabulary.weights == 0
    stem_function = np.isin(vocabulary.stems, vocabulary.stems[function])
    norms = tuple(norm_of(key) for key in vocabulary.number)
    also = vocabulary.also.astype(np.int64)
    return WordTypes(
        stems=np.append(vocabulary.stems, np.int32(-1)),
        kind=np.append(function + 3 * vocabulary.numeric.astype(np.int32), 0),
        same=np.append(np.where(stem_function, SAME_FUNCTION, SAME), 0).astype(
            np.uint8
        ),
        length=(np.rint(np.log(length + 0.1) * 64) / 64).astype(np.float32),
        meaning=unit(raw),
        spelling=unit(spellings((*norms, ""))),
        also=np.sort(also[:, 0] * (len(norms) + 1) + also[:, 1]),
    )


def with_table(types: WordTypes, codes: NDArray[np.uint8]) -> WordTypes:
    """Return the types with the code of each pair of them, unless they are too many.

    Args:
        types: Types of words of both articles.
        codes: What :func:`type_codes` gives.
    """
    import numpy as np

    size = len(types.stems)
    if size > MOST_TYPES + 1:
        return types
    table = np.empty((size, size), np.uint8)
    every = np.arange(size, dtype=np.int32)
    for first in range(0, size, _BLOCK):
        rows = every[first : first + _BLOCK]
        table[rows] = _codes(types, codes, rows, every)
    table.ravel()[types.also] = SAME
    table[-1] = table[:, -1] = 0
    return replace(types, table=table)


def spellings(norms: tuple[str, ...]) -> NDArray[np.float32]:
    """Return a vector a word that is near those of words spelt alike.

    Pairs and triples of letters, the word's edges among them, are hashed with a
    sign into a few numbers (feature hashing, Weinberger et al. 2009), so that
    "ismail" meets "ismayel" and "timeline" meets "line".
    """
    import numpy as np

    out = np.zeros((len(norms), _SPELLING_WIDTH), np.float32)
    if not norms:
        return out
    text = "".join(f"\x02{norm}\x03" for norm in norms)
    letters = np.frombuffer(text.encode("utf-32-le"), "<u4").astype(np.uint64)
    owner = np.repeat(np.arange(len(norms)), [len(norm) + 2 for norm in norms])
    for size in (2, 3):
        starts = len(letters) - size + 1
        code = np.zeros(starts, np.uint64)
        for shift in range(size):
            code = code * np.uint64(1_000_003) + letters[shift : shift + starts]
        code = (code * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(40)
        inside = owner[:starts] == owner[size - 1 :]
        sign = np.where(code & np.uint64(1), 1, -1)
        place = (code >> np.uint64(1)) % np.uint64(_SPELLING_WIDTH)
        flat = owner[:starts] * _SPELLING_WIDTH + place.astype(np.int64)
        out += np.bincount(flat[inside], sign[inside], out.size).reshape(out.shape)
    return out


def type_features(
    meaning: NDArray[Any], spelling: NDArray[Any], kind: NDArray[Any]
) -> NDArray[np.float64]:
    """Return the features ``TYPE`` of pairs of types, shape ``(…, len(TYPE))``.

    Args:
        meaning: Cosines of the word vectors.
        spelling: Cosines of the spelling vectors.
        kind: Sums of the two types' kinds.
    """
    import numpy as np

    mixed, function = kind % 3 == 1, kind % 3 == 2
    bent = np.maximum(meaning - 0.35, 0)
    columns = [
        np.ones_like(meaning),
        meaning,
        *(np.maximum(meaning - knot, 0) for knot in (0.1, 0.2, 0.35, 0.5, 0.65)),
        spelling,
        *(np.maximum(spelling - knot, 0) for knot in (0.15, 0.3, 0.5)),
        mixed,
        function,
        mixed * meaning,
        function * meaning,
        mixed * bent,
        function * bent,
        kind >= 3,
    ]
    return np.stack(columns, axis=-1).astype(np.float64)


def type_codes(weights: dict[str, float]) -> NDArray[np.uint8]:
    """Return the code for each kind, meaning and spelling, as a flat table.

    A code counts 16ths of log-odds up from -6, starting at 2.  Code 1 is for two
    different numbers, which never meet; 0 is for no words at all.
    """
    import numpy as np

    def odds_of(*values: NDArray[Any]) -> NDArray[np.float64]:
        features = type_features(*np.broadcast_arrays(*values))
        found = np.zeros(features.shape[:-1])
        for column, name in enumerate(TYPE):
            found += features[..., column] * weights[name]
        return found

    kind = np.arange(_KINDS)
    meaning = np.arange(_MEANING_BINS) / (_MEANING_BINS / 2) - 1
    spelling = np.arange(_SPELLING_BINS) / (_SPELLING_BINS / 2) - 1
    # Spelling adds the same whatever the rest: a table of sums is quickly made.
    none = np.zeros(1)
    of_spelling = odds_of(none, spelling, none) - odds_of(none, none, none)
    of_rest = odds_of(meaning, none, kind[:, None])
    odds = of_rest[:, :, None] + of_spelling
    codes = np.rint((np.clip(odds, _LEAST, _MOST) - _LEAST) * _UNIT).astype(np.uint8)
    codes += 2
    codes[kind >= 6] = NEVER
    return codes.ravel()


def code_odds(same: float, same_function: float) -> NDArray[np.float64]:
    """Return the log-odds of each code."""
    import numpy as np

    odds = (np.arange(256) - 2) / _UNIT + _LEAST
    odds[SAME], odds[SAME_FUNCTION] = same, same_function
    return odds


def _bins(products: NDArray[np.float32], bins: int) -> NDArray[np.int32]:
    """Return the bin of each cosine, from the products of whole-number vectors."""
    import numpy as np

    products *= np.float32(bins / 2 / (SCALE * SCALE))
    products += np.float32(bins / 2)
    np.rint(products, out=products)
    np.clip(products, 0, bins - 1, out=products)
    found: NDArray[np.int32] = products.astype(np.int32)
    return found


def _codes(
    types: WordTypes,
    codes: NDArray[np.uint8],
    rows: NDArray[np.int32],
    columns: NDArray[np.int32],
) -> NDArray[np.uint8]:
    """Return the codes of types *rows* (…, m) against *columns* (…, n)."""
    import numpy as np

    left, right = rows[..., :, None], columns[..., None, :]
    at = _bins(
        types.meaning[rows] @ types.meaning[columns].swapaxes(-1, -2), _MEANING_BINS
    )
    at *= _SPELLING_BINS
    at += _bins(
        types.spelling[rows] @ types.spelling[columns].swapaxes(-1, -2), _SPELLING_BINS
    )
    kind = types.kind * (_MEANING_BINS * _SPELLING_BINS)
    at += kind[left]
    at += kind[right]
    found: NDArray[np.uint8] = codes.take(at)
    same = types.stems[left] == types.stems[right]
    np.copyto(found, types.same[left], where=same)
    return found
