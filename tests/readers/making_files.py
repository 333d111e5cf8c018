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
