"""The check of drafts against their sources and their last versions.

    sources: [wire.txt, ../wire/police.md]      in the front matter of a draft

A draft that names no sources costs a look at its first bytes: it is not parsed,
git is not asked and no language data are loaded.  Most files of most commits are
like that.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal, TypeAlias

from srcdiff.editorial.git import History
from srcdiff.errors import GitError, InputError, SrcdiffError
from srcdiff.model import Comparison, Conflict, Document, Extract
from srcdiff.settings import Settings

Rule: TypeAlias = Literal["conflict with source", "change of fact"]
"""What a finding is about, in the words of every report."""

_KEY = "sources"
"""What front matter calls the list of sources."""

_KEY_LINE = re.compile(rb"(?:^|[\r\n])[ \t]*[\"']?sources[\"']?[ \t]*[:=]")

_FENCES = (b"---", b"+++")
"""What front matter starts with: YAML's and TOML's."""

_HEAD = 64
"""Bytes looked at for a fence: enough for one behind a few blank lines."""

_BLANK = b"\xef\xbb\xbf\xfe\xff \t\r\n"
"""What may stand before a fence: byte order marks and blanks."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that an editor should look at."""

    rule: Rule
    comparison: Comparison
    """The draft is side a; its source or its last version is side b."""
    conflict: Conflict


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a draft could not be checked, or not against all that it should be."""

    draft: str
    message: str
    """One line: what is wrong and what to do about it."""


@dataclass(frozen=True, slots=True)
class Review:
    """What the check of some drafts came to."""

    conflicts: tuple[Finding, ...] = ()
    """Where a draft contradicts its sources: they fail the check."""
    changes: tuple[Finding, ...] = ()
    """What an edit changes in fact, against the last version: they do not."""
    problems: tuple[Problem, ...] = ()

    @property
    def status(self) -> int:
        """Exit status: 0 nothing to say, 1 a conflict with a source, 2 a problem."""
        if self.problems:
            return 2
        return 1 if self.conflicts else 0


def check(
    paths: Sequence[str],
    *,
    against: str | None = None,
    changed_only: bool = False,
    settings: Settings | None = None,
) -> Review:
    """Check drafts against the sources they name and their last versions.

    A draft names its sources in its front matter: ``sources``, one path or a
    list of them, relative to the draft.  One that names none is passed over.

    With several sources a conflict counts only if no source takes the draft's
    side.  That is judged by the sentence, not by the value: a conflict with one
    source is dropped when another one has a counterpart of the same sentence of
    the draft and no conflict of that kind in it.

    A draft that differs from its last committed version is compared with that
    one too.  Checked is what is on disk: under pre-commit, what is staged.

    Args:
        paths: The drafts, as the user names them.
        against: The commit to take last versions from, see :class:`History`.
        changed_only: Pass over a draft that is as it was in its last version,
            and so are all its sources.
        settings: The settings of each comparison; the defaults if left out.

    Returns:
        What was found, in the order of *paths*, within a draft in text order.
        A draft that cannot be checked is a problem in the review, and the
        others are checked all the same.
    """
    history = History(against)
    settings = settings or Settings()
    reviews = [_review(path, history, changed_only, settings) for path in paths]
    return Review(
        tuple(chain.from_iterable(review.conflicts for review in reviews)),
        tuple(chain.from_iterable(review.changes for review in reviews)),
        tuple(chain.from_iterable(review.problems for review in reviews)),
    )


def _review(
    path: str, history: History, changed_only: bool, settings: Settings
) -> Review:
    """Check one draft."""
    from srcdiff.pipeline import compare
    from srcdiff.readers import read_extract
    from srcdiff.text.document import document

    name = _name(path)
    problems: list[Problem] = []
    changes: tuple[Finding, ...] = ()
    try:
        if not _may_name_sources(path, settings):
            return Review()
        extract = read_extract(name, max_size=settings.max_size, encoding=None)
        declared = _declared(extract)
        if not declared:
            return Review()
        if changed_only and _unchanged(
            [path, *_places(path, declared)], history, settings
        ):
            return Review()
        draft = document(extract, name=name, language=settings.language)
    except SrcdiffError as error:
        return Review(problems=(Problem(path, _message(error, name)),))
    comparisons = []
    for source, place in zip(declared, _places(path, declared), strict=True):
        try:
            comparisons.append(compare(draft, _source(source, place, settings)))
        except InputError as error:
            problems.append(Problem(path, str(error)))
    try:
        changes = tuple(_changes(draft, path, history, settings))
    except GitError as error:
        problems.append(Problem(path, str(error)))
    return Review(tuple(_conflicts(comparisons)), changes, tuple(problems))


def _name(path: str) -> str:
    """Return the path by which a draft is read: ``-`` is a file here."""
    return os.path.join(os.curdir, path) if path == "-" else path  # noqa: PTH118


def _may_name_sources(path: str, settings: Settings) -> bool:
    """Tell whether a file has a fence at its top and the key somewhere below.

    Asked before any reader is, for readers refuse what holds no article, and an
    empty note in a commit is none of our business.
    """
    file = Path(path)
    try:
        if file.exists() and not file.is_file():
            raise InputError("is no regular file: name the draft itself")
        with file.open("rb") as stream:
            # Without its NULs, ASCII in UTF-16 looks like ASCII in UTF-8.
            head = stream.read(_HEAD).replace(b"\0", b"")
            if not head.lstrip(_BLANK).startswith(_FENCES):
                return False
            rest = stream.read(settings.max_size).replace(b"\0", b"")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"cannot be read ({reason}): check the name") from None
    return _KEY_LINE.search(head + rest) is not None


def _declared(extract: Extract) -> tuple[str, ...]:
    """Return the sources as the front matter names them, each once."""
    if not extract.metadata:
        # The article can be read all the same, and would pass unchecked.
        causes = [limit for limit in extract.limits if "front matter" in limit]
        raise InputError(
            "names `sources`, but has no front matter that can be read: "
            + (causes or ["it is for Markdown, between two lines of --- or +++"])[0]
        )
    sources = extract.metadata.get(_KEY)
    if sources is None:
        return ()
    names = [sources] if isinstance(sources, str) else sources
    if not isinstance(names, list | tuple) or not all(
        isinstance(name, str) and name.strip() for name in names
    ):
        raise InputError(
            "`sources` in the front matter must be a path or a list of paths, "
            "like sources: [wire.txt]"
        )
    return tuple(dict.fromkeys(names))


def _places(path: str, declared: Iterable[str]) -> list[str]:
    """Return where the sources of the draft at *path* lie, seen from here."""
    folder = Path(path).parent
    # normpath, not resolve: messages name a file by the folders the user wrote.
    return [_name(os.path.normpath(folder / source)) for source in declared]


def _source(declared: str, place: str, settings: Settings) -> Document:
    """Read a source.

    Raises:
        InputError: it is missing or cannot be read; one line for the editor.
    """
    from srcdiff.pipeline import read

    if re.match(r"[a-z][a-z0-9+.-]+://", declared, re.IGNORECASE):
        raise InputError(
            f"source {declared!r} is an address: save the page next to the draft "
            "and name that file in `sources`"
        )
    # A NUL in a name is an error of its own for the file system.
    if "\0" in declared or not Path(place).exists():
        raise InputError(
            f"source {declared!r} is missing: add the file, or correct `sources` "
            "in the front matter (paths are relative to the draft)"
        )
    try:
        return read(place, settings)
    except InputError as error:
        message = _message(error, place)
        raise InputError(f"source {declared!r} cannot be read: {message}") from None


def _message(error: SrcdiffError, name: str) -> str:
    """Return an error's text without the file that it starts with."""
    from srcdiff.errors import shown_name

    return str(error).removeprefix(f"{shown_name(name)}: ")


