"""``srcdiff match`` on the command line, and its lists."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path

import pytest
from stories import DECOYS, ONE, OTHER, write

from srcdiff.cli import run

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two folders of articles, and no colours."""
    monkeypatch.chdir(tmp_path)
    for name in ("FORCE_COLOR", "CLICOLOR_FORCE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    write(tmp_path / "one", {**ONE, "another-storm": DECOYS["another-storm"]})
    write(tmp_path / "two/deep", OTHER)
    return tmp_path


def rows(file: str) -> list[dict[str, str]]:
    return list(csv.DictReader(Path(file).read_text("utf-8").splitlines()))


def refused(capsys: Output, *arguments: str) -> str:
    """Return the one line of a run that ends with status 2."""
    assert run(["match", *arguments]) == 2
    out, errors = capsys.readouterr()
    assert out == ""
    assert errors.count("\n") == 1
    return errors


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["one", "none"], "none: does not exist"),
        (["one", "one/ferry.txt"], "one/ferry.txt: is no folder"),
        (["one", "empty"], "empty: holds no files"),
        (["one", "two", "--threshold", "2"], "--threshold"),
        (["one", "two", "-o", "one/ferry.txt"], "exists and is no report"),
    ],
)
def test_refusals(capsys: Output, arguments: list[str], says: str) -> None:
    Path("empty").mkdir()
    before = Path("one/ferry.txt").read_bytes()
    assert says in refused(capsys, *arguments)
    assert Path("one/ferry.txt").read_bytes() == before


def test_what_is_no_article_is_told_and_passed_over(capsys: Output) -> None:
    Path("two/picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    Path("two/.hidden").write_bytes(b"\0")
    assert run(["match", "one", "two"]) == 0
    out, errors = capsys.readouterr()
    assert "5 pairs on the same story." in out
    assert errors.count("\n") == 1
    assert "two/picture.txt" in errors


def test_a_folder_that_cannot_be_listed_is_told(
    capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("two/shut").mkdir()
    list_it = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return list_it(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert run(["match", "one", "two"]) == 0
    out, errors = capsys.readouterr()
    assert "5 pairs on the same story." in out
    assert errors == "srcdiff: two/shut: cannot be listed (Permission denied)\n"


def test_nothing_that_can_be_read_is_an_error(capsys: Output) -> None:
    Path("bad").mkdir()
    Path("bad/empty.txt").touch()
    assert run(["match", "one", "bad"]) == 2
    assert "bad: holds no article that can be read" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_no_list_can_hold_is_told(capsys: Output) -> None:
    try:
        Path(os.fsdecode(b"two/\xff.txt")).write_text(OTHER["mine"], "utf-8")
    except OSError:
        pytest.skip("the file system takes Unicode only")
    assert run(["match", "one", "two", "-f", "csv"]) == 0
    out, errors = capsys.readouterr()
    assert len(out.splitlines()) == 6
    assert "its name is no Unicode; rename it" in errors


def test_the_table(capsys: Output) -> None:
    assert run(["match", "one", "two", "--width", "60"]) == 0
    out = capsys.readouterr().out
    lines = out.splitlines()
    assert all(len(line) <= 60 for line in lines)
    assert any(
        line.endswith("A  ferry.txt  Ferry runs aground off Skarn Head")
        for line in lines
    )
    assert "      B  deep/ferry.txt  Rescue at sea: all safe" in lines
    assert lines[-3:] == [
        "A: one, 6 articles, 5 with a counterpart",
        "B: two, 5 articles, 5 with a counterpart",
        "5 pairs on the same story.",
    ]


def test_a_folder_with_itself(capsys: Output) -> None:
    for name, text in OTHER.items():
        Path(f"one/{name}-2.txt").write_text(text, "utf-8")
    assert run(["match", "one", "./one"]) == 0
    out = capsys.readouterr().out
    assert "A: one, 11 articles, 10 with a counterpart" in out
    assert "B: " not in out


def test_a_file_in_both_folders_is_no_pair(capsys: Output) -> None:
    assert run(["match", "two", "two/deep", "-f", "csv"]) == 0
    assert capsys.readouterr().out == "a,b,score\n"


def test_a_list_holds_paths_from_where_it_lies(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("out").mkdir()
    assert run(["match", "one", "two", "-o", "out/pairs.csv"]) == 0
    found = rows("out/pairs.csv")
    assert found[0]["a"] == "../one/ferry.txt"
    assert found[0]["b"] == "../two/deep/ferry.txt"
    assert [Path(r["a"]).stem for r in found] == sorted(ONE)
    monkeypatch.chdir("two")
    again = ["match", str(desk / "one"), ".", "-o", "../out/again.csv"]
    assert run(again) == 0
    written = [(desk / f"out/{n}.csv").read_bytes() for n in ("pairs", "again")]
    assert written[0] == written[1]


def test_standard_output_holds_absolute_paths(capsys: Output, desk: Path) -> None:
    assert run(["match", "one", "two", "-f", "jsonl"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert found[0]["a"] == str(desk / "one/ferry.txt")
    assert found[0]["b_title"] == "Rescue at sea: all safe"
    assert all(0.2 <= row["score"] <= 1 for row in found)


def test_a_list_replaces_a_list(capsys: Output) -> None:
    for name in ("pairs.csv", "pairs.jsonl"):
        for _ in range(2):
            assert run(["match", "one", "two", "-o", name]) == 0
    assert json.loads(Path("pairs.jsonl").read_text("utf-8").splitlines()[0])["score"]
    assert capsys.readouterr() == ("", "")


def test_no_cell_is_a_formula() -> None:
    Path("one").rename("=one")
    assert run(["match", "=one", "two", "-o", "pairs.csv"]) == 0
    assert rows("pairs.csv")[0]["a"] == "./=one/ferry.txt"


def test_exchanged_folders_mirror_the_list() -> None:
    assert run(["match", "one", "two", "-o", "ab.csv"]) == 0
    assert run(["match", "two", "one", "-o", "ba.csv"]) == 0
    there = [(r["a"], r["b"], r["score"]) for r in rows("ab.csv")]
    back = [(r["b"], r["a"], r["score"]) for r in rows("ba.csv")]
    assert sorted(there) == sorted(back)


def test_best_gives_one_each(capsys: Output) -> None:
    Path("two/copy.txt").write_text(ONE["mine"], "utf-8")
    assert run(["match", "one", "two", "-o", "all.csv"]) == 0
    assert run(["match", "one", "two", "-o", "best.csv", "--best"]) == 0
    assert (len(rows("all.csv")), len(rows("best.csv"))) == (6, 5)
    best = {row["b"] for row in rows("best.csv")}
    assert "two/copy.txt" in best
    assert "two/deep/mine.txt" not in best


def test_more_counterparts_than_are_looked_at_are_told(capsys: Output) -> None:
    for number in range(4):
        Path(f"two/copy{number}.txt").write_text(ONE["mine"], "utf-8")
    assert run(["match", "one", "two", "-f", "csv", "--candidates", "2"]) == 0
    assert "raise --candidates" in capsys.readouterr().err


def test_a_hostile_name_and_title_are_inert(capsys: Output) -> None:
    Path("two/\x1b]0;x.txt").write_text("\x1b[2J" + OTHER["mine"], "utf-8")
    assert run(["match", "one", "two", "--color", "never"]) == 0
    assert "\x1b" not in capsys.readouterr().out
