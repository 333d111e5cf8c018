"""Versions of a file by the names that git has for them: ``srcdiff REV:path path``."""

import json
import os
import shutil
from pathlib import Path

import pytest
from desk import Repository

from srcdiff.cli import run

FIRST = "The mill at Orrin burned down on Monday. Seven people were killed there."
STAGED = FIRST.replace("Seven", "Nine")
ON_DISK = FIRST.replace("Seven", "Eleven")


@pytest.fixture
def desk(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A draft in three versions: committed, staged and on disk."""
    repository.write("drafts/mill.md", FIRST)
    repository.write("empty.md", "")
    repository.commit()
    repository.write("drafts/mill.md", STAGED)
    repository.git("add", "--all")
    repository.write("drafts/mill.md", ON_DISK)
    monkeypatch.chdir(repository.path)
    return repository


def texts(capsys: pytest.CaptureFixture[str], a: str, b: str) -> tuple[str, str]:
    assert run([a, b, "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["a"]["name"], report["b"]["name"]) == (a, b)
    return tuple(report[side]["text"].strip() for side in "ab")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("HEAD:drafts/mill.md", "drafts/mill.md", (FIRST, ON_DISK)),
        ("drafts/mill.md", ":drafts/mill.md", (ON_DISK, STAGED)),
        ("main:drafts/mill.md", ":0:drafts/mill.md", (FIRST, STAGED)),
        ("HEAD:./drafts/mill.md", "/dev/null", (FIRST, "")),
        (os.devnull, "drafts/mill.md", ("", ON_DISK)),
    ],
    ids=["commit and disk", "disk and index", "branch and index", "gone", "new"],
)
def test_versions_are_read_from_git(desk, capsys, a, b, expected):
    assert texts(capsys, a, b) == expected


def test_paths_count_from_the_top_or_from_here(desk, capsys, monkeypatch):
    monkeypatch.chdir("drafts")
    assert texts(capsys, "HEAD:drafts/mill.md", "HEAD:./mill.md") == (FIRST, FIRST)


def test_a_file_of_that_very_name_wins(desk, capsys):
    Path("HEAD:mill.md").write_text(ON_DISK)
    assert texts(capsys, "HEAD:mill.md", "HEAD:drafts/mill.md") == (ON_DISK, FIRST)


@pytest.mark.parametrize("name", ["new\nline.md", "two  blanks.md", "[1]*.md", "ü.md"])
def test_awkward_names(desk, capsys, name):
    desk.write(name, FIRST)
    desk.commit()
    assert texts(capsys, f"HEAD:{name}", "drafts/mill.md") == (FIRST, ON_DISK)


def test_versions_can_be_explained(desk, capsys):
    assert run(["explain", "HEAD:drafts/mill.md", "drafts/mill.md", "a1"]) == 0
    assert "HEAD:drafts/mill.md, line 1" in capsys.readouterr().out


def test_a_document_of_which_git_has_only_bytes(desk, capsys):
    desk.write("mill.rtf", r"{\rtf1\ansi The mill at Orrin burned down on Monday.\par}")
    desk.commit()
    a, _ = texts(capsys, "HEAD:mill.rtf", "drafts/mill.md")
    assert a == "The mill at Orrin burned down on Monday."


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nope:drafts/mill.md", "git has no version 'nope'; name a commit, branch or"),
        ("HEAD~7:drafts/mill.md", "git has no version 'HEAD~7'"),
        ("HEAD:gone.md", "HEAD:gone.md: no such file in HEAD; check the path"),
        (":gone.md", ":gone.md: no such file staged; check the path"),
        ("HEAD:drafts", "is a folder; name a file, as REV:path"),
        (":/work", "is a commit; name a file"),
        ("HEAD:empty.md", "HEAD:empty.md: is empty"),
        ("HEAD:../mill.md", "outside repository"),
        ("-x:mill.md", "git has no version '-x'"),
        ("HEAD:\x1b[31m.md", "HEAD:\\x1b[31m.md: no such file"),
        ("https://example.org/mill", "does not exist; check the name"),
        ("C:\\mill.md", "does not exist; check the name"),
        ("mill:", "does not exist; check the name"),
    ],
)
def test_what_git_does_not_know(desk, capsys, name, says):
    assert run(["--", name, "drafts/mill.md"]) == 2
    out, errors = capsys.readouterr()
    assert out == ""
    assert says in errors
    assert errors.count("\n") == 1


def test_a_path_from_here_is_suggested(desk, capsys, monkeypatch):
    monkeypatch.chdir("drafts")
    assert run(["HEAD:mill.md", "mill.md"]) == 2
    assert "and HEAD:./mill.md from here" in capsys.readouterr().err


def test_outside_of_a_repository(tmp_path, lone_git, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("mill.md").write_text(FIRST)
    assert run(["HEAD:mill.md", "mill.md"]) == 2
    assert "this folder is in no git repository" in capsys.readouterr().err


def test_a_version_above_the_limit(desk, capsys):
    assert run(["HEAD:drafts/mill.md", "drafts/mill.md", "--max-size", "10"]) == 2
    errors = capsys.readouterr().err.splitlines()
    assert "HEAD:drafts/mill.md: is larger than 10 bytes" in errors[0]


def test_the_same_version_twice(desk, capsys):
    assert run(["HEAD:drafts/mill.md", "HEAD:drafts/mill.md"]) == 2
    assert "named twice" in capsys.readouterr().err


def test_without_git(desk, capsys, monkeypatch):
    assert shutil.which("git")
    monkeypatch.setenv("PATH", "")
    assert run(["HEAD:drafts/mill.md", "drafts/mill.md"]) == 2
    assert "git is not installed, or not on PATH" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["terminal", "html", "markdown", "json"])
def test_no_article_on_one_side_is_said(desk, capsys, form):
    assert run(["/dev/null", "drafts/mill.md", "--format", form]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "/dev/null is no article: all that the other one says" in out
