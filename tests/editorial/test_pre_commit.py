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
from making_files import docx, paragraph

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

ROOT = Path(__file__).parents[2]

STAGES = ("pre-commit", "pre-merge-commit", "pre-push")

PASSED = re.compile(r"srcdiff \(editorial review\)\.+Passed")
FAILED = re.compile(r"srcdiff \(editorial review\)\.+Failed")

SAID = '"We heard the roof come down and then it was quiet," the mayor said.'
QUOTING = DRAFT + f"\n{SAID}\n"
QUOTED = AGREES + f"\n{SAID}\n"
CLAIMING = DRAFT + "\nThe fire was reportedly set on purpose.\n"
CLAIMED = AGREES + "\nIt was reportedly set on purpose, the owner of the mill said.\n"
CORRECTED = "[check]\nrequire_correction_note = true\n"


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


def flat(out):
    """Return what was printed as one line without colours or marks around words."""
    return " ".join(re.sub(r"\x1b\[[0-9;]*m|[][]", "", out).split())


@pytest.fixture(scope="session")
def hooks(tmp_path_factory, lone_git):
    """What writes a configuration with hooks that are installed and ready."""
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

    def config(*lines):
        top = ["repos:", f"  - repo: {folder}", f"    rev: {revision}", "    hooks:"]
        return "\n".join([*top, *(f"      {line}" for line in lines), ""])

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRE_COMMIT_HOME", str(tmp_path_factory.mktemp("home")))
        first = Repository(tmp_path_factory.mktemp("first"))
        first.write(".pre-commit-config.yaml", config("- id: srcdiff"))
        status, out = pre_commit(first.path, "install-hooks")
        assert status == 0, out
        yield config


@pytest.fixture
def desk(repository, hooks):
    """A desk's repository with the hook in place and nothing committed."""
    repository.write(".pre-commit-config.yaml", hooks("- id: srcdiff"))
    types = [option for stage in STAGES for option in ("--hook-type", stage)]
    status, out = pre_commit(repository.path, "install", *types)
    assert status == 0, out
    return repository


def commit(desk, status=0):
    desk.git("add", "--all")
    return desk.git("commit", "--quiet", "--message", "work", status=status)


def stopped(out, rule, *told):
    """Make sure that the commit was stopped, and the editor told all of it."""
    assert FAILED.search(out), out
    assert "exit code: 1" in out, out
    assert f"[{rule}]" in out, out
    for words in (*told, "srcdiff accept", "SKIP=srcdiff git commit"):
        assert words in flat(out), out


def passed(out):
    assert PASSED.fullmatch(out.strip()), out


def heads(desk):
    return desk.git("rev-list", "--count", "--all").strip()


# What it leaves alone.


def test_a_clean_draft_passes_without_a_word(desk):
    desk.write("wire.txt", AGREES)
    desk.write("mill.md", DRAFT)
    passed(commit(desk))
    desk.write("mill.md", DRAFT.replace("broke out early", "started early"))
    passed(commit(desk))
    assert heads(desk) == "2"


def test_no_configuration_and_no_sources(desk):
    """Nothing fails; who looks is told what has changed in fact."""
    note = DRAFT.partition("---\n\n")[2]
    desk.write("note.md", note)
    desk.write("empty.txt", "")
    passed(commit(desk))
    desk.write("note.md", note.replace("17", "19"))
    passed(commit(desk))
    desk.write("note.md", note.replace("17", "20"))
    desk.git("add", "--all")
    status, out = pre_commit(desk.path, "run", "--verbose")
    assert status == 0
    assert "warn: a figure has changed [number-changed]" in out


def test_the_way_out(desk, monkeypatch):
    desk.write("wire.txt", WIRE)
    desk.write("mill.md", DRAFT)
    monkeypatch.setenv("SKIP", "srcdiff")
    assert "Skipped" in commit(desk)


def test_nothing_is_written_into_the_tree(desk):
    desk.write("wire.txt", WIRE)
    desk.write("mill.md", DRAFT)
    out = commit(desk, status=1)
    assert "files were modified by this hook" not in out
    assert desk.git("status", "--short", "--untracked-files=all").splitlines() == [
        "A  .pre-commit-config.yaml",
        "A  mill.md",
        "A  wire.txt",
    ]


# What stops a commit.


