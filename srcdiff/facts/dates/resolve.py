"""Points in time against the day of the article: "yesterday", "last year"."""

from __future__ import annotations

from srcdiff.facts.dates.dateline import Anchor, made
from srcdiff.facts.dates.value import When
from srcdiff.facts.dates.words import MONTH_NAMES, WEEKDAY_NAMES

_WEEK = 7


def resolved(when: When, here: Anchor) -> When:
    """Return a point in time with all that follows from the article's own day.

    A step that cannot be resolved stays as it is; a date gets its weekday where its
    year is known or it is close to the article.
    """
    if when.shift is not None:
        when = _shifted(when, *when.shift, here)
    return _with_ordinals(when, here)


def _shifted(when: When, unit: str, steps: int, here: Anchor) -> When:
    if unit == "day":
        return _day(when, here.moved(steps))
    if unit == "year" and here.year is not None:
        year = here.year + steps
        return _named(when, str(year), when._replace(years=(year, year), shift=None))
    if unit == "month" and here.month is not None and not when.months:
        place = here.month - 1 + steps
        month = place % 12 + 1
        years = when.years
        if here.year is not None:
            years = (here.year + place // 12,) * 2
        found = when._replace(months=frozenset({month}), years=years, shift=None)
        return _named(when, MONTH_NAMES[month], found)
    today = here.date()
    if unit in ("week", "weekend") and today is not None:
        monday = today.toordinal() - today.weekday() + steps * _WEEK
        # Weeks start on Sunday for some; a weekend may start on Friday night.
        first, last = (
            (monday - 1, monday + 6) if unit == "week" else (monday + 4, monday + 6)
        )
        return when._replace(ordinals=(first, last), shift=None)
    return when


def _named(when: When, name: str, found: When) -> When:
    """Put what a step comes to in the place of its words."""
    unit = (when.shift or ("", 0))[0]
    words = [
        word for word in ("last", "this", "next") if f"{word} {unit}" in when.label
    ]
    if not words:
        return found
    return found._replace(label=when.label.replace(f"{words[0]} {unit}", name))


def _day(when: When, day: Anchor) -> When:
    """Return a day counted from the article: yesterday, tomorrow morning."""
    if when.weekday is not None or when.months:
        return when
    if day.month is None or day.day is None:
        if day.weekday is None:
            return when
        name = WEEKDAY_NAMES[day.weekday]
        return when._replace(weekday=day.weekday, label=f"{when.label} ({name})")
    name = f"{day.day} {MONTH_NAMES[day.month]}"
    years = (day.year, day.year) if day.year else when.years
    return when._replace(
        years=years,
        months=frozenset({day.month}),
        days=(day.day, day.day),
        weekday=day.weekday,
        shift=None,
        label=f"{when.label} ({name})",
    )


def _with_ordinals(when: When, here: Anchor) -> When:
    """Add the days of the calendar that a date stands for, and its weekday."""
    if when.days is None or len(when.months) != 1:
        return when
    (month,) = when.months
    low, high = when.days
    weekday = when.weekday
    if when.years is None:
        if when.shift is not None:
            return when
        year, near = here.near(month, low)
        if low == high and weekday is None:
            weekday = near
        if year is None:
            return when._replace(weekday=weekday)
    elif when.years[0] == when.years[1]:
        year = when.years[0]
    else:
        return when
    first, last = made(year, month, low), made(year, month, high)
    if last is None and high > 28:  # late February
        last = made(year, month, 28)
    if first is None or last is None:
        return when
    if low == high and weekday is None:
        weekday = first.weekday()
    ordinals = (first.toordinal(), last.toordinal())
    return when._replace(ordinals=ordinals, weekday=weekday)
