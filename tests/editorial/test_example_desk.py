"""The example desk: its history shows every rule at work, and nothing else."""

import importlib.util
import re
import sys
from pathlib import Path

import pytest
import yaml

from srcdiff.cli import run
from srcdiff.editorial.rules import RULES

ROOT = Path(__file__).parents[2]
DESK = ROOT / "examples" / "desk"

REVIEW = re.compile(r"<!-- review -->\n```text\n(.*?)```", re.DOTALL)
FOUND = re.compile(r"^\S+:\d+:\d+: (error|warning): .* \[([\w-]+)\]$", re.MULTILINE)


@pytest.fixture(scope="module")
def player():
    """The program that plays the history, as a module."""
    spec = importlib.util.spec_from_file_location("play", DESK / "play.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["play"] = module  # dataclasses look for the module they are made in
    spec.loader.exec_module(module)
    yield module
    del sys.modules["play"]


def test_every_step_finds_what_it_says(player, lone_git, tmp_path, monkeypatch, capsys):
    player.found(tmp_path)
    monkeypatch.chdir(tmp_path)
    for step in player.history():
        files = player.stage(tmp_path, step)
        check = ["check", "--changed-only", "--format=line", "--encoder=static"]
        status = run([*check, "--", *files])
        out, errors = capsys.readouterr()
        found = set(FOUND.findall(out))
        assert found == {
            *(("error", rule) for rule in step.fails),
            *(("warning", rule) for rule in step.warns),
        }, f"{step.title}:\n{out}{errors}"
        assert len(out.splitlines()) == len(FOUND.findall(out))
        assert (status, errors) == (int(bool(step.fails)), ""), step.title
        if step.committed:
            player.commit(tmp_path, step.title)
        else:
            player.put_back(tmp_path)
    titles = player.git(tmp_path, "log", "--format=%s").splitlines()
    kept = [step.title for step in player.history() if step.committed]
    assert titles == [*reversed(kept), "The desk, its sources and its first draft"]


def test_the_readme_shows_what_is_found(
    player, lone_git, tmp_path, monkeypatch, capsys
):
    (shown,) = REVIEW.findall((ROOT / "README.md").read_text("utf-8"))
    player.found(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    step = next(s for s in player.history() if "number-conflict" in s.fails)
    assert run(["check", "--encoder=static", *player.stage(tmp_path, step)]) == 1
    assert capsys.readouterr().out == shown


def test_the_history_shows_every_rule(player):
    shown = {rule for step in player.history() for rule in (*step.fails, *step.warns)}
    assert shown == set(RULES)


def test_the_desk_as_it_is_laid_out_has_nothing_to_say(monkeypatch, capsys):
    monkeypatch.chdir(DESK)
    drafts = sorted(map(str, Path("drafts").glob("*.md")))
    assert drafts
    assert run(["check", "--encoder=static", *drafts, "briefs/ferry.md"]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "name",
    [".pre-commit-config.yaml", ".gitlab-ci.yml", ".github/workflows/review.yml"],
)
def test_its_files_are_yaml_and_name_commands_there_are(name, capsys):
    text = (DESK / name).read_text("utf-8")
    assert yaml.safe_load(text)
    for command in re.findall(r"srcdiff check[^|\n]*", text):
        for option in re.findall(r"--[a-z-]+", command):
            assert run(["check", "--help"]) == 0
            assert option in capsys.readouterr().out


def test_its_hooks_exist():
    config = yaml.safe_load((DESK / ".pre-commit-config.yaml").read_text("utf-8"))
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    (repository,) = config["repos"]
    assert [h["id"] for h in repository["hooks"]] == [h["id"] for h in hooks]


def test_its_readme_tells_every_step(player):
    text = (DESK / "README.md").read_text("utf-8")
    told = re.findall(r"^\| \d+ \| (.*?) \| (.*?) \|", text, re.MULTILINE)
    assert told == [
        (
            step.title,
            ", ".join(f"`{r}`" for r in (*step.fails, *step.warns)) or "nothing",
        )
        for step in player.history()
    ]
