"""Speed and memory beside other programs, in one run: ``make bench``.

All compare the same two files in whole processes, in turn: the sample pair and the
synthetic articles of ``synthetic.py``.  The table and the plot go into
``benchmarks/README.md`` between its marks.  A program that fails is shown as failing;
one that takes more processor time than the limit is stopped, shown as too slow, and not
tried on longer articles.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from clean import ROOT, refuse_dirty
from synthetic import pair

HERE = Path(__file__).resolve().parent
README = HERE / "README.md"
MARKED = re.compile(r"(?<=<!-- peers -->\n).*?(?=<!-- /peers -->)", re.DOTALL)
SIZES = (0, 300, 3000, 10_000)
"""Sentences a side; 0 stands for the sample pair."""
RUNS = {0: 5, 300: 3}
"""Runs of each program; one of longer articles."""
OURS = "srcdiff, static"
ASKED = 3000
"""Sentences at which srcdiff is to be ahead of…"""
DIFFERS = ("redlines", "diff-match-patch", "difflib on tokens", "difflib, every word")
ALIGNER = "MiniLM cosines"
"""…these, and of this one tenfold."""
LACKS = {
    OURS: "",
    "git --word-diff": "moved text; other words for the same; sentences; facts",
    "redlines": "moved text; other words for the same; facts",
    "diff-match-patch": "the same; gives up on the best script after 1 s, as set there",
    "difflib on tokens": "the same; leaves out frequent words, as by default",
    "difflib, every word": "the same",
    ALIGNER: "what differs in linked sentences; what one alone says; facts",
}
"""What each does not do."""


@dataclass(frozen=True)
class Run:
    """What one run of a program took."""

    wall: float
    user: float
    peak: float
    """In MiB."""


def commands(python: str, a: str, b: str) -> dict[str, list[str]]:
    """Return how each program is called.

    Args:
        python: Where srcdiff is installed; the others run where this script does.
        a: One file.
        b: The other.
    """
    differ = [sys.executable, str(HERE / "differs.py")]
    ours = [python, "-m", "srcdiff", a, b, "--encoder", "static", "-f", "json"]
    git = ["git", "diff", "--no-index", "--word-diff", a, b]
    return {
        OURS: ours,
        "git --word-diff": git,
        "redlines": [*differ, "redlines", a, b],
        "diff-match-patch": [*differ, "diff-match-patch", a, b],
        "difflib on tokens": [*differ, "difflib", a, b],
        "difflib, every word": [*differ, "difflib-every-word", a, b],
        ALIGNER: [*differ, "minilm", a, b],
    }


def measured(command: list[str], limit: int) -> Run | str:
    """Run a command; return what it took, or what became of it.

    Args:
        command: The command.
        limit: Seconds of processor time after which it is stopped.
    """
    # An installed program runs from compiled files.
    known = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=known,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # Above the first it gets a signal of its own; the second only makes sure.
        preexec_fn=lambda: resource.setrlimit(  # noqa: PLW1509 -- one thread only
            resource.RLIMIT_CPU, (limit, limit + 5)
        ),
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode == -signal.SIGXCPU:
        return "too slow"
    # git ends with 1 where two files differ.
    if process.returncode not in ((0, 1) if command[0] == "git" else (0,)):
        return "fails"
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return Run(wall, used.ru_utime, used.ru_maxrss / unit)


def files(size: int, folder: Path) -> tuple[str, str]:
    """Return two files of so many sentences."""
    if size == 0:
        return str(ROOT / "seeds/a.txt"), str(ROOT / "seeds/b.txt")
    paths = folder / f"{size}a.txt", folder / f"{size}b.txt"
    for path, text in zip(paths, pair(size), strict=True):
        path.write_text(text, "utf-8")
    return str(paths[0]), str(paths[1])


Results = dict[str, dict[int, Run | str]]
"""Program → sentences → what it took."""


def run_all(python: str, sizes: list[int], limit: int) -> Results:
    """Run all programs in turn, the shortest articles first."""
    results: Results = {name: {} for name in LACKS}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            paths = files(size, Path(folder))
            taken: dict[str, list[Run]] = {name: [] for name in LACKS}
            for _ in range(RUNS.get(size, 1)):
                for name, command in commands(python, *paths).items():
                    if "too slow" in results[name].values():
                        results[name][size] = "too slow"
                        continue
                    found = measured(command, limit)
                    print(f"{size:6,} {name:18} {found}", flush=True)
                    if isinstance(found, Run):
                        taken[name].append(found)
                    else:
                        results[name][size] = found
            for name, runs in taken.items():
                if runs:
                    results[name].setdefault(size, middle(runs))
    return results


def middle(runs: list[Run]) -> Run:
    """Return the median of each figure."""
    return Run(
        *(
            statistics.median(getattr(run, figure) for run in runs)
            for figure in ("wall", "user", "peak")
        )
    )


def lines(results: Results, sizes: list[int], limit: int) -> Iterator[str]:
    """Yield the table, and what was asked for, in Markdown."""
    head = [f"{size:,} sentences" if size else "sample pair" for size in sizes]
    yield f"| wall s / user s / peak MiB | {' | '.join(head)} | does not tell |"
    yield "|---" * (len(sizes) + 2) + "|"
    for name, by_size in results.items():
        cells = [cell(by_size[size]) for size in sizes]
        yield f"| {name} | {' | '.join(cells)} | {LACKS[name]} |"
    yield ""
    yield (
        f'"Too slow" is more than {limit} s of processor time there or on shorter '
        "articles."
    )
    if ASKED in sizes:
        yield ""
        yield from verdicts(results, limit)


def cell(found: Run | str) -> str:
    """Return what a run took, in a cell."""
    if isinstance(found, str):
        return found
    return f"{found.wall:.2f} / {found.user:.2f} / {found.peak:.0f}"


def verdicts(results: Results, limit: int) -> Iterator[str]:
    """Yield how srcdiff stands to what was asked for."""
    ours = results[OURS][ASKED]
    for name, least in (*((name, 1) for name in DIFFERS), (ALIGNER, 10)):
        theirs = results[name][ASKED]
        if isinstance(ours, str) or theirs == "fails":
            yield f"- {name}, {ASKED:,} sentences: no comparison."
            continue
        more = "more than " if isinstance(theirs, str) else ""
        user = limit if isinstance(theirs, str) else theirs.user
        ratio = user / ours.user
        met = "met" if ratio >= least else "not known" if more else "not met"
        asked = "ahead" if least == 1 else f"{least} times"
        yield (
            f"- {name}, {ASKED:,} sentences: {more}{ratio:.2f} × the user time of "
            f"srcdiff (asked: {asked}; {met})."
        )


def plot(results: Results, file: Path) -> None:
    """Draw how the user time grows with the length."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "srcdiff"
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(7, 4.5))
    for name, by_size in results.items():
        points = [
            (size, run.user)
            for size, run in by_size.items()
            if size and isinstance(run, Run)
        ]
        width = 2.5 if name == OURS else 1.2
        axes.plot(*zip(*points, strict=True), marker="o", linewidth=width, label=name)
    axes.set(xscale="log", yscale="log", xlabel="sentences a side", ylabel="user s")
    axes.set_xticks([s for s in SIZES if s], [f"{s:,}" for s in SIZES if s])
    axes.grid(visible=True, alpha=0.3)
    axes.legend()
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None})


def main() -> None:
    """Measure; with all sizes, write the figures into the README."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", default=".venv/bin/python", help="has srcdiff")
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--limit", type=int, default=120, metavar="SECONDS")
    options = parser.parse_args()
    refuse_dirty()
    results = run_all(options.python, options.sizes, options.limit)
    text = "".join(f"{x}\n" for x in lines(results, options.sizes, options.limit))
    print(text)
    if tuple(options.sizes) == SIZES:
        plot(results, HERE / "peers.svg")
        whole = README.read_text("utf-8")
        README.write_text(MARKED.sub(lambda _: text, whole, count=1), "utf-8")


if __name__ == "__main__":
    main()
