"""Years that a sentence states, spans of years, and dates all in figures."""

from __future__ import annotations

import re

from srcdiff.facts.dates.part import Part, shaded
from srcdiff.facts.dates.value import When
from srcdiff.facts.dates.words import (
    DECADES,
    MONTH_NAMES,
    MONTHS,
    ORDINAL_ENDS,
    ORDINALS,
    SHORT_MONTHS,
)
from srcdiff.facts.line import Line

_YEAR = re.compile(r"1[0-9]\d\d|20\d\d")
_FULL = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:1[5-9]|20)\d\d)")
_BEFORE_YEARS = frozenset(
    {
        *("in", "since", "until", "till", "from", "by", "before", "after", "of", "to"),
        *("during", "around", "about", "circa", "c", "late", "early", "mid", "and"),
        *("or", "between", "through", "for", "(", ",", "-", "the", "than"),
    }
)
_SURE = 1500
"""First year that needs no word before it that says it is one."""
_NO_YEARS = frozenset("$£€#%")
_VERBS = frozenset({"was", "is", "has", "'s", "as", "his", "this", "its", "says"})


def is_year(line: Line, at: int) -> bool:
    """Tell whether a figure at a place may be a year."""
    norm = line.norm(at)
    return bool(len(norm) == 4 and norm.isascii() and _YEAR.fullmatch(norm))


def year(line: Line, at: int) -> Part | None:  # noqa: PLR0911 -- one a form
    """Return "2019", "1904-08", "the 1990s", or a date all in figures."""
    norm = line.norm(at)
    full = _FULL.fullmatch(norm)
    if full:
        return _figures(at, at + 1, int(full[3]), int(full[2]), int(full[1]))
    if not is_year(line, at):
        return _slashes(line, at)
    if line.glued(at) and line.norm(at - 1) not in ('"', "(", "'"):
        code = line.norm(at - 1) != "-" or line.norm(at - 2)[:1].isdigit()
        if code:
            return None  # 555-2019
    first, before, after = int(norm), line.norm(at - 1), line.norm(at + 1)
    if after == "s" and line.glued(at + 1) and norm.endswith("0"):
        last = first + (99 if norm.endswith("00") and first < 2000 else 9)
        when = When(years=(first, last), label=f"{norm}s")
        return shaded(line, Part(at, at + 2, when))
    if after == "-" and line.glued(at + 1) and line.glued(at + 2):
        return _year_range(line, at)
    if line.glued(at + 1) and (after[:1].isalnum() or after in "/:"):
        return None
    day = at - 2 if before == "," else at - 1  # September 11, 2001 attacks
    dated = line.norm(day) in MONTHS or (day < at - 1 and line.norm(day).isdecimal())
    noun = (
        not dated and line.lower(at + 1) and after.endswith("s") and after not in _VERBS
    )
    named = at > 0 and line.capital(at - 1) and before not in _BEFORE_YEARS
    named &= before not in MONTHS and before not in SHORT_MONTHS
    if noun or named or before in _NO_YEARS:
        return None
    if first < _SURE and before not in _BEFORE_YEARS - {",", "-", "the", "than"}:
        return None
    return shaded(line, Part(at, at + 1, When(years=(first, first), label=norm)))


def _year_range(line: Line, at: int) -> Part | None:
    """Return "1904-08" and "1904-1908"; "2024-03-05" in full."""
    first, second = line.norm(at), line.norm(at + 2)
    if not second.isdecimal() or not second.isascii():
        when = When(years=(int(first), int(first)), label=first)  # 2015-built
        return Part(at, at + 1, when)
    if line.norm(at + 3) == "-" and line.norm(at + 4).isdecimal():
        day = line.norm(at + 4)
        if len(day) > 2 or len(second) > 2:
            return None
        return _figures(at, at + 5, int(first), int(second), int(day))
    last = int(first[: 4 - len(second)] + second) if len(second) in (2, 4) else 0
    if not int(first) < last <= int(first) + 150:
        return None
    when = When(years=(int(first), last), label=f"{first} to {last}")
    return Part(at, at + 3, when)


def _figures(start: int, end: int, year: int, month: int, day: int) -> Part | None:
    if not (0 < month <= 12 and 0 < day <= 31):
        return None
    label = f"{day} {MONTH_NAMES[month]} {year}"
    when = When((year, year), frozenset({month}), (day, day), label=label)
    return Part(start, end, when)


def _slashes(line: Line, at: int) -> Part | None:
    """Return "25/3/2024"; where day and month could be either, both stay open."""
    if (
        line.norm(at + 1) != "/"
        or line.norm(at + 3) != "/"
        or not is_year(line, at + 4)
    ):
        return None
    one, two = line.norm(at), line.norm(at + 2)
    if not all(
        part.isdecimal() and part.isascii() and len(part) < 3 for part in (one, two)
    ):
        return None
    first, second, year = int(one), int(two), int(line.norm(at + 4))
    if first <= 12 and second <= 12 and first != second:
        months = frozenset({first, second})
        when = When((year, year), months, label=f"{first}/{second}/{year}")
        return Part(at, at + 5, when)
    day, month = (second, first) if second > 12 else (first, second)
    return _figures(at, at + 5, year, month, day)


def century(line: Line, at: int) -> Part | None:
    """Return "the 19th century", "the twenty-first century" and "the nineties"."""
    norm = line.norm(at)
    if norm in DECADES:
        first = DECADES[norm]
        if line.norm(at - 1) not in ("the", "late", "early", "mid"):
            return None
        if line.norm(at - 2) in ("her", "his", "into") or first < 1920:
            return None
        return shaded(
            line, Part(at, at + 1, When((first, first + 9), label=f"{first}s"))
        )
    number = ORDINALS.get(norm)
    end = at + 1
    if norm.isdecimal() and line.norm(at + 1) in ORDINAL_ENDS and len(norm) <= 2:
        number, end = int(norm), at + 2
    elif norm == "twenty" and line.starts(at + 1, ("-", "first")):
        number, end = 21, at + 3
    end += line.norm(end) == "-"
    if not number or line.norm(end) not in ("century", "centuries"):
        return None
    when = When((number * 100 - 99, number * 100), label=f"{_nth(number)} century")
    return shaded(line, Part(at, end + 1, when))


def _nth(number: int) -> str:
    """Return 21st for 21."""
    teen = 10 < number % 100 < 20
    ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
