"""OpenDocument texts, RTF documents and e-books."""

from __future__ import annotations

import time

import pytest
from making_files import ODF, archive, epub, odt

from srcdiff.errors import InputError
from srcdiff.model import Extract
from srcdiff.readers import extract_bytes
from srcdiff.settings import DocxView


def read(data: bytes, name: str, view: DocxView = "final") -> Extract:
    return extract_bytes(data, name, max_size=10**6, docx_view=view)


def shape(extract: Extract) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(extract.text)) for block in extract.blocks]


def refused(data: bytes, name: str) -> str:
    with pytest.raises(InputError) as caught:
        read(data, name)
    assert str(caught.value).startswith(f"{name}: ")
    return str(caught.value)


# -- OpenDocument --------------------------------------------------------------

P = "<text:p>{}</text:p>".format
LAST = P("The bridge at Kelmouth fell.")

TEXTS = {
    "paragraph": (P("It fell."), [("body", "It fell.")]),
    "heading": (
        '<text:h text:outline-level="1">Inquiry</text:h>',
        [("heading", "Inquiry")],
    ),
    "quotation": (
        '<text:p text:style-name="P1">It fell.</text:p>',
        [("quotation", "It fell.")],
    ),
    "caption by two styles": (
        '<text:p text:style-name="P2">The bridge</text:p>',
        [("caption", "The bridge")],
    ),
    "style based on itself": (
        '<text:p text:style-name="P3">It fell.</text:p>',
        [("body", "It fell.")],
    ),
    "blanks": (
        P('It\n  <text:s text:c="2"/>fell.<text:tab/>He<text:line-break/>ran.'),
        [("body", "It   fell.\tHe\nran.")],
    ),
    "spans": (
        P("It <text:span>fe<text:a>ll</text:a></text:span>."),
        [("body", "It fell.")],
    ),
    "lists": (
        f"<text:list><text:list-item>{P('one')}<text:list><text:list-item>{P('two')}"
        f"</text:list-item></text:list></text:list-item></text:list>{P('It fell.')}",
        [("list-item", "one"), ("list-item", "two"), ("body", "It fell.")],
    ),
    "table": (
        "<table:table><table:table-header-rows><table:table-row><table:table-cell>"
        f"{P('Town')}</table:table-cell><table:table-cell>{P('Dead')}</table:table-cell>"
        "</table:table-row></table:table-header-rows><table:table-row>"
        f"<table:table-cell>{P('Marl')}</table:table-cell><table:table-cell>{P('3')}"
        "</table:table-cell></table:table-row></table:table>",
        [("table", "Town | Dead\nMarl | 3")],
    ),
    "text box": (
        P(f"It fell.<draw:text-box>{P('In a box.')}</draw:text-box>"),
        [("body", "It fell."), ("body", "In a box.")],
    ),
    "contents": (
        f"<text:table-index>{P('Inquiry 3')}</text:table-index>{P('It fell.')}",
        [("body", "It fell.")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS)
def test_odt(text: str, expected: list[tuple[str, str]]) -> None:
    extract = read(odt(text + LAST), "a.odt")
    assert shape(extract) == [*expected, ("body", "The bridge at Kelmouth fell.")]
    assert extract.limits == ()
    assert extract.metadata == {"title": "Draft", "author": "A. Wren"}


def test_odt_footnotes_comments_and_changes() -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        f"{P('So the police.')}</text:note-body></text:note>"
    )
    changes = (
        "<text:tracked-changes><text:changed-region>"
        f"{P('gone')}</text:changed-region></text:tracked-changes>"
    )
    extract = read(
        odt(
            changes
            + P(f"It fell.{note}<office:annotation>{P('Sure?')}</office:annotation>")
            + P("He ran.")
        ),
        "a.odt",
    )
    assert shape(extract) == [
        ("body", "It fell."),
        ("body", "He ran."),
        ("list-item", "So the police."),
    ]
    assert extract.limits == (
        "a.odt has tracked changes; they are read as accepted.",
        "The comments in a.odt were left out.",
    )


def test_odt_in_one_file() -> None:
    text = (
        f'<?xml version="1.0"?><office:document {ODF} office:mimetype='
        '"application/vnd.oasis.opendocument.text"><office:body><office:text>'
        f"{P('It fell.')}</office:text></office:body></office:document>"
    )
    assert read(text.encode(), "a.fodt").text == "It fell."


def test_bad_odt() -> None:
    assert "is damaged" in refused(odt("<text:p>"), "a.odt")
    assert "holds no text" in refused(odt(""), "a.odt")
    assert "holds more than 1,000,000 bytes" in refused(
        odt(P("a" * 2_000_000)), "a.odt"
    )


# -- e-books -------------------------------------------------------------------


def test_epub() -> None:
    extract = read(
        epub(
            "<h1>One</h1><p>It fell&mdash;twice.</p>",
            "<blockquote>It did.</blockquote>",
        ),
        "a.epub",
    )
    assert shape(extract) == [
        ("heading", "One"),
        ("body", "It fell—twice."),
        ("quotation", "It did."),
    ]
    assert (extract.title, extract.metadata["author"]) == ("The Bridge", "A. Wren")
    assert extract.limits == ()


def test_bad_epubs() -> None:
    locked = '<encryption><CipherReference URI="OEBPS/text/c%200.xhtml"/></encryption>'
    data = epub("<p>It fell.</p>", **{"META-INF/encryption.xml": locked})
    assert "is encrypted against copying" in refused(data, "a.epub")
    assert "holds no text" in refused(epub(), "a.epub")
    bare = archive({"mimetype": "application/epub+zip"})
    assert "is damaged" in refused(bare, "a.epub")
    bomb = epub(*["<p>" + "a" * 300_000 + "</p>"] * 4)
    assert "holds more than 1,000,000 bytes unpacked" in refused(bomb, "a.epub")


# -- RTF -----------------------------------------------------------------------

HEAD = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Arial;}}"
    r"{\colortbl;\red0;}{\stylesheet{\s1 heading 1;}{\s2 Quote;}{\*\cs3 Strong;}}"
    r"{\info{\title Draft}{\author A. Wren}{\*\userprops no}}{\header Page\par}"
)
RTF = {
    "paragraphs": (
        r"It fell.\par He ran.\par",
        [("body", "It fell."), ("body", "He ran.")],
    ),
    "no mark at the end": ("It fell.", [("body", "It fell.")]),
    "formatting": (r"It {\b\i fe}ll\b0 .\par", [("body", "It fell.")]),
    "lines of the file": ("It fe\r\nll.\\par", [("body", "It fell.")]),
    "signs": (
        r"\ldblquote It\rquote s \emdash\~so\rdblquote\line a\-b\_c \{x\}\tab y\par",
        [("body", "“It’s —\u00a0so”\nab-c {x}\ty")],
    ),
    "code page": (r"Caf\'e9 na\'efve\par", [("body", "Café naïve")]),
    "another alphabet": (r"{\f1 \'cc\'ee\'f1\'f2} fell.\par", [("body", "Мост fell.")]),
    "Unicode": (
        r"\uc1\u8364?5 \u-10179?\u-8704? \uc0\u233.\par",
        [("body", "€5 😀 é.")],
    ),
    "Unicode and code page": (r"\uc2\u26725\'8b\'b4.\par", [("body", "桥.")]),
    "styles": (
        r"\pard\s1 Inquiry\par\pard\s2 It fell.\par\pard He ran.\par",
        [("heading", "Inquiry"), ("quotation", "It fell."), ("body", "He ran.")],
    ),
    "outline level": (
        r"\pard\outlinelevel0 Inquiry\par\pard It fell.\par",
        [("heading", "Inquiry"), ("body", "It fell.")],
    ),
    "lists": (
        r"\pard{\listtext\bullet\tab}\ls1 one\par{\pntext 1.\tab}two\par\pard"
        r"\bullet\tab three\par\pard It fell.\par",
        [("list-item", w) for w in ("one", "two", "three")] + [("body", "It fell.")],
    ),
    "table": (
        r"\trowd\cellx1\cellx2\pard\intbl Town\cell Dead\cell\row"
        r"\trowd\pard\intbl Marl\cell 3\cell\row\pard It fell.\par",
        [("table", "Town | Dead\nMarl | 3"), ("body", "It fell.")],
    ),
    "footnote": (
        r"It fell.{\super\chftn}{\footnote\pard\chftn So the police.} He ran.\par",
        [("body", "It fell. He ran."), ("list-item", "So the police.")],
    ),
    "what nobody sees": (
        r"It {\v no }{\*\xyz no}{\pict\bin3 {{{ ffff}{\field{\*\fldinst HYPERLINK}"
        r"{\fldrslt fell.}}{\*\annotation Sure?}\par",
        [("body", "It fell.")],
    ),
    "text after the end": (r"It fell.\par}{\rtf1 no\par", [("body", "It fell.")]),
}


