"""Runs of words in common: against a slow twin, and against long ones."""

from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from srcdiff.editorial.copied import copied
from srcdiff.model import Extract
from srcdiff.readers import extract_bytes
from srcdiff.text.document import document

WORDS = st.lists(
    st.sampled_from(["mill", "river", "bridge", "stone", "ferry"]),
    min_size=1,
    max_size=40,
)


def article(text, name="a.txt"):
    extract: Extract = extract_bytes(text.encode(), name, max_size=10**7)
    return document(extract, name=name)


def longest(one, two):
    """Return the length of the longest run in common, looked for everywhere."""
    best = 0
    row = [0] * (len(two) + 1)
    for x in one:
        row = [0, *((row[j] + 1 if x == y else 0) for j, y in enumerate(two))]
        best = max(best, *row)
    return best


@given(WORDS, WORDS, st.integers(1, 6))
def test_the_longest_run_is_found(one, two, least):
    """Unless another one, found before, has some of its words."""
    found = copied(article(" ".join(one)), [article(" ".join(two))], least)
    best = longest(one, two)
    assert all(least <= run.words <= best for run in found)
    assert bool(found) == (best >= least)


@given(WORDS, WORDS, WORDS, st.integers(1, 6))
def test_no_word_is_told_twice(one, two, three, least):
    draft = article(" ".join(one))
    sources = [article(" ".join(words)) for words in (two, three)]
    spans = [run.here.span for run in copied(draft, sources, least)]
    assert spans == sorted(spans)
    assert sum(len(span.of(draft.text).split()) for span in spans) <= len(one)


def test_the_longer_run_counts_of_several_sources():
    draft = article("The old stone bridge over the river was closed on Monday.")
    short = article("The old stone bridge over the river fell.")
    long = article("It is true that the old stone bridge over the river was closed.")
    (run,) = copied(draft, [short, long], 4)
    assert (run.words, run.source) == (9, 1)


def test_a_run_across_sentences_shows_the_one_with_most_of_it():
    text = "Rain fell. The old stone bridge over the river was closed on Monday. Why?"
    draft = article(text)
    (run,) = copied(draft, [article(text)], 5)
    assert run.words == 14
    assert run.here.sentence == 1
    assert run.here.span.of(draft.text).startswith("The old stone")


def test_a_refrain_takes_no_time():
    text = "La la la la la la la la la la. " * 3_000
    draft, source = article(text), article(text)
    start = perf_counter()
    copied(draft, [source], 12)
    assert perf_counter() - start < 5
