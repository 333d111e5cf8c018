"""Read a JSON report back: the same comparison, so every report can be made of it.

A report may have been written by anyone, so nothing is taken on trust: what is not
schema 1, or points outside its articles, is refused in one line.  What a comparison
holds besides, tokens and front matter, no report shows.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from itertools import accumulate, pairwise
from typing import Any, TypeVar, get_args

from srcdiff.errors import InputError
from srcdiff.model import (
    ALIGNED_KINDS,
    Comparison,
    Conflict,
    ConflictKind,
    Document,
    Edit,
    Fact,
    Kind,
    LedgerEntry,
    Link,
    Op,
    Paragraph,
    ParagraphLink,
    Passage,
    Relation,
    Sentence,
    Span,
    Summary,
    Unit,
    Verdict,
)
from srcdiff.report.json import SCHEMA

Value = TypeVar("Value")


class _Unfit(ValueError):
    """What is wrong with a report, to be said after its name."""


def comparison_of(data: bytes, name: str) -> Comparison:
    """Return the comparison that a JSON report was made from.

    Args:
        data: The report.
        name: What messages call it.

    Raises:
        InputError: it is no report of srcdiff, of another schema, or damaged.
    """
    hint = "give a file written by srcdiff --format json"
    try:
        report = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name}: is not JSON; {hint}") from error
    try:
        if not isinstance(report, dict) or "schema" not in report:
            raise _Unfit("is no report of srcdiff")
        if report["schema"] != SCHEMA or report["schema"] is True:
            raise _Unfit(f"is not of schema {SCHEMA}, the one known here")
        return _comparison(report)
    except _Unfit as error:
        raise InputError(f"{name}: {error}; {hint}") from error
    except KeyError as error:
        raise InputError(f"{name}: is damaged, {error} is missing; {hint}") from error


def _comparison(report: Mapping[str, Any]) -> Comparison:
    a, b = (_document(_table(report, side), side) for side in ("a", "b"))
    only = _table(report, "only")
    return Comparison(
        a=a,
        b=b,
        paragraph_links=_each(report, "paragraph_links", _paragraph_link(a, b)),
        links=_each(report, "links", _link(a, b)),
        only_a=_each(only, "a", lambda item: _passage(item, a)),
        only_b=_each(only, "b", lambda item: _passage(item, b)),
        facts=_each(report, "facts", _entry(a, b)),
        conflicts=_each(report, "conflicts", _conflict(a, b)),
        summary=_summary(_table(report, "summary")),
        limits=_texts(report, "limits"),
        signature=_text(report, "signature"),
        version=_text(report, "version"),
    )


def _summary(item: Mapping[str, Any]) -> Summary:
    names = [field.name for field in fields(Summary)][2:]
    return Summary(
        _share(item, "a_in_b"),
        _share(item, "b_in_a"),
        *(_count(item, name) for name in names),
    )


def _document(article: Mapping[str, Any], side: str) -> Document:
    text = _text(article, "text")
    sentences = _each(article, "sentences", lambda item: _sentence(item, text))
    for one, other in pairwise(sentences):
        if one.span.end > other.span.start or one.paragraph > other.paragraph:
            raise _Unfit(f"is damaged, sentences of {side} are out of order")
    found = _each(article, "paragraphs", lambda item: _paragraph(item, text))
    if sentences and sentences[-1].paragraph >= len(found):
        raise _Unfit(f"is damaged, a sentence of {side} is outside all paragraphs")
    inside = Counter(sentence.paragraph for sentence in sentences)
    ends = list(accumulate((inside[n] for n in range(len(found))), initial=0))
    title = article["title"]
    return Document(
        name=_text(article, "name"),
        title=None if title is None else _text(article, "title"),
        text=text,
        paragraphs=tuple(
            replace(paragraph, sentences=Span(*ends))
            for paragraph, ends in zip(found, pairwise(ends), strict=True)
        ),
        sentences=sentences,
        tokens=(),
        language=_text(article, "language"),
        unit=_one_of(Unit, article, "unit"),
    )


def _sentence(item: Mapping[str, Any], text: str) -> Sentence:
    return Sentence(
        _span(item, len(text)),
        _count(item, "paragraph"),
        _one_of(Kind, item, "kind"),
        _count(item, "line"),
        Span(0, 0),
    )


def _paragraph(item: Mapping[str, Any], text: str) -> Paragraph:
    """Return a paragraph; which sentences it holds, they themselves say."""
    kind = _one_of(Kind, item, "kind")
    return Paragraph(_span(item, len(text)), kind, _count(item, "line"), Span(0, 0))


def _paragraph_link(
    a: Document, b: Document
) -> Callable[[Mapping[str, Any]], ParagraphLink]:
    return lambda item: ParagraphLink(
        _index(item, "a", a.paragraphs),
        _index(item, "b", b.paragraphs),
        _share(item, "similarity"),
        _truth(item, "moved"),
    )


def _link(a: Document, b: Document) -> Callable[[Mapping[str, Any]], Link]:
    def read(item: Mapping[str, Any]) -> Link:
        i, j = _index(item, "a", a.sentences), _index(item, "b", b.sentences)
        kinds = {a.sentences[i].kind, b.sentences[j].kind}
        if not kinds <= ALIGNED_KINDS:
            raise _Unfit("is damaged, a link joins what is never compared")
        return Link(
            i,
            j,
            _one_of(Relation, item, "relation"),
            _share(item, "similarity"),
            _truth(item, "moved"),
            _each(item, "edits", edit),
        )

    def edit(item: Mapping[str, Any]) -> Edit:
        return Edit(
            _one_of(Op, item, "op"),
            _range(item["a"], len(a.text)),
            _range(item["b"], len(b.text)),
        )

    return read


def _passage(item: Mapping[str, Any], document: Document) -> Passage:
    return Passage(
        _index(item, "sentence", document.sentences), _span(item, len(document.text))
    )


def _entry(a: Document, b: Document) -> Callable[[Mapping[str, Any]], LedgerEntry]:
    def read(item: Mapping[str, Any]) -> LedgerEntry:
        kind: ConflictKind = _one_of(ConflictKind, item, "kind")
        facts = {
            side: None if item[side] is None else fact(kind, _table(item, side), doc)
            for side, doc in (("a", a), ("b", b))
        }
        return LedgerEntry(
            kind,
            _one_of(Verdict, item, "verdict"),
            facts["a"],
            facts["b"],
            _text(item, "why"),
        )

    def fact(kind: ConflictKind, item: Mapping[str, Any], document: Document) -> Fact:
        found = _passage(item, document)
        return Fact(kind, found.sentence, found.span, _text(item, "value"))

    return read


def _conflict(a: Document, b: Document) -> Callable[[Mapping[str, Any]], Conflict]:
    return lambda item: Conflict(
        _one_of(ConflictKind, item, "kind"),
        _passage(_table(item, "a"), a),
        _passage(_table(item, "b"), b),
        _text(item, "why"),
    )


# -- values of JSON, or the reason why they are none -----------------------------


def _each(
    item: Mapping[str, Any], key: str, read: Callable[[Mapping[str, Any]], Value]
) -> tuple[Value, ...]:
    out = []
    for part in _list(item, key):
        if not isinstance(part, dict):
            raise _Unfit(f"is damaged, {key!r} holds what is no table")
        out.append(read(part))
    return tuple(out)


def _table(item: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = item[key]
    if not isinstance(value, dict):
        raise _Unfit(f"is damaged, {key!r} is no table")
    return value


def _list(item: Mapping[str, Any], key: str) -> Sequence[Any]:
    value = item[key]
    if not isinstance(value, list):
        raise _Unfit(f"is damaged, {key!r} is no list")
    return value


def _text(item: Mapping[str, Any], key: str) -> str:
    value = item[key]
    if not isinstance(value, str):
        raise _Unfit(f"is damaged, {key!r} is no text")
    return value


def _texts(item: Mapping[str, Any], key: str) -> tuple[str, ...]:
    values = _list(item, key)
    if not all(isinstance(value, str) for value in values):
        raise _Unfit(f"is damaged, {key!r} holds what is no text")
    return tuple(values)


def _count(item: Mapping[str, Any], key: str) -> int:
    return _whole(item[key], key)


def _whole(value: Any, key: str) -> int:
    if type(value) is not int or value < 0:  # True is an int as well
        raise _Unfit(f"is damaged, {key!r} is no count")
    return value


def _share(item: Mapping[str, Any], key: str) -> float:
    value = item[key]
    if type(value) not in (int, float) or not 0 <= value <= 1:
        raise _Unfit(f"is damaged, {key!r} is no share between 0 and 1")
    return float(value)


def _truth(item: Mapping[str, Any], key: str) -> bool:
    value = item[key]
    if not isinstance(value, bool):
        raise _Unfit(f"is damaged, {key!r} is neither true nor false")
    return value


def _index(item: Mapping[str, Any], key: str, among: Sequence[object]) -> int:
    value = _count(item, key)
    if value >= len(among):
        raise _Unfit(f"is damaged, {key!r} points outside the article")
    return value


def _span(item: Mapping[str, Any], end: int) -> Span:
    return _range([item["start"], item["end"]], end)


def _range(ends: Any, most: int) -> Span:
    if not isinstance(ends, list) or len(ends) != 2:
        raise _Unfit("is damaged, a range is no pair")
    start, end = (_whole(value, "range") for value in ends)
    if not start <= end <= most:
        raise _Unfit("is damaged, a range lies outside the article")
    return Span(start, end)


def _one_of(names: Any, item: Mapping[str, Any], key: str) -> Any:
    value = item[key]
    known: Iterable[str] = get_args(names)
    if value not in known:
        raise _Unfit(f"is damaged, {key!r} is none of {', '.join(known)}")
    return value
