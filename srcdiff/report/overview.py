"""The first lines of the terminal report: what an editor sees in ten seconds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from srcdiff.report.look import Look
from srcdiff.report.pen import Pen
from srcdiff.report.signs import WORDS, count, percent
from srcdiff.report.view import ArticleView, ConflictView, View
from srcdiff.report.visible import for_terminal
from srcdiff.report.wrap import GLUE, Line, Styled, wrap

BAR_COLUMNS: int = 20
NARROWEST: int = 12
"""Columns that text keeps even where the terminal is narrower still."""


def overview(shown: View, look: Look, pen: Pen) -> Iterator[Line]:
    """Yield the summary: names, coverage, counts, conflicts and the legend."""
    # Labels are as wide as the last conflict's number: "!1 ", "!10 ".
    label = len(str(len(shown.conflicts))) + 2

    def labelled(head: Styled, text: Iterable[Styled]) -> Iterator[Line]:
        room = max(look.width - label, NARROWEST)
        for number, line in enumerate(wrap(text, room)):
            first = "" if number else head.text
            yield [Styled(first.ljust(label), head.style), *line]

    articles = (shown.a, shown.b)
    for article in articles:
        head, *names = pen.names(article)
        yield from labelled(Styled(head.text[0], head.style), names)
    for article in articles:
        head = Styled(article.side.upper(), f"{article.side}-bold")
        yield from labelled(head, _coverage(article, look))
    yield from labelled(Styled("", ""), _links(shown, pen))
    if not shown.conflicts:
        yield from labelled(
            Styled("!", "sign"),
            [Styled("no conflict of numbers found; nothing else is compared yet", "")],
        )
    for conflict in shown.conflicts:
        head = Styled(f"!{conflict.number}", "sign")
        yield from labelled(head, _conflict(conflict))
    yield from labelled(Styled("", ""), _legend(look))


def _coverage(article: ArticleView, look: Look) -> Line:
    """Return how much of an article the other one says too, and what it does not."""
    full = round(article.share * BAR_COLUMNS)
    if 0 < article.share < 1:  # some is not none, and nearly all is not all
        full = min(max(full, 1), BAR_COLUMNS - 1)
    solid, hollow = ("#", ".") if look.ascii else ("█", "░")
    side, other = article.side.upper(), "B" if article.side == "a" else "A"
    words = f"{percent(article.share)} is in {other} too; only in {side}: "
    words += count(article.only_sentences, "sentence")
    words += ", " + count(article.only_parts, "part")
    return [
        Styled(solid * full, article.side),
        Styled(hollow * (BAR_COLUMNS - full), "dim" if full else article.side),
        Styled(" " + words, ""),
    ]


def _links(shown: View, pen: Pen) -> Line:
    """Return the number of links of each relation, and of those that moved."""
    out: Line = []
    for relation, number in shown.links:
        words = GLUE.join((f"{number:,}", WORDS[relation]))
        out += [
            Styled(pen.signs[relation] + GLUE, "bold"),
            Styled(words + GLUE + " ", ""),
        ]
    moved = GLUE.join((pen.signs["moved"], f"{shown.moved:,}", WORDS["moved"]))
    return [*out, Styled(moved, "moved" if shown.moved else "")]


def _conflict(conflict: ConflictView) -> Line:
    """Return a conflict in a line: both words, kind, addresses and reason."""
    a, b = conflict.a, conflict.b
    return [
        Styled(f'"{for_terminal(a.words)}"', "a-bold"),
        Styled(" / ", ""),
        Styled(f'"{for_terminal(b.words)}"', "b-bold"),
        Styled(f"  {conflict.kind} ", ""),
        Styled(a.address, "a"),
        Styled(f" ({a.place}) ", "dim"),
        Styled(b.address, "b"),
        Styled(f" ({b.place})", "dim"),
        Styled(f"  {for_terminal(conflict.why)}", ""),
    ]


def _legend(look: Look) -> Line:
    """Return what the signs in the body mean that the counts do not explain."""
    out: Line = [
        Styled("A", "a"),
        Styled(GLUE, ""),
        Styled("B", "b"),
        Styled(f"{GLUE}only there{GLUE} ", ""),
        Styled("!", "sign"),
        Styled(f"{GLUE}conflict{GLUE} ", ""),
    ]
    if look.colour:
        samples = {"differs": "other words", "a-only": "A alone", "b-only": "B alone"}
        for style, text in samples.items():
            out += [Styled(text.replace(" ", GLUE), style), Styled("  ", "")]
    else:
        out.append(Styled("{other words}  [A: in A alone]  ", ""))
    arrow = "->" if look.ascii else "→"
    return [*out, Styled(f"{arrow}{GLUE}counterpart", "")]
