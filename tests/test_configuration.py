"""Configuration files: where they are found, what they hold, what goes first."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from srcdiff import configuration as module
from srcdiff.configuration import Configuration, configuration
from srcdiff.errors import SettingsError


@pytest.fixture(autouse=True)
def lone(tmp_path, monkeypatch):
    """Keep out the configuration of whoever runs the tests."""
    monkeypatch.setattr("click.get_app_dir", lambda _: str(tmp_path / "user"))
    for name in [name for name in os.environ if name.startswith("SRCDIFF_")]:
        monkeypatch.delenv(name)
    module._nearest.cache_clear()
    module._users.cache_clear()


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder that is the top of a repository, as the current one."""
    folder = tmp_path / "desk"
    (folder / ".git").mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


def write(folder, name, text):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def options(path, **how):
    return {
        key: value for key, (value, _) in configuration(path, **how).options().items()
    }


# What is left alone.


def test_nothing_anywhere(desk):
    assert configuration("drafts/mill.md") == Configuration()
    assert configuration(None).policy(None).levels["copied"] == "warn"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[project]\nname = 'x'\n",
        "[tool.ruff]\nline-length = 88\n",
        "# about srcdiff\n[tool]\nother = 1\n",
        "[tool.other\nbroken",
    ],
)
def test_a_pyproject_for_other_tools(desk, text):
    write(desk, "pyproject.toml", text)
    assert configuration("mill.md") == Configuration()


def test_files_above_the_repository(desk, tmp_path):
    write(tmp_path, ".srcdiff.toml", "width = 90")
    assert options("mill.md") == {}


def test_none_is_wanted(desk, tmp_path):
    write(desk, ".srcdiff.toml", "width = 90")
    write(tmp_path / "user", "config.toml", "width = 90")
    assert options("mill.md", no_config=True) == {}


# What is found.


def test_the_nearest_file_alone(desk):
    write(desk, ".srcdiff.toml", 'width = 90\ntheme = "dark"')
    write(desk, "drafts/pyproject.toml", "[tool.srcdiff]\nwidth = 70")
    assert options("mill.md") == {"width": "90", "theme": "dark"}
    assert options("drafts/deep/mill.md") == {"width": "70"}
    assert options("drafts/../mill.md") == {"width": "90", "theme": "dark"}


def test_our_own_file_goes_before_the_one_of_all_tools(desk):
    write(desk, "pyproject.toml", "[tool.srcdiff]\nwidth = 70")
    write(desk, ".srcdiff.toml", "width = 90")
    assert options("mill.md") == {"width": "90"}


def test_the_users_file_lies_below(desk, tmp_path):
    write(tmp_path / "user", "config.toml", 'width = 60\ntheme = "dark"')
    write(desk, ".srcdiff.toml", "width = 90")
    assert options("mill.md") == {"width": "90", "theme": "dark"}


def test_a_file_that_is_named_stands_alone(desk, tmp_path):
    write(tmp_path / "user", "config.toml", 'theme = "dark"')
    write(desk, ".srcdiff.toml", "width = 90")
    write(desk, "other.toml", "width = 50")
    found = configuration("mill.md", config="other.toml")
    assert found.options() == {"width": ("50", "other.toml")}
    assert found.at("elsewhere/mill.md") is found


def test_values_as_the_command_line_has_them(desk):
    text = 'full = true\nshow = ["conflict", "only-a"]\nmax_size = 5000\nwidth = 90'
    write(desk, ".srcdiff.toml", text)
    assert options("mill.md") == {
        "full": True,
        "show": "conflict,only-a",
        "max_size": "5000",
        "width": "90",
    }


