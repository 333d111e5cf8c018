"""Which blocks of a web page are the article.

A paragraph that an extractor misses looks exactly like one that the other article
alone has, and a menu that it lets in looks like news.  So no extractor decides alone:

1. Trafilatura names the text it takes for the article, JSON-LD often holds it too;
   blocks whose words stand there are *chosen*.
2. The smallest element with nearly all chosen letters is the article's *root*.
   What stands within it, reads like sentences and is no menu belongs to it.
3. What stands in an element that calls itself navigation, related stories,
   newsletter and the like does not, nor does what consists of links.

The shares below were set on ten of the pages in ``tests/readers/pages``; the others,
herald and platform, were made afterwards and needed no change.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from srcdiff.readers.headings import is_byline, is_time_stamp
from srcdiff.readers.html_blocks import Found, name_parts
from srcdiff.readers.lines import closed
from srcdiff.settings import ExtractMode

if TYPE_CHECKING:
    from lxml.etree import _Element

ROOT_SHARE = 0.9
"""Share of the chosen letters that the root holds."""

OWN_SHARE = 0.3
"""Share of the chosen letters from which an element is the article whatever it
calls itself: ``<body class="newsletter">``."""

LINKED = 0.6
"""Share of a block's letters in links from which it is a menu, not a sentence."""

SHINGLE = 4
"""Words in a row that are looked up together."""

KNOWN = 0.7
"""Share of a block's runs of words that must be known for it to be chosen."""

SHORTEST = 25
"""Fewest characters of a paragraph that is kept without being chosen."""

SHORTEST_INTRODUCTION = 40
"""Fewest characters of a paragraph between the headline and the root."""

LONGEST_NAME = 500
"""Characters of a class attribute that are looked at."""

_WORD = re.compile(r"\w+")

_ASIDE_TAGS = frozenset(
    ("aside", "dialog", "fieldset", "footer", "form", "menu", "nav")
)
_ASIDE_ROLES = frozenset(
    (
        "banner",
        "complementary",
        "contentinfo",
        "dialog",
        "menu",
        "navigation",
        "search",
        "toolbar",
    )
)
_ASIDE_WORDS = frozenset(
    word
    for line in (
        "ad ads advert advertisement advertising banner breadcrumb breadcrumbs",
        "carousel comment comments consent cookie cookies copyright disqus",
        "donate follow footer menu modal nav navbar navigation newsletter",
        "newsletters outbrain pager pagination paywall popular popup print",
        "promo promos promoted promotion pullquote readnext recirc",
        "recirculation recommend recommendations recommended related share",
        "shares sharing sidebar signup skip social sponsor sponsored subscribe",
        "subscription taboola tag tags toc toolbar trending widget",
    )
    for word in line.split()
)
_ASIDE_NAMES = re.compile(
    r"read-?(?:more|next|also)|more-(?:from|on|in|stories|news)|most-(?:read|popular)"
    r"|also-(?:read|like)|see-also|sign-?up|author-(?:bio|box|card|info)"
    r"|about-the-author|latest-(?:news|stories)|topic-list|key-?topics|pull-?quote"
)
_NAMING_ATTRIBUTES = ("class", "id", "data-component", "data-testid")
_ALWAYS_ASIDE = frozenset(("nav", "footer", "form", "dialog"))
_ARTICLE_TAGS = ("article", "main")


def article_blocks(
    found: Sequence[Found], texts: Iterable[str], mode: ExtractMode
) -> list[int]:
    """Return the indexes of the blocks that are the article, in order.

    Args:
        found: All blocks of the page.
        texts: What is known of the article's text, a line at a time.
        mode: ``precision`` keeps only what is chosen; ``recall`` also what calls
            itself something else, and lines that are no sentence.
    """
    chosen = _chosen(found, texts) or _by_structure(found)
    if not chosen:
        return []
    page = _Page(found, chosen)
    kept = [index for index in range(len(found)) if page.keeps(index, mode)]
    if page.sure and mode != "precision":
        kept = sorted({*kept, *page.above(page.sure[0])})
    return _heading_something(found, kept)


