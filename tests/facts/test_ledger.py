"""The ledger of numbers where golden cases cannot reach."""

from __future__ import annotations

import dataclasses
import re

from hypothesis import assume, given
from hypothesis import strategies as st
from making import linked, paragraphs, vocabulary

from srcdiff.facts.ledger import compare_numbers, conflicts, number_ledger
from srcdiff.facts.number import Number, read_numbers
from srcdiff.model import Document, LedgerEntry, Span

ONES = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen"),
    *("seventeen", "eighteen", "nineteen"),
]
TENS = [*("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")]


def spelled(number: int) -> str:
    """Return a number below a million in English words."""
    if number < 20:
        return ONES[number]
    if number < 100:
        ten, one = divmod(number, 10)
        return TENS[ten - 2] + (f"-{ONES[one]}" if one else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    many, rest = divmod(number, size)
    link = " and " if 0 < rest < 100 else " "
    return f"{spelled(many)} {name}" + (link + spelled(rest) if rest else "")


@st.composite
def numbers(draw: st.DrawFn) -> Number:
    low = draw(st.integers(0, 200)) * draw(st.sampled_from([1, 10, 1000]))
    high = low + draw(st.sampled_from([0, 0, 5, 100]))
    return Number(
        low=float(low),
        high=float(high),
        bound=draw(st.sampled_from(["exact", "least", "most", "about", "nearly"])),
        unit="",
        step=float(draw(st.sampled_from([1, 10, 100]))),
        about=(),
        sentence=0,
        span=Span(0, 1),
    )


@given(numbers(), numbers())
def test_the_verdict_is_the_same_from_either_side(x: Number, y: Number) -> None:
    verdict, why = compare_numbers(x, y)
    turned, turned_why = compare_numbers(y, x)
    assert verdict == turned
    both = re.fullmatch(r"(.*: )(.*) in A, (.*) in B\.", why)
    if both:
        assert turned_why == f"{both[1]}{both[3]} in A, {both[2]} in B."


@given(numbers())
def test_a_number_agrees_with_itself(x: Number) -> None:
    assert compare_numbers(x, x)[0] == "agree"


@given(numbers(), numbers())
def test_figures_that_meet_are_no_conflict(x: Number, y: Number) -> None:
    assume({x.bound, y.bound} <= {"exact", "about", "nearly"})
    meet = x.high >= y.low and y.high >= x.low
    assert not (meet and compare_numbers(x, y)[0] == "conflict")


@given(st.integers(2, 999_999))
def test_a_number_in_words_is_the_number_in_figures(number: int) -> None:
    assume(not 1500 <= number <= 2099)  # in figures these can be years
    for text in (spelled(number), f"{number:,}"):
        doc = paragraphs(f"They counted {text} sheep.")
        (found,) = read_numbers(doc, 0)
        assert (found.low, found.high, found.bound) == (number, number, "exact")
        assert found.span.of(doc.text) == text
        assert [doc.tokens[at].norm for at in found.about] == ["sheep"]


@given(st.text(max_size=80) | st.text("0123456789 .,-%$€atoo half dozen", max_size=60))
def test_numbers_of_any_text_lie_in_its_sentences(text: str) -> None:
    doc = paragraphs(f"It was {text}")
    for index, sentence in enumerate(doc.sentences):
        end = sentence.span.start
        for number in read_numbers(doc, index):
            assert end <= number.span.start < number.span.end <= sentence.span.end
            assert number.low <= number.high
            assert number.shown()
            end = number.span.end


def ledger(a: Document, b: Document, *pairs: tuple[int, int]) -> list[LedgerEntry]:
    return list(number_ledger(a, b, linked(*pairs), vocabulary(a, b)))


def summary(entries: list[LedgerEntry]) -> list[tuple[str, str, str]]:
    return [
        (e.verdict, e.a.value if e.a else "", e.b.value if e.b else "") for e in entries
    ]


def test_sentences_that_are_not_linked_stay_silent() -> None:
    a = paragraphs("The blaze killed 17 people.", "Nobody saw it.")
    b = paragraphs("Nobody heard it.", "The blaze killed 36 people.")
    assert ledger(a, b, (1, 0)) == []


def test_each_number_is_matched_at_most_once() -> None:
    a = paragraphs("The blaze killed 17 people.")
    b = paragraphs("The blaze killed 17 people.", "It killed 36 people at the mill.")
    assert summary(ledger(a, b, (0, 0), (0, 1))) == [
        ("agree", "17", "17"),
        ("only b", "", "36"),
    ]


def test_the_equal_figure_wins_in_whatever_linked_sentence() -> None:
    a = paragraphs("The blaze killed 36 people at the mill.")
    b = paragraphs("The blaze killed 17 people at the mill.", "In all 36 people died.")
    assert ("conflict", "36", "17") not in summary(ledger(a, b, (0, 0), (0, 1)))


def test_a_number_alone_is_on_its_side_only() -> None:
    a = paragraphs("The blaze killed 17 people.")
    b = paragraphs("The blaze left 240 hens homeless.")
    assert summary(ledger(a, b, (0, 0))) == [
        ("only a", "17", ""),
        ("only b", "", "240"),
    ]


def test_the_ledger_stands_in_the_order_of_a_then_b() -> None:
    a = paragraphs("It killed 17 people and 9 dogs.", "The fire cost $3 million.")
    b = paragraphs("The fire cost $5 million.", "It killed 9 dogs, 36 people, 2 cats.")
    entries = ledger(a, b, (0, 1), (1, 0))
    places = [e.a.span.start for e in entries if e.a]
    assert places == sorted(places)
    assert [e.a is None for e in entries] == sorted(e.a is None for e in entries)
    found = conflicts(entries)
    assert [c.a.span for c in found] == [
        e.a.span for e in entries if e.a and e.verdict == "conflict"
    ]


def test_swapping_the_articles_mirrors_the_ledger() -> None:
    a = paragraphs("It killed 17 people and 9 dogs.", "The fire cost $3 million.")
    b = paragraphs("The fire cost $5 million.", "It killed 9 dogs, 36 people, 2 cats.")
    turn = {"only a": "only b", "only b": "only a"}
    here = {(e.verdict, e.a, e.b) for e in ledger(a, b, (0, 1), (1, 0))}
    there = ledger(b, a, (1, 0), (0, 1))
    assert here == {(turn.get(e.verdict, e.verdict), e.b, e.a) for e in there}


def test_no_links_no_ledger() -> None:
    a = paragraphs("The blaze killed 17 people.")
    assert ledger(a, a) == []
    assert conflicts(()) == ()


def test_a_fact_quotes_its_figure_with_scale_and_unit() -> None:
    doc = paragraphs("The bridge cost at least $2.3 million.")
    (number,) = read_numbers(doc, 0)
    fact = number.fact()
    assert fact.span.of(doc.text) == "$2.3 million"
    assert fact.value == "at least 2,300,000 dollar"
    assert dataclasses.replace(number, bound="exact").shown() == "2,300,000 dollar"
