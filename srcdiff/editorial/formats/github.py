"""Annotations for GitHub Actions, and the whole list for the summary of a step.

GitHub shows ten annotations of each kind a step and drops the others without a word,
so the tenth says how many more there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

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
from srcdiff.editorial.rules import RULES
from srcdiff.editorial.settle import told
from srcdiff.report.visible import for_terminal

MOST = 10
"""Annotations of one kind that GitHub shows of one step."""

LARGEST_SUMMARY = 1 << 20
"""Bytes that the summary of a step may have."""

_KINDS = {"fail": "error", "warn": "warning"}


def render(review: Review, look: ReviewLook) -> str:
    """Return the workflow commands, one a line, the worst first."""
    kinds: dict[str, list[str]] = {"error": [], "warning": [], "notice": []}
    for problem in review.problems:
        where = {"file": _file(problem.draft)}
        kinds["error"].append(_command("error", where, for_terminal(problem.message)))
    for one in open_findings(shown(review, look.places)):
        kind = _KINDS[one.finding.level]
        kinds[kind].append(_command(kind, _properties(one), message(one)))
    for note in review.notes:
        where = {"file": _file(note.draft), "line": str(note.line)}
        kinds["notice"].append(_command("notice", where, for_terminal(note.message)))
    settled = told(review.findings)
    if settled:
        kinds["notice"].append(_command("notice", {}, settled))
    lines = (line for kind, found in kinds.items() for line in _bounded(kind, found))
    return "".join(f"{line}\n" for line in lines)


def _bounded(kind: str, found: Sequence[str]) -> Iterator[str]:
    if len(found) <= MOST:
        yield from found
        return
    yield from found[: MOST - 1]
    more = f"and {len(found) - MOST + 1:,} more: see the summary of this step"
    yield _command(kind, {}, more)


def _properties(one: Shown) -> Mapping[str, str]:
    """Return where an annotation goes; GitHub takes columns within one line only."""
    title = f"{one.finding.rule}: {RULES[one.finding.rule].title}"
    found = {"file": _file(one.finding.draft), "line": str(one.line)}
    start, end = (one.here.start, one.here.end) if one.here else (None, None)
    if start is not None and end is not None:
        found["endLine"] = str(end.line)
        if start.line == end.line:
            found |= {"col": str(start.column), "endColumn": str(end.column)}
    return {**found, "title": title}


def _file(name: str) -> str:
    return one_line(slashes(name))


def _command(kind: str, properties: Mapping[str, str], text: str) -> str:
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{kind}{' ' if listed else ''}{listed}::{_data(text)}"


def _data(text: str) -> str:
    """Escape a message, as the toolkit of GitHub Actions does."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(review: Review, look: ReviewLook) -> str:
    """Return the whole list in Markdown, as long as GitHub takes it."""
    lines = list(_summary(review, look))
    size = 0
    for index, line in enumerate(lines):
        size += len(line.encode("utf-8", "backslashreplace")) + 1
        if size > LARGEST_SUMMARY - 100:
            left = len(lines) - index
            return "\n".join([*lines[:index], f"- and {left:,} more", ""])
    return "\n".join([*lines, ""]) if lines else ""


def _summary(review: Review, look: ReviewLook) -> Iterator[str]:
    found = open_findings(shown(review, look.places))
    settled = told(review.findings)
    if not (found or review.problems or review.notes or settled):
        return
    yield "### srcdiff"
    yield ""
    for problem in review.problems:
        yield f"- **error** {_code(problem.draft)}: {_escaped(problem.message)}"
    for one in found:
        finding = one.finding
        where = f"{finding.draft}:{one.line}"
        yield (
            f"- **{_KINDS[finding.level]}** {_code(where)} `{finding.rule}`: "
            f"{_escaped(message(one))}"
        )
    for note in review.notes:
        where = f"{note.draft}:{note.line}"
        yield f"- note {_code(where)}: {_escaped(note.message)}"
    if settled:
        yield f"- {settled}"


def _code(text: str) -> str:
    """Return a file name between ticks; one with ticks in it as plain text."""
    name = one_line(text)
    return _escaped(name) if "`" in name else f"`{name}`"


_SPECIAL = str.maketrans({char: f"&#{ord(char)};" for char in "<>&@\\`*_{}[]()#!|~:$"})
"""Written as entities: no markup, no mention of a person, no link by itself."""


def _escaped(text: str) -> str:
    return for_terminal(text).translate(_SPECIAL)
