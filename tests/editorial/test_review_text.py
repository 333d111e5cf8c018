from dataclasses import replace
from types import MappingProxyType

import pytest

from srcdiff.editorial.finding import Excerpt, Finding, Problem, Review
from srcdiff.editorial.review_text import review_text
from srcdiff.model import Document, Paragraph, Passage, Sentence, Span


def article(name, text, line):
    """A document of one sentence, without tokens."""
    whole = Span(0, len(text))
    return Document(
        name=name,
        title=None,
        text=text,
        paragraphs=(Paragraph(whole, "body", line, Span(0, 1)),),
        sentences=(Sentence(whole, 0, "body", line, Span(0, 0)),),
        tokens=(),
        language="english",
        metadata=MappingProxyType({}),
    )


def excerpt(doc, words):
    start = doc.text.index(words)
    return Excerpt(doc, Passage(0, Span(start, start + len(words))))


def review(
    *,
    here="At least 17 people died in the fire at\nthe mill, the police said.",
    there="The police said that at least\nthree dozen people died.",
    names=("drafts/mill.md", "wire.txt"),
    words=("17", "three dozen"),
    limits=(),
    why="17 in A, 36 in B.",
):
    a = replace(article(names[0], here, 10), limits=tuple(limits))
    sides = excerpt(a, words[0]), excerpt(article(names[1], there, 3), words[1])
    return Review((Finding("number-conflict", "fail", names[0], *sides, why),))


def text(value, color=False, ascii=False):
    return review_text(value, color=color, ascii=ascii)


@pytest.mark.parametrize("color", [False, True])
def test_nothing_to_say_is_nothing_at_all(color):
    assert text(Review(), color=color) == ""


def test_a_conflict_shows_both_places_both_texts_and_why():
    assert text(review()) == (
        "drafts/mill.md:10: fail: a figure contradicts the source "
        "(number-conflict)\n"
        "    A, here: At least 17 people died in the fire at the mill, "
        "the police said.\n"
        "    B, wire.txt:4: The police said that at least three dozen people died.\n"
        "    why: 17 in A, 36 in B.\n"
        "\n"
        "Correct the draft or its source, then add the file and commit again.\n"
        "To let one commit pass without this check: SKIP=srcdiff git commit\n"
    )


def test_a_source_without_lines_is_placed_by_page_or_paragraph():
    (found,) = review(names=("mill.md", "wire.pdf")).findings
    paged = replace(found.there, document=replace(found.there.document, unit="page"))
    shown = text(Review((replace(found, there=paged),)))
    assert "    B, wire.pdf, page 3: The police" in shown


def test_colour_marks_and_tells_nothing_new():
    coloured = text(review(), color=True)
    assert "At least \x1b[1m17\x1b[0m people" in coloured
    plain = coloured
    for code in ("\x1b[0m", "\x1b[1m", "\x1b[31m"):
        plain = plain.replace(code, "")
    assert plain == text(review())


def test_a_problem_is_one_line_and_no_reason_to_correct_a_draft():
    problem = Problem("a\nb.md", "source 'x' is\nmissing")
    assert text(Review(problems=(problem,))) == (
        "a\\nb.md: error: source 'x' is missing\n"
    )


@pytest.mark.parametrize(
    "active",
    ["\x1b[2J", "\x1b]0;title\x07", "\x9b31m", "\x7f", "\x08", "\u202e", "\u2066"],
    ids=ascii,
)
def test_text_and_names_stay_inert(active):
    shown = text(
        review(
            here=f"At least 17 people{active} died.",
            there=f"Some three{active} dozen died.",
            names=(f"a{active}.md", f"b{active}.txt"),
            words=("17", f"three{active} dozen"),
            limits=(f"left{active} out",),
            why=f"so{active}",
        )
    )
    assert active not in shown
    assert active[0].encode("unicode_escape").decode() in shown
    assert all(char.isprintable() or char == "\n" for char in shown)


def test_file_names_are_shown_as_they_are():
    names = ("a  b\udce9\t.md", "Überschwemmung.txt")
    first = text(review(names=names)).splitlines()[0]
    assert first.startswith("a  b\\udce9\\t.md:10: fail: ")
    assert "    B, Überschwemmung.txt:4: " in text(review(names=names))


def test_ascii_output_is_ascii():
    shown = text(review(here="At least 17 people – “many” – died."), ascii=True)
    assert shown.isascii()
    assert "\\u2013 \\u201cmany\\u201d" in shown


def test_fallbacks_are_told_once():
    one = review(limits=("wire.txt was read as Windows-1252.",))
    two = Review(one.findings * 2)
    assert text(two).count("note: wire.txt was read as Windows-1252.\n") == 1
