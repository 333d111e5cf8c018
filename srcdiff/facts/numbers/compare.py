"""Can two numbers for the same thing both be right?"""

from __future__ import annotations

import math
from dataclasses import replace

from srcdiff.facts.numbers.measures import converted
from srcdiff.facts.numbers.number import Number
from srcdiff.facts.numbers.words import SCORE
from srcdiff.model import Verdict

_APPROXIMATE = 0.1
"""How far, as a share, "about 900" may lie from the exact figure.  Set by hand."""

_CONVERTED = 0.05
"""How far, as a share, a figure may lie from one in another unit: nine miles are
14.5 km, and written as 15.  Set by hand."""

_FLOORS = {"least": "minimum", "most": "maximum"}


def compare_numbers(  # noqa: PLR0911 -- one return a verdict reads best
    x: Number, y: Number
) -> tuple[Verdict, str]:
    """Return whether two numbers for the same thing can both be right, and why.

    The verdict on (y, x) is the same.
    """
    both = f"{x.shown()} in A, {y.shown()} in B"
    if x.unit != y.unit:
        return _compare_converted(x, y, both)
    if x.unit == SCORE:
        if (x.low, x.high) == (y.low, y.high):
            return "agree", f"The same score: {x.shown()}."
        return "conflict", f"Two different scores: {both}."
    bounds = {x.bound, y.bound}
    if (x.low, x.high) == (y.low, y.high):
        if len(bounds) == 1:
            return "agree", f"The same figure: {x.shown()}."
        return "compatible", f"The same figure, bounded differently: {both}."
    if x.low == y.was or y.low == x.was:
        return "compatible", f"One figure is what the other was before: {both}."
    if bounds in ({"least"}, {"most"}):
        return "conflict", f"Two different {_FLOORS[x.bound]} figures: {both}."
    if bounds & {"least", "most"}:
        if all(_within(*pair) for pair in ((x, y), (y, x))):
            return "compatible", f"One figure fits the other's bound: {both}."
        return "conflict", f"One figure breaks the other's bound: {both}."
    if x.high >= y.low and y.high >= x.low:
        return "compatible", f"One figure lies in the other's range: {both}."
    if _rounded(x, y):
        return "compatible", f"One figure is the other, rounded: {both}."
    return "conflict", f"Two different figures: {both}."


def _compare_converted(x: Number, y: Number, both: str) -> tuple[Verdict, str]:
    """Compare measures in different units: whoever converts one rounds it."""
    here, there = _in_base(x), _in_base(y)
    apart = max(here.low, there.low) - min(here.high, there.high)
    verdict, why = compare_numbers(here, there)
    if verdict != "conflict" or apart <= _CONVERTED * max(here.high, there.high):
        return "compatible", f"The same measure in another unit: {both}."
    return verdict, f"{why.partition(':')[0]}, whatever the unit: {both}."


def _in_base(x: Number) -> Number:
    """Return a measure in the unit of its dimension."""
    low, high = converted(x.low, x.unit), converted(x.high, x.unit)
    step = abs(converted(x.step, x.unit) - converted(0.0, x.unit))
    return replace(x, low=low, high=high, step=step, unit="")


def _within(bounded: Number, other: Number) -> bool:
    """Tell whether a number keeps to the bound of another, if that has one."""
    if bounded.bound == "least":
        return other.high >= bounded.low
    if bounded.bound == "most":
        return other.low <= bounded.high
    return True


def _rounded(x: Number, y: Number) -> bool:
    """Tell whether one number is the other with less precision."""
    larger = max(x.high, y.high)
    apart = max(x.low, y.low) - min(x.high, y.high)
    if {x.bound, y.bound} & {"about", "nearly"}:
        return apart <= _APPROXIMATE * larger
    coarse = max(x.step, y.step)
    return coarse > min(x.step, y.step) and apart * 2 <= coarse <= larger / 10


def apart(x: Number, y: Number) -> float:
    """Return how far two numbers are apart in size: 0 for equal, 1 for tenfold."""
    sizes = [abs(converted(n.high, n.unit)) for n in (x, y)]
    if min(sizes) == 0:
        return float(max(sizes) > 0)
    return min(1.0, abs(math.log10(sizes[0]) - math.log10(sizes[1])))
