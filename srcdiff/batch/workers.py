"""Worker processes of this machine: each compares one pair after another.

They are started afresh rather than forked, so that they behave alike on every
system, and load the weights once.  A worker holds one pair at a time: if it dies, it
is known of which, and nothing else is lost.
"""

from __future__ import annotations

import contextlib
import gc
import signal
from collections.abc import Generator, Iterator
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any

from srcdiff.batch.work import Pair, Result, Work, compare_pair, failed
from srcdiff.errors import SrcdiffError

AHEAD: int = 32
"""Pairs a worker may be ahead of the first that is not done.  Results come out in
order, so one long pair would else let results pile up behind it."""

ATTEMPTS: int = 2
"""Workers that may die of a pair: what was short of memory once may pass alone."""

_PATIENCE: float = 2.0
"""Seconds a worker gets to end by itself, which takes it one pair at most."""


def compared(
    work: Work, pairs: Iterator[Pair], jobs: int
) -> Generator[Result, None, None]:
    """Yield the result of each pair, in the order of the pairs.

    Args:
        work: What to do with each.
        pairs: The pairs, taken a few at a time.
        jobs: Worker processes.

    Raises:
        SrcdiffError: no pair can be compared, or nothing be written.
    """
    pairs = iter(pairs)
    first = list(islice(pairs, jobs))
    crew: list[_Worker] = []
    try:
        crew.extend(_Worker(work) for _ in first)
        yield from _in_order(crew, chain(first, pairs))
    finally:
        for worker in crew:
            worker.dismiss()
        for worker in crew:
            worker.end()


def _in_order(crew: list[_Worker], pairs: Iterator[Pair]) -> Iterator[Result]:
    done: dict[int, Result] = {}
    told = given = 0
    while True:
        while told in done:
            yield done.pop(told)
            told += 1
        for worker in crew:
            if worker.idle and given - told < AHEAD * len(crew):
                pair = next(pairs, None)
                if pair is not None:
                    worker.take(given, pair)
                    given += 1
        busy = {worker.connection: worker for worker in crew if not worker.idle}
        if not busy:
            return
        for connection in wait(list(busy)):
            worker = busy[connection]  # type: ignore[index]
            result = worker.result()
            if result is not None:
                done[worker.number] = result


class _Worker:
    """A process, and the pair it has."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._pair: Pair | None = None
        self._attempts = 0
        self.number = 0
        """The number of its pair, or of the last it had."""
        self._start()

    @property
    def idle(self) -> bool:
        """Whether it has nothing to do."""
        return self._pair is None

    def take(self, number: int, pair: Pair) -> None:
        """Let it compare a pair."""
        self.number, self._pair, self._attempts = number, pair, 0
        self._send()

    def result(self) -> Result | None:
        """Return what became of its pair; None if that is not known yet."""
        try:
            answer = self.connection.recv()
        except (EOFError, OSError):
            return self._died(self._pair)
        self._pair = None
        if isinstance(answer, SrcdiffError):
            raise answer
        result: Result = answer
        return result

    def _died(self, pair: Pair | None) -> Result | None:
        """Start the process again; give up its pair if that was too much before."""
        self.end()
        status = self._process.exitcode
        self._start()
        self._attempts += 1
        if pair is None or self._attempts < ATTEMPTS:
            self._send()
            return None
        self._pair = None
        return failed(
            pair,
            f"the process that compares it ended by itself (exit status {status}), "
            "perhaps for want of memory; try it alone",
        )

    def _send(self) -> None:
        # Where it has died meanwhile, waiting for the result says so.
        with contextlib.suppress(OSError):
            self.connection.send(self._pair)

    def _start(self) -> None:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        self.connection: Connection[Any, Any] = ours
        self._process = context.Process(
            target=_serve, args=(self._work, theirs), daemon=True
        )
        with _no_interrupt():
            self._process.start()
        theirs.close()

    def dismiss(self) -> None:
        """Let it end, with its pair or without."""
        self.connection.close()
        if not self.idle:
            self._process.terminate()

    def end(self) -> None:
        """Wait until it has ended."""
        self.connection.close()
        self._process.join(_PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


@contextlib.contextmanager
def _no_interrupt() -> Iterator[None]:
    """Start processes in here that Ctrl-C leaves alone: it is for us to end them.

    The signal is held back, not lost, and a new process starts with what is held
    back here.  Windows knows no such thing; there :func:`_serve` comes a moment later.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(work: Work, connection: Connection[Any, Any]) -> None:
    """Compare what comes until nothing comes any more: the life of a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    with contextlib.suppress(EOFError, OSError):
        warm = False
        while True:
            pair = connection.recv()
            try:
                answer: Result | SrcdiffError = compare_pair(work, pair)
            except SrcdiffError as error:
                answer = error
            connection.send(answer)
            if not warm:
                # What is loaded now stays: no need to look through it again.
                gc.collect()
                gc.freeze()
                warm = True


def _leave(*_: object) -> None:
    """End as an exception would, so that no half-written file is left."""
    raise SystemExit(0)
