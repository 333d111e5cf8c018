"""The signs and words that stand for the classes, the same in every report."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from srcdiff.model import ConflictKind, Verdict

SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "identical": "=",
        "edited": "~",
        "paraphrase": "≈",
        "overlap": "∩",
        "only-a": "A",
        "only-b": "B",
        "conflict": "!",
        "moved": "⇄",
        "heading": "#",
        "uncompared": "·",
    }
)

ASCII_SIGNS: Mapping[str, str] = MappingProxyType(
    {**SIGNS, "paraphrase": "p", "overlap": "o", "moved": ">", "uncompared": "-"}
)
"""For output that cannot carry the others.  Small letters: A and B are taken."""

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "identical": "identical",
        "edited": "edited",
        "paraphrase": "paraphrase",
        "overlap": "overlap",
        "only-a": "only in A",
        "only-b": "only in B",
        "conflict": "conflict",
        "moved": "moved",
        "heading": "heading",
        "uncompared": "not compared",
    }
)

KINDS: Mapping[ConflictKind, str] = MappingProxyType(
    {
        "number": "numbers",
        "date": "dates",
        "name": "names",
        "place": "places",
        "quote": "quotations",
        "negation": "negations",
        "certainty": "certainty",
        "attribution": "attribution",
    }
)
"""What articles can disagree about, in the plural."""

NO_CONFLICT: str = "No conflict found in {} or {}".format(
    ", ".join(list(KINDS.values())[:-1]), list(KINDS.values())[-1]
)
"""Said where there is none, with what was looked at."""

FACT_LANGUAGE: str = "english"
"""The language in which facts are read."""

NOT_LOOKED_FOR: str = "No conflict was looked for: facts are read in English only"
"""Said of articles in another language, where silence would mislead."""

VERDICTS: Mapping[Verdict, str] = MappingProxyType(
    {
        "agree": "agree",
        "compatible": "compatible",
        "conflict": "conflict",
        "only a": WORDS["only-a"],
        "only b": WORDS["only-b"],
    }
)
"""What the ledger says of two facts, or of one that stands alone, in words."""


def count(number: int, singular: str, plural: str | None = None) -> str:
    """Return a number with its noun.

    Example:
        >>> count(1, "sentence"), count(1200, "sentence"), count(0, "pass", "passes")
        ('1 sentence', '1,200 sentences', '0 passes')
    """
    noun = singular if number == 1 else plural or singular + "s"
    return f"{number:,} {noun}"


def percent(share: float) -> str:
    """Return a share in words that never round to all or nothing.

    Example:
        >>> percent(0.714), percent(0.9999), percent(0.001), percent(1.0)
        ('71%', '99%', 'under 1%', '100%')
    """
    share = round(share, 4)
    if 0 < share < 0.01:
        return "under 1%"
    if share < 1:
        return f"{min(round(share * 100), 99)}%"
    return "100%"
