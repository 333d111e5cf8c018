"""Reads the golden cases in ``cases/``, for the tests and for training."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from making import linked, paragraphs

from srcdiff.facts.linked import Linked

CASES = Path(__file__).with_name("cases")


def read_cases(path: Path) -> Iterator[tuple[int, str, str, str]]:
    """Yield line, title, input and expected output of each case in a file."""
    parts: list[list[str]] = [[]]
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if line != ".":
            parts[-1].append(line)
        elif len(parts) < 3:
            if len(parts) == 1:
                start = number
            parts.append([])
        else:
            before, given, wanted = parts
            title = before[-1]
            yield start - 1, title, "\n".join(given), "\n".join(wanted)
            parts = [[]]
    assert len(parts) == 1, f"{path.name}: the last case is not closed"


def language(title: str) -> str:
    found = re.search(r"\[(\w+)\]$", title)
    return found[1] if found else "english"


BEFORE = "The news reached the coast before dawn."
AFTER = "Nobody at the harbour office would say more.", "Rain is forecast."


def pair(given: str, title: str) -> Linked:
    """Return two sentences, one a line, linked among others that are not."""
    a, b = (
        paragraphs(BEFORE, line, *AFTER, language=language(title))
        for line in given.split("\n")
    )
    assert len(a.sentences) == len(b.sentences) == 4
    return linked(a, b, (1, 1))
