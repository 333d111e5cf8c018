"""The report as one HTML page that needs nothing but itself.

The page asks for nothing from anywhere, and its content security policy forbids
that it could: style and script stand inside it and are named by their hash, so an
article that smuggled in a ``<script>`` would not see it run.  It follows that there
are no ``style`` and no ``on…`` attributes; a bar's length is an SVG attribute.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import groupby, islice
from typing import Any

from srcdiff.model import Comparison, Side
from srcdiff.report import map as picture
from srcdiff.report.build import view
from srcdiff.report.fold import Fold, fold
from srcdiff.report.look import CLASSES, Look
from srcdiff.report.prominence import openings
from srcdiff.report.script import Direction, direction, language_tag
from srcdiff.report.signs import (
    KINDS,
    SIGNS,
    VERDICTS,
    WORDS,
    count,
    percent,
)
from srcdiff.report.view import Group, SentenceView, View
from srcdiff.report.visible import for_page

MOST_FACTS: int = 2_000
"""Lines of the ledger on the page.  Browsers lay a table out as a whole, and from
about here on sorting one is felt (diff2html and others load so many at a time)."""
MOST_STATEMENTS: int = 50
"""Shared statements in the prominence table, those placed most differently first."""

CHUNK: int = 20
"""Groups that a browser lays out together once they come near: some three screens.
Laid out all at once, ten thousand take it seconds; one by one, nearly as long."""

_STYLES = ("page.css", "page-parts.css")
_SCRIPTS = ("page-state.js", "page-text.js", "page-panel.js", "page-ledger.js")


def render(comparison: Comparison, look: Look) -> str:
    """Return the report as a page.

    Of *look* only ``show`` and ``context`` count: which filters are on at first, and
    what is folded.  The page holds every sentence either way.
    """
    shown = view(comparison)
    css = style()
    js = '(() => {\n"use strict";\n' + "".join(map(_file, _SCRIPTS)) + "})();\n"
    tags = {
        side: language_tag(doc.language, doc.text)
        for side, doc in (("a", comparison.a), ("b", comparison.b))
    }
    page: str = _template().render(
        view=shown,
        chunks=list(chunks(fold(shown.groups, look.context))),
        map=picture.draw(comparison),
        css=css,
        js=js,
        policy=policy(css, js),
        filters=_filters(shown, look),
        openings=openings(shown),
        verdicts=Counter(line.verdict for line in shown.ledger),
        facts_open=look.has_facts,
        tags=tags,
        ways={"a": direction(comparison.a.text), "b": direction(comparison.b.text)},
        # Most of the text is in one language: it is named once, around all of it.
        common=tags["a"],
    )
    return page


def style() -> str:
    """Return the style of a page."""
    return "".join(map(_file, _STYLES))


def policy(css: str, js: str) -> str:
    """Return the content security policy of a page with this style and script."""
    return (
        "default-src 'none'; "
        f"style-src '{_digest(css)}'; script-src '{_digest(js)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def chunks(items: Iterable[Group | Fold]) -> Iterator[Fold | tuple[Group, ...]]:
    """Yield folds as they are, and the groups between them some at a time."""
    for folded, run in groupby(items, key=_is_fold):
        if folded:
            yield from (item for item in run if isinstance(item, Fold))
        else:
            yield from batched(item for item in run if isinstance(item, Group))


def batched(groups: Iterable[Group]) -> Iterator[tuple[Group, ...]]:
    """Yield :data:`CHUNK` groups at a time."""
    iterator = iter(groups)
    while batch := tuple(islice(iterator, CHUNK)):
        yield batch


def names_of(batch: Iterable[Group]) -> list[str]:
    """Return the names of all sentences of a chunk, so that it can be hidden whole."""
    return sorted(frozenset().union(*(group.names for group in batch)))


def cells(group: Group) -> Iterator[tuple[Side, list[SentenceView]]]:
    """Yield the sentences of a group by side and paragraph."""
    sides: tuple[tuple[Side, tuple[SentenceView, ...]], ...] = (
        ("a", group.a),
        ("b", group.b),
    )
    for side, sentences in sides:
        cell: list[SentenceView] = []
        for sentence in sentences:
            if sentence.opens and cell:
                yield side, cell
                cell = []
            cell.append(sentence)
        if cell:
            yield side, cell


def is_mixed(sentences: list[SentenceView], way: Direction) -> bool:
    """Tell whether sentences may run another way than the page: from right to left."""
    return way == "rtl" or not all(sentence.text.isascii() for sentence in sentences)


def _filters(shown: View, look: Look) -> list[dict[str, Any]]:
    """Return the boxes that show and hide classes, with what each would show."""
    numbers = dict(shown.links) | {
        "only-a": shown.a.only_sentences,
        "only-b": shown.b.only_sentences,
        "moved": shown.moved,
        "conflict": len(shown.conflicts),
    }
    return [
        {
            "name": name,
            "number": numbers[name],
            "on": not look.classes or name in look.classes,
        }
        for name in CLASSES
    ]


def _is_fold(item: object) -> bool:
    return isinstance(item, Fold)


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode("ascii")


def _file(name: str) -> str:
    return files("srcdiff.report").joinpath(name).read_text(encoding="utf-8")


def environment(file: Callable[[str], str]) -> Any:
    """Return the environment of a page's templates, where text is escaped.

    Args:
        file: Returns a template by its name.
    """
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    made = Environment(
        loader=FunctionLoader(file),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(page=for_page, percent=percent)
    made.globals.update(count=count)
    return made


@cache
def _template() -> Any:
    made = environment(_file)
    made.tests["fold"] = _is_fold
    made.globals.update(
        SIGNS=SIGNS,
        WORDS=WORDS,
        KINDS=KINDS,
        VERDICTS=VERDICTS,
        MAP=picture,
        MOST_FACTS=MOST_FACTS,
        MOST_STATEMENTS=MOST_STATEMENTS,
        batched=batched,
        cells=cells,
        names_of=names_of,
        is_mixed=is_mixed,
    )
    return made.get_template("page.html.jinja")
