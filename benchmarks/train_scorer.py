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
from collections.abc import Collection, Sequence
from pathlib import Path

from data import articles, gold, news_synth
from scorer_data import BUNDLE, Item, bundles, item, remembering, strangers
from scorer_figures import (
    FOLDS,
    Figures,
    Fold,
    cross_validate,
    cross_validate_words,
    folds,
    plot_reliability,
    whole,
)
from scorer_fits import (
    Words,
    edited_threshold,
    fit_context,
    fit_evidence,
    fit_words,
    see,
    word_data,
)

from srcdiff.align.context import CONTEXT
from srcdiff.align.evidence import names
from srcdiff.diff.only import word_names

OUT = Path(__file__).resolve().parent.parent / "srcdiff/align/scorer.json"


def train(
    golden: Sequence[Item], more: Sequence[Item], strange: Sequence[Item]
) -> dict:
    """Print cross-validated figures, and return models fitted on everything."""
    encoder = golden[0].encoder
    print(
        f"\n{encoder.name}: {len(golden)} gold pairs, {len(more)} others, "
        f"{FOLDS} folds by pair"
    )
    split = folds(golden, more, strange)
    f = cross_validate(split)
    print_links(f)
    plot_reliability(encoder.name, f)
    data, marked = [word_data(i) for i in golden], marks(more)
    words = cross_validate_words(data, marked, encoder.weights)
    print(f"inside, gold links: F1 {words.f1:.3f} by letters at {words.threshold}")
    print("whole comparisons, as tools/score.py counts:", flush=True)
    print(json.dumps(whole(golden, split, f, words)), flush=True)
    evidence = fit_evidence([*golden, *more, *strange])
    everything = [*golden, *more, *strange, *bundles(golden, BUNDLE)]
    written = sum(i.pair.rows is None for i in more)
    return {
        "data": f"gold ({len(golden)} pairs), articles ({written} pairs), "
        f"news-synth train and dev ({len(more) - written} pairs)",
        "evidence": evidence,
        "context": fit_context([see(i, evidence) for i in everything]),
        "link": f.link,
        "word": fit_words([*data, *marked], encoder.weights),
        "word_only": words.threshold,
        "edited": edited_threshold(golden),
    }


def marks(items: Sequence[Item]) -> list[Words]:
    """Return what is known of words, of pairs where somebody marked them."""
    return [word_data(i) for i in items if i.pair.only_a is not None]


def print_links(f: Figures) -> None:
    """Print what links came to."""
    print(
        f"links: P {f.precision:.3f} R {f.recall:.3f} F1 {f.f1:.3f} at {f.link}; "
        f"unique F1 {f.unique:.3f}; "
        f"false links per unrelated pair {f.false:.1f}; "
        f"calibration error {f.calibration:.3f}"
    )
    print("joined to long articles: P {:.3f} R {:.3f} F1 {:.3f}".format(*f.long))
    print("probability  links  pairs")
    for mean, share, count in f.reliability:
        print(f"{mean:11.2f}  {share:5.2f}  {count:5}", flush=True)


GROUPS = {
    "sentence vectors": ("meaning", "sentences", "sentences_centred"),
    "words found": ("covered_least", "covered_most", "covered_exact", "matched"),
    "nearness of words": ("near_least", "near_most", "near_all_least", "near_all_most"),
    "words in context": (
        *("words_least", "words_most", "words_all_least", "words_all_most"),
    ),
    "names and numbers": ("numbers", "names"),
    "lengths": ("lengths", "says"),
    "score": ("score",),
    "ranks": ("row_rank", "column_rank"),
    "margins": ("row_margin", "column_margin"),
    "what rivals leave": ("left_least", "left_most"),
    "pairs close by": ("neighbours", "region", "paragraphs"),
    "distance": ("distance",),
    "place": ("later", "earlier"),
    "quoting": ("quoting",),
    "articles": ("articles", "fit", "sentences_least", "sentences_ratio"),
}
"""Features of one kind, which stand in for one another."""

FEWER = 5
"""Folds of an ablation: half of the others', for half of the time."""

LOSS = 0.004
"""Loss of a group, in the mean of two F1, from which each of its features is left out
by itself: about what another split of the pairs makes."""


def ablate(
    golden: Sequence[Item], more: Sequence[Item], strange: Sequence[Item]
) -> None:
    """Print what is lost without each group of features of the trees for links, and
    within the groups that matter without each feature."""
    split = folds(golden, more, strange, FEWER)
    known = {*names(golden[0].encoder.weights), *CONTEXT}
    print(f"{FEWER} folds\n| without | links F1 | unique F1 | links F1, long | false |")
    print("|---|---|---|---|---|")
    whole = loss_row("nothing", split, ())
    for group, members in GROUPS.items():
        inside = [name for name in members if name in known]
        if not inside:
            continue
        mean = loss_row(f"**{group}**", split, inside)
        if whole - mean >= LOSS and len(inside) > 1:
            for name in inside:
                loss_row(name, split, (name,))


def loss_row(title: str, split: Sequence[Fold], without: Collection[str]) -> float:
    """Print a row of the table; return the mean of both F1."""
    f = cross_validate(split, without)
    print(
        f"| {title} | {f.f1:.3f} | {f.unique:.3f} | {f.long[2]:.3f} | {f.false:.1f} |",
        flush=True,
    )
    return (f.f1 + f.unique) / 2


def ablate_words(golden: Sequence[Item], more: Sequence[Item]) -> None:
    """Print what is lost without each feature of the trees for words."""
    encoder = golden[0].encoder
    data, marked = [word_data(i) for i in golden], marks(more)
    print("| without | inside F1, gold links |\n|---|---|")
    for name in ("nothing", *word_names(encoder.weights)):
        without = {name} - {"nothing"}
        words = cross_validate_words(data, marked, encoder.weights, without)
        print(f"| {name} | {words.f1:.3f} |", flush=True)


def as_text(result: dict) -> str:
    """Return the weights as JSON with a tree a line, so that changes can be read."""
    text = json.dumps(result, indent=1)
    text = re.sub(r"\[\s+(?=[-\d\"])", "[", text)
    text = re.sub(r"(?<=[\d\"]),\s+(?=-?\d)", ", ", text)
    text = re.sub(r"(?<=[\d\"])\s+\]", "]", text)
    return re.sub(r"\],\s+\[(?!\[)", "], [", text) + "\n"


def main() -> None:
    """Cross-validate, fit on everything, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dry-run", action="store_true", help="write no weights")
    parser.add_argument(
        "--ablate",
        choices=("links", "words"),
        help="only print what the features of that model are worth",
    )
    parser.add_argument(
        "--encoder", choices=("static", "contextual"), help="only this one"
    )
    options = parser.parse_args()

    for name in ("static", "contextual"):
        if options.encoder not in (None, name):
            continue
        encoder = remembering(name)
        golden = [item(pair, encoder) for pair in gold()]
        more = [item(pair, encoder) for pair in (*articles(), *news_synth())]
        strange = strangers(golden)
        if options.ablate == "links":
            ablate(golden, more, strange)
        elif options.ablate == "words":
            ablate_words(golden, more)
        else:
            weights = train(golden, more, strange)
            if not options.dry_run:
                kept = json.loads(OUT.read_text("utf-8"))
                OUT.write_text(as_text({**kept, name: weights}), "utf-8")


if __name__ == "__main__":
    main()
