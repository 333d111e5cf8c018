"""``srcdiff textconv``: what git shows of a document."""

import hashlib
import re
import subprocess
import sys
from pathlib import Path
from shlex import quote

import pytest
from making_files import docx, paragraph

from srcdiff.cli import run

TEXTCONV = f"{quote(Path(sys.executable).as_posix())} -P -m srcdiff textconv"

MILL = """\
# Fire at the mill

A fire broke out early on Tuesday, and it
burned until noon. "Nobody was hurt," the mayor
said.

- Four towns sent help. All came.

| town | engines |
|------|---------|
| Orrin | 2 |
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def converted(capsys, *arguments):
    assert run(["textconv", *arguments]) == 0
    out, errors = capsys.readouterr()
    assert errors == ""
    return out


def test_one_sentence_a_line(folder, capsys):
    Path("mill.md").write_text(MILL, "utf-8")
    assert converted(capsys, "mill.md") == (
        "# Fire at the mill\n"
        "\n"
        "A fire broke out early on Tuesday, and it burned until noon.\n"
        '"Nobody was hurt," the mayor said.\n'
        "\n"
        "Four towns sent help.\n"
        "All came.\n"
        "\n"
        "town | engines\n"
        "Orrin | 2\n"
    )


def test_a_heading_that_has_its_mark_gets_no_other(folder, capsys):
    Path("mill.txt").write_text("# Fire at the mill\n\nIt burned.\n", "utf-8")
    assert converted(capsys, "mill.txt").splitlines()[0] == "# Fire at the mill"


def test_tracked_changes_as_asked_for(folder, capsys):
    changed = "<w:ins><w:r><w:t> on Monday</w:t></w:r></w:ins>"
    body = f"<w:p><w:r><w:t>It burned</w:t></w:r>{changed}</w:p>"
    Path("mill.docx").write_bytes(docx(body))
    assert converted(capsys, "mill.docx") == "It burned on Monday\n"
    assert converted(capsys, "mill.docx", "--docx-view", "original") == "It burned\n"


def test_what_would_steer_a_terminal_is_shown(folder, capsys):
    Path("mill.txt").write_text("It \x1b]0;burned\x07 \u202eon Monday.\n", "utf-8")
    assert converted(capsys, "mill.txt") == (
        "It \\x1b]0;burned\\x07 \\u202eon Monday.\n"
    )


@pytest.mark.parametrize("data", [b"", b" \n\t\n"])
def test_nothing_is_written(folder, capsys, data):
    Path("mill.docx").write_bytes(data)
    assert converted(capsys, "mill.docx") == ""


@pytest.mark.parametrize(
    ("data", "options", "says"),
    [
        (b"\xd0\xcf\x11\xe0 old", [], "old or encrypted Office document"),
        (b"PK\x03\x04 half", [], "damaged"),
        (b"The mill burned.", ["--max-size", "5"], "is larger than 5 bytes"),
    ],
    ids=["old", "damaged", "large"],
)
def test_what_holds_no_article_says_why(folder, capsys, data, options, says):
    """The name lacks its folder, for git has one for each version."""
    Path("some").mkdir()
    Path("some/mill.docx").write_bytes(data)
    reason, digest = converted(capsys, "some/mill.docx", *options).splitlines()
    assert reason.startswith("[mill.docx: ")
    assert says in reason
    assert digest == f"[SHA-256 {hashlib.sha256(data).hexdigest()}]"


@pytest.mark.parametrize("name", ["gone.docx", ".", "a\0b"])
def test_what_is_no_file(folder, capsys, name):
    assert run(["textconv", name]) == 2
    out, errors = capsys.readouterr()
    assert out == ""
    assert errors.endswith("is no file; name one\n")


# With git.


def changes(out):
    return re.findall(r"^[-+](?![-+]).*$", out, re.MULTILINE)


@pytest.fixture
def desk(repository):
    repository.write(".gitattributes", "*.docx diff=srcdiff\n")
    repository.git("config", "diff.srcdiff.textconv", TEXTCONV)
    return repository


def test_git_diff_of_a_document_is_sentence_wise(desk):
    first = paragraph("The mill burned down on Monday. Nobody was hurt.")
    desk.write("at work/mill.docx", docx(first))
    desk.commit()
    edited = paragraph("The mill burned down on Sunday. Nobody was hurt.")
    desk.write("at work/mill.docx", docx(edited))
    out = desk.git("diff")
    assert changes(out) == [
        "-The mill burned down on Monday.",
        "+The mill burned down on Sunday.",
    ]
    assert " Nobody was hurt." in out


def test_a_document_that_cannot_be_read_ends_no_git_diff(desk):
    desk.write("a.docx", b"PK\x03\x04 one")
    desk.write("b.docx", docx(paragraph("The mill burned.")))
    desk.commit()
    desk.write("a.docx", b"PK\x03\x04 two")
    desk.write("b.docx", docx(paragraph("The barn burned.")))
    found = changes(desk.git("diff"))
    assert [line[:9] for line in found[:2]] == ["-[SHA-256", "+[SHA-256"]
    assert found[2:] == ["-The mill burned.", "+The barn burned."]


def test_without_the_attribute_nothing_is_called(desk):
    desk.write("mill.rtf", rb"{\rtf1 one}")
    desk.commit()
    desk.write("mill.rtf", rb"{\rtf1 two}")
    assert changes(desk.git("diff")) == [r"-{\rtf1 one}", r"+{\rtf1 two}"]


def test_textconv_loads_what_it_needs_alone(folder):
    Path("mill.txt").write_text("It burned.\n", "utf-8")
    program = (
        "import sys; from srcdiff.cli import run; "
        "assert run(['textconv', 'mill.txt']) == 0; "
        "print(sorted({'wordllama', 'tokenizers', 'jinja2'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("It burned.\n[]\n", "")
