"""The database files of WordNet 3.0 (Debian: wordnet-base)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Meaning(NamedTuple):
    """A line of a file of meanings."""

    offset: str
    """Where it stands in the file; what other lines call it."""
    words: list[str]
    """With ``_`` for a blank."""
    links: list[str]
    """The rest of the fields: how many links, then four fields each."""
    said: str
    """What is said of it, examples included."""


def meanings(folder: Path, part: str) -> Iterator[Meaning]:
    """Yield the meanings of a part of speech: noun, verb, adj or adv."""
    for line in (folder / f"data.{part}").read_text("utf-8").splitlines():
        if line.startswith(" "):
            continue  # the licence
        head, _, said = line.partition(" | ")
        fields = head.split()
        end = 4 + 2 * int(fields[3], 16)
        yield Meaning(fields[0], fields[4:end:2], fields[end:], said.strip())
