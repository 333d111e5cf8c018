"""The command line: where text goes, how a run ends, what steers its look."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

import pytest

from srcdiff import cli, pipeline, presentation
from srcdiff.cli import run
from srcdiff.fail_on import FAIL_ON
from srcdiff.report import RENDERERS

MILL = """\
The mill at Orrin burned down on Monday. Seventeen people were killed by the blaze.
Firefighters from three towns fought the flames until dawn.
"""
WIRE = """\
A fire destroyed the mill at Orrin on Monday. The blaze killed 36 people there.
The cause is not known.
"""
BINARY = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
SGR = re.compile(r"\x1b\[[0-9;]*m")
STEERING = [
    *("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLORTERM", "TERM"),
    *("COLUMNS", "PYTHONIOENCODING", "SRCDIFF_TRACEBACK", "PRE_COMMIT"),
]


def words(value: object) -> str:
    """Return a parameter as part of a test's name."""
    if isinstance(value, dict):
        value = [f"{name}={value or 'empty'}" for name, value in value.items()]
    if isinstance(value, list):
        return " ".join(value) or "plain"
    return str(value).strip("./") or "no-name"


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two articles and bad company, and an empty environment."""
    monkeypatch.chdir(tmp_path)
    for name in STEERING:
        monkeypatch.delenv(name, raising=False)
    Path("a.txt").write_text(MILL, "utf-8")
    Path("b.txt").write_text(WIRE, "utf-8")
    Path("empty.txt").touch()
    Path("blank.txt").write_text(" \n\t\n", "utf-8")
    Path("marks.txt").write_text("* * *\n", "utf-8")
    Path("picture.txt").write_bytes(BINARY)
    Path("latin.txt").write_bytes("Das Café war zu.\n".encode("cp1252"))
    Path("folder").mkdir()
    return tmp_path


def srcdiff(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "srcdiff", *arguments],
        env=os.environ | environment,
        capture_output=True,
        check=False,
    )


Output = pytest.CaptureFixture[str]


def assert_refused(capsys: Output, *arguments: str, says: str, lines: int = 1) -> None:
    """Status 2, so many lines on stderr, no traceback and nothing on stdout."""
    assert run(arguments) == 2
    out, errors = capsys.readouterr()
    assert out == ""
    assert says in errors
    assert "Traceback" not in errors
    assert errors.endswith("\n")
    found = errors.splitlines()
    assert len(found) == lines
    assert all(line.startswith("srcdiff: ") for line in found)


# -- the report ----------------------------------------------------------------


def test_the_report_goes_to_standard_output(capsys: Output) -> None:
    assert run(["a.txt", "b.txt"]) == 0
    out, errors = capsys.readouterr()
    assert "Two different figures: 17 in A, 36 in B." in " ".join(out.split())
    assert out.endswith("\n")
    assert errors == ""


def test_the_json_report_is_json(capsys: Output) -> None:
    assert run(["a.txt", "b.txt", "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["a"]["text"], report["b"]["text"]) == (MILL, WIRE)
    assert [conflict["kind"] for conflict in report["conflicts"]] == ["number"]


@pytest.mark.parametrize(
    "arguments",
    [["--html", "out.html"], ["-f", "html", "-o", "out.html"]],
    ids=["html", "format-and-output"],
)
def test_a_page_is_written_whole(arguments: list[str], capsys: Output) -> None:
    assert run(["a.txt", "b.txt", *arguments]) == 0
    assert capsys.readouterr() == ("", "")
    page = Path("out.html").read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert page.rstrip().endswith("</html>")


def test_output_to_a_dash_is_standard_output(capsys: Output) -> None:
    assert run(["a.txt", "b.txt", "-f", "json", "-o", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["schema"] == 1
    assert not Path("-").exists()


def test_a_file_holds_the_same_bytes_as_standard_output(capsys: Output) -> None:
    for form in ("terminal", "html", "json"):
        assert run(["a.txt", "b.txt", "-f", form, "-o", "out"]) == 0
        assert run(["a.txt", "b.txt", "-f", form]) == 0
        assert Path("out").read_text("utf-8") == capsys.readouterr().out


def test_a_report_replaces_the_one_before(capsys: Output) -> None:
    Path("out.json").write_text("srcdiff=0.0 old" * 100_000, "utf-8")
    Path("out.json").chmod(0o640)
    assert run(["a.txt", "b.txt", "-f", "json", "-o", "out.json"]) == 0
    assert json.loads(Path("out.json").read_text("utf-8"))["schema"] == 1
    if os.name == "posix":
        assert Path("out.json").stat().st_mode & 0o777 == 0o640


def test_what_is_no_report_is_not_replaced(capsys: Output) -> None:
    Path("draft.md").write_text("My draft.\n", "utf-8")
    Path("new.txt").touch()
    assert run(["a.txt", "b.txt", "-o", "new.txt"]) == 0
    assert run(["a.txt", "b.txt", "-o", "new.txt"]) == 0
    assert_refused(
        capsys, "a.txt", "b.txt", "-o", "draft.md", says="is no report of srcdiff; "
    )
    assert_refused(
        capsys, "explain", "a.txt", "b.txt", "a0", "-o", "draft.md", says="--force"
    )
    assert Path("draft.md").read_text("utf-8") == "My draft.\n"
    assert run(["a.txt", "b.txt", "-o", "draft.md", "--force"]) == 0
    assert "srcdiff=" in Path("draft.md").read_text("utf-8")


REPORTS = {
    **{form: ["a.txt", "b.txt", "-f", form] for form in RENDERERS},
    "summary": ["a.txt", "b.txt", "--summary"],
    "facts": ["a.txt", "b.txt", "--show", "facts"],
    "narrow": ["a.txt", "b.txt", "--width", "20", "--color", "always"],
    "explain": ["explain", "a.txt", "b.txt", "a0"],
    "explain-json": ["explain", "a.txt", "b.txt", "a0", "-f", "json"],
    "render": ["render", "saved.json", "-f", "markdown"],
}


@pytest.mark.parametrize("arguments", REPORTS.values(), ids=REPORTS)
def test_every_report_is_known_for_one(arguments: list[str], capsys: Output) -> None:
    assert run(["a.txt", "b.txt", "-f", "json", "-o", "saved.json"]) == 0
    assert run([*arguments, "-o", "out"]) == 0
    assert run([*arguments, "-o", "out"]) == 0
    Path("out").write_text("My draft.\n", "utf-8")
    assert_refused(capsys, *arguments, "-o", "out", says="is no report of srcdiff; ")
    assert run([*arguments, "-o", "out", "--force"]) == 0


SIZES = {"3k": 2, "3000": 2, "1 MB": 0, "1G": 0}


@pytest.mark.parametrize(("size", "status"), SIZES.items(), ids=SIZES)
def test_the_largest_size_can_be_told(size: str, status: int, capsys: Output) -> None:
    Path("long.txt").write_text(MILL * 50, "utf-8")
    assert run(["long.txt", "b.txt", "--max-size", size]) == status
    if status:
        refusal = "long.txt: is larger than 3,000 bytes; split it or raise the limit"
        assert refusal in capsys.readouterr().err


@pytest.mark.parametrize("size", ["", "0", "-1", "many", "1T", "9" * 30])
def test_a_size_that_is_none(size: str, capsys: Output) -> None:
    assert_refused(capsys, "a.txt", "b.txt", "--max-size", size, says="--max-size")


def test_how_articles_are_read_can_be_told(capsys: Output) -> None:
    page = f"<html><body><nav><p>All the news.</p></nav><p>{MILL}</p></body></html>"
    Path("a.html").write_text(page, "utf-8")
    for mode, has_menu in (("raw", True), ("balanced", False)):
        assert run(["a.html", "b.txt", "-f", "json", "--extract", mode]) == 0
        report = json.loads(capsys.readouterr().out)
        assert ("All the news." in report["a"]["text"]) == has_menu
        assert report["a"]["unit"] == "paragraph"
        assert report["limits"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")
def test_links_that_lead_to_themselves(capsys: Output) -> None:
    Path("x.txt").symlink_to("y.txt")
    Path("y.txt").symlink_to("x.txt")
    assert_refused(capsys, "x.txt", "b.txt", says="x.txt: cannot be read (")


def test_a_report_can_go_to_a_device() -> None:
    if not Path(os.devnull).is_char_device():
        pytest.skip("no device to write to")
    assert run(["a.txt", "b.txt", "-o", os.devnull]) == 0
    assert Path(os.devnull).is_char_device()


def test_standard_input_is_an_article(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    with Path("b.txt").open("rb") as stream:
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=stream))
        assert run(["a.txt", "-", "-f", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["b"]["text"] == WIRE


def test_a_name_that_starts_with_a_dash_comes_after_two(capsys: Output) -> None:
    Path("-b.txt").write_text(WIRE, "utf-8")
    assert run(["--", "a.txt", "-b.txt"]) == 0
    assert "-b.txt" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["terminal", "html", "json"])
def test_a_first_name_that_starts_with_a_dash(form: str, capsys: Output) -> None:
    Path("-draft.md").write_text(MILL, "utf-8")
    assert run(["-f", form, "--", "-draft.md", "b.txt"]) == 0
    out, errors = capsys.readouterr()
    assert "-draft.md" in out
    assert errors == ""


def test_a_name_like_an_option_is_an_option_without_two_dashes(capsys: Output) -> None:
    Path("-draft.md").write_text(MILL, "utf-8")
    assert_refused(capsys, "-draft.md", "b.txt", says="No such option")


@pytest.mark.parametrize("form", ["terminal", "html", "json"])
def test_articles_of_headings_alone_get_a_report(form: str, capsys: Output) -> None:
    Path("one.md").write_text("# Bridge shut\n", "utf-8")
    Path("two.md").write_text("# Ferry sunk\n\n## Crew saved\n", "utf-8")
    assert run(["one.md", "two.md", "-f", form]) == 0
    out, errors = capsys.readouterr()
    assert "Ferry sunk" in out
    assert errors == ""


def test_python_m_srcdiff_is_the_command() -> None:
    done = srcdiff("--version")
    assert (done.returncode, done.stderr) == (0, b"")
    assert re.fullmatch(rb"srcdiff, version \d+\.\d+\.\d+\S*\s*", done.stdout)


def test_help_names_every_option_and_status(capsys: Output) -> None:
    assert run(["--help"]) == 0
    text = capsys.readouterr().out
    for option in cli.compare.params:
        for name in option.opts:
            assert (name if name.startswith("-") else name.upper()) in text
    assert "Exit status" in text


# -- how a run ends ------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ([], 0),
        (["--exit-code"], 1),
        (["--fail-on", "conflict"], 1),
        (["--fail-on", "conflict,only-a"], 1),
        (["--fail-on", "conflict:number"], 1),
        (["--fail-on", "conflict:quote,number"], 1),
        (["--fail-on", "conflict:quote,negation"], 0),
        (["--fail-on", "only-b"], 1),
        (["--fail-on", "moved"], 0),
        (["--fail-on", ""], 0),
    ],
    ids=words,
)
def test_status_one_only_where_asked_for(
    arguments: list[str], status: int, capsys: Output
) -> None:
    assert run(["a.txt", "b.txt", *arguments]) == status
    assert capsys.readouterr().out


def test_the_same_text_twice_is_no_difference(capsys: Output) -> None:
    Path("copy.txt").write_text(MILL, "utf-8")
    assert run(["a.txt", "copy.txt", "--exit-code"]) == 0
    assert run(["a.txt", "copy.txt", "--fail-on", ",".join(FAIL_ON)]) == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Missing argument 'A'"),
        (["a.txt"], "Missing argument 'B'"),
        (["a.txt", "b.txt", "c.txt"], "unexpected extra argument"),
        (["a.txt", "b.txt", "--nope"], "No such option"),
        (["a.txt", "b.txt", "--show", "colour"], "'colour' is not one of identical"),
        (["a.txt", "b.txt", "--fail-on", "all"], "'all' is not one of conflict"),
        (["a.txt", "b.txt", "--fail-on", "conflict:x"], "'conflict:x' is not one of"),
        (["a.txt", "b.txt", "--format", "pdf"], "'pdf' is not one of"),
        (["a.txt", "b.txt", "--width", "5"], "5 is not in the range"),
        (["a.txt", "b.txt", "--color", "red"], "'red' is not one of"),
        (["a.txt", "b.txt", "--language", "latin"], "'latin'"),
        (["a.txt", "b.txt", "--html", "x", "-o", "y"], "give only one"),
        (["a.txt", "b.txt", "--html", "x", "-f", "json"], "give only one"),
        (["a.txt", "b.txt", "--open", "-f", "json"], "--open shows a page"),
        (["a.txt", "b.txt", "--open", "-f", "html", "-o", "-"], "--open needs a file"),
        (["a.txt", "b.txt", "--only", "c"], "'c' is not one of"),
        (["a.txt", "b.txt", "--context", "-1"], "-1 is not in the range"),
        (["a.txt", "b.txt", "--encoding-a", "klingon"], "unknown encoding 'klingon'"),
    ],
    ids=words,
)
def test_a_wrong_option_cannot_run(
    arguments: list[str], says: str, capsys: Output
) -> None:
    assert_refused(capsys, *arguments, says=says)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("missing.txt", "missing.txt: does not exist"),
        ("empty.txt", "empty.txt: is empty"),
        ("blank.txt", "blank.txt: is empty"),
        ("marks.txt", "holds no words"),
        ("folder", "folder: is a directory"),
        ("picture.txt", "picture.txt: looks like a PNG picture"),
        ("a.txt", "a.txt: named twice"),
        ("./a.txt", "named twice"),
        ("", "''"),
    ],
    ids=words,
)
def test_a_bad_article_cannot_be_compared(name: str, says: str, capsys: Output) -> None:
    assert_refused(capsys, "a.txt", name, says=says)


def test_the_same_file_by_another_name_is_named_twice(capsys: Output) -> None:
    os.link("a.txt", "twin.txt")
    assert_refused(capsys, "a.txt", "twin.txt", says="named twice")


def test_standard_input_cannot_be_both_articles(capsys: Output) -> None:
    assert_refused(capsys, "-", "-", says="standard input holds one article")


@pytest.mark.parametrize("option", ["--encoding-a", "--encoding-b"])
def test_an_encoding_that_does_not_fit(option: str, capsys: Output) -> None:
    pair = ("latin.txt", "a.txt") if option.endswith("a") else ("a.txt", "latin.txt")
    assert_refused(capsys, *pair, option, "utf-8", says="latin.txt: is not in")


def test_an_encoding_that_fits(capsys: Output) -> None:
    assert run(["latin.txt", "a.txt", "--encoding-a", "cp1252", "-f", "json"]) == 0
    assert "Café" in json.loads(capsys.readouterr().out)["a"]["text"]


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="everything may be read"
)
def test_an_article_that_may_not_be_read(capsys: Output) -> None:
    Path("b.txt").chmod(0)
    assert_refused(capsys, "a.txt", "b.txt", says="b.txt: may not be read")


def test_two_bad_articles_are_two_lines(capsys: Output) -> None:
    assert_refused(capsys, "missing.txt", "folder", says="missing.txt", lines=2)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("a.txt", "a.txt: is one of the articles"),
        ("./b.txt", "is one of the articles"),
        ("folder", "folder: is a directory"),
        ("nowhere/out.html", "nowhere/out.html: cannot be written"),
        ("a.txt/out.html", "cannot be written"),
    ],
    ids=["article-a", "article-b", "directory", "no-folder", "file-as-folder"],
)
def test_an_output_that_cannot_be(name: str, says: str, capsys: Output) -> None:
    before = sorted(path.name for path in Path.cwd().rglob("*"))
    assert_refused(capsys, "a.txt", "b.txt", "-o", name, says=says)
    assert sorted(path.name for path in Path.cwd().rglob("*")) == before
    assert Path("a.txt").read_text("utf-8") == MILL
    assert Path("b.txt").read_text("utf-8") == WIRE


def test_a_failed_run_leaves_an_old_report_alone(capsys: Output) -> None:
    Path("out.html").write_text("srcdiff=0.0 old", "utf-8")
    assert_refused(capsys, "a.txt", "empty.txt", "--html", "out.html", says="empty")
    assert Path("out.html").read_text("utf-8") == "srcdiff=0.0 old"


def test_a_bug_is_status_three_and_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by\nzero")

    monkeypatch.setattr(pipeline, "compare", broken)
    assert run(["a.txt", "b.txt"]) == 3
    out, errors = capsys.readouterr()
    assert out == ""
    assert errors.startswith("srcdiff: a bug in srcdiff: ZeroDivisionError: by zero.")
    assert len(errors.splitlines()) == 1
    monkeypatch.setenv("SRCDIFF_TRACEBACK", "1")
    with pytest.raises(ZeroDivisionError):
        run(["a.txt", "b.txt"])


def test_an_interrupted_run_is_status_130(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "compare", interrupted)
    assert run(["a.txt", "b.txt", "-o", "out"]) == 130
    assert capsys.readouterr().out == ""
    assert not Path("out").exists()


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_ends_quietly() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "srcdiff", "-", "b.txt"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        # More than a pipe holds: when this returns, srcdiff is reading.
        process.stdin.write(b"The mill burned. " * 20_000)
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, b"")
    assert b"Traceback" not in errors


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
@pytest.mark.parametrize("form", ["terminal", "json"])
def test_a_closed_pipe_ends_quietly(form: str) -> None:
    lines = [f"Boat {n} of the fleet sank near pier {n % 7}.\n" for n in range(1500)]
    Path("long.txt").write_text("\n".join(lines), "utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "srcdiff", "long.txt", "b.txt", "-f", form],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == 0


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
@pytest.mark.parametrize("arguments", [["a.txt", "b.txt"], ["--help"]], ids=words)
def test_a_pipe_that_nobody_ever_read_ends_quietly(arguments: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "srcdiff", *arguments],
            stdout=pipe,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, b"")


# -- how the report looks ------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "environment", "coloured"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"CLICOLOR_FORCE": "1"}, True),
        ([], {"FORCE_COLOR": ""}, False),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
        ([], {"FORCE_COLOR": "1", "TERM": "dumb"}, True),
        (["-o", "out"], {"FORCE_COLOR": "1"}, False),
        (["-o", "out", "--color", "always"], {}, True),
    ],
    ids=words,
)
def test_colour(
    arguments: list[str],
    environment: dict[str, str],
    coloured: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Output,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert run(["a.txt", "b.txt", *arguments]) == 0
    out = capsys.readouterr().out
    if "-o" in arguments:
        out = Path("out").read_text("utf-8")
    assert bool(SGR.search(out)) == coloured
    assert "36" in SGR.sub("", out)


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "dumb"}, False),
        ({"CLICOLOR": "0"}, False),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, True),
    ],
    ids=words,
)
def test_colour_on_a_terminal(
    environment: dict[str, str],
    coloured: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Output,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run(["a.txt", "b.txt"]) == 0
    assert bool(SGR.search(capsys.readouterr().out)) == coloured


def test_marks_stand_in_for_colour(capsys: Output) -> None:
    run(["a.txt", "b.txt", "--color", "always"])
    coloured = SGR.sub("", capsys.readouterr().out)
    run(["a.txt", "b.txt", "--color", "never"])
    plain = capsys.readouterr().out
    assert "[!1: 36]" in plain
    assert all(word in plain for word in re.findall(r"[A-Za-z]{4,}", coloured))


@pytest.mark.parametrize(
    ("arguments", "environment", "width"),
    [
        ([], {}, 80),
        (["--width", "60"], {}, 60),
        ([], {"COLUMNS": "50"}, 50),
        (["--width", "60"], {"COLUMNS": "50"}, 60),
        ([], {"SRCDIFF_WIDTH": "70"}, 70),
        (["--width", "60"], {"SRCDIFF_WIDTH": "70"}, 60),
        ([], {"SRCDIFF_WIDTH": "70", "COLUMNS": "50"}, 70),
        ([], {"COLUMNS": "3"}, 20),
        ([], {"COLUMNS": "wide"}, 80),
        ([], {"COLUMNS": "0"}, 80),
        (["--width", "120"], {}, 120),
    ],
    ids=words,
)
def test_width(
    arguments: list[str],
    environment: dict[str, str],
    width: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Output,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    shown = []
    real = presentation.load("terminal")
    monkeypatch.setattr(
        presentation,
        "load",
        lambda _: lambda c, look: shown.append(look) or real(c, look),
    )
    assert run(["a.txt", "b.txt", *arguments]) == 0
    assert [look.width for look in shown] == [width]
    lines = capsys.readouterr().out.splitlines()
    # The signature is one word after another, each as long as it is.
    body = lines[: next(n for n, line in enumerate(lines) if "srcdiff=" in line)]
    assert all(len(line) <= width for line in body)


def test_an_environment_variable_that_makes_no_sense(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setenv("SRCDIFF_WIDTH", "wide")
    assert_refused(capsys, "a.txt", "b.txt", says="'wide' is not a valid")


def test_the_format_can_come_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setenv("SRCDIFF_FORMAT", "json")
    assert run(["a.txt", "b.txt"]) == 0
    assert json.loads(capsys.readouterr().out)["schema"] == 1


@pytest.mark.parametrize("value", ["1", "0.1.0"])
def test_a_version_in_the_environment_is_no_option(
    value: str, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setenv("SRCDIFF_VERSION", value)
    assert run(["a.txt", "b.txt"]) == 0
    assert "36" in capsys.readouterr().out


def at_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let srcdiff think that a person reads."""
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    for name in ("PAGER", "SRCDIFF_PAGER", "LESS"):
        monkeypatch.delenv(name, raising=False)


