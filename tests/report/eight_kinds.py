"""Two accounts of a ferry that quarrel about everything one can quarrel about."""

from __future__ import annotations

from srcdiff.model import (
    Comparison,
    Conflict,
    ConflictKind,
    Document,
    Fact,
    LedgerEntry,
    Passage,
    Verdict,
)
from tests.report.conftest import make_comparison, make_document, passage

# kind, A's sentence, B's, the words in dispute, why
DISPUTES: list[tuple[ConflictKind, str, str, str, str, str]] = [
    (
        "number",
        "The ferry carried 240 people.",
        "The ferry carried 204 people.",
        "240",
        "204",
        "Two different figures: 240 in A, 204 in B.",
    ),
    (
        "date",
        "It left Orrin on Tuesday morning.",
        "It left Orrin on Wednesday morning.",
        "Tuesday",
        "Wednesday",
        "Two different days: Tuesday in A, Wednesday in B.",
    ),
    (
        "name",
        "Captain Ida Verrol was on the bridge.",
        "Captain Ada Verrol was on the bridge.",
        "Ida Verrol",
        "Ada Verrol",
        "Two different first names of one person: Ida in A, Ada in B.",
    ),
    (
        "place",
        "It ran aground off Merrow.",
        "It ran aground off Quenby.",
        "Merrow",
        "Quenby",
        "Two different places: Merrow in A, Quenby in B.",
    ),
    (
        "quote",
        "“We never felt any danger at all,” a passenger said.",
        "“We never felt any real danger,” a passenger said.",
        "We never felt any danger at all",
        "We never felt any real danger",
        "Two wordings of one quotation.",
    ),
    (
        "negation",
        "The radar was working.",
        "The radar was not working.",
        "was working",
        "was not working",
        "A affirms what B denies.",
    ),
    (
        "certainty",
        "A rock tore the hull.",
        "A rock reportedly tore the hull.",
        "tore",
        "reportedly tore",
        "A states as fact what B reports as a claim.",
    ),
    (
        "attribution",
        "The owner said the crew had been trained.",
        "The coastguard said the crew had been trained.",
        "The owner",
        "The coastguard",
        "The same statement in different mouths: The owner in A, The coastguard in B.",
    ),
]

CALM: list[tuple[Verdict, str | None, str | None, str]] = [
    ("agree", "400 tonnes", "400 tonnes", "The same figure: 400 tonnes."),
    (
        "compatible",
        "almost two hours",
        "115 minutes",
        "One figure is the other, rounded.",
    ),
    ("only a", "last refitted in 2019", None, "No date in B stands for it."),
    ("only b", None, "built in 1987", "No date in A stands for it."),
]
A_END = (
    "She weighs 400 tonnes, was last refitted in 2019 and was late by almost two hours."
)
B_END = "She weighs 400 tonnes, was built in 1987 and was late by 115 minutes."


def ferry() -> Comparison:
    """Return a comparison with a conflict of each kind and a fact of each verdict."""
    a = make_document(
        "ferry-a.txt",
        "Ferry aground",
        [("body", [first for _, first, *_ in DISPUTES]), ("body", [A_END])],
    )
    b = make_document(
        "ferry-b.txt",
        None,
        [("body", [second for _, _, second, *_ in DISPUTES]), ("body", [B_END])],
    )
    entries, conflicts = [], []
    for number, (verdict, words_a, words_b, why) in enumerate(CALM):
        kind: ConflictKind = "number" if number < 2 else "date"
        entries.append(
            LedgerEntry(
                kind, verdict, fact(a, kind, words_a), fact(b, kind, words_b), why
            )
        )
    for n, (kind, _, _, words_a, words_b, why) in enumerate(DISPUTES):
        one, other = passage(a, n, words_a), passage(b, n, words_b)
        conflicts.append(Conflict(kind, one, other, why))
        entries.append(
            LedgerEntry(
                kind,
                "conflict",
                stated(kind, one, words_a),
                stated(kind, other, words_b),
                why,
            )
        )
    last = len(DISPUTES)
    return make_comparison(
        a,
        b,
        links=[(n, n, "overlap", 0.9, False) for n in range(last + 1)],
        only_a=[passage(a, last, "was last refitted in 2019")],
        only_b=[passage(b, last, "was built in 1987")],
        conflicts=conflicts,
        facts=entries,
    )


def stated(kind: ConflictKind, where: Passage, value: str) -> Fact:
    """Return a fact at a passage."""
    return Fact(kind, where.sentence, where.span, value)


def fact(document: Document, kind: ConflictKind, words: str | None) -> Fact | None:
    """Return a fact in the last sentence."""
    if words is None:
        return None
    return stated(kind, passage(document, len(DISPUTES), words), words)
