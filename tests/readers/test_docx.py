"""Word documents: what Word shows, tracked changes accepted or rejected."""

from __future__ import annotations

import pytest
from making_files import W, archive, docx, paragraph, run

from srcdiff.errors import InputError
from srcdiff.model import Extract
from srcdiff.readers import extract_bytes
from srcdiff.settings import DocxView


def read(body: str, view: DocxView = "final", **parts: str) -> Extract:
    return extract_bytes(docx(body, **parts), "a.docx", max_size=10**7, docx_view=view)


def shape(extract: Extract) -> list[tuple[str, str]]:
    return [(block.kind, block.span.of(extract.text)) for block in extract.blocks]


def style(identifier: str) -> str:
    return f'<w:pStyle w:val="{identifier}"/>'


def inserted(content: str) -> str:
    return f'<w:ins w:id="1" w:author="x">{content}</w:ins>'


def deleted(content: str) -> str:
    return f'<w:del w:id="2" w:author="x">{content}</w:del>'


NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'

KINDS = {
    "plain": ("It fell.", "", "body"),
    "title": ("Bridge falls", style("Titel"), "heading"),
    "heading": ("What is known", style("berschrift1"), "heading"),
    "style based on a heading": ("What is known", style("Eigene"), "heading"),
    "outline level": ("What is known", '<w:outlineLvl w:val="1"/>', "heading"),
    "no outline level": ("It fell.", '<w:outlineLvl w:val="9"/>', "body"),
    "quotation": ("It fell.", style("Zitat"), "quotation"),
    "caption": ("The bridge", style("Beschriftung"), "caption"),
    "listing": ("rm -r", style("Quelle"), "code"),
    "list": ("one", NUMBERED, "list-item"),
    "list by style": ("one", style("Aufzhlung"), "list-item"),
    "taken out of the list": (
        "It fell.",
        style("Aufzhlung") + '<w:numPr><w:numId w:val="0"/></w:numPr>',
        "body",
    ),
    "unknown style": ("It fell.", style("none"), "body"),
}


@pytest.mark.parametrize(("words", "how", "kind"), KINDS.values(), ids=KINDS)
def test_kinds(words: str, how: str, kind: str) -> None:
    end = paragraph("The bridge at Kelmouth fell on Friday.")
    assert shape(read(paragraph(words, how) + end))[0] == (kind, words)


WORDS = {
    "runs": (run("It ") + run("fell."), "It fell."),
    "tabs and breaks": (
        "<w:r><w:t>It</w:t><w:tab/><w:t>fell.</w:t><w:br/><w:t>Twice.</w:t></w:r>",
        "It\tfell.\nTwice.",
    ),
    "hyphens": (
        "<w:r><w:t>re</w:t><w:noBreakHyphen/><w:t>en</w:t><w:softHyphen/><w:t>ter</w:t></w:r>",
        "re-enter",
    ),
    "link": (f'<w:hyperlink w:anchor="x">{run("It fell.")}</w:hyperlink>', "It fell."),
    "content control": (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run('It fell.')}</w:sdtContent></w:sdt>",
        "It fell.",
    ),
    "field": (
        "<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("It fell."),
        "It fell.",
    ),
    "smart tag": (f"<w:smartTag>{run('It fell.')}</w:smartTag>", "It fell."),
    "one of two alternatives": (
        '<w:r><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:t>It fell.</w:t>'
        "</mc:Choice><mc:Fallback><w:t>It fell.</w:t></mc:Fallback>"
        "</mc:AlternateContent></w:r>",
        "It fell.",
    ),
    "comment": ('<w:commentRangeStart w:id="0"/>' + run("It fell."), "It fell."),
    "hidden": (
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>No. </w:t></w:r>" + run("It fell."),
        "It fell.",
    ),
    "not hidden": (
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>It fell.</w:t></w:r>',
        "It fell.",
    ),
}


@pytest.mark.parametrize(("body", "words"), WORDS.values(), ids=WORDS)
def test_words(body: str, words: str) -> None:
    assert read(paragraph(body)).text == words


BY_TWELVE = run("Police said ") + inserted(run("12 ")) + run("people were hurt.")
MARK_DELETED = "<w:rPr><w:del w:id='3'/></w:rPr>"
MARK_INSERTED = "<w:rPr><w:ins w:id='3'/></w:rPr>"
ROW = "<w:tr>{}<w:tc><w:p>{}</w:p></w:tc><w:tc><w:p>{}</w:p></w:tc></w:tr>"

TRACKED = {
    "insertion": (
        paragraph(BY_TWELVE),
        ["Police said 12 people were hurt."],
        ["Police said people were hurt."],
    ),
    "deletion": (
        paragraph(run("Police said ") + deleted(run("12 ", "delText")) + run("so.")),
        ["Police said so."],
        ["Police said 12 so."],
    ),
    "insertion within a link": (
        paragraph(f"<w:hyperlink>{BY_TWELVE}</w:hyperlink>"),
        ["Police said 12 people were hurt."],
        ["Police said people were hurt."],
    ),
    "move": (
        paragraph(
            f"<w:moveFrom>{run('On Friday ')}</w:moveFrom>{run('it fell')}"
            f"<w:moveTo>{run(' on Friday')}</w:moveTo>"
        ),
        ["it fell on Friday"],
        ["On Friday it fell"],
    ),
    "paragraphs joined": (
        paragraph("It fell. ", MARK_DELETED) + paragraph("He ran."),
        ["It fell. He ran."],
        ["It fell.", "He ran."],
    ),
    "paragraph divided": (
        paragraph("It fell. ", MARK_INSERTED) + paragraph("He ran."),
        ["It fell.", "He ran."],
        ["It fell. He ran."],
    ),
    "paragraph taken out": (
        paragraph(deleted(run("It fell.", "delText")), MARK_DELETED)
        + paragraph("He ran."),
        ["He ran."],
        ["It fell.", "He ran."],
    ),
    "row put in": (
        "<w:tbl>"
        + ROW.format("", run("Orrin"), run("17"))
        + ROW.format("<w:trPr><w:ins/></w:trPr>", run("Marl"), run("3"))
        + "</w:tbl>",
        ["Orrin | 17\nMarl | 3"],
        ["Orrin | 17"],
    ),
}


