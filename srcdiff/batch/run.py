"""A run of a batch: what is left to do is done, and all is summed up."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeAlias

from srcdiff.batch.pairs import Found
from srcdiff.batch.record import NAME, Record
from srcdiff.batch.results import Keeper
from srcdiff.batch.work import (
    Pair,
    Result,
    Work,
    failed,
    key,
    read_texts,
    signature,
)
from srcdiff.errors import InputError, OutputError

Results: TypeAlias = Generator[Result, None, None]

Compute: TypeAlias = Callable[[Work, Iterator[Pair]], Results]
"""What compares pairs and yields their results in order: processes, or a cluster."""

Watch: TypeAlias = Callable[[Result, bool], None]
"""What is told each result, and whether it was there before."""

_COMMIT_EVERY: float = 1.0
"""Seconds between two commits: what is lost if the machine goes down, and how often a
disk is asked to make sure."""


def opened(folder: Path) -> Record:
    """Make the folder of a batch, if there is none, and open its record.

    Raises:
        OutputError: the folder cannot be made, or holds something else.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        foreign = any(folder.iterdir()) and not (folder / NAME).is_file()
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot be made or read ({error.strerror or error}); choose "
            "another folder"
        ) from error
    if foreign:
        raise OutputError(
            f"{folder}: holds other files; choose a new folder, or an empty one"
        )
    return Record(folder)


def plan(record: Record, found: Iterable[Found]) -> int:
    """Write down what is to be compared; return how many pairs that is.

    Raises:
        InputError: it is nothing.
    """
    total = record.plan(found)
    if not total:
        raise InputError("there is no pair to compare; check the names")
    return total


def run(
    record: Record, work: Work, kept: Keeper, compute: Compute, watch: Watch
) -> None:
    """Compare all planned pairs that are not finished.

    Args:
        record: What is planned and finished.
        work: What to do with each pair.
        kept: What keeps the results.
        compute: What compares pairs.
        watch: Told each result: finished ones as they are passed over, the others
            in the order of the list.

    Raises:
        SrcdiffError: no pair can be compared, or nothing be written.
    """
    todo = _Todo(record, work, kept, watch)
    with closing(compute(work, iter(todo))) as results:
        _keep(results, todo, record, kept, watch)


def _keep(
    results: Results, todo: _Todo, record: Record, kept: Keeper, watch: Watch
) -> None:
    """Take results as they come."""
    committed = time.monotonic()
    half = False
    try:
        for result in results:
            half = True
            pair = todo.asked.pop(result.name)
            if not result.error:
                kept.take(pair, result)
            record.add(result)
            watch(result, False)
            if time.monotonic() - committed >= _COMMIT_EVERY and kept.settle():
                record.commit()
                committed = time.monotonic()
            half = False
    finally:
        # Ctrl-C comes while it waits for a result, or, seldom, between taking one and
        # recording it.  Then all since the last commit is given up: the next run does
        # it again.
        kept.close(whole=not half)
        if not half:
            record.commit()


class _Todo:
    """The pairs that are left, in order."""

    def __init__(self, record: Record, work: Work, kept: Keeper, watch: Watch) -> None:
        self._record, self._work, self._kept, self._watch = record, work, kept, watch
        self._signature: str | None = None
        self.asked: dict[str, Pair] = {}
        """Those under way, by name."""

    def __iter__(self) -> Iterator[Pair]:
        """Yield them; record and tell of those that are not to be compared."""
        for pair in self._record.pairs():
            if pair.trouble:
                result = failed(pair, pair.trouble)
                self._record.add(result)
                self._watch(result, False)
            elif self._finished(pair):
                self._watch(self._record.result(pair), True)
            else:
                self.asked[pair.name] = pair
                yield pair

    def _finished(self, pair: Pair) -> bool:
        """Tell whether comparing a pair again would give what is there.

        Raises:
            OutputError: it would not, and what is there would stay.
        """
        before = self._record.key(pair)
        if not before:
            return False
        same = self._key(pair) == before
        if self._kept.appends and not same:
            raise OutputError(
                f"{pair.name}: an article, or a setting, is no longer what its result "
                "was made with; choose another folder, or start anew with --fresh"
            )
        return same and self._kept.has(pair)

    def _key(self, pair: Pair) -> str:
        if self._signature is None:
            self._signature = signature(self._work.settings)
        try:
            texts = read_texts(self._work, pair)
        except InputError:
            return ""
        return key(self._work, pair, texts, self._signature)
