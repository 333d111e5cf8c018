"""Web pages: the article without what the site has put around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from srcdiff.errors import InputError
from srcdiff.model import Extract
from srcdiff.readers.encoding import decode
from srcdiff.readers.headings import LONGEST_INNER, is_time_stamp
from srcdiff.readers.html_blocks import DEEPEST, Found, page_blocks
from srcdiff.readers.html_metadata import Declared, declared
from srcdiff.readers.html_select import article_blocks
from srcdiff.readers.lines import closed
from srcdiff.readers.options import Options
from srcdiff.readers.pieces import (
    Piece,
    first_headline,
    laid_out,
    one_line,
    with_headings,
)
from srcdiff.readers.quiet import quiet
from srcdiff.readers.refusals import no_text
from srcdiff.readers.xml import safe_xml_parser
from srcdiff.settings import ExtractMode

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_TAGS = 1_000_000
"""Tags of a page above which it is refused: parsed they take some 300 bytes each.
A long news page has some 5,000."""

MOST_EXTRACTED = 20_000
"""Elements of a page up to which trafilatura is asked: the longest live blogs have as
many.  It takes 3 s for them, and longer than in proportion for more."""

LONGEST_EXTRACTED = 1_000_000
"""Characters of text on a page up to which it is asked."""

LONGEST_ATTRIBUTE = 10_000
"""Longest attribute that trafilatura gets to see: longer ones are pictures."""

LEAST_BODY = 250
"""Characters of text in the page's metadata from which it can be the article."""

_TAG = re.compile(r"</?[a-zA-Z!]")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([a-zA-Z0-9_.:-]+)", re.I)
_XML = re.compile(r"\s*<\?xml\b")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([a-zA-Z][a-zA-Z0-9]{1,31});")


def read_html(data: bytes, name: str, options: Options) -> Extract:
    """Take the article out of a web page.

    Which part of the page that is, is found out (``html_select``); what was kept
    and left out is said in ``limits``.  ``Options.extract`` asks for less, more or
    all.  Title, author and date are those the page declares.

    Raises:
        InputError: the page cannot be decoded, or has too many tags.
    """
    text, note = decode(data, name, options.encoding or declared_encoding(data))
    tree = parsed(text, name)
    about = declared(tree)
    found = page_blocks(tree)
    limits = [note] if note else []
    if is_cut(tree):
        if not found:
            raise InputError(
                f"{name}: is nested too deeply, more than {DEEPEST} levels; save it "
                "as text"
            )
        limits.append(
            f"{name} is nested too deeply: from level {DEEPEST} on it is cut."
        )
    if options.extract == "raw":
        kept: Sequence[int] = range(len(found))
        limits.append(f"All text of {name} is taken for the article, as asked.")
    else:
        texts, trouble = _known_texts(tree, about, options.extract, name)
        kept = article_blocks(found, texts, options.extract)
        limits += [*trouble, *_account(found, kept, name)]
        kept = kept or range(len(found))
    pieces = with_headings([piece(found[index]) for index in kept])
    if options.extract != "raw" and _is_elsewhere(about, pieces):
        pieces = list(_from_metadata(about))
        limits = [f"The text of {name} was taken from its metadata (JSON-LD)."]
    return laid_out(
        pieces,
        unit="paragraph",
        title=about.metadata.get("title") or first_headline(pieces),
        metadata=about.metadata,
        limits=tuple(limits),
    )


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that a page names, if its bytes are in need of it."""
    import codecs

    try:
        data.decode("utf-8")
        if b"\x1b$" not in data:  # ISO-2022-JP passes for ASCII
            return None
    except UnicodeDecodeError:
        pass
    found = _CHARSET.search(data[:4096])
    if found is None or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    # What pages call Latin 1 is the Windows encoding, says the HTML standard.
    label = found[1].decode("ascii").lower()
    encoding = {"iso-8859-1": "cp1252", "latin1": "cp1252"}.get(label, label)
    try:
        data.decode(encoding)
    except (LookupError, ValueError):
        return None
    return encoding


def looks_like_html(text: str) -> bool:
    """Tell whether *text* has tags at all."""
    return _TAG.search(text) is not None


def parsed(text: str, name: str) -> _Element:
    """Parse a page; XHTML as XML where it is well-formed.

    Raises:
        InputError: it has too many tags, or nothing in it can be parsed.
    """
    from lxml import etree

    if text.count("<") > MOST_TAGS:
        raise InputError(f"{name}: has more than {MOST_TAGS:,} tags; save it as text")
    if _XML.match(text):
        tree = _as_xml(text)
        if tree is not None:
            return tree
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        tree = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        tree = None
    if tree is None:
        raise no_text(name)
    return tree


def _as_xml(text: str) -> _Element | None:
    """Parse XHTML, in which ``<title/>`` is an element and not the start of one."""
    from html import unescape

    from lxml import etree

    text = _DOCTYPE.sub("", text, count=1)
    text = _ENTITY.sub(lambda entity: unescape(entity[0]), text)
    try:
        tree = etree.fromstring(text.encode("utf-8", "replace"), safe_xml_parser())
    except (etree.LxmlError, ValueError):
        return None
    if tree.getroottree().docinfo.internalDTD is not None:
        return None
    for element in tree.iter():
        if isinstance(element.tag, str):
            element.tag = etree.QName(element).localname
    return tree


def is_cut(tree: _Element) -> bool:
    """Tell whether the parser gave up going deeper."""
    depth = 0
    last = tree
    while len(last):
        last = last[-1]
        depth += 1
    return depth >= DEEPEST - 10


def piece(block: Found) -> Piece:
    """Return a block as a piece; dates and lines in bold are headings."""
    words = block.words
    bold = block.bold and len(words) <= LONGEST_INNER and not closed(words)
    if block.kind in ("body", "list-item") and is_time_stamp(words):
        return Piece(words, "heading")
    return Piece(words, "heading" if bold and block.kind == "body" else block.kind)


def _known_texts(
    tree: _Element, about: Declared, mode: ExtractMode, name: str
) -> tuple[list[str], list[str]]:
    """Return lines that are known to be the article's, and what went wrong."""
    from lxml import etree

    lines = about.body.splitlines()
    etree.strip_elements(tree, "script", "style", "svg", with_tail=False)
    if (
        sum(1 for _ in tree.iter()) > MOST_EXTRACTED
        or sum(map(len, tree.itertext())) > LONGEST_EXTRACTED
    ):
        return lines, [f"{name} is very long; its article is told by its tags alone."]
    return [*lines, *_extracted(tree, mode)], []


