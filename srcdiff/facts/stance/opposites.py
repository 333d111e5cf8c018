"""Words that say the opposite of each other in news: accepted, rejected.

Word vectors do not tell opposites from synonyms, so they are listed, by hand.  A phrase
of several words is found where its words follow each other: "sold out", "half empty".
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, TypeAlias

from srcdiff.facts.stance.cues import readable
from srcdiff.facts.stance.negation import negates
from srcdiff.facts.stance.word_lists import words
from srcdiff.model import Document, Span
from srcdiff.text.stems import stem

_OPPOSITES = """
deny denial | admit confirm concede acknowledge confess;
deny refuse reject decline veto rebuff turn_down vote_down voted_down | accept approve
  grant agree allow permit endorse give_leave gave_leave give_permission
  gave_permission;
forbid ban prohibit outlaw bar | allow permit authorise legalise;
open | closed shut;
switch_on turn_on | switch_off turn_off;
stay remain keep_job hold_on_to | leave quit resign depart left step_down stepped_down
  stand_down give_up gave_up giving_up;
continue resume | stop halt end suspend abandon cease scrap discontinue;
start begin began begun | finish conclude;
win won | lose lost;
rise rose risen increase grow grew climb gain | fall fell fallen decrease drop decline
  shrink shrank;
raise raised | lower reduce cut;
strengthen | weaken;
succeed success successful | fail failure unsuccessful;
alive survive survived | dead die died;
guilty convict convicted | innocent acquit acquitted cleared;
packed crowded sold_out full_house | empty deserted half_empty;
true genuine authentic | false fake untrue forged;
safe | dangerous unsafe;
support back backed | oppose opposed;
praise welcome welcomed hail hailed applaud | condemn criticise criticised denounce
  deplore;
