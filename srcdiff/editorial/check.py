"""The check of drafts against their sources and their last versions.

Most files of most runs have nothing to compare: they name no sources and are as they
were.  Those cost a look at their first bytes and their part of one call of git a
repository; no reader is called and no language data are loaded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from srcdiff.beside import copies
from srcdiff.editorial.drafts import Draft, drafts
from srcdiff.editorial.finding import Finding, Problem, Review
from srcdiff.editorial.git import History, Version
from srcdiff.editorial.policy import Policy, preset, with_levels
from srcdiff.editorial.rules import GROUPS
from srcdiff.editorial.sources import Shelf, as_file, without_name
from srcdiff.errors import GitError, InputError
from srcdiff.model import Comparison, Document
from srcdiff.settings import Settings


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the check of every draft needs."""

    history: History
    shelf: Shelf
    settings: Settings
    changed_only: bool


def check(  # noqa: PLR0913 -- what a check depends on
    paths: Sequence[str],
    *,
    policy_of: Callable[[str], Policy] | None = None,
    against: str | None = None,
    changed_only: bool = False,
    settings: Settings | None = None,
    processes: int = 1,
) -> Review:
    """Check drafts against their sources and their last versions.

    A draft names its sources in its front matter (``sources``, one path or a list of
    them, relative to the draft), or its policy does.  With several sources a draft
    contradicts them only if none is on its side, and says what has no support only if
    none says it.

    A draft that differs from its last committed version is compared with that one
    too, whether or not it has sources.  Checked is what is on disk: under pre-commit,
    what is staged.

    A file that is itself the source of tracked drafts stands for those.

    Args:
        paths: The drafts and sources, as the user names them.
        policy_of: What holds for the draft at a path; the default policy if left out.
        against: The commit to take last versions from, see :class:`History`.
        changed_only: Pass over a draft that is as it was in its last version,
            and so are all its sources.
        settings: The settings of each comparison; the defaults if left out.
        processes: Processes among which many drafts are shared out.

    Returns:
        What was found, in the order of *paths*, within a draft in text order.
        A draft that cannot be checked is a problem in the review, and the
        others are checked all the same.
    """
    settings = settings or Settings()
    by_default = preset("default")
    policy_of = policy_of or (lambda _: by_default)
    desk = _Desk(History(against), Shelf(settings), settings, changed_only)
    found = list(
        drafts(
            paths,
            policy_of,
            desk.history,
            max_size=settings.max_size,
            changed_only=changed_only,
        )
    )
    # Each process loads the tables anew: that must be worth it.
    shares = min(processes, max(1, len(found) // _SHARE))
    with copies(shares) as start:
        others = [
            start(partial(_reviews, found[first::shares], desk))
            for first in range(1, shares)
        ]
        parts = [_reviews(found[::shares], desk), *(other() for other in others)]
    return together(
        parts[place % shares][place // shares] for place in range(len(found))
    )


_SHARE = 10
"""Drafts for which a process of their own is worth its start: comparing them takes
about as long."""


def _reviews(found: Sequence[Draft | Problem], desk: _Desk) -> list[Review]:
    """Check some drafts."""
    return [
        Review(problems=(one,)) if isinstance(one, Problem) else _review(one, desk)
        for one in found
    ]


def together(reviews: Iterable[Review]) -> Review:
    """Return several reviews as one, in their order."""
    parts = list(reviews)
    return Review(
        tuple(chain.from_iterable(review.findings for review in parts)),
        tuple(chain.from_iterable(review.problems for review in parts)),
    )


def _review(draft: Draft, desk: _Desk) -> Review:
    """Check one draft."""
    from srcdiff.pipeline import read

    problems: list[Problem] = []
    before = None
    try:
        if desk.changed_only and _all_unchanged(draft, desk):
            return Review()
        before = _last_version(draft.path, desk)
    except GitError as error:
        problems.append(Problem(draft.path, str(error)))
    if not draft.sources and before is None:
        return Review(problems=tuple(problems))
    try:
        doc = read(as_file(draft.path), desk.settings)
    except InputError as error:
        if draft.sources:  # another file need not be an article
            text = without_name(error, as_file(draft.path))
            problems.append(Problem(draft.path, text))
        return Review(problems=tuple(problems))
    return _compared(doc, draft, before, problems, desk)


def _compared(
    doc: Document,
    draft: Draft,
    before: Version | None,
    problems: list[Problem],
    desk: _Desk,
) -> Review:
    """Compare a draft with its sources and its last version."""
    from srcdiff.editorial.against_last import change_findings
    from srcdiff.editorial.against_sources import source_findings
    from srcdiff.pipeline import compare

    with_sources: list[Comparison] = []
    for source in draft.sources:
        try:
            other = desk.shelf.source(source)
        except InputError as error:
            problems.append(Problem(draft.path, str(error)))
        else:
            with_sources.append(compare(doc, other, desk.settings))
    policy = draft.policy
    if len(with_sources) < len(draft.sources):
        # What cannot be read may be what supports the draft.
        policy = with_levels(policy, {"unsupported": "off"}, "a source is missing")
    found = list(source_findings(draft.path, with_sources, policy))
    last = None
    if before is not None and draft.policy.on(*GROUPS["last-version"]):
        last = _article(before, desk.settings)
    if last is not None and _sentences(last) != _sentences(doc):
        edit = compare(doc, last, desk.settings)
        found += change_findings(draft.path, edit, with_sources, found, draft.policy)
    return Review(tuple(sorted(found, key=_in_text_order)), tuple(problems))


def _in_text_order(finding: Finding) -> tuple[bool, int]:
    """Put findings in text order, those without a place in the draft last."""
    here = finding.here
    return (here is None, here.passage.span.start if here else 0)


# -- the last version ---------------------------------------------------------


def _all_unchanged(draft: Draft, desk: _Desk) -> bool:
    """Tell whether a draft and all its sources are as in their last versions."""
    paths = (draft.path, *(source.place for source in draft.sources))
    return all(_unchanged(path, desk) for path in paths)


def _unchanged(path: str, desk: _Desk) -> bool:
    file = Path(path)
    if desk.history.unchanged(file):
        return True
    version = desk.history.last_version(file, max_size=desk.settings.max_size)
    return version is not None and _same(version, file)


def _last_version(path: str, desk: _Desk) -> Version | None:
    """Return the last version of a file that has changed since."""
    file = Path(path)
    if desk.history.unchanged(file):
        return None
    version = desk.history.last_version(file, max_size=desk.settings.max_size)
    return None if version is None or _same(version, file) else version


def _same(version: Version, file: Path) -> bool:
    # Git may change line ends as it checks a file out.
    try:
        now = file.read_bytes()
    except (OSError, ValueError):
        return False
    return version.data.replace(b"\r\n", b"\n") == now.replace(b"\r\n", b"\n")


def _article(version: Version, settings: Settings) -> Document | None:
    """Return the article of a version; None where it states nothing."""
    from srcdiff.pipeline import parse

    try:
        return parse(version.data, version.name, settings)
    except InputError:
        return None


def _sentences(doc: Document) -> Counter[tuple[str, ...]]:
    """Return the words of the compared sentences, whatever their order.

    Two versions that have the same say the same: they need no comparison.
    """
    return Counter(
        tuple(token.norm for token in doc.tokens_of(index)) for index in doc.aligned()
    )
