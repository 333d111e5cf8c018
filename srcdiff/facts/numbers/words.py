"""Words with which English states numbers, bounds, units and changes."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

Bound: TypeAlias = Literal["exact", "least", "most", "about", "nearly"]

AGE = "years old"
SCORE = "score"
OUTCOMES = frozenset(
    {
        *("win", "wins", "won", "beat", "beats", "beaten", "defeat", "defeated"),
        *("lose", "loses", "lost", "loss", "draw", "draws", "drew", "victory", "score"),
    }
)
"""Words beside a score that begins with the smaller figure: "lost 1-3"."""
MOST_GOALS = 3
"""Digits of a figure of a score."""

SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
}
SHORT_SCALES = {"m": 1e6, "mn": 1e6, "bn": 1e9, "k": 1e3}
DOZEN = 12.0

FRACTIONS = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}

BOUNDS: dict[tuple[str, ...], Bound] = {
    ("at", "least"): "least",
    ("no", "fewer", "than"): "least",
    ("no", "less", "than"): "least",
    ("more", "than"): "least",
    ("not", "less", "than"): "least",
    ("in", "excess", "of"): "least",
    ("minimum", "of"): "least",
    ("over",): "least",
    ("above",): "least",
    ("upwards", "of"): "least",
    ("at", "most"): "most",
    ("up", "to"): "most",
    ("as", "many", "as"): "most",
    ("no", "more", "than"): "most",
    ("not", "more", "than"): "most",
    ("maximum", "of"): "most",
    ("below",): "most",
    ("fewer", "than"): "most",
    ("less", "than"): "most",
    ("under",): "most",
    ("about",): "about",
    ("around",): "about",
    ("some",): "about",
    ("roughly",): "about",
    ("near",): "about",
    ("approximately",): "about",
    ("an", "estimated"): "about",
    ("nearly",): "nearly",
    ("almost",): "nearly",
    ("close", "to"): "nearly",
}
BOUNDS_AFTER: dict[tuple[str, ...], Bound] = {
    ("or", "more"): "least",
    ("or", "so"): "about",
    ("or", "less"): "most",
    ("or", "fewer"): "most",
}
BOUND_WORDS: dict[Bound, str] = {
    "exact": "",
    "least": "at least ",
    "most": "at most ",
    "about": "about ",
    "nearly": "nearly ",
}

SIGNS = {"$": "dollar", "£": "pound", "€": "euro", "¥": "yen", "₹": "rupee"}
DOLLARS = {
    "us": "",
    "a": "Australian ",
    "au": "Australian ",
    "c": "Canadian ",
    "ca": "Canadian ",
    "hk": "Hong Kong ",
    "nz": "New Zealand ",
    "s": "Singapore ",
}
UNITS = {
    **{name: name for name in ("dollar", "pound", "euro", "rupee", "crown", "franc")},
    **{name: name for name in ("rand", "shekel", "zloty", "yuan", "dirham", "won")},
    "rouble": "rouble",
    "ruble": "rouble",
    **dict.fromkeys(("krone", "kroner", "krona", "kronor"), "krone"),
    **{name: name for name in ("peso", "kilometre", "metre", "centimetre", "mile")},
    **{name: name for name in ("foot", "yard", "inch", "acre", "hectare", "degree")},
    **{name: name for name in ("tonne", "ton", "kilogram", "gram", "litre", "gallon")},
    **{name: name for name in ("second", "minute", "hour", "day", "week", "month")},
    **{name: name for name in ("year", "decade", "century")},
    "kilometer": "kilometre",
    "meter": "metre",
    "centimeter": "centimetre",
    "liter": "litre",
    "feet": "foot",
    "inches": "inch",
    "centuries": "century",
    "yen": "yen",
    "percent": "percent",
    "pc": "percent",
    "km": "kilometre",
    "cm": "centimetre",
    "mm": "millimetre",
    "millimetre": "millimetre",
    "millimeter": "millimetre",
    "ft": "foot",
    "lb": "pound in weight",
    "oz": "ounce",
    "ounce": "ounce",
    "kg": "kilogram",
    "kilo": "kilogram",
    "kilogramme": "kilogram",
    "gramme": "gram",
    "mph": "mile",
    "kph": "kilometre",
    "°": "degree",
    "%": "percent",
}
SPEEDS = frozenset({"mph", "kph"})
"""Units that are an hour's."""
RATES = {
    **dict.fromkeys(("head", "person", "passenger", "pupil", "child", "adult"), ""),
    **dict.fromkeys(("ticket", "seat", "share", "copy", "household", "night"), ""),
    **dict.fromkeys(("barrel", "bottle", "unit", "room", "trip", "vote", "home"), ""),
    "pound": "pound in weight",
    "h": "hour",
}
"""Nouns, besides units, that a rate can be for: "$4 a pound".  An empty value stands
for the noun itself."""
EVERY = {
    "annually": "year",
    "yearly": "year",
    "monthly": "month",
    "weekly": "week",
    "daily": "day",
    "hourly": "hour",
    "each": "each",
    "apiece": "each",
}
"""Words behind a number that say what it is for."""
TIMES = frozenset(
    {"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"}
)
DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
TENS = frozenset(
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
)
DEGREES = {"c": "celsius", "f": "fahrenheit"}
OLDEST = 120
LONGEST = 15
"""Characters of a figure beyond which it is no quantity that news report."""
VAGUE = frozenset(
    {"dozens", "hundreds", "thousands", "millions", "billions", "trillions"}
)
WHOLE = frozenset({"of", "the", "its", "their", "his", "her", "those", "these"})
CHANGES = frozenset(
    {
        "rise",
        "rises",
        "rose",
        "risen",
        "rising",
        "fall",
        "falls",
        "fell",
        "fallen",
        "falling",
        "up",
        "down",
        "increase",
        "increased",
        "increases",
        "decrease",
        "decreased",
        "drop",
        "drops",
        "dropped",
        "dropping",
        "climb",
        "climbs",
        "climbed",
        "grow",
        "grows",
        "grew",
        "grown",
        "growing",
        "jump",
        "jumped",
        "slip",
        "slipped",
        "gain",
        "gained",
        "raise",
        "raised",
        "cut",
        "lower",
        "lowered",
        "reduce",
        "reduced",
        "shrink",
        "shrank",
        "double",
        "doubled",
    }
)
VERBS = frozenset({"are", "were", "is", "was", "have", "had", "has", "will"})
PLURALS = frozenset({"people", "men", "women", "children", "police", "staff"})