# What makes no sense.


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("widht = 90", "no key 'widht'; did you mean 'width'?"),
        ('docx-view = "final"', "no key 'docx-view'; did you mean 'docx_view'?"),
        ("xyzzy = 1", "no key 'xyzzy'; choose of language, "),
        ("[chekc]", "no key 'chekc'; did you mean 'check'?"),
        ("width = 3", "width: 3 is not in the range"),
        ('width = "wide"', "width: 'wide' is not a valid integer"),
        ("width = true", "width: must be a value of its own, not true or false"),
        ("full = 1", "full: must be true or false"),
        ("encoder = 1.5", "encoder: 1.5 is no value for it"),
        ("language = []", "language: [] is no value for it"),
        ('language = "latin"', "language: 'latin' is not one of 'danish'"),
        ('show = ["conflicts"]', "show: 'conflicts' is not one of identical"),
        ('max_size = "5Q"', "max_size: '5Q' is no size such as 50M"),
        ("width = ", "is no TOML"),
        ("width = 1\nwidth = 2", "is no TOML"),
        ("check = 1", "check: must be a table"),
        ("[check]\nprest = 'strict'", "check: no key 'prest'; did you mean 'preset'?"),
        ("[check]\npreset = 'mild'", "check.preset: 'mild' is not one of strict"),
        (
            "[check.rules]\nunsuported = 'warn'",
            "check.rules: no key 'unsuported'; did you mean 'unsupported'?",
        ),
        (
            "[check.rules]\ncopied = 'error'",
            "check.rules.copied: 'error' is not one of fail, warn, off",
        ),
        ("[check]\nrules = 1", "check.rules: must be a table"),
        ("[check]\ncopied_words = 0", "check.copied_words: must be a number of words"),
        (
            "[check]\nphrase_words = '8'",
            "check.phrase_words: must be a number of words",
        ),
        (
            "[check]\nrequire_correction_note = 'yes'",
            "check.require_correction_note: must be true or false",
        ),
        (
            "[check]\ncorrection_note = '('",
            "check.correction_note: is no regular expression",
        ),
        ("[check]\ncorrection_note = 1", "is no regular expression"),
        ("[check]\npaths = 1", "check.paths: must be tables of their own"),
        ("[[check.paths]]\nrules = {}", "check.paths, entry 1: needs a path"),
        (
            "[[check.paths]]\npath = 'a'\npth = 1",
            "check.paths, entry 1: no key 'pth'; did you mean 'path'?",
        ),
        ("pairs = 1", "pairs: must be tables of their own"),
        ("pairs = [1]", "pairs, entry 1: must be a table"),
        ("[[pairs]]\nsources = ['a']", "pairs, entry 1: needs a path"),
        ("[[pairs]]\ndraft = 'a'\nsources = 'b'", "pairs, entry 1: needs a list"),
        (
            "[[pairs]]\ndraft = 'a'\nsource = ['b']",
            "pairs, entry 1: no key 'source'; did you mean 'sources'?",
        ),
    ],
)
@pytest.mark.parametrize("shared", [False, True], ids=["own", "shared"])
def test_errors_name_file_key_and_what_was_meant(desk, text, message, shared):
    name, section = ".srcdiff.toml", ""
    if shared:
        name, section = "pyproject.toml", "tool.srcdiff."
        text = text.replace("[[", "[[tool.srcdiff.").replace("\n[", "\n[tool.srcdiff.")
        if text.startswith("[["):
            pass
        elif text.startswith("["):
            text = text.replace("[", "[tool.srcdiff.", 1)
        else:
            text = f"[tool.srcdiff]\n{text}"
    write(desk, name, text)
    with pytest.raises(SettingsError) as caught:
        configuration("mill.md")
    told = str(caught.value)
    assert told.startswith(f"{name}: ")
    assert message in told.replace(section, "") if section else message in told
    assert "\n" not in told


def test_pairs_do_not_belong_into_the_users_file(desk, tmp_path):
    text = "[[pairs]]\ndraft = 'a'\nsources = ['b']"
    write(tmp_path / "user", "config.toml", text)
    with pytest.raises(SettingsError, match="name files of a project"):
        configuration("mill.md")


