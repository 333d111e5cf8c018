"""What the scorer comes to on articles it was not trained on.

Cross-validated by pair of articles: each gold pair is met by models fitted on the
other nine tenths.  Links, their calibration and words are measured by themselves;
then each pair is compared by the whole program with its fold's models, and counted
by ``tools/score.py`` of the annotated pairs.  Thresholds are chosen over all folds
together.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from unittest.mock import patch

import numpy as np
from data import SHARED, gold_folders
from scorer_data import BUNDLE, Item, bundles
from scorer_fits import (
    Seen,
    Words,
    edited_threshold,
    fit_context,
    fit_evidence,
    fit_words,
    probability,
    see,
)

from srcdiff import pipeline
from srcdiff.align.scorer import Scorer, Trees, read
from srcdiff.diff.only import word_names
from srcdiff.report.json import render
from srcdiff.report.look import Look

HERE = Path(__file__).resolve().parent
FOLDS = 10
GRID = np.round(np.arange(0.2, 0.8, 0.01), 2)
"""Thresholds that are tried."""


@dataclass
class Fold:
    """Some pairs of articles, and what is known without them."""

    at: list[int]
    """Which of the gold pairs these are."""
    evidence: dict
    train: list[Seen]
    test: list[Seen]
    long: list[Seen]
    """The test pairs joined to long articles."""


def folds(
    golden: Sequence[Item],
    more: Sequence[Item],
    strange: Sequence[Item],
    count: int = FOLDS,
) -> list[Fold]:
    """Split the gold pairs into so many parts; all else is for training."""
    out = []
    for fold in range(count):
        at = [k for k in range(len(golden)) if k % count == fold]
        test = [golden[k] for k in at]
        rest = [i for k, i in enumerate(golden) if k % count != fold]
        seen = {id(doc) for i in test for doc in (i.pair.a, i.pair.b)}
        apart = [i for i in strange if not {id(i.pair.a), id(i.pair.b)} & seen]
        train = [*rest, *more, *apart, *bundles(rest, BUNDLE)]
        evidence = fit_evidence(train)
        see_by = partial(see, evidence=evidence)
        out.append(
            Fold(
                at,
                evidence,
                list(map(see_by, train)),
                list(map(see_by, test)),
                list(map(see_by, bundles(test, len(test)))),
            )
        )
    return out


@dataclass
class Figures:
    """What links came to."""

    context: list[dict]
    """The trees of each fold."""
    link: float
    """The chosen threshold."""
    precision: float
    recall: float
    f1: float
    unique: float
    """F1 of sentences without a counterpart."""
    false: float
    """False links per unrelated pair of articles."""
    calibration: float
    reliability: list[tuple[float, float, int]]
    """Mean probability, share of links and number of pairs, bin by bin."""
    long: tuple[float, float, float]
    """Precision, recall and F1 on the test pairs joined to long articles."""


def cross_validate(split: Sequence[Fold], without: Collection[str] = ()) -> Figures:
    """Train on each fold's nine tenths without some features, report on the tenth.

    The threshold is the one with the best mean of two F1: of links, and of sentences
    without any.
    """
    context = [fit_context(fold.train, without) for fold in split]
    parts = list(zip(split, context, strict=True))
    tested = [(s.item, probability(s, trees)) for f, trees in parts for s in f.test]
    joined = [(s.item, probability(s, trees)) for f, trees in parts for s in f.long]
    scores = [(links(tested, t)[2] + alone(tested, t)) / 2 for t in GRID]
    link = float(GRID[int(np.argmax(scores))])
    unrelated = [(i, p) for i, p in tested if i.pair.name.startswith("unrelated")]
    p, y = (
        np.concatenate(part)
        for part in zip(*((p, i.linked) for i, p in tested), strict=True)
    )
    return Figures(
        context,
        link,
        *links(tested, link),
        alone(tested, link),
        sum(int((p >= link).sum()) for _, p in unrelated) / len(unrelated),
        calibration_error(p, y),
        reliability(p, y),
        links(joined, link),
    )


Tested = Sequence[tuple[Item, np.ndarray]]
"""Pairs of articles with the probability of each candidate."""


def links(tested: Tested, threshold: float) -> tuple[float, float, float]:
    """Return precision, recall and F1 of links."""
    hits = sum(int((i.linked & (p >= threshold)).sum()) for i, p in tested)
    said = sum(int((p >= threshold).sum()) for _, p in tested)
    wanted = sum(len(i.pair.relation) for i, _ in tested)
    return hits / said, hits / wanted, 2 * hits / (said + wanted)


def alone(tested: Tested, threshold: float) -> float:
    """Return F1 of the sentences that a person marked as a whole."""
    hits = size = 0
    for item, p in tested:
        s, pair = item.scored, item.pair
        for rows, doc, marks, at in (
            (s.rows_a, pair.a, pair.only_a, s.pairs[0]),
            (s.rows_b, pair.b, pair.only_b, s.pairs[1]),
        ):
            right = {k for k, span in marks or () if span == doc.sentences[k].span}
            found = {rows[k] for k in at[p >= threshold].tolist()}
            said = set(rows) - found
            hits += len(said & right)
            size += len(said) + len(right)
    return 2 * hits / size


def calibration_error(p: np.ndarray, y: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over candidates with a probability of 5 % or more."""
    keep = p >= 0.05
    p, y = p[keep], y[keep]
    at = np.minimum((p * bins).astype(int), bins - 1)
    return sum(
        abs(p[at == b].mean() - y[at == b].mean()) * (at == b).mean()
        for b in range(bins)
        if (at == b).any()
    )


