"""Lengths of time that a sentence states: how long, how long ago, how often.

    "within 90 days"              at most 90 days
    "a year and a half"           1.5 years
    "the better part of a minute" 30 to 60 seconds
    "two days before the vote"    2 days earlier
    "once a minute"               once a minute

Left alone: people's ages, which are numbers, rates ("$40 a day"), vague ones
("several days") and names ("the Seven Years War").
"""

from __future__ import annotations

from itertools import pairwise

from srcdiff.facts.dates.counts import ARTICLES, Count, Unit, count_at, told, unit_at
from srcdiff.facts.dates.often import often_at
from srcdiff.facts.dates.part import Stretch
from srcdiff.facts.dates.value import Bound, Form, Length
from srcdiff.facts.dates.words import (
    ADVERBS,
    BOUNDS,
    COUNTS,
    SHORT_UNITS,
    TENS,
    UNITS,
)
from srcdiff.facts.line import Line

_STARTS = (
    frozenset({"half", "most", "the", "every", "each", "once", "twice", "thrice"})
    | ARTICLES
    | frozenset(COUNTS)
    | frozenset(TENS)
    | frozenset(ADVERBS)
)
_LASTING = frozenset(
    {
        *("for", "within", "in", "after", "than", "nearly", "almost", "about"),
        *("around", "over", "under", "roughly", "least", "most", "barely", "just"),
        *("only", "last", "lasts", "lasted", "lasting", "take", "takes", "took"),
        *("taken", "taking", "spend", "spends", "spent", "wait", "waits", "waited"),
        *("waiting", "until", "every", "up", "to", "exactly", "by", "of", "needed"),
        *("inside", "survive", "survives", "survived", "almost", "whole"),
    }
)
"""Words after which "a day" is a length of time, not a rate."""
_TAKING = frozenset({"take", "takes", "took", "taken", "taking", "give", "gave"})
_FOLLOWING: dict[str, Form] = {
    "next": "later",
    "following": "later",
    "previous": "earlier",
    "preceding": "earlier",
}
_BESIDE: dict[str, Form] = {"before": "earlier", "after": "later"}
_THROUGH = frozenset({"in", "over", "during", "for", "within", "throughout"})
"""Words before "the past year" that make it a length of time."""
_INTERVAL_WITHIN = 8
"""Tokens before a length within which "interval" says that it comes again."""
_NEGATIONS = frozenset({"not", "nobody", "never", "none", "nothing", "cannot"})
_NEGATED_WITHIN = 5

LENGTH_TRIGGERS = frozenset(UNITS) | frozenset(SHORT_UNITS) | frozenset(ADVERBS)
"""Words one of which stands in every length of time."""


def stretch_at(line: Line, at: int) -> Stretch | None:
    """Return the length of time that starts at a token, if one does."""
    norm = line.norms[at]
    if norm not in _STARTS and not norm[0].isdigit():
        return None
    often = often_at(line, at)
    if often is not None:
        return often
    if norm == "the":
        return _neighbour(line, at)
    found = _length(line, at)
    if found is None:
        return None
    start, end, length, rough = found
    bound, before = _bound(line, start, end)
    if rough and bound == "exact":
        bound = "about"
    form = _form(line, before, end)
    if form == "every":
        length = length._replace(label=f"every {length.label}")
    return Stretch(start, end, form, bound, length)


# -- how long ----------------------------------------------------------------------


def _length(line: Line, at: int) -> tuple[int, int, Length, bool] | None:
    """Return start, end and value of a length, and whether it is rough."""
    count = count_at(line, at)
    if count is None:
        return None
    start, norm = at, line.norms[at]
    second = _range_end(line, at, count)
    if second is not None:
        if second.low > count.high:
            count = second._replace(low=count.low)
        elif line.norm(at - 1) == "from":  # what it was before, and is now
            start, count = count.end + 1, second
        else:
            return None
    unit = unit_at(line, count.end, figure=line.norms[count.end - 1][0].isdigit())
    if unit is None or _is_age(line, unit) or _is_name(line, start, unit):
        return None
    if unit.name == "day" and line.starts(unit.end, ("out", "of")):
        return None  # two days out of three
    bare = norm in ARTICLES and count.end == at + 1
    end, low, high = unit.end, count.low * unit.size, count.high * unit.size
    if line.starts(end, ("and", "a", "half")):
        low, high, end = low + unit.size / 2, high + unit.size / 2, end + 3
    elif bare and not (_lasts(line, at, unit) or _finer(line, end, unit.size)):
        return None
    length = Length(low, high, unit.name, unit.size, told(low, high, unit))
    while (found := _finer(line, end, length.size)) is not None:
        more, end = found
        length = more._replace(
            low=length.low + more.low,
            high=length.high + more.high,
            label=f"{length.label} {more.label}",
        )
    return start, end, length, count.rough


def _finer(line: Line, at: int, size: float) -> tuple[Length, int] | None:
    """Return the second part of "1 hr 10 min" and where it ends."""
    for mark in (",", "-", "and", "-"):
        at += line.norm(at) == mark
    count = count_at(line, at)
    if count is None or count.rough:
        return None
    unit = unit_at(line, count.end, figure=line.norms[count.end - 1][0].isdigit())
    if unit is None or unit.size >= size or line.norm(unit.end) == "-":
        return None
    low, high = count.low * unit.size, count.high * unit.size
    if high >= size:  # "three weeks and 40 days" are two
        return None
    return Length(low, high, unit.name, unit.size, told(low, high, unit)), unit.end


