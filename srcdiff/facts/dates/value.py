"""The values of dates, times and lengths of time.

A *when* is a part of the calendar and the clock, each field known or not: "March",
"Tuesday night", "10:40 p.m.".  A *length* is a stretch of time in seconds: "half an
hour".  A :class:`Date` is either of them where a sentence states it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from srcdiff.model import Fact, Span

Bound: TypeAlias = Literal[
    "exact", "least", "most", "about", "nearly", "before", "until", "from"
]
"""Of a length as for numbers.  Of a point in time: after it ("least"), by it ("most"),
before, until and not before it ("from"), or about then."""

Form: TypeAlias = Literal[
    "point", "length", "after", "later", "earlier", "ago", "every"
]
"""What question it answers: when, how long, after how long, how long after or before
something else, how long before the article, how often."""

Ranges: TypeAlias = tuple[tuple[int, int], ...]


class When(NamedTuple):
    """A part of the calendar and the clock; what is not said is empty."""

    years: tuple[int, int] | None = None
    months: frozenset[int] = frozenset()
    """1 to 12; several for a season or a feast that moves."""
    days: tuple[int, int] | None = None
    """Of the month."""
    weekday: int | None = None
    """Monday is 0.  Worked out from the date where that is known in full."""
    clock: Ranges = ()
    """Minutes after midnight, all ranges it may lie in, ends included."""
    ordinals: tuple[int, int] | None = None
    """First and last day, as :meth:`datetime.date.toordinal` counts, where the year
    is known or follows from the article's own date."""
    season: str = ""
    zone: str = ""
    shift: tuple[str, int] | None = None
    """Unit and number of steps from the article, whose own date is not known: last
    year is ("year", -1)."""
    label: str = ""
    """The same for people."""


class Length(NamedTuple):
    """A stretch of time."""

    low: float
    """Seconds."""
    high: float
    """Greater than *low* only for a range."""
    unit: str
    """The unit it is stated in, the finest if several."""
    size: float
    """Seconds in that unit."""
    label: str
    """The same for people, without its bound."""


@dataclass(frozen=True, slots=True)
class Date:
    """A date, a time or a length of time as a sentence states it."""

    form: Form
    bound: Bound
    value: When | Length
    """A when if the form is *point*, a length otherwise."""
    about: tuple[int, ...]
    """Indexes in ``Document.tokens`` of the words that say what happened then or
    went on so long, the nearest first."""
    sentence: int
    span: Span
    """Its own words, without its bound."""
    spoken: bool = False
    """It is when somebody said what the sentence says: "police said on Tuesday"."""

    def shown(self) -> str:
        """Return it for people: ``Tuesday night``, ``at least 5 days``."""
        if isinstance(self.value, When):
            return _POINT_BOUNDS[self.bound] + self.value.label
        before, after = _FORMS[self.form]
        return before + _LENGTH_BOUNDS[self.bound] + self.value.label + after

    def fact(self) -> Fact:
        """Return it as the ledger shows it."""
        return Fact("date", self.sentence, self.span, self.shown())


_POINT_BOUNDS: dict[Bound, str] = {
    "exact": "",
    "least": "after ",
    "most": "by ",
    "about": "about ",
    "before": "before ",
    "until": "until ",
    "from": "not before ",
}
_LENGTH_BOUNDS: dict[Bound, str] = {
    "exact": "",
    "least": "at least ",
    "most": "at most ",
    "about": "about ",
    "nearly": "nearly ",
}
_FORMS: dict[Form, tuple[str, str]] = {
    "point": ("", ""),
    "length": ("", ""),
    "after": ("after ", ""),
    "later": ("", " later"),
    "earlier": ("", " earlier"),
    "ago": ("", " ago"),
    "every": ("", ""),
}