def _extracted(tree: _Element, mode: ExtractMode) -> list[str]:
    """Return the lines that trafilatura takes for the article; none if it fails."""
    from lxml import etree
    from lxml.html import document_fromstring

    for element in tree.iter():
        for key, value in element.attrib.items():
            if len(value) > LONGEST_ATTRIBUTE:
                del element.attrib[key]
    try:
        with quiet("trafilatura"):
            from trafilatura import bare_extraction

            # Parsed again: trafilatura changes the tree, and wants one of its own kind.
            copy = document_fromstring(etree.tostring(tree, encoding="unicode"))
            document = bare_extraction(
                copy,
                favor_precision=mode == "precision",
                favor_recall=mode == "recall",
                include_comments=False,
                # Its second opinions double the time; html_select is ours.
                fast=True,
            )
    except Exception:
        return []
    text = getattr(document, "text", None)
    return text.splitlines() if isinstance(text, str) else []


def _account(found: Sequence[Found], kept: Sequence[int], name: str) -> Iterator[str]:
    """Say how much of the page was taken for the article."""
    if found and not kept:
        yield f"No article was found in {name}: all its text is taken for one."
    elif len(kept) < len(found):
        yield (
            f"Of {name} {len(kept):,} of {len(found):,} blocks of text are taken for "
            "the article; left out are menus, links to other pages and the like "
            "(--extract raw keeps all)."
        )


def _is_elsewhere(about: Declared, pieces: Iterable[Piece]) -> bool:
    """Tell whether the text is in the metadata and hardly any on the page itself."""
    shown = sum(len(p.words) for p in pieces if p.kind != "heading")
    return len(about.body) >= LEAST_BODY and len(about.body) > 2 * shown


def _from_metadata(about: Declared) -> Iterator[Piece]:
    title = about.metadata.get("title")
    if title:
        yield Piece(title, "heading")
    for line in about.body.splitlines():
        if words := one_line(line):
            yield Piece(words, "body")
