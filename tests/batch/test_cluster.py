"""A batch on a real cluster: a scheduler and workers, each a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

import pytest
from many import PLACES, STORY, written

from srcdiff.cli import run

cluster = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("distributed") is None, reason="needs the extra dev"),
    pytest.mark.skipif(os.name != "posix", reason="sends signals"),
]
PAIRS = 24
Output = pytest.CaptureFixture[str]


PROMPT = """
from srcdiff.batch import run
from srcdiff.cli import main

run._COMMIT_EVERY = 0.0  # each result is seen at once
main()
"""


class Cluster:
    """A scheduler with workers that can be killed."""

    def __init__(self, stack: ExitStack, folder: Path, workers: int = 2) -> None:
        self.stack, self.file = stack, folder / "scheduler.json"
        self._start("dask_scheduler", "--port", "0", "--host", "127.0.0.1")
        _until(self.file.exists)
        self.address = json.loads(self.file.read_text("utf-8"))["address"]
        self.workers = [
            self._start("dask_worker", "--nthreads", "1", "--no-nanny")
            for _ in range(workers)
        ]

    def _start(self, what: str, *options: str) -> subprocess.Popen[bytes]:
        common = ["--scheduler-file", str(self.file), "--no-dashboard"]
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{what}", *options, *common],
            cwd=self.file.parent,
            stderr=subprocess.DEVNULL,
        )
        self.stack.callback(process.wait)
        self.stack.callback(process.kill)
        return process


def _until(true: object) -> None:
    deadline = time.monotonic() + 60
    while not true() and time.monotonic() < deadline:  # type: ignore[operator]
        time.sleep(0.05)


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with ExitStack() as stack:
        yield Cluster(stack, tmp_path_factory.mktemp("cluster"))


@pytest.fixture
def many(desk: Path) -> Path:
    """A list of pairs of which no two are alike."""
    lines = ["a,b,name"]
    for i in range(PAIRS):
        text = STORY.format(place="Orrin", count=i)
        Path(f"wire/{i}.txt").write_text(text, "utf-8")
        lines.append(f"wire/{i}.txt,desk/{PLACES[i % 5].lower()}.txt,{i:02}")
    Path("many.csv").write_text("\n".join(lines), "utf-8")
    return desk


def started(*options: str, out: str, pairs: str = "many.csv") -> list[str]:
    command = [sys.executable, "-m", "srcdiff", "batch", pairs, "-o", out]
    return [*command, "-f", "json", "--encoder", "static", *options]


def lines(out: str) -> list[str]:
    path = Path(out, "results.jsonl")
    return path.read_text("utf-8").splitlines() if path.exists() else []


@pytest.mark.usefixtures("many")
class TestCluster:
    """In this order: the last test leaves the cluster with one worker less."""

    pytestmark = cluster

    def test_workers_read_what_they_are_told_to(self, dask: Cluster) -> None:
        here = started(out="here", pairs="pairs.csv")
        subprocess.run(here, check=True, capture_output=True)
        command = started("--scheduler", dask.address, out="there", pairs="pairs.csv")
        done = subprocess.run(command, check=True, capture_output=True)
        assert done.stderr == b""
        assert written("there") == written("here")

    def test_no_worker_is_said(
        self, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("srcdiff.batch.cluster._FIRST", 1.0)
        with ExitStack() as stack:
            address = Cluster(stack, tmp_path, workers=0).address
            command = ["batch", "pairs.csv", "-o", "out", "--scheduler", address]
            assert run(command) == 2
        assert "no worker of the cluster answers" in capsys.readouterr().err

    def test_a_worker_that_dies_costs_nothing(self, dask: Cluster) -> None:
        """Nothing is lost, nothing is there twice, and all is in order."""
        options = ["--into", "jsonl", "--scheduler", dask.address, "--send"]
        Path("prompt.py").write_text(PROMPT, "utf-8")
        command = [sys.executable, "prompt.py", *started(*options, out="out")[3:]]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8")
        _until(lambda: len(lines("out")) > 0)
        before = len(lines("out"))
        dask.workers[0].send_signal(signal.SIGKILL)
        _, errors = process.communicate(timeout=200)
        assert (process.returncode, errors) == (0, "")
        assert 0 < before < PAIRS
        found = [json.loads(line)["name"] for line in lines("out")]
        assert found == [f"{i:02}" for i in range(PAIRS)]


@pytest.mark.skipif(find_spec("distributed") is None, reason="needs the extra dev")
def test_no_scheduler_is_said(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("srcdiff.batch.cluster._PATIENCE", "0.2s")
    command = ["batch", "pairs.csv", "-o", "out", "--scheduler"]
    for address in ("tcp://127.0.0.1:1", "nonsense://x"):
        assert run([*command, address]) == 2
        errors = capsys.readouterr().err
        assert f"srcdiff: {address}: no scheduler answers there" in errors
        assert len(errors.splitlines()) == 1


def test_dask_is_asked_for_where_it_is_missing(
    capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    command = ["batch", "pairs.csv", "-o", "out", "--scheduler", "tcp://x:1"]
    assert run(command) == 2
    assert "pip install 'srcdiff[cluster]'" in capsys.readouterr().err


def test_pyarrow_is_asked_for_where_it_is_missing(
    capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    assert run(["batch", "pairs.csv", "-o", "out", "--into", "parquet"]) == 2
    assert "pip install 'srcdiff[parquet]'" in capsys.readouterr().err