@pytest.mark.parametrize("name", ["gone.toml", "."])
def test_a_named_file_that_cannot_be_read(desk, name):
    with pytest.raises(SettingsError, match="cannot be read"):
        configuration("mill.md", config=name)


def test_a_named_pyproject_for_other_tools(desk):
    write(desk, "pyproject.toml", "[project]")
    with pytest.raises(SettingsError, match=r"has no \[tool.srcdiff\]"):
        configuration("mill.md", config="pyproject.toml")


# Policies and pairs.

POLICY = """\
[check]
preset = "default"
copied_words = 20
require_correction_note = true

[check.rules]
unsupported = "warn"
last-version = "off"

[[check.paths]]
path = "opinion/**"
preset = "advisory"
copied_words = 30

[[check.paths]]
path = "opinion/guest/*.md"
rules = { copied = "off", all = "warn" }
"""


def test_a_policy_by_path(desk):
    write(desk, ".srcdiff.toml", POLICY)
    news, opinion, guest = (
        configuration(path).policy(path)
        for path in ("news/mill.md", "opinion/mill.md", "opinion/guest/mill.md")
    )
    assert (news.copied_words, opinion.copied_words, guest.copied_words) == (20, 30, 30)
    assert (news.levels["number-conflict"], opinion.levels["number-conflict"]) == (
        "fail",
        "warn",
    )
    assert (news.levels["unsupported"], opinion.levels["unsupported"]) == (
        "warn",
        "off",
    )
    assert news.levels["number-changed"] == "off"
    assert (guest.levels["copied"], guest.levels["omitted"]) == ("off", "warn")
    assert (
        opinion.origins["copied"] == "preset advisory, .srcdiff.toml, paths opinion/**"
    )


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("", "off"),
        ("require_correction_note = false", "off"),
        ("require_correction_note = true", "fail"),
        ("preset = 'strict'\nrequire_correction_note = false", "off"),
        ("preset = 'advisory'\nrequire_correction_note = true", "warn"),
        ("require_correction_note = true\nrules = {silent-edit = 'warn'}", "warn"),
    ],
)
def test_a_correction_note_may_be_required(desk, text, level):
    write(desk, ".srcdiff.toml", f"[check]\n{text}")
    assert configuration("mill.md").policy("mill.md").levels["silent-edit"] == level


PAIRS = """\
[[pairs]]
draft = "drafts/*.docx"
sources = ["wire/{stem}.html", "wire/common.txt"]

[[pairs]]
draft = "drafts/**"
sources = ["agency/{stem}-*.txt", "../archive/*.txt"]
"""


def test_sources_by_pattern(desk):
    write(desk, ".srcdiff.toml", PAIRS)
    for name in ("wire/mill.html", "wire/other.html", "agency/mill-1.txt"):
        write(desk, name, "x")
    write(desk.parent, "archive/old.txt", "x")
    wire = [str(Path("wire", name)) for name in ("mill.html", "common.txt")]
    rest = [str(Path("agency", "mill-1.txt")), str(Path("..", "archive", "old.txt"))]

    def sources(path):
        return list(configuration(path).policy(path).sources)

    assert sources("drafts/mill.docx") == [*wire, *rest]
    assert sources("drafts/deep/mill.docx") == rest
    # What has no pattern must be there; what has one names what is.
    assert sources("drafts/new.docx") == [wire[1], rest[1]]
    assert sources("mill.docx") == []


def test_a_stem_is_no_pattern(desk):
    write(desk, ".srcdiff.toml", PAIRS)
    write(desk, "wire/mill.html", "x")
    path = "drafts/[m]*ll.docx"
    sources = configuration(path).policy(path).sources
    assert str(Path("wire", "mill.html")) not in sources


