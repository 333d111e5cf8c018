"""What must hold for every pair of articles, whatever stands in them.

The articles are made up by Hypothesis: sentences from word lists, with names,
figures, quotations, several alphabets and odd white space; B repeats, rewords and
shuffles part of A.  Then the same promises for the sample pair and, where they lie
beside the repository, for annotated pairs of real length.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from making import article

from srcdiff import pipeline
from srcdiff.align import transformer
from srcdiff.errors import InputError
from srcdiff.model import Comparison, Document, Passage, Side
from srcdiff.readers import extract_bytes
from srcdiff.report import Look, load
from srcdiff.settings import Settings
from srcdiff.text.document import document

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds" / "a.txt", ROOT / "seeds" / "b.txt"
GOLD = sorted((ROOT.parent / "shared" / "gold").glob("*/*/a.txt"))
QUICK = GOLD[::3]
"""Those walked in the quick part; the others are marked as slow."""

few = settings(max_examples=15)
some = settings(max_examples=40)

# -- articles ------------------------------------------------------------------


def listed(text: str) -> list[str]:
    return [part.strip() for part in text.split("|")]


SUBJECTS = listed(
    "The harbour master | Dr. Ilse Brandt | Mayor Oduya | The police | Nobody | She"
    " | A U.S. envoy | Prof. K. Sato | Ärzte in Gällivare | Нина Орлова | 北京市民"
    " | Two dozen farmers | The Tarn River Board | שרה לוי"
)
VERBS = listed(
    "closed | opened | praised | denied closing | had not seen | sold | blamed"
    " | is said to have left | reportedly lost | will rebuild | verkaufte | закрыл"
)
OBJECTS = listed(
    "the old bridge | 17 boats | at least 36 barges | nearly half of the fleet | it"
    " | $2.3 million | between 20 and 30 cows | 1,104 tonnes of wool | 大桥 | мост"
    " | three dozen goats | the “finest” cafe\N{COMBINING ACUTE ACCENT} in town"
    " | the damaged 🚢 ferries | 4% of rents | No. 5 pier | Nadia Ferrant, 44,"
)
ENDS = listed(
    "on Monday | at 8 p.m. Thursday | in the U.S. | in 1998 | | after the flood"
    " | for three weeks | near Route 9 | – so they say | … | ‘again’ | on 14 May"
)
STOPS = [".", ".", ".", "!", "?", ".”", '."', "", "。", "..."]
GAPS = [" ", " ", "  ", "\n", "\n\n", "\r\n\r\n", "\t", "\u00a0", "\n\n- ", "\n\n> "]


@st.composite
def made_sentences(draw: st.DrawFn) -> str:
    parts = [draw(st.sampled_from(w)) for w in (SUBJECTS, VERBS, OBJECTS, ENDS)]
    words = " ".join(part for part in parts if part)
    if draw(st.booleans()) and draw(st.booleans()):
        words = f"“{words},” said {draw(st.sampled_from(SUBJECTS))}"
    return words + draw(st.sampled_from(STOPS))


@st.composite
def articles(draw: st.DrawFn) -> str:
    out = draw(st.sampled_from(["", "", "Bridge shut\n\n", "\n \n"]))
    for sentence in draw(st.lists(made_sentences(), min_size=1, max_size=9)):
        out += sentence + draw(st.sampled_from(GAPS))
    return out


@st.composite
def reworded(draw: st.DrawFn) -> tuple[str, str]:
    """Two articles: B repeats some sentences of A in another order or in part."""
    mine = draw(st.lists(made_sentences(), min_size=1, max_size=9))
    kept = draw(st.permutations(mine))[: draw(st.integers(0, len(mine)))]
    theirs = []
    for sentence in kept:
        words = sentence.split(" ")
        how = draw(st.integers(0, 3))
        if how == 1:
            words = words[draw(st.integers(0, len(words) - 1)) :]
        elif how == 2:
            words.insert(len(words) // 2, draw(st.sampled_from(OBJECTS)))
        theirs.append(" ".join(words))
    theirs += draw(st.lists(made_sentences(), min_size=0 if kept else 1, max_size=4))
    gaps = st.sampled_from(GAPS)
    return (
        "".join(sentence + draw(gaps) for sentence in mine),
        "".join(sentence + draw(gaps) for sentence in theirs),
    )


def made(text: str, name: str = "made.txt", *, body: bool = True) -> Document:
    """Return the document; pass over what is no article, or has no body."""
    try:
        doc = article(text, name)
    except InputError:
        assume(False)
        raise
    # What there is no word to compare in: test_articles_without_a_body.
    words = (token.norm for i in doc.aligned() for token in doc.tokens_of(i))
    assume(not body or any(word[0].isalnum() for word in words))
    return doc


any_text = st.text(max_size=300) | st.text(
    "aA1.!?\"'“”‘’«» \n\r\t\u00a0\u2028\u200b\u0301。…-—>*#()[]é中ا🚢\ufeff",
    max_size=120,
)

# -- what a document promises --------------------------------------------------


def check_document(doc: Document) -> None:
    """Spans quote and lie in order, disjoint, each inside the one that holds it."""
    end = 0
    for number, paragraph in enumerate(doc.paragraphs):
        assert end <= paragraph.span.start < paragraph.span.end <= len(doc.text)
        end = paragraph.span.end
        for index in range(*paragraph.sentences):
            assert doc.sentences[index].paragraph == number
            assert doc.sentences[index].kind == paragraph.kind
    assert [i for p in doc.paragraphs for i in range(*p.sentences)] == list(
        range(len(doc.sentences))
    )
    end = 0
    for sentence in doc.sentences:
        outer = doc.paragraphs[sentence.paragraph].span
        assert max(end, outer.start) <= sentence.span.start < sentence.span.end
        assert sentence.span.end <= outer.end
        end = sentence.span.end
        quoted = sentence.span.of(doc.text)
        assert quoted == quoted.strip()
    assert [t for s in doc.sentences for t in range(*s.tokens)] == list(
        range(len(doc.tokens))
    )
    for sentence in doc.sentences:
        end = sentence.span.start
        for token in doc.tokens[sentence.tokens.start : sentence.tokens.end]:
            assert end <= token.start < token.end <= sentence.span.end
            assert not doc.text[end : token.start].strip()
            assert token.norm
            end = token.end
        assert not doc.text[end : sentence.span.end].strip()


def check_each_letter_once(doc: Document) -> None:
    """Every code point but white space lies in exactly one sentence."""
    end = 0
    for sentence in doc.sentences:
        assert not doc.text[end : sentence.span.start].strip()
        end = sentence.span.end
    assert not doc.text[end:].strip()


def check_lines(doc: Document) -> None:
    """A sentence starts on the line of the file that it names."""
    line = re.compile("\r\n|[\n\r\u2028\u2029]")
    for part in (*doc.sentences, *doc.paragraphs):
        assert part.line == 1 + len(line.findall(doc.text[: part.span.start]))


@some
@given(articles())
def test_an_article_s_spans_lie_in_order_and_quote(text: str) -> None:
    doc = made(text, body=False)
    check_document(doc)
    check_each_letter_once(doc)
    check_lines(doc)


@some
@given(any_text)
@example("A\u2028b c.\u2028\u2028d e.")
@example("1. ")
@example("\ufeffa")
@example("- -")
@example("a.\u0301 B.")
@example(". . . a")
@example("。a。")
def test_any_text_s_spans_lie_in_order_and_quote(text: str) -> None:
    doc = made(text, body=False)
    check_document(doc)
    check_each_letter_once(doc)


@some
@given(any_text | articles(), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_a_plain_document_s_text_is_the_decoded_file(text: str, encoding: str) -> None:
    try:
        extract = extract_bytes(text.encode(encoding), "made.txt", max_size=1 << 20)
        doc = document(extract, name="made.txt")
    except InputError:
        assume(False)
    assert doc.text == (text.removeprefix("\ufeff") if encoding == "utf-8" else text)


# -- what a comparison promises ------------------------------------------------


def check_edits(comparison: Comparison) -> None:
    """An edit script tiles both sentences, and no two neighbours do the same."""
    for link in comparison.links:
        for side in ("a", "b"):
            doc = comparison.document(side)
            sentence = doc.sentences[getattr(link, side)].span
            end = sentence.start
            for edit in link.edits:
                span = getattr(edit, side)
                assert span.start == end <= span.end
                end = span.end
            assert end == sentence.end
        for one, other in pairwise(link.edits):
            assert one.op != other.op
        for edit in link.edits:
            empty = edit.a.start == edit.a.end, edit.b.start == edit.b.end
            assert empty == (edit.op == "insert", edit.op == "delete")
        if link.relation == "identical":
            assert [edit.op for edit in link.edits] == ["equal"]


def check_passage(doc: Document, passage: Passage) -> None:
    """A passage quotes words inside its sentence."""
    outer = doc.sentences[passage.sentence].span
    assert outer.start <= passage.span.start < passage.span.end <= outer.end
    quoted = passage.span.of(doc.text)
    assert quoted == quoted.strip()
    assert any(
        token.start == passage.span.start for token in doc.tokens_of(passage.sentence)
    )


def check_comparison(comparison: Comparison) -> None:
    """The links, passages, conflicts and figures of an account fit together."""
    check_edits(comparison)
    pairs = [(link.a, link.b) for link in comparison.links]
    assert pairs == sorted(set(pairs))
    linked = {"a": {i for i, _ in pairs}, "b": {j for _, j in pairs}}
    for side in ("a", "b"):
        doc, only = comparison.document(side), comparison.only(side)
        assert linked[side] <= set(doc.aligned())
        end = 0
        for passage in only:
            check_passage(doc, passage)
            assert end <= passage.span.start
            end = passage.span.end
        alone = {p.sentence for p in only if p.sentence not in linked[side]}
        assert alone == set(doc.aligned()) - linked[side]
        for passage in only:
            if passage.sentence in alone:
                assert passage.span == doc.sentences[passage.sentence].span
    for conflict in comparison.conflicts:
        check_passage(comparison.a, conflict.a)
        check_passage(comparison.b, conflict.b)
        where = conflict.a.sentence, conflict.b.sentence
        assert where in pairs or "in sentences that are not linked" in conflict.why
    between = {
        (comparison.a.sentences[i].paragraph, comparison.b.sentences[j].paragraph)
        for i, j in pairs
    }
    assert {(link.a, link.b) for link in comparison.paragraph_links} == between
    for link in (*comparison.links, *comparison.paragraph_links):
        assert 0 < link.similarity <= 1
    summary = comparison.summary
    assert 0 <= summary.a_in_b <= 1
    assert 0 <= summary.b_in_a <= 1
    assert summary.conflicts == len(comparison.conflicts)
    assert summary.moved == sum(link.moved for link in comparison.links)


@cache
def schema() -> Any:
    text = files("srcdiff.report").joinpath("schema-1.json").read_text("utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


def as_json(comparison: Comparison) -> str:
    return load("json")(comparison, Look())


def check_json(comparison: Comparison) -> None:
    """The JSON report keeps to its schema."""
    schema().validate(json.loads(as_json(comparison)))


def check_itself(doc: Document, encoder: str = "static") -> None:
    """An article compared with itself is the same throughout."""
    comparison = pipeline.compare(doc, doc, Settings(encoder=encoder))
    aligned = doc.aligned()
    assert [(link.a, link.b) for link in comparison.links] == [(i, i) for i in aligned]
    assert {link.relation for link in comparison.links} <= {"identical"}
    assert {link.similarity for link in comparison.links} <= {1.0}
    assert not any(link.moved for link in comparison.links)
    assert comparison.only_a == comparison.only_b == ()
    assert comparison.conflicts == ()
    assert {entry.verdict for entry in comparison.facts} <= {"agree"}
    if aligned:
        assert comparison.summary.a_in_b == comparison.summary.b_in_a == 1
    for link in comparison.paragraph_links:
        assert (link.a == link.b, link.similarity, link.moved) == (True, 1.0, False)


def mirrored(why: str) -> str:
    """Return a reason with the figures of A and B exchanged."""
    found = re.fullmatch(r"(.*: )?(.*) in A, (.*) in B\.", why)
    if not found:
        return why
    start, x, y = found[1] or "", found[2], found[3]
    if not start:  # "Denied in A, affirmed in B."
        x, y = x[0].lower() + x[1:], y[0].upper() + y[1:]
    return f"{start}{y} in A, {x} in B."


def check_mirror(one: Comparison, other: Comparison) -> None:
    """B against A is A against B in a mirror."""

    def links(comparison: Comparison, a: Side, b: Side) -> list[tuple[Any, ...]]:
        return sorted(
            (
                *(getattr(x, a), getattr(x, b), x.similarity, x.moved),
                x.relation,
            )
            for x in comparison.links
        )

    def facts(comparison: Comparison, a: Side, b: Side) -> set[tuple[Any, ...]]:
        turn = {f"only {a}": "only a", f"only {b}": "only b"}
        return {
            (
                getattr(x, a),
                getattr(x, b),
                x.kind,
                turn.get(x.verdict, x.verdict),
                x.why if a == "a" else mirrored(x.why),
            )
            for x in comparison.facts
        }

    assert links(one, "a", "b") == links(other, "b", "a")
    assert (one.only_a, one.only_b) == (other.only_b, other.only_a)
    assert facts(one, "a", "b") == facts(other, "b", "a")
    assert {(c.kind, c.a, c.b, c.why) for c in one.conflicts} == {
        (c.kind, c.b, c.a, mirrored(c.why)) for c in other.conflicts
    }
    here, there = one.summary, other.summary
    assert (here.a_in_b, here.only_a) == (there.b_in_a, there.only_b)
    assert (here.b_in_a, here.only_b) == (there.a_in_b, there.only_a)
    for name in ("identical", "overlap", "moved", "conflicts"):
        assert getattr(here, name) == getattr(there, name)


def check_relations_mirror(one: Comparison, other: Comparison) -> None:
    """So are the relations of links."""
    assert {(x.a, x.b, x.relation) for x in one.links} == {
        (x.b, x.a, x.relation) for x in other.links
    }


def check_paragraphs_mirror(one: Comparison, other: Comparison) -> None:
    """So are the links of paragraphs, moved ones included."""
    assert {(x.a, x.b, x.similarity, x.moved) for x in one.paragraph_links} == {
        (x.b, x.a, x.similarity, x.moved) for x in other.paragraph_links
    }


@some
@given(reworded())
def test_a_comparison_fits_together(pair: tuple[str, str]) -> None:
    comparison = pipeline.compare(made(pair[0], "a"), made(pair[1], "b"))
    check_comparison(comparison)
    check_json(comparison)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("# Bridge shut\n", "# Ferry sunk\n"),
        ("# Bridge shut\n", "# Bridge shut\n"),
        pytest.param(
            *("# Bridge shut\n\n>\n", "# Ferry sunk\n\n>\n"),
        ),
    ],
    ids=["headings", "the-same-heading", "headings-and-marks"],
)
def test_articles_without_a_body_are_compared(one: str, other: str) -> None:
    a, b = article(one, "a"), article(other, "b")
    check_comparison(pipeline.compare(a, b))
    check_itself(a)


def test_an_article_without_a_body_is_compared_with_one_that_has_it() -> None:
    a, b = article("# Bridge shut\n", "a"), article("The bridge is shut. Why?", "b")
    check_comparison(pipeline.compare(a, b))
    check_mirror(pipeline.compare(a, b), pipeline.compare(b, a))


@few
@given(any_text, any_text)
def test_a_comparison_of_any_texts_fits_together(one: str, other: str) -> None:
    comparison = pipeline.compare(made(one, "a"), made(other, "b"))
    check_comparison(comparison)
    check_json(comparison)


@some
@given(articles())
def test_an_article_is_identical_to_itself(text: str) -> None:
    check_itself(made(text))


@few
@given(any_text)
def test_any_text_is_identical_to_itself(text: str) -> None:
    check_itself(made(text))


@some
@given(reworded())
def test_swapping_the_articles_mirrors_the_account(pair: tuple[str, str]) -> None:
    a, b = (made(text) for text in pair)
    check_mirror(pipeline.compare(a, b), pipeline.compare(b, a))


@few
@given(reworded())
@example(
    (
        "It is the steepest fare rise on the line since 1988.\nNobody rode.",
        "The fare rise is the line’s steepest since 1988.\nNobody rode.",
    )
)
def test_swapping_the_articles_mirrors_the_relations(pair: tuple[str, str]) -> None:
    a, b = (made(text) for text in pair)
    check_relations_mirror(pipeline.compare(a, b), pipeline.compare(b, a))


def test_of_two_crossing_paragraphs_the_same_one_moved_both_ways() -> None:
    a = article("A dog barks.\n\nA cat sleeps.\n", "a")
    b = article("A cat sleeps.\n\nA dog barks.\n", "b")
    here = pipeline.compare(a, b).paragraph_links
    there = pipeline.compare(b, a).paragraph_links
    moved = [(link.a, link.b) for link in here if link.moved]
    assert len(here) == 2
    assert len(moved) == 1
    assert [(link.b, link.a) for link in there if link.moved] == moved


@few
@given(reworded())
@example(("A dog barks.\n\nA cat sleeps.\n\n", "A cat sleeps.\n\nA dog barks.\n\n"))
def test_swapping_the_articles_mirrors_the_paragraphs(pair: tuple[str, str]) -> None:
    a, b = (made(text) for text in pair)
    check_paragraphs_mirror(pipeline.compare(a, b), pipeline.compare(b, a))


@few
@given(reworded())
def test_the_same_articles_give_the_same_bytes_twice(pair: tuple[str, str]) -> None:
    a, b = (made(text) for text in pair)
    assert as_json(pipeline.compare(a, b)) == as_json(pipeline.compare(a, b))


# -- the sample pair and annotated pairs ---------------------------------------


EXTRA = transformer.installed()
ENCODERS = [
    "static",
    pytest.param(
        "contextual",
        marks=pytest.mark.skipif(not EXTRA, reason="needs srcdiff[contextual]"),
    ),
]


@cache
def compared(a: Path, b: Path, encoder: str = "static") -> Comparison:
    return pipeline.compare(a, b, Settings(encoder=encoder))


def check_all(a: Path, b: Path, encoder: str) -> None:
    one, other = compared(a, b, encoder), compared(b, a, encoder)
    for doc in (one.a, one.b):
        check_document(doc)
        check_each_letter_once(doc)
        check_lines(doc)
    check_itself(min(one.a, one.b, key=lambda doc: len(doc.text)), encoder)
    check_comparison(one)
    check_mirror(one, other)


@pytest.mark.parametrize("encoder", ENCODERS)
def test_every_promise_holds_for_the_sample_pair(encoder: str) -> None:
    check_all(*SEEDS, encoder)
    check_json(compared(*SEEDS, encoder))


@pytest.mark.parametrize("encoder", ENCODERS)
@pytest.mark.parametrize(
    "a",
    [
        pytest.param(
            path,
            marks=[] if path in QUICK else [pytest.mark.slow],
            id=path.parent.name,
        )
        for path in GOLD
    ]
    or [None],
)
def test_every_promise_holds_for_annotated_pairs(a: Path | None, encoder: str) -> None:
    if a is None:
        pytest.skip("no annotated pairs beside the repository")
    check_all(a, a.with_name("b.txt"), encoder)


@pytest.mark.skipif(not GOLD, reason="no annotated pairs beside the repository")
@pytest.mark.parametrize(
    "check",
    [
        pytest.param(check_relations_mirror, id="relations"),
        pytest.param(check_paragraphs_mirror, id="paragraphs"),
    ],
)
def test_annotated_pairs_mirror_in(
    check: Callable[[Comparison, Comparison], None],
) -> None:
    for a in QUICK:
        b = a.with_name("b.txt")
        check(compared(a, b), compared(b, a))


@pytest.mark.parametrize("encoder", ENCODERS)
@pytest.mark.parametrize(
    ("threads", "seed"), [("1", "0"), ("4", "12345")], ids=["one-thread", "four"]
)
def test_a_fresh_process_gives_the_same_bytes(
    threads: str, seed: str, encoder: str
) -> None:
    names = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "srcdiff", *map(str, SEEDS)),
            *("--format", "json", "--encoder", encoder),
        ],
        env=os.environ | dict.fromkeys(names, threads) | {"PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode("utf-8") == as_json(compared(*SEEDS, encoder))
