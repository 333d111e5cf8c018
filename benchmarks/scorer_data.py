"""Pairs of articles made ready for the scorers: those annotated, and made-up ones.

What ``train_scorer.py`` fits its models on, and ``scorer_figures.py`` measures them on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from data import Pair, joined

from srcdiff.align.encoders import Encoder, chosen
from srcdiff.align.sentences import Scored, gather
from srcdiff.align.transformer import Encoded, Transformer
from srcdiff.settings import Settings
from srcdiff.ticks import Tick, unheard

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

    def identity(self) -> str:
        """Return the model's name for the signature."""
        return self._model.identity()

    def encode(self, texts: Sequence[str], tick: Tick = unheard) -> Encoded:
        """Return what the model says of *texts*."""
        distinct = list(dict.fromkeys(texts))
        new = [text for text in distinct if text not in self._kept]
        if new:
            found = self._model.encode(new, tick=tick)
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
