"""Fit the sentence scorers again: ``make train``.

Reads the data named in ``data.py``, prints figures cross-validated by article
pair (a pair is never trained on and reported on at once), fits the models once
more on everything and writes ``srcdiff/align/scorer.json``: weights for either
encoder.  The same data give the same file.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from zlib import crc32

import numpy as np
from data import Pair, gold, joined, news_synth
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from srcdiff.align.context import CONTEXT, PLAUSIBLE, context
from srcdiff.align.encoders import Encoder, chosen
from srcdiff.align.evidence import names
from srcdiff.align.scorer import Logistic, Trees
from srcdiff.align.sentences import Scored, gather
from srcdiff.align.transformer import Encoded, Transformer
from srcdiff.diff.edits import equal_share
from srcdiff.diff.only import word_features, word_names
from srcdiff.settings import Settings

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "srcdiff/align/scorer.json"
FOLDS = 10
DEPTH = 3
TREES = 200
"""Trees for pairs of sentences, and…"""
WORD_TREES = 60
"""…for words: with 200 F1 by letters was .546, with 60 .562 in a first trial."""
NEWS_SYNTH_WEIGHT = 0.3
"""Weight of a news-synth pair of sentences beside a gold one.  Its reworded
articles are easier and further from what users compare; 0.1 and 1 differ from
0.3 by less than half a point."""


BUNDLE_WEIGHT = 0.3
"""Weight of a pair of sentences in a bundle, where each gold pair comes back."""

BUNDLE = 8
"""Pairs of articles in a bundle: some 200 sentences a side."""


@dataclass
class Item:
    """A pair of articles made ready for training."""

    pair: Pair
    encoder: Encoder
    scored: Scored
    linked: np.ndarray
    """For each candidate pair of sentences: a person linked it."""
    used: np.ndarray
    """For each: it was annotated at all."""
    lost: int
    """Links that are no candidates, or where everything is counted as lost."""

    @property
    def weight(self) -> float:
        """How much each of its pairs of sentences counts."""
        if self.pair.rows is not None:
            return NEWS_SYNTH_WEIGHT
        return BUNDLE_WEIGHT if "+" in self.pair.name else 1.0


class Remembering:
    """A transformer that is asked for each text once."""

    def __init__(self, model: Transformer) -> None:
        self._model = model
        self._kept: dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]] = {}

    def encode(self, texts: Sequence[str]) -> Encoded:
        """Return what the model says of *texts*."""
        distinct = list(dict.fromkeys(texts))
        new = [text for text in distinct if text not in self._kept]
        if new:
            found = self._model.encode(new)
            for at, text in enumerate(new):
                pieces = slice(found.starts[at], found.starts[at + 1])
                self._kept[text] = (
                    found.sentences[at],
                    found.pieces[pieces],
                    found.offsets[pieces],
                )
        kept = [self._kept[text] for text in distinct]
        number = {text: at for at, text in enumerate(distinct)}
        return Encoded(
            sentences=np.array([self._kept[text][0] for text in texts]),
            pieces=np.concatenate([pieces for _, pieces, _ in kept]),
            offsets=np.concatenate([offsets for _, _, offsets in kept]),
            starts=np.cumsum([0, *(len(pieces) for _, pieces, _ in kept)]),
            distinct=np.array([number[text] for text in texts]),
        )


def remembering(name: str) -> Encoder:
    """Return the encoder with that name; its transformer remembers its answers."""
    encoder = chosen(name)
    if encoder.transformer is None:
        return encoder
    return encoder._replace(transformer=Remembering(encoder.transformer))


def item(pair: Pair, encoder: Encoder) -> Item:
    """Make a pair of articles ready."""
    scored = gather(pair.a, pair.b, Settings().candidates, encoder)
    found = [
        (scored.rows_a[i], scored.rows_b[j])
        for i, j in zip(*(side.tolist() for side in scored.pairs), strict=True)
    ]
    linked = np.array([key in pair.relation for key in found], bool)
    used = np.array([pair.rows is None or i in pair.rows for i, _ in found], bool)
    return Item(
        pair, encoder, scored, linked, used, len(pair.relation) - int(linked.sum())
    )


def strangers(items: Sequence[Item], step: int = 7) -> list[Item]:
    """Pair every third article with one on another subject: no links at all."""
    out = []
    for at in range(0, len(items), 3):
        other = items[(at + step) % len(items)].pair
        out.append(
            item(Pair("strangers", items[at].pair.a, other.b, {}), items[at].encoder)
        )
    return out


def bundles(items: Sequence[Item], size: int) -> list[Item]:
    """Join pairs to long articles: what is rare and best in its row among twenty
    sentences is neither among two hundred."""
    out = []
    for turned in (False, True):
        mixed = sorted(items, key=lambda i: crc32(f"{turned}{i.pair.name}".encode()))
        for at in range(0, len(mixed) - size + 1, size):
            chosen = [i.pair for i in mixed[at : at + size]]
            out.append(item(joined(chosen, turned=turned), items[at].encoder))
    return out


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


MONOTONE = {
    "lengths": 0,
    "names": 0,
    "distance": -1,
}
"""Which way a feature may move the probability: up unless said otherwise.  It
costs no accuracy and rules out surprises where there were few examples."""


def fit_trees(  # noqa: PLR0913, PLR0917 -- two fits share it
    x: np.ndarray,
    y: np.ndarray,
    weight: np.ndarray,
    names: Sequence[str],
    monotone: Sequence[int] | None = None,
    trees: int = TREES,
) -> dict:
    """Fit boosted trees and write them down as plain numbers."""
    model = HistGradientBoostingClassifier(
        max_depth=DEPTH,
        max_iter=trees,
        learning_rate=10 / max(trees, 100),
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
    return {"start": round(start, 5), "depth": DEPTH, "trees": trees}


LEFT_OUT: set[str] = set()
"""Features that an ablation does without."""


def with_context(items: Item, first: Logistic) -> tuple[np.ndarray, np.ndarray]:
    """Return the features of the plausible pairs, and which pairs these are."""
    s = items.scored
    score = np.round(first.log_odds(s.evidence), 6)
    around = context(s, score)
    keep = score >= PLAUSIBLE
    both = np.concatenate([s.evidence, around], axis=1)[keep]
    for column, name in enumerate(names(items.encoder.weights) + CONTEXT):
        if name in LEFT_OUT:
            both[:, column] = 0
    return both, keep


def fit_links(items: Sequence[Item]) -> tuple[dict, dict]:
    """Fit both models of sentence pairs.

    Bundles teach context only: on the evidence of single pairs they would
    drown the links among millions of strangers.
    """
    single = [i for i in items if "+" not in i.pair.name]
    seen = names(items[0].encoder.weights)
    first = fit(
        np.concatenate([i.scored.evidence[i.used] for i in single]),
        np.concatenate([i.linked[i.used] for i in single]),
        np.concatenate([np.full(i.used.sum(), i.weight) for i in single]),
        seen,
    )
    model = Logistic.load(first, seen)
    xs, ys, ws = [], [], []
    for i in items:
        x, keep = with_context(i, model)
        used = i.used[keep]
        xs.append(x[used])
        ys.append(i.linked[keep][used])
        ws.append(np.full(used.sum(), i.weight))
    every = seen + CONTEXT
    monotone = [MONOTONE.get(name, 1) for name in every]
    xs, ys, ws = np.concatenate(xs), np.concatenate(ys), np.concatenate(ws)
    return first, fit_trees(xs, ys, ws, every, monotone)


def probability(items: Item, models: tuple[dict, dict]) -> np.ndarray:
    """Return the probability of each candidate by models trained elsewhere."""
    seen = names(items.encoder.weights)
    x, keep = with_context(items, Logistic.load(models[0], seen))
    odds = Trees.load(models[1], seen + CONTEXT).log_odds(x)
    out = np.zeros(len(keep))
    out[keep] = 1 / (1 + np.exp(-odds))
    return out


def best_threshold(p: np.ndarray, y: np.ndarray, lost: int) -> tuple[float, float]:
    """Return the threshold with the best F1, and that F1."""
    grid = np.round(np.arange(0.2, 0.8, 0.01), 2)
    f1 = [2 * (y & (p >= t)).sum() / ((p >= t).sum() + y.sum() + lost) for t in grid]
    best = int(np.argmax(f1))
    return float(grid[best]), float(f1[best])


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


def word_data(items: Item) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features of the words of linked sentences, whether a person marked them,
    and how many letters they have."""
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
    data: Sequence[tuple[np.ndarray, np.ndarray, np.ndarray]], seen: Sequence[str]
) -> dict:
    """Fit the model of words; a word counts by its letters."""
    x, y, n = (np.concatenate(part) for part in zip(*data, strict=True))
    return fit_trees(x, y, n.astype(float), seen, trees=WORD_TREES)