def _range_end(line: Line, at: int, count: Count) -> Count | None:
    """Return the second count of a range, "five to seven"."""
    joints = {"to", "or", "-"} | ({"and"} if line.norm(at - 1) == "between" else set())
    if line.norm(count.end) not in joints or line.norm(at) in ("a", "an", "half"):
        return None
    return count_at(line, count.end + 1)


def _is_age(line: Line, unit: Unit) -> bool:
    """Tell whether it is someone's age: those are numbers."""
    after = unit.end + (line.norm(unit.end) == "-")
    return unit.name == "year" and (
        line.norm(after) in ("old", "olds") or line.starts(after, ("of", "age"))
    )


def _is_name(line: Line, start: int, unit: Unit) -> bool:
    """Tell whether the words are a name: "the Seven Years War"."""
    last = unit.end - 1
    named = line.capital(last) and line.lower(start) is False
    return named and (line.capital(last + 1) or (start > 0 and line.capital(start)))


def _lasts(line: Line, at: int, unit: Unit) -> bool:
    """Tell whether "a day" is a length of time, not "$40 a day" or "one day"."""
    if unit.name == "second":  # a second goal
        return False
    if line.norm(unit.end) in ("later", "earlier", "ago", "before", "after"):
        return True
    if line.norm(unit.end) == "-":
        return line.norm(unit.end + 1) == "long"
    if line.norm(unit.end - 2) == "-":
        return line.norm(at) == "one"
    before = line.norm(at - 1)
    return before in _LASTING or line.norm(at - 2) in _TAKING


# -- its bound, and what it answers ----------------------------------------------


def _bound(line: Line, start: int, end: int) -> tuple[Bound, int]:
    """Return the bound stated around a length, and where its words start."""
    found: Bound = "exact"
    if line.norm(end) == "or" and line.norm(end + 1) in ("more", "longer"):
        found = "least"
    elif line.norm(end) == "or" and line.norm(end + 1) in ("less", "sooner"):
        found = "most"
    for size in (3, 2, 1):
        if start >= size:
            words = tuple(line.norms[start - size : start])
            if words in BOUNDS:
                bound = BOUNDS[words]
                if words[-1] == "than" and _negated(line, start - size):
                    bound = _OTHER_WAY.get(bound, bound)
                return bound, start - size
    return found, start


_OTHER_WAY: dict[Bound, Bound] = {"least": "most", "most": "least"}


def _negated(line: Line, at: int) -> bool:
    """Tell whether the words before a place deny what follows."""
    near = line.norms[max(0, at - _NEGATED_WITHIN) : at]
    return any(norm in _NEGATIONS or norm.endswith("n't") for norm in near) or (
        ("no", "one") in pairwise(near)
    )


def _form(line: Line, before: int, end: int) -> Form:
    """Return what a length answers, from the words around it."""
    after = line.norm(end)
    if after in _AFTER_LENGTHS:
        return _AFTER_LENGTHS[after]
    if after in ("before", "after") and line.norm(before - 1) != "for":
        if after == "after":
            return "later"
        waited = line.norm(end + 1).endswith("ing")  # two hours before leaving
        return "length" if waited else "earlier"
    near = line.norms[max(0, before - _INTERVAL_WITHIN) : before]
    if {after, *near} & {"interval", "intervals"}:
        return "every"
    return "after" if line.norm(before - 1) == "after" else "length"


_AFTER_LENGTHS: dict[str, Form] = {
    "ago": "ago",
    "later": "later",
    "afterwards": "later",
    "afterward": "later",
    "earlier": "earlier",
    "beforehand": "earlier",
    "previously": "earlier",
}


def _neighbour(line: Line, at: int) -> Stretch | None:
    """Return "the day before", "the past year" and "the better part of a day"."""
    if line.starts(at, ("the", "better", "part", "of")):
        return _better_part(line, at)
    word = line.norm(at + 1)
    past = word in ("past", "last") and line.norm(at - 1) in _THROUGH
    said = past or word in _FOLLOWING
    unit = unit_at(line, at + 1 + said, figure=False)
    if unit is None or line.norm(unit.end - 1).endswith("s"):
        return None
    length = Length(unit.size, unit.size, unit.name, unit.size, f"1 {unit.name}")
    if past:
        return Stretch(at + 2, unit.end, "length", "exact", length)
    form = _FOLLOWING.get(word) or _BESIDE.get(line.norm(unit.end))
    if form is None or unit.size < UNITS["day"][1]:
        return None
    return Stretch(at, unit.end, form, "exact", length)


def _better_part(line: Line, at: int) -> Stretch | None:
    unit = unit_at(line, at + 5, figure=False)
    if unit is None or line.norm(at + 4) not in ARTICLES:
        return None
    low, high = unit.size / 2, unit.size
    length = Length(low, high, unit.name, unit.size, told(low, high, unit))
    return Stretch(at, unit.end, "length", "exact", length)
