"""``srcdiff git-diff``: an account of every file that git shows the difference of."""

import os
import re
import subprocess
import sys
from pathlib import Path
from shlex import quote

import pytest
from desk import Repository

from srcdiff.cli import run

GIT_DIFF = f"{quote(Path(sys.executable).as_posix())} -P -m srcdiff git-diff"
FIRST = "The mill at Orrin burned down on Monday. Seven people were killed there.\n"
EDITED = FIRST.replace("Seven", "Eleven")


@pytest.fixture
def desk(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "GIT_PAGER_IN_USE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SRCDIFF_ENCODER", "static")
    repository.git("config", "diff.external", GIT_DIFF)
    repository.write("drafts/mill.md", FIRST)
    repository.commit()
    return repository


def titles(out):
    return re.findall(r"^.* \(\d+ of \d+\)$", out, re.MULTILINE)


def test_an_edit_is_told_as_an_account(desk):
    desk.write("drafts/mill.md", EDITED)
    out = desk.git("diff")
    assert titles(out) == ["drafts/mill.md (1 of 1)"]
    assert "A  a/drafts/mill.md" in out
    assert "B  b/drafts/mill.md" in out
    assert "Two different figures: 7 in A, 11 in B." in " ".join(out.split())


def test_every_kind_of_change_and_none_ends_the_diff(desk):
    """Git stops at a program that ends with another status than 0."""
    desk.write("blank.md", "")
    desk.write("gone.md", FIRST)
    desk.write("mode.md", FIRST)
    desk.write("old name.md", FIRST * 20)
    desk.write("picture.md", b"\x89PNG one")
    desk.commit()
    desk.write("blank.md", FIRST)
    desk.git("rm", "--quiet", "gone.md")
    desk.git("update-index", "--chmod=+x", "mode.md")
    desk.git("mv", "old name.md", "new\nname.md")
    desk.write("new\nname.md", FIRST * 20 + "It rained.\n")
    desk.write("picture.md", b"\x89PNG two")
    (desk.path / "link.md").symlink_to("drafts/mill.md")
    desk.write("zero.md", "")
    desk.write("zz.md", EDITED)
    desk.git("add", "--all")
    desk.git("update-index", "--chmod=+x", "mode.md")
    out = desk.git("diff", "--cached", "--find-renames")
    parts = re.split(r"^(.* \(\d of 8\))$", out, flags=re.MULTILINE)[1:]
    told = {title: text.strip() for title, text in zip(*[iter(parts)] * 2, strict=True)}
    assert list(told) == [
        "blank.md (1 of 8)",
        "gone.md, deleted (2 of 8)",
        "link.md, new (3 of 8)",
        "mode.md, mode 100644 → 100755 (4 of 8)",
        "old name.md → new name.md (5 of 8)",
        "picture.md (6 of 8)",
        "zero.md, new (7 of 8)",
        "zz.md, new (8 of 8)",
    ]
    texts = list(told.values())
    assert texts[0].splitlines() == [
        "B  The mill at Orrin burned down on Monday.",
        "B  Seven people were killed there.",
    ]
    assert texts[1].startswith("A  The mill at Orrin burned down on Monday.")
    assert texts[2] == "No file with an article: a link or a submodule."
    assert texts[3] == "The text is the same."
    assert "only in B: 1 sentence," in texts[4]
    assert texts[5].startswith("Not compared: a/picture.md: looks like a PNG picture")
    assert texts[6] == "There is nothing in it."
    assert texts[7].startswith("B  The mill at Orrin burned down on Monday.")


def test_a_merge_conflict(desk):
    desk.git("switch", "--quiet", "--create", "other")
    desk.write("drafts/mill.md", EDITED)
    desk.commit()
    desk.git("switch", "--quiet", "main")
    desk.write("drafts/mill.md", FIRST.replace("Seven", "Nine"))
    desk.commit()
    desk.git("merge", "--quiet", "other", status=1)
    environment = os.environ | {"GIT_DIFF_PATH_COUNTER": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "srcdiff", "git-diff", "drafts/mill.md"],
        capture_output=True,
        check=False,
        cwd=desk.path,
        env=environment,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"drafts/mill.md, unmerged\n")


def test_logs_and_shows_too(desk):
    desk.write("drafts/mill.md", EDITED)
    desk.commit()
    out = desk.git("log", "--ext-diff", "--patch", "-1")
    assert "Two different figures: 7 in A, 11 in B." in " ".join(out.split())


@pytest.mark.parametrize(
    ("configured", "environment", "coloured"),
    [
        ("auto", {}, False),
        ("auto", {"GIT_PAGER_IN_USE": "1", "TERM": "xterm"}, True),
        ("auto", {"GIT_PAGER_IN_USE": "1", "TERM": "xterm", "NO_COLOR": "1"}, False),
        ("false", {"GIT_PAGER_IN_USE": "1", "TERM": "xterm"}, False),
        ("false", {"FORCE_COLOR": "1"}, True),
        ("always", {}, True),
        ("always", {"SRCDIFF_COLOR": "never"}, False),
    ],
)
def test_colours_are_those_of_git(desk, monkeypatch, configured, environment, coloured):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    desk.git("config", "color.diff", configured)
    desk.git("update-index", "--chmod=+x", "drafts/mill.md")
    out = desk.git("diff", "--cached")
    assert "The text is the same." in out
    assert ("\x1b[1mdrafts/mill.md" in out) == coloured


def test_the_configuration_holds(desk):
    desk.write(".srcdiff.toml", "summary = true\n")
    desk.write("drafts/mill.md", EDITED)
    out = desk.git("diff")
    assert '!1 number  a1 "Seven" / b1 "Eleven"' in out
    assert "b0  The mill" not in out


def test_a_difftool(desk):
    tool = f"{quote(Path(sys.executable).as_posix())} -P -m srcdiff"
    desk.git("config", "difftool.srcdiff.cmd", f'{tool} "$LOCAL" "$REMOTE"')
    desk.write("drafts/mill.md", EDITED)
    desk.write("new.md", FIRST)
    desk.git("add", "--all")
    out = desk.git("difftool", "--no-prompt", "--tool=srcdiff", "--cached")
    assert "Two different figures: 7 in A, 11 in B." in " ".join(out.split())
    assert "/dev/null is no article" in " ".join(out.split())


# Called by nobody.


def test_identical_files_cost_nothing(tmp_path):
    (tmp_path / "a.md").write_text(FIRST)
    (tmp_path / "b.md").write_text(FIRST)
    program = (
        "import sys; from srcdiff.cli import run; "
        "assert run('git-diff mill.md a.md 1 100644 b.md 2 100644'.split()) == 0; "
        "assert not {'nltk', 'numpy', 'regex'} & set(sys.modules)"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, check=False)
    assert (done.stdout, done.stderr) == (b"mill.md\nThe text is the same.\n\n", b"")


@pytest.mark.parametrize("count", [0, 2, 6, 8, 10])
def test_other_arguments_than_those_of_git(capsys, count):
    assert run(["git-diff", *"abcdefghij"[:count]]) == 2
    out, errors = capsys.readouterr()
    assert out == ""
    assert errors.count("\n") == 1


def test_a_missing_file_is_told_and_no_failure(tmp_path, capsys):
    arguments = ["mill.md", str(tmp_path / "gone"), "1", "100644", os.devnull, ".", "."]
    assert run(["git-diff", *arguments]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "mill.md, deleted",
        "Not compared: mill.md: does not exist; check the name",
        "",
    ]
