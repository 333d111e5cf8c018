"""Where results are kept beside their summary: a file a report, or all in one place.

A keeper takes results in order.  What it took is safe once it is settled, and only
then recorded as finished, so that whatever interrupts a run, the next one neither
loses a result nor writes it twice.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

from srcdiff import console
from srcdiff.batch.record import Record
from srcdiff.batch.work import Pair, Result, Work, unpacked
from srcdiff.errors import OutputError, SettingsError
from srcdiff.report.json import inert

REPORTS: str = "reports"
"""Folder of the reports, apart from the summary: no pair can be called like that."""


class Keeper(Protocol):
    """What keeps results."""

    appends: bool
    """Whether a result stays for good, even if its pair is compared again."""

    def has(self, pair: Pair) -> bool:
        """Tell whether all that was kept of a finished pair is still there."""

    def take(self, pair: Pair, result: Result) -> None:
        """Keep a result."""

    def settle(self) -> bool:
        """Make sure of what was taken, if that is due; tell whether all is safe."""

    def close(self, *, whole: bool) -> None:
        """Make sure of all that was taken, unless not all of it is recorded."""


def keeper(folder: Path, work: Work, record: Record) -> Keeper:
    """Return what keeps results in a folder.

    Raises:
        SettingsError: what writes Parquet is not installed.
        OutputError: the folder cannot be written to.
    """
    try:
        for place in (folder, folder / REPORTS):
            for left in place.glob(".srcdiff-*"):  # by a run that was killed
                left.unlink()
        if work.into == "jsonl":
            return Lines(folder / "results.jsonl", record)
        if work.into == "parquet":
            return Parts(folder / "results", work, record)
        return Files(folder / REPORTS, work)
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot be written to ({error.strerror or error}); choose "
            "another folder"
        ) from error


class Files:
    """A file a report."""

    appends = False

    def __init__(self, folder: Path, work: Work) -> None:
        folder.mkdir(exist_ok=True)
        self._folder, self._work = folder, work

    def has(self, pair: Pair) -> bool:
        """Tell whether the reports of a finished pair are still there."""
        return all(
            (self._folder / self._work.file(pair, form)).is_file()
            for form in self._work.forms
        )

    def take(self, pair: Pair, result: Result) -> None:
        """Write the reports, where the worker has not."""
        for form, report in result.reports.items():
            path = self._folder / self._work.file(pair, form)
            console.write_file(path, unpacked(report))

    def settle(self) -> bool:
        """Every file is safe once it is there."""
        return True

    def close(self, *, whole: bool) -> None:
        """Nothing is left open."""


class Lines:
    """A line of JSON a result, in one file."""

    appends = True

    def __init__(self, path: Path, record: Record) -> None:
        length = record.kept("bytes")
        if length > (path.stat().st_size if path.exists() else 0):
            raise OutputError(
                f"{path}: has lost results; put it back, or start anew with --fresh"
            )
        self._record, self._file = record, path.open("ab")
        # What was written and never recorded is compared, and written, again.
        self._file.truncate(length)

    def has(self, pair: Pair) -> bool:
        """What is recorded is in the file."""
        return True

    def take(self, pair: Pair, result: Result) -> None:
        """Add a line."""
        reports = ", ".join(
            f"{json.dumps(form)}: {_one_line(form, unpacked(report))}"
            for form, report in result.reports.items()
        )
        fields = json.dumps(_fields(pair, result), ensure_ascii=False)
        line = inert(f'{fields[:-1]}, "reports": {{{reports}}}}}\n')
        self._file.write(line.encode("utf-8"))

    def settle(self) -> bool:
        """Make sure that the lines are on the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._record.keep("bytes", self._file.tell())
        return True

    def close(self, *, whole: bool) -> None:
        """Make sure of them, and close the file."""
        if whole:
            self.settle()
        self._file.close()


class Parts:
    """Rows of Parquet, in files of some rows each, which tools read as one table."""

    appends = True

    ROWS: int = 500
    """Rows a part.  With a page and a JSON report each, of two news reports, a part
    is about 60 MB in memory."""

    def __init__(self, folder: Path, work: Work, record: Record) -> None:
        try:
            import pyarrow.parquet  # noqa: F401 -- said before the work
        except ImportError as error:
            raise SettingsError(
                "--into parquet needs pyarrow: pip install 'srcdiff[parquet]'"
            ) from error
        folder.mkdir(exist_ok=True)
        for part in folder.glob("part-*.parquet*"):
            if int(part.name[5:11]) >= record.kept("parts"):
                part.unlink()
        self._folder, self._forms, self._record = folder, work.forms, record
        self._rows: list[dict[str, Any]] = []

    def has(self, pair: Pair) -> bool:
        """What is recorded is in a part."""
        return True

    def take(self, pair: Pair, result: Result) -> None:
        """Add a row."""
        reports = {form: unpacked(text) for form, text in result.reports.items()}
        self._rows.append(_fields(pair, result) | reports)

    def settle(self) -> bool:
        """Write a part if it is full; tell whether no row is left."""
        if len(self._rows) >= self.ROWS:
            self._write()
        return not self._rows

    def close(self, *, whole: bool) -> None:
        """Write the rows that are left."""
        if whole and self._rows:
            self._write()

    def _write(self) -> None:
        from pyarrow import parquet

        number = self._record.kept("parts")
        path = self._folder / f"part-{number:06}.parquet"
        temporary = path.with_suffix(".parquet-unfinished")
        parquet.write_table(_table(self._rows, self._forms), temporary)
        temporary.replace(path)
        self._record.keep("parts", number + 1)
        self._rows = []


def _fields(pair: Pair, result: Result) -> dict[str, Any]:
    """Return what every row holds beside the reports."""
    return {
        "name": pair.name,
        "a": pair.a,
        "b": pair.b,
        "signature": result.signature,
        "sentences_a": result.sentences[0],
        "sentences_b": result.sentences[1],
        **(asdict(result.summary) if result.summary else {}),
        "kinds": dict(result.kinds),
    }


def _one_line(form: str, report: str) -> str:
    """Return a report as a JSON value in one line; one that is JSON stays it."""
    if form == "json":
        return report.strip().replace("\n", " ")  # in strings it would be escaped
    return json.dumps(report, ensure_ascii=False)


def _table(rows: Sequence[dict[str, Any]], forms: Sequence[str]) -> Any:
    """Return rows as a table whose columns have the same types in every part."""
    import pyarrow as pa

    types = {"name": pa.string(), "a": pa.string(), "b": pa.string()}
    types["signature"] = pa.string()
    types |= dict.fromkeys(("a_in_b", "b_in_a"), pa.float64())
    counts = [name for name in rows[0] if name not in types and name not in forms]
    types |= {name: pa.int64() for name in counts}
    types["kinds"] = pa.map_(pa.string(), pa.int64())
    types |= dict.fromkeys(forms, pa.string())
    columns = [
        pa.array([_cell(row[name]) for row in rows], kind)
        for name, kind in types.items()
    ]
    return pa.table(columns, names=list(types))


def _cell(value: Any) -> Any:
    """Return a value as a table takes it: a map as pairs, text without half letters."""
    if isinstance(value, dict):
        return list(value.items())
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    return value
