"""A batch on a Dask cluster that is there already.

Pairs go out a bounded number at a time and results come back in order, so neither
the list nor the results are ever here as a whole.  If a worker dies, the scheduler
gives its pairs to another; a result is taken once, whatever was computed twice.
"""

from __future__ import annotations

import contextlib
import logging
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from srcdiff.batch.work import (
    Pair,
    Result,
    Work,
    compare_pair,
    failed,
    read_texts,
    signature,
)
from srcdiff.errors import ClusterError, InputError, SettingsError, SrcdiffError

if TYPE_CHECKING:
    from srcdiff.batch.run import Compute, Results

IN_FLIGHT: int = 16
"""Pairs given to the cluster for each of its threads.  Results are taken in order, so
with fewer a long pair at the head would leave the others without work; all of them may
have to be held here."""

RETRIES: int = 2
"""How often a pair is compared again if a worker fails it with no word of its own."""

_PATIENCE: str = "10s"
"""To reach the scheduler."""

_FIRST: float = 60.0
"""Seconds for the first worker to answer: some clusters start theirs when asked."""


@contextlib.contextmanager
def connected(address: str, *, send: bool) -> Iterator[Compute]:
    """Connect to a scheduler; yield what compares with its workers.

    Args:
        address: Of the scheduler, ``tcp://host:8786``.
        send: Whether to send the articles along; else workers read them.

    Raises:
        SettingsError: Dask is not installed.
        ClusterError: the scheduler cannot be reached, or is lost.
    """
    with _no_log(), _client(address) as client:
        yield partial(compared, client=client, send=send)


@contextlib.contextmanager
def _no_log() -> Iterator[None]:
    """Let Dask be silent: what goes wrong is said by us, in one line."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise SettingsError(
            "--scheduler needs Dask: pip install 'srcdiff[cluster]'"
        ) from error
    try:
        return Client(  # type: ignore[no-untyped-call]
            address, timeout=_PATIENCE, set_as_default=False
        )
    except (OSError, ValueError, ImportError) as error:
        raise ClusterError(
            f"{address}: no scheduler answers there ({error}); check the address"
        ) from error


def compared(work: Work, pairs: Iterator[Pair], client: Any, *, send: bool) -> Results:
    """Yield the result of each pair, in the order of the pairs.

    Raises:
        SrcdiffError: no pair can be compared.
        ClusterError: the cluster has no worker that can, or is lost.
    """
    _check(client, work)
    threads = sum(client.nthreads().values())
    waiting: deque[tuple[Pair, Any]] = deque()
    try:
        for pair in pairs:
            waiting.append((pair, _submitted(work, pair, client, send=send)))
            if len(waiting) >= max(IN_FLIGHT * threads, 2):
                yield _taken(*waiting.popleft())
        while waiting:
            yield _taken(*waiting.popleft())
    finally:
        left = [future for _, future in waiting if not isinstance(future, Result)]
        with contextlib.suppress(Exception):
            client.cancel(left)


def _check(client: Any, work: Work) -> None:
    """Make sure that the workers work as we would."""
    future = client.submit(signature, work.settings, pure=False)
    try:
        theirs = future.result(timeout=_FIRST)
    except SrcdiffError:
        raise
    except TimeoutError as error:
        raise ClusterError("no worker of the cluster answers; start some") from error
    except Exception as error:
        raise ClusterError(
            f"the workers cannot run srcdiff ({_line(error)}); install it there, the "
            "same version as here"
        ) from error
    ours = signature(work.settings)
    if theirs != ours:
        raise ClusterError(
            f"the workers would compare otherwise: {theirs} there, {ours} here; "
            "install the same version of srcdiff, with the same extras"
        )


def _submitted(work: Work, pair: Pair, client: Any, *, send: bool) -> Any:
    """Give a pair to the cluster; return its future, or why it stays here."""
    if send:
        try:
            pair = replace(pair, texts=read_texts(work, pair))
        except InputError as error:
            return failed(pair, str(error))
    return client.submit(compare_pair, work, pair, pure=False, retries=RETRIES)


def _taken(pair: Pair, future: Any) -> Result:
    """Wait for what became of a pair, and let the cluster forget it."""
    from distributed import KilledWorker

    if isinstance(future, Result):
        return future
    try:
        result: Result = future.result()
    except KilledWorker:
        return failed(
            pair,
            "every worker that compared it died, perhaps for want of memory; try it "
            "alone",
        )
    except SrcdiffError:
        raise
    except Exception as error:
        raise ClusterError(
            f"the cluster failed ({_line(error)}); what is finished is kept, start "
            "again to go on"
        ) from error
    future.release()
    return result


def _line(error: Exception) -> str:
    return shorten(f"{type(error).__name__}: {error}", 160, placeholder=" …")
