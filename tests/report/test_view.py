"""What both the terminal and the page show, before either decides how."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srcdiff.model import Comparison, Span
from srcdiff.report import Look, load
from srcdiff.report.arrange import arrange
from srcdiff.report.build import view
from srcdiff.report.pieces import cut, runs
from srcdiff.report.signs import percent
from srcdiff.report.view import View
from srcdiff.report.visible import for_page, for_terminal
from tests.report.conftest import make_comparison, make_document


@pytest.fixture(scope="module")
def shown(comparison: Comparison) -> View:
    return view(comparison)


def sentences(shown: View, side: str):
    """Return the sentences of a side in the order in which they are shown."""
    return [s for group in shown.groups for s in getattr(group, side)]


@pytest.mark.parametrize("side", ["a", "b"])
def test_every_sentence_is_shown_once(shown: View, comparison: Comparison, side: str):
    everything = list(range(len(comparison.document(side).sentences)))
    assert sorted(s.index for s in sentences(shown, side)) == everything


def test_a_stands_in_its_own_order(shown: View):
    assert [s.index for s in sentences(shown, "a")] == list(range(10))


@pytest.mark.parametrize("side", ["a", "b"])
def test_pieces_give_the_sentence(shown: View, comparison: Comparison, side: str):
    document = comparison.document(side)
    for sentence in sentences(shown, side):
        assert "".join(p.text for p in sentence.pieces) == document.text_of(
            sentence.index
        )
        assert "".join(run.text for run in sentence.runs()) == sentence.text


def test_groups(shown: View):
    """A in its order, each sentence of B beside the one it matches best."""
    found = [(" ".join(s.address for s in (*g.a, *g.b)), g.apart) for g in shown.groups]
    assert found == [
        ("a0 b0", True),  # two headings
        ("a1 b2", True),
        ("a2 b3", False),
        ("a3 b4", True),
        ("b5", False),  # B's left-over, after what it follows in B
        ("a4", False),
        ("a5 b1", True),  # moved
        ("a6", True),
        ("a7", True),
        ("a8", False),
        ("a9 b6 b7", True),
        ("b8", True),
    ]


def test_headings_stand_beside_headings_in_order():
    """A title beside a title, though only one article has a line below it."""
    a = make_document(
        "a", None, [("heading", ["Bridge shut"]), ("body", ["It rained."])]
    )
    b = make_document(
        "b",
        None,
        [
            *(("heading", [words]) for words in ("Bridge shut", "From our desk")),
            ("body", ["It rained."]),
        ],
    )
    links = [(1, 2, "identical", 1.0, False)]
    shown = view(make_comparison(a, b, links=links, only_a=[], only_b=[]))
    found = [" ".join(s.address for s in (*g.a, *g.b)) for g in shown.groups]
    assert found == ["a0 b0", "b1", "a1 b2"]


def test_classes_and_partners(shown: View):
    by_address = {s.address: s for side in "ab" for s in sentences(shown, side)}
    classes = {address: s.cls for address, s in by_address.items()}
    assert classes["a0"] == "heading"
    assert classes["a1"] == "edited"
    assert classes["a2"] == "paraphrase"
    assert classes["a3"] == "overlap"
    assert classes["a4"] == "only-a"
    assert classes["a5"] == "identical"
    assert classes["b5"] == "only-b"
    assert classes["b8"] == "uncompared"
    assert [p.address for p in by_address["a9"].partners] == ["b6", "b7"]
    assert by_address["a5"].moved == by_address["b1"].moved == (1,)
    assert by_address["a3"].conflicts == by_address["b4"].conflicts == (1,)
    assert by_address["a3"].names == {"overlap", "conflict"}


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("english", "No conflict found in numbers"),
        ("german", "No conflict was looked for"),
    ],
)
def test_silence_is_not_taken_for_agreement(comparison, language: str, says: str):
    b = dataclasses.replace(comparison.b, language=language)
    calm = dataclasses.replace(comparison, b=b, conflicts=(), facts=())
    assert view(calm).calm.startswith(says)
    for form in ("terminal", "html", "markdown"):
        assert says in load(form)(calm, Look())


def test_conflicts_quote_both_sentences(shown: View):
    (conflict,) = shown.conflicts
    assert (conflict.number, conflict.a.words, conflict.b.words) == (
        1,
        "17",
        "Three dozen",
    )
    assert conflict.a.before == "At least "
    assert conflict.b.after == " boats broke loose upstream, police said."


def test_what_is_unique_is_counted(shown: View):
    assert (shown.a.only_sentences, shown.a.only_parts) == (3, 2)
    assert (shown.b.only_sentences, shown.b.only_parts) == (1, 2)


def test_words_that_differ_are_marked_where_few_do(shown: View):
    marks = {s.address: {run.mark for run in s.runs()} for s in sentences(shown, "a")}
    assert marks["a1"] == {"", "differs"}
    assert marks["a2"] == {""}  # hardly a word is the same


spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(
    lambda pair: Span(min(pair), max(pair))
)


@given(
    st.text(alphabet="ab \n’é", min_size=1, max_size=50),
    st.lists(spans, max_size=4),
    st.lists(spans, max_size=4),
    st.lists(st.tuples(st.integers(1, 3), spans), max_size=4),
)
def test_pieces_tile_whatever_is_marked(text, differs, only, conflicts):
    whole = Span(0, len(text))
    pieces = cut(text, whole, differs=differs, only=only, conflicts=conflicts)
    assert "".join(piece.text for piece in pieces) == text
    assert "".join(run.text for run in runs(pieces)) == text
    position = 0
    for piece in pieces:
        assert piece.span.start == position
        position = piece.span.end
        for at in range(*piece.span):
            assert piece.differs == any(s.start <= at < s.end for s in differs)
            assert piece.only == any(s.start <= at < s.end for s in only)
            assert set(piece.conflicts) == {
                n for n, s in conflicts if s.start <= at < s.end
            }


links = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 7), st.floats(0, 1)), max_size=20
)


@given(links, st.sets(st.integers(0, 7)))
def test_arranging_loses_nothing(pairs, heads):
    rows = arrange(range(8), range(8), pairs, heads)
    assert [i for a, _ in rows for i in a] == list(range(8))
    assert sorted(j for _, b in rows for j in b) == list(range(8))
    assert all(list(b) == sorted(b) for _, b in rows)


def test_a_heading_of_b_stays_with_what_it_heads():
    rows = arrange([0, 1], [0, 1, 2], [(0, 0, 0.9), (1, 2, 0.9)], heads={1})
    assert rows == [((0,), (0,)), ((), (1,)), ((1,), (2,))]


def test_articles_that_share_nothing_are_read_one_after_the_other():
    rows = arrange([0, 1], [0, 1], [], heads={0})
    assert rows == [((0,), ()), ((1,), ()), ((), (0,)), ((), (1,))]


def test_the_same_text_is_arranged_as_it_stands():
    rows = arrange(range(3), range(3), [(i, i, 1.0) for i in range(3)])
    assert rows == [((i,), (i,)) for i in range(3)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", r"\x1b[2J"),
        ("\x9b31m", r"\x9b31m"),
        ("a\r\n\tb", "a b"),
        ("a\u202eb", r"a\u202eb"),
        ("a\u2028b", "a b"),
        ("\x00\x07", r"\x00\x07"),
        ("\ud800", r"\ud800"),
        ("15\u00a0km", "15\u00a0km"),
    ],
)
def test_steering_characters_are_shown(text: str, shown: str):
    assert for_terminal(text) == shown
    assert for_page(text) == shown


def test_direction_marks_stay_on_the_page():
    assert for_page("א\u200f!") == "א\u200f!"
    assert for_terminal("א\u200f!") == r"א\u200f!"


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.0, "0%"), (0.004, "under 1%"), (0.5, "50%"), (0.9999, "99%"), (1.0, "100%")],
)
def test_a_percentage_never_rounds_to_all_or_nothing(share: float, words: str):
    assert percent(share) == words
