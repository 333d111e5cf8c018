"""``srcdiff accept``, and what ``srcdiff check`` makes of it."""

from __future__ import annotations

import json
import shlex

import pytest
from desk import DRAFT, WIRE, Repository

from srcdiff.cli import run

pytestmark = pytest.mark.usefixtures("lone_git")

TWICE = DRAFT.replace("from four towns", "from five towns")
BECAUSE = ["--because", "accepted", "--reason", "The police corrected it."]


@pytest.fixture
def desk(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    repository.write("wire.txt", WIRE)
    repository.write("mill.md", TWICE)
    repository.git("config", "user.name", "Ada Brandt")
    return repository.path


@pytest.fixture
def call(desk, capsys):
    """Return what runs a command and gives status, output and errors."""

    def called(*arguments):
        status = run(arguments)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return called


def kept(desk):
    return json.loads((desk / ".srcdiff-baseline.json").read_text("utf-8"))["settled"]


def test_the_command_that_the_text_names_settles_the_finding(desk, call):
    status, out, _ = call("check", "mill.md")
    assert (status, out.count("to accept:")) == (1, 2)
    for line in out.splitlines():
        if "to accept:" in line:
            command = shlex.split(line.partition("accept: ")[2])
            assert command.pop(0) == "srcdiff"
            assert command.pop() == "REASON"
            assert call(*command, "The police corrected it.")[0] == 0
    status, out, errors = call("check", "mill.md")
    assert (status, errors) == (0, "")
    assert out == "2 findings settled: 2 accepted.\n"
    assert [entry["by"] for entry in kept(desk)] == ["Ada Brandt"] * 2
    assert {entry["draft"] for entry in kept(desk)} == {"mill.md"}


def test_one_finding_leaves_the_other(desk, call):
    status, out, errors = call("accept", "mill.md", "--line", "11", *BECAUSE)
    assert (status, out) == (0, "")
    told = "accepted: number-conflict in mill.md, line 11"
    assert errors == f"srcdiff: .srcdiff-baseline.json: {told}\n"
    (entry,) = kept(desk)
    assert entry["reason"] == "The police corrected it."
    assert entry["here"].startswith("At least 17 people died")
    status, out, _ = call("check", "mill.md")
    assert status == 1
    assert "mill.md:13:" in out
    assert "mill.md:11:" not in out
    assert "1 finding fails; 1 finding settled: 1 accepted.\n" in out


def test_a_change_is_settled_against_the_commit_it_was_found_against(desk, call):
    repository = Repository(desk)
    own = TWICE + "\nThe old mill had employed {} workers until the spring.\n"
    (desk / "mill.md").write_text(own.format(30))
    first = repository.commit()
    (desk / "mill.md").write_text(own.format(40))
    repository.commit()
    out = call("check", "mill.md", "--against", first)[1]
    where = "--rule number-changed --line 15"
    ending = f"--against {first} --because accepted --reason REASON\n"
    assert f"accept mill.md {where} {ending}" in out
    assert "accept mill.md --rule number-conflict --line 11 --because" in out
    assert call("accept", "mill.md", *where.split(), *BECAUSE)[0] == 2
    told = (*where.split(), "--against", first, *BECAUSE)
    assert call("accept", "mill.md", *told)[0] == 0


def test_all_of_a_rule(desk, call):
    told = [*BECAUSE, "--by", "Desk"]
    assert (
        call("accept", "mill.md", "--all", "--rule", "number-conflict", *told)[0] == 0
    )
    assert [entry["by"] for entry in kept(desk)] == ["Desk", "Desk"]


def test_decisions_survive_edits_elsewhere_and_another_name(desk, call):
    call("accept", "mill.md", "--all", *BECAUSE)
    (desk / "mill.md").rename(desk / "fire.md")
    text = TWICE.replace("# Fire", "The mill is old.\n\n# Fire")
    (desk / "fire.md").write_text(text)
    assert call("check", "fire.md")[0] == 0
    (desk / "fire.md").write_text(text.replace("At least 17", "At least 18"))
    assert call("check", "fire.md")[0] == 1


def test_a_folder_below(desk, call, monkeypatch):
    (desk / "drafts").mkdir()
    draft = desk / "drafts" / "mill.md"
    draft.write_text(TWICE.replace("[wire.txt]", "[../wire.txt]"))
    monkeypatch.chdir(desk / "drafts")
    assert call("accept", "mill.md", "--all", *BECAUSE)[0] == 0
    assert kept(desk)[0]["draft"] == "drafts/mill.md"
    assert call("check", "mill.md")[0] == 0
    monkeypatch.chdir(desk)
    assert call("check", "drafts/mill.md")[0] == 0


def test_a_baseline_of_another_name(desk, call):
    assert call("check", "mill.md", "--baseline", "x.json")[2] == (
        "srcdiff: x.json: there is no such baseline; check the name\n"
    )
    named = ("--baseline", "x.json")
    assert call("accept", "mill.md", "--all", *BECAUSE, *named)[0] == 0
    assert call("check", "mill.md", *named)[0] == 0
    assert call("check", "mill.md")[0] == 1


def test_stale_entries_are_told_and_taken_out(desk, call):
    call("accept", "mill.md", "--all", *BECAUSE)
    (desk / "mill.md").write_text(TWICE.replace("17", "36"))
    status, _, errors = call("check", "mill.md")
    assert (status, errors) == (0, "")
    status, _, errors = call("check", "mill.md", "--prune")
    assert status == 0
    assert errors.count("is stale: no number-conflict like it") == 1
    assert "(accepted: The police corrected it.)" in errors
    assert len(kept(desk)) == 2
    assert call("accept", "mill.md", "--prune")[0] == 0
    assert [entry["here"][:9] for entry in kept(desk)] == ["The mayor"]
    assert call("check", "mill.md", "--prune")[2] == ""


def test_a_draft_that_cannot_be_checked_is_not_settled(desk, call):
    (desk / "wire.txt").unlink()
    status, _, errors = call("accept", "mill.md", "--all", *BECAUSE)
    assert status == 2
    assert "source 'wire.txt' is missing" in errors
    assert not (desk / ".srcdiff-baseline.json").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "say which findings: --line N, --key KEY or --all"),
        (["--line", "11", "--all"], "say which findings"),
        (["--line", "11"], "say why it is settled: --because accepted, wrong"),
        (["--all", "--because", "wrong"], "give the reason in your own words"),
        (["--all", "--because", "wrong", "--reason", " "], "give the reason"),
        (["--all", "--because", "wrong", "--reason", "REASON"], "give the reason"),
        (
            ["--all", "--because", "so", "--reason", "x"],
            "Invalid value for '--because'",
        ),
        (
            ["--line", "3", *BECAUSE],
            "no finding in line 3; there is number-conflict in",
        ),
        (["--key", "00", *BECAUSE], "no finding with the key 00; there is"),
        (
            ["--all", "--rule", "figure-conflict", *BECAUSE],
            "unknown rule 'figure-conflict': did you mean",
        ),
        (
            ["--all", "--rule", "copied", *BECAUSE],
            "no finding of rule copied; there is",
        ),
    ],
)
def test_what_is_left_open_is_asked_for(desk, call, arguments, message):
    status, out, errors = call("accept", "mill.md", *arguments)
    assert (status, out) == (2, "")
    assert message in errors
    assert errors.count("\n") == 1
    assert not (desk / ".srcdiff-baseline.json").exists()


