"""Fit the decision of ``srcdiff match``: which articles cover the same story.

Mixes the annotated folders (every article of one side against every one of the other;
the annotated pairs are the truth, of which five are said to be unrelated) with the
pairs of news-synth, train and dev, and takes each gold pair alone and beside the next
three folders' articles, so that the weights fit small collections too.  Prints
precision and recall cross-validated by folder, and on news-synth's test split, which
nothing was fitted or chosen on; writes ``srcdiff/match/match.json``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from data import Pair, arg_rewrite, gold_folders, news_synth
from data import gold as annotated_pairs
from sklearn.linear_model import LogisticRegression

from srcdiff.match import weigh
from srcdiff.match.article import Article, article, read_article
from srcdiff.match.evidence import FEATURES, candidates, evidence
from srcdiff.match.terms import Terms
from srcdiff.model import Block, Document, Extract
from srcdiff.settings import Settings

OUT = Path(__file__).resolve().parent.parent / "srcdiff/match/match.json"
FOLDS = 10
STRANGERS = 3
"""Folders whose articles stand beside each article alone."""
SHOWN = 40
"""Mistakes that are printed one by one."""
GRID = np.round(np.arange(0.05, 0.96, 0.01), 2)


@dataclass(frozen=True)
class Two:
    """An article of either side."""

    name: str
    a: Article
    b: Article
    same: bool
    """Whether a person says that they are about one story."""


@dataclass(frozen=True)
class Seen:
    """The candidate pairs of two collections."""

    names: np.ndarray
    """Names of the folders that a pair's articles come from, shape (pairs, 2)."""
    features: np.ndarray
    same: np.ndarray
    true: int
    """Pairs there are, candidates or not."""


def gold() -> list[Two]:
    """Return the annotated pairs, read as a user's files are."""
    found = []
    for folder, pair in zip(gold_folders(), annotated_pairs(), strict=True):
        a, b = (read_article(str(folder / f"{s}.txt"), Settings()) for s in "ab")
        found.append(Two(folder.name, a, b, pair.relationship != "unrelated"))
    return found


def public(pairs: Iterable[Pair]) -> list[Two]:
    """Return pairs of a public set, each taken to be on a story of its own."""
    return [Two(p.name, as_read(p.a), as_read(p.b), True) for p in pairs]


def as_read(doc: Document) -> Article:
    """Return the terms of a document."""
    blocks = tuple(Block(p.span, p.kind, p.line) for p in doc.paragraphs)
    return article(Extract(doc.text, blocks), doc.name)


def seen(a: Iterable[Two], b: Iterable[Two]) -> Seen:
    """Return what is known of the candidates of two collections.

    Args:
        a: Pairs whose articles a are one collection.
        b: Those whose articles b are the other.
    """
    left, right = list(a), list(b)
    terms = Terms()
    sides = terms.collect(t.a for t in left), terms.collect(t.b for t in right)
    found = weigh.weighed(terms, *sides)
    pairs = candidates(found, Settings().candidates)
    names = np.array(
        [(left[i].name, right[j].name) for i, j in zip(*pairs, strict=True)]
    ).reshape(-1, 2)
    truth = {t.name for t in left if t.same} & {t.name for t in right}
    same = np.array([x == y and x in truth for x, y in names], bool)
    return Seen(names, evidence(found, pairs), same, len(truth))


def joined(parts: Sequence[Seen]) -> Seen:
    """Return the candidates of several collections as one."""
    return Seen(
        *(
            np.concatenate([getattr(p, f) for p in parts])
            for f in ("names", "features", "same")
        ),
        true=sum(p.true for p in parts),
    )


def fitted(data: Seen) -> Callable[[np.ndarray], np.ndarray]:
    """Return what gives the log-odds of features, fitted to all candidates."""
    weights = logistic(data)
    return lambda x: x @ np.array(weights[1:]) + weights[0]


def logistic(data: Seen) -> list[float]:
    """Return intercept and weights of a logistic model, features as they are."""
    mean, spread = data.features.mean(axis=0), data.features.std(axis=0)
    model = LogisticRegression(C=1.0, max_iter=5000)
    model.fit((data.features - mean) / spread, data.same)
    weights = model.coef_[0] / spread
    return [float(model.intercept_[0] - weights @ mean), *map(float, weights)]


