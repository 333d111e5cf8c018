"""What matching keeps of an article: its terms, counted.

An article is read without finding its sentences, which would take three times as
long; nothing else of it is kept, so that a hundred thousand fit into memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from srcdiff.facts.dates.words import MONTHS
from srcdiff.model import Block, Extract, Token
from srcdiff.settings import Settings
from srcdiff.text.languages import language
from srcdiff.text.stems import stem
from srcdiff.text.tokens import tokenize

NAME, NUMBER, DAY = 1, 2, 4
"""Kinds of terms other than plain words, as bits; a day of the year is ``5-14``."""

_UNREAD = frozenset({"code", "table"})
"""Kinds of paragraphs that say little of the story."""
_ENDS = frozenset({".", "!", "?", ":", "...", '"', "(", "[", "-"})
"""Marks after which a capital may only open a sentence."""
_DAYS = 31
_TITLE = 120
"""Characters of an article's beginning that stand for a title it lacks."""


class Term(NamedTuple):
    """A word of an article in all its forms, or a day of the year."""

    often: int
    """How often it stands there."""
    kinds: int
    written: str
    """The first in alphabetical order of the forms it has."""


@dataclass(frozen=True, slots=True)
class Article:
    """The terms of one article."""

    name: str
    """Path of the file."""
    title: str
    """Its title or first heading; else how it begins."""
    terms: dict[str, Term]
    """By stem, or day of the year."""


_UNSEEN = Term(0, 0, "")


def read_article(path: str, settings: Settings) -> Article:
    """Read what matching needs of a file.

    Raises:
        InputError: the file is missing, empty, binary, undecodable or too big.
    """
    from srcdiff.readers import read_extract

    extract = read_extract(
        path,
        max_size=settings.max_size,
        extract=settings.extract,
        docx_view=settings.docx_view,
    )
    return article(extract, path, settings.language)


def article(extract: Extract, name: str, spoken: str = "english") -> Article:
    """Return the terms of an article.

    Args:
        extract: What a reader made of it.
        name: Path of the file.
        spoken: Its language.
    """
    blocks = [block for block in extract.blocks if block.kind not in _UNREAD]
    tokens = [tokenize(extract.text, block.span) for block in blocks]
    named = _names(extract.text, blocks, tokens, spoken)
    terms: dict[str, Term] = {}
    for row in tokens:
        for key, kind, written in _terms(extract.text, row, named, spoken):
            seen = terms.get(key, _UNSEEN)
            first = min(written, seen.written) if seen.often else written
            terms[key] = Term(seen.often + 1, seen.kinds | kind, first)
    return Article(name, _title(extract), terms)


def _terms(
    text: str, tokens: Sequence[Token], named: set[str], spoken: str
) -> Iterator[tuple[str, int, str]]:
    """Yield key, kind and form of each word that says something and each day named."""
    lists = language(spoken)
    for at, token in enumerate(tokens):
        norm = token.norm
        if spoken == "english" and norm in MONTHS:
            yield from _days(tokens, at)
        if not norm[0].isalnum() or norm in lists.function:
            continue
        key = stem(norm, spoken)
        if key.isdecimal():
            yield key, NUMBER, norm
        elif norm in named:
            yield key, NAME, token.of(text)
        else:
            yield key, 0, norm


def _days(tokens: Sequence[Token], month: int) -> Iterator[tuple[str, int, str]]:
    """Yield the day of the year that stands before or after a month, if one does."""
    for at in (month - 1, month + 1):
        day = tokens[at].norm if 0 <= at < len(tokens) else ""
        if day.isdecimal() and len(day) <= 2 and 0 < int(day) <= _DAYS:
            key = f"{MONTHS[tokens[month].norm]}-{int(day)}"
            yield key, DAY, key
            return


def _names(
    text: str, blocks: Sequence[Block], tokens: Sequence[Sequence[Token]], spoken: str
) -> set[str]:
    """Return the norms written with a capital inside sentences, and never without."""
    small, large = set[str](), set[str]()
    for block, row in zip(blocks, tokens, strict=True):
        before = "."
        for token in row:
            first = text[token.start]
            if first.islower():
                small.add(token.norm)
            elif first.isupper() and before not in _ENDS and block.kind != "heading":
                large.add(token.norm)
            before = token.norm
    return large - small - language(spoken).dates


def _title(extract: Extract) -> str:
    if extract.title:
        return extract.title
    headings = [block for block in extract.blocks if block.kind == "heading"]
    start, end = (headings or extract.blocks)[0].span
    if end - start <= _TITLE:
        return extract.text[start:end]
    return extract.text[start : start + _TITLE].rpartition(" ")[0] + " …"
