"""A run: what is compared, what is passed over, what an interruption leaves."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from many import PLACES, Batch, here, listed, written

from srcdiff.batch.pairs import Listed
from srcdiff.batch.record import NAME, Record
from srcdiff.batch.run import Results, opened
from srcdiff.batch.work import Pair, Result, Work, unpacked
from srcdiff.errors import InputError, OutputError
from srcdiff.pipeline import compare
from srcdiff.report import Look, load
from srcdiff.settings import Settings

NAMES = [place.lower() for place in PLACES]


class Counted:
    """Compares here, and remembers what."""

    def __init__(self, stop_after: int | None = None) -> None:
        self.names: list[str] = []
        self.stop_after = stop_after

    def __call__(self, work: Work, pairs: Iterator[Pair]) -> Results:
        for result in here(work, pairs):
            if len(self.names) == self.stop_after:
                raise KeyboardInterrupt
            self.names.append(result.name)
            yield result


def interrupt(batch: Batch, after: int, into: str = "files") -> None:
    with pytest.raises(KeyboardInterrupt):
        batch(listed(), Counted(stop_after=after), into=into)


def test_reports_are_those_of_a_plain_comparison(batch: Batch) -> None:
    batch(listed(), forms=("html", "json", "markdown", "terminal"))
    plain = compare("wire/tarn.txt", "desk/tarn.txt", Settings(encoder="static"))
    for form, suffix in (("html", "html"), ("json", "json"), ("markdown", "md")):
        report = Path(f"out/reports/tarn.{suffix}").read_text("utf-8")
        assert report == load(form)(plain, Look())
    assert "17 in A, 36 in B" in Path("out/reports/tarn.txt").read_text("utf-8")


def test_what_is_finished_is_not_compared_again(batch: Batch) -> None:
    first, second = Counted(), Counted()
    totals = batch(listed(), first)
    before = written()
    assert (totals.pairs, totals.conflicting, totals.errors) == (5, 2, 0)
    assert batch(listed(), second) == totals
    assert (first.names, second.names) == (NAMES, [])
    assert written() == before


def change_article() -> None:
    path = Path("wire/selby.txt")
    path.write_text(path.read_text("utf-8") + "Rain fell at noon.\n", "utf-8")


AGAIN: dict[str, Callable[[], object]] = {
    "article": change_article,
    "report": lambda: Path("out/reports/selby.json").unlink(),
}


@pytest.mark.parametrize("change", AGAIN.values(), ids=AGAIN)
def test_what_changed_is_compared_again(
    batch: Batch, change: Callable[[], object]
) -> None:
    batch(listed())
    change()
    again = Counted()
    batch(listed(), again)
    assert again.names == ["selby"]


def test_other_formats_are_made_for_all(batch: Batch) -> None:
    batch(listed())
    again = Counted()
    batch(listed(), again, forms=("json", "markdown"))
    assert again.names == NAMES


@pytest.mark.parametrize("into", ["files", "jsonl", "parquet"])
@pytest.mark.parametrize("after", [0, 1, 4])
def test_an_interrupted_run_goes_on(batch: Batch, after: int, into: str) -> None:
    interrupt(batch, after, into)
    assert not any(name.startswith("summary") for name in written())
    rest = Counted()
    batch(listed(), rest, into=into)
    assert rest.names == NAMES[after:]
    if into == "files":
        assert sorted(p.stem for p in Path("out/reports").iterdir()) == NAMES
    else:
        assert kept(into) == NAMES


def kept(into: str) -> list[str]:
    """Return the names of the results that are kept together."""
    if into == "jsonl":
        lines = Path("out/results.jsonl").read_text("utf-8").splitlines()
        return [json.loads(line)["name"] for line in lines]
    from pyarrow import parquet

    names: list[str] = parquet.read_table("out/results")["name"].to_pylist()
    return names


@pytest.mark.parametrize("into", ["files", "jsonl", "parquet"])
def test_a_run_in_parts_gives_the_same_bytes(batch: Batch, into: str) -> None:
    interrupt(batch, 2, into)
    interrupt(batch, 1, into)
    batch(listed(), into=into)
    in_parts = written()
    for path in sorted(Path("out").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    batch(listed(), into=into)
    at_once = written()
    if into == "parquet":  # each part holds what one run had when it ended
        in_parts = {n: b for n, b in in_parts.items() if "part-" not in n}
        at_once = {n: b for n, b in at_once.items() if "part-" not in n}
    assert in_parts == at_once


@pytest.mark.parametrize("into", ["jsonl", "parquet"])
def test_what_was_not_recorded_is_not_kept_twice(
    batch: Batch, into: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the process had been killed after it wrote, before it recorded."""
    batch(listed()[:2], into=into)
    with monkeypatch.context() as patch:
        patch.setattr(Record, "commit", lambda self: None)
        batch(listed(), into=into)
    rest = Counted()
    batch(listed(), rest, into=into)
    assert rest.names == NAMES[2:]
    assert kept(into) == NAMES