def _unchanged(paths: Iterable[str], history: History, settings: Settings) -> bool:
    """Tell whether all files are as in their last versions."""
    for path in paths:
        file = Path(path)
        if not file.is_file():
            return False
        version = history.last_version(file, max_size=settings.max_size)
        if version is None or not _same(version.data, file.read_bytes()):
            return False
    return True


def _same(one: bytes, other: bytes) -> bool:
    # Git may change line ends as it checks a file out.
    return one.replace(b"\r\n", b"\n") == other.replace(b"\r\n", b"\n")


def _conflicts(comparisons: Sequence[Comparison]) -> Iterator[Finding]:
    """Yield the conflicts that no other source settles, in text order."""
    found = [
        Finding("conflict with source", comparison, conflict)
        for comparison in comparisons
        for conflict in comparison.conflicts
        if not any(
            _takes_the_drafts_side(other, conflict)
            for other in comparisons
            if other is not comparison
        )
    ]
    # A stable sort: the sources of one conflict stay in the order declared.
    yield from sorted(found, key=lambda finding: finding.conflict.a.span)


def _takes_the_drafts_side(other: Comparison, conflict: Conflict) -> bool:
    sentence = conflict.a.sentence
    return any(link.a == sentence for link in other.links) and not any(
        found.a.sentence == sentence and found.kind == conflict.kind
        for found in other.conflicts
    )


def _changes(
    draft: Document, path: str, history: History, settings: Settings
) -> Iterator[Finding]:
    """Yield what the draft states otherwise than its last version did."""
    from srcdiff.pipeline import compare
    from srcdiff.readers import extract_bytes
    from srcdiff.text.document import document

    file = Path(path)
    version = history.last_version(file, max_size=settings.max_size)
    if version is None or _same(version.data, file.read_bytes()):
        return
    try:
        extract = extract_bytes(
            version.data, version.name, max_size=settings.max_size, encoding=None
        )
        before = document(extract, name=version.name, language=settings.language)
    except InputError:
        # A last version without any words states nothing that could change.
        return
    comparison = compare(draft, before, settings)
    for conflict in comparison.conflicts:
        yield Finding("change of fact", comparison, conflict)
