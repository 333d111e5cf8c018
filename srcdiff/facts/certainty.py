"""How sure a sentence is of what it says: words that hedge or report a claim.

    "is thought to have left"             believed
    "according to unconfirmed reports"    unconfirmed
    "may be sold"                         possible

To name a source ("the company said") is no hedge.
"""

from __future__ import annotations

from srcdiff.facts.clauses import AUXILIARIES, BE, BETWEEN, clauses
from srcdiff.facts.cues import Cue, Reach, readable, scope
from srcdiff.model import Document, Span

_CLAUSE_WORDS = {
    "reportedly": "reported",
    "allegedly": "alleged",
    "purportedly": "alleged",
    "supposedly": "alleged",
    "apparently": "believed",
    "seemingly": "believed",
    "presumably": "believed",
    "probably": "likely",
    "likely": "likely",
    "unlikely": "likely",
    "perhaps": "possible",
    "maybe": "possible",
    "possibly": "possible",
    "conceivably": "possible",
    "may": "possible",
    "might": "possible",
    "could": "possible",
    "alleged": "alleged",
    "suspected": "believed",
    "unconfirmed": "unconfirmed",
    "unverified": "unconfirmed",
}
"""Words that hedge the clause they stand in."""

_VERBS = {
    **dict.fromkeys("believe believes believed".split(), "believed"),
    **dict.fromkeys("think thinks".split(), "believed"),
    **dict.fromkeys("assume assumes assumed".split(), "believed"),
    **dict.fromkeys("suggest suggests suggested suggesting".split(), "believed"),
    **dict.fromkeys("indicate indicates".split(), "believed"),
    **dict.fromkeys("speculate speculates speculated".split(), "rumoured"),
    **dict.fromkeys("claim claims claimed claiming".split(), "alleged"),
    **dict.fromkeys("allege alleges alleging".split(), "alleged"),
    **dict.fromkeys("accuse accuses accused accusing".split(), "alleged"),
    **dict.fromkeys("hope hopes hoped hoping".split(), "expected"),
    **dict.fromkeys("expect expects expecting".split(), "expected"),
    **dict.fromkeys("fear fears".split(), "believed"),
    **dict.fromkeys("consider considers considering mulling".split(), "considered"),
}
"""Verbs that hedge what follows them."""

_TO_VERBS = {
    **dict.fromkeys("appear appears appeared seem seems seemed".split(), "believed"),
    **dict.fromkeys("plan plans planned planning".split(), "expected"),
    **dict.fromkeys("aim aims intend intends intended".split(), "expected"),
}
"""The same where "to" follows: "appeared in court" hedges nothing."""

_NOUNS = {
    **dict.fromkeys("rumour rumours rumor rumors gossip hearsay".split(), "rumoured"),
    **dict.fromkeys("speculation whispers".split(), "rumoured"),
    **dict.fromkeys("allegation allegations claims".split(), "alleged"),
    **dict.fromkeys("possibility chance".split(), "possible"),
    **dict.fromkeys("suspicion suspicions".split(), "believed"),
}
"""Nouns that hedge what follows them."""

_PARTICIPLES = {
    **dict.fromkeys("thought believed understood presumed assumed".split(), "believed"),
    **dict.fromkeys("suspected feared supposed".split(), "believed"),
    **dict.fromkeys("rumoured rumored".split(), "rumoured"),
    **dict.fromkeys("said reported".split(), "reported"),
    "alleged": "alleged",
    **dict.fromkeys("expected hoped".split(), "expected"),
}
"""Participles that hedge their clause after a form of "be": "is thought to"."""

_NOT_CONFIRMED = frozenset(
    "not no nobody none never neither cannot nor un without unable".split()
)
_CONFIRM = frozenset("confirm confirmed verify verified corroborated".split())
_UNCONFIRMED = frozenset({"unconfirmed", "unverified"})
_NEAR = 5
"""Tokens between "no one" and "confirm" within which the one denies the other."""

