"""Which findings the desk has settled, by a comment in the draft or in its baseline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from srcdiff.editorial import ignore
from srcdiff.editorial.baseline import Baseline, Entry, load, path_for
from srcdiff.editorial.finding import Finding, Note, Review, Settled
from srcdiff.editorial.fingerprint import fingerprints
from srcdiff.editorial.ignore import Comment
from srcdiff.editorial.places import Places
from srcdiff.report.signs import count


@dataclass(frozen=True, slots=True)
class Settlement:
    """A review with the desk's decisions in it."""

    review: Review
    stale: tuple[tuple[Baseline, Entry], ...] = ()
    """Entries that no finding of the drafts in question needs any more."""


def settle(
    review: Review,
    drafts: Sequence[str],
    *,
    places: Places,
    baseline: Path | None = None,
    whole: bool = True,
) -> Settlement:
    """Put the desk's decisions into a review.

    A comment goes before the baseline: it stands where everybody reads it.

    Args:
        review: What the check of *drafts* found.
        drafts: The drafts, as the user names them.
        places: Where excerpts stand.
        baseline: The file to look in, for all drafts; if left out, each draft's own:
            see :func:`srcdiff.editorial.baseline.path_for`.
        whole: Whether each draft was checked.  Where some were passed over, nothing
            can be said of comments and entries that no finding needs.

    Raises:
        InputError: a baseline is damaged.
    """
    names = list(dict.fromkeys((*drafts, *(f.draft for f in review.findings))))
    memory = _Memory({draft: baseline or path_for(draft) for draft in names})
    known = {draft: ignore.comments(draft) for draft in names}
    used: set[Comment | Entry] = set()
    findings = tuple(_settled(review.findings, memory, known, places, used))
    troubled = {problem.draft for problem in review.problems}
    judged = [draft for draft in names if whole and draft not in troubled]
    notes = [*review.notes, *_notes(known, judged, used)]
    stale = tuple(_stale(memory, judged, used))
    return Settlement(replace(review, findings=findings, notes=tuple(notes)), stale)


class _Memory:
    """The baseline of each draft; each file is read once."""

    def __init__(self, paths: dict[str, Path]) -> None:
        self.paths = paths
        self.files = {path: load(path) for path in dict.fromkeys(paths.values())}

    def of(self, draft: str) -> Baseline:
        return self.files[self.paths[draft]]


def _settled(
    findings: Sequence[Finding],
    memory: _Memory,
    known: dict[str, tuple[Comment, ...]],
    places: Places,
    used: set[Comment | Entry],
) -> Iterator[Finding]:
    """Yield the findings with what was decided; note in *used* what decided it."""
    about: dict[str, dict[int, list[Comment]]] = {}
    for finding, key in zip(findings, fingerprints(findings), strict=True):
        draft, here = finding.draft, finding.here
        if here is not None and draft not in about:
            about[draft] = ignore.by_paragraph(known[draft], here.document, places)
        comments: list[Comment] = []
        if here is not None:
            paragraph = here.document.sentences[here.passage.sentence].paragraph
            comments = about[draft].get(paragraph, [])
        comment = next((c for c in comments if finding.rule in c.rules), None)
        entry = memory.of(draft).find(key, draft)
        if comment is not None:
            used.add(comment)
            decision: Settled | None = Settled("ignored", comment.reason, "", True)
        else:
            decision = None if entry is None else entry.settled
        if entry is not None:
            used.add(entry)
        yield replace(finding, settled=decision)


def _notes(
    known: dict[str, tuple[Comment, ...]],
    judged: Sequence[str],
    used: set[Comment | Entry],
) -> Iterator[Note]:
    """Yield what is wrong with comments, and which are not needed."""
    for draft, comments in known.items():
        for comment in comments:
            if comment.trouble:
                yield comment.note(comment.trouble)
            elif draft in judged and comment not in used:
                rules = ", ".join(sorted(comment.rules))
                yield comment.note(
                    f"the comment that ignores {rules} is not needed: nothing of the "
                    "kind is found in its paragraph"
                )


def _stale(
    memory: _Memory, judged: Iterable[str], used: set[Comment | Entry]
) -> Iterator[tuple[Baseline, Entry]]:
    """Yield the entries whose draft was checked, or is gone, and needs them no more."""
    for path, baseline in memory.files.items():
        names = {baseline.name_of(d) for d in judged if memory.paths[d] == path}
        for entry in baseline.entries if names else ():
            if entry not in used and (entry.draft in names or baseline.is_gone(entry)):
                yield baseline, entry


def told(findings: Iterable[Finding]) -> str:
    """Return how many findings are settled, and why; empty if none is.

    Example: ``2 settled: 1 accepted, 1 wrong``.
    """
    reasons = Counter(f.settled.because for f in findings if f.settled is not None)
    if not reasons:
        return ""
    parts = ", ".join(
        f"{reasons[because]:,} {because}"
        for because in ("accepted", "wrong", "ignored")
        if reasons[because]
    )
    return f"{count(reasons.total(), 'finding')} settled: {parts}"
