"""A review as text for the terminal.

    drafts/mill.md:7: fail: a figure contradicts the source (number-conflict)
        A, here:  At least 17 people died in the fire at the mill.
        B, wire.txt:3: The police said that 36 people died in the fire at the mill.
        why:      Two different figures: 17 in A, 36 in B.

Nothing to say is nothing at all, not even a line end: a hook that passes must
not be seen.  Lines are not wrapped, so that an editor's tools find the places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from srcdiff.editorial.finding import Excerpt, Finding, Review
from srcdiff.editorial.rules import RULES
from srcdiff.report.visible import for_terminal

_RED, _BOLD, _RESET = "\x1b[31m", "\x1b[1m", "\x1b[0m"

_HOW_ON = """\
Correct the draft or its source, then add the file and commit again.
To let one commit pass without this check: SKIP=srcdiff git commit"""

_Painter: TypeAlias = Callable[[str, str], str]
"""What puts a style on a text, or does not."""

_LINE_END = re.compile(r"\r\n?|\n")

_NOT_IN_A_LINE = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]")


def review_text(review: Review, *, color: bool, ascii: bool) -> str:
    """Return the review as text; empty if there is nothing to say.

    What the articles say stays inert: control characters and those that reorder
    text are shown as escapes.

    Args:
        review: What the check came to.
        color: Whether to mark with ANSI colours.  Nothing is told by them alone.
        ascii: Whether to write everything beyond ASCII as escapes too.
    """
    paint = _paint if color else _plain
    lines = [
        f"{paint(_file(problem.draft), _BOLD)}: {paint('error', _RED)}: "
        f"{for_terminal(problem.message)}"
        for problem in review.problems
    ]
    for finding in review.findings:
        lines.extend(_finding(finding, paint))
    lines.extend(_notes(review.findings))
    if review.status == 1:
        lines += ["", _HOW_ON]
    text = "".join(f"{line}\n" for line in lines)
    return text.encode("ascii", "backslashreplace").decode() if ascii else text


def _finding(finding: Finding, paint: _Painter) -> Iterator[str]:
    here, there = finding.here, finding.there
    place = _place(here) if here else _file(finding.draft)
    yield (
        f"{paint(place, _BOLD)}: {paint(finding.level, _RED)}: "
        f"{RULES[finding.rule].title} ({finding.rule})"
    )
    # Named, because the reason speaks of A and B.
    if here:
        yield f"    A, here: {_sentence(here, paint)}"
    if there:
        yield f"    B, {_place(there)}: {_sentence(there, paint)}"
    yield f"    why: {for_terminal(finding.why)}"


def _notes(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the fallbacks behind the findings, each once a draft."""
    notes = (
        (finding.draft, limit)
        for finding in findings
        for excerpt in (finding.here, finding.there)
        if excerpt
        for limit in excerpt.document.limits
    )
    for draft, limit in dict.fromkeys(notes):
        yield f"{_file(draft)}: note: {for_terminal(limit)}"


def _place(excerpt: Excerpt) -> str:
    """Return where the passage starts: ``mill.md:7``, ``wire.pdf, page 2``."""
    doc, passage = excerpt.document, excerpt.passage
    if doc.unit != "line":
        return f"{_file(doc.name)}, {doc.place_of(passage.sentence)}"
    sentence = doc.sentences[passage.sentence]
    before = doc.text[sentence.span.start : passage.span.start]
    return f"{_file(doc.name)}:{sentence.line + len(_LINE_END.findall(before))}"


def _sentence(excerpt: Excerpt, paint: _Painter) -> str:
    """Return the sentence with the passage marked in it."""
    doc, part = excerpt.document, excerpt.passage.span
    whole = doc.sentences[excerpt.passage.sentence].span
    before, words, after = (
        for_terminal(doc.text[start:end])
        for start, end in (
            (whole.start, part.start),
            part,
            (part.end, whole.end),
        )
    )
    return f"{before}{paint(words, _BOLD)}{after}".strip()


def _file(name: str) -> str:
    """Return a file name as it is, but on one line and inert."""
    one_line = _NOT_IN_A_LINE.sub(_written_out, name)
    # Blank by blank: two of them are two in a name.
    return " ".join(for_terminal(part) for part in one_line.split(" "))


def _written_out(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")


def _paint(text: str, style: str) -> str:
    return f"{style}{text}{_RESET}"


def _plain(text: str, style: str) -> str:
    return text
