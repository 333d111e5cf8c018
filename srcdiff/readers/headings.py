"""Which paragraphs of a plain text are headings.

Nothing marks a heading in plain text but its look: it is short, it does not end
as a sentence does, and body text follows.  A heading takes no part in the
comparison, so a body paragraph called a heading is lost to the reader; a heading
called body is one line of noise.  When unsure, a paragraph is body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from srcdiff.model import Kind
from srcdiff.readers.lines import (
    CLOSERS,
    Group,
    Mark,
    closed,
    ends_sentence,
    has_dateline,
    is_capitals,
    is_title_case,
)

LONGEST_TOP = 200
"""Longest headline, standfirst or byline above the article, in characters."""

LONGEST_INNER = 80
"""Longest sub-heading.  Those of the gold articles stay below 40."""

MOST_WORDS_TOP = 30
MOST_WORDS_INNER = 12
MOST_WORDS_BYLINE = 14
MOST_LINES = 3
"""A wrapped headline seldom takes more."""

OPENERS = '"“«„‘»'

MOST_WORDS_QUESTION = 8
"""A question of so few words may be a heading: "Who pays?"."""

MOST_ON_TOP = 6
"""Kicker, headline, standfirst, byline, date, rating: no article has more."""

MOST_INNER = 2
"""Headings in a row within an article.  More are a list, a table or verse."""

_KINDS: dict[str, Kind] = {
    "item": "list-item",
    "quotation": "quotation",
    "heading": "heading",
    "rule": "heading",
}

_INNER_END = re.compile(r"[^\W\d_]{3,}[.!?…][\"'”’»)]*\s+[\"'“‘«(]?[^\W\d_]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[^\W\d_]\.)+|\b(?:Ltd|Inc|Co|Corp|Plc|Jr|Sr|Bros|Dept|etc)\.)$"
)
_BYLINE = re.compile(r"(?:[^\W\d_]+ )?[Bb][Yy] (?:our |the |an? |(?=[^\W\d_a-zß-ÿ]))")
_FROM_OUR = re.compile(r"(?:from )?our (?:[^\W\d_]+ ){0,3}[^\W\d_]+", re.IGNORECASE)
_VALUE = re.compile(r"[^:]{1,30}: .*\d.*")
_UNFINISHED = re.compile(r"[,;–—-]$")
_SAID = re.compile(r"[,.!?][\"'”’»]\s+[^\W\d_]")
_PIECES = re.compile(r"[^\W\d_]+|\d+")

_DATE_WORDS = frozenset(
    word
    for line in (
        "january february march april may june july august september october",
        "november december jan feb mar apr jun jul aug sep sept oct nov dec",
        "monday tuesday wednesday thursday friday saturday sunday",
        "mon tue tues wed thu thur thurs fri sat sun today yesterday",
        "am pm a p m noon midnight gmt utc bst est edt cet cest pst pdt st nd rd th",
        "at on the of first last updated posted published modified released created",
    )
    for word in line.split()
)


class _Paragraph(NamedTuple):
    """What the rules look at."""

    mark: Mark
    words: str | None
    """The words on one line; None if they are too many for any heading."""
    opening: str
    closed: bool
    """Whether it ends as a sentence does."""


def kinds(text: str, groups: Sequence[Group]) -> list[Kind]:
    """Return the kind of each paragraph, in order."""
    paragraphs = [_paragraph(text, group) for group in groups]
    top = _top(paragraphs)
    inner = _inner(paragraphs, top)
    # Headings are told by their missing full stop: that says nothing where the
    # other paragraphs have none either.
    others = [
        paragraph.closed
        for index, paragraph in enumerate(paragraphs)
        if paragraph.mark == "none" and index >= top and index not in inner
    ]
    if 2 * sum(others) < len(others):
        top, inner = 0, set()
    found: list[Kind] = []
    for index, paragraph in enumerate(paragraphs):
        heads = index < top or index in inner or _is_credit(paragraph)
        plain: Kind = "heading" if heads else "body"
        found.append(_KINDS.get(paragraph.mark, plain))
    return found


def is_byline(words: str) -> bool:
    """Tell whether *words* say who wrote the article and nothing else."""
    if len(words) > LONGEST_TOP or len(words.split()) > MOST_WORDS_BYLINE:
        return False
    if _BYLINE.match(words):
        return not closed(words) or (is_title_case(words) and len(words.split()) < 8)
    return _FROM_OUR.match(words) is not None and not closed(words)


def is_time_stamp(words: str) -> bool:
    """Tell whether *words* say when the article appeared and nothing else."""
    if len(words) > LONGEST_INNER or not any(c.isdigit() for c in words):
        return False
    pieces = _PIECES.findall(words.casefold())
    return all(piece in _DATE_WORDS or piece.isdigit() for piece in pieces)


def _paragraph(text: str, group: Group) -> _Paragraph:
    words = None
    if group.end - group.start <= 2 * LONGEST_TOP and group.lines <= MOST_LINES:
        words = " ".join(text[group.start : group.end].split())
        words = words if len(words) <= LONGEST_TOP else None
    opening = text[group.start : min(group.end, group.start + 120)]
    return _Paragraph(
        group.mark, words, " ".join(opening.split()), ends_sentence(text, group)
    )


def _top(paragraphs: Sequence[_Paragraph]) -> int:
    """Return how many paragraphs stand above the body of the article."""
    count = _leading(paragraphs, 0)
    if 0 < count < len(paragraphs) - 1:
        # A standfirst may be a sentence or two.  It is told by the byline or the
        # dateline below it, which no body paragraph precedes.
        own, below = paragraphs[count], paragraphs[count + 1]
        plain = own.mark == "none" and own.words is not None
        if plain and not has_dateline(own.opening):
            if below.words is not None and is_byline(below.words):
                count = _leading(paragraphs, count + 1)
            elif below.mark == "none" and has_dateline(below.opening):
                count += 1
    # Headings head something.
    return count if count < len(paragraphs) and count <= MOST_ON_TOP else 0


def _leading(paragraphs: Sequence[_Paragraph], start: int) -> int:
    """Return the index of the first paragraph from *start* that is no headline."""
    for index in range(start, len(paragraphs)):
        mark, words = paragraphs[index].mark, paragraphs[index].words
        if mark in ("heading", "rule"):
            continue
        if mark != "none" or words is None or not _is_headline(words, index == 0):
            return index
    return len(paragraphs)


def _inner(paragraphs: Sequence[_Paragraph], top: int) -> set[int]:
    """Return the indexes of the sub-headings."""
    found: set[int] = set()
    run: list[int] = []
    for index in range(top, len(paragraphs)):
        mark, words = paragraphs[index].mark, paragraphs[index].words
        if mark == "none" and words is not None and _is_sub_heading(words):
            run.append(index)
            continue
        below = paragraphs[index]
        if len(run) <= MOST_INNER and mark not in ("heading", "rule"):
            found.update(
                at
                for at in run
                if not _introduces(paragraphs[at].words or "", below.opening)
            )
        run = []
    return found


def _is_headline(words: str, first: bool) -> bool:
    """Tell whether *words* can stand above an article."""
    if len(words.split()) > MOST_WORDS_TOP or not _starts_high(words):
        return False
    if is_byline(words) or is_time_stamp(words):
        return True
    if _UNFINISHED.search(words) or _SAID.search(words):
        return False
    if closed(words):
        if words.rstrip(CLOSERS)[-1:] in "?!":
            return first and len(words) <= LONGEST_INNER and words[0] not in OPENERS
        return _ends_in_abbreviation(words)
    return True


def _is_sub_heading(words: str) -> bool:
    """Tell whether *words* can stand above a part of an article."""
    count = len(words.split())
    if len(words) > LONGEST_INNER or count > MOST_WORDS_INNER:
        return False
    if not _starts_high(words) or _UNFINISHED.search(words):
        return False
    if closed(words):
        if words[-1] == "?":
            return count <= MOST_WORDS_QUESTION and not _INNER_END.search(words)
        if words[-1] == "!":
            return is_capitals(words)
        return _ends_in_abbreviation(words)
    return not (
        _INNER_END.search(words) or _SAID.search(words) or _VALUE.fullmatch(words)
    )


def _introduces(words: str, below: str) -> bool:
    """Tell whether *words* lead into what stands below: "Police said:"."""
    if words[-1:] not in (":", "："):
        return False
    return len(words.split()) > 3 or below[:1] in OPENERS


def _is_credit(paragraph: _Paragraph) -> bool:
    """Tell whether it is a byline or a time stamp, wherever it stands."""
    if paragraph.words is None or not _starts_high(paragraph.words):
        return False
    return is_byline(paragraph.words) or is_time_stamp(paragraph.words)


def _starts_high(words: str) -> bool:
    """Tell whether the first letter, if it comes first, is no small one."""
    first = words.lstrip(OPENERS + "'’([")[:2]
    return not first[:1].islower() or first[1:].isupper()


def _ends_in_abbreviation(words: str) -> bool:
    """Tell whether the full stop belongs to a word: "Tallis Instruments Ltd."."""
    return _ABBREVIATION.search(words) is not None and is_title_case(words)
