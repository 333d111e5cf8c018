"""Who says so: the sources that sentences name, and which words are theirs.

A pronoun stands for the person who was named last as a source or as a subject, in the
same paragraph or the one before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from srcdiff.facts.speech.persons import Persons
from srcdiff.facts.speech.quote import Quote
from srcdiff.facts.speech.say_words import word_set
from srcdiff.facts.speech.source import Source, source
from srcdiff.facts.speech.tags import ENDS, Tag, colon_tag, read_tags
from srcdiff.model import Document, Fact, Span
from srcdiff.text.languages import language

_MALE = word_set("mr sir lord king princ father")
_FEMALE = word_set("mrs ms miss dame ladi queen princess mother")
"""Stems of titles that only one of "he" and "she" can stand for."""
MOST_TAGS = 8
"""Tags of a sentence that are read; one with more is no sentence."""
_FAR = 12
"""Sentences before a pronoun beyond which nobody looks for whom it stands for."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source and what it is made to say."""

    sentence: int
    source: Source
    """Whoever a pronoun stands for, with the span of the pronoun."""
    words: tuple[int, ...]
    """Indexes in ``Document.tokens`` of the words that are put down to it."""
    tag: Span
    """Range of ``Document.tokens``: the source and its verb."""

    def fact(self) -> Fact:
        """Return the source as a line of the ledger shows it."""
        return Fact("attribution", self.sentence, self.source.span, self.source.named())


def read_attributions(
    doc: Document, persons: Persons, quotes: Sequence[Quote]
) -> tuple[Attribution, ...]:
    """Return the attributions of an English article, in text order.

    Args:
        doc: The article.
        persons: Its names.
        quotes: Its quotations: what is said inside them is left alone.
    """
    if doc.language != "english":
        return ()
    quoted = frozenset(
        at for quote in quotes for part in quote.inside for at in range(*part)
    )
    found: dict[int, list[Attribution]] = {}
    for row in doc.aligned():
        tags = list(read_tags(doc, row, quoted))
        if not tags and not quoted.isdisjoint(range(*doc.sentences[row].tokens)):
            tags = (
                list(colon_tag(doc, row, quoted)) if _subject(doc, persons, row) else []
            )
        here = []
        for tag, words in _with_words(doc, row, tags[:MOST_TAGS]):
            who = source(doc, persons, row, tag.source)
            if who is not None and who.sort == "pronoun":
                who = _resolved(doc, persons, who, row, found)
            if who is not None:
                here.append(Attribution(row, who, words, tag.whole))
        if here:
            found[row] = here
    return tuple(one for here in found.values() for one in here)


# -- what is said -------------------------------------------------------------


def _with_words(
    doc: Document, row: int, tags: Sequence[Tag]
) -> Iterator[tuple[Tag, tuple[int, ...]]]:
    """Yield each tag with the words of the sentence that are put down to it.

    Between two tags the words belong to the first, if nothing divides them from it,
    else to the second.
    """
    first, stop = doc.sentences[row].tokens
    cuts = [first]
    for one, two in pairwise(tags):
        divided = doc.tokens[one.whole.end].norm in ENDS - {":", '"'}
        cuts.append(one.whole.end if divided else two.whole.start)
    cuts.append(stop)
    function = language(doc.language).function
    for tag, start, end in zip(tags, cuts, cuts[1:], strict=False):
        yield (
            tag,
            tuple(
                at
                for at in range(start, end)
                if not tag.whole.start <= at < tag.whole.end
                and doc.tokens[at].norm not in function
                and doc.tokens[at].norm[0].isalnum()
            ),
        )


# -- pronouns -----------------------------------------------------------------


def _subject(doc: Document, persons: Persons, row: int) -> Source | None:
    """Return the person whose name opens a sentence, or a clause after a comma."""
    first, stop = doc.sentences[row].tokens
    for name in persons.names.get(row, ())[:1]:
        written = Span(doc.tokens[name.start].start, doc.tokens[name.end - 1].end)
        after = doc.tokens[name.end].norm if name.end < stop else ""
        dateline = written.of(doc.text).isupper() or after in ("-", "(")
        if name.start - first <= 1 and not dateline and after != "'s":
            return source(doc, persons, row, name)
    return None


def _resolved(
    doc: Document,
    persons: Persons,
    who: Source,
    row: int,
    found: Mapping[int, Sequence[Attribution]],
) -> Source:
    """Return the person that a pronoun stands for; itself where that is not safe."""
    last = _named_last(doc, persons, row, found) if who.head in ("he", "she") else None
    if last is None:
        return who
    known = persons.known.get(last.name[-1], frozenset())
    if known & (_FEMALE if who.head == "he" else _MALE):
        return who
    return replace(last, span=who.span, pronoun=who.head)


def _named_last(
    doc: Document,
    persons: Persons,
    row: int,
    found: Mapping[int, Sequence[Attribution]],
) -> Source | None:
    """Return the person named last, before a row, as a source or else as a subject."""
    paragraph = doc.paragraphs[max(0, doc.sentences[row].paragraph - 1)]
    for before in range(row - 1, max(paragraph.sentences.start, row - _FAR) - 1, -1):
        sources = [one.source for one in found.get(before, ())]
        for who in (*reversed(sources), _subject(doc, persons, before)):
            if who is not None and who.sort == "person":
                return who
    return None
