"""Which words of two sentences correspond, as a probability for each pair of words.

``word_types.py`` says how likely two words are to correspond whatever stands
around them.  Here each cell of the grid of words of two sentences is asked in
addition how it stands among its rivals in row and column, what the cells before
and after it along the diagonal say, and how far it lies from where the words around
it go.  A linear model looks at all cells; two small networks look again at those
worth a second thought, each with the answers of the look before.  This is how
function words are decided: by their neighbours.

What stays without a partner on either side is what that sentence says alone.

The weights, ``aligner.json``, are fitted by ``benchmarks/train_aligner.py`` on
alignments made by hand.  That text is lower-cased, so capitals are no evidence here.

Sums run over whole numbers, or over multiples of a power of two, that a float holds
exactly: the order of summation cannot matter, and b against a gives the transposed
figures, bit for bit, on any number of threads.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from srcdiff.align.word_types import (
    NEVER,
    SAME,
    SAME_FUNCTION,
    WordTypes,
    bare_types,
    code_odds,
    type_codes,
    with_table,
)

if TYPE_CHECKING:
    from typing import TypeAlias

    import numpy as np
    from numpy.typing import NDArray

    _Expected: TypeAlias = tuple[NDArray[np.float32], NDArray[np.float32]]

    from srcdiff.align.words import Vocabulary

CELL = (
    "score",  # log-odds that the look before gave; at first those of the types
    "type",  # log-odds of the two types
    "stem",  # the same stem, of words with content
    "stem_function",  # the same stem, of function words
    "word",  # the same word
    "mixed",
    "function",
    "number",
    "length_least",  # log length of the word vectors, which grows with how much…
    "length_most",  # …a word says
    "position",  # how far apart in their sentences, 0…1
    "position_root",
    "words",  # log of the words of the shorter sentence
    "ratio",  # log ratio of both
)
"""What is known of a cell by itself."""

NEAR = (
    "next_least",  # chance of the cells before and after along the diagonal, less…
    "next_most",  # …and more likely one
    "beside",  # best chance among the four cells that share a word
    "beside_both",  # the same, in row and column
    "expected_least",  # words between the cell and where the neighbours' partners…
    "expected_most",  # …say that it should be, by row or column
    "lead_least",  # log-odds less the best rival's, in row or column
    "lead_most",
    "pair_least",  # mean of the best chances of all words, in the sentence where…
    "pair_most",  # …it is less, and where it is more: the same for all its cells
)
"""How a cell stands in the grid, by the answers of the look before."""

FURTHER = (
    "known_least",  # how sure the neighbours are of the expected place
    "known_most",
    "second",  # sum of the chances of the cells two steps away
    "third",  # three steps away
    "knight",  # best chance one step in one sentence and two in the other
    "across",  # best chance where two words stand in turned order
    "between",  # both cells before and after, in the row or column
    "others_least",  # chances of all rivals together, in row or column
    "others_most",
    "share_least",  # part of its odds in all of the row's or column's
    "share_most",
)
"""The same, at more length."""

COSINE = (
    "cosine",  # how near the two words are in their sentences
    "cosine_lead_least",  # that, less the best rival's
    "cosine_lead_most",
)
"""What a cosine of contextual vectors adds."""

FIRST = ("intercept", "type", "stem", "stem_function", *NEAR)
"""What the first look weighs, for every cell; with a cosine, that as well."""

FEATURES = (*CELL, *NEAR, *FURTHER)
"""What the networks ask of the cells that are left."""

_UNIT = 64
"""Steps that log-odds are kept in, per unit."""
_BOUND = 8
"""Log-odds beyond which nothing changes any more."""
_LITTLE = 0.15
"""Mean of a sentence's chances below which it makes no difference how little the two
have in common.  The aligner learns from parallel sentences and from strangers: without
this bound 73 of 311 linked gold pairs, which may share one clause, had no cell from 0.2
on, with it 32; on mtref dev links went from .8219 to .8224.  Nothing else was tried."""
_FAR = 9
"""Words off its expected place beyond which distance means no more."""
_REACH = 3
"""Words either way that say where a word's partner should be."""


