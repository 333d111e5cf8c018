"""Quality and speed in one run: ``make bench``.

Quality needs the annotated pairs, which are not shipped; without them that part
says so and is left out.  Speed is measured in whole processes: the sample pair
against the time it takes to import nltk, numpy and click, in turn, and long
synthetic articles with their peak memory.

Figures belong to a commit: with changes in ``srcdiff/`` that are not committed nothing
is measured, or with ``--dirty`` every figure is marked.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from data import SHARED, gold_folders
from synthetic import pair

ROOT = Path(__file__).resolve().parent.parent
SRCDIFF = [sys.executable, "-m", "srcdiff"]
STATIC = ["--encoder", "static"]
# An installed program runs from compiled files; so must the one measured here.
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def seconds(command: list[str]) -> float:
    """Return the wall time of a command whose output is thrown away."""
    start = time.perf_counter()
    subprocess.run(
        command, cwd=ROOT, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - start


def quality() -> None:
    """Print what the scoring program says of the annotated pairs."""
    score = SHARED / "tools/score.py"
    if not score.exists():
        print("quality: no annotated pairs beside this checkout; left out")
        return
    command = f"{sys.executable} -m srcdiff {{a}} {{b}} --encoder static --format json"
    for name, folders in (("seed", gold_folders()[:1]), ("dev", gold_folders()[1:])):
        print(f"quality on {name} (the scorer was trained on these pairs too):")
        subprocess.run(
            [sys.executable, str(score), "--json", "--command", command, *folders],
            cwd=ROOT,
            check=True,
        )


def commit() -> str | None:
    """Return the commit that is measured; None if ``srcdiff/`` is not as committed."""
    git = ["git", "-C", str(ROOT)]
    try:
        changed = subprocess.run(
            [*git, "status", "--porcelain", "--", "srcdiff"],
            capture_output=True,
            check=True,
        ).stdout
        head = [*git, "rev-parse", "--short", "HEAD"]
        found = subprocess.run(head, capture_output=True, check=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None
    return None if changed else found.strip()


def startup(runs: int, mark: str) -> None:
    """Print the cold time of the sample pair, and of help, against import floors."""
    sample = [*SRCDIFF, "seeds/a.txt", "seeds/b.txt", *STATIC]
    for name, ours, modules in (
        ("sample pair, cold", sample, "nltk, numpy, click"),
        ("help", [*SRCDIFF, "--help"], "click"),
    ):
        least = [sys.executable, "-c", f"import {modules}"]
        seconds(least), seconds(ours)
        both = [(seconds(least), seconds(ours)) for _ in range(runs)]
        floor, cold = (statistics.median(side) for side in zip(*both, strict=True))
        ratio = statistics.median(mine / floor for floor, mine in both)
        print(
            f"{name}: {1000 * cold:.0f} ms; import {modules}: {1000 * floor:.0f} ms; "
            f"ratio {ratio:.2f} (median of {runs} in turn){mark}"
        )


def growth(sizes: list[int], mark: str) -> None:
    """Print time and peak memory for two synthetic articles of each length."""
    print("sentences a side   wall s   peak MiB")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            names = [Path(folder) / "a.txt", Path(folder) / "b.txt"]
            for name, text in zip(names, pair(size), strict=True):
                name.write_text(text, "utf-8")
            code = (
                "import resource, subprocess, sys; subprocess.run(sys.argv[1:], "
                "check=True, stdout=subprocess.DEVNULL); "
                "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
            )
            command = [*SRCDIFF, *map(str, names), *STATIC, "--format", "json"]
            start = time.perf_counter()
            run = subprocess.run(
                [sys.executable, "-c", code, *command],
                cwd=ROOT,
                env=ENVIRONMENT,
                check=True,
                capture_output=True,
                text=True,
            )
            wall = time.perf_counter() - start
            unit = 1024 if sys.platform != "darwin" else 1024 * 1024
            print(f"{size:16,} {wall:8.2f} {int(run.stdout) / unit:10.0f}{mark}")


def main() -> None:
    """Run what was asked for, all by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=[300, 1000, 2000, 4000, 10_000]
    )
    parser.add_argument(
        "--dirty", action="store_true", help="measure what is not committed, and say so"
    )
    options = parser.parse_args()
    measured = commit()
    if measured is None and not options.dirty:
        print(
            "bench.py: srcdiff/ is not as committed; commit it, or say --dirty",
            file=sys.stderr,
        )
        sys.exit(2)
    print(f"commit {measured or 'unknown: dirty'}")
    mark = "" if measured else " dirty"
    startup(options.runs, mark)
    growth(options.sizes, mark)
    quality()


if __name__ == "__main__":
    main()
