"""A saved report is read back whole, and never on trust."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srcdiff.errors import InputError
from srcdiff.model import Comparison
from srcdiff.report import RENDERERS, Look, load
from srcdiff.report.saved import comparison_of

LOOKS = [
    Look(width=120, colour=True, show=frozenset({"facts", "overlap", "only-a"})),
    Look(width=60, context=None),
]


@pytest.mark.parametrize("form", RENDERERS)
@pytest.mark.parametrize("look", LOOKS, ids=["wide", "narrow"])
@pytest.mark.parametrize("name", ["comparison", "disputed", "revised"])
def test_every_report_of_it_is_the_same(form, look, name, request):
    found: Comparison = request.getfixturevalue(name)
    saved = load("json")(found, Look()).encode("utf-8")
    again = comparison_of(saved, "saved.json")
    assert load(form)(again, look) == load(form)(found, look)


@pytest.mark.parametrize("form", RENDERERS)
def test_places_are_counted_in_the_unit_of_the_article(
    form: str, comparison: Comparison
):
    paged = replace(comparison, b=replace(comparison.b, unit="page"))
    saved = load("json")(paged, Look()).encode("utf-8")
    text = load(form)(comparison_of(saved, "saved.json"), Look())
    assert text == load(form)(paged, Look())
    assert '"unit": "page"' in text if form == "json" else "page 5" in text
    assert "line 5" in text or form == "json"


WRONG: list[tuple[str, list[Any], Any]] = [
    ("no-title", ["a", "title"], 3),
    ("text-is-a-list", ["b", "text"], ["x"]),
    ("sentence-too-long", ["a", "sentences", 3, "end"], 10**9),
    ("sentence-backwards", ["a", "sentences", 3, "end"], 0),
    ("negative", ["a", "sentences", 0, "start"], -1),
    ("true-is-no-count", ["a", "sentences", 0, "line"], True),
    ("unknown-unit", ["b", "unit"], "verse"),
    ("unknown-kind", ["a", "sentences", 0, "kind"], "poem"),
    ("paragraphs-out-of-order", ["a", "sentences", 0, "paragraph"], 2),
    ("no-such-paragraph", ["a", "sentences", 9, "paragraph"], 99),
    ("overlapping", ["a", "sentences", 1, "end"], 100),
    ("unknown-relation", ["links", 0, "relation"], "enemy"),
    ("no-such-sentence", ["links", 0, "b"], 99),
    ("a-heading-linked", ["links", 0, "a"], 0),
    ("sure-beyond-certainty", ["links", 0, "similarity"], 1.5),
    ("moved-maybe", ["links", 0, "moved"], "maybe"),
    ("a-range-of-three", ["links", 0, "edits", 0, "a"], [1, 2, 3]),
    ("not-a-number", ["summary", "a_in_b"], float("nan")),
    ("unknown-verdict", ["facts", 0, "verdict"], "perhaps"),
    ("no-such-paragraph-linked", ["paragraph_links", 0, "a"], 99),
    ("a-limit-of-numbers", ["limits"], [1]),
    ("only-as-a-list", ["only"], []),
    ("links-as-a-table", ["links"], {}),
    ("a-link-of-text", ["links", 0], "a1 b2"),
]


@pytest.mark.parametrize(
    ("path", "value"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG]
)
def test_a_damaged_report_is_refused_in_one_line(comparison, path, value):
    report = json.loads(load("json")(comparison, Look()))
    inside = report
    for key in path[:-1]:
        inside = inside[key]
    inside[path[-1]] = value
    with pytest.raises(InputError, match=r"^saved.json: .*; give a file written by"):
        comparison_of(json.dumps(report).encode(), "saved.json")


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every value in a report."""
    items: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value[:3]))
    return [path, *(p for key, item in items for p in places(item, (*path, key)))]


@given(st.data())
def test_no_damage_is_a_traceback(comparison: Comparison, data: st.DataObject):
    """Whatever is wrong, it is refused, or every report can be made of it."""
    report = copy.deepcopy(json.loads(load("json")(comparison, Look())))
    path = data.draw(st.sampled_from([p for p in places(report) if p]))
    inside = report
    for key in path[:-1]:
        inside = inside[key]
    if isinstance(inside, dict) and data.draw(st.booleans()):
        del inside[path[-1]]
    else:
        wrong = st.sampled_from([None, -1, 0, 5, 10**12, 0.5, "", "a", [], {}, True])
        inside[path[-1]] = data.draw(wrong)
    try:
        found = comparison_of(json.dumps(report).encode(), "saved.json")
    except InputError:
        return
    for form in RENDERERS:
        assert load(form)(found, Look())