def _chosen(found: Sequence[Found], texts: Iterable[str]) -> set[int]:
    """Return the blocks whose words stand in *texts*."""
    lines: set[tuple[str, ...]] = set()
    runs: set[tuple[str, ...]] = set()
    for text in texts:
        words = _words(text)
        lines.add(tuple(words[: SHINGLE + 1]))
        runs.update(_runs(words))
    chosen = set()
    for index, block in enumerate(found):
        words = _words(block.words)
        if len(words) < SHINGLE:
            known = tuple(words) in lines
        else:
            own = list(_runs(words))
            known = sum(run in runs for run in own) >= KNOWN * len(own)
        if known:
            chosen.add(index)
    return chosen


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _runs(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def _by_structure(found: Sequence[Found]) -> set[int]:
    """Choose by the elements alone: sentences in the largest article, or anywhere."""
    sentences = {i for i, block in enumerate(found) if _is_sentence(block)}
    if not sentences:
        return set()
    articles = _articles_of(found)
    homes = {i: articles.get(found[i].element) for i in sentences}
    sizes: Counter[_Element | None] = Counter()
    for index in sorted(sentences):
        sizes[homes[index]] += len(found[index].words)
    sizes[None] = 0
    home = max(sizes, key=lambda element: sizes[element])
    return {i for i in sentences if homes[i] is home} or sentences


def _articles_of(found: Sequence[Found]) -> dict[_Element, _Element]:
    """Return what element that says it is an article holds each element."""
    articles: dict[_Element, _Element] = {}
    for element in _elements(found):
        parent = element.getparent()
        if (
            element.tag in _ARTICLE_TAGS
            or element.get("role") == "main"
            or element.get("itemprop") == "articleBody"
        ):
            articles[element] = element
        elif parent is not None and parent in articles:
            articles[element] = articles[parent]
    return articles


def _elements(found: Sequence[Found]) -> list[_Element]:
    """Return all elements of the page, parents before their children."""
    top = found[0].element.getroottree().getroot()
    return [element for element in top.iter() if isinstance(element.tag, str)]


def _is_sentence(block: Found) -> bool:
    return (
        block.kind in ("body", "quotation", "list-item")
        and len(block.words) >= SHORTEST
        and closed(block.words)
        and not _is_linked(block)
    )


def _is_linked(block: Found) -> bool:
    return block.linked >= LINKED * (len(block.words) - block.words.count(" "))


def _heading_something(found: Sequence[Found], kept: Sequence[int]) -> list[int]:
    """Leave out headings of what was left out; the main one stays."""
    kept_set = set(kept)
    return [
        index
        for index in kept
        if found[index].kind != "heading"
        or found[index].element.tag == "h1"
        or index + 1 in kept_set
    ]


class _Page:
    """The blocks of a page, with what holds the chosen ones."""

    def __init__(self, found: Sequence[Found], chosen: set[int]) -> None:
        self.found = found
        self.chosen = chosen
        elements = _elements(found)
        self.letters = _letters_in(elements, found, chosen)
        self.total = self.letters[elements[0]]
        self.root = self._root(elements[0])
        self.inside = set(self.root.iter())
        self.beside = self._beside(elements)
        self.sure = [
            index
            for index, block in enumerate(found)
            if _is_sentence(block)
            and block.element not in self.beside
            and (index in chosen or block.element in self.inside)
        ]
        self.homes = {_home(found[index].element) for index in self.sure}

    def keeps(self, index: int, mode: ExtractMode) -> bool:
        """Tell whether a block belongs to the article."""
        block = self.found[index]
        aside = self.beside.get(block.element)
        if aside and (mode != "recall" or aside in _ALWAYS_ASIDE):
            return False
        if _is_linked(block) and not (block.kind == "heading" and index in self.chosen):
            return False
        if index in self.chosen:
            return mode == "recall" or self._is_among_sentences(index)
        if mode == "precision" or block.element not in self.inside:
            return False
        return mode == "recall" or block.kind != "body" or _reads_well(block)

    def _is_among_sentences(self, index: int) -> bool:
        """Tell whether a block is a sentence, or stands where sentences do."""
        block = self.found[index]
        if block.kind != "body" or _reads_well(block) or not self.sure:
            return True
        between = self.sure[0] < index < self.sure[-1]
        return between or _home(block.element) in self.homes

    def above(self, first: int) -> Iterator[int]:
        """Yield what stands between the main headline and the block *first*."""
        start = first
        for index in range(first - 1, -1, -1):
            if self.found[index].element.tag == "h1":
                start = index
                break
        for index in range(start, first):
            block = self.found[index]
            if index == start or self._introduces(block):
                yield index

    def _introduces(self, block: Found) -> bool:
        """Tell whether a block below the headline is more than a date or a button."""
        if block.element in self.beside or _is_linked(block):
            return False
        return block.kind in ("caption", "list-item") or _reads_well(
            block, SHORTEST_INTRODUCTION
        )

    def _root(self, top: _Element) -> _Element:
        """Return the smallest element with nearly all chosen letters."""
        root = top
        while True:
            for child in root:
                if self.letters[child] >= ROOT_SHARE * self.total:
                    root = child
                    break
            else:
                return root

    def _beside(self, elements: Sequence[_Element]) -> dict[_Element, str]:
        """Return which elements stand beside the article, and what says so."""
        beside: dict[_Element, str] = {}
        for element in elements:
            parent = element.getparent()
            above = beside.get(parent) if parent is not None else None
            name = above or _aside(element)
            if name and (above or self.letters[element] < OWN_SHARE * self.total):
                beside[element] = name
        return beside


def _home(element: _Element) -> _Element:
    """Return what holds a paragraph together with those around it."""
    parent = element.getparent()
    return element if parent is None or element.tag in ("td", "div") else parent


def _letters_in(
    elements: Sequence[_Element], found: Sequence[Found], chosen: set[int]
) -> Counter[_Element]:
    """Return how many chosen characters each element holds."""
    letters: Counter[_Element] = Counter()
    for index in sorted(chosen):
        letters[found[index].element] += len(found[index].words)
    # From the last element to the first, children come before their parents.
    for element in reversed(elements):
        parent = element.getparent()
        if parent is not None and letters[element]:
            letters[parent] += letters[element]
    return letters


def _reads_well(block: Found, shortest: int = SHORTEST) -> bool:
    """Tell whether a paragraph is a sentence, a byline or a date."""
    words = block.words
    if is_byline(words) or is_time_stamp(words):
        return True
    return len(words) >= shortest and closed(words)


def _aside(element: _Element) -> str:
    """Return what says that an element stands beside an article; else nothing."""
    tag = element.tag
    if tag in _ASIDE_TAGS:
        return str(tag)
    role: str = element.get("role", "")
    if role in _ASIDE_ROLES:
        return role
    names = [element.get(name, "")[:LONGEST_NAME] for name in _NAMING_ATTRIBUTES]
    for value in (*names, tag if "-" in tag else ""):
        if not value:
            continue
        if match := _ASIDE_NAMES.search(value.lower()):
            return match[0]
        if parts := name_parts(value) & _ASIDE_WORDS:
            return min(parts)
    return ""
