"""What git knows of a draft: whether it has changed, and its last committed version.

Git is asked, never told: nothing is written, fetched or locked.  Paths travel
NUL-separated and blobs by their object name, so that no file name needs quoting
and no message of git's has to be understood.

What concerns a whole repository is asked once: what has changed since the base
commit, and which files are tracked.  A file that has not changed costs nothing more.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from srcdiff.editorial.git_process import NotARepositoryError, git, object_named
from srcdiff.errors import GitError

_LISTING = 100_000_000
"""Bound for answers that name files, in bytes: a changed one takes some 150."""

_LINK = "120000"
"""Mode of a symbolic link: its blob is a path, not an article."""


@dataclass(frozen=True, slots=True)
class Version:
    """A file as some commit has it."""

    name: str
    """Commit and path, as git writes them: ``HEAD:drafts/mill.md``."""
    data: bytes


@dataclass(frozen=True, slots=True)
class _Old:
    """What the base commit has of a file that has changed since."""

    path: str
    blob: str
    """Object name; empty where there was no such file, or no article."""


class _Repository:
    """A work tree and the commit to take last versions from."""

    def __init__(self, top: Path, ref: str, commit: str | None) -> None:
        self.top = top
        self.ref = ref
        self.commit = commit
        """None before the first commit."""

    @cached_property
    def changed(self) -> Mapping[str, _Old]:
        """What differs from the base commit, by its path inside the repository."""
        return _changed(self.top, str(self.commit))

    @cached_property
    def tracked(self) -> frozenset[str]:
        """The paths in the index."""
        answer = git(self.top, "ls-files", "-z", "--full-name", limit=_LISTING)
        return frozenset(_names(answer))


class History:
    """The last committed versions of files, as one check sees them.

    Args:
        against: Commit to take versions from.  If left out, the one that
            pre-commit names when something is pushed, else ``HEAD``.
    """

    def __init__(self, against: str | None = None) -> None:
        self._explicit = against is not None
        self._ref = against or os.environ.get("PRE_COMMIT_FROM_REF") or "HEAD"
        self._folders: dict[Path, tuple[_Repository, str] | None] = {}
        self._repositories: dict[Path, _Repository] = {}

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
        found = self._inside(path)
        if found is None:
            return None
        repository, inside = found
        old = repository.changed.get(inside)
        if old is None:
            old = _Old(inside, _blob(repository, inside))
        if not old.blob:
            return None
        data = git(repository.top, "cat-file", "blob", old.blob, limit=max_size)
        return Version(f"{repository.ref}:{old.path}", data)

    def unchanged(self, path: Path) -> bool:
        """Tell whether a file is as the base commit has it.

        A file that git does not know counts as changed.

        Raises:
            GitError: see :meth:`last_version`.
        """
        found = self._inside(path)
        if found is None:
            return False
        repository, inside = found
        return inside not in repository.changed and inside in repository.tracked

    def tracked_beside(self, path: Path) -> list[Path]:
        """Return the tracked files of the repository that a file is in, sorted.

        They are named as seen from the current folder.

        Raises:
            GitError: see :meth:`last_version`.
        """
        found = self._found(path.parent)
        if found is None:
            return []
        top = Path(os.path.relpath(found[0].top))
        return [top / name for name in sorted(found[0].tracked)]

    def _inside(self, path: Path) -> tuple[_Repository, str] | None:
        """Return the repository of a file that may have a version, and its path."""
        found = self._found(path.parent)
        if found is None or found[0].commit is None or path.is_symlink():
            return None
        repository, prefix = found
        return repository, prefix + path.name

    def _found(self, folder: Path) -> tuple[_Repository, str] | None:
        """Return the repository that a folder is in, and the folder's path in it."""
        if folder not in self._folders:
            self._folders[folder] = self._known(folder) or self._asked(folder)
        return self._folders[folder]

    def _known(self, folder: Path) -> tuple[_Repository, str] | None:
        """Return the same without git, where a folder around is known."""
        here = folder.resolve()
        for top in (here, *here.parents):
            if top in self._repositories:
                inside = here.relative_to(top).as_posix()
                prefix = "" if inside == "." else f"{inside}/"
                return self._repositories[top], prefix
            if (top / ".git").exists():
                break
        return None

    def _asked(self, folder: Path) -> tuple[_Repository, str] | None:
        prefix = _prefix(folder)
        if prefix is None:
            if self._explicit:
                raise GitError(
                    f"{folder} is in no git repository: "
                    f"there is no {self._ref} to compare with"
                )
            return None
        commit = object_named(folder, f"{self._ref}^{{commit}}")
        if commit is None and self._ref != "HEAD":
            raise GitError(
                f"git knows no commit {self._ref!r}: name a branch, a tag or a "
                "commit of this repository, or fetch it first"
            )
        here = folder.resolve()
        top = (here, *here.parents)[prefix.count("/")]
        repository = _Repository(top, self._ref, commit)
        return self._repositories.setdefault(top, repository), prefix


def _prefix(folder: Path) -> str | None:
    """Return the folder's path in its repository; None outside of any."""
    try:
        answer = git(folder, "rev-parse", "--is-inside-work-tree", "--show-prefix")
    except NotARepositoryError:
        return None
    inside, _, prefix = _text(answer).partition("\n")
    return prefix.removesuffix("\n") if inside == "true" else None


def _blob(repository: _Repository, inside: str) -> str:
    """Return the object name of a file in the base commit; empty if it has none."""
    tree = ("ls-tree", "-z", "--full-tree", str(repository.commit), "--", inside)
    entry = _text(git(repository.top, *tree))
    if not entry:
        return ""
    mode, kind, name = entry.partition("\t")[0].split()
    return name if kind == "blob" and mode != _LINK else ""


def _changed(top: Path, commit: str) -> Mapping[str, _Old]:
    """Return the files that differ from a commit, those deleted on disk included."""
    answer = git(
        top,
        # Whatever the user has set: paths from the top, of the whole repository.
        *("-c", "diff.relative=false"),
        *("diff", "--raw", "-M", "-z", "--no-abbrev", commit, "--"),
        limit=_LISTING,
    )
    fields = iter(_names(answer))
    changed = {}
    for entry in fields:
        mode, _, blob, _, status = entry.removeprefix(":").split(" ")
        path = old = next(fields)
        if status[0] in "RC":
            path = next(fields)
        none = status[0] == "A" or mode == _LINK
        changed[path] = _Old(old, "" if none else blob)
    return changed


def _text(answer: bytes) -> str:
    return answer.decode("utf-8", "surrogateescape")


def _names(answer: bytes) -> list[str]:
    return _text(answer).split("\0")[:-1]
