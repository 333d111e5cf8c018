"""Comments in a draft that take a finding out.

    <!-- srcdiff: ignore number-conflict -- the police corrected their own figure -->

In Markdown and web pages.  One is about the paragraph it stands in, or else about
the next one.  The reason is not optional: whoever reads the draft later should not
have to ask.  Plain text has no comments, nothing in it is not the article's, and
what is settled there is settled with ``srcdiff accept``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from srcdiff.editorial.finding import Note
from srcdiff.editorial.places import Places, decoded
from srcdiff.editorial.rules import RULES
from srcdiff.model import ALIGNED_KINDS, Document, Span

_OPEN, _CLOSE = "<!--", "-->"
_OURS = re.compile(r"\s*srcdiff\s*:\s*(?P<order>\S*)(?P<rest>.*)", re.DOTALL)
_PARTS = re.compile(r"\s+(?:--|–|—)\s+")
_LINE_END = re.compile(r"\r\n?|\n")
_NEW_PART = re.compile(r"[\r\n<]|\w")
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment that speaks to srcdiff."""

    draft: str
    line: int
    span: Span
    """In the text of the file."""
    rules: frozenset[str]
    """The rules it names, as far as there are such; empty if it says nothing."""
    reason: str
    trouble: str | None
    """What is wrong with it, in one line."""

    def note(self, message: str) -> Note:
        """Return something to tell about the comment."""
        return Note(self.draft, self.line, message)


def comments(draft: str) -> tuple[Comment, ...]:
    """Return the comments of a draft that speak to srcdiff, in order.

    A file that does not hold the word costs reading it, and no more.
    """
    try:
        data = Path(draft).read_bytes()
    except (OSError, ValueError):
        return ()
    if b"srcdiff" not in data.replace(b"\0", b""):
        return ()
    file = decoded(draft, data)
    if file is None or file.format not in ("markdown", "html"):
        return ()
    shown = _without_listings(file.text) if file.format == "markdown" else file.text
    return tuple(_comments(draft, shown))


def _without_listings(text: str) -> str:
    """Return a Markdown text with blanks where listings and front matter stand."""
    from markdown_it import MarkdownIt

    from srcdiff.readers.front_matter import front_matter

    above = front_matter(text, "").end
    lines = _LINE.findall(text[above:])
    blocks = MarkdownIt("commonmark").disable(["inline"]).parse(text[above:])
    for token in blocks:
        if token.type in ("fence", "code_block") and token.map:
            for number in range(token.map[0], min(token.map[1], len(lines))):
                lines[number] = _blank(lines[number])
    return _blank(text[:above]) + "".join(lines)


def _blank(text: str) -> str:
    return re.sub(r"[^\r\n]", " ", text)


def _comments(draft: str, text: str) -> Iterator[Comment]:
    at, line, counted = 0, 1, 0
    while (start := text.find(_OPEN, at)) >= 0:
        end = text.find(_CLOSE, start)
        if end < 0:
            return
        at = end + len(_CLOSE)
        ours = _OURS.match(text, start + len(_OPEN), end)
        if ours is None or text[start - 1 : start] == "`":
            continue
        line += len(_LINE_END.findall(text, counted, start))
        counted = start
        yield _comment(draft, line, Span(start, at), ours)


def _comment(draft: str, line: int, span: Span, ours: re.Match[str]) -> Comment:
    named, *rest = _PARTS.split(f" {ours['rest']} ", maxsplit=1)
    reason = " ".join(rest[0].split()) if rest else ""
    rules = [name for name in re.split(r"[\s,]+", named.strip()) if name]
    trouble = _trouble(ours["order"], rules, reason)
    named_well = rules if reason and ours["order"] == "ignore" else []
    known = frozenset(rule for rule in named_well if rule in RULES)
    return Comment(draft, line, span, known, reason, trouble)


def _trouble(order: str, rules: list[str], reason: str) -> str | None:
    """Say what is wrong with a comment."""
    from difflib import get_close_matches

    example = "write <!-- srcdiff: ignore RULE -- reason -->"
    if order != "ignore":
        return f"the comment says {order!r} to srcdiff, which knows only ignore"
    if not rules:
        return f"the comment names no rule: {example}"
    for rule in rules:
        if rule not in RULES:
            near = get_close_matches(rule, RULES, n=1)
            hint = f"did you mean {near[0]}?" if near else "see docs/rules"
            return f"the comment names an unknown rule {rule!r}: {hint}"
    if not reason:
        return f"the comment gives no reason, and ignores nothing: {example}"
    return None


def by_paragraph(
    known: Sequence[Comment], doc: Document, places: Places
) -> dict[int, list[Comment]]:
    """Return which comments are about which paragraph of a draft."""
    sheet, left = places.sheet(doc), list(reversed(known))
    found: dict[int, list[Comment]] = {}
    if sheet is None:
        return found
    for number, paragraph in enumerate(doc.paragraphs):
        span = sheet.paragraph(doc, number)
        if span is None or paragraph.kind not in ALIGNED_KINDS:
            continue
        while left and _reaches(sheet.text, span, left[-1].span):
            found.setdefault(number, []).append(left.pop())
    return found


def _reaches(text: str, paragraph: Span, comment: Span) -> bool:
    """Tell whether a comment stands before a paragraph's end, or on its last line.

    A paragraph covers its letters: a full stop may stand between.
    """
    ends = _NEW_PART.search(text, paragraph.end, comment.start)
    return comment.start < paragraph.end or ends is None
