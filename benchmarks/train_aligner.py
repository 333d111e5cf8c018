"""Fit the word aligner again, and print what it comes to on data it has not seen.

    .venv-train/bin/python benchmarks/train_aligner.py [--dry-run]

Reads MultiMWA (see ``word_data.py``), fits on its train splits and writes
``srcdiff/align/aligner.json``.  The same data give the same file.  The text is
lower-cased there, so nothing can be learned of capitals.
"""

from __future__ import annotations

import argparse
import json
import re
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler
from word_data import Aligned, Grid, grids, ists, multi_mwa
from word_scores import figures, spearman, token_chances

from srcdiff.align import aligner
from srcdiff.align.aligner import (
    COSINE,
    FEATURES,
    FIRST,
    Batch,
    Linear,
    Net,
    Some,
    features,
    first_features,
    kept,
    look,
)
from srcdiff.align.matching import SCALE
from srcdiff.align.transformer import Transformer, load
from srcdiff.align.word_types import (
    SAME,
    SAME_FUNCTION,
    TYPE,
    WordTypes,
    bare_types,
    code_odds,
    type_codes,
    type_features,
    with_table,
)

OUT = Path(__file__).resolve().parent.parent / "srcdiff/align/aligner.json"

GIVEN_UP = (-4.0, -4.0)
"""Log-odds below which a cell gets no second and no third look."""
UNITS = 16
"""Units of a network."""
ROUNDS = 25
"""Times the fit of a network goes through its cells."""


WIKI = 2
"""One in so many pairs of wiki is used: revisions of a sentence are easy, mtref's
translations are what articles on one event are to each other."""


def strangers(pairs: Sequence[Aligned], step: int = 7) -> list[Aligned]:
    """Pair each sentence with one on another subject: no links at all.

    Most pairs of sentences that srcdiff asks about are such.
    """
    return [
        Aligned(pair.a, pairs[(at + step) % len(pairs)].b, frozenset())
        for at, pair in enumerate(pairs)
    ]


@dataclass
class Item:
    """Some sentence pairs made ready for fitting."""

    grid: Grid
    types: WordTypes
    linked: np.ndarray
    """For each cell: a person linked its words."""
    used: np.ndarray
    """For each: it is a pair of words, and it is known whether they are linked."""


def items(
    pairs: Sequence[Aligned], transformer: Transformer | None = None
) -> list[Item]:
    """Make pairs ready; the codes of types are not known yet."""
    out = []
    known: dict[int, WordTypes] = {}
    for grid in grids(pairs, transformer):
        key = id(grid.vocabulary)
        if key not in known:
            known = {key: bare_types(grid.vocabulary)}
        linked, used = labels(pairs, grid)
        out.append(Item(grid, known[key], linked, used))
    return out


def labels(pairs: Sequence[Aligned], grid: Grid) -> tuple[np.ndarray, np.ndarray]:
    """Return for each cell whether it is linked, and whether it is to be used.

    Links are of tokens.  Where a linked token holds several words it is not said
    which of them is meant: only those with the same stem are counted as linked,
    and the others are left out.
    """
    shape = (*grid.a.shape, grid.b.shape[1])
    linked = np.zeros(shape, bool)
    used = (grid.a >= 0)[:, :, None] & (grid.b >= 0)[:, None, :]
    stems = grid.vocabulary.stems
    same = stems[grid.a][:, :, None] == stems[grid.b][:, None, :]
    for row, pair in enumerate(grid.pairs):
        here, there = grid.token_a[row], grid.token_b[row]
        table = np.zeros((len(pairs[pair].a), len(pairs[pair].b)), bool)
        for i, j in pairs[pair].links:
            table[i, j] = True
        linked[row] = table[here][:, there] & used[row]
        several = [
            np.bincount(tokens[tokens >= 0], minlength=1)[tokens] > 1
            for tokens in (here, there)
        ]
        unsure = several[0][:, None] | several[1][None, :]
        used[row] &= ~(linked[row] & unsure & ~same[row])
    return linked & used, used


