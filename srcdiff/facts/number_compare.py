"""Can two numbers for the same thing both be right?"""

from __future__ import annotations

from srcdiff.facts.number import Number
from srcdiff.model import Verdict

_APPROXIMATE = 0.1
"""How far, as a share, "about 900" may lie from the exact figure.  Set by hand."""


def compare_numbers(  # noqa: PLR0911 -- one return a verdict reads best
    x: Number, y: Number
) -> tuple[Verdict, str]:
    """Return whether two numbers for the same thing can both be right, and why.

    Both must have the same unit.  The verdict on (y, x) is the same.
    """
    both = f"{x.shown()} in A, {y.shown()} in B"
    bounds = {x.bound, y.bound}
    if (x.low, x.high) == (y.low, y.high):
        if len(bounds) == 1:
            return "agree", f"The same figure: {x.shown()}."
        return "compatible", f"The same figure, bounded differently: {both}."
    if bounds == {"least"}:
        return "conflict", f"Two different minimum figures: {both}."
    if bounds == {"most"}:
        return "conflict", f"Two different maximum figures: {both}."
    if bounds & {"least", "most"}:
        fits = all(_within(*pair) for pair in ((x, y), (y, x)))
        if fits:
            return "compatible", f"One figure fits the other's bound: {both}."
        return "conflict", f"One figure breaks the other's bound: {both}."
    if x.high >= y.low and y.high >= x.low:
        return "compatible", f"One figure lies in the other's range: {both}."
    if _rounded(x, y):
        return "compatible", f"One figure is the other, rounded: {both}."
    return "conflict", f"Two different figures: {both}."


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
