"""What may be a contradiction of a denial or a hedge, in linked sentences.

A cue of one sentence ("not", "reportedly") is looked up in the sentences linked to it.
Where a clause there says what the cue covers and has a cue of its own, the two agree or
can both be right; where it has none, or where two words are opposites, the evidence is
gathered for the models of ``stance_model.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from srcdiff.facts.linked import Linked
from srcdiff.facts.stance.certainty import read_certainty
from srcdiff.facts.stance.counterpart import (
    Counterpart,
    View,
    counterpart,
    opening,
    said,
    view,
)
from srcdiff.facts.stance.cues import Cue
from srcdiff.facts.stance.model import (
    Way,
    certainty_features,
    negation_features,
    opposites_features,
)
from srcdiff.facts.stance.negation import UNSAID, read_negation
from srcdiff.facts.stance.opposites import opposites
from srcdiff.facts.stance.word_lists import words
from srcdiff.model import Document, Fact, LedgerEntry, Side, Span

StanceKind: TypeAlias = Literal["negation", "certainty"]

_READ: dict[StanceKind, Callable[[Document, int], tuple[Cue, ...]]] = {
    "negation": read_negation,
    "certainty": read_certainty,
}

_SAME = 0.5
"""Share of a cue's scope that a clause with a cue of its own must have for the two to
deny or hedge the same thing, 0 to 1.  Set by hand: it makes no conflict."""

_NEAR = 3
"""Words of a scope, from the nearest, that make a clause the one its cue is about."""

_SUPPOSED = frozenset({"if", "unless", "whether"})
"""First words of clauses that neither affirm nor deny."""

_CLAIMED = frozenset({"alleged", "reported"})
_SAYING = words(
    """
    say says said saying tell told insist insists insisted argue argued reply replied
    reported alleged claimed according testified stating stated
    """
)
"""Words by which a sentence names who says so.  What is somebody's word on both sides
is stated as fact on neither, whoever it is."""

STATED = "stated as fact"
"""Value of a fact that is not hedged, where its counterpart is."""

_PARTING = frozenset({",", ";", ":", "and", "but", "or", "nor"})
"""Between two cues, what makes two statements of one."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two passages that may contradict each other."""

    way: Way
    features: dict[str, float]
    a: Fact
    b: Fact
    why: str


@dataclass(frozen=True, slots=True)
class Weighed:
    """What was found about the cues of one kind."""

    settled: list[LedgerEntry] = field(default_factory=list)
    """Cues on both sides about the same thing."""
    open: list[Candidate] = field(default_factory=list)
    """A cue on one side alone, or opposites."""
    cues: dict[Side, dict[Span, Cue]] = field(
        default_factory=lambda: {"a": {}, "b": {}}
    )
    """All cues of linked sentences, by the words to show."""


def weigh(linked: Linked, kind: StanceKind) -> Weighed:
    """Return all that the cues of a kind in linked sentences may come to.

    Sentences that stand in the other article word for word are left out: there the
    articles agree, whatever else is said.
    """
    weighed = Weighed()
    read = _READ[kind]
    same_a = {pair.a for pair in linked.pairs if pair.identical}
    same_b = {pair.b for pair in linked.pairs if pair.identical}
    pairs = [p for p in linked.pairs if p.a not in same_a and p.b not in same_b]
    cues_a = {i: read(linked.a, i) for i in sorted({pair.a for pair in pairs})}
    cues_b = {j: read(linked.b, j) for j in sorted({pair.b for pair in pairs})}
    weighed.cues["a"].update((cue.span, cue) for g in cues_a.values() for cue in g)
    weighed.cues["b"].update((cue.span, cue) for g in cues_b.values() for cue in g)
    for pair in pairs:
        mine, theirs = cues_a[pair.a], cues_b[pair.b]
        contrary = (
            opposites(linked.a, pair.a, linked.b, pair.b) if kind == "negation" else ()
        )
        if mine or theirs or contrary:
            seen = view(linked, pair)
            turned = seen.mirrored()
            _weigh_cues(weighed, kind, _Look(seen, turned, mine, theirs))
            _weigh_cues(weighed, kind, _Look(turned, seen, theirs, mine))
            weighed.open.extend(_opposed(seen, turned, x, y) for x, y in contrary)
    return weighed


class _Look(NamedTuple):
    """A linked pair as seen from the sentence whose cues are looked up."""

    seen: View
    turned: View
    cues: Sequence[Cue]
    others: Sequence[Cue]
    """The cues of the other sentence."""


