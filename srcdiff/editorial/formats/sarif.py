"""SARIF 2.1.0, the format of code scanning.

Settled findings are in it too, as suppressed results.  Columns are code points.
https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from srcdiff.editorial.finding import Review, Settled
from srcdiff.editorial.formats import ReviewLook
from srcdiff.editorial.formats.message import (
    Shown,
    message,
    open_findings,
    quoted,
    shown,
    slashes,
)
from srcdiff.editorial.pages import page
from srcdiff.editorial.places import Place
from srcdiff.editorial.rules import RULES, Rule
from srcdiff.report.visible import for_terminal
from srcdiff.version import __version__

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json"
)

_LEVELS = {"fail": "error", "warn": "warning", "off": "none"}


def render(review: Review, look: ReviewLook) -> str:
    """Return one run: the rules, the results, and what could not be checked."""
    found = shown(review, look.places)
    settled = [one for one in found if not one.finding.counts]
    run = {
        "tool": {
            "driver": {
                "name": "srcdiff",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(rule) for rule in RULES.values()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(review)],
        "results": [_result(one) for one in (*open_findings(found), *settled)],
    }
    value = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    text = page(rule.id)
    return {
        "id": rule.id,
        "shortDescription": {"text": _sentence(rule.title)},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {
            "enabled": rule.default != "off",
            "level": _LEVELS[rule.default],
        },
        "properties": {"tags": [rule.against]},
    }


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _invocation(review: Review) -> dict[str, Any]:
    told = [
        _notification("error", problem.message, problem.draft, 1)
        for problem in review.problems
    ]
    told += [
        _notification("note", note.message, note.draft, note.line)
        for note in review.notes
    ]
    return {
        "executionSuccessful": not review.problems,
        "toolExecutionNotifications": told,
    }


def _notification(level: str, text: str, file: str, line: int) -> dict[str, Any]:
    physical = {"artifactLocation": {"uri": _uri(file)}, "region": {"startLine": line}}
    return {
        "level": level,
        "message": _message(for_terminal(text)),
        "locations": [{"physicalLocation": physical}],
    }


def _result(one: Shown) -> dict[str, Any]:
    finding = one.finding
    physical = {
        "artifactLocation": {"uri": _uri(finding.draft)},
        "region": _region(one.here),
    }
    result = {
        "ruleId": finding.rule,
        "ruleIndex": list(RULES).index(finding.rule),
        "level": _LEVELS[finding.level],
        "message": _message(message(one)),
        "locations": [{"physicalLocation": physical}],
        "relatedLocations": list(_related(one)),
        "partialFingerprints": {"srcdiff/v1": one.key},
    }
    if finding.settled is not None:
        result["suppressions"] = [_suppression(finding.settled)]
    return result


def _related(one: Shown) -> Iterator[dict[str, Any]]:
    """Yield where the source says otherwise; a last version is no file to open."""
    there = one.finding.there
    if there is None or RULES[one.finding.rule].against != "source":
        return
    physical: dict[str, Any] = {
        "artifactLocation": {"uri": _uri(there.document.name)},
        "region": _region(one.there),
    }
    yield {
        "id": 1,
        "physicalLocation": physical,
        "message": _message(f"B: {quoted(there)}"),
    }


def _region(place: Place | None) -> dict[str, int]:
    """Return the range of a place; an end lies behind the last character."""
    if place is None or place.start is None:
        return {"startLine": 1}
    start, end = place.start, place.end
    if end is None:
        return {"startLine": start.line}
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _suppression(settled: Settled) -> dict[str, str]:
    by = f" ({settled.by})" if settled.by else ""
    return {
        "kind": "inSource" if settled.inline else "external",
        "status": "accepted",
        "justification": for_terminal(f"{settled.because}: {settled.reason}{by}"),
    }


def _message(text: str) -> dict[str, str]:
    """Return a message whose braces and brackets are no placeholders and no links."""
    inert = text.replace("{", "{{").replace("}", "}}").replace("](", "] (")
    return {"text": inert}


def _uri(name: str) -> str:
    if Path(name).is_absolute():
        return Path(name).as_uri()
    return quote(slashes(name).encode("utf-8", "surrogateescape"), safe="/")
