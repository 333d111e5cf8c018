"""English words for dates, times and lengths of time, lower case."""

from __future__ import annotations

from srcdiff.facts.dates.value import Bound

WEEKDAYS = {
    name: number
    for number, name in enumerate(
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    )
}
PLURAL_WEEKDAYS = frozenset(f"{name}s" for name in WEEKDAYS)
WEEKDAY_NAMES = tuple(name.capitalize() for name in WEEKDAYS)
"""As reports show them; Monday is 0, as in :mod:`datetime`."""

SHORT_WEEKDAYS = {name[:3]: number for name, number in WEEKDAYS.items()} | {
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}
"""Only beside a day or a month: "sun" and "sat" are words of their own."""

MONTHS = {
    name: number
    for number, name in enumerate(
        [
            *("january", "february", "march", "april", "may", "june", "july"),
            *("august", "september", "october", "november", "december"),
        ],
        1,
    )
}
MONTH_NAMES = ("", *(name.capitalize() for name in MONTHS))
SHORT_MONTHS = {name[:3]: number for name, number in MONTHS.items()} | {"sept": 9}
"""Only beside a day or a year."""
DOUBTFUL_MONTHS = frozenset({"march", "april", "may", "june", "august"})
"""Months that are verbs or people's names as well."""

SEASONS = {
    "spring": frozenset({2, 3, 4, 5, 6}),
    "summer": frozenset({5, 6, 7, 8, 9}),
    "autumn": frozenset({8, 9, 10, 11, 12}),
    "fall": frozenset({8, 9, 10, 11, 12}),
    "winter": frozenset({11, 12, 1, 2, 3}),
}
"""Season → the months it may mean north of the equator, with one to spare."""

FEASTS: dict[tuple[str, ...], tuple[frozenset[int], int]] = {
    ("christmas", "eve"): (frozenset({12}), 24),
    ("christmas", "day"): (frozenset({12}), 25),
    ("boxing", "day"): (frozenset({12}), 26),
    ("new", "year", "'s", "eve"): (frozenset({12}), 31),
    ("new", "year", "'s", "day"): (frozenset({1}), 1),
    ("valentine", "'s", "day"): (frozenset({2}), 14),
    ("may", "day"): (frozenset({5}), 1),
    ("halloween",): (frozenset({10}), 31),
    ("christmas",): (frozenset({12}), 0),
    ("new", "year"): (frozenset({12, 1}), 0),
    ("easter",): (frozenset({3, 4, 5}), 0),
    ("thanksgiving",): (frozenset({10, 11}), 0),
    ("whitsun",): (frozenset({5, 6}), 0),
    ("pentecost",): (frozenset({5, 6}), 0),
    ("midsummer",): (frozenset({6}), 0),
}
"""Feast → the months it can fall in, and its day; 0 where that is not fixed."""

_HOUR = 60
PARTS_OF_DAY: dict[str, tuple[tuple[int, int], ...]] = {
    "morning": ((0, 12 * _HOUR),),
    "mornings": ((0, 12 * _HOUR),),
    "afternoon": ((12 * _HOUR, 19 * _HOUR),),
    "afternoons": ((12 * _HOUR, 19 * _HOUR),),
    "evening": ((16 * _HOUR, 24 * _HOUR),),
    "evenings": ((16 * _HOUR, 24 * _HOUR),),
    "night": ((18 * _HOUR, 24 * _HOUR), (0, 6 * _HOUR)),
    "nights": ((18 * _HOUR, 24 * _HOUR), (0, 6 * _HOUR)),
    "lunchtime": ((11 * _HOUR, 15 * _HOUR),),
    "noon": ((12 * _HOUR, 12 * _HOUR),),
    "midday": ((12 * _HOUR, 12 * _HOUR),),
    "midnight": ((0, 0), (24 * _HOUR, 24 * _HOUR)),
    "dawn": ((4 * _HOUR, 8 * _HOUR),),
    "daybreak": ((4 * _HOUR, 8 * _HOUR),),
    "sunrise": ((4 * _HOUR, 8 * _HOUR),),
    "dusk": ((16 * _HOUR, 22 * _HOUR),),
    "sunset": ((16 * _HOUR, 22 * _HOUR),),
    "nightfall": ((16 * _HOUR, 22 * _HOUR),),
}
"""Part of the day → minutes after midnight within which it may fall, wide enough
for any season and latitude where people write "at dawn" of a clock time."""
HALVES_OF_DAY = frozenset({"morning", "afternoon", "evening", "night"})
MOMENTS = frozenset(PARTS_OF_DAY) - {
    *("morning", "afternoon", "evening", "night", "lunchtime"),
    *("mornings", "afternoons", "evenings", "nights"),
}
"""Parts of the day that are a time by themselves, not only beside a day."""
SMALL_HOURS = ((0, 6 * _HOUR),)

