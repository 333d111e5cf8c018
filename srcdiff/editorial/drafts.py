"""Which drafts a check is about: those named, and those whose sources are named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from srcdiff.editorial.finding import Problem
from srcdiff.editorial.git import History
from srcdiff.editorial.policy import Policy
from srcdiff.editorial.sources import (
    Source,
    as_file,
    declared,
    may_declare,
    places,
    without_name,
)
from srcdiff.errors import GitError, SrcdiffError

_CONFIGURED = "the pair in the configuration that names it"

PolicyOf: TypeAlias = Callable[[str], Policy]


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft, and what it is to be held against."""

    path: str
    """As the user names it."""
    sources: tuple[Source, ...]
    policy: Policy


def drafts(
    paths: Sequence[str],
    policy_of: PolicyOf,
    history: History,
    *,
    max_size: int,
    changed_only: bool,
) -> Iterator[Draft | Problem]:
    """Yield the drafts at *paths*, and why one cannot be checked, in their order.

    A file without sources of its own stands for the tracked drafts that name it, if
    there are any.

    Args:
        paths: Files, as the user names them.
        policy_of: What holds for the draft at a path.
        history: What git knows of them.
        max_size: Largest file that is read, in bytes.
        changed_only: Whether a source that has not changed stands for no draft.
    """
    seen = {_real(path) for path in paths}
    for path in dict.fromkeys(paths):
        draft = _draft(path, policy_of, max_size)
        users: list[Draft | Problem] = []
        if isinstance(draft, Draft) and not draft.sources:
            with suppress(GitError):  # the check of the file itself will tell
                if not (changed_only and history.unchanged(Path(path))):
                    users = list(_users(path, policy_of, history, max_size))
        if not users:
            yield draft
        for user in users:
            place = user.path if isinstance(user, Draft) else user.draft
            if _real(place) not in seen:
                seen.add(_real(place))
                yield user


def _draft(path: str, policy_of: PolicyOf, max_size: int) -> Draft | Problem:
    """Return the draft at a path, or why it cannot be told what it names."""
    try:
        policy = policy_of(path)
        names = declared(path, max_size) if may_declare(path, max_size) else ()
    except SrcdiffError as error:
        return Problem(path, without_name(error, as_file(path)))
    own = places(path, names)
    known = {_real(source.place) for source in own}
    more = (Source(n, n, _CONFIGURED) for n in policy.sources if _real(n) not in known)
    return Draft(path, (*own, *more), policy)


def _users(
    source: str, policy_of: PolicyOf, history: History, max_size: int
) -> Iterator[Draft | Problem]:
    """Yield the tracked drafts that name a file as their source."""
    for file in history.tracked_beside(Path(source)):
        path = str(file)
        if _may_use(path, source, policy_of, max_size):
            draft = _draft(path, policy_of, max_size)
            if isinstance(draft, Problem) or _names(draft.sources, _real(source)):
                yield draft


def _may_use(path: str, source: str, policy_of: PolicyOf, max_size: int) -> bool:
    """Tell cheaply whether a file may be a draft with that source."""
    from srcdiff.readers import MARKDOWN, READERS
    from srcdiff.readers.formats import SUFFIXES

    suffix = Path(path).suffix.lower()
    if suffix not in READERS and suffix not in SUFFIXES:
        return False
    if any(_real(name) == _real(source) for name in policy_of(path).sources):
        return True
    if READERS.get(suffix) != MARKDOWN:
        return False
    with suppress(SrcdiffError):
        return may_declare(path, max_size, naming=Path(source).name)
    return False


def _names(sources: Iterable[Source], wanted: Path) -> bool:
    return any(_real(source.place) == wanted for source in sources)


def _real(path: str) -> Path:
    """Return what two names of one file have in common."""
    try:
        return Path(path).resolve()
    except (OSError, ValueError, RuntimeError):
        return Path(path)
