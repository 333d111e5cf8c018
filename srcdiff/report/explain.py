"""The answer of ``srcdiff explain`` for a terminal.

What was decided comes first, in a line; then the evidence for it, kind by kind,
each with its pull; then which word was matched to which::

    ∩ b10  overlap, similarity 0.99; a link needs 0.43
           By themselves they come to 97%:
           +3.0  meaning  nearness 0.56
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from srcdiff.explanation import (
    Explanation,
    MarkedPassage,
    MarkedWord,
    PairAccount,
    WordMatch,
)
from srcdiff.model import Link, Side, Span, address
from srcdiff.report.evidence import (
    FEATURES,
    Group,
    anchors,
    by_group,
    chance,
    covered,
    placed,
    reason,
    signed,
    total,
    uncompared,
)
from srcdiff.report.look import Look
from srcdiff.report.overview import NARROWEST
from srcdiff.report.pen import Pen
from srcdiff.report.signs import WORDS, percent
from srcdiff.report.visible import for_terminal
from srcdiff.report.wrap import GLUE, Line, Styled, wrap

FAINT: float = 0.25
"""Strength below which a word elsewhere is not worth showing, 0…1.  Set by hand, for
the lists of words alone: what was decided rests on the strengths as they are."""

_INDENT = 4

_MOST = 2
"""Features named that speak most for a link, and against it."""

_FEW = 3
"""Sentences named for a word that stands in many."""

_BY_THE_WORDS = ("same words", "taken")
"""Verdicts that no evidence was weighed for: it is shown only if asked for."""

_OTHER: dict[Side, Side] = {"a": "b", "b": "a"}


def render(explanation: Explanation, look: Look) -> str:
    """Return the explanation as text for a terminal, ending with a line break."""
    pen = Pen(look)
    lines = _Lines(explanation, pen)
    return "".join(pen.write(line) + "\n" for line in lines.all())


class _Lines:
    """An explanation in lines."""

    def __init__(self, explanation: Explanation, pen: Pen) -> None:
        self.explanation = explanation
        self.pen = pen
        self.like = "~" if pen.look.ascii else "≈"
        self.arrow = "->" if pen.look.ascii else "→"
        self.links = {(link.a, link.b): link for link in explanation.links}

    def all(self) -> Iterator[Line]:
        """Yield the lines: what was asked, the pairs, what is marked, notes."""
        shown = self.explanation
        for side, index in shown.places:
            yield from self._sentence(side, index)
        note = uncompared(shown)
        if note is not None:
            yield []
            yield from self._wrapped(0, [Styled(note, "")])
        elif len(shown.places) == 2:
            for pair in shown.pairs:
                yield []
                yield from self._pair(pair, [], words=True)
        else:
            yield from self._of_sentence(shown.places[0][0])
        for limit in dict.fromkeys((*shown.a.limits, *shown.b.limits)):
            yield []
            head = Styled("Note:" + GLUE, "bold")
            yield from self._wrapped(0, [head, Styled(for_terminal(limit), "")])
        yield []
        yield from self._wrapped(0, [Styled(for_terminal(shown.signature), "dim")])

    def _of_sentence(self, side: Side) -> Iterator[Line]:
        """Yield a sentence's links, its runners-up and what it says alone."""
        linked = [pair for pair in self.explanation.pairs if pair.linked]
        others = [pair for pair in self.explanation.pairs if not pair.linked]
        for pair in linked:
            yield []
            yield from self._pair(pair, [_OTHER[side]], words=True)
        if not linked:
            there = _OTHER[side].upper()
            text = f"no counterpart in {there}"
            if not others:
                text += f": no sentence of {there} has enough in common to be weighed"
            yield []
            style = f"{side}-bold"
            yield from self._wrapped(
                0, [Styled(f"{side.upper()}{GLUE}{GLUE}", style), Styled(text, style)]
            )
        for number, pair in enumerate(others):
            yield []
            words = not linked and number == 0
            yield from self._pair(pair, [_OTHER[side]], words=words)
        if self.explanation.marked:
            yield []
            yield from self._marked(side, linked=bool(linked))
        weighed = [
            pair.average
            for pair in self.explanation.pairs
            if pair.average and pair.verdict not in _BY_THE_WORDS
        ]
        if weighed:
            yield []
            yield from self._legend(weighed[0])

    def _legend(self, average: tuple[float, float]) -> Iterator[Line]:
        alone, end = (
            f"{signed(value)} ({percent(chance(value))})" for value in average
        )
        text = (
            "Figures with a sign: pull for (+) or against (-) a link, in log-odds, "
            "away from an average pair of these two articles, which comes to "
            f"{alone} by itself and {end} among all."
        )
        yield from self._wrapped(0, [Styled(text, "dim")])

    def _sentence(self, side: Side, index: int) -> Iterator[Line]:
        doc = self.explanation.document(side)
        name = f"{for_terminal(doc.name)}, {doc.place_of(index)}"
        head = Styled(f"{address(side, index)}{GLUE}{GLUE}", f"{side}-bold")
        yield from self._wrapped(0, [head, Styled(name, "dim")])
        yield from self._wrapped(4, [Styled(for_terminal(doc.text_of(index)), side)])

    def _pair(
        self, pair: PairAccount, quoted: list[Side], *, words: bool
    ) -> Iterator[Line]:
        """Yield the account of a pair, with the sentences that were not shown yet."""
        link = self.links.get((pair.a, pair.b))
        yield from self._verdict(pair, link, quoted)
        for side in quoted:
            doc, index = self.explanation.document(side), self._index(pair, side)
            text = for_terminal(doc.text_of(index))
            yield from self._wrapped(4, [Styled(text, side)])
        if not quoted or pair.verdict not in _BY_THE_WORDS:
            yield from self._evidence(pair)
            if words:
                yield from self._words(pair)
        if link is not None and not quoted:
            yield from self._edits(link)
        if not quoted and pair.average:
            yield []
            yield from self._legend(pair.average)

    def _verdict(
        self, pair: PairAccount, link: Link | None, quoted: list[Side]
    ) -> Iterator[Line]:
        sides: tuple[Side, ...] = tuple(quoted) or ("a", "b")
        head: Line = []
        for side in sides:
            name = address(side, self._index(pair, side))
            head += [Styled(name, f"{side}-bold"), Styled(GLUE, "")]
        if link is None:
            sign, what = ("-" if self.pen.look.ascii else "·"), "not linked"
        else:
            sign, what = self.pen.signs[link.relation], WORDS[link.relation]
        text = [*head, Styled(f"{GLUE}{what}", "bold")]
        if link is not None and link.moved:
            text += [Styled(", ", ""), Styled("moved", "moved")]
        text.append(Styled(f": {reason(self.explanation, pair)}", ""))
        yield from self._row([Styled(f"{sign}  ", "bold")], text, left=0)

    def _evidence(self, pair: PairAccount) -> Iterator[Line]:
        """Yield the kinds of evidence, first by themselves, then among all pairs."""
        groups = by_group(pair.features)
        texts: dict[Group, str] = {
            "meaning": "; ".join(
                f"{said.label} {said.written(feature.value)}"
                for feature in groups["meaning"]
                for said in [FEATURES[feature.name]]
            ),
            "words": covered(pair),
            "anchors": anchors(self.explanation, pair),
        }
        if pair.alone is not None:
            text = f"by themselves: {percent(pair.alone)} likely a link"
            yield from self._wrapped(4, [Styled(text, "")])
        for group, text in texts.items():
            if text:
                pull = total(feature.alone for feature in groups[group])
                yield from self._kind(group, pull, text)
        if pair.average is None or not pair.weighed:
            return
        end = pair.average[1] + sum(feature.pull or 0 for feature in pair.features)
        text = f"among all pairs: {percent(chance(end))} likely a link"
        yield from self._wrapped(4, [Styled(text, "")])
        own = [f for group, fs in groups.items() if group != "context" for f in fs]
        pull = total(feature.pull for feature in own)
        yield from self._kind("the two", pull, "what they are by themselves")
        first, *more = self._context(pair)
        pull = total(feature.pull for feature in groups["context"])
        yield from self._kind("context", pull, first)
        for text in more:
            yield from self._kind("", None, text)
        yield from self._most(pair)

    def _kind(self, name: str, pull: float | None, text: str) -> Iterator[Line]:
        figure = "" if pull is None else signed(pull)
        head = [Styled(f"{figure:>6}  ", "bold"), Styled(f"{name:<8}  ", "")]
        yield from self._row(head, [Styled(text, "")])

    def _context(self, pair: PairAccount) -> list[str]:
        """Return how the pair stands among the candidates of either sentence."""
        out = []
        for side in self._order():
            standing = pair.standing.a if side == "a" else pair.standing.b
            if standing is not None:
                own = address(side, self._index(pair, side))
                out.append(placed(standing, own, _OTHER[side]))
        return out

    def _most(self, pair: PairAccount) -> Iterator[Line]:
        """Yield which features speak most for the link, and which against it."""
        ordered = sorted(pair.features, key=lambda f: (-abs(f.pull or 0), f.name))
        for title, sign in (("for", 1), ("against", -1)):
            said = [
                f"{signed(f.pull or 0)}{GLUE}{FEATURES[f.name].said(f.value)}"
                for f in ordered
                if round(sign * (f.pull or 0), 1) > 0
            ]
            if said:
                head = [Styled(f"{'':6}  {title:<8}  ", "dim")]
                yield from self._row(head, [Styled("; ".join(said[:_MOST]), "dim")])

    def _words(self, pair: PairAccount) -> Iterator[Line]:
        """Yield which word of one sentence was matched to which of the other."""
        for number, side in enumerate(self._order()):
            words = pair.words.a if side == "a" else pair.words.b
            lists = self._lists(
                words, side, name=address(side, self._index(pair, side))
            )
            # What both have is said once, from the sentence asked for.
            for title, text in list(lists.items())[2 * number :]:
                yield from self._titled(title, text)

    def _order(self) -> tuple[Side, Side]:
        """Return the side of the sentence asked for, then the other."""
        return ("b", "a") if self.explanation.asked.a is None else ("a", "b")

    def _lists(
        self, words: tuple[WordMatch, ...], side: Side, name: str
    ) -> dict[str, str]:
        """Return the words that both have, those that are alike, and the rest."""
        here = self.explanation.document(side).text
        there = self.explanation.document(_OTHER[side]).text
        same, alike, rest = [], [], []
        for word in words:
            text = for_terminal(word.span.of(here))
            if word.partner is None:
                rest.append(text)
                continue
            partner = for_terminal(word.partner.of(there))
            if not word.same:
                alike.append(f"{text} {self.like} {partner} {percent(word.chance)}")
            elif text.casefold() == partner.casefold():
                same.append(text)
            else:
                same.append(f"{text} = {partner}")
        bound = [part.replace(" ", GLUE) for part in alike]
        return {
            "same words": ", ".join(dict.fromkeys(same)),
            "alike": ", ".join(dict.fromkeys(bound)),
            f"unmatched {name}": ", ".join(dict.fromkeys(rest)),
        }

    def _edits(self, link: Link) -> Iterator[Line]:
        """Yield the edit script from a to b, without what is equal."""
        out = []
        for edit in link.edits:
            a = self._quoted(edit.a, self.explanation.a.text)
            b = self._quoted(edit.b, self.explanation.b.text)
            if edit.op == "equal" or not (a or b):
                continue
            out.append(
                f"{a} {self.arrow} {b}" if a and b else f"- {a}" if a else f"+ {b}"
            )
        yield from self._titled("edits a to b", "; ".join(out) or "none")

    def _quoted(self, span: Span, text: str) -> str:
        words = for_terminal(span.of(text)).strip()
        return f'"{words}"' if words else ""

    def _marked(self, side: Side, *, linked: bool) -> Iterator[Line]:
        """Yield what is marked as said by one article alone, and why."""
        there = _OTHER[side].upper()
        title = f"Only in {side.upper()}"
        if not linked:
            title += ": the whole sentence, as it has no counterpart"
        yield from self._wrapped(0, [Styled(title, f"{side}-bold")])
        doc = self.explanation.document(side)
        for passage in self.explanation.marked:
            if linked:
                quoted = self._quoted(passage.span, doc.text)
                yield from self._wrapped(4, [Styled(quoted, f"{side}-only")])
            for title, text in self._found(passage, side, there).items():
                yield from self._titled(title, text)

    def _found(self, passage: MarkedPassage, side: Side, there: str) -> dict[str, str]:
        """Return the words of a passage by where they find a partner."""
        nowhere, elsewhere, counterpart = [], [], []
        doc = self.explanation.document(side)
        for word in passage.words:
            text = for_terminal(word.span.of(doc.text))
            if word.linked >= self.explanation.partner_from:
                counterpart.append(text)
            elif word.elsewhere >= FAINT:
                elsewhere.append(
                    f"{text} {self._places(word, side)}".replace(" ", GLUE)
                )
            else:
                nowhere.append(text)
        return {
            f"nowhere in {there}": ", ".join(dict.fromkeys(nowhere)),
            f"elsewhere in {there}": ", ".join(dict.fromkeys(elsewhere)),
            "in counterpart": ", ".join(dict.fromkeys(counterpart)),
        }

    def _places(self, word: MarkedWord, side: Side) -> str:
        """Return the sentences that hold a word's best partner."""
        names = [address(_OTHER[side], index) for index in word.sentences]
        more = f" +{len(names) - _FEW}" if len(names) > _FEW else ""
        like = "" if word.elsewhere >= 1 else f"{percent(word.elsewhere)} "
        return like + " ".join(names[:_FEW]) + more

    def _index(self, pair: PairAccount, side: Side) -> int:
        return pair.a if side == "a" else pair.b

    def _titled(self, title: str, text: str) -> Iterator[Line]:
        """Yield a list behind its title; nothing for an empty one."""
        if text:
            yield from self._row([Styled(f"{title:<14}  ", "bold")], [Styled(text, "")])

    def _row(self, head: Line, text: Line, *, left: int = _INDENT) -> Iterator[Line]:
        """Yield *text* in lines beside *head*; where there is no room, after it."""
        lead = sum(len(part.text) for part in head)
        room = self.pen.look.width - left - lead
        if room < NARROWEST:
            yield from self._wrapped(left, [*head, *text])
            return
        for number, line in enumerate(wrap(text, room)):
            first = head if number == 0 else [Styled(" " * lead, "")]
            yield [Styled(" " * left, ""), *first, *line]

    def _wrapped(self, left: int, text: Iterable[Styled]) -> Iterator[Line]:
        room = max(self.pen.look.width - left, NARROWEST)
        for line in wrap(text, room):
            yield [Styled(" " * left, ""), *line]
