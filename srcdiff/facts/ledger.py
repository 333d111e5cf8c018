"""The ledger of facts: what comparing them came to, kind after kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from srcdiff.beside import Start, when_asked
from srcdiff.facts.dates.compare import apart as dates_apart
from srcdiff.facts.dates.date import comparable, compare_dates, read_dates
from srcdiff.facts.linked import Linked
from srcdiff.facts.names import name_compare, place_compare, role_compare
from srcdiff.facts.names.cast import Cast
from srcdiff.facts.names.name import read_names
from srcdiff.facts.names.place import read_places
from srcdiff.facts.names.role import read_roles
from srcdiff.facts.numbers.compare import apart as numbers_apart
from srcdiff.facts.numbers.compare import compare_numbers
from srcdiff.facts.numbers.number import comparable_numbers, read_numbers
from srcdiff.facts.question import Correspondence, correspondences
from srcdiff.facts.speech.ledger import speech_ledger
from srcdiff.facts.stance.ledger import certainty_ledger, negation_ledger
from srcdiff.facts.values import Kind, crowded, no_distance, value_ledger, whole
from srcdiff.model import Conflict, Document, LedgerEntry, Passage
from srcdiff.ticks import Tick, unheard


def _without_cast(
    read: Callable[[Document, int], tuple[Any, ...]],
) -> Callable[[Document, int, Cast], tuple[Any, ...]]:
    return lambda doc, sentence, _: read(doc, sentence)


_COUNTED: tuple[Kind, ...] = (
    Kind(
        "number",
        "number",
        _without_cast(read_numbers),
        comparable_numbers,
        compare_numbers,
        numbers_apart,
        whole,
        "No number in the linked sentences counts the same thing.",
    ),
    Kind(
        "date",
        "date",
        _without_cast(read_dates),
        comparable,
        compare_dates,
        dates_apart,
        whole,
        "No date in the linked sentences is one of the same thing.",
    ),
)
_NAMED: tuple[Kind, ...] = (
    Kind(
        "name",
        "name",
        read_names,
        name_compare.comparable,
        name_compare.compare_names,
        no_distance,
        name_compare.differing,
        "The linked sentences do not use this name.",
    ),
    Kind(
        "role",
        "name",
        read_roles,
        role_compare.comparable,
        role_compare.compare_roles,
        no_distance,
        role_compare.differing,
        "The linked sentences do not give this role.",
    ),
    Kind(
        "place",
        "place",
        read_places,
        place_compare.comparable,
        place_compare.compare_places,
        no_distance,
        place_compare.differing,
        "The linked sentences do not name a place for this.",
    ),
)
KINDS = _COUNTED + _NAMED
"""The kinds of facts that have a value."""


def ledger(linked: Linked) -> tuple[LedgerEntry, ...]:
    """Return the verdicts on the facts of linked sentences, by place in A, then B."""
    return facts_of(linked)()[0]


def facts_of(
    linked: Linked, start: Start = when_asked, tick: Tick = unheard
) -> Callable[[], tuple[tuple[LedgerEntry, ...], tuple[str, ...]]]:
    """Return what waits for the results of :func:`ledger` and :func:`too_crowded`.

    Args:
        linked: The articles.
        start: Starts half of the work: names, roles and places take longer than all
            other kinds.  These are compared before it is waited for.
        tick: Told how far it is.
    """
    between = correspondences(linked)
    named = start(lambda: (_values(linked, _NAMED, between), too_crowded(linked)))
    tick(0.1)
    counts = _values(linked, _COUNTED, between)
    tick(0.4)
    speech = speech_ledger(linked)
    tick(0.6)
    stance = (*negation_ledger(linked), *certainty_ledger(linked))
    tick(0.7)

    def facts() -> tuple[tuple[LedgerEntry, ...], tuple[str, ...]]:
        names, limits = named()
        entries = (*counts, *names, *speech, *stance)
        return tuple(sorted(entries, key=_place)), limits

    return facts


def _values(
    linked: Linked,
    kinds: Iterable[Kind],
    between: Mapping[tuple[int, int], Correspondence],
) -> tuple[LedgerEntry, ...]:
    return tuple(
        entry for kind in kinds for entry in value_ledger(linked, kind, between)
    )


def _place(entry: LedgerEntry) -> tuple[int, int, int]:
    """Sort by place in A; what only B states comes after, by place in B."""
    in_b = entry.b.span.start if entry.b else 0
    return (0, entry.a.span.start, in_b) if entry.a else (1, in_b, 0)


def too_crowded(linked: Linked) -> tuple[str, ...]:
    """Return a sentence for each linked one with too many facts to compare."""
    return crowded(linked, KINDS)


def conflicts(entries: Sequence[LedgerEntry]) -> tuple[Conflict, ...]:
    """Return the conflicts among the verdicts of a ledger, in the same order."""
    out = []
    for entry in contradictions(entries):
        a, b = (Passage(f.sentence, f.span) for f in (entry.a, entry.b) if f)
        out.append(Conflict(entry.kind, a, b, entry.why))
    return tuple(out)


def contradictions(entries: Sequence[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """Return the verdicts that are conflicts: both sides are there.

    A name that each article spells in its own way throughout is one conflict.
    """
    out = []
    seen = set()
    for entry in entries:
        if entry.verdict != "conflict" or not (entry.a and entry.b):
            continue
        values = entry.kind, entry.a.value, entry.b.value
        if entry.kind == "name" and values in seen:
            continue
        seen.add(values)
        out.append(entry)
    return tuple(out)


@cache
def weights_digest() -> str:
    """Return what the signature says of the weights behind the facts."""
    from hashlib import sha256
    from importlib.resources import files

    here = files("srcdiff.facts")
    weights = [here / "question.json", here / "stance" / "stance.json"]
    return sha256(b"".join(path.read_bytes() for path in weights)).hexdigest()[:12]
