"""Numbers that a sentence states: what value, how sure, and of what.

    "at least 17 Afghan civilian deaths"   ≥ 17           afghan, civilian, deaths
    "three dozen civilians"                about 36       civilians
    "nearly half"                          nearly 50 %
    "$6 million to $8 million"             6,000,000 to 8,000,000 dollar
    "Nadia Ferrant, 44,"                   44 years old   Ferrant, Nadia

Left alone, because they answer another question than "how many": dates, times
and lengths of time (``facts/date.py``), ordinals, differences ("12 million
fewer"), numbers in names (4.1.2, B-52) and vague ones (dozens, hundreds).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from srcdiff.facts.date import read_dates
from srcdiff.facts.dateline import anchor
from srcdiff.model import Document, Fact, Span, Token
from srcdiff.text.languages import language

Bound: TypeAlias = Literal["exact", "least", "most", "about", "nearly"]

AGE = "years old"

_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
_SHORT_SCALES = {"m": 1e6, "mn": 1e6, "bn": 1e9, "k": 1e3}
_DOZEN = 12.0

_FRACTIONS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}

_BOUNDS: dict[tuple[str, ...], Bound] = {
    ("at", "least"): "least",
    ("no", "fewer", "than"): "least",
    ("no", "less", "than"): "least",
    ("more", "than"): "least",
    ("over",): "least",
    ("upwards", "of"): "least",
    ("at", "most"): "most",
    ("up", "to"): "most",
    ("as", "many", "as"): "most",
    ("no", "more", "than"): "most",
    ("fewer", "than"): "most",
    ("less", "than"): "most",
    ("under",): "most",
    ("about",): "about",
    ("around",): "about",
    ("some",): "about",
    ("roughly",): "about",
    ("approximately",): "about",
    ("an", "estimated"): "about",
    ("nearly",): "nearly",
    ("almost",): "nearly",
    ("close", "to"): "nearly",
}
_BOUND_WORDS: dict[Bound, str] = {
    "exact": "",
    "least": "at least ",
    "most": "at most ",
    "about": "about ",
    "nearly": "nearly ",
}

_SIGNS = {"$": "dollar", "£": "pound", "€": "euro", "¥": "yen", "₹": "rupee"}
_DOLLARS = {
    "us": "",
    "a": "Australian ",
    "au": "Australian ",
    "c": "Canadian ",
    "ca": "Canadian ",
    "hk": "Hong Kong ",
    "nz": "New Zealand ",
    "s": "Singapore ",
}
_UNITS = {
    **{name: name for name in ("dollar", "pound", "euro", "rupee", "crown", "franc")},
    **{name: name for name in ("peso", "kilometre", "metre", "centimetre", "mile")},
    **{name: name for name in ("foot", "yard", "inch", "acre", "hectare", "degree")},
    **{name: name for name in ("tonne", "ton", "kilogram", "gram", "litre", "gallon")},
    **{name: name for name in ("second", "minute", "hour", "day", "week", "month")},
    **{name: name for name in ("year", "decade", "century")},
    "kilometer": "kilometre",
    "meter": "metre",
    "centimeter": "centimetre",
    "liter": "litre",
    "feet": "foot",
    "inches": "inch",
    "centuries": "century",
    "yen": "yen",
    "percent": "percent",
    "pc": "percent",
    "km": "kilometre",
    "cm": "centimetre",
    "mm": "millimetre",
    "millimetre": "millimetre",
    "millimeter": "millimetre",
    "ft": "foot",
    "lb": "pound in weight",
    "oz": "ounce",
    "ounce": "ounce",
    "kg": "kilogram",
    "mph": "mile an hour",
    "kph": "kilometre an hour",
    "°": "degree",
    "%": "percent",
}
_TIMES = frozenset(
    {"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"}
)
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_TENS = frozenset(
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
)
_DEGREES = {"c": "celsius", "f": "fahrenheit"}
_OLDEST = 120
_LONGEST = 15
"""Characters of a figure beyond which it is no quantity that news report."""
_VAGUE = frozenset(
    {"dozens", "hundreds", "thousands", "millions", "billions", "trillions"}
)
_WHOLE = frozenset({"of", "the", "its", "their", "his", "her", "those", "these"})
_CHANGES = frozenset(
    {
        "rise",
        "rises",
        "rose",
        "risen",
        "rising",
        "fall",
        "falls",
        "fell",
        "fallen",
        "falling",
        "up",
        "down",
        "increase",
        "increased",
        "increases",
        "decrease",
        "decreased",
        "drop",
        "drops",
        "dropped",
        "dropping",
        "climb",
        "climbs",
        "climbed",
        "grow",
        "grows",
        "grew",
        "grown",
        "growing",
        "jump",
        "jumped",
        "slip",
        "slipped",
        "gain",
        "gained",
        "raise",
        "raised",
        "cut",
        "lower",
        "lowered",
        "reduce",
        "reduced",
        "shrink",
        "shrank",
        "double",
        "doubled",
    }
)
_VERBS = frozenset({"are", "were", "is", "was", "have", "had", "has", "will"})
_PLURALS = frozenset({"people", "men", "women", "children", "police", "staff"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a sentence states it."""

    low: float
    high: float
    """Greater than *low* only for a range."""
    bound: Bound
    unit: str
    """``percent``, a currency, a measure, AGE, or empty for a count."""
    by: bool
    """It says by how much something changed, not what it came to."""
    step: float
    """How finely it is stated: 1 for "1,104", 100 for "1,100"."""
    about: tuple[int, ...]
    """Indexes in ``Document.tokens`` of the words that say what is counted,
    the nearest first."""
    sentence: int
    span: Span
    """The figure itself, with its scale and unit, without its bound."""

    def shown(self) -> str:
        """Return the number for people: ``at least 17``, ``about 50 %``."""
        text = _figure(self.low)
        if self.high > self.low:
            text += f" to {_figure(self.high)}"
        unit = {"percent": " %", "": ""}.get(self.unit, f" {self.unit}")
        return _BOUND_WORDS[self.bound] + text + unit

    def fact(self) -> Fact:
        """Return the number as the ledger shows it."""
        return Fact("number", self.sentence, self.span, self.shown())


