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
