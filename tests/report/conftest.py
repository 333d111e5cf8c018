"""A small comparison with everything a report has to show, made by hand.

The pipeline has no part in it: what a renderer shows is tested against what these
lines say, whatever the rest of the program finds today.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence

import pytest

from srcdiff.model import (
    Comparison,
    Conflict,
    Document,
    Edit,
    Fact,
    Kind,
    LedgerEntry,
    Link,
    Paragraph,
    ParagraphLink,
    Passage,
    Relation,
    Sentence,
    Span,
    Summary,
    Token,
)

HOSTILE = (
    "A leaflet read <script>alert('x')</script> & \x1b]0;owned\x07\x1b[2J, then \u202e"
    "backwards\u202c, in שלום and 北京市民说桥已经关闭 and cafe\u0301."
)

ARTICLE_A: list[tuple[Kind, list[str]]] = [
    ("heading", ["Lorn bridge shut after flood"]),
    (
        "body",
        [
            "The old bridge over the Lorn was closed on Monday.",
            "Engineers found deep cracks in two of its piers.",
        ],
    ),
    (
        "body",
        [
            "At least 17 boats were torn from their moorings, the harbour office\n"
            "said in a first count.",
            "Mayor Ada Quill called the damage “beyond anything we\nplanned for”.",
        ],
    ),
    ("body", ["The ferry will carry passengers free of charge until Sunday."]),
    ("heading", ["What comes next"]),
    ("body", ["A new crossing has been promised since 1998.", HOSTILE]),
    (
        "body",
        ["Schools on the east bank stay shut and exams are put off by a week."],
    ),
]

ARTICLE_B: list[tuple[Kind, list[str]]] = [
    ("heading", ["Flood closes Lorn crossing"]),
    ("body", ["The ferry will carry passengers free of charge until Sunday."]),
    (
        "body",
        [
            "The old bridge across the Lorn was closed on Monday.",
            "Inspectors discovered that a pair of piers had cracked badly.",
            "Three dozen boats broke loose upstream, police said.",
        ],
    ),
    ("body", ["The town of Merrow lent two of its own ferries."]),
    (
        "body",
        [
            "Classes east of the river are cancelled.",
            "Pupils will sit their exams a week later.",
        ],
    ),
    ("caption", ["The Lorn on Tuesday, seen from the north."]),
]

# a, b, relation, similarity, moved
LINKS: list[tuple[int, int, Relation, float, bool]] = [
    (1, 2, "edited", 0.98765, False),
    (2, 3, "paraphrase", 0.91, False),
    (3, 4, "overlap", 0.83333333, False),
    (5, 1, "identical", 1.0, True),
    (9, 6, "overlap", 0.78, False),
    (9, 7, "overlap", 0.74, False),
]

ONLY_A = [
    (3, "from their moorings, the harbour office\nsaid in a first count"),
    (3, "17"),
]
ONLY_B = [(4, "Three dozen"), (4, "upstream, police said")]


def make_document(
    name: str, title: str | None, content: Iterable[tuple[Kind, Sequence[str]]]
) -> Document:
    """Build a document: sentences joined by blanks, paragraphs by empty lines."""
    text = ""
    paragraphs: list[Paragraph] = []
    sentences: list[Sentence] = []
    tokens: list[Token] = []
    for kind, written in content:
        start, line, first = len(text), text.count("\n") + 1, len(sentences)
        for number, sentence in enumerate(written):
            text += " " if number else ""
            begin, here = len(text), len(tokens)
            text += sentence
            tokens += [
                Token(begin + m.start(), begin + m.end(), m[0].lower())
                for m in re.finditer(r"\w+|[^\w\s]", sentence)
            ]
            sentences.append(
                Sentence(
                    Span(begin, len(text)),
                    len(paragraphs),
                    kind,
                    text.count("\n", 0, begin) + 1,
                    Span(here, len(tokens)),
                )
            )
        span = Span(start, len(text))
        paragraphs.append(Paragraph(span, kind, line, Span(first, len(sentences))))
        text += "\n\n"
    return Document(
        name,
        title,
        text,
        tuple(paragraphs),
        tuple(sentences),
        tuple(tokens),
        "english",
    )


def edit_script(a: Document, i: int, b: Document, j: int) -> tuple[Edit, ...]:
    """Return a plain word diff of two sentences that tiles both."""
    words_a = re.findall(r"\s+|\w+|[^\w\s]", a.text_of(i))
    words_b = re.findall(r"\s+|\w+|[^\w\s]", b.text_of(j))
    ends_a, ends_b = [a.sentences[i].span.start], [b.sentences[j].span.start]
    for word in words_a:
        ends_a.append(ends_a[-1] + len(word))
    for word in words_b:
        ends_b.append(ends_b[-1] + len(word))
    matcher = difflib.SequenceMatcher(None, words_a, words_b, autojunk=False)
    return tuple(
        Edit(op, Span(ends_a[i1], ends_a[i2]), Span(ends_b[j1], ends_b[j2]))
        for op, i1, i2, j1, j2 in matcher.get_opcodes()
    )


def passage(document: Document, sentence: int, words: str | None = None) -> Passage:
    """Return some words of a sentence, or all of it."""
    span = document.sentences[sentence].span
    if words is None:
        return Passage(sentence, span)
    start = document.text.index(words, span.start, span.end)
    return Passage(sentence, Span(start, start + len(words)))


def make_comparison(
    a: Document,
    b: Document,
    *,
    links: Sequence[tuple[int, int, Relation, float, bool]],
    only_a: Iterable[Passage],
    only_b: Iterable[Passage],
    conflicts: Iterable[Conflict] = (),
    facts: Iterable[LedgerEntry] = (),
    limits: tuple[str, ...] = (),
) -> Comparison:
    """Build a comparison from what its links and passages are."""
    made = tuple(
        Link(i, j, relation, similarity, moved, edit_script(a, i, b, j))
        for i, j, relation, similarity, moved in sorted(links)
    )
    linked_a, linked_b = {link.a for link in made}, {link.b for link in made}
    whole_a = [i for i in a.aligned() if i not in linked_a]
    whole_b = [j for j in b.aligned() if j not in linked_b]
    paragraphs: dict[tuple[int, int], list[Link]] = {}
    for link in made:
        key = (a.sentences[link.a].paragraph, b.sentences[link.b].paragraph)
        paragraphs.setdefault(key, []).append(link)
    count = {name: sum(link.relation == name for link in made) for name in RELATIONS}
    conflicts = tuple(conflicts)
    return Comparison(
        a=a,
        b=b,
        paragraph_links=tuple(
            ParagraphLink(i, j, min(0.3 * len(inside), 1.0), inside[0].moved)
            for (i, j), inside in sorted(paragraphs.items())
        ),
        links=made,
        only_a=_in_order([*only_a, *(passage(a, i) for i in whole_a)]),
        only_b=_in_order([*only_b, *(passage(b, j) for j in whole_b)]),
        facts=tuple(facts),
        conflicts=conflicts,
        summary=Summary(
            a_in_b=0.6180339,
            b_in_a=0.71,
            **count,
            only_a=len(whole_a),
            only_b=len(whole_b),
            moved=sum(link.moved for link in made),
            conflicts=len(conflicts),
        ),
        limits=limits,
        signature="srcdiff=0.0 language=english encoder=static",
        version="0.0",
    )


RELATIONS = ("identical", "edited", "paraphrase", "overlap")


def _in_order(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    return tuple(sorted(passages, key=lambda p: p.span))


@pytest.fixture(scope="session")
def comparison() -> Comparison:
    """The flood on the Lorn, told twice."""
    a = make_document("lorn-a.txt", "Lorn bridge shut after flood", ARTICLE_A)
    b = make_document("lorn <b>.txt", None, ARTICLE_B)
    return make_comparison(
        a,
        b,
        links=LINKS,
        only_a=[passage(a, *only) for only in ONLY_A],
        only_b=[passage(b, *only) for only in ONLY_B],
        conflicts=[
            Conflict(
                "number",
                passage(a, 3, "17"),
                passage(b, 4, "Three dozen"),
                "A counts at least 17 boats, B three dozen.",
            )
        ],
        facts=[
            LedgerEntry(
                "number",
                "conflict",
                Fact("number", 3, passage(a, 3, "17").span, "at least 17"),
                Fact("number", 4, passage(b, 4, "Three dozen").span, "36"),
                "At least 17 is not 36.",
            ),
            LedgerEntry(
                "date", "only a", Fact("date", 7, passage(a, 7).span, "1998"), None, "…"
            ),
        ],
        limits=("A table of A was left out.",),
    )


@pytest.fixture(scope="session")
def disputed() -> Comparison:
    """A conflict of each kind, and a fact of each verdict."""
    from tests.report.eight_kinds import ferry

    return ferry()


@pytest.fixture(scope="session")
def revised() -> Comparison:
    """Two versions of a long text, one sentence in the middle changed."""
    sentences = [f"Paragraph {n} of the rules stays as it was." for n in range(30)]
    changed = [*sentences]
    changed[15] = "Paragraph 15 of the rules is new."
    a = make_document("old.txt", None, [("body", [s]) for s in sentences])
    b = make_document("new.txt", None, [("body", [s]) for s in changed])
    return make_comparison(
        a,
        b,
        links=[
            (n, n, "overlap" if n == 15 else "identical", 1.0 - (n == 15) / 4, False)
            for n in range(30)
        ],
        only_a=[passage(a, 15, "stays as it was")],
        only_b=[passage(b, 15, "new")],
    )