@pytest.mark.parametrize("into", ["jsonl", "parquet"])
def test_an_interruption_between_keeping_and_recording_loses_nothing(
    batch: Batch, into: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add(self: Record, result: Result) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Record, "add", add)
        with pytest.raises(KeyboardInterrupt):
            batch(listed(), into=into)
    batch(listed(), into=into)
    assert kept(into) == NAMES


@pytest.mark.parametrize("into", ["jsonl", "parquet"])
def test_results_that_stay_are_not_contradicted(batch: Batch, into: str) -> None:
    batch(listed(), into=into)
    change_article()
    with pytest.raises(OutputError, match="selby: an article, or a setting"):
        batch(listed(), into=into)
    with pytest.raises(OutputError, match="start anew with --fresh"):
        batch(listed(), into="parquet" if into == "jsonl" else "jsonl")
    assert kept(into) == NAMES


def test_lost_lines_are_noticed(batch: Batch) -> None:
    batch(listed(), into="jsonl")
    os.truncate("out/results.jsonl", 100)
    with pytest.raises(OutputError, match=r"results\.jsonl: has lost results"):
        batch(listed(), into="jsonl")


def test_lines_hold_the_reports(batch: Batch) -> None:
    batch(listed(), into="jsonl", forms=("json", "markdown"))
    line = json.loads(Path("out/results.jsonl").read_text("utf-8").splitlines()[2])
    plain = compare("wire/tarn.txt", "desk/tarn.txt", Settings(encoder="static"))
    assert line["reports"]["json"] == json.loads(load("json")(plain, Look()))
    assert line["reports"]["markdown"] == load("markdown")(plain, Look())
    assert (line["conflicts"], line["kinds"]) == (1, {"number": 1})
    assert line["signature"] == plain.signature


def test_one_bad_pair_does_not_stop_the_rest(batch: Batch) -> None:
    told: list[Result] = []
    bad = [
        Listed("wire/none.txt", "desk/none.txt", "none"),
        Listed("", "", "bad", "list, line 3: names no a and no b"),
    ]
    totals = batch([*bad, *listed()], watch=lambda result, _: told.append(result))
    assert (totals.pairs, totals.errors, totals.bugs) == (7, 2, 0)
    errors = {result.name: result.error for result in told if result.error}
    assert errors == {
        "none": "wire/none.txt: does not exist; check the name; "
        "desk/none.txt: does not exist; check the name",
        "bad": "list, line 3: names no a and no b",
    }
    assert sorted(p.stem for p in Path("out/reports").iterdir()) == NAMES


@pytest.mark.parametrize("into", ["files", "jsonl"])
def test_a_pair_that_failed_is_tried_again(batch: Batch, into: str) -> None:
    text = Path("wire/selby.txt").read_bytes()
    Path("wire/selby.txt").unlink()
    assert batch(listed(), into=into).errors == 1
    Path("wire/selby.txt").write_bytes(text)
    again = Counted()
    assert batch(listed(), again, into=into).errors == 0
    assert again.names == ["selby"]