@pytest.mark.parametrize(("body", "final", "original"), TRACKED.values(), ids=TRACKED)
def test_tracked_changes(body: str, final: list[str], original: list[str]) -> None:
    views: list[tuple[DocxView, list[str]]] = [("final", final), ("original", original)]
    for view, expected in views:
        extract = read(body, view)
        assert [words for _, words in shape(extract)] == expected
        (note,) = extract.limits
        assert note.startswith("a.docx has tracked changes; they are read as ")


def test_a_clean_document_needs_no_note() -> None:
    assert read(paragraph("It fell.")).limits == ()


def test_footnotes_follow_the_article_that_refers_to_them() -> None:
    def note(number: int, words: str) -> str:
        return f'<w:footnote w:id="{number}">{paragraph(words)}</w:footnote>'

    notes = (
        f"<w:footnotes {W}>{note(1, 'So the police.')}{note(2, 'No.')}</w:footnotes>"
    )
    body = paragraph(
        run("It fell.")
        + '<w:r><w:footnoteReference w:id="1"/></w:r>'
        + deleted('<w:r><w:footnoteReference w:id="2"/></w:r>')
    )
    assert shape(read(body + paragraph("He ran."), footnotes=notes)) == [
        ("body", "It fell."),
        ("body", "He ran."),
        ("list-item", "So the police."),
    ]


def test_text_boxes_and_tables_keep_their_words() -> None:
    box = f"<w:txbxContent>{paragraph('In a box.')}</w:txbxContent>"
    single = f"<w:tbl><w:tr><w:tc>{paragraph('In a frame.')}</w:tc></w:tr></w:tbl>"
    body = paragraph(run("It fell.") + f"<w:r><w:pict>{box}</w:pict></w:r>") + single
    words = [words for _, words in shape(read(body))]
    assert words == ["It fell.", "In a box.", "In a frame."]


def test_headings_without_a_style_are_told_by_their_look() -> None:
    body = "".join(
        map(paragraph, ["Bridge falls", "By Ada Wren", "It fell.", "He ran."])
    )
    extract = read(body)
    assert [kind for kind, _ in shape(extract)] == [
        "heading",
        "heading",
        "body",
        "body",
    ]
    assert extract.title == "Bridge falls"


def test_title_and_author() -> None:
    core = (
        "<p xmlns:dc='d'><dc:title>Draft 3</dc:title>"
        "<dc:creator>A. Wren</dc:creator></p>"
    )
    data = docx(paragraph("It fell.") + paragraph("Bridge falls", style("Titel")))
    extract = extract_bytes(data, "a.docx", max_size=10**6)
    assert (extract.title, extract.unit) == ("Bridge falls", "paragraph")
    plain = archive(
        {
            "word/document.xml": f"<w:document {W}><w:body>{paragraph('It fell.')}"
            "</w:body></w:document>",
            "docProps/core.xml": core,
        }
    )
    extract = extract_bytes(plain, "a.docx", max_size=10**6)
    assert extract.metadata == {"title": "Draft 3", "author": "A. Wren"}
    assert extract.title == "Draft 3"


DOCUMENT = f"<w:document {W}><w:body>{{}}</w:body></w:document>"
BAD = {
    "not XML": ("It fell.", "is damaged (its XML is malformed); "),
    "entities": (
        '<!DOCTYPE x [<!ENTITY a "b">]>' + DOCUMENT.format(paragraph("&a;")),
        "declares XML entities",
    ),
    "no text": (DOCUMENT.format(""), "holds no text; "),
    "too deep": (DOCUMENT.format("<w:a>" * 3000), "is damaged"),
    "larger than allowed": (
        DOCUMENT.format(paragraph("a" * 2_000_000)),
        "holds more than 1,000,000 bytes unpacked; ",
    ),
}


@pytest.mark.parametrize(("document", "says"), BAD.values(), ids=BAD)
def test_bad_documents(document: str, says: str) -> None:
    data = archive({"word/document.xml": document})
    with pytest.raises(InputError) as caught:
        extract_bytes(data, "a.docx", max_size=1_000_000)
    assert str(caught.value).startswith(f"a.docx: {says}")


def test_damaged_archives() -> None:
    whole = docx(paragraph("It fell."))
    encrypted = bytearray(whole)
    at = whole.index(b"PK\x01\x02")
    encrypted[at + 8] |= 1
    at = whole.index(b"word/document.xml") + 30
    spoiled = whole[:at] + bytes(8) + whole[at + 8 :]
    for data in (whole[:200], whole[:-30], bytes(encrypted), spoiled, b"PK\x03\x04"):
        with pytest.raises(InputError, match=r"^a\.docx: is (damaged|encrypted).*; "):
            extract_bytes(data, "a.docx", max_size=10**6)


def test_an_archive_of_another_kind() -> None:
    with pytest.raises(InputError, match="looks like a ZIP archive"):
        extract_bytes(archive({"xl/workbook.xml": "<x/>"}), "a.xlsx", max_size=10**6)
