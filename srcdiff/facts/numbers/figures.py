"""Figures and number words, before it is known what they count.

17    2.3 million    three dozen    half a dozen    twenty-three    nearly *half*
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import cache
from typing import NamedTuple

from srcdiff.facts.line import Line
from srcdiff.facts.numbers.words import (
    DIGITS,
    DOZEN,
    FRACTIONS,
    LONGEST,
    SCALES,
    SHORT_SCALES,
    TENS,
    VAGUE,
)


class Figure(NamedTuple):
    """A number word or figure, and the range of tokens it takes."""

    start: int
    end: int
    value: float
    step: float
    round: bool = False
    """A dozen or a fraction: never meant to the unit."""
    scale: float = 1.0
    """What its scale words come to: 1e6 for "2.3 million"."""


_ABOUT = frozenset({"some", "about", "around", "nearly", "almost", "over"})
"""Words before a hundred, or a thousand, that go without "a"."""
_TWO = (["couple", "of"], ["pair", "of"])


class Figures:
    """Reads the figures of one sentence."""

    def __init__(self, line: Line, dated: AbstractSet[int] = frozenset()) -> None:
        """Take a sentence, and the places of its tokens that belong to dates."""
        self.line = line
        self.dated = dated

    def figure(self, at: int) -> Figure | None:  # noqa: PLR0911 -- one a form
        """Return the number word or figure that starts at a token."""
        norm = self.line.norms[at]
        if not may_start(norm) or at in self.dated:
            return None
        if DIGITS.fullmatch(norm):
            if self._grouped(at):
                return None
            return self._scaled(
                Figure(at, at + 1, float(norm.replace(",", "")), step_of(norm))
            )
        if norm in ("a", "an", "half") and "dozen" in self.line.norms[at + 1 : at + 3]:
            end = self.line.norms.index("dozen", at + 1) + 1
            if end == at + 2 or self.line.norm(at + 1) == "a":
                half = 0.5 if norm == "half" else 1.0
                return Figure(at, end, half * DOZEN, 1.0, True)
        if norm in ("a", "an") and self.line.norm(at + 1) in SCALES:
            return self._scaled(Figure(at, at + 1, 1.0, 1.0))
        if norm == "a" and self.line.norms[at + 1 : at + 3] in _TWO:
            return Figure(at, at + 3, 2.0, 1.0, True)
        fraction = self._fraction(at)
        if fraction is not None:
            return fraction
        end = at
        one = norm in ("hundred", "thousand") and self.line.norm(at - 1) in _ABOUT
        end += one
        while end < len(self.line.norms) and self._joins(at, end):
            end += 1
        while end > at and self.line.norms[end - 1] in ("and", "-"):
            end -= 1
        words = " ".join(word for word in self.line.norms[at:end] if word != "-")
        words = f"one {words}" if one else words
        value = word_value(words) if end > at else None
        if value is None:
            return None
        if self.line.norms[end : end + 3] == ["and", "a", "half"]:
            value, end = value + 0.5, end + 3
        scale = max((SCALES.get(word, 1.0) for word in words.split()), default=1.0)
        return self._scaled(Figure(at, end, value, 1.0, False, scale))

    def _grouped(self, at: int) -> bool:
        """Tell whether a figure is part of one written "12 000", or of a code."""
        norm, after, before = (
            self.line.norms[at],
            self.line.norm(at + 1),
            self.line.norm(at - 1),
        )
        return (
            len(norm) > LONGEST
            or any(f[:1] == "0" and f[1:2].isdigit() for f in (norm, before))
            or (len(norm) <= 3 and len(after) == 3 and after.isdigit())
            or (
                (len(norm) == 3 and norm.isdigit() and 0 < len(before) <= 3)
                and before.isdigit()
            )
        )

    def _fraction(self, at: int) -> Figure | None:
        """Return "half", "a third", "two thirds" or "a quarter of a million"."""
        norm, many, end = self.line.norms[at], 1.0, at + 1
        if norm != "half":
            count = 1.0 if norm in ("a", "one") else word_value(norm)
            word = self.line.norm(at + 1 + (self.line.norm(at + 1) == "-"))
            if count is None or word.removesuffix("s") not in FRACTIONS:
                return None
            norm, many = word.removesuffix("s"), count
            end = at + 2 + (self.line.norm(at + 1) == "-")
        if (
            self.line.norms[end : end + 2] == ["of", "a"]
            and self.line.norm(end + 2) in SCALES
        ):
            scale = SCALES[self.line.norms[end + 2]]
            return Figure(at, end + 3, many * FRACTIONS[norm] * scale, scale / 100)
        return Figure(at, end, 100 * many * FRACTIONS[norm], 5.0, True)

    def _scaled(self, value: Figure) -> Figure:
        """Take the scale words behind a number into it: 2.3 million."""
        _, end, total, step, rough, factor = value
        while (norm := self.line.norm(end)) and (
            norm in SCALES
            or norm == "dozen"
            or (norm in SHORT_SCALES and self.line.glued(end))
        ):
            scale = SCALES.get(norm) or SHORT_SCALES.get(norm) or DOZEN
            total, step, end = total * scale, step * scale, end + 1
            rough, factor = rough or norm == "dozen", factor * scale
        return Figure(value.start, end, total, step, rough, factor)

    def _joins(self, start: int, at: int) -> bool:
        """Tell whether the word at *at* goes on with the number words before it."""
        norm, before = self.line.norms[at], self.line.norm(at - 1)
        if norm == "and":
            return (
                at > start
                and before in ("hundred", "thousand")
                and word_value(self.line.norm(at + 1)) is not None
            )
        if norm == "-":
            return at > start and before in TENS
        if norm in SCALES:
            return at > start
        if at > start and before not in (*SCALES, "and", "-", *TENS):
            return False
        return word_value(norm) is not None


@cache
def may_start(norm: str) -> bool:
    """Tell whether a number can start with a token."""
    return (
        norm[0].isdigit() or norm in ("a", "an", "half") or word_value(norm) is not None
    )


@cache
def word_value(words: str) -> float | None:
    """Return the value of English number words; None for anything else."""
    if not words.isascii() or not words[:1].isalpha() or words in ("a", "an"):
        return None
    if not VAGUE.isdisjoint(words.split()):
        return None
    from text_to_num import text2num

    try:
        return float(text2num(words, "en"))
    except ValueError:
        return None


def step_of(digits: str) -> float:
    """Return how finely a figure is stated: 0.1 for 2.3, 100 for 1,100."""
    if "." in digits:
        return float(10 ** -len(digits.partition(".")[2]))
    plain = digits.replace(",", "")
    zeros = len(plain) - len(plain.rstrip("0"))
    return float(10 ** min(zeros, len(plain) - 1))
