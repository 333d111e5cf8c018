"""Where pairs come from: a list, two folders, or two patterns.

Each source yields :class:`Listed` and :class:`Alone`, one after the other and in the
same order on any machine, so that a list of a million pairs is never in memory.
"""

from __future__ import annotations

import csv
import json
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO, Any, TypeAlias

from srcdiff.errors import InputError, SettingsError, shown_name
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


def from_list(lines: IO[str], name: str) -> Iterator[Found]:
    """Yield the pairs of a list: CSV, TSV or JSON Lines, as its first line tells.

    Args:
        lines: The list; of a table, the first line names the columns.
        name: What messages call it.

    Raises:
        InputError: it is no such list.
    """
    try:
        first = next((line for line in lines if line.strip()), "")
        read = _objects if first.lstrip().startswith("{") else _rows
        yield from read(first, lines, name)
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: is not in UTF-8; save the list in it") from error
    except csv.Error as error:
        raise InputError(f"{name}: is no table ({error}); give CSV, TSV") from error


def from_folders(a: str, b: str) -> Iterator[Found]:
    """Yield the pairs of two folders: files whose paths within them are alike.

    Suffixes need not agree: ``old/fire.html`` goes with ``new/fire.txt``.  If several
    files of a folder have one name, those with the same suffix go together.  Files
    and folders whose names start with a full stop are passed over.

    Raises:
        InputError: one of them is no folder.
    """
    for folder in (a, b):
        if not Path(folder).is_dir():
            raise InputError(f"{shown_name(folder)}: is no folder; give two folders")
    yield from _in_folder(PurePath(a), PurePath(b), ())


def from_patterns(a: str, b: str) -> Iterator[Found]:
    """Yield the pairs of two patterns: files with the same in place of the ``*``.

    ``wire/*.txt`` and ``desk/*/final.md`` pair ``wire/fire.txt`` with
    ``desk/fire/final.md``.  The star stands for one name or a part of it.

    Raises:
        SettingsError: a pattern has not one ``*``.
        InputError: the folder that a pattern starts with cannot be read.
    """
    files_a, files_b = _matches(a), _matches(b)
    for star in sorted({*files_a, *files_b}):
        if star in files_a and star in files_b:
            yield Listed(files_a[star], files_b[star], star)
        elif star in files_a:
            yield Alone("a", files_a[star])
        else:
            yield Alone("b", files_b[star])


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


def _in_folder(a: PurePath, b: PurePath, below: tuple[str, ...]) -> Iterator[Found]:
    """Yield what two folders hold, then what the folders in them hold."""
    (files_a, folders_a), (files_b, folders_b) = (
        _entries(folder.joinpath(*below)) for folder in (a, b)
    )
    for stem in sorted({*files_a, *files_b}):
        called = "-".join((*below, stem))
        left, right = files_a.get(stem, []), files_b.get(stem, [])
        for one, other in _together(left, right):
            yield Listed(
                str(a.joinpath(*below, one)), str(b.joinpath(*below, other)), called
            )
            left.remove(one)
            right.remove(other)
        yield from (Alone("a", str(a.joinpath(*below, one))) for one in left)
        yield from (Alone("b", str(b.joinpath(*below, one))) for one in right)
    for folder in sorted({*folders_a, *folders_b}):
        yield from _in_folder(a, b, (*below, folder))


def _together(left: Sequence[str], right: Sequence[str]) -> list[tuple[str, str]]:
    """Return which of the files of one name go together."""
    if len(left) == len(right) == 1:
        return [(left[0], right[0])]
    return [(name, name) for name in left if name in right]


def _entries(folder: PurePath) -> tuple[dict[str, list[str]], list[str]]:
    """Return the files of a folder by stem, and its folders; none if there is none."""
    files: dict[str, list[str]] = defaultdict(list)
    folders: list[str] = []
    if not Path(folder).is_dir():
        return files, folders
    for entry in _listing(str(folder)):
        if entry.is_dir(follow_symlinks=False):
            folders.append(entry.name)
        elif entry.is_file():
            files[PurePath(entry.name).stem].append(entry.name)
    return files, folders


def _listing(folder: str) -> list[os.DirEntry[str]]:
    """Return what is in a folder, in order and without what is hidden.

    Raises:
        InputError: it cannot be read.
    """
    try:
        with os.scandir(folder or ".") as entries:
            shown = [entry for entry in entries if not entry.name.startswith(".")]
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "it cannot be opened"
        raise InputError(
            f"{shown_name(folder)}: cannot be read ({why}); give another folder"
        ) from error
    return sorted(shown, key=lambda entry: entry.name)


def _matches(pattern: str) -> dict[str, str]:
    """Return the files of a pattern by what stands for its star."""
    if pattern.count("*") != 1:
        raise SettingsError(
            f"--glob {shown_name(pattern)}: needs one * in each pattern, in quotation "
            "marks so that the shell leaves it alone"
        )
    before, after = pattern.replace(os.sep, "/").split("*")
    folder, slash, start = before.rpartition("/")
    end, below, rest = after.partition("/")
    found = {}
    for entry in _listing(folder + slash):
        name = entry.name
        if len(name) <= len(start + end) or name[: len(start)] != start:
            continue
        if name.endswith(end):
            path = f"{folder}{slash}{name}{below}{rest}"
            if Path(path).is_file():
                found[name[len(start) : len(name) - len(end)]] = path
    return found