def test_a_bug_is_the_fault_of_srcdiff(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("two\nlines")

    monkeypatch.setattr("srcdiff.pipeline.compare", broken)
    told: list[Result] = []
    totals = batch(listed(), watch=lambda result, _: told.append(result))
    assert (totals.errors, totals.bugs) == (5, 5)
    assert told[0].error == "a bug in srcdiff: ValueError: two lines"


def test_names_that_collide_are_told_apart(batch: Batch) -> None:
    pairs = [Listed("wire/orrin.txt", "desk/orrin.txt", name) for name in COLLIDING]
    batch(pairs)
    rows = json.loads(Path("out/summary.json").read_text("utf-8"))["pairs"]
    assert [row["name"] for row in rows] == list(COLLIDING.values())
    assert len(list(Path("out/reports").iterdir())) == len(COLLIDING)


class Again(str):
    """A name that can stand twice in a table."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


COLLIDING = {
    Again("mill"): "mill",
    Again("Mill"): "Mill-2",
    Again("mill-2"): "mill-2-2",
    Again("mill"): "mill-3",
    Again("mill/"): "mill-4",
    Again("../mill"): "mill-5",
    Again("NUL"): "pair-NUL",
    Again("nul"): "pair-nul-2",
}


def test_many_of_one_name_take_no_longer_each(desk: Path) -> None:
    Path("out").mkdir()
    record = Record(Path("out"))
    assert record.plan(Listed("a", "b", "x") for _ in range(20_000)) == 20_000
    names = {pair.name for pair in record.pairs()}
    record.close()
    assert len(names) == 20_000


def test_paths_need_not_be_text(batch: Batch) -> None:
    found = [Listed("wire/\udcff.txt", "desk/\ud800.txt", "odd\udcff")]
    assert batch([*found, *listed()]).errors == 1
    rows = json.loads(Path("out/summary.json").read_text("utf-8"))["pairs"]
    assert (rows[0]["a"], rows[0]["name"]) == ("wire/\udcff.txt", "odd")


def test_a_foreign_folder_is_left_alone(batch: Batch) -> None:
    Path("out").mkdir()
    Path("out/index.html").write_text("My page.\n", "utf-8")
    with pytest.raises(OutputError, match="holds other files"):
        batch(listed())
    Path("out/index.html").rename("out/batch.sqlite")
    with pytest.raises(OutputError, match="is no record of a batch"):
        batch(listed())
    Path("out/batch.sqlite").rename("out.txt")
    with pytest.raises(OutputError, match="cannot be made or read"):
        opened(Path("out.txt"))


def test_two_runs_at_once_are_refused(desk: Path) -> None:
    record = opened(Path("out"))
    with pytest.raises(OutputError, match="is another run at work there"):
        opened(Path("out"))
    record.close()
    opened(Path("out")).close()


def test_nothing_to_compare_is_an_error(batch: Batch) -> None:
    with pytest.raises(InputError, match="there is no pair"):
        batch([])


def test_what_a_killed_run_left_is_swept_away(batch: Batch) -> None:
    interrupt(batch, 1)
    for folder in ("out", "out/reports"):
        Path(folder, ".srcdiff-abc").write_text("half", "utf-8")
    batch(listed())
    assert not any(".srcdiff-" in name for name in written())


def test_reports_that_travel_are_packed(desk: Path) -> None:
    work = Work(str(desk), Settings(encoder="static"), ("html", "json"), 100)
    pair = Pair(0, "tarn", "wire/tarn.txt", "desk/tarn.txt")
    (result,) = here(work, iter([pair]))
    plain = compare("wire/tarn.txt", "desk/tarn.txt", Settings(encoder="static"))
    for form, packed in result.reports.items():
        report = load(form)(plain, Look())
        assert unpacked(packed) == report
        assert len(packed) * 2 < len(report)


def test_the_record_is_committed_as_it_goes(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("srcdiff.batch.run._COMMIT_EVERY", 0.0)
    seen: list[int] = []

    def watch(result: Result, _: bool) -> None:
        # What another process would find if this one were killed now.
        copy = Path("copy.sqlite")
        copy.write_bytes(Path("out", NAME).read_bytes())
        with sqlite3.connect(copy) as db:
            seen.extend(db.execute("SELECT count(*) FROM finished").fetchone())
        db.close()

    batch(listed(), watch=watch)
    assert seen == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("into", ["files", "jsonl", "parquet"])
@pytest.mark.parametrize("step", ["commit", "add", "keep"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_an_interruption_anywhere_loses_nothing(
    batch: Batch, into: str, step: str, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C just before or after the third time that something is recorded."""
    monkeypatch.setattr("srcdiff.batch.run._COMMIT_EVERY", 0.0)
    monkeypatch.setattr("srcdiff.batch.results.Parts.ROWS", 1)
    plain, calls = getattr(Record, step), []

    def interrupted(self: Record, *arguments: object) -> None:
        calls.append(step)
        if len(calls) == 3 and when == "before":
            raise KeyboardInterrupt
        plain(self, *arguments)
        if len(calls) == 3:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Record, step, interrupted)
        try:
            batch(listed(), into=into)
        except KeyboardInterrupt:
            assert len(calls) >= 3
    rest = Counted()
    batch(listed(), rest, into=into)
    assert len(rest.names) >= 2 or len(calls) < 3
    assert into == "files" or kept(into) == NAMES
    assert len(written()) > 3
