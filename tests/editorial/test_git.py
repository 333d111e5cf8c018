import os
import shutil
import subprocess
from pathlib import Path

import pytest
from desk import Repository

from srcdiff.editorial.git import History
from srcdiff.errors import GitError

LIMIT = 10_000

AWKWARD = [
    "with blank.md",
    "two  blanks.md",
    "new\nline.md",
    "tab\there.md",
    "Überschwemmung.md",
    "星期二.md",
    "-dash.md",
    "[1].md",
    ":(top)x.md",
    'a"quote\\.md',
    "*.md",
    os.fsdecode(b"latin-\xe9.md"),
    "folder with blank/mill.md",
    "new\nfolder/mill.md",
]


def last(path, **options):
    return History(**options).last_version(Path(path), max_size=LIMIT)


def test_the_version_is_what_was_committed(repository):
    file = repository.write("mill.md", "one")
    repository.commit()
    file.write_text("two")
    version = last(file)
    assert (version.name, version.data) == ("HEAD:mill.md", b"one")


@pytest.mark.parametrize("name", AWKWARD, ids=ascii)
def test_awkward_names(repository, name):
    file = repository.write(name, name.encode("utf-8", "surrogateescape"))
    # What a pattern in the name of another file could match instead.
    repository.write("other.md", "other")
    repository.write("1.md", "other")
    repository.commit()
    version = last(file)
    assert version.data == name.encode("utf-8", "surrogateescape")
    assert version.name == f"HEAD:{name}"


def test_relative_paths_from_a_subfolder(repository, monkeypatch):
    repository.write("mill.md", "top")
    repository.write("sub/mill.md", "sub")
    repository.commit()
    monkeypatch.chdir(repository.path / "sub")
    assert last("mill.md").data == b"sub"
    assert last("../mill.md").data == b"top"


def test_no_version_of_a_new_file(repository):
    repository.write("old.md", "old")
    repository.commit()
    assert last(repository.write("new.md", "new")) is None


def test_no_version_before_the_first_commit(repository):
    file = repository.write("mill.md", "one")
    repository.git("add", "--all")
    assert last(file) is None


def test_no_version_outside_of_a_repository(tmp_path, lone_git):
    file = tmp_path / "mill.md"
    file.write_text("one")
    assert last(file) is None


def test_no_version_in_the_folder_of_git_itself(repository):
    repository.write("mill.md", "one")
    repository.commit()
    assert last(repository.path / ".git" / "HEAD") is None


def test_a_symbolic_link_is_no_article(repository):
    file = repository.write("mill.md", "one")
    link = repository.path / "link.md"
    link.symlink_to("mill.md")
    repository.commit()
    assert last(link) is None
    link.unlink()
    shutil.copy(file, link)
    assert last(link) is None


def test_a_renamed_file_has_the_version_of_its_old_path(repository):
    text = "".join(f"line {number}\n" for number in range(20))
    repository.write("a folder/old name.md", text)
    repository.commit()
    repository.git("mv", "a folder/old name.md", "new\nname.md")
    file = repository.write("new\nname.md", text + "more\n")
    repository.write("added.md", "something else")
    repository.git("add", "--all")
    version = last(file)
    assert (version.name, version.data) == (
        "HEAD:a folder/old name.md",
        text.encode(),
    )
    assert last(repository.path / "added.md") is None


def test_a_file_renamed_out_of_a_subfolder_with_diff_relative_set(repository):
    repository.write("wire/mill.md", "line\n" * 20)
    repository.commit()
    repository.git("config", "diff.relative", "true")
    repository.git("config", "diff.renames", "copies")
    (repository.path / "drafts").mkdir()
    repository.git("mv", "wire/mill.md", "drafts/mill.md")
    assert last(repository.path / "drafts/mill.md").name == "HEAD:wire/mill.md"


def test_versions_of_a_named_commit(repository):
    file = repository.write("mill.md", "one")
    first = repository.commit()
    file.write_text("two")
    repository.commit()
    assert last(file).data == b"two"
    assert last(file, against="HEAD~1").data == b"one"
    assert last(file, against=first).name == f"{first}:mill.md"


@pytest.mark.parametrize("ref", ["nowhere", "-x", "HEAD:mill.md", "a b", "--all"])
def test_an_unknown_commit_is_an_error(repository, ref):
    file = repository.write("mill.md", "one")
    repository.commit()
    with pytest.raises(GitError, match="no commit"):
        last(file, against=ref)


def test_a_named_commit_outside_of_a_repository_is_an_error(tmp_path, lone_git):
    file = tmp_path / "mill.md"
    file.write_text("one")
    with pytest.raises(GitError, match="in no git repository"):
        last(file, against="HEAD")


def test_a_push_compares_with_what_the_other_side_has(repository, monkeypatch):
    file = repository.write("mill.md", "one")
    first = repository.commit()
    file.write_text("two")
    second = repository.commit()
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", first)
    monkeypatch.setenv("PRE_COMMIT_TO_REF", second)
    assert last(file).data == b"one"
    assert last(file, against="HEAD").data == b"two"


