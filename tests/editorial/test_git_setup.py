"""``srcdiff git-setup``: git is told of srcdiff, and that is undone to the byte."""

import re
import sys
from pathlib import Path

import pytest
from desk import Repository
from making_files import docx, paragraph

from srcdiff.cli import run
from srcdiff.editorial import git_setup

KEYS = ["difftool.srcdiff.cmd", "diff.srcdiff.textconv", "diff.srcdiff.cachetextconv"]


@pytest.fixture
def desk(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    (repository.path / "sub").mkdir()
    monkeypatch.chdir(repository.path / "sub")
    return repository


@pytest.fixture
def home(tmp_path, desk, monkeypatch):
    """A user with a configuration of their own."""
    home = tmp_path / "home of a user"
    home.mkdir()
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(home / ".gitconfig"))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return home


def state(desk):
    files = [desk.path / ".git" / "config", desk.path / ".gitattributes"]
    return [file.read_bytes() if file.exists() else None for file in files]


def setup(capsys, *options):
    assert run(["git-setup", *options]) == 0
    out, errors = capsys.readouterr()
    assert errors == ""
    return out


def test_a_dry_run_does_nothing(desk, capsys):
    before = state(desk)
    out = setup(capsys, "--dry-run")
    assert state(desk) == before
    assert all(f"git config --local {key} " in out for key in KEYS)
    assert "diff=srcdiff for *.docx" in out


def test_set_up_twice_is_set_up_once(desk, capsys):
    setup(capsys)
    once = state(desk)
    assert setup(capsys).startswith("Nothing to change.\n")
    assert state(desk) == once


@pytest.mark.parametrize(
    "attributes",
    [
        None,
        b"*.png binary\n",
        b"*.png binary\r\n*.txt text\r\n",
        b"\xef\xbb\xbf# \xc3\xa9\n",
    ],
    ids=["none", "some", "line ends of Windows", "byte order mark"],
)
def test_it_is_undone_to_the_byte(desk, capsys, attributes):
    desk.git("config", "diff.other.textconv", "cat")
    if attributes is not None:
        desk.write(".gitattributes", attributes)
    before = state(desk)
    setup(capsys)
    now = state(desk)
    assert now[1].startswith(attributes or b"# >>> srcdiff")
    assert (now[1].count(b"\n") == now[1].count(b"\r\n")) == (
        b"\r" in (attributes or b"")
    )
    out = setup(capsys, "--disable")
    assert state(desk) == before
    assert all(f"--unset-all {key}" in out for key in KEYS)
    assert setup(capsys, "--disable") == "Nothing to change.\n"
    assert state(desk) == before


def test_what_others_write_below_stays_there(desk, capsys):
    setup(capsys)
    file = desk.path / ".gitattributes"
    block = file.read_text("utf-8")
    file.write_text(f"*.png binary\n{block}*.pdf -diff\n", "utf-8")
    assert setup(capsys).startswith("Nothing to change.\n")
    setup(capsys, "--disable")
    assert file.read_text("utf-8") == "*.png binary\n*.pdf -diff\n"


def test_a_last_line_without_end_is_no_part_of_ours(desk, capsys):
    desk.write(".gitattributes", "*.png binary")
    setup(capsys)
    lines = (desk.path / ".gitattributes").read_text("utf-8").splitlines()
    assert lines[0] == "*.png binary"
    assert lines[1].startswith("# >>> srcdiff")


def test_other_values_are_replaced(desk, capsys):
    for value in ("one", "two"):
        desk.git("config", "--add", "diff.srcdiff.textconv", value)
    setup(capsys)
    assert desk.git("config", "--get-all", "diff.srcdiff.textconv").count("\n") == 1


