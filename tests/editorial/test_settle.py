"""The desk's memory: keys, the baseline, comments in drafts."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from findings import HERE, THERE, finding, on_disk, read

from srcdiff.editorial.baseline import NAME, Baseline, entry_of, load, path_for
from srcdiff.editorial.finding import Finding, Problem, Review, Settled
from srcdiff.editorial.fingerprint import fingerprints
from srcdiff.editorial.ignore import comments
from srcdiff.editorial.places import Places
from srcdiff.editorial.settle import settle, told
from srcdiff.errors import InputError

DECISION = Settled("accepted", "The police corrected it.", "Desk")


def key(found: Finding) -> str:
    return fingerprints([found])[0]


# -- keys ----------------------------------------------------------------------

SAME = [
    ("a paragraph above", {"here": f"The mill is old.\n\n{HERE}"}),
    ("another file", {"names": ("drafts/new.md", "agency/wire.md")}),
    ("another reason", {"why": "Otherwise said."}),
    ("another level", {"level": "warn"}),
    ("line ends", {"here": HERE.replace("in the", "in\nthe")}),
    ("capitals", {"there": THERE.replace("police", "Police")}),
    ("quotation marks", {"here": HERE.replace("the mill", "“the mill”")}),
    ("a sentence below", {"there": f"{THERE} It rained."}),
]
OTHER = [
    ("another rule", {"rule": "date-conflict"}),
    ("a word of the draft", {"here": HERE.replace("fire", "blaze")}),
    ("a word of the source", {"there": THERE.replace("said", "say")}),
    ("another figure of the sentence", {"words": ("mill", "three dozen")}),
    ("nothing in the source", {"there": None}),
]


@pytest.mark.parametrize("change", [c for _, c in SAME], ids=[n for n, _ in SAME])
def test_a_key_survives(change: dict) -> None:
    assert key(finding(**change)) == key(finding())


@pytest.mark.parametrize("change", [c for _, c in OTHER], ids=[n for n, _ in OTHER])
def test_a_key_changes_with(change: dict) -> None:
    assert key(finding(**change)) != key(finding())


def test_equal_findings_of_a_draft_are_told_apart_by_count() -> None:
    one, other = finding(), finding(names=("other.txt", "wire.txt"))
    first = key(one)
    assert fingerprints([one, other, one]) == (first, first, f"{first}-2")


# -- the file ------------------------------------------------------------------


def remembered(folder: Path, *found: Finding) -> Baseline:
    """Return the baseline of *folder* with these findings accepted."""
    baseline = Baseline(folder / NAME)
    entries = [entry_of(f, key(f), DECISION, baseline) for f in found]
    baseline = baseline.with_entries(entries)
    baseline.path.write_text(baseline.text(), "utf-8")
    return baseline


def test_a_baseline_reads_as_it_was_written(tmp_path: Path) -> None:
    found = [finding(), finding(rule="date-conflict"), finding(there=None)]
    found = [replace(f, draft=str(tmp_path / "ü" / f.draft)) for f in found]
    baseline = remembered(tmp_path, *found)
    assert load(baseline.path) == baseline
    assert [e.key for e in baseline.entries] == sorted(map(key, found))
    assert {e.draft for e in baseline.entries} == {"ü/mill.txt"}
    assert remembered(tmp_path, *reversed(found)).text() == baseline.text()


def test_what_is_written_fits_the_schema(tmp_path: Path) -> None:
    schema = files("srcdiff.editorial").joinpath("baseline-1.json").read_text("utf-8")
    value = json.loads(remembered(tmp_path, finding()).text())
    jsonschema.validate(value, json.loads(schema))
    del value["settled"][0]["reason"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(value, json.loads(schema))


def test_a_newer_decision_replaces_an_older_one(tmp_path: Path) -> None:
    baseline = remembered(tmp_path, finding())
    (entry,) = baseline.entries
    newer = replace(entry, because="wrong", reason="It misreads the dash.")
    assert baseline.with_entries([newer]).entries == (newer,)
    assert baseline.without([entry]).entries == ()


def test_text_in_a_baseline_is_inert(tmp_path: Path) -> None:
    hostile = finding(here=HERE.replace("fire", "fi\u202ere \x1b[2J"))
    text = remembered(tmp_path, hostile).text()
    assert all(char.isprintable() or char == "\n" for char in text)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        ("", "is damaged: it is no JSON"),
        ("<<<<<<< HEAD\n{}", "is damaged: it is no JSON from line 1 on"),
        ("[]", "is damaged: it has no schema"),
        ('{"schema": 2, "settled": []}', "has schema 2, and this srcdiff reads 1"),
        ('{"schema": 1}', "is damaged: `settled` is no list"),
        ('{"schema": 1, "settled": [{}]}', "is damaged: entry 1 of `settled`"),
        ("[" * 200_000, "is damaged: it is no JSON"),
        ("\udcff", "is damaged: it is no JSON"),
    ],
)
def test_a_damaged_baseline_is_refused(
    tmp_path: Path, damage: str, message: str
) -> None:
    file = tmp_path / NAME
    file.write_bytes(damage.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputError) as error:
        load(file)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("field", ["because", "reason", "key", "draft"])
def test_an_entry_must_be_whole(tmp_path: Path, field: str) -> None:
    path = remembered(tmp_path, finding()).path
    value = json.loads(path.read_text("utf-8"))
    value["settled"][0][field] = " " if field == "reason" else 7
    path.write_text(json.dumps(value), "utf-8")
    with pytest.raises(InputError, match="entry 1"):
        load(path)


@pytest.mark.parametrize("mark", [".git", ".srcdiff.toml", NAME])
def test_where_a_baseline_is_kept(tmp_path: Path, mark: str, monkeypatch) -> None:
    (tmp_path / "desk" / "drafts").mkdir(parents=True)
    (tmp_path / "desk" / mark).touch()
    draft = tmp_path / "desk" / "drafts" / "mill.md"
    assert path_for(str(draft)) == tmp_path / "desk" / NAME
    monkeypatch.chdir(tmp_path / "desk")
    assert path_for("drafts/mill.md") == Path(NAME)


# -- settling ------------------------------------------------------------------


def settled(*found: Finding, **options):
    review = Review(tuple(found))
    drafts = [f.draft for f in found]
    return settle(review, drafts, places=Places(), **options)


def test_what_the_baseline_knows_is_settled(tmp_path: Path) -> None:
    known = on_disk(finding(), tmp_path)
    remembered(tmp_path, known)
    other = replace(known, rule="date-conflict")
    review = settled(known, other).review
    assert [f.settled for f in review.findings] == [DECISION, None]
    assert review.status == 1
    assert settled(known).review.status == 0


def test_a_decision_follows_its_draft_but_holds_for_no_other(tmp_path: Path) -> None:
    known = on_disk(finding(), tmp_path)
    remembered(tmp_path, known)
    copy = on_disk(replace(known, draft="copy.txt"), tmp_path)
    (tmp_path / "copy.txt").write_text(HERE)
    assert settled(copy).review.findings[0].settled is None
    Path(known.draft).unlink()
    assert settled(copy).review.findings[0].settled == DECISION


def test_entries_that_nothing_needs_are_stale(tmp_path: Path) -> None:
    known = on_disk(finding(), tmp_path)
    baseline = remembered(tmp_path, known, replace(known, rule="date-conflict"))
    other = next(e for e in baseline.entries if e.rule == "date-conflict")
    assert settled(known).stale == ((baseline, other),)
    assert settled(known, whole=False).stale == ()
    problem = Review((known,), (Problem(known.draft, "no source"),))
    assert settle(problem, [known.draft], places=Places()).stale == ()


def test_a_baseline_that_is_named_holds_for_all(tmp_path: Path) -> None:
    known = on_disk(finding(), tmp_path)
    path = remembered(tmp_path, known).path.rename(tmp_path / "other.json")
    assert settled(known).review.status == 1
    assert settled(known, baseline=path).review.status == 0


def test_settled_findings_are_counted() -> None:
    wrong = replace(finding(), settled=Settled("wrong", "x", ""))
    kept = replace(finding(), settled=DECISION)
    assert told([finding()]) == ""
    assert told([kept, wrong, wrong]) == "3 findings settled: 1 accepted, 2 wrong"
    assert told([kept]) == "1 finding settled: 1 accepted"


# -- comments ------------------------------------------------------------------

REASON = "the police say so"
IGNORE = f"<!-- srcdiff: ignore number-conflict -- {REASON} -->"


def commented(folder: Path, text: str, name: str = "mill.md") -> Review:
    """Return what becomes of a finding in *text*, written to a draft."""
    path = folder / name
    path.write_bytes(text.encode())
    doc = read(str(path), text)
    found = finding(doc.text, names=(str(path), "wire.txt"))
    assert found.here
    start = doc.text.index("17")
    number = max(i for i, s in enumerate(doc.sentences) if s.span.start <= start)
    passage = replace(found.here.passage, sentence=number)
    found = replace(found, here=replace(found.here, document=doc, passage=passage))
    return settled(found).review


FITTING = {
    "above": f"{IGNORE}\n\n{HERE}\n",
    "straight above": f"{IGNORE}\n{HERE}\n",
    "inside": f"{HERE[:20]} {IGNORE} {HERE[20:]}\n",
    "behind": f"{HERE} {IGNORE} It rained.\n",
    "over a heading": f"{IGNORE}\n\n# The mill\n\n{HERE}\n",
    "several": IGNORE.replace("number", "date-conflict, number") + f"\n\n{HERE}\n",
    "several lines": IGNORE.replace(" -- ", "\n  --\n") + f"\n\n{HERE}\n",
    "a long dash": IGNORE.replace(" -- ", " – ") + f"\n\n{HERE}\n",
    "in a list": f"- The mill is old.\n- {HERE} {IGNORE}\n- It rained.\n",
    "Windows": f"The mill is old.\n\n{IGNORE}\n\n{HERE}\n".replace("\n", "\r\n"),
}
NOT_FITTING = {
    "below": f"{HERE}\n\n{IGNORE}\n\nIt rained.\n",
    "a paragraph too early": f"{IGNORE}\n\nThe mill is old.\n\n{HERE}\n",
    "of another rule": IGNORE.replace("number", "date") + f"\n\n{HERE}\n",
    "without a reason": IGNORE.replace(f" -- {REASON}", "") + f"\n\n{HERE}\n",
    "in a listing": f"```html\n{IGNORE}\n```\n\n{HERE}\n",
    "as code": f"`{IGNORE}`\n\n{HERE}\n",
    "in front matter": f"---\na: '{IGNORE}'\n---\n\n{HERE}\n",
}


@pytest.mark.parametrize("text", NOT_FITTING.values(), ids=NOT_FITTING)
def test_comments_that_take_nothing_out(tmp_path: Path, text: str) -> None:
    review = commented(tmp_path, text)
    assert review.findings[0].settled is None
    assert review.status == 1


@pytest.mark.parametrize("text", FITTING.values(), ids=FITTING)
def test_comments_that_take_a_finding_out(tmp_path: Path, text: str) -> None:
    review = commented(tmp_path, text)
    assert review.findings[0].settled == Settled("ignored", REASON, "", inline=True)
    assert (review.notes, review.status) == ((), 0)


def test_a_comment_in_a_web_page(tmp_path: Path) -> None:
    above = "<p>The old mill on the river burned from early on Tuesday on.</p>"
    page = f"<html><body>{above}\n{IGNORE}\n<p>{HERE}</p></body></html>"
    assert commented(tmp_path, page, "mill.html").status == 0


def test_plain_text_has_no_comments(tmp_path: Path) -> None:
    review = commented(tmp_path, f"{IGNORE}\n\n{HERE}\n", "mill.txt")
    assert (review.status, review.notes) == (1, ())


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("ignore number-conflict", "gives no reason"),
        ("ignore number-conflict --", "gives no reason"),
        ("ignore -- so it is", "names no rule"),
        ("ignore", "names no rule"),
        ("ignore numbers-conflict -- so", "did you mean number-conflict?"),
        ("ignore xyz -- so", "unknown rule 'xyz': see docs/rules"),
        ("allow number-conflict -- so", "'allow' to srcdiff, which knows only ignore"),
        ("ignore date-conflict -- so", "is not needed"),
    ],
)
def test_comments_with_something_wrong(
    tmp_path: Path, comment: str, message: str
) -> None:
    text = f"The mill.\n\n<!-- srcdiff: {comment} -->\n\n{HERE}\n"
    (note,) = commented(tmp_path, text).notes
    assert message in note.message
    assert note.line == 3


def test_other_comments_are_none_of_ours(tmp_path: Path) -> None:
    text = f"<!-- TODO: srcdiff -->\n<!-- srcdiff -->\n<!-- x -->\n<!--\n{HERE}"
    (tmp_path / "a.md").write_text(text)
    assert comments(str(tmp_path / "a.md")) == ()


def test_comments_of_a_draft_without_findings_are_told(tmp_path: Path) -> None:
    draft = tmp_path / "mill.md"
    draft.write_text(f"{IGNORE}\n\nThe mill is old.\n")
    asked = {"places": Places()}
    (note,) = settle(Review(), [str(draft)], **asked).review.notes
    assert "not needed" in note.message
    assert settle(Review(), [str(draft)], **asked, whole=False).review.notes == ()