def pager_that_saves(name: str) -> str:
    """Return a pager command that writes what it is given to a file."""
    script = Path(f"{name}.py")
    script.write_text(
        "import os, sys\n"
        f"open({name!r}, 'wb').write(sys.stdin.buffer.read())\n"
        f"open({name + '.less'!r}, 'w').write(os.environ.get('LESS', ''))\n"
    )
    return f"{shlex.quote(sys.executable)} {script}"


@pytest.mark.skipif(os.name != "posix", reason="quoting of POSIX")
@pytest.mark.parametrize(
    ("arguments", "environment", "paged"),
    [
        ([], {}, True),
        (["--no-pager"], {}, False),
        ([], {"SRCDIFF_NO_PAGER": "1"}, False),
        ([], {"PRE_COMMIT": "1"}, False),
        ([], {"TERM": "dumb"}, False),
        ([], {"SRCDIFF_PAGER": "cat"}, False),
        ([], {"SRCDIFF_PAGER": ""}, False),
        ([], {"SRCDIFF_PAGER": "no-such-pager-here"}, False),
        (["-f", "json"], {}, False),
        (["-o", "out"], {}, False),
        (["--quiet"], {}, False),
    ],
    ids=words,
)
def test_a_person_gets_a_pager(
    arguments: list[str],
    environment: dict[str, str],
    paged: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Output,
) -> None:
    at_a_screen(monkeypatch)
    monkeypatch.setenv("PAGER", pager_that_saves("paged"))
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert run(["a.txt", "b.txt", *arguments]) == 0
    out = capsys.readouterr().out
    assert Path("paged").exists() == paged
    assert bool(out) == (not paged and arguments not in (["-o", "out"], ["--quiet"]))
    if paged:
        assert SGR.search(Path("paged").read_text("utf-8"))
        assert Path("paged.less").read_text() == "FRX"