def test_the_settings_git_gives_to_hooks(repository, monkeypatch):
    file = repository.write("sub/mill.md", "one")
    repository.commit()
    file.write_text("two")
    monkeypatch.chdir(repository.path)
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert last("sub/mill.md").data == b"one"
    assert last(file).data == b"one"


def test_a_linked_work_tree(repository, tmp_path):
    repository.write("sub/mill.md", "one")
    repository.commit()
    other = tmp_path / "other"
    repository.git("worktree", "add", "--quiet", "-b", "other", str(other))
    assert last(other / "sub/mill.md").data == b"one"


def test_the_index_of_a_partial_commit(repository, tmp_path, monkeypatch):
    """``git commit FILE`` shows its hooks an index of their own."""
    repository.write("old.md", "line\n" * 20)
    repository.commit()
    shutil.copy(repository.path / ".git/index", repository.path / ".git/next")
    (repository.path / "old.md").rename(repository.path / "new.md")
    assert last(repository.path / "new.md") is None
    monkeypatch.chdir(repository.path)
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next")
    repository.git("add", "--all")
    assert last("new.md").name == "HEAD:old.md"


def test_a_version_above_the_limit_is_an_error(repository):
    file = repository.write("mill.md", "x" * (LIMIT + 1))
    repository.commit()
    with pytest.raises(GitError, match="more than 10,000 bytes"):
        last(file)


def test_without_git_a_repository_is_an_error_and_a_folder_is_not(
    repository, tmp_path, monkeypatch
):
    file = repository.write("sub/mill.md", "one")
    repository.commit()
    elsewhere = tmp_path / "mill.md"
    elsewhere.write_text("one")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert last(elsewhere) is None
    with pytest.raises(GitError, match="git is not installed"):
        last(file)


def test_what_git_refuses_is_passed_on(repository):
    file = repository.write("mill.md", "one")
    repository.commit()
    (repository.path / ".git/config").write_text("[broken")
    with pytest.raises(GitError, match=r"git failed in .*bad config"):
        last(file)


@pytest.fixture
def calls(monkeypatch):
    """The commands of git that were run, in order."""
    found = []
    run = subprocess.Popen

    def count(command, **options):
        names = {"rev-parse", "diff", "ls-files", "ls-tree", "cat-file"}
        found.append(next((word for word in command if word in names), None))
        return run(command, **options)

    monkeypatch.setattr(subprocess, "Popen", count)
    return found


def test_git_is_asked_once_a_repository(repository, calls):
    names = [f"{folder}/{number}.md" for folder in "abc" for number in range(5)]
    files = [repository.write(name, name) for name in ["top.md", *names]]
    repository.commit()
    calls.clear()
    history = History()
    assert all(history.unchanged(file) for file in files)
    assert calls == ["rev-parse", "rev-parse", "diff", "ls-files"]


def test_a_changed_file_costs_one_call_more(repository, calls):
    files = [repository.write(f"{number}.md", "one") for number in range(5)]
    repository.commit()
    for file in files:
        file.write_text("two")
    calls.clear()
    history = History()
    assert not any(history.unchanged(file) for file in files)
    assert all(history.last_version(file, max_size=LIMIT) for file in files)
    assert calls == ["rev-parse", "rev-parse", "diff", *["cat-file"] * 5]


def test_a_repository_inside_of_another(repository):
    outer = repository.write("mill.md", "one")
    repository.commit()
    (repository.path / "inner").mkdir()
    inner = Repository(repository.path / "inner")
    file = inner.write("mill.md", "two")
    inner.commit()
    history = History()
    assert history.unchanged(outer)
    assert history.unchanged(file)
    assert history.last_version(file, max_size=LIMIT).data == b"two"


@pytest.mark.parametrize("name", AWKWARD, ids=ascii)
def test_unchanged_files_of_awkward_names(repository, name):
    file = repository.write(name, b"one")
    repository.write("other.md", "other")
    repository.commit()
    assert History().unchanged(file)
    file.write_bytes(b"two")
    assert not History().unchanged(file)


def test_what_has_changed(repository, tmp_path):
    gone = repository.write("gone.md", "one")
    staged = repository.write("staged.md", "one")
    repository.commit()
    new = repository.write("new.md", "one")
    added = repository.write("added.md", "one")
    staged.write_text("two")
    repository.git("add", "added.md", "staged.md")
    repository.git("rm", "--quiet", "--cached", "gone.md")
    outside = tmp_path / "outside.md"
    outside.write_text("one")
    history = History()
    for file in (new, added, staged, gone, outside):
        assert not history.unchanged(file), file


def test_nothing_is_unchanged_before_the_first_commit(repository):
    file = repository.write("mill.md", "one")
    repository.git("add", "--all")
    assert not History().unchanged(file)


def test_tracked_files_are_named_from_here(repository, monkeypatch):
    repository.write("wire/a.txt", "one")
    repository.write("drafts/b.md", "one")
    repository.commit()
    repository.write("drafts/new.md", "one")
    monkeypatch.chdir(repository.path / "drafts")
    found = History().tracked_beside(Path("../wire/a.txt"))
    assert found == [Path("../drafts/b.md"), Path("../wire/a.txt")]
