"""Days that a sentence states: weekdays, days of the month, months."""

from __future__ import annotations

from srcdiff.facts.dates.part import Part, shaded
from srcdiff.facts.dates.value import When
from srcdiff.facts.dates.words import (
    DOUBTFUL_MONTHS,
    HALVES_OF_DAY,
    MONTH_NAMES,
    MONTHS,
    ORDINAL_ENDS,
    ORDINALS,
    PARTS_OF_DAY,
    SHIFTS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    TENS,
    WEEKDAY_NAMES,
    WEEKDAYS,
)
from srcdiff.facts.dates.years import is_year
from srcdiff.facts.line import Line

_BEFORE_DAYS = frozenset(
    {
        *("on", "since", "until", "till", "by", "before", "after", "from", "to"),
        *("last", "next", "this", "that", "of", "every", "early", "late", "between"),
        *("through", "for", "a", "is", "was", "be", "it's", ",", "and", "or", "in"),
        *("said", "-", "(", "both", "not", "only", "than", "mid"),
    }
)
"""Words before which a weekday may stand: "the Sunday papers" has none of them."""
AFTER_DAYS = frozenset(
    {
        *("and", "or", "at", "in", "that", "the", "to", "for", "after", "before", "by"),
        *("when", "with", "as", "but", "where", "until", "till", "from", "while", "of"),
        *("if", "on", "against", "over", "because", "is", "was", "will", "has", "had"),
        *("between", "following", "he", "she", "it", "they", "we", "his", "her", "its"),
        *("their", "a", "an", "this", "there", "who", "which", "not", "so", "than"),
        *("last", "next", "were", "are", "would", "could", "may", "might", "during"),
        *("around", "about", "shortly", "just", "early", "late", "noon", "midnight"),
        *("'s", "through", "since", "said", "outside", "near", "under", "into"),
    }
)
"""Words that may follow a weekday, or a season, that modifies no noun."""
_BEFORE_MONTHS = frozenset(
    {
        *("in", "since", "until", "till", "last", "next", "this", "early", "late"),
        *("mid", "during", "of", "between", "through", "from", "to", "before"),
        *("after", "for", "every", "by"),
    }
)
_NAMED_DAYS = frozenset(
    {"ash", "good", "black", "palm", "super", "bloody", "cyber", "maundy"}
)
"""Words that make a weekday a name: Good Friday."""
_CODES = frozenset("/:.#$£€")
"""Marks that make the figure glued to them no day."""
_NO_DAY_AFTER = frozenset({"in", "during", "last", "this", "next", "every", "each"})
"""Words before a month that no day of it follows."""
_NO_DAYS = frozenset({"%", "per", "percent", ":", "million", "billion", "pc"})
"""Words behind a figure that make it no day: "in May 3 per cent"."""


def weekday(line: Line, at: int) -> Part | None:
    """Return a weekday that is no part of a name."""
    norm = line.norm(at)
    if norm in SHORT_WEEKDAYS:
        beside = at + 1 + (line.norm(at + 1) == ".")
        beside += line.norm(beside) == ","
        close = _day_of_month(line, beside) or month_number(line, beside)
        if not (close and line.capital(at)):
            return None
        return Part(at, at + 1, _on(SHORT_WEEKDAYS[norm]))
    name = norm.removesuffix("s")
    if name not in WEEKDAYS:
        return None
    before, after = line.norm(at - 1), line.norm(at + 1)
    free = at == 0 or before in _BEFORE_DAYS
    modifies = line.lower(at + 1) or line.capital(at + 1)
    modifies &= after not in PARTS_OF_DAY and after not in AFTER_DAYS
    modifies &= month_number(line, at + 1) == 0
    if before in _NAMED_DAYS:
        return None
    if (not free and modifies) or (
        line.capital(at + 1) and modifies and before != "on"
    ):
        return None
    return Part(at, at + 1, _on(WEEKDAYS[name]))


def _on(number: int) -> When:
    return When(weekday=number, label=WEEKDAY_NAMES[number])


def month_number(line: Line, at: int) -> int:
    """Return the number of the month named at a place; 0 if none is."""
    norm = line.norm(at)
    if line.capital(at):
        return MONTHS.get(norm) or SHORT_MONTHS.get(norm, 0)
    return 0 if norm in DOUBTFUL_MONTHS else MONTHS.get(norm, 0)


