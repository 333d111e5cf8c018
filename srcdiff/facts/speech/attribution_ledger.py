"""Who says so: the same statement in two different mouths.

Statements are the same if the words that linked sentences report correspond, or if
they are one quotation.  Doubt about who is meant is no conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from srcdiff.align.words import weight
from srcdiff.facts.linked import Linked, LinkedPair
from srcdiff.facts.speech.attribution import Attribution
from srcdiff.facts.speech.quote_match import commonplace
from srcdiff.facts.speech.source import Mouth
from srcdiff.facts.speech.speech import Speech
from srcdiff.model import LedgerEntry, Verdict
from srcdiff.text.languages import language

SAME_STATEMENT = 0.3
"""Share of the weight of reported words that must correspond, on the side where it is
less, for two statements to be the same.  From 0.2 to 0.3 twelve conflicts are found on
the gold pairs, all right, at 0.4 ten; in sentences that only resemble each other no
value from 0.2 to 0.4 adds one (``benchmarks/sweep_speech.py``)."""

_VERDICTS: dict[Mouth, tuple[Verdict, str]] = {
    "same": ("agree", "The same source"),
    "unknown": ("compatible", "Sources that may be the same"),
    "other": ("conflict", "The same statement in two different mouths"),
}
_NO_COUNTERPART = "The linked sentences put no such statement down to anybody."


class _Option(NamedTuple):
    """Two attributions of what may be the same statement."""

    share: float
    x: Attribution
    y: Attribution
    mouth: Mouth


def attribution_entries(speech: Speech) -> tuple[LedgerEntry, ...]:
    """Return the verdicts on who says what.

    Each attribution is compared once: with the same source if that says the same,
    else with whoever says most nearly the same.
    """
    options = sorted(
        (o for o in _options(speech) if o.share >= SAME_STATEMENT),
        key=lambda o: (
            o.mouth != "same",
            -o.share,
            sorted((o.x.source.span, o.y.source.span)),
        ),
    )
    taken: tuple[set[Attribution], set[Attribution]] = (set(), set())
    entries = []
    for option in options:
        if option.x not in taken[0] and option.y not in taken[1]:
            taken[0].add(option.x)
            taken[1].add(option.y)
            entries.append(_entry(speech, option))
    for pair_side, said, used in (("a", speech.a, taken[0]), ("b", speech.b, taken[1])):
        rows = sorted({getattr(pair, pair_side) for pair in speech.linked.pairs})
        for row in rows:
            for one in said.attributions.get(row, ()):
                if one not in used:
                    entries.append(_alone(one, pair_side))
    return tuple(entries)


def _options(speech: Speech) -> Iterator[_Option]:
    for pair in speech.linked.pairs:
        if pair.identical:
            yield from _in_identical(speech, pair)
            continue
        for x in speech.a.attributions.get(pair.a, ()):
            for y in speech.b.attributions.get(pair.b, ()):
                if speech.a.quotes_all(x) and speech.b.quotes_all(y):
                    continue  # two quotations are the same by their words alone
                share = _same_statement(speech.linked, pair, x, y)
                if share >= SAME_STATEMENT:
                    yield _Option(share, x, y, speech.mouths(x, y))
    function = language(speech.a.doc.language).function
    for quotes in speech.pairs:
        one, two = speech.a.speaker(quotes.a), speech.b.speaker(quotes.b)
        if one and two:
            mouth = speech.mouths(one, two)
            if mouth != "other" or not commonplace(quotes, function):
                yield _Option(quotes.share, one, two, mouth)


def _in_identical(speech: Speech, pair: LinkedPair) -> Iterator[_Option]:
    """Yield the attributions of two sentences with the same words, whoever "she" is."""
    starts = (
        said.doc.sentences[row].tokens.start
        for said, row in ((speech.a, pair.a), (speech.b, pair.b))
    )
    shift = -next(starts) + next(starts)
    there = {y.tag.start: y for y in speech.b.attributions.get(pair.b, ())}
    for x in speech.a.attributions.get(pair.a, ()):
        y = there.get(x.tag.start + shift)
        if y:
            yield _Option(1.0, x, y, "same")


def _same_statement(
    linked: Linked, pair: LinkedPair, x: Attribution, y: Attribution
) -> float:
    """Return how much of what either source is made to say the other says too, 0…1."""
    mine, yours = set(x.words), set(y.words)
    best: tuple[defaultdict[int, float], ...] = (defaultdict(float), defaultdict(float))
    for link in pair.words:
        if link.a in mine and link.b in yours:
            for found, at in zip(best, (link.a, link.b), strict=True):
                found[at] = max(found[at], link.chance)
    shares = []
    for doc, one, found in zip((linked.a, linked.b), (x, y), best, strict=True):
        weights = [weight(linked.vocabulary, doc.tokens[at].norm) for at in one.words]
        met = sum(w * found[at] for w, at in zip(weights, one.words, strict=True))
        shares.append(met / (sum(weights) or 1.0))
    return min(shares)


def _entry(speech: Speech, option: _Option) -> LedgerEntry:
    verdict, words = _VERDICTS[option.mouth]
    x, y = option.x.source, option.y.source
    if option.mouth == "unknown" and x.nobody != y.nobody:
        words = "Only one article says whose word it is"
    where = speech.where(option.x.sentence, option.y.sentence)
    why = f"{words}{where}: {x.named()} in A, {y.named()} in B."
    return LedgerEntry("attribution", verdict, option.x.fact(), option.y.fact(), why)


def _alone(one: Attribution, side: str) -> LedgerEntry:
    if side == "a":
        return LedgerEntry("attribution", "only a", one.fact(), None, _NO_COUNTERPART)
    return LedgerEntry("attribution", "only b", None, one.fact(), _NO_COUNTERPART)
