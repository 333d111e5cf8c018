"""Times of day that a sentence states: "10:40 p.m.", "half past ten", "at dawn"."""

from __future__ import annotations

import re
from typing import NamedTuple

from srcdiff.facts.dates.part import Part
from srcdiff.facts.dates.value import Ranges, When
from srcdiff.facts.dates.words import (
    COUNTS,
    HALVES_OF_DAY,
    MOMENTS,
    PARTS_OF_DAY,
    SMALL_HOURS,
    WEEKDAYS,
    ZONES,
)
from srcdiff.facts.line import Line

HALF_WORDS = {"am": "a.m.", "pm": "p.m."}

_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)")

_AT = frozenset(
    {
        *("at", "until", "till", "by", "about", "around", "before", "after", "from"),
        *("since", "to", "between", "and", "past", "nearly", "almost", "for"),
    }
)
_CLEARLY_AT = _AT - {"to", "and", "for", "nearly", "past"}
_BEFORE_CLOCKS = _AT | {"the", ",", "(", "-", "on", "or"}
_HOURS = {word: int(n) for word, n in COUNTS.items() if n <= 12}


def clock(line: Line, at: int) -> Part | None:
    """Return "10:40 p.m.", "ten o'clock", "half past ten", "four in the morning"."""
    spoken = _spoken(line, at)
    if spoken is not None:
        start, end, hour, minute = spoken
        return _timed(line, (start, end), (hour, minute), sure=True)
    norm = line.norm(at)
    match = _CLOCK.fullmatch(norm)
    if match:
        half = line.norm(at + 1) in (*HALF_WORDS, "hours") or _zone(line, at + 1)
        placed = at == 0 or line.norm(at - 1) in _BEFORE_CLOCKS
        sure = ":" in norm and placed and not _part_of_more(line, at)
        if sure or half:
            time = int(match[1]), int(match[2])
            return _timed(line, (at, at + 1), time, sure=True)
        return None
    hour = _HOURS.get(norm) or (int(norm) if norm.isdecimal() and len(norm) < 3 else 0)
    if 0 < hour <= 12:
        return _timed(line, (at, at + 1), (hour, 0), sure=False)
    military = len(norm) == 4 and norm.isdecimal() and norm < "2400" and norm[2] < "6"
    if military and (_zone(line, at + 1) or line.starts(at + 1, ("local", "time"))):
        return _timed(line, (at, at + 1), divmod(int(norm), 100), sure=True)
    return None


def _part_of_more(line: Line, at: int) -> bool:
    """Tell whether a figure like 5:42 is a running time, a score or a verse."""
    return line.glued(at) or (line.glued(at + 1) and line.norm(at + 1) in "-/:")


def _spoken(line: Line, at: int) -> tuple[int, int, int, int] | None:
    """Return start, end, hour and minute of "half past ten", "twenty to eight"."""
    start = at
    at += line.norm(at) == "a" and line.norm(at + 1) == "quarter"
    found = _minutes(line, at)
    if found is None:
        return None
    minute, at = found
    full = line.norm(at) in ("minutes", "minute")
    at += full
    word = line.norm(at)
    hour = _HOURS.get(line.norm(at + 1))
    if hour is None or word not in ("past", "to", "before", "after"):
        return None
    if word in ("before", "after"):
        closed = not line.lower(at + 2) or line.norm(at + 2) in ("on", "in", "this")
        if not (full and closed):
            return None  # five minutes after one of them
    told = line.norm(start - 1) in ("at", "until", "till")
    told |= line.ends(start, ("it", "was"))
    if word == "to" and not (full or told):
        return None  # ten to eight: votes
    late = word in ("past", "after")
    minutes = hour * 60 + (minute if late else -minute)
    return start, at + 2, minutes // 60, minutes % 60


def _minutes(line: Line, at: int) -> tuple[int, int] | None:
    """Return the minutes before or after the hour, and where their words end."""
    norm = line.norm(at)
    if norm in ("quarter", "half"):
        return {"quarter": 15, "half": 30}[norm], at + 1
    if norm.isdecimal() and len(norm) <= 2:
        return int(norm), at + 1
    value, end = int(COUNTS.get(norm, 0)), at + 1
    if norm == "twenty":
        more = int(COUNTS.get(line.norm(end + 1), 0)) if line.norm(end) == "-" else 0
        value, end = 20 + more, end + 2 * bool(more)
    return (value, end) if 0 < value < 30 else None


