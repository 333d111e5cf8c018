"""How far a long comparison is, on a line of the terminal that goes away again."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from srcdiff import console
from srcdiff.ticks import Stage

_PATIENCE = 1.0
"""Seconds after which one wants to know."""
_BETWEEN = 0.1
"""Seconds between two looks of the line."""
_WIDTH = 24
"""Signs of the bar."""
_WARNED = 30
"""Seconds of an expected comparison from which it is said before how long it takes."""
_LINEAR, _SQUARE = 1.4e-3, 3.0e-8
"""Seconds a sentence, and a pair of sentences, of two long articles: on one processor,
from what 10,000 synthetic ones a side took in all, and the choice of candidates of it
(``benchmarks/README.md``)."""


class Line:
    """The line: stage, bar, share, and an estimate of the time left."""

    def __init__(
        self, stream: TextIO | None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Take where to draw, None for nowhere, and what gives the time in seconds."""
        self._stream = stream
        self._clock = clock
        self._begun = self._drawn = clock()
        self._shown = False

    def __call__(self, stage: Stage, share: float) -> None:
        """Show how far it is, if it has been a while."""
        now = self._clock()
        if now - self._begun < _PATIENCE or now - self._drawn < _BETWEEN:
            return
        self._drawn, self._shown = now, True
        done = round(_WIDTH * share)
        left = (now - self._begun) * (1 - share) / max(share, 0.01)
        bar = "#" * done + "-" * (_WIDTH - done)
        self._write(f"\r{stage:9}[{bar}] {share:4.0%}, {duration(left)} left\x1b[K")

    def announce(self, a: int, b: int) -> None:
        """Say how long two articles of so many sentences will take, if that is long."""
        seconds = _LINEAR * (a + b) + _SQUARE * a * b
        if seconds >= _WARNED:
            self.clear()
            self._write(
                f"srcdiff: {a:,} and {b:,} sentences: this takes about "
                f"{duration(seconds)}\n"
            )

    def clear(self) -> None:
        """Leave no trace of the line."""
        if self._shown:
            self._shown = False
            self._write("\r\x1b[K")

    def _write(self, text: str) -> None:
        if self._stream is not None:
            with suppress(OSError, ValueError):  # nobody looks any more
                self._stream.write(text)
                self._stream.flush()


def duration(seconds: float) -> str:
    """Return a length of time as one says it: ``8 s``, ``3 min``."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    return f"{round(seconds / 60)} min"


@contextmanager
def shown() -> Iterator[Line]:
    """Give the line, where a person looks at the terminal; at the end it is gone."""
    drawn = console.watched() and os.environ.get("TERM") != "dumb"
    if drawn and os.name == "nt":
        import colorama

        colorama.just_fix_windows_console()
    line = Line(sys.stderr if drawn else None)
    try:
        yield line
    finally:
        line.clear()
