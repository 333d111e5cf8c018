"""The order of the stages, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial
from os import PathLike, fspath
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from srcdiff.align.encoders import Encoder, chosen
from srcdiff.align.paragraphs import paragraph_links
from srcdiff.align.relation import relation
from srcdiff.align.threads import one_thread
from srcdiff.align.word_links import WordLinks, mirrored
from srcdiff.beside import Start, copies, when_asked
from srcdiff.diff.edits import edit_script, equal_share
from srcdiff.errors import shown_name
from srcdiff.facts.known import Known, read_both
from srcdiff.facts.ledger import conflicts, facts_of
from srcdiff.facts.ledger import weights_digest as facts_digest
from srcdiff.facts.linked import Linked, LinkedPair, linked
from srcdiff.model import (
    Comparison,
    Document,
    Link,
    ParagraphLink,
    Passage,
    Side,
    Summary,
)
from srcdiff.settings import Settings
from srcdiff.ticks import Progress, unseen, within
from srcdiff.version import __version__

if TYPE_CHECKING:
    from srcdiff.align.scorer import Scorer
    from srcdiff.align.sentences import Scored
    from srcdiff.explanation import Asked, Explanation, MarkedPassage

_LONG = 1_000
"""Sentences of both articles together from which work is done in two processes: to
copy one and to send its results takes some hundredths of a second."""

READ, _WEIGHED, _LINKED, _ALIGNED, _COMPARED = 0.1, 0.55, 0.6, 0.7, 0.92
"""Shares of the time of a comparison, of long articles with the static encoder."""

T = TypeVar("T")

Source: TypeAlias = Document | str | PathLike[str]


def read(
    source: str | PathLike[str],
    settings: Settings | None = None,
    *,
    encoding: str | None = None,
) -> Document:
    """Read an article from a file, or from standard input for ``-``.

    Args:
        source: Path of the file.
        settings: Language, size limit and how to read; the defaults if left out.
        encoding: Character encoding of the file; found out if left out.

    Raises:
        InputError: the file is missing, empty, binary, undecodable or too big.
    """
    from srcdiff.readers import read_bytes

    settings, path = settings or Settings(), fspath(source)
    data = read_bytes(path, shown_name(path), settings.max_size)
    return parse(data, path, settings, encoding=encoding)


def parse(
    data: bytes,
    name: str,
    settings: Settings | None = None,
    *,
    encoding: str | None = None,
) -> Document:
    """Read an article from the bytes of a file, which need not exist.

    Args:
        data: What the file holds.
        name: What the user calls it.  Its suffix has a say in what it is.
        settings: As for :func:`read`.
        encoding: As for :func:`read`.

    Raises:
        InputError: there is no article in it, or it is too big.
    """
    from srcdiff.readers import extract_bytes
    from srcdiff.text.document import document

    settings = settings or Settings()
    extract = extract_bytes(
        data,
        name,
        max_size=settings.max_size,
        encoding=encoding,
        extract=settings.extract,
        docx_view=settings.docx_view,
    )
    return document(extract, name=name, language=settings.language)


def signature(settings: Settings) -> str:
    """Return the signature of comparisons with these settings.

    Raises:
        SettingsError: the encoder cannot be loaded.
    """
    return _signature(settings, chosen(settings.encoder))


def compare(
    a: Source,
    b: Source,
    settings: Settings | None = None,
    *,
    processes: int = 1,
    progress: Progress = unseen,
) -> Comparison:
    """Compare two articles, given as documents or as paths of files.

    The comparison of *b* and *a* mirrors that of *a* and *b*, and an article
    compared with itself is identical throughout.

    Args:
        a: One article.
        b: The other.
        settings: What the comparison depends on; the defaults if left out.
        processes: How many may work at a time.  It makes long articles faster, and
            no other difference; see :mod:`srcdiff.beside`.
        progress: Told the stage, and the share of the whole that is done, 0…1.

    Raises:
        InputError: a file cannot be read, see :func:`read`.
    """
    settings = settings or Settings()
    doc_a = a if isinstance(a, Document) else read(a, settings)
    doc_b = b if isinstance(b, Document) else read(b, settings)
    encoder = chosen(settings.encoder)
    progress("aligning", READ)
    short = len(doc_a.sentences) + len(doc_b.sentences) < _LONG
    with copies(1 if short else processes) as start, one_thread():
        known = cache(start(partial(read_both, doc_a, doc_b)))

        def start_next(work: Callable[[], T]) -> Callable[[], T]:
            known()  # there is no room for other work before
            return start(work)

        found = _aligned(doc_a, doc_b, settings, encoder, progress, start_next)
        waiting = facts_of(
            _linked(doc_a, doc_b, found, known()),
            start,
            within(progress, "facts", _ALIGNED, _COMPARED),
        )
        links = _links(doc_a, doc_b, found)
        facts, crowded = waiting()
    disagreements = conflicts(facts)
    return Comparison(
        a=doc_a,
        b=doc_b,
        paragraph_links=found.paragraphs,
        links=links,
        only_a=found.only_a,
        only_b=found.only_b,
        facts=facts,
        conflicts=disagreements,
        summary=_summary(doc_a, doc_b, links, found, len(disagreements)),
        limits=tuple(
            dict.fromkeys(
                (
                    *doc_a.limits,
                    *doc_b.limits,
                    *crowded,
                    *encoder.limits(),
                )
            )
        ),
        signature=_signature(settings, encoder),
        version=__version__,
    )


def explain(
    a: Source, b: Source, where: str, settings: Settings | None = None
) -> Explanation:
    """Say why sentences are linked or not, from the evidence behind the comparison.

    Explaining *b* and *a* mirrors explaining *a* and *b*.

    Args:
        a: One article, as for :func:`compare`.
        b: The other.
        where: A sentence, ``a9`` or ``b7``, or a pair, ``a9:b7``.
        settings: Those of the comparison; the defaults if left out.

    Raises:
        InputError: a file cannot be read, see :func:`read`.
        SettingsError: there is no such sentence.
    """
    from srcdiff.align.aligner import threshold
    from srcdiff.explanation import Explanation, asked, compared

    settings = settings or Settings()
    doc_a = a if isinstance(a, Document) else read(a, settings)
    doc_b = b if isinstance(b, Document) else read(b, settings)
    places = asked(where, doc_a, doc_b)
    encoder = chosen(settings.encoder)
    found = _aligned(doc_a, doc_b, settings, encoder)
    explanation = Explanation(
        a=doc_a,
        b=doc_b,
        asked=places,
        threshold=found.scorer.link,
        candidates=settings.candidates,
        marked_from=found.scorer.word_only,
        partner_from=threshold(encoder.weights),
        links=tuple(
            link
            for link in _links(doc_a, doc_b, found)
            if places.a in (None, link.a) and places.b in (None, link.b)
        ),
        pairs=(),
        marked=(),
        signature=_signature(settings, encoder),
        version=__version__,
    )
    if not all(
        compared(explanation.document(side), index)
        for side, index in explanation.places
    ):
        return explanation
    return _with_evidence(explanation, found)


def _with_evidence(explanation: Explanation, found: _Aligned) -> Explanation:
    """Add the evidence, worked out in the order in which the articles were aligned."""
    from srcdiff.align.explain import marked_passages, pair_accounts

    scorer = found.scorer
    places: Asked = explanation.asked
    turned = found.scored.a is not explanation.a
    if turned:
        found, places = found.mirrored(), places.turned()
    pairs = pair_accounts(found.scored, scorer, found.links, found.same, places)
    side: Side = "a" if places.b is None else "b"
    only = found.only_a if side == "a" else found.only_b
    asked_for = [passage for passage in only if passage.sentence in places]
    marked: tuple[MarkedPassage, ...] = ()
    if None in places:
        marked = marked_passages(found.scored, scorer, found.links, side, asked_for)
    if turned:
        pairs = tuple(pair.mirrored() for pair in pairs)
    return replace(explanation, pairs=pairs, marked=marked)


@dataclass(frozen=True, slots=True)
class _Aligned:
    """What alignment found, before the texts are compared."""

    links: dict[tuple[int, int], float]
    paragraphs: tuple[ParagraphLink, ...]
    moved: set[tuple[int, int]]
    same: set[tuple[int, int]]
    only_a: tuple[Passage, ...]
    only_b: tuple[Passage, ...]
    scored: Scored
    """The evidence, in the order in which the articles were aligned."""
    scorer: Scorer
    words: WordLinks
    """The words that correspond in each link."""

    def mirrored(self) -> _Aligned:
        """Return the same with the sides exchanged."""
        return _Aligned(
            dict(sorted(((j, i), p) for (i, j), p in self.links.items())),
            tuple(
                sorted(
                    (replace(link, a=link.b, b=link.a) for link in self.paragraphs),
                    key=lambda link: (link.a, link.b),
                )
            ),
            {(j, i) for i, j in self.moved},
            {(j, i) for i, j in self.same},
            self.only_b,
            self.only_a,
            self.scored,
            self.scorer,
            mirrored(self.words),
        )


def _aligned(  # noqa: PLR0913, PLR0917 -- what is aligned, how, and who waits
    a: Document,
    b: Document,
    settings: Settings,
    encoder: Encoder,
    progress: Progress = unseen,
    start: Start = when_asked,
) -> _Aligned:
    """Align two articles, always in the same order.

    Sums of floating-point numbers and ties depend on which article comes first,
    if only in the last digit.  So the articles are put into an order of their
    own, and the result is turned back: swapping them mirrors it to the byte.
    """
    from srcdiff.align.scorer import load
    from srcdiff.align.sentences import (
        gather,
        identical_pairs,
        moved_pairs,
        sentence_links,
    )
    from srcdiff.diff.only import only_passages, word_chances

    if _order(b) < _order(a):
        return _aligned(b, a, settings, encoder, progress, start).mirrored()
    scorer = load(encoder.weights)
    with one_thread():
        tick = within(progress, "aligning", READ, _WEIGHED)
        scored = gather(a, b, settings.candidates, encoder, tick, start)
        same = set(identical_pairs(a, b))
        links = sentence_links(scored, same, scorer)
        progress("aligning", _LINKED)
        chances, words = word_chances(scored, links, scorer)
    only = [
        only_passages(
            doc,
            chance,
            linked={pair[side] for pair in links},
            settled={pair[side] for pair in same},
            threshold=scorer.word_only,
        )
        for side, (doc, chance) in enumerate(zip((a, b), chances, strict=True))
    ]
    return _Aligned(
        links,
        paragraph_links(a, b, links),
        moved_pairs(links),
        same,
        only[0],
        only[1],
        scored,
        scorer,
        words,
    )


def _order(doc: Document) -> tuple[str, tuple[tuple[object, ...], ...]]:
    """Return what puts two articles in order, whichever was named first."""
    return doc.text, tuple((*s.span, s.paragraph, s.kind) for s in doc.sentences)


def _links(a: Document, b: Document, found: _Aligned) -> tuple[Link, ...]:
    """Add relation and textual diff to each linked pair."""
    degree_a = Counter(i for i, _ in found.links)
    degree_b = Counter(j for _, j in found.links)
    more_a = {passage.sentence for passage in found.only_a}
    more_b = {passage.sentence for passage in found.only_b}
    out = []
    for pair, similarity in found.links.items():
        i, j = pair
        edits = edit_script(a, b, pair)
        says = relation(
            identical=pair in found.same,
            says_more=i in more_a or j in more_b,
            shared=degree_a[i] > 1 or degree_b[j] > 1,
            equal=partial(equal_share, a, b, pair),
            edited=found.scorer.edited,
        )
        out.append(Link(i, j, says, similarity, pair in found.moved, edits))
    return tuple(out)


def _linked(
    a: Document, b: Document, found: _Aligned, known: tuple[Known, Known]
) -> Linked:
    """Return what the ledgers of facts compare."""
    pairs = (
        LinkedPair(i, j, similarity, (i, j) in found.same, found.words[i, j])
        for (i, j), similarity in found.links.items()
    )
    return linked(a, b, pairs, found.scored.vocabulary, known)


def _summary(
    a: Document, b: Document, links: tuple[Link, ...], found: _Aligned, conflicts: int
) -> Summary:
    counts = Counter(link.relation for link in links)
    lonely_a = set(a.aligned()) - {link.a for link in links}
    lonely_b = set(b.aligned()) - {link.b for link in links}
    return Summary(
        a_in_b=_shared(a, found.only_a),
        b_in_a=_shared(b, found.only_b),
        identical=counts["identical"],
        edited=counts["edited"],
        paraphrase=counts["paraphrase"],
        overlap=counts["overlap"],
        only_a=len(lonely_a),
        only_b=len(lonely_b),
        moved=sum(link.moved for link in links),
        conflicts=conflicts,
    )


def _shared(doc: Document, only: tuple[Passage, ...]) -> float:
    """Return the share of an article's letters that the other says too, 0…1."""
    whole = sum(_letters(doc.text_of(index)) for index in doc.aligned())
    alone = sum(_letters(passage.span.of(doc.text)) for passage in only)
    if not whole:  # no body, or one of marks alone
        return float(bool(doc.aligned()) and not only)
    return round(1 - alone / whole, 4)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _signature(settings: Settings, encoder: Encoder) -> str:
    """Return in one line what it takes to repeat a comparison."""
    from srcdiff.align.scorer import weights_digest

    used = replace(settings, encoder=encoder.name)
    return (
        f"srcdiff={__version__} {used.signature()} "
        f"vectors={encoder.identity()} scorer={weights_digest()} "
        f"facts={facts_digest()}"
    )
