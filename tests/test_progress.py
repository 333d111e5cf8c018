"""The line that says how far a long comparison is, and that nothing of it stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

import pytest

from srcdiff import pipeline
from srcdiff.progress import Line, duration, shown
from srcdiff.ticks import part, within

SEEDS = Path(__file__).parents[1] / "seeds"


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def line() -> tuple[Line, Clock, StringIO]:
    stream, clock = StringIO(), Clock()
    return Line(stream, clock), clock, stream


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


# -- silence ---------------------------------------------------------------------


def test_a_short_comparison_shows_nothing() -> None:
    progress, clock, stream = line()
    for _ in range(9):
        clock.now += 0.1
        progress("reading", 0.5)
    progress.clear()
    assert not stream.getvalue()


def test_nothing_is_announced_of_what_does_not_take_long() -> None:
    progress, _, stream = line()
    progress.announce(2_000, 2_000)
    assert not stream.getvalue()


@pytest.mark.parametrize(
    "environment", [{"CI": "true"}, {"PRE_COMMIT": "1"}, {"TERM": "dumb"}]
)
def test_nobody_looks_in_a_hook_or_a_pipeline(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CI", "PRE_COMMIT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with shown() as progress:
        progress.announce(10**6, 10**6)
    assert not terminal.getvalue()


@pytest.mark.parametrize("stream", [StringIO(), None], ids=["file", "closed"])
def test_nobody_looks_at_a_file(
    stream: StringIO | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    with shown() as progress:
        progress.announce(10**6, 10**6)
    assert not (stream and stream.getvalue())


# -- what is shown ---------------------------------------------------------------


def test_a_long_comparison_shows_stage_share_and_time_left() -> None:
    progress, clock, stream = line()
    clock.now += 3
    progress("facts", 0.75)
    text = stream.getvalue()
    assert text == "\rfacts    [##################------]  75%, 1 s left\x1b[K"


def test_the_line_is_not_drawn_more_often_than_one_can_see() -> None:
    progress, clock, stream = line()
    clock.now += 3
    for _ in range(50):
        progress("aligning", 0.5)
    assert stream.getvalue().count("aligning") == 1


def test_the_line_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    for name in ("CI", "PRE_COMMIT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    with pytest.raises(KeyboardInterrupt), shown() as progress:
        progress._begun -= 5
        progress._drawn -= 5
        progress("aligning", 0.5)
        raise KeyboardInterrupt
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_what_takes_long_is_announced() -> None:
    progress, _, stream = line()
    progress.announce(50_000, 50_000)
    assert stream.getvalue().startswith("srcdiff: 50,000 and 50,000 sentences: this")


def test_a_closed_terminal_is_no_error() -> None:
    progress, clock, stream = line()
    stream.close()
    clock.now += 3
    progress("facts", 0.75)
    progress.clear()


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.2, "1 s"), (89, "89 s"), (90, "2 min"), (4000, "67 min")]
)
def test_durations(seconds: float, said: str) -> None:
    assert duration(seconds) == said


# -- what is told ------------------------------------------------------------------


def test_parts_of_parts() -> None:
    told: list[tuple[str, float]] = []
    tick = within(lambda *now: told.append(now), "facts", 0.5, 0.9)
    part(tick, 0.5, 1)(0.5)
    assert told == [("facts", pytest.approx(0.8))]


@pytest.mark.parametrize("processes", [1, 2])
def test_a_comparison_tells_ever_more_up_to_its_end(
    processes: int,
) -> None:
    told: list[tuple[str, float]] = []
    pipeline.compare(
        SEEDS / "a.txt",
        SEEDS / "b.txt",
        processes=processes,
        progress=lambda *now: told.append(now),
    )
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 1
    assert list(dict.fromkeys(stage for stage, _ in told)) == ["aligning", "facts"]


READY = """
import os, sys
from srcdiff import cli, pipeline
compare = pipeline.compare

def told(*arguments, **options):
    print("ready", flush=True)
    return compare(*arguments, **options)

pipeline.compare = told
os._exit(cli.run(["a.txt", "b.txt", "--html", "out.html", "--encoder", "static"]))
"""
"""A comparison that says when it begins."""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_an_interrupted_comparison_leaves_nothing_behind(tmp_path: Path) -> None:
    text = "\n\n".join(
        f"Gate {n} of the yard at Orrin was shut on day {n}. Nobody knew why {n} of "
        f"the {n + 3} carts stood there."
        for n in range(3_000)
    )
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(text + name, "utf-8")
    with subprocess.Popen(
        [sys.executable, "-c", READY],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdout
        assert process.stdout.readline().strip() == b"ready"
        time.sleep(0.5)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130, said
    assert not said.strip()
    assert {path.name for path in tmp_path.iterdir()} == {"a.txt", "b.txt"}
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
