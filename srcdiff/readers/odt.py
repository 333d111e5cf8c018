"""OpenDocument texts, in an archive or as one XML file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from srcdiff.model import Extract, Kind
from srcdiff.readers.archive import Archive
from srcdiff.readers.options import Options
from srcdiff.readers.pieces import (
    Piece,
    first_headline,
    laid_out,
    table_pieces,
    tidy,
    with_headings,
)
from srcdiff.readers.styles import kind_by_style
from srcdiff.readers.xml import (
    child,
    children,
    local_name,
    parsed_xml,
    texts_by_name,
    value_of,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

DEEPEST_STYLES = 20
"""Longest chain of styles based on one another that is followed."""

MOST_BLANKS = 100
"""Blanks that one element can stand for."""

_METADATA = {"title": "title", "initial-creator": "author", "creator": "author"}
_SPACES = re.compile("[ \\t\\r\\n]+")
_ENCODED = re.compile("_([0-9a-f]{2})_")
_LEFT_OUT = frozenset(
    word
    for line in (
        "tracked-changes annotation table-of-content illustration-index table-index",
        "alphabetical-index object-index user-index forms sequence-decls title desc",
        "ruby-text hidden-text script note-citation object object-ole image",
        "covered-table-cell variable-decls user-field-decls",
    )
    for word in line.split()
)
_APART = frozenset(("p", "h", "table", "note", "text-box"))
"""What is no part of the paragraph around it."""


def read_odt(data: bytes, name: str, options: Options) -> Extract:
    """Take the article out of an OpenDocument text.

    Paragraphs get their kind from their styles and the lists they are in; where
    these say nothing, headings are told by their look.  Tracked changes are read as
    accepted.  Footnotes follow the article; comments and indexes are left out.

    Raises:
        InputError: the file is damaged, encrypted or too large unpacked.
    """
    trees: list[_Element] = []
    if data.startswith(b"PK"):
        archive = Archive(data, name, options.max_size)
        for part in ("content.xml", "styles.xml", "meta.xml"):
            if part in archive or part == "content.xml":
                trees.append(parsed_xml(archive.read(part), name))
    else:
        trees.append(parsed_xml(data, name))
    reader = _Reader(trees)
    pieces = with_headings(reader.pieces())
    metadata = texts_by_name(
        (meta for tree in trees for meta in tree.iter("{*}meta")), _METADATA
    )
    return laid_out(
        pieces,
        unit="paragraph",
        title=reader.title or first_headline(pieces) or metadata.get("title"),
        metadata=metadata,
        limits=tuple(_limits(trees[0], name)),
    )


class _Reader:
    """One reading of a document."""

    def __init__(self, trees: list[_Element]) -> None:
        self.title: str | None = None
        self._tree = trees[0]
        self._styles: dict[str, tuple[str, str]] = {}
        """Display name and parent of each style."""
        self._notes: list[_Element] = []
        for tree in trees:
            for style in tree.iter("{*}style"):
                name = value_of(style, "name")
                shown = value_of(style, "display-name") or _decoded(name)
                self._styles[name] = (shown, value_of(style, "parent-style-name"))

    def pieces(self) -> list[Piece]:
        """Return the article, then its footnotes."""
        body = next(self._tree.iter("{*}body"), None)
        text = None if body is None else child(body, "text")
        found = [] if text is None else list(self._blocks(text))
        for note in self._notes:  # a note in a note is added while this runs
            found += [p._replace(kind="list-item") for p in self._blocks(note)]
        return [piece for piece in found if piece.words]

    def _blocks(self, parent: _Element) -> Iterator[Piece]:
        """Yield paragraphs and tables below *parent* in order."""
        from lxml import etree

        walk = etree.iterwalk(parent, events=("start", "end"))
        lists = 0
        for event, element in walk:
            tag = local_name(element)
            if tag in ("list-item", "list-header"):
                lists += 1 if event == "start" else -1
            if event == "end" or element is parent:
                continue
            if tag in ("p", "h"):
                yield from self._paragraph(element, bool(lists))
                walk.skip_subtree()
            elif tag == "table":
                yield from table_pieces(list(self._rows(element)))
                walk.skip_subtree()
            elif tag in _LEFT_OUT:
                walk.skip_subtree()

    def _rows(self, table: _Element) -> Iterator[list[list[Piece]]]:
        for row in _within(table, "table-row"):
            yield [list(self._blocks(cell)) for cell in _within(row, "table-cell")]

    def _paragraph(self, element: _Element, in_list: bool) -> Iterator[Piece]:
        """Yield a paragraph, then the text boxes that are anchored in it."""
        from lxml import etree

        parts: list[str] = []
        boxes: list[_Element] = []
        walk = etree.iterwalk(element, events=("start", "end"))
        for event, part in walk:
            tag = local_name(part)
            if event == "end":
                if part is not element:
                    parts.append(_SPACES.sub(" ", part.tail or ""))
                continue
            if part is not element and (tag in _APART or tag in _LEFT_OUT):
                walk.skip_subtree()
                if tag == "text-box":
                    boxes.append(part)
                elif tag == "note":
                    self._notes += children(part, "note-body")
                continue
            parts.append(_mark(part, tag) or _SPACES.sub(" ", part.text or ""))
        yield self._piece(element, tidy("".join(parts)), in_list)
        for box in boxes:
            yield from self._blocks(box)

    def _piece(self, element: _Element, words: str, in_list: bool) -> Piece:
        names = self._style_names(value_of(element, "style-name"))
        if words and self.title is None and "title" in names:
            self.title = " ".join(words.split())
        if local_name(element) == "h":
            return Piece(words, "heading")
        found: Kind | None = next(filter(None, map(kind_by_style, names)), None)
        return Piece(words, found or ("list-item" if in_list else "body"))

    def _style_names(self, name: str) -> list[str]:
        """Return the names of a style and of those it is based on."""
        names: list[str] = []
        while name and len(names) < DEEPEST_STYLES:
            shown, above = self._styles.get(name, (_decoded(name), ""))
            names.append(shown.lower())
            name = above
        return names


def _mark(element: _Element, tag: str) -> str:
    """Return what an element without text stands for."""
    if tag == "s":
        count = value_of(element, "c")
        return " " * min(int(count) if count.isdecimal() else 1, MOST_BLANKS)
    return {"tab": "\t", "line-break": "\n"}.get(tag, "")


def _within(parent: _Element, tag: str) -> Iterator[_Element]:
    """Yield rows or cells, out of header rows and groups but not of inner tables."""
    from lxml import etree

    walk = etree.iterwalk(parent, events=("start",))
    for _, element in walk:
        if element is parent:
            continue
        if local_name(element) == tag:
            yield element
            walk.skip_subtree()
        elif local_name(element) in ("table", "p", "h"):
            walk.skip_subtree()


def _decoded(name: str) -> str:
    """Return the name of a style as shown: ``Text_20_body`` → ``Text body``."""
    return _ENCODED.sub(lambda code: chr(int(code[1], 16)), name)


def _limits(tree: _Element, name: str) -> Iterator[str]:
    if next(tree.iter("{*}changed-region"), None) is not None:
        yield f"{name} has tracked changes; they are read as accepted."
    if next(tree.iter("{*}annotation"), None) is not None:
        yield f"The comments in {name} were left out."
