"""Every rule has its page, and srcdiff prints what the page shows.

``python tests/editorial/test_rules.py --write`` writes what it prints into the pages.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from desk import Repository

from srcdiff.align import transformer
from srcdiff.cli import run
from srcdiff.editorial.check import check
from srcdiff.editorial.finding import Review
from srcdiff.editorial.formats import ReviewLook, load
from srcdiff.editorial.pages import page
from srcdiff.editorial.policy import Policy, preset
from srcdiff.editorial.rules import RULES

PAGES = Path(__file__).parents[2] / "docs" / "rules"
BLOCK = re.compile(r"```text\n(.*?)```", re.DOTALL)
FRONT = "---\nsources: source.txt\n---\n\n"
UNRELATED = "The weather stays fair, with light winds from the west."


def policy(*rules: str) -> Policy:
    """Return a policy for these rules alone: as by default, or else as `strict`."""
    levels = dict.fromkeys(RULES, "off")
    for rule in rules:
        default, strict = RULES[rule].default, RULES[rule].strict
        levels[rule] = strict if default == "off" else default
    return replace(preset("strict"), levels=MappingProxyType(levels))


def reviewed(rules: Sequence[str], draft: str, other: str, folder: Path) -> Review:
    """Return what the check finds by rules against a source, or a last version."""
    repository = Repository(folder)
    if RULES[rules[0]].against == "source":
        repository.write("source.txt", other)
    else:
        repository.write("source.txt", UNRELATED)
        repository.write("draft.md", FRONT + other)
        repository.commit()
    repository.write("draft.md", FRONT + draft)
    return check(["draft.md"], policy_of=lambda _: policy(*rules))


def printed(rule: str, text: str, folder: Path) -> str:
    """Return what srcdiff prints of the finding in the example of a page."""
    draft, other = BLOCK.findall(text)[:2]
    shown = load("text")(reviewed([rule], draft, other, folder), ReviewLook(width=80))
    return shown.partition("\n\n")[0] + "\n"


SAID = '"The steel is tired and nobody looked," {} said.'
KEPT = '"We will keep the pool open{}," the mayor said.'
WHOLE = KEPT.format(" at any cost")
SILENT = [
    # number
    ("Some 40 boats sank in the storm.", "In the storm 42 boats sank."),
    ("Forty boats sank in the storm.", "In the storm 40 boats sank."),
    (
        "The storm sank 17 boats and tore off nine roofs.",
        "The storm tore off nine roofs and sank 17 boats.",
    ),
    (
        "The storm sank 17 boats in the harbour.",
        "The storm killed 3 people in the harbour.",
    ),
    # date
    (
        "The harbour opens again on 14 March 2024.",
        "The harbour opens again on Thursday, 14 March 2024.",
    ),
    ("The harbour opens again in March.", "The harbour opens again on 14 March."),
    # name
    ("Oduya was elected chair.", "Miriam Oduya was elected chair."),
    ("M. Oduya was elected chair.", "Miriam Oduya was elected chair."),
    (
        "The EU paid for the new harbour.",
        "The European Union paid for the new harbour.",
    ),
    # place
    ("The trains collided in Lyon.", "The trains collided in France."),
    ("The trains collided near Lyon.", "The trains collided near Lyon in France."),
    # quote
    (KEPT.format(""), WHOLE),
    (WHOLE.replace("the pool", "..."), WHOLE),
    (WHOLE, WHOLE.replace('"', "'")),
    (WHOLE.replace("the pool", "[the pool]"), WHOLE.replace("the pool", "it")),
    # attribution
    (SAID.format("Brandt"), SAID.format("Ilse Brandt")),
    (SAID.format("she"), SAID.format("Ilse Brandt")),
    (SAID.format("police"), SAID.format("a police spokesman")),
    # certainty
    ("The owner sold the warehouse.", "The owner sold the warehouse, the police said."),
    (
        "The owner allegedly sold the warehouse.",
        "The owner is alleged to have sold the warehouse.",
    ),
    # negation
    (
        "The inspectors found no cracks in the dam.",
        "The inspectors did not find any cracks in the dam.",
    ),
    (
        "The inspectors found cracks in the dam.",
        "The inspectors did not close the dam.",
    ),
]
"""What the pages say that the rules leave alone, either way round."""


@pytest.fixture
def empty(tmp_path, monkeypatch, lone_git):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(transformer, "installed", lambda: False)
    return tmp_path


@pytest.mark.parametrize("pair", SILENT, ids=lambda pair: pair[0][:40])
@pytest.mark.parametrize("swapped", [False, True], ids=["", "swapped"])
@pytest.mark.parametrize("against", ["source", "last version"])
def test_what_the_pages_say_is_left_alone(
    pair: tuple[str, str], swapped: bool, against: str, empty: Path
) -> None:
    above, below = "The town had a long night.", "Nobody would say more."
    texts = [f"{above}\n\n{sentence}\n\n{below}\n" for sentence in pair]
    draft, other = reversed(texts) if swapped else texts
    rules = [rule.id for rule in RULES.values() if rule.default != "off"]
    # Whole sentences that stay are no more than a coincidence here.
    mine = [r for r in rules if RULES[r].against == against and r != "copied"]
    assert reviewed(mine, draft, other, empty) == Review()


@pytest.mark.parametrize("rule", RULES)
def test_an_example_prints_what_its_page_shows(rule: str, empty: Path) -> None:
    text = (PAGES / f"{rule}.md").read_text("utf-8")
    shown = BLOCK.findall(text)[2]
    assert printed(rule, text, empty) == shown
    assert f"[{rule}]" in shown


@pytest.mark.parametrize("rule", RULES)
def test_an_example_that_agrees_with_itself_is_silent(rule: str, empty: Path) -> None:
    if rule == "copied":
        pytest.skip("a draft that is its source is copied")
    text = (PAGES / f"{rule}.md").read_text("utf-8")
    draft = BLOCK.findall(text)[0]
    assert reviewed([rule], draft, draft, empty) == Review()


def test_the_pages_are_those_of_the_rules() -> None:
    names = {path.stem for path in PAGES.glob("*.md")} - {"README"}
    assert names == set(RULES)


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_page_says_what_the_rule_says(rule) -> None:
    text = page(rule.id)
    title = f"{rule.title[0].upper()}{rule.title[1:]}."
    assert text.startswith(f"# {rule.id}\n\n{title} By preset: ")
    levels = f"{rule.strict} in `strict`, {rule.default} in `default`"
    assert f"By preset: {levels}, {rule.advisory} in `advisory`.\n" in text


def test_the_list_names_every_rule() -> None:
    text = (PAGES / "README.md").read_text("utf-8")
    listed = re.findall(r"^\| \[([a-z-]+)\]\(([a-z-]+)\.md\) \| (.+?) \|", text, re.M)
    assert listed == [(rule.id, rule.id, rule.title) for rule in RULES.values()]


def test_a_rule_is_explained(capsys) -> None:
    assert run(["check", "--explain", "copied"]) == 0
    assert capsys.readouterr().out == (PAGES / "copied.md").read_text("utf-8")


def test_an_unknown_rule_is_no_rule(capsys) -> None:
    assert run(["check", "--explain", "copy"]) == 2
    assert "unknown rule 'copy': did you mean copied?" in capsys.readouterr().err


if __name__ == "__main__" and "--write" in sys.argv:
    import os

    transformer.installed = lambda: False
    for rule in RULES:
        path = PAGES / f"{rule}.md"
        text = path.read_text("utf-8")
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            shown = printed(rule, text, Path(folder))
        old = BLOCK.findall(text)[2]
        path.write_text(text.replace(f"```text\n{old}```", f"```text\n{shown}```"))
        os.chdir(PAGES)
