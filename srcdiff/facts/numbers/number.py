"""Numbers that a sentence states: what value, how sure, and of what.

    "at least 17 Afghan civilian deaths"   ≥ 17           afghan, civilian, deaths
    "three dozen civilians"                about 36       civilians
    "nearly half"                          nearly 50 %
    "$6 million to $8 million"             6,000,000 to 8,000,000 dollar
    "Nadia Ferrant, 44,"                   44 years old   Ferrant, Nadia
    "beat Vestby 3-1"                      a score of 3-1  Vestby, beat

Left alone, because they answer another question than "how many": dates, times
and lengths of time (``date.py``), ordinals, differences ("12 million fewer"),
numbers in names (4.1.2, B-52) and vague ones (dozens, hundreds).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from srcdiff.facts.dates.date import read_dates
from srcdiff.facts.dates.dateline import anchor
from srcdiff.facts.line import Line
from srcdiff.facts.numbers.figures import Figure, Figures, may_start
from srcdiff.facts.numbers.measures import in_common
from srcdiff.facts.numbers.words import (
    AGE,
    BOUND_WORDS,
    BOUNDS,
    BOUNDS_AFTER,
    CHANGES,
    DEGREES,
    DOLLARS,
    EVERY,
    MOST_GOALS,
    OLDEST,
    OUTCOMES,
    PLURALS,
    RATES,
    SCORE,
    SIGNS,
    SPEEDS,
    TIMES,
    UNITS,
    VERBS,
    WHOLE,
    YEAR,
    Bound,
)
from srcdiff.model import Document, Fact, Span
from srcdiff.text.languages import language


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a sentence states it."""

    low: float
    high: float
    """Greater than *low* only for a range, and for a score the greater figure."""
    bound: Bound
    unit: str
    """``percent``, a currency, a measure, AGE, SCORE, or empty for a count."""
    per: str
    """What it is for each of, as in "$4 a pound" and "80 trips a day"; mostly empty."""
    by: bool
    """It says by how much something changed, not what it came to."""
    step: float
    """How finely it is stated: 1 for "1,104", 100 for "1,100"."""
    about: tuple[int, ...]
    """Indexes in ``Document.tokens`` of the words that say what is counted,
    the nearest first."""
    whose: frozenset[str]
    """For an age, the words of the one who has it."""
    was: float | None
    """What it was before, in "rose from 17 to 36"."""
    sentence: int
    span: Span
    """The figure itself, with its scale and unit, without its bound."""

    def shown(self) -> str:
        """Return the number for people: ``at least 17``, ``about 50 %``, ``3-1``."""
        if self.unit == SCORE:
            return f"{_figure(self.high)}-{_figure(self.low)}"
        text = _figure(self.low)
        if self.high > self.low:
            text += f" to {_figure(self.high)}"
        unit = {"percent": " %", "": ""}.get(self.unit, f" {self.unit}")
        per = f" a {self.per}" if self.per not in ("", "each") else f" {self.per}"
        return (BOUND_WORDS[self.bound] + text + unit + per).rstrip()

    def fact(self) -> Fact:
        """Return the number as the ledger shows it."""
        return Fact("number", self.sentence, self.span, self.shown())


def _figure(value: float) -> str:
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.4f}".rstrip("0") if abs(value) >= 0.001 else f"{value:g}"


def comparable_numbers(x: Number, y: Number) -> bool:
    """Tell whether two numbers could answer the same question, by their units."""
    same = x.unit == y.unit or bool(in_common(x.unit, y.unit))
    if x.unit == AGE and x.whose.isdisjoint(y.whose):
        return False
    return same and x.by == y.by and x.per == y.per


def read_numbers(doc: Document, sentence: int) -> tuple[Number, ...]:
    """Return the numbers that a sentence states, in text order.

    Only English is read: elsewhere "1.500" is a thousand and a half, and which
    words are months or units is not known.
    """
    if doc.language != "english":
        return ()
    if not any(may_start(token.norm) for token in doc.tokens_of(sentence)):
        return ()  # most sentences, at little cost
    found = _Reader(doc, sentence).numbers()
    if not found:
        return ()
    dates = [anchor(doc).span, *(date.span for date in read_dates(doc, sentence))]
    dates.sort()
    if not any(_inside(number.span, dates) for number in found):
        return found
    return _Reader(doc, sentence, dates).numbers()


