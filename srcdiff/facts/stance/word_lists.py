"""Word lists, written as one would write them down."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Return the words of a text, which blanks and line ends part."""
    return frozenset(text.split())


def levels(table: str) -> dict[str, str]:
    """Return word → level from lines of a level, a colon and its words."""
    out = {}
    for line in table.strip().splitlines():
        level, _, listed = line.partition(":")
        out.update(dict.fromkeys(listed.split(), level.strip()))
    return out
