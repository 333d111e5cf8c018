"""Reading who says so, and the ledger where golden cases cannot reach."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import calls, linked, paragraphs

from srcdiff.facts.speech.attribution import Attribution
from srcdiff.facts.speech.attribution_ledger import attribution_entries
from srcdiff.facts.speech.speech import read_said, read_speech
from srcdiff.model import Document, LedgerEntry


def read(*texts: str) -> list[tuple[str, str]]:
    """Return the source of each attribution, and the words that are put down to it."""
    doc = paragraphs(*texts)
    said = [one for here in read_said(doc).attributions.values() for one in here]
    return [
        (one.source.named(), " ".join(doc.tokens[at].norm for at in one.words))
        for one in said
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The boat sank at noon off the cape.",
        "Tom Holt called off the search at noon.",
        "Divers found the boat on the beach.",
        "The report and its claims were false.",
        "Nobody told them that the ice was thin.",
        "It was said that the ice was thin.",
        "Estimates of the damage vary.",
        "“Tom Holt said the ice was thin.”",
        "Said and done.",
        "A curfew announced on Sunday failed to calm the port.",
        "The sum claimed by the owners was halved.",
        "I heard it said in the port.",
        "The boat was built in the Upland States.",
        "Vale added a third goal.",
        "Another singer, who saw the smoke, called the police.",
    ],
)
def test_nobody_says_so(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Tom Holt said the ice was thin.", "Tom Holt"),
        ("A survey suggested that ice was thin.", "A survey"),
        ("A statement announced that the ice was thin.", "A statement"),
        ("The port, whose owners said the ice was thin, closed.", "owners"),
        (
            "Tarn, which owns the port, said that ice was thin.",
            "Tarn, which owns the port",
        ),
        ("The ice was thin, Tom Holt said.", "Tom Holt"),
        ("The ice was thin, said Tom Holt.", "Tom Holt"),
        ("The ice, said Tom Holt, was thin.", "Tom Holt"),
        ("“The ice was thin,” said Tom Holt.", "Tom Holt"),
        ("Tom Holt: “The ice was thin.”", "Tom Holt"),
        ("Tom Holt, the mayor, said the ice was thin.", "Tom Holt"),
        ("Tom Holt, 41, a baker, said the ice was thin.", "Tom Holt"),
        ("Tom Holt, who is a baker, said the ice was thin.", "Tom Holt"),
        ("The mayor, Tom Holt, said the ice was thin.", "Tom Holt"),
        ("The ice was thin, said Tom Holt, the mayor.", "Tom Holt"),
        ("The ice was thin, said J. T. Holt, the mayor.", "J. T. Holt"),
        ("On Monday Mr. Holt said the ice was thin.", "Mr. Holt"),
        ("In a statement, Tom Holt said the ice was thin.", "Tom Holt"),
        ("Tom Holt later told reporters that the ice was thin.", "Tom Holt"),
        ("According to Tom Holt, the ice was thin.", "Tom Holt"),
        ("According to Tom Holt, a baker, the ice was thin.", "Tom Holt"),
        ("The ice was thin, according to Tom Holt.", "Tom Holt"),
        ("The crews were told by Tom Holt that the ice was thin.", "Tom Holt"),
        ("Tom Holt called it the thinnest ice in years.", "Tom Holt"),
        (
            "In 2019 a team at Tarn University warned of thin ice.",
            "a team at Tarn Univers",
        ),
        ("By the union's own estimate the ice was thin.", "the union"),
        ("Officials said the ice was thin.", "Officials"),
        ("A ministry spokesman said the ice was thin.", "A ministry spokesman"),
        ("One of the pilots said the ice was thin.", "One of the pilots"),
    ],
)
def test_a_source_is_read(text: str, source: str) -> None:
    ((found, words),) = read(f"It rained. {text}")
    assert found.startswith(source)
    assert "ice" in words
    assert "holt" not in words


def test_a_sentence_may_have_two_sources() -> None:
    text = "Tom Holt said the ice was thin, while Anna Lund said the snow was deep."
    assert read(text) == [("Tom Holt", "ice thin"), ("Anna Lund", "snow deep")]


@pytest.mark.parametrize(
    ("texts", "source"),
    [
        (["Anna Lund came. She said the ice was thin."], "Anna Lund (she)"),
        (["Anna Lund came.", "She said the ice was thin."], "Anna Lund (she)"),
        (["It rained, said Ms Lund.", "She said it was wet."], "Ms Lund (she)"),
        (["It rained. She said the ice was thin."], "She"),
        (["Anna Lund came.", "It rained.", "She said the ice was thin."], "She"),
        (["Mr Holt came. She said the ice was thin."], "She"),
        (["Ms Lund came. He said the ice was thin."], "He"),
        (["Tarn Bank opened. He said the ice was thin."], "He"),
        (["Anna Lund came. They said the ice was thin."], "They"),
    ],
)
def test_a_pronoun_stands_for_whoever_was_named_last(
    texts: list[str], source: str
) -> None:
    assert read(*texts)[-1][0] == source


def test_attributions_are_read_in_english_only() -> None:
    doc = paragraphs("Tom Holt said the ice was thin.", language="danish")
    assert read_said(doc).attributions == {}


PIECES = [
    *(" said ", " Tom Holt ", ", ", " according to ", " the mayor ", " who ", " told "),
    *("“", "”", '"', ". ", ": ", " she ", " by ", "'s own estimate ", " and ", " ice "),
    *(" On Monday ", " Dr.", " - ", "(", " 41 ", " was ", "\n"),
]


@st.composite
def texts(draw: st.DrawFn) -> str:
    return "".join(draw(st.lists(st.sampled_from(PIECES), max_size=30)))


@given(texts())
def test_sources_of_any_text_lie_in_their_sentences(text: str) -> None:
    doc = paragraphs(f"It was {text}", f"Then {text}")
    for row, found in read_said(doc).attributions.items():
        sentence = doc.sentences[row]
        for one in found:
            assert one.sentence == row
            span = one.source.span
            assert sentence.span.start <= span.start < span.end <= sentence.span.end
            assert all(at in range(*sentence.tokens) for at in one.words)
            assert set(one.words).isdisjoint(range(*one.tag))
            assert one.source.shown


@pytest.mark.parametrize(
    "piece", ["Tom said ", "said, ", ", he said", "'s words ", "Holt, ", "“A” said B. "]
)
def test_reading_takes_linear_time(piece: str) -> None:
    docs = [paragraphs(f"It was {piece * size}.") for size in (1_000, 4_000)]
    few, many = (calls(lambda doc=doc: read_said(doc)) for doc in docs)
    assert many < 5 * few


# -- the ledger ---------------------------------------------------------------


def ledger(a: Document, b: Document, *pairs: tuple[int, int]) -> list[LedgerEntry]:
    return list(attribution_entries(read_speech(linked(a, b, *pairs))))


def summary(entries: list[LedgerEntry]) -> list[tuple[str, str, str]]:
    return [
        (e.verdict, e.a.value if e.a else "", e.b.value if e.b else "") for e in entries
    ]


def test_sentences_that_are_not_linked_stay_silent() -> None:
    a = paragraphs("Tom Holt said the ice was thin.", "Nobody saw it.")
    b = paragraphs("Nobody saw it.", "Anna Lund said the ice was thin.")
    assert ledger(a, b, (1, 0)) == []


def test_a_statement_without_source_is_no_conflict() -> None:
    a = paragraphs("Tom Holt said the ice was too thin to walk on.")
    b = paragraphs("The ice was too thin to walk on.")
    assert summary(ledger(a, b, (0, 0))) == [("only a", "Tom Holt", "")]
    assert summary(ledger(b, a, (0, 0))) == [("only b", "", "Tom Holt")]


def test_the_same_source_wins_where_two_say_the_same() -> None:
    a = paragraphs("Tom Holt said the ice was too thin to walk on.")
    b = paragraphs(
        "Anna Lund said the ice was too thin to walk on.",
        "Tom Holt said it was too thin to walk on, the ice in the bay.",
    )
    assert summary(ledger(a, b, (0, 0), (0, 1))) == [
        ("agree", "Tom Holt", "Tom Holt"),
        ("only b", "", "Anna Lund"),
    ]


def test_the_same_words_have_the_same_source_whoever_she_is() -> None:
    a = paragraphs("It rained.", "She said the ice was too thin to walk on.")
    b = paragraphs("It snowed.", "She said the ice was too thin to walk on.")
    assert summary(ledger(a, b, (1, 1))) == [("agree", "She", "She")]


def test_a_conflict_marks_the_words_that_name_either() -> None:
    a = paragraphs("The ice was thin, said Tom Holt, a baker.")
    b = paragraphs("Anna Lund, a teacher, said the ice was thin.")
    (entry,) = ledger(a, b, (0, 0))
    assert entry.verdict == "conflict"
    assert entry.a and entry.a.span.of(a.text) == "Tom Holt, a baker"
    assert entry.b and entry.b.span.of(b.text) == "Anna Lund, a teacher"


@given(texts(), texts())
@settings(max_examples=40)
def test_swapping_the_articles_mirrors_the_ledger(one: str, other: str) -> None:
    a = paragraphs(f"The ice was thin, said {one}", f"Then {other}")
    b = paragraphs(f"It was {other} said the ice was thin.", f"Then {one}")
    turn = {"only a": "only b", "only b": "only a"}
    pairs = [(0, 0)]
    here = {(e.verdict, e.a, e.b) for e in ledger(a, b, *pairs)}
    there = {(turn.get(e.verdict, e.verdict), e.b, e.a) for e in ledger(b, a, *pairs)}
    assert here == there


@given(texts())
@settings(max_examples=40)
def test_an_article_agrees_with_itself(text: str) -> None:
    doc = paragraphs(f"Tom Holt said {text}", f"Then {text}")
    rows = [(row, row) for row in doc.aligned()]
    assert {entry.verdict for entry in ledger(doc, doc, *rows)} <= {"agree"}


def test_an_attribution_is_hashed_by_its_value() -> None:
    doc = paragraphs("Tom Holt said the ice was thin.")
    one, two = (read_said(doc).attributions[0][0] for _ in range(2))
    assert isinstance(one, Attribution)
    assert len({one, two}) == 1
