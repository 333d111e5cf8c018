"""Pairs of articles as lists for programs; ``srcdiff batch`` reads either."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from srcdiff.match.pairs import Pair
from srcdiff.match.terms import Collection

COLUMNS = ("a", "b", "score")
_HEADER = ",".join(COLUMNS) + "\n"
_FORMULA = tuple("=+-@")
"""With these a table program takes what stands in a cell for a formula."""


def write_csv(
    pairs: Sequence[Pair], a: Collection, b: Collection, folder: Path | None
) -> str:
    """Return the pairs as CSV with the columns a, b and score, sorted by a.

    Args:
        pairs: The pairs.
        a: The articles of one side.
        b: Those of the other.
        folder: Where the list will lie, so that paths are written from there and
            both can be moved together; None for absolute paths.
    """
    at = _places(folder)
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    for pair in pairs:
        rows.writerow((at(a.names[pair.a]), at(b.names[pair.b]), f"{pair.score:.4f}"))
    return out.getvalue()


def write_jsonl(
    pairs: Sequence[Pair], a: Collection, b: Collection, folder: Path | None
) -> str:
    """Return the pairs as JSON, one a line, with both titles; see :func:`write_csv`."""
    at = _places(folder)
    return "".join(
        json.dumps(
            {
                "a": at(a.names[pair.a]),
                "b": at(b.names[pair.b]),
                "score": pair.score,
                "a_title": a.titles[pair.a],
                "b_title": b.titles[pair.b],
            },
            ensure_ascii=False,
        )
        + "\n"
        for pair in pairs
    )


def is_list(path: Path) -> bool:
    """Tell whether a file is a list of pairs that srcdiff wrote, and may replace."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_HEADER))
    except (OSError, ValueError):
        return False
    return start == _HEADER.encode() or start.startswith(b'{"a": "')


def _places(folder: Path | None) -> Callable[[str], str]:
    """Return what turns the path of an article into the one to write."""
    if folder is None:
        return os.path.abspath  # links stay links
    here = os.path.abspath(folder)  # noqa: PTH100

    def from_here(name: str) -> str:
        try:
            path = os.path.relpath(name, here)
        except ValueError:  # another drive
            return os.path.abspath(name)  # noqa: PTH100
        path = path.replace(os.sep, "/")
        return f"./{path}" if path.startswith(_FORMULA) else path

    return from_here
