"""Findings from a draft and its sources: where it contradicts them, and is alone.

The draft is side a of each comparison.  It is right if one source is on its side.
That is judged by the value: the same words of the draft must agree with that source,
or be compatible with it.  Only what leaves no trace in the ledger where it agrees, to
affirm and to state as fact, is judged by the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from srcdiff.editorial.copied import copied
from srcdiff.editorial.finding import Excerpt, Finding
from srcdiff.editorial.policy import Policy
from srcdiff.editorial.support import omitted, unsupported
from srcdiff.facts.ledger import contradictions
from srcdiff.facts.stance.candidates import STATED
from srcdiff.model import Comparison, ConflictKind, Document, Fact, LedgerEntry, Passage

_RULES: dict[ConflictKind, str] = {
    "number": "number-conflict",
    "date": "date-conflict",
    "name": "name-conflict",
    "place": "place-conflict",
    "quote": "quote-altered",
    "attribution": "misattributed",
    "negation": "negation-conflict",
}
"""What a conflict comes to; of certainty, that depends on which side hedges."""

CONTRADICTIONS = frozenset({*_RULES.values(), "hedge-dropped", "certainty-conflict"})
"""The rules about what a draft and a source both say, and otherwise."""

_STANCES = frozenset({"negation", "certainty"})


def source_findings(
    path: str, comparisons: Sequence[Comparison], policy: Policy
) -> Iterator[Finding]:
    """Yield what is found, rule by rule; nothing without sources.

    Args:
        path: The draft, as the user names it.
        comparisons: Of the draft with each of its sources.
        policy: What holds for the draft.
    """
    if not comparisons:
        return
    conflicts = list(_conflicts(path, comparisons, policy))
    yield from conflicts
    if policy.on("unsupported"):
        told = [finding.here for finding in conflicts if finding.here]
        yield from _unsupported(path, comparisons, policy, told)
    if policy.on("copied"):
        yield from _copied(path, comparisons, policy)
    if policy.on("omitted"):
        level = policy.level("omitted")
        for number, passage, why in omitted(comparisons):
            there = Excerpt(comparisons[number].b, passage)
            yield Finding("omitted", level, path, None, there, why)


def excerpt(doc: Document, fact: Fact) -> Excerpt:
    """Return where a fact stands."""
    return Excerpt(doc, Passage(fact.sentence, fact.span))


def _unsupported(
    path: str,
    comparisons: Sequence[Comparison],
    policy: Policy,
    told: Sequence[Excerpt],
) -> Iterator[Finding]:
    """Yield what no source says, but for what a finding shows already."""
    why = "A says this, B does not."
    if len(comparisons) > 1:
        why = f"A says this, none of its {len(comparisons)} sources does."
    found = unsupported(comparisons, policy.phrase_words, policy.correction_note)
    for passage in found:
        if not any(passage.span.touches(one.passage.span) for one in told):
            here = Excerpt(comparisons[0].a, passage)
            level = policy.level("unsupported")
            yield Finding("unsupported", level, path, here, None, why)


def _copied(
    path: str, comparisons: Sequence[Comparison], policy: Policy
) -> Iterator[Finding]:
    draft, sources = comparisons[0].a, [found.b for found in comparisons]
    for run in copied(draft, sources, policy.copied_words):
        why = f"{run.words} words in a row are the same in A and B, outside quotations."
        here, there = Excerpt(draft, run.here), Excerpt(sources[run.source], run.there)
        yield Finding("copied", policy.level("copied"), path, here, there, why)


# -- contradictions -----------------------------------------------------------


def _conflicts(
    path: str, comparisons: Sequence[Comparison], policy: Policy
) -> Iterator[Finding]:
    """Yield the contradictions that no other source settles."""
    for comparison in comparisons:
        others = [other for other in comparisons if other is not comparison]
        for entry in contradictions(comparison.facts):
            assert entry.a and entry.b  # noqa: S101  (a contradiction has two sides)
            rule = _rule(entry, entry.a)
            if policy.on(rule) and not any(_settles(o, entry, entry.a) for o in others):
                here = excerpt(comparison.a, entry.a)
                there = excerpt(comparison.b, entry.b)
                level = policy.level(rule)
                yield Finding(rule, level, path, here, there, entry.why)


def _rule(entry: LedgerEntry, here: Fact) -> str:
    if entry.kind == "certainty":
        return "hedge-dropped" if here.value == STATED else "certainty-conflict"
    return _RULES[entry.kind]


def _settles(other: Comparison, entry: LedgerEntry, here: Fact) -> bool:
    """Tell whether another source takes the draft's side in a contradiction."""
    same = [
        found
        for found in other.facts
        if found.kind == entry.kind and found.a and found.a.span.touches(here.span)
    ]
    if any(found.verdict == "conflict" for found in same):
        return False
    if any(_backs(other, found, here) for found in same):
        return True
    return entry.kind in _STANCES and _states_the_same(other, entry.kind, here)


def _backs(other: Comparison, found: LedgerEntry, here: Fact) -> bool:
    """Tell whether a line of the ledger backs the words of the draft."""
    if found.verdict == "agree":
        return True
    if found.verdict != "compatible" or found.b is None:
        return False
    if found.kind == "attribution":
        return False  # doubt about who is meant backs nobody
    if found.kind == "quote":
        # A quotation that is only reported, or cut short, may lack the words at issue.
        return _norms(other.a, here) <= _norms(other.b, found.b)
    return True


def _norms(doc: Document, fact: Fact) -> set[str]:
    span = fact.span
    tokens = doc.tokens_of(fact.sentence)
    return {t.norm for t in tokens if span.start <= t.start < span.end}


def _states_the_same(other: Comparison, kind: ConflictKind, here: Fact) -> bool:
    """Tell whether another source affirms, or states as fact, what the draft does.

    It does if it has the sentence, the words at issue are not the draft's alone, and
    no denial or hedge stands there.
    """
    linked = {link.b for link in other.links if link.a == here.sentence}
    alone = any(
        passage.sentence == here.sentence and passage.span.touches(here.span)
        for passage in other.only_a
    )
    otherwise = any(
        found.kind == kind
        and found.verdict in ("conflict", "only b")
        and found.b is not None
        and found.b.sentence in linked
        for found in other.facts
    )
    return bool(linked) and not alone and not otherwise
