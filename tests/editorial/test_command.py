"""``srcdiff check`` as a command of its own: what it prints and how it ends."""

import os
import subprocess
import sys

import pytest
from desk import AGREES, DRAFT, WIRE

pytestmark = pytest.mark.usefixtures("lone_git")


def check(folder, *arguments, **environment):
    """Run the command and return its status, output and errors."""
    done = subprocess.run(
        [sys.executable, "-m", "srcdiff", "check", *arguments],
        cwd=folder,
        capture_output=True,
        env=os.environ | environment,
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_nothing_to_say(tmp_path):
    (tmp_path / "wire.txt").write_text(AGREES)
    (tmp_path / "mill.md").write_text(DRAFT)
    assert check(tmp_path, "mill.md", "wire.txt", PRE_COMMIT="1") == (0, "", "")


def test_a_conflict(tmp_path):
    (tmp_path / "wire.txt").write_text(WIRE)
    (tmp_path / "mill.md").write_text(DRAFT)
    status, out, errors = check(tmp_path, "mill.md", PRE_COMMIT="1")
    assert (status, errors) == (1, "")
    assert out.startswith(
        "mill.md:11:10: fail: a figure contradicts the source [number-conflict]"
    )
    assert "\x1b" not in out


def test_a_missing_source(tmp_path):
    (tmp_path / "mill.md").write_text(DRAFT)
    status, out, errors = check(tmp_path, "mill.md", PRE_COMMIT="1")
    assert status == 2
    assert "mill.md: error: source 'wire.txt' is missing" in out + errors


def test_a_terminal_that_knows_only_ascii(tmp_path):
    (tmp_path / "wire.txt").write_text(WIRE, encoding="utf-8")
    (tmp_path / "Köln.md").write_text(
        DRAFT.replace("the mill,", "the “mill”,"), encoding="utf-8"
    )
    status, out, errors = check(tmp_path, "Köln.md", PYTHONIOENCODING="ascii")
    assert (status, errors) == (1, "")
    assert out.isascii()


def test_a_name_that_starts_with_a_dash(repository):
    repository.write("-wire.txt", WIRE)
    repository.write("-mill.md", DRAFT.replace("wire", "-wire").replace("17", "36"))
    repository.commit()
    repository.write("-mill.md", DRAFT.replace("wire", "-wire"))
    status, out, errors = check(repository.path, "--changed-only", "--", "-mill.md")
    assert (status, errors) == (1, "")
    assert out.startswith("-mill.md:11:10: fail: a figure contradicts the source")
