"""The JSON report keeps to its schema and gives the same values back."""

from __future__ import annotations

import dataclasses
import json
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator

from srcdiff.model import Comparison
from srcdiff.report import Look, load

render = load("json")


@pytest.fixture(scope="module")
def validator():
    text = files("srcdiff.report").joinpath("schema-1.json").read_text("utf-8")
    Draft202012Validator.check_schema(json.loads(text))
    return Draft202012Validator(json.loads(text))


def test_keeps_to_the_schema(comparison: Comparison, validator):
    validator.validate(json.loads(render(comparison, Look())))


def test_unknown_keys_break_the_schema(comparison: Comparison, validator):
    report = json.loads(render(comparison, Look()))
    report["links"][0]["colour"] = "blue"
    assert not validator.is_valid(report)


def test_keys_stand_in_a_fixed_order(comparison: Comparison):
    keys = "schema version signature a b paragraph_links links only facts conflicts"
    report = json.loads(render(comparison, Look()))
    assert list(report) == [*keys.split(), "summary", "limits"]
    assert render(comparison, Look()) == render(comparison, Look(width=200))


def test_offsets_quote_the_text(comparison: Comparison):
    report = json.loads(render(comparison, Look()))
    conflict = report["conflicts"][0]
    for side, words in (("a", "17"), ("b", "Three dozen")):
        passage = conflict[side]
        assert report[side]["text"][passage["start"] : passage["end"]] == words
        sentence = report[side]["sentences"][passage["sentence"]]
        assert sentence["start"] <= passage["start"] < sentence["end"]


def test_similarity_has_four_places(comparison: Comparison):
    report = json.loads(render(comparison, Look()))
    found = [link["similarity"] for link in report["links"]]
    assert found == [0.9877, 0.91, 0.8333, 1.0, 0.78, 0.74]
    assert report["summary"]["a_in_b"] == 0.618


def test_facts_may_lack_a_side(comparison: Comparison):
    report = json.loads(render(comparison, Look()))
    assert [fact["b"] and fact["b"]["value"] for fact in report["facts"]] == [
        "36",
        None,
    ]


def test_letters_are_written_as_they_are(comparison: Comparison):
    text = render(comparison, Look())
    assert "北京市民" in text
    assert text.endswith("}\n")


def test_lone_surrogates_can_be_encoded(comparison: Comparison):
    odd = dataclasses.replace(comparison, limits=("half a pair: \ud83d",))
    text = render(odd, Look())
    text.encode("utf-8")
    assert json.loads(text)["limits"] == ["half a pair: \ud83d"]
