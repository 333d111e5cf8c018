"""``srcdiff explain``: why two sentences are linked, or why not.

What the answer must be for a small pair stands in ``report/explain-*.txt``.  After a
change that is meant to show, write them anew and read the difference:

    python tests/test_explain.py --write
"""

from __future__ import annotations

import json
import math
import re
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from making import article, paragraphs

import srcdiff
from srcdiff import Document, Explanation, Settings, SettingsError, compare, explain
from srcdiff.align.context import CONTEXT
from srcdiff.align.evidence import names
from srcdiff.align.explain import tree_pulls
from srcdiff.align.scorer import Trees
from srcdiff.cli import run
from srcdiff.model import Block, Extract, Span
from srcdiff.report import Look, evidence, explain_json
from srcdiff.report import explain as text
from srcdiff.text.document import document

GOLDEN = Path(__file__).parent / "report"

FERRY = """\
Ferry aground

The ferry Solveig ran aground off Brekke on Sunday. All 212 passengers were brought
ashore in lifeboats, the coast guard said. Divers will look at the hull today.

The company apologised. It has owned the ship since 1998.
"""
PORT = """\
Nobody was hurt. The coast guard said that all 212 people on board were taken to land
in boats. It has owned the ship since 1998.

On Sunday the Solveig struck a reef near Brekke. A tug is on its way from Tromso.
"""
CASES = {
    "linked": ("a2", Look(width=80)),
    "alone": ("b4", Look(width=60)),
    "pair": ("a1:b3", Look(width=100, colour=True)),
}
SEEDS = Path(__file__).parents[1] / "seeds"


@cache
def ferry() -> tuple[Document, Document]:
    return article(FERRY, "ferry.txt"), article(PORT, "port.txt")


def answer(name: str) -> str:
    where, look = CASES[name]
    found = explain(*ferry(), where, Settings(encoder="static"))
    return text.render(found, look)


@pytest.fixture(scope="module")
def seeds() -> tuple[Document, Document]:
    return srcdiff.read(SEEDS / "a.txt"), srcdiff.read(SEEDS / "b.txt")


@pytest.fixture(scope="module")
def explained(seeds: tuple[Document, Document]) -> dict[int, Explanation]:
    """Explanations of every sentence of the sample pair's first article."""
    return {index: explain(*seeds, f"a{index}") for index in seeds[0].aligned()}


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    Path("a.txt").write_text(FERRY, "utf-8")
    Path("b.txt").write_text(PORT, "utf-8")
    return tmp_path


def inert(answer: str) -> bool:
    """Tell whether nothing in an answer steers a terminal, but for its colours."""
    bare = re.sub(r"\x1b\[[0-9;]*m", "", answer)
    return not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", bare)


@pytest.mark.parametrize("name", CASES)
def test_answers_are_as_written(name: str) -> None:
    golden = (GOLDEN / f"explain-{name}.txt").read_text("utf-8")
    assert answer(name) == golden, "see the top of test_explain.py"


def test_every_feature_has_its_words_and_no_other() -> None:
    assert list(evidence.FEATURES) != []
    assert set(evidence.FEATURES) == {*names("contextual"), *CONTEXT}
    assert {words.group for words in evidence.FEATURES.values()} == {*evidence.GROUPS}
    labels = [words.label for words in evidence.FEATURES.values()]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("value", [-10.0, -1.0, 0.0, 0.33, 1.0, 10.0])
@pytest.mark.parametrize("name", [*names("contextual"), *CONTEXT])
def test_a_feature_is_said_whatever_its_value(name: str, value: float) -> None:
    assert evidence.FEATURES[name].said(value).isprintable()


def test_explanations_say_what_the_comparison_did(
    seeds: tuple[Document, Document], explained: dict[int, Explanation]
) -> None:
    """Same links with the same similarity, and pulls that add up to it."""
    comparison = compare(*seeds)
    wanted = {(link.a, link.b): link for link in comparison.links}
    seen = set()
    for index, found in explained.items():
        for pair in found.pairs:
            key = pair.a, pair.b
            assert pair.linked == (key in wanted)
            if pair.linked:
                seen.add(key)
                assert pair.similarity == wanted[key].similarity
                assert wanted[key] in found.links
            assert pair.average is not None
            alone, end = pair.average
            alone += sum(feature.alone or 0 for feature in pair.features)
            end += sum(feature.pull or 0 for feature in pair.features)
            assert evidence.chance(alone) == pytest.approx(pair.alone, abs=1e-3)
            if pair.verdict in ("linked", "below"):
                assert evidence.chance(end) == pytest.approx(pair.similarity, abs=1e-3)
                assert pair.linked == (pair.similarity >= found.threshold)
        only = [p.span for p in comparison.only_a if p.sentence == index]
        assert [passage.span for passage in found.marked] == only
    assert seen == set(wanted)


