"""Clauses of an English sentence, and the verb of each.

No parser is at hand offline, so clauses are cut at marks and at the words that open
them.  That is near enough to tell what a "not" or a "reportedly" can be about:

    Mr Pell, who was said to be ill, | signed | before he left.
"""

from __future__ import annotations

from collections.abc import Iterator

from srcdiff.facts.stance.word_lists import words
from srcdiff.model import Document, Span

_MARKS = frozenset({",", ";", ":", "(", ")", "[", "]", "...", "!", "?"})

OPENERS = words(
    """
    that which who whom whose what because although though while whereas when
    whenever where after before since if unless until till but whether as than
    so
    """
)
"""Words before which a clause is cut.  Some are prepositions as often: the cut does no
harm there, since what follows is then a phrase that has no verb."""

PRONOUNS = words("i you he she it we they there this these those one")

BE = words("is are was were be been being am isn't aren't wasn't weren't")

AUXILIARIES = BE | words(
    """
    has have had having do does did will would shall should can could may might
    must cannot hasn't haven't hadn't don't doesn't didn't won't wouldn't can't
    couldn't shouldn't mustn't i'll he'll she'll we'll they'll it'll i've we've
    they've i'd he'd she'd we'd they'd i'm he's she's it's we're they're
    """
)

BETWEEN = words("not never also still already now only ever just even yet all to soon")
"""Words that may stand between an auxiliary and its verb, besides those in "-ly"."""

_PAST = words(
    """
    arose awoke bore beat became began bent bet bound bit bled blew broke
    brought built burnt burst bought caught chose clung came cost crept cut
    dealt dug drew drank drove ate fell fed felt fought found fled flew flung
    forbade forgot forgave froze gave went grew hung heard hid hit held hurt
    kept knelt knew laid led leapt learnt left lent let lay lit lost made meant
    met paid put quit ran rang read rid rode rose said sank sat saw sang sent
    set sewed shook shone shot showed shrank shut slept slid smelt sold spent
    split spoke sprang spread stood stole struck stuck stung swam swept swore
    swung taken taught tore thought threw told took trod understood upset woke
    won wore wound withdrew wept wrote gone done
    """
)
"""Irregular pasts: the regular ones end in "-ed"."""

_REGULAR = 4
"""Letters that "-ed" must follow two short of: "shed" and "bed" are no pasts."""


def clauses(doc: Document, sentence: int) -> tuple[Span, ...]:
    """Return the clauses of a sentence as ranges of ``Document.tokens``.

    They lie in order, disjoint and none empty; marks between them are in none.
    """
    return tuple(_clauses(doc, doc.sentences[sentence].tokens))


def _clauses(doc: Document, tokens: Span) -> Iterator[Span]:
    start = tokens.start
    for at in range(tokens.start, tokens.end):
        mark = _is_mark(doc, at)
        if mark or _opens(doc, at, tokens.end):
            if at > start:
                yield Span(start, at)
            start = at + 1 if mark else at
    if tokens.end > start:
        yield Span(start, tokens.end)


def _is_mark(doc: Document, at: int) -> bool:
    """Tell a mark that parts clauses; a hyphen inside a word is none."""
    token = doc.tokens[at]
    if token.norm != "-":
        return token.norm in _MARKS
    return not (
        at + 1 < len(doc.tokens)
        and doc.tokens[at - 1].end == token.start
        and doc.tokens[at + 1].start == token.end
    )


def _opens(doc: Document, at: int, end: int) -> bool:
    norm = doc.tokens[at].norm
    if norm in OPENERS:
        return True
    if norm not in ("and", "or", "nor") or at + 1 >= end:
        return False
    follows = doc.tokens[at + 1].norm
    return follows in PRONOUNS or follows in AUXILIARIES or is_past(follows)


def is_past(norm: str) -> bool:
    """Tell whether a word looks like the past of a verb."""
    return norm in _PAST or (len(norm) > _REGULAR and norm.endswith("ed"))


def clause_of(parts: tuple[Span, ...], at: int) -> int:
    """Return the place of the clause that holds a token, or comes next after it."""
    for place, part in enumerate(parts):
        if at < part.end:
            return place
    return len(parts) - 1


def verb_of(doc: Document, clause: Span) -> Span | None:
    """Return the verb of a clause with its auxiliaries, as a range of tokens."""
    for at in range(clause.start, clause.end):
        norm = doc.tokens[at].norm
        if norm in AUXILIARIES:
            return Span(at, _verb_end(doc, at, clause.end))
        # "the locked door": a past after an article is none.
        before = doc.tokens[at - 1].norm if at > clause.start else ""
        if is_past(norm) and before not in ("a", "an", "the", "its", "their"):
            return Span(at, at + 1)
    return None


def _verb_end(doc: Document, at: int, end: int) -> int:
    """Return where the verb ends whose first auxiliary stands at *at*."""
    while at < end and (
        doc.tokens[at].norm in AUXILIARIES
        or doc.tokens[at].norm in BETWEEN
        or doc.tokens[at].norm.endswith("ly")
    ):
        at += 1
    return min(at + 1, end)


def with_auxiliaries(doc: Document, at: int, start: int) -> int:
    """Return where the verb group begins that ends with the token at *at*.

    Args:
        doc: The article.
        at: Index of a token.
        start: Index of the first token that may belong to the group.
    """
    first = at
    for before in range(at - 1, start - 1, -1):
        norm = doc.tokens[before].norm
        if norm in AUXILIARIES:
            first = before
        elif norm not in BETWEEN and not norm.endswith("ly"):
            break
    return first
