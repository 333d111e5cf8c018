"""What a sentence denies: the negated words, and the words that negate them.

"was not hurt"                 not … hurt
"denied that it had paid"      denied … paid
"nobody was arrested"          nobody … arrested
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from srcdiff.facts.stance.clauses import AUXILIARIES, clauses, with_auxiliaries
from srcdiff.facts.stance.cues import Cue, Reach, norm_at, readable, scope
from srcdiff.facts.stance.word_lists import words
from srcdiff.model import Document, Span

_VERB_WORDS = frozenset({"not", "never", "cannot", "hardly", "scarcely"})
"""Words that negate the verb they stand by, besides those in "n't"."""

_NOUN_WORDS = words("no nobody none nothing neither nor nowhere without")
"""Words that negate the noun after them, or are a negated noun themselves."""

_DENY = words("deny denies denied denying")

_VERBS = words(
    """
    deny denies denied denying refuse refuses refused refusing reject rejects
    rejected rejecting
    """
)
"""Verbs that deny what follows them."""

_BEFORE = {
    "to": words("fail fails failed failing unable yet decline declines declined"),
    "out": words("rule rules ruled ruling"),
    "of": words("free short devoid"),
}
"""Words that deny what follows, where another word follows first: "failed to"."""

_UNTRUE = frozenset({"untrue", "false"})

_NO_DENIAL_AFTER = {
    "not": words("only just merely least until far unlike so because"),
    "no": words("more fewer less doubt matter sooner later 1 2 3 . wonder"),
    "nothing": frozenset({"but", "more"}),
    "without": frozenset({"doubt"}),
}
"""What may follow a word so that nothing is denied: "not only", "no fewer than"."""

_UNCONFIRMED = words("confirm confirmed verify verified corroborated")
"""Words whose denial says how sure something is: see ``certainty.py``."""

_TRIGGERS = (
    _VERB_WORDS | _NOUN_WORDS | _VERBS | _UNTRUE | frozenset().union(*_BEFORE.values())
)

_TWICE = 1
"""Tokens between two denials within which the one denies the other."""

_Read: TypeAlias = tuple[Span, str, Reach]

UNSAID = "not said"
"""Level of what somebody does not say: who does not say whether it is so does not deny
that it is."""

_SHOWN = 4
"""Tokens from a cue within which its predicate is shown with it."""


def negates(norm: str) -> bool:
    """Tell whether a word by itself turns what its clause says into the contrary."""
    return norm in _VERB_WORDS or norm in _NOUN_WORDS or norm.endswith("n't")


def read_negation(doc: Document, sentence: int) -> tuple[Cue, ...]:
    """Return what a sentence denies, in text order; nothing but in English."""
    if not readable(doc, sentence):
        return ()
    tokens = doc.sentences[sentence].tokens
    marked = [
        at
        for at in range(tokens.start, tokens.end)
        if doc.tokens[at].norm in _TRIGGERS or doc.tokens[at].norm.endswith("n't")
    ]
    if not marked:
        return ()
    parts = clauses(doc, sentence)
    found = []
    for cue, level, reach in _single([_denial(doc, tokens, at) for at in marked]):
        words = scope(doc, sentence, cue, reach, parts)
        if words and doc.tokens[words[0]].norm in _UNCONFIRMED:
            continue
        span = _shown(doc, tokens, cue, level, words)
        found.append(Cue("negation", level, cue, words, sentence, span))
    return tuple(found)


def _single(read: Sequence[_Read | None]) -> Iterator[_Read]:
    """Yield the denials but those that cancel each other: "did not rule out"."""
    found = [denial for denial in read if denial is not None]
    twice = {
        place
        for k, (one, other) in enumerate(pairwise(found))
        if other[0].start - one[0].end <= _TWICE
        for place in (k, k + 1)
    }
    return (denial for k, denial in enumerate(found) if k not in twice)


def _denial(doc: Document, tokens: Span, at: int) -> _Read | None:
    """Return tokens, level and reach of the denial that a word makes, if it does."""
    norm = doc.tokens[at].norm
    before, after = norm_at(doc, tokens, at - 1), norm_at(doc, tokens, at + 1)
    one = Span(at, at + 1)
    if after in _NO_DENIAL_AFTER.get(norm, ()) or (norm == "no" and after.isdigit()):
        return None
    if norm in _VERBS or norm in _UNTRUE:
        level = "refused" if norm in _VERBS - _DENY else "denied"
        return one, level, "clause" if before in AUXILIARIES else "after"
    if norm in _BEFORE.get(after, ()):
        level = UNSAID if norm_at(doc, tokens, at + 2) == "say" else "not"
        return Span(at, at + 2), level, "clause" if after == "to" else "after"
    if norm in _NOUN_WORDS and (norm, before) != ("nothing", "for"):
        return one, "none", "clause"
    verb = norm in _VERB_WORDS or norm.endswith("n't")
    return (one, UNSAID if after == "say" else "not", "clause") if verb else None


def _shown(
    doc: Document, tokens: Span, cue: Span, level: str, words: tuple[int, ...]
) -> Span:
    """Return the words to show: "has not been named", "no fire", "denied"."""
    first, last = cue.start, cue.end - 1
    if level in ("not", "none", UNSAID):
        first = with_auxiliaries(doc, cue.start, tokens.start)
        near = [at for at in words[:1] if last < at <= last + _SHOWN]
        last = max([last, *near])
    return Span(doc.tokens[first].start, doc.tokens[last].end)