def edited_threshold(items: Sequence[Item]) -> float:
    """The share of equal tokens that best tells edited from paraphrase."""
    seen = []
    for i in items:
        for key, relation in i.pair.relation.items():
            if relation in ("edited", "paraphrase"):
                a, b = i.pair.a, i.pair.b
                seen.append((equal_share(a, b, key), relation == "edited"))
    grid = np.round(np.arange(0.1, 0.95, 0.01), 2)
    right = [sum((share >= t) == edited for share, edited in seen) for t in grid]
    best = np.flatnonzero(np.array(right) == max(right))
    print(f"edited or paraphrase: {max(right) / len(seen):.3f} of {len(seen)} right")
    return float(grid[best[len(best) // 2]])


def as_text(result: dict) -> str:
    """Return the weights as JSON with a tree a line, so that changes can be read."""
    text = json.dumps(result, indent=1)
    text = re.sub(r"\[\s+(?=[-\d\"])", "[", text)
    text = re.sub(r"(?<=[\d\"]),\s+(?=-?\d)", ", ", text)
    text = re.sub(r"(?<=[\d\"])\s+\]", "]", text)
    return re.sub(r"\],\s+\[(?!\[)", "], [", text) + "\n"


@dataclass
class Figures:
    """What cross-validation came to."""

    link: float
    """The threshold with the best F1 of links."""
    precision: float
    recall: float
    f1: float
    false: float
    """False links per unrelated pair of articles."""
    calibration: float
    reliability: list[tuple[float, float, int]]
    """Mean probability, share of links and number of pairs, bin by bin."""
    long: tuple[float, float, float]
    """Precision, recall and F1 on the test pairs joined to long articles."""


def cross_validate(
    golden: Sequence[Item], news: Sequence[Item], strange: Sequence[Item]
) -> Figures:
    """Train on nine tenths of the gold pairs and all else, report on the tenth."""
    p, y, unrelated, lost = [], [], [], 0
    long_p, long_y, long_lost = [], [], 0
    for fold in range(FOLDS):
        test = [i for at, i in enumerate(golden) if at % FOLDS == fold]
        rest = [i for at, i in enumerate(golden) if at % FOLDS != fold]
        seen = {id(doc) for i in test for doc in (i.pair.a, i.pair.b)}
        apart = [i for i in strange if not {id(i.pair.a), id(i.pair.b)} & seen]
        models = fit_links([*rest, *news, *apart, *bundles(rest, BUNDLE)])
        for i in test:
            p.append(probability(i, models))
            y.append(i.linked)
            lost += i.lost
            unrelated.append(
                np.full(len(i.linked), i.pair.name.startswith("unrelated"))
            )
        for i in bundles(test, len(test)):
            long_p.append(probability(i, models))
            long_y.append(i.linked)
            long_lost += i.lost
    p, y, unrelated, long_p, long_y = map(
        np.concatenate, (p, y, unrelated, long_p, long_y)
    )
    link, _ = best_threshold(p, y, lost)
    pairs = sum(i.pair.name.startswith("unrelated") for i in golden)
    return Figures(
        link,
        *prf(p >= link, y, lost),
        float(((p >= link) & unrelated).sum() / pairs),
        calibration_error(p, y),
        reliability(p, y),
        prf(long_p >= link, long_y, long_lost),
    )


def prf(said: np.ndarray, right: np.ndarray, lost: int) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    hits, wanted = int((said & right).sum()), int(right.sum()) + lost
    return hits / said.sum(), hits / wanted, 2 * hits / (said.sum() + wanted)


def reliability(p: np.ndarray, y: np.ndarray) -> list[tuple[float, float, int]]:
    """Return mean probability, share of links and count for each tenth from 5 %."""
    edges = [0.05, *np.arange(0.1, 1.01, 0.1)]
    out = []
    for low, high in pairwise(edges):
        at = (p >= low) & (p < high + (high > 0.99))
        if at.any():
            out.append((float(p[at].mean()), float(y[at].mean()), int(at.sum())))
    return out


def word_threshold(
    words: Sequence[tuple[np.ndarray, ...]], seen: tuple[str, ...]
) -> tuple[float, float]:
    """Return the threshold for words with the best F1 by letters, cross-validated."""
    p, y, n = [], [], []
    for fold in range(FOLDS):
        rest = [w for at, w in enumerate(words) if at % FOLDS != fold]
        model = Trees.load(fit_words(rest, seen), seen)
        for x, marked, letters in (
            w for at, w in enumerate(words) if at % FOLDS == fold
        ):
            p.append(1 / (1 + np.exp(-model.log_odds(x))))
            y.append(marked)
            n.append(letters)
    p, y, n = map(np.concatenate, (p, y, n))
    grid = np.round(np.arange(0.2, 0.8, 0.01), 2)
    scores = [2 * n[y & (p >= t)].sum() / (n[p >= t].sum() + n[y].sum()) for t in grid]
    best = int(np.argmax(scores))
    return float(grid[best]), float(scores[best])


def ablate(
    golden: Sequence[Item], news: Sequence[Item], strange: Sequence[Item]
) -> None:
    """Print what is lost without each feature of the second model."""
    print("| without | F1 | F1, long articles | false links per unrelated pair |")
    print("|---|---|---|---|")
    for name in ("nothing", *names(golden[0].encoder.weights), *CONTEXT):
        LEFT_OUT.clear()
        LEFT_OUT.add(name)
        f = cross_validate(golden, news, strange)
        print(f"| {name} | {f.f1:.3f} | {f.long[2]:.3f} | {f.false:.1f} |", flush=True)


def train(
    golden: Sequence[Item], news: Sequence[Item], strange: Sequence[Item]
) -> dict:
    """Print cross-validated figures, and return models fitted on everything."""
    encoder = golden[0].encoder
    f = cross_validate(golden, news, strange)
    print(
        f"\n{encoder.name}: {len(golden)} gold pairs, {len(news)} of news-synth, "
        f"{FOLDS} folds by pair"
    )
    print(
        f"links: P {f.precision:.3f} R {f.recall:.3f} F1 {f.f1:.3f} at {f.link}; "
        f"false links per unrelated pair {f.false:.1f}; "
        f"calibration error {f.calibration:.3f}"
    )
    print("joined to long articles: P {:.3f} R {:.3f} F1 {:.3f}".format(*f.long))
    print("probability  links  pairs")
    for mean, share, count in f.reliability:
        print(f"{mean:11.2f}  {share:5.2f}  {count:5}")
    plot_reliability(encoder.name, f)
    words = [word_data(i) for i in golden]
    seen = word_names(encoder.weights)
    word_only, score = word_threshold(words, seen)
    print(
        f"words of linked sentences: F1 {score:.3f} by letters at {word_only}",
        flush=True,
    )
    evidence, around = fit_links([*golden, *news, *strange, *bundles(golden, BUNDLE)])
    return {
        "data": f"gold ({len(golden)} pairs), "
        f"news-synth train and dev ({len(news)} pairs)",
        "evidence": evidence,
        "context": around,
        "link": f.link,
        "word": fit_words(words, seen),
        "word_only": word_only,
        "edited": edited_threshold(golden),
    }


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


def main() -> None:
    """Cross-validate, fit on everything, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dry-run", action="store_true", help="write no weights")
    parser.add_argument(
        "--ablate", action="store_true", help="only print what each feature is worth"
    )
    parser.add_argument(
        "--encoder", choices=("static", "contextual"), help="only this one"
    )
    options = parser.parse_args()

    result = json.loads(OUT.read_text("utf-8"))
    for name in ("static", "contextual"):
        if options.encoder not in (None, name):
            continue
        encoder = remembering(name)
        golden = [item(pair, encoder) for pair in gold()]
        news = [item(pair, encoder) for pair in news_synth()]
        strange = strangers(golden)
        if options.ablate:
            ablate(golden, news, strange)
        else:
            result[name] = train(golden, news, strange)
    if not options.dry_run and not options.ablate:
        OUT.write_text(as_text(result), "utf-8")


if __name__ == "__main__":
    main()