def test_documents_then_read_well_in_git_diff(desk, capsys):
    setup(capsys)
    desk.write("mill.docx", docx(paragraph("The mill burned. Nobody was hurt.")))
    desk.commit()
    desk.write("mill.docx", docx(paragraph("The barn burned. Nobody was hurt.")))
    for _ in range(2):  # the second time out of git's cache
        found = re.findall(r"^[-+](?![-+]).*$", desk.git("diff"), re.MULTILINE)
        assert found == ["-The mill burned.", "+The barn burned."]
    assert desk.git("for-each-ref", "refs/notes/textconv")
    setup(capsys)
    assert not desk.git("for-each-ref", "refs/notes/textconv")


def test_for_all_repositories(desk, home, capsys):
    before = state(desk)
    out = setup(capsys, "--global")
    assert state(desk) == before
    attributes = home / ".config" / "git" / "attributes"
    assert str(attributes) in out
    config = (home / ".gitconfig").read_text()
    assert all(key.rpartition(".")[2] in config for key in KEYS)
    asked = desk.git("check-attr", "diff", "--", "sub/mill.docx", "mill.md")
    assert asked == "sub/mill.docx: diff: srcdiff\nmill.md: diff: unspecified\n"
    setup(capsys, "--global", "--disable")
    assert not attributes.exists()
    assert "srcdiff" not in (home / ".gitconfig").read_text()


def test_the_attributes_file_that_the_user_named(desk, home, capsys):
    desk.git("config", "--global", "core.attributesFile", "~/my attributes")
    setup(capsys, "--global")
    assert "*.docx diff=srcdiff" in (home / "my attributes").read_text("utf-8")


def test_outside_of_a_repository(tmp_path, lone_git, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(["git-setup"]) == 2
    out, errors = capsys.readouterr()
    assert out == ""
    assert "in no git repository: run git-setup in one, or give --global" in errors


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"caf\xe9\n", "cannot be read (not in UTF-8)"),
        (f"{git_setup._FIRST}\n*.docx diff=x\n".encode(), "take them out by hand"),
        (f"{git_setup._LAST}\n{git_setup._FIRST}\n".encode(), "take them out by hand"),
    ],
    ids=["encoding", "no end", "turned around"],
)
def test_attributes_that_are_not_touched(desk, capsys, text, says):
    desk.write(".gitattributes", text)
    before = state(desk)
    for options in ([], ["--disable"]):
        assert run(["git-setup", *options]) == 2
        errors = capsys.readouterr().err
        assert says in errors
        assert errors.count("\n") == 1
    assert state(desk) == before


def test_a_folder_that_cannot_be_made(desk, home, capsys):
    (home / ".config").write_text("no folder")
    assert run(["git-setup", "--global"]) == 2
    out, errors = capsys.readouterr()
    assert out == ""
    assert "attributes: cannot be" in errors
    assert errors.count("\n") == 1
    assert not (home / ".gitconfig").exists()


@pytest.mark.parametrize(
    ("found", "prefix", "called"),
    [
        ("/usr/bin/srcdiff", "/usr", "srcdiff"),
        ("/home/a/.local/bin/srcdiff", "/home/a/pipx/srcdiff", "srcdiff"),
        (
            "/home/a/venv/bin/srcdiff",
            "/home/a/venv",
            "'/home/a b/python' -P -m srcdiff",
        ),
        (None, "/home/a/venv", "'/home/a b/python' -P -m srcdiff"),
    ],
    ids=["system", "linked from elsewhere", "active environment", "not on the path"],
)
def test_how_git_calls_srcdiff(monkeypatch, found, prefix, called):
    monkeypatch.setattr(git_setup.shutil, "which", lambda _: found)
    monkeypatch.setattr(sys, "prefix", prefix)
    monkeypatch.setattr(sys, "base_prefix", "/usr")
    monkeypatch.setattr(sys, "executable", "/home/a b/python")
    assert git_setup.program() == called


def test_paths_with_blanks_can_be_pasted(desk, capsys, monkeypatch):
    monkeypatch.setattr(git_setup.shutil, "which", lambda _: None)
    monkeypatch.setattr(sys, "executable", str(Path("/a b/python")))
    out = setup(capsys)
    assert (
        "diff.external=''\"'\"'/a b/python'\"'\"' -P -m srcdiff git-diff' diff" in out
    )
