"""The named data that the scorer is trained and measured on.

``articles`` are the pairs in the folder of that name, written and annotated to learn
from.  The other sets do not ship with srcdiff: they lie in ``../shared`` beside a
development checkout.  ``gold`` are hand-annotated pairs of articles, ``news-synth`` is
the news part of ABCD-Link (Basch et al. 2026, CC BY 4.0), ``ArgRewrite`` drafts of
essays (Kashefi et al. 2022, CC BY 4.0).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from article_files import File, Side, files

from srcdiff.model import (
    ConflictKind,
    Document,
    Kind,
    Paragraph,
    Sentence,
    Span,
    Token,
)
from srcdiff.text.tokens import tokenize

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@dataclass(frozen=True)
class Marked:
    """A conflict that a person marked."""

    kind: ConflictKind
    a: Span
    b: Span
    why: str

    def touched_by(self, a: Span, b: Span) -> bool:
        """Tell whether two spans touch it on either side."""
        return self.a.touches(a) and self.b.touches(b)


@dataclass(frozen=True)
class Pair:
    """Two articles with the links a person found."""

    name: str
    a: Document
    b: Document
    relation: dict[tuple[int, int], str]
    """(sentence of a, sentence of b) → relation."""
    rows: frozenset[int] | None = None
    """Sentences of *a* that were annotated; None for all."""
    only_a: tuple[tuple[int, Span], ...] | None = None
    only_b: tuple[tuple[int, Span], ...] | None = None
    """What a person marked as said nowhere in the other article."""
    relationship: str | None = None
    """Summary, independent, revision or unrelated."""
    marked: tuple[Marked, ...] = ()


def _document(
    name: str, text: str, spans: list[Span], kinds: list[Kind], paragraphs: list[int]
) -> Document:
    sentences, tokens = [], list[Token]()
    for span, kind, paragraph in zip(spans, kinds, paragraphs, strict=True):
        here = len(tokens)
        tokens.extend(tokenize(text, span))
        sentences.append(Sentence(span, paragraph, kind, 1, Span(here, len(tokens))))
    groups = [
        [i for i, p in enumerate(paragraphs) if p == number]
        for number in range(max(paragraphs) + 1)
    ]
    parts = [
        Paragraph(
            Span(spans[group[0]].start, spans[group[-1]].end),
            kinds[group[0]],
            1,
            Span(group[0], group[-1] + 1),
        )
        for group in groups
    ]
    return Document(
        name, None, text, tuple(parts), tuple(sentences), tuple(tokens), "english"
    )


def cut(doc: Document, rows: range) -> Document:
    """Return some sentences in a row as an article of their own."""
    kept = doc.sentences[rows[0] : rows[-1] + 1]
    first = kept[0].span.start
    numbers = {p: k for k, p in enumerate(dict.fromkeys(s.paragraph for s in kept))}
    return _document(
        doc.name,
        doc.text[first : kept[-1].span.end],
        [Span(s.span.start - first, s.span.end - first) for s in kept],
        [s.kind for s in kept],
        [numbers[s.paragraph] for s in kept],
    )


def window(pair: Pair, rows: range, columns: range) -> Pair:
    """Return some sentences in a row of either article as a pair of its own."""
    return Pair(
        pair.name,
        cut(pair.a, rows),
        cut(pair.b, columns),
        {
            (i - rows[0], j - columns[0]): relation
            for (i, j), relation in pair.relation.items()
            if i in rows and j in columns
        },
    )


def joined(pairs: Sequence[Pair], *, turned: bool) -> Pair:
    """Return several pairs as one: a long article on many subjects a side.

    Args:
        pairs: Pairs that were annotated throughout.
        turned: Whether the other side tells the subjects in reverse order.
    """
    order = range(len(pairs))
    in_b = order[::-1] if turned else order
    a, first_a = _joined([pairs[k].a for k in order])
    b, first_b = _joined([pairs[k].b for k in in_b])
    start_b = dict(zip(in_b, first_b, strict=True))
    return Pair(
        "+".join(pair.name for pair in pairs),
        a,
        b,
        {
            (first_a[k] + i, start_b[k] + j): relation
            for k in order
            for (i, j), relation in pairs[k].relation.items()
        },
    )


def _joined(docs: Sequence[Document]) -> tuple[Document, list[int]]:
    """Return one document made of several, and the first sentence of each."""
    texts, spans, kinds, paragraphs = [], list[Span](), list[Kind](), list[int]()
    starts, at, paragraph = [], 0, 0
    for doc in docs:
        starts.append(len(spans))
        for sentence in doc.sentences:
            spans.append(Span(sentence.span.start + at, sentence.span.end + at))
            kinds.append(sentence.kind)
            paragraphs.append(sentence.paragraph + paragraph)
        texts.append(doc.text)
        at += len(doc.text) + 2
        paragraph += len(doc.paragraphs)
    name = "+".join(doc.name for doc in docs)
    return _document(name, "\n\n".join(texts), spans, kinds, paragraphs), starts


def gold_folders() -> list[Path]:
    """Return the folders of annotated pairs, the user's own pair first."""
    return [SHARED / "gold/seed", *sorted((SHARED / "gold/dev").iterdir())]