def test_a_damaged_baseline_stops_both_commands(desk, call):
    (desk / ".srcdiff-baseline.json").write_text("<<<<<<< HEAD")
    for arguments in (["check"], ["accept", "--all", *BECAUSE]):
        status, out, errors = call(*arguments, "mill.md")
        assert (status, out) == (2, "")
        assert ".srcdiff-baseline.json: is damaged" in errors
    assert (desk / ".srcdiff-baseline.json").read_text() == "<<<<<<< HEAD"


def test_a_comment_settles_and_is_told_when_it_is_not_needed(desk, call):
    comment = "<!-- srcdiff: ignore number-conflict -- their figure is old -->"
    text = TWICE.replace("At least 17", f"{comment}\n\nAt least 17")
    (desk / "mill.md").write_text(text.replace("five", "four"))
    assert call("check", "mill.md")[:2] == (0, "1 finding settled: 1 ignored.\n")
    (desk / "mill.md").write_text(text.replace("17", "36").replace("five", "four"))
    status, out, _ = call("check", "mill.md")
    assert status == 0
    assert "mill.md:11: note: the comment that ignores number-conflict is not" in out


# -- how a review reaches its reader -------------------------------------------


def test_a_review_goes_to_a_file(desk, call):
    assert call("check", "mill.md", "-f", "sarif", "-o", "out.sarif") == (1, "", "")
    assert json.loads((desk / "out.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert call("check", "mill.md", "-f", "line", "-o", "out.sarif")[0] == 1
    assert (desk / "out.sarif").read_text("utf-8").startswith("mill.md:11:10: error: ")
    assert call("check", "mill.md", "-f", "junit", "-o", "out.sarif")[0] == 1


@pytest.mark.parametrize("name", ["mill.md", "./mill.md"])
def test_a_draft_is_not_replaced(desk, call, name):
    status, _, errors = call("check", "mill.md", "-o", name)
    assert status == 2
    assert errors.endswith(": is one of the drafts; choose another file\n")
    assert (desk / "mill.md").read_text() == TWICE


def test_another_file_is_replaced_with_force_only(desk, call):
    status, _, errors = call("check", "mill.md", "-o", "wire.txt")
    assert status == 2
    assert "exists and is no review of srcdiff" in errors
    assert (desk / "wire.txt").read_text() == WIRE
    (desk / "x.txt").write_text("mine")
    assert call("check", "mill.md", "-o", "x.txt", "--force")[0] == 1
    assert (desk / "x.txt").read_text().startswith("mill.md:11:10: fail: ")


@pytest.mark.parametrize("form", ["line", "sarif", "rdjson", "junit"])
def test_settled_findings_are_told_beside_a_format(desk, call, form):
    call("accept", "mill.md", "--all", *BECAUSE)
    status, _, errors = call("check", "mill.md", "-f", form)
    assert (status, errors) == (0, "srcdiff: 2 findings settled: 2 accepted\n")


def test_the_summary_of_a_step_is_added_to(desk, call, monkeypatch):
    (desk / "step.md").write_text("before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "step.md")
    status, out, _ = call("check", "mill.md", "-f", "github")
    assert (status, out.count("::error file=mill.md,line=1")) == (1, 2)
    text = (desk / "step.md").read_text("utf-8")
    assert text.startswith("before\n### srcdiff\n")
    assert text.count("- **error**") == 2
    call("check", "mill.md", "-f", "line")
    assert (desk / "step.md").read_text("utf-8") == text


def test_pruning_needs_every_draft(desk, call):
    status, _, errors = call("check", "mill.md", "--prune", "--changed-only")
    assert status == 2
    assert "leave --changed-only out" in errors
