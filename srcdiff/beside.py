"""Work done in a copy of this process, on another processor.

Python's threads take turns, so that two halves of a long comparison are done no sooner
by two of them.  A copy of the process has all that was read already; only its result
is sent back.  Whether a copy is made changes nothing but the time.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from functools import partial
from io import BytesIO
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from srcdiff.model import Document, Fact, LedgerEntry, Paragraph, Sentence, Token

T = TypeVar("T")


class Start(Protocol):
    """Starts some work; returns what waits for its result."""

    def __call__(self, work: Callable[[], T]) -> Callable[[], T]:
        """Start *work*, which changes nothing outside itself."""


def when_asked(work: Callable[[], T]) -> Callable[[], T]:
    """Start nothing: the work is done when its result is waited for."""
    return work


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def copies(most: int) -> Iterator[Start]:
    """Give what starts work in copies of this process; at the end none is left.

    Only Linux is known to copy a process safely whatever libraries it has loaded.

    Args:
        most: Processes at a time, this one among them.  With 1, on other systems, or
            where other threads run, which a copy would not have, all work is done
            when asked for.
    """
    if sys.platform != "linux":
        most = 1
    running: set[int] = set()

    def start(work: Callable[[], T]) -> Callable[[], T]:
        if len(running) + 1 >= most or threading.active_count() > 1:
            return work
        child, results = _fork(work)
        running.add(child)

        def result() -> T:
            with os.fdopen(results, "rb") as pipe:
                data = pipe.read()
            _, status = os.waitpid(child, 0)
            running.discard(child)
            # Whatever went wrong there goes wrong here again, and is told as ever.
            return _unpacked(data) if data and not status else work()

        return result

    try:
        yield start
    finally:
        for child in running:
            os.kill(child, 9)
            os.waitpid(child, 0)


def _fork(work: Callable[[], Any]) -> tuple[int, int]:
    """Do *work* in a copy; return its number and where its result comes from."""
    readable, writable = os.pipe()
    with warnings.catch_warnings():
        # Python 3.12 warns of OpenBLAS's own threads, which that stops before a fork.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child:
        os.close(writable)
        return child, readable
    status = 1
    try:
        os.close(readable)
        with os.fdopen(writable, "wb") as pipe:
            pipe.write(_packed(work()))
        status = 0
    finally:
        os._exit(status)  # nothing that the original has open is flushed or closed


# -- results on their way --------------------------------------------------------


def _packed(result: object) -> bytes:
    """Return a result as bytes: tens of thousands of small values, quickly."""
    out = BytesIO()
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {
        Document: _document_parts,
        **{
            kind: partial(_parts, kind, attrgetter(*(f.name for f in fields(kind))))
            for kind in (Sentence, Paragraph, Fact, LedgerEntry)
        },
    }
    pickler.dump(result)
    return out.getvalue()


def _unpacked(data: bytes) -> Any:
    return pickle.loads(data)  # noqa: S301 -- our own copy wrote it


def _parts(kind: type, parts: Callable[[Any], Any], value: Any) -> tuple[Any, Any]:
    """Return how to make a frozen value again: dataclasses do so field by field."""
    return kind, parts(value)


def _document_parts(doc: Document) -> tuple[Any, Any]:
    """Return how to make a document again: its tokens as three lists."""
    found = {field.name: getattr(doc, field.name) for field in fields(doc)}
    found["metadata"] = dict(doc.metadata)
    found["tokens"] = list(zip(*doc.tokens, strict=True))
    return _document, (found,)


def _document(parts: dict[str, Any]) -> Document:
    parts["metadata"] = MappingProxyType(parts["metadata"])
    parts["tokens"] = tuple(map(Token._make, zip(*parts["tokens"], strict=True)))
    return Document(**parts)
