"""What git knows of a draft: its last committed version.

Git is asked, never told: nothing is written, fetched or locked.  Paths travel
NUL-separated and blobs by their object name, so that no file name needs quoting
and no message of git's has to be understood.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from srcdiff.editorial.git_process import NotARepositoryError, git
from srcdiff.errors import GitError


@dataclass(frozen=True, slots=True)
class Version:
    """A file as some commit has it."""

    name: str
    """Commit and path, as git writes them: ``HEAD:drafts/mill.md``."""
    data: bytes


@dataclass(frozen=True, slots=True)
class _Base:
    """Where the files of one folder have their last versions."""

    folder: Path
    prefix: str
    """The folder's path inside the repository, with a slash at its end."""
    ref: str
    commit: str | None
    """None before the first commit."""


class History:
    """The last committed versions of files, as one check sees them.

    What concerns a whole folder is asked once in the life of the object, so that
    a file costs two calls of git.

    Args:
        against: Commit to take versions from.  If left out, the one that
            pre-commit names when something is pushed, else ``HEAD``.
    """

    def __init__(self, against: str | None = None) -> None:
        self._explicit = against is not None
        self._ref = against or os.environ.get("PRE_COMMIT_FROM_REF") or "HEAD"
        self._bases: dict[Path, _Base | None] = {}
        self._renames: dict[Path, Mapping[str, str]] = {}

    def last_version(self, path: Path, *, max_size: int) -> Version | None:
        """Return what the base commit has of the file at *path*.

        The version of a file that was renamed in the index is what was under its
        old path.  There is none for a new file, before the first commit, for a
        symbolic link, and outside of a repository.

        Raises:
            GitError: git is missing though there is a repository, an unknown
                commit was asked for, the version is above *max_size* bytes, or
                git failed for a reason of its own.
        """
        base = self._base(path.parent)
        if base is None or base.commit is None or path.is_symlink():
            return None
        inside = base.prefix + path.name
        blob = _blob(base, inside)
        if blob is None:
            inside = self._old_name(base, inside)
            blob = _blob(base, inside) if inside else None
        if blob is None:
            return None
        data = git(base.folder, "cat-file", "blob", blob, limit=max_size)
        return Version(f"{base.ref}:{inside}", data)

    def _base(self, folder: Path) -> _Base | None:
        if folder not in self._bases:
            self._bases[folder] = self._find_base(folder)
        return self._bases[folder]

    def _find_base(self, folder: Path) -> _Base | None:
        prefix = _prefix(folder)
        if prefix is None:
            if self._explicit:
                raise GitError(
                    f"{folder} is in no git repository: "
                    f"there is no {self._ref} to compare with"
                )
            return None
        commit = _commit(folder, self._ref)
        if commit is None and self._ref != "HEAD":
            raise GitError(
                f"git knows no commit {self._ref!r}: name a branch, a tag or a "
                "commit of this repository, or fetch it first"
            )
        return _Base(folder, prefix, self._ref, commit)

    def _old_name(self, base: _Base, inside: str) -> str:
        if base.folder not in self._renames:
            self._renames[base.folder] = _renames(base)
        return self._renames[base.folder].get(inside, "")


def _prefix(folder: Path) -> str | None:
    """Return the folder's path in its repository; None outside of any."""
    try:
        answer = git(folder, "rev-parse", "--is-inside-work-tree", "--show-prefix")
    except NotARepositoryError:
        return None
    inside, _, prefix = answer.decode("utf-8", "surrogateescape").partition("\n")
    return prefix.removesuffix("\n") if inside == "true" else None


def _commit(folder: Path, ref: str) -> str | None:
    # A name with a dash in front would be an option.
    if ref.startswith("-"):
        return None
    name = f"{ref}^{{commit}}"
    answer = git(folder, "rev-parse", "--verify", "--quiet", name, accept=1)
    return answer.decode("ascii").strip() or None


def _blob(base: _Base, inside: str) -> str | None:
    """Return the object name of a file in the base commit, if it has the file."""
    tree = ("ls-tree", "-z", "--full-tree", str(base.commit), "--", inside)
    entry = git(base.folder, *tree).decode("utf-8", "surrogateescape")
    if not entry:
        return None
    mode, kind, name = entry.partition("\t")[0].split()
    # Mode 120000 is a symbolic link: its blob is a path, not an article.
    return name if kind == "blob" and mode != "120000" else None


def _renames(base: _Base) -> Mapping[str, str]:
    """Return new path → old path of the files renamed since the base commit."""
    answer = git(
        base.folder,
        # Whatever the user has set: paths from the top, of the whole repository.
        *("-c", "diff.relative=false"),
        *("diff", "--cached", "-M", "--name-status", "-z", str(base.commit), "--"),
    )
    fields = iter(answer.decode("utf-8", "surrogateescape").split("\0"))
    renames = {}
    for status in fields:
        if status.startswith(("R", "C")):
            old, new = next(fields), next(fields)
            renames[new] = old
        elif status:
            next(fields)
    return renames