def test_the_policy_of_the_readme_makes_sense(desk):
    readme = Path(__file__).parents[1] / "README.md"
    block = readme.read_text("utf-8").split("<!-- policy -->")[1].split("```")[1]
    write(desk, ".srcdiff.toml", block.removeprefix("toml\n"))
    policy = configuration("opinion/mill.md").policy("opinion/mill.md")
    levels = policy.levels
    assert levels["quote-altered"] == "fail"
    assert levels["number-conflict"] == "warn"


# The command line.


def run(*arguments, **environment):
    done = subprocess.run(
        [sys.executable, "-m", "srcdiff", *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "XDG_CONFIG_HOME": os.devnull, **environment},
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_what_goes_before_what(desk):
    write(desk, ".srcdiff.toml", "width = 90")
    write(desk, "a.txt", "x")
    for given, environment, expected in (
        ((), {}, "width = 90  # .srcdiff.toml"),
        ((), {"SRCDIFF_WIDTH": "80"}, "width = 80  # SRCDIFF_WIDTH"),
        (("--width", "70"), {"SRCDIFF_WIDTH": "80"}, "width = 70  # --width"),
        (("--no-config",), {}, "# width is not set"),
        ((), {"SRCDIFF_NO_CONFIG": "1"}, "# width is not set"),
    ):
        status, out, errors = run("--print-config", "a.txt", *given, **environment)
        assert (status, errors) == (0, "")
        assert expected in out.splitlines()


def test_two_articles_with_different_files_have_that_of_the_current_folder(desk):
    write(desk, ".srcdiff.toml", "width = 90")
    write(desk, "old/.srcdiff.toml", "width = 70")
    for pair, width in (
        (("old/a.txt", "old/b.txt"), "width = 70  # old/.srcdiff.toml"),
        (("old/a.txt", "-"), "width = 70  # old/.srcdiff.toml"),
        (("old/a.txt", "b.txt"), "width = 90  # .srcdiff.toml"),
        (("b.txt", "old/a.txt"), "width = 90  # .srcdiff.toml"),
    ):
        _, out, _ = run("--print-config", *pair)
        assert width in out.splitlines(), pair


@pytest.mark.parametrize("command", [(), ("check",), ("explain",), ("render",)])
def test_what_is_printed_can_be_a_configuration(desk, command):
    status, out, _ = run(*command, "--print-config")
    assert status == 0
    write(desk, "pyproject.toml", out)
    assert tomllib.loads(out)["tool"]["srcdiff"]["color"] == "auto"
    assert run(*command, "--print-config", "--config", "pyproject.toml")[0] == 0


def test_the_policy_is_printed_for_a_draft(desk):
    write(desk, ".srcdiff.toml", POLICY)
    status, out, _ = run(
        *("check", "--print-config", "opinion/mill.md"),
        *("--fail-on", "copied,omitted"),
    )
    assert status == 0
    lines = out.splitlines()
    assert 'copied = "fail"  # --fail-on and --warn-on' in lines
    assert "copied_words = 30  # .srcdiff.toml, paths opinion/**" in lines
    assert (
        'unsupported = "off"  # preset advisory, .srcdiff.toml, paths opinion/**'
        in lines
    )


def test_a_bad_file_is_one_line_and_no_reason_to_keep_help_back(desk):
    write(desk, ".srcdiff.toml", "widht = 1")
    write(desk, "a.txt", "x")
    expected = "srcdiff: .srcdiff.toml: no key 'widht'; did you mean 'width'?\n"
    assert run("a.txt", "b.txt") == (2, "", expected)
    assert run("--help")[0] == 0
    assert run("--version")[0] == 0


def test_a_report_takes_its_options_from_the_file(desk):
    write(desk, ".srcdiff.toml", 'format = "markdown"\nencoder = "static"')
    write(desk, "a.txt", "The mill burned down on Friday.\n")
    write(desk, "b.txt", "On Friday the mill burned down.\n")
    status, out, _ = run("a.txt", "b.txt")
    assert status == 0
    assert out.startswith("#")
    assert "encoder=static" in out