@pytest.mark.parametrize(
    ("before", "after", "rule", "told"),
    [
        (
            {"wire.txt": WIRE},
            {"mill.md": DRAFT},
            "number-conflict",
            [
                "mill.md:11:",
                "At least 17 people died in the fire at the mill, the police said.",
                "wire.txt:3:",
                "at least three dozen people died in the fire at the mill.",
            ],
        ),
        (
            {"wire.txt": QUOTED, "mill.md": QUOTING},
            {"mill.md": QUOTING.replace("then it was quiet", "then all was still")},
            "quote-altered",
            ["mill.md:15:", "then all was still", "wire.txt:7:", "then it was quiet"],
        ),
        (
            {"wire.txt": CLAIMED, "mill.md": CLAIMING},
            {"mill.md": CLAIMING.replace(" was reportedly set", " was set")},
            "hedge-dropped",
            [
                "mill.md:15:",
                "The fire was set on purpose.",
                "wire.txt:7:",
                "It was reportedly set on purpose, the owner of the mill said.",
            ],
        ),
        (
            {".srcdiff.toml": CORRECTED, "wire.txt": AGREES, "mill.md": DRAFT},
            {
                "wire.txt": AGREES.replace("17", "nineteen"),
                "mill.md": DRAFT.replace("17", "19"),
            },
            "silent-edit",
            [
                "mill.md:11:",
                "At least 19 people died in the fire at the mill, the police said.",
                "HEAD:mill.md:11",
                "At least 17 people died in the fire at the mill, the police said.",
            ],
        ),
    ],
    ids=["figure", "quotation", "hedge", "silent edit"],
)
def test_what_stops_a_commit(desk, before, after, rule, told):
    for name, text in before.items():
        desk.write(name, text)
    passed(commit(desk))
    for name, text in after.items():
        desk.write(name, text)
    stopped(commit(desk, status=1), rule, *told)
    assert heads(desk) == "1"


def test_a_correction_note_lets_a_changed_fact_pass(desk):
    desk.write(".srcdiff.toml", CORRECTED)
    desk.write("wire.txt", AGREES)
    desk.write("mill.md", DRAFT)
    passed(commit(desk))
    desk.write("wire.txt", AGREES.replace("17", "nineteen"))
    note = "\nCorrection: An earlier version of this article gave the figure as 17.\n"
    desk.write("mill.md", DRAFT.replace("17", "19") + note)
    passed(commit(desk))


def test_the_first_commit_is_checked(desk):
    desk.write("wire.txt", WIRE)
    desk.write("mill.md", DRAFT)
    out = commit(desk, status=1)
    stopped(out, "number-conflict", "mill.md:11:", "wire.txt:3:")
    assert "\x1b" not in out
    assert heads(desk) == "0"


def test_a_finding_that_the_desk_accepts_stops_no_more(desk):
    desk.write("wire.txt", WIRE)
    desk.write("mill.md", DRAFT)
    out = commit(desk, status=1)
    (command,) = re.findall(r"srcdiff accept .*", out)
    done = subprocess.run(
        f"'{sys.executable}' -m {command}".replace("REASON", "'Asked the police'"),
        cwd=desk.path,
        shell=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done
    passed(commit(desk))


def test_what_is_staged_counts_and_not_what_is_on_disk(desk):
    desk.write("wire.txt", WIRE)
    right = DRAFT.replace("17", "three dozen")
    desk.write("mill.md", right)
    commit(desk)
    desk.write("mill.md", DRAFT)
    desk.git("add", "mill.md")
    desk.write("mill.md", right)
    out = desk.git("commit", "--quiet", "--message", "work", status=1)
    stopped(out, "number-conflict", "mill.md:11:")
    assert (desk.path / "mill.md").read_text() == right


def test_a_missing_source_is_told(desk):
    desk.write("mill.md", DRAFT)
    out = commit(desk, status=1)
    assert "exit code: 2" in out
    assert "mill.md: error: source 'wire.txt' is missing: " in flat(out)


def test_a_configuration_that_makes_no_sense_is_told(desk):
    desk.write(".srcdiff.toml", "[check]\npreset = 'strickt'\n")
    desk.write("mill.md", DRAFT)
    out = commit(desk, status=1)
    assert "exit code: 2" in out
    assert ".srcdiff.toml: check.preset" in flat(out)
    assert "Traceback" not in out


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("fire at  the mill.md", "fire at  the mill.md"),
        ("Feuer in Köln – neu.md", "Feuer in Köln – neu.md"),
        ("two\nlines.md", "two\\nlines.md"),
        ("it's [1] $(true).md", "it's [1] $(true).md"),
    ],
)
def test_awkward_file_names(desk, name, shown):
    desk.write("wire.txt", WIRE)
    desk.write(f"drafts at work/{name}", DRAFT.replace("wire.txt", "../wire.txt"))
    out = commit(desk, status=1)
    assert f"drafts at work/{shown}:11:" in out
    assert "[number-conflict]" in out


