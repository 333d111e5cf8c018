"""What is read as a hedge, and what golden cases cannot show of the ledgers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import linked, paragraphs

from srcdiff.facts.stance.certainty import read_certainty
from srcdiff.facts.stance.ledger import certainty_ledger, negation_ledger
from srcdiff.facts.stance.word_lists import words
from srcdiff.model import LedgerEntry

SILENT = [
    "The dam will be raised, the engineer said.",
    "The fair opened in May.",
    "The divers could not reach the wreck.",
    "Rescuers could see the boat.",
    "The bells could be heard in Lisse.",
    "Smokers were more likely to fall ill.",
    "The grocer appeared in court.",
    "A fire was reported at the mill.",
    "The king was expected to attend.",
    "The suspect was released.",
    "The talk lasted an hour.",
    "The reports filled three boxes.",
]


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_hedged(text: str) -> None:
    assert read_certainty(paragraphs(text), 0) == ()


@pytest.mark.parametrize(
    ("text", "shown", "level"),
    [
        ("The gang reportedly fled.", "reportedly", "reported"),
        ("The gang allegedly fled.", "allegedly", "alleged"),
        ("The gang is thought to have fled.", "is thought", "believed"),
        ("The gang is said to have fled.", "is said", "reported"),
        ("It is rumoured that the gang fled.", "is rumoured", "rumoured"),
        ("The gang may flee.", "may", "possible"),
        ("The gang is expected to flee.", "is expected", "expected"),
        ("Police suspect that the gang fled.", "suspect", "believed"),
        ("The gang appears to have fled.", "appears", "believed"),
        ("There was talk of a gang.", "talk", "rumoured"),
        ("By some accounts the gang fled.", "By some accounts", "reported"),
        ("According to reports, it fled.", "According to reports", "reported"),
        (
            "It fled, according to unverified reports.",
            "according to unverified reports",
            "unconfirmed",
        ),
        (
            "The gang fled, which nobody could confirm.",
            "nobody could confirm",
            "unconfirmed",
        ),
    ],
)
def test_a_hedge_is_read(text: str, shown: str, level: str) -> None:
    doc = paragraphs(text)
    (cue,) = read_certainty(doc, 0)
    assert cue.span.of(doc.text) == shown
    assert cue.level == level


def test_a_rumour_covers_what_follows() -> None:
    doc = paragraphs("There is a rumour that the mill, a listed one, was sold.")
    (cue,) = read_certainty(doc, 0)
    assert [doc.tokens[at].norm for at in cue.scope] == ["mill", "listed", "sold"]


def test_a_hedge_without_counterpart_stands_alone() -> None:
    a = paragraphs("The mill, which reportedly belongs to a bank, burned down.")
    b = paragraphs("The mill burned down.")
    (entry,) = certainty_ledger(linked(a, b, (0, 0)))
    assert entry.verdict == "only a"
    assert entry.b is None


WORDS = words(
    "reportedly may is thought to be expected rumour that the mill was sold burned not "
    "nobody denied confirmed accepted rejected , and if by accounts reports say"
)
PROSE = st.lists(st.sampled_from(sorted(WORDS)), min_size=3, max_size=14).map(
    lambda drawn: f"The {' '.join(drawn)}."
)


def turned(entry: LedgerEntry) -> LedgerEntry:
    sides = {"only a": "only b", "only b": "only a"}
    return replace(
        entry, a=entry.b, b=entry.a, verdict=sides.get(entry.verdict, entry.verdict)
    )


def seen(entries: tuple[LedgerEntry, ...]) -> set[tuple[object, ...]]:
    return {(entry.verdict, entry.a, entry.b) for entry in entries}


@settings(max_examples=60, deadline=None)
@given(st.lists(PROSE, min_size=2, max_size=2), st.lists(PROSE, min_size=2, max_size=2))
def test_swapping_the_articles_mirrors_the_ledgers(x: list[str], y: list[str]) -> None:
    a, b = paragraphs(*x), paragraphs(*y)
    pairs = [(0, 0), (0, 1), (1, 1)]
    there = linked(a, b, *pairs)
    back = replace(
        there,
        a=b,
        b=a,
        pairs=tuple(
            sorted(
                (
                    replace(
                        pair,
                        a=pair.b,
                        b=pair.a,
                        words=tuple(sorted(word.mirrored() for word in pair.words)),
                    )
                    for pair in there.pairs
                ),
                key=lambda pair: (pair.a, pair.b),
            )
        ),
    )
    for judge in (negation_ledger, certainty_ledger):
        assert seen(judge(back)) == seen(tuple(map(turned, judge(there))))
        for entry in judge(there):
            for fact, doc in ((entry.a, a), (entry.b, b)):
                if fact:
                    span = doc.sentences[fact.sentence].span
                    assert span.start <= fact.span.start < fact.span.end <= span.end