def _day_of_month(line: Line, at: int) -> tuple[int, int] | None:
    """Return the day of the month that stands at a place, and where it ends."""
    norm = line.norm(at)
    if norm.isdecimal() and norm.isascii() and len(norm) <= 2 and 0 < int(norm) <= 31:
        suffix = line.norm(at + 1) in ORDINAL_ENDS and line.glued(at + 1)
        return int(norm), at + 1 + suffix
    if norm in ORDINALS:
        return ORDINALS[norm], at + 1
    if norm in ("twenty", "thirty") and line.norm(at + 1) == "-":
        day = int(TENS[norm]) + ORDINALS.get(line.norm(at + 2), 99)
        return (day, at + 3) if day <= 31 else None
    return None


def day_first(line: Line, at: int) -> Part | None:
    """Return "3 March", "3rd of March", "3-5 March" and "the ninth of the month"."""
    start = at
    article = line.norm(at) == "the"
    found = _day_of_month(line, at + article)
    if found is None or (line.glued(at) and line.norm(at - 1) in _CODES):
        return None
    low, end = found
    high = low
    if line.norm(end) in ("-", "to", "and"):
        second = _day_of_month(line, end + 1)
        if second and second[0] > low and month_number(line, second[1]):
            high, end = second
    of = line.norm(end) == "of"
    month = month_number(line, end + of)
    if month and not (
        of and not article and line.norms[at].isdecimal() and end == at + 1
    ):
        end += of + 1
        end += _stop(line, end)
        return Part(start, end, _month_day(month, low, high))
    if not article:
        return None
    if line.starts(end, ("of", "the", "month")) or line.starts(
        end, ("of", "this", "month")
    ):
        return Part(start, end, When(days=(low, low), label=f"day {low} of the month"))
    closed = end == len(line) or not (line.lower(end) or line.capital(end) or of)
    closed &= line.norm(at - 1) in ("on", "by", "until", "from", "since")
    if closed and low > 3 and line.norm(end) != "-":
        return Part(start, end, When(days=(low, low), label=f"day {low} of the month"))
    return None


def month(line: Line, at: int) -> Part | None:
    """Return "March 3", "March 3-5", "March the 3rd" or "in March"."""
    number = month_number(line, at)
    if not number:
        return None
    short = line.norm(at) not in MONTHS
    end = at + 1
    if line.norm(at) in SHORT_MONTHS and line.norm(end) == ".":
        end += 1
    found = _day_of_month(line, end + (line.norm(end) == "the"))
    word = line.norm(found[1] - 1) if found else ""
    if word.isalpha() and word not in ORDINAL_ENDS and line.norm(end) != "the":
        found = None  # "in March third-quarter sales"
    if found and not _counted(line, at, found[1]):
        low, end = found
        high = low
        if line.norm(end) in ("-", "to"):
            second = _day_of_month(line, end + 1)
            if second and second[0] > low and not _counted(line, at, second[1]):
                high, end = second
        return Part(at, end, _month_day(number, low, high))
    year = is_year(line, end + (line.norm(end) in (",", "of")))
    doubtful = short or line.norm(at) in DOUBTFUL_MONTHS
    timed = line.norm(at + 1) in HALVES_OF_DAY
    timed |= line.norm(at + 1) in SHIFTS and line.norm(at + 2) == "year"
    if doubtful and not (year or timed or line.norm(at - 1) in _BEFORE_MONTHS):
        return None
    if (
        doubtful
        and not year
        and (line.starts(at - 1, ("by", "may")) or line.capital(at + 1))
    ):
        return None  # "criticised by May"
    when = When(months=frozenset({number}), label=MONTH_NAMES[number])
    return shaded(line, Part(at, end if short else at + 1, when))


def _counted(line: Line, at: int, end: int) -> bool:
    """Tell whether a figure behind a month counts something: "in June 17 people"."""
    if line.norm(end) in _NO_DAYS:
        return True
    noun = line.lower(end) and line.norm(end).endswith(("s", "people", "men", "women"))
    return noun and line.norm(at - 1) in _NO_DAY_AFTER


def _stop(line: Line, at: int) -> bool:
    """Tell whether the full stop of an abbreviated month stands at a place."""
    short = line.norm(at - 1) in SHORT_MONTHS and line.norm(at - 1) not in MONTHS
    return short and line.norm(at) == "." and at + 1 < len(line)


def _month_day(number: int, low: int, high: int) -> When:
    days = f"{low}" if low == high else f"{low} to {high}"
    label = f"{days} {MONTH_NAMES[number]}"
    return When(months=frozenset({number}), days=(low, high), label=label)
