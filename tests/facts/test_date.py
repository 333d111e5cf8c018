"""Dates where golden cases cannot reach: datelines, properties, hostile text."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import article, calls, paragraphs

from srcdiff.facts.dates.compare import apart
from srcdiff.facts.dates.date import Date, comparable, compare_dates, read_dates
from srcdiff.facts.dates.dateline import anchor
from srcdiff.facts.numbers.number import read_numbers
from srcdiff.model import Document

DATED = [
    *("on 3 March", "on March 13, 2024", "in March", "in early May 2019", "in 2019"),
    *("in the 1990s", "in the late 1980s", "in 1904–08", "in the 19th century"),
    *("on Tuesday", "on Tuesday night", "on Wednesday afternoon", "on Sundays"),
    *("at 10:40 p.m.", "at noon on Friday", "at midnight on Friday", "at dawn"),
    *("at half past ten", "before dawn on Monday", "in the early hours of Saturday"),
    *("at 18:30 GMT", "at 9 p.m. EST", "at ten o’clock", "by noon", "until midnight"),
    *("in the autumn", "last spring", "at Easter", "before the new year"),
    *("yesterday", "last week", "last year", "next month", "on the ninth of the month"),
    *("by 2030", "after 2010", "before 6 May", "until July", "around 1900"),
    *("for half an hour", "for 18 minutes", "for a year and a half", "for 60 days"),
    *("for at least five days", "within a year", "for nearly an hour", "for a week"),
    *("for five to seven days", "for the better part of a minute", "two days later"),
    *("the day before the raid", "18 months ago", "two weeks ago", "after six weeks"),
    *("every four years", "once a year", "twice a week", "hourly", "every other day"),
]


def date_of(words: str) -> Date:
    (found,) = read_dates(paragraphs(f"The mill was shut {words}."), 0)
    return found


PAIRS = list(product(map(date_of, DATED), repeat=2))


def test_the_verdict_is_the_same_from_either_side() -> None:
    for x, y in PAIRS:
        assert comparable(x, y) == comparable(y, x)
        if not comparable(x, y):
            continue
        assert apart(x, y) == apart(y, x)
        verdict, why = compare_dates(x, y)
        turned, turned_why = compare_dates(y, x)
        assert verdict == turned
        both = re.fullmatch(r"(.*: )(.*) in A, (.*) in B\.", why)
        if both:
            assert turned_why == f"{both[1]}{both[3]} in A, {both[2]} in B."


@pytest.mark.parametrize("words", DATED)
def test_a_date_agrees_with_itself(words: str) -> None:
    date = date_of(words)
    assert comparable(date, date)
    assert compare_dates(date, date)[0] == "agree"


@pytest.mark.parametrize(
    ("one", "near", "far"),
    [
        ("on Tuesday", "on Wednesday", "on Friday"),
        ("on 3 March", "on 4 March", "on 13 March"),
        ("in March", "in April", "in August"),
        ("in 2019", "in 2018", "in 1951"),
        ("at noon", "at 1 p.m.", "at 9 p.m."),
        ("for ten days", "for nine days", "for three weeks"),
    ],
)
def test_how_far_dates_are_apart(one: str, near: str, far: str) -> None:
    x, y, z = (date_of(words) for words in (one, near, far))
    assert 0 == apart(x, x) < apart(x, y) < apart(x, z) <= 1


def test_what_cannot_be_compared_is_refused() -> None:
    with pytest.raises(TypeError):
        compare_dates(date_of("on Tuesday"), date_of("for a week"))


WORDS = (
    "0 3 13 2019 1904 08 12.35 5:42 - – , . / ( ' s th a an the half of to at on May "
    "march March Sunday sun noon p.m. o'clock past quarter ten twenty and week years "
    "day second every once twice last next ago before ninth early late 1990 century "
    "Easter New Year's fall GMT better part"
)


@given(
    st.text(max_size=80)
    | st.lists(st.sampled_from(WORDS.split()), max_size=14).map(" ".join)
)
def test_dates_of_any_text_lie_in_its_sentences(text: str) -> None:
    doc = paragraphs(f"It was {text}")
    for index, sentence in enumerate(doc.sentences):
        end = sentence.span.start
        tokens = sentence.tokens
        dates = read_dates(doc, index)
        for date in dates:
            assert end <= date.span.start < date.span.end <= sentence.span.end
            assert date.shown()
            assert all(tokens.start <= at < tokens.end for at in date.about)
            assert date.fact().kind == "date"
            assert compare_dates(date, date)[0] == "agree"
            end = date.span.end
        for number in read_numbers(doc, index):
            assert not any(number.span.touches(date.span) for date in dates)
        for x, y in product(dates, repeat=2):
            if comparable(x, y):
                assert compare_dates(x, y)[0] == compare_dates(y, x)[0]
                assert 0 <= apart(x, y) == apart(y, x) <= 1


RUNS = [
    *("3 ", "3-", "March ", "May 3, ", "2019-", "half ", "a ", "the ", "10:40 "),
    *("last ", "late ", "17 boats in 2019, ", "ten to ", "5 hr ", "noon on Friday "),
]


@pytest.mark.parametrize("run", RUNS)
def test_long_runs_take_linear_time(run: str) -> None:
    def steps(times: int) -> int:
        doc = paragraphs(f"It was {run * times}end in March 2019.")
        everywhere = range(len(doc.sentences))
        return calls(
            lambda: [(read_dates(doc, k), read_numbers(doc, k)) for k in everywhere]
        )

    assert steps(2_000) < 5 * steps(500)


# -- the article's own date ----------------------------------------------------------


def shown(doc: Document) -> list[str]:
    """Return the dates of all sentences that are compared."""
    return [d.shown() for index in doc.aligned() for d in read_dates(doc, index)]


STORY = "The mill was shut yesterday, and the owner said the fire had cost him dear."


@pytest.mark.parametrize(
    "head",
    [
        "A mill was shut on 3 March and it burnt down in the night.",
        "The fair runs from 3-5 March.",
        "Ada Holm (3 March 1868 – 11 October 1941) was a miller and a poet of note.",
        "What the papers said about the events of 9 January",
        "Guards were posted at the mill on 9 January",
    ],
)
def test_a_date_in_the_story_is_no_dateline(head: str) -> None:
    doc = article(f"{head}\n\n{STORY}\n")
    assert anchor(doc).month is None
    assert "yesterday" in shown(doc)


@pytest.mark.parametrize(
    "head",
    [
        "BRANLOCH, 12 October — ",
        "BRANLOCH, Oct. 12 (Coastal Wire) - ",
        "BRANLOCH, Lower Tarn, Oct 12 – ",
        "BRANLOCH, Monday, 12 October - ",
        "By Ada Holm, Branloch, 12 October\n\n",
        "From our correspondent, Branloch, October 12\n\n",
        "Updated October 12, 4 p.m.\n\n",
        "Posted 12 October, 4.40pm\n\n",
        "Institute of Milling, 12 October\n\n",
        "Monday 12 October 2026\n\n",
        "12 October\n\n",
    ],
)
def test_yesterday_is_the_day_before_the_dateline(head: str) -> None:
    doc = article(f"Mill burns down\n\n{head}{STORY}\n")
    assert shown(doc) == ["yesterday (11 October)"]


def test_a_dateline_states_no_fact() -> None:
    doc = article("BRANLOCH, 12 October — The mill burnt down, police said.\n")
    assert shown(doc) == []


def test_a_dateline_may_name_the_weekday_alone() -> None:
    doc = article(f"BRANLOCH, Monday - {STORY}\n")
    assert shown(doc) == ["yesterday (Sunday)"]


def dated(text: str, date: object) -> Document:
    return replace(paragraphs(text), metadata=MappingProxyType({"date": date}))


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("yesterday", "yesterday (29 February)"),
        ("tomorrow morning", "tomorrow morning (2 March)"),
        ("last month", "February"),
        ("last year", "2023"),
        ("next year", "2025"),
        ("last week", "last week"),
        ("on the night of 3 March last year", "night 3 March 2023"),
    ],
)
def test_front_matter_dates_the_article(words: str, wanted: str) -> None:
    (date,) = read_dates(dated(f"It burnt {words}.", "2024-03-01"), 0)
    assert date.shown() == wanted


@pytest.mark.parametrize("date", ["soon", 7, "2024-13-45", "9999-12-31", "0001-01-01"])
def test_a_date_in_front_matter_that_is_none_is_left_alone(date: object) -> None:
    (found,) = read_dates(dated("It burnt yesterday.", date), 0)
    assert found.shown() == "yesterday"


def verdict(a: Document, b: Document) -> str | None:
    """Return the verdict on the only dates of two articles; None if not comparable."""
    (x,), (y,) = (
        [d for index in doc.aligned() for d in read_dates(doc, index)] for doc in (a, b)
    )
    return compare_dates(x, y)[0] if comparable(x, y) else None


MONDAY = "BRANLOCH, Monday, 12 October - "
TUESDAY = "BRANLOCH, Tuesday, 13 October - "


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        (f"{MONDAY}It burnt today.", f"{TUESDAY}It burnt yesterday.", "agree"),
        (f"{MONDAY}It burnt today.", f"{TUESDAY}It burnt on Monday.", "compatible"),
        (f"{MONDAY}It burnt on Sunday.", "It burnt on 11 October.", None),
        ("It burnt on Sunday.", f"{MONDAY}It burnt on 11 October.", "compatible"),
        ("It burnt on Sunday.", f"{MONDAY}It burnt on 11 May.", None),
        (f"{MONDAY}It burnt today.", f"{TUESDAY}It burnt today.", "conflict"),
        (f"{MONDAY}It burnt yesterday.", "It burnt on 10 October.", "conflict"),
        ("It burnt on Saturday.", f"{MONDAY}It burnt on 11 October.", "conflict"),
        ("It burnt on Saturday.", f"{MONDAY}It burnt yesterday.", "conflict"),
    ],
)
def test_relative_days_are_compared_as_what_they_stand_for(
    a: str, b: str, wanted: str | None
) -> None:
    assert verdict(article(f"{a}\n"), article(f"{b}\n")) == wanted


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("It burnt last week.", "It burnt on 22 February 2024.", "compatible"),
        (
            "It burnt at the mill last weekend.",
            "It burnt on 24 February.",
            "compatible",
        ),
        ("It burnt last month.", "It burnt in February.", "compatible"),
        ("It burnt last week.", "It burnt on 14 February 2024.", "conflict"),
        ("It burnt last month.", "It burnt in January.", "conflict"),
        ("It burnt last year.", "It burnt in 2021.", "conflict"),
    ],
)
def test_weeks_months_and_years_are_resolved(a: str, b: str, wanted: str) -> None:
    assert verdict(dated(a, "2024-03-01"), dated(b, "2024-03-01")) == wanted
