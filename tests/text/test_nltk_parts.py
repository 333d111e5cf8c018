"""Only two modules of nltk are imported, and nobody else notices."""

from __future__ import annotations

import subprocess
import sys

import pytest

SPLIT = """
from srcdiff.text.stems import stem
from srcdiff.text.tokens import tokenize
from srcdiff.text.sentences import sentence_spans, _punkt
from srcdiff.model import Span
text = "Rain fell at 8 p.m. Monday. Nobody had agreed."
assert len(sentence_spans(text, Span(0, len(text)), "english")) == 2
assert stem("agreed") == "agre"
"""
OWN = "mine = not isinstance(_punkt('english'), nltk.tokenize.PunktSentenceTokenizer)\n"
WHOLE = """
assert nltk.word_tokenize and nltk.corpus.stopwords and nltk.stem.PorterStemmer
assert nltk.tokenize.punkt.PunktSentenceTokenizer is nltk.PunktSentenceTokenizer
assert sys.modules["nltk.corpus"] is nltk.corpus
"""


def run(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_rest_of_nltk_is_not_imported() -> None:
    left = "import sys\nprint(*(n for n in sys.modules if n.startswith('nltk')))"
    assert not run(SPLIT + left)


@pytest.mark.parametrize(
    ("program", "mine"),
    [
        (SPLIT + "import nltk, sys\n", True),
        ("import nltk, sys\n" + SPLIT, False),
    ],
    ids=["later", "before"],
)
def test_an_import_of_nltk_elsewhere_gets_the_whole_of_it(
    program: str, mine: bool
) -> None:
    assert run(program + WHOLE + OWN + "print(mine)") == str(mine)


def test_beside_another_thread_nltk_is_imported_as_ever() -> None:
    program = f"""
import sys, threading
done = threading.Event()
threading.Thread(target=done.wait).start()
try:
    exec({SPLIT!r})
    import nltk
    {OWN}
    print(mine)
finally:
    done.set()
"""
    assert run(program) == "False"


def test_an_nltk_of_another_build_is_imported_whole() -> None:
    program = """
import sys
from srcdiff.text import nltk_parts
nltk_parts._EMPTY = (*nltk_parts._EMPTY, "nltk.no_such_package")
"""
    assert run(program + SPLIT + "import nltk\n" + OWN + "print(mine)") == "False"


def test_what_was_left_away_of_nltk_refuses_to_be_called() -> None:
    program = """
from srcdiff.text.nltk_parts import punkt
try:
    punkt().pathsec_open("a-file")
except RuntimeError as error:
    print(error)
"""
    assert run(program).startswith("nltk.pathsec.open was left away")
