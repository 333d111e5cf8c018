"""Words that a draft takes over from a source one after the other, as its own.

What stands in quotation marks is somebody else's and may be the same; so may a
sentence that says whose word it is.  If that tag is copied too ("…, officials said")
it is the source's and excuses nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from srcdiff.facts.speech.quote_marks import read_quotations, sentence_of
from srcdiff.facts.speech.speech import Said, read_said
from srcdiff.model import Document, Passage, Span

_REPORTING = frozenset({"reported", "reports", "wrote", "writes", "told"})
"""Verbs by which a sentence says where it has something from: ", the Gazette reported"
names a source that no speech is put down to."""

_ALIKE = 8
"""Places of a source with the same words that are looked at: a refrain has more, and
any of them shows that it is copied."""


class Copied(NamedTuple):
    """A run of words that stands in a source too."""

    words: int
    """How many, one after the other."""
    source: int
    """Which of the sources."""
    here: Passage
    """Their part in the sentence that has most of them."""
    there: Passage


class _Run(NamedTuple):
    here: Sequence[int]
    """Indexes in ``Document.tokens`` of the words."""
    source: int
    there: Sequence[int]


def copied(draft: Document, sources: Sequence[Document], least: int) -> list[Copied]:
    """Return the runs of at least so many words, in text order; none overlaps another.

    Where several sources have the same words, the longest run counts; of equal ones,
    that of the first.

    Args:
        draft: The article that may be copied.
        sources: Those that it may be copied from.
        least: Shortest run, in words; at least 1.
    """
    said = read_said(draft)
    segments = list(_own_words(draft))
    runs = [
        part
        for number, source in enumerate(sources)
        for run in _runs(draft, segments, source, number, least)
        for part in _unexcused(said, run)
        if len(part.here) >= least
    ]
    runs.sort(key=lambda run: (-len(run.here), run.source, run.here[0]))
    chosen: list[_Run] = []
    taken: set[int] = set()
    for run in runs:
        if taken.isdisjoint(run.here):
            taken.update(run.here)
            chosen.append(run)
    return [
        Copied(
            len(run.here),
            run.source,
            _passage(draft, run.here),
            _passage(sources[run.source], run.there),
        )
        for run in sorted(chosen, key=lambda run: run.here[0])
    ]


def _words(doc: Document) -> list[int]:
    """Return the indexes of the words of the sentences that are compared."""
    return [
        at
        for index in doc.aligned()
        for at in range(*doc.sentences[index].tokens)
        if doc.tokens[at].norm[0].isalnum()
    ]


def _own_words(doc: Document) -> Iterator[list[int]]:
    """Yield the words of an article between its quotations."""
    quoted = {at for part in read_quotations(doc) for at in range(part.start, part.end)}
    for inside, group in groupby(_words(doc), key=quoted.__contains__):
        if not inside:
            yield list(group)


def _runs(
    draft: Document,
    segments: Sequence[Sequence[int]],
    source: Document,
    number: int,
    least: int,
) -> Iterator[_Run]:
    """Yield what a draft has in common with one source, from left to right."""
    theirs = _words(source)
    norms = [source.tokens[at].norm for at in theirs]
    places = _places(norms, least)
    for segment in segments:
        mine = [draft.tokens[at].norm for at in segment]
        at = 0
        while at + least <= len(mine):
            found = places.get(tuple(mine[at : at + least]), ())
            length, there = max(
                ((_common(mine, at, norms, there), -there) for there in found),
                default=(0, 0),
            )
            if length:
                here = segment[at : at + length]
                yield _Run(here, number, theirs[-there : length - there])
            at += length or 1


def _places(norms: Sequence[str], least: int) -> Mapping[tuple[str, ...], list[int]]:
    """Return where in a source each row of *least* words starts."""
    places: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(norms) - least + 1):
        found = places[tuple(norms[at : at + least])]
        if len(found) < _ALIKE:
            found.append(at)
    return places


def _common(mine: Sequence[str], at: int, norms: Sequence[str], there: int) -> int:
    """Return how many words are the same from two places on."""
    length = 0
    while (
        at + length < len(mine)
        and there + length < len(norms)
        and mine[at + length] == norms[there + length]
    ):
        length += 1
    return length


def _unexcused(said: Said, run: _Run) -> Iterator[_Run]:
    """Yield the parts of a run in sentences that do not say whose word it is."""
    words = set(run.here)
    first = 0
    pieces: list[tuple[bool, int]] = []
    for sentence, group in groupby(run.here, lambda at: sentence_of(said.doc, at)):
        own = any(
            not _copied_too(said.doc, tag, words) for tag in _tags(said, sentence)
        )
        pieces.append((own, len(list(group))))
    for own, same in groupby(pieces, lambda piece: piece[0]):
        end = first + sum(length for _, length in same)
        if not own:
            yield _Run(run.here[first:end], run.source, run.there[first:end])
        first = end


def _tags(said: Said, sentence: int) -> Iterator[Span]:
    """Yield where a sentence says whose word something is, as ranges of tokens."""
    for one in said.attributions.get(sentence, ()):
        yield one.tag
    for at in range(*said.doc.sentences[sentence].tokens):
        if said.doc.tokens[at].norm in _REPORTING:
            yield Span(at, at + 1)


def _copied_too(doc: Document, tag: Span, words: set[int]) -> bool:
    """Tell whether the words that name a speaker are part of a run."""
    return words.issuperset(
        at for at in range(*tag) if doc.tokens[at].norm[0].isalnum()
    )


def _passage(doc: Document, words: Sequence[int]) -> Passage:
    """Return the part of some words that stands in the sentence with most of them."""
    shares = Counter(sentence_of(doc, at) for at in words)
    sentence = max(shares, key=lambda one: (shares[one], -one))
    inside = [at for at in words if sentence_of(doc, at) == sentence]
    return Passage(
        sentence, Span(doc.tokens[inside[0]].start, doc.tokens[inside[-1]].end)
    )
