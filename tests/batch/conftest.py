"""A desk with articles, and a batch that runs in the test's own process."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import pytest
from many import OTHER, PLACES, STORY, Batch, here, watched

from srcdiff.batch.pairs import Found
from srcdiff.batch.results import REPORTS, keeper
from srcdiff.batch.run import Compute, opened, plan, run
from srcdiff.batch.summary import Totals, write
from srcdiff.batch.work import Into, Result, Work
from srcdiff.settings import Settings


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five pairs; in the first and the third the figures disagree."""
    monkeypatch.chdir(tmp_path)
    for name in ("CI", "PRE_COMMIT", "SRCDIFF_TRACEBACK"):
        monkeypatch.delenv(name, raising=False)
    for folder in ("wire", "desk"):
        Path(folder).mkdir()
    for number, place in enumerate(PLACES):
        name, other = place.lower(), 36 if number in (0, 2) else 17
        Path(f"wire/{name}.txt").write_text(
            STORY.format(place=place, count=17), "utf-8"
        )
        Path(f"desk/{name}.txt").write_text(
            OTHER.format(place=place, count=other), "utf-8"
        )
    lines = [f"wire/{place.lower()}.txt,desk/{place.lower()}.txt" for place in PLACES]
    Path("pairs.csv").write_text("\n".join(["a,b", *lines, ""]), "utf-8")
    return tmp_path


@pytest.fixture
def batch(desk: Path) -> Batch:
    """What runs a batch and returns its totals."""

    def run_batch(
        found: Iterable[Found],
        compute: Compute = here,
        watch: Callable[[Result, bool], None] = watched,
        forms: tuple[str, ...] = ("json",),
        into: Into = "files",
    ) -> Totals:
        out = desk / "out"
        work = Work(
            base=str(desk),
            settings=Settings(encoder="static"),
            forms=forms,
            width=100,
            into=into,
            folder=str(out / REPORTS) if into == "files" else None,
        )
        with closing(opened(out)) as record:
            plan(record, found)
            run(record, work, keeper(out, work, record), compute, watch)
            return write(record, out, work)

    return run_batch
