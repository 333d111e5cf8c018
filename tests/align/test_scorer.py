"""The models walk as they are written, and their weights fit the features."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from srcdiff.align.context import CONTEXT
from srcdiff.align.evidence import names
from srcdiff.align.scorer import _FEW, _ROWS, Logistic, Trees, load, weights_file

NAMES = ("one", "two", "three")
values = st.floats(-4, 4, width=32)


def depth(tree: list[list[Any]], at: int = 0) -> int:
    node = tree[at]
    if len(node) == 1:
        return 0
    return 1 + max(depth(tree, node[2]), depth(tree, node[3]))


@st.composite
def trees(draw: st.DrawFn) -> dict[str, Any]:
    """Boosted trees as scorer.json has them: node, then its left, then its right."""

    def grow(tree: list[list[Any]], levels: int) -> int:
        at = len(tree)
        if not levels or draw(st.booleans()):
            tree.append([draw(values)])
            return at
        tree.append([draw(st.sampled_from(NAMES)), draw(values), 0, 0])
        tree[at][2] = grow(tree, levels - 1)
        tree[at][3] = grow(tree, levels - 1)
        return at

    found: list[list[list[Any]]] = []
    for _ in range(draw(st.integers(1, 4))):
        found.append([])
        grow(found[-1], 3)
    return {"start": draw(values), "trees": found, "depth": max(map(depth, found))}


def walked(data: dict[str, Any], row: dict[str, float]) -> float:
    """Walk each tree node by node."""
    total = 0.0
    for tree in data["trees"]:
        node = tree[0]
        while len(node) > 1:
            name, threshold, left, right = node
            node = tree[left if row[name] <= threshold else right]
        total += node[0]
    return data["start"] + total


def both_ways(data: dict[str, Any], rows: NDArray[np.float32]) -> list[float]:
    """Return the log-odds of some rows, the same whether they are few or many."""
    trees = Trees.load(data, NAMES)
    few: list[float] = trees.log_odds(rows).tolist()
    many = trees.log_odds(np.tile(rows, (_FEW + 1, 1))).tolist()
    assert many == few * (_FEW + 1)
    return few


@given(trees(), st.lists(st.tuples(values, values, values), min_size=1, max_size=6))
def test_trees_are_walked_node_by_node(
    data: dict[str, Any], rows: list[tuple[float, ...]]
) -> None:
    found = both_ways(data, np.array(rows, np.float32))
    wanted = [walked(data, dict(zip(NAMES, row, strict=True))) for row in rows]
    assert found == pytest.approx(wanted, abs=1e-9)


@pytest.mark.parametrize("threshold", [0.1, 1 / 3, 0.5, -0.7, 1e-50, -1e-50])
def test_a_threshold_parts_the_numbers_next_to_it(threshold: float) -> None:
    near = np.float32(threshold)
    beside = [np.nextafter(near, np.float32(end)) for end in (-9, 9)]
    data = {"start": 0, "depth": 1, "trees": [[["one", threshold, 1, 2], [1.0], [2.0]]]}
    rows = np.array([[x, 0, 0] for x in (near, *beside)], np.float32)
    wanted = [1.0 if float(x) <= threshold else 2.0 for x in rows[:, 0]]
    assert both_ways(data, rows) == wanted


def test_more_rows_than_are_walked_at_a_time() -> None:
    data = {"start": 0.5, "depth": 1, "trees": [[["two", 0.0, 1, 2], [-1.0], [1.0]]]}
    rows = np.zeros((_ROWS + 3, 3), np.float32)
    rows[-2:, 1] = 1
    found = Trees.load(data, NAMES).log_odds(rows)
    assert found.tolist() == [-0.5] * (_ROWS + 1) + [1.5, 1.5]


def test_no_rows_have_no_odds() -> None:
    data = {"start": 0.5, "depth": 0, "trees": [[[1.0]]]}
    assert len(Trees.load(data, NAMES).log_odds(np.zeros((0, 3), np.float32))) == 0


@given(st.lists(st.tuples(values, values, values), min_size=1, max_size=6))
def test_a_logistic_model_adds_weighted_features(rows: list[tuple[float, ...]]) -> None:
    model = Logistic.load(
        {"intercept": 0.25, "weights": {"three": 3.0, "one": 1.0, "two": -2.0}}, NAMES
    )
    found = model.log_odds(np.array(rows, np.float32))
    wanted = [0.25 + x - 2 * y + 3 * z for x, y, z in rows]
    assert found.tolist() == pytest.approx(wanted)


@pytest.mark.parametrize("encoder", ["static", "contextual"])
def test_every_encoder_has_weights_for_every_feature(encoder: str) -> None:
    data = json.loads(weights_file())[encoder]
    assert set(data["evidence"]["weights"]) == set(names(encoder))
    for name in ("context", "word"):
        for tree in data[name]["trees"]:
            assert depth(tree) <= data[name]["depth"]
    assert {node[0] for tree in data["context"]["trees"] for node in tree[:1]} <= {
        *names(encoder),
        *CONTEXT,
    }
    scorer = load(encoder)
    assert 0 < scorer.link < 1
    assert 0 < scorer.word_only < 1
    assert 0 < scorer.edited < 1
