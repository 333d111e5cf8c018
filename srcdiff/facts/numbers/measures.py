"""Units of one dimension: "15 km" and "nine miles" are one distance.

The factors are those that define the units; a dozen of them do not make up for a
library that takes longer to load than a comparison takes.
"""

from __future__ import annotations

_KINDS: dict[str, dict[str, float]] = {
    "length": {  # in metres
        "kilometre": 1000.0,
        "metre": 1.0,
        "centimetre": 0.01,
        "millimetre": 0.001,
        "mile": 1609.344,
        "yard": 0.9144,
        "foot": 0.3048,
        "inch": 0.0254,
    },
    "mass": {  # in kilograms
        "tonne": 1000.0,
        "kilogram": 1.0,
        "gram": 0.001,
        "pound in weight": 0.45359237,
        "ounce": 0.028349523125,
    },
    "area": {"hectare": 1.0, "acre": 0.40468564224},  # in hectares
    "volume": {"litre": 1.0},
}
"""Not here: tons and gallons, which are not the same everywhere."""

_SIZE = {
    unit: (kind, factor)
    for kind, units in _KINDS.items()
    for unit, factor in units.items()
}

_TEMPERATURE = {"degree celsius": (1.0, 0.0), "degree fahrenheit": (5 / 9, -160 / 9)}


def in_common(x: str, y: str) -> str:
    """Return the dimension that two units measure; empty if they measure none."""
    if x in _TEMPERATURE and y in _TEMPERATURE:
        return "temperature"
    kind = _SIZE.get(x, ("", 0.0))[0]
    return kind if _SIZE.get(y, (None, 0.0))[0] == kind else ""


def converted(value: float, unit: str) -> float:
    """Return a value in the unit that its dimension is counted in here.

    A value with a unit that belongs to no dimension stays as it is.
    """
    factor, zero = _TEMPERATURE.get(unit) or (_SIZE.get(unit, ("", 1.0))[1], 0.0)
    return value * factor + zero
