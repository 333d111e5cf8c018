"""The same articles give the same bytes, however many threads and processes work."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[1] / "seeds"

PROGRAM = """
import os, sys
from srcdiff import cli

copied, fork = [], getattr(os, "fork", None)
os.fork = lambda: copied.append(fork()) or copied[-1]
os.sched_getaffinity = lambda _: range(int(sys.argv[1]))
status = cli.run(sys.argv[2:])
print(len(copied), file=sys.stderr)
sys.exit(status)
"""
"""srcdiff on so many processors; says how often it copied itself."""


def compared(folder: Path, *, threads: int, processors: int) -> tuple[bytes, int]:
    """Return the report of ``a.txt`` and ``b.txt``, and how many copies were made."""
    number = {
        name: str(threads) for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
    }
    files = [str(folder / f"{name}.txt") for name in "ab"]
    options = ["--encoder", "static", "--format", "json"]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(processors), *files, *options],
        env={**os.environ, **number},
        capture_output=True,
        check=True,
    )
    return done.stdout, int(done.stderr.split()[-1])


def long_article(seed: int) -> str:
    """Return 1,300 sentences, of which two articles have most in common."""
    chance = random.Random(seed)
    places = ("harbour", "mill", "bridge", "school", "market", "lock")
    sentences = [
        f"Warden Tam Orrin{'a' * (n % 3)} said {n % 90 + 2} people left the "
        f"{places[n % 6]} on {n % 28 + 1} May after {n} of {n + chance.randrange(9)} "
        "lamps failed."
        for n in range(1_300)
    ]
    chance.shuffle(sentences)
    return "\n\n".join(" ".join(sentences[at : at + 5]) for at in range(0, 1_300, 5))


def test_threads_change_nothing() -> None:
    reports = {compared(SEEDS, threads=n, processors=1)[0] for n in (1, 4)}
    assert len(reports) == 1


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux")
def test_threads_and_processes_change_nothing_in_long_articles(tmp_path: Path) -> None:
    for seed, name in enumerate("ab"):
        (tmp_path / f"{name}.txt").write_text(long_article(seed), "utf-8")
    alone, none = compared(tmp_path, threads=1, processors=1)
    beside, copies = compared(tmp_path, threads=4, processors=2)
    assert (none, copies) == (0, 4)
    assert alone == beside
