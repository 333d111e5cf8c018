"""Small articles for a batch, and what compares them in the test's own process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from srcdiff.batch.pairs import Listed
from srcdiff.batch.run import Results
from srcdiff.batch.summary import Totals
from srcdiff.batch.work import Pair, Result, Work, compare_pair

STORY = """\
The grain store at {place} burned down on Monday. {count} people were hurt in the blaze.
Crews from two towns fought the flames until dawn.
"""
OTHER = """\
A fire destroyed the grain store at {place} on Monday. The blaze hurt {count} people.
Nobody knows yet how it began.
"""
PLACES = ("Orrin", "Selby", "Tarn", "Umber", "Velm")

Batch = Callable[..., Totals]


def listed() -> list[Listed]:
    """Return the pairs of the desk."""
    names = [place.lower() for place in PLACES]
    return [Listed(f"wire/{name}.txt", f"desk/{name}.txt", name) for name in names]


def written(folder: str = "out") -> dict[str, bytes]:
    """Return every file in the folder of a batch but its record."""
    files = sorted(path for path in Path(folder).rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in files
        if path.name != "batch.sqlite"
    }


def here(work: Work, pairs: Iterator[Pair]) -> Results:
    """Compare in this process."""
    for pair in pairs:
        yield compare_pair(work, pair)


def watched(_: Result, __: bool) -> None:
    """Watch nothing."""
