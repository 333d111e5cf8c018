"""Dates, times and lengths of time that a sentence states, and whether two agree.

    "midnight on Friday"           a point: midnight Friday
    "yesterday"                    a point: 11 May, in an article of 12 May
    "at least five days"           a length: at least 5 days
    "two days before the arrest"   a length before something: 2 days earlier
    "every four years"             how often

Points are compared field by field: what one leaves open, the other may fill.  Left
alone, because nobody can say what they exclude: vague words ("recently", "several
days"), people's ages, which are numbers, and dates in names.
"""

from __future__ import annotations

from functools import cache

from srcdiff.facts.dates.compare import comparable, compare_dates
from srcdiff.facts.dates.dateline import anchor
from srcdiff.facts.dates.lengths import LENGTH_TRIGGERS, stretch_at
from srcdiff.facts.dates.part import Part, Stretch
from srcdiff.facts.dates.points import POINT_TRIGGERS, part_at
from srcdiff.facts.dates.resolve import resolved
from srcdiff.facts.dates.value import Bound, Date, Ranges, When
from srcdiff.facts.dates.words import BOUNDS, COUNTS, EARLY, LATE, MID, SHIFTS, TENS
from srcdiff.facts.line import Line
from srcdiff.model import Document
from srcdiff.text.languages import language

__all__ = ["Date", "comparable", "compare_dates", "read_dates"]

_TRIGGERS = POINT_TRIGGERS | LENGTH_TRIGGERS
"""Words one of which stands in every date but those with figures."""

MOST_ABOUT = 6
_WINDOW = 9
"""Tokens on either side of a date among which the words stand that it dates."""
_MARK = 3
"""How many words further away a word is for each mark between."""


def read_dates(doc: Document, sentence: int) -> tuple[Date, ...]:
    """Return the dates, times and lengths of time of a sentence, in text order.

    Only English is read.  The article's own dateline states no fact.
    """
    if doc.language != "english":
        return ()
    span = doc.sentences[sentence].tokens
    norms = [token.norm for token in doc.tokens[span.start : span.end]]
    if _TRIGGERS.isdisjoint(norms) and not any(map(_dated_figure, norms)):
        return ()
    line = Line(doc, sentence)
    found = _found(line)
    if not found:
        return ()
    here = anchor(doc)
    out = []
    for item in found:
        place = line.span(item.start, item.end)
        if here.span.start <= place.start < here.span.end:
            continue
        about = _about(doc, line, item.start, item.end)
        if isinstance(item, Stretch):
            date = Date(item.form, item.bound, item.length, about, sentence, place)
        else:
            when = resolved(item.when, here)
            bound = _point_bound(line, item)
            spoken = _spoken(line, item.start)
            date = Date("point", bound, when, about, sentence, place, spoken)
        out.append(date)
    return tuple(out)


@cache
def _dated_figure(norm: str) -> bool:
    """Tell whether a figure may be a year or a time of day."""
    return norm[0].isdigit() and (len(norm) == 4 or ":" in norm or norm.count(".") == 2)


def _found(line: Line) -> list[Part | Stretch]:
    """Return points and lengths of time in text order, none overlapping."""
    found: list[Part | Stretch] = []
    at = 0
    while at < len(line):
        item = part_at(line, at) or stretch_at(line, at)
        if item is None:
            at += 1
            continue
        at = item.end
        last = found[-1] if found else None
        if isinstance(item, Part) and isinstance(last, Part):
            joint = _joined(line, last, item)
            if joint is not None:
                found[-1] = joint
                continue
        found.append(item)
    return [item for item in found if isinstance(item, Stretch) or item.alone]


# -- parts to points ---------------------------------------------------------------

_GAPS = frozenset(
    {
        (),
        (",",),
        ("on",),
        ("of",),
        ("in",),
        ("at",),
        ("on", "the"),
        ("of", "the"),
        ("in", "the"),
        (",", "the"),
        ("around",),
        ("about",),
        ("at", "about"),
        ("at", "around"),
        (",", "at"),
        (",", "on"),
        ("'s",),
        ("for",),
    }
)
_LONGEST_GAP = 2


def _joined(line: Line, x: Part, y: Part) -> Part | None:
    """Return two parts as one point, None if they are two."""
    gap = tuple(line.norms[x.end : y.start])
    if len(gap) > _LONGEST_GAP or gap not in _GAPS:
        return None
    if gap[:1] == (",",) and not _comma_joins(x.when, y.when):
        return None
    if x.when.years and (y.when.months or y.when.days):  # (18 May 1909 2 May 1995)
        return None
    both = _met(x.when, y.when)
    if both is None:
        return None
    return Part(x.start, y.end, both, x.alone or y.alone or bool(_day(x) or _day(y)))


def _day(part: Part) -> bool:
    when = part.when
    return when.weekday is not None or bool(when.months or when.days or when.shift)


def _comma_joins(x: When, y: When) -> bool:
    """Tell whether a comma may stand in the middle of one date."""
    if y.years and not (y.months or y.days):
        return bool(x.months)
    clock = bool(x.clock) != bool(y.clock)
    return clock or (x.weekday is None) != (y.weekday is None)


