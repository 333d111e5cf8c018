import subprocess
import sys
from pathlib import Path

import pytest
from desk import AGREES, DRAFT, WIRE

from srcdiff.editorial.check import check
from srcdiff.editorial.finding import Problem
from srcdiff.editorial.policy import preset, with_levels

pytestmark = pytest.mark.usefixtures("lone_git")


def words(finding):
    return finding.rule, finding.level, finding.here.words, finding.there.words


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder that is no repository, as the current one."""
    monkeypatch.chdir(tmp_path)

    def write(name, text):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return name

    return write


ALONE = DRAFT.replace("sources: [wire.txt]\n", "")
"""The draft without a source."""


# What has nothing to say.


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        b"\x00\x01\x02",
        "# A note\n\nNothing to compare with.\n",
        "---\ntitle: A note\n---\n\nNothing to compare with.\n",
        b"caf\xe9",
        "---\ntitle: [broken\n---\n",
        b"---\n\xff\x00",
    ],
)
@pytest.mark.parametrize("name", ["note.md", "note.txt"])
def test_a_file_without_sources_is_passed_over(folder, name, text):
    assert check([folder(name, text)]).status == 0


@pytest.mark.parametrize("sources", ["", "[]", "null"])
def test_an_empty_list_of_sources(folder, sources):
    assert check([folder("mill.md", DRAFT.replace("[wire.txt]", sources))]).status == 0


def test_no_files():
    assert check([]).status == 0


def test_a_draft_that_agrees_with_its_source(folder):
    folder("wire.txt", AGREES)
    review = check([folder("mill.md", DRAFT)])
    assert (review.status, review.findings, review.problems) == (0, (), ())


# What is found.


def test_a_figure_that_the_source_contradicts(folder):
    folder("wire.txt", WIRE)
    review = check([folder("mill.md", DRAFT)])
    assert review.status == 1
    (finding,) = review.findings
    rule, level, here, there = words(finding)
    assert (rule, level) == ("number-conflict", "fail")
    assert "17" in here
    assert "three dozen" in there
    assert finding.draft == finding.here.document.name == "mill.md"
    assert finding.there.document.name == "wire.txt"


def test_sources_are_found_from_the_draft(folder):
    folder("wire/b.txt", WIRE)
    draft = DRAFT.replace("[wire.txt]", "../wire/b.txt")
    (finding,) = check([folder("drafts/mill.md", draft)]).findings
    assert finding.there.document.name == str(Path("wire", "b.txt"))


def test_front_matter_in_toml(folder):
    folder("wire.txt", WIRE)
    body = DRAFT.split("---\n")[2]
    draft = f'+++\nsources = ["wire.txt"]\n+++\n{body}'
    assert check([folder("mill.md", draft)]).status == 1


@pytest.mark.parametrize("first", ["wire.txt", "agrees.txt"])
def test_one_source_on_the_drafts_side_settles_a_conflict(folder, first):
    folder("wire.txt", WIRE)
    folder("agrees.txt", AGREES)
    both = [first, *({"wire.txt", "agrees.txt"} - {first})]
    draft = DRAFT.replace("[wire.txt]", f"[{', '.join(both)}]")
    assert check([folder("mill.md", draft)]).status == 0


def test_two_sources_against_the_draft_are_two_findings(folder):
    folder("wire.txt", WIRE)
    folder("police.txt", WIRE.replace("three dozen", "36"))
    draft = DRAFT.replace("[wire.txt]", "[wire.txt, police.txt]")
    names = [f.there.document.name for f in check([folder("mill.md", draft)]).findings]
    assert names == ["wire.txt", "police.txt"]


def test_a_source_on_another_matter_settles_nothing(folder):
    folder("wire.txt", WIRE)
    folder("harbour.txt", "The new harbour opened on Friday with a regatta.\n")
    draft = DRAFT.replace("[wire.txt]", "[wire.txt, harbour.txt]")
    assert len(check([folder("mill.md", draft)]).findings) == 1


# What cannot be checked.


@pytest.mark.parametrize(
    ("sources", "message"),
    [
        ("[gone.txt]", "source 'gone.txt' is missing: add the file"),
        ("''", "must be a path or a list of paths"),
        ("17", "must be a path or a list of paths"),
        ("[wire.txt, 17]", "must be a path or a list of paths"),
        ("{a: wire.txt}", "must be a path or a list of paths"),
        ("[[wire.txt]]", "must be a path or a list of paths"),
        ("[empty.txt]", "source 'empty.txt' cannot be read: "),
        ("[.]", "source '.' cannot be read: "),
        ('["a\\0b"]', "is missing"),
        ("['https://example.org/mill']", "is an address: save the page"),
        ("['-']", "source '-' is missing"),
    ],
)
def test_sources_that_are_none(folder, sources, message):
    folder("empty.txt", "")
    review = check([folder("mill.md", DRAFT.replace("[wire.txt]", sources))])
    assert review.status == 2
    (problem,) = review.problems
    assert problem.draft == "mill.md"
    assert message in problem.message
    assert "\n" not in problem.message


@pytest.mark.parametrize(
    ("name", "draft", "message"),
    [
        ("mill.md", DRAFT.replace("title:", "title: ["), "The front matter of mill.md"),
        ("mill.md", DRAFT.replace("---\n\n", "\n"), "between two lines of ---"),
        ("mill.txt", DRAFT, "it is for Markdown"),
    ],
    ids=["malformed", "without end", "plain text"],
)
def test_front_matter_that_cannot_be_read(folder, name, draft, message):
    folder("wire.txt", WIRE)
    review = check([folder(name, draft)])
    (problem,) = review.problems
    assert problem.message.startswith("names `sources`, but has no front matter")
    assert message in problem.message


def test_the_other_sources_and_drafts_are_checked_all_the_same(folder):
    folder("wire.txt", WIRE)
    bad = DRAFT.replace("[wire.txt]", "[gone.txt, wire.txt]")
    review = check([folder("bad.md", bad), "none.md", folder("good.md", DRAFT)])
    assert [problem.draft for problem in review.problems] == ["bad.md", "none.md"]
    assert [f.draft for f in review.findings] == ["bad.md", "good.md"]
    assert review.status == 2


def test_a_source_that_cannot_be_read_may_be_what_supports_the_draft(folder):
    folder("wire.txt", "The harbour opened on Friday with a regatta.\n")
    draft = DRAFT.replace("[wire.txt]", "[gone.txt, wire.txt]")
    policy = with_levels(preset("default"), {"unsupported": "fail"}, "test")
    review = check([folder("mill.md", draft)], policy_of=lambda _: policy)
    assert (review.findings, len(review.problems)) == ((), 1)


def test_a_draft_that_is_no_file(folder, tmp_path):
    (tmp_path / "folder.md").mkdir()
    review = check(["gone.md", "folder.md"])
    assert review.problems == (
        Problem(
            "gone.md", "cannot be read (No such file or directory): check the name"
        ),
        Problem("folder.md", "is no regular file: name the draft itself"),
    )


# The last version.


def test_a_change_that_a_source_bears_out_is_none(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    repository.write("wire.txt", AGREES)
    repository.write("mill.md", DRAFT.replace("17", "nine"))
    repository.commit()
    repository.write("mill.md", DRAFT)
    assert check(["mill.md"]).findings == ()


def test_a_change_against_a_source_is_told_once(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    repository.write("wire.txt", WIRE)
    repository.write("mill.md", DRAFT.replace("17", "36"))
    repository.commit()
    repository.write("mill.md", DRAFT)
    (finding,) = check(["mill.md"]).findings
    assert finding.rule == "number-conflict"


def test_a_change_in_words_that_no_source_has_is_told(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    repository.write("wire.txt", "The harbour opened on Friday with a regatta.\n")
    repository.write("mill.md", DRAFT.replace("17", "nine"))
    repository.commit()
    repository.write("mill.md", DRAFT)
    policy = with_levels(preset("default"), {"unsupported": "fail"}, "test")
    rules = [f.rule for f in check(["mill.md"], policy_of=lambda _: policy).findings]
    assert rules.count("number-changed") == 1
    assert "unsupported" in rules


@pytest.mark.parametrize("source", [AGREES, WIRE])
def test_a_correction_note_is_due_whatever_the_source_says(
    repository, monkeypatch, source
):
    monkeypatch.chdir(repository.path)
    repository.write("wire.txt", source)
    repository.write("mill.md", DRAFT.replace("17", "nine"))
    repository.commit()
    repository.write("mill.md", DRAFT)
    policy = with_levels(preset("default"), {"silent-edit": "fail"}, "test")
    found = check(["mill.md"], policy_of=lambda _: policy).findings
    (silent,) = [finding for finding in found if finding.rule == "silent-edit"]
    assert silent.why.endswith("No correction note came with the change.")


@pytest.mark.parametrize(
    ("silent", "changed", "rule"),
    [
        ("off", "warn", "number-changed"),
        ("warn", "warn", "silent-edit"),
        ("warn", "fail", "number-changed"),
        ("fail", "warn", "silent-edit"),
        ("fail", "off", "silent-edit"),
    ],
)
def test_a_change_is_told_once_by_the_graver_rule(
    repository, monkeypatch, silent, changed, rule
):
    monkeypatch.chdir(repository.path)
    repository.write("mill.md", ALONE.replace("17", "nine"))
    repository.commit()
    repository.write("mill.md", ALONE)
    levels = {"silent-edit": silent, "number-changed": changed}
    policy = with_levels(preset("default"), levels, "test")
    (finding,) = check(["mill.md"], policy_of=lambda _: policy).findings
    assert finding.rule == rule


def test_a_changed_figure_is_told_and_no_failure(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    repository.write("mill.md", ALONE.replace("17", "nine"))
    repository.commit()
    repository.write("mill.md", ALONE)
    review = check(["mill.md"])
    assert review.status == 0
    (change,) = review.findings
    rule, level, here, there = words(change)
    assert (rule, level) == ("number-changed", "warn")
    assert "17" in here
    assert "nine" in there
    assert change.there.document.name == "HEAD:mill.md"


def test_a_renamed_draft_keeps_its_last_version(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    repository.write("mill.md", ALONE.replace("17", "nine"))
    repository.commit()
    repository.git("mv", "mill.md", "fire at the mill.md")
    repository.write("fire at the mill.md", ALONE)
    repository.git("add", "--all")
    (change,) = check(["fire at the mill.md"]).findings
    assert change.there.document.name == "HEAD:mill.md"


def test_a_named_version(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    repository.write("mill.md", ALONE.replace("17", "nine"))
    first = repository.commit()
    repository.write("mill.md", ALONE)
    repository.commit()
    assert check(["mill.md"]).findings == ()
    (change,) = check(["mill.md"], against=first).findings
    assert change.there.document.name == f"{first}:mill.md"


def test_what_is_pushed_is_held_against_what_is_there(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    repository.write("mill.md", ALONE.replace("17", "nine"))
    first = repository.commit()
    repository.write("mill.md", ALONE)
    repository.commit()
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", first)
    (change,) = check(["mill.md"], changed_only=True).findings
    assert change.rule == "number-changed"


def test_a_first_commit_changes_nothing(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    repository.write("mill.md", ALONE)
    repository.git("add", "--all")
    assert check(["mill.md"], changed_only=True).status == 0


def test_findings_stand_in_text_order(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    repository.write("wire.txt", WIRE)
    repository.write("mill.md", DRAFT.replace("four towns", "three towns"))
    repository.commit()
    monday = DRAFT.replace("Tuesday", "Monday").replace("four towns", "two towns")
    repository.write("mill.md", monday + "\nThe mill will be a museum one day.\n")
    policy = with_levels(preset("strict"), {"omitted": "off"}, "test")
    found = check(["mill.md"], policy_of=lambda _: policy).findings
    places = [finding.here.passage.span for finding in found]
    assert places == sorted(places)
    assert {"number-conflict", "date-conflict", "content-added"} <= {
        finding.rule for finding in found
    }


@pytest.mark.parametrize("before", [b"", b"\n", b"\x00\xff\x00", None])
def test_a_last_version_that_says_nothing(repository, monkeypatch, before):
    monkeypatch.chdir(repository.path)
    repository.write("wire.txt", WIRE)
    if before is not None:
        repository.write("mill.md", before)
    repository.commit()
    repository.write("mill.md", DRAFT)
    review = check(["mill.md"])
    assert (len(review.findings), review.problems) == (1, ())


def test_line_ends_are_no_change(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    repository.write("wire.txt", AGREES)
    repository.write("mill.md", DRAFT)
    repository.commit()
    repository.write("mill.md", DRAFT.replace("\n", "\r\n"))
    assert check(["mill.md"], changed_only=True).status == 0


def test_a_failure_of_git_hides_no_conflict(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    repository.write("wire.txt", WIRE)
    repository.write("mill.md", DRAFT)
    review = check(["mill.md"], against="nowhere")
    assert len(review.findings) == 1
    assert "no commit 'nowhere'" in review.problems[0].message
    assert review.status == 2


def test_nothing_is_written(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    repository.write("wire.txt", WIRE)
    repository.write("mill.md", DRAFT)
    repository.commit()
    repository.write("mill.md", DRAFT.replace("17", "nine"))
    repository.git("add", "--all")

    def state():
        files = sorted(repository.path.rglob("*"))
        return [(f, f.stat().st_mtime_ns) for f in files]

    before = state()
    check(["mill.md"])
    assert state() == before


# What it costs.


def test_unchanged_drafts_are_compared_unless_told_otherwise(repository, monkeypatch):
    monkeypatch.chdir(repository.path)
    repository.write("wire.txt", WIRE)
    repository.write("mill.md", DRAFT)
    repository.commit()
    assert check(["mill.md"]).status == 1
    assert check(["mill.md"], changed_only=True).status == 0
    repository.write("wire.txt", WIRE + "\nThe mill was empty.\n")
    assert check(["mill.md"], changed_only=True).status == 1


@pytest.mark.parametrize("changed", [False, True], ids=["unchanged", "changed"])
def test_language_data_are_loaded_for_comparisons_alone(repository, changed):
    repository.write("wire.txt", AGREES)
    repository.write("mill.md", DRAFT)
    repository.write("note.md", "---\ntitle: Note\n---\n\nNo sources here.\n")
    repository.commit()
    if changed:
        repository.write("mill.md", DRAFT + "\nThe mill was empty.\n")
    program = (
        "import sys; from srcdiff.editorial.check import check; "
        "assert not check(['note.md']).status; "
        "assert not check(['wire.txt'], changed_only=True).status; "
        "assert not {'regex', 'numpy'} & set(sys.modules); "
        "assert not check(['mill.md'], changed_only=True).status; "
        "print(len({'regex', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=repository.path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("2\n" if changed else "0\n", "")


# Many drafts.


def test_drafts_shared_out_among_processes_have_the_same_review(folder):
    folder("wire.txt", WIRE)
    names = []
    for number in range(25):
        text = DRAFT.replace("17", str(17 + number % 3)).replace(
            "# Fire", f"# {number}"
        )
        names.append(folder(f"draft-{number}.md", text))
    names[7] = folder("lost.md", DRAFT.replace("wire.txt", "lost.txt"))
    one, two = (check(names, processes=count) for count in (1, 2))
    assert one == two
    assert [f.draft for f in one.findings] == names[:7] + names[8:]
    assert [p.draft for p in one.problems] == ["lost.md"]
