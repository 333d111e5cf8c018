"""Line and column of an excerpt: what stands there is what is excerpted."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srcdiff.editorial.finding import Excerpt
from srcdiff.editorial.letters import html_letters, markdown_letters
from srcdiff.editorial.places import Place, Places
from srcdiff.model import ALIGNED_KINDS, Document, Passage, Span
from srcdiff.readers import extract_bytes
from srcdiff.text.document import document

SIZE = 10**7


def read(name: str, data: bytes) -> Document:
    # All of a page: what of it is the article is the reader's affair.
    extract = extract_bytes(data, name, max_size=SIZE, extract="raw")
    return document(extract, name=name)


def excerpt(doc: Document, start: int, end: int) -> Excerpt:
    sentence = max(i for i, s in enumerate(doc.sentences) if s.span.start <= start)
    end = min(end, doc.sentences[sentence].span.end)
    return Excerpt(doc, Passage(sentence, Span(start, end)))


def place(name: str, data: bytes | str, words: str) -> Place:
    raw = data if isinstance(data, bytes) else data.encode()
    doc = read(name, raw)
    start = doc.text.index(words)
    places = Places(read=lambda _: raw)
    return places.of(excerpt(doc, start, start + len(words)))


def at(found: Place) -> tuple[int, int, int, int]:
    assert found.start
    assert found.end
    return found.start.line, found.start.column, found.end.line, found.end.column


def offset(text: str, line: int, column: int) -> int:
    ends = [0, *(m.end() for m in re.finditer(r"\r\n?|\n", text))]
    return ends[line - 1] + column - 1


# -- one format at a time ------------------------------------------------------


def test_plain_text() -> None:
    text = "The mill burned.\r\n\r\nAt least\t17 died, “😀 36” did not.\r\n"
    assert at(place("a.txt", text, "17")) == (3, 10, 3, 12)
    found = place("a.txt", text, "“😀 36”")
    assert at(found) == (3, 19, 3, 25)
    assert found.start
    assert found.end
    assert (found.start.byte, found.end.byte) == (19, 32)


@pytest.mark.parametrize(
    ("markup", "words", "wanted"),
    [
        ("At least *17* died.", "17", "17"),
        ("At least **17 people** died.", "17 people", "17 people"),
        ("At least un**believ**able 17 died.", "unbelievable", "un**believ**able"),
        ("See [17 here](http://x.org/17_(17) 'at 17') at 18.", "at 18", "at 18"),
        ("See [17 here][r] at 18.\n\n[r]: http://x.org/17", "at 18", "at 18"),
        ("Not [a link][r] at 18.", "link][r] at", "link][r] at"),
        ("A ![17 at](p.png) and 17 at sea.", "17 at sea", "17 at sea"),
        ("Fire &amp; rain, &eacute;t&#233; of 17.", "été of", "&eacute;t&#233; of"),
        ("A 5 \\* 3 \\<b> mill of 17.", "* 3 <b> mill", "* 3 \\<b> mill"),
        ("Out <!-- 17 --> of 17 <b>men</b> died.", "17 men", "17 <b>men"),
        ("- One.\n- At least\n  17 died.", "least\n17", "least\n  17"),
        ("> > At least\n> 17 died.", "least\n17", "least\n> 17"),
        ("1. At least\n   1 died.", "1 died", "1 died"),
        ("At least “17” died.", "“17”", "“17”"),
        ("<http://x.org> has 17.", "has 17", "has 17"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_markdown(markup: str, words: str, wanted: str, end: str) -> None:
    above = "---\ntitle: At least 17 died\n---\n\n# At least 17\n\n"
    text = (above + markup + "\n").replace("\n", end)
    line, column, last_line, last = at(place("a.md", text, words))
    found = text[offset(text, line, column) : offset(text, last_line, last)]
    assert found == wanted.replace("\n", end)


def test_markdown_that_cannot_be_followed_has_its_line() -> None:
    text = "The mill burned.\n\nAt `&amp;` least\n17 died at sea.\n"
    found = place("a.md", text, "17 died")
    assert found.start
    assert found.start.line == 4
    assert found.words == "line 4"


def test_a_web_page() -> None:
    page = (
        "<html><head><title>At least 17 died</title><style>p {}</style></head><body>\n"
        "<nav><a href='x'>17 died</a></nav><article>\n"
        "<p>The old mill on the river burned from early on Tuesday until noon.</p>\n"
        '<p>At least <b data-x="a > b">17</b>\n died, he said; 17 died.</p>\n'
        "</article></body></html>"
    )
    found = at(place("a.html", page, "17 died, he"))
    assert found == (4, 31, 5, 10)
    assert at(place("a.html", page, "17 died."))[:2] == (5, 17)


def test_quotation_marks_of_html() -> None:
    page = "<p>The old mill burned.</p><p>He said <q>17 died</q> at the mill.</p>"
    line, column, _, end = at(place("a.html", page, "“17 died”"))
    assert page[column - 1 : end - 1] == "17 died"
    assert line == 1


def test_a_format_without_lines_has_its_own_place() -> None:
    rtf = r"{\rtf1 The mill burned.\par At least 17 died.\par}"
    found = place("a.rtf", rtf, "17")
    assert (found.words, found.start, found.end) == ("paragraph 2", None, None)


def test_a_version_that_is_not_on_disk_has_its_line() -> None:
    doc = read("HEAD:a.md", b"# Mill\n\nAt least\n17 died.\n")
    start = doc.text.index("17")
    found = Places().of(excerpt(doc, start, start + 2))
    assert found.start
    assert (found.start.line, found.start.column, found.end) == (4, 1, None)


def test_subtitles_and_mail() -> None:
    titles = (
        "1\n00:00:01,000 --> 00:00:02,000\nAt least\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\n<i>17</i> died.\n"
    )
    assert at(place("a.srt", titles, "17")) == (7, 4, 7, 6)
    mail = "From: a@example.org\nSubject: 17\n\nThe mill burned.\n\nAt least 17 died.\n"
    assert at(place("a.eml", mail, "17")) == (6, 10, 6, 12)


# -- whatever stands in them ---------------------------------------------------

GAPS = [" ", " ", " ", "\n", "  \t", ", ", "; ", " 😀 ", " é "]
# @ is the word, {} the word again where no reader sees it.
MARKDOWN = [
    *("@", "@", "@", "*@*", "**@**", "_@_", "***@***", "“@”", "(@)", "\\*@\\*"),
    *("[@](http://x.org/{})", "[@](x '{}')", "**[@](<x>)**", "&ldquo;@&rdquo;"),
    *("<b>@</b>", "so<!-- {} --> @", "so ![{}](x.png) @"),
]
HTML = [
    *("@", "@", "@", "<b>@</b>", '<a href="{}" title="a > {}">@</a>'),
    *("<em><i>@</i></em>", "&ldquo;@&rdquo;", "<!-- {} -->@", "<span>@</span>"),
    *("<script>{}</script>@", "“@”", "&amp;@", "<q>@</q>", "<img alt='{}'>@"),
]
PLAIN = ["@", "“@”", "(@)", "*@*"]

few = settings(max_examples=60, deadline=None)


@st.composite
def article(draw: st.DrawFn, shapes: list[str], start: str, end: str) -> tuple:
    """Return an article of words that differ, and where each of them stands."""
    text, spots, number = "", [], 0
    for _ in range(draw(st.integers(1, 4))):
        text += start
        for index in range(draw(st.integers(3, 9))):
            word = f"w{number}ö" if number % 5 else f"{number}00"
            shape = draw(st.sampled_from(shapes))
            text += draw(st.sampled_from(GAPS)) if index else "The "
            before, after = shape.replace("{}", word).split("@")
            spots.append((word, len(text) + len(before)))
            text += before + word + after
            number += 1
        text += "." + end
    return text, spots


def check(name: str, text: str, spots: list[tuple[str, int]], data: st.DataObject):
    raw = text.encode()
    doc = read(name, raw)
    kinds = {p.kind for p in doc.paragraphs}
    assert kinds <= ALIGNED_KINDS | {"heading"}
    places = Places(read=lambda _: raw)
    first = data.draw(st.integers(0, len(spots) - 1))
    word, spot = spots[first]
    last, end_spot = spots[data.draw(st.integers(first, len(spots) - 1))]
    start = doc.text.index(word)
    asked = excerpt(doc, start, doc.text.index(last) + len(last))
    line, column, last_line, last_column = at(places.of(asked))
    assert offset(text, line, column) == spot
    if asked.words.endswith(last):
        assert offset(text, last_line, last_column) == end_spot + len(last)


@few
@given(article(MARKDOWN, "", "\n\n"), st.data(), st.sampled_from(["\n", "\r\n"]))
def test_markdown_at_large(made: tuple, data: st.DataObject, end: str) -> None:
    text, spots = made
    if end == "\r\n":
        spots = [(word, at + text[:at].count("\n")) for word, at in spots]
        text = text.replace("\n", end)
    check("a.md", text, spots, data)


@few
@given(article(MARKDOWN, "- ", "\n"), st.data())
def test_markdown_lists_at_large(made: tuple, data: st.DataObject) -> None:
    check("a.md", *made, data)


@few
@given(article(HTML, "<p>", "</p>\n"), st.data())
def test_pages_at_large(made: tuple, data: st.DataObject) -> None:
    text, spots = made
    head = "<html><head><title>w1ö</title></head><body>"
    check("a.html", head + text, [(w, at + len(head)) for w, at in spots], data)


@few
@given(article(PLAIN, "", "\n\n"), st.data())
def test_plain_text_at_large(made: tuple, data: st.DataObject) -> None:
    check("a.txt", *made, data)


@pytest.mark.parametrize(
    "run",
    ["<!--", "<a", "<a'", "<a\"<b'", "![", "](", "](\\", "](()(", "&a", "<script>"],
)
def test_hostile_runs_take_linear_time(run: str) -> None:
    for letters in (html_letters, markdown_letters):
        start = process_time()
        letters(run * 80_000)
        # 0.3 s at most; in quadratic time it would be a minute.
        assert process_time() - start < 5
