"""Pairs from what lies in folders: files of the same name, or of two patterns."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from srcdiff.batch.pairs import Alone, Found, Listed
from srcdiff.errors import InputError, SettingsError, shown_name


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
