"""A version of a file by the name git has for it: ``HEAD~2:drafts/mill.md``.

``:drafts/mill.md`` is what is staged.  Paths count from the top of the repository;
``HEAD:./mill.md`` counts from the current folder, as git has it.
"""

from __future__ import annotations

from pathlib import Path

from srcdiff.editorial.git import Version
from srcdiff.editorial.git_process import NotARepositoryError, git, object_named
from srcdiff.errors import InputError, shown_name

_HERE = Path()


def version_named(name: str, *, max_size: int) -> Version:
    """Return the version that git knows under *name*.

    Args:
        name: Revision and path with a colon between; no revision is the index.
        max_size: Largest size in bytes.

    Raises:
        InputError: no repository, revision or path of that name, no file there, or
            a file of more than *max_size* bytes; one line that starts with *name*.
        GitError: git is missing, or failed for a reason of its own.
    """
    try:
        found = object_named(_HERE, name)
        if found is None:
            raise InputError(f"{shown_name(name)}: {_why_not(name)}")
    except NotARepositoryError:
        raise InputError(
            f"{shown_name(name)}: does not exist, and this folder is in no git "
            "repository that could have such a version; check the name"
        ) from None
    kind = _answer("cat-file", "-t", found)
    if kind != "blob":
        what = "folder" if kind == "tree" else kind
        raise InputError(f"{shown_name(name)}: is a {what}; name a file, as REV:path")
    if int(_answer("cat-file", "-s", found)) > max_size:
        from srcdiff.readers.refusals import too_large

        raise too_large(shown_name(name), max_size)
    return Version(name, git(_HERE, "cat-file", "blob", found, limit=max_size))


def _why_not(name: str) -> str:
    """Say which part of *name* git does not know, and what to write instead."""
    revision, _, path = name.partition(":")
    where, shown = f"git has no version {revision!r}", shown_name(path)
    if revision and object_named(_HERE, revision) is None:
        return f"there is no such file, and {where}; name a commit, branch or tag"
    where = f"in {shown_name(revision)}" if revision else "staged"
    if not path.startswith("./") and object_named(_HERE, f"{revision}:./{path}"):
        return (
            f"no such file {where}: git counts from the top of the repository, and "
            f"{shown_name(revision)}:./{shown} from here"
        )
    return f"no such file {where}; check the path, which counts from the top"


def _answer(*arguments: str) -> str:
    return git(_HERE, *arguments).decode("utf-8", "replace").strip()