_MINUTE = 60.0
_DAY = 86_400.0
UNITS: dict[str, tuple[str, float]] = {
    "second": ("second", 1.0),
    "minute": ("minute", _MINUTE),
    "hour": ("hour", 60 * _MINUTE),
    "day": ("day", _DAY),
    "week": ("week", 7 * _DAY),
    "weekend": ("weekend", 2 * _DAY),
    "fortnight": ("fortnight", 14 * _DAY),
    "month": ("month", 365.25 / 12 * _DAY),
    "year": ("year", 365.25 * _DAY),
    "decade": ("decade", 3_652.5 * _DAY),
    "century": ("century", 36_525 * _DAY),
}
"""Unit → its name and its length in seconds; of months and years the mean."""
for _name in list(UNITS):
    UNITS[f"{_name}s"] = UNITS[_name]
UNITS["centuries"] = UNITS["century"]
SHORT_UNITS = {
    short: UNITS[name]
    for name, shorts in {
        "second": ("sec", "secs"),
        "minute": ("min", "mins"),
        "hour": ("hr", "hrs"),
    }.items()
    for short in shorts
}
"""Only behind a figure."""
WORKING = frozenset({"working", "business"})
WORKING_DAY = ("working day", 1.4 * _DAY)
"""Five of them make a week."""

ADVERBS = {
    "hourly": "hour",
    "weekly": "week",
    "fortnightly": "fortnight",
    "monthly": "month",
    "yearly": "year",
    "annually": "year",
}
"""How often: every hour…  Not "daily", which is a newspaper too."""

RELATIVE_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
SHIFTS = {"last": -1, "this": 0, "next": 1}

ORDINALS = {
    word: number
    for number, word in enumerate(
        [
            *("first", "second", "third", "fourth", "fifth", "sixth", "seventh"),
            *("eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth"),
            *("fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth"),
            *("nineteenth", "twentieth"),
        ],
        1,
    )
} | {"thirtieth": 30}
ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
COUNTS = {
    word: float(number)
    for number, word in enumerate(
        [
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
            *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
            *("sixteen", "seventeen", "eighteen", "nineteen"),
        ],
        1,
    )
}
TENS = {
    word: 10.0 * number
    for number, word in enumerate(
        [
            *("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty"),
            "ninety",
        ],
        2,
    )
}
DECADES = {
    f"{word.removesuffix('y')}ies": int(1900 + number) for word, number in TENS.items()
}
"""The nineties: of the last century, as a rule."""

BOUNDS: dict[tuple[str, ...], Bound] = {
    ("at", "least"): "least",
    ("no", "fewer", "than"): "least",
    ("no", "less", "than"): "least",
    ("not", "less", "than"): "least",
    ("more", "than"): "least",
    ("longer", "than"): "least",
    ("for", "over"): "least",
    ("took", "over"): "least",
    ("lasted", "over"): "least",
    ("in", "over"): "least",
    ("well", "over"): "least",
    ("upwards", "of"): "least",
    ("a", "minimum", "of"): "least",
    ("at", "most"): "most",
    ("up", "to"): "most",
    ("as", "long", "as"): "most",
    ("no", "more", "than"): "most",
    ("no", "longer", "than"): "most",
    ("not", "more", "than"): "most",
    ("fewer", "than"): "most",
    ("less", "than"): "most",
    ("under",): "most",
    ("within",): "most",
    ("a", "maximum", "of"): "most",
    ("about",): "about",
    ("around",): "about",
    ("some",): "about",
    ("roughly",): "about",
    ("approximately",): "about",
    ("approx",): "about",
    ("an", "estimated"): "about",
    ("nearly",): "nearly",
    ("almost",): "nearly",
    ("close", "to"): "nearly",
    ("just", "under"): "nearly",
    ("just", "over"): "about",
}
"""What stands before a length of time and bounds it.  Not "over" by itself: what
is spent over six years is spent in six."""

EARLY = frozenset({"early", "beginning", "start"})
MID = frozenset({"mid", "middle"})
LATE = frozenset({"late", "end", "close"})

ZONES = frozenset(
    {
        *("gmt", "utc", "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt"),
        *("bst", "cet", "cest", "et", "pt"),
    }
)
