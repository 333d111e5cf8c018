"""How long words in common are by chance, and how sure a phrase is new, by its length.

    python benchmarks/editorial.py

The first table is for ``copied_words``: the longest run of words that two articles
share outside quotations, in pairs written independently, in news articles and their
rewritings, in summaries and revisions.  The second is for ``phrase_words``: of the
phrases of at least so many words that a comparison calls one article's alone, how
many hold something that a person marked too.  The third is for ``omitted``: how many
of the first sentences of an article its summary keeps, and how many of the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from data import Pair, gold, news_synth

from srcdiff.editorial.copied import copied
from srcdiff.model import Document, Span
from srcdiff.pipeline import compare
from srcdiff.settings import Settings

LENGTHS = (6, 8, 10, 12, 15, 20)
PHRASES = (1, 2, 3, 4, 5, 6, 8, 10)
SHORTEST = 3


def longest(draft: Document, source: Document) -> int:
    """Return the longest run of words in common, in words."""
    runs = copied(draft, [source], SHORTEST)
    return max((run.words for run in runs), default=0)


def runs_in_common(pairs: dict[str, list[Pair]]) -> None:
    """Print how many pairs share a run of at least so many words."""
    print("longest run of words in common, outside quotations")
    print("pairs             ", *(f"{f'>={n}':>6}" for n in LENGTHS), " longest")
    for name, group in pairs.items():
        found = [longest(pair.a, pair.b) for pair in group]
        shares = (sum(length >= n for length in found) for n in LENGTHS)
        cells = [f"{share:6}" for share in shares]
        print(f"{name:14} {len(group):3}", *cells, f"{max(found):8}")


def phrases(pair: Pair, encoder: str) -> Iterator[tuple[int, bool, bool]]:
    """Yield of what either side alone says the words, if it is whole, if it is right.

    It is right if it holds something that a person marked.
    """
    found = compare(pair.a, pair.b, Settings(encoder=encoder))
    for doc, passages, marks in (
        (pair.a, found.only_a, pair.only_a or ()),
        (pair.b, found.only_b, pair.only_b or ()),
    ):
        for passage in passages:
            whole = passage.span == doc.sentences[passage.sentence].span
            right = any(
                sentence == passage.sentence and mark.touches(passage.span)
                for sentence, mark in marks
            )
            yield _words(doc, passage.span), whole, right


def _words(doc: Document, span: Span) -> int:
    return sum(
        token.norm[0].isalnum() and span.start <= token.start < span.end
        for token in doc.tokens
    )


def phrases_alone(pairs: list[Pair], encoder: str) -> None:
    """Print how many phrases of at least so many words hold something new indeed."""
    found = [phrase for pair in pairs for phrase in phrases(pair, encoder)]
    print(f"\n{encoder}: what one article alone has, and what a person marked of it")
    for least in PHRASES:
        kept = [right for words, whole, right in found if words >= least and not whole]
        print(f">={least:<3} {len(kept):5} {sum(kept) / len(kept):6.2f}")
    kept = [right for _, whole, right in found if whole]
    print(f"sentences {len(kept)} {sum(kept) / len(kept):6.2f}")


def kept(pairs: list[Pair]) -> None:
    """Print how many sentences of an article its summary has, by place and figures."""
    counts: defaultdict[str, list[bool]] = defaultdict(list)
    for pair in pairs:
        long, rows = pair.a, {i for i, _ in pair.relation}
        if len(pair.b.aligned()) > len(pair.a.aligned()):
            long, rows = pair.b, {j for _, j in pair.relation}
        for place, row in enumerate(long.aligned()):
            figure = any(char.isdigit() for char in long.text_of(row))
            label = f"sentence {place + 1}" if place < 4 else "later"
            counts[label].append(row in rows)
            counts[f"{label} with a figure" if figure else f"{label} without"].append(
                row in rows
            )
    print("\nsentences of an article that its summary has")
    for label, found in sorted(counts.items()):
        print(f"{label:26} {len(found):4} {sum(found) / len(found):6.2f}")


def main() -> None:
    """Print the tables."""
    grouped: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in gold():
        grouped[pair.relationship].append(pair)
    runs_in_common({**grouped, "news-synth": list(news_synth())})
    everything = [pair for group in grouped.values() for pair in group]
    for encoder in ("static", "contextual"):
        phrases_alone(everything, encoder)
    kept(grouped["summary"])


if __name__ == "__main__":
    main()
