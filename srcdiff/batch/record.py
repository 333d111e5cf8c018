"""What is to be compared and what is finished, in one file on disk.

The list of a run, names and all, lies in temporary tables; what is finished stays,
so that the next run can go on.  Neither is ever in memory as a whole.  The file is
SQLite's: what is recorded between two commits is recorded together or not at all.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from srcdiff.batch.names import folded, safe
from srcdiff.batch.pairs import Alone, Found, Listed
from srcdiff.batch.work import Pair, Result
from srcdiff.errors import OutputError
from srcdiff.model import Side, Summary

NAME: str = "batch.sqlite"
"""The file in the folder of a batch, which also shows that the folder is one."""

_TABLES = """
CREATE TABLE IF NOT EXISTS finished
    (name TEXT PRIMARY KEY, key TEXT, weight INTEGER, result TEXT);
CREATE TABLE IF NOT EXISTS kept (what TEXT PRIMARY KEY, amount INTEGER);
CREATE TEMP TABLE planned
    (position INTEGER PRIMARY KEY, name TEXT UNIQUE, a BLOB, b BLOB, trouble BLOB);
CREATE TEMP TABLE alone (position INTEGER PRIMARY KEY, side TEXT, path BLOB);
CREATE TEMP TABLE taken (name TEXT PRIMARY KEY, number INTEGER);
"""

_TOGETHER = """
SELECT position, planned.name, a, b, trouble, result, weight
FROM planned JOIN finished ON finished.name = planned.name
"""

_IN_ORDER = f"{_TOGETHER} ORDER BY position"
_WORST = (
    f"SELECT * FROM ({_TOGETHER} ORDER BY weight DESC, position LIMIT ?) "  # noqa: S608
    "ORDER BY position"
)

_HEAVIEST: int = 1 << 40
"""Weight of a pair that could not be compared; of others, how many conflicts it has."""


class Record:
    """The record of a batch in its folder, open for one run at a time."""

    def __init__(self, folder: Path) -> None:
        """Open the record, or begin one.

        Raises:
            OutputError: another run has it open, or it is no record.
        """
        path = folder / NAME
        try:
            self._db = sqlite3.connect(path, timeout=0, isolation_level=None)
            self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._db.execute("PRAGMA temp_store = FILE")
            self._db.execute("BEGIN EXCLUSIVE")
            for command in filter(str.strip, _TABLES.split(";")):
                self._db.execute(command)
            self.commit()
        except sqlite3.OperationalError as error:
            raise OutputError(
                f"{path}: cannot be opened ({error}); is another run at work there?"
            ) from error
        except sqlite3.DatabaseError as error:
            raise OutputError(
                f"{path}: is no record of a batch ({error}); choose another folder"
            ) from error

    def close(self) -> None:
        """Let others open the record; what was not committed is lost."""
        self._db.close()

    def commit(self) -> None:
        """Make sure of all that was recorded so far."""
        if self._db.in_transaction:  # unless Ctrl-C came right here before
            self._db.execute("COMMIT")
        self._db.execute("BEGIN")

    def forget(self) -> None:
        """Take all that was finished for unfinished."""
        self._db.execute("DELETE FROM finished")
        self._db.execute("DELETE FROM kept")

    def plan(self, found: Iterable[Found]) -> int:
        """Write down what is to be compared; return how many pairs that is."""
        position = 0
        for item in found:
            if isinstance(item, Alone):
                self._db.execute(
                    "INSERT INTO alone (side, path) VALUES (?, ?)",
                    (item.side, _stored(item.path)),
                )
                continue
            self._db.execute(
                "INSERT INTO planned VALUES (?, ?, ?, ?, ?)",
                (position, self._name(item), *map(_stored, _fields(item))),
            )
            position += 1
        return position

    def pairs(self) -> Iterator[Pair]:
        """Yield the pairs in the order of the list."""
        rows = self._db.execute(
            "SELECT position, name, a, b, trouble FROM planned ORDER BY position"
        )
        for row in rows:
            yield _pair(*row)

    def finished(self) -> int:
        """Return how many of the pairs are finished."""
        query = (
            "SELECT count(*) FROM planned JOIN finished USING (name) "
            "WHERE finished.key <> ''"
        )
        return int(self._db.execute(query).fetchone()[0])

    def key(self, pair: Pair) -> str:
        """Return what the reports of a pair were made from; empty if there are none."""
        query = "SELECT key FROM finished WHERE name = ?"
        row = self._db.execute(query, (pair.name,)).fetchone()
        return str(row[0]) if row else ""

    def add(self, result: Result) -> None:
        """Record what became of a pair, in place of what did before."""
        fields = asdict(result)
        del fields["reports"]
        self._db.execute(
            "INSERT OR REPLACE INTO finished VALUES (?, ?, ?, ?)",
            (result.name, result.key, _weight(result), json.dumps(fields)),
        )

    def result(self, pair: Pair) -> Result:
        """Return what became of a pair."""
        query = "SELECT result FROM finished WHERE name = ?"
        return _result(self._db.execute(query, (pair.name,)).fetchone()[0])

    def results(self, worst: int | None = None) -> Iterator[tuple[Pair, Result]]:
        """Yield the pairs with what became of them, in the order of the list.

        Args:
            worst: If given, no more than so many: those that could not be compared,
                then those with most conflicts.
        """
        if worst is None:
            rows = self._db.execute(_IN_ORDER)
        else:
            rows = self._db.execute(_WORST, (worst,))
        for *row, result, _ in rows:
            yield _pair(*row), _result(result)

    def alone(self, side: Side) -> Iterator[str]:
        """Yield the articles of one side that have no partner."""
        rows = self._db.execute(
            "SELECT path FROM alone WHERE side = ? ORDER BY position", (side,)
        )
        for (path,) in rows:
            yield _restored(path)

    def kept(self, what: str) -> int:
        """Return an amount that was recorded, 0 if none was."""
        query = "SELECT amount FROM kept WHERE what = ?"
        row = self._db.execute(query, (what,)).fetchone()
        return int(row[0]) if row else 0

    def keep(self, what: str, amount: int) -> None:
        """Record an amount."""
        self._db.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", (what, amount))

    def _name(self, pair: Listed) -> str:
        """Return a file name for a pair that no pair before it has.

        The second of one name gets a 2, and so on, whatever case they are in.
        """
        name = safe(pair.name)
        number = self._number(name)
        if not number:
            self._take(name, 1)
            return name
        while self._number(f"{name}-{number + 1}"):
            number += 1
        self._take(name, number + 1)
        self._take(f"{name}-{number + 1}", 1)
        return f"{name}-{number + 1}"

    def _number(self, name: str) -> int:
        """Return the last number that pairs of a name have; 0 if there are none."""
        query = "SELECT number FROM taken WHERE name = ?"
        row = self._db.execute(query, (folded(name),)).fetchone()
        return int(row[0]) if row else 0

    def _take(self, name: str, number: int) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO taken VALUES (?, ?)", (folded(name), number)
        )


def _pair(position: int, name: str, a: bytes, b: bytes, trouble: bytes) -> Pair:
    return Pair(position, name, _restored(a), _restored(b), _restored(trouble))


def _fields(pair: Listed) -> tuple[str, str, str]:
    return pair.a, pair.b, pair.trouble


def _result(stored: str) -> Result:
    fields: dict[str, Any] = json.loads(stored)
    summary = fields.pop("summary")
    sentences = tuple(fields.pop("sentences"))
    return Result(
        **fields,
        sentences=(sentences[0], sentences[1]),
        summary=Summary(**summary) if summary else None,
    )


def _weight(result: Result) -> int:
    return result.summary.conflicts if result.summary else _HEAVIEST


def _stored(path: str) -> bytes:
    """Return a path as bytes: names of files need not be in any encoding."""
    return path.encode("utf-8", "surrogatepass")


def _restored(path: bytes) -> str:
    return path.decode("utf-8", "surrogatepass")
