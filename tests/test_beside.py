"""Work in a copy of the process: its result is the same, and no copy is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from types import MappingProxyType

import pytest
from making import paragraphs

from srcdiff.beside import copies, when_asked
from srcdiff.model import Document, Fact, LedgerEntry, Span

linux = pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux")


def children() -> list[str]:
    """Return the numbers of the processes that this one has started and not ended."""
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out threads that earlier tests have left running."""
    before = threading.active_count()
    counted = threading.active_count
    monkeypatch.setattr(threading, "active_count", lambda: counted() - before + 1)


def article() -> Document:
    return paragraphs("Rain fell on Orrin. Nobody came.", "The “gate” stayed shut.")


@linux
@pytest.mark.parametrize(
    "value",
    [
        None,
        article(),
        (LedgerEntry("date", "agree", Fact("date", 3, Span(5, 9), "x"), None, "why"),),
        ({1: (2.5, "é")}, ["\udc80"], Span(1, 2)),
    ],
    ids=["none", "article", "entries", "others"],
)
@pytest.mark.usefixtures("alone")
def test_a_result_comes_back_as_it_was(value: object) -> None:
    before = children()
    with copies(2) as start:
        assert start(lambda: value)() == value
    assert children() == before


@linux
def test_an_article_comes_back_with_its_metadata_unchangeable() -> None:
    with copies(2) as start:
        metadata = start(article)().metadata
    assert isinstance(metadata, MappingProxyType)


@linux
@pytest.mark.usefixtures("alone")
def test_work_is_done_elsewhere_and_only_what_there_is_room_for() -> None:
    with copies(2) as start:
        first, second = start(os.getpid), start(os.getpid)
        assert first() != os.getpid()
        assert second() == os.getpid()
        assert start(os.getpid)() != os.getpid()


@pytest.mark.parametrize("most", [0, 1])
def test_alone_all_work_is_done_when_asked_for(most: int) -> None:
    with copies(most) as start:
        assert start(os.getpid)() == os.getpid()
    assert when_asked(os.getpid)() == os.getpid()


@linux
def test_beside_another_thread_no_copy_is_made() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        with copies(2) as start:
            assert start(os.getpid)() == os.getpid()
    finally:
        done.set()
        thread.join()


@linux
def test_what_goes_wrong_in_a_copy_is_told_as_if_it_went_wrong_here() -> None:
    here = os.getpid()

    def fails() -> str:
        raise ValueError("said here" if os.getpid() == here else "said there")

    with copies(2) as start, pytest.raises(ValueError, match="said here"):
        start(fails)()


@linux
@pytest.mark.parametrize("status", [0, 5])
def test_a_copy_that_dies_has_its_work_done_here(status: int) -> None:
    here = os.getpid()
    with copies(2) as start:
        work = start(lambda: "done" if os.getpid() == here else os._exit(status))
        assert work() == "done"


@linux
def test_no_copy_outlives_an_interruption() -> None:
    program = """
import time
from srcdiff.beside import copies
try:
    with copies(2) as start:
        start(lambda: time.sleep(60))
        raise KeyboardInterrupt
except KeyboardInterrupt:
    pass
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=30)
