"""Web pages: the article, all of it, and nothing that the site has put around it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from srcdiff.errors import InputError
from srcdiff.model import Extract
from srcdiff.readers import extract_bytes
from srcdiff.readers.html_blocks import page_blocks
from srcdiff.settings import ExtractMode

FOLDER = Path(__file__).parent / "pages"
PAGES = sorted(FOLDER.glob("*.html"))
"""Pages as differently built sites would save them.  In them ``data-expected``
marks what belongs to the article, ``data-optional`` what may stay: bylines, dates, and
what should not but does."""

MARK = re.compile(r' data-(expected|optional)="([a-z-]+)"')

PARAGRAPHS = "".join(
    f"<p>{words}</p>"
    for words in (
        "The mill at Orrin burned down on Monday night, and seventeen people died.",
        "Firefighters from three towns fought the flames until dawn, the police said.",
        "The mill had been closed in 2019 and was to be turned into flats next year.",
        "Nobody knows how the fire began, but a door had been found open on Sunday.",
    )
)


def read(page: str, extract: ExtractMode = "balanced") -> Extract:
    return extract_bytes(page.encode(), "a.html", max_size=10**7, extract=extract)


def shape(extract: Extract) -> list[tuple[str, str]]:
    return [
        (block.kind, " ".join(block.span.of(extract.text).split()))
        for block in extract.blocks
    ]


def marked(page: str, mark: str) -> list[tuple[str, str]]:
    """Return what the marks in a page say, in order."""
    from lxml import html

    tree = html.document_fromstring(page)
    found = []
    for element in tree.xpath(f"//*[@data-{mark}]"):
        [only] = [b for b in [page_blocks(element)] if b]
        if element.get(f"data-{mark}") == "table":
            words = only[-1].words
        else:
            words = " ".join(block.words for block in only)
        found.append((element.get(f"data-{mark}"), " ".join(words.split())))
    return found


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_saved_pages(path: Path) -> None:
    page = path.read_text("utf-8")
    optional = {words for _, words in marked(page, "optional")}
    found = [
        block for block in shape(read(MARK.sub("", page))) if block[1] not in optional
    ]
    assert found == marked(page, "expected")


def test_text_that_only_machines_are_shown() -> None:
    extract = read((FOLDER / "hidden-text.htm").read_text("utf-8"))
    assert [kind for kind, _ in shape(extract)] == ["heading", "body", "body", "body"]
    assert extract.limits == (
        "The text of a.html was taken from its metadata (JSON-LD).",
    )


def test_what_the_page_declares_is_taken_and_nothing_guessed() -> None:
    agency = read((FOLDER / "agency.html").read_text("utf-8"))
    assert agency.title == "Karlin mine to close in two years, owner says"
    assert agency.metadata["author"] == "Iva Horak, Petr Zeman"
    assert agency.metadata["date"] == "2025-02-11T09:00:00Z"
    plain = read(f"<html><body><h1>Mill burns</h1>{PARAGRAPHS}<p>12 May 2025</p>")
    assert plain.title == "Mill burns"
    assert not plain.metadata


def test_what_was_left_out_is_said() -> None:
    (limit,) = read((FOLDER / "tabloid.html").read_text("utf-8")).limits
    assert limit.startswith("Of a.html 10 of ")
    assert "--extract raw" in limit


MODES: dict[ExtractMode, tuple[bool, bool]] = {
    "precision": (False, False),
    "balanced": (False, False),
    "recall": (True, False),
    "raw": (True, True),
}


@pytest.mark.parametrize(("mode", "kept"), MODES.items(), ids=MODES)
def test_how_much_is_taken(mode: ExtractMode, kept: tuple[bool, bool]) -> None:
    page = (
        f"<html><body><nav><p>All the news.</p></nav><main>{PARAGRAPHS}"
        "<div class='promo'><p>A second fire in Orrin was put out.</p></div></main>"
    )
    text = read(page, mode).text
    assert text.count("Orrin burned down") == 1
    assert ("second fire" in text, "All the news" in text) == kept


KINDS = {
    "line break": ("It fell.<br>He ran.", [("body", "It fell. He ran.")]),
    "two line breaks": (
        "It fell.<br> <br/>He ran.",
        [("body", "It fell."), ("body", "He ran.")],
    ),
    "list in a list": (
        "<ul><li>One<ul><li>two</ul><li>three</ul>",
        [("list-item", "One"), ("list-item", "two"), ("list-item", "three")],
    ),
    "quotation": ("<blockquote><p>It fell.</blockquote>", [("quotation", "It fell.")]),
    "quotation marks": ("<p>He said <q>it fell</q>.", [("body", "He said “it fell”.")]),
    "listing": ("<pre>a  b\nc</pre>", [("code", "a b c")]),
    "caption": (
        "<figure><img alt='x'><figcaption>The mill</figcaption></figure>",
        [("caption", "The mill")],
    ),
    "table": (
        "<table><caption>Dead</caption><tr><th>Town<th>Dead<tr><td>Orrin<td>17</table>",
        [("caption", "Dead"), ("table", "Town | Dead Orrin | 17")],
    ),
    "table that lays out a page": (
        "<table><tr><td><h2>Menu</h2></td><td><p>It fell.</td></table>",
        [("heading", "Menu"), ("body", "It fell.")],
    ),
    "words within tags": (
        "<p>Ther<b>mo</b>meter, 17&nbsp;°C, mi&shy;nister",
        [("body", "Thermometer, 17 °C, minister")],
    ),
    "what nobody sees": (
        "<p>It<script>x</script><style>y</style><!-- z --><span hidden>w</span>"
        "<i style='display: none'>v</i><del>u</del> fell.<template>t</template>",
        [("body", "It fell.")],
    ),
    "custom elements": (
        "<x-story><x-p>It fell.</x-p></x-story>",
        [("body", "It fell.")],
    ),
}


@pytest.mark.parametrize(("page", "expected"), KINDS.values(), ids=KINDS)
def test_kinds(page: str, expected: list[tuple[str, str]]) -> None:
    assert shape(read(f"<html><body>{page}", "raw")) == expected


def test_a_page_without_an_article_is_taken_whole() -> None:
    extract = read("<html><body><a href='x'>gone fishing</a>")
    assert shape(extract) == [("body", "gone fishing")]
    note = "No article was found in a.html: all its text is taken for one."
    assert extract.limits == (note,)


ENCODINGS = {
    "UTF-8": "<meta charset=utf-8>",
    "windows-1252": "<meta charset='iso-8859-1'>",
    "windows-1251": (
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'
    ),
    "shift_jis": "<meta charset=Shift_JIS>",
}
WORDS = {
    "UTF-8": "Ein Brückenbogen stürzte ein.",
    "windows-1252": "Ein Brückenbogen stürzte ein.",
    "windows-1251": "Мост упал в реку.",
    "shift_jis": "橋が川に落ちた。",
}


@pytest.mark.parametrize(("encoding", "meta"), ENCODINGS.items(), ids=ENCODINGS)
def test_the_encoding_is_the_declared_one(encoding: str, meta: str) -> None:
    page = f"<html><head>{meta}</head><body><p>{WORDS[encoding]}</p></body></html>"
    extract = extract_bytes(page.encode(encoding), "a.html", max_size=10**6)
    assert extract.text == WORDS[encoding]
    assert not any("UTF-8" in limit for limit in extract.limits)


def test_xhtml_with_empty_elements_in_short() -> None:
    page = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD '
        'XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
        '<html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="x"/>'
        "</head><body><p>It fell&mdash;twice.</p></body></html>"
    )
    assert read(page).text == "It fell—twice."


HOSTILE = {
    "a bomb of entities": (
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
        "<html><body><p>It fell. &b;</p></body></html>"
    ),
    "a foreign file": (
        '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
        "<html><body><p>It fell. &a;</p></body></html>"
    ),
    "open elements": "<html>" + "<div><ul><li>" * 600 + "<p>It fell.",
    "open quotation marks": "<html><body><p>It fell. " + '"' * 300_000,
    "one word": "<html><body><p>It fell. " + "a" * 1_000_000,
    "line breaks": "<html><body><p>It fell. " + "a<br>" * 30_000,
    "a class without end": f"<html><body><p class='{'a ' * 300_000}'>It fell.",
    "lists of JSON": (
        f"<html><script type='application/ld+json'>{'[' * 100_000}</script><p>It fell."
    ),
    "links": "<html><body><p>It fell.</p>" + "<a>x" * 10_000,
}


@pytest.mark.parametrize("page", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages(page: str) -> None:
    import time

    began = time.process_time()
    text = read(page).text
    assert "It fell." in text
    assert "haha" not in text
    assert "root:" not in text
    assert time.process_time() - began < 10


def test_too_deep_and_too_many() -> None:
    with pytest.raises(
        InputError, match=r"^a\.html: is nested too deeply, .*; save it"
    ):
        read("<html>" + "<b>" * 5000 + "It fell.")
    with pytest.raises(InputError, match=r"^a\.html: has more than 1,000,000 tags; "):
        read("<html>" + "<" * 1_000_001)