def _inside(span: Span, dates: Sequence[Span]) -> bool:
    """Tell whether a span touches one of the dates, which lie in text order."""
    before = bisect_left(dates, Span(span.end, 0))
    return before > 0 and dates[before - 1].touches(span)


class _Reader:
    """Reads the numbers of one sentence."""

    def __init__(
        self, doc: Document, sentence: int, dates: Sequence[Span] = ()
    ) -> None:
        self.line = Line(doc, sentence)
        dated = {  # tokens of dates: no number starts at one
            at
            for at, token in enumerate(self.line.tokens if dates else ())
            if _inside(Span(token.start, token.end), dates)
        }
        self.figures = Figures(self.line, dated)
        self.function = language(doc.language).function
        self.counted: list[int] = []  # what the last number counts
        self.before: float | None = None  # what the next number was before

    def numbers(self) -> tuple[Number, ...]:
        out: list[Number] = []
        read = 0  # tokens
        for at, norm in enumerate(self.line.norms):
            if at < read or not may_start(norm):
                continue
            figure = self.figures.figure(at)
            if figure is None:
                continue
            number, read = self._score(figure) or self._number(figure)
            if number is not None:
                self.counted = [index - self.line.base for index in number.about]
                out.append(number)
        return tuple(out)

    def _number(self, value: Figure) -> tuple[Number | None, int]:
        """Return the number that a value is part of, and where to read on."""
        first, unit, last = self._unit(value)
        high = value
        step = self.line.norm(first - 1) == "from" and self.line.norm(last) == "to"
        if step and self._changes(first - 1, 3):
            self.before = value.value
            return None, last  # what it was before, not what it is
        joint = {"to", "-"} | (
            {"and"} if self.line.norm(first - 1) == "between" else set()
        )
        if self.line.norm(last) in joint and not self._minus(value):
            sign = self.line.norm(last + 1) in SIGNS
            second = last + 1 + sign
            other = (
                self.figures.figure(second) if second < len(self.line.norms) else None
            )
            if other is not None:
                _, unit_high, last_high = self._unit(other)
                low = value
                if value.scale == 1 < other.scale and (
                    value.value * other.scale < other.value
                ):  # "one to two million"
                    low = value._replace(value=value.value * other.scale)
                if unit in ("", unit_high) and low.value < other.value:
                    value, high, last, unit = low, other, last_high, unit_high
        if high is not value and unit == "" and self._years(value, high):
            return None, last
        if unit == "" and high is value:
            unit, about = self._age(value)
            if unit:
                return self._made(value, high, unit, about, (first, last)), last
            if self._no_count(value):
                return None, last
        if unit == "year" and "old" in self.line.norms[last : last + 2]:
            unit, last = AGE, self.line.norms.index("old", last) + 1
        if unit in TIMES or self.line.norm(last) in ("more", "fewer", "less", "extra"):
            return None, last
        per, about_from = self._per(last, unit)
        about = self._about(first, about_from)
        return self._made(value, high, unit, about, (first, last), per), last

    def _score(self, value: Figure) -> tuple[Number, int] | None:
        """Return the score whose first figure is a value, and where to read on.

        What rises is rather a range, unless words beside it tell of an outcome.
        """
        start, second = value.start, value.end + 1
        end = second + 1
        figures = [self.line.norm(start), self.line.norm(second)]
        if (
            second != start + 2
            or self.line.norm(second - 1) != "-"
            or not all(self.line.glued(at) for at in (second - 1, second))
            or not all(f.isdigit() and len(f) <= MOST_GOALS for f in figures)
            or any(self._code(*ends) for ends in ((start, start - 1), (end, end)))
        ):
            return None
        near = {*self.line.norms[max(0, start - 6) : start]}
        near.update(self.line.norms[end : end + 2])
        low, high = value, self.figures.figure(second)
        if high is None or (low.value < high.value and OUTCOMES.isdisjoint(near)):
            return None
        if low.value > high.value:
            low, high = high, low
        place = start, end
        return self._made(low, high, SCORE, self._about(*place), place), end

    def _code(self, at: int, beside: int) -> bool:
        """Tell whether a figure goes on beyond a token that touches it: 555-1234-22."""
        norm = self.line.norm(beside)
        return self.line.glued(at) and (norm.isalnum() or norm in ("-", "/", "#"))

    def _years(self, low: Figure, high: Figure) -> bool:
        """Tell whether a range is one of years."""
        return all(
            YEAR.fullmatch(self.line.norms[figure.start]) for figure in (low, high)
        )

    def _per(self, last: int, unit: str) -> tuple[str, int]:
        """Return what a number ending at a place is for each of, and where that ends.

        A measure is followed by it, "$4 a pound"; a count by what is counted first,
        "80 trips a day".
        """
        if self.line.norm(last - 1) in SPEEDS:
            return "hour", last
        if unit or not self.line.lower(last):
            return self._rate(last)
        per, _ = self._rate(last + 1)
        return (per if per in TIMES else ""), last

    def _rate(self, at: int) -> tuple[str, int]:
        """Return what "a year", "per head" and the like say, and where it ends."""
        if self.line.norm(at) in EVERY:
            return EVERY[self.line.norms[at]], at + 1
        if self.line.norm(at) in ("a", "an", "per", "every", "/"):
            noun = self.line.norm(at + 1)
            per = RATES.get(noun, UNITS.get(noun))
            if per is not None:
                return per or noun, at + 2
        return "", at

    def _made(  # noqa: PLR0913, PLR0917 -- what was read, part by part
        self,
        value: Figure,
        high: Figure,
        unit: str,
        about: list[int],
        place: tuple[int, int],
        per: str = "",
    ) -> Number:
        bound, start = self._bound(*place)
        before = self.line.norm(start - 1)
        by = before not in ("to", "at", "from") and self._changes(
            start, start if before == "by" else 3
        )
        before_it, self.before = self.before, None
        sign = -1 if self._minus(value) else 1
        if bound == "exact" and value.round:
            bound = "about"
        return Number(
            sign * value.value,
            sign * high.value,
            bound,
            unit,
            per,
            by,
            max(value.step, high.step),
            tuple(self.line.base + index for index in about),
            frozenset(self.line.norms[k] for k in about if unit == AGE),
            before_it,
            self.line.sentence,
            Span(self.line.tokens[place[0]].start, self.line.tokens[place[1] - 1].end),
        )

    def _minus(self, value: Figure) -> bool:
        """Tell whether a number is below zero."""
        at = value.start
        sign = (
            self.line.norm(at - 1) == "-"
            and self.line.glued(at)
            and not self.line.glued(at - 1)
        )
        return sign or self.line.norm(at - 1) == "minus"

    def _changes(self, at: int, words: int) -> bool:
        """Tell whether the last words before a place say that something rose."""
        return not CHANGES.isdisjoint(self.line.norms[max(0, at - words) : at])

    def _unit(self, value: Figure) -> tuple[int, str, int]:
        """Return where a number starts, its unit, and where it ends."""
        start, end = value.start, value.end
        if self.line.norm(start - 1) in SIGNS:
            first = start - 1
            unit = SIGNS[self.line.norms[start - 1]]
            if self.line.norm(first - 1) in DOLLARS and self.line.glued(first):
                unit = f"{DOLLARS[self.line.norm(first - 1)]}{unit}"
                first -= 1
            return first, unit, end
        if self.line.norms[end : end + 2] == ["per", "cent"]:
            return start, "percent", end + 2
        after = end + (self.line.norm(end) == "-" and self.line.glued(end))
        word = self.line.norm(after)
        unit = UNITS.get(word) or UNITS.get(word.removesuffix("s")) or ""
        if unit == "degree":
            scale = self.line.norm(after + 1)
            scale = DEGREES.get(scale, scale)
            if scale in DEGREES.values():
                return start, f"degree {scale}", after + 2
        if unit and word not in ("second", "pc"):
            return start, unit, after + 1
        if value.round and value.step == 5.0:  # a fraction of something
            return start, "percent", end
        return start, "", end

    def _age(self, value: Figure) -> tuple[str, list[int]]:
        """Return AGE and the words of the name where a number is someone's age."""
        first, last = value.start, value.end
        aged = self.line.norm(first - 1) == "aged"
        comma = self.line.norm(first - 1 - aged) == ","
        closed = self.line.norm(last) in ("", ",", ".", ")")
        if not (aged or (comma and closed)):
            return "", []
        name = []
        at = first - 1 - aged - comma
        while at >= 0 and self.line.tokens[at].of(self.line.text)[0].isupper():
            name.append(at)
            at -= 1
        if aged and not name:  # "the driver, aged 31," or "aged 31, the driver"
            near = (
                [at]
                if at >= 0
                else range(last + 1, min(last + 4, len(self.line.norms)))
            )
            name = [k for k in near if self.line.norms[k] not in self.function][:1]
        if (name or aged) and value.value <= OLDEST:
            return AGE, name
        return "", []

    def _no_count(self, value: Figure) -> bool:
        """Tell whether a number without unit is a date, a time, a name…"""
        start, end = value.start, value.end
        before, after = self.line.norm(start - 1), self.line.norm(end)
        if after in ("am", "pm", "o'clock"):
            return True
        if end == start + 1 and self.line.norms[start] in ("one", "ones"):
            return True  # "one of them", "electric ones": rarely a count
        if self.line.glued(start) and (before.isalnum() or before in "-/:.#"):
            return True
        if self.line.glued(end) and (after.isalpha() or after in "-/:"):
            return True
        lower = (
            end < len(self.line.tokens)
            and self.line.tokens[end].of(self.line.text).islower()
        )
        noun = lower and (after.endswith("s") or after in PLURALS)
        if self.line.norms[start].isdigit() and YEAR.fullmatch(self.line.norms[start]):
            return not noun
        # "Flight 417", "Room 12": a capital before it and nothing counted after.
        named = (
            start > 0 and self.line.tokens[start - 1].of(self.line.text)[0].isupper()
        )
        named &= before not in self.function
        return named and self.line.norms[start][0].isdigit() and not noun

    def _bound(self, first: int, last: int) -> tuple[Bound, int]:
        """Return the bound stated beside a number, and where its words start."""
        for at in (last, last + 1):  # "200 or more", "200 members or more"
            after = BOUNDS_AFTER.get(tuple(self.line.norms[at : at + 2]))
            if after is not None:
                return after, first
        for size in (3, 2, 1):
            if first >= size:
                words = tuple(self.line.norms[first - size : first])
                if words in BOUNDS:
                    return BOUNDS[words], first - size
        return "exact", first

    def _about(self, first: int, last: int) -> list[int]:
        """Return the words that say what a number counts, the nearest first.

        They follow it, "17 Afghan civilian deaths", over an "of the" if need be,
        up to the next mark or number; else, as in "the toll rose to 17", they
        stand before it.
        """
        if self.counted and self.line.norm(last) in VERBS:
            return self.counted  # "of the 57 stations eleven are…"
        found: list[int] = []
        for index in range(last, min(len(self.line.norms), last + 9)):
            norm = self.line.norms[index]
            if norm[0].isdigit() and self.line.norm(index - 1) in WHOLE:
                continue  # eleven of the 57 stations
            if norm[0].isdigit() or norm in ("and", "but", "while", "when", "after"):
                break
            if not norm[0].isalnum() and norm not in ("-", "'s"):
                break
            if norm[0].isalnum() and norm not in self.function:
                found.append(index)
            if len(found) == 4:
                break
        return found or self._before(first, marks=False) or self._before(first)

    def _before(self, first: int, *, marks: bool = True) -> list[int]:
        """Return up to three words before a number, beyond marks if need be."""
        found: list[int] = []
        for index in range(first - 1, max(-1, first - 10), -1):
            norm = self.line.norms[index]
            if not marks and not norm[0].isalnum() and norm not in ("-", "'s", '"'):
                break
            if norm[0].isdigit() and self.line.norm(index - 1) != "from":
                break
            if norm[0].isalpha() and norm not in self.function and norm not in CHANGES:
                found.append(index)
            if len(found) == 3:
                break
        return found
