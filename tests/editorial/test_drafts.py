"""Which drafts a check is about: sources of drafts, and pairs of a configuration."""

from dataclasses import replace

import pytest
from desk import AGREES, DRAFT, WIRE

from srcdiff.editorial.check import check
from srcdiff.editorial.policy import preset

pytestmark = pytest.mark.usefixtures("lone_git")

BODY = DRAFT.split("---\n")[2].lstrip()


@pytest.fixture
def desk(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    return repository


def with_sources(**sources):
    """Return the policies of drafts to which a configuration gives sources."""
    policy = preset("default")
    return lambda path: replace(policy, sources=sources.get(path.partition(".")[0], ()))


# What is left alone.


def test_a_source_that_agrees(desk):
    desk.write("wire.txt", AGREES)
    desk.write("mill.md", DRAFT)
    desk.commit()
    desk.write("wire.txt", AGREES + "\nThe mill was empty.\n")
    assert check(["wire.txt"], changed_only=True).findings == ()


def test_drafts_outside_of_git_are_not_looked_for(desk):
    desk.write("wire.txt", AGREES)
    desk.commit()
    desk.write("mill.md", DRAFT)
    desk.write("wire.txt", WIRE)
    assert "number-conflict" not in {f.rule for f in check(["wire.txt"]).findings}


def test_an_unchanged_source_stands_for_no_draft(desk):
    desk.write("wire.txt", WIRE)
    desk.write("mill.md", DRAFT)
    desk.commit()
    assert check(["wire.txt"], changed_only=True).findings == ()


def test_a_file_of_the_same_name_elsewhere(desk):
    desk.write("wire.txt", AGREES)
    desk.write("other/wire.txt", "The harbour opened.\n")
    desk.write("mill.md", DRAFT)
    desk.commit()
    desk.write("other/wire.txt", WIRE)
    assert "number-conflict" not in {f.rule for f in check(["other/wire.txt"]).findings}


def test_a_source_is_no_draft_itself(desk):
    desk.write("wire.txt", AGREES.replace("17", "nine"))
    desk.write("mill.md", DRAFT)
    desk.commit()
    desk.write("wire.txt", AGREES)
    assert check(["wire.txt"]).findings == ()


# What is found.


@pytest.mark.parametrize("name", ["mill.md", "drafts/the mill.md"])
def test_a_changed_source_stands_for_its_drafts(desk, name):
    desk.write("wire.txt", AGREES)
    up = "../" * name.count("/")
    desk.write(name, DRAFT.replace("wire.txt", f"{up}wire.txt"))
    desk.write("note.md", "# Nothing\n\nNo sources here.\n")
    desk.commit()
    desk.write("wire.txt", WIRE)
    (finding,) = check(["wire.txt"], changed_only=True).findings
    assert (finding.rule, finding.draft) == ("number-conflict", name)


def test_a_draft_is_checked_once_with_its_source(desk):
    desk.write("wire.txt", WIRE)
    desk.write("mill.md", DRAFT)
    desk.commit()
    assert len(check(["wire.txt", "mill.md"]).findings) == 1
    assert len(check(["mill.md", "wire.txt", "mill.md"]).findings) == 1


def test_a_source_from_a_configuration(desk):
    desk.write("wire.txt", WIRE)
    desk.write("mill.txt", BODY)
    policy_of = with_sources(mill=("wire.txt",))
    (finding,) = check(["mill.txt"], policy_of=policy_of).findings
    assert (finding.rule, finding.draft) == ("number-conflict", "mill.txt")
    desk.commit()
    (finding,) = check(["wire.txt"], policy_of=policy_of).findings
    assert (finding.rule, finding.draft) == ("number-conflict", "mill.txt")


def test_a_source_that_both_name_is_one(desk):
    desk.write("wire.txt", WIRE)
    desk.write("mill.md", DRAFT)
    assert (
        len(check(["mill.md"], policy_of=with_sources(mill=("wire.txt",))).findings)
        == 1
    )


def test_a_source_is_read_in_any_format(desk):
    paragraphs = "".join(f"<p>{line}</p>" for line in WIRE.split("\n\n"))
    page = f"<html><body><article><h1>Fire</h1>{paragraphs}</article></body></html>"
    desk.write("wire.html", page)
    desk.write("mill.md", DRAFT.replace("wire.txt", "wire.html"))
    assert [f.rule for f in check(["mill.md"]).findings] == ["number-conflict"]


def test_a_missing_source_of_a_configuration(desk):
    desk.write("mill.txt", BODY)
    review = check(["mill.txt"], policy_of=with_sources(mill=("gone.txt",)))
    (problem,) = review.problems
    assert problem.message == (
        "source 'gone.txt' is missing: add the file, or correct the pair in the "
        "configuration that names it"
    )