def as_steps(odds: NDArray[Any]) -> NDArray[np.int16]:
    """Return log-odds as whole steps from 1; 0 is kept for cells that are none."""
    import numpy as np

    bound = _BOUND * _UNIT
    steps = np.clip(np.rint(odds * _UNIT), -bound, bound) + (bound + 1)
    whole: NDArray[np.int16] = steps.astype(np.int16)
    return whole


@cache
def _tables() -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Return log-odds, odds and chance of each step.

    Odds and chances are multiples of 2**-8 of such size that sums over a row of
    300 words, and of chances times places in it, are exact.
    """
    import numpy as np

    log_odds = np.arange(-1, 2 * _BOUND * _UNIT + 1) / _UNIT - _BOUND
    odds = np.rint(np.exp(np.minimum(log_odds, 4)) * 256) / 256
    chance = np.rint(256 / (1 + np.exp(-log_odds))) / 256
    log_odds[0], odds[0], chance[0] = -_BOUND - 1, 0, 0
    return (
        log_odds.astype(np.float32),
        odds.astype(np.float32),
        chance.astype(np.float32),
    )


@cache
def _chances() -> NDArray[np.float32]:
    """Return the probability that each step stands for; 0 for no words at all."""
    import numpy as np

    log_odds = np.arange(-1, 2 * _BOUND * _UNIT + 1) / _UNIT - _BOUND
    chance = (1 / (1 + np.exp(-log_odds))).astype(np.float32)
    chance[0] = 0
    return chance


@dataclass(frozen=True, slots=True)
class Batch:
    """Pairs of sentences as grids of cells, one a pair of words."""

    types: WordTypes
    a: NDArray[np.int32]
    """Types of the words, a sentence a row, shape (p, m); -1 for none."""
    b: NDArray[np.int32]
    """The same of the other sentences, shape (p, n)."""
    codes: NDArray[np.uint8]
    """Code of the types in each cell, shape (p, m, n); 0 where there is no word."""
    cosine: NDArray[np.float32] | None
    """How near the words are in their contexts, shape (p, m, n)."""


class _All:
    """All cells of a batch: one number a cell is an array of shape (p, m, n)."""

    def __init__(self, shape: tuple[int, int, int]) -> None:
        import numpy as np

        self.shape = shape
        self.i: NDArray[Any] = np.arange(shape[1], dtype=np.float32)[:, None]
        self.j: NDArray[Any] = np.arange(shape[2], dtype=np.float32)

    def of(self, grid: NDArray[Any]) -> NDArray[Any]:
        """Return the cells' own numbers."""
        return grid

    def by_pair(self, pairs: NDArray[Any]) -> NDArray[Any]:
        """Return the number of each cell's pair of sentences."""
        return pairs[:, None, None]

    def by_row(self, rows: NDArray[Any]) -> NDArray[Any]:
        """Return the number of each cell's row; *rows* has shape (p, m)."""
        return rows[:, :, None]

    def by_column(self, columns: NDArray[Any]) -> NDArray[Any]:
        """Return the number of each cell's column; *columns* has shape (p, n)."""
        return columns[:, None, :]

    def near(self, wide: NDArray[Any], down: int, right: int) -> NDArray[Any]:
        """Return the numbers some cells away in a grid widened by _REACH."""
        _, m, n = self.shape
        down, right = down + _REACH, right + _REACH
        return wide[:, down : down + m, right : right + n]


class Some(_All):
    """Some cells of a batch, numbered through it: one number a cell, in a row."""

    def __init__(self, shape: tuple[int, int, int], cells: NDArray[np.int64]) -> None:
        _, m, n = self.shape = shape
        self.cells = cells
        self.row: NDArray[np.int64] = cells // n
        self.pair: NDArray[np.int64] = self.row // m
        self.i, self.j = self.row - self.pair * m, cells - self.row * n
        self.column: NDArray[np.int64] = self.pair * n + self.j
        self.width = n + 2 * _REACH
        line: NDArray[np.int64] = self.pair * (m + 2 * _REACH) + self.i + _REACH
        self.wide: NDArray[np.int64] = line * self.width + self.j + _REACH

    def of(self, grid: NDArray[Any]) -> NDArray[Any]:
        """Return the cells' own numbers."""
        return grid.ravel().take(self.cells)

    def by_pair(self, pairs: NDArray[Any]) -> NDArray[Any]:
        """Return the number of each cell's pair of sentences."""
        return pairs.take(self.pair)

    def by_row(self, rows: NDArray[Any]) -> NDArray[Any]:
        """Return the number of each cell's row; *rows* has shape (p, m)."""
        return rows.ravel().take(self.row)

    def by_column(self, columns: NDArray[Any]) -> NDArray[Any]:
        """Return the number of each cell's column; *columns* has shape (p, n)."""
        return columns.ravel().take(self.column)

    def near(self, wide: NDArray[Any], down: int, right: int) -> NDArray[Any]:
        """Return the numbers some cells away in a grid widened by _REACH."""
        return wide.ravel().take(self.wide + (down * self.width + right))


