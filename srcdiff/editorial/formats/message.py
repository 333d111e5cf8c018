"""What the formats say alike of a finding, in plain words."""

from __future__ import annotations

import os
import re
import shlex
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass

from srcdiff.editorial.finding import Excerpt, Finding, Level, Review
from srcdiff.editorial.fingerprint import fingerprints
from srcdiff.editorial.places import Place, Places
from srcdiff.editorial.rules import RULES
from srcdiff.report.visible import for_terminal

LONGEST = 240
"""Letters of an excerpt in a message of one line: more is a paragraph."""

REASON = "REASON"
"""What stands where the desk's reason goes."""

_OPENING = tuple('"“”„«»‘‚')

_NOT_IN_A_LINE = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with what formats show of it besides."""

    finding: Finding
    key: str
    here: Place | None
    """None where the draft lacks something."""
    there: Place | None

    @property
    def line(self) -> int:
        """The line for formats that must have one; 1 if there is none."""
        return self.here.start.line if self.here and self.here.start else 1

    @property
    def column(self) -> int:
        """The column for formats that must have one; 1 if there is none."""
        return self.here.start.column if self.here and self.here.start else 1


def shown(review: Review, places: Places) -> tuple[Shown, ...]:
    """Return the findings with their keys and places, in their order."""
    findings = review.findings
    return tuple(
        Shown(finding, key, _place(finding.here, places), _place(finding.there, places))
        for finding, key in zip(findings, fingerprints(findings), strict=True)
    )


def _place(excerpt: Excerpt | None, places: Places) -> Place | None:
    return None if excerpt is None else places.of(excerpt)


def open_findings(found: Iterable[Shown]) -> list[Shown]:
    """Return those that want an answer, the worst first, else in their order."""
    order: dict[Level, int] = {"fail": 0, "warn": 1}
    wanted = [one for one in found if one.finding.counts]
    return sorted(wanted, key=lambda one: order[one.finding.level])


def message(one: Shown) -> str:
    """Return what is wrong, in one line without control characters.

    It says what A and B are, for the reason speaks of them.
    """
    finding = one.finding
    sides = [
        f"{side}, {where}: {quoted(excerpt)}"
        for side, where, excerpt in (
            ("A", _here(one), finding.here),
            (
                "B",
                f"{one_line(name_there(finding))}, {_words(one.there)}",
                finding.there,
            ),
        )
        if excerpt is not None
    ]
    title = RULES[finding.rule].title
    return f"{title}.  {'; '.join(sides)}.  {for_terminal(finding.why)}"


def _here(one: Shown) -> str:
    """Return where the words stand in the draft, unless the message stands there."""
    if one.here is None or one.here.start is not None:
        return "here"
    return one.here.words


def _words(place: Place | None) -> str:
    return "" if place is None else place.words


def name_there(finding: Finding) -> str:
    """Return the name of the source, or of the last version."""
    return "" if finding.there is None else finding.there.document.name


def quoted(excerpt: Excerpt) -> str:
    """Return the words of an excerpt in quotation marks, cut if they are many."""
    words = for_terminal(excerpt.words).strip()
    if len(words) > LONGEST:
        words = words[:LONGEST].rsplit(" ", 1)[0] + " ..."
    return words if words[:1] in _OPENING else f'"{words}"'


def crowded(found: Iterable[Shown]) -> frozenset[tuple[str, str, int]]:
    """Return the draft, rule and line of findings that another one shares."""
    counts = Counter(map(_spot, found))
    return frozenset(spot for spot, count in counts.items() if count > 1)


def _spot(one: Shown) -> tuple[str, str, int]:
    return one.finding.draft, one.finding.rule, one.line


def accept_command(
    one: Shown, shared: Container[tuple[str, str, int]], against: str | None = None
) -> str:
    """Return the command that settles this finding and no other.

    By its line where that tells it apart, else by its key.

    Args:
        one: The finding.
        shared: See :func:`crowded`.
        against: The commit that last versions were taken from, if it was named.
    """
    finding = one.finding
    has_line = one.here is not None and one.here.start is not None
    if has_line and _spot(one) not in shared:
        which = ["--line", str(one.line)]
    else:
        which = ["--key", one.key]
    if against is not None and RULES[finding.rule].against == "last version":
        which += ["--against", against]
    draft = f"./{finding.draft}" if finding.draft.startswith("-") else finding.draft
    words = ["srcdiff", "accept", draft, "--rule", finding.rule, *which]
    return shlex.join([*words, "--because", "accepted", "--reason", REASON])


def one_line(name: str) -> str:
    """Return a file name or a command as it is, but on one line and inert."""
    line = _NOT_IN_A_LINE.sub(_written_out, name)
    # Blank by blank: two of them are two in a name.
    return " ".join(for_terminal(part) for part in line.split(" "))


def _written_out(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode("ascii")


def slashes(name: str) -> str:
    """Return a path as formats for other programs want it: with slashes."""
    return name.replace(os.sep, "/")
