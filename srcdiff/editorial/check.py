"""The check of drafts against their sources and their last versions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from srcdiff.editorial.against_last import change_findings
from srcdiff.editorial.against_sources import conflict_findings
from srcdiff.editorial.finding import Finding, Problem, Review
from srcdiff.editorial.git import History
from srcdiff.editorial.policy import Policy, preset
from srcdiff.editorial.sources import (
    Shelf,
    as_file,
    declared,
    may_declare,
    places,
    without_name,
)
from srcdiff.errors import GitError, InputError, SrcdiffError
from srcdiff.model import Document
from srcdiff.settings import Settings


def check(
    paths: Sequence[str],
    *,
    policy_of: Callable[[str], Policy] | None = None,
    against: str | None = None,
    changed_only: bool = False,
    settings: Settings | None = None,
) -> Review:
    """Check drafts against the sources they name and their last versions.

    A draft names its sources in its front matter: ``sources``, one path or a
    list of them, relative to the draft.  One that names none is passed over.

    With several sources a conflict counts only if no source takes the draft's side.

    A draft that differs from its last committed version is compared with that
    one too.  Checked is what is on disk: under pre-commit, what is staged.

    Args:
        paths: The drafts, as the user names them.
        policy_of: What holds for the draft at a path; the default policy if left out.
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
    shelf = Shelf(settings)
    by_default = preset("default")
    reviews = [
        _review(
            path,
            policy_of(path) if policy_of else by_default,
            history,
            shelf,
            changed_only,
            settings,
        )
        for path in paths
    ]
    return Review(
        tuple(chain.from_iterable(review.findings for review in reviews)),
        tuple(chain.from_iterable(review.problems for review in reviews)),
    )


def _review(  # noqa: PLR0913, PLR0917
    path: str,
    policy: Policy,
    history: History,
    shelf: Shelf,
    changed_only: bool,
    settings: Settings,
) -> Review:
    """Check one draft."""
    from srcdiff.pipeline import compare
    from srcdiff.readers import read_extract
    from srcdiff.text.document import document

    name = as_file(path)
    problems: list[Problem] = []
    changes: tuple[Finding, ...] = ()
    try:
        if not may_declare(path, settings.max_size):
            return Review()
        extract = read_extract(name, max_size=settings.max_size, encoding=None)
        sources = declared(extract)
        if not sources:
            return Review()
        if changed_only and _unchanged(
            [path, *places(path, sources)], history, settings
        ):
            return Review()
        draft = document(extract, name=name, language=settings.language)
    except SrcdiffError as error:
        return Review(problems=(Problem(path, without_name(error, name)),))
    comparisons = []
    for source, place in zip(sources, places(path, sources), strict=True):
        try:
            comparisons.append(compare(draft, shelf.source(source, place), settings))
        except InputError as error:
            problems.append(Problem(path, str(error)))
    try:
        changes = tuple(_changes(draft, path, policy, history, settings))
    except GitError as error:
        problems.append(Problem(path, str(error)))
    found = (*conflict_findings(path, comparisons, policy), *changes)
    return Review(tuple(sorted(found, key=_in_text_order)), tuple(problems))


def _in_text_order(finding: Finding) -> tuple[bool, int]:
    """Put findings in text order, those without a place in the draft last."""
    here = finding.here
    return (here is None, here.passage.span.start if here else 0)


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


def _changes(
    draft: Document, path: str, policy: Policy, history: History, settings: Settings
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
    yield from change_findings(path, compare(draft, before, settings), policy)
