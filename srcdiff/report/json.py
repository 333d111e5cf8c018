"""The JSON report: everything that any other report shows, in schema 1.

Indexes count from 0 and offsets are code points of that side's ``text``.  The
schema is ``schema-1.json`` beside this module.  One item stands on a line, so that
two reports can be compared with a plain diff.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from srcdiff.model import (
    Comparison,
    Conflict,
    Document,
    Fact,
    LedgerEntry,
    Link,
    Passage,
    Summary,
)
from srcdiff.report.arrange import DECIMALS
from srcdiff.report.look import Look

SCHEMA: int = 1

_ENCODER = json.JSONEncoder(ensure_ascii=False)
"""One for all lines: json.dumps would make a new one for each."""

_UNSAFE = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What steers a terminal that shows the file, and what no encoding carries: damaged
input can hold halves of a character.  All of it stands in strings, where an escape
means the same."""


def render(comparison: Comparison, look: Look) -> str:
    """Return the JSON report, ending with a line break.

    *look* changes nothing: what is selected or hidden elsewhere is all here.
    """
    return inert(_written(as_json(comparison), 0) + "\n")


def inert(text: str) -> str:
    """Return JSON that means the same and steers nothing that shows it."""
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def as_json(comparison: Comparison) -> dict[str, Any]:
    """Return the report as plain dictionaries, lists and values."""
    return {
        "schema": SCHEMA,
        "version": comparison.version,
        "signature": comparison.signature,
        "a": _document(comparison.a),
        "b": _document(comparison.b),
        "paragraph_links": [
            {
                "a": link.a,
                "b": link.b,
                "similarity": round(link.similarity, DECIMALS),
                "moved": link.moved,
            }
            for link in comparison.paragraph_links
        ],
        "links": [_link(link) for link in comparison.links],
        "only": {
            "a": [_passage(passage) for passage in comparison.only_a],
            "b": [_passage(passage) for passage in comparison.only_b],
        },
        "facts": [_entry(entry) for entry in comparison.facts],
        "conflicts": [_conflict(conflict) for conflict in comparison.conflicts],
        "summary": _summary(comparison.summary),
        "limits": list(comparison.limits),
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "name": document.name,
        "title": document.title,
        "language": document.language,
        "unit": document.unit,
        "text": document.text,
        "paragraphs": [
            {
                "start": paragraph.span.start,
                "end": paragraph.span.end,
                "kind": paragraph.kind,
                "line": paragraph.line,
            }
            for paragraph in document.paragraphs
        ],
        "sentences": [
            {
                "start": sentence.span.start,
                "end": sentence.span.end,
                "paragraph": sentence.paragraph,
                "kind": sentence.kind,
                "line": sentence.line,
            }
            for sentence in document.sentences
        ],
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "a": link.a,
        "b": link.b,
        "relation": link.relation,
        "similarity": round(link.similarity, DECIMALS),
        "moved": link.moved,
        "edits": [
            {"op": edit.op, "a": list(edit.a), "b": list(edit.b)} for edit in link.edits
        ],
    }


def _passage(passage: Passage) -> dict[str, int]:
    return {
        "sentence": passage.sentence,
        "start": passage.span.start,
        "end": passage.span.end,
    }


def _fact(fact: Fact | None) -> dict[str, Any] | None:
    if fact is None:
        return None
    return {**_passage(Passage(fact.sentence, fact.span)), "value": fact.value}


def _entry(entry: LedgerEntry) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "verdict": entry.verdict,
        "a": _fact(entry.a),
        "b": _fact(entry.b),
        "why": entry.why,
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {
        "kind": conflict.kind,
        "a": _passage(conflict.a),
        "b": _passage(conflict.b),
        "why": conflict.why,
    }


def _summary(summary: Summary) -> dict[str, float | int]:
    values = {field.name: getattr(summary, field.name) for field in fields(summary)}
    return {
        name: round(value, DECIMALS) if isinstance(value, float) else value
        for name, value in values.items()
    }


def _written(value: Any, depth: int) -> str:
    """Return *value* as JSON: dictionaries open to a depth of two, lists in lines."""
    indent = " " * (depth + 1)
    if isinstance(value, Mapping) and depth < 2:
        items = [f"{_plain(k)}: {_written(v, depth + 1)}" for k, v in value.items()]
        ends = "{}"
    elif isinstance(value, list):
        items = [_plain(item) for item in value]
        ends = "[]"
    else:
        return _plain(value)
    if not items:
        return ends
    lines = f",\n{indent}".join(items)
    return f"{ends[0]}\n{indent}{lines}\n{indent[1:]}{ends[1]}"


def _plain(value: Any) -> str:
    return _ENCODER.encode(value)