def fit_types(data: Sequence[Item]) -> dict:
    """Fit how likely two types of words are to correspond, whatever the context."""
    xs, ys = [], []
    same: dict[int, list[int]] = {SAME: [1, 2], SAME_FUNCTION: [1, 2]}
    for item in data:
        types, a, b = item.types, item.grid.a, item.grid.b
        scale = SCALE * SCALE
        meaning = types.meaning[a] @ types.meaning[b].swapaxes(1, 2) / scale
        spelling = types.spelling[a] @ types.spelling[b].swapaxes(1, 2) / scale
        kind = types.kind[a][:, :, None] + types.kind[b][:, None, :]
        stem = types.stems[a][:, :, None] == types.stems[b][:, None, :]
        keep = item.used & ~stem & (kind < 6)
        xs.append(type_features(meaning[keep], spelling[keep], kind[keep]))
        ys.append(item.linked[keep])
        for code, seen in same.items():
            there = item.used & stem & (types.same[a] == code)[:, :, None]
            seen[0] += int(item.linked[there].sum())
            seen[1] += int(there.sum())
    x, y = np.concatenate(xs)[:, 1:], np.concatenate(ys)
    scaler = StandardScaler().fit(x)
    model = LogisticRegression(C=1.0, max_iter=1000).fit(scaler.transform(x), y)
    weights = model.coef_[0] / scaler.scale_
    intercept = float(model.intercept_[0] - (weights * scaler.mean_).sum())
    odds = {code: float(np.log(k / (n - k))) for code, (k, n) in same.items()}
    return {
        "weights": {
            name: round(float(w), 4)
            for name, w in zip(TYPE, (intercept, *weights), strict=True)
        },
        "stem": round(odds[SAME], 4),
        "stem_function": round(odds[SAME_FUNCTION], 4),
    }


def fit_linear(x: np.ndarray, y: np.ndarray, names: Sequence[str]) -> dict:
    """Fit the first look and fold the scaling of its features into it."""
    scaler = StandardScaler().fit(x)
    model = LogisticRegression(C=1.0, max_iter=1000).fit(scaler.transform(x), y)
    weights = model.coef_[0] / scaler.scale_
    intercept = float(model.intercept_[0] - (weights * scaler.mean_).sum())
    return {
        name: round(float(w), 4)
        for name, w in zip(names, (intercept, *weights), strict=True)
    }


