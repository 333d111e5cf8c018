"""How many threads a product of matrices gets.

A comparison multiplies thousands of small matrices, which a second thread makes no
faster: it waits most of the time, and OpenBLAS lets it wait at full load.  So one
thread is enough, but for the few products that are large.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

_LARGE = 10**9
"""Multiplications from which a product is large: that keeps one thread busy for about
as long as OpenBLAS lets the others wait afterwards, 2**26 cycles (THREAD_TIMEOUT)."""


def one_thread() -> AbstractContextManager[Any]:
    """Give products one thread each."""
    controller, _ = _blas()
    limit: AbstractContextManager[Any] = controller.limit(limits=1, user_api="blas")
    return limit


def enough_threads(multiplications: int) -> AbstractContextManager[Any]:
    """Give large products all threads there were at first, and leave others alone."""
    if multiplications < _LARGE:
        return nullcontext()
    controller, most = _blas()
    limit: AbstractContextManager[Any] = controller.limit(limits=most, user_api="blas")
    return limit


@cache
def _blas() -> tuple[ThreadpoolController, int]:
    """Return what counts the threads, and how many there are before it is used."""
    import numpy  # noqa: F401 -- what is not loaded yet is not found
    from threadpoolctl import ThreadpoolController

    controller = ThreadpoolController()
    numbers = [
        library["num_threads"]
        for library in controller.info()
        if library["user_api"] == "blas"
    ]
    return controller, max(numbers, default=1)
