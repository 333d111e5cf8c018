"""How sure it is that two sentences contradict each other in a denial or a hedge.

Three logistic models, one for each way to disagree; their weights lie in
``stance.json``, as ``benchmarks/train_stance.py`` fitted them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

from srcdiff.facts.stance.clauses import verb_of
from srcdiff.facts.stance.counterpart import (
    Counterpart,
    View,
    around,
    clause_at,
    opening,
)
from srcdiff.facts.stance.cues import Cue
from srcdiff.facts.stance.opposites import SPEECH, listed, opposed
from srcdiff.facts.stance.word_lists import words
from srcdiff.model import Document, Span

Way: TypeAlias = Literal["negation", "opposites", "certainty"]

_IMPLIED = words(
    """
    lack lacks lacked lacking lose loses lost losing last only first hardly stop stops
    stopped end ended fail failed failing failure gone missing absent empty unaware
    unable ban banned prevent prevented avoid avoided escape escaped spared unlike
    locked blocked closed scrapped abandoned denied denies refused rejected declined
    refusal rejection denial rejecting refusing unclear nothing without free little few
    stall stalled ceased withhold withholds withheld withholding refrain refrains
    refrained abstain abstained forbid forbids forbidden prohibit prohibits prohibited
    barred halt halted suspend suspended cancelled canceled dropped excluded omitted
    neglected ignored withdrew withdrawn removed vacant
    """
)
"""Words that deny something without a "not": beside them, what looks affirmed in the
clause may be denied as well."""

_OPEN = frozenset({"possible", "expected", "considered"})
"""Levels of what may yet come about."""

_RUMOUR = frozenset({"rumoured", "unconfirmed"})

_RELATIVE = frozenset({"who", "which", "whose", "where", "what"})
_DUTY = words("must should ought need needs recommended urged asked")
"""Words for what is to be, which says nothing about what is."""


def negation_features(
    seen: View, cue: Cue, found: Counterpart, theirs: float, *, double: bool
) -> dict[str, float]:
    """Return what speaks for a denial in *x* being affirmed in *y*, or against it.

    Args:
        seen: The pair.
        cue: The denial.
        found: Its counterpart.
        theirs: How far *y* denies, elsewhere, what *x* speaks of, 0…1.
        double: Whether another denial of *x* may turn this one.
    """
    clause = _norms(seen.y, range(*found.clause))
    opener = opening(seen.x, seen.i, cue.tokens.start)
    turned = _implied(seen, cue, found) or _turned(seen, cue, found)
    duty = [
        bool(_DUTY & words)
        for words in (
            clause,
            _norms(seen.x, clause_at(seen.x, seen.i, cue.tokens.start)),
        )
    ]
    return {
        "covered": found.covered,
        "met": found.met,
        "both": found.covered * found.met,
        "denied": float(cue.level == "denied"),
        "refused": float(cue.level == "refused"),
        "turned": float(turned),
        "relative": float(opener in _RELATIVE),
        "duty": float(duty[0] != duty[1]),
        "theirs": theirs,
        "double": float(double),
    }


def certainty_features(
    seen: View, cue: Cue, found: Counterpart, theirs: float
) -> dict[str, float]:
    """Return what speaks for a hedge in *x* being stated as fact in *y*, or against it.

    Args:
        seen: The pair.
        cue: The hedge.
        found: Its counterpart.
        theirs: How far *y* hedges, elsewhere, what *x* speaks of, 0…1.
    """
    adverb = seen.x.tokens[cue.tokens.start].norm.endswith("ly")
    return {
        "covered": found.covered,
        "met": found.met,
        "both": found.covered * found.met,
        "back": found.back,
        "rumour": float(cue.level in _RUMOUR),
        "open": float(cue.level in _OPEN),
        "opinion": float(cue.level == "believed" and len(range(*cue.tokens)) == 1),
        "alleged": float(cue.level == "alleged" and not adverb),
        "verbless": float(verb_of(seen.y, found.clause) is None),
        "theirs": theirs,
    }


def _norms(doc: Document, tokens: Iterable[int]) -> frozenset[str]:
    return frozenset(doc.tokens[at].norm for at in tokens)


def opposites_features(seen: View, turned: View, x: Span, y: Span) -> dict[str, float]:
    """Return what speaks for two opposites being said of the same thing.

    Args:
        seen: The pair; which side is *x* makes no difference.
        turned: The pair as seen from the other side.
        x: Tokens of the one.
        y: Tokens of the other.
    """
    about_x, about_y = around(seen.x, seen.i, x), around(seen.y, seen.j, y)
    shares = (
        seen.covered(about_x[:_ABOUT], about_y),
        turned.covered(about_y[:_ABOUT], about_x),
    )
    whole_x = range(*seen.x.sentences[seen.i].tokens)
    whole_y = range(*seen.y.sentences[seen.j].tokens)
    return {
        "more": max(shares),
        "less": min(shares),
        "linked": max(seen.best(s, range(*y)) for s in range(*x)),
        "elsewhere": max(
            *(seen.best(s, set(whole_y) - set(range(*y))) for s in range(*x)),
            *(turned.best(t, set(whole_x) - set(range(*x))) for t in range(*y)),
        ),
        "phrase": float(max(len(range(*x)), len(range(*y))) > 1),
        "speech": float(
            seen.x.tokens[x.start].norm in SPEECH
            and seen.y.tokens[y.start].norm in SPEECH
        ),
    }


_ABOUT = 8
"""Words about an opposite that must have a counterpart."""


def _implied(seen: View, cue: Cue, found: Counterpart) -> bool:
    """Tell whether a word of *y* denies something that *x* does not name.

    "was not closed" and "was closed" name the same.
    """
    return any(
        seen.y.tokens[t].norm in _IMPLIED
        and all(seen.match.get(s, {}).get(t, 0.0) < _NAMED for s in cue.scope)
        for t in range(*found.clause)
    )


_NAMED = 0.9
"""How well a word must correspond to be named on both sides, 0…1."""


def _turned(seen: View, cue: Cue, found: Counterpart) -> bool:
    """Tell whether *y* denies what *x* denies, in other words.

    "refused" and "turned down" stand on one side of the list of opposites, and "not
    survive" and "died" on two.
    """
    deny, denied = (
        [word for word in listed(seen.x, seen.i) if token in range(*word.tokens)]
        for token in (cue.tokens.start, cue.scope[0])
    )
    return any(
        any(word.sides & other.sides for word in deny)
        or any(opposed(word, other) for word in denied)
        for other in listed(seen.y, seen.j)
        if found.clause.start <= other.tokens.start < found.clause.end
    )


@cache
def _models() -> dict[str, dict[str, Any]]:
    text = files("srcdiff.facts.stance").joinpath("stance.json").read_text("utf-8")
    models: dict[str, dict[str, Any]] = json.loads(text)
    return models


def threshold(way: Way) -> float:
    """Return the chance from which a disagreement is reported."""
    return float(_models()[way]["threshold"])


def chance(way: Way, features: Mapping[str, float]) -> float:
    """Return the probability that two sentences disagree in that way, 0…1."""
    model = _models()[way]
    total = model["intercept"]
    for name, value in features.items():
        total += model["weights"][name] * value
    return 1 / (1 + math.exp(-total))