def _weigh_cues(weighed: Weighed, kind: StanceKind, look: _Look) -> None:
    """Add what the cues of *x* come to against *y* and its own cues."""
    seen = look.seen
    for cue in look.cues:
        found = counterpart(seen, look.turned, cue)
        if found is None or opening(seen.x, seen.i, cue.tokens.start) in _SUPPOSED:
            continue
        inside = frozenset(range(*found.clause))
        near = [
            other
            for other in look.others
            if other.tokens.start in inside or inside & set(other.scope[:_NEAR])
        ]
        if near:
            if max(found.covered, found.met) >= _SAME:
                weighed.settled.append(_settled(seen, kind, cue, near[0]))
        elif _open(seen, cue, found):
            features = _features(kind, look, cue, found)
            weighed.open.append(_affirmed(seen, kind, cue, found, features))


def _open(seen: View, cue: Cue, found: Counterpart) -> bool:
    """Tell whether *x* denies or hedges, and *y* affirms."""
    whole = {seen.y.tokens[at].norm for at in range(*seen.y.sentences[seen.j].tokens)}
    if cue.level == UNSAID or (cue.level in _CLAIMED and whole & _SAYING):
        return False
    return seen.y.tokens[found.clause.start].norm not in _SUPPOSED


def _features(
    kind: StanceKind, look: _Look, cue: Cue, found: Counterpart
) -> dict[str, float]:
    seen = look.seen
    whole = range(*seen.x.sentences[seen.i].tokens)
    theirs = max(
        (look.turned.covered(other.scope, whole) for other in look.others), default=0.0
    )
    if kind == "certainty":
        return certainty_features(seen, cue, found, theirs)
    double = any(_one_statement(seen.x, cue, other) for other in look.cues)
    return negation_features(seen, cue, found, theirs, double=double)


def _one_statement(doc: Document, one: Cue, other: Cue) -> bool:
    """Tell whether two cues stand in one statement, where one may turn the other."""
    first, second = sorted((one.tokens, other.tokens))
    between = range(first.end, second.start)
    return first != second and all(
        doc.tokens[at].norm not in _PARTING for at in between
    )


def _sides(seen: View, x: Fact, y: Fact) -> tuple[Fact, Fact]:
    return (x, y) if seen.side == "a" else (y, x)


def _settled(seen: View, kind: StanceKind, cue: Cue, other: Cue) -> LedgerEntry:
    """Return the verdict on a cue and one of the other sentence's."""
    a, b = _sides(seen, cue.fact(), other.fact())
    if kind == "negation":
        return LedgerEntry(kind, "agree", a, b, "Denied in both.")
    if a.value == b.value:
        return LedgerEntry(
            kind, "agree", a, b, f"Not stated as fact: {a.value} in both."
        )
    why = f"Stated as fact in neither: {a.value} in A, {b.value} in B."
    return LedgerEntry(kind, "compatible", a, b, why)


def _affirmed(
    seen: View,
    kind: StanceKind,
    cue: Cue,
    found: Counterpart,
    features: dict[str, float],
) -> Candidate:
    """Return a cue of *x* with the clause of *y* that has none."""
    plain, marked = "affirmed", "denied"
    if kind == "certainty":
        plain, marked = STATED, f"only {cue.level}"
    affirmed = Fact(kind, seen.j, said(seen.y, seen.j, found), plain)
    a, b = _sides(seen, cue.fact(), affirmed)
    here, there = (marked, plain) if seen.side == "a" else (plain, marked)
    why = f"{here[0].upper()}{here[1:]} in A, {there} in B."
    return Candidate(kind, features, a, b, why)


def _opposed(seen: View, turned: View, x: Span, y: Span) -> Candidate:
    """Return two opposites, *x* of A and *y* of B."""
    facts = []
    for doc, sentence, tokens in ((seen.x, seen.i, x), (seen.y, seen.j, y)):
        span = Span(doc.tokens[tokens.start].start, doc.tokens[tokens.end - 1].end)
        shown = " ".join(span.of(doc.text).split())
        facts.append(Fact("negation", sentence, span, shown))
    why = f"Opposites: “{facts[0].value}” in A, “{facts[1].value}” in B."
    return Candidate(
        "opposites", opposites_features(seen, turned, x, y), facts[0], facts[1], why
    )
