"""What the hook costs: one edited draft, 200 that nobody touched, 200 edited ones.

    python benchmarks/hook.py [--runs 5]

The drafts are the second article of the sample pair, each with a headline of its own,
and name the first as their source.  Timed are whole processes, as pre-commit starts
them, in a repository made for it.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOOK = [sys.executable, "-m", "srcdiff", "check", "--changed-only", "--encoder=static"]
DRAFTS = 200
_CHILDREN = resource.RUSAGE_CHILDREN
ENVIRONMENT = {
    **{k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
    "PYTHONPATH": str(ROOT),
    "PRE_COMMIT": "1",
}


def main() -> None:
    """Make the repository and print the three figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        drafts = repository(folder)
        show(f"{DRAFTS} unchanged drafts", folder, drafts, runs)
        edit(folder, drafts[:1])
        show("1 edited draft", folder, drafts[:1], runs)
        show(f"1 edited draft of {DRAFTS}", folder, drafts, runs)
        edit(folder, drafts[1:])
        show(f"{DRAFTS} edited drafts", folder, drafts, 1)


def repository(folder: Path) -> list[str]:
    """Commit the drafts and their source; return the names of the drafts."""
    (folder / "wire.txt").write_bytes((ROOT / "seeds/a.txt").read_bytes())
    article = (ROOT / "seeds/b.txt").read_text("utf-8")
    drafts = [f"draft-{number:03}.md" for number in range(DRAFTS)]
    for number, draft in enumerate(drafts):
        top = f"---\nsources: [wire.txt]\n---\n\n# Draft {number}\n\n"
        (folder / draft).write_text(top + article, "utf-8")
    who = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org")
    for command in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "work"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return drafts


def edit(folder: Path, drafts: list[str]) -> None:
    """Add a sentence to each draft and stage it."""
    for draft in drafts:
        with (folder / draft).open("a", encoding="utf-8") as file:
            file.write(f"\nTalks about {draft[:-3]} go on.\n")
    subprocess.run(["git", "add", "-A"], cwd=folder, check=True)


def show(what: str, folder: Path, drafts: list[str], runs: int) -> None:
    """Print how long the hook takes, beside what the processor works for it."""
    timed([*HOOK, *drafts], folder)
    times = [timed([*HOOK, *drafts], folder) for _ in range(runs)]
    wall, work = (statistics.median(side) for side in zip(*times, strict=True))
    print(f"{what:24} {wall:6.2f} s   {work:6.2f} s of one processor", flush=True)


def timed(command: list[str], folder: Path) -> tuple[float, float]:
    """Return the wall time and the processor time of a command, whatever it finds."""
    before, start = resource.getrusage(_CHILDREN), time.perf_counter()
    done = subprocess.run(
        command, cwd=folder, env=ENVIRONMENT, check=False, stdout=subprocess.DEVNULL
    )
    wall, after = time.perf_counter() - start, resource.getrusage(_CHILDREN)
    assert done.returncode in (0, 1), command
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, work


if __name__ == "__main__":
    main()
