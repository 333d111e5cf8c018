"""Small documents of each format, made without the programs that write them."""

from __future__ import annotations

import zipfile
from io import BytesIO

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def archive(parts: dict[str, str | bytes]) -> bytes:
    """Return a ZIP archive with these parts."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return file.getvalue()


STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>'
    f"{f'<w:basedOn w:val={chr(34)}{base}{chr(34)}/>' if base else ''}</w:style>"
    for identifier, name, base in (
        ("Titel", "Title", ""),
        ("berschrift1", "heading 1", ""),
        ("Eigene", "House heading", "berschrift1"),
        ("Zitat", "Quote", ""),
        ("Beschriftung", "caption", ""),
        ("Quelle", "Source Code", ""),
        ("Aufzhlung", "List Bullet", ""),
    )
)


def docx(body: str, **parts: str) -> bytes:
    """Return a Word document with that body; *parts* are further parts in ``word/``."""
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": document,
            "word/styles.xml": f"<w:styles {W}>{STYLES}</w:styles>",
            **{f"word/{name}.xml": text for name, text in parts.items()},
        }
    )


def run(words: str, tag: str = "t") -> str:
    return f'<w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r>'


def paragraph(words: str, properties: str = "") -> str:
    """Return a paragraph of Word; *words* may be runs."""
    inner = words if words.startswith("<") else run(words)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
ODT_STYLES = (
    '<office:automatic-styles><style:style style:name="P1" style:parent-style-name='
    '"Quotations"/><style:style style:name="P2" style:parent-style-name="Drawing"/>'
    '<style:style style:name="Drawing" style:parent-style-name="Caption"/>'
    '<style:style style:name="P3" style:parent-style-name="P3"/>'
    "</office:automatic-styles>"
)


def odt(text: str) -> bytes:
    """Return an OpenDocument text with that content."""
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {ODF}>{ODT_STYLES}<office:body>"
            f"<office:text>{text}</office:text></office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {ODF}><office:meta><dc:title>Draft"
            "</dc:title><dc:creator>A. Wren</dc:creator></office:meta>"
            "</office:document-meta>",
        }
    )


def epub(*chapters: str, **parts: str) -> bytes:
    """Return an e-book; each chapter is what stands in the body of its page."""
    numbers = range(len(chapters))
    items = "".join(
        f'<item id="c{n}" href="text/c%20{n}.xhtml" '
        'media-type="application/xhtml+xml"/>'
        for n in numbers
    )
    spine = "".join(f'<itemref idref="c{n}"/>' for n in numbers)
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{}</body></html>'
    return archive(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="c"><rootfiles><rootfile '
            'full-path="OEBPS/book.opf"/></rootfiles></container>',
            "OEBPS/book.opf": '<package xmlns="p" xmlns:dc="d"><metadata><dc:title>The '
            "Bridge</dc:title><dc:creator>A. Wren</dc:creator></metadata><manifest>"
            '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" '
            f'properties="nav"/>{items}</manifest><spine><itemref idref="nav"/>{spine}'
            "</spine></package>",
            "OEBPS/nav.xhtml": page.format("<nav><ol><li>One</li></ol></nav>"),
            **{
                f"OEBPS/text/c {n}.xhtml": '<?xml version="1.0"?>' + page.format(words)
                for n, words in enumerate(chapters)
            },
            **parts,
        }
    )


Printed = tuple[float, float, float, str]
"""A line of a PDF: x, y and size of its letters in points, and its words."""


def pdf(*pages: list[Printed], more: str = "") -> bytes:
    """Return a PDF with these lines on its pages; *more* goes into its trailer."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica "
        "/Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        stream = "".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET\n"
            for x, y, size, words in lines
        )
        objects += [
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            "/Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}endstream",
        ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}"
    out += f"trailer\n<< /Size {size} /Root 1 0 R {more} >>\n"
    return (out + f"startxref\n{out.index('xref')}\n%%EOF\n").encode("latin-1")


def column(
    words: str, x: float = 72, top: float = 700, size: float = 10
) -> list[Printed]:
    """Return lines, one below the other, an empty one for a gap."""
    lines = enumerate(words.split("\n"))
    return [
        (x + 10 * (len(line) - len(line.lstrip())), top - 1.2 * size * n, size, line)
        for n, line in lines
        if line
    ]


WORDS = (
    "Seven people were killed on Friday when the bridge at Kelmouth fell. "
    "Police said that 12 were hurt, and “many” more are missing. It cost £5 million."
)


def sound_files() -> dict[str, bytes]:
    """Return a small sound file of each format, by name."""
    page = (
        "<!doctype html><html><head><title>Bridge</title><meta charset=utf-8><script "
        'type="application/ld+json">{"@type":"NewsArticle","headline":"Bridge"}</script>'
        f"</head><body><nav><a href=x>Home</a></nav><h1>Bridge falls</h1><p>{WORDS}</p>"
        f"<ul><li>one</ul><table><tr><td>a<td>b</table><p>{WORDS}</body></html>"
    )
    odd = '<w:ins w:id="1"><w:r><w:t>so</w:t></w:r></w:ins>'
    cells = "".join(f"<w:tc>{paragraph(words)}</w:tc>" for words in "ab")
    body = paragraph(WORDS) + paragraph(odd) + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    text = (
        f"<text:h>Bridge</text:h><text:p>{WORDS}</text:p><text:list><text:list-item>"
        "<text:p>one</text:p></text:list-item></text:list>"
    )
    straight = str.maketrans("“”", "''")
    mail = f"From: a@b.c\nSubject: Bridge\nMIME-Version: 1.0\n\n{WORDS}\n"
    return {
        "a.txt": f"Bridge falls\n\n{WORDS}\n\n- one\n- two\n\n> {WORDS}\n".encode(),
        "a.md": f"---\ntitle: Bridge\n---\n# Bridge\n\n*{WORDS}*\n\n- one\n".encode(),
        "a.html": page.encode(),
        "a.docx": docx(body),
        "a.odt": odt(text),
        "a.epub": epub(f"<h1>Bridge</h1><p>{WORDS}</p>"),
        "a.rtf": (
            r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}}"
            r"{\stylesheet{\s1 heading 1;}}\pard\s1 Bridge\par"
            rf"\pard {WORDS}\par\intbl a\cell b\cell\row\pard x\par}}"
        ).encode("cp1252", "replace"),
        "a.pdf": pdf(column(WORDS.replace(". ", ".\n").translate(straight))),
        "a.eml": mail.encode(),
        "a.srt": f"1\n00:00:01,000 --> 00:00:02,000\n{WORDS}\n\n".encode() * 3,
    }
