"""Fit the models that tell when two sentences disagree in a denial or a hedge.

    .venv-train/bin/python benchmarks/train_stance.py

Writes srcdiff/facts/stance/stance.json and prints what the models find on article
pairs that were left out of the fit, one after the other.

Examples are what ``stance_ledger.weigh`` leaves open: a cue on one side alone with its
counterpart, or two opposites.  They are right where a person marked a conflict between
the same two sentences that shares at least one of the two passages.  Data:

* the annotated article pairs, with the links found and with those of the annotators;
* FEVER-symmetric dev (Schuster et al. 2019): a claim and a sentence that refutes or
  supports it.  What is found in a refuted claim counts as right;
* news-synth train (Basch et al. 2026): rewordings of one article, which deny nothing
  of each other.  Hedges are dropped there, so that these say nothing on certainty;
* ``stance_pairs.tsv``: pairs of sentences written for this, by hand.

A weight may only speak for what its feature says it speaks for: what covers more is
never less likely (SIGNS).  With so few examples a free fit learns chance.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from data import Marked, fever_symmetric, gold, news_synth
from fact_data import annotated
from making import linked, paragraphs

from srcdiff import pipeline
from srcdiff.align.encoders import chosen
from srcdiff.facts.known import read_both
from srcdiff.facts.linked import Linked
from srcdiff.facts.stance.candidates import Candidate, StanceKind, weigh
from srcdiff.settings import Settings

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "srcdiff/facts/stance/stance.json"

KINDS: tuple[StanceKind, ...] = ("negation", "certainty")

SIGNS = {
    **dict.fromkeys(("covered", "met", "both", "back", "rumour"), 1),
    **dict.fromkeys(("turned", "relative", "duty", "theirs", "double"), -1),
    **dict.fromkeys(("open", "opinion", "alleged", "verbless"), -1),
    **dict.fromkeys(("more", "less", "linked", "phrase", "speech"), 1),
    "elsewhere": -1,
    **dict.fromkeys(("denied", "refused"), 0),
}
"""1 where a feature can only speak for a conflict, -1 only against, 0 for either."""

PENALTY = 1.0
"""L2 penalty of the weights: 0.5 and 2 gave the same order of the first twenty."""

PRECISION = 0.8
"""Share of right ones on the pairs left out that a threshold must keep."""


class Example(NamedTuple):
    """A candidate and whether it is a conflict."""

    way: str
    group: str
    """The article pair it comes from: left out of the fit as one."""
    gold: bool
    """From sentences of annotated pairs that srcdiff links: on these the thresholds are
    chosen."""
    right: bool
    features: dict[str, float]


def gold_examples() -> Iterator[Example]:
    """Yield the examples of the annotated pairs."""
    for entry in annotated(gold()):
        for pair, choose in ((entry.found, True), (entry.given, False)):
            for kind in KINDS:
                marked = [mark for mark in entry.marked if mark.kind == kind]
                for candidate in weigh(pair, kind).open:
                    right = any(same(pair, candidate, mark) for mark in marked)
                    features = candidate.features
                    yield Example(candidate.way, entry.name, choose, right, features)


def same(pair: Linked, candidate: Candidate, mark: Marked) -> bool:
    """Tell whether a candidate is the conflict that a person marked."""
    here, there = candidate.a, candidate.b
    inside = mark.touched_by(
        pair.a.sentences[here.sentence].span, pair.b.sentences[there.sentence].span
    )
    return inside and (mark.a.touches(here.span) or mark.b.touches(there.span))


def other_examples() -> Iterator[Example]:
    """Yield the examples that no threshold is chosen on."""
    for number, (claim, evidence, refuted) in enumerate(fever_symmetric("dev")):
        pair = paragraphs(claim), paragraphs(evidence)
        links = [(i, j) for i in pair[0].aligned() for j in pair[1].aligned()]
        yield from examples(linked(*pair, *links), f"fever {number // 10}", refuted)
    for articles in news_synth(frozenset({"train"})):
        settings = Settings(encoder="static")
        found = pipeline._aligned(
            articles.a, articles.b, settings, chosen(settings.encoder)
        )
        known = read_both(articles.a, articles.b)
        both = pipeline._linked(articles.a, articles.b, found, known)
        for example in examples(both, articles.name, False):
            if example.way != "certainty":
                yield example
    for number, line in enumerate(
        (HERE / "stance_pairs.tsv").read_text("utf-8").splitlines()
    ):
        label, *texts = line.split("\t")
        a, b = (paragraphs(BEFORE, text, *AFTER) for text in texts)
        yield from examples(linked(a, b, (1, 1)), f"own {number // 6}", label == "yes")


BEFORE = "The news reached the coast before dawn."
AFTER = "The harbour office is on the quay.", "Rain is forecast."


def examples(pair: Linked, group: str, right: bool) -> Iterator[Example]:
    """Yield the candidates of linked sentences that are all right or all wrong."""
    for kind in KINDS:
        for candidate in weigh(pair, kind).open:
            yield Example(candidate.way, group, False, right, candidate.features)


def fit(x: np.ndarray, y: np.ndarray, names: Sequence[str]) -> np.ndarray:
    """Return intercept and weights of a logistic model, weights on their side of 0."""

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w[1:] + w[0]
        slope = 1 / (1 + np.exp(-z)) - y
        value = (
            np.logaddexp(0, -z * (2 * y - 1)).sum() + PENALTY / 2 * (w[1:] ** 2).sum()
        )
        return value, np.r_[slope.sum(), x.T @ slope + PENALTY * w[1:]]

    bounds = {1: (0, None), -1: (None, 0), 0: (None, None)}
    return minimize(
        loss,
        np.zeros(x.shape[1] + 1),
        jac=True,
        bounds=[(None, None), *(bounds[SIGNS[name]] for name in names)],
        method="L-BFGS-B",
    ).x


def chances(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Return the probability of each row."""
    return 1 / (1 + np.exp(-(x @ w[1:] + w[0])))


