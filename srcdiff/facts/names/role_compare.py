"""Whether two roles may be said of the same person, and whether both can be right.

Roles of named persons are compared where the names are the same; those of unnamed
ones only where both articles bring them in as new: "a plumber", "a nun".  "The
director" is somebody met before, and may be met in another sentence.
"""

from __future__ import annotations

from srcdiff.facts.names.nouns import one_is_the_other, question
from srcdiff.facts.names.role import Role
from srcdiff.facts.names.spelling import likeness
from srcdiff.model import Span, Verdict
from srcdiff.text.stems import spelling

SHARED = 2
"""Words that must describe both a named and an unnamed person, such as their age,
for the two to be one.  Set by hand: an age alone is three."""


def comparable(x: Role, y: Role) -> bool:
    """Tell whether two roles may be said of the same person."""
    if x.holder and y.holder:
        return _same_person(x.holder, y.holder) and _same_question(x, y)
    if x.holder or y.holder:
        shared = x.described & y.described
        return len(shared) >= SHARED and _same_question(x, y)
    if x.article != "a" or y.article != "a" or x.as_role != y.as_role:
        return False
    return _same_question(x, y) or _counted(x, y)


def compare_roles(x: Role, y: Role) -> tuple[Verdict, str]:
    """Return whether two comparable roles can both be right, and why.

    The verdict on (y, x) is the same.
    """
    both = f"{x.shown} in A, {y.shown} in B"
    mine, others = _portfolio(x), _portfolio(y)
    same = spelling(x.word) == spelling(y.word)
    if same and mine == others:
        return "agree", f"The same role: {both}."
    if same and (mine <= others or others <= mine):
        return "compatible", f"One role is stated more closely: {both}."
    if mine and others and mine.isdisjoint(others) and question(x.word) == "office":
        return "conflict", f"Two different roles: {both}."
    if same or one_is_the_other(x.word, y.word):
        return "compatible", f"One role is a kind of the other: {both}."
    if x.word in y.known and y.word in x.known:
        return "compatible", f"Both roles occur in both articles: {both}."
    return "conflict", f"Two different roles: {both}."


def differing(x: Role, y: Role) -> tuple[Span, Span]:
    """Return the shortest words that show how two roles differ."""
    return x.span, y.span


def _portfolio(role: Role) -> frozenset[str]:
    """Return the portfolio, as defence and defense are one.

    A managing director is as good as a chief executive.
    """
    return frozenset(
        "chief" if one == "managing" else spelling(one) for one in role.portfolio
    )


def _same_question(x: Role, y: Role) -> bool:
    asked = question(x.word)
    if not (x.holder or y.holder) and x.many != y.many:
        return False
    return asked == question(y.word) and asked != "part"


def _counted(x: Role, y: Role) -> bool:
    """Tell whether one is a person of a trade, and the other several of any sort."""
    asked = {question(x.word), question(y.word)}
    return asked == {"trade", "sex"} and x.many != y.many


def _same_person(x: tuple[str, ...], y: tuple[str, ...]) -> bool:
    """Tell whether two full names may be one person's, a misspelling allowed."""
    family = likeness(x[-1], y[-1])
    if len(x) == 1 or len(y) == 1:
        return "same" in (family, likeness(x[0], y[0]))
    given = likeness(x[0], y[0])
    return (family == "same" and given != "other") or (
        family == "variant" and given == "same"
    )
