"""Golden cases that an editor can read and write: ``cases/*.md``.

A case is a title, a line with only a dot, the input, a dot, what is expected, and
a dot.  What stands between cases is comment.  A title may end in a language,
``[german]``, or in ``[bug: …]``: what is expected there is right, srcdiff is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from making import linked, paragraphs
from written import AFTER, BEFORE, CASES, language, pair, read_cases

from srcdiff.diff.edits import edit_script
from srcdiff.facts.dates.date import comparable, compare_dates, read_dates
from srcdiff.facts.ledger import ledger as facts_ledger
from srcdiff.facts.linked import Linked
from srcdiff.facts.names import name_compare, place_compare, role_compare
from srcdiff.facts.names.cast import read_cast
from srcdiff.facts.names.name import read_names
from srcdiff.facts.names.place import read_places
from srcdiff.facts.names.role import read_roles
from srcdiff.facts.numbers.number import read_numbers
from srcdiff.facts.speech.attribution_ledger import attribution_entries
from srcdiff.facts.speech.quote_audit import quote_entries
from srcdiff.facts.speech.speech import Speech, read_speech
from srcdiff.facts.stance.ledger import certainty_ledger, negation_ledger
from srcdiff.model import LedgerEntry, Span
from srcdiff.text.sentences import sentence_spans
from srcdiff.text.tokens import tokenize


def sentences(given: str, title: str) -> str:
    spans = sentence_spans(given, Span(0, len(given)), language(title))
    return "\n".join(" ".join(span.of(given).split()) for span in spans)


def tokens(given: str, title: str) -> str:
    return " | ".join(token.norm for token in tokenize(given))


def edits(given: str, title: str) -> str:
    a, b = (paragraphs(line, language=language(title)) for line in given.split("\n"))
    assert len(a.sentences) == len(b.sentences) == 1
    lines = []
    for edit in edit_script(a, b, (0, 0)):
        here, there = (
            f'"{span.of(doc.text).strip()}"' for span, doc in ((edit.a, a), (edit.b, b))
        )
        lines.append(
            {
                "equal": f"equal {here}",
                "replace": f"replace {here} -> {there}",
                "delete": f"delete {here}",
                "insert": f"insert {there}",
            }[edit.op]
        )
    return "\n".join(lines)


def numbers(given: str, title: str) -> str:
    doc = paragraphs(given, language=language(title))
    assert len(doc.sentences) == 1
    return "\n".join(
        f"{number.shown()} | "
        + " ".join(doc.tokens[at].of(doc.text) for at in number.about)
        for number in read_numbers(doc, 0)
    )


def dates(given: str, title: str) -> str:
    doc = paragraphs(given, language=language(title))
    assert len(doc.sentences) == 1
    return "\n".join(
        f"{date.shown()} | "
        + " ".join(doc.tokens[at].of(doc.text) for at in date.about)
        for date in read_dates(doc, 0)
    )


def date_verdicts(given: str, title: str) -> str:
    """Return what all dates of two sentences come to, taken to be of the same thing."""
    a, b = (paragraphs(line, language=language(title)) for line in given.split("\n"))
    assert len(a.sentences) == len(b.sentences) == 1
    pairs = [
        (x, y)
        for x, y in product(read_dates(a, 0), read_dates(b, 0))
        if comparable(x, y)
    ]
    verdicts = [compare_dates(x, y) for x, y in pairs]
    return "\n".join(
        f"{verdict}: {why}" for verdict, why in verdicts if verdict != "agree"
    )


def ledger(given: str, title: str, kind: str) -> str:
    """Return what the facts of two linked sentences come to; agreement is silent."""
    entries = facts_ledger(pair(given, title))
    return verdicts(entry for entry in entries if entry.kind == kind)


def speech(given: str, title: str) -> Speech:
    """Return what two small articles say that people say.

    Either is a line, or lines with --- between the articles.  What stands in the first
    line of the one is linked with what stands in the first of the other, and so on.
    """
    sides = given.split("\n---\n") if "\n---\n" in given else given.split("\n")
    lines = [side.split("\n") for side in sides]
    a, b = (
        paragraphs(BEFORE, *side, *AFTER, language=language(title)) for side in lines
    )
    pairs = [
        (i, j)
        for number in range(1, min(map(len, lines)) + 1)
        for i in range(*a.paragraphs[number].sentences)
        for j in range(*b.paragraphs[number].sentences)
    ]
    return read_speech(linked(a, b, *pairs))


def verdicts(entries: Iterable[LedgerEntry]) -> str:
    """Return a line for each verdict but agreement and what one side alone has."""
    return "\n".join(
        f"{entry.verdict}: {entry.why}"
        for entry in entries
        if entry.verdict in ("compatible", "conflict")
    )


def stance(
    judge: Callable[[Linked], tuple[LedgerEntry, ...]], given: str, title: str
) -> str:
    """Return verdict, reason and the two passages of what both sentences speak of."""
    both = pair(given, title)
    return "\n".join(
        f"{entry.verdict}: {entry.why} "
        f"[{entry.a.span.of(both.a.text)} | {entry.b.span.of(both.b.text)}]"
        for entry in judge(both)
        if entry.a and entry.b
    )


NAMES = (
    (read_names, name_compare.comparable, name_compare.compare_names),
    (read_roles, role_compare.comparable, role_compare.compare_roles),
)
PLACES = ((read_places, place_compare.comparable, place_compare.compare_places),)


def contradictions(kinds: Sequence[Any], given: str, title: str) -> str:
    """Return what the first sentences of two articles come to, if both answer the
    same question; agreement says nothing."""
    a, b = (paragraphs(line, language=language(title)) for line in given.split("\n"))
    casts = read_cast(a), read_cast(b)
    lines = []
    for read, alike, compare in kinds:
        for x, y in product(read(a, 0, casts[0]), read(b, 0, casts[1])):
            if alike(x, y):
                verdict, why = compare(x, y)
                lines += [f"{verdict}: {why}"] if verdict != "agree" else []
    return "\n".join(lines)


def quotes(given: str, title: str) -> str:
    return verdicts(quote_entries(speech(given, title)))


def attributions(given: str, title: str) -> str:
    return verdicts(attribution_entries(speech(given, title)))


RUN: dict[str, Callable[[str, str], str]] = {
    "sentences": sentences,
    "tokens": tokens,
    "edits": edits,
    "numbers": numbers,
    "number-silent": partial(ledger, kind="number"),
    "number-conflicts": partial(ledger, kind="number"),
    "dates": dates,
    "date-silent": date_verdicts,
    "date-conflicts": date_verdicts,
    "name-silent": partial(contradictions, NAMES),
    "name-conflicts": partial(contradictions, NAMES),
    "place-silent": partial(contradictions, PLACES),
    "place-conflicts": partial(contradictions, PLACES),
    "negation-silent": partial(stance, negation_ledger),
    "negation-conflicts": partial(stance, negation_ledger),
    "certainty-silent": partial(stance, certainty_ledger),
    "certainty-conflicts": partial(stance, certainty_ledger),
    "quote-silent": quotes,
    "quote-conflicts": quotes,
    "attribution-silent": attributions,
    "attribution-conflicts": attributions,
}
"""In the order of the way of the data; what is silent before what fires."""


def all_cases() -> Iterator[object]:
    for kind in RUN:
        path = CASES / f"{kind}.md"
        for line, title, given, wanted in read_cases(path):
            plain, _, reason = title.partition(" [bug: ")
            words = re.sub(r"\W+", "-", plain).strip("-").lower()
            bug = pytest.mark.xfail(reason=reason.rstrip("]"), strict=True)
            yield pytest.param(
                *(kind, plain, given, wanted),
                marks=[bug] if reason else [],
                id=f"{path.name}:{line}:{words}",
            )


@pytest.mark.parametrize(("kind", "title", "given", "wanted"), list(all_cases()))
def test_case(kind: str, title: str, given: str, wanted: str) -> None:
    assert RUN[kind](given, title) == wanted


def test_every_file_of_cases_is_read() -> None:
    assert {path.stem for path in CASES.glob("*.md")} == set(RUN)


@pytest.mark.parametrize(
    "path", sorted(CASES.glob("*-silent.md")), ids=lambda p: p.stem
)
def test_no_case_called_silent_expects_a_conflict(path: Path) -> None:
    for line, title, _, wanted in read_cases(path):
        assert "conflict:" not in wanted, f"{line}: {title}"


@pytest.mark.parametrize(
    "path", sorted(CASES.glob("*-conflicts.md")), ids=lambda p: p.stem
)
def test_every_case_called_conflict_expects_one(path: Path) -> None:
    for line, title, _, wanted in read_cases(path):
        assert "conflict:" in wanted, f"{line}: {title}"


def test_titles_are_not_used_twice_in_a_file() -> None:
    for kind in RUN:
        titles = [title for _, title, *_ in read_cases(CASES / f"{kind}.md")]
        assert len(titles) == len(set(titles)), kind
