"""Lines of a plain text, and which of them belong to one paragraph.

A file says where its lines end, not where its paragraphs do:

    Seven people were killed when a road      one paragraph, wrapped
    bridge fell into the river on Friday.
    Inquiry                                   a heading straight above
    The bridge had been inspected in May.     the next one

In wrapped text a line ends because the next word would not have fitted.  So a
width is looked for that explains as many line ends as can be; a line that had
room for the next word ends a paragraph.  Where no width explains the line ends,
each line is a paragraph, unless it plainly runs on in the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

Mark: TypeAlias = Literal["none", "item", "quotation", "heading", "rule"]
"""What the layout alone tells of a paragraph.  ``rule``: no letter or digit."""

NARROWEST = 30
"""Smallest wrap width looked for, in characters: a narrow newspaper column."""

WIDEST = 130
"""Largest wrap width looked for: the widest terminals and editors wrap at 120."""

SENTENCE_ENDS = frozenset(".!?…。！？｡।॥؟۔։።")
CLOSERS = "\"'”’»›)]}」』）*_"

_NEWLINE = re.compile("\r\n|[\n\r\u2028\u2029]")
_WORD = re.compile(r"\S+")
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_ITEM = re.compile(
    r"""(?: [-*+–—·] | \(?\d{1,3}[.)] | \(?[a-zA-Z]\) ) \s+ (?=\S)
      | [•‣▪◦●○■□] \s* (?=\S)""",
    re.VERBOSE,
)
_MARKED_HEADING = re.compile(r"(?:\#{1,6}|={1,6})[ \t]+(?=\S)")
_UNDERLINE = re.compile(r"([=~^*#_+\"'-])\1{2,}")
_LETTERS = re.compile(r"[^\W\d_]+")
_SMALL_WORD = re.compile(r"\b[a-zß-ÿ]\w{3}")
_BEFORE_DASH = re.compile(r"(.{3,80}?)\s+[-–—]{1,2}\s")
_FIRST_OF_CJK = "\u2e80"


class Line(NamedTuple):
    """A line that is not blank, without the white space around it."""

    start: int
    end: int
    indent: int
    number: int
    """Counted from 1, blank lines included."""
    gap: bool
    """Whether a blank line, or nothing at all, stands before it."""

    @property
    def width(self) -> int:
        """How far the line reaches from the left edge."""
        return self.indent + self.end - self.start


class Group(NamedTuple):
    """The lines of one paragraph."""

    start: int
    end: int
    number: int
    """The line it starts on."""
    lines: int
    mark: Mark


class Wrap(NamedTuple):
    """The widths, smallest and largest, that explain most line ends."""

    low: int
    high: int


def groups(text: str) -> list[Group]:
    """Return the paragraphs of *text* as runs of lines.

    Every character that is no white space lies in exactly one of them.
    """
    lines = list(split_lines(text))
    wrap = wrap_width(text, lines)
    result: list[Group] = []
    first = 0
    for index, line in enumerate(lines):
        mark = _mark(text, line)
        if result and not line.gap:
            last = result[-1]
            if _underlines(text, line, last):
                result[-1] = last._replace(mark="heading")
            elif _joins(text, lines, first, index, marks=(last.mark, mark), wrap=wrap):
                result[-1] = last._replace(end=line.end, lines=last.lines + 1)
                continue
        result.append(Group(line.start, line.end, line.number, 1, mark))
        first = index
    return result


def split_lines(text: str) -> Iterator[Line]:
    """Yield the lines of *text* that are not blank.

    A line ends at ``\\n``, ``\\r\\n``, ``\\r`` or a Unicode line separator.
    """
    at, number, gap = 0, 1, True
    while at <= len(text):
        newline = _NEWLINE.search(text, at)
        stop = newline.start() if newline else len(text)
        raw = text[at:stop]
        words = raw.strip()
        if words:
            indent = len(raw) - len(raw.lstrip())
            start = at + indent
            yield Line(start, start + len(words), indent, number, gap)
        gap = not words
        if newline is None:
            return
        at, number = newline.end(), number + 1


def wrap_width(text: str, lines: Sequence[Line]) -> Wrap | None:
    """Return the width at which *text* was wrapped; None if it was not.

    A line end votes for the widths that had room for the line but not for the
    next word as well.  The widths with most votes win, if they explain a third
    of the line ends, if sentences run across these, and if hardly any line of
    the text is longer.
    """
    votes = [0] * (WIDEST + 2)
    pairs: list[tuple[int, int, bool]] = []
    for line, after in pairwise(lines):
        if after.gap or _mark(text, after) != "none":
            continue
        low, high = line.width, line.width + _first_word(text, after)
        runs_on = not ends_sentence(text, line) and _may_continue(text, line, after)
        pairs.append((low, high, runs_on))
        low, high = max(low, NARROWEST), min(high, WIDEST)
        if low <= high and not ends_sentence(text, line):
            votes[low] += 1
            votes[high + 1] -= 1
    total, totals = 0, []
    for vote in votes[: WIDEST + 1]:
        total += vote
        totals.append(total)
    best = max(totals)
    if best < 2:
        return None
    low = totals.index(best)
    high = low
    while high < WIDEST and totals[high + 1] == best:
        high += 1
    explained = [runs_on for a, b, runs_on in pairs if a <= high and b >= low]
    longer = sum(line.width > high for line in lines)
    if (
        3 * len(explained) < len(pairs)
        or 5 * sum(explained) < 2 * len(explained)
        or 2 * longer > len(explained)
    ):
        return None
    return Wrap(low, high)


def ends_sentence(text: str, line: Line | Group) -> bool:
    """Tell whether the line ends as a sentence does, closing quotes aside."""
    # Eight characters: a full stop is seldom followed by more closing marks.
    return closed(text[max(line.start, line.end - 8) : line.end])


def closed(words: str) -> bool:
    """Tell whether *words* end as a sentence does, closing quotes aside."""
    last = words.rstrip(CLOSERS)[-1:]
    return last != "" and last in SENTENCE_ENDS


def is_capitals(words: str) -> bool:
    """Tell whether *words* are set in capitals throughout."""
    return words.isupper() and len(words) > 3


def _joins(  # noqa: PLR0911, PLR0913 -- one question, asked rule by rule
    text: str,
    lines: Sequence[Line],
    first: int,
    index: int,
    *,
    marks: tuple[Mark, Mark],
    wrap: Wrap | None,
) -> bool:
    """Tell whether a line goes on with the paragraph above it.

    The paragraph began with line *first*; *marks* are its own and the line's.
    """
    previous, line = lines[index - 1], lines[index]
    above, mark = marks
    explained = _explained(text, previous, line, wrap)
    open_end = not ends_sentence(text, previous)
    if "quotation" in marks:
        # A lone ">" divides the paragraphs of a quotation: it ends the first.
        if above != mark or not _has_words(text, previous):
            return False
        return explained or open_end or not _has_words(text, line)
    if "heading" in marks or "rule" in marks:
        return False
    if mark == "item":
        # A dash or a number may come first in a wrapped line by chance.
        return above != "item" and explained and open_end
    if above == "item" and line.indent > lines[first].indent:
        return True
    if line.indent >= previous.indent + 2:
        return False
    if explained:
        return not (
            _stands_above(text, lines, first, index)
            or _stands_below(text, lines, index, wrap)
        )
    return open_end and _starts_low(text, line)


def _explained(text: str, line: Line, after: Line, wrap: Wrap | None) -> bool:
    """Tell whether *line* ends where it does for want of room."""
    if wrap is None or line.width > wrap.high:
        return False
    return line.width + _first_word(text, after) >= wrap.low


def _first_word(text: str, line: Line) -> int:
    """Return the length of what a wrapping program moves down as one piece."""
    if text[line.start] >= _FIRST_OF_CJK:
        return 1
    word = _WORD.match(text, line.start, min(line.end, line.start + WIDEST))
    return word.end() - word.start() if word else 0


def _mark(text: str, line: Line) -> Mark:
    if text[line.start] == ">":
        return "quotation"
    if not _has_words(text, line):
        return "rule"
    if _MARKED_HEADING.match(text, line.start, line.end):
        return "heading"
    if _ITEM.match(text, line.start, line.end):
        return "item"
    return "none"


def _has_words(text: str, line: Line) -> bool:
    return _LETTER_OR_DIGIT.search(text, line.start, line.end) is not None


def _underlines(text: str, line: Line, last: Group) -> bool:
    """Tell whether *line* is the rule below a heading, as in reStructuredText."""
    length = last.end - last.start
    return (
        last.lines == 1
        and last.mark == "none"
        and _UNDERLINE.fullmatch(text, line.start, line.end) is not None
        and length <= WIDEST
        and 2 * (line.end - line.start) >= length
        and not ends_sentence(text, last)
    )


def _starts_low(text: str, line: Line) -> bool:
    """Tell whether the line starts with a small letter (but not as iPhone does)."""
    first = text[line.start : line.start + 2]
    return first[0].islower() and not first[1:].isupper()


def _may_continue(text: str, line: Line, after: Line) -> bool:
    """Tell whether the start of *after* looks like the middle of a sentence."""
    if text[after.start].isupper():
        return _capitals(text, line) and _capitals(text, after)
    return True


def _capitals(text: str, line: Line) -> bool:
    return is_capitals(text[line.start : min(line.end, line.start + WIDEST)])


def _stands_above(text: str, lines: Sequence[Line], first: int, index: int) -> bool:
    """Tell whether the line above is a heading that fills the width by chance."""
    line, below = lines[index - 1], lines[index]
    if first != index - 1 or ends_sentence(text, line) or _starts_low(text, below):
        return False
    if _capitals(text, line) != _capitals(text, below):
        return True
    words, opening = text[line.start : line.end], text[below.start : below.end]
    if opening.startswith("By ") or has_dateline(opening):
        return True
    return (
        is_title_case(words)
        and not has_dateline(words)
        and _LETTERS.findall(words)[-1][0].isupper()
        and _SMALL_WORD.search(opening) is not None
    )


def _stands_below(
    text: str, lines: Sequence[Line], index: int, wrap: Wrap | None
) -> bool:
    """Tell whether the line is a heading below a paragraph that ends full."""
    line = lines[index]
    if index + 1 == len(lines) or not ends_sentence(text, lines[index - 1]):
        return False
    after = lines[index + 1]
    return not (
        after.gap
        or ends_sentence(text, line)
        or _starts_low(text, line)
        or _starts_low(text, after)
        or _explained(text, line, after, wrap)
    )


def is_title_case(words: str) -> bool:
    """Tell whether every word of four letters or more starts with a capital.

    So must half of all words.
    """
    found = _LETTERS.findall(words)
    capitals = [word for word in found if word[0].isupper()]
    return (
        len(capitals) > 1
        and 2 * len(capitals) >= len(found)
        and all(word[0].isupper() for word in found if len(word) > 3)
    )


def has_dateline(opening: str) -> bool:
    """Tell whether the words open with a place in capitals: "KELMOUTH, 4 May - "."""
    before = _BEFORE_DASH.match(opening)
    return before is not None and re.split("[,(]", before[1])[0].strip().isupper()
