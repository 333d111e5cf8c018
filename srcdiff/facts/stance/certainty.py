"""How sure a sentence is of what it says: words that hedge or report a claim.

    "is thought to have left"             believed
    "according to unconfirmed reports"    unconfirmed
    "may be sold"                         possible

To name a source ("the company said") is no hedge.
"""

from __future__ import annotations

from typing import TypeAlias

from srcdiff.facts.stance.clauses import AUXILIARIES, BE, BETWEEN, clauses
from srcdiff.facts.stance.cues import Cue, Reach, norm_at, readable, scope
from srcdiff.facts.stance.word_lists import levels, words
from srcdiff.model import Document, Span

_CLAUSE_WORDS = levels(
    """
    reported: reportedly
    alleged: allegedly purportedly supposedly alleged
    believed: apparently seemingly presumably suspected
    likely: probably likely unlikely
    possible: perhaps maybe possibly conceivably may might could
    unconfirmed: unconfirmed unverified
    """
)
"""Words that hedge the clause they stand in."""

_VERBS = levels(
    """
    believed: believe believes believed think thinks assume assumes assumed fear fears
    believed: suggest suggests suggested suggesting indicate indicates
    rumoured: speculate speculates speculated
    alleged: claim claims claimed claiming allege alleges alleging
    alleged: accuse accuses accused accusing
    expected: hope hopes hoped hoping expect expects expecting
    considered: consider considers considering mulling
    """
)
"""Verbs that hedge what follows them.  "Indicated" is left out: people indicate what
they mean to do."""

_TO_VERBS = levels(
    """
    believed: appear appears appeared seem seems seemed
    expected: plan plans planned planning aim aims intend intends intended
    """
)
"""The same where "to" follows: "appeared in court" hedges nothing."""

_NOUNS = levels(
    """
    rumoured: rumour rumours rumor rumors gossip hearsay speculation whispers
    alleged: allegation allegations claims
    possible: possibility chance
    believed: suspicion suspicions
    """
)
"""Nouns that hedge what follows them."""

_PARTICIPLES = levels(
    """
    believed: thought believed understood presumed assumed suspected feared supposed
    rumoured: rumoured rumored
    reported: said reported
    alleged: alleged
    expected: expected hoped
    """
)
"""Participles that hedge their clause after a form of "be": "is thought to"."""

_NOT_CONFIRMED = words("not no nobody none never neither cannot nor un without unable")
_CONFIRM = words("confirm confirmed verify verified corroborated")
_UNCONFIRMED = frozenset({"unconfirmed", "unverified"})
_NEAR = 5
"""Tokens between "no one" and "confirm" within which the one denies the other."""

_REPORTS = words("reports accounts rumours rumors")
_WITH_TO = frozenset({"said", "reported", "alleged", "supposed"})
"""Participles that hedge only where "to" follows: "a fire was reported" does not."""
_MORE = frozenset({"less", "more", "as", "most"})
_CLAUSE_OPENS = words("that the a an he she it they his her their")
_PAST_BE = frozenset({"was", "were", "had"})
"""What was expected once may not have come about: that hedges nothing."""
_SENSES = words("see hear feel smell tell seen heard felt smelt smelled")
"""What follows "could" where it says that somebody was able to."""
_TALK_BEFORE = frozenset({"the", "was", "is", "of"})
_TALK_AFTER = frozenset({"of", "that", "in", "is", ",", "was", "about"})

_Read: TypeAlias = tuple[Span, str, Reach]

_TRIGGERS = (
    _CLAUSE_WORDS.keys()
    | _VERBS.keys()
    | _TO_VERBS.keys()
    | _NOUNS.keys()
    | _PARTICIPLES.keys()
    | _CONFIRM
    | _REPORTS
    | {"talk", "suspect"}
)


def read_certainty(doc: Document, sentence: int) -> tuple[Cue, ...]:
    """Return the hedges of a sentence in text order; none but in English."""
    if not readable(doc, sentence):
        return ()
    tokens = doc.sentences[sentence].tokens
    marked = [
        at for at in range(tokens.start, tokens.end) if doc.tokens[at].norm in _TRIGGERS
    ]
    if not marked:
        return ()
    parts = clauses(doc, sentence)
    found: list[Cue] = []
    for at in marked:
        read = _hedge(doc, tokens, at)
        if read is None:
            continue
        if found and read[0].start < found[-1].tokens.end:
            if read[0].start > found[-1].tokens.start:
                continue
            found.pop()  # "could" in "nobody could confirm"
        cue, level, reach = read
        words = scope(doc, sentence, cue, reach, parts)
        span = Span(doc.tokens[cue.start].start, doc.tokens[cue.end - 1].end)
        found.append(Cue("certainty", level, cue, words, sentence, span))
    return tuple(found)


