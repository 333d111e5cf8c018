"""How often: "every four years", "once a year", "hourly"."""

from __future__ import annotations

from srcdiff.facts.dates.counts import count_at, told, unit_at
from srcdiff.facts.dates.part import Stretch
from srcdiff.facts.dates.value import Length
from srcdiff.facts.dates.words import ADVERBS, UNITS
from srcdiff.facts.line import Line


def often_at(line: Line, at: int) -> Stretch | None:
    """Return how often something happens, if that starts at a token."""
    norm = line.norms[at]
    if norm in ADVERBS and not line.capital(at):
        return _often(at, at + 1, UNITS[ADVERBS[norm]], f"every {ADVERBS[norm]}")
    if norm in ("every", "each"):
        return _every(line, at)
    return _times_a(line, at)


def _often(
    at: int, end: int, unit: tuple[str, float], label: str, many: float = 1.0
) -> Stretch:
    name, size = unit
    length = Length(size * many, size * many, name, size, label)
    return Stretch(at, end, "every", "exact", length)


def _every(line: Line, at: int) -> Stretch | None:
    """Return "every day", "every year and a half", "every four years"."""
    norm = line.norm(at + 1)
    if norm in UNITS and not norm.endswith("s"):
        name = UNITS[norm][0]
        if line.starts(at + 2, ("and", "a", "half")):
            label = f"every {name} and a half"
            return _often(at, at + 5, UNITS[norm], label, 1.5)
        return _often(at, at + 2, UNITS[norm], f"every {name}")
    if norm in ("other", "second") and line.norm(at + 2) in UNITS:
        name, _ = unit = UNITS[line.norm(at + 2)]
        return _often(at, at + 3, unit, f"every 2 {name}s", 2.0)
    count = count_at(line, at + 1) if line.norm(at) == "every" else None
    if count is None or line.norm(at + 1) in ("a", "an"):
        return None
    figure = line.norms[count.end - 1][0].isdigit()
    found = unit_at(line, count.end, figure=figure)
    if found is None:
        return None
    label = told(count.low * found.size, count.high * found.size, found)
    unit = (found.name, found.size)
    return _often(at, found.end, unit, f"every {label}", count.low)


def _times_a(line: Line, at: int) -> Stretch | None:
    """Return "once a year", "three times a week"."""
    norm = line.norms[at]
    many = {"once": 1.0, "twice": 2.0, "thrice": 3.0}.get(norm)
    end = at + 1
    if many is None and line.norm(at + 1) == "times":
        count = count_at(line, at)
        many, end = (count.low if count else None), at + 2
    per = line.norm(end) in ("a", "an", "every", "each", "per")
    if not many or not per or line.norm(end + 1) not in UNITS:
        return None
    name, _ = unit = UNITS[line.norm(end + 1)]
    times = {1: "once", 2: "twice"}.get(int(many), f"{many:g} times")
    article = "an" if name == "hour" else "a"
    return _often(at, end + 2, unit, f"{times} {article} {name}", 1 / many)
