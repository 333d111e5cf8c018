"""What a source of pairs yields, and the first of the sources: a list in a file.

Each source yields one after the other, in the same order on any machine, so that a
million pairs are never in memory.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path, PurePath
from typing import IO, Any, TypeAlias

from srcdiff.errors import InputError, shown_name
from srcdiff.model import Side


@dataclass(frozen=True, slots=True)
class Listed:
    """A pair as its source names it."""

    a: str
    b: str
    """Paths of the articles, as they stand in the list."""
    name: str
    """What it is to be called; what that makes as a file name comes later."""
    trouble: str = ""
    """Why it is no pair: one line; empty if it is one."""


@dataclass(frozen=True, slots=True)
class Alone:
    """An article that has no partner on the other side."""

    side: Side
    path: str


Found: TypeAlias = Listed | Alone

_NAMES = ("name", "id")
"""Columns that name a pair, the first that is there; a, b and these are read."""


def from_list(path: str) -> Iterator[Found]:
    """Yield the pairs of a list: CSV, TSV or JSON Lines, as its first line tells.

    Args:
        path: The file; - is standard input.  The first line of a table names the
            columns.

    Raises:
        InputError: it cannot be read, or is no such list.
    """
    name = shown_name(path)
    try:
        with _opened(path, name) as lines:
            first = next((line for line in lines if line.strip()), "")
            read = _objects if first.lstrip().startswith("{") else _rows
            yield from read(first, lines, name)
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: is not in UTF-8; save the list in it") from error
    except csv.Error as error:
        raise InputError(f"{name}: is no table ({error}); give CSV, TSV") from error


def _opened(path: str, name: str) -> IO[str]:
    try:
        if path == "-":
            return TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", newline="")
        return Path(path).open(encoding="utf-8-sig", newline="")
    except (AttributeError, OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it cannot be opened"
        raise InputError(
            f"{name}: cannot be read ({why}); give a list of pairs"
        ) from error


def _rows(first: str, lines: IO[str], name: str) -> Iterator[Found]:
    """Yield the pairs of a table."""
    mark = next((mark for mark in "\t,;" if mark in first), ",")
    columns = [
        cell.strip().lower() for cell in next(csv.reader([first], delimiter=mark), [])
    ]
    for column in "ab":
        if column not in columns:
            raise InputError(
                f"{name}: has no column {column!r}; its first line must name the "
                "columns a and b"
            )
    rows = csv.reader(lines, delimiter=mark)
    for row in rows:
        if any(cell.strip() for cell in row):
            yield _listed(dict(zip(columns, row, strict=False)), name, rows.line_num)


def _objects(first: str, lines: IO[str], name: str) -> Iterator[Found]:
    """Yield the pairs of a list with one JSON object a line."""
    for number, line in enumerate(_with_first(first, lines)):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict):
            yield _listed(found, name, number)
        else:
            yield Listed("", "", "", f"{name}, line {number + 1}: is no JSON object")


def _with_first(first: str, lines: IO[str]) -> Iterator[str]:
    yield first
    yield from lines


def _listed(found: Mapping[str, Any], name: str, after: int) -> Listed:
    """Return the pair of one line; *after* is the number of lines before it."""
    a, b = (_text(found.get(side)) for side in "ab")
    called = next(filter(None, (_text(found.get(key)) for key in _NAMES)), "")
    missing = [side for side, path in (("a", a), ("b", b)) if not path]
    trouble = ""
    if missing:
        trouble = f"{name}, line {after + 1}: names no {' and no '.join(missing)}"
    elif a == b:
        trouble = f"{name}, line {after + 1}: a and b are the same file"
    return Listed(a, b, called or _stems(a, b), trouble)


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value).strip()


def _stems(a: str, b: str) -> str:
    """Return a name for a pair that has none."""
    stems = [PurePath(path).stem for path in (a, b) if path]
    return "-".join(dict.fromkeys(stems))
