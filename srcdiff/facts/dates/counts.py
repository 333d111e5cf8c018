"""How many of which unit of time: "two and a half years", "a quarter of an hour"."""

from __future__ import annotations

from typing import NamedTuple

from srcdiff.facts.dates.words import (
    COUNTS,
    SHORT_UNITS,
    TENS,
    UNITS,
    WORKING,
    WORKING_DAY,
)
from srcdiff.facts.line import Line


class Count(NamedTuple):
    """How many units, and the token behind."""

    low: float
    high: float
    """Greater than *low* only for "most of a day"."""
    end: int
    rough: bool = False
    """A couple or a dozen: never meant to the unit."""


class Unit(NamedTuple):
    """A unit of time, its length in seconds, and the token behind."""

    name: str
    size: float
    end: int


ARTICLES = frozenset({"a", "an", "one"})
_FRACTIONS = {"quarter": 0.25, "quarters": 0.25, "third": 1 / 3, "thirds": 1 / 3}
_FINER = {
    "minute": ("second", 60.0),
    "hour": ("minute", 60.0),
    "day": ("hour", 24.0),
    "fortnight": ("week", 2.0),
    "year": ("month", 12.0),
    "decade": ("year", 10.0),
    "century": ("year", 100.0),
}
"""Unit → what half of it is better told in, and how many of those it has."""
_LONGEST = 9
"""Characters of a figure beyond which it counts no units of time."""


def count_at(line: Line, at: int) -> Count | None:  # noqa: PLR0911 -- one a form
    """Return how many units, up to the unit itself."""
    norm = line.norm(at)
    if norm[:1].isdigit():
        return _figure(line, at)
    if norm == "half":
        return _fraction_of(line, at, at + 1, 0.5)
    if norm == "most" and line.starts(at, ("most", "of", "a")):
        return Count(0.5, 1.0, at + 3)
    if norm in ("a", "an"):
        if line.norm(at + 1) == "half" and line.norm(at + 2) in (*UNITS, "-"):
            return Count(0.5, 0.5, at + 2 + (line.norm(at + 2) == "-"))
        if line.norm(at + 1) in _FRACTIONS:
            return _fraction_of(line, at, at + 2, _FRACTIONS[line.norm(at + 1)])
        if line.starts(at, ("a", "couple", "of")):
            return Count(2.0, 2.0, at + 3, True)
        if line.starts(at, ("a", "dozen")):
            return Count(12.0, 12.0, at + 2, True)
        if line.norm(at + 1) == "hundred":
            return Count(100.0, 100.0, at + 2)
        return Count(1.0, 1.0, at + 1)
    return _words(line, at)


def _figure(line: Line, at: int) -> Count | None:
    digits = line.norms[at].replace(",", "")
    if len(digits) > _LONGEST or not digits.isascii():
        return None
    try:
        value = float(digits)
    except ValueError:  # 5:42
        return None
    if not value or (line.glued(at) and line.norm(at - 1) in "$£€#./:"):
        return None
    return _half_more(line, Count(value, value, at + 1))


def _words(line: Line, at: int) -> Count | None:
    norm = line.norm(at)
    value, end = COUNTS.get(norm), at + 1
    if norm in TENS:
        value = TENS[norm]
        one = end + (line.norm(end) == "-" and line.glued(end))
        if 0 < COUNTS.get(line.norm(one), 0.0) < 10:
            value, end = value + COUNTS[line.norm(one)], one + 1
    if value is None:
        return None
    after = end + (line.norm(end) == "-")
    if value < 10 and line.norm(after) in _FRACTIONS:
        return _fraction_of(line, at, after + 1, value * _FRACTIONS[line.norm(after)])
    if line.norm(end) == "hundred" and value < 10:
        value, end = value * 100, end + 1
    if line.norm(end) == "dozen":
        return Count(value * 12, value * 12, end + 1, True)
    return _half_more(line, Count(value, value, end))


def _half_more(line: Line, count: Count) -> Count:
    """Take "and a half" into a count: two and a half, two-and-a-half."""
    for words in (("and", "a", "half"), ("-", "and", "-", "a", "-", "half")):
        if line.starts(count.end, words):
            end = count.end + len(words)
            return Count(count.low + 0.5, count.high + 0.5, end)
    return count


def _fraction_of(line: Line, at: int, end: int, value: float) -> Count | None:
    """Return the count of "half an hour" or "a quarter of an hour"."""
    if end == at + 1 and line.norm(end) == "-":  # half-hour
        return Count(value, value, end + 1)
    end += line.norm(end) == "of"
    if line.norm(end) not in ARTICLES:
        return None
    return Count(value, value, end + 1)


def unit_at(line: Line, at: int, *, figure: bool) -> Unit | None:
    """Return the unit of time at a token, over a hyphen if need be."""
    at += line.norm(at) == "-" and line.glued(at) and line.glued(at + 1)
    norm = line.norm(at)
    if norm in WORKING and line.norm(at + 1) in ("day", "days"):
        return Unit(*WORKING_DAY, at + 2)
    if norm in UNITS and UNITS[norm][0] != "weekend":
        return Unit(*UNITS[norm], at + 1)
    if figure and norm in SHORT_UNITS:
        return Unit(*SHORT_UNITS[norm], at + 1)
    return None


def told(low: float, high: float, unit: Unit) -> str:
    """Return a length for people: "30 minutes", "5 to 7 days"."""
    name, size = unit.name, unit.size
    if name == "fortnight":
        name, size = "week", size / 2
    if high < size or (low < size < high * 1.01):
        finer, many = _FINER.get(name, (name, 1.0))
        name, size = finer, size / many
    low, high = low / size, high / size
    text = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    if high == 1:
        return f"{text} {name}"
    return f"{text} {'centuries' if name == 'century' else name + 's'}"