def reliability(p: np.ndarray, y: np.ndarray) -> list[tuple[float, float, int]]:
    """Return mean probability, share of links and count for each tenth from 5 %."""
    edges = [0.05, *np.arange(0.1, 1.01, 0.1)]
    out = []
    for low, high in pairwise(edges):
        at = (p >= low) & (p < high + (high > 0.99))
        if at.any():
            out.append((float(p[at].mean()), float(y[at].mean()), int(at.sum())))
    return out


@dataclass
class WordFigures:
    """What marking words came to, with the links that a person made."""

    models: list[dict]
    """The trees of each fold."""
    threshold: float
    f1: float
    """By letters."""


def cross_validate_words(
    words: Sequence[Words],
    more: Sequence[Words],
    encoder: str,
    without: Collection[str] = (),
) -> WordFigures:
    """Return the threshold for words with the best F1 by letters, and that F1.

    Args:
        words: Of each gold pair.
        more: Words to train on as well.
        encoder: Whose features they have.
        without: Features to leave out.
    """
    models, p, y, n = [], [], [], []
    seen = word_names(encoder)
    for fold in range(FOLDS):
        rest = [w for at, w in enumerate(words) if at % FOLDS != fold]
        models.append(fit_words([*rest, *more], encoder, without))
        model = Trees.load(models[-1], seen)
        for x, marked, letters in words[fold::FOLDS]:
            p.append(1 / (1 + np.exp(-model.log_odds(x))))
            y.append(marked)
            n.append(letters)
    p, y, n = map(np.concatenate, (p, y, n))
    scores = [2 * n[y & (p >= t)].sum() / (n[p >= t].sum() + n[y].sum()) for t in GRID]
    best = int(np.argmax(scores))
    return WordFigures(models, float(GRID[best]), float(scores[best]))


def whole(
    golden: Sequence[Item], split: Sequence[Fold], f: Figures, words: WordFigures
) -> dict[str, float]:
    """Compare each pair by the whole program with its fold's models, and count."""
    sys.path.append(str(SHARED / "tools"))
    import score

    folders = {folder.name: folder for folder in gold_folders()}
    total = Counter[str]()
    for number, fold in enumerate(split):
        rest = [i for k, i in enumerate(golden) if k not in fold.at]
        data = {
            "evidence": fold.evidence,
            "context": f.context[number],
            "link": f.link,
            "word": words.models[number],
            "word_only": words.threshold,
            "edited": edited_threshold(rest),
        }
        for seen in fold.test:
            scorer = read(data, seen.item.encoder.weights)
            total += score.score_pair(folders[seen.item.pair.name], said(seen, scorer))
    return score.figures(total)


def said(seen: Seen, scorer: Scorer) -> dict:
    """Return the JSON report of a pair of articles by some models."""
    item = seen.item
    with (
        patch("srcdiff.align.scorer.load", lambda _: scorer),
        patch("srcdiff.pipeline.chosen", lambda _: item.encoder),
    ):
        comparison = pipeline.compare(item.pair.a, item.pair.b)
    return json.loads(render(comparison, Look()))


def plot_reliability(name: str, figures: Figures) -> None:
    """Draw how often pairs of each probability are links: on the line is right."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.rcParams["svg.hashsalt"] = "srcdiff"
    figure = Figure(figsize=(5, 5), layout="constrained")
    axes = figure.subplots()
    mean, share, count = zip(*figures.reliability, strict=True)
    axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    axes.scatter(mean, share, s=[4 * n**0.5 for n in count], color="#0072b2", zorder=2)
    for x, y, n in figures.reliability:
        axes.annotate(str(n), (x, y), (6, -10), textcoords="offset points", fontsize=8)
    axes.set(
        xlim=(0, 1),
        ylim=(0, 1),
        xlabel="similarity, mean of the pairs in a tenth (number of pairs beside)",
        ylabel="share that a person linked",
        title=f"{name}: calibration error {figures.calibration:.3f}, cross-validated",
    )
    figure.savefig(HERE / f"reliability-{name}.svg", metadata={"Date": None})