def test_a_renamed_draft_is_held_against_what_it_was(desk):
    desk.write(".srcdiff.toml", CORRECTED)
    desk.write("wire.txt", AGREES)
    desk.write("mill.md", DRAFT.replace("17", "nine"))
    desk.commit()
    desk.git("mv", "mill.md", "the fire.md")
    desk.write("the fire.md", DRAFT)
    out = commit(desk, status=1)
    stopped(out, "silent-edit", "the fire.md:11:", "HEAD:mill.md:11")


# Other stages and runs.


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
    stopped(out, "number-conflict", "mill.md:11:", "wire.txt:3:")


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
    stopped(out, "number-conflict", "mill.md:11:", "wire.txt:3:")


def many(desk, count):
    """Commit drafts, then edit every one of them; two of them are wrong."""
    desk.write("wire.txt", AGREES)
    names = [f"draft {number:03}.md" for number in range(count)]
    for name in names:
        desk.write(name, DRAFT)
    desk.commit()
    for name in names:
        desk.write(name, DRAFT.replace("broke out", "started"))
    for name in (names[3], names[-1]):
        desk.write(name, DRAFT.replace("17", "nine"))
    desk.git("add", "--all")
    return names


def test_two_hundred_drafts_are_one_report(desk):
    names = many(desk, 200)
    status, out = pre_commit(desk.path, "run", "--all-files")
    assert status == 1
    stopped(out, "number-conflict", f"{names[3]}:11:", f"{names[-1]}:11:")
    assert out.count("2 findings fail") == 1, "more than one process reported"


def test_unchanged_drafts_are_passed_over(desk):
    desk.write("wire.txt", WIRE)
    desk.write("mill.md", DRAFT)
    desk.commit()
    status, out = pre_commit(desk.path, "run", "--all-files")
    assert status == 0
    passed(out)


def test_a_parallel_run(desk, hooks):
    """Split over processes the lists of files are shuffled: each is checked once."""
    parallel = hooks("- id: srcdiff", "  require_serial: false")
    desk.write(".pre-commit-config.yaml", parallel)
    names = many(desk, 40)
    status, out = pre_commit(desk.path, "run", "--all-files")
    assert status == 1
    assert out.count("[number-conflict]") == 2
    assert f"{names[3]}:11:" in out
    assert f"{names[-1]}:11:" in out


def test_colours_on_a_terminal_of_no_size(desk):
    desk.write("wire.txt", WIRE)
    desk.write("mill.md", DRAFT)
    desk.git("add", "--all")
    status, out = pre_commit(desk.path, "run", "--color=always")
    assert status == 1
    assert re.search(r"\x1b\[[0-9;]*mmill.md:11:", out), out
    assert "mill.md:11:" in flat(out)
    lines = re.sub(r"\x1b\[[0-9;]*m", "", out).splitlines()
    assert "At least 17 people" in "".join(lines)
    assert max(map(len, lines)) < 200


# The other hooks.


def test_a_word_document_with_sources_from_the_configuration(desk, hooks):
    desk.write(".pre-commit-config.yaml", hooks("- id: srcdiff-documents"))
    pairs = '[[pairs]]\ndraft = "drafts/*.docx"\nsources = ["wire/{stem}.txt"]\n'
    desk.write(".srcdiff.toml", pairs)
    desk.write("wire/mill.txt", WIRE)
    said = "At least {} people died in the fire at the mill, the police said."
    right, wrong = (docx(paragraph(said.format(n))) for n in ("three dozen", "17"))
    desk.write("drafts/mill.docx", right)
    assert "srcdiff (office documents)" in commit(desk)
    desk.write("drafts/mill.docx", wrong)
    out = commit(desk, status=1)
    assert "drafts/mill.docx, paragraph 1" in out
    assert "[number-conflict]" in out
    assert "wire/mill.txt:3:" in flat(out)


def test_the_advisory_report_speaks_and_never_fails(desk, hooks):
    desk.write(".pre-commit-config.yaml", hooks("- id: srcdiff-report"))
    desk.write("wire.txt", WIRE)
    desk.write("mill.md", DRAFT)
    assert "number-conflict" not in commit(desk)
    run = ("run", "--hook-stage", "manual", "srcdiff-report", "--all-files")
    status, out = pre_commit(desk.path, *run)
    assert status == 0
    assert "mill.md:11:" in out
    assert "warn: a figure contradicts the source [number-conflict]" in out


def test_two_runs_at_once_do_not_disturb_each_other(desk):
    names = many(desk, 12)
    command = [sys.executable, "-m", "srcdiff", "check", "--changed-only", *names]
    runs = [
        subprocess.Popen(command, cwd=desk.path, stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    first, second = (run.communicate()[0] for run in runs)
    assert first == second
    assert [run.returncode for run in runs] == [1, 1]
    assert desk.git("status", "--short").count("M ") == 12
