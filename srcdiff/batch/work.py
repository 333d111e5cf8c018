"""What is done with one pair, wherever it is done: here or on another machine."""

from __future__ import annotations

import os
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Literal, TypeAlias, TypeVar

from srcdiff import console
from srcdiff.errors import InputError, SrcdiffError, shown_name
from srcdiff.fail_on import found_in
from srcdiff.model import Comparison, Summary
from srcdiff.report import Look, load
from srcdiff.settings import Settings

Value = TypeVar("Value")

Texts: TypeAlias = tuple[bytes, bytes]
"""What the files of a pair hold."""

Into: TypeAlias = Literal["files", "jsonl", "parquet"]
"""How results are kept: a file a report, lines of one file, rows of a table."""

SUFFIXES: Mapping[str, str] = {"markdown": "md", "terminal": "txt"}
"""Suffix of a format's reports where it is not the format's name."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles to compare, and what their reports are called."""

    position: int
    """Its place in the list, from 0."""
    name: str
    """A file name without suffix, unlike that of any other pair."""
    a: str
    b: str
    """Paths of the articles, as they stand in the list."""
    trouble: str = ""
    """Why they cannot be compared; empty if nothing is known against it."""
    texts: Texts | None = field(default=None, repr=False)
    """What the files hold, for a worker that cannot read them."""


@dataclass(frozen=True, slots=True)
class Work:
    """What is done with every pair of a run."""

    base: str
    """Folder that relative paths start from."""
    settings: Settings
    forms: tuple[str, ...]
    """Formats of the reports."""
    width: int
    """Columns of the reports in text."""
    into: Into = "files"
    """How results are kept."""
    folder: str | None = None
    """Where the worker writes the reports; None: it sends them back."""

    def path(self, article: str) -> str:
        """Return where an article lies."""
        return os.path.join(self.base, article)  # noqa: PTH118 -- keeps it as it is

    def file(self, pair: Pair, form: str) -> str:
        """Return the name of a report in its folder."""
        return f"{pair.name}.{SUFFIXES.get(form, form)}"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a pair."""

    name: str
    key: str
    """What the reports were made from, as a digest; empty if there are none."""
    signature: str = ""
    sentences: tuple[int, int] = (0, 0)
    summary: Summary | None = None
    kinds: Mapping[str, int] = field(default_factory=dict)
    """Conflicts of each kind that there is."""
    found: Sequence[str] = ()
    """What ``--fail-on`` can ask for and there is."""
    error: str = ""
    """Why there is no comparison: one line."""
    bug: bool = False
    """Whether that is the fault of srcdiff."""
    reports: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    """Reports sent back, packed: see :func:`unpacked`."""


def read_texts(work: Work, pair: Pair) -> Texts:
    """Return what the files of a pair hold.

    Raises:
        InputError: one cannot be read, or neither.
    """
    from srcdiff.readers import read_bytes

    return _both(
        partial(read_bytes, work.path(name), shown_name(name), work.settings.max_size)
        for name in (pair.a, pair.b)
    )


def key(work: Work, pair: Pair, texts: Texts, signature: str) -> str:
    """Return a digest of all that the reports of a pair are made from."""
    parts = (
        *(sha256(text).hexdigest() for text in texts),
        *(pair.a, pair.b, signature, work.into, str(work.width), *work.forms),
    )
    return sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()


def signature(settings: Settings) -> str:
    """Return the signature that reports made here with these settings have."""
    from srcdiff import pipeline

    return pipeline.signature(settings)


def compare_pair(work: Work, pair: Pair) -> Result:
    """Compare a pair; write its reports, or send them back.

    Whatever is wrong with the pair is said in the result.

    Raises:
        SettingsError: nothing can be compared with these settings.
        OutputError: the reports cannot be written.
    """
    from srcdiff import pipeline

    try:
        texts = pair.texts or read_texts(work, pair)
        docs = _both(
            partial(pipeline.parse, text, name, work.settings)
            for name, text in zip((pair.a, pair.b), texts, strict=True)
        )
        comparison = pipeline.compare(*docs, work.settings)
        look = Look(width=work.width)
        reports = {form: load(form)(comparison, look) for form in work.forms}
    except InputError as error:
        return failed(pair, str(error))
    except SrcdiffError:
        raise
    except Exception as error:
        said = f"a bug in srcdiff: {type(error).__name__}: {error}"
        return failed(pair, " ".join(said.split()), bug=True)
    made_from = key(work, pair, texts, comparison.signature)
    if work.folder is None:
        return _result(pair.name, made_from, comparison, _packed(reports))
    for form, report in reports.items():
        console.write_file(Path(work.folder) / work.file(pair, form), report)
    return _result(pair.name, made_from, comparison, {})


def failed(pair: Pair, error: str, *, bug: bool = False) -> Result:
    """Return the result of a pair that cannot be compared."""
    return Result(pair.name, key="", error=error, bug=bug)


def unpacked(report: bytes) -> str:
    """Return a report that was sent back."""
    return zlib.decompress(report).decode("utf-8")


def _packed(reports: Mapping[str, str]) -> dict[str, bytes]:
    # The fastest level makes a page a third as long, in a millisecond.
    return {
        form: zlib.compress(report.encode("utf-8", "backslashreplace"), 1)
        for form, report in reports.items()
    }


def _both(steps: Iterable[Callable[[], Value]]) -> tuple[Value, Value]:
    """Take a step for either article; report what is wrong with both."""
    done: list[Value] = []
    errors: list[str] = []
    for step in steps:
        try:
            done.append(step())
        except InputError as error:
            errors.append(str(error))
    if errors:
        raise InputError("; ".join(errors))
    return done[0], done[1]


def _result(
    name: str, made_from: str, comparison: Comparison, reports: Mapping[str, bytes]
) -> Result:
    kinds = Counter(conflict.kind for conflict in comparison.conflicts)
    return Result(
        name=name,
        key=made_from,
        signature=comparison.signature,
        sentences=(len(comparison.a.aligned()), len(comparison.b.aligned())),
        summary=comparison.summary,
        kinds=dict(sorted(kinds.items())),
        found=sorted(found_in(comparison)),
        reports=reports,
    )