release released freed | detain detained jailed imprison;
hire hired appoint appointed | fired sack sacked dismiss dismissed;
reinstate reinstated | dismiss dismissed sack sacked;
keep kept retain retained preserve | abolish scrap scrapped demolish demolished;
build built | demolish demolished tear_down tore_down torn_down pulled_down;
remember remembered | forget forgot forgotten;
unanimous unanimously | divided split;
publicly | secretly privately;
present | absent;
on_time on_schedule on_budget | late delayed over_budget behind_schedule;
improve improved | worsen worsened deteriorate;
profit | loss;
surplus | deficit shortage;
calm calmly | angry angrily furious;
awake | asleep;
wet | dry;
strong | weak;
temporary temporarily | permanent permanently;
voluntary voluntarily | compulsory mandatory;
slightly minor | seriously badly severely gravely;
possible | impossible;
intact undamaged unscathed | damaged destroyed wrecked;
unhurt unharmed uninjured unscathed | hurt injured wounded harmed;
sober | drunk;
silent | spoke;
ease eased relax relaxed loosen | tighten tightened;
agree agreed | disagree disagreed;
honest | dishonest;
loyal | disloyal;
satisfied | dissatisfied;
connected | disconnected;
obey obeyed | disobey disobeyed;
prove proved proven | disprove disproved;
attend attended | boycott boycotted skip skipped;
recover recovered | die died;
extend extended | shorten shortened curtail;
"""
"""What stands on either side of a stroke is opposite, up to the semicolon; words of a
phrase are tied by "_".  Converses are left out (what one buys the other sells), and so
are words that are opposites only of the same thing (early, up)."""

_PREFIXES = ("un", "non")
_SHORTEST = 4
"""Letters a word must have for its prefix to be one: "un" is none of "uncle"."""

_NEGATED = 4
"""Tokens before a word within which a "not" is taken to negate it."""

SPEECH = words(
    """
    deny denies denied denying admit admits admitted admitting confirm confirms
    confirmed confirming concede concedes conceded acknowledge acknowledges
    acknowledged confess confessed
    """
)
"""Verbs that say that something is so or is not: what they are about follows."""

_Sides: TypeAlias = frozenset[tuple[int, int]]


class Listed(NamedTuple):
    """A word or phrase of a sentence that has opposites."""

    tokens: Span
    sides: _Sides
    """(entry, 0 or 1) of each place it has in the list."""


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], _Sides]]]:
    """Return the list by the stem that a phrase begins with, the longest first."""
    places: dict[tuple[str, ...], set[tuple[int, int]]] = {}
    for entry, text in enumerate(_OPPOSITES.split(";")):
        for number, half in enumerate(text.split("|")):
            for phrase in half.split():
                stems = tuple(map(stem, phrase.split("_")))
                places.setdefault(stems, set()).add((entry, number))
    out: dict[str, list[tuple[tuple[str, ...], _Sides]]] = {}
    for stems in sorted(places, key=len, reverse=True):
        out.setdefault(stems[0], []).append((stems, frozenset(places[stems])))
    return out


@cache
def _beginning(norm: str) -> tuple[tuple[tuple[str, ...], _Sides], ...]:
    """Return the phrases that begin with a word, in any form of it."""
    return tuple(_phrases().get(stem(norm), ()))


def listed(doc: Document, sentence: int) -> list[Listed]:
    """Return the words and phrases of a sentence that have opposites, in text order.

    Of two that overlap the first is taken, and of two that begin alike the longer.
    """
    tokens = doc.sentences[sentence].tokens
    found: list[Listed] = []
    for at in range(*tokens):
        for phrase, sides in _beginning(doc.tokens[at].norm):
            here = Span(at, min(at + len(phrase), tokens.end))
            stems = tuple(stem(doc.tokens[k].norm) for k in range(*here))
            if stems == phrase and not (found and at < found[-1].tokens.end):
                found.append(Listed(here, sides))
                break
    return found


def opposed(x: Listed, y: Listed) -> bool:
    """Tell whether two words stand on two sides of a stroke, never on the same."""
    turned = {(entry, 1 - number) for entry, number in x.sides}
    return bool(turned & y.sides) and not x.sides & y.sides


def opposites(
    a: Document, sentence_a: int, b: Document, sentence_b: int
) -> tuple[tuple[Span, Span], ...]:
    """Return the opposites of two sentences, as ranges of tokens; none but in English.

    A word that is negated says the opposite of what it says, and is left out.
    """
    if not (readable(a, sentence_a) and readable(b, sentence_b)):
        return ()
    words = listed(a, sentence_a), listed(b, sentence_b)
    found = [(x.tokens, y.tokens) for x in words[0] for y in words[1] if opposed(x, y)]
    for s, t in _by_prefix(a, sentence_a, b, sentence_b):
        found.append((Span(s, s + 1), Span(t, t + 1)))
    return tuple(
        (x, y)
        for x, y in found
        if not _negated(a, sentence_a, x) and not _negated(b, sentence_b, y)
    )


def _by_prefix(
    a: Document, sentence_a: int, b: Document, sentence_b: int
) -> Iterator[tuple[int, int]]:
    """Yield the tokens of two sentences of which one has a prefix that denies it."""
    tokens_a, tokens_b = a.sentences[sentence_a].tokens, b.sentences[sentence_b].tokens
    for s, bare in _prefixed(a, tokens_a):
        yield from ((s, t) for t in range(*tokens_b) if b.tokens[t].norm == bare)
    for t, bare in _prefixed(b, tokens_b):
        yield from ((s, t) for s in range(*tokens_a) if a.tokens[s].norm == bare)


def _prefixed(doc: Document, tokens: Span) -> Iterator[tuple[int, str]]:
    """Yield the tokens that have such a prefix, and what remains without it."""
    for at in range(*tokens):
        norm = doc.tokens[at].norm
        if norm.startswith(_PREFIXES):
            prefix = next(filter(norm.startswith, _PREFIXES))
            if len(norm) >= len(prefix) + _SHORTEST:
                yield at, norm.removeprefix(prefix)


def _negated(doc: Document, sentence: int, tokens: Span) -> bool:
    first = max(doc.sentences[sentence].tokens.start, tokens.start - _NEGATED)
    return any(negates(doc.tokens[at].norm) for at in range(first, tokens.start))