def test_words_are_matched_as_the_marks_were_made(
    explained: dict[int, Explanation],
) -> None:
    """The likeliest partners of a sentence's words are those that ``only`` went by."""
    seen = 0
    for found in explained.values():
        best: dict[Span, float] = {}
        for pair in found.pairs:
            for word in pair.words.a if pair.linked else ():
                best[word.span] = max(word.chance, best.get(word.span, 0.0))
                assert (word.partner is not None) == (word.chance >= found.partner_from)
        for passage in found.marked if best else ():
            for marked in passage.words:
                assert marked.linked == best[marked.span]
                seen += 1
    assert seen > 20


def test_of_two_words_alike_the_one_in_the_same_place_is_the_partner() -> None:
    """By its type alone "crew" meets either "crew"."""
    a = paragraphs("The crew of the tug met the crew of the barge.")
    b = paragraphs("The tug's crew met the crew of the barge.")
    (pair,) = explain(a, b, "a0:b0").pairs
    text_a, text_b = a.text, b.text
    partners = [
        text_b.find("crew", word.partner.start)
        for word in pair.words.a
        if word.span.of(text_a) == "crew" and word.partner is not None
    ]
    assert partners == [text_b.index("crew"), text_b.rindex("crew")]


def test_two_different_numbers_are_no_partners() -> None:
    a = paragraphs("The fire killed 17 people in Velm.")
    b = paragraphs("The fire killed 36 people in Velm.")
    (pair,) = explain(a, b, "a0:b0").pairs
    found = {word.span.of(a.text): word for word in pair.words.a}
    assert found["17"].partner is None
    assert found["17"].chance == 0
    assert found["killed"].same


def test_shares_of_words_are_those_that_were_weighed(
    explained: dict[int, Explanation],
) -> None:
    for found in explained.values():
        for pair in found.pairs:
            value = {feature.name: feature.value for feature in pair.features}
            least, most = sorted(pair.covered)
            assert least == pytest.approx(value["covered_least"], abs=1e-3)
            assert most == pytest.approx(value["covered_most"], abs=1e-3)
            ranks = [1 / s.rank for s in pair.standing if s is not None]
            assert min(ranks) == pytest.approx(value["row_rank"], abs=1e-3)
            assert max(ranks) == pytest.approx(value["column_rank"], abs=1e-3)


def test_the_pulls_of_a_tree_are_the_steps_of_its_expected_value() -> None:
    """One tree, worked out by hand: 0 asks first, then 1 on its left."""
    trees = Trees.load(
        {
            "start": 0.5,
            "depth": 2,
            "trees": [[["x", 0.0, 1, 2], ["y", 0.0, 3, 4], [4.0], [-2.0], [0.0]]],
        },
        ("x", "y"),
    )
    rows = np.array([[-1, -1], [-1, 1], [1, -1], [1, 1]], np.float32)
    # Leaves: -2, 0, 4, 4.  Mean 1.5; to the left -1, to the right 4.
    assert tree_pulls(trees, rows, 0) == (2.0, [-2.5, -1.0])
    assert tree_pulls(trees, rows, 1) == (2.0, [-2.5, 1.0])
    assert tree_pulls(trees, rows, 2) == (2.0, [2.5, 0.0])
    for at, total in enumerate(trees.log_odds(rows).tolist()):
        mean, pulls = tree_pulls(trees, rows, at)
        assert mean + sum(pulls) == total


def turned(where: str) -> str:
    return where.translate(str.maketrans("ab", "ba"))


@pytest.mark.parametrize("where", ["a2", "b1", "a1:b3", "a3", "b2", "a5:b2", "a0"])
def test_exchanging_the_articles_mirrors_the_explanation(where: str) -> None:
    a, b = ferry()
    one, other = explain(a, b, where), explain(b, a, turned(where))
    assert one.asked == other.asked.turned()
    assert one.pairs == tuple(pair.mirrored() for pair in other.pairs)
    assert one.marked == other.marked
    assert [(k.a, k.b, k.similarity) for k in one.links] == [
        (k.b, k.a, k.similarity) for k in other.links
    ]