class _Half(NamedTuple):
    """Which half of the day a time lies in, if that is said, and where it ends."""

    name: str
    end: int
    sure: bool
    """Whether the words around leave no doubt that it is a time."""


def _half(line: Line, start: int, end: int, hour: int) -> _Half:
    after, at = line.norm(end), line.norm(start - 1) in _AT
    if after in HALF_WORDS:
        return _Half(HALF_WORDS[after], end + 1, True)
    clock = after == "o'clock"
    end += clock
    part = line.norm(end + 2) if line.starts(end, ("in", "the")) else ""
    if part in HALVES_OF_DAY - {"night"} and (at or clock):
        return _Half("a.m." if part == "morning" else "p.m.", end + 3, True)
    if line.starts(end, ("at", "night")) and (at or clock):
        return _Half("p.m." if 5 <= hour < 12 else "a.m.", end + 2, True)
    on_day = line.norm(end) == "on" and line.norm(end + 1) in WEEKDAYS
    return _Half("", end, clock or (on_day and line.norm(start - 1) in _CLEARLY_AT))


def _timed(
    line: Line, place: tuple[int, int], time: tuple[int, int], *, sure: bool
) -> Part | None:
    """Return a time of day, with the half of the day it lies in if that is said."""
    (start, end), (hour, minute) = place, time
    half, end, told = _half(line, start, end, hour)
    if not (sure or told):
        return None
    zone = _zone(line, end)
    end += bool(zone)
    if half and 0 < hour <= 12:
        label = f"{hour}:{minute:02} {half}"
        hour = hour % 12 + 12 * (half == "p.m.")
    else:
        hour, half = hour % 24, ""
        label = f"{hour}:{minute:02}"
    ranges = _either_half(hour * 60 + minute)
    if half or zone or line.norm(start).startswith("0"):
        ranges = ranges[:1]
    label += f" {zone.upper()}" if zone else ""
    return Part(start, end, When(clock=ranges, zone=zone, label=label))


def _either_half(minutes: int) -> Ranges:
    """Return the minutes after midnight that a time may mean where no half is said."""
    if not 60 <= minutes < 13 * 60:
        return ((minutes, minutes),)
    other = (minutes + 12 * 60) % (24 * 60)
    return ((minutes, minutes), (other, other))


def _zone(line: Line, at: int) -> str:
    norm = line.norm(at)
    return norm if norm in ZONES and line.tokens[at].of(line.text).isupper() else ""


def part_of_day(line: Line, at: int) -> Part | None:
    """Return "noon", "at dawn", "in the morning", and "night" beside a day."""
    norm = line.norm(at)
    if norm in ("early", "small") and line.norm(at + 1) == "hours":
        return Part(at, at + 2, When(clock=SMALL_HOURS, label="early hours"))
    if norm == "first":
        if line.norm(at + 1) != "light":
            return None
        return Part(at, at + 2, When(clock=PARTS_OF_DAY["dawn"], label="first light"))
    if norm not in PARTS_OF_DAY or (line.capital(at) and at > 0):
        return None
    when = When(clock=PARTS_OF_DAY[norm], label=norm)
    if norm in MOMENTS:
        if (
            line.norm(at - 1) == "before" or line.ends(at, ("pre", "-"))
        ) and PARTS_OF_DAY[norm] == PARTS_OF_DAY["dawn"]:
            when = When(clock=((0, 480),), label=f"before {norm}")
        return Part(at, at + 1, when)
    first = at
    while line.norm(first - 1) in _BEFORE_PARTS:
        first -= 1
    before = line.norm(first - 1)
    alone = before in ("until", "till", "by") or (norm == "night" and before == "at")
    alone |= line.norm(first) == "the" and before in ("in", "during")
    modifies = line.norm(at + 1) in ("of", "hour", "rush") and line.norm(at - 1) != "at"
    first += line.norm(first) == "the"
    label = " ".join(word for word in line.norms[first : at + 1] if word != "-")
    return Part(first, at + 1, when._replace(label=label), alone and not modifies)


_BEFORE_PARTS = frozenset({"the", "early", "late", "mid", "-"})
