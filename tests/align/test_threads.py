"""Only large products get more than one thread."""

from __future__ import annotations

import numpy as np
import pytest

from srcdiff.align import threads
from srcdiff.align.threads import enough_threads, one_thread

LARGE = 10**9


class Library:
    """Stands in for what sets the number of threads."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def limit(self, limits: int, user_api: str) -> Library:
        assert user_api == "blas"
        self.asked.append(limits)
        return self

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        return None


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Library:
    library = Library()
    monkeypatch.setattr(threads, "_blas", lambda: (library, 4))
    return library


@pytest.mark.parametrize(
    ("multiplications", "asked"), [(0, []), (LARGE - 1, []), (LARGE, [4])]
)
def test_small_products_are_left_alone(
    library: Library, multiplications: int, asked: list[int]
) -> None:
    with enough_threads(multiplications):
        pass
    assert library.asked == asked


def test_the_number_of_threads_comes_back() -> None:
    before = counted()
    with one_thread():
        assert max(counted()) == 1
        with enough_threads(LARGE):
            assert max(counted()) == max(before)
        assert max(counted()) == 1
    assert counted() == before


def counted() -> list[int]:
    from threadpoolctl import threadpool_info

    assert np.ones((2, 2)) @ np.ones(2) == pytest.approx([2, 2])  # numpy is there
    return [p["num_threads"] for p in threadpool_info() if p["user_api"] == "blas"]
