"""How each model of the scorer is fitted, and written down as plain numbers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scorer_data import Item
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from srcdiff.align.context import CONTEXT, LINKABLE, PLAUSIBLE, context, steadied
from srcdiff.align.evidence import names
from srcdiff.align.scorer import Logistic, Trees
from srcdiff.align.surroundings import SURROUNDINGS
from srcdiff.diff.edits import equal_share
from srcdiff.diff.only import word_features, word_names


class Boosting(NamedTuple):
    """How trees are boosted."""

    trees: int
    depth: int
    rate: float


LINKS = Boosting(200, 3, 0.05)
WORDS = Boosting(200, 4, 0.1)
"""How other numbers come out stands in ``README.md``."""

MONOTONE = {
    "lengths": 0,
    "names": 0,
    "distance": -1,
    **dict.fromkeys(SURROUNDINGS, 0),
    "paragraphs": 1,
}
"""Which way a feature may move the probability: up unless said otherwise.  It
costs no accuracy and rules out surprises where there were few examples."""

Words = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Features of words, whether a person marked them, and how many letters they have."""


@dataclass
class Seen:
    """A pair of articles as the trees see it."""

    item: Item
    x: np.ndarray
    """Features of its plausible pairs of sentences."""
    keep: np.ndarray
    """For each candidate: it is plausible."""


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray, names: Sequence[str]) -> dict:
    """Fit a logistic model and fold the scaling of its features into it."""
    scaler = StandardScaler().fit(x)
    model = LogisticRegression(C=1.0, max_iter=1000)
    model.fit(scaler.transform(x), y, sample_weight=weight)
    weights = model.coef_[0] / scaler.scale_
    intercept = float(model.intercept_[0] - (weights * scaler.mean_).sum())
    return {
        "intercept": round(intercept, 5),
        "weights": {n: round(float(w), 5) for n, w in zip(names, weights, strict=True)},
    }


def fit_trees(  # noqa: PLR0913, PLR0917 -- two fits share it
    x: np.ndarray,
    y: np.ndarray,
    weight: np.ndarray,
    names: Sequence[str],
    monotone: Sequence[int] | None = None,
    boosting: Boosting = LINKS,
) -> dict:
    """Fit boosted trees and write them down as plain numbers."""
    model = HistGradientBoostingClassifier(
        max_depth=boosting.depth,
        max_iter=boosting.trees,
        learning_rate=boosting.rate,
        min_samples_leaf=40,
        l2_regularization=1.0,
        early_stopping=False,
        monotonic_cst=monotone,
        random_state=0,
    )
    model.fit(x, y, sample_weight=weight)
    trees = [
        [
            [round(float(node["value"]), 5)]
            if node["is_leaf"]
            else [
                names[node["feature_idx"]],
                round(float(node["num_threshold"]), 6),
                int(node["left"]),
                int(node["right"]),
            ]
            for node in stage[0].nodes
        ]
        for stage in model._predictors
    ]
    start = float(np.ravel(model._baseline_prediction)[0])
    return {"start": round(start, 5), "depth": boosting.depth, "trees": trees}


def fit_evidence(items: Sequence[Item]) -> dict:
    """Fit the model of two sentences by themselves.

    Bundles teach context only: here they would drown the links among millions of
    strangers.
    """
    single = [i for i in items if "+" not in i.pair.name]
    return fit(
        np.concatenate([i.scored.evidence[i.used] for i in single]),
        np.concatenate([i.linked[i.used] for i in single]),
        np.concatenate([np.full(i.used.sum(), i.weight) for i in single]),
        names(items[0].encoder.weights),
    )


def see(item: Item, evidence: dict) -> Seen:
    """Return the features of the plausible pairs, by a model of evidence."""
    s = item.scored
    model = Logistic.load(evidence, names(item.encoder.weights))
    score = np.round(model.log_odds(s.evidence), 6)
    around = context(s, score)
    keep = score >= PLAUSIBLE
    return Seen(item, np.concatenate([s.evidence, around], axis=1)[keep], keep)


def fit_context(seen: Sequence[Seen], without: Collection[str] = ()) -> dict:
    """Fit the trees that weigh a pair among all others, without some features."""
    xs, ys, ws = [], [], []
    for one in seen:
        used = one.item.used[one.keep]
        xs.append(one.x[used])
        ys.append(one.item.linked[one.keep][used])
        ws.append(np.full(used.sum(), one.item.weight))
    every = names(seen[0].item.encoder.weights) + CONTEXT
    x = np.concatenate(xs)
    x[:, [every.index(name) for name in without]] = 0
    monotone = [MONOTONE.get(name, 1) for name in every]
    return fit_trees(x, np.concatenate(ys), np.concatenate(ws), every, monotone)


def probability(seen: Seen, trees: dict) -> np.ndarray:
    """Return the probability of each candidate by trees fitted elsewhere."""
    every = names(seen.item.encoder.weights) + CONTEXT
    score = seen.x[:, every.index("score")]
    among = Trees.load(trees, every).log_odds(seen.x)
    odds = steadied(seen.item.scored, score, among)
    linkable = score >= LINKABLE
    out = np.zeros(len(seen.keep))
    out[seen.keep] = linkable / (1 + np.exp(-odds))
    return out


def word_data(items: Item) -> Words:
    """Return what is known of the words of sentences that a person linked."""
    s, pair = items.scored, items.pair
    place = [{row: at for at, row in enumerate(r)} for r in (s.rows_a, s.rows_b)]
    here = np.array([place[0][i] for i, _ in pair.relation], np.int64)
    there = np.array([place[1][j] for _, j in pair.relation], np.int64)
    xs, ys, ns = [], [], []
    both = word_features(s, here, there)
    for x, words, linked, doc, marks in (
        (both[0], s.words_a, here, pair.a, pair.only_a),
        (both[1], s.words_b, there, pair.b, pair.only_b),
    ):
        letters = np.zeros(len(doc.text) + 1, bool)
        for _, span in marks:
            letters[span.start : span.end] = True
        tokens = [doc.tokens[t] for t in words.tokens.tolist()]
        y = np.array([letters[t.start] for t in tokens], bool)
        n = np.array([t.end - t.start for t in tokens])
        keep = np.isin(words.owners(), linked)
        xs.append(x[keep])
        ys.append(y[keep])
        ns.append(n[keep])
    return np.concatenate(xs), np.concatenate(ys), np.concatenate(ns)


def fit_words(
    data: Sequence[Words], encoder: str, without: Collection[str] = ()
) -> dict:
    """Fit the model of words, without some features; a word counts by its letters."""
    x, y, n = (np.concatenate(part) for part in zip(*data, strict=True))
    seen = word_names(encoder)
    x[:, [seen.index(name) for name in without]] = 0
    return fit_trees(x, y, n.astype(float), seen, boosting=WORDS)


def edited_threshold(items: Sequence[Item]) -> float:
    """Return the share of equal tokens that best tells edited from paraphrase."""
    seen = []
    for i in items:
        for key, relation in i.pair.relation.items():
            if relation in ("edited", "paraphrase"):
                a, b = i.pair.a, i.pair.b
                seen.append((equal_share(a, b, key), relation == "edited"))
    grid = np.round(np.arange(0.1, 0.95, 0.01), 2)
    right = [sum((share >= t) == edited for share, edited in seen) for t in grid]
    best = np.flatnonzero(np.array(right) == max(right))
    return float(grid[best[len(best) // 2]])
