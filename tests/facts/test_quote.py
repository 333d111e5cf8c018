"""Reading quotations, and the audit where golden cases cannot reach."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import calls, linked, paragraphs

from srcdiff.facts.speech.quote import Quote, read_quotes
from srcdiff.facts.speech.quote_audit import quote_entries
from srcdiff.facts.speech.quote_match import MOST_WORDS
from srcdiff.facts.speech.speech import read_speech
from srcdiff.model import Document, LedgerEntry

# -- reading ------------------------------------------------------------------


def read(*texts: str) -> list[tuple[str, bool]]:
    """Return the words of each quotation, and whether it may be no statement."""
    doc = paragraphs(*texts)
    return [(" ".join(quote.forms), quote.apart) for quote in read_quotes(doc)]


@pytest.mark.parametrize(
    "text",
    [
        "The crews' boats and the boys' nets lay on the pier.",
        "He wasn't there; it's the mayor’s boat, not the crews’ own.",
        "In the '90s, rock 'n' roll came to the bay.",
        "The mast was 6'2\" and the boom 4'10\" long.",
        'The plank is 12" wide and 3" thick.',
        "Nobody said a word.",
        "“”",
        '"',
        "' '",
        '" " "',
        "“…”",
    ],
)
def test_these_are_no_quotations(text: str) -> None:
    assert read(f"It rained. {text}") == []


@pytest.mark.parametrize(
    "text",
    [
        "He runs the so-called “ghost fleet” from the pier.",
        'It is a "fair" price.',
        "She wrote “The Winter of the Herring Boats” in a shed.",
        "Her poem ‘Ice’ won a prize.",
    ],
)
def test_these_may_be_no_statements(text: str) -> None:
    assert [apart for _, apart in read(text)] == [True]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We sank at noon,” she said.", "we sank at noon"),
        ('"We sank at noon," she said.', "we sank at noon"),
        ("‘We sank at noon,’ she said.", "we sank at noon"),
        ("'We sank at noon,' she said.", "we sank at noon"),
        ("«We sank at noon», she said.", "we sank at noon"),
        ("„We sank at noon“, she said.", "we sank at noon"),
        ("‘The crews’ boats sank at noon,’ she said.", "the crews boats sank at noon"),
        ("“He said ‘it sank’ twice,” she said.", "he said it sank twice"),
        ('“He said "it sank" twice,” she said.', "he said it sank twice"),
        ("“We sank,” she said, “at noon.”", "we sank at noon"),
        ("“We'd sunk at noon,” she said.", "we would sunk at noon"),
        ("“[The boat] sank at noon,” she said.", "sank at noon"),
        ("“It sink[s] at noon,” she said.", "it at noon"),
        ("“We sank at noon, she said.", "we sank at noon"),
        ("“Never again,” she said.", "never again"),
    ],
)
def test_a_quotation_is_read_in_any_marks(text: str, words: str) -> None:
    assert read(text) == [(words, False)]


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    doc = paragraphs("“We sank at noon.", "“We swam ashore,” she said.", "“Why?”")
    one, two, three = read_quotes(doc)
    assert one.number == two.number != three.number
    assert (one.sentence, two.sentence) == (0, 1)


def test_parts_of_a_quotation_leave_a_break() -> None:
    doc = paragraphs("“We sank,” she said, “at noon … not far from the bay.”")
    (quote,) = read_quotes(doc)
    assert [quote.forms[at] for at in sorted(quote.breaks)] == ["at", "not"]
    assert quote.span.of(doc.text).startswith("We sank,” she said")


def test_two_quotations_of_a_sentence_are_two() -> None:
    text = "She called it “a very bad winter” and “the end of the fleet”."
    assert [words for words, _ in read(text)] == [
        "a very bad winter",
        "the end of the fleet",
    ]


def test_quotations_are_read_in_english_only() -> None:
    doc = paragraphs("„Wir sanken mittags“, sagte sie.", language="german")
    assert read_quotes(doc) == ()


PIECES = [
    *("“", "”", '"', "'", "’", "‘", "«", "»", "„", "[", "]", "…", ",", ".", "?", "-"),
    *(" she said ", " the crews' boats ", " we sank at noon", "\n", " It ", " 12", "s"),
]


@st.composite
def texts(draw: st.DrawFn) -> str:
    return "".join(draw(st.lists(st.sampled_from(PIECES), max_size=30)))


@given(texts())
def test_quotations_of_any_text_lie_in_their_sentences(text: str) -> None:
    doc = paragraphs(f"It was {text}", f"Then {text}")
    for quote in read_quotes(doc):
        sentence = doc.sentences[quote.sentence]
        assert sentence.span.start <= quote.span.start < quote.span.end
        assert quote.span.end <= sentence.span.end
        assert len(quote.forms) == len(quote.places) == len(quote.clauses)
        assert list(quote.places) == sorted(quote.places)
        assert all(at in range(*sentence.tokens) for at in quote.places)


@pytest.mark.parametrize(
    "piece", ['"', '"a ', "“a ", "' a", "'a ", "[", "“[a ", "'s' "]
)
def test_reading_takes_linear_time(piece: str) -> None:
    docs = [paragraphs(f"It was {piece * size}.") for size in (2_000, 8_000)]
    few, many = (calls(lambda doc=doc: read_quotes(doc)) for doc in docs)
    assert many < 5 * few


# -- the audit ----------------------------------------------------------------


def audit(a: Document, b: Document, *pairs: tuple[int, int]) -> list[LedgerEntry]:
    return list(quote_entries(read_speech(linked(a, b, *pairs))))


def test_the_whole_other_article_is_searched() -> None:
    a = paragraphs("“We sank at noon off the cape,” said Mr Holt.", "It rained.")
    b = paragraphs("It rained.", "Mr Holt said: “We sank at noon off the cape.”")
    (entry,) = audit(a, b, (1, 0))
    assert entry.verdict == "agree"
    assert entry.a and entry.a.value == "Mr Holt: “We sank at noon off the cape”"


def test_a_quotation_in_neither_form_is_one_side_s_only() -> None:
    a = paragraphs("“We sank at noon off the cape,” said Mr Holt.")
    b = paragraphs("“Nobody saw the lights of the ferry,” said Mr Holt.")
    assert [(e.verdict, e.a is None, e.b is None) for e in audit(a, b, (0, 0))] == [
        ("only a", False, True),
        ("only b", True, False),
    ]


def test_scare_quotes_and_titles_are_no_news() -> None:
    a = paragraphs("He runs the so-called “ghost fleet” from the pier.")
    b = paragraphs("He wrote “The Winter of the Herring Boats” on the pier.")
    assert audit(a, b, (0, 0)) == []


def test_an_alteration_is_marked_by_its_words_alone() -> None:
    a = paragraphs("“We lost our boat, and then we lost our way,” said Mr Holt.")
    b = paragraphs("“We lost our nets, and then we found our way,” said Mr Holt.")
    found = [
        (e.a.span.of(a.text), e.b.span.of(b.text))
        for e in audit(a, b, (0, 0))
        if e.a and e.b and e.verdict == "conflict"
    ]
    assert found == [("boat", "nets"), ("lost", "found")]


def test_an_alteration_in_sentences_that_are_not_linked_says_so() -> None:
    a = paragraphs("“We lost our boat and both of our nets,” said Mr Holt.")
    b = paragraphs("“We sold our boat and both of our nets,” said Mr Holt.")
    (entry,) = audit(a, b)
    assert entry.verdict == "conflict"
    assert "in sentences that are not linked" in entry.why


def test_a_sentence_of_too_many_words_is_not_compared() -> None:
    words = " ".join(f"boat{number}" for number in range(MOST_WORDS + 1))
    a = paragraphs(f"“We lost {words},” said Mr Holt.")
    b = paragraphs(f"“We sold {words},” said Mr Holt.")
    assert "conflict" not in {e.verdict for e in audit(a, b, (0, 0))}
    assert {e.verdict for e in audit(a, a, (0, 0))} == {"agree"}


@given(texts(), texts())
@settings(max_examples=40)
def test_swapping_the_articles_mirrors_the_audit(one: str, other: str) -> None:
    a = paragraphs(f"It was “we sank at noon {one}”", f"Then {other}")
    b = paragraphs(f"It was “we sank at night {other}”", f"Then {one}")
    turn = {"only a": "only b", "only b": "only a"}
    pairs = [(i, j) for i in range(1) for j in range(1)]
    here = {(e.verdict, e.a, e.b) for e in audit(a, b, *pairs)}
    there = {
        (turn.get(e.verdict, e.verdict), e.b, e.a)
        for e in audit(b, a, *((j, i) for i, j in pairs))
    }
    assert here == there


@given(texts())
@settings(max_examples=40)
def test_an_article_quotes_what_it_quotes(text: str) -> None:
    doc = paragraphs(f"It was “we sank at noon {text}”", f"Then {text}")
    rows = [(row, row) for row in doc.aligned()]
    assert {entry.verdict for entry in audit(doc, doc, *rows)} <= {"agree"}


def test_a_quotation_is_hashed_by_its_value() -> None:
    doc = paragraphs("“We sank at noon,” she said.")
    assert len({*read_quotes(doc), *read_quotes(doc)}) == 1
    assert isinstance(read_quotes(doc)[0], Quote)