def left_out(
    x: np.ndarray, y: np.ndarray, groups: np.ndarray, names: Sequence[str]
) -> np.ndarray:
    """Return each row's probability by a model that has not seen its group."""
    out = np.zeros(len(y))
    for group in sorted(set(groups)):
        rows = groups == group
        out[rows] = chances(x[rows], fit(x[~rows], y[~rows], names))
    return out


def threshold(chance: np.ndarray, right: np.ndarray) -> float:
    """Return the lowest threshold from which enough are right, and print all.

    What is less likely than not is reported under none.
    """
    lowest = 0.9
    for step in np.arange(0.9, 0.499, -0.05):
        said = chance >= step
        share = right[said].mean() if said.any() else 1.0
        print(f"  {step:.2f}  said {said.sum():3}  right {right[said].sum():3.0f}")
        if share < PRECISION:
            break
        lowest = round(float(step), 2)
    return lowest


def main() -> None:
    """Fit the models and write them."""
    rows = [
        *gold_examples(),
        *other_examples(),
    ]
    models = {}
    for way in ("negation", "opposites", "certainty"):
        mine = [row for row in rows if row.way == way]
        names = list(mine[0].features)
        x = np.array([[row.features[name] for name in names] for row in mine])
        y = np.array([row.right for row in mine], float)
        gold = np.array([row.gold for row in mine])
        print(
            f"{way}: {len(mine)} examples, {gold.sum()} of them to choose thresholds on"
        )
        out = left_out(x, y, np.array([row.group for row in mine]), names)
        lowest = threshold(out[gold], y[gold])
        weights = fit(x, y, names)
        models[way] = {
            "threshold": lowest,
            "intercept": round(float(weights[0]), 3),
            "weights": {
                name: round(float(weight), 3)
                for name, weight in zip(names, weights[1:], strict=True)
            },
        }
    TARGET.write_text(json.dumps(models, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
