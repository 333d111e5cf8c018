"""Direct quotations of an article, a sentence of each at a time.

    “The ice came early,” she said, “and the boats sank.”    one, with a break
    “The ice [in March] came early … and the boats sank.”    with two

Quotations inside quotations are part of the outer one.  What stands in brackets is not
the speaker's.  Scare quotes and titles of works are read, but kept *apart*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from srcdiff.facts.speech.quote_marks import Quotation, read_quotations, sentence_of
from srcdiff.facts.speech.say_words import SAY, word_set
from srcdiff.model import Document, Fact, Span, Token
from srcdiff.text.languages import language
from srcdiff.text.stems import spelling

_CLAUSE_ENDS = frozenset({",", ".", ";", ":", "-", "!", "?", "..."})

_SCARE = 3
"""Words up to which a quotation may be a scare quote, as the field has it."""
_INTERRUPTION = 14
"""Most tokens of what stands between two parts of a quotation: "said NAME, the …"."""

_CONTRACTED = {
    "'re": "are",
    "'ve": "have",
    "'ll": "will",
    "'d": "would",
    "'m": "am",
    "n't": "not",
}
_IRREGULAR = {
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
}
_BEFORE_IS = word_set("it he she that there here what who where how")


@dataclass(frozen=True, slots=True)
class Quote:
    """What a sentence quotes of one speaker."""

    sentence: int
    span: Span
    """From the first quoted word to the last, what interrupts them included."""
    inside: tuple[Span, ...]
    """Ranges of ``Document.tokens`` between the marks, one a part."""
    forms: tuple[str, ...]
    """The words in the form that is compared: one spelling, contractions in full."""
    places: tuple[int, ...]
    """Index in ``Document.tokens`` of each form."""
    clauses: tuple[int, ...]
    """Number of the clause of each form: marks divide clauses."""
    breaks: frozenset[int]
    """Positions among the forms before which words may have been left out."""
    number: int
    """Sentences of one quotation share it."""
    apart: bool
    """Whether this may be a scare quote or a title, and nobody's statement."""

    def fact(self, text: str, speaker: str = "") -> Fact:
        """Return the quotation as a line of the ledger shows it."""
        words = " ".join(self.span.of(text).split())
        return Fact(
            "quote",
            self.sentence,
            self.span,
            f"{speaker}: “{words}”" if speaker else f"“{words}”",
        )


def read_quotes(doc: Document) -> tuple[Quote, ...]:
    """Return the quotations of an English article, sentence by sentence, in order.

    Headings and what else is not compared are left out; so are other languages.
    """
    if doc.language != "english" or not any(t.norm == '"' for t in doc.tokens):
        return ()
    found = [
        _quote(doc, sentence, parts, number)
        for sentence, parts, number in _by_sentence(doc, list(read_quotations(doc)))
    ]
    return tuple(quote for quote in found if quote is not None)


# -- sentences of quotations --------------------------------------------------


def _by_sentence(
    doc: Document, quotations: Sequence[Quotation]
) -> Iterator[tuple[int, list[Span], int]]:
    """Yield sentence, quoted ranges of tokens, and number of the quotation."""
    pieces: list[tuple[int, Span, int]] = []
    sentence = number = 0
    before = Quotation(0, 0, False)
    for quotation in quotations:
        if not (before.goes_on or _interrupted(doc, before, quotation)):
            number += 1
        before = quotation
        at = quotation.start
        while at < quotation.end:
            while doc.sentences[sentence].tokens.end <= at:
                sentence += 1
            end = min(quotation.end, doc.sentences[sentence].tokens.end)
            pieces.append((sentence, Span(at, end), number))
            at = end
    group: list[Span] = []
    for piece, after in pairwise([*pieces, (-1, Span(0, 0), -1)]):
        group.append(piece[1])
        if (piece[0], piece[2]) != (after[0], after[2]):
            yield piece[0], group, piece[2]
            group = []


def _interrupted(doc: Document, one: Quotation, two: Quotation) -> bool:
    """Tell whether only "he said" stands between two quotations."""
    between = doc.tokens[one.end + 1 : two.start - 1]
    if not 1 < len(between) <= _INTERRUPTION or one.end == 0:
        return False
    rows = (sentence_of(doc, one.start), sentence_of(doc, two.start))
    if len({doc.sentences[row].paragraph for row in rows}) > 1:
        return False
    closed = {doc.tokens[one.end - 1].norm, between[0].norm} & {",", "-", "?", "!"}
    return (
        bool(closed)
        and between[-1].norm in (",", "-", ":", ".")
        and any(token.norm in SAY for token in between)
        and not any(token.norm == '"' for token in between)
    )


