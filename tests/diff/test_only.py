"""What is known of each word before it is said to be new."""

from __future__ import annotations

import numpy as np
import pytest
from making import paragraphs

from srcdiff.align.encoders import chosen
from srcdiff.align.sentences import Scored, gather
from srcdiff.diff.only import WORD, word_features

BOTH = "A barge hit the old footbridge."
MORE = "On Tuesday a barge hit the old footbridge, engineers from Velm reported."


def ready(one: str, other: str) -> Scored:
    return gather(paragraphs(one), paragraphs(other), 4, chosen("static"))


def known(one: str, other: str, name: str) -> dict[str, float]:
    """Return a feature of each word of the first of two linked sentences."""
    scored = ready(one, other)
    linked = np.zeros(1, np.int64)
    values = word_features(scored, linked, linked)[0][:, WORD.index(name)]
    doc, tokens = scored.a, scored.words_a.tokens.tolist()
    return {
        doc.tokens[at].norm: float(value)
        for at, value in zip(tokens, values, strict=True)
    }


def test_a_sentence_that_finds_all_its_words_is_one_run_with_partners() -> None:
    assert set(known(BOTH, BOTH, "run").values()) == {-6.0}
    assert set(known(BOTH, BOTH, "run_weight").values()) == {0.0}
    assert set(known(BOTH, BOTH, "run_aligned").values()) == {1.0}


def test_new_words_stand_in_runs() -> None:
    run = known(MORE, BOTH, "run")
    assert (run["on"], run["tuesday"]) == (2, 2)
    assert {run[word] for word in ("engineers", "from", "velm", "reported")} == {4}
    assert {run[word] for word in ("barge", "hit", "the", "old", "footbridge")} == {-6}
    weight = known(MORE, BOTH, "run_weight")
    assert weight["engineers"] == weight["from"] > weight["barge"] == 0
    assert known(MORE, BOTH, "run_aligned")["velm"] < 0.5


@pytest.mark.parametrize(("one", "other"), [(BOTH, MORE), ("It was so.", MORE)])
def test_features_mirror_and_are_numbers(one: str, other: str) -> None:
    there, back = ready(one, other), ready(other, one)
    linked = np.zeros(1, np.int64)
    a, b = word_features(there, linked, linked)
    turned = word_features(back, linked, linked)
    assert a.shape == (len(there.words_a.types), len(WORD))
    assert np.isfinite(a).all()
    assert np.array_equal(a, turned[1])
    assert np.array_equal(b, turned[0])
