"""The letters of a file, each with where it stands: markup left out.

A reader takes the words of an article out of their markup and forgets where they
stood.  Letters and digits are what markup leaves alone: those of a paragraph come
in the file in the same order, with marks, tags and line ends between them.  So a
paragraph is found again by its letters.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from srcdiff.model import Span


class _Part(NamedTuple):
    """Some text as an article has it, and the range of the file it stands for."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters and digits of a text, in order."""

    text: str
    starts: array[int]
    ends: array[int]
    """Where each begins and ends in the text: an entity is longer than its letter."""

    def find(self, words: str, start: int, end: int) -> int | None:
        """Return which letter *words* begin with, the first time they do.

        Args:
            words: Letters and digits alone.
            start: The offset into the text from which they may begin.
            end: The offset before which they must.
        """
        if not words:
            return None
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        found = self.text.find(words, first, last + len(words) - 1)
        return None if found < 0 else found

    def span(self, first: int, last: int) -> Span:
        """Return what the letters from *first* to *last* cover in the text."""
        return Span(self.starts[first], self.ends[last])


def letters(text: str) -> str:
    """Return the letters and digits of *text*."""
    return text if text.isalnum() else "".join(filter(str.isalnum, text))


def _gathered(parts: Iterator[_Part]) -> Letters:
    """Return the letters of *parts*."""
    found: list[str] = []
    starts, ends = array("q"), array("q")
    for part in parts:
        whole = part.end - part.start == len(part.text)
        for index, letter in enumerate(part.text):
            if letter.isalnum():
                found.append(letter)
                starts.append(part.start + index if whole else part.start)
                ends.append(part.start + index + 1 if whole else part.end)
    return Letters("".join(found), starts, ends)


def plain_letters(text: str) -> Letters:
    """Return the letters of a text without markup."""
    return _gathered(iter([_Part(text, 0, len(text))]))


_ENTITY = (
    r"(?P<entity>"
    r"&(?:\#[0-9]{1,8}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});)"
)
_COMMENT = r"<!--(?:.*?-->|.*)"
_INSIDE_TAG = r"""(?:[^"'<>]|"[^"]*"|'[^']*')*+>"""

_NO_ARTICLE = (
    "head|script|style|svg|noscript|template|iframe|button|del|label|select|textarea|"
    "rp|rt|audio|video|canvas|object"
)
"""Elements with text in them that no article says: see ``readers/html_blocks.py``."""

_HTML = re.compile(
    rf"""{_COMMENT}
      | <(?P<unseen>{_NO_ARTICLE})\b{_INSIDE_TAG}.*?(?:</(?P=unseen)\s*>|\Z)
      | </?[a-zA-Z!?]{_INSIDE_TAG}
      | {_ENTITY}""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)

_MARKDOWN = re.compile(
    rf"""\\[!-/:-@\[-`{{-~]
      | {_COMMENT}
      | </?[a-zA-Z][a-zA-Z0-9-]*(?=[\s/>]){_INSIDE_TAG}
      | !\[[^\[\]]*\]\([^()]*\)
      | \](?:\((?:[^()\\]|\\.|\([^()]*\))*+\)|\[(?P<label>[^\[\]]*)\])
      | {_ENTITY}""",
    re.VERBOSE | re.DOTALL,
)
"""What is no word of the article: escapes, comments, tags, pictures, the tail of a
link."""

_DEFINITION = re.compile(r"(?:^|[\r\n]) {0,3}\[([^\[\]]+)\]:")

_TIMES = re.compile(r"^.*-->.*$|^\s*[0-9]+\s*$|<[^<>]{0,200}>", re.MULTILINE)


def html_letters(text: str) -> Letters:
    """Return the letters that a web page shows, menus and all."""
    return _gathered(_without(_HTML, text, lambda _: True))


def markdown_letters(text: str) -> Letters:
    """Return the letters of a Markdown text, front matter and listings included."""
    labels = {" ".join(m[1].casefold().split()) for m in _DEFINITION.finditer(text)}

    def is_markup(match: re.Match[str]) -> bool:
        label = match["label"]
        # [word][1] is a link only where the file says what 1 is.
        return not label or " ".join(label.casefold().split()) in labels

    return _gathered(_without(_MARKDOWN, text, is_markup))


def subtitle_letters(text: str) -> Letters:
    """Return the letters of what is said in subtitles."""
    return _gathered(_without(_TIMES, text, lambda _: True))


def _without(
    markup: re.Pattern[str], text: str, is_markup: Callable[[re.Match[str]], bool]
) -> Iterator[_Part]:
    """Yield what is no markup, entities as what they stand for."""
    from html import unescape

    at = 0
    for match in markup.finditer(text):
        if match.re.groups and match.groupdict().get("entity"):
            yield _Part(text[at : match.start()], at, match.start())
            yield _Part(unescape(match[0]), match.start(), match.end())
        elif is_markup(match):
            yield _Part(text[at : match.start()], at, match.start())
        else:
            yield _Part(text[at : match.end()], at, match.end())
        at = match.end()
    yield _Part(text[at:], at, len(text))
