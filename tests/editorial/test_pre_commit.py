"""The hook as an editor meets it: real git, real pre-commit, this repository.

pre-commit installs the hook from a copy of the working tree, as it is now, into
an environment of its own, with the dependencies from the package index.  That
takes half a minute and is done once for all tests here.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from desk import AGREES, DRAFT, WIRE, Repository

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

ROOT = Path(__file__).parents[2]

CONFIG = """\
repos:
  - repo: {path}
    rev: {revision}
    hooks:
      - id: srcdiff
"""

PASSED = re.compile(r"srcdiff \(editorial review\)\.+Passed")
FAILED = re.compile(r"srcdiff \(editorial review\)\.+Failed")


def pre_commit(folder, *arguments):
    """Run pre-commit and return its exit status and all it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.returncode, done.stdout.decode()


@pytest.fixture(scope="session")
def config(tmp_path_factory, lone_git):
    """A pre-commit configuration whose hook is installed and ready."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a git checkout")
    folder = tmp_path_factory.mktemp("hook")
    for name in set(os.fsdecode(listed.stdout).split("\0")) - {""}:
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    revision = Repository(folder).commit()
    text = CONFIG.format(path=folder, revision=revision)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRE_COMMIT_HOME", str(tmp_path_factory.mktemp("home")))
        first = Repository(tmp_path_factory.mktemp("first"))
        first.write(".pre-commit-config.yaml", text)
        status, out = pre_commit(first.path, "install-hooks")
        assert status == 0, out
        yield text


@pytest.fixture
def desk(repository, config):
    """A desk's repository with the hook in place and nothing committed."""
    repository.write(".pre-commit-config.yaml", config)
    stages = ("pre-commit", "pre-merge-commit", "pre-push")
    types = [option for stage in stages for option in ("--hook-type", stage)]
    status, out = pre_commit(repository.path, "install", *types)
    assert status == 0, out
    return repository


def commit(desk, status=0):
    desk.git("add", "--all")
    return desk.git("commit", "--quiet", "--message", "work", status=status)


def heads(desk):
    return desk.git("rev-list", "--count", "--all").strip()


def test_a_clean_draft_passes_without_a_word(desk):
    desk.write("wire.txt", AGREES)
    desk.write("mill.md", DRAFT)
    out = commit(desk)
    assert PASSED.fullmatch(out.strip()), out
    desk.write("mill.md", DRAFT + "\nThe mill was empty.\n")
    out = commit(desk)
    assert PASSED.fullmatch(out.strip()), out
    assert heads(desk) == "2"


def test_a_contradicted_figure_stops_the_first_commit(desk):
    desk.write("wire.txt", WIRE)
    desk.write("mill.md", DRAFT)
    out = commit(desk, status=1)
    assert FAILED.search(out), out
    assert "exit code: 1" in out
    assert "mill.md:11:10: fail: " in out
    assert "At least [17] people died in the fire at the mill, the police said." in out
    assert "at least [three dozen] people died in the fire" in out
    assert "SKIP=srcdiff git commit" in out
    assert "\x1b" not in out
    assert heads(desk) == "0"


def test_a_later_edit_is_checked_as_it_is_staged(desk):
    desk.write("wire.txt", WIRE)
    right = DRAFT.replace("17", "three dozen")
    desk.write("mill.md", right)
    commit(desk)
    desk.write("mill.md", DRAFT)
    desk.git("add", "mill.md")
    # Right on disk, wrong in the index: it is the index that gets committed.
    desk.write("mill.md", right)
    out = desk.git("commit", "--quiet", "--message", "work", status=1)
    assert "mill.md:11:10: fail: " in out
    assert (desk.path / "mill.md").read_text() == right


def test_the_way_out(desk, monkeypatch):
    desk.write("wire.txt", WIRE)
    desk.write("mill.md", DRAFT)
    monkeypatch.setenv("SKIP", "srcdiff")
    assert "Skipped" in commit(desk)


def test_a_draft_without_sources_passes(desk):
    desk.write("note.md", "# A note\n\nAt least 17 people died.\n")
    desk.write("empty.txt", "")
    assert PASSED.fullmatch(commit(desk).strip())


def test_a_missing_source_is_told(desk):
    desk.write("mill.md", DRAFT)
    out = commit(desk, status=1)
    assert "exit code: 2" in out
    assert "mill.md: error: source 'wire.txt' is missing: " in out


@pytest.mark.parametrize("name", ["fire at  the mill.md", "Feuer in Köln – neu.md"])
def test_awkward_file_names(desk, name):
    desk.write("wire.txt", WIRE)
    desk.write(f"drafts at work/{name}", DRAFT.replace("wire.txt", "../wire.txt"))
    out = commit(desk, status=1)
    assert f"drafts at work/{name}:11:10: fail: " in out


def test_a_renamed_draft(desk):
    desk.write("wire.txt", AGREES)
    desk.write("mill.md", DRAFT.replace("17", "nine"))
    desk.commit()
    desk.git("mv", "mill.md", "the fire.md")
    desk.write("the fire.md", DRAFT)
    assert PASSED.fullmatch(commit(desk).strip())


def test_all_files(desk):
    desk.write("wire.txt", WIRE)
    desk.write("right.md", DRAFT.replace("17", "three dozen"))
    desk.write("wrong.md", DRAFT)
    desk.commit()
    status, out = pre_commit(desk.path, "run", "--all-files")
    assert status == 1
    assert "wrong.md:11:10: fail: " in out
    assert "right.md" not in out


def test_colours_on_a_terminal_of_no_size(desk):
    desk.write("wire.txt", WIRE)
    desk.write("mill.md", DRAFT)
    desk.git("add", "--all")
    status, out = pre_commit(desk.path, "run", "--color=always")
    assert status == 1
    assert "\x1b[1mmill.md:11:10\x1b[0m" in out
    plain = re.sub(r"\x1b\[[0-9;]*m", "", out)
    assert "mill.md:11:10: fail: " in plain
    assert "\x1b" not in plain


def test_a_push_is_checked(desk, tmp_path):
    other = tmp_path / "other.git"
    desk.git("init", "--quiet", "--bare", str(other))
    desk.write("wire.txt", WIRE)
    desk.write("mill.md", DRAFT.replace("17", "three dozen"))
    commit(desk)
    desk.git("push", "--quiet", str(other), "main")
    desk.write("mill.md", DRAFT)
    desk.commit()
    out = desk.git("push", "--quiet", str(other), "main", status=1)
    assert "mill.md:11:10: fail: " in out


def test_a_merge_is_checked(desk):
    desk.write("wire.txt", AGREES)
    desk.write("mill.md", DRAFT)
    commit(desk)
    desk.git("switch", "--quiet", "--create", "more")
    desk.write("mill.md", DRAFT + "\nThe mill was empty.\n")
    commit(desk)
    desk.git("switch", "--quiet", "main")
    desk.write("wire.txt", WIRE)
    desk.commit()  # its hook would stop it: the draft on main names that source
    out = desk.git("merge", "--quiet", "--no-edit", "more", status=1)
    assert "mill.md:11:10: fail: " in out
