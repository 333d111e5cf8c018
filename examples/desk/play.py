"""Play the history of the desk into a git repository of its own, and show each review.

    python examples/desk/play.py [FOLDER]

Each step edits a draft or a source and asks srcdiff, as the hook does.  What srcdiff
finds something in is put back, so that the next step starts from a draft in order; the
rest is committed.  Without FOLDER, a temporary one is taken.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

DESK = Path(__file__).parent
NOT_OF_THE_DESK = ("play.py", "history.toml", "README.md", "__pycache__")
TEXT = (".md", ".txt")
SRCDIFF = (sys.executable, "-m", "srcdiff")


@dataclass(frozen=True)
class Edit:
    """Words of a file replaced by others, or a file renamed."""

    file: str
    old: str = ""
    new: str = ""
    rename: str = ""


@dataclass(frozen=True)
class Step:
    """What somebody at the desk wants to commit."""

    title: str
    about: str
    """Why it matters, for a person."""
    edits: tuple[Edit, ...]
    fails: tuple[str, ...] = ()
    warns: tuple[str, ...] = ()
    """Rules that find something, by what they do."""

    @property
    def committed(self) -> bool:
        """Whether the next step starts from it."""
        return not (self.fails or self.warns)


def history() -> list[Step]:
    """Return the steps, in order."""
    written = tomllib.loads((DESK / "history.toml").read_text("utf-8"))["step"]
    return [
        Step(
            step["title"],
            step["about"],
            tuple(Edit(**edit) for edit in step["edits"]),
            tuple(step.get("fails", ())),
            tuple(step.get("warns", ())),
        )
        for step in written
    ]


def found(folder: Path) -> None:
    """Lay the desk out in an empty folder and commit it."""
    ignore = shutil.ignore_patterns(*NOT_OF_THE_DESK)
    shutil.copytree(DESK, folder, ignore=ignore, dirs_exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "The desk, its sources and its first draft")


def stage(folder: Path, step: Step) -> list[str]:
    """Edit and stage the files of a step; return what the hook is given of them."""
    for edit in step.edits:
        file = folder / edit.file
        if edit.rename:
            (folder / edit.rename).parent.mkdir(exist_ok=True)
            git(folder, "mv", edit.file, edit.rename)
            continue
        text = file.read_text("utf-8")
        if text.count(edit.old) != 1:
            raise ValueError(f"{step.title}: {edit.old!r} is not once in {edit.file}")
        file.write_text(text.replace(edit.old, edit.new), "utf-8", newline="\n")
    git(folder, "add", "--all")
    names = git(folder, "diff", "--cached", "--name-only", "--diff-filter=d", "-z")
    return [name for name in names.split("\0") if name.endswith(TEXT)]


def put_back(folder: Path) -> None:
    """Undo what is staged."""
    git(folder, "reset", "--quiet", "--hard")


def commit(folder: Path, message: str) -> None:
    """Commit everything, under a name that needs no configuration."""
    who = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org")
    git(folder, "add", "--all")
    git(folder, *who, "commit", "--quiet", "--no-verify", "--message", message)


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder and return what it prints."""
    command = ["git", *arguments]
    done = subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE)
    return done.stdout.decode()


def play(folder: Path) -> None:
    """Play the whole history and print what srcdiff says at each step."""
    found(folder)
    for number, step in enumerate(history(), start=1):
        print(f"{number:2}  {step.title}\n    {step.about}\n", flush=True)
        drafts = stage(folder, step)
        command = [*SRCDIFF, "check", "--changed-only", "--", *drafts]
        status = subprocess.run(command, cwd=folder, check=False).returncode
        if step.committed:
            commit(folder, step.title)
        else:
            put_back(folder)
        ending = "the commit is stopped" if status else "the commit passes"
        print(
            f"→ {ending}{'' if step.committed else ', and the edit is put back'}\n",
            flush=True,
        )


if __name__ == "__main__":
    options = argparse.ArgumentParser(description="Play the history of the desk.")
    options.add_argument("folder", nargs="?", help="where (default: a temporary one)")
    place = Path(options.parse_args().folder or tempfile.mkdtemp(prefix="desk-"))
    play(place)
    print(f"The repository is in {place}: look around with git log and git diff.")
