"""Points in time that a sentence states: dates, weekdays, times of day.

    "on the night of March 3 last year"    night 3 March last year
    "10:40 p.m. on Tuesday"                10:40 p.m. Tuesday
    "the late 1990s"                       late 1990s
    "before dawn on Monday"                before dawn Monday

A sentence states them in parts, "10:40 p.m.", "Tuesday"; parts that stand side by
side, or with "on", "of" or a comma between, are one point if they say nothing twice.

Left alone: "May" the verb and "march", weekdays and years in names (the Sunday
papers, Expo 2015), and parts of the day without a day ("one night").
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from srcdiff.facts.dates.clock import HALF_WORDS, clock, part_of_day
from srcdiff.facts.dates.days import AFTER_DAYS, day_first, month, weekday
from srcdiff.facts.dates.part import Part
from srcdiff.facts.dates.value import When
from srcdiff.facts.dates.words import (
    COUNTS,
    DECADES,
    EARLY,
    FEASTS,
    HALVES_OF_DAY,
    LATE,
    MID,
    MONTHS,
    ORDINAL_ENDS,
    ORDINALS,
    PARTS_OF_DAY,
    PLURAL_WEEKDAYS,
    RELATIVE_DAYS,
    SEASONS,
    SHIFTS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    WEEKDAYS,
)
from srcdiff.facts.dates.years import century, is_year, year
from srcdiff.facts.line import Line

Reader: TypeAlias = Callable[[Line, int], Part | None]

_BEFORE_SEASONS = frozenset({"in", "by", "until", "till", "since", "during", "through"})
_SHADES = EARLY | MID | LATE
_STEPS = frozenset({"week", "weekend", "month", "year", "decade", "century"})
_THROUGH = frozenset({"the", "in", "over", "for", "within", "at"})
"""Words before "last year" that make it a length of time, or part of another noun."""


def season(line: Line, at: int) -> Part | None:
    """Return a season or a feast: "in the autumn", "at Easter", "last spring"."""
    norm = line.norm(at)
    for words in FEASTS:
        if norm == words[0] and line.starts(at, words):
            return _feast(line, at, words)
    named = line.capital(at) and line.capital(at + 1)
    if norm not in SEASONS or named or not _is_season(line, at):
        return None
    name = "autumn" if norm == "fall" else norm
    shade = {line.norm(at - 1), line.norm(at - 2)} & _SHADES
    when = When(months=SEASONS[norm], season="" if shade else name, label=name)
    return Part(at, at + 1, when)


def _feast(line: Line, at: int, words: tuple[str, ...]) -> Part | None:
    new_year = words == ("new", "year")
    if new_year:
        # "the first weeks of the new year": a firm's may begin in April
        if line.norm(at - 1) not in ("the", "at") or line.norm(at - 2) == "of":
            return None
    elif not line.capital(at):
        return None
    months, day = FEASTS[words]
    label = " ".join(word.capitalize() for word in words).replace(" 's", "'s")
    when = When(
        months=months,
        days=(day, day) if day else None,
        season="" if day else label,
        label=label,
    )
    return Part(at, at + len(words), when)


def _is_season(line: Line, at: int) -> bool:
    """Tell whether a season's name is no spring of water and no fall."""
    norm, before, end = line.norm(at), line.norm(at - 1), at + 1
    of = line.norm(end) == "of"
    shifted = before in SHIFTS or before == "that" or before in _SHADES
    if is_year(line, end + of) or shifted:
        return True
    inside = before in _BEFORE_SEASONS or (
        before == "the" and line.norm(at - 2) in _BEFORE_SEASONS
    )
    water = norm == "spring" and line.lower(end) and line.norm(end) not in AFTER_DAYS
    return inside and norm != "fall" and not water


def relative(line: Line, at: int) -> Part | None:
    """Return "yesterday", "last year", "next month": steps from the article."""
    norm, unit = line.norm(at), line.norm(at + 1)
    if norm in RELATIVE_DAYS:
        if unit == "'s" and norm == "today":
            return None  # today's youth
        night = PARTS_OF_DAY["night"] if norm == "tonight" else ()
        shift = ("day", RELATIVE_DAYS[norm])
        return Part(at, at + 1, When(clock=night, shift=shift, label=norm))
    if unit in HALVES_OF_DAY and (norm == "this" or (norm, unit) == ("last", "night")):
        shifts = ("day", 0) if norm == "this" else None
        when = When(clock=PARTS_OF_DAY[unit], shift=shifts, label=f"{norm} {unit}")
        return Part(at, at + 2, when)
    if norm not in SHIFTS or unit not in _STEPS or line.norm(at - 1) in _THROUGH:
        return None
    when = When(shift=(unit, SHIFTS[norm]), label=f"{norm} {unit}")
    return Part(at, at + 2, when)


class _Form(NamedTuple):
    """A form of a part, and the tokens it can start with."""

    read: Reader
    starts: frozenset[str]
    figures: bool = False
    """Whether it can start with a figure, too."""


_FORMS = (
    _Form(day_first, frozenset({*ORDINALS, "the", "twenty", "thirty"}), True),
    _Form(month, frozenset({*MONTHS, *SHORT_MONTHS})),
    _Form(century, frozenset({*ORDINALS, *DECADES, "twenty"}), True),
    _Form(clock, frozenset({*COUNTS, "a", "quarter", "half", "twenty"}), True),
    _Form(year, frozenset(), True),
    _Form(part_of_day, frozenset({*PARTS_OF_DAY, "early", "small", "first"})),
    _Form(weekday, frozenset({*WEEKDAYS, *PLURAL_WEEKDAYS, *SHORT_WEEKDAYS})),
    _Form(season, frozenset({*SEASONS, *(words[0] for words in FEASTS)})),
    _Form(relative, frozenset({*RELATIVE_DAYS, *SHIFTS})),
)
"""In the order in which they are tried: what takes more words before what less."""

_STARTS = frozenset().union(*(form.starts for form in _FORMS))
_READERS = {
    norm: tuple(form.read for form in _FORMS if norm in form.starts) for norm in _STARTS
}
_FIGURE_READERS = tuple(form.read for form in _FORMS if form.figures)

_COMMON = frozenset(
    {
        *(*COUNTS, *SHIFTS, "the", "a", "first", "second", "third", "new", "early"),
        *("small", "quarter", "half", "twenty", "thirty"),
    }
)
"""Words so common that their presence says nothing: others stand beside them."""

POINT_TRIGGERS = (_STARTS - _COMMON).union(
    *(HALF_WORDS, ORDINAL_ENDS, {"o'clock", "past", "light"})
)
"""Words one of which stands in every point in time but years and times in figures."""


def part_at(line: Line, at: int) -> Part | None:
    """Return the part of a point in time that starts at a token, if one does."""
    norm = line.norms[at]
    readers = _READERS.get(norm, ())
    if norm[0].isdigit():
        readers = _FIGURE_READERS
    for read in readers:
        found = read(line, at)
        if found is not None:
            return found
    return None