def features(
    batch: Batch,
    steps: NDArray[np.int16],
    type_odds: NDArray[np.float32],
    cells: NDArray[np.int64],
) -> NDArray[np.float32]:
    """Return what is known of some cells, shape ``(features, cells)``.

    Args:
        batch: The grids.
        steps: Log-odds that the look before gave each cell, shape (p, m, n).
        type_odds: Log-odds of each code.
        cells: Cells asked about, numbered through the batch.
    """
    import numpy as np

    place = Some(steps.shape, cells)
    seen = _tables()[2].take(steps)
    expected = _expected(seen), _expected(seen.swapaxes(1, 2))
    names = FEATURES if batch.cosine is None else FEATURES + COSINE
    out = np.empty((len(names), len(cells)), np.float32)
    rows = iter(out)
    for part in (
        _of_cells(batch, steps, type_odds, place),
        near(steps, seen, expected, place),
        _of_pair(batch, seen, place),
        _further(steps, seen, expected, place),
        cosines(batch, place),
    ):
        for value in part:
            next(rows)[:] = value
    return out


def _of_cells(
    batch: Batch,
    steps: NDArray[np.int16],
    type_odds: NDArray[np.float32],
    place: Some,
) -> Iterator[NDArray[Any]]:
    """Yield the features ``CELL``."""
    import numpy as np

    types = batch.types
    code = place.of(batch.codes)
    left, right = place.by_row(batch.a), place.by_column(batch.b)
    kind = types.kind[left] + types.kind[right]
    function = kind % 3
    length = types.length[left], types.length[right]
    words = _words(batch)
    share_a, share_b = (
        (np.arange(grid.shape[1]) + 0.5) / size[:, None]
        for grid, size in zip((batch.a, batch.b), words, strict=True)
    )
    far = np.abs(place.by_row(share_a) - place.by_column(share_b))
    yield _tables()[0].take(place.of(steps))
    yield type_odds.take(code)
    yield code == SAME
    yield code == SAME_FUNCTION
    yield left == right
    yield function == 1
    yield function == 2
    yield kind >= 3
    yield np.minimum(*length)
    yield np.maximum(*length)
    yield far
    yield np.sqrt(far)
    yield place.by_pair(np.log(np.minimum(*words)))
    yield place.by_pair(np.abs(np.log(words[0]) - np.log(words[1])))


def near(
    steps: NDArray[np.int16],
    seen: NDArray[np.float32],
    expected: tuple[_Expected, _Expected],
    place: _All,
) -> Iterator[NDArray[np.float32]]:
    """Yield the features ``NEAR``.

    Each stays the same, to the last bit, when rows and columns change places.

    Args:
        steps: Log-odds that the look before gave, in steps, shape (p, m, n).
        seen: Chances that speak for the cells around, shape (p, m, n).
        expected: What :func:`_expected` says of rows and columns.
        place: The cells asked about.
    """
    import numpy as np

    wide = _widened(seen)
    before, after = place.near(wide, -1, -1), place.near(wide, 1, 1)
    yield np.minimum(before, after)
    yield np.maximum(before, after)
    upright = np.maximum(place.near(wide, -1, 0), place.near(wide, 1, 0))
    level = np.maximum(place.near(wide, 0, -1), place.near(wide, 0, 1))
    yield np.maximum(upright, level)
    yield np.minimum(upright, level)
    off_a = np.abs(place.by_row(expected[0][0]) - place.j)
    off_b = np.abs(place.by_column(expected[1][0]) - place.i)
    yield np.minimum(np.minimum(off_a, off_b), np.float32(_FAR))
    yield np.minimum(np.maximum(off_a, off_b), np.float32(_FAR))
    in_row, in_column = _rivals(steps, place, np.int16(0))
    own, unit = place.of(steps), np.float32(1 / _UNIT)
    yield (own - np.maximum(in_row, in_column)) * unit
    yield (own - np.minimum(in_row, in_column)) * unit


