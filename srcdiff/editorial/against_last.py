"""Findings from a draft and its last version: what an edit changes in fact.

The draft is side a.  Wording is the editor's business: what says the same in other
words, in another order or spelling comes to nothing.  A change is told once.  One that
a source bears out, or that is told as a contradiction of a source, is not told again,
unless a correction note was due.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from srcdiff.editorial.against_sources import CONTRADICTIONS, excerpt
from srcdiff.editorial.finding import Excerpt, Finding, Level
from srcdiff.editorial.policy import Policy
from srcdiff.editorial.support import alone
from srcdiff.facts.ledger import contradictions
from srcdiff.model import Comparison, ConflictKind, Document, Fact, Passage, Side, Span

_RULES: dict[ConflictKind, str] = {
    "number": "number-changed",
    "date": "date-changed",
    "name": "name-changed",
    "place": "place-changed",
    "quote": "quote-changed",
    "attribution": "speaker-changed",
    "certainty": "certainty-changed",
    "negation": "negation-changed",
}

_CONTENT: tuple[tuple[str, Side, str], ...] = (
    ("content-added", "a", "A says this, B, its last version, did not."),
    ("content-removed", "b", "B, the last version, said this, A does not."),
)

_SILENT = "silent-edit"


def change_findings(
    path: str,
    edit: Comparison,
    sources: Sequence[Comparison],
    told: Sequence[Finding],
    policy: Policy,
) -> Iterator[Finding]:
    """Yield what the draft states otherwise than its last version did.

    Args:
        path: The draft, as the user names it.
        edit: The draft and its last version.
        sources: The draft and each of its sources.
        told: What was found against the sources.
        policy: What holds for the draft.
    """
    silent = policy.on(_SILENT) and not _corrected(edit, policy.correction_note)
    changed: tuple[list[Span], list[Span]] = ([], [])
    for entry in contradictions(edit.facts):
        assert entry.a and entry.b  # noqa: S101  (a contradiction has two sides)
        changed[0].append(entry.a.span)
        changed[1].append(entry.b.span)
        rule = _RULES[entry.kind]
        settled = _borne_out(entry.a, sources) or _told(
            entry.a, told, policy.level(rule)
        )
        rule, why = _rule(rule, policy, silent=silent, settled=settled)
        if rule:
            here, there = excerpt(edit.a, entry.a), excerpt(edit.b, entry.b)
            why = f"{entry.why}{why}"
            yield Finding(rule, policy.level(rule), path, here, there, why)
    yield from _content(path, edit, policy, changed)


def _rule(rule: str, policy: Policy, *, silent: bool, settled: bool) -> tuple[str, str]:
    """Return the rule that tells of a change, the graver of two; and what to add."""
    plain = policy.on(rule) and not settled
    graver = plain and policy.level(rule) == "fail" and policy.level(_SILENT) == "warn"
    if silent and not graver:
        return _SILENT, " No correction note came with the change."
    return (rule, "") if plain else ("", "")


def _borne_out(fact: Fact, sources: Sequence[Comparison]) -> bool:
    """Tell whether a source agrees with what the draft states now."""
    return any(
        entry.kind == fact.kind
        and entry.verdict == "agree"
        and entry.a is not None
        and entry.a.span.touches(fact.span)
        for found in sources
        for entry in found.facts
    )


def _told(fact: Fact, told: Sequence[Finding], level: Level) -> bool:
    """Tell whether a finding at the same words, no less grave, contradicts a source."""
    return any(
        one.rule in CONTRADICTIONS
        and one.here is not None
        and one.here.passage.span.touches(fact.span)
        and (one.level == "fail" or level == "warn")
        for one in told
    )


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span.touches(other) for other in others)


# -- correction notes ---------------------------------------------------------


def _corrected(edit: Comparison, note: re.Pattern[str]) -> bool:
    """Tell whether the draft has a correction note that its last version had not."""
    return bool(_notes(edit.a, note) - _notes(edit.b, note))


def _notes(doc: Document, note: re.Pattern[str]) -> set[str]:
    """Return the paragraphs with a correction note, white space aside."""
    paragraphs = (paragraph.span.of(doc.text) for paragraph in doc.paragraphs)
    return {" ".join(text.split()) for text in paragraphs if note.search(text)}


# -- content ------------------------------------------------------------------


def _content(
    path: str,
    edit: Comparison,
    policy: Policy,
    changed: tuple[Sequence[Span], Sequence[Span]],
) -> Iterator[Finding]:
    """Yield what is new in the draft, and what is gone, but for changed facts."""
    for (rule, side, why), facts in zip(_CONTENT, changed, strict=True):
        if policy.on(rule):
            for passage in _alone(edit, side, policy, facts):
                where = Excerpt(edit.document(side), passage)
                here, there = (where, None) if side == "a" else (None, where)
                yield Finding(rule, policy.level(rule), path, here, there, why)


def _alone(
    edit: Comparison, side: Side, policy: Policy, changed: Sequence[Span]
) -> Iterator[Passage]:
    doc = edit.document(side)
    for passage in alone([edit], side, policy.phrase_words):
        noted = policy.correction_note.match(doc.text_of(passage.sentence))
        if not (noted or _touches(passage.span, changed)):
            yield passage
