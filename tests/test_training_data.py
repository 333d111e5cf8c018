"""What the models are trained on can be read, and is counted as it was annotated."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

BENCHMARKS = Path(__file__).resolve().parent.parent / "benchmarks"
sys.path.append(str(BENCHMARKS))

import article_files  # noqa: E402
import data  # noqa: E402
import scorer_data  # noqa: E402

from srcdiff.model import Span  # noqa: E402

FILES = sorted(article_files.FOLDER.glob("*.txt"))

PAIR = """\
topic: a bridge
relationship: independent

== a
# Bridge shut

a1 | The bridge {{over the Ouse}} is shut, engineers said.
a2 | It was built in 1931.

== b
b1 | a1:p | Nobody may cross{{ until May}}.

b2 |  | Shops suffer.
b3 | a1:o a2:e | Built in {{1932}}, it is closed.

== conflicts
a2 "1931" | b3 "1932" | date | when it was built
"""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_can_be_read(path: Path) -> None:
    found = article_files.read(path)
    assert path.stem.startswith(found.said["relationship"])
    if found.said["relationship"] == "unrelated":
        assert not found.relation


def test_a_pair_reads_as_it_was_annotated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "independent-bridge.txt").write_text(PAIR, "utf-8")
    monkeypatch.setattr(article_files, "FOLDER", tmp_path)
    (pair,) = data.articles()
    a, b = pair.a, pair.b
    assert [s.kind for s in a.sentences] == ["heading", "body", "body"]
    assert [s.paragraph for s in a.sentences] == [0, 1, 1]
    assert [s.paragraph for s in b.sentences] == [0, 1, 1]
    assert pair.relation == {(1, 0): "paraphrase", (1, 2): "overlap", (2, 2): "edited"}
    said = [(row, a.text[slice(*span)]) for row, span in pair.only_a or ()]
    assert said == [(1, "over the Ouse")]
    said = [(row, b.text[slice(*span)]) for row, span in pair.only_b or ()]
    assert said == [(0, " until May"), (1, "Shops suffer."), (2, "1932")]
    (marked,) = pair.marked
    assert marked.kind == "date"
    assert a.text[slice(*marked.a)] == "1931"
    assert marked.touched_by(marked.a, Span(marked.b.end - 1, marked.b.end + 4))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("a1:p", "a3:p", "there is no sentence 3"),
        ("a1:p", "a1:x", "not a link: a1:x"),
        ("a1:p", "a1:p a1:o", "linked twice"),
        ("b2 |  |", "b7 |  |", "sentence 2 expected"),
        ("Shops", "{{Shops}}", "marks in 'Shops suffer.', not linked"),
        ("Shops", "Shops}}", "braces that do not match"),
        ('"1932"', '"1933"', "substring not found"),
        ('a2 "1931" | b3', 'a2 "1931" | b1', "substring not found"),
        ("| date |", "| when |", "no such kind: when"),
        ("relationship: independent\n", "", "topic or relationship is missing"),
    ],
)
def test_faults_are_named(tmp_path: Path, before: str, after: str, said: str) -> None:
    assert before in PAIR
    path = tmp_path / "x.txt"
    path.write_text(PAIR.replace(before, after, 1), "utf-8")
    with pytest.raises(ValueError, match=said):
        article_files.read(path)


def test_a_transformer_that_remembers_says_the_same() -> None:
    """Training asks for the vectors of each sentence many times over."""
    model = scorer_data.chosen("contextual").transformer
    assert model is not None
    texts = ["The bridge is shut.", "Shops suffer.", "The bridge is shut."]
    ticks: list[float] = []
    kept = scorer_data.Remembering(model)
    kept.encode(texts[:1])
    found, wanted = kept.encode(texts, tick=ticks.append), model.encode(texts)
    assert ticks
    assert found.distinct.tolist() == wanted.distinct.tolist()
    np.testing.assert_allclose(found.sentences, wanted.sentences, atol=1e-5)
    np.testing.assert_allclose(found.pieces, wanted.pieces, atol=1e-5)
    np.testing.assert_array_equal(found.offsets, wanted.offsets)
