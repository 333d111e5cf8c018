"""Markdown: the article's own words, without the markup.

Links, emphasis, comments and front matter are no part of what an article says.
Two articles that differ in them alone say the same, so they are taken away and
the words are laid end to end, with an empty line between the blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from srcdiff.model import Extract, Kind
from srcdiff.readers.front_matter import front_matter
from srcdiff.readers.headings import LONGEST_INNER, is_byline, is_time_stamp
from srcdiff.readers.lines import closed
from srcdiff.readers.pieces import BETWEEN_CELLS, Piece, first_headline, laid_out

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

DEEPEST_BLOCKS = 100
"""Deepest nesting of lists and quotations, two for each list.  The parser drops
what lies deeper, and its own limit of 20 would drop the tenth list in a list."""

DEEPEST_LINKS = 20
"""Deepest nesting within a line: the parser's own limit.  Nothing is dropped."""

MOST_BRACKETS = 10_000
"""Brackets in one paragraph above which it is taken as it is: the parser needs
0.01 ms for each that is not a link."""

_CONTAINERS: dict[str, Kind] = {
    "list_item_open": "list-item",
    "blockquote_open": "quotation",
}
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]")


class _Parsed(NamedTuple):
    """The block structure, and what is needed to read a line's markup."""

    tokens: list[Token]
    inline: MarkdownIt
    links: dict[str, Any]


def read_markdown(text: str, name: str = "-") -> Extract:
    """Take the words of a Markdown article out of their markup.

    Paragraphs, headings, list items, quotations, code, tables and the captions
    of pictures become blocks, in order.  A table is one block; pictures within a
    paragraph are left out.  Front matter becomes ``metadata``.  What is left out
    is named in ``limits``: raw HTML, and front matter that cannot be parsed.

    Args:
        text: The decoded file, without a byte order mark.
        name: What the article is called in ``limits``.
    """
    matter = front_matter(text, name)
    parsed = _parse(text[matter.end :])
    pieces = [
        piece._replace(line=piece.line + matter.lines + 1)
        for piece in _pieces(parsed)
        if piece.words
    ]
    return laid_out(
        pieces,
        title=_title(matter.metadata, pieces),
        metadata=matter.metadata,
        limits=(*matter.limits, *_limits(parsed, name, matter.lines + 1)),
        unit="line",
    )


def _parse(text: str) -> _Parsed:
    """Divide *text* into blocks; what stands in a line is read later, on its own.

    So that lists can lie deep without links doing so, which takes long.
    """
    from markdown_it import MarkdownIt

    blocks = MarkdownIt("commonmark", {"maxNesting": DEEPEST_BLOCKS}).enable("table")
    blocks.disable(["inline", "text_join"])
    inline = MarkdownIt("commonmark", {"maxNesting": DEEPEST_LINKS})
    links: dict[str, Any] = {}
    return _Parsed(blocks.parse(text, links), inline, links)


def _pieces(parsed: _Parsed) -> Iterator[Piece]:
    """Yield the blocks in order, with lines counted from 0."""
    containers: list[Kind] = []
    above = ""
    line = 0
    tokens = iter(parsed.tokens)
    for token in tokens:
        line = token.map[0] if token.map else line
        if token.type in _CONTAINERS:
            containers.append(_CONTAINERS[token.type])
        elif token.type in ("list_item_close", "blockquote_close"):
            containers.pop()
        elif token.type == "table_open":
            yield Piece(_table(tokens, parsed), "table", line)
        elif token.type in ("fence", "code_block"):
            yield Piece(_code(token.content), "code", line)
        elif token.type == "inline":
            children = _children(token, parsed)
            words = _words(children)
            if above == "heading_open":
                yield Piece(words, "heading", line)
            elif _is_caption(children):
                yield Piece(_alternatives(children), "caption", line)
            elif containers:
                yield Piece(words, containers[-1], line)
            else:
                yield Piece(words, _paragraph_kind(children, words), line)
        above = token.type