def _hedge(doc: Document, tokens: Span, at: int) -> _Read | None:
    """Return tokens, level and reach of the hedge that a word makes, if it does."""
    norm = doc.tokens[at].norm
    if norm in _REPORTS:
        return _by_reports(doc, tokens, at)
    if norm in _CONFIRM:
        start = _denied_before(doc, tokens, at)
        found = start is not None
        return (Span(start or 0, at + 1), "unconfirmed", "sentence") if found else None
    if norm in _PARTICIPLES:
        start = _be_before(doc, tokens, at)
        if start is not None:
            return _passive(doc, tokens, Span(start, at + 1))
    if norm in _CLAUSE_WORDS:
        return _in_clause(doc, tokens, at)
    return _before_clause(doc, tokens, at)


def _passive(doc: Document, tokens: Span, verb: Span) -> _Read | None:
    """Read "is thought to", "it is said that"."""
    norm, after = doc.tokens[verb.end - 1].norm, norm_at(doc, tokens, verb.end)
    level = _PARTICIPLES[norm]
    once = level == "expected" and doc.tokens[verb.start].norm in _PAST_BE
    if once or (norm in _WITH_TO and after not in ("to", "that")):
        return None
    impersonal = norm_at(doc, tokens, verb.start - 1) == "it"
    return verb, level, "sentence" if impersonal else "clause"


def _in_clause(doc: Document, tokens: Span, at: int) -> _Read | None:
    """Read a word that hedges the clause it stands in."""
    norm = doc.tokens[at].norm
    before, after = norm_at(doc, tokens, at - 1), norm_at(doc, tokens, at + 1)
    sensed = _SENSES & {after, norm_at(doc, tokens, at + 2) if after == "be" else ""}
    able = norm == "could" and (after == "not" or bool(sensed))
    compared = norm.endswith("likely") and before in _MORE
    month = norm == "may" and doc.tokens[at].of(doc.text)[0] == "M" and before
    if able or compared or month:
        return None
    if norm in _UNCONFIRMED and after in _REPORTS:
        by = _by_reports(doc, tokens, at + 1)
        return by or (Span(at, at + 2), "unconfirmed", "after")
    return Span(at, at + 1), _CLAUSE_WORDS[norm], "clause"


def _before_clause(doc: Document, tokens: Span, at: int) -> _Read | None:
    """Read a verb or noun that hedges what follows it."""
    norm = doc.tokens[at].norm
    before, after = norm_at(doc, tokens, at - 1), norm_at(doc, tokens, at + 1)
    level = _VERBS.get(norm) or _NOUNS.get(norm)
    if norm in _TO_VERBS and after == "to":
        level = _TO_VERBS[norm]
    elif norm == "suspect" and after in _CLAUSE_OPENS:
        level = "believed"
    elif norm == "talk" and before in _TALK_BEFORE and after in _TALK_AFTER:
        level = "rumoured"
    return (Span(at, at + 1), level, "after") if level else None


def _by_reports(doc: Document, tokens: Span, at: int) -> _Read | None:
    """Read "according to reports", "by several accounts", "reports say"."""
    norm = doc.tokens[at].norm
    if norm_at(doc, tokens, at + 1) in ("say", "said", "suggest", "suggested"):
        return Span(at, at + 2), "reported", "sentence"
    for start in range(at - 1, max(tokens.start, at - 4) - 1, -1):
        word = doc.tokens[start].norm
        if word == "by" or (
            word == "to" and norm_at(doc, tokens, start - 1) == "according"
        ):
            first = start - (word == "to")
            inside = {doc.tokens[k].norm for k in range(start, at)}
            sure = not inside & _UNCONFIRMED
            return (
                Span(first, at + 1),
                "reported" if sure else "unconfirmed",
                "sentence",
            )
    return (Span(at, at + 1), "rumoured", "after") if norm in _NOUNS else None


def _denied_before(doc: Document, tokens: Span, at: int) -> int | None:
    for start in range(at - 1, max(tokens.start, at - _NEAR) - 1, -1):
        norm = doc.tokens[start].norm
        if norm in _NOT_CONFIRMED or norm.endswith("n't"):
            return start
    return None


def _be_before(doc: Document, tokens: Span, at: int) -> int | None:
    """Return where the form of "be" stands of which the word is the participle."""
    start = at - 1
    while start >= tokens.start and (
        doc.tokens[start].norm in BETWEEN or doc.tokens[start].norm.endswith("ly")
    ):
        start -= 1
    if norm_at(doc, tokens, start) not in BE:
        return None
    while norm_at(doc, tokens, start - 1) in AUXILIARIES:
        start -= 1
    return start
