"""The words of two articles as arrays.

Everything that is the same for each occurrence of a word (its stem, vector,
rarity) is worked out once a *type*; sentences are ranges in one flat array of
type numbers.

All vectors that enter a product are whole numbers of a size that keeps every
partial sum below 2**24.  A float32 product of such vectors is exact, whatever
the order of summation: the same articles give the same bytes on any number of
threads, and A against B the same figures as B against A.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from srcdiff.align.forms import Forms, norm_of, read_forms
from srcdiff.align.matching import SCALE, with_table
from srcdiff.align.word_vectors import mixed_vectors
from srcdiff.model import Document
from srcdiff.text.languages import language

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


_SENTENCES, _VECTORS = 128, 1024
"""How many are worked on at a time: little enough for the processor's cache."""

_LOOKED_UP = {"us": "we", "who": "who", "it": "it"}
"""English words that are looked up like this in whatever capitals.  The vector of
"us" is that of the country: its cosine with "American" is 0.67, with "we" 0.38."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The types of words of two articles, each a row of every array."""

    number: dict[str, int]
    """Norm, or key of a form (see ``forms.py``) → row.  Each norm has a row, even
    where all its tokens have keys."""
    stems: NDArray[np.int32]
    """Rows with the same stem share a number."""
    meaning: NDArray[np.float32]
    """Raw word vectors."""
    vectors: NDArray[np.float32]
    """The same at length SCALE, in whole numbers; none of figures, which meet nothing
    by their meaning."""
    table: NDArray[np.uint8] | None
    """How near each type is to each, in steps, if they are few: see ``matching``."""
    also: NDArray[np.int32]
    """Pairs of rows that meet as if of one stem, both ways round, shape (…, 2)."""
    rarity: NDArray[np.float32]
    """log(1 + sentences / sentences that hold the stem), over both articles."""
    weights: NDArray[np.float32]
    """How much a word says: rarity × length of its vector; 0 for function words."""
    numeric: NDArray[np.uint8]
    """2 for figures, 1 for words that name a value ("three", "third", "million"), else
    0.  Two rows that add up to 2 meet by their stem or not at all: two values never
    meet for being near in meaning, nor does a figure meet any other word."""
    is_number: NDArray[np.bool_]
    """Figures and number words; not "third", "million" and "one"."""
    is_name: NDArray[np.bool_]
    """Written with a capital inside a sentence, and nowhere without; no date."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one article's compared sentences."""

    types: NDArray[np.int32]
    """Row in the vocabulary of each word, sentence after sentence."""
    tokens: NDArray[np.int32]
    """Index of each word in ``Document.tokens``."""
    starts: NDArray[np.int64]
    """Where each sentence's words start; one entry more than sentences."""

    def owners(self) -> NDArray[np.int64]:
        """Return the position of each word's sentence."""
        import numpy as np

        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def summed(
        self, vectors: NDArray[np.float32], weights: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """Return the sum over each sentence of its words' weighted vectors.

        Args:
            vectors: A vector a type.
            weights: Its weight.
        """
        import numpy as np

        out = np.zeros((len(self.starts) - 1, vectors.shape[1]), np.float32)
        full = np.flatnonzero(np.diff(self.starts))
        for at in np.split(full, range(_SENTENCES, len(full), _SENTENCES)):
            if len(at):
                first = self.starts[at[0]]
                types = self.types[first : self.starts[at[-1] + 1]]
                rows = vectors.take(types, axis=0)
                rows *= weights[types, None]
                out[at] = np.add.reduceat(rows, self.starts[at] - first, axis=0)
        return out


def distinct(numbers: NDArray[Any]) -> NDArray[Any]:
    """Return the different ones among *numbers*, ascending.

    np.unique alone first loads numpy.ma, some ten milliseconds, to see whether
    anything is masked.  Asked for counts, it does not.
    """
    import numpy as np

    return np.unique(numbers, return_counts=True)[0]


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the rows at length SCALE, rounded to whole numbers."""
    import numpy as np

    whole = np.empty(vectors.shape, np.float32)
    for first in range(0, len(vectors), _VECTORS):
        rows = vectors[first : first + _VECTORS]
        length = np.sqrt((rows.astype(np.float64) ** 2).sum(axis=1, keepdims=True))
        whole[first : first + _VECTORS] = np.rint(
            rows * (SCALE / np.maximum(length, 1e-9))
        )
    return whole


def weight(vocabulary: Vocabulary, norm: str) -> float:
    """Return how much a word says; 0 for one outside the vocabulary."""
    row = vocabulary.number.get(norm)
    return float(vocabulary.weights[row]) if row is not None else 0.0


def words_of(
    a: Document, b: Document, rows_a: tuple[int, ...], rows_b: tuple[int, ...]
) -> tuple[Vocabulary, Words, Words]:
    """Return the joint vocabulary and the words of the sentences named.

    Args:
        a: One article.
        b: The other.
        rows_a: Indexes of the compared sentences of *a*, ascending.
        rows_b: The same for *b*.
    """
    import numpy as np

    number: dict[str, int] = {}
    written: list[set[str]] = []
    inside: set[int] = set()  # types seen other than as first word
    sides = []
    forms = read_forms(a, b, rows_a, rows_b)
    for (doc, rows), keys in zip(((a, rows_a), (b, rows_b)), forms.keys, strict=True):
        types: list[int] = []
        tokens: list[int] = []
        starts = [0]
        text = doc.text
        for row in rows:
            first, stop = doc.sentences[row].tokens
            for index, (start, end, norm) in enumerate(doc.tokens[first:stop], first):
                if not (norm[0].isalnum() or norm == "'s"):
                    continue
                type_ = number.setdefault(norm, len(number))
                if type_ == len(written):
                    written.append(set())
                if index in keys:
                    type_ = number.setdefault(keys[index], len(number))
                    if type_ == len(written):
                        written.append(set())
                written[type_].add(text[start:end])
                types.append(type_)
                tokens.append(index)
            inside.update(types[starts[-1] + 1 :])
            starts.append(len(types))
        sides.append(
            Words(
                np.array(types, np.int32),
                np.array(tokens, np.int32),
                np.array(starts, np.int64),
            )
        )
    vocabulary = _vocabulary(number, written, inside, sides, forms)
    return vocabulary, sides[0], sides[1]


def _vocabulary(
    number: dict[str, int],
    written: list[set[str]],
    inside: set[int],
    sides: list[Words],
    forms: Forms,
) -> Vocabulary:
    import numpy as np

    norms = [norm_of(key) for key in number]
    # A word is looked up as it is written inside a sentence; the capital of a
    # sentence's first word means nothing where the word is also seen without.
    pronouns = _LOOKED_UP if forms.language == "english" else {}
    shown = [
        pronouns.get(norm) or min(seen if norm not in seen and seen else {norm})
        for norm, seen in zip(norms, written, strict=True)
    ]
    meaning = mixed_vectors(shown, forms.language)
    stem_number: dict[str, int] = {}
    stem_of = [forms.stem(key) for key in number]
    stems = np.array(
        [stem_number.setdefault(stem, len(stem_number)) for stem in stem_of], np.int32
    )
    total, holding = 0, np.zeros(len(stem_number))
    for side in sides:
        pairs = distinct(side.owners() * len(stem_number) + stems[side.types])
        holding += np.bincount(pairs % len(stem_number), minlength=len(stem_number))
        total += len(side.starts) - 1
    rarity = np.log1p(total / np.maximum(holding, 1))[stems].astype(np.float32)
    lists = language(forms.language)
    content = np.array([norm not in lists.function for norm in norms])
    length = np.sqrt((meaning.astype(np.float64) ** 2).sum(axis=1))
    figures = np.array([norm[0].isdigit() for norm in norms], np.bool_)
    values = np.array([stem[0].isdigit() for stem in stem_of], np.bool_)
    whole = np.array([stem.isdecimal() for stem in stem_of], np.bool_)
    numeric = (figures.astype(np.uint8) + (figures | values)).astype(np.uint8)
    also = np.array(
        sorted((number[x], number[y]) for x, y in forms.pairs), np.int32
    ).reshape(-1, 2)
    vectors = unit(meaning)
    vectors[figures] = 0
    vocabulary = Vocabulary(
        number=number,
        stems=stems,
        meaning=meaning,
        vectors=vectors,
        table=None,
        also=also,
        rarity=rarity,
        weights=(rarity * length * content).astype(np.float32),
        numeric=numeric,
        is_number=figures | whole,
        is_name=np.array(
            [
                norm[0].isalpha()
                and norm.casefold() not in seen
                and type_ in inside
                and norm not in lists.function
                and norm not in lists.dates
                for type_, (norm, seen) in enumerate(zip(norms, written, strict=True))
            ],
            np.bool_,
        ),
    )
    return with_table(vocabulary)


def sentence_vectors(vocabulary: Vocabulary, words: Words) -> NDArray[np.float32]:
    """Return a vector a sentence: the sum of its words', weighted.

    A word weighs the root of its rarity over its vector's length: long vectors say
    much, but would say all.  The powers are the best in a grid on gold and news-synth
    (``benchmarks/quality/weights.py``).
    """
    import numpy as np

    length = np.sqrt((vocabulary.meaning.astype(np.float64) ** 2).sum(axis=1))
    weights = np.sqrt(vocabulary.rarity / np.maximum(length, 1e-9)).astype(np.float32)
    return words.summed(vocabulary.meaning, weights)
