"""Quote audit: does the other article quote the same words, and did they change?

verbatim      the same words, marks and spelling aside             agree
shortened     words left out at an end, in brackets, at "…"        compatible
unmarked      the same words without quotation marks               compatible
indirect      a linked sentence reports it in other words          compatible
altered       other words in the same place                        conflict
missing       nowhere in the other article                         only a, only b
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from srcdiff.facts.speech.quote import Quote
from srcdiff.facts.speech.quote_match import QuotePair, Run
from srcdiff.facts.speech.say_words import word_set
from srcdiff.facts.speech.speech import Said, Speech
from srcdiff.facts.speech.unquoted import Unquoted, without_marks
from srcdiff.model import Document, Fact, LedgerEntry, Side, Span

_SMALL = word_set("a an the that and but so well oh er um uh")
"""Words that editors drop from speech and that change nothing."""


def quote_entries(speech: Speech) -> tuple[LedgerEntry, ...]:
    """Return the verdict on each quotation.

    What may be a scare quote or a title is left out unless both articles quote it.
    """
    entries = [entry for pair in speech.pairs for entry in _verdicts(speech, pair)]
    paired = {quote for pair in speech.pairs for quote in (pair.a, pair.b)}
    sides: tuple[tuple[Side, Said], ...] = (("a", speech.a), ("b", speech.b))
    for side, said in sides:
        left = [q for q in said.quotes if q not in paired and not q.apart]
        found = without_marks(speech, side, left)
        entries += [_alone(said, quote, side, found.get(quote)) for quote in left]
    return tuple(entries)


# -- quoted in both -----------------------------------------------------------


def _verdicts(speech: Speech, pair: QuotePair) -> Iterator[LedgerEntry]:
    """Yield what two quotations of the same words come to: a line an alteration."""
    altered = _merged(pair, [run for run in pair.runs if not _allowed(pair, run)])
    if altered:
        for run in altered:
            yield _alteration(speech, pair, run)
        return
    facts = _fact(speech.a, pair.a), _fact(speech.b, pair.b)
    if not pair.runs and sorted(j for _, j in pair.same) != [j for _, j in pair.same]:
        why = "The same words in both, in another order."
        yield LedgerEntry("quote", "compatible", *facts, why)
        return
    if not pair.runs:
        yield LedgerEntry("quote", "agree", *facts, "The same words in both.")
        return
    why = "One quotes more of the same words than the other."
    if all(_small(pair, run) for run in pair.runs):
        why = "The same words but for small ones."
    yield LedgerEntry("quote", "compatible", *facts, why)


def _fact(said: Said, quote: Quote) -> Fact:
    speaker = said.speaker(quote)
    return quote.fact(said.doc.text, speaker.source.named() if speaker else "")


def _alteration(speech: Speech, pair: QuotePair, run: Run) -> LedgerEntry:
    parts = (
        (speech.a.doc, pair.a, run.a, run.b),
        (speech.b.doc, pair.b, run.b, run.a),
    )
    facts = []
    for doc, quote, part, other in parts:
        span = _span(doc, quote, part, other)
        words = " ".join(span.of(doc.text).split())
        facts.append(Fact("quote", quote.sentence, span, f"“{words}”"))
    a, b = facts
    where = speech.where(a.sentence, b.sentence)
    why = f"The same quotation in other words{where}: {a.value} in A, {b.value} in B."
    return LedgerEntry("quote", "conflict", a, b, why)


def _allowed(pair: QuotePair, run: Run) -> bool:
    """Tell whether an editor may leave out what one side has more."""
    if run.a.start < run.a.end and run.b.start < run.b.end:
        return False
    if run.a.start < run.a.end:
        part, quote, at, other = run.a, pair.a, run.b.start, pair.b
    else:
        part, quote, at, other = run.b, pair.b, run.a.start, pair.a
    return (
        pair.at_end(run)
        or at in other.breaks
        or not quote.breaks.isdisjoint(range(part.start, part.end + 1))
        or _small(pair, run)
    )


def _small(pair: QuotePair, run: Run) -> bool:
    """Tell whether a run holds no more than words that change nothing."""
    words = (
        *pair.a.forms[run.a.start : run.a.end],
        *pair.b.forms[run.b.start : run.b.end],
    )
    return _SMALL.issuperset(words)


def _merged(pair: QuotePair, runs: Sequence[Run]) -> list[Run]:
    """Join alterations that stand in one clause of both quotations."""
    out: list[Run] = []
    for run in sorted(runs):
        if out and _one_clause(pair, out[-1], run):
            last = out.pop()
            joined = (Span(last[k].start, run[k].end) for k in (0, 1))
            out.append(Run(*joined))
        else:
            out.append(run)
    return out


def _one_clause(pair: QuotePair, last: Run, run: Run) -> bool:
    """Tell whether a run follows the last one in the same clause, on both sides."""
    return all(
        one.end <= two.start
        and _clause(quote, max(one.start, one.end - 1)) == _clause(quote, two.start)
        for quote, one, two in zip((pair.a, pair.b), last, run, strict=True)
    )


def _clause(quote: Quote, at: int) -> int:
    return quote.clauses[min(at, len(quote.clauses) - 1)]


def _span(doc: Document, quote: Quote, part: Span, other: Span) -> Span:
    """Return the words that differ; with the next one where either side has none."""
    start, end = part
    if part.start == part.end or other.start == other.end:
        if end < len(quote.places):
            end += 1
        else:
            start -= 1
    return Span(
        doc.tokens[quote.places[start]].start, doc.tokens[quote.places[end - 1]].end
    )


# -- quoted in one ------------------------------------------------------------


def _alone(said: Said, quote: Quote, side: Side, found: Unquoted | None) -> LedgerEntry:
    fact = _fact(said, quote)
    if found is None:
        why = "The other article has no such quotation."
        if side == "a":
            return LedgerEntry("quote", "only a", fact, None, why)
        return LedgerEntry("quote", "only b", None, fact, why)
    why = (
        "Quoted in one article; the other has the words without quotation marks."
        if found.verbatim
        else "Quoted in one article, reported in other words in the other."
    )
    a, b = (fact, found.fact) if side == "a" else (found.fact, fact)
    return LedgerEntry("quote", "compatible", a, b, why)