def gold() -> Iterator[Pair]:
    """Yield the hand-annotated pairs, with the annotators' own sentences."""
    for folder in gold_folders():
        data = json.loads((folder / "gold.json").read_text("utf-8"))
        docs, only = {}, {}
        for side in "ab":
            text = (folder / f"{side}.txt").read_text("utf-8")
            spans, kinds, marks, paragraphs = list[Span](), list[Kind](), [], [0]
            for index, entry in enumerate(data[side]["sentences"]):
                start = text.index(entry["text"], spans[-1].end if spans else 0)
                span = Span(start, start + len(entry["text"]))
                if spans:
                    apart = "\n" in text[spans[-1].end : span.start]
                    paragraphs.append(paragraphs[-1] + apart)
                spans.append(span)
                kinds.append(entry["kind"])
                parts = [entry["text"]] if entry["only"] == "all" else entry["only"]
                marks += [(index, _place(text, part, span)) for part in parts]
            docs[side] = _document(folder.name, text, spans, kinds, paragraphs)
            only[side] = tuple(marks)
        a, b = docs["a"], docs["b"]
        yield Pair(
            folder.name,
            a,
            b,
            {(p["a"], p["b"]): p["relation"] for p in data["pairs"]},
            only_a=only["a"],
            only_b=only["b"],
            relationship=data["relationship"],
            marked=tuple(
                Marked(
                    c["kind"],
                    _place(a.text, c["a_text"], a.sentences[c["a"]].span),
                    _place(b.text, c["b_text"], b.sentences[c["b"]].span),
                    c["why"],
                )
                for c in data["conflicts"]
            ),
        )


def _place(text: str, words: str, within: Span) -> Span:
    at = text.index(words, *within)
    return Span(at, at + len(words))


def articles() -> Iterator[Pair]:
    """Yield the pairs that were written and annotated to learn from."""
    return map(_annotated, files())


def _annotated(file: File) -> Pair:
    a, b = (
        _document(file.name, side.text, side.spans, _kinds(side), side.paragraphs)
        for side in (file.a, file.b)
    )
    return Pair(
        file.name,
        a,
        b,
        file.relation,
        only_a=_only(file.a, {i for i, _ in file.relation}),
        only_b=_only(file.b, {j for _, j in file.relation}),
        relationship=file.said["relationship"],
        marked=tuple(
            Marked(
                kind,
                _place(a.text, in_a, file.a.spans[i]),
                _place(b.text, in_b, file.b.spans[j]),
                why,
            )
            for kind, i, j, in_a, in_b, why in file.conflicts
        ),
    )


def _kinds(side: Side) -> list[Kind]:
    bodies = set(side.bodies)
    return ["body" if at in bodies else "heading" for at in range(len(side.spans))]


def _only(side: Side, linked: set[int]) -> tuple[tuple[int, Span], ...]:
    """Return what was marked, and each sentence without a counterpart as a whole."""
    whole = [(at, side.spans[at]) for at in side.bodies if at not in linked]
    return tuple(sorted([*side.marks, *whole]))


def news_synth(splits: frozenset[str] = frozenset({"train", "dev"})) -> Iterator[Pair]:
    """Yield pairs of ABCD-Link's news_synth; its test split is for measuring."""
    return _alignment("alignment-news-synth.jsonl", splits)


def arg_rewrite(splits: frozenset[str]) -> Iterator[Pair]:
    """Yield pairs of drafts of essays from ArgRewrite V.2; for measuring only."""
    return _alignment("alignment-argrewrite.jsonl", splits)


def _alignment(name: str, splits: frozenset[str]) -> Iterator[Pair]:
    path = SHARED / "bench" / name
    for line in path.read_text("utf-8").splitlines():
        data = json.loads(line)
        if data["split"] not in splits:
            continue
        docs = []
        for side in "ab":
            sentences = data[side]
            spans, at = [], 0
            for sentence in sentences:
                spans.append(Span(at, at + len(sentence)))
                at += len(sentence) + 1
            given = data[f"par_{side}"] or range(len(sentences))
            numbers = {p: k for k, p in enumerate(dict.fromkeys(given))}
            paragraphs = [numbers[p] for p in given]
            kinds: list[Kind] = ["body"] * len(sentences)
            docs.append(
                _document(data["id"], "\n".join(sentences), spans, kinds, paragraphs)
            )
        queries = data.get("queries")
        yield Pair(
            data["id"],
            docs[0],
            docs[1],
            {(i, j): "link" for i, j, _ in data["links"]},
            rows=frozenset(queries) if queries is not None else None,
        )


def fever_symmetric(split: str) -> Iterator[tuple[str, str, bool]]:
    """Yield claim, sentence and whether it refutes the claim (Schuster et al. 2019).

    Args:
        split: ``dev`` or ``test``.
    """
    path = SHARED / f"bench/fever-symmetric/fever_symmetric_{split}.jsonl"
    for line in path.read_text("utf-8").splitlines():
        data = json.loads(line)
        claim, sentence = (_written(data[key]) for key in ("claim", "evidence"))
        yield claim, sentence, data["label"] == "REFUTES"


_TOKENS = {
    " .": ".",
    " ,": ",",
    " 's": "'s",
    " n't": "n't",
    " ;": ";",
    "`` ": '"',
    " ''": '"',
    "-LRB- ": "(",
    " -RRB-": ")",
}


def _written(text: str) -> str:
    """Return tokenised text as a person writes it."""
    for old, new in _TOKENS.items():
        text = text.replace(old, new)
    return text
