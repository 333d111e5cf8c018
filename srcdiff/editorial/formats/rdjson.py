"""The diagnostic format of reviewdog.

Its columns count the bytes of UTF-8 from 1, and an end lies behind the last character:
https://github.com/reviewdog/reviewdog/blob/master/proto/rdf/reviewdog.proto
"""

from __future__ import annotations

import json
from typing import Any

from srcdiff.editorial.finding import Excerpt, Review
from srcdiff.editorial.formats import ReviewLook
from srcdiff.editorial.formats.message import (
    Shown,
    message,
    open_findings,
    quoted,
    shown,
    slashes,
)
from srcdiff.editorial.places import Place, Position
from srcdiff.editorial.rules import RULES
from srcdiff.report.visible import for_terminal

_SEVERITIES = {"fail": "ERROR", "warn": "WARNING"}


def render(review: Review, look: ReviewLook) -> str:
    """Return one DiagnosticResult: problems, open findings, notes."""
    found = [
        _diagnostic(for_terminal(problem.message), problem.draft, "ERROR", "problem")
        for problem in review.problems
    ]
    found += [_finding(one) for one in open_findings(shown(review, look.places))]
    found += [
        _diagnostic(for_terminal(note.message), note.draft, "INFO", "note", note.line)
        for note in review.notes
    ]
    value = {"source": {"name": "srcdiff"}, "diagnostics": found}
    # In ASCII: paths are as the file system has them, whatever stands in them.
    return json.dumps(value, indent=2) + "\n"


def _diagnostic(
    text: str, path: str, severity: str, code: str, line: int = 1
) -> dict[str, Any]:
    return {
        "message": text,
        "location": {"path": slashes(path), "range": {"start": {"line": line}}},
        "severity": severity,
        "code": {"value": code},
    }


def _finding(one: Shown) -> dict[str, Any]:
    finding = one.finding
    found = _diagnostic(
        message(one), finding.draft, _SEVERITIES[finding.level], finding.rule, one.line
    )
    if one.here is not None:
        found["location"] |= _range(one.here)
    if (
        finding.there is not None
        and one.there is not None
        and RULES[finding.rule].against == "source"
    ):
        found["related_locations"] = [_related(finding.there, one.there)]
    return found


def _related(there: Excerpt, place: Place) -> dict[str, Any]:
    location = {"path": slashes(there.document.name), **_range(place)}
    return {"message": f"B, {place.words}: {quoted(there)}", "location": location}


def _range(place: Place) -> dict[str, Any]:
    """Return the range of a place; nothing for a format without lines."""
    if place.start is None:
        return {}
    if place.end is None:
        return {"range": {"start": {"line": place.start.line}}}
    return {"range": {"start": _position(place.start), "end": _position(place.end)}}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.byte}
