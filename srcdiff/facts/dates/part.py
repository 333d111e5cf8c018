"""What is read of a date: parts of points in time, their shades, and lengths."""

from __future__ import annotations

from typing import NamedTuple

from srcdiff.facts.dates.value import Bound, Form, Length, When
from srcdiff.facts.dates.words import EARLY, LATE, MID
from srcdiff.facts.line import Line


class Part(NamedTuple):
    """A part of a point in time and the tokens it takes."""

    start: int
    end: int
    when: When
    alone: bool = True
    """It is a point in time by itself, without another part beside it."""


class Stretch(NamedTuple):
    """A length of time and the tokens it takes."""

    start: int
    end: int
    form: Form
    bound: Bound
    length: Length


_DAYS = {"early": (1, 15), "mid": (8, 23), "late": (16, 31)}
_MONTHS = {"early": range(1, 7), "mid": range(4, 10), "late": range(7, 13)}
"""What of a month or a year a shade may mean: halves, and the middle one of them."""


def shaded(line: Line, part: Part) -> Part:
    """Narrow a month, year or decade that "early", "mid" or "late" stands before."""
    shade, start = _shade(line, part.start)
    if not shade:
        return part
    label = f"{shade} {part.when.label}"
    when = part.when._replace(label=label)
    if when.months:
        when = when._replace(days=_DAYS[shade])
    elif when.years and when.years[0] == when.years[1]:
        when = when._replace(months=frozenset(_MONTHS[shade]))
    elif when.years:
        when = when._replace(years=_years(shade, *when.years))
    return Part(start, part.end, when)


def _shade(line: Line, at: int) -> tuple[str, int]:
    """Return the shade said before a place, and where its word starts.

    Of "the end of March" the span stays "March".
    """
    before = at - 1 - (line.norm(at - 1) == "-")
    word = line.norm(before)
    if word not in EARLY | MID | LATE:
        before = at
        of = at - 1 - (line.norm(at - 1) == "the")
        word = line.norm(of - 1) if line.norm(of) == "of" else ""
    for shade, words in (("early", EARLY), ("mid", MID), ("late", LATE)):
        if word in words:
            return shade, before
    return "", at


def _years(shade: str, first: int, last: int) -> tuple[int, int]:
    half, quarter = (last - first + 1) // 2, (last - first + 1) // 4
    if shade == "early":
        return first, first + half
    return (last - half, last) if shade == "late" else (first + quarter, last - quarter)
