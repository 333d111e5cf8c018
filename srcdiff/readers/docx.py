"""Word documents: the article as Word shows it, tracked changes accepted or not.

A paragraph's text lies in runs, and runs lie in insertions, deletions, links and
content controls; a reader that looks at the runs right below a paragraph loses the
rest.  So everything below a paragraph is walked, and left out is only what is known
to be no text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from srcdiff.model import Extract, Kind
from srcdiff.readers.archive import Archive
from srcdiff.readers.docx_styles import Styles
from srcdiff.readers.options import Options
from srcdiff.readers.pieces import (
    Piece,
    first_headline,
    laid_out,
    table_pieces,
    tidy,
    with_headings,
)
from srcdiff.readers.xml import (
    child,
    children,
    local_name,
    parsed_xml,
    texts_by_name,
    value_of,
)
from srcdiff.settings import DocxView

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAIN = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_COMMENTS = "word/comments.xml"
_NOTES = {
    "footnoteReference": ("word/footnotes.xml", "footnote"),
    "endnoteReference": ("word/endnotes.xml", "endnote"),
}
_ADDED = frozenset(("ins", "moveTo"))
_TAKEN = frozenset(("del", "moveFrom"))
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_NO_TEXT = frozenset(
    word
    for line in (
        "pPr rPr sectPr tblPr trPr tcPr sdtPr instrText delInstrText fldData rt object",
        "Fallback commentRangeStart commentRangeEnd",
    )
    for word in line.split()
)


def read_docx(data: bytes, name: str, options: Options) -> Extract:
    """Take the article out of a Word document.

    Paragraphs get their kind from their styles; where an author used none, headings
    are told by their look, as in plain text.  Footnotes follow the article.  Running
    heads, comments and hidden text are left out.

    Raises:
        InputError: the file is damaged, encrypted or too large unpacked.
    """
    archive = Archive(data, name, options.max_size)
    reader = _Reader(archive, options.docx_view)
    pieces = with_headings(reader.pieces())
    properties = []
    if _PROPERTIES in archive:
        properties.append(parsed_xml(archive.read(_PROPERTIES), name))
    metadata = texts_by_name(properties, {"title": "title", "creator": "author"})
    return laid_out(
        pieces,
        unit="paragraph",
        title=reader.title or first_headline(pieces) or metadata.get("title"),
        metadata=metadata,
        limits=tuple(reader.limits()),
    )


@dataclass(slots=True)
class _Paragraph:
    """What stands in a paragraph."""

    words: list[str] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    """Text boxes that are anchored in it."""


class _Reader:
    """One reading of a document."""

    def __init__(self, archive: Archive, view: DocxView) -> None:
        self.archive = archive
        self.name = archive.name
        self.title: str | None = None
        self.tracked = False
        self.hidden = False
        self._final = view == "final"
        self._left_out = _TAKEN if self._final else _ADDED
        self._styles = Styles(archive)
        self._notes: list[tuple[str, str]] = []
        """Footnotes referred to: kind of reference and number."""

    def pieces(self) -> list[Piece]:
        """Return the article, then its footnotes in the order of their references."""
        body = child(parsed_xml(self.archive.read(_MAIN), self.name), "body")
        found = [] if body is None else list(self._blocks(body))
        return [piece for piece in (*found, *self._footnotes()) if piece.words]

    def limits(self) -> Iterator[str]:
        """Say what was left out; known once the pieces are."""
        if self.tracked:
            what, other, does = (
                ("accepted", "original", "rejects")
                if self._final
                else ("rejected", "final", "accepts")
            )
            yield (
                f"{self.name} has tracked changes; they are read as {what} "
                f"(--docx-view {other} {does} them)."
            )
        if self.hidden:
            yield f"Hidden text in {self.name} was left out."
        if _COMMENTS in self.archive and len(
            parsed_xml(self.archive.read(_COMMENTS), self.name)
        ):
            yield f"The comments in {self.name} were left out."

    def _blocks(self, parent: _Element) -> Iterator[Piece]:
        """Yield the paragraphs and tables below *parent*, paragraphs put together.

        Where the mark at the end of a paragraph is deleted, the next one goes on.
        """
        words: list[str] = []
        kind: Kind | None = None
        for element in self._paragraphs_and_tables(parent):
            if local_name(element) == "tbl":
                yield from self._table(element)
                continue
            paragraph = self._read(element)
            words += paragraph.words
            if kind is None and any(map(str.strip, paragraph.words)):
                kind = self._kind(element)
            if not self._runs_on(element):
                yield self._piece(element, words, kind or "body")
                words, kind = [], None
            for box in paragraph.boxes:
                yield from self._blocks(box)
        yield Piece(tidy("".join(words)), kind or "body")

    def _paragraphs_and_tables(self, parent: _Element) -> Iterator[_Element]:
        """Yield them in order, out of content controls and other wrappers."""
        from lxml import etree

        walk = etree.iterwalk(parent, events=("start",))
        for _, element in walk:
            tag = local_name(element)
            if element is parent:
                continue
            if tag in ("p", "tbl"):
                yield element
                walk.skip_subtree()
            elif tag in _NO_TEXT or self._is_left_out(tag):
                walk.skip_subtree()

    def _is_left_out(self, tag: str) -> bool:
        if tag in _ADDED or tag in _TAKEN:
            self.tracked = True
        return tag in self._left_out

    def _read(self, element: _Element) -> _Paragraph:
        """Return the words of a paragraph in the view that is asked for."""
        from lxml import etree

        found = _Paragraph()
        walk = etree.iterwalk(element, events=("start",))
        for _, part in walk:
            tag = local_name(part)
            if tag in ("t", "delText"):
                found.words.append(part.text or "")
            elif tag in _MARKS:
                found.words.append(_MARKS[tag])
            elif tag == "txbxContent":
                found.boxes.append(part)
                walk.skip_subtree()
            elif tag in _NOTES:
                self._notes.append((tag, value_of(part, "id")))
            elif (
                (tag == "r" and self._is_hidden(part))
                or tag in _NO_TEXT
                or self._is_left_out(tag)
            ):
                walk.skip_subtree()
        return found

    def _is_hidden(self, run: _Element) -> bool:
        properties = child(run, "rPr")
        if properties is None or (mark := child(properties, "vanish")) is None:
            return False
        hidden = value_of(mark) not in ("0", "false", "off")
        self.hidden = self.hidden or hidden
        return hidden

    def _runs_on(self, paragraph: _Element) -> bool:
        """Tell whether the mark at the end of a paragraph is left out."""
        properties = child(paragraph, "pPr")
        mark = None if properties is None else child(properties, "rPr")
        if mark is None:
            return False
        return any(self._is_left_out(local_name(part)) for part in mark)

    def _kind(self, paragraph: _Element) -> Kind:
        return self._styles.kind(child(paragraph, "pPr"))

    def _piece(self, paragraph: _Element, words: list[str], kind: Kind) -> Piece:
        text = tidy("".join(words))
        if text and self.title is None and self._styles.is_title(paragraph):
            self.title = " ".join(text.split())
        return Piece(text, kind)

    def _table(self, table: _Element) -> Iterator[Piece]:
        rows = []
        for row in self._within(table, "tr"):
            properties = child(row, "trPr")
            marks = [] if properties is None else list(properties)
            if not any(self._is_left_out(local_name(mark)) for mark in marks):
                rows.append(
                    [list(self._blocks(cell)) for cell in self._within(row, "tc")]
                )
        yield from table_pieces(rows)

    def _within(self, parent: _Element, tag: str) -> Iterator[_Element]:
        """Yield rows or cells, out of content controls but not of inner tables."""
        from lxml import etree

        walk = etree.iterwalk(parent, events=("start",))
        for _, element in walk:
            if element is parent:
                continue
            if local_name(element) == tag:
                yield element
                walk.skip_subtree()
            elif local_name(element) == "tbl" or self._is_left_out(local_name(element)):
                walk.skip_subtree()

    def _footnotes(self) -> Iterator[Piece]:
        """Yield the footnotes that the view refers to."""
        notes: dict[str, dict[str, _Element]] = {}
        for reference, number in dict.fromkeys(self._notes):
            part, tag = _NOTES[reference]
            if part not in self.archive:
                continue
            if part not in notes:
                tree = parsed_xml(self.archive.read(part), self.name)
                notes[part] = {value_of(n, "id"): n for n in children(tree, tag)}
            note = notes[part].get(number)
            if note is not None:
                found = self._blocks(note)
                yield from (piece._replace(kind="list-item") for piece in found)