@pytest.mark.parametrize("where", ["b2:a5", "B2:A5", " a5 : b2 "])
def test_a_pair_can_be_named_either_way(where: str) -> None:
    assert explain(*ferry(), where) == explain(*ferry(), "a5:b2")


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("a6", "there is no sentence a6: a0 to a5, b0 to b4"),
        ("b5", "there is no sentence b5: a0 to a5, b0 to b4"),
        ("a1:b9", "there is no sentence b9: a0 to a5, b0 to b4"),
        ("", "'' names no sentence"),
        ("a", "'a' names no sentence"),
        ("9", "'9' names no sentence"),
        ("c1", "'c1' names no sentence"),
        ("a-1", "'a-1' names no sentence"),
        ("a1:b2:a3", "names no sentence"),
        ("a1:", "names no sentence"),
        ("a1:a2", "names two sentences of one article"),
        ("a\u0661", "names no sentence"),
        ("a" + "9" * 5000, "names no sentence"),
    ],
)
def test_what_names_no_sentence_is_refused(where: str, says: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(says)):
        explain(*ferry(), where)


def verdict(a: Document, b: Document, where: str, settings: Settings) -> str:
    (pair,) = explain(a, b, where, settings).pairs
    return pair.verdict


def test_each_verdict_has_its_reason() -> None:
    a, b = ferry()
    most = Settings()
    assert verdict(a, b, "a5:b2", most) == "same words"
    assert verdict(a, b, "a2:b1", most) == "linked"
    assert verdict(a, b, "a4:b2", most) == "taken"
    assert verdict(a, b, "a3:b1", most) in ("below", "hopeless")
    few = Settings(candidates=1)
    cut = {
        (i, j): verdict(a, b, f"a{i}:b{j}", few)
        for i in a.aligned()
        for j in b.aligned()
    }
    assert "no candidate" in cut.values()
    for i, j in cut:
        found = explain(a, b, f"a{i}:b{j}", few)
        assert "similarity None" not in text.render(found, Look())
        json.loads(explain_json.render(found, Look()))


def headline(words: str) -> Document:
    """Return an article that is a heading and nothing else."""
    block = Block(Span(0, len(words)), "heading", 1)
    return document(Extract(words, (block,)), name="headline.txt")


FERRIES = ferry()
MARKS = paragraphs("* * *", "The ferry ran aground.")


@pytest.mark.parametrize(
    ("a", "b", "where", "says"),
    [
        (*FERRIES, "a0", "a0 is not compared: headings take part in no link."),
        (*FERRIES, "a0:b1", "headings take part in no link."),
        (MARKS, FERRIES[1], "a0", "a0 is not compared: it has no words."),
        (FERRIES[1], MARKS, "a1:b0", "b0 is not compared: it has no words."),
        (FERRIES[0], headline("Ferry aground"), "a2", "no counterpart in B"),
        (FERRIES[0], headline("Ferry aground"), "b0", "headings take part in no link"),
        (paragraphs("It was."), paragraphs("So it is."), "a0", "no counterpart in B"),
        (paragraphs("漢字。"), paragraphs("かな。"), "a0:b0", "not linked"),
    ],
)
def test_what_has_nothing_to_match_is_said(
    a: Document, b: Document, where: str, says: str
) -> None:
    found = explain(a, b, where)
    assert says in text.render(found, Look(width=100))
    json.loads(explain_json.render(found, Look()))


def test_marked_words_say_where_else_they_stand() -> None:
    (passage,) = explain(*ferry(), "a3").marked
    words = {word.span.of(FERRY): word for word in passage.words}
    assert words["Divers"].sentences == () or words["Divers"].elsewhere < 1
    found = explain(
        paragraphs("The mayor spoke.", "A crane fell in Oslo."),
        paragraphs("Sheep graze on hills.", "Oslo has a new harbour."),
        "a1",
    )
    (passage,) = found.marked
    (oslo,) = (w for w in passage.words if w.span.of(found.a.text) == "Oslo")
    assert (oslo.elsewhere, oslo.sentences) == (1, (1,))
    assert "Oslo b1" in text.render(found, Look())


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120])
@pytest.mark.parametrize("where", ["a1", "a2", "a3", "a5", "b4", "a1:b3", "a0"])
def test_no_line_is_wider_than_asked(where: str, width: int) -> None:
    shown = text.render(explain(*ferry(), where), Look(width=width, ascii=True))
    assert shown.isascii()
    assert max(map(len, shown.splitlines())) <= width