def fit_net(x: np.ndarray, y: np.ndarray, names: Sequence[str]) -> dict:
    """Fit a network of one layer and fold the scaling of its features into it."""
    scaler = StandardScaler().fit(x)
    model = MLPClassifier(
        (UNITS,),
        batch_size=1024,
        alpha=1e-3,
        learning_rate_init=2e-3,
        max_iter=ROUNDS,
        random_state=0,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(scaler.transform(x), y)
    inward = model.coefs_[0] / scaler.scale_[:, None]
    hidden = model.intercepts_[0] - scaler.mean_ @ inward
    return {
        "inward": {
            name: [round(float(w), 4) for w in row]
            for name, row in zip(names, inward, strict=True)
        },
        "hidden": [round(float(w), 4) for w in hidden],
        "outward": [round(float(w), 4) for w in model.coefs_[1][:, 0]],
        "bias": round(float(model.intercepts_[1][0]), 4),
    }


def fit(data: Sequence[Item], types: dict) -> dict:
    """Fit the three looks, each on the cells that the one before keeps."""
    codes = type_codes(types["weights"])
    odds = code_odds(types["stem"], types["stem_function"])
    plain = odds.astype(np.float32)
    ready = [batch(item, codes) for item in data]
    more = () if ready[0].cosine is None else COSINE
    xs, ys = [], []
    for item, one in zip(data, ready, strict=True):
        cells = np.flatnonzero(item.used)
        code = one.codes.ravel()[cells]
        values = first_features(one, plain, Some(one.codes.shape, cells))
        own = (plain[code], code == SAME, code == SAME_FUNCTION)
        xs.append(np.stack([*own, *values], axis=1))
        ys.append(item.linked.ravel()[cells])
    first = fit_linear(np.concatenate(xs), np.concatenate(ys), FIRST + more)
    model = Linear.load(first, odds, FIRST + more)
    now = [model.steps(one) for one in ready]
    nets = []
    for above in GIVEN_UP:
        xs, ys = [], []
        for item, one, before in zip(data, ready, now, strict=True):
            cells = kept(before, above)
            cells = cells[item.used.ravel()[cells]]
            xs.append(features(one, before, plain, cells).T)
            ys.append(item.linked.ravel()[cells])
        x, y = np.concatenate(xs), np.concatenate(ys)
        nets.append(fit_net(x, y, FEATURES + more))
        net = Net.load(nets[-1], FEATURES + more)
        share = y.sum() / sum(item.linked.sum() for item in data)
        print(f"  {len(y):,} cells with {share:.3f} of the links", flush=True)
        now = [
            look(one, before, plain, net, above)
            for one, before in zip(ready, now, strict=True)
        ]
    return {"first": first, "later": nets, "given_up": list(GIVEN_UP)}


def batch(item: Item, codes: np.ndarray) -> Batch:
    """Return the grids with the codes of their types."""
    if item.types.table is None:
        item.types = with_table(item.types, codes)
    a, b = item.grid.a, item.grid.b
    return Batch(item.types, a, b, item.types.codes(a, b, codes), item.grid.cosine)


def measure(result: dict, weights: str, transformer: Transformer | None) -> float:
    """Print figures on dev and test; return the threshold that is best on dev."""
    model = aligner.read(result, weights)

    def chances(pairs: Sequence[Aligned]) -> list[np.ndarray]:
        return token_chances(pairs, align, transformer)

    def align(grid: Grid) -> np.ndarray:
        types = with_table(bare_types(grid.vocabulary), model.codes)
        return model.align(types, grid.a, grid.b, grid.cosine)

    dev = multi_mwa("mtref", "dev")
    found = chances(dev)
    ways = [round(0.3 + 0.025 * k, 3) for k in range(13)]
    scores = {way: figures(dev, found, way) for way in ways}
    best = max(ways, key=lambda way: scores[way].links)
    print(f"mtref dev at {best}: links {scores[best].links:.4f}", end=" ")
    print(f"alone {scores[best].alone:.4f}", flush=True)
    for name, split in (
        ("mtref", "test"),
        ("wiki", "dev"),
        ("wiki", "test"),
        ("arxiv", "test"),
    ):
        pairs = multi_mwa(name, split)
        found = figures(pairs, chances(pairs), best)
        print(f"{name} {split}: links {found.links:.4f} alone {found.alone:.4f}")
    pairs = strangers(dev)
    best_of = np.concatenate([np.nan_to_num(c).max(axis=1) for c in chances(pairs)])
    print(f"unrelated dev sentences: {(best_of >= best).mean():.4f} of tokens linked")
    for split in ("train", "test"):
        pairs = ists(split)
        print(f"iSTS {split}: {spearman(pairs, chances(pairs)):.4f}")
    return best


def as_text(result: dict) -> str:
    """Return the weights as JSON, the numbers of a feature on a line."""
    text = json.dumps(result, indent=1)
    text = re.sub(r"\[\s+(?=[-\d])", "[", text)
    text = re.sub(r"(?<=\d),\s+(?=-?\d)", ", ", text)
    return re.sub(r"(?<=\d)\s+\]", "]", text) + "\n"


def main() -> None:
    """Fit, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    options = parser.parse_args()

    mtref, wiki = multi_mwa("mtref", "train"), multi_mwa("wiki", "train")
    types = fit_types(items(mtref))
    chosen = [*mtref, *wiki[::WIKI], *strangers(mtref)]
    result = {"type": types}
    for name, transformer in (("static", None), ("contextual", load())):
        print(name)
        result[name] = fit(items(chosen, transformer), types)
        result[name]["threshold"] = measure(result, name, transformer)
    if not options.dry_run:
        OUT.write_text(as_text(result), "utf-8")


if __name__ == "__main__":
    main()
