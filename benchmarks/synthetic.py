"""Articles of any length for measuring speed: invented words, no meaning.

Word frequencies follow Zipf's law as in real text.  The second article holds
six of ten sentences of the first, in another order, with a fifth of their words
exchanged, and new sentences for the rest.
"""

from __future__ import annotations

import random
from itertools import accumulate

_ONSETS = [
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "r",
    "s",
    "st",
    "t",
    "tr",
    "v",
    "w",
]
_VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ou"]
_CODAS = ["", "", "n", "r", "s", "t", "l", "nd", "st", "m"]
_GLUE = [
    "the",
    "of",
    "a",
    "in",
    "to",
    "and",
    "that",
    "was",
    "for",
    "on",
    "with",
    "said",
    "at",
    "by",
    "from",
]


def _vocabulary(size: int, rng: random.Random) -> list[str]:
    words: dict[str, None] = {}
    while len(words) < size:
        syllables = rng.choice([1, 2, 2, 3])
        words[
            "".join(
                rng.choice(_ONSETS) + rng.choice(_VOWELS) + rng.choice(_CODAS)
                for _ in range(syllables)
            )
        ] = None
    return list(words)


def pair(sentences: int, seed: int = 7) -> tuple[str, str]:
    """Return two articles of that many sentences each, ten to a paragraph."""
    rng = random.Random(seed)
    words = _vocabulary(20_000, rng)
    # Added up once: choices() would do so for every sentence.
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))

    def paragraph() -> list[list[str]]:
        subject = rng.choices(words, cum_weights=weights, k=60)
        names = [word.capitalize() for word in rng.sample(words, 6)]

        def word() -> str:
            kind = rng.random()
            if kind < 0.4:
                return rng.choice(_GLUE)
            if kind < 0.5:
                return rng.choice(names)
            if kind < 0.53:
                return str(rng.randrange(2, 900))
            return rng.choice(subject)

        return [[word() for _ in range(rng.randrange(8, 32))] for _ in range(10)]

    first = [paragraph() for _ in range(sentences // 10)]
    second = []
    for kept, new in zip(rng.sample(first, len(first)), first, strict=True):
        told = []
        for sentence in rng.sample(kept, len(kept)):
            if rng.random() < 0.6:
                swap = rng.choices(words, cum_weights=weights, k=len(sentence))
                told.append(
                    [
                        s if rng.random() < 0.2 else w
                        for w, s in zip(sentence, swap, strict=True)
                    ]
                )
            else:
                told.append(
                    rng.choices(words, cum_weights=weights, k=len(rng.choice(new)))
                )
        second.append(told)
    return _text(first), _text(second)


def _text(paragraphs: list[list[list[str]]]) -> str:
    return "\n\n".join(
        " ".join(
            f"{' '.join([words[0].capitalize(), *words[1:]])}." for words in paragraph
        )
        for paragraph in paragraphs
    )
