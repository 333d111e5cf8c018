"""What a batch came to: one line a pair, as CSV, as JSON and as a page.

The three are made from the record, so that they are the same bytes whether all was
compared in one run or in ten, by one process or by many.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias, get_args
from urllib.parse import quote

from srcdiff import console
from srcdiff.batch.record import Record
from srcdiff.batch.results import REPORTS
from srcdiff.batch.work import Pair, Result, Work
from srcdiff.model import ConflictKind, Side, Summary
from srcdiff.report.json import inert
from srcdiff.report.visible import for_terminal
from srcdiff.version import __version__

SCHEMA: int = 1
"""Of ``summary.json``."""

MOST_PAIRS: int = 5_000
"""Lines of the page; browsers lay a table out as a whole.  If there are more pairs,
those stand there that could not be compared, then those with most conflicts."""
MOST_ALONE: int = 200
"""Articles without a partner on the page."""

Reports: TypeAlias = Callable[[Pair, Result], dict[str, str]]
"""Returns where the reports of a pair are, by format."""

_KINDS: tuple[str, ...] = get_args(ConflictKind)
_COUNTS = tuple(field.name for field in fields(Summary))
_FORMULA = tuple("=+-@\t\r")
"""What a cell must not begin with: a spreadsheet would work it out."""


@dataclass(frozen=True, slots=True)
class Totals:
    """A batch in figures."""

    pairs: int
    errors: int
    """Pairs that could not be compared."""
    bugs: int
    """Those of them where that is the fault of srcdiff."""
    conflicting: int
    """Pairs with a conflict."""
    conflicts: int
    found: frozenset[str]
    """What ``--fail-on`` can ask for and some pair has."""
    signatures: tuple[str, ...]
    """Of the comparisons: one, unless they were made with different settings."""
    alone_a: int
    alone_b: int
    """Articles without a partner."""


def totals(record: Record) -> Totals:
    """Return all of a batch in figures."""
    pairs = errors = bugs = conflicting = conflicts = 0
    found: set[str] = set()
    signatures: set[str] = set()
    for _, result in record.results():
        pairs += 1
        errors += bool(result.error)
        bugs += result.bug
        number = result.summary.conflicts if result.summary else 0
        conflicting += bool(number)
        conflicts += number
        found.update(result.found)
        signatures.update(filter(None, [result.signature]))
    alone = [sum(1 for _ in record.alone(side)) for side in get_args(Side)]
    return Totals(
        pairs,
        errors,
        bugs,
        conflicting,
        conflicts,
        frozenset(found),
        tuple(sorted(signatures)),
        alone[0],
        alone[1],
    )


def write(record: Record, folder: Path, work: Work) -> Totals:
    """Write the three summaries of a batch; return it in figures.

    Args:
        record: What became of each pair.
        folder: Where they go.
        work: What was done with each pair.

    Raises:
        OutputError: one cannot be written.
    """
    whole = totals(record)
    forms = work.forms if work.into == "files" else ()

    def reports(pair: Pair, result: Result) -> dict[str, str]:
        if result.error:
            return {}
        return {form: f"{REPORTS}/{work.file(pair, form)}" for form in forms}

    console.write_file(folder / "summary.csv", _csv(record, forms, reports))
    console.write_file(folder / "summary.json", _json(record, whole, reports))
    console.write_file(folder / "index.html", page(record, whole, reports))
    return whole


def page(record: Record, whole: Totals, reports: Reports) -> Iterator[str]:
    """Yield the page piece by piece: text is escaped, and nothing is fetched."""
    from importlib.resources import files

    from srcdiff.report.html import environment, policy, style

    def file(name: str) -> str:
        return files("srcdiff.batch").joinpath(name).read_text(encoding="utf-8")

    css, js = style() + file("index.css"), file("index.js")
    rows = (
        (pair, result, {form: quote(at) for form, at in reports(pair, result).items()})
        for pair, result in record.results(worst=MOST_PAIRS)
    )
    pieces: Iterator[str] = (
        environment(file)
        .get_template("index.html.jinja")
        .generate(
            css=css,
            js=js,
            policy=policy(css, js),
            totals=whole,
            rows=rows,
            most=MOST_PAIRS,
            most_alone=MOST_ALONE,
            alone={
                "a": list(islice(record.alone("a"), MOST_ALONE)),
                "b": list(islice(record.alone("b"), MOST_ALONE)),
            },
        )
    )
    return pieces


def _csv(record: Record, forms: Sequence[str], reports: Reports) -> Iterator[str]:
    """Yield the lines of the table."""
    line = csv.writer(_Echo(), lineterminator="\n").writerow
    yield line(
        [
            *("name", "a", "b", "error", "sentences_a", "sentences_b"),
            *_COUNTS,
            *(f"conflicts_{kind}" for kind in _KINDS),
            *forms,
        ]
    )
    for pair, result in record.results():
        at = reports(pair, result)
        yield line(
            [
                *map(_cell, (pair.name, pair.a, pair.b, result.error)),
                *_figures(result),
                *(at.get(form) for form in forms),
            ]
        )


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _figures(result: Result) -> Iterator[float | None]:
    """Yield the figures of a pair; nothing, so many times, if it has none."""
    if result.summary is None:
        yield from [None] * (2 + len(_COUNTS) + len(_KINDS))
        return
    yield from result.sentences
    yield from (getattr(result.summary, name) for name in _COUNTS)
    yield from (result.kinds.get(kind, 0) for kind in _KINDS)


def _cell(text: str) -> str:
    """Return text that a spreadsheet shows as it is."""
    shown = for_terminal(text)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def _json(record: Record, whole: Totals, reports: Reports) -> Iterator[str]:
    """Yield the report for programs, a line a pair."""
    figures = asdict(whole) | {"found": sorted(whole.found)}
    head = {"schema": SCHEMA, "version": __version__, "totals": figures}
    yield f'{_dumped(head)[:-1]},\n"pairs": ['
    yield from _items(
        {
            "name": pair.name,
            "a": pair.a,
            "b": pair.b,
            "error": result.error or None,
            "sentences": dict(zip("ab", result.sentences, strict=True)),
            "summary": asdict(result.summary) if result.summary else None,
            "kinds": dict(result.kinds),
            "reports": reports(pair, result),
        }
        for pair, result in record.results()
    )
    yield '],\n"alone": {"a": ['
    yield from _items(record.alone("a"))
    yield '], "b": ['
    yield from _items(record.alone("b"))
    yield "]}}\n"


def _items(values: Iterable[Any]) -> Iterator[str]:
    """Yield the items of a JSON list, one on a line."""
    mark = "\n"
    for value in values:
        yield mark + _dumped(value)
        mark = ",\n"


def _dumped(value: Any) -> str:
    return inert(json.dumps(value, ensure_ascii=False))
