"""What a review comes to: findings, and problems that kept a draft from review.

A finding says one thing to one editor: which rule, where in the draft, what stands
in the source or in the last version, and why it matters.  Renderers of
``editorial/`` show it, the baseline remembers it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from srcdiff.model import Document, Passage

Level: TypeAlias = Literal["fail", "warn"]
"""What a finding does: stop the commit, or be told.  A rule that is off is silent."""

Because: TypeAlias = Literal["accepted", "wrong", "ignored"]
"""Why a finding no longer counts: the desk stands by its text; srcdiff is mistaken; it
does not matter here."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some words of an article, with the article around them."""

    document: Document
    passage: Passage

    @property
    def words(self) -> str:
        """The words themselves."""
        return self.passage.span.of(self.document.text)

    @property
    def sentence(self) -> str:
        """The sentence they stand in."""
        return self.document.text_of(self.passage.sentence)


@dataclass(frozen=True, slots=True)
class Settled:
    """What the desk decided about a finding."""

    because: Because
    reason: str
    """In the desk's words."""
    by: str
    """Who decided; empty if nobody gave a name."""
    inline: bool = False
    """Whether a comment in the draft says so, not the baseline."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that an editor should look at."""

    rule: str
    """An id of :data:`srcdiff.editorial.rules.RULES`."""
    level: Level
    draft: str
    """The draft's path, as the user names it."""
    here: Excerpt | None
    """In the draft; none where the draft lacks something."""
    there: Excerpt | None
    """In a source or in the last version; none where they lack something."""
    why: str
    """One plain sentence.  It calls the draft A and the other article B."""
    settled: Settled | None = None
    """Set where the baseline or a comment in the draft takes the finding out."""

    @property
    def counts(self) -> bool:
        """Whether the finding still wants an answer."""
        return self.settled is None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a draft could not be checked, or not against all that it should be."""

    draft: str
    message: str
    """One line: what is wrong and what to do about it."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell that fails nothing: a comment that no longer applies…"""

    draft: str
    """The file it is about."""
    line: int
    """Counted from 1."""
    message: str
    """One line."""


@dataclass(frozen=True, slots=True)
class Review:
    """What the check of some drafts came to."""

    findings: tuple[Finding, ...] = ()
    """In the order of the drafts, within a draft in text order."""
    problems: tuple[Problem, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def status(self) -> int:
        """Exit status: 0 nothing fails, 1 a finding does, 2 a problem."""
        if self.problems:
            return 2
        return int(any(f.counts and f.level == "fail" for f in self.findings))