def cross_validated(train: Seen, tests: Sequence[Seen]) -> list[np.ndarray]:
    """Return the probability of each test pair by a model that saw neither folder."""
    order = sorted({name for t in tests for name in t.names.ravel()})
    fold = {name: k % FOLDS for k, name in enumerate(order)}

    def folds(data: Seen) -> np.ndarray:
        return np.array([[fold.get(n, -1) for n in row] for row in data.names])

    known, asked = folds(train), [folds(t) for t in tests]
    out = [np.zeros(len(t.same)) for t in tests]
    for k in range(FOLDS):
        rest = (known != k).all(axis=1)
        odds = fitted(
            Seen(train.names[rest], train.features[rest], train.same[rest], 0)
        )
        for data, at, chances in zip(tests, asked, out, strict=True):
            mine = at[:, 0] == k
            chances[mine] = 1 / (1 + np.exp(-odds(data.features[mine])))
    return out


def report(name: str, data: Seen, chances: np.ndarray, threshold: float) -> None:
    """Print precision, recall and, if it is not too much, what was wrong."""
    taken = chances >= threshold
    right = int((taken & data.same).sum())
    print(
        f"{name}: {data.true} pairs, {int(data.same.sum())} of them candidates; "
        f"precision {right / max(int(taken.sum()), 1):.3f} "
        f"({right} of {int(taken.sum())}), recall {right / max(data.true, 1):.3f}"
    )
    wrong = np.flatnonzero(taken != data.same)
    for row in wrong if len(wrong) <= SHOWN else ():
        said = "missed" if data.same[row] else "invented"
        print(f"    {said} {chances[row]:.2f}: {' | '.join(data.names[row])}")


def best_threshold(parts: Sequence[tuple[Seen, np.ndarray]]) -> float:
    """Return the threshold in the middle of those with the best F1 over all parts."""
    same = np.concatenate([data.same for data, _ in parts])
    chances = np.concatenate([found for _, found in parts])
    true = sum(data.true for data, _ in parts)
    scores = np.array(
        [
            2 * (same & (chances >= t)).sum() / ((chances >= t).sum() + true)
            for t in GRID
        ]
    )
    return float(np.round(np.median(GRID[scores >= scores.max()]), 2))


def calibration(same: np.ndarray, chances: np.ndarray) -> None:
    """Print how often pairs of some probability are right."""
    for low, high in ((0.05, 0.3), (0.3, 0.7), (0.7, 0.95), (0.95, 1.01)):
        here = (chances >= low) & (chances < high)
        if here.any():
            print(
                f"    {low:.2f} to {min(high, 1):.2f}: {int(here.sum())} pairs, "
                f"mean {chances[here].mean():.2f}, right {same[here].mean():.2f}"
            )


def main() -> None:
    """Print the figures and write the weights."""
    golden = gold()
    synthetic = public(news_synth(frozenset({"train", "dev"})))
    unseen = {
        "news-synth test": public(news_synth(frozenset({"test"}))),
        "ArgRewrite, drafts": public(arg_rewrite(frozenset({"train", "dev", "test"}))),
    }
    used = weigh.IMAGINED
    for imagined in (10, 100, 2000, used):
        weigh.IMAGINED = imagined
        print(f"\nimagined articles: {imagined}")
        weights = measured(golden, synthetic, unseen)
    OUT.write_text(json.dumps(weights, indent=1) + "\n", "utf-8")


def measured(
    golden: Sequence[Two], synthetic: Sequence[Two], unseen: dict[str, list[Two]]
) -> dict:
    """Print the figures of one setting; return the weights."""
    mixed, both = (
        seen(golden, golden),
        seen([*golden, *synthetic], [*golden, *synthetic]),
    )
    alone = joined([seen([two], [two]) for two in golden])
    strangers = joined(
        [
            seen([two], [golden[(k + step) % len(golden)]])
            for k, two in enumerate(golden)
            for step in range(1, STRANGERS + 1)
        ]
    )
    small = joined([alone, strangers])
    train = joined([mixed, both, small])
    tests = [mixed, small, both]
    chances = cross_validated(train, tests)
    threshold = best_threshold(list(zip(tests, chances, strict=True)))
    print(f"threshold {threshold}")
    for name, data, found in zip(
        ("gold mixed", "gold pairs alone and strangers", "gold and news-synth mixed"),
        tests,
        chances,
        strict=True,
    ):
        report(name, data, found, threshold)
    calibration(np.concatenate([d.same for d in tests]), np.concatenate(chances))
    odds = fitted(train)
    for name, two in unseen.items():
        fresh = seen(two, two)
        report(name, fresh, 1 / (1 + np.exp(-odds(fresh.features))), threshold)
    intercept, *weights = (round(w, 4) for w in logistic(train))
    return {
        "intercept": intercept,
        "weights": dict(zip(FEATURES, weights, strict=True)),
        "threshold": threshold,
    }


if __name__ == "__main__":
    main()