def _paragraph_kind(children: Sequence[Token], words: str) -> Kind:
    """Tell a byline, a date or a heading in bold letters from body text."""
    if is_byline(words) or is_time_stamp(words):
        return "heading"
    if len(words) > LONGEST_INNER or closed(words):
        return "body"
    bold = 0
    for child in children:
        if child.type in ("strong_open", "strong_close"):
            bold += child.nesting
        elif not bold and (_own_words(child) or "").strip():
            return "body"
    return "heading" if words else "body"


def _table(tokens: Iterator[Token], parsed: _Parsed) -> str:
    """Return the words of a table, a row a line; take its tokens from *tokens*."""
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(" ".join(_words(_children(token, parsed)).split()))
    return "\n".join(BETWEEN_CELLS.join(row) for row in rows if any(row)).strip()


def _code(content: str) -> str:
    """Return a listing, its first indent kept; nothing if it is blank."""
    return content.strip("\r\n") if content.strip() else ""


def _children(token: Token, parsed: _Parsed) -> Sequence[Token]:
    """Return the parts of a line: words, breaks, marks."""
    from markdown_it.token import Token

    children: list[Token] = []
    if _is_crowded(token):
        children.append(Token("text", "", 0, content=token.content))
    else:
        inline = parsed.inline
        inline.inline.parse(token.content, inline, parsed.links, children)
    return children


def _is_crowded(token: Token) -> bool:
    return token.type == "inline" and token.content.count("[") > MOST_BRACKETS


def _words(children: Sequence[Token]) -> str:
    """Return the words of a paragraph."""
    parts: list[str] = []
    dropped = False
    for child in children:
        words = _own_words(child)
        if words is None:
            dropped = dropped or child.type in ("html_inline", "image")
            continue
        # What stood between two spaces leaves one.
        if dropped and (not parts or parts[-1][-1:].isspace()):
            words = words.lstrip(" ")
        dropped = False
        if words:
            parts.append(words)
    return "".join(parts).strip()


def _own_words(token: Token) -> str | None:
    """Return what one part of a paragraph says; None for markup."""
    if token.type in ("text", "text_special", "code_inline"):
        return token.content
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "html_inline" and _BREAK.fullmatch(token.content):
        return "\n"
    return None


def _is_caption(children: Sequence[Token]) -> bool:
    """Tell whether a paragraph holds pictures and nothing else."""
    return any(child.type == "image" for child in children) and not _words(children)


def _alternatives(children: Sequence[Token]) -> str:
    """Return what the pictures of a paragraph are said to show."""
    found = [
        _words(image.children or []) for image in children if image.type == "image"
    ]
    return "\n".join(words for words in found if words)


def _title(metadata: Mapping[str, Any], pieces: Sequence[Piece]) -> str | None:
    """Return the title that the front matter gives, else the first heading."""
    given = metadata.get("title")
    if isinstance(given, str) and given.strip():
        return " ".join(given.split())
    return first_headline(pieces)


def _limits(parsed: _Parsed, name: str, first_line: int) -> Iterator[str]:
    """Say what was left out, with lines of the file."""
    html = [
        token.map[0] + first_line
        for token in parsed.tokens
        if token.type == "html_block" and token.map and _has_words(token.content)
    ]
    if html:
        count = "A block" if len(html) == 1 else f"{len(html):,} blocks"
        verb = "was" if len(html) == 1 else "were"
        where = "at" if len(html) == 1 else "the first at"
        yield f"{count} of raw HTML in {name} {verb} left out, {where} line {html[0]}."
    if any(token.level + 1 >= DEEPEST_BLOCKS for token in parsed.tokens):
        yield f"{name} is nested too deeply: from level {DEEPEST_BLOCKS} on it is cut."
    crowded = sum(map(_is_crowded, parsed.tokens))
    if crowded:
        yield f"{name} has too many brackets in a paragraph: its links stay as written."


def _has_words(html: str) -> bool:
    """Tell whether *html* holds more than comments and tags."""
    parts: list[str] = []
    at = 0
    while (start := html.find("<!--", at)) >= 0:
        parts.append(html[at:start])
        end = html.find("-->", start + 4)
        at = len(html) if end < 0 else end + 3
    parts.append(html[at:])
    return _WORD.search(_TAG.sub(" ", "".join(parts))) is not None
