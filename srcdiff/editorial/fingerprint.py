"""Keys by which a finding is known again after the draft was edited.

A key is made of what the finding says: its rule, the words of both sentences, and
the words within them that it is about.  Where they stand, in which file and line,
is no part of it, so a moved paragraph or a renamed draft changes nothing.  A word
changed in one of the two sentences does: then somebody should look again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import sha256

from srcdiff.editorial.finding import Excerpt, Finding

_SIZE = 16
"""Digits of a key, of four bits each: that any two of a million findings share theirs
has a chance of one in 37 million."""

_QUOTE = '"'
"""The norm of every quotation mark: house styles differ in them."""


def fingerprints(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return the key of each finding, in their order.

    Findings of one draft that say the very same are told apart by their number,
    the first without one: ``3f9a…``, ``3f9a…-2``.
    """
    seen: Counter[tuple[str, str]] = Counter()
    keys = []
    for finding in findings:
        key = _key(finding)
        seen[finding.draft, key] += 1
        count = seen[finding.draft, key]
        keys.append(key if count == 1 else f"{key}-{count}")
    return tuple(keys)


def _key(finding: Finding) -> str:
    parts = [finding.rule]
    for excerpt in (finding.here, finding.there):
        parts += ("", "") if excerpt is None else _words(excerpt)
    # No norm holds a line feed, so two lists of parts never run together alike.
    return sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:_SIZE]


def _words(excerpt: Excerpt) -> tuple[str, str]:
    """Return the norms of the sentence, and of the words in question."""
    tokens = excerpt.document.tokens_of(excerpt.passage.sentence)
    span = excerpt.passage.span
    norms = [token.norm for token in tokens if token.norm != _QUOTE]
    inside = [
        token.norm
        for token in tokens
        if token.norm != _QUOTE and token.start < span.end and token.end > span.start
    ]
    return " ".join(norms), " ".join(inside)
