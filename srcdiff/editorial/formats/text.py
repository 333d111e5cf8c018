"""A review for people: what an editor reads in a terminal or under pre-commit.

    drafts/mill.md
    drafts/mill.md:11:10: fail: a figure contradicts the source [number-conflict]
      A, here:    At least [17] people died in the fire at the mill.
      B, there:   The police said that at least [three dozen] people died.
                  (wire.txt:3:31)
      why:        Two different minimum figures: at least 17 in A, at least 36 in B.
      to accept:  srcdiff accept drafts/mill.md --rule number-conflict --line 11 …

Nothing to say is nothing at all, not even a line end: a hook that passes must not
be seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from srcdiff.editorial.finding import Excerpt, Finding, Review
from srcdiff.editorial.formats import ReviewLook
from srcdiff.editorial.formats.message import (
    Shown,
    accept_command,
    crowded,
    one_line,
    open_findings,
    shown,
)
from srcdiff.editorial.places import Place
from srcdiff.editorial.rules import RULES
from srcdiff.editorial.settle import told
from srcdiff.model import Span
from srcdiff.report.palette import sgr
from srcdiff.report.signs import count
from srcdiff.report.visible import for_terminal, typewritten
from srcdiff.report.wrap import GLUE, Line, Styled, wrap

_MARGIN = 2
_LABEL = 11
"""Columns before the words: the longest label and a blank."""

_NARROW = 50
"""Columns below which the words stand under their label, not beside it."""

_HOW_ON = """\
Correct the draft or its source, then add the file and commit again.
To let one commit pass without this check: SKIP=srcdiff git commit"""


def render(review: Review, look: ReviewLook) -> str:
    """Return the review as text; empty if there is nothing to say.

    What articles say stays inert: control characters and those that reorder text are
    shown as escapes.
    """
    pen = _Pen(look)
    found = shown(review, look.places)
    blocks = [
        "".join(pen.unbroken(line) for line in _problems(review)),
        *_drafts(found, pen),
        "".join(pen.unbroken(line) for line in _notes(review)),
        pen.flowing(_totals(review)),
    ]
    text = "\n".join(block for block in blocks if block)
    return text.encode("ascii", "backslashreplace").decode() if look.ascii else text


def _problems(review: Review) -> Iterator[Line]:
    for problem in review.problems:
        yield [
            Styled(f"{one_line(problem.draft)}: ", "bold"),
            Styled("error: ", "sign"),
            Styled(for_terminal(problem.message), ""),
        ]


def _drafts(found: Sequence[Shown], pen: _Pen) -> Iterator[str]:
    """Yield a block for each finding; those of a draft together, failures first."""
    shared = crowded(found)
    for _, own in groupby(found, key=lambda one: one.finding.draft):
        for one in open_findings(own):
            command = accept_command(one, shared, pen.look.against)
            yield _finding(one, command, pen)


def _finding(one: Shown, command: str, pen: _Pen) -> str:
    finding = one.finding
    style = "sign" if finding.level == "fail" else "bold"
    head = [
        Styled(_where(finding.draft, one.here), "bold"),
        Styled(": ", ""),
        Styled(f"{finding.level}: ", style),
        Styled(f"{RULES[finding.rule].title} ", "bold"),
        Styled(f"[{finding.rule}]", ""),
    ]
    parts = [pen.unbroken(head)]
    if finding.here is not None:
        parts.append(pen.labelled("A, here:", pen.sentence(finding.here), "a"))
    if finding.there is not None:
        where = _where(finding.there.document.name, one.there)
        words = [
            *pen.sentence(finding.there),
            Styled(" ", ""),
            Styled(f"({where})", ""),
        ]
        parts.append(pen.labelled("B, there:", words, "b"))
    parts.append(pen.labelled("why:", [Styled(for_terminal(finding.why), "")], ""))
    parts.append(pen.copied("to accept:", one_line(command)))
    return "".join(parts)


def _where(name: str, place: Place | None) -> str:
    """Return the file and the place in it: ``mill.md:7:3``, ``wire.pdf, page 2``."""
    if place is None:
        return one_line(name)
    if place.start is None:
        return f"{one_line(name)}, {place.words}"
    if place.end is None:
        return f"{one_line(name)}:{place.start.line}"
    return f"{one_line(name)}:{place.start.line}:{place.start.column}"


def _notes(review: Review) -> Iterator[Line]:
    """Yield what is to be told besides: comments, and guesses of the readers."""
    for note in review.notes:
        name = f"{one_line(note.draft)}:{note.line}: "
        yield [Styled(name, "bold"), Styled(f"note: {for_terminal(note.message)}", "")]
    for name, limit in dict.fromkeys(_limits(review.findings)):
        yield [
            Styled(f"{one_line(name)}: ", "bold"),
            Styled(f"note: {for_terminal(limit)}", ""),
        ]


def _limits(findings: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    """Yield the fallbacks behind open findings, by article."""
    for finding in findings:
        for excerpt in (finding.here, finding.there):
            if excerpt is not None and finding.counts:
                for limit in excerpt.document.limits:
                    yield excerpt.document.name, limit


def _totals(review: Review) -> str:
    """Return how many findings there are, and how to go on."""
    wanted = [finding.level for finding in review.findings if finding.counts]
    fails, warns = wanted.count("fail"), wanted.count("warn")
    parts = [count(fails, "finding fails", "findings fail")] if fails else []
    parts += [count(warns, "warning")] if warns else []
    settled = told(review.findings)
    parts += [settled] if settled else []
    lines = [f"{'; '.join(parts)}."] if parts else []
    return "\n".join([*lines, _HOW_ON] if fails else lines)


class _Pen:
    """Writes the parts of a review as one look wants them."""

    def __init__(self, look: ReviewLook) -> None:
        self.look = look
        self._codes = sgr(look.colours, look.theme) if look.colour else {}

    def unbroken(self, line: Line) -> str:
        """Return a line that tools read: it is not broken."""
        return f"{self._write(line)}\n"

    def flowing(self, text: str) -> str:
        """Return text broken to the width, its own lines kept."""
        lines = [
            line
            for part in text.splitlines()
            for line in wrap([Styled(part, "")], self.look.width)
        ]
        return "".join(map(self.unbroken, lines))

    def sentence(self, excerpt: Excerpt) -> Line:
        """Return a sentence with the words in question marked."""
        doc, part = excerpt.document, excerpt.passage.span
        whole = doc.sentences[excerpt.passage.sentence].span
        before = Span(whole.start, part.start).of(doc.text)
        after = Span(part.end, whole.end).of(doc.text)
        words = for_terminal(excerpt.words)
        if not any(map(str.isalnum, before + after)):  # all of it: nothing to mark
            return [Styled(for_terminal(before + excerpt.words + after).strip(), "")]
        marked = words if self.look.colour else f"[{words}]"
        return [
            Styled(for_terminal(before).lstrip(), ""),
            Styled(marked, "conflict"),
            Styled(for_terminal(after).rstrip(), ""),
        ]

    def labelled(self, label: str, words: Line, style: str) -> str:
        """Return words behind their label, wrapped to the width."""
        narrow = self.look.width < _NARROW
        left = 2 * _MARGIN if narrow else _MARGIN + _LABEL
        lines = wrap(words, max(self.look.width - left, 1))
        head = Styled(
            GLUE * _MARGIN + (label if narrow else label.ljust(_LABEL)), style
        )
        blank = Styled(" " * left, "")
        if narrow:
            out = [[head], *([blank, *line] for line in lines)]
        else:
            first, *rest = lines or [[]]
            out = [[head, *first], *([blank, *line] for line in rest)]
        return "".join(map(self.unbroken, out))

    def copied(self, label: str, command: str) -> str:
        """Return a command behind its label: whole, so that it can be copied."""
        return f"{' ' * _MARGIN}{label.ljust(_LABEL)}{self._plain(command)}\n"

    def _write(self, line: Line) -> str:
        out = []
        for words, style in line:
            text = self._plain(words.replace(GLUE, " "))
            code = self._codes.get(style)
            out.append(f"\x1b[{code}m{text}\x1b[0m" if code and text.strip() else text)
        return "".join(out).rstrip()

    def _plain(self, words: str) -> str:
        return typewritten(words) if self.look.ascii else words
