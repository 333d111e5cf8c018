"""Whether two dates that answer the same question can both be right."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from srcdiff.facts.dates.value import Bound, Date, Form, Length, Ranges, When
from srcdiff.facts.dates.words import SEASONS, UNITS, WEEKDAY_NAMES
from srcdiff.model import Verdict

APPROXIMATE = 0.1
"""How far, as a share, "about 90 days" or "three months" may lie from the exact
length: as for numbers.  Set by hand."""

_COARSE = 0.25
"""How far "about an hour" may lie from the exact length, as a share of the hour and
of the whole, whichever is less: people round to the half.  Set by hand."""

_FURTHEST = 30.0
"""How many times longer one length may be than another that answers the same
question.  Conflicts on the gold pairs go up to four.  Set by hand."""

_ROUNDED_MINUTES = 5
"""Minutes that a clock time may lie from one stated more finely: 10:40 for 10:42."""
_DAY = 24 * 60

_TOGETHER: frozenset[frozenset[Form]] = frozenset(
    {frozenset({"length", "after"}), frozenset({"after", "later"})}
)
"""Forms that answer the same question, besides each with itself."""

_How: TypeAlias = Literal["same", "inside", "apart"]


def comparable(x: Date, y: Date) -> bool:
    """Tell whether two dates are the same type of answer.

    Points must have a field in common, a year, a weekday, a time of day; lengths
    must be of the same form and not of wholly different orders.  When something was
    said and when something happened may be equal, and do not contradict each other.
    """
    a, b = x.value, y.value
    if isinstance(a, When) and isinstance(b, When):
        fields = tuple(_fields(a, b))
        clash = any(field.how == "apart" for field in fields)
        return bool(fields) and not (clash and x.spoken != y.spoken)
    if isinstance(a, When) or isinstance(b, When):
        return False
    if x.form != y.form and frozenset({x.form, y.form}) not in _TOGETHER:
        return False
    if x.form == "ago" and not math.isclose(a.low, b.low):
        # Articles of different days count days and weeks from different ends.
        return min(a.size, b.size) >= UNITS["month"][1]
    return max(a.low, b.low) <= _FURTHEST * min(a.high, b.high)


def compare_dates(x: Date, y: Date) -> tuple[Verdict, str]:
    """Return whether two dates for the same thing can both be right, and why.

    They must be :func:`comparable`.  The verdict on (y, x) is the same.
    """
    a, b = x.value, y.value
    if isinstance(a, Length) and isinstance(b, Length):
        return _compare_lengths(x, y, a, b)
    if isinstance(a, When) and isinstance(b, When):
        return _compare_points(x, y, a, b)
    raise TypeError("a point in time cannot be compared with a length of time")


def apart(x: Date, y: Date) -> float:
    """Return how far two dates are apart: 0 for equal, 1 for tenfold or for 27 years.

    Lengths of time are apart by the order of their sizes, points in time by that of
    the days between them.
    """
    a, b = x.value, y.value
    if isinstance(a, Length) and isinstance(b, Length):
        return min(1.0, math.log10(max(a.high, b.high) / min(a.high, b.high)))
    if not (isinstance(a, When) and isinstance(b, When)):
        return 1.0
    days = [
        abs(field.apart) * _DAYS_OF.get(field.name, 0.0)
        for field in _fields(a, b)
        if field.how == "apart"
    ]
    return min(1.0, math.log10(1 + max(days, default=0.0)) / 4)


_DAYS_OF = {
    **{"date": 1.0, "day": 1.0, "weekday": 1.0, "time of day": 1 / (24 * 60)},
    **{"month": 30.0, "season": 90.0, "year": 365.0},
}
"""Days in a unit of each field."""


def _both(x: Date, y: Date) -> str:
    return f"{x.shown()} in A, {y.shown()} in B"


# -- lengths -------------------------------------------------------------------------


def _compare_lengths(  # noqa: PLR0911 -- one return a verdict reads best
    x: Date, y: Date, a: Length, b: Length
) -> tuple[Verdict, str]:
    both = _both(x, y)
    one, two = "length of time", "lengths of time"
    if x.form == y.form == "every":
        one, two = "interval", "intervals"
    bounds = {x.bound, y.bound}
    if math.isclose(a.low, b.low) and math.isclose(a.high, b.high):
        if len(bounds) > 1:
            return "compatible", f"The same {one}, bounded differently: {both}."
        if x.shown() == y.shown():
            return "agree", f"The same {one}: {x.shown()}."
        return "agree", f"The same {one} in other words: {both}."
    ranged = a.low < a.high or b.low < b.high
    if ranged and not bounds & {"least", "most"} and _meet(a, b):
        return "compatible", f"One {one} lies in the other's range: {both}."
    if _nearly_equal(x, y, a, b):
        return "compatible", f"The same {one}, rounded: {both}."
    if bounds == {"least"}:
        return "conflict", f"Two different minimum {two}: {both}."
    if bounds == {"most"}:
        return "conflict", f"Two different maximum {two}: {both}."
    if bounds & {"least", "most"}:
        if _keeps(x, a, b) and _keeps(y, b, a):
            return "compatible", f"One {one} fits the other's bound: {both}."
        return "conflict", f"One {one} breaks the other's bound: {both}."
    return "conflict", f"Two different {two}: {both}."


def _meet(a: Length, b: Length) -> bool:
    return a.high >= b.low and b.high >= a.low


def _keeps(bounded: Date, own: Length, other: Length) -> bool:
    if bounded.bound == "least":
        return other.high >= own.low
    if bounded.bound == "most":
        return other.low <= own.high
    return True


def _nearly_equal(x: Date, y: Date, a: Length, b: Length) -> bool:
    """Tell whether two lengths are the same, one of them less finely stated."""
    larger = max(a.high, b.high)
    apart = max(a.low, b.low) - min(a.high, b.high)
    if a.unit != b.unit and apart <= APPROXIMATE * larger:
        return True
    for date, own in ((x, a), (y, b)):
        if date.bound in ("about", "nearly"):
            coarse = _COARSE * min(own.size, own.high)
            if apart <= max(APPROXIMATE * larger, coarse):
                return True
    return False


# -- points --------------------------------------------------------------------------


class _Field(NamedTuple):
    """How two points compare in one field."""

    name: str
    how: _How
    order: int = 0
    """-1 if the first is earlier, 1 if later, 0 if that is not known."""
    apart: int = 0
    """How far, in units of the field, where that makes sense."""


def _fields(x: When, y: When) -> Iterator[_Field]:
    """Yield how two points compare in each field that both have."""
    if x.ordinals and y.ordinals:
        yield _ranged("date", x.ordinals, y.ordinals)
    else:
        yield from _calendar(x, y)
        if x.weekday is not None and y.weekday is not None:
            later = (y.weekday - x.weekday) % 7
            apart = later if later < 4 else later - 7
            yield _Field("weekday", "apart" if apart else "same", 0, apart)
    if x.clock and y.clock and x.zone == y.zone:
        yield _clocks(x.clock, y.clock)
    if x.shift and y.shift and x.shift[0] == y.shift[0]:
        if x.shift == y.shift:
            yield _Field("day" if x.shift[0] == "day" else x.shift[0], "same")
        elif x.shift[0] == "year":
            yield _ranged("year", (x.shift[1],) * 2, (y.shift[1],) * 2)


def _calendar(x: When, y: When) -> Iterator[_Field]:
    if x.years and y.years:
        yield _ranged("year", x.years, y.years)
    if x.months and y.months:
        seasons = {x.season, y.season}
        if seasons <= set(SEASONS) and len(seasons) == 2:
            yield _Field("season", "apart", 0, 1)
        elif x.months == y.months:
            yield _Field("month", "same")
        else:
            meet = x.months & y.months
            between = min((m - n) % 12 for m in y.months for n in x.months)
            back = min((n - m) % 12 for m in y.months for n in x.months)
            yield _Field(
                "month",
                "inside" if meet else "apart",
                _month_order(x, y),
                min(between, back),
            )
    if x.days and y.days and (x.months == y.months or not (x.months and y.months)):
        yield _ranged("day", x.days, y.days)


def _month_order(x: When, y: When) -> int:
    """Return which month is earlier, if both points name the same year."""
    if x.years is None or x.years != y.years or x.months & y.months:
        return 0
    return -1 if max(x.months) < min(y.months) else 1


def _ranged(name: str, x: tuple[int, int], y: tuple[int, int]) -> _Field:
    if x == y:
        return _Field(name, "same")
    if x[1] >= y[0] and y[1] >= x[0]:
        return _Field(name, "inside")
    if x[1] < y[0]:
        return _Field(name, "apart", -1, y[0] - x[1])
    return _Field(name, "apart", 1, y[1] - x[0])


def _clocks(x: Ranges, y: Ranges) -> _Field:
    if x == y:
        return _Field("time of day", "same")
    gaps = [_ranged("time of day", a, b) for a in x for b in y]
    if any(gap.how != "apart" for gap in gaps):
        return _Field("time of day", "inside")
    nearest = min(gaps, key=lambda gap: abs(gap.apart))
    order = nearest.order if len({gap.order for gap in gaps}) == 1 else 0
    return nearest._replace(order=order)


def _compare_points(x: Date, y: Date, a: When, b: When) -> tuple[Verdict, str]:
    both = _both(x, y)
    reasons = []
    for field in _fields(a, b):
        if field.how != "apart":
            continue
        # "by noon on Friday": the bound is on the time, not on the day.
        exact = field.name != "time of day" and a.clock and b.clock
        bounds: set[Bound] = {"exact"} if exact else {x.bound, y.bound}
        reason = _reconciled(x, y, field, bounds)
        if _one_night(a, b, field):
            reason = "One night, before and after midnight"
        elif field.name == "time of day" and _rounded(a, b, field):
            reason = "One time is the other, rounded"
        if reason is None:
            if field.name == "weekday":
                both = f"{_with_weekday(x, a)} in A, {_with_weekday(y, b)} in B"
            return "conflict", f"{_difference(field, bounds)}: {both}."
        reasons.append(reason)
    if reasons:
        return "compatible", f"{reasons[0]}: {both}."
    if a._replace(label="") != b._replace(label=""):
        return "compatible", f"One date says more than the other: {both}."
    return _same_point(x, y)


def _with_weekday(x: Date, when: When) -> str:
    """Return a date for people with its weekday, which may have been worked out."""
    name = "" if when.weekday is None else WEEKDAY_NAMES[when.weekday]
    return x.shown() if name in when.label else f"{x.shown()} ({name})"


def _same_point(x: Date, y: Date) -> tuple[Verdict, str]:
    """Return the verdict on two points that differ in nothing but their bounds."""
    both = _both(x, y)
    bounds = {x.bound, y.bound}
    if bounds & _FLOORS and bounds & _CEILINGS and "from" not in bounds:
        return "conflict", f"One is before and the other after: {both}."
    if x.bound != y.bound:
        return "compatible", f"The same date, bounded differently: {both}."
    if x.shown() == y.shown():
        return "agree", f"The same date: {x.shown()}."
    return "agree", f"The same date in other words: {both}."


_DAYS = frozenset({"date", "weekday", "day"})
_ABOUT = {"time of day": 30, "year": 5, "date": 3, "day": 3}
"""How far "around noon" or "about 1900" may lie from what is exact, in minutes, years
or days.  Set by hand."""


def _difference(field: _Field, bounds: set[Bound]) -> str:
    if _two_floors(bounds):
        return "Two different earliest dates"
    if bounds <= _CEILINGS:
        return "Two different latest dates"
    return f"Two different {_PLURALS.get(field.name, f'{field.name}s')}"


_PLURALS = {"time of day": "times of day", "century": "centuries"}


def _reconciled(x: Date, y: Date, field: _Field, bounds: set[Bound]) -> str | None:
    """Return what in their bounds lets two points that differ both be right."""
    if "about" in bounds and 0 < abs(field.apart) <= _ABOUT.get(field.name, 0):
        return "One date is the other, rounded"
    if not bounds & (_FLOORS | _CEILINGS):
        return None
    if _two_floors(bounds) or bounds <= _CEILINGS:
        return None
    if _breaks(x, field.order) or _breaks(y, -field.order):
        return None
    return "One date fits the other's bound"


def _rounded(x: When, y: When, field: _Field) -> bool:
    """Tell whether one time of day is the other, less finely stated."""
    fineness = {_fineness(x.clock), _fineness(y.clock)}
    return 0 < abs(field.apart) <= _ROUNDED_MINUTES and len(fineness) > 1


def _one_night(x: When, y: When, field: _Field) -> bool:
    """Tell whether two days differ only because one night belongs to both."""
    if field.name not in _DAYS:
        return False
    return (field.apart == 1 and _over_midnight(x, y)) or (
        field.apart == -1 and _over_midnight(y, x)
    )


_FLOORS: frozenset[Bound] = frozenset({"least", "from"})
_CEILINGS: frozenset[Bound] = frozenset({"most", "before"})


def _two_floors(bounds: set[Bound]) -> bool:
    """Tell whether both dates are the earliest possible: until it, nothing changes."""
    return bounds <= {*_FLOORS, "until"} and bool(bounds & _FLOORS)


def _breaks(bounded: Date, order: int) -> bool:
    """Tell whether a bounded date excludes one that lies before (1) or after (-1)."""
    return (bounded.bound in _FLOORS and order == 1) or (
        bounded.bound in _CEILINGS and order == -1
    )


def _fineness(clock: Ranges) -> int:
    """Return how finely a time of day is stated, in minutes."""
    minute = clock[0][0] % 60
    return next(step for step in (60, 30, 15, 10, 5, 1) if minute % step == 0)


def _over_midnight(x: When, y: When) -> bool:
    """Tell whether a night goes on into the small hours of the next day.

    "Friday night" and "early on Saturday" are one night; "midnight on Friday" is
    either end of that day.
    """
    if not x.clock or not y.clock:
        return x.clock in _MIDNIGHTS or y.clock in _MIDNIGHTS
    late = any(last >= _DAY for _, last in x.clock)
    small = all(first <= 6 * 60 for first, _ in y.clock) and max(y.clock)[1] <= 8 * 60
    return (late and small) or (x.clock in _MIDNIGHTS and y.clock in _MIDNIGHTS)


_MIDNIGHTS = (((0, 0), (_DAY, _DAY)), ((0, 0),))