def _quote(
    doc: Document, sentence: int, parts: Sequence[Span], number: int
) -> Quote | None:
    forms: list[str] = []
    places: list[int] = []
    clauses: list[int] = []
    breaks: set[int] = set()
    clause = 0
    for part in parts:
        if forms:
            breaks.add(len(forms))
        for at, left_out in _own_words(doc, part):
            if left_out:
                breaks.add(len(forms))
                continue
            token = doc.tokens[at]
            if token.norm in _CLAUSE_ENDS and not _hyphen(doc, at):
                clause += 1
            for form in _forms(doc.tokens, at):
                forms.append(form)
                places.append(at)
                clauses.append(clause)
    if not forms:
        return None
    return Quote(
        sentence,
        Span(doc.tokens[places[0]].start, doc.tokens[places[-1]].end),
        tuple(parts),
        tuple(forms),
        tuple(places),
        tuple(clauses),
        frozenset(breaks),
        number,
        _apart(doc, parts, sorted(set(places))),
    )


def _own_words(doc: Document, part: Span) -> Iterator[tuple[int, bool]]:
    """Yield the tokens that are the speaker's, and whether words are left out there.

    What is in brackets is the editor's, with the rest of the word that it touches:
    "want[s]", "[W]e".
    """
    closing = [k for k in range(*part) if doc.tokens[k].norm == "]"][::-1]
    at = part.start
    while at < part.end:
        token = doc.tokens[at]
        while closing and closing[-1] < at:
            closing.pop()
        if token.norm == "[" and closing:
            close = closing[-1]
            yield at, True
            at = close + 1
            if at < part.end and doc.tokens[at].start == doc.tokens[close].end:
                at += doc.tokens[at].norm.isalpha()
        elif (
            at + 1 < part.end
            and doc.tokens[at + 1].norm == "["
            and token.end == doc.tokens[at + 1].start
            and token.norm.isalpha()
        ):
            at += 1
        else:
            yield at, token.norm == "..."
            at += 1


def _hyphen(doc: Document, at: int) -> bool:
    """Tell whether a mark is the hyphen of a compound."""
    token = doc.tokens[at]
    around = doc.text[token.start - 1 : token.end + 1]
    return token.norm == "-" and not any(char.isspace() for char in around)


def forms_of(doc: Document, part: Span) -> tuple[list[str], list[int]]:
    """Return the words of a range of tokens in the form that is compared.

    With the index of each in ``Document.tokens``.
    """
    forms: list[str] = []
    places: list[int] = []
    for at in range(*part):
        for form in _forms(doc.tokens, at):
            forms.append(form)
            places.append(at)
    return forms, places


def _forms(tokens: Sequence[Token], at: int) -> tuple[str, ...]:
    """Return the words that a token stands for; none for a mark."""
    norm, before = tokens[at].norm, tokens[at - 1].norm if at else ""
    if norm == "%" or (norm == "cent" and before == "per"):
        return ("percent",)
    if norm == "per" and at + 1 < len(tokens) and tokens[at + 1].norm == "cent":
        return ()
    if norm in _IRREGULAR:
        return _IRREGULAR[norm]
    if norm == "'s":
        return ("is",) if before in _BEFORE_IS else ("'s",)
    if "'" in norm:
        for ending, word in _CONTRACTED.items():
            if norm.endswith(ending) and len(norm) > len(ending):
                return spelling(norm.removesuffix(ending)), word
    return (spelling(norm),) if norm[0].isalnum() else ()


def _apart(doc: Document, parts: Sequence[Span], words: Sequence[int]) -> bool:
    """Tell whether quoted words may be a scare quote or the title of a work."""
    written = [doc.tokens[at].of(doc.text) for at in words]
    function = language(doc.language).function
    content = [w for w in written if w.lower() not in function and w[0].isalpha()]
    if len(content) > 1 and len(written) > 2 and all(w[0].isupper() for w in content):
        return True
    if len(words) > _SCARE:
        return False
    first, last = parts[0].start, parts[-1].end
    whole = written[0][0].isupper() and doc.tokens[last - 1].norm in {*",.!?"}
    if whole and not all(w[0].isupper() for w in content):
        return False
    near = doc.tokens[max(0, first - 5) : first - 1] + doc.tokens[last : last + 4]
    said = any(
        token.norm in SAY and before.norm != "-" for before, token in pairwise(near)
    )
    return not said
