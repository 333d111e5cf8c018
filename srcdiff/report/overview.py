"""The first lines of the terminal report: what an editor sees in ten seconds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from srcdiff.report.look import Look
from srcdiff.report.pen import Pen
from srcdiff.report.prominence import openings
from srcdiff.report.signs import VERDICTS, WORDS, count, percent
from srcdiff.report.view import ArticleView, ConflictView, Quote, View
from srcdiff.report.visible import for_terminal
from srcdiff.report.wrap import GLUE, Line, Styled, width, wrap

LINES: int = 10
"""What the summary of a pair with short names fits at a width of 80: under half of a
window of 24 lines, so that the conflicts begin on the first screen."""
BAR_COLUMNS: int = 20
NARROWEST: int = 12
"""Columns that text keeps even where the terminal is narrower still."""
MOST_MOVES: int = 6
"""Moved pairs named there; in the body each has its number."""


def overview(shown: View, look: Look, pen: Pen) -> Iterator[Line]:
    """Yield the summary: names, coverage, counts, what moved, facts, conflicts."""
    # Labels are as wide as the last conflict's number: "!1 ", "!10 ".
    label = len(str(len(shown.conflicts))) + 2
    used = 0
    for head, text in _account(shown, look, pen):
        for line in _hanging(_label(head, label), text, look):
            yield line
            used += 1
    if not shown.conflicts:
        head = _label(Styled("!", "sign"), label)
        yield from _hanging(head, [Styled(shown.calm, "")], look)
        return
    named = shown.conflicts
    if not look.summary and used + len(named) > LINES:  # they follow in full
        named = named[: max(LINES - 1 - used, 1)]
    for conflict in named:
        head = _label(Styled(f"!{conflict.number}", "sign"), label)
        yield from _hanging(head, _in_a_line(conflict, look, look.width - label), look)
    rest = len(shown.conflicts) - len(named)
    if rest:
        text = [Styled(f"and {count(rest, 'more conflict')}, below", "")]
        yield from _hanging(_label(Styled("!", "sign"), label), text, look)


def _label(head: Styled, columns: int) -> Styled:
    return Styled(head.text.ljust(columns), head.style)


def _account(shown: View, look: Look, pen: Pen) -> Iterator[tuple[Styled, Line]]:
    """Yield the paragraphs of the summary, each behind its label."""
    for article in (shown.a, shown.b):
        head, *names = pen.names(article)
        yield Styled(head.text[0], head.style), names
    for article in (shown.a, shown.b):
        head = Styled(article.side.upper(), f"{article.side}-bold")
        yield head, _coverage(article, look)
    yield Styled("", ""), _links(shown, pen)
    if shown.moves:
        yield Styled(pen.signs["moved"], "moved"), _moves(shown)
    if said := openings(shown):
        yield Styled("", ""), [Styled("; ".join(said), "")]
    if shown.ledger:
        yield Styled("", ""), [Styled(_facts(shown), "")]


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
    """Return the number of links of each relation."""
    out: Line = []
    for relation, number in shown.links:
        words = GLUE.join((f"{number:,}", WORDS[relation]))
        gap = [Styled(GLUE + " ", "")] if out else []
        out += [*gap, Styled(pen.signs[relation] + GLUE, "bold"), Styled(words, "")]
    return out


def _moves(shown: View) -> Line:
    """Return how many pairs moved, and the first of them."""
    out: Line = [Styled(f"{shown.moved:,} {WORDS['moved']}: ", "")]
    for number, (a, b) in enumerate(shown.moves[:MOST_MOVES]):
        out += [
            Styled(", " if number else "", ""),
            Styled(a + GLUE, "a"),
            Styled(b, "b"),
        ]
    more = len(shown.moves) - MOST_MOVES
    return [*out, Styled(f" and{GLUE}{more:,}{GLUE}more", "")] if more > 0 else out


def _facts(shown: View) -> str:
    """Return how the facts of the ledger compare."""
    counts = Counter(line.verdict for line in shown.ledger)
    said = (
        f"{counts[name]:,} {word}" for name, word in VERDICTS.items() if counts[name]
    )
    return f"{count(len(shown.ledger), 'fact')}: {', '.join(said)} (--show{GLUE}facts)"


def _in_a_line(conflict: ConflictView, look: Look, columns: int) -> Line:
    """Return both words of a conflict with their addresses, in one line.

    Words too long for it lose their end; they stand whole where the conflict does.
    """
    a, b = conflict.a, conflict.b
    fixed = len(f'{conflict.kind}  {a.address} "" / {b.address} ""')
    room = max(columns - fixed, NARROWEST)
    words = [for_terminal(quote.words) for quote in (a, b)]
    if width(words[0]) + width(words[1]) > room:
        words = [_shortened(text, room // 2, look) for text in words]
    return [
        Styled(f"{conflict.kind}  ", ""),
        Styled(a.address + GLUE, "a"),
        Styled(f'"{words[0]}"', "a-bold"),
        Styled(f"{GLUE}/ ", ""),
        Styled(b.address + GLUE, "b"),
        Styled(f'"{words[1]}"', "b-bold"),
    ]


def _shortened(text: str, columns: int, look: Look) -> str:
    if width(text) <= columns:
        return text
    dots = "..." if look.ascii else "…"
    (first, *_) = wrap([Styled(text.replace(" ", GLUE), "")], columns - len(dots))
    return "".join(part.text for part in first).rstrip() + dots


def disputes(shown: View, look: Look, pen: Pen) -> Iterator[Line]:
    """Yield every conflict: why it is one, and both sentences."""
    label = len(str(len(shown.conflicts))) + 2
    for conflict in shown.conflicts:
        head = Styled(f"!{conflict.number}".ljust(label), "sign")
        why = [
            Styled(conflict.kind, "bold"),
            Styled(f"  {for_terminal(conflict.why)}", ""),
        ]
        yield from _hanging(head, why, look)
        for side, quote in (("a", conflict.a), ("b", conflict.b)):
            name = Styled(" " * label + quote.address + "  ", side)
            text = [*_quoted(conflict.number, quote, pen), _place(quote)]
            yield from _hanging(name, text, look)
        yield []


def _quoted(number: int, quote: Quote, pen: Pen) -> Line:
    marked = pen.marked(f"!{number}", for_terminal(quote.words), "conflict")
    return [
        Styled(for_terminal(quote.before), ""),
        *marked,
        Styled(for_terminal(quote.after), ""),
    ]


def _place(quote: Quote) -> Styled:
    return Styled(f" ({quote.place.replace(' ', GLUE)})", "dim")


def _hanging(head: Styled, text: Line, look: Look) -> Iterator[Line]:
    """Yield *text* in lines beside *head*."""
    indent = len(head.text)
    for number, line in enumerate(wrap(text, max(look.width - indent, NARROWEST))):
        yield [Styled(" " * indent, "") if number else head, *line]


def legend(look: Look) -> Iterator[Line]:
    """Yield what the signs in the body mean that the counts do not explain."""
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
    out.append(Styled(f"{arrow}{GLUE}counterpart", ""))
    yield from wrap(out, max(look.width, NARROWEST))