@pytest.mark.skipif(os.name != "posix", reason="quoting of POSIX")
def test_srcdiffs_own_pager_comes_first(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    at_a_screen(monkeypatch)
    monkeypatch.setenv("PAGER", pager_that_saves("other"))
    monkeypatch.setenv("SRCDIFF_PAGER", pager_that_saves("own"))
    monkeypatch.setenv("LESS", "i")
    assert run(["a.txt", "b.txt"]) == 0
    assert Path("own").exists()
    assert Path("own.less").read_text() == "i"
    assert not Path("other").exists()


def test_no_pager_where_nobody_reads(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setenv("PAGER", pager_that_saves("paged"))
    assert run(["a.txt", "b.txt"]) == 0
    assert capsys.readouterr().out
    assert not Path("paged").exists()


@pytest.mark.parametrize(
    ("arguments", "status"), [([], 0), (["--fail-on", "conflict"], 1)], ids=words
)
def test_quiet_says_it_by_the_status(
    arguments: list[str], status: int, capsys: Output
) -> None:
    assert run(["a.txt", "b.txt", "--quiet", *arguments]) == status
    assert capsys.readouterr() == ("", "")


def test_quiet_still_writes_the_file_asked_for(capsys: Output) -> None:
    assert run(["a.txt", "b.txt", "-q", "--html", "out.html"]) == 0
    assert Path("out.html").exists()


def test_the_summary_alone(capsys: Output) -> None:
    assert run(["a.txt", "b.txt", "--summary"]) == 0
    out = capsys.readouterr().out
    assert '"Seventeen" / b1' in out
    assert "Firefighters" not in out


def test_a_theme_changes_shades_alone(capsys: Output) -> None:
    reports = []
    for theme in ("auto", "dark", "light"):
        assert run(["a.txt", "b.txt", "--color", "always", "--theme", theme]) == 0
        reports.append(capsys.readouterr().out)
    assert len(set(reports)) == 3
    assert len({SGR.sub("", report) for report in reports}) == 1


# -- a page in the browser -----------------------------------------------------


@pytest.mark.skipif(os.name != "posix", reason="a script as a browser")
@pytest.mark.parametrize("arguments", [[], ["--html", "out.html"]], ids=words)
def test_open_shows_the_page(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    seen: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: bool(seen.append(url)) or True)
    monkeypatch.setattr("tempfile.tempdir", os.fspath(Path.cwd()))
    assert run(["a.txt", "b.txt", "--open", *arguments]) == 0
    (url,) = seen
    page = Path(unquote(urlsplit(url).path))
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert page.name == (arguments[1] if arguments else "report.html")
    out, errors = capsys.readouterr()
    assert out == ""
    assert errors == ("" if arguments else f"srcdiff: the page is {page}\n")


def test_open_without_a_browser(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda _: False)
    says = "out.html: no browser was found; open the file by hand"
    assert_refused(capsys, "a.txt", "b.txt", "--html", "out.html", "--open", says=says)
    assert Path("out.html").exists()


# -- srcdiff render --------------------------------------------------------------


@pytest.mark.parametrize("form", ["terminal", "html", "json"])
def test_a_saved_report_gives_the_same_bytes(form: str, capsys: Output) -> None:
    assert run(["a.txt", "b.txt", "-f", "json", "-o", "saved.json"]) == 0
    assert run(["a.txt", "b.txt", "-f", form]) == 0
    at_once = capsys.readouterr().out
    Path("a.txt").unlink()
    assert run(["render", "saved.json", "-f", form]) == 0
    assert capsys.readouterr().out == at_once


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is not JSON"),
        (b"\xff\xfe\x00", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"[1, 2]", "is no report of srcdiff"),
        (b'{"a": 1}', "is no report of srcdiff"),
        (b'{"schema": 2}', "is not of schema 1"),
        (b'{"schema": 1}', "is damaged, 'a' is missing"),
        (b'{"schema": 1, "a": 3}', "is damaged, 'a' is no table"),
    ],
    ids=range(8),
)
def test_what_is_no_report_cannot_be_rendered(
    content: bytes, says: str, capsys: Output
) -> None:
    Path("saved.json").write_bytes(content)
    assert_refused(capsys, "render", "saved.json", says=f"saved.json: {says}")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["missing.json"], "missing.json: does not exist"),
        (["folder"], "folder: is a directory"),
        ([], "Missing argument 'REPORT'"),
        (["b.txt", "-o", "./b.txt"], "is the report to read"),
    ],
    ids=words,
)
def test_a_report_that_cannot_be_read(
    arguments: list[str], says: str, capsys: Output
) -> None:
    assert_refused(capsys, "render", *arguments, says=says)