def _met(x: When, y: When) -> When | None:
    """Return what two parts say together, None where they say the same thing."""
    if any(
        (
            x.years and y.years,
            x.months and y.months,
            x.days and y.days,
            x.weekday is not None and y.weekday is not None,
            x.shift and y.shift,
            x.years and y.shift,
            x.shift and y.years,
        )
    ):
        return None
    clock = x.clock or y.clock
    if x.clock and y.clock:
        clock = _narrowed(x.clock, y.clock)
        if not clock:
            return None
    return When(
        years=x.years or y.years,
        months=x.months or y.months,
        days=x.days or y.days,
        weekday=y.weekday if x.weekday is None else x.weekday,
        clock=clock,
        season=x.season or y.season,
        zone=x.zone or y.zone,
        shift=x.shift or y.shift,
        label=f"{x.label} {y.label}",
    )


def _narrowed(x: Ranges, y: Ranges) -> Ranges:
    """Return where two sets of minutes meet."""
    meet = {
        (max(a[0], b[0]), min(a[1], b[1]))
        for a in x
        for b in y
        if max(a[0], b[0]) <= min(a[1], b[1])
    }
    return tuple(sorted(meet))


# -- bounds and what is dated ---------------------------------------------------------

_POINT_BOUNDS: dict[tuple[str, ...], Bound] = {
    ("no", "earlier", "than"): "from",
    ("not", "before"): "from",
    ("no", "later", "than"): "most",
    ("shortly", "before"): "about",
    ("shortly", "after"): "about",
    ("just", "before"): "about",
    ("just", "after"): "about",
    ("soon", "after"): "about",
    ("little", "after"): "about",
    ("little", "before"): "about",
    ("minutes", "after"): "about",
    ("minutes", "before"): "about",
    ("at", "about"): "about",
    ("at", "around"): "about",
    ("about",): "about",
    ("around",): "about",
    ("circa",): "about",
    ("c", "."): "about",
    ("nearly",): "about",
    ("almost",): "about",
    ("before",): "before",
    ("by",): "most",
    ("after",): "least",
    ("until",): "until",
    ("till",): "until",
}
_LAST_OF_BOUNDS = frozenset(words[-1] for words in _POINT_BOUNDS)
_NEGATIONS = frozenset({"not", "nothing", "never", "nobody", "none", "neither"})
_NEGATED_WITHIN = 6


def _point_bound(line: Line, part: Part) -> Bound:
    """Return what the words before a point say of it."""
    start = part.start - (line.norm(part.start - 1) == "the")
    # "after Friday's vote", "after the 2003 election" are not after the day or year.
    epithet = line.norm(part.end) == "'s" or (
        start < part.start and line.norm(part.end)[:1].isalpha()
    )
    if epithet or line.norm(start - 1) not in _LAST_OF_BOUNDS:
        return "exact"
    for words, bound in _POINT_BOUNDS.items():
        if line.ends(start, words):
            if words == ("before",) and part.when.label.startswith("before"):
                return "exact"
            if words == ("before",) and _negated(line, start - 1):
                return "from"
            return bound
    return "exact"


_SPOKEN = frozenset({"said", "says", "told"})
"""Verbs whose date is that of the saying, and of nothing that is said."""
_SPOKEN_BETWEEN = frozenset({"on", "in", "at", "late", "early", "earlier", "later"})
_HEARERS = 2
"""Words that may say who was told: reporters, the court."""


def _spoken(line: Line, start: int) -> bool:
    """Tell whether a point in time follows a verb of saying."""
    at = start - 1
    while line.norm(at) in _SPOKEN_BETWEEN:
        at -= 1
    if line.norm(at) in _SPOKEN:
        return True
    before = range(at - 1, at - 1 - _HEARERS, -1)
    return line.lower(at) and any(line.norm(k) == "told" for k in before)


def _negated(line: Line, at: int) -> bool:
    near = line.norms[max(0, at - _NEGATED_WITHIN) : at]
    return any(norm in _NEGATIONS or norm.endswith("n't") for norm in near)


_NOT_ABOUT = (
    _TRIGGERS
    | frozenset(COUNTS)
    | frozenset(TENS)
    | frozenset(SHIFTS)
    | EARLY
    | LATE
    | MID
    | frozenset(word for words in (*BOUNDS, *_POINT_BOUNDS) for word in words)
    | frozenset({"ago", "later", "earlier", "half", "every", "once", "twice", "times"})
) - {"took", "lasted"}
"""Words that say when or how long, not what happened."""


def _about(doc: Document, line: Line, start: int, end: int) -> tuple[int, ...]:
    """Return the content words around a date, the nearest first."""
    function = language(doc.language).function
    found: list[tuple[int, int]] = []
    for side in (range(start - 1, -1, -1), range(end, len(line))):
        away = 0
        for at in side:
            norm = line.norms[at]
            away += 1 if norm[0].isalnum() else _MARK
            if away > _WINDOW:
                break
            if norm[0].isalpha() and norm not in function and norm not in _NOT_ABOUT:
                found.append((away, at))
    return tuple(line.base + at for _, at in sorted(found)[:MOST_ABOUT])
