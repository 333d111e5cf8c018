from time import perf_counter

import pytest

from srcdiff.editorial.globs import is_glob, matches


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("drafts/*.md", "drafts/deep/mill.md"),
        ("drafts/*.md", "old/drafts/mill.md"),
        ("drafts/?.md", "drafts/mill.md"),
        ("mill.md", "mill.mdx"),
        ("mill.md", "amill.md"),
        ("opinion/**", "opinion"),
        ("a.md", "a-md"),
        ("[ab].md", "a.md"),
    ],
)
def test_what_does_not_fit(pattern, path):
    assert not matches(pattern, path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("drafts/*.md", "drafts/mill.md"),
        ("./drafts/*.md", "drafts/mill.md"),
        ("*.md", "mill.md"),
        ("*.md", "drafts/deep/mill.md"),
        ("opinion/**", "opinion/mill.md"),
        ("opinion/", "opinion/deep/mill.md"),
        ("opinion", "opinion"),
        ("drafts/**/mill.md", "drafts/mill.md"),
        ("drafts/**/mill.md", "drafts/a/b/mill.md"),
        ("**/**/mill.md", "mill.md"),
        ("drafts/????.md", "drafts/mill.md"),
        ("[ab].md", "[ab].md"),
        ("new\nline*.md", "new\nline two.md"),
        ("**", "a/b/c"),
    ],
)
def test_what_fits(pattern, path):
    assert matches(pattern, path)


def test_what_is_a_pattern():
    assert all(map(is_glob, ("*.md", "a?b", "a/**")))
    assert not any(map(is_glob, ("wire.txt", "[ab].txt", "{stem}.txt")))


def test_many_folders_take_no_time():
    start = perf_counter()
    assert not matches("**/" * 50 + "x", "a/" * 2_000 + "y")
    assert perf_counter() - start < 1
