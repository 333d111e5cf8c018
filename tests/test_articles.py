"""Whole runs, few and small: ``articles/NAME/`` holds what each report must be.

A folder holds ``report.txt`` (100 columns, no colour) and ``report.json`` of its
``a.txt`` and ``b.txt``; that of the sample pair takes these from ``seeds``.  After a
change that is meant to show, write them anew and read the difference:

    python tests/test_articles.py --write
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from srcdiff import compare
from srcdiff.report import Look, load
from srcdiff.settings import Settings

ROOT = Path(__file__).parents[1]
ARTICLES = Path(__file__).with_name("articles")
NAMES = sorted(folder.name for folder in ARTICLES.iterdir() if folder.is_dir())
LOOK = Look(width=100)
FORMATS = {"report.txt": "terminal", "report.json": "json"}


def reports(name: str) -> dict[str, str]:
    """Return file name → report of the pair with that name."""
    folder = ARTICLES / name
    if not (folder / "a.txt").exists():
        folder = ROOT / "seeds"
    # Reports name the files as given: relative, so that they are the same anywhere.
    a, b = ((folder / f"{side}.txt").relative_to(ROOT).as_posix() for side in "ab")
    comparison = compare(a, b, Settings(encoder="static"))
    return {file: load(form)(comparison, LOOK) for file, form in FORMATS.items()}


def account(report: str) -> str:
    """Return a report without what names versions: srcdiff's, the vectors', …"""
    report = re.sub(r'^ "(version|signature)": .*\n', "", report, flags=re.MULTILINE)
    return re.sub(r"^srcdiff=.*", "", report, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("name", NAMES)
def test_reports_are_as_written(name: str) -> None:
    found = reports(name)
    for file, report in found.items():
        golden = (ARTICLES / name / file).read_bytes().decode("utf-8")
        hint = f"{name}/{file}: see the top of {Path(__file__).name}"
        assert account(report) == account(golden), hint


@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_the_account_is_wider_than_asked(name: str) -> None:
    text = (ARTICLES / name / "report.txt").read_text("utf-8")
    body, _, signature = text.rpartition("\nsrcdiff=")
    assert signature
    assert all(len(line) <= LOOK.width for line in body.splitlines())


def write() -> None:
    """Write the reports anew."""
    os.chdir(ROOT)
    for name in NAMES:
        for file, report in reports(name).items():
            (ARTICLES / name / file).write_bytes(report.encode("utf-8"))


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/test_articles.py --write")
    write()
