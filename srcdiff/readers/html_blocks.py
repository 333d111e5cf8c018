"""The blocks of a web page: every run of text, with what it is and where it stands.

A page is walked once, from top to bottom, without recursion.  A block ends where a
browser would start a new line; ``<br><br>`` ends one too, since old pages divide
their paragraphs so.  Nothing is judged here: menus are blocks like any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from srcdiff.model import Kind
from srcdiff.readers.pieces import LONGEST_CELL, one_line, table_row

if TYPE_CHECKING:
    from lxml.etree import _Element

DEEPEST = 2048
"""Deepest nesting that the parser follows, its own limit for large documents."""

_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "title"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "list-item"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    "blockquote": "quotation",
    "pre": "code",
    **dict.fromkeys(("article", "section", "main"), "body"),
}
_CONTAINERS = frozenset(
    word
    for line in (
        "address amp-live-list article aside body center details div dl",
        "fieldset figure footer form header hr html main nav ol p section",
        "summary table tbody td tfoot th thead tr ul",
    )
    for word in line.split()
)
_BLOCKS = _CONTAINERS | set(_KINDS)
_UNSEEN = frozenset(
    word
    for line in (
        "area audio button canvas datalist del dialog embed head iframe input",
        "label map noscript object optgroup option rp rt script select style",
        "svg template textarea video",
    )
    for word in line.split()
)
_CAPTION_WORDS = frozenset(("caption", "credit"))
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_REFERENCE_CLASS = re.compile(
    r"(?:^|\s)(?:reference|mw-editsection|noprint|footnote-(?:ref|back|backref))(?:$|\s)"
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)

_BREAK = "\0"
_PARAGRAPH_BREAK = re.compile("\0[ \\t\\r\\n\\f\\v\0]*\0")
_WORD = re.compile(r"[^\W_]")
_NOT_IN_DATA = frozenset(
    ("article", "h1", "h2", "h3", "main", "ol", "section", "table", "ul")
)


class Found(NamedTuple):
    """A run of text on the page."""

    words: str
    kind: Kind
    linked: int
    """Characters of it that stand in links, blanks aside."""
    element: _Element
    """The innermost block that holds it."""
    bold: bool
    """Whether all of it is set in bold letters."""


@dataclass(slots=True)
class _Table:
    """A table that is being read."""

    first: int
    """Index of the first block in it."""
    rows: list[list[tuple[int, int]]] = field(default_factory=list)
    """The blocks of each cell, as a range."""
    layout: bool = False
    """Whether it lays out the page instead of showing data."""


def page_blocks(tree: _Element) -> list[Found]:
    """Return the blocks of a page in order; nobody sees scripts and hidden parts."""
    return _Walk(tree).found


def name_parts(names: str) -> set[str]:
    """Return the words that class names are made of: ``wp-caption imageWrap``."""
    return {part.lower() for part in _NAME_PARTS.findall(names)} if names else set()


class _Walk:
    """One walk over a page."""

    def __init__(self, tree: _Element) -> None:
        self.found: list[Found] = []
        self._parts: list[str] = []
        self._linked = 0
        self._plain = 0
        """Characters seen since the last block that are not bold."""
        self._open: dict[str, int] = {"a": 0, "b": 0, "pre": 0}
        self._kinds: list[Kind] = ["body"]
        self._blocks: list[_Element] = [tree]
        self._tables: list[_Table] = []
        self._cells: list[int] = []
        self._run(tree)

    def _run(self, tree: _Element) -> None:
        from lxml import etree

        walk = etree.iterwalk(tree, events=("start", "end"))
        unseen: _Element | None = None
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if not isinstance(tag, str) or _is_unseen(element, tag):
                    walk.skip_subtree()
                    unseen = element
                else:
                    self._start(element, tag)
                    self._text(element.text)
            else:
                if element is unseen:
                    unseen = None
                else:
                    self._end(element, tag)
                if element is not tree:
                    self._text(element.tail)
        self._flush()

    def _start(self, element: _Element, tag: str) -> None:
        if tag == "br":
            self._parts.append(_BREAK)
        elif tag == "q":
            self._text("“")
        if tag in ("a", "pre"):
            self._open[tag] += 1
        elif tag in ("b", "strong"):
            self._open["b"] += 1
        caption = not _CAPTION_WORDS.isdisjoint(name_parts(element.get("class", "")))
        if tag not in _BLOCKS and not caption:
            return
        self._flush()
        self._blocks.append(element)
        kind = "caption" if caption else _KINDS.get(tag)
        self._kinds.append(kind or self._kinds[-1])
        self._start_table(tag)

    def _start_table(self, tag: str) -> None:
        if self._tables and tag in _NOT_IN_DATA:
            self._tables[-1].layout = True
        if tag == "table":
            self._tables.append(_Table(len(self.found)))
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif tag in ("td", "th") and self._tables:
            self._cells.append(len(self.found))

    def _end(self, element: _Element, tag: str) -> None:
        if tag == "q":
            self._text("”")
        if tag in ("a", "pre"):
            if self._blocks[-1] is element:
                self._flush()
            self._open[tag] -= 1
        elif tag in ("b", "strong"):
            self._open["b"] -= 1
        if self._blocks[-1] is not element or len(self._blocks) == 1:
            return
        self._flush()
        self._blocks.pop()
        self._kinds.pop()
        if tag in ("td", "th") and self._tables and self._cells:
            table, first = self._tables[-1], self._cells.pop()
            if not table.rows:
                table.rows.append([])
            table.rows[-1].append((first, len(self.found)))
        elif tag == "table":
            self._end_table(self._tables.pop(), element)

    def _end_table(self, table: _Table, element: _Element) -> None:
        """Make one block of a table of data; leave those of another as they are."""
        blocks = self.found[table.first :]
        if (
            table.layout
            or max(map(len, table.rows), default=0) < 2
            or any(len(block.words) > LONGEST_CELL for block in blocks)
        ):
            if self._tables:
                self._tables[-1].layout = True
            return
        rows = [
            table_row(
                [" ".join(b.words for b in self.found[start:end]) for start, end in row]
            )
            for row in table.rows
        ]
        words = "\n".join(filter(None, rows))
        outside = [block for block in blocks if block.kind == "caption"]
        self.found[table.first :] = outside
        if words:
            linked = sum(block.linked for block in blocks)
            self.found.append(Found(words, "table", linked, element, False))

    def _text(self, text: str | None) -> None:
        if not text:
            return
        self._parts.append(text)
        size = len(text) - text.count(" ")
        if self._open["a"]:
            self._linked += size
        if not self._open["b"] and text.strip():
            self._plain += size

    def _flush(self) -> None:
        """End a block, or several with empty lines between them."""
        if not self._parts:
            return
        raw, linked, bold = "".join(self._parts), self._linked, not self._plain
        self._parts, self._linked, self._plain = [], 0, 0
        if not _WORD.search(raw):
            return
        if self._open["pre"]:
            words = raw.replace(_BREAK, "\n").strip("\r\n").rstrip()
            self._add(words, linked, bold)
            return
        parts = _PARAGRAPH_BREAK.split(raw)
        for part in parts:
            lines = [one_line(line) for line in part.split(_BREAK)]
            words = "\n".join(filter(None, lines))
            if _WORD.search(words):
                share = linked * len(part) // len(raw) if len(parts) > 1 else linked
                self._add(words, share, bold)

    def _add(self, words: str, linked: int, bold: bool) -> None:
        kind = self._kinds[-1]
        self.found.append(Found(words, kind, linked, self._blocks[-1], bold))


def _is_unseen(element: _Element, tag: str) -> bool:
    """Tell whether nobody sees an element, or nobody reads it as text."""
    if tag in _UNSEEN:
        return True
    known: Any = element.attrib
    if not known:
        return False
    return (
        "hidden" in known
        or known.get("aria-hidden") == "true"
        or known.get("role") in ("doc-noteref", "doc-backlink")
        or _REFERENCE_CLASS.search(known.get("class", "")) is not None
        or _HIDDEN_STYLE.search(known.get("style", "")) is not None
    )
