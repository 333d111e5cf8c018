"""One call of git: how it is started, what is taken from its answer, what it says.

Git is asked, never told, but by ``git_setup``: nothing is fetched or locked, nobody
is asked for a password, and no path is taken for a pattern.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from srcdiff.errors import GitError

_SMALL = 100_000
"""Bound for answers that are one name or two, in bytes."""

_ERROR = 300
"""How much of git's own error message is passed on, in characters."""


class NotARepositoryError(GitError):
    """The folder lies in no repository that git knows."""


def git(
    folder: Path,
    *arguments: str,
    limit: int = _SMALL,
    accept: int = 0,
) -> bytes:
    """Run git in *folder* and return what it writes.

    Raises:
        NotARepositoryError: the folder is in none, or git is missing there.
        GitError: git is missing though there is a repository, answers more than
            *limit* bytes, or ends with a status other than 0 and *accept*.
    """
    command = ["git", "-C", str(folder), *arguments]
    with tempfile.TemporaryFile() as errors:
        try:
            process = subprocess.Popen(  # noqa: S603  (no shell, nothing of an article)
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=errors,
                env=_environment(),
            )
        except FileNotFoundError:
            raise _missing(folder) from None
        with process:
            assert process.stdout is not None  # noqa: S101  (for mypy: it is a pipe)
            answer = process.stdout.read(limit + 1)
            if len(answer) > limit:
                process.kill()
                raise GitError(
                    f"git {arguments[0]} in {folder} answers more than "
                    f"{limit:,} bytes: too much to check"
                )
        if process.returncode in (0, accept):
            return answer
        errors.seek(0)
        raise _failed(folder, errors.read(_ERROR * 4).decode("utf-8", "replace"))


def object_named(folder: Path, name: str) -> str | None:
    """Return the object that git knows under *name* in *folder*; none if it has none.

    Raises:
        GitError: see :func:`git`.
    """
    # A name with a dash in front would be an option, one with a NUL cannot be given.
    if name.startswith("-") or "\0" in name:
        return None
    # Asked quietly, git ends with status 1 where it does not find what was named.
    answer = git(folder, "rev-parse", "--verify", "--quiet", name, accept=1)
    return answer.decode("ascii").strip() or None


def _environment() -> dict[str, str]:
    """Return the environment for git: as ours, but fit for another folder.

    A hook gets ``GIT_DIR``, ``GIT_INDEX_FILE``… relative to the folder it starts
    in, and git takes that folder for the top of the work tree.
    """
    # English, for one message is told apart; names as they are; asking nobody.
    quiet = {
        "LC_ALL": "C",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_TERMINAL_PROMPT": "0",
    }
    environment = {**os.environ, **quiet}
    if "GIT_DIR" in environment:
        environment.setdefault("GIT_WORK_TREE", ".")
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR"):
        if environment.get(name):
            environment[name] = str(Path(environment[name]).absolute())
    return environment


def _missing(folder: Path) -> GitError:
    top = folder.absolute()
    marked = any((parent / ".git").exists() for parent in (top, *top.parents))
    if "GIT_DIR" in os.environ or marked:
        return GitError("git is not installed, or not on PATH: install it")
    return NotARepositoryError("no git, no repository")


def _failed(folder: Path, message: str) -> GitError:
    if "not a git repository" in message:
        return NotARepositoryError(message)
    return GitError(f"git failed in {folder}: {' '.join(message.split())[:_ERROR]}")