def _figure(value: float) -> str:
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.4f}".rstrip("0") if abs(value) >= 0.001 else f"{value:g}"


class _Value(NamedTuple):
    """A number word or figure, and the range of tokens it takes."""

    start: int
    end: int
    value: float
    step: float
    round: bool = False
    """A dozen or a fraction: never meant to the unit."""
    scale: float = 1.0
    """What its scale words come to: 1e6 for "2.3 million"."""


def read_numbers(doc: Document, sentence: int) -> tuple[Number, ...]:
    """Return the numbers that a sentence states, in text order.

    Only English is read: elsewhere "1.500" is a thousand and a half, and which
    words are months or units is not known.
    """
    if doc.language != "english":
        return ()
    found = _Reader(doc, sentence).numbers()
    if not found:
        return ()
    dated = [anchor(doc).span, *(date.span for date in read_dates(doc, sentence))]
    return tuple(number for number in found if not any(map(number.span.touches, dated)))


class _Reader:
    """Reads the numbers of one sentence."""

    def __init__(self, doc: Document, sentence: int) -> None:
        self.doc = doc
        self.sentence = sentence
        self.base = doc.sentences[sentence].tokens.start
        self.tokens: Sequence[Token] = doc.tokens_of(sentence)
        self.norms = [token.norm for token in self.tokens]
        self.counted: list[int] = []  # what the last number counts

    def numbers(self) -> tuple[Number, ...]:
        out: list[Number] = []
        at = 0
        while at < len(self.norms):
            value = self._value(at)
            if value is None:
                at += 1
                continue
            number, at = self._number(value)
            if number is not None:
                self.counted = [index - self.base for index in number.about]
                out.append(number)
        return tuple(out)

    def _norm(self, at: int) -> str:
        """Return the norm at a place, empty outside the sentence."""
        return self.norms[at] if 0 <= at < len(self.norms) else ""

    def _glued(self, at: int) -> bool:
        """Tell whether no blank stands between the tokens at-1 and at."""
        inside = 0 < at < len(self.tokens)
        return inside and self.tokens[at - 1].end == self.tokens[at].start

    # -- values ---------------------------------------------------------------

    def _value(self, at: int) -> _Value | None:  # noqa: PLR0911 -- one a form
        """Return the number word or figure that starts at a token."""
        norm = self.norms[at]
        if not _may_start(norm):  # most tokens, at little cost
            return None
        if _DIGITS.fullmatch(norm):
            if self._grouped(at):
                return None
            return self._scaled(
                _Value(at, at + 1, float(norm.replace(",", "")), _step(norm))
            )
        if norm in ("a", "an", "half") and "dozen" in self.norms[at + 1 : at + 3]:
            end = self.norms.index("dozen", at + 1) + 1
            if end == at + 2 or self._norm(at + 1) == "a":
                half = 0.5 if norm == "half" else 1.0
                return _Value(at, end, half * _DOZEN, 1.0, True)
        if norm in ("a", "an") and self._norm(at + 1) in _SCALES:
            return self._scaled(_Value(at, at + 1, 1.0, 1.0))
        fraction = self._fraction(at)
        if fraction is not None:
            return fraction
        end = at
        while end < len(self.norms) and self._joins(at, end):
            end += 1
        while end > at and self.norms[end - 1] in ("and", "-"):
            end -= 1
        words = " ".join(word for word in self.norms[at:end] if word != "-")
        value = _word_value(words) if end > at else None
        if value is None:
            return None
        if self.norms[end : end + 3] == ["and", "a", "half"]:
            value, end = value + 0.5, end + 3
        scale = max((_SCALES.get(word, 1.0) for word in words.split()), default=1.0)
        return self._scaled(_Value(at, end, value, 1.0, False, scale))

    def _grouped(self, at: int) -> bool:
        """Tell whether a figure is part of one written "12 000", or of a code."""
        norm, after, before = self.norms[at], self._norm(at + 1), self._norm(at - 1)
        return (
            len(norm) > _LONGEST
            or (norm[0] == "0" and norm[1:2].isdigit())
            or (len(norm) <= 3 and len(after) == 3 and after.isdigit())
            or (
                (len(norm) == 3 and norm.isdigit() and 0 < len(before) <= 3)
                and before.isdigit()
            )
        )

    def _fraction(self, at: int) -> _Value | None:
        """Return "half", "a third", "two thirds" or "a quarter of a million"."""
        norm, many, end = self.norms[at], 1.0, at + 1
        if norm != "half":
            count = 1.0 if norm in ("a", "one") else _word_value(norm)
            word = self._norm(at + 1 + (self._norm(at + 1) == "-"))
            if count is None or word.removesuffix("s") not in _FRACTIONS:
                return None
            norm, many = word.removesuffix("s"), count
            end = at + 2 + (self._norm(at + 1) == "-")
        if self.norms[end : end + 2] == ["of", "a"] and self._norm(end + 2) in _SCALES:
            scale = _SCALES[self.norms[end + 2]]
            return _Value(at, end + 3, many * _FRACTIONS[norm] * scale, scale / 100)
        return _Value(at, end, 100 * many * _FRACTIONS[norm], 5.0, True)

    def _scaled(self, value: _Value) -> _Value:
        """Take the scale words behind a number into it: 2.3 million."""
        _, end, total, step, rough, factor = value
        while (norm := self._norm(end)) and (
            norm in _SCALES
            or norm == "dozen"
            or (norm in _SHORT_SCALES and self._glued(end))
        ):
            scale = _SCALES.get(norm) or _SHORT_SCALES.get(norm) or _DOZEN
            total, step, end = total * scale, step * scale, end + 1
            rough, factor = rough or norm == "dozen", factor * scale
        return _Value(value.start, end, total, step, rough, factor)

    def _joins(self, start: int, at: int) -> bool:
        """Tell whether the word at *at* goes on with the number words before it."""
        norm, before = self.norms[at], self._norm(at - 1)
        if norm == "and":
            return (
                at > start
                and before in ("hundred", "thousand")
                and _word_value(self._norm(at + 1)) is not None
            )
        if norm == "-":
            return at > start and before in _TENS
        if norm in _SCALES:
            return at > start
        if at > start and before not in (*_SCALES, "and", "-", *_TENS):
            return False
        return _word_value(norm) is not None

    # -- numbers --------------------------------------------------------------

    def _number(self, value: _Value) -> tuple[Number | None, int]:
        """Return the number that a value is part of, and where to read on."""
        first, unit, last = self._unit(value)
        high = value
        step = self._norm(first - 1) == "from" and self._norm(last) == "to"
        if step and self._changes(first - 1, 3):
            return None, last  # what it was before, not what it is
        joint = {"to", "-"} | ({"and"} if self._norm(first - 1) == "between" else set())
        if self._norm(last) in joint and not self._minus(value):
            sign = self._norm(last + 1) in _SIGNS
            second = last + 1 + sign
            other = self._value(second) if second < len(self.norms) else None
            if other is not None:
                _, unit_high, last_high = self._unit(other)
                if value.scale == 1 < other.scale and (
                    value.value * other.scale < other.value
                ):  # "one to two million"
                    value = value._replace(value=value.value * other.scale)
                if unit in ("", unit_high) and value.value < other.value:
                    high, last, unit = other, last_high, unit_high
        if unit == "" and high is value:
            unit, about = self._age(value)
            if unit:
                return self._made(value, high, unit, about, (first, last)), last
            if self._no_count(value):
                return None, last
        if unit == "year" and "old" in self.norms[last : last + 2]:
            unit, last = AGE, self.norms.index("old", last) + 1
        if unit in _TIMES or self._norm(last) in ("more", "fewer", "less", "extra"):
            return None, last
        about = self._about(first, last)
        return self._made(value, high, unit, about, (first, last)), last

    def _made(
        self,
        value: _Value,
        high: _Value,
        unit: str,
        about: list[int],
        place: tuple[int, int],
    ) -> Number:
        bound, start = self._bound(place[0])
        before = self._norm(start - 1)
        by = before not in ("to", "at") and self._changes(
            start, start if before == "by" else 3
        )
        sign = -1 if self._minus(value) else 1
        if bound == "exact" and value.round:
            bound = "about"
        return Number(
            sign * value.value,
            sign * high.value,
            bound,
            unit,
            by,
            max(value.step, high.step),
            tuple(self.base + index for index in about),
            self.sentence,
            Span(self.tokens[place[0]].start, self.tokens[place[1] - 1].end),
        )

    def _minus(self, value: _Value) -> bool:
        """Tell whether a number is below zero."""
        at = value.start
        sign = self._norm(at - 1) == "-" and self._glued(at) and not self._glued(at - 1)
        return sign or self._norm(at - 1) == "minus"

    def _changes(self, at: int, words: int) -> bool:
        """Tell whether the last words before a place say that something rose."""
        return not _CHANGES.isdisjoint(self.norms[max(0, at - words) : at])

    def _unit(self, value: _Value) -> tuple[int, str, int]:
        """Return where a number starts, its unit, and where it ends."""
        start, end = value.start, value.end
        if self._norm(start - 1) in _SIGNS:
            first = start - 1
            unit = _SIGNS[self.norms[start - 1]]
            if self._norm(first - 1) in _DOLLARS and self._glued(first):
                unit = f"{_DOLLARS[self._norm(first - 1)]}{unit}"
                first -= 1
            return first, unit, end
        if self.norms[end : end + 2] == ["per", "cent"]:
            return start, "percent", end + 2
        after = end + (self._norm(end) == "-" and self._glued(end))
        word = self._norm(after)
        unit = _UNITS.get(word) or _UNITS.get(word.removesuffix("s")) or ""
        if unit == "degree":
            scale = self._norm(after + 1)
            scale = _DEGREES.get(scale, scale)
            if scale in _DEGREES.values():
                return start, f"degree {scale}", after + 2
        if unit and word not in ("second", "pc"):
            return start, unit, after + 1
        if value.round and value.step == 5.0:  # a fraction of something
            return start, "percent", end
        return start, "", end

    def _age(self, value: _Value) -> tuple[str, list[int]]:
        """Return AGE and the words of the name where a number is someone's age."""
        first, last = value.start, value.end
        aged = self._norm(first - 1) == "aged"
        comma = self._norm(first - 1 - aged) == ","
        closed = self._norm(last) in ("", ",", ".", ")")
        if not (aged or (comma and closed)):
            return "", []
        function = language(self.doc.language).function
        name = []
        at = first - 1 - aged - comma
        while at >= 0 and self.tokens[at].of(self.doc.text)[0].isupper():
            name.append(at)
            at -= 1
        if aged and not name:  # "the driver, aged 31," or "aged 31, the driver"
            near = [at] if at >= 0 else range(last + 1, min(last + 4, len(self.norms)))
            name = [k for k in near if self.norms[k] not in function][:1]
        if (name or aged) and value.value <= _OLDEST:
            return AGE, name
        return "", []

    def _no_count(self, value: _Value) -> bool:
        """Tell whether a number without unit is a date, a time, a name…"""
        start, end = value.start, value.end
        before, after = self._norm(start - 1), self._norm(end)
        if after in ("am", "pm", "o'clock"):
            return True
        if end == start + 1 and self.norms[start] == "one":
            return True  # "one of them", "one day": rarely a count
        if self._glued(start) and (before.isalnum() or before in "-/:.#"):
            return True
        if self._glued(end) and (after.isalpha() or after in "-/:"):
            return True
        lower = end < len(self.tokens) and self.tokens[end].of(self.doc.text).islower()
        noun = lower and (after.endswith("s") or after in _PLURALS)
        if self.norms[start].isdigit() and _YEAR.fullmatch(self.norms[start]):
            return not noun
        # "Flight 417", "Room 12": a capital before it and nothing counted after.
        function = language(self.doc.language).function
        named = start > 0 and self.tokens[start - 1].of(self.doc.text)[0].isupper()
        named &= before not in function
        return named and self.norms[start][0].isdigit() and not noun

    def _bound(self, first: int) -> tuple[Bound, int]:
        """Return the bound stated before a number, and where its words start."""
        for size in (3, 2, 1):
            if first >= size:
                words = tuple(self.norms[first - size : first])
                if words in _BOUNDS:
                    return _BOUNDS[words], first - size
        return "exact", first

    def _about(self, first: int, last: int) -> list[int]:  # noqa: PLR0912
        """Return the words that say what a number counts, the nearest first.

        They follow it, "17 Afghan civilian deaths", over an "of the" if need be,
        up to the next mark or number; else, as in "the toll rose to 17", they
        stand before it.
        """
        function = language(self.doc.language).function
        if self.counted and self._norm(last) in _VERBS:
            return self.counted  # "of the 57 stations eleven are…"
        found: list[int] = []
        for index in range(last, min(len(self.norms), last + 9)):
            norm = self.norms[index]
            if norm[0].isdigit() and self._norm(index - 1) in _WHOLE:
                continue  # eleven of the 57 stations
            if norm[0].isdigit() or norm in ("and", "but", "while", "when", "after"):
                break
            if not norm[0].isalnum() and norm not in ("-", "'s"):
                break
            if norm[0].isalnum() and norm not in function:
                found.append(index)
            if len(found) == 4:
                break
        if found:
            return found
        for index in range(first - 1, max(-1, first - 10), -1):
            norm = self.norms[index]
            if not norm[0].isalnum() and norm not in ("-", "'s", '"'):
                break
            if norm[0].isdigit() and self._norm(index - 1) != "from":
                break
            if norm[0].isalpha() and norm not in function and norm not in _CHANGES:
                found.append(index)
            if len(found) == 3:
                break
        return found


@cache
def _may_start(norm: str) -> bool:
    """Tell whether a number can start with a token."""
    return (
        norm[0].isdigit()
        or norm in ("a", "an", "half")
        or _word_value(norm) is not None
    )


@cache
def _word_value(words: str) -> float | None:
    """Return the value of English number words; None for anything else."""
    if not words.isascii() or not words[:1].isalpha() or words in ("a", "an"):
        return None
    if not _VAGUE.isdisjoint(words.split()):
        return None
    from text_to_num import text2num

    try:
        return float(text2num(words, "en"))
    except ValueError:
        return None


def _step(digits: str) -> float:
    """Return how finely a figure is stated: 0.1 for 2.3, 100 for 1,100."""
    if "." in digits:
        return float(10 ** -len(digits.partition(".")[2]))
    plain = digits.replace(",", "")
    zeros = len(plain) - len(plain.rstrip("0"))
    return float(10 ** min(zeros, len(plain) - 1))
