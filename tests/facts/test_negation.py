"""What is read as a denial, how far it reaches, and what golden cases cannot show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import calls, linked, paragraphs

from srcdiff.facts.stance.clauses import clauses
from srcdiff.facts.stance.ledger import negation_ledger
from srcdiff.facts.stance.negation import read_negation
from srcdiff.facts.stance.opposites import listed, opposed, opposites
from srcdiff.facts.stance.word_lists import words

SILENT = [
    "The storm not only flooded the cellar.",
    "No fewer than nine boats sank.",
    "There is no doubt about it.",
    "The parcel went to No. 7.",
    "The mayor did not rule out a vote.",
    "Children swim for nothing.",
    "The report could not be confirmed.",
    "The bakery opened in May.",
]


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_denied(text: str) -> None:
    assert read_negation(paragraphs(text), 0) == ()


@pytest.mark.parametrize(
    ("text", "shown", "head"),
    [
        ("The bell was not stolen.", "was not stolen", "stolen"),
        ("The bell wasn't stolen.", "wasn't stolen", "stolen"),
        ("Nobody was hurt.", "Nobody was hurt", "hurt"),
        ("There was no fire.", "was no fire", "fire"),
        ("She denied that the door was locked.", "denied", "door"),
        ("He refused to pay.", "refused", "pay"),
        ("The report has yet to be published.", "yet to be published", "published"),
        ("The clerk failed to send it.", "failed to send", "send"),
        ("The board ruled out a sale.", "ruled out a sale", "sale"),
        ("The trip is free of charge.", "is free of charge", "charge"),
        ("Bail was refused.", "refused", "bail"),
    ],
)
def test_a_denial_is_read(text: str, shown: str, head: str) -> None:
    doc = paragraphs(text)
    (cue,) = read_negation(doc, 0)
    assert cue.span.of(doc.text) in (shown, f"has {shown}")
    assert cue.head is not None
    assert doc.tokens[cue.head].norm == head


def test_a_denial_reaches_to_the_end_of_its_clause() -> None:
    doc = paragraphs("The lock was not changed, although the key was lost.")
    (cue,) = read_negation(doc, 0)
    assert [doc.tokens[at].norm for at in cue.scope] == ["changed", "lock"]


def test_a_subject_cut_off_is_covered() -> None:
    doc = paragraphs("The ferry, built in Genoa, was not insured.")
    (cue,) = read_negation(doc, 0)
    assert [doc.tokens[at].norm for at in cue.scope] == ["insured", "ferry"]


def test_only_english_is_read() -> None:
    doc = paragraphs("Die Tür war not offen.", language="german")
    assert read_negation(doc, 0) == ()
    assert opposites(doc, 0, doc, 0) == ()


def test_opposites_stand_on_two_sides() -> None:
    doc = paragraphs("It was sold out, then half empty, then packed.")
    full, empty, packed = listed(doc, 0)
    assert opposed(full, empty)
    assert opposed(empty, packed)
    assert not opposed(full, packed)


def test_an_opposite_that_is_denied_is_none() -> None:
    a = paragraphs("The offer was not accepted.")
    b = paragraphs("The offer was rejected.")
    assert opposites(a, 0, b, 0) == ()


def test_a_sentence_that_both_have_contradicts_nothing() -> None:
    same = "The bell was not stolen."
    a = paragraphs(same, "The bell was stolen, a monk said.")
    b = paragraphs(same, "The bell was stolen, a monk said.")
    pairs = [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert negation_ledger(linked(a, b, *pairs)) == ()


WORDS = words(
    "not no nobody never denied refused ruled out failed to free of the bell was "
    "stolen wasn't without , ; that and if sold half empty un-"
)
PROSE = st.lists(st.sampled_from(sorted(WORDS)), min_size=1, max_size=30).map(" ".join)


@given(st.text(max_size=60) | PROSE)
def test_any_text_is_read(text: str) -> None:
    doc = paragraphs(f"A {text.replace(chr(10), ' ')} z.")
    for sentence in range(len(doc.sentences)):
        tokens = doc.sentences[sentence].tokens
        inside = [at for part in clauses(doc, sentence) for at in range(*part)]
        assert inside == sorted(set(inside))
        assert set(inside) <= set(range(*tokens))
        for cue in read_negation(doc, sentence):
            assert tokens.start <= cue.tokens.start < cue.tokens.end <= tokens.end
            assert cue.span.of(doc.text).strip()
            assert set(cue.scope) <= set(range(*tokens))


def test_thousands_of_denials_are_not_compared() -> None:
    many = paragraphs("It was " + "not " * 20_000 + "true.")
    assert read_negation(many, 0) == ()
    assert calls(lambda: opposites(many, 0, many, 0)) < 100