_REPORTS = frozenset("reports accounts rumours rumors".split())
_WITH_TO = frozenset({"said", "reported", "alleged", "supposed"})
"""Participles that hedge only where "to" follows: "a fire was reported" does not."""
_MORE = frozenset({"less", "more", "as", "most"})
_NO_HEDGE_BEFORE = frozenset({"could"})
_CLAUSE_OPENS = frozenset("that the a an he she it they his her their".split())
_TALK_AFTER = frozenset({"of", "that", "in", "is", ",", "was", "about"})

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
        if read is None or (found and read[0].start < found[-1].tokens.end):
            continue
        cue, level, reach = read
        words = scope(doc, sentence, cue, reach, parts)
        span = Span(doc.tokens[cue.start].start, doc.tokens[cue.end - 1].end)
        found.append(Cue("certainty", level, cue, words, sentence, span))
    return tuple(found)


def _hedge(doc: Document, tokens: Span, at: int) -> tuple[Span, str, Reach] | None:
    """Return tokens, level and reach of the hedge that a word makes, if it does."""
    norm = doc.tokens[at].norm
    before, after = _norm(doc, tokens, at - 1), _norm(doc, tokens, at + 1)
    one = Span(at, at + 1)
    if norm in _REPORTS:
        return _by_reports(doc, tokens, at)
    if norm in _CONFIRM:
        start = _denied_before(doc, tokens, at)
        return (
            None if start is None else (Span(start, at + 1), "unconfirmed", "sentence")
        )
    if norm in _PARTICIPLES:
        start = _be_before(doc, tokens, at)
        if start is not None and (norm not in _WITH_TO or after in ("to", "that")):
            impersonal = _norm(doc, tokens, start - 1) == "it"
            return (
                Span(start, at + 1),
                _PARTICIPLES[norm],
                "sentence" if impersonal else "clause",
            )
        if norm not in _CLAUSE_WORDS and norm not in _VERBS:
            return None
    if (
        norm in _NO_HEDGE_BEFORE
        and after == "not"
        or before in _MORE
        and norm.endswith("likely")
    ):
        return None
    if norm == "may" and doc.tokens[at].of(doc.text)[0] == "M" and at > tokens.start:
        return None
    if norm in _UNCONFIRMED and after in _REPORTS:
        return _by_reports(doc, tokens, at + 1) or (
            Span(at, at + 2),
            "unconfirmed",
            "after",
        )
    if norm in _CLAUSE_WORDS:
        return one, _CLAUSE_WORDS[norm], "clause"
    if norm in _TO_VERBS:
        return (one, _TO_VERBS[norm], "after") if after == "to" else None
    if norm == "suspect":
        return (one, "believed", "after") if after in _CLAUSE_OPENS else None
    if norm == "talk":
        fits = before in ("the", "was", "is", "of") and after in _TALK_AFTER
        return (one, "rumoured", "after") if fits else None
    return one, (_VERBS | _NOUNS)[norm], "after"


def _norm(doc: Document, tokens: Span, at: int) -> str:
    return doc.tokens[at].norm if tokens.start <= at < tokens.end else ""


def _by_reports(doc: Document, tokens: Span, at: int) -> tuple[Span, str, Reach] | None:
    """Read "according to reports", "by several accounts", "reports say"."""
    norm = doc.tokens[at].norm
    if _norm(doc, tokens, at + 1) in ("say", "said", "suggest", "suggested"):
        return Span(at, at + 2), "reported", "sentence"
    for start in range(at - 1, max(tokens.start, at - 4) - 1, -1):
        word = doc.tokens[start].norm
        if word == "by" or (
            word == "to" and _norm(doc, tokens, start - 1) == "according"
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
    if _norm(doc, tokens, start) not in BE:
        return None
    while _norm(doc, tokens, start - 1) in AUXILIARIES:
        start -= 1
    return start