def _further(
    steps: NDArray[np.int16],
    seen: NDArray[np.float32],
    expected: tuple[_Expected, _Expected],
    place: _All,
) -> Iterator[NDArray[np.float32]]:
    """Yield the features ``FURTHER``."""
    import numpy as np

    wide = _widened(seen)

    def around(down: int, right: int) -> NDArray[np.float32]:
        return place.near(wide, down, right)

    pairs = [
        (
            place.by_row(expected[0][1]),
            place.by_column(expected[1][1]),
        )
    ]
    odds = _tables()[1].take(steps)
    own, own_odds = place.of(seen), place.of(odds)
    pairs.append(
        (place.by_row(_sums(seen, 2)) - own, place.by_column(_sums(seen, 1)) - own)
    )
    pairs.append(
        (
            own_odds / (place.by_row(_sums(odds, 2)) + 1),
            own_odds / (place.by_column(_sums(odds, 1)) + 1),
        )
    )
    yield np.minimum(*pairs[0])
    yield np.maximum(*pairs[0])
    yield around(-2, -2) + around(2, 2)
    yield around(-3, -3) + around(3, 3)
    yield np.maximum(
        np.maximum(around(-1, -2), around(-2, -1)),
        np.maximum(around(1, 2), around(2, 1)),
    )
    yield np.maximum(around(-1, 1), around(1, -1))
    yield np.maximum(
        np.minimum(around(-1, 0), around(1, 0)), np.minimum(around(0, -1), around(0, 1))
    )
    for one, other in pairs[1:]:
        yield np.minimum(one, other)
        yield np.maximum(one, other)


def _words(batch: Batch) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return how many words each sentence has, of either side; 1 for none."""
    import numpy as np

    one, other = ((grid >= 0).sum(axis=1) for grid in (batch.a, batch.b))
    return np.maximum(one, 1), np.maximum(other, 1)


def _of_pair(
    batch: Batch, seen: NDArray[np.float32], place: _All
) -> Iterator[NDArray[np.float32]]:
    """Yield the last two of the features ``NEAR``."""
    import numpy as np

    met = [
        seen.max(axis=axis).sum(axis=1) / words.astype(np.float32)
        for axis, words in zip((2, 1), _words(batch), strict=True)
    ]
    for share in (np.minimum(*met), np.maximum(*met)):
        yield place.by_pair(np.maximum(share, np.float32(_LITTLE)))


def cosines(batch: Batch, place: _All) -> Iterator[NDArray[np.float32]]:
    """Yield the features ``COSINE``, none of them if there is no cosine."""
    import numpy as np

    if batch.cosine is not None:
        own = place.of(batch.cosine)
        in_row, in_column = _rivals(batch.cosine, place, np.float32(-1))
        yield own
        yield own - np.maximum(in_row, in_column)
        yield own - np.minimum(in_row, in_column)


def _widened(seen: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    p, m, n = seen.shape
    wide = np.zeros((p, m + 2 * _REACH, n + 2 * _REACH), np.float32)
    wide[:, _REACH:-_REACH, _REACH:-_REACH] = seen
    return wide


def _expected(
    seen: NDArray[np.float32],
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return where each word's partner should be by its neighbours', and how surely.

    A neighbour k words on whose partner stands at j expects this word's at j - k;
    near neighbours count more.
    """
    import numpy as np

    columns = np.arange(seen.shape[2], dtype=np.float32)
    # Products: numpy's own sums are slow along short rows.
    mass, moment = seen @ np.ones_like(columns), seen @ columns
    place, known = np.zeros_like(mass), np.zeros_like(mass)
    for k in range(1, min(_REACH, mass.shape[1] - 1) + 1):
        known[:, :-k] += mass[:, k:] / k
        place[:, :-k] += (moment[:, k:] - k * mass[:, k:]) / k
        known[:, k:] += mass[:, :-k] / k
        place[:, k:] += (moment[:, :-k] + k * mass[:, :-k]) / k
    place /= np.maximum(known, np.float32(1e-3))
    return place, known


