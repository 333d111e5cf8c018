"""Read the pairs of articles in ``articles/``, which were written to learn from.

    python benchmarks/article_files.py          # what they hold, and every fault

``articles/README.md`` says how a file looks and how it was annotated.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from srcdiff.model import ConflictKind, Span

FOLDER = Path(__file__).resolve().parent / "articles"

RELATIONSHIPS = ("summary", "independent", "revision", "unrelated")
RELATIONS = {"i": "identical", "e": "edited", "p": "paraphrase", "o": "overlap"}
_LINES = {
    "": re.compile(r"(?P<key>topic|relationship): (?P<said>.+)"),
    "a": re.compile(r"a(?P<number>\d+) \|(?P<links>) (?P<text>\S.*)"),
    "b": re.compile(r"b(?P<number>\d+) \| (?P<links>[^|]*?) ?\| (?P<text>\S.*)"),
    "conflicts": re.compile(
        r'a(?P<a>\d+) "(?P<in_a>.+)" \| b(?P<b>\d+) "(?P<in_b>.+)" '
        r"\| (?P<kind>\w+) \| (?P<why>.+)"
    ),
}
_LINK = re.compile(r"a(\d+):([iepo])")
_MARK = re.compile(r"\{\{(.+?)\}\}")


@dataclass
class Side:
    """One article."""

    text: str = ""
    spans: list[Span] = field(default_factory=list)
    """Where each line's sentence or heading stands in the text."""
    bodies: list[int] = field(default_factory=list)
    """Which of the lines are sentences: sentence n is line ``bodies[n - 1]``."""
    paragraphs: list[int] = field(default_factory=list)
    """Of each line."""
    marks: list[tuple[int, Span]] = field(default_factory=list)
    """Line, and what in it the other article says nowhere."""

    def add(self, line: str, *, apart: bool, body: bool) -> None:
        """Add a line with its marks, in a paragraph of its own or not."""
        if self.spans:
            self.text += "\n\n" if apart else " "
        at, number = len(self.text), len(self.spans)
        for place, part in enumerate(_MARK.split(line)):
            if place % 2:
                start = len(self.text)
                self.marks.append((number, Span(start, start + len(part))))
            self.text += part
        self.spans.append(Span(at, len(self.text)))
        self.paragraphs.append(self.paragraphs[-1] + apart if self.paragraphs else 0)
        if body:
            self.bodies.append(number)

    def line(self, number: str) -> int:
        """Return the line of a sentence; raises ValueError where there is none."""
        if not 1 <= int(number) <= len(self.bodies):
            raise ValueError(f"there is no sentence {number}")
        return self.bodies[int(number) - 1]


@dataclass
class File:
    """A pair of articles as it was written down."""

    name: str
    said: dict[str, str] = field(default_factory=dict)
    """Topic and relationship."""
    a: Side = field(default_factory=Side)
    b: Side = field(default_factory=Side)
    relation: dict[tuple[int, int], str] = field(default_factory=dict)
    """(line of a, line of b) → relation."""
    conflicts: list[tuple[str, int, int, str, str, str]] = field(default_factory=list)
    """Kind, line of a, line of b, words of a, words of b, why."""


def read(path: Path) -> File:
    """Return the pair in a file; raises ValueError with file and line at a fault."""
    out, section, apart = File(path.stem), "", False
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            if line.startswith("== "):
                section = line[3:]
            elif not line:
                apart = True
                continue
            elif section in {"a", "b"} and line.startswith("# "):
                getattr(out, section).add(line[2:], apart=True, body=False)
                apart = True
                continue
            else:
                _take(out, section, line, apart)
            apart = line.startswith("== ")
        except (KeyError, ValueError) as fault:
            raise ValueError(f"{path.name}:{number}: {fault}") from None
    if faults := list(_faults(out)):
        raise ValueError(f"{path.name}: {faults[0]}")
    return out


def _take(out: File, section: str, line: str, apart: bool) -> None:
    """Take a line of a section; raises ValueError if it is not as it should be."""
    found = _LINES[section].fullmatch(line)
    if not found:
        raise ValueError(f"not a line of {section or 'the head'}: {line[:40]!r}")
    if not section:
        out.said[found["key"]] = found["said"]
    elif section == "conflicts":
        a, b = out.a.line(found["a"]), out.b.line(found["b"])
        if found["kind"] not in get_args(ConflictKind):
            raise ValueError(f"no such kind: {found['kind']}")
        for side, at, words in ((out.a, a, found["in_a"]), (out.b, b, found["in_b"])):
            side.text.index(words, *side.spans[at])
        if (a, b) not in out.relation:
            raise ValueError("in conflict, but not linked")
        out.conflicts.append(
            (found["kind"], a, b, found["in_a"], found["in_b"], found["why"])
        )
    else:
        side: Side = getattr(out, section)
        if int(found["number"]) != len(side.bodies) + 1:
            raise ValueError(f"sentence {len(side.bodies) + 1} expected")
        side.add(found["text"], apart=apart, body=True)
        if re.search(r"[{}]", side.text[side.spans[-1].start :]):
            raise ValueError("braces that do not match")
        for link in found["links"].split():
            given = _LINK.fullmatch(link)
            if not given:
                raise ValueError(f"not a link: {link}")
            key = out.a.line(given[1]), side.bodies[-1]
            if key in out.relation:
                raise ValueError(f"linked twice: {link}")
            out.relation[key] = RELATIONS[given[2]]


def _faults(out: File) -> Iterator[str]:
    """Yield what is wrong with a pair as a whole."""
    if out.said.get("relationship") not in RELATIONSHIPS or "topic" not in out.said:
        yield "topic or relationship is missing"
    for which, side, linked in (
        ("a", out.a, {i for i, _ in out.relation}),
        ("b", out.b, {j for _, j in out.relation}),
    ):
        if not side.bodies:
            yield f"{which} has no sentence"
        for line in {line for line, _ in side.marks} - linked:
            yield f"marks in {side.text[slice(*side.spans[line])][:40]!r}, not linked"


def files() -> list[File]:
    """Return all pairs, by name."""
    return [read(path) for path in sorted(FOLDER.glob("*.txt"))]


def main(paths: Sequence[str]) -> int:
    """Print what each file holds and what is wrong with it; return 1 if anything is."""
    total, bad = Counter[str](), 0
    for path in map(Path, paths) if paths else sorted(FOLDER.glob("*.txt")):
        try:
            found = read(path)
        except ValueError as fault:
            print(fault)
            bad = 1
            continue
        counts = {
            "sentences": len(found.a.bodies) + len(found.b.bodies),
            "links": len(found.relation),
            "conflicts": len(found.conflicts),
        }
        total.update({**counts, "pairs": 1, found.said["relationship"]: 1})
        print(path.stem, *(f"{count} {name}" for name, count in counts.items()))
    print(*(f"{count} {name}" for name, count in sorted(total.items())), sep=", ")
    return bad


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
