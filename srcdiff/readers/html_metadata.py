"""What a web page says of itself: title, author, date, and the text for machines.

Only what is declared is taken: JSON-LD as search engines read it, then ``meta``
elements, then the page's own headline.  Nothing is guessed.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from srcdiff.readers.pieces import one_line

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST = 2_000_000
"""Largest block of JSON-LD that is parsed, in characters; those of news pages with
the whole article in them have some 20,000."""

MOST_VALUES = 100_000
"""Values of JSON-LD that are looked at."""

_ARTICLE = re.compile(r"(?:Article|Posting|Report|Review)$")

_META = {
    "title": ("og:title", "twitter:title", "dc.title", "parsely-title"),
    "author": ("author", "article:author", "dc.creator", "parsely-author", "byl"),
    "date": (
        *("article:published_time", "datepublished", "date", "dc.date", "pubdate"),
        *("parsely-pub-date", "sailthru.date", "dc.date.issued"),
    ),
}
_TAG = re.compile(r"<[^<>]{0,1000}>")
_ADDRESS = re.compile(r"https?:|www\.")


class Declared(NamedTuple):
    """What a page says of itself."""

    metadata: Mapping[str, Any]
    """``title``, ``author`` and ``date``, where they are given."""
    body: str
    """The text of the article as JSON-LD has it; empty if it has none."""


def declared(tree: _Element) -> Declared:
    """Return what the page declares; asked before scripts are taken away."""
    articles = [item for item in _json_ld(tree) if _is_article(item)]
    found: dict[str, str] = {}
    for article in articles:
        values = {
            "title": article.get("headline"),
            "author": _names(article.get("author")),
            "date": article.get("datePublished"),
        }
        for key, value in values.items():
            if isinstance(value, str) and (words := _plain(value)):
                found.setdefault(key, words)
    metas = _metas(tree)
    for key, names in _META.items():
        for name in names:
            if words := metas.get(name, ""):
                found.setdefault(key, words)
    title = next(tree.iter("title"), None)
    if title is not None and (words := one_line("".join(title.itertext()))):
        found.setdefault("title", words)
    bodies = [_body(article) for article in articles]
    return Declared(found, max(bodies, key=len, default=""))


def _metas(tree: _Element) -> dict[str, str]:
    """Return the page's ``meta`` elements; the first of a name counts."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        words = one_line(meta.get("content", ""))
        if words and not _ADDRESS.match(words):
            found.setdefault(name.lower(), words)
    return found


def _json_ld(tree: _Element) -> Iterator[dict[str, Any]]:
    """Yield every object of the page's JSON-LD, however deep."""
    left = MOST_VALUES
    for script in tree.iter("script"):
        if "ld+json" not in script.get("type", "").lower():
            continue
        text = script.text or ""
        try:
            parsed = json.loads(text, strict=False) if len(text) <= LARGEST else None
        except (ValueError, RecursionError):
            continue
        queue = deque([parsed])
        while queue and left:
            value = queue.popleft()
            left -= 1
            if isinstance(value, dict):
                yield value
                queue.extend(value.values())
            elif isinstance(value, list):
                queue.extend(value)


def _is_article(item: Mapping[str, Any]) -> bool:
    types = item.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and _ARTICLE.search(name) for name in names)


def _names(author: Any) -> str:
    """Return the names of the authors, with commas between."""
    people = author if isinstance(author, list) else [author]
    names = [p.get("name") if isinstance(p, dict) else p for p in people[:20]]
    return ", ".join(n for n in names if isinstance(n, str) and not _ADDRESS.match(n))


def _body(article: Mapping[str, Any]) -> str:
    """Return the article's text, the updates of a live blog included."""
    updates = article.get("liveBlogUpdate")
    parts = [article, *(updates if isinstance(updates, list) else [])]
    texts = [part.get("articleBody") for part in parts if isinstance(part, dict)]
    return "\n".join(_TAG.sub(" ", text) for text in texts if isinstance(text, str))


def _plain(value: str) -> str:
    from html import unescape

    return one_line(unescape(_TAG.sub(" ", value)))
