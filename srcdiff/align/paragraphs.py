"""Which paragraphs belong together: those that hold linked sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from srcdiff.align.sentences import moved_pairs
from srcdiff.model import Document, ParagraphLink


def paragraph_links(
    a: Document, b: Document, pairs: Iterable[tuple[int, int]]
) -> tuple[ParagraphLink, ...]:
    """Return the paragraph links that follow from sentence links.

    The similarity of two paragraphs is the share of their letters, of both
    together, that lies in sentences linked from one to the other.

    Args:
        a: One article.
        b: The other.
        pairs: Linked sentences, by index.
    """
    sentences: defaultdict[tuple[int, int], tuple[set[int], set[int]]]
    sentences = defaultdict(lambda: (set(), set()))
    for i, j in pairs:
        pair = a.sentences[i].paragraph, b.sentences[j].paragraph
        sentences[pair][0].add(i)
        sentences[pair][1].add(j)
    moved = moved_pairs(sentences)
    out = []
    for pair, (in_a, in_b) in sorted(sentences.items()):
        linked = _length(a, in_a) + _length(b, in_b)
        whole = _length(a, range(*a.paragraphs[pair[0]].sentences)) + _length(
            b, range(*b.paragraphs[pair[1]].sentences)
        )
        similarity = round(linked / whole, 4)
        out.append(ParagraphLink(*pair, similarity, pair in moved))
    return tuple(out)


def _length(doc: Document, sentences: Iterable[int]) -> int:
    spans = [doc.sentences[index].span for index in sentences]
    return sum(span.end - span.start for span in spans)
