"""One finding a line, as compilers write them.

    drafts/mill.md:11:10: error: a figure contradicts the source.  … [number-conflict]

``docs/problem-matcher.json`` reads it, and so do the quickfix lists of editors.
"""

from __future__ import annotations

from srcdiff.editorial.finding import Review
from srcdiff.editorial.formats import ReviewLook
from srcdiff.editorial.formats.message import (
    message,
    one_line,
    open_findings,
    shown,
    slashes,
)
from srcdiff.report.visible import for_terminal

_SEVERITIES = {"fail": "error", "warn": "warning"}


def render(review: Review, look: ReviewLook) -> str:
    """Return a line for each problem, open finding and note, the worst first."""
    lines = [
        f"{_file(problem.draft)}:1:1: error: {for_terminal(problem.message)} [problem]"
        for problem in review.problems
    ]
    for one in open_findings(shown(review, look.places)):
        finding = one.finding
        lines.append(
            f"{_file(finding.draft)}:{one.line}:{one.column}: "
            f"{_SEVERITIES[finding.level]}: {message(one)} [{finding.rule}]"
        )
    lines += [
        f"{_file(note.draft)}:{note.line}:1: info: {for_terminal(note.message)} [note]"
        for note in review.notes
    ]
    return "".join(f"{line}\n" for line in lines)


def _file(name: str) -> str:
    return one_line(slashes(name))
