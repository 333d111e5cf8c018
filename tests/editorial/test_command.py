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


# Options of a run.


@pytest.fixture
def wrong(tmp_path):
    """A folder with a draft that its source contradicts."""
    (tmp_path / "wire.txt").write_text(WIRE)
    (tmp_path / "mill.md").write_text(DRAFT)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "status", "level"),
    [
        ((), 1, "fail"),
        (("--advisory",), 0, "warn"),
        (("--advisory", "--fail-on", "all"), 0, "warn"),
        (("--preset", "advisory"), 0, "warn"),
        (("--preset", "advisory", "--fail-on", "number-conflict"), 1, "fail"),
        (("--warn-on", "source"), 0, "warn"),
        (("--warn-on", "source", "--fail-on", "number-conflict,copied"), 1, "fail"),
        (("--fail-on", "all", "--warn-on", "number-conflict"), 0, "warn"),
    ],
)
def test_options_go_before_the_policy(wrong, arguments, status, level):
    found, out, errors = check(wrong, *arguments, "--encoder", "static", "mill.md")
    assert (found, errors) == (status, "")
    assert out.startswith(f"mill.md:11:10: {level}: a figure contradicts the source")


def test_the_environment_names_rules_of_its_own(wrong):
    of_the_plain_comparison = {"SRCDIFF_FAIL_ON": "conflict", "SRCDIFF_SHOW": "moved"}
    assert check(wrong, "mill.md", **of_the_plain_comparison)[0] == 1
    own = {"SRCDIFF_CHECK_WARN_ON": "source", "SRCDIFF_ENCODER": "static"}
    assert check(wrong, "mill.md", **own)[0] == 0


def test_advice_never_fails(tmp_path):
    status, out, errors = check(tmp_path, "--advisory", "gone.md")
    assert status == 0
    assert "gone.md: error: cannot be read" in out + errors


@pytest.mark.parametrize("rule", ["number", "number-conflicts", "last version"])
def test_an_unknown_rule(wrong, rule):
    status, out, errors = check(wrong, "--fail-on", rule, "mill.md")
    assert (status, out) == (2, "")
    assert f"'{rule}' is not one of number-conflict, " in errors


def test_a_policy_from_the_nearest_file(wrong):
    (wrong / ".srcdiff.toml").write_text('[check]\npreset = "advisory"\n')
    assert check(wrong, "mill.md")[0] == 0
    assert check(wrong, "--no-config", "mill.md")[0] == 1
    (wrong / ".srcdiff.toml").write_text('[check]\npresett = "advisory"\n')
    status, out, errors = check(wrong, "mill.md")
    assert (status, out) == (2, "")
    assert "check: no key 'presett'; did you mean 'preset'?" in errors


def test_each_draft_has_the_settings_of_its_own_folder(wrong):
    """No facts are compared in French."""
    (wrong / "fr").mkdir()
    (wrong / "fr/.srcdiff.toml").write_text('language = "french"\n')
    (wrong / "fr/mill.md").write_text(DRAFT.replace("wire.txt", "../wire.txt"))
    status, out, _ = check(wrong, "fr/mill.md", "mill.md", "--encoder", "static")
    assert status == 1
    assert "fr/mill.md" not in out
    status, out, _ = check(wrong, "fr/mill.md", "--language", "english")
    assert status == 1


def test_sources_of_a_pair(wrong):
    (wrong / "drafts").mkdir()
    (wrong / "drafts/wire.txt").write_text(DRAFT.split("---\n")[2])
    (wrong / ".srcdiff.toml").write_text(
        '[[pairs]]\ndraft = "drafts/*"\nsources = ["{stem}.txt"]\n'
    )
    status, out, _ = check(wrong, "drafts/wire.txt")
    assert status == 1
    assert "(wire.txt:3:31)" in out