def _sums(values: NDArray[np.float32], axis: int) -> NDArray[np.float32]:
    """Return the sums of rows (axis 2) or of columns (axis 1)."""
    import numpy as np

    if axis == 1:
        values = values.swapaxes(1, 2)
    total: NDArray[np.float32] = values @ np.ones(values.shape[2], np.float32)
    return total


def _rivals(
    values: NDArray[Any], place: _All, least: Any
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the best other value of each cell's row, and of its column."""
    import numpy as np

    own = place.of(values)
    out = []
    for axis, line in ((2, place.by_row), (1, place.by_column)):
        best = values.max(axis=axis, keepdims=True)
        top = values == best
        second = np.where(top, least, values).max(axis=axis)
        best = best.squeeze(axis)
        ties = _sums(top.astype(np.float32), axis) > 1
        second = np.where(ties, best, second)
        out.append(np.where(own == line(best), line(second), line(best)))
    return out[0], out[1]


@dataclass(frozen=True, slots=True)
class Linear:
    """The first look: log-odds = a number a code + features · weights."""

    code: NDArray[np.float32]
    """Log-odds of each code, with the intercept."""
    type_odds: NDArray[np.float32]
    """Log-odds of each code by its types alone."""
    weights: tuple[float, ...]

    @classmethod
    def load(
        cls,
        data: dict[str, float],
        type_odds: NDArray[np.float64],
        names: tuple[str, ...],
    ) -> Linear:
        """Read a model whose weights stand by name, in the order of *names*."""
        code = data["intercept"] + data["type"] * type_odds
        code[SAME] += data["stem"]
        code[SAME_FUNCTION] += data["stem_function"]
        return cls(
            code.astype("float32"),
            type_odds.astype("float32"),
            tuple(data[name] for name in names[4:]),
        )

    def steps(self, batch: Batch) -> NDArray[np.int16]:
        """Return the log-odds of all cells, in steps."""
        import numpy as np

        score = self.code.take(batch.codes)
        values = first_features(batch, self.type_odds, _All(batch.codes.shape))
        for value, weight in zip(values, self.weights, strict=True):
            score += value * np.float32(weight)
        out = as_steps(score)
        # "17 dead" and "36 dead" stand alike, and say something else.
        out[batch.codes == NEVER] = 1
        out *= batch.codes > 0
        return out


def first_features(
    batch: Batch, type_odds: NDArray[np.float32], place: _All
) -> Iterator[NDArray[np.float32]]:
    """Yield what the first look weighs beside the code of a cell.

    A cell speaks for those around it by its chance among all that its two words
    could have: by their types alone "the" meets every "the".
    """
    import numpy as np

    steps = as_steps(type_odds).take(batch.codes)
    steps *= batch.codes > 0
    odds = _tables()[1].take(steps)
    seen = odds / (_sums(odds, 2)[:, :, None] + 1)
    seen *= odds / (_sums(odds, 1)[:, None, :] + 1)
    seen *= 256
    np.rint(seen, out=seen)
    seen *= np.float32(1 / 256)
    expected = _expected(seen), _expected(seen.swapaxes(1, 2))
    yield from near(steps, seen, expected, place)
    yield from _of_pair(batch, seen, place)
    yield from cosines(batch, place)


@dataclass(frozen=True, slots=True)
class Net:
    """A network of one layer: log-odds = bias + Σ out · max(0, hidden + in · x).

    In whole numbers throughout, features in 256ths and weights in 4096ths, small
    enough for a float64 product to be exact.
    """

    inward: NDArray[np.float64]
    """Shape (units, features)."""
    hidden: NDArray[np.float64]
    outward: NDArray[np.float64]
    bias: float

    @classmethod
    def load(cls, data: dict[str, Any], names: tuple[str, ...]) -> Net:
        """Read a network whose inward weights stand by name of the feature."""
        import numpy as np

        inward = np.array([data["inward"][name] for name in names]).T
        return cls(
            np.rint(inward * 4096),
            np.rint(np.array(data["hidden"]) * 4096 * 256),
            np.rint(np.array(data["outward"]) * 4096),
            data["bias"],
        )

    def log_odds(self, features: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the log-odds for *features*, shape (features, cells)."""
        import numpy as np

        whole = np.rint(features.astype(np.float64) * 256)
        units = self.inward @ whole
        units += self.hidden[:, None]
        np.maximum(units, 0, out=units)
        total: NDArray[np.float64] = self.outward @ units
        total /= 4096.0 * 4096 * 256
        total += self.bias
        return total


@dataclass(frozen=True, slots=True)
class Aligner:
    """The trained models."""

    codes: NDArray[np.uint8]
    """Code of each kind, meaning and spelling of two types."""
    first: Linear
    later: tuple[tuple[float, Net], ...]
    """Each with the log-odds in the look before below which a cell is given up."""

    def align(
        self,
        types: WordTypes,
        a: NDArray[np.int32],
        b: NDArray[np.int32],
        cosine: NDArray[np.float32] | None = None,
    ) -> NDArray[np.float32]:
        """Return what :func:`align` does, by these models."""
        batch = Batch(types, a, b, types.codes(a, b, self.codes), cosine)
        steps = self.first.steps(batch)
        for above, net in self.later:
            steps = look(batch, steps, self.first.type_odds, net, above)
        return _chances().take(steps)


def kept(steps: NDArray[np.int16], above: float) -> NDArray[np.int64]:
    """Return the cells, numbered through the batch, from some log-odds on."""
    import numpy as np

    return np.flatnonzero(steps.ravel() >= as_steps(np.array(above)))


def look(
    batch: Batch,
    steps: NDArray[np.int16],
    type_odds: NDArray[np.float32],
    net: Net,
    above: float,
) -> NDArray[np.int16]:
    """Return new log-odds, in steps, of the cells that are kept; 0 for the others."""
    import numpy as np

    cells = kept(steps, above)
    out = np.zeros(steps.shape, np.int16)
    known = features(batch, steps, type_odds, cells)
    out.ravel()[cells] = as_steps(net.log_odds(known))
    return out


@cache
def weights_file() -> bytes:
    """Return the bytes of ``aligner.json``: its digest stands in the signature."""
    from importlib.resources import files

    return files("srcdiff.align").joinpath("aligner.json").read_bytes()


def read(data: dict[str, Any], weights: str) -> Aligner:
    """Read the weights with that name, ``static`` or ``contextual``."""
    part = data[weights]
    more = () if weights == "static" else COSINE
    odds = code_odds(data["type"]["stem"], data["type"]["stem_function"])
    nets = [Net.load(net, FEATURES + more) for net in part["later"]]
    return Aligner(
        type_codes(data["type"]["weights"]),
        Linear.load(part["first"], odds, FIRST + more),
        tuple(zip(part["given_up"], nets, strict=True)),
    )


@cache
def threshold(weights: str) -> float:
    """Return the probability from which words are linked with the weights of that
    name: the one with the best F1 on mtref dev (``benchmarks/train_aligner.py``)."""
    found: float = json.loads(weights_file())[weights]["threshold"]
    return found


@cache
def load(weights: str) -> Aligner:
    """Return the aligner with the weights that ship with srcdiff."""
    return read(json.loads(weights_file()), weights)


def word_types(vocabulary: Vocabulary) -> WordTypes:
    """Return what the aligner needs to know of the words of two articles."""
    return with_table(bare_types(vocabulary), load("static").codes)


def align(
    types: WordTypes,
    a: NDArray[np.int32],
    b: NDArray[np.int32],
    cosine: NDArray[np.float32] | None = None,
) -> NDArray[np.float32]:
    """Return the probability that words correspond, shape (p, m, n).

    ``align(types, b, a)`` is its transpose, bit for bit.

    Args:
        types: What :func:`word_types` knows of the words of both articles.
        a: Types of the words of p sentences, shape (p, m); -1 for none.
        b: Those of the sentences facing them, shape (p, n).
        cosine: How near the words are in their contexts, if that is known, shape
            (p, m, n); it must be the same whichever side comes first.
    """
    return load("static" if cosine is None else "contextual").align(types, a, b, cosine)