def test_colour_changes_nothing_but_colour() -> None:
    found = explain(*ferry(), "a2")
    plain, coloured = (
        text.render(found, Look(colour=colour)) for colour in (False, True)
    )
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


@pytest.mark.parametrize("where", ["a0", "b0", "a0:b0", "a1"])
def test_hostile_text_is_inert(where: str) -> None:
    evil = "The ferry\x1b]0;owned\x07 sank \u202eoff\u202c Brekke\x9b2J on\x00 Sunday."
    a = paragraphs(evil, "Divers\x1b[2J went down.", name="a\x1b[31m\n.txt")
    b = paragraphs("A ferry sank\x1b[2J near \u202eBrekke on Monday.")
    found = explain(a, b, where)
    for look in (Look(), Look(colour=True)):
        assert inert(text.render(found, look))
    data = explain_json.render(found, Look())
    assert not re.search("[\x00-\x09\x0b-\x1f]", data)
    assert json.loads(data)["asked"][0]["text"] in (a.text + b.text)


def test_lone_surrogates_are_written() -> None:
    a, b = paragraphs("A ship \ud800 sank."), paragraphs("The ship went down.")
    explain_json.render(explain(a, b, "a0"), Look()).encode("utf-8")


def data(found: Explanation) -> dict[str, object]:
    loaded: dict[str, object] = json.loads(explain_json.render(found, Look()))
    return loaded


def test_the_data_hold_what_the_text_shows() -> None:
    found = explain(*ferry(), "a2")
    shown = data(found)
    assert shown["schema"] == 1
    assert shown["note"] is None
    assert shown["threshold"] == found.threshold
    assert [asked["address"] for asked in shown["asked"]] == ["a2"]
    best = shown["pairs"][0]
    assert (best["a"], best["b"], best["verdict"]) == (2, 1, "linked")
    assert best["link"]["relation"] in ("paraphrase", "overlap", "edited")
    assert {f["name"] for f in best["features"]} == {*names("static"), *CONTEXT}
    total = best["average"]["pull"] + sum(f["pull"] for f in best["features"])
    assert 1 / (1 + math.exp(-total)) == pytest.approx(best["similarity"], abs=1e-3)
    (number,) = (word for word in best["words"]["a"] if word["kind"] == "number")
    assert number["text"] == number["partner"]["text"] == "212"
    for word in best["words"]["a"]:
        assert found.a.text[word["start"] : word["end"]] == word["text"]
    assert data(explain(*ferry(), "a0"))["note"] is not None


Output = pytest.CaptureFixture[str]


@pytest.mark.usefixtures("files")
def test_the_command_answers(capsys: Output) -> None:
    assert run(["explain", "a.txt", "b.txt", "a2", "--width", "80"]) == 0
    out, errors = capsys.readouterr()
    assert out.startswith("a2  a.txt, line 3\n")
    assert errors == ""
    assert run(["explain", "a.txt", "b.txt", "a2", "--color", "always"]) == 0
    assert "\x1b[" in capsys.readouterr().out


def test_the_command_writes_files(files: Path) -> None:
    arguments = ["explain", "a.txt", "b.txt", "a2", "-f", "json", "-o", "out.json"]
    assert run(arguments) == 0
    assert json.loads((files / "out.json").read_text("utf-8"))["schema"] == 1


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    "arguments",
    [
        ["a.txt", "b.txt", "a99"],
        ["a.txt", "b.txt", "x\x1b[2J"],
        ["a.txt", "b.txt"],
        ["a.txt", "none.txt", "a1"],
        ["a.txt", "a.txt", "a1"],
        ["a.txt", "b.txt", "a1", "-f", "html"],
        ["a.txt", "b.txt", "a1", "-o", "a.txt"],
    ],
)
def test_what_cannot_be_answered_is_one_line(
    arguments: list[str], capsys: Output
) -> None:
    assert run(["explain", *arguments]) == 2
    out, errors = capsys.readouterr()
    assert out == ""
    assert errors.count("\n") == 1
    assert inert(errors)


def write() -> None:
    """Write the answers anew."""
    for name in CASES:
        (GOLDEN / f"explain-{name}.txt").write_text(answer(name), "utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/test_explain.py --write")
    write()
