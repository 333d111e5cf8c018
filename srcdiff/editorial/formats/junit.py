"""JUnit XML: a test a draft, for servers that show how tests went.

Its failure lists all findings that fail; warnings and notes are its output.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from srcdiff.editorial.finding import Review
from srcdiff.editorial.formats import ReviewLook
from srcdiff.editorial.formats.message import (
    Shown,
    message,
    one_line,
    open_findings,
    shown,
    slashes,
)
from srcdiff.editorial.settle import told
from srcdiff.report.signs import count
from srcdiff.report.visible import for_terminal

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even as an entity."""


def render(review: Review, look: ReviewLook) -> str:
    """Return one test suite with a test for each draft."""
    found = shown(review, look.places)
    named = [
        *look.drafts,
        *(problem.draft for problem in review.problems),
        *(one.finding.draft for one in found),
        *(note.draft for note in review.notes),
    ]
    drafts = dict.fromkeys(named)
    cases = [_case(draft, review, found) for draft in drafts]
    errors = sum("<error" in case for case in cases)
    failures = sum("<failure" in case for case in cases)
    totals = f'tests="{len(cases)}" failures="{failures}" errors="{errors}"'
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<testsuites name="srcdiff" {totals}>',
            f'<testsuite name="srcdiff" {totals} skipped="0">',
            *cases,
            "</testsuite>",
            "</testsuites>",
            "",
        ]
    )


def _case(draft: str, review: Review, found: Sequence[Shown]) -> str:
    own = [one for one in found if one.finding.draft == draft]
    wanted = open_findings(own)
    fails = [_line(one) for one in wanted if one.finding.level == "fail"]
    output = [f"warning: {_line(one)}" for one in wanted if one.finding.level == "warn"]
    output += [
        f"note: line {note.line}: {for_terminal(note.message)}"
        for note in review.notes
        if note.draft == draft
    ]
    settled = told(one.finding for one in own)
    output += [settled] if settled else []
    problems = [
        for_terminal(problem.message)
        for problem in review.problems
        if problem.draft == draft
    ]
    parts = [
        *_element("error", count(len(problems), "problem"), problems),
        *_element("failure", count(len(fails), "finding"), fails),
        *([f"<system-out>{_text(output)}</system-out>"] if output else []),
    ]
    name = quoteattr(_clean(one_line(slashes(draft))))
    head = f'<testcase classname="srcdiff" name={name} file={name}'
    return "\n".join([f"{head}>", *parts, "</testcase>"]) if parts else f"{head}/>"


def _element(tag: str, title: str, lines: Sequence[str]) -> Iterable[str]:
    if lines:
        yield f'<{tag} type="srcdiff" message={quoteattr(title)}>{_text(lines)}</{tag}>'


def _line(one: Shown) -> str:
    return f"{one.line}:{one.column}: {message(one)} [{one.finding.rule}]"


def _text(lines: Sequence[str]) -> str:
    return escape(_clean("\n".join(lines)))


def _clean(text: str) -> str:
    return _NO_XML.sub("�", text)
