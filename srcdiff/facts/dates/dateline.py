"""When an article was written: its front matter or its dateline.

    date: 2024-03-05
    KABUL, Oct. 12 (Agency) —
    KELMOUTH, Saturday, 21 June -
    From our correspondent, Wessenau, 19 May

Relative days ("yesterday") are resolved against it, and a date near it is given its
weekday.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from srcdiff.facts.dates.words import MONTHS, SHORT_MONTHS, WEEKDAYS
from srcdiff.model import Document, Span

_HEAD = 1_500
"""Characters at the start of an article among which its dateline stands."""
_LINES = 6
_WIDTH = 110
"""Characters of a line within which the dateline ends."""
NEAR = 10
"""Days from the article within which a date without year is taken to be of the same
year: news names a date so near only where it means this one."""


def _written(names: Iterable[str]) -> str:
    """Return an expression for names as datelines write them: June and JUNE."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(f"{name.capitalize()}|{name.upper()}" for name in longest_first)


_MONTH = _written([*MONTHS, *SHORT_MONTHS])
_WEEKDAY = _written(WEEKDAYS)
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?:\b({_WEEKDAY}),?\s)?"
    rf"\b(?:{_DAY}\s(?:of\s)?({_MONTH})\b\.?|({_MONTH})\b\.?\s{_DAY}\b)"
    r"(?:,?\s(\d{4})\b)?"
)
_DASH = re.compile(r"\s?(?:\([^()]{1,40}\)\s?)?[-–—]\s")
_BYLINE = re.compile(
    r"(?:(?i:by|from)\s(?:(?i:our)\b|[^\W\d_a-z])|(?:.*\s[-–—|]\s)?"
    r"(?i:published|updated|posted|filed)\b)"
)
_DAY_ONLY = re.compile(rf"[^\W\d_][^\n,.]{{0,40}},\s({_WEEKDAY})\s?[-–—]\s")
_YEARS = range(1500, 3000)
"""Years that the day of an article is believed in."""
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


class Anchor(NamedTuple):
    """The day an article was written, as far as it is known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    span: Span = Span(0, 0)
    """The dateline in the text: it states no fact of the story."""

    def date(self) -> date | None:
        """Return the full date; None if its year is not known."""
        if self.year and self.month and self.day:
            return date(self.year, self.month, self.day)
        return None

    def near(self, month: int, day: int) -> tuple[int | None, int | None]:
        """Return year and weekday of a date close to the article.

        Either is None if it is not known, both if the date is further away than
        :data:`NEAR` days.
        """
        if self.month is None or self.day is None:
            return None, None
        today = self.date()
        if today is not None:
            for year in (today.year, today.year - 1, today.year + 1):
                other = made(year, month, day)
                if other and abs((other - today).days) <= NEAR:
                    return year, other.weekday()
            return None, None
        if self.weekday is None:
            return None, None
        found = set()
        for year in (2003, 2004):  # a common year before a leap year, and that
            here, other = (made(year, self.month, self.day), made(year, month, day))
            if here is None or other is None or abs((other - here).days) > NEAR:
                return None, None
            found.add((self.weekday + (other - here).days) % 7)
        return None, found.pop() if len(found) == 1 else None

    def moved(self, days: int) -> Anchor:
        """Return the day that many days later, without a span."""
        here = self.date()
        weekday = None if self.weekday is None else (self.weekday + days) % 7
        if here is not None:
            there = here + timedelta(days)
            return Anchor(there.year, there.month, there.day, there.weekday())
        if self.month is not None and self.day is not None:
            common, leap = (
                date(year, self.month, self.day) + timedelta(days)
                if made(year, self.month, self.day)
                else None
                for year in (2003, 2004)
            )
            if common and leap and (common.month, common.day) == (leap.month, leap.day):
                return Anchor(None, common.month, common.day, weekday)
        return Anchor(weekday=weekday)


def made(year: int, month: int, day: int) -> date | None:
    """Return a date, None if the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def anchor(doc: Document) -> Anchor:
    """Return the day an article was written, as far as it says so."""
    stated = doc.metadata.get("date")
    return _anchor(doc.text[:_HEAD], "" if stated is None else str(stated)[:10])


@lru_cache(maxsize=16)
def _anchor(head: str, stated: str) -> Anchor:
    line_of = _dateline(head)
    iso = _ISO.match(stated)
    day = made(*map(int, iso.groups())) if iso else None
    if day is not None and day.year in _YEARS:
        return Anchor(day.year, day.month, day.day, day.weekday(), line_of.span)
    return line_of


def _dateline(head: str) -> Anchor:
    at, seen = 0, 0
    for line in head.splitlines(keepends=True):
        start, at = at, at + len(line)
        if not line.strip():
            continue
        seen += 1
        if seen > _LINES:
            break
        found = _of_line(line[:_WIDTH], whole=len(line) <= _WIDTH)
        if found is not None:
            span = Span(start + found.span.start, start + found.span.end)
            return found._replace(span=span)
    return Anchor()


def _of_line(line: str, *, whole: bool) -> Anchor | None:
    """Return the day that a line names as the article's own."""
    match = _DATE.search(line)
    if match is None:
        day_only = _DAY_ONLY.match(line)
        if day_only is None:
            return None
        number = WEEKDAYS[day_only[1].lower()]
        return Anchor(weekday=number, span=Span(0, day_only.end()))
    dash = _DASH.match(line, match.end())
    if "(" in line[: match.start()]:  # a life: (3 March 1868 – 11 October 1941)
        return None
    if dash is None and not (whole and _is_byline(line, match)):
        return None
    weekday_name, day_before, month_after, month_before, day_after, year = (
        match.groups()
    )
    name = (month_after or month_before).lower()
    month = MONTHS.get(name) or SHORT_MONTHS[name]
    day = int(day_before or day_after)
    full = made(int(year) if year else 2004, month, day)
    if full is None or full.year not in _YEARS:
        return None
    weekday = WEEKDAYS.get(weekday_name.lower()) if weekday_name else None
    if year is not None:
        weekday = full.weekday()
    end = dash.end() if dash else len(line)
    return Anchor(int(year) if year else None, month, day, weekday, Span(0, end))


def _is_byline(line: str, match: re.Match[str]) -> bool:
    """Tell whether a line says who wrote the article, where and when, and no more."""
    before, rest = line[: match.start()].strip(), line[match.end() :].strip(" .,\r\n")
    ends = line.rstrip()
    closed = ends[-1] in '.?!”"' and not ends.endswith((" a.m.", " p.m."))
    if closed or len(rest) > len("at 10.40 p.m. GMT"):
        return False
    if not before or _BYLINE.match(before):
        return True
    words = before.split()
    named = all(word[0].isupper() or word in ("of", "the", "and") for word in words)
    return named and before.endswith(",")  # Institute of Health, 9 December