@pytest.mark.parametrize(("text", "expected"), RTF.values(), ids=RTF)
def test_rtf(text: str, expected: list[tuple[str, str]]) -> None:
    extract = read(f"{HEAD}{text}}}".encode("latin-1"), "a.rtf")
    assert shape(extract) == expected
    assert extract.metadata == {"title": "Draft", "author": "A. Wren"}
    assert extract.limits == ()


def test_rtf_by_content() -> None:
    extract = read((HEAD + "It fell.}").encode(), "a.doc")
    assert (extract.text, extract.limits) == ("It fell.", ())


@pytest.mark.parametrize(
    ("view", "words"), [("final", "It fell twice."), ("original", "It fell once.")]
)
def test_rtf_tracked_changes(view: DocxView, words: str) -> None:
    text = HEAD + r"It fell {\revised twice}{\deleted once}.\par}"
    extract = read(text.encode(), "a.rtf", view)
    assert extract.text == words
    assert extract.limits[0].startswith("a.rtf has tracked changes; they are read as ")


def test_rtf_that_breaks_off_is_read_with_a_note() -> None:
    extract = read((HEAD + r"It fell. {\b He").encode(), "a.rtf")
    assert extract.text == "It fell. He"
    assert extract.limits == ("a.rtf is incomplete: it ends within a group.",)


HOSTILE = {
    "groups": "{" * 9_000,
    "ends of groups": "}" * 500_000,
    "words": "\\b" * 300_000,
    "bytes": "\\'e9" * 200_000,
    "numbers": "\\u99999999 \\uc99999999\\bin-5 \\fcharset999999" * 10_000,
    "cells": "\\cell" * 100_000,
    "a long word": "\\" + "a" * 900_000,
    "stars": "{\\*" * 9_000,
    "Unicode halves": "\\u-10179?" * 90_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_rtf(text: str) -> None:
    began = time.process_time()
    extract = read((HEAD + r"It fell.\par " + text).encode("latin-1"), "a.rtf")
    assert extract.text.startswith("It fell.")
    assert time.process_time() - began < 10


def test_rtf_that_is_too_deep() -> None:
    assert "is nested too deeply; " in refused(b"{\\rtf1" + b"{" * 20_000, "a.rtf")
