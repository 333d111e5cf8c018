"""The edit script where golden cases cannot reach."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import paragraphs

from srcdiff.diff import edits
from srcdiff.diff.edits import edit_script, equal_share
from srcdiff.diff.only import Chance, only_passages

words = st.lists(
    st.sampled_from(["the", "mill", "of", "Orrin", "burned", ",", "and", "17", "a"]),
    min_size=1,
    max_size=14,
).map(lambda parts: "X " + " ".join(parts))


@given(words, words)
def test_taking_and_giving_words_turns_one_sentence_into_the_other(
    one: str, other: str
) -> None:
    a, b = paragraphs(one), paragraphs(other)
    script = edit_script(a, b, (0, 0))
    kept = [
        edit.a.of(a.text) if edit.op == "equal" else edit.b.of(b.text)
        for edit in script
        if edit.op != "delete"
    ]
    assert " ".join(kept).split() == other.split()
    assert all(x.op != y.op for x, y in pairwise(script))


def long_sentence(length: int, last: str) -> str:
    return "Boats sank " + "so on " * ((length - 4) // 2) + f"{last}."


def test_a_sentence_longer_than_any_is_replaced_as_a_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(edits, "LONGEST", 100)
    one, other = (long_sentence(edits.LONGEST + 10, w) for w in ("north", "south"))
    a, b = paragraphs(one), paragraphs(other)
    (edit,) = edit_script(a, b, (0, 0))
    assert edit.op == "replace"
    assert (edit.a, edit.b) == (a.sentences[0].span, b.sentences[0].span)


def test_a_sentence_longer_than_any_is_equal_to_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(edits, "LONGEST", 100)
    a = paragraphs(long_sentence(edits.LONGEST + 10, "north"))
    assert [edit.op for edit in edit_script(a, a, (0, 0))] == ["equal"]


def test_a_word_changed_in_a_long_repetitive_sentence_is_found() -> None:
    one, other = (long_sentence(300, word) for word in ("north", "south"))
    a, b = paragraphs(one), paragraphs(other)
    changed = [e for e in edit_script(a, b, (0, 0)) if e.op != "equal"]
    assert [(e.a.of(a.text), e.b.of(b.text)) for e in changed] == [("north", "south")]


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("The mill burned.", "The mill burned.", 1.0),
        ("The mill burned.", "Nobody laughed today!", 0.0),
        ("The mill burned.", "The mill sank.", 0.75),
        ("The mill burned.", "The old mill burned.", 8 / 9),
    ],
    ids=["all", "nothing", "one-word-replaced", "one-word-more"],
)
def test_the_share_of_equal_tokens(one: str, other: str, share: float) -> None:
    a, b = paragraphs(one), paragraphs(other)
    assert equal_share(a, b, (0, 0)) == pytest.approx(share)


def test_the_share_of_equal_tokens_is_the_same_from_either_side() -> None:
    a = paragraphs("It is the steepest fare rise on the line since 1988.")
    b = paragraphs("The fare rise is the line’s steepest since 1988.")
    assert equal_share(a, b, (0, 0)) == equal_share(b, a, (0, 0))


@given(words, words)
def test_the_share_of_equal_tokens_is_a_share_and_mirrors(one: str, other: str) -> None:
    a, b = paragraphs(one), paragraphs(other)
    share = equal_share(a, b, (0, 0))
    assert 0 <= share <= 1
    assert share == equal_share(b, a, (0, 0))
    assert (share == 1) == (one.split() == other.split())


def test_what_one_article_alone_says_comes_in_runs_of_words() -> None:
    doc = paragraphs("The old mill at Orrin burned.", "Nobody saw it.", "It rained.")
    new = {"old", "mill", "orrin", "nobody"}
    chance = {
        index: Chance(0.9 if token.norm in new else 0.1, aligned=0.0, found=False)
        for index, token in enumerate(doc.tokens)
        if token.norm.isalnum()
    }
    found = only_passages(doc, chance, linked={0, 2}, settled={2}, threshold=0.5)
    assert [passage.span.of(doc.text) for passage in found] == [
        *("old mill", "Orrin", "Nobody saw it.")
    ]
    assert [passage.sentence for passage in found] == [0, 0, 1]


def test_function_words_alone_are_nothing_new() -> None:
    doc = paragraphs("The mill of the town burned.")
    chance = {
        index: Chance(
            0.9 if token.norm in ("of", "the") else 0.1, aligned=0.0, found=False
        )
        for index, token in enumerate(doc.tokens)
    }
    assert only_passages(doc, chance, linked={0}, settled=set(), threshold=0.5) == ()


def test_a_word_that_the_linked_sentence_holds_is_not_new_by_itself() -> None:
    doc = paragraphs("The old mill burned.")
    for found, marked in ((frozenset({"old"}), []), (frozenset(), ["old"])):
        chance = {
            index: Chance(0.9 if token.norm == "old" else 0.1, 0.0, token.norm in found)
            for index, token in enumerate(doc.tokens)
        }
        only = only_passages(doc, chance, linked={0}, settled=set(), threshold=0.5)
        assert [passage.span.of(doc.text) for passage in only] == marked