def test_show_selects(capsys: Output) -> None:
    assert run(["a.txt", "b.txt", "--show", "only-b"]) == 0
    out = capsys.readouterr().out
    assert "The cause is not known." in out
    assert "Firefighters" not in out


@pytest.mark.parametrize("form", ["terminal", "json", "html"])
def test_an_ascii_terminal_still_gets_a_report(form: str) -> None:
    Path("b.txt").write_text(WIRE + "The mayor of Åby said “no” – 火.\n", "utf-8")
    done = srcdiff("a.txt", "b.txt", "-f", form, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    if form == "terminal":
        assert done.stdout.isascii()
        assert b"by said" in done.stdout
    else:
        assert "Åby" in done.stdout.decode("utf-8")


def test_an_ascii_terminal_still_gets_an_error() -> None:
    done = srcdiff("a.txt", "Åby.txt", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.isascii()
    assert len(done.stderr.splitlines()) == 1


# -- hostile names and texts ---------------------------------------------------

HOSTILE = "ev\x1b]0;owned\x07\x1b[31mil\n\u202etxt.txt"


def inert(text: str) -> bool:
    return not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)


@pytest.mark.skipif(os.name != "posix", reason="no such names")
@pytest.mark.parametrize(
    "arguments",
    [
        [HOSTILE, "a.txt"],
        ["a.txt", HOSTILE + "x"],
        [HOSTILE, HOSTILE],
        ["empty.txt", HOSTILE],
        ["a.txt", "b.txt", "-o", f"nowhere/{HOSTILE}"],
        ["a.txt", HOSTILE, "-o", HOSTILE],
        ["a.txt", "b.txt", f"--{HOSTILE}"],
        ["a.txt", "b.txt", "--show", HOSTILE],
        ["a.txt", "b.txt", "--encoding-a", HOSTILE],
        ["check", HOSTILE + "x"],
    ],
    ids=[
        *("compared", "missing", "twice", "other-empty", "output", "over-input"),
        *("option", "show", "encoding", "check"),
    ],
)
def test_a_hostile_name_is_inert(arguments: list[str], capsys: Output) -> None:
    Path(HOSTILE).write_text(WIRE, "utf-8")
    assert run(arguments) in (0, 2)
    out, errors = capsys.readouterr()
    assert inert(out)
    assert inert(errors)
    assert len(errors.splitlines()) <= 1


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
def test_a_name_that_is_no_text_is_inert(capsys: Output) -> None:
    name = os.fsdecode(b"mill\xff.txt")
    Path(name).write_text(WIRE, "utf-8")
    for form in ("terminal", "html", "json"):
        assert run(["a.txt", name, "-f", form]) == 0
        assert capsys.readouterr().out.encode("utf-8")
    assert_refused(capsys, "a.txt", name + "x", says="does not exist")


# -- srcdiff check -------------------------------------------------------------

DRAFT = """\
---
sources: [b.txt]
---

The mill at Orrin burned down on Monday.

The blaze killed 17 people there.
"""


def test_check_finds_a_figure_that_contradicts_its_source(capsys: Output) -> None:
    Path("draft.md").write_text(DRAFT, "utf-8")
    assert run(["check", "draft.md"]) == 1
    out, errors = capsys.readouterr()
    assert out.startswith("draft.md:7:18: fail: a figure contradicts the source")
    assert "17 in A, 36 in B" in out
    assert errors == ""


def test_check_of_names_that_start_with_a_dash(capsys: Output) -> None:
    Path("-wire.txt").write_text(WIRE, "utf-8")
    Path("-draft.md").write_text(DRAFT.replace("b.txt", "-wire.txt"), "utf-8")
    assert run(["check", "--", "-draft.md"]) == 1
    out, errors = capsys.readouterr()
    assert out.startswith("-draft.md:7:18: fail: a figure contradicts the source")
    assert errors == ""


def test_check_is_silent_where_nothing_is_wrong(capsys: Output) -> None:
    Path("draft.md").write_text(DRAFT.replace("17", "36"), "utf-8")
    assert run(["check", "draft.md", "a.txt", "b.txt"]) == 0
    assert capsys.readouterr() == ("", "")


def test_check_cannot_read_a_source(capsys: Output) -> None:
    Path("draft.md").write_text(DRAFT.replace("b.txt", "gone.txt"), "utf-8")
    assert run(["check", "draft.md"]) == 2
    out, errors = capsys.readouterr()
    assert "draft.md: error: source 'gone.txt' is missing" in out + errors
    assert "Traceback" not in out + errors


@pytest.mark.parametrize("command", [["check"], []], ids=["check", "compare"])
def test_a_usage_error_names_the_command_for_help(
    command: list[str], capsys: Output
) -> None:
    tip = f"'{' '.join(['srcdiff', *command])} --help'"
    assert_refused(capsys, *command, "--nope", says=tip)


def test_a_file_called_check_can_be_compared(capsys: Output) -> None:
    Path("check").write_text(WIRE, "utf-8")
    assert run(["./check", "a.txt"]) == 0
    assert "check" in capsys.readouterr().out


# -- a disk that is full, streams that are closed ------------------------------

FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="no full device")
def test_a_full_disk_is_no_bug_of_srcdiff(capsys: Output) -> None:
    assert_refused(capsys, "a.txt", "b.txt", "-o", str(FULL), says="/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="no full device")
@pytest.mark.parametrize("arguments", [["a.txt", "b.txt"], ["--help"]], ids=words)
def test_a_full_standard_output_is_no_bug_of_srcdiff(arguments: list[str]) -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "srcdiff", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert b"a bug" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name != "posix", reason="closed streams of POSIX")
def test_an_error_without_standard_error_is_still_status_two() -> None:
    command = f"'{sys.executable}' -m srcdiff a.txt missing.txt 2>&-"
    assert subprocess.run(["sh", "-c", command], check=False).returncode == 2


def test_a_disk_that_fills_up_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    Path("out.html").write_text("srcdiff=0.0 old", "utf-8")
    before = sorted(Path().iterdir())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert_refused(capsys, "a.txt", "b.txt", "--html", "out.html", says="No space left")
    assert sorted(Path().iterdir()) == before
    assert Path("out.html").read_text("utf-8") == "srcdiff=0.0 old"


def test_an_interrupted_write_leaves_nothing_behind(
    monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    before = sorted(Path().iterdir())

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "chmod", interrupted)
    assert run(["a.txt", "b.txt", "-f", "json", "-o", "out.json"]) == 130
    assert sorted(Path().iterdir()) == before
