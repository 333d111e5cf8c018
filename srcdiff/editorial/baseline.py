"""The desk's memory: what was decided about findings, in a file in the repository.

The file is read by people in the changes of a commit, and merged by git: entries
are sorted by key, one field a line, so that two branches that each settle something
seldom touch the same lines.
"""

from __future__ import annotations

import json
import os
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from itertools import chain, islice, takewhile
from operator import attrgetter
from pathlib import Path
from typing import Any, get_args

from srcdiff.editorial.finding import Because, Excerpt, Finding, Settled
from srcdiff.errors import InputError, shown_name
from srcdiff.report.visible import for_terminal

NAME = ".srcdiff-baseline.json"
SCHEMA = 1

_BESIDE = (NAME, ".srcdiff.toml", ".git")
"""What marks the folder of a baseline, seen from a draft upward."""

_LARGEST = 50_000_000
"""Bytes above which a file is no baseline: it would hold some 100,000 entries."""


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """What was decided about one finding."""

    key: str
    """See :mod:`srcdiff.editorial.fingerprint`."""
    draft: str
    """The draft's path from the folder of the baseline, with slashes."""
    rule: str
    because: Because
    reason: str
    by: str
    here: str
    """The sentence of the draft, for people; empty where there is none."""
    there: str
    """The sentence of the source or the last version, likewise."""

    @property
    def settled(self) -> Settled:
        """The decision as a finding holds it."""
        return Settled(self.because, self.reason, self.by)


@dataclass(frozen=True, slots=True)
class Baseline:
    """The entries of one file."""

    path: Path
    entries: tuple[Entry, ...] = ()
    """Sorted, no two alike in key and draft."""

    def name_of(self, draft: str) -> str:
        """Return what entries call a draft: its path from the baseline's folder."""
        folder = self.path.absolute().parent
        return Path(os.path.relpath(os.path.abspath(draft), folder)).as_posix()  # noqa: PTH100

    def is_gone(self, entry: Entry) -> bool:
        """Tell whether the draft of an entry is no longer there."""
        return not (self.path.parent / entry.draft).exists()

    def find(self, key: str, draft: str) -> Entry | None:
        """Return what was decided about a finding of *draft*.

        A decision is about one draft; that another one says the same is another
        question.  It follows its draft to another name: an entry whose own draft is
        gone holds for any.
        """
        name = self.name_of(draft)
        first = bisect_left(self.entries, key, key=attrgetter("key"))
        later = islice(self.entries, first, None)
        alike = list(takewhile(lambda entry: entry.key == key, later))
        own = [entry for entry in alike if entry.draft == name]
        return next(chain(own, filter(self.is_gone, alike)), None)

    def with_entries(self, entries: Iterable[Entry]) -> Baseline:
        """Return the baseline with entries added; newer decisions replace older."""
        known = {(entry.key, entry.draft): entry for entry in self.entries}
        known |= {(entry.key, entry.draft): entry for entry in entries}
        return Baseline(self.path, tuple(sorted(known.values())))

    def without(self, entries: Iterable[Entry]) -> Baseline:
        """Return the baseline without some of its entries."""
        left = set(self.entries) - set(entries)
        return Baseline(self.path, tuple(sorted(left)))

    def text(self) -> str:
        """Return the baseline as its file has it."""
        value = {
            "schema": SCHEMA,
            "settled": [asdict(entry) for entry in self.entries],
        }
        return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def entry_of(
    finding: Finding, key: str, decision: Settled, baseline: Baseline
) -> Entry:
    """Return what to remember about a finding."""
    return Entry(
        key=key,
        draft=baseline.name_of(finding.draft),
        rule=finding.rule,
        because=decision.because,
        reason=for_terminal(decision.reason).strip(),
        by=for_terminal(decision.by).strip(),
        here=_sentence(finding.here),
        there=_sentence(finding.there),
    )


def _sentence(excerpt: Excerpt | None) -> str:
    return "" if excerpt is None else for_terminal(excerpt.sentence).strip()


def path_for(draft: str) -> Path:
    """Return where decisions about a draft are kept.

    In the nearest folder upward that has a baseline, a ``.srcdiff.toml`` or the
    repository's ``.git``; beside the draft if none has.
    """
    folder = Path(os.path.abspath(draft)).parent  # noqa: PTH100 -- links stay links
    for parent in (folder, *folder.parents):
        if any((parent / name).exists() for name in _BESIDE):
            return _seen_from_here(parent / NAME)
    return _seen_from_here(folder / NAME)


def _seen_from_here(path: Path) -> Path:
    """Return the path as a user would write it, where it lies below this folder."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def load(path: Path) -> Baseline:
    """Read a baseline; one that does not exist is empty.

    Raises:
        InputError: the file cannot be read, or is no baseline; one line that says
            what is wrong and what to do.
    """
    name = shown_name(str(path))
    try:
        if not path.exists():
            return Baseline(path)
        if path.stat().st_size > _LARGEST:
            raise _damaged(name, "it is too large")
        value = json.loads(path.read_bytes())
    except OSError as error:
        raise InputError(
            f"{name}: cannot be read ({error.strerror}); check its permissions"
        ) from error
    except (ValueError, RecursionError) as error:
        raise _damaged(name, _where(error)) from error
    return Baseline(path, tuple(sorted(_entries(value, name))))


def _where(error: Exception) -> str:
    line = getattr(error, "lineno", None)
    return f"it is no JSON from line {line} on" if line else "it is no JSON"


def _entries(value: Any, name: str) -> Iterable[Entry]:
    """Check what the file holds; return its entries."""
    if not isinstance(value, Mapping) or "schema" not in value:
        raise _damaged(name, "it has no schema")
    if value["schema"] != SCHEMA:
        raise InputError(
            f"{name}: has schema {value['schema']!r}, and this srcdiff reads "
            f"{SCHEMA}; use the version that wrote it, or a newer one"
        )
    settled = value.get("settled")
    if not isinstance(settled, list):
        raise _damaged(name, "`settled` is no list")
    found = {}
    for number, item in enumerate(settled, start=1):
        entry = _entry(item)
        if entry is None:
            raise _damaged(name, f"entry {number} of `settled` is not whole")
        found[entry.key, entry.draft] = entry
    return found.values()


def _entry(item: Any) -> Entry | None:
    names = [field.name for field in fields(Entry)]
    if not isinstance(item, Mapping) or not all(
        isinstance(item.get(field), str) for field in names
    ):
        return None
    if item["because"] not in get_args(Because) or not item["reason"].strip():
        return None
    return Entry(**{field: item[field] for field in names})


def _damaged(name: str, why: str) -> InputError:
    return InputError(
        f"{name}: is damaged: {why}; take it back from git, or resolve the merge in it"
    )
